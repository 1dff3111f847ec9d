public import PolicyLang

/// An event of a case with its place in time.
public struct LogEntry: Hashable, Sendable {
  /// The kind of event.
  public let event: Int
  /// Its place in the list of events, from 0.
  public let position: Int
  public let date: CivilDate?

  /// Whether this happened later than `other`, as far as the log tells: by date where both have one,
  /// events of one day being in no order, otherwise by place.
  public func isAfter(_ other: LogEntry) -> Bool {
    if let date, let otherDate = other.date { return date > otherDate }
    return position > other.position
  }
}

/// The events of a case as its stages see them.
struct ProcedureLog: Sendable {
  let entries: [LogEntry]
  /// The day up to which the log speaks: the given one, otherwise that of its last dated event.
  let now: CivilDate?

  /// - Parameter asOf: what is dated later is left out, as not yet known on that day.
  init(_ events: [CaseEvent], asOf: CivilDate?) {
    var entries: [LogEntry] = []
    var last: CivilDate?
    for (position, event) in events.enumerated() {
      if let date = event.date, let asOf, date > asOf { continue }
      entries.append(LogEntry(event: event.event, position: position, date: event.date))
      if let date = event.date { last = max(last ?? date, date) }
    }
    self.entries = entries
    now = asOf ?? last
  }

  func entries(of event: Int) -> [LogEntry] { entries.filter { $0.event == event } }

  /// The passages of a stage in order.
  func runs(of stage: PlannedStage, at place: Int) -> [StageRun] {
    var runs: [StageRun] = []
    switch stage.marks {
    case .nothing: break
    case .event(let event):
      for entry in entries(of: event) {
        runs.append(StageRun(stage: place, opened: entry, closed: entry))
      }
    case .span(let opening, let closing):
      for entry in entries where entry.event == opening || entry.event == closing {
        if entry.event == opening {
          runs.append(StageRun(stage: place, opened: entry, closed: nil))
        } else if let last = runs.last, last.closed == nil {
          runs[runs.count - 1].closed = entry
        } else {
          runs.append(StageRun(stage: place, opened: nil, closed: entry))
        }
      }
    }
    return runs
  }
}

/// Checks that the events of a case can be a history at all.
public enum CaseHistory {
  /// The first thing that makes it none, `nil` when nothing does: dates that run backwards, or a
  /// stage that ends before it begins.
  public static func problem(
    in events: [CaseEvent], of program: IRProgram, plan: ProcedurePlan
  ) -> DataProblem? {
    if let problem = EventOrder.problem(in: events, of: program) { return problem }
    for stage in plan.stages {
      guard case .span(let opening, let closing) = stage.marks,
        let first = events.firstIndex(where: { $0.event == opening || $0.event == closing }),
        events[first].event == closing,
        let later = events.firstIndex(where: { $0.event == opening })
      else { continue }
      // On one day the order of the list means nothing.
      if let day = events[first].date, day == events[later].date { continue }
      return DataProblem(
        .endsBeforeItBegins, column: "events.\(first + 1)",
        value: events[first].date?.description ?? "",
        [
          program.norms[stage.norm].label.text, program.events[closing].label.text,
          program.events[opening].label.text,
        ])
    }
    return nil
  }
}
