// Candidates who meet the conditions.
extension IncrementalSolver {
  /// After so many repairs of repairs all conditions are solved at once.
  private static let mostRounds = 24

  /// Exchanges the known candidates for such as are near others.
  mutating func lean(to hint: Box) {
    guard status == .possible else { return }
    grow()
    _ = settle(near: hint, min(budget, IncrementalSolver.wishBudget))
  }

  mutating func settle(near hint: Box, _ budget: Int) -> Status {
    var start = limits
    for variable in limits.indices where variable < hint.count {
      let both = limits[variable] & hint[variable]
      if both != 0 { start[variable] = both }
    }
    let broken = conditions.indices.filter { !isMet(conditions[$0], by: start) }
    return repair(start, broken, core.theory.statements, budget)
  }

  /// Finds candidates near `start` who meet all conditions and limits.
  ///
  /// - Parameters:
  ///   - start: meets all conditions but the broken ones.
  ///   - displaced: variables of which `start` says nothing.
  mutating func repair(
    _ start: Box, _ broken: [Int], _ displaced: BitSet, _ budget: Int
  ) -> Status {
    var active = ActiveConditions(broken, of: conditions, displaced, core)
    if active.isEmpty {
      model = start
      return .possible
    }
    var solver = BoxSolver(store, core.theory, budget: budget)
    defer { steps += solver.steps }
    for round in 0... {
      switch solver.solve(active.formulas, in: limits, near: start) {
      case .nothing: return .impossible
      case .exhausted: return .undecided
      case .box(let box):
        let (found, moved) = merged(start, box, active.variables)
        let broken = conditions.indices.filter {
          !active.contains($0) && store.variables(of: conditions[$0]).intersects(moved)
            && !isMet(conditions[$0], by: found)
        }
        if broken.isEmpty {
          model = found
          return .possible
        }
        active.add(round < IncrementalSolver.mostRounds ? broken : Array(conditions.indices))
      }
    }
    return .undecided
  }

  /// `start` with what a search found about some variables, and the variables whose cells are no
  /// longer among those of `start`.
  private func merged(_ start: Box, _ box: Box, _ variables: BitSet) -> (Box, moved: BitSet) {
    var result = start
    var moved = BitSet()
    variables.visit { variable in
      let both = start[variable] & box[variable]
      // What is said about one list belongs together.
      if both != 0, !core.theory.statements.contains(variable) {
        result[variable] = both
      } else {
        result[variable] = box[variable]
        moved.insert(variable)
      }
    }
    return (result, moved)
  }

  /// Whether a condition holds throughout a box.
  func isMet(_ condition: Formula, by box: Box) -> Bool {
    if let truth = store.truth(of: condition, in: box) { return truth }
    var solver = BoxSolver(store, core.theory, budget: .max)
    return solver.simplify(condition, box) == .always
  }

  /// Candidates who meet all conditions, with each variable set free that then does not matter.
  /// - Parameter box: meets all conditions.
  func widened(_ box: Box) -> Box {
    var result = box
    var users = [[Formula]](repeating: [], count: limits.count)
    for condition in conditions {
      store.variables(of: condition).visit { users[$0].append(condition) }
    }
    for variable in limits.indices where limits[variable] == core.universe[variable] {
      if case .count = core.variables[variable].role { continue }
      let own = result[variable]
      result[variable] = limits[variable]
      if !users[variable].allSatisfy({ isMet($0, by: result) }) { result[variable] = own }
    }
    return result
  }
}

/// The conditions that a repair looks at.
private struct ActiveConditions {
  private let core: SpaceCore
  private let all: [Formula]
  private(set) var formulas: [Formula] = []
  /// The variables that it may change.
  private(set) var variables: BitSet
  private var isActive: [Bool]

  init(_ places: [Int], of all: [Formula], _ displaced: BitSet, _ core: SpaceCore) {
    self.core = core
    self.all = all
    variables = displaced
    isActive = Array(repeating: false, count: all.count)
    add(places)
  }

  var isEmpty: Bool { formulas.isEmpty && variables.isEmpty }

  func contains(_ place: Int) -> Bool { isActive[place] }

  /// Adds conditions, and with one about a list all that is said about that list.
  mutating func add(_ places: [Int]) {
    var open = places
    repeat {
      for place in open where !isActive[place] {
        isActive[place] = true
        formulas.append(all[place])
        variables.formUnion(core.store.variables(of: all[place]))
      }
      let statements = core.theory.statements(touching: variables)
      if statements.isEmpty { return }
      variables.formUnion(statements)
      open = all.indices.filter {
        !isActive[$0] && core.store.variables(of: all[$0]).intersects(statements)
      }
    } while !open.isEmpty
  }
}
