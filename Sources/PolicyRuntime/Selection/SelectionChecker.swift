/// Confirms that a list is the one the rules ask for, by another way than the one that drew it up.
///
/// Limits are counted on the list itself. That no longer list exists, and that nobody passed over could
/// have been taken, is decided by a table of all reachable counts, pattern by pattern; where that table
/// would grow too large, by the search that `ListBuilder` uses, and where that runs out of steps too, the
/// report says so instead of confirming.
public struct SelectionChecker: Sendable {
  public enum Finding: Hashable, Sendable {
    /// A position that does not exist or stands twice.
    case notAList
    /// More members than places.
    case tooLong
    /// A hard limit (index) is broken.
    case limitBroken(Int)
    /// A list with more members meets the hard limits.
    case longerExists
    /// The candidate at this position could have been taken instead of lower ones.
    case betterExists(Int)
    /// The limits named for the candidate at this position do not refuse it.
    case unexplained(Int)
    /// A list exists although none was given.
    case listExists
  }

  public struct Report: Hashable, Sendable {
    public internal(set) var findings: [Finding] = []
    /// Whether the budget sufficed for every question.
    public internal(set) var isSettled = true
    /// How many questions were answered by the table of counts, and how many by the search.
    public internal(set) var byTable = 0
    public internal(set) var bySearch = 0
    public var isConfirmed: Bool { findings.isEmpty && isSettled }
  }

  let problem: ListProblem
  let budget: Int

  public init(_ problem: ListProblem, budget: Int = 30_000) {
    self.problem = problem
    self.budget = budget
  }

  /// Checks a result of `ListBuilder` or of any other way of choosing.
  public func check(_ result: ListBuilder.Result) -> Report {
    var report = Report()
    let supply = problem.supply
    let zero = [Int64](repeating: 0, count: problem.patternCount)
    guard result.isFeasible else {
      if exists(zero, supply, from: 0, to: capacity, problem.hardLimits, &report) {
        report.findings.append(.listExists)
      }
      if !result.conflict.isEmpty,
        exists(
          zero, supply, from: 0, to: capacity, result.conflict + problem.structure, &report)
      {
        report.findings.append(.unexplained(0))
      }
      return report
    }
    guard let isChosen = flags(result.chosen) else {
      report.findings.append(.notAList)
      return report
    }
    let size = Int64(result.chosen.count)
    if size > capacity { report.findings.append(.tooLong) }
    for limit in problem.namedLimits where !LimitCount(problem).isKept([limit], by: result.chosen) {
      report.findings.append(.limitBroken(limit))
    }
    if !LimitCount(problem).isKept(problem.hardLimits, by: result.chosen), report.findings.isEmpty {
      for limit in problem.namedLimits
      where problem.limits[limit].onceGroup != nil || !problem.later.isEmpty {
        report.findings.append(.limitBroken(limit))
      }
    }
    if size < capacity,
      exists(zero, supply, from: size + 1, to: capacity, problem.hardLimits, &report)
    {
      report.findings.append(.longerExists)
    }
    checkPassedOver(result, isChosen, supply, size, &report)
    return report
  }

  private var capacity: Int64 { Int64(max(0, min(problem.capacity, problem.patterns.count))) }

  private func flags(_ chosen: [Int]) -> [Bool]? {
    var result = [Bool](repeating: false, count: problem.patterns.count)
    for position in chosen {
      guard result.indices.contains(position), !result[position] else { return nil }
      result[position] = true
    }
    return result
  }

  /// Everybody passed over while places were open must be refused by the limits; one question for the
  /// first of each pattern answers for all later ones of it.
  private func checkPassedOver(
    _ result: ListBuilder.Result, _ isChosen: [Bool], _ supply: [Int64], _ size: Int64,
    _ report: inout Report
  ) {
    var taken = [Int64](repeating: 0, count: problem.patternCount)
    var seen = taken
    var given: Int64 = 0
    var isRefused = [Bool](repeating: false, count: problem.patternCount)
    for position in problem.patterns.indices {
      let pattern = Int(problem.patterns[position])
      seen[pattern] += 1
      if isChosen[position] {
        if isRefused[pattern] { report.findings.append(.betterExists(position)) }
        taken[pattern] += 1
        given += 1
        continue
      }
      if given == size || isRefused[pattern] { continue }
      isRefused[pattern] = true
      var low = taken
      low[pattern] += 1
      var high = taken
      for index in high.indices { high[index] += supply[index] - seen[index] }
      high[pattern] += 1
      if exists(low, high, from: size, to: size, problem.hardLimits, &report) {
        report.findings.append(.betterExists(position))
        continue
      }
      let reason = pattern < result.refusals.count ? result.refusals[pattern] : nil
      guard let reason, reason.position == position, !reason.limits.isEmpty else {
        report.findings.append(.unexplained(position))
        continue
      }
      if reason.limits != problem.hardLimits,
        exists(low, high, from: size, to: size, reason.limits + problem.structure, &report)
      {
        report.findings.append(.unexplained(position))
      }
    }
  }

  /// Whether some counts within the bounds, of a length in the range, meet the limits. Where nothing
  /// can be settled the answer is no, and the report says that it is not settled.
  private func exists(
    _ low: [Int64], _ high: [Int64], from shortest: Int64, to longest: Int64, _ limits: [Int],
    _ report: inout Report
  ) -> Bool {
    var table = CountTable(problem, limits: limits, low: low, high: high, budget: budget)
    if let answer = table.exists(from: shortest, to: longest) {
      report.byTable += 1
      return answer
    }
    var system = LimitSystem(problem, limits: limits, low: low, high: high, longest: longest)
    guard system.solver.raise(system.length, to: shortest) else { return false }
    var steps = budget
    let order = [system.length] + system.order
    var targets = high
    while targets.count < system.solver.variableCount { targets.append(longest) }
    switch system.solver.complete(order: order, targets: targets, steps: &steps) {
    case .found:
      report.bySearch += 1
      return true
    case .none:
      report.bySearch += 1
      return false
    case .unsettled:
      report.isSettled = false
      return false
    }
  }
}

/// Counts the members of a given list for each limit.
public struct LimitCount: Sendable {
  let problem: ListProblem
  public init(_ problem: ListProblem) { self.problem = problem }

  /// Members and base of one limit in a list of ranking positions, each member counting for it.
  public func count(_ limit: Int, in chosen: [Int]) -> (members: Int64, base: Int64) {
    let limit = problem.limits[limit]
    let members = Set(limit.members)
    let base = limit.base.map { Set($0) }
    var result = (members: limit.fixedMembers, base: limit.fixedBase)
    for position in chosen {
      let pattern = problem.patterns[position]
      if members.contains(pattern) { result.members += 1 }
      if base?.contains(pattern) ?? true { result.base += 1 }
    }
    return result
  }

  /// Whether a list keeps these limits, members counting once where that is said.
  public func isKept(_ limits: [Int], by chosen: [Int]) -> Bool {
    if !problem.later.isEmpty { return isCompletable(limits, chosen) }
    var once: [Int] = []
    for limit in limits {
      if problem.limits[limit].onceGroup != nil {
        once.append(limit)
        continue
      }
      let count = count(limit, in: chosen)
      if !problem.limits[limit].isMet(members: count.members, base: count.base) { return false }
    }
    if once.isEmpty { return true }
    return isCompletable(once, chosen)
  }

  /// Whether some assignment of members to groups, and some members of later rounds, meet the limits.
  private func isCompletable(_ limits: [Int], _ chosen: [Int]) -> Bool {
    let once = limits + problem.structure.filter { !limits.contains($0) }
    var exact = [Int64](repeating: 0, count: problem.patternCount)
    for position in chosen { exact[Int(problem.patterns[position])] += 1 }
    let size = Int64(chosen.count)
    var most = exact
    for (index, supply) in problem.later.enumerated() { most[problem.ownCount + index] = supply }
    var table = CountTable(problem, limits: once, low: exact, high: most, budget: 200_000)
    if let answer = table.exists(from: size, to: size) { return answer }
    var system = LimitSystem(problem, limits: once, low: exact, high: most, longest: size)
    var steps = 200_000
    if case .found = system.canReach(size, targets: exact, steps: &steps) { return true }
    return false
  }
}
