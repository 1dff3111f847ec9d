internal import PolicyLang

/// The rows of a `ListProblem` for the solver: one variable for each pattern, one for the length.
///
/// Where members count for one group only, a pattern in several such groups is split into one part for
/// each; a list then meets the limits when some split does, which is what a maximum matching decides.
struct LimitSystem {
  var solver: CountSolver
  /// The variable that holds the length of the list.
  let length: Int
  /// Variables in the order in which a search should settle them.
  private(set) var order: [Int]

  /// - Parameters:
  ///   - chosen: the limits that count, as indices.
  ///   - low: how many of each pattern are taken already.
  ///   - high: how many of each pattern there are.
  init(
    _ problem: ListProblem, limits chosen: [Int], low: [Int64], high: [Int64], longest: Int64
  ) {
    var solver = CountSolver(low: low, high: high)
    length = solver.addVariable(low: 0, high: max(0, longest))
    order = Array(low.indices)
    var total: [(variable: Int, coefficient: Int64)] = [(length, -1)]
    for pattern in 0..<problem.ownCount { total.append((pattern, 1)) }
    solver.addBalance(total)
    let parts = LimitSystem.split(problem, chosen, high, &solver, &order)
    for index in chosen {
      LimitSystem.add(problem.limits[index], parts, length: length, &solver)
    }
    self.solver = solver
  }

  /// The part of a pattern that counts for a group.
  private struct Part: Hashable {
    let pattern: Int32
    let group: Int
  }

  /// Splits the patterns that stand in more than one group whose members count once.
  private static func split(
    _ problem: ListProblem, _ chosen: [Int], _ high: [Int64], _ solver: inout CountSolver,
    _ order: inout [Int]
  ) -> [Part: Int] {
    var parts: [Part: Int] = [:]
    for (pattern, own) in problem.onceGroups(beside: chosen).enumerated() where own.count > 1 {
      var balance: [(variable: Int, coefficient: Int64)] = [(pattern, -1)]
      for group in own {
        let variable = solver.addVariable(low: 0, high: high[pattern])
        parts[Part(pattern: Int32(clamping: pattern), group: group)] = variable
        balance.append((variable, 1))
        order.append(variable)
      }
      solver.addBalance(balance)
    }
    return parts
  }

  private static func add(
    _ limit: ListLimit, _ parts: [Part: Int], length: Int, _ solver: inout CountSolver
  ) {
    var terms: [Int: Int64] = [:]
    var bound: Int64
    let memberWeight: Int64
    switch limit.amount {
    case .number(let number):
      memberWeight = 1
      bound = Int64(clamping: Int128(number) - Int128(limit.fixedMembers))
    case .share(let share):
      memberWeight = share.denominator
      let given = Int128(share.denominator) * Int128(limit.fixedMembers)
      let base = Int128(share.numerator) * Int128(limit.fixedBase)
      bound = Int64(clamping: base - given)
      if let patterns = limit.base {
        for pattern in patterns { terms[Int(pattern), default: 0] -= share.numerator }
      } else {
        terms[length, default: 0] -= share.numerator
      }
    }
    for pattern in limit.members {
      var variable = Int(pattern)
      if let group = limit.onceGroup, let part = parts[Part(pattern: pattern, group: group)] {
        variable = part
      }
      terms[variable, default: 0] += memberWeight
    }
    var row = CountSolver.Row(terms: [], bound: bound)
    for variable in terms.keys.sorted() {
      if let coefficient = terms[variable], coefficient != 0 {
        row.terms.append((variable, limit.isFloor ? coefficient : -coefficient))
      }
    }
    if !limit.isFloor { row.bound = -bound }
    solver.addRow(row)
  }

  /// Whether a list of exactly `size` exists.
  mutating func canReach(_ size: Int64, targets: [Int64], steps: inout Int) -> CountSolver.Search {
    let start = solver.mark
    defer { solver.undo(to: start) }
    guard solver.fix(length, at: size) else { return .none }
    return solver.complete(order: order, targets: targets, steps: &steps)
  }
}
