internal import PolicyLang

// A round as a problem of numbers, with what later rounds may still take.
//
// A limit on the whole list is kept by all rounds together. So a round is drawn up with later rounds
// in view: candidates fall into classes that are alike now and later, and how many of each class every
// later round takes are further unknowns. A candidate is taken exactly when some choice of those
// completes the list. Shortlists are no part of the list; they do not look ahead, and a later round
// that takes from one counts as if the shortlist kept everybody it may keep.
extension SelectionRun {
  struct Drawn {
    let problem: ListProblem
    /// All limits that take part, for naming them.
    let table: LimitTable
  }

  /// A later round that takes people for good.
  private struct Later {
    let index: Int
    let onList: Bool
    /// The places of its own, where it states them.
    let places: Int?
    var table: LimitTable
  }

  /// Candidates that are alike in this round and in every later one.
  private struct Kind: Hashable {
    let own: Int32
    let whole: Int32
    /// For each later round: its own pattern and that of the whole list; −1 where it cannot enter.
    let later: [Int32]
  }

  func problem(
    of index: Int, _ ranked: [Int], open: Int?, onList: Bool
  ) throws(EvaluationError) -> Drawn {
    let round = plan.rounds[index]
    var own = try LimitTable(pool, round.limits)
    var whole = try LimitTable(pool, plan.limits)
    var later = try laterRounds(after: index)
    if round.isShortlist || !asksAhead(whole, later) { later = [] }
    var rules = round.limits + plan.limits
    for other in later { rules += plan.rounds[other.index].limits }
    let naming = try LimitTable(pool, rules)

    var kinds: [Kind: Int32] = [:]
    var sizes: [Int64] = []
    var order: [Kind] = []
    func number(_ kind: Kind) -> Int32 {
      if let known = kinds[kind] {
        sizes[Int(known)] += 1
        return known
      }
      let next = Int32(clamping: order.count)
      kinds[kind] = next
      order.append(kind)
      sizes.append(1)
      return next
    }
    var patterns: [Int32] = []
    patterns.reserveCapacity(ranked.count)
    var isRanked = [Bool](repeating: false, count: later.isEmpty ? 0 : pool.eligible.count)
    if !later.isEmpty { for place in ranked { isRanked[place] = true } }
    for place in ranked {
      let member = taking(place, in: index)
      patterns.append(
        number(
          Kind(
            own: own.pattern(of: member), whole: whole.pattern(of: member),
            later: entrances(place, &later, &whole, index, isRanked))))
    }
    let ownCount = order.count
    if !later.isEmpty {
      for place in pool.eligible.indices
      where !isRanked[place] && !hasPlace[place] && !isBarred[place] {
        let ahead = entrances(place, &later, &whole, index, isRanked)
        if ahead.allSatisfy({ $0 < 0 }) { continue }
        _ = number(Kind(own: -1, whole: -1, later: ahead))
      }
    }
    var builder = RoundProblem(kinds: order, sizes: sizes, ownCount: ownCount)
    builder.addLater(later.map { $0.onList })
    builder.add(own.limits(fixed: []), to: .own, offset: 0)
    let earlier = counted.map { member($0) }
    if onList || later.contains(where: { $0.onList }) {
      builder.add(
        whole.limits(fixed: earlier), to: .whole(onList: onList), offset: own.rules.count)
    }
    var offset = own.rules.count + whole.rules.count
    for place in later.indices {
      builder.add(later[place].table.limits(fixed: []), to: .later(place), offset: offset)
      offset += later[place].table.rules.count
    }
    builder.addStructure(
      later.map { $0.places }, left: places.map { max(0, $0 - counted.count) }, onList: onList)
    return Drawn(
      problem: ListProblem(
        patterns: patterns, patternCount: ownCount + builder.supply.count,
        capacity: min(open ?? ranked.count, ranked.count), limits: builder.limits,
        later: builder.supply),
      table: naming)
  }

  /// Whether anything is to be kept that a later round has a part in.
  private func asksAhead(_ whole: LimitTable, _ later: [Later]) -> Bool {
    if whole.rules.contains(where: { $0.isHard }) { return !later.isEmpty }
    return later.contains { $0.table.rules.contains { $0.isHard } }
  }

  private func laterRounds(after index: Int) throws(EvaluationError) -> [Later] {
    var result: [Later] = []
    for next in plan.rounds.indices where next > index {
      let round = plan.rounds[next]
      if round.isShortlist || !round.ranking.isDeclared { continue }
      var own: Int?
      if let amount = round.amount, let number = try Quota.number(amount, in: environment) {
        own = Int(clamping: max(0, number.floor))
      }
      result.append(
        Later(
          index: next, onList: !round.isOutsideNumber, places: own,
          table: try LimitTable(pool, round.limits)))
    }
    return result
  }

  private var environment: Environment { pool.policy.environment }

  /// A candidate as limits see it once a round has taken it.
  private func taking(_ place: Int, in round: Int) -> LimitTable.Member {
    let now = member(place)
    return LimitTable.Member(
      profile: now.profile, outcomes: now.outcomes | 1 << UInt64(round & 63))
  }

  private func entrances(
    _ place: Int, _ later: inout [Later], _ whole: inout LimitTable, _ index: Int,
    _ isRanked: [Bool]
  ) -> [Int32] {
    var result: [Int32] = []
    for next in later.indices {
      guard !isBarred[place] || isRanked[place],
        mayEnter(place, later[next].index, from: index, isRanked[place], depth: 0)
      else {
        result += [-1, -1]
        continue
      }
      let member = taking(place, in: later[next].index)
      result.append(later[next].table.pattern(of: member))
      result.append(whole.pattern(of: member))
    }
    return result
  }

  /// Whether a later round may rank a candidate that no round takes before it.
  private func mayEnter(
    _ place: Int, _ next: Int, from index: Int, _ isRanked: Bool, depth: Int
  ) -> Bool {
    let round = plan.rounds[next]
    for key in round.ranking.keys where self.key(key.node, of: place) == .missing { return false }
    for node in round.minimum where !couldBeTrue(node, place, from: index) { return false }
    switch round.source {
    case .eligible: return !isBarred[place]
    case .condition(let node): return couldBeTrue(node, place, from: index)
    case .passedOver(let earlier):
      if earlier == index { return isRanked }
      if earlier > index {
        // A round takes from earlier ones only, so this ends.
        return earlier < next && depth < plan.rounds.count
          && mayEnter(place, earlier, from: index, isRanked, depth: depth + 1)
      }
      return wasPassedOver(place, in: earlier)
    }
  }

  private func wasPassedOver(_ place: Int, in round: Int) -> Bool {
    isPassedOver.indices.contains(round) && isPassedOver[round][place]
  }

  /// Whether a condition holds for some choice of the outcomes that rounds from this one on may give.
  private func couldBeTrue(_ node: NodeID, _ place: Int, from index: Int) -> Bool {
    let now = member(place)
    guard let condition = pool.conditions.first(where: { $0.node == node }) else { return false }
    var open: [Int] = []
    for (round, rule) in plan.rounds.enumerated() where round >= index && rule.isShortlist {
      if let outcome = rule.outcome, condition.outcomes.contains(outcome) { open.append(round) }
    }
    for choice in 0..<(1 << min(open.count, SelectionPool.mostOutcomes)) {
      var outcomes = now.outcomes
      for (bit, round) in open.enumerated() where choice >> bit & 1 == 1 {
        outcomes |= 1 << UInt64(round & 63)
      }
      let member = LimitTable.Member(profile: now.profile, outcomes: outcomes)
      if pool.truth(of: node, member) == .yes { return true }
    }
    return false
  }

  // MARK: Numbers

  /// Puts the limits of several tables into one numbering of patterns.
  private struct RoundProblem {
    enum Scope {
      case own
      /// All rounds that add to the list; whether this one does.
      case whole(onList: Bool)
      case later(Int)

      /// Whether this round's own list has no part in it.
      var isApart: Bool {
        switch self {
        case .own, .whole(onList: true): false
        case .later, .whole: true
        }
      }
    }
    struct Ahead {
      let kind: Int
      let round: Int
    }

    let kinds: [Kind]
    let sizes: [Int64]
    let ownCount: Int
    private(set) var ahead: [Ahead] = []
    private(set) var supply: [Int64] = []
    private(set) var limits: [ListLimit] = []
    private var isOnList: [Bool] = []
    private var groups = 0

    init(kinds: [Kind], sizes: [Int64], ownCount: Int) {
      self.kinds = kinds
      self.sizes = sizes
      self.ownCount = ownCount
    }

    mutating func addLater(_ onList: [Bool]) {
      isOnList = onList
      for kind in kinds.indices {
        for round in onList.indices where kinds[kind].later[2 * round] >= 0 {
          ahead.append(Ahead(kind: kind, round: round))
          supply.append(sizes[kind])
        }
      }
    }

    /// Renumbers limits from the patterns of their table to those of the problem.
    mutating func add(_ found: [ListLimit], to scope: Scope, offset: Int) {
      var renumbered: [Int: Int] = [:]
      for var limit in found {
        let members = Set(limit.members)
        limit.members = select(scope) { members.contains($0) }
        if let base = limit.base.map({ Set($0) }) {
          limit.base = select(scope) { base.contains($0) }
        } else if !ahead.isEmpty || scope.isApart {
          limit.base = select(scope) { _ in true }
        }
        switch scope {
        case .own: break
        case .whole: limit.isPending = !isOnList.allSatisfy { !$0 }
        case .later:
          // What is only wished for is reported when that round comes.
          if !limit.isHard { continue }
          limit.isPending = true
        }
        limit.source += offset
        if let group = limit.onceGroup {
          let known = renumbered[group] ?? groups
          if renumbered[group] == nil { groups += 1 }
          renumbered[group] = known
          limit.onceGroup = known
        }
        limits.append(limit)
      }
    }

    private func select(_ scope: Scope, _ belongs: (Int32) -> Bool) -> [Int32] {
      var result: [Int32] = []
      for kind in 0..<ownCount {
        switch scope {
        case .own where belongs(kinds[kind].own): result.append(Int32(clamping: kind))
        case .whole(onList: true) where belongs(kinds[kind].whole):
          result.append(Int32(clamping: kind))
        default: continue
        }
      }
      for (index, entry) in ahead.enumerated() {
        let patterns = kinds[entry.kind].later
        let counts: Bool
        switch scope {
        case .own: counts = false
        case .whole: counts = isOnList[entry.round] && belongs(patterns[2 * entry.round + 1])
        case .later(let round): counts = entry.round == round && belongs(patterns[2 * round])
        }
        if counts { result.append(Int32(clamping: ownCount + index)) }
      }
      return result
    }

    /// Nobody is taken twice, and no round takes more than its places or than are left.
    mutating func addStructure(_ places: [Int?], left: Int?, onList: Bool) {
      if ahead.isEmpty { return }
      for kind in kinds.indices {
        var members: [Int32] = kind < ownCount ? [Int32(clamping: kind)] : []
        for (index, entry) in ahead.enumerated() where entry.kind == kind {
          members.append(Int32(clamping: ownCount + index))
        }
        if members.count > 1 { cap(members, at: sizes[kind]) }
      }
      for (round, number) in places.enumerated() {
        guard let number else { continue }
        cap(select(.later(round)) { _ in true }, at: Int64(number))
      }
      if let left { cap(select(.whole(onList: onList)) { _ in true }, at: Int64(left)) }
    }

    private mutating func cap(_ members: [Int32], at number: Int64) {
      var limit = ListLimit(isFloor: false, amount: .number(number), members: members, source: -1)
      limit.isStructural = true
      limits.append(limit)
    }
  }
}
