internal import PolicyLang
internal import PolicyRuntime

/// What the page's editor asks about the text being written; the language server answers the same
/// questions in the same way.
struct WebEditing {
  static let commands = ["check", "complete", "hover"]

  private let checked: CheckedFile
  private let language: Language

  init(_ checked: CheckedFile, _ language: Language) {
    self.checked = checked
    self.language = language
  }

  func check(_ answer: inout WebAnswer) {
    answer.add("policy") { writer in
      guard let program = checked.compiled.program else { return writer.null() }
      writer.beginObject()
      writer.key("id")
      writer.string(program.id)
      writer.key("title")
      writer.string(program.title)
      writer.key("hash")
      writer.string(program.contentHash)
      writer.key("clauses")
      writer.integer(program.requirements.count)
      writer.endObject()
    }
    answer.add("tokens") { writer in
      writer.beginArray()
      for mark in TokenRoles.marks(of: checked) {
        writer.integer(mark.span.lowerBound)
        writer.integer(mark.span.upperBound)
        writer.string(WebEditing.name(of: mark.role))
      }
      writer.endArray()
    }
  }

  func complete(at offset: Int, files: [String], _ answer: inout WebAnswer) {
    let offset = min(offset, checked.source.bytes.count)
    let list = Completion.list(at: offset, in: checked, files: files)
    answer.add("start") { $0.integer(list.replaced.lowerBound) }
    answer.add("end") { $0.integer(list.replaced.upperBound) }
    answer.add("items") { writer in
      writer.beginArray()
      for item in list.items {
        writer.beginObject()
        writer.key("text")
        writer.string(item.text)
        writer.key("detail")
        writer.string(item.detail)
        writer.key("filter")
        writer.string(item.filter)
        writer.endObject()
      }
      writer.endArray()
    }
  }

  func hover(at offset: Int, _ answer: inout WebAnswer) {
    let offset = min(offset, checked.source.bytes.count)
    let text = Hover.text(at: offset, in: checked, language: language)
    answer.add("hover") { writer in
      guard let text else { return writer.null() }
      writer.beginObject()
      writer.key("start")
      writer.integer(text.span.lowerBound)
      writer.key("end")
      writer.integer(text.span.upperBound)
      writer.key("title")
      writer.string(text.title)
      writer.key("code")
      if let code = text.code { writer.string(code) } else { writer.null() }
      writer.key("lines")
      writer.strings(text.lines.filter { !$0.isEmpty })
      writer.endObject()
    }
  }

  private static func name(of role: TokenRole) -> String {
    switch role {
    case .keyword: "keyword"
    case .clause: "clause"
    case .field: "field"
    case .value: "value"
    case .type: "type"
    case .event: "event"
    case .figure: "figure"
    case .definition: "definition"
    case .norm: "norm"
    case .name: "name"
    case .number: "number"
    case .text: "text"
    case .citation: "citation"
    case .comment: "comment"
    case .mark: "mark"
    }
  }
}
