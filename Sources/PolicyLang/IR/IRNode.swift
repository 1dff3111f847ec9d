/// The index of a node in `IRProgram.nodes`.
public struct NodeID: Hashable, Sendable, Comparable {
  public let raw: UInt32
  public init(_ raw: UInt32) { self.raw = raw }
  public var index: Int { Int(raw) }
  public static func < (a: NodeID, b: NodeID) -> Bool { a.raw < b.raw }
}

/// One operation. Operands stand before it in the pool, so that the pool has no cycle by construction,
/// and equal nodes are stored once.
public struct IRNode: Hashable, Sendable {
  public let operation: Operation
  public let type: IRType
  public init(_ operation: Operation, _ type: IRType) {
    self.operation = operation
    self.type = type
  }

  public indirect enum Operation: Hashable, Sendable {
    case constant(IRConstant)
    /// A field of the record at nesting level `scope`: 0 is the candidate, 1 the element of the
    /// outermost quantifier around this node, and so on.
    case field(scope: Int, index: Int)
    /// A field of a record value; of a list of events, that field of the latest event.
    case member(NodeID, index: Int)
    case parameter(Int)
    /// The value of a reading's chosen option.
    case reading(Int)
    /// Whether a reading's chosen option is this one.
    case readingIs(Int, option: Int)
    /// 未定: the index of the open point. Its value is unknown for good.
    case unstated(Int)
    case asOfDate
    case not(NodeID)
    case and([NodeID])
    case or([NodeID])
    /// At least `NodeID` (a number) of these hold.
    case atLeast(NodeID, of: [NodeID])
    /// A named alternative or condition: transparent for the value, kept for explanations.
    /// The index is into `IRProgram.conditions`.
    case named(Int, NodeID)
    /// 认定: whether the judgement is 合格.
    case passes(NodeID)
    case known(NodeID)
    case compare(Comparison, NodeID, NodeID)
    /// Left is a value of an enumeration, right a set of such values.
    case isMember(NodeID, NodeID)
    /// `date` lies within `length` before `end`, both ends included.
    case window(date: NodeID, length: NodeID, end: NodeID)
    case arithmetic(Arithmetic, NodeID, NodeID)
    case minus(NodeID)
    /// Completed years from the first date to the second.
    case fullYears(NodeID, NodeID)
    /// The calendar year of a date.
    case yearOf(NodeID)
    /// Elements of `list` that meet `condition`, compared with `bound`.
    case quantifier(Quantifier, list: NodeID, condition: NodeID?, bound: NodeID?)
    case aggregate(Expression.AggregateKind, list: NodeID, condition: NodeID?, value: NodeID?)
    case table(Int, [NodeID])
    /// The dated events of one kind, as a list of records.
    case events(Int)
    /// Whether an honour has been conferred, a training term has ended, an outcome was given:
    /// the index is into `IRProgram.norms`.
    case holdsHonour(Int)
    case termEnded(Int)
    case hasOutcome(Int)
    /// The score that a score sheet, an index into `IRProgram.norms`, makes of a list of marks: one
    /// element for each expert, whose first field names the expert and whose others are the items.
    case score(Int, list: NodeID)
    /// Stands for something already reported. Never in a valid program.
    case error
  }

  public enum Comparison: UInt8, Hashable, Sendable, CaseIterable {
    case equal, notEqual, atLeast, atMost, above, below
  }
  public enum Arithmetic: UInt8, Hashable, Sendable, CaseIterable {
    case add, subtract, multiply, divide, higher, lower
  }
  public enum Quantifier: UInt8, Hashable, Sendable, CaseIterable {
    /// At least, at most or exactly `bound` elements.
    case atLeast, atMost, exactly
    /// All elements; holds for an empty list.
    case every
  }
}

/// A value that a program holds.
public enum IRConstant: Hashable, Sendable {
  case boolean(Bool)
  /// Numbers, money and shares; the node's type says which.
  case number(Rational)
  case date(CivilDate)
  case calendarYear(Int)
  case monthDay(month: Int, day: Int)
  case text(String)
  /// The index of a value in its enumeration.
  case value(Int)
  /// Indices of values, ascending.
  case values([Int])
}
