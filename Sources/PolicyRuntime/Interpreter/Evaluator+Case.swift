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

  /// Whether the day of the decision has reached the end of a term: its length after the first of
  /// the events that start it, that last day included.
  mutating func termEnded(_ norm: Int) throws(EvaluationError) -> Value {
    guard let start = startEvent(of: norm) else { return .unknown }
    if candidate.events.isEmpty { return .unknown }
    let starts = candidate.events.filter { $0.event == start }
    guard let first = starts.first else { return .boolean(false) }
    guard let node = node(of: norm, .length), var day = first.date else { return .unknown }
    for event in starts {
      guard let date = event.date else { return .unknown }
      day = min(day, date)
    }
    switch try value(of: node) {
    case .number(let length):
      // Moving forward is moving back by the negative length.
      guard let back = Rational.zero.subtracting(length) else {
        throw EvaluationError(.overflow, at: node)
      }
      let end = try shift(day, back: back, program.nodes[node.index].type)
      return .boolean(end <= (try asOfDate()))
    default: return .unknown
    }
  }

  private func startEvent(of norm: Int) -> Int? {
    if let own = event(of: norm, .startEvent) ?? event(of: norm, .event) { return own }
    for child in program.norms[norm].children where program.norms[child].kind == .starts {
      if let event = event(of: child, .event) { return event }
    }
    return nil
  }

  /// The event a norm names itself.
  private func event(of norm: Int, _ name: SlotName) -> Int? {
    for attribute in program.norms[norm].attributes where attribute.name == name {
      if case .event(let event) = attribute.value { return event }
    }
    return nil
  }

  private func node(of norm: Int, _ name: SlotName) -> NodeID? {
    for attribute in program.norms[norm].attributes where attribute.name == name {
      if case .node(let node) = attribute.value { return node }
    }
    return nil
  }
}
