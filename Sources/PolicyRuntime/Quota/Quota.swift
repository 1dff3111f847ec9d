public import PolicyLang

/// A number of places as a policy declares it: how many, how exactly, how often, how long.
public struct Quota: Sendable {
  public enum Exactness: Hashable, Sendable {
    /// A bare number: so many places; fewer stay vacant.
    case places
    case exactly, atMost, atLeast
    /// Targets: they say what to fill, and missing them is no breach by itself.
    case about, striveFor
    /// 不限.
    case unlimited

    init(_ keyword: Keyword?) {
      switch keyword {
      case .exactly: self = .exactly
      case .atMost: self = .atMost
      case .atLeast: self = .atLeast
      case .about: self = .about
      case .striveFor: self = .striveFor
      case .unlimited: self = .unlimited
      default: self = .places
      }
    }

    public var isTarget: Bool { self == .about || self == .striveFor }
  }

  public enum Rhythm: Hashable, Sendable {
    case yearly, monthly, perCohort, once, inAll
    /// So many years apart, as for candidates sent to the programme above.
    case every(Rational, IRType)
    case unsaid
  }

  /// A part of the places, in all or for each value of a field.
  public struct Part: Sendable {
    public let norm: Int
    public let label: IRLabel
    public let articles: [String]
    public let exactness: Exactness
    public let amount: NodeID?
    /// Who belongs to the part; `nil` where the policy only names it.
    public let condition: NodeID?
    /// The field whose every value the part holds for.
    public let unitField: Int?
  }

  /// The index in `IRProgram.norms`.
  public let norm: Int
  public let label: IRLabel
  public let articles: [String]
  /// Whether it is a 目标, which never limits a selection.
  public let isTarget: Bool
  public let exactness: Exactness
  public let rhythm: Rhythm
  public let amount: NodeID?
  public let tolerance: NodeID?
  public let firstYear: Int?
  public let lastYear: Int?
  public let parts: [Part]
  /// Who receives the nominations, where they go upward.
  public let sentTo: String?

  /// `nil` when the norm is no quota.
  public init?(_ index: Int, in program: IRProgram) {
    guard program.norms.indices.contains(index) else { return nil }
    let norm = program.norms[index]
    guard norm.kind == .quota || norm.kind == .target else { return nil }
    self.norm = index
    label = norm.label
    articles = norm.articles
    isTarget = norm.kind == .target
    exactness = Exactness(norm.keyword(.exactness))
    rhythm = Quota.rhythm(norm)
    amount = norm.node(.amount)
    tolerance = norm.node(.tolerance)
    firstYear = norm.year(.year)
    lastYear = norm.year(.endYear)
    var parts: [Part] = []
    for child in program.children(index, .ofWhich) {
      let part = program.norms[child]
      parts.append(
        Part(
          norm: child, label: part.label, articles: part.articles,
          exactness: Exactness(part.keyword(.exactness)), amount: part.node(.amount),
          condition: part.node(.condition), unitField: part.field(.per)))
    }
    self.parts = parts
    var receiver: String?
    for child in program.children(index, .sentTo) {
      receiver = receiver ?? program.norms[child].text(.text)
    }
    sentTo = receiver
  }

  private static func rhythm(_ norm: IRNorm) -> Rhythm {
    switch norm.keyword(.rhythm) {
    case .yearly: return .yearly
    case .monthly: return .monthly
    case .perCohort: return .perCohort
    case .once: return .once
    case .inAll: return .inAll
    case .every:
      if let interval = norm.figure(.interval) { return .every(interval.number, interval.type) }
      return .unsaid
    default: return .unsaid
    }
  }

  /// All quotas and targets of a policy, in its order.
  public static func all(in program: IRProgram) -> [Quota] {
    program.norms.indices.compactMap { Quota($0, in: program) }
  }
}

/// What a quota comes to on one day: a number, none that the policy states, or no limit.
public enum QuotaSize: Hashable, Sendable {
  case number(Rational)
  case unlimited
  /// 未定: the document gives no number.
  case unstated
}

extension Quota {
  /// The number of places under the settings of an environment.
  public func size(in environment: Environment) throws(EvaluationError) -> QuotaSize {
    if exactness == .unlimited { return .unlimited }
    guard let amount else { return .unstated }
    guard let number = try Quota.number(amount, in: environment) else { return .unstated }
    return .number(number)
  }

  /// How far a given list may lie from the number, where the policy states a tolerance.
  public func allowance(
    of number: Rational, in environment: Environment
  ) throws(EvaluationError) -> Rational? {
    guard let tolerance, let amount = try Quota.number(tolerance, in: environment) else {
      return nil
    }
    guard environment.program.nodes[tolerance.index].type == .share else { return amount }
    guard let part = amount.multiplied(by: number) else {
      throw EvaluationError(.overflow, at: tolerance)
    }
    return part
  }

  /// A figure that no candidate has a part in; `nil` where the policy leaves it open.
  static func number(
    _ node: NodeID, in environment: Environment
  ) throws(EvaluationError) -> Rational? {
    if case .constant(.number(let number)) = environment.program.nodes[node.index].operation {
      return number
    }
    let shape =
      environment.program.records.first
      ?? IRRecord(label: IRLabel(id: "", zh: "", en: ""), fields: [])
    var evaluator = Evaluator(environment, Candidate(id: "", facts: Record(unknown: shape)))
    switch try evaluator.value(of: node) {
    case .number(let number): return number
    case .range(let low, let high) where low == high: return Rational(low)
    default: return nil
    }
  }

  /// What a list of so many members means for the quota.
  public enum Verdict: Hashable, Sendable {
    case kept
    /// A breach: more or fewer than the policy allows.
    case broken
    /// Fewer than there are places; no breach.
    case vacancies
    /// Off a target, which is no breach by itself.
    case offTarget
    /// The policy states no number.
    case open
  }

  /// Judges a list of `count` members.
  public func verdict(
    on count: Int64, in environment: Environment
  ) throws(EvaluationError) -> Verdict {
    let number: Rational
    switch try size(in: environment) {
    case .unlimited: return .kept
    case .unstated: return .open
    case .number(let size): number = size
    }
    let members = Rational(count)
    if let allowance = try allowance(of: number, in: environment),
      let low = number.subtracting(allowance), let high = number.adding(allowance)
    {
      return members < low || members > high ? .broken : .kept
    }
    switch exactness {
    case .unlimited: return .kept
    case .exactly: return members == number ? .kept : .broken
    case .atLeast: return members < number ? .broken : .kept
    case .atMost: return members > number ? .broken : .kept
    case .places:
      if members > number { return .broken }
      return members < number ? .vacancies : .kept
    case .about, .striveFor: return members == number ? .kept : .offTarget
    }
  }
}
