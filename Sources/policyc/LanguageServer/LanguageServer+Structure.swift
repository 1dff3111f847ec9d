internal import PolicyLang
internal import PolicyRuntime

/// The names under which the protocol knows the roles of tokens.
enum SemanticLegend {
  static let types = [
    "keyword", "function", "property", "enumMember", "type", "event", "parameter", "variable",
    "class", "number", "string", "decorator", "comment", "operator",
  ]
  static let modifiers = ["declaration"]

  static func index(of role: TokenRole) -> Int {
    switch role {
    case .keyword: 0
    case .clause: 1
    case .field: 2
    case .value: 3
    case .type: 4
    case .event: 5
    case .figure: 6
    case .definition, .name: 7
    case .norm: 8
    case .number: 9
    case .text: 10
    case .citation: 11
    case .comment: 12
    case .mark: 13
    }
  }
}

// The structure of files: outline, folding, highlighting, remarks within lines.
extension LanguageServer {
  func symbols(_ document: TextDocument) -> String {
    let checked = workspace.check(document)
    let entries = FileOutline.entries(of: checked)
    return JSONWriter.written { writer in
      writer.beginArray()
      for entry in entries {
        if client.hasSymbolTree {
          write(entry, document, to: &writer)
        } else {
          writeFlat(entry, in: "", document, to: &writer)
        }
      }
      writer.endArray()
    }
  }

  private func write(_ entry: OutlineEntry, _ document: TextDocument, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("name")
    writer.string(visible(entry.title))
    writer.key("detail")
    writer.string(entry.detail)
    writer.key("kind")
    writer.integer(kind(of: entry))
    writer.key("range")
    writer.range(document.range(of: entry.span.union(entry.selection)))
    writer.key("selectionRange")
    writer.range(document.range(of: entry.selection))
    writer.key("children")
    writer.beginArray()
    for child in entry.children { write(child, document, to: &writer) }
    writer.endArray()
    writer.endObject()
  }

  private func writeFlat(
    _ entry: OutlineEntry, in container: String, _ document: TextDocument,
    to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("name")
    writer.string(visible(entry.title))
    writer.key("kind")
    writer.integer(kind(of: entry))
    writer.key("containerName")
    writer.string(container)
    writer.key("location")
    writer.location(Location(uri: document.uri, range: document.range(of: entry.span)))
    writer.endObject()
    for child in entry.children { writeFlat(child, in: entry.title, document, to: &writer) }
  }

  private func kind(of entry: OutlineEntry) -> Int {
    switch entry.keyword {
    case .policy, .vocabulary, .calendar: return 4
    case .eligibility, .procedure, .duties: return 3
    case .test: return 6
    default: break
    }
    guard let space = entry.space else { return 19 }
    return switch TokenRoles.role(of: space) {
    case .field: 8
    case .value: 22
    case .type: 10
    case .event: 24
    case .figure: 14
    case .definition: 13
    case .clause: 12
    default: 5
    }
  }

  /// Names of open and other files of the workspace that hold the query, spelled or by id.
  func workspaceSymbols(_ query: String) -> String {
    var checks = workspace.open.map { workspace.check($0) }
    for path in workspace.closedFiles() {
      if let file = workspace.checkFile(path) { checks.append(file) }
    }
    let wanted = query.lowercased()
    return JSONWriter.written { writer in
      writer.beginArray()
      var count = 0
      for checked in checks {
        for declaration in checked.ownDeclarations where count < 500 {
          guard matches(declaration, checked, wanted),
            let location = workspace.location(declaration.name.span, in: checked)
          else { continue }
          count += 1
          writer.beginObject()
          writer.key("name")
          writer.string(visible(declaration.name.text))
          writer.key("kind")
          writer.integer(symbolKind(declaration.space))
          writer.key("containerName")
          writer.string(FileAccess.name(of: checked.source.name))
          writer.key("location")
          writer.location(location)
          writer.endObject()
        }
      }
      writer.endArray()
    }
  }

  private func symbolKind(_ space: Space) -> Int {
    switch TokenRoles.role(of: space) {
    case .field: 8
    case .value: 22
    case .type: 10
    case .event: 24
    case .figure: 14
    case .clause: 12
    case .definition: 13
    default: 5
    }
  }

  private func matches(
    _ declaration: Declaration, _ checked: CheckedFile, _ wanted: String
  ) -> Bool {
    if wanted.isEmpty || isPart(wanted, of: declaration.name.text.lowercased()) { return true }
    return isPart(wanted, of: (checked.id(of: declaration) ?? "").lowercased())
      || isPart(wanted, of: (checked.english(of: declaration) ?? "").lowercased())
  }

  private func isPart(_ piece: String, of text: String) -> Bool {
    let (piece, text) = (Array(piece.utf8), Array(text.utf8))
    guard piece.count <= text.count else { return false }
    return (0...(text.count - piece.count)).contains { start in
      text[start..<(start + piece.count)].elementsEqual(piece)
    }
  }

  func folds(_ document: TextDocument) -> String {
    let checked = workspace.check(document)
    return JSONWriter.written { writer in
      writer.beginArray()
      for fold in FileOutline.folds(of: checked) {
        let range = document.range(of: fold.span)
        // The closing brace stays in sight.
        let last = fold.isComment ? range.end.line : range.end.line - 1
        guard last > range.start.line else { continue }
        writer.beginObject()
        writer.key("startLine")
        writer.integer(range.start.line)
        writer.key("endLine")
        writer.integer(last)
        writer.key("kind")
        writer.string(fold.isComment ? "comment" : "region")
        writer.endObject()
      }
      writer.endArray()
    }
  }

  /// Token marks as the protocol packs them: distances of lines and characters.
  func tokens(_ document: TextDocument, _ range: ProtocolRange?) -> String {
    let checked = workspace.check(document)
    var data: [Int] = []
    var last = TextPosition(line: 0, character: 0)
    for mark in TokenRoles.marks(of: checked) {
      let span = document.range(of: mark.span)
      if let range, span.end < range.start || range.end < span.start { continue }
      // A mark that goes over several lines would be refused by clients.
      guard span.start.line == span.end.line else { continue }
      let line = span.start.line - last.line
      data += [
        line, line == 0 ? span.start.character - last.character : span.start.character,
        span.end.character - span.start.character, SemanticLegend.index(of: mark.role),
        mark.isDeclaration ? 1 : 0,
      ]
      last = span.start
    }
    return JSONWriter.written { writer in
      writer.beginObject()
      writer.key("data")
      writer.beginArray()
      for number in data { writer.integer(number) }
      writer.endArray()
      writer.endObject()
    }
  }

  func hints(_ document: TextDocument, _ range: ProtocolRange?) -> String {
    let checked = workspace.check(document)
    let bounds =
      range.map {
        document.offset(
          of: $0.start)..<max(document.offset(of: $0.start), document.offset(of: $0.end))
      }
      ?? 0..<Int.max
    return JSONWriter.written { writer in
      writer.beginArray()
      for hint in ValueHints.hints(in: bounds, of: checked) {
        writer.beginObject()
        writer.key("position")
        writer.position(document.position(of: hint.offset))
        writer.key("label")
        writer.string(visible(hint.text))
        writer.key("paddingRight")
        writer.boolean(true)
        writer.endObject()
      }
      writer.endArray()
    }
  }
}
