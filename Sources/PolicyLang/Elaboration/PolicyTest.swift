/// A test written in the language: a sample person with changes, and what must come out.
public struct PolicyTest: Sendable {
  public let name: String
  public let span: SourceSpan
  public let articles: [String]
  /// The facts of the sample after its changes, in the order written.
  public let facts: [TestFact]
  public let events: [TestEvent]
  public let settings: [TestSetting]
  public let asOf: CivilDate?
  public let expectation: Expectation

  public enum Expectation: Sendable {
    /// A decision, and for the negative ones the clauses it must name.
    case decision(Keyword, because: [String])
    /// The total of what is due.
    case total(NodeID)
    /// Breaches of these stages or duties.
    case breaches([String])
    /// No breach of these stages or duties.
    case keeps([String])
    /// How many are selected.
    case selected(NodeID)
    /// A condition that must hold, over results and facts.
    case condition(NodeID)
  }
}

public struct TestFact: Sendable {
  /// The index of a field of the candidate.
  public let field: Int
  public let value: TestValue
}

/// A value in a sample.
public indirect enum TestValue: Sendable {
  case unknown
  case constant(IRConstant)
  case judgement(Bool)
  /// Elements of a list: facts by field index of the element's record.
  case list([[TestFact]])
  case clauses([String])
}

public struct TestEvent: Sendable {
  /// The index of the event in `IRProgram.events`.
  public let event: Int
  public let date: CivilDate?
  public let attributes: [TestFact]
}

/// `设 NAME 为 VALUE`: another reading or figure for this test.
public enum TestSetting: Sendable {
  case reading(Int, option: Int)
  case parameter(Int, NodeID)
}
