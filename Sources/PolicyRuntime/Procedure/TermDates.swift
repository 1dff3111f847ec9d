public import PolicyLang

/// When a training term, a tenure or another term of a policy runs in one case.
public struct TermDates: Hashable, Sendable {
  /// The term, as a norm.
  public var term: Int
  public var start: CivilDate?
  /// The last day as planned, the anniversary of the start.
  public var plannedEnd: CivilDate?
  /// The last day with every recorded extension.
  public var end: CivilDate?
  public var extensions: [Extension] = []

  public struct Extension: Hashable, Sendable {
    public var on: CivilDate?
    public var by: Period
  }

  /// The events that extend a term, by id; the length is their first attribute that is one.
  static let extensionEvents = ["training_extended", "term_extended"]

  /// The dates of a term; `nil` when it has not begun.
  public static func dates(
    of term: Int, in evaluator: inout Evaluator
  ) throws(EvaluationError) -> TermDates? {
    let program = evaluator.environment.program
    let events = evaluator.candidate.events
    guard let starter = startEvent(of: term, in: program),
      let first = events.firstIndex(where: { $0.event == starter })
    else { return nil }
    var result = TermDates(term: term, start: events[first].date)
    for event in events[first...] {
      let id = program.events[event.event].label.id
      if extensionEvents.contains(id), let period = extensionLength(event, program) {
        result.extensions.append(Extension(on: event.date, by: period))
      }
    }
    guard let start = result.start, let node = program.norms[term].node(.length),
      case .number(let number) = try evaluator.value(of: node),
      let period = Period(number, program.nodes[node.index].type)
    else { return result }
    let calendar = WorkCalendar(program)
    var end = try PeriodRule.term.lastDay(of: period, from: start, in: calendar)
    result.plannedEnd = end
    for more in result.extensions {
      end = try PeriodRule.term.lastDay(of: more.by, from: end, in: calendar)
    }
    result.end = end
    return result
  }

  private static func startEvent(of term: Int, in program: IRProgram) -> Int? {
    for child in program.children(of: term, .starts) {
      if let event = program.norms[child].event(.event) { return event }
    }
    return nil
  }

  private static func extensionLength(_ event: CaseEvent, _ program: IRProgram) -> Period? {
    let fields = program.records[program.events[event.event].record].fields
    for (index, field) in fields.enumerated() {
      guard case .number(let number) = event.attributes[index],
        let period = Period(number, field.type), period.unit != .workingDays, period.count > 0
      else { continue }
      return period
    }
    return nil
  }
}
