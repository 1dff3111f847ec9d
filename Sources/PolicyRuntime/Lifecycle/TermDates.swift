public import PolicyLang

/// When a training term, a tenure or another term of a policy runs in one case: from its start event,
/// for the length that held on that day, and for as much longer as it was extended.
public struct TermDates: Hashable, Sendable {
  /// The term, as a norm.
  public var term: Int
  /// The place in the log of the event that starts it.
  public var position: Int
  public var start: CivilDate?
  /// The last day as planned, the anniversary of the start.
  public var plannedEnd: CivilDate?
  /// The last day with every recorded extension.
  public var end: CivilDate?
  public var extensions: [Extension] = []
  /// Events that extend it without saying by how much.
  public var unstatedExtensions: [Int] = []

  public struct Extension: Hashable, Sendable {
    public var on: CivilDate?
    public var by: Period
  }

  /// The events that extend a term, by id; the length is the first one that an attribute gives.
  private static let extensionEvents = ["training_extended", "term_extended"]

  /// A term that has begun, its end not settled yet; `nil` before its start event.
  init?(of term: Int, in events: [CaseEvent], of program: IRProgram) {
    guard let starter = TermDates.startEvent(of: term, in: program),
      let first = events.firstIndex(where: { $0.event == starter })
    else { return nil }
    self.term = term
    position = first
    start = events[first].date
    for event in events[(first + 1)...] {
      // A log out of order starts with its earliest start; cases refuse such a log anyway.
      if event.event == starter, let own = start, let other = event.date {
        start = min(own, other)
      }
      guard TermDates.extensionEvents.contains(program.events[event.event].label.id) else {
        continue
      }
      let fields = program.records[program.events[event.event].record].fields
      let lengths = fields.indices.filter { TermDates.isLength(fields[$0].type) }
      if lengths.isEmpty { continue }
      let stated = lengths.first { event.attributes[$0] != .unknown } ?? lengths[0]
      if case .number(let number) = event.attributes[stated],
        let period = TermDates.period(number, fields[stated].type), period.count > 0
      {
        extensions.append(Extension(on: event.date, by: period))
      } else if !unstatedExtensions.contains(event.event) {
        unstatedExtensions.append(event.event)
      }
    }
  }

  /// Works out the last days from the length that the policy states.
  /// - Throws: a length that no calendar can count, such as a third of a year.
  mutating func settle(
    _ length: Rational, _ type: IRType, in program: IRProgram
  ) throws(EvaluationError) {
    guard let start else { return }
    guard let period = TermDates.period(length, type) else {
      throw EvaluationError(.fractionalPeriod, at: nil)
    }
    let calendar = WorkCalendar(program)
    var last = try PeriodRule.term.lastDay(of: period, from: start, in: calendar)
    plannedEnd = last
    for more in extensions {
      last = try PeriodRule.term.lastDay(of: more.by, from: last, in: calendar)
    }
    end = last
  }

  /// The event that starts a term.
  static func startEvent(of term: Int, in program: IRProgram) -> Int? {
    let norm = program.norms[term]
    if let own = norm.event(.startEvent) ?? norm.event(.event) { return own }
    for child in program.children(of: term, .starts) {
      if let event = program.norms[child].event(.event) { return event }
    }
    return nil
  }

  private static func isLength(_ type: IRType) -> Bool {
    switch type {
    case .number(.years), .number(.months), .number(.days): true
    default: false
    }
  }

  /// A fraction of a year may be whole months.
  static func period(_ number: Rational, _ type: IRType) -> Period? {
    if case .number(.years) = type, !number.isInteger {
      return number.multiplied(by: Rational(12)).flatMap { Period($0, .number(.months)) }
    }
    return Period(number, type)
  }
}

extension Evaluator {
  /// The dates of a term; `nil` when it has not begun. Its length is that of its first day.
  mutating func termDates(_ term: Int) throws(EvaluationError) -> TermDates? {
    guard var dates = TermDates(of: term, in: candidate.events, of: program) else { return nil }
    guard let start = dates.start, let node = program.norms[term].node(.length) else {
      return dates
    }
    var then = Evaluator(environment.on(start), candidate)
    guard case .number(let number) = try then.value(of: node) else { return dates }
    do throws(EvaluationError) {
      try dates.settle(number, program.nodes[node.index].type, in: program)
    } catch {
      throw error.placed(at: node)
    }
    return dates
  }

  /// Whether the day of the decision has reached the end of a term, that last day included.
  mutating func termEnded(_ term: Int) throws(EvaluationError) -> Value {
    guard TermDates.startEvent(of: term, in: program) != nil, !candidate.events.isEmpty else {
      return .unknown
    }
    guard let dates = try termDates(term) else { return .boolean(false) }
    guard let end = dates.end else { return .unknown }
    if end > (try asOfDate()) { return .boolean(false) }
    // It is longer by a time that nobody stated.
    return dates.unstatedExtensions.isEmpty ? .boolean(true) : .unknown
  }
}
