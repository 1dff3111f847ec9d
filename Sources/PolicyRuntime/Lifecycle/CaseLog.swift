public import PolicyLang

/// The dated events of a case, with what had happened by a given moment.
struct CaseLog: Sendable {
  let events: [CaseEvent]
  /// For each event the latest date known at it: its own or, where it lacks one, an earlier event's.
  private let dates: [CivilDate?]

  init(_ events: [CaseEvent]) {
    self.events = events
    var dates: [CivilDate?] = []
    var last: CivilDate?
    for event in events {
      last = event.date ?? last
      dates.append(last)
    }
    self.dates = dates
  }

  /// The positions of the events of a kind, in order.
  func positions(of kind: Int) -> [Int] { events.indices.filter { events[$0].event == kind } }

  /// By when an event had happened at the earliest.
  func date(at position: Int) -> CivilDate? { dates[position] }

  /// What had happened at a moment: up to the event itself, and everything of that day except
  /// later events of the same kind.
  func visible(at moment: Moment) -> [CaseEvent] {
    var result: [CaseEvent] = []
    for (position, event) in events.enumerated() {
      var isVisible = position <= moment.position
      if !isVisible, event.event != moment.kind, let day = moment.date, let date = dates[position] {
        isVisible = date <= day
      }
      if isVisible { result.append(event) }
    }
    return result
  }
}

/// When something falls due: at an event of the log, or on a day that follows from one.
struct Moment: Hashable, Sendable {
  /// `nil` where only the order of events is known.
  var date: CivilDate?
  /// The position in the log of the event behind it.
  var position: Int
  /// The kind of that event when the moment is the event's own; `nil` for later days.
  var kind: Int?
}

/// Checks that the dates of a case do not run backwards.
public enum EventOrder {
  /// The first event dated before one that stands above it, or `nil` where all are in order.
  public static func problem(in events: [CaseEvent], of program: IRProgram) -> DataProblem? {
    var last: (date: CivilDate, event: Int)?
    for (position, event) in events.enumerated() {
      guard let date = event.date else { continue }
      if let last, date < last.date, program.events.indices.contains(event.event),
        program.events.indices.contains(last.event)
      {
        return DataProblem(
          .eventsOutOfOrder, column: "events.\(position + 1).on", value: date.description,
          [
            program.events[event.event].label.text, LocalText(date.description),
            program.events[last.event].label.text, LocalText(last.date.description),
          ])
      }
      last = (date, event.event)
    }
    return nil
  }
}
