internal import PolicyLang
internal import PolicyRuntime

// What helps while writing: explanations, proposals, layout, repairs.
extension LanguageServer {
  func hover(_ place: Place) -> String {
    let checked = workspace.check(place.document)
    let language = language(of: checked)
    guard let text = Hover.text(at: place.offset, in: checked, language: language) else {
      return "null"
    }
    return JSONWriter.written { writer in
      writer.beginObject()
      writer.key("contents")
      writer.beginObject()
      writer.key("kind")
      writer.string(client.showsMarkdown ? "markdown" : "plaintext")
      writer.key("value")
      writer.string(client.showsMarkdown ? markdown(text) : plain(text))
      writer.endObject()
      writer.key("range")
      writer.range(place.document.range(of: text.span))
      writer.endObject()
    }
  }

  private func markdown(_ text: HoverText) -> String {
    var result = "**" + escaped(text.title) + "**\n"
    if let code = text.code { result += "\n```policy\n" + code + "\n```\n" }
    for line in text.lines where !line.isEmpty { result += "\n" + escaped(line) + "\n" }
    return result
  }

  private func plain(_ text: HoverText) -> String {
    var result = visible(text.title) + "\n"
    if let code = text.code { result += code + "\n" }
    for line in text.lines where !line.isEmpty { result += visible(line) + "\n" }
    return result
  }

  /// Texts of a policy must not turn into markup.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in visible(text).unicodeScalars {
      if "\\`*_[]<>#|".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar == "\n" ? " " : scalar)
    }
    return result
  }

  func completion(_ place: Place) -> String {
    let checked = workspace.check(place.document)
    let list = Completion.list(at: place.offset, in: checked, files: usableFiles)
    let range = place.document.range(of: list.replaced)
    return JSONWriter.written { writer in
      writer.beginObject()
      writer.key("isIncomplete")
      writer.boolean(false)
      writer.key("items")
      writer.beginArray()
      for (index, item) in list.items.enumerated() {
        writer.beginObject()
        writer.key("label")
        writer.string(item.text)
        writer.key("kind")
        writer.integer(kind(of: item))
        if !item.detail.isEmpty {
          writer.key("detail")
          writer.string(item.detail)
        }
        writer.key("filterText")
        writer.string(item.filter)
        writer.key("sortText")
        let digits = "\(index)"
        writer.string(String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits)
        writer.key("textEdit")
        writer.textEdit(range, item.text)
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    }
  }

  /// The ids that 使用 and 基于 can name.
  private var usableFiles: [String] {
    var result = BuiltinPolicies.ids
    for document in workspace.open {
      let name = FileAccess.name(of: document.path)
      guard name.hasSuffix(".policy") else { continue }
      let id = String(name.dropLast(".policy".count))
      if !result.contains(id) { result.append(id) }
    }
    return result
  }

  private func kind(of item: CompletionItem) -> Int {
    switch item.kind {
    case .keyword: 14
    case .unit: 11
    case .article: 18
    case .file: 17
    case .name(let space):
      switch TokenRoles.role(of: space) {
      case .field: 5
      case .value: 20
      case .type: 7
      case .event: 23
      case .figure: 21
      case .definition: 6
      case .clause: 2
      default: 9
      }
    }
  }

  // MARK: Layout

  func formatting(_ document: TextDocument) throws(RPCError) -> String {
    let read = SourceText.read(name: document.path, bytes: document.bytes, id: FileID(0))
    let parsed = Parser.parse(read.file, file: FileID(0))
    guard let text = Formatter.format(parsed, source: read.file, language: parsed.language) else {
      let isChinese = (chosenLanguage ?? parsed.language) == .chinese
      throw RPCError(.requestFailed, isChinese ? "先改正写法上的错误" : "repair the syntax errors first")
    }
    let edit = TextChange(from: read.file.bytes, to: Array(text.utf8))
    return JSONWriter.written { writer in
      writer.beginArray()
      if let edit {
        writer.textEdit(
          ProtocolRange(
            start: document.position(of: edit.range.lowerBound),
            end: document.position(of: edit.range.upperBound)),
          String(decoding: edit.text, as: UTF8.self))
      }
      writer.endArray()
    }
  }

  // MARK: Repairs

  func actions(_ document: TextDocument, _ params: JSONValue) -> String {
    let checked = workspace.check(document)
    let language = language(of: checked)
    let wanted = ProtocolRange(params["range"])
    let only = params.at("context", "only")?.elements.compactMap { $0.text } ?? []
    let wantsFixes = only.isEmpty || only.contains { "quickfix".hasPrefix($0) }
    let wantsAll = only.contains { "source.fixAll".hasPrefix($0) }
    return JSONWriter.written { writer in
      writer.beginArray()
      for diagnostic in document.reviewed ?? checked.compiled.diagnostics where wantsFixes {
        guard let span = diagnostic.span, span.file == FileID(0) else { continue }
        let range = document.range(of: span)
        if let wanted, !wanted.touches(range) { continue }
        for fixIt in diagnostic.fixIts {
          writeAction(diagnostic, fixIt, document, checked, language, to: &writer)
        }
      }
      if wantsAll { writeFixAll(document, checked, language, to: &writer) }
      writer.endArray()
    }
  }

  private func writeAction(
    _ diagnostic: Diagnostic, _ fixIt: FixIt, _ document: TextDocument, _ checked: CheckedFile,
    _ language: Language, to writer: inout JSONWriter
  ) {
    var edits: [String: [(ProtocolRange, String)]] = [:]
    for edit in fixIt.edits {
      guard let location = workspace.location(edit.span, in: checked) else { return }
      edits[location.uri, default: []].append((location.range, edit.replacement))
    }
    writer.beginObject()
    writer.key("title")
    writer.string(fixIt.label[language])
    writer.key("kind")
    writer.string("quickfix")
    writer.key("isPreferred")
    writer.boolean(diagnostic.fixIts.count == 1)
    writer.key("diagnostics")
    writer.beginArray()
    write(
      diagnostic, diagnostic.span.flatMap { workspace.location($0, in: checked) }, checked,
      language, to: &writer)
    writer.endArray()
    writer.key("edit")
    writer.workspaceEdit(edits)
    writer.endObject()
  }

  /// Every repair of which there is just one, none overlapping another.
  private func writeFixAll(
    _ document: TextDocument, _ checked: CheckedFile, _ language: Language,
    to writer: inout JSONWriter
  ) {
    var edits: [(ProtocolRange, String)] = []
    var end = -1
    for diagnostic in checked.compiled.diagnostics where diagnostic.fixIts.count == 1 {
      let all = diagnostic.fixIts[0].edits.sorted { $0.span.start < $1.span.start }
      guard let first = all.first, let last = all.last, first.span.lowerBound >= end,
        all.allSatisfy({ $0.span.file == FileID(0) })
      else { continue }
      for edit in all { edits.append((document.range(of: edit.span), edit.replacement)) }
      end = last.span.upperBound + 1
    }
    if edits.isEmpty { return }
    writer.beginObject()
    writer.key("title")
    writer.string(language == .chinese ? "改正全部能自动改正的" : "repair all that can be repaired")
    writer.key("kind")
    writer.string("source.fixAll")
    writer.key("edit")
    writer.workspaceEdit([document.uri: edits])
    writer.endObject()
  }
}

/// The smallest single replacement that turns one text into another.
struct TextChange {
  let range: Range<Int>
  let text: ArraySlice<UInt8>

  /// - Returns: `nil` where the texts are equal. Never cuts a character in two.
  init?(from old: [UInt8], to new: [UInt8]) {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    if start == old.count, start == new.count { return nil }
    while start > 0, start < old.count, TextChange.isTail(old[start]) { start -= 1 }
    while start > 0, start < new.count, TextChange.isTail(new[start]) { start -= 1 }
    var end = 0
    while end < min(old.count, new.count) - start,
      old[old.count - 1 - end] == new[new.count - 1 - end]
    {
      end += 1
    }
    while end > 0, TextChange.isTail(old[old.count - end]) { end -= 1 }
    range = start..<(old.count - end)
    text = new[start..<(new.count - end)]
  }

  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
