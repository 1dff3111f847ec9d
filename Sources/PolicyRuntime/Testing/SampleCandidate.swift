internal import PolicyLang

/// Builds the candidate that a test describes.
enum SampleCandidate {
  static func candidate(of test: PolicyTest, in program: IRProgram) -> Candidate {
    var candidate = Candidate(
      id: test.name, facts: record(test.facts, shape: 0, program),
      events: test.events.map { event($0, program) })
    for fact in test.facts {
      if case .clauses(let names) = fact.value { candidate.waivers += names }
    }
    return candidate
  }

  private static func record(
    _ facts: [TestFact], shape: Int, _ program: IRProgram
  ) -> Record {
    guard program.records.indices.contains(shape) else { return Record([]) }
    let fields = program.records[shape].fields
    var record = Record(unknown: program.records[shape])
    for fact in facts where fields.indices.contains(fact.field) {
      record[fact.field] = value(fact.value, fields[fact.field].type, program)
    }
    return record
  }

  private static func value(
    _ value: TestValue, _ type: IRType, _ program: IRProgram
  ) -> Value {
    switch value {
    case .unknown: return .unknown
    case .constant(let constant): return Value(constant)
    case .judgement(let passed): return .judgement(passed: passed, score: nil, by: nil)
    case .clauses(let names): return .clauses(names)
    case .list(let elements):
      guard case .list(let shape) = type else { return .unknown }
      return .list(elements.map { record($0, shape: shape, program) })
    }
  }

  private static func event(_ event: TestEvent, _ program: IRProgram) -> CaseEvent {
    guard program.events.indices.contains(event.event) else {
      return CaseEvent(event: event.event, date: event.date, attributes: Record([]))
    }
    var attributes = record(
      event.attributes, shape: program.events[event.event].record, program)
    if let date = event.date, !attributes.values.isEmpty { attributes[0] = .date(date) }
    return CaseEvent(event: event.event, date: event.date, attributes: attributes)
  }
}
