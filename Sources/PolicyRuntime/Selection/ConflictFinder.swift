/// Finds the smallest set of limits that no list meets.
struct ConflictFinder {
  let problem: ListProblem
  let budget: Int

  init(_ problem: ListProblem, budget: Int) {
    self.problem = problem
    self.budget = budget
  }

  /// The smallest set among `limits` that no list with at least `shortest` members meets; of several
  /// the one that is declared first. Where there are too many to try, one that cannot be reduced.
  func smallest(
    among limits: [Int], atLeast shortest: Int64
  ) -> (limits: [Int], isSmallest: Bool) {
    var core = limits
    // Leave out what is not needed; what remains cannot be reduced.
    for limit in limits.reversed() where core.count > 1 {
      let without = core.filter { $0 != limit }
      if conflicts(without, shortest) { core = without }
    }
    guard core.count > 1 else { return (core, true) }
    var tries = 2_000
    for size in 1..<core.count {
      switch firstConflict(of: size, among: limits, shortest, &tries) {
      case .found(let found): return (found, true)
      case .outOfTries: return (core, false)
      case .none: continue
      }
    }
    // Of the sets of this size, the one declared first.
    if case .found(let found) = firstConflict(of: core.count, among: limits, shortest, &tries) {
      return (found, true)
    }
    return (core, true)
  }

  private enum Trial {
    case found([Int])
    case none
    case outOfTries
  }

  /// The first set of this size, in the order of the limits, that conflicts.
  private func firstConflict(
    of size: Int, among limits: [Int], _ shortest: Int64, _ tries: inout Int
  ) -> Trial {
    guard size <= limits.count else { return .none }
    var picks = Array(0..<size)
    while true {
      tries -= 1
      if tries < 0 { return .outOfTries }
      var set: [Int] = []
      for pick in picks { set.append(limits[pick]) }
      if conflicts(set, shortest) { return .found(set) }
      var place = size - 1
      while place >= 0, picks[place] == limits.count - size + place { place -= 1 }
      guard place >= 0 else { return .none }
      picks[place] += 1
      for next in (place + 1)..<max(place + 1, size) { picks[next] = picks[next - 1] + 1 }
    }
  }

  /// Whether it is certain that no list of at least `shortest` members meets these limits.
  private func conflicts(_ limits: [Int], _ shortest: Int64) -> Bool {
    let limits = limits + problem.structure
    let longest = Int64(min(problem.capacity, problem.patterns.count))
    var system = LimitSystem(
      problem, limits: limits, low: Array(repeating: 0, count: problem.patternCount),
      high: problem.supply, longest: longest)
    var steps = budget
    guard system.solver.raise(system.length, to: shortest) else { return true }
    let order = [system.length] + system.order
    var targets = [Int64](repeating: 0, count: system.solver.variableCount)
    targets[system.length] = longest
    if case .none = system.solver.complete(order: order, targets: targets, steps: &steps) {
      return true
    }
    return false
  }
}

/// Says which limits refuse a pattern at its place in the ranking.
struct RefusalExplainer {
  let problem: ListProblem
  let size: Int64
  let budget: Int
  private let hard: [Int]

  init(_ problem: ListProblem, size: Int64, budget: Int) {
    self.problem = problem
    self.size = size
    self.budget = budget
    hard = problem.namedLimits
  }

  /// The fewest limits found that keep the list from being completed once the candidate is taken.
  func limits(refusing pattern: Int, taken: [Int64], seen: [Int64], supply: [Int64]) -> [Int] {
    for limit in hard where isFullCap(limit, pattern, taken) { return [limit] }
    if hard.count > 64 { return pendingFloors(taken, pattern) }
    var low = taken
    low[pattern] += 1
    var high = taken
    for index in high.indices { high[index] += supply[index] - seen[index] }
    for limit in hard where refuses([limit], low, high) { return [limit] }
    var core = hard
    for limit in hard.reversed() where core.count > 1 {
      let without = core.filter { $0 != limit }
      if refuses(without, low, high) { core = without }
    }
    return core
  }

  private func refuses(_ limits: [Int], _ low: [Int64], _ high: [Int64]) -> Bool {
    let limits = limits + problem.structure
    var system = LimitSystem(problem, limits: limits, low: low, high: high, longest: size)
    var steps = budget
    if case .none = system.canReach(size, targets: high, steps: &steps) { return true }
    return false
  }

  /// Whether a cap by number, counted for everybody, is reached already.
  private func isFullCap(_ index: Int, _ pattern: Int, _ taken: [Int64]) -> Bool {
    let limit = problem.limits[index]
    guard !limit.isFloor, limit.onceGroup == nil, case .number(let number) = limit.amount,
      contains(limit.members, pattern)
    else { return false }
    var count = limit.fixedMembers
    for member in limit.members { count += taken[Int(member)] }
    return count >= number
  }

  /// Floors that are not met yet and to which the candidate does not contribute.
  private func pendingFloors(_ taken: [Int64], _ pattern: Int) -> [Int] {
    var result: [Int] = []
    for index in hard where problem.limits[index].isFloor {
      let limit = problem.limits[index]
      if contains(limit.members, pattern) { continue }
      var count = limit.fixedMembers
      for member in limit.members { count += taken[Int(member)] }
      if !limit.isMet(members: count, base: size) { result.append(index) }
    }
    return result.isEmpty ? hard : result
  }

  private func contains(_ sorted: [Int32], _ pattern: Int) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < Int32(clamping: pattern) { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && Int(sorted[low]) == pattern
  }
}
