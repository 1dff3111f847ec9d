internal import PolicyLang

/// Takes in candidates one by one and keeps of each only what a selection needs: its id, its keys, and
/// which conditions it meets. Records themselves are let go, so memory grows with the keys alone.
public struct SelectionPool: Sendable {
  /// Why somebody takes no part: the decision, with the clauses behind it and what is absent.
  public struct Decided: Hashable, Sendable {
    public let outcome: Outcome
    /// Indices of the requirements behind the outcome.
    public let clauses: [Int]
    public let missing: [String]
    public let pending: [String]
  }

  /// What a candidate meets, alike for many.
  struct Profile: Hashable, Sendable {
    /// The truth of each condition, one for every choice of the outcomes it asks about.
    var truths: [Truth]
    /// The unit of each field that units are taken from; `nil` where it is not known.
    var units: [Int?]
  }

  /// A condition with the outcomes of earlier rounds that it asks about.
  struct Condition: Sendable {
    let node: NodeID
    let outcomes: [Int]
    /// Where its truths stand in a profile; there are 2 to the number of `outcomes` of them.
    let offset: Int
  }

  /// A score sheet that the ranking asks for, with the field that holds its marks.
  struct Sheet: Sendable {
    let norm: Int
    let field: Int
    let rule: ScoreSheet
  }

  public let policy: PreparedPolicy
  public let plan: SelectionPlan
  let bars: [SelectionBar]
  private(set) var conditions: [Condition] = []
  private(set) var keyNodes: [NodeID] = []
  private(set) var unitFields: [Int] = []
  /// The values of each unit field, in the order in which they came.
  public private(set) var units: [[Value]] = []

  /// The ids of all candidates, in the order in which they came.
  public private(set) var ids: [String] = []
  /// For each candidate, its place in `decided`; −1 for the eligible.
  private(set) var decisions: [Int32] = []
  public private(set) var decided: [Decided] = []
  /// The eligible, as indices of candidates, with their profiles and keys.
  private(set) var eligible: [Int32] = []
  private(set) var profileOf: [Int32] = []
  private(set) var keys: [SelectionKey] = []
  private(set) var profiles: [Profile] = []
  private(set) var sheets: [Sheet] = []
  /// The marks of the eligible, one element for each sheet; `nil` where there are none.
  private(set) var marks: [[Record]?] = []
  /// Candidates barred in person, by candidate; the value is the bar.
  private(set) var barred: [Int: Int] = [:]
  /// Units barred: by bar, then by unit.
  private(set) var barredUnits: [Set<Int>]
  /// How many eligible candidates came without a record of events, where a bar would be read from it.
  public private(set) var withoutLog = 0
  /// Ids of a given list, whose profiles are kept in any case; with the profile of each.
  private let tracked: Set<String>
  public private(set) var trackedAt: [String: [Int]] = [:]
  private(set) var trackedProfiles: [Int: Int32] = [:]

  private var decidedIndex: [Decided: Int32] = [:]
  private var profileIndex: [Profile: Int32] = [:]
  private var unitIndex: [[Value: Int]] = []

  /// Most outcomes that one condition may ask about.
  static let mostOutcomes = 6

  public init(_ policy: PreparedPolicy, _ plan: SelectionPlan, tracking given: [String] = []) {
    self.policy = policy
    self.plan = plan
    tracked = Set(given)
    bars = SelectionBar.all(in: policy.program)
    barredUnits = Array(repeating: [], count: bars.count)
    for round in plan.rounds {
      if case .condition(let node) = round.source { addCondition(node) }
      for node in round.minimum { addCondition(node) }
      for limit in round.limits { add(limit) }
      for key in round.ranking.keys + round.ranking.ties where !keyNodes.contains(key.node) {
        keyNodes.append(key.node)
      }
    }
    for limit in plan.limits { add(limit) }
    for bar in bars {
      if case .unit(let field) = bar.reach { addUnitField(field) }
    }
    addSheets()
  }

  private mutating func addSheets() {
    let program = policy.program
    let reached = program.reachable(from: keyNodes)
    for (index, node) in program.nodes.enumerated() where reached[index] {
      guard case .score(let norm, let list) = node.operation,
        case .field(_, let field) = program.nodes[list.index].operation,
        !sheets.contains(where: { $0.norm == norm })
      else { continue }
      // Figures that cannot be computed are reported when the first score is.
      let rule: ScoreSheet?
      do throws(EvaluationError) {
        rule = try ScoreSheet(norm, in: policy.environment)
      } catch {
        rule = nil
      }
      if let rule { sheets.append(Sheet(norm: norm, field: field, rule: rule)) }
    }
  }

  private mutating func add(_ limit: SelectionPlan.Limit) {
    if let node = limit.condition { addCondition(node) }
    if let node = limit.subset { addCondition(node) }
    if let field = limit.unitField { addUnitField(field) }
  }

  private mutating func addUnitField(_ field: Int) {
    guard !unitFields.contains(field) else { return }
    unitFields.append(field)
    units.append([])
    unitIndex.append([:])
  }

  private mutating func addCondition(_ node: NodeID) {
    guard !conditions.contains(where: { $0.node == node }) else { return }
    let given = plan.rounds.compactMap { $0.outcome }
    var asked = policy.program.outcomes(below: [node]).filter { given.contains($0) }
    if asked.count > SelectionPool.mostOutcomes {
      asked = Array(asked.prefix(SelectionPool.mostOutcomes))
    }
    let offset = conditions.last.map { $0.offset + (1 << $0.outcomes.count) } ?? 0
    conditions.append(Condition(node: node, outcomes: asked, offset: offset))
  }

  public var candidateCount: Int { ids.count }
  public var eligibleCount: Int { eligible.count }

  /// Decides a candidate and takes it in.
  /// - Parameter decided: its decision where that was made before.
  /// - Throws: `DecisionError` for a record that has no decision or no key; it is not taken in.
  @discardableResult
  public mutating func add(
    _ candidate: Candidate, decided: Decision? = nil
  ) throws(DecisionError) -> Outcome {
    let decision: Decision
    if let decided { decision = decided } else { decision = try policy.decide(candidate) }
    let isEligible = decision.outcome == .eligible
    let isTracked = !tracked.isEmpty && tracked.contains(candidate.id)
    var evaluator = try policy.evaluator(for: candidate)
    var unitsOfRow: [Int?] = []
    var profile: Profile?
    var ownKeys: [SelectionKey] = []
    var bar: Int?
    do throws(EvaluationError) {
      // Whatever can fail comes first, so that a rejected row leaves no trace.
      if isEligible {
        for node in keyNodes { ownKeys.append(SelectionKey(try evaluator.value(of: node))) }
      }
      var truths: [Truth] = []
      if isEligible || isTracked { truths = try self.truths(&evaluator, candidate) }
      var hits: [Int] = []
      for index in bars.indices where try bars[index].isInForce(&evaluator) { hits.append(index) }
      for (index, field) in unitFields.enumerated() {
        unitsOfRow.append(unit(evaluator.candidate.facts[field], index))
      }
      if isEligible || isTracked { profile = Profile(truths: truths, units: unitsOfRow) }
      for hit in hits {
        switch bars[hit].reach {
        case .person: bar = bar ?? hit
        case .unit(let field):
          if let place = unitFields.firstIndex(of: field), let unit = unitsOfRow[place] {
            barredUnits[hit].insert(unit)
          }
        }
      }
    } catch {
      throw .evaluation(error)
    }
    record(candidate, decision, profile, ownKeys, bar, isTracked)
    return decision.outcome
  }

  private mutating func record(
    _ candidate: Candidate, _ decision: Decision, _ profile: Profile?, _ ownKeys: [SelectionKey],
    _ bar: Int?, _ isTracked: Bool
  ) {
    let index = ids.count
    ids.append(candidate.id)
    if let bar { barred[index] = bar }
    var profileNumber: Int32 = -1
    if let profile { profileNumber = intern(profile) }
    if isTracked {
      trackedAt[candidate.id, default: []].append(index)
      trackedProfiles[index] = profileNumber
    }
    guard decision.outcome == .eligible else {
      decisions.append(intern(decision))
      return
    }
    decisions.append(-1)
    eligible.append(Int32(clamping: index))
    profileOf.append(profileNumber)
    keys += ownKeys
    for sheet in sheets {
      if case .list(let records) = candidate.facts[sheet.field] {
        marks.append(records)
      } else {
        marks.append(nil)
      }
    }
    if !bars.isEmpty, candidate.events.isEmpty { withoutLog += 1 }
  }

  private mutating func truths(
    _ evaluator: inout Evaluator, _ candidate: Candidate
  ) throws(EvaluationError) -> [Truth] {
    var result: [Truth] = []
    for condition in conditions {
      if condition.outcomes.isEmpty {
        result.append(try evaluator.truth(of: condition.node))
        continue
      }
      for choice in 0..<(1 << condition.outcomes.count) {
        var environment = evaluator.environment
        for (place, outcome) in condition.outcomes.enumerated() {
          environment.outcomes[outcome] = choice >> place & 1 == 1
        }
        var other = Evaluator(environment, evaluator.candidate)
        result.append(try other.truth(of: condition.node))
      }
    }
    return result
  }

  private mutating func unit(_ value: Value, _ place: Int) -> Int? {
    switch value {
    case .unknown, .none: return nil
    default: break
    }
    if let known = unitIndex[place][value] { return known }
    let number = units[place].count
    units[place].append(value)
    unitIndex[place][value] = number
    return number
  }

  private mutating func intern(_ profile: Profile) -> Int32 {
    if let known = profileIndex[profile] { return known }
    let number = Int32(clamping: profiles.count)
    profiles.append(profile)
    profileIndex[profile] = number
    return number
  }

  private mutating func intern(_ decision: Decision) -> Int32 {
    let key = Decided(
      outcome: decision.outcome,
      clauses: decision.clausesBehindOutcome.map { $0.requirement },
      missing: decision.missing, pending: decision.pending)
    if let known = decidedIndex[key] { return known }
    let number = Int32(clamping: decided.count)
    decided.append(key)
    decidedIndex[key] = number
    return number
  }
}
