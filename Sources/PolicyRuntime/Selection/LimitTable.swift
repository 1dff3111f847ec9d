internal import PolicyLang

/// The limits of a round as numbers: which patterns count for which limit.
///
/// A fact that is absent never helps to keep a limit: towards a floor only those count who surely
/// belong, towards a cap all who may.
struct LimitTable {
  /// Candidates that are alike for all limits.
  private struct Signature: Hashable {
    /// For each limit: not a member, member; base likewise; the unit, or −1.
    var marks: [Int32]
  }

  /// A candidate, as far as limits see it.
  struct Member: Hashable {
    let profile: Int32
    /// The outcomes already given, one bit for each round.
    let outcomes: UInt64
  }

  let pool: SelectionPool
  let rules: [SelectionPlan.Limit]
  let amounts: [ListLimit.Amount]
  private var patternOf: [Member: Int32] = [:]
  private var patternBySignature: [Signature: Int32] = [:]
  private var signatures: [Signature] = []

  init(_ pool: SelectionPool, _ rules: [SelectionPlan.Limit]) throws(EvaluationError) {
    self.pool = pool
    var kept: [SelectionPlan.Limit] = []
    var amounts: [ListLimit.Amount] = []
    for rule in rules {
      guard let amount = try LimitTable.amount(rule, in: pool.policy.environment) else { continue }
      kept.append(rule)
      amounts.append(amount)
    }
    self.rules = kept
    self.amounts = amounts
  }

  /// `nil` where the policy leaves the figure open: then there is no limit, but an open point.
  static func amount(
    _ rule: SelectionPlan.Limit, in environment: Environment
  ) throws(EvaluationError) -> ListLimit.Amount? {
    if rule.shares != nil { return .number(0) }
    guard let node = rule.amount, let number = try Quota.number(node, in: environment) else {
      return nil
    }
    if environment.program.nodes[node.index].type == .share { return .share(number) }
    return .number(rule.isFloor ? number.ceiling : number.floor)
  }

  /// The pattern of a member.
  mutating func pattern(of member: Member) -> Int32 {
    if let known = patternOf[member] { return known }
    var signature = Signature(marks: [])
    for rule in rules {
      let standing = standing(of: member, under: rule)
      signature.marks.append((standing.isMember ? 1 : 0) + (standing.isBase ? 2 : 0))
      signature.marks.append(Int32(clamping: standing.unit ?? -1))
    }
    let pattern: Int32
    if let known = patternBySignature[signature] {
      pattern = known
    } else {
      pattern = Int32(clamping: signatures.count)
      signatures.append(signature)
      patternBySignature[signature] = pattern
    }
    patternOf[member] = pattern
    return pattern
  }

  var patternCount: Int { signatures.count }

  struct Standing {
    var isMember: Bool
    var isBase: Bool
    var unit: Int?
    /// Whether an absent fact leaves open on which side the member stands.
    var isUnknown: Bool
  }

  func standing(of member: Member, under rule: SelectionPlan.Limit) -> Standing {
    let condition = pool.truth(of: rule.condition, member)
    let subset = pool.truth(of: rule.subset, member)
    var unit: Int?
    var isUnknown = condition == .unknown || subset == .unknown
    if let field = rule.unitField {
      unit = pool.unit(of: field, member)
      if unit == nil { isUnknown = true }
    }
    let both = condition.and(subset)
    // Where units have places of their own, whoever has no unit has none of them.
    let inUnit = rule.unitField == nil || unit != nil || rule.shares != nil
    if rule.isFloor {
      return Standing(
        isMember: both == .yes && inUnit, isBase: subset != .no && inUnit, unit: unit,
        isUnknown: isUnknown)
    }
    return Standing(
      isMember: both != .no && inUnit, isBase: subset == .yes && inUnit, unit: unit,
      isUnknown: isUnknown)
  }

  // MARK: Limits as numbers

  /// Tells groups apart whose members count once.
  private struct GroupKey: Hashable {
    let condition: NodeID?
    let subset: NodeID?
    let field: Int?
    let unit: Int?
  }

  /// The limits, one for each unit where they hold for each. `fixed` are members that earlier rounds
  /// took; they count along.
  mutating func limits(fixed: [Member]) -> [ListLimit] {
    for member in fixed { _ = pattern(of: member) }
    var result: [ListLimit] = []
    var groups: [GroupKey: Int] = [:]
    for (index, rule) in rules.enumerated() {
      var byUnit: [Int: ListLimit] = [:]
      let unitCount = rule.unitField.map { pool.unitCount(of: $0) }
      for unit in 0..<(unitCount ?? 1) {
        byUnit[unit] = ListLimit(
          isFloor: rule.isFloor, amount: amount(index, unit), members: [],
          base: rule.subset == nil && rule.unitField == nil ? nil : [], isHard: rule.isHard,
          source: index, unit: rule.unitField == nil ? nil : unit)
      }
      if rule.shares != nil {
        byUnit[-1] = ListLimit(
          isFloor: rule.isFloor, amount: .number(0), members: [], isHard: rule.isHard,
          source: index)
      }
      for (pattern, signature) in signatures.enumerated() {
        let mark = signature.marks[2 * index]
        let unit = rule.unitField == nil ? 0 : Int(signature.marks[2 * index + 1])
        if mark & 1 != 0 { byUnit[unit]?.members.append(Int32(clamping: pattern)) }
        if mark & 2 != 0 { byUnit[unit]?.base?.append(Int32(clamping: pattern)) }
      }
      for member in fixed {
        let standing = standing(of: member, under: rule)
        let unit = rule.unitField == nil ? 0 : (standing.unit ?? -1)
        if standing.isMember { byUnit[unit]?.fixedMembers += 1 }
        if standing.isBase || byUnit[unit]?.base == nil { byUnit[unit]?.fixedBase += 1 }
      }
      for unit in Array(0..<(unitCount ?? 1)) + [-1] {
        guard var limit = byUnit[unit] else { continue }
        // A cap on a unit of which nobody is ranked says nothing.
        if rule.unitField != nil, !rule.isFloor, limit.members.isEmpty, limit.fixedMembers == 0 {
          continue
        }
        if rule.countsOnce {
          let key = GroupKey(
            condition: rule.condition, subset: rule.subset, field: rule.unitField, unit: limit.unit)
          let group = groups[key] ?? groups.count
          groups[key] = group
          limit.onceGroup = group
        }
        result.append(limit)
      }
    }
    return result
  }
}

extension LimitTable {
  /// The figure for one unit.
  private func amount(_ rule: Int, _ unit: Int) -> ListLimit.Amount {
    guard let shares = rules[rule].shares, let field = rules[rule].unitField else {
      return amounts[rule]
    }
    return .number(shares[pool.unitValue(unit, of: field)] ?? 0)
  }
}

extension SelectionPool {
  /// The truth of a condition for a member; what is not asked for holds.
  func truth(of node: NodeID?, _ member: LimitTable.Member) -> Truth {
    guard let node else { return .yes }
    guard let condition = conditions.first(where: { $0.node == node }),
      profiles.indices.contains(Int(member.profile))
    else { return .unknown }
    var choice = 0
    for (place, outcome) in condition.outcomes.enumerated() {
      for (index, round) in plan.rounds.enumerated() where round.outcome == outcome {
        if member.outcomes >> UInt64(index & 63) & 1 == 1 { choice |= 1 << place }
      }
    }
    return profiles[Int(member.profile)].truths[condition.offset + choice]
  }

  func unit(of field: Int, _ member: LimitTable.Member) -> Int? {
    guard let place = unitFields.firstIndex(of: field),
      profiles.indices.contains(Int(member.profile))
    else { return nil }
    return profiles[Int(member.profile)].units[place]
  }

  func unitCount(of field: Int) -> Int {
    unitFields.firstIndex(of: field).map { units[$0].count } ?? 0
  }

  /// The value that stands for a unit.
  public func unitValue(_ unit: Int, of field: Int) -> Value {
    guard let place = unitFields.firstIndex(of: field), units[place].indices.contains(unit) else {
      return .unknown
    }
    return units[place][unit]
  }
}
