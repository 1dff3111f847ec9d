internal import PolicyLang
internal import PolicyRuntime

/// Somebody whom a test of the policy describes, as a line of a data file.
struct WebSample {
  private let program: IRProgram
  private let test: PolicyTest
  private let values: PlainValue

  init(_ program: IRProgram, _ test: PolicyTest) {
    self.program = program
    self.test = test
    values = PlainValue(program: program)
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("name")
    writer.string(test.name)
    writer.key("candidate")
    writer.beginObject()
    write(test.facts, record: 0, &writer)
    if !test.events.isEmpty {
      writer.key("events")
      writer.beginArray()
      for event in test.events where program.events.indices.contains(event.event) {
        write(event, &writer)
      }
      writer.endArray()
    }
    writer.endObject()
    writer.endObject()
  }

  private func write(_ event: TestEvent, _ writer: inout JSONWriter) {
    let shape = program.events[event.event]
    writer.beginObject()
    writer.key("event")
    writer.string(shape.label.id)
    if let date = event.date {
      writer.key("on")
      writer.string(date.description)
    }
    write(event.attributes, record: shape.record, &writer)
    writer.endObject()
  }

  /// The known facts of a record as keys and values.
  private func write(_ facts: [TestFact], record: Int, _ writer: inout JSONWriter) {
    guard program.records.indices.contains(record) else { return }
    let fields = program.records[record].fields
    for fact in facts where fields.indices.contains(fact.field) {
      let field = fields[fact.field]
      switch fact.value {
      case .unknown: continue
      case .constant(let constant):
        writer.key(field.label.id)
        values.write(Value(constant), field.type, to: &writer)
      case .judgement(let passed):
        writer.key(field.label.id)
        writer.string(passed ? "合格" : "不合格")
      case .clauses(let names):
        writer.key(field.label.id)
        writer.strings(names)
      case .list(let elements):
        guard case .list(let inner) = field.type else { continue }
        writer.key(field.label.id)
        writer.beginArray()
        for element in elements {
          writer.beginObject()
          write(element, record: inner, &writer)
          writer.endObject()
        }
        writer.endArray()
      }
    }
  }
}
