internal import PolicyLang

/// Counts what a list makes of its limits.
enum LimitCounting {
  /// Reports on the limits of a round, from the positions that were chosen.
  static func reports(
    _ table: LimitTable, _ problem: ListProblem, _ chosen: [Int],
    _ members: [LimitTable.Member]
  ) -> [LimitReport] {
    let counter = LimitCount(problem)
    // One pass over the list instead of one for each limit.
    var counts = [Int64](repeating: 0, count: problem.patternCount)
    for position in chosen { counts[Int(problem.patterns[position])] += 1 }
    let unknown = unknowns(table, chosen.map { members[$0] })
    var result: [LimitReport] = []
    for (index, limit) in problem.limits.enumerated() where !limit.isStructural {
      var (own, base) = (limit.fixedMembers, limit.fixedBase)
      for pattern in limit.members where pattern < problem.ownCount { own += counts[Int(pattern)] }
      if let patterns = limit.base {
        for pattern in patterns where pattern < problem.ownCount { base += counts[Int(pattern)] }
      } else {
        base += Int64(chosen.count)
      }
      let isKept =
        limit.onceGroup == nil
        ? limit.isMet(members: own, base: base) : counter.isKept([index], by: chosen)
      result.append(report(table, limit, own, base, isKept, unknown[limit.source]))
    }
    return result
  }

  /// Reports on a list that is given as such.
  static func reports(
    _ table: LimitTable, _ members: [LimitTable.Member]
  ) -> [LimitReport] {
    var table = table
    var patterns: [Int32] = []
    for member in members { patterns.append(table.pattern(of: member)) }
    let limits = table.limits(fixed: [])
    let problem = ListProblem(
      patterns: patterns, patternCount: table.patternCount, capacity: members.count,
      limits: limits)
    return reports(table, problem, Array(members.indices), members)
  }

  private static func unknowns(_ table: LimitTable, _ members: [LimitTable.Member]) -> [Int64] {
    var tally: [LimitTable.Member: Int64] = [:]
    for member in members { tally[member, default: 0] += 1 }
    var result = [Int64](repeating: 0, count: table.rules.count)
    for (index, rule) in table.rules.enumerated() {
      for (member, count) in tally where table.standing(of: member, under: rule).isUnknown {
        result[index] += count
      }
    }
    return result
  }

  private static func report(
    _ table: LimitTable, _ limit: ListLimit, _ members: Int64, _ base: Int64, _ isKept: Bool,
    _ unknown: Int64
  ) -> LimitReport {
    let rule = table.rules[limit.source]
    var unit: Value?
    if let number = limit.unit, let field = rule.unitField {
      unit = table.pool.unitValue(number, of: field)
    }
    let required: Int64
    switch limit.amount {
    case .number(let number): required = number
    case .share(let share):
      let part = share.multiplied(by: Rational(base)) ?? .zero
      required = limit.isFloor ? part.ceiling : part.floor
    }
    return LimitReport(
      norm: rule.norm, label: rule.label, articles: rule.articles, unit: unit,
      unitField: rule.unitField, isFloor: rule.isFloor, isHard: rule.isHard, amount: limit.amount,
      countsOnce: rule.countsOnce, members: members, base: base, required: required,
      isKept: isKept, unknown: unknown, target: rule.target,
      isPending: limit.isPending)
  }
}
