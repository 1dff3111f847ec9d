/// Draws up the list: among those that meet all hard limits the longest, and among these the one that
/// is best from the top of the ranking.
///
/// It walks down the ranking and takes a candidate exactly when the rest of the list can still be
/// completed. A pattern that is refused once stays refused, because whatever a later candidate of it
/// could complete, this one could too; so at most one proof is needed for each pattern.
public struct ListBuilder {
  public struct Result: Sendable {
    /// Positions in the ranking, ascending.
    public internal(set) var chosen: [Int] = []
    /// The position from which each pattern is refused, and why; `nil` where it never is.
    public internal(set) var refusals: [Refusal?] = []
    /// Whether the budget sufficed to prove that no longer list exists.
    public internal(set) var isLongestSettled = true
    /// Whether it sufficed to prove that nobody passed over could have been taken.
    public internal(set) var isBestSettled = true
    /// Why the list cannot be longer, where it is not full: limits that conflict with one more.
    public internal(set) var shortfall: [Int] = []
    /// The smallest set of limits that no list meets; empty when there is a list.
    public internal(set) var conflict: [Int] = []
    /// Whether there is any list that meets the hard limits.
    public internal(set) var isFeasible = true
    /// Whether `conflict` was proved to be a smallest set; otherwise it is one that cannot be reduced.
    public internal(set) var isConflictSmallest = true
  }

  public struct Refusal: Sendable {
    public let position: Int
    /// The limits that refuse it, as indices; empty when all places are given.
    public let limits: [Int]
  }

  let problem: ListProblem
  /// Steps for each question asked of the solver.
  let budget: Int

  public init(_ problem: ListProblem, budget: Int = 20_000) {
    self.problem = problem
    self.budget = max(1, budget)
  }

  public func build() -> Result {
    var result = Result()
    result.refusals = Array(repeating: nil, count: problem.patternCount)
    let supply = problem.supply
    let longest = Int64(min(problem.capacity, problem.patterns.count))
    let hard = problem.hardLimits
    guard !hard.isEmpty else { return takeTop(Int(longest), result) }
    var system = LimitSystem(
      problem, limits: hard, low: Array(repeating: 0, count: problem.patternCount), high: supply,
      longest: longest)
    guard let (size, first) = longestList(&system, longest, &result) else {
      result.isFeasible = false
      let finder = ConflictFinder(problem, budget: budget)
      let found = finder.smallest(among: problem.namedLimits, atLeast: 0)
      result.conflict = found.limits
      result.isConflictSmallest = found.isSmallest
      return result
    }
    if size < longest, result.isLongestSettled {
      let finder = ConflictFinder(problem, budget: budget)
      result.shortfall = finder.smallest(among: problem.namedLimits, atLeast: size + 1).limits
    }
    walk(&system, size, first, supply, &result)
    return result
  }

  /// Without limits the list is the top of the ranking.
  private func takeTop(_ size: Int, _ result: Result) -> Result {
    var result = result
    let size = max(0, size)
    result.chosen = Array(0..<size)
    for position in size..<problem.patterns.count { refuse(position, [], &result) }
    return result
  }

  private func refuse(_ position: Int, _ limits: [Int], _ result: inout Result) {
    let pattern = Int(problem.patterns[position])
    if result.refusals[pattern] == nil {
      result.refusals[pattern] = Refusal(position: position, limits: limits)
    }
  }

  /// How many of each pattern the first `size` of the ranking hold.
  private func top(_ size: Int64) -> [Int64] {
    var counts = [Int64](repeating: 0, count: problem.patternCount)
    for pattern in problem.patterns.prefix(Int(size)) { counts[Int(pattern)] += 1 }
    return counts
  }

  /// The greatest length for which a list exists, with one such list.
  private func longestList(
    _ system: inout LimitSystem, _ longest: Int64, _ result: inout Result
  ) -> (Int64, [Int64])? {
    guard system.solver.propagate() else { return nil }
    while true {
      let size = system.solver.high[system.length]
      var steps = budget
      switch system.canReach(size, targets: top(size), steps: &steps) {
      case .found(let counts): return (size, counts)
      case .unsettled: result.isLongestSettled = false
      case .none: break
      }
      guard size > system.solver.low[system.length],
        system.solver.lower(system.length, to: size - 1), system.solver.propagate()
      else { return nil }
    }
  }

  // MARK: The walk

  private func walk(
    _ system: inout LimitSystem, _ size: Int64, _ first: [Int64], _ supply: [Int64],
    _ result: inout Result
  ) {
    var witness = first
    var taken = [Int64](repeating: 0, count: problem.patternCount)
    var seen = taken
    guard system.solver.fix(system.length, at: size), system.solver.propagate() else { return }
    let explainer = RefusalExplainer(problem, size: size, budget: budget)
    for position in problem.patterns.indices {
      let pattern = Int(problem.patterns[position])
      defer { seen[pattern] += 1 }
      if result.refusals[pattern] != nil { continue }
      if Int64(result.chosen.count) == size {
        refuse(position, size < Int64(problem.capacity) ? result.shortfall : [], &result)
        continue
      }
      let mark = system.solver.mark
      let fits =
        system.solver.raise(pattern, to: taken[pattern] + 1) && system.solver.propagate()
      if fits, witness[pattern] > taken[pattern] {
        taken[pattern] += 1
        result.chosen.append(position)
        continue
      }
      if fits {
        var steps = budget
        let rest = aim(from: position, taken, size, result)
        switch system.solver.complete(order: system.order, targets: rest, steps: &steps) {
        case .found(let counts):
          witness = counts
          taken[pattern] += 1
          result.chosen.append(position)
          continue
        case .unsettled: result.isBestSettled = false
        case .none: break
        }
      }
      system.solver.undo(to: mark)
      let limits = explainer.limits(refusing: pattern, taken: taken, seen: seen, supply: supply)
      refuse(position, limits, &result)
      guard system.solver.lower(pattern, to: taken[pattern]), system.solver.propagate() else {
        result.isBestSettled = false
        return
      }
    }
  }

  /// The counts to aim at: what is taken and the best of the rest.
  private func aim(
    from position: Int, _ taken: [Int64], _ size: Int64, _ result: Result
  ) -> [Int64] {
    var counts = taken
    var open = size - Int64(result.chosen.count)
    // A look ahead is enough to aim; how far does not change the outcome.
    let reach = min(problem.patterns.count, position + 4 * Int(open) + 1_000)
    for pattern in problem.patterns[position..<reach] {
      if open == 0 { break }
      if result.refusals[Int(pattern)] != nil { continue }
      counts[Int(pattern)] += 1
      open -= 1
    }
    return counts
  }
}
