public import PolicyLang

/// A selection as a policy declares it (遴选): what it fills, who comes first, its limits and rounds.
public struct SelectionPlan: Sendable {
  /// One thing to sort by.
  public struct RankKey: Hashable, Sendable {
    public let node: NodeID
    public let isDescending: Bool
  }

  /// 排序 with 同分.
  public struct Ranking: Hashable, Sendable {
    public var keys: [RankKey] = []
    public var ties: [RankKey] = []
    /// 同分 is declared open, or not declared at all.
    public var areTiesOpen = true
    public var isDeclared: Bool { !keys.isEmpty }
  }

  /// 限额, or a part of the quota that holds for each unit.
  public struct Limit: Sendable {
    public let norm: Int
    public let label: IRLabel
    public let articles: [String]
    public let isFloor: Bool
    public let isHard: Bool
    /// `nil` where the numbers come from an apportionment.
    public let amount: NodeID?
    /// 其中: who counts; everybody where it is `nil`.
    public let condition: NodeID?
    /// 占: the members of whom a share is taken.
    public let subset: NodeID?
    /// 每个: the field for each of whose values it holds.
    public let unitField: Int?
    public let countsOnce: Bool
    /// 约 and 力争: shown beside the list and never a reason to refuse anybody.
    public var target: Quota.Exactness?
    /// Places by unit, where an apportionment gives each its own; a unit that is not here has none.
    public var shares: [Value: Int64]?
  }

  public enum Source: Hashable, Sendable {
    /// Everybody eligible who has no place yet.
    case eligible
    /// Those whom an earlier round (index) passed over.
    case passedOver(Int)
    case condition(NodeID)
  }

  /// 轮次.
  public struct Round: Sendable {
    /// `nil` for the one round of a selection that declares none.
    public let norm: Int?
    public let label: IRLabel
    public let articles: [String]
    public var source: Source
    public var ranking: Ranking
    public var amount: NodeID?
    public var isOutsideNumber: Bool
    public var minimum: [NodeID]
    public var limits: [Limit]
    /// The outcome it gives, as an index in `IRProgram.norms`.
    public var outcome: Int?
    /// Whether a later round takes from those it keeps; then its places are no places of the list.
    public var isShortlist = false
  }

  public let norm: Int
  public let label: IRLabel
  public let articles: [String]
  /// What it fills; `nil` where it names nothing.
  public let quota: Quota?
  public let ranking: Ranking
  /// Limits on the whole list.
  public private(set) var limits: [Limit]
  /// At least one.
  public let rounds: [Round]
  /// What the policy leaves open about the selection, in its words.
  public private(set) var openNotes: [LocalText]

  /// The selections of a policy, in its order.
  public static func all(in program: IRProgram) -> [SelectionPlan] {
    program.norms.indices.compactMap { SelectionPlan($0, in: program) }
  }

  /// `nil` when the norm is no selection.
  public init?(_ index: Int, in program: IRProgram) {
    guard program.norms.indices.contains(index), program.norms[index].kind == .selection else {
      return nil
    }
    let norm = program.norms[index]
    self.norm = index
    label = norm.label
    articles = norm.articles
    var quota: Quota?
    for child in program.children(index, .fills) {
      if let target = program.norms[child].norm(.target) { quota = Quota(target, in: program) }
    }
    self.quota = quota
    let own = SelectionPlan.ranking(of: index, in: program)
    ranking = own
    limits =
      SelectionPlan.limits(of: index, in: program)
      + SelectionPlan.limits(ofPartsOf: quota)
    var rounds: [Round] = []
    var places: [Int: Int] = [:]
    for child in program.children(index, .round) {
      let round = SelectionPlan.round(child, own, places, in: program)
      places[child] = rounds.count
      rounds.append(round)
    }
    if rounds.isEmpty {
      rounds.append(
        Round(
          norm: nil, label: norm.label, articles: norm.articles, source: .eligible, ranking: own,
          amount: nil, isOutsideNumber: false, minimum: [], limits: []))
    }
    SelectionPlan.markShortlists(&rounds, in: program)
    self.rounds = rounds
    openNotes = SelectionPlan.openNotes(quota, rounds, program)
  }

  private static func round(
    _ index: Int, _ outer: Ranking, _ places: [Int: Int], in program: IRProgram
  ) -> Round {
    let norm = program.norms[index]
    var own = ranking(of: index, in: program)
    if !own.isDeclared {
      own.keys = outer.keys
      if own.areTiesOpen {
        own.ties = outer.ties
        own.areTiesOpen = outer.areTiesOpen
      }
    }
    var round = Round(
      norm: index, label: norm.label, articles: norm.articles, source: .eligible, ranking: own,
      amount: nil, isOutsideNumber: false, minimum: [], limits: limits(of: index, in: program))
    for child in norm.children {
      let part = program.norms[child]
      switch part.kind {
      case .takesFrom:
        if part.keyword(.source) == .passedOver, let target = part.norm(.target),
          let earlier = places[target]
        {
          round.source = .passedOver(earlier)
        } else if let condition = part.node(.condition) {
          round.source = .condition(condition)
        }
      case .takes:
        if part.keyword(.mode) == .outsideNumber { round.isOutsideNumber = true }
        if let amount = part.node(.amount) { round.amount = amount }
      case .minimum: if let condition = part.node(.condition) { round.minimum.append(condition) }
      case .outcome: round.outcome = child
      default: continue
      }
    }
    return round
  }

  private static func ranking(of index: Int, in program: IRProgram) -> Ranking {
    var result = Ranking()
    for child in program.children(index, .rank) {
      result.keys += keys(program.norms[child]).filter { !program.isUnstated($0.node) }
    }
    for child in program.children(index, .ties) {
      let declared = keys(program.norms[child])
      let stated = declared.filter { !program.isUnstated($0.node) }
      result.ties += stated
      if stated.count == declared.count { result.areTiesOpen = false }
    }
    return result
  }

  /// Keys with their directions; without a word the highest comes first.
  private static func keys(_ norm: IRNorm) -> [RankKey] {
    var nodes: [NodeID] = []
    var directions: [Bool] = []
    for attribute in norm.attributes {
      if attribute.name == .keys, case .node(let node) = attribute.value {
        nodes.append(node)
        directions.append(true)
      } else if attribute.name == .direction, case .keyword(let keyword) = attribute.value,
        !directions.isEmpty
      {
        directions[directions.count - 1] = keyword != .ascending
      }
    }
    return zip(nodes, directions).map { RankKey(node: $0, isDescending: $1) }
  }

  private static func limits(of index: Int, in program: IRProgram) -> [Limit] {
    var result: [Limit] = []
    for child in program.children(index, .limit) {
      let norm = program.norms[child]
      guard let amount = norm.node(.amount) else { continue }
      result.append(
        Limit(
          norm: child, label: norm.label, articles: norm.articles,
          isFloor: norm.keyword(.bound) == .atLeast, isHard: norm.keyword(.hard) == nil,
          amount: amount, condition: norm.node(.condition), subset: norm.node(.subset),
          unitField: norm.field(.per), countsOnce: norm.keyword(.once) != nil))
    }
    return result
  }

  /// Parts of a quota are limits on the whole list: 其中 女职工: 至少 5名 条件 性别 是 女. A bare number
  /// is so many places for the part, so a cap. A part that is only named holds nobody.
  private static func limits(ofPartsOf quota: Quota?) -> [Limit] {
    var result: [Limit] = []
    for part in quota?.parts ?? [] where part.condition != nil || part.unitField != nil {
      guard let amount = part.amount else { continue }
      let bounds: [Bool]
      switch part.exactness {
      case .atLeast, .about, .striveFor: bounds = [true]
      case .atMost, .places: bounds = [false]
      case .exactly: bounds = [true, false]
      case .unlimited: bounds = []
      }
      for isFloor in bounds {
        result.append(
          Limit(
            norm: part.norm, label: part.label, articles: part.articles, isFloor: isFloor,
            isHard: !part.exactness.isTarget, amount: amount, condition: part.condition,
            subset: nil, unitField: part.unitField, countsOnce: false,
            target: part.exactness.isTarget ? part.exactness : nil))
      }
    }
    return result
  }

  /// The same with the places that an apportionment gives each unit, as caps.
  public func applying(_ shares: UnitShares) -> SelectionPlan {
    var result = self
    result.openNotes = openNotes.filter { !$0.zh.hasPrefix(SelectionPlan.unitsMissing) }
    guard let field = shares.rule.unitField, let places = shares.places else { return result }
    var byUnit: [Value: Int64] = [:]
    for (unit, number) in zip(shares.units, places) { byUnit[unit.value] = number }
    var limit = Limit(
      norm: shares.rule.norm, label: shares.rule.label, articles: shares.rule.articles,
      isFloor: false, isHard: true, amount: nil, condition: nil, subset: nil, unitField: field,
      countsOnce: false)
    limit.shares = byUnit
    result.limits.append(limit)
    return result
  }

  /// The same with more for a reader to know.
  public func noting(_ notes: [LocalText]) -> SelectionPlan {
    var result = self
    result.openNotes += notes
    return result
  }

  private static let unitsMissing = "没有给单位表"

  private static func markShortlists(_ rounds: inout [Round], in program: IRProgram) {
    for index in rounds.indices {
      guard let outcome = rounds[index].outcome else { continue }
      for later in rounds[(index + 1)...] {
        guard case .condition(let node) = later.source else { continue }
        if program.outcomes(below: [node]).contains(outcome) { rounds[index].isShortlist = true }
      }
    }
  }

  private static func openNotes(
    _ quota: Quota?, _ rounds: [Round], _ program: IRProgram
  ) -> [LocalText] {
    var notes: [LocalText] = []
    if rounds.contains(where: { !$0.ranking.isDeclared }) {
      notes.append(
        LocalText(
          zh: "政策没有写怎样排序，只列出符合条件的人", en: "the policy states no ranking, so the eligible are listed")
      )
    } else if rounds.contains(where: { $0.ranking.areTiesOpen }) {
      notes.append(
        LocalText(
          zh: "政策没有写同分怎么办；同分正好在线上时，按编号先后取，并逐一列出",
          en:
            "the policy does not say what decides a tie; at the cut the id decides, and it is listed"
        ))
    }
    for part in quota?.parts ?? [] where part.condition == nil && part.unitField == nil {
      notes.append(
        LocalText(
          zh: "“其中 \(part.label.zh)”没有写条件，不知道算谁，没有执行",
          en: "`of which \(part.label[.english])` has no condition, so it was not applied"))
    }
    for index in program.norms.indices {
      guard let rule = ApportionmentRule(index, in: program), let quota, rule.quota == quota.norm
      else { continue }
      notes.append(
        LocalText(
          zh: unitsMissing + "（--units），“\(rule.label.zh)”没有执行",
          en: "no unit file (--units), so `\(rule.label[.english])` was not applied"))
    }
    if quota == nil, rounds.allSatisfy({ $0.amount == nil }) {
      notes.append(
        LocalText(zh: "政策没有写选多少人", en: "the policy does not say how many are selected"))
    }
    return notes
  }
}

extension IRProgram {
  /// The outcomes (norms) that some nodes ask about, directly or through others, ascending.
  func outcomes(below roots: [NodeID]) -> [Int] {
    let reached = reachable(from: roots)
    var result = Set<Int>()
    for (index, node) in nodes.enumerated() where reached[index] {
      if case .hasOutcome(let norm) = node.operation { result.insert(norm) }
    }
    return result.sorted()
  }
}
