public import PolicyLang

/// The stages and duties of a policy, read once from its norms: what a case is followed through.
///
/// Indices of stages and duties are positions in the arrays here; those of norms, events and nodes are
/// the program's.
public struct ProcedurePlan: Hashable, Sendable {
  public internal(set) var stages: [PlannedStage] = []
  public internal(set) var duties: [PlannedDuty] = []
  public internal(set) var terms: [PlannedTerm] = []
  /// Honours that an event confers, as norms.
  public internal(set) var honours: [Int] = []
  /// Revocations, as norms.
  public internal(set) var revocations: [Int] = []
}

/// A training term, a tenure or another term.
public struct PlannedTerm: Hashable, Sendable {
  public let norm: Int
  /// What must hold for it to end well.
  public let completion: NodeID?
  /// The events that decide on it.
  public let deciding: [Int]
  public let renewal: Renewal?

  /// 可续: how much longer it may become.
  public struct Renewal: Hashable, Sendable {
    /// The most that one extension may add.
    public let length: NodeID
    /// How often; once when `nil`.
    public let times: NodeID?
  }
}

/// A stage of a procedure.
public struct PlannedStage: Hashable, Sendable {
  public let norm: Int
  /// The procedure it stands in, as a norm.
  public let procedure: Int?
  /// Who acts, as a norm.
  public let body: Int?
  public let marks: Marks
  /// 必要时: it may be left out.
  public let isOptional: Bool
  /// The length that a stage from one event to another must have.
  public let length: Length?
  /// What must hold for a case to go on.
  public let passes: NodeID?
  /// How its periods are counted, where the policy says so (首日, 顺延).
  public let counting: Counting
  /// Time limits for completing it.
  public let limits: [TimeLimit]
  /// The stages it comes after, as positions in the plan.
  public let follows: [Follow]
  public let duties: [Int]

  /// How a log shows that the stage took place.
  public enum Marks: Hashable, Sendable {
    /// It happens as one event.
    case event(Int)
    /// It lasts from one event to another.
    case span(from: Int, to: Int)
    /// No event of the vocabulary stands for it.
    case nothing
  }

  public struct Length: Hashable, Sendable {
    public let isMinimum: Bool
    public let node: NodeID
  }

  public struct Follow: Hashable, Sendable {
    public let stage: Int
    /// Where it comes after that stage; everywhere when `nil`.
    public let condition: NodeID?
  }

  /// The event that completes it.
  public var closing: Int? {
    switch marks {
    case .event(let event), .span(_, let event): event
    case .nothing: nil
    }
  }
}

/// What a policy says about counting days, as conditions.
public struct Counting: Hashable, Sendable {
  public let firstDay: NodeID?
  public let nextWorkday: NodeID?
}

/// 10日 以内 自 EVENT: what is late counts as a breach unless a claim is lost instead.
public struct TimeLimit: Hashable, Sendable {
  public let norm: Int
  public let length: NodeID
  public let event: Int
  /// The subsidy that is lost, as a norm.
  public let lostClaim: Int?
}

/// What somebody must, may or should do, in a stage or by office.
public struct PlannedDuty: Hashable, Sendable {
  public let norm: Int
  /// Who owes it, as a norm.
  public let body: Int?
  /// The stage it belongs to, as a position in the plan.
  public let stage: Int?
  public let strength: Keyword
  public let timing: Timing
  /// The subsidy that lateness costs, as a norm; a breach otherwise.
  public let lostClaim: Int?
  public let counting: Counting

  public enum Timing: Hashable, Sendable {
    /// At no stated time.
    case none
    /// 定期, 及时: words that leave the time open.
    case vague(Keyword)
    /// 遇 E 则 R [N 以内].
    case upon(event: Int, response: Int, within: NodeID?)
    /// 自 E N 以内 [完成 R].
    case within(event: Int, length: NodeID, response: Int?)
    /// 每年 [截至 D] [完成 R], or another rhythm.
    case rhythm(Keyword, until: NodeID?, response: Int?)
    /// A condition over the case, and the events that it reads.
    case condition(NodeID, events: [Int])
  }

  /// Whether leaving it undone is a breach.
  public var isBinding: Bool {
    switch strength {
    case .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot: true
    default: false
    }
  }
  public var isInPrinciple: Bool {
    strength == .inPrincipleMust || strength == .inPrincipleMustNot
  }
  /// Whether it comes back every year on a day.
  public var isYearly: Bool {
    if case .rhythm(.yearly, _?, _?) = timing { return true }
    return false
  }
  public var isForbidden: Bool { strength == .mustNot || strength == .inPrincipleMustNot }
}
