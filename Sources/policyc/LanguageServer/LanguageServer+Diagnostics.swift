internal import PolicyLang
internal import PolicyRuntime

extension LanguageServer {
  /// Checks a document and sends what is wrong with it, also in files it uses that are not open.
  func publish(_ document: TextDocument) {
    let checked = workspace.check(document)
    publish(document.reviewed ?? checked.compiled.diagnostics, of: document, checked)
  }

  /// Sends diagnostics whose places in the entry file are places in the document as it stands.
  func publish(_ diagnostics: [Diagnostic], of document: TextDocument, _ checked: CheckedFile) {
    let language = language(of: checked)
    var byAddress: [String: [(Diagnostic, Location?)]] = [document.uri: []]
    for diagnostic in diagnostics {
      guard let span = diagnostic.span else {
        byAddress[document.uri]?.append((diagnostic, nil))
        continue
      }
      guard let location = workspace.location(span, in: checked) else { continue }
      // Another open file speaks for itself.
      if location.uri != document.uri, workspace.documents[location.uri] != nil { continue }
      byAddress[location.uri, default: []].append((diagnostic, location))
    }
    for gone in (published[document.uri] ?? []).subtracting(byAddress.keys).sorted() {
      send([], to: gone, nil, checked, language)
    }
    published[document.uri] = Set(byAddress.keys)
    for uri in byAddress.keys.sorted() {
      send(
        byAddress[uri] ?? [], to: uri, uri == document.uri ? document.version : nil, checked,
        language)
    }
  }

  /// Takes back what was published for a document that was closed.
  func withdraw(_ document: TextDocument) {
    for uri in (published[document.uri] ?? [document.uri]).sorted() {
      notify("textDocument/publishDiagnostics") { writer in
        writer.beginObject()
        writer.key("uri")
        writer.string(uri)
        writer.key("diagnostics")
        writer.raw("[]")
        writer.endObject()
      }
    }
    published[document.uri] = nil
  }

  private func send(
    _ diagnostics: [(Diagnostic, Location?)], to uri: String, _ version: Int?,
    _ checked: CheckedFile, _ language: Language
  ) {
    notify("textDocument/publishDiagnostics") { writer in
      writer.beginObject()
      writer.key("uri")
      writer.string(uri)
      if let version {
        writer.key("version")
        writer.integer(version)
      }
      writer.key("diagnostics")
      writer.beginArray()
      for (diagnostic, location) in diagnostics {
        write(diagnostic, location, checked, language, to: &writer)
      }
      writer.endArray()
      writer.endObject()
    }
  }

  func write(
    _ diagnostic: Diagnostic, _ location: Location?, _ checked: CheckedFile, _ language: Language,
    to writer: inout JSONWriter
  ) {
    let start = TextPosition(line: 0, character: 0)
    writer.beginObject()
    writer.key("range")
    writer.range(location?.range ?? ProtocolRange(start: start, end: start))
    writer.key("severity")
    switch diagnostic.kind.severity {
    case .error: writer.integer(1)
    case .warning: writer.integer(2)
    case .note: writer.integer(3)
    }
    writer.key("code")
    writer.string(diagnostic.kind.id)
    writer.key("source")
    writer.string("policyc")
    writer.key("message")
    writer.string(PolicyDiagnostic.text(diagnostic, language))
    if diagnostic.kind == .unusedName {
      writer.key("tags")
      writer.raw("[1]")
    }
    let related = diagnostic.related.prefix(20).compactMap { place in
      workspace.location(place.span, in: checked).map { ($0, place.label[language]) }
    }
    if !related.isEmpty {
      writer.key("relatedInformation")
      writer.beginArray()
      for (location, label) in related {
        writer.beginObject()
        writer.key("location")
        writer.location(location)
        writer.key("message")
        writer.string(label)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
  }
}

/// A diagnostic as one text: the message, what to do, and the article.
enum PolicyDiagnostic {
  static func text(_ diagnostic: Diagnostic, _ language: Language) -> String {
    var text = diagnostic.message(in: language)
    let help = diagnostic.help(in: language)
    if !help.isEmpty { text += "\n" + help }
    if let article = diagnostic.article {
      text += "\n" + (language == .chinese ? "依据：" : "article: ") + article
    }
    return text
  }

  static func text(_ kind: DiagnosticKind, _ arguments: [LocalText]) -> String {
    Diagnostic(kind, at: nil, arguments).message(in: .english)
  }
}
