internal import PolicyLang
internal import PolicyRuntime

/// Everything from which a form for a candidate or a case is made.
struct WebForm {
  private let program: IRProgram
  private let tests: [PolicyTest]

  init(_ program: IRProgram, tests: [PolicyTest]) {
    self.program = program
    self.tests = tests
  }

  func write(to writer: inout JSONWriter) {
    let deciding = FieldUse.fieldsRead(by: program, decidingOnly: true)
    let read = FieldUse.fieldsRead(by: program)
    writer.beginObject()
    writer.key("fields")
    writer.beginArray()
    for (index, field) in (program.records.first?.fields ?? []).enumerated() {
      let isRead = read.contains(index)
      write(field, use: deciding.contains(index) ? "decides" : isRead ? "read" : "", 0, &writer)
    }
    writer.endArray()
    writeEvents(&writer)
    writer.key("clauses")
    writer.beginArray()
    for clause in program.requirements {
      writer.beginObject()
      write(clause.label, &writer)
      writer.key("articles")
      writer.strings(clause.articles)
      writer.key("hard")
      writer.boolean(clause.strength.isHard)
      writer.endObject()
    }
    writer.endArray()
    writer.key("samples")
    writer.beginArray()
    for test in tests where test.settings.isEmpty { WebSample(program, test).write(to: &writer) }
    writer.endArray()
    writer.endObject()
  }

  private func write(_ label: IRLabel, _ writer: inout JSONWriter) {
    writer.key("id")
    writer.string(label.id)
    writer.key("zh")
    writer.string(label.zh)
    writer.key("en")
    writer.string(label.en.isEmpty ? label.id : label.en)
  }

  private func write(
    _ field: IRField, use: String, _ depth: Int, _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    write(field.label, &writer)
    writer.key("use")
    writer.string(use)
    if field.isIdentifier || field.label.id == "id" {
      writer.key("names")
      writer.boolean(true)
    }
    if !field.meaning.isEmpty {
      writer.key("meaning")
      writer.string(field.meaning)
    }
    writer.key("type")
    switch field.type {
    case .boolean: writer.string("boolean")
    case .judgement: writer.string("judgement")
    case .text: writer.string("text")
    case .date: writer.string("date")
    case .calendarYear: writer.string("year")
    case .monthDay: writer.string("month_day")
    case .money: writer.string("money")
    case .share: writer.string("share")
    case .clauses: writer.string("clauses")
    case .number(let unit):
      writer.string("number")
      writer.key("places")
      writer.integer(field.places)
      if unit != .none {
        writer.key("unit")
        writer.strings([unit.spelling(.chinese), unit.spelling(.english)])
      }
    case .enumeration(let index):
      writer.string("choice")
      writeValues(index, &writer)
    case .set(let index):
      writer.string("set")
      writeValues(index, &writer)
    case .list(let index), .record(let index):
      if case .list = field.type { writer.string("list") } else { writer.string("record") }
      writer.key("fields")
      writer.beginArray()
      if program.records.indices.contains(index), depth < 8 {
        for inner in program.records[index].fields { write(inner, use: use, depth + 1, &writer) }
      }
      writer.endArray()
    case .option, .error: writer.string("other")
    }
    writer.endObject()
  }

  private func writeValues(_ index: Int, _ writer: inout JSONWriter) {
    guard program.enumerations.indices.contains(index) else { return }
    writer.key("values")
    writer.beginArray()
    for value in program.enumerations[index].values {
      writer.beginObject()
      write(value, &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.key("ordered")
    writer.boolean(program.enumerations[index].isOrdered)
  }

  private func writeEvents(_ writer: inout JSONWriter) {
    writer.key("events")
    writer.beginArray()
    for event in program.events {
      writer.beginObject()
      write(event.label, &writer)
      writer.key("fields")
      writer.beginArray()
      // The first field is the date.
      if program.records.indices.contains(event.record) {
        for field in program.records[event.record].fields.dropFirst() {
          write(field, use: "read", 1, &writer)
        }
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
  }
}
