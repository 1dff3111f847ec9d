internal import PolicyLang
public import PolicyRuntime

/// Facts for the record of `ProgramMaker`; what is not said is unknown.
public struct CandidateMaker: Sendable {
  public var values: [Value]
  public var events: [CaseEvent] = []
  public var waivers: [String] = []

  public init(_ facts: [ProgramMaker.Field: Value] = [:]) {
    values = ProgramMaker.Field.allCases.map { facts[$0] ?? .unknown }
    values[0] = .text("c1")
  }

  public var candidate: Candidate {
    Candidate(id: "c1", facts: Record(values), events: events, waivers: waivers)
  }

  /// A contest; what is not said is unknown.
  public static func contest(_ facts: [ProgramMaker.Contest: Value] = [:]) -> Record {
    Record(ProgramMaker.Contest.allCases.map { facts[$0] ?? .unknown })
  }
}

extension Value {
  public static func integer(_ value: Int64) -> Value { .number(Rational(value)) }
  public static func day(_ text: String) -> Value { .date(CivilDate(text: text)) }
  public static let passed = Value.judgement(passed: true, score: nil, by: nil)
  public static let failed = Value.judgement(passed: false, score: nil, by: nil)
}
