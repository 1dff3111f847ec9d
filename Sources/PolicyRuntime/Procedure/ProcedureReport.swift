public import PolicyLang

/// What the procedure of a policy says about one case.
public struct ProcedureReport: Hashable, Sendable {
  public var id: String
  /// The stage the case is in, as a position in the plan: the one that its latest event belongs to.
  public var stage: Int?
  public var stageStatus: StageStatus = .notBegun
  public var state: LifeState = .none
  public var next: [NextStep] = []
  public var breaches: [Breach] = []
  /// Breaches of rules that hold in principle, for which no waiver is recorded.
  public var waivable: [Breach] = []
  /// Rules that cannot be judged, and what is missing for it.
  public var unknown: [UnknownRule] = []
  /// Readings under which the answer would be another.
  public var open: [OpenAnswer] = []
  public var duties: [DutyFinding] = []
  /// Claims lost by lateness.
  public var lostClaims: [LostClaim] = []
  public var terms: [TermDates] = []
  public var revocations: [RevocationFinding] = []
  /// What could not be computed, such as working days of a year without calendar.
  public var problems: [EvaluationError] = []
  /// When each stage took place; stages that did not are left out.
  public var history: [StageRun] = []
  /// The day up to which the case is known.
  public var now: CivilDate?
  /// Stages that should lie behind the case and are not in its log, as positions in the plan: no
  /// breach, since a log is no proof, and worth a look.
  public var unrecorded: [Int] = []
  /// Yearly duties without a record, with the days by which they were due.
  public var missed: [MissedYears] = []

  public init(id: String) { self.id = id }
}

public enum StageStatus: Hashable, Sendable, CaseIterable {
  case notBegun
  /// Begun and not ended.
  case running
  /// Ended before its least length was reached.
  case cutShort
  /// It ended with a result that does not let the case go on.
  case failed
  case done
}

/// Where a person stands in the programme.
public enum LifeState: Hashable, Sendable, CaseIterable {
  case none, candidate, announced, inTraining, awaitingEvaluation, notPassed, evaluated, certified,
    stopped, revoked
}

/// What comes next in a case.
public struct NextStep: Hashable, Sendable {
  /// The stage, term or honour, as a norm.
  public var norm: Int
  /// Who acts, as a norm.
  public var body: Int?
  /// The earliest day.
  public var from: CivilDate?
  /// The latest day; for a stage that is running, the day it must last to.
  public var until: CivilDate?
  public var isOptional = false
}

/// A rule that a case breaks.
public struct Breach: Hashable, Sendable {
  /// `notice_length`, `notice_order`, `report_late`, or the id of a duty.
  public var rule: String
  /// The stage, duty, honour or revocation, as a norm.
  public var norm: Int
  public var articles: [String]
  /// The day on which the rule was broken.
  public var on: CivilDate?
  /// The day that should have been kept.
  public var due: CivilDate?
  public var detail: LocalText
}

public struct UnknownRule: Hashable, Sendable {
  public var rule: String
  public var norm: Int
  public var articles: [String]
  /// Paths of absent facts: `recommended.allotted`; empty where the document leaves it open.
  public var missing: [String]
}

/// Another answer under another reading.
public struct OpenAnswer: Hashable, Sendable {
  public var reading: Int
  public var option: Int
  /// The breaches under that option.
  public var breaches: [Breach]
  /// What comes next under that option; empty unless only that differs.
  public var next: [NextStep]
}

/// A duty that has a date or was called for by an event.
public struct DutyFinding: Hashable, Sendable {
  /// A position in the plan.
  public var duty: Int
  public var status: Status
  /// The last day for it.
  public var due: CivilDate?
  /// When it was done.
  public var done: CivilDate?

  public enum Status: Hashable, Sendable, CaseIterable { case due, done, late }
}

/// Years in which a yearly duty left no record, on or before a day that was asked about.
public struct MissedYears: Hashable, Sendable {
  /// A position in the plan.
  public var duty: Int
  public var due: [CivilDate]
}

/// A claim that lateness has cost.
public struct LostClaim: Hashable, Sendable {
  /// The subsidy, as a norm.
  public var subsidy: Int
  /// The duty or time limit, as a norm.
  public var norm: Int
  public var articles: [String]
  public var on: CivilDate?
}

/// One passage of a stage.
public struct StageRun: Hashable, Sendable {
  /// A position in the plan.
  public var stage: Int
  public var opened: LogEntry?
  public var closed: LogEntry?
  /// The first day on which it could have ended with its least length reached.
  public var required: CivilDate?
}
