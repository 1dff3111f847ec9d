public import PolicyLang

/// The five answers, of which the first that applies is given.
public enum Outcome: UInt8, Hashable, Sendable, CaseIterable {
  /// A hard clause is definitely violated.
  case ineligible
  /// A clause is unknown because a fact is absent.
  case undetermined
  /// A clause is unknown only because a judgement has not been given.
  case needsJudgement
  /// An in-principle clause is violated and not waived.
  case needsWaiver
  case eligible

  /// The word that data and scripts use.
  public var id: String {
    switch self {
    case .ineligible: "ineligible"
    case .undetermined: "undetermined"
    case .needsJudgement: "needs_judgement"
    case .needsWaiver: "needs_waiver"
    case .eligible: "eligible"
    }
  }

  /// The keyword with which a test expects it.
  public var keyword: Keyword {
    switch self {
    case .ineligible: .ineligible
    case .undetermined: .undetermined
    case .needsJudgement: .needsJudgement
    case .needsWaiver: .needsWaiver
    case .eligible: .eligible
    }
  }

  public init?(keyword: Keyword) {
    for outcome in Outcome.allCases where outcome.keyword == keyword {
      self = outcome
      return
    }
    return nil
  }
}

/// A clause that a decision mentions.
public struct ClauseFinding: Hashable, Sendable {
  /// The index into `IRProgram.requirements`.
  public let requirement: Int
  public let label: IRLabel
  /// All articles the clause cites; the first is the one that is named first.
  public let articles: [String]
  public let origin: IROrigin
  init(_ index: Int, _ requirement: IRRequirement) {
    self.requirement = index
    label = requirement.label
    articles = requirement.articles
    origin = requirement.origin
  }
}

/// What a decision says within a clause: the exception that lifted it, or an alternative that held.
public struct PartFinding: Hashable, Sendable {
  public let clause: ClauseFinding
  public let part: IRLabel
  public let articles: [String]
  init(_ clause: ClauseFinding, _ part: IRLabel, _ articles: [String]) {
    self.clause = clause
    self.part = part
    self.articles = articles
  }
}

/// A value that a policy outputs beside the decision.
public struct ResultFinding: Hashable, Sendable {
  /// The index into `IRProgram.results`.
  public let result: Int
  public let label: IRLabel
  public let articles: [String]
  public let value: Value
  public let type: IRType
}

/// A reading under which the decision would be another, that reading alone being changed.
public struct ContestedFinding: Hashable, Sendable {
  public let reading: Int
  public let option: Int
  public let readingLabel: IRLabel
  public let optionLabel: IRLabel
  public let outcome: Outcome
}

/// A bar that a dated record of the candidate puts in force. It keeps the candidate from being
/// selected and says nothing about eligibility.
public struct BarFinding: Hashable, Sendable {
  /// The bar, as a norm.
  public let bar: Int
  public let label: IRLabel
  public let articles: [String]
  public let origin: IROrigin
  /// Its last day.
  public let until: CivilDate
}

/// The decision of one candidate under one policy on one date.
public struct Decision: Hashable, Sendable {
  public let candidate: String
  public let policy: String
  public let asOf: CivilDate?
  public var outcome: Outcome
  /// Hard clauses that are violated.
  public var violated: [ClauseFinding] = []
  /// In-principle clauses, violated or unknown, for which a waiver is recorded.
  public var waived: [ClauseFinding] = []
  /// In-principle clauses that are violated and not waived.
  public var waivable: [ClauseFinding] = []
  /// Clauses that are unknown and not waived.
  public var unknown: [ClauseFinding] = []
  /// Clauses that an exception lifted.
  public var excepted: [PartFinding] = []
  /// Named alternatives that held.
  public var held: [PartFinding] = []
  /// Absent facts that can still change the decision.
  public var missing: [String] = []
  /// Absent judgements that can still change the decision.
  public var pending: [String] = []
  /// Whether the two lists are exact; `nil` when there is nothing in them.
  public var missingExact: Bool?
  public var results: [ResultFinding] = []
  /// Whether the policy is in force on the day; `nil` without a day or where it does not say.
  public var inForce: Bool?
  public var contested: [ContestedFinding] = []
  /// Bars in force on the day, by the candidate's own records.
  public var barred: [BarFinding] = []
  /// What the user should know about the record, such as a waiver without effect.
  public var warnings: [Diagnostic] = []

  init(candidate: String, policy: String, asOf: CivilDate?, outcome: Outcome) {
    self.candidate = candidate
    self.policy = policy
    self.asOf = asOf
    self.outcome = outcome
  }
}
