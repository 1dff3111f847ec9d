internal import PolicyLang
internal import PolicyRuntime

/// A document as JSON.
struct DocumentData {
  let setup: EvaluationSetup

  func text(_ document: PolicyDocument, _ part: DocumentPart) -> String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writer.key("title")
    writer.string(document.title)
    if part != .questions {
      writer.key("facts")
      write(document.facts, to: &writer)
      writer.key("sections")
      write(document.sections, to: &writer)
    }
    if part != .page {
      writer.key("questions")
      write(document.questions, to: &writer)
    }
    writer.endObject()
    return writer.text + "\n"
  }

  private func write(_ sections: [DocumentSection], to writer: inout JSONWriter) {
    writer.beginArray()
    for section in sections {
      writer.beginObject()
      writer.key("id")
      writer.string(section.id)
      writer.key("title")
      writer.string(section.title)
      writer.key("blocks")
      writer.beginArray()
      for block in section.blocks { write(block, to: &writer) }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
  }

  private func write(_ block: DocumentBlock, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("kind")
    switch block {
    case .paragraph: writer.string("paragraph")
    case .heading: writer.string("heading")
    case .list: writer.string("list")
    case .timeline: writer.string("timeline")
    case .table: writer.string("table")
    case .silence: writer.string("silence")
    }
    if case .table(let table) = block {
      writer.key("head")
      writer.strings(table.head)
      writer.key("rows")
      writer.beginArray()
      for row in table.rows { write([row.name] + row.cells, to: &writer) }
      writer.endArray()
    } else {
      writer.key("statements")
      write(block.statements, to: &writer)
    }
    writer.endObject()
  }

  func write(_ statements: [DocumentStatement], to writer: inout JSONWriter) {
    writer.beginArray()
    for statement in statements {
      writer.beginObject()
      for (key, text) in [
        ("title", statement.title), ("text", statement.text), ("note", statement.note),
        ("citation", statement.citation),
      ] where !text.isEmpty {
        writer.key(key)
        writer.string(text)
      }
      if !statement.articles.isEmpty {
        writer.key("articles")
        writer.strings(statement.articles)
      }
      writer.key("mark")
      writer.string(statement.mark.rawValue)
      if !statement.details.isEmpty {
        writer.key("details")
        write(statement.details, to: &writer)
      }
      writer.endObject()
    }
    writer.endArray()
  }
}
