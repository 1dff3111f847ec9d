public import PolicyLang

/// An event that starts a term and stands more than once in one case: the term runs from the earliest.
public struct RepeatedStart: Hashable, Sendable {
  /// The term, as a norm.
  public let term: Int
  /// The event, by its place in the program.
  public let event: Int
  /// The days on which it happened, where they are recorded, in the order of the case.
  public let days: [CivilDate]

  /// All of a case, in the order of the policy's terms.
  public static func all(in events: [CaseEvent], of program: IRProgram) -> [RepeatedStart] {
    var result: [RepeatedStart] = []
    for norm in program.norms.indices {
      guard program.norms[norm].kind == .training || program.norms[norm].kind == .term,
        let event = TermDates.startEvent(of: norm, in: program)
      else { continue }
      var count = 0
      var days: [CivilDate] = []
      for entry in events where entry.event == event {
        count += 1
        if let day = entry.date { days.append(day) }
      }
      if count > 1 { result.append(RepeatedStart(term: norm, event: event, days: days)) }
    }
    return result
  }
}
