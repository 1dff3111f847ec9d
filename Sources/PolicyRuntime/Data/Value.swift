public import PolicyLang

/// A fact about a candidate, or what an expression yields.
public indirect enum Value: Hashable, Sendable {
  /// Absent: never false, never zero.
  case unknown
  /// Known to have no value, such as the highest of an empty list; every comparison with it is false.
  case none
  case boolean(Bool)
  /// A number, an amount of money or a share, exact.
  case number(Rational)
  /// A count that unknown elements leave between two numbers, both included.
  case range(Int64, Int64)
  case date(CivilDate)
  case calendarYear(Int)
  case monthDay(month: Int, day: Int)
  case text(String)
  /// The index of a value of an enumeration.
  case value(Int)
  /// A set of values of an enumeration.
  case values([Int])
  case record(Record)
  case list([Record])
  /// A finding. `passed` is `nil` when only a score was given, which leaves the judgement pending.
  case judgement(passed: Bool?, score: Rational?, by: String?)
  /// Waivers: ids or names of clauses.
  case clauses([String])
  /// The index of a reading's option, for readings whose options are mere words.
  case option(Int)
}

/// The facts of one candidate, list element or event, in the order of an `IRRecord`'s fields.
public struct Record: Hashable, Sendable {
  public var values: [Value]
  public init(_ values: [Value]) { self.values = values }
  /// A record about which nothing is known.
  public init(unknown shape: IRRecord) {
    values = Array(repeating: .unknown, count: shape.fields.count)
  }
  public subscript(field: Int) -> Value {
    get { field < values.count ? values[field] : .unknown }
    set { values[field] = newValue }
  }
}

/// One dated event of a case; `date` is `nil` where only the order of events is known.
public struct CaseEvent: Hashable, Sendable {
  /// The index of the event kind in `IRProgram.events`.
  public var event: Int
  public var date: CivilDate?
  /// In the order of the event's record; element 0 repeats the date.
  public var attributes: Record
  public init(event: Int, date: CivilDate?, attributes: Record) {
    self.event = event
    self.date = date
    self.attributes = attributes
  }
}

/// What is evaluated: a candidate, its recorded waivers and, for a case, its events in order.
public struct Candidate: Hashable, Sendable {
  public var id: String
  public var facts: Record
  public var events: [CaseEvent]
  /// Clauses for which a waiver is recorded, as written: id, name, or `policy.clause`.
  public var waivers: [String]
  public init(id: String, facts: Record, events: [CaseEvent] = [], waivers: [String] = []) {
    self.id = id
    self.facts = facts
    self.events = events
    self.waivers = waivers
  }
}
