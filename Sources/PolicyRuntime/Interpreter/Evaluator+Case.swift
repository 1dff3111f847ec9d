internal import PolicyLang

// What the dated events of a case say. A candidate without any events has no log, so everything about
// them is unknown; in a log, an event that is not there has not happened.
extension Evaluator {
  func events(_ kind: Int) -> Value {
    if candidate.events.isEmpty { return .unknown }
    var records: [Record] = []
    for event in candidate.events where event.event == kind {
      var record = event.attributes
      if record.values.isEmpty { record.values.append(.unknown) }
      if let date = event.date { record[0] = .date(date) }
      records.append(record)
    }
    return .list(records)
  }

  /// Whether the event that confers an honour or gives an outcome has happened; unknown where the
  /// policy names no event.
  func happened(_ norm: Int) -> Value {
    guard let event = event(of: norm, .event) else { return .unknown }
    if candidate.events.isEmpty { return .unknown }
    var result = Truth.no
    for happening in candidate.events where happening.event == event {
      result = result.or(confers(happening, norm))
    }
    return result.value
  }

  /// Whether an event is about one honour. An event may say in its attribute `honour` which it
  /// confers; without that it is about the only one that the policy confers by it.
  private func confers(_ happening: CaseEvent, _ norm: Int) -> Truth {
    let fields = program.records[program.events[happening.event].record].fields
    if let index = fields.firstIndex(where: { $0.label.id == "honour" && $0.type == .text }),
      case .text(let name) = happening.attributes[index]
    {
      let label = program.norms[norm].label
      return Truth(name == label.id || name == label.zh || name == label.en)
    }
    let others = program.norms.indices.filter { other in
      program.norms[other].kind == .honour && event(of: other, .event) == happening.event
    }
    return others.count > 1 && others.contains(norm) ? .unknown : .yes
  }

  /// The event a norm names itself.
  private func event(of norm: Int, _ name: SlotName) -> Int? {
    for attribute in program.norms[norm].attributes where attribute.name == name {
      if case .event(let event) = attribute.value { return event }
    }
    return nil
  }
}
