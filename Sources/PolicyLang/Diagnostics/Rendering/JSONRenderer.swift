/// Shows diagnostics as one JSON document for scripts and editors.
///
/// Lines and columns count from one, columns in characters; `offset` and `end_offset` are UTF-8 bytes.
public struct JSONRenderer: Sendable {
  private let sources: SourceMap
  private let language: Language

  public init(sources: SourceMap, language: Language) {
    self.sources = sources
    self.language = language
  }

  /// `{"diagnostics":[…]}` with a final line break.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    "{\"diagnostics\":" + array(diagnostics) + "}\n"
  }

  /// The list alone, for a document that says more.
  public func array(_ diagnostics: [Diagnostic]) -> String {
    var result = "["
    for (index, diagnostic) in diagnostics.enumerated() {
      result += (index == 0 ? "\n" : ",\n") + object(diagnostic)
    }
    return result + (diagnostics.isEmpty ? "" : "\n") + "]"
  }

  private func object(_ diagnostic: Diagnostic) -> String {
    var members = [
      member("id", diagnostic.kind.id),
      member("severity", JSONRenderer.name(of: diagnostic.kind.severity)),
      member("message", diagnostic.message(in: language)),
    ]
    let help = diagnostic.help(in: language)
    if !help.isEmpty { members.append(member("help", help)) }
    if let span = diagnostic.span { members += place(span) }
    if let article = diagnostic.article { members.append(member("article", article)) }
    if !diagnostic.related.isEmpty {
      let places = diagnostic.related.map { related in
        braces([member("label", related.label[language])] + place(related.span))
      }
      members.append("\"related\":" + brackets(places))
    }
    if !diagnostic.fixIts.isEmpty {
      members.append("\"fixes\":" + brackets(diagnostic.fixIts.map { fix($0) }))
    }
    return braces(members)
  }

  private func fix(_ fix: FixIt) -> String {
    let edits = fix.edits.map { edit in
      braces(place(edit.span) + [member("replacement", edit.replacement)])
    }
    return braces([member("label", fix.label[language]), "\"edits\":" + brackets(edits)])
  }

  private func place(_ span: SourceSpan) -> [String] {
    let file = sources[span.file]
    let start = file.position(at: span.lowerBound)
    let end = file.position(at: span.upperBound)
    let range =
      "\"range\":{\"start\":{\"line\":\(start.line),\"column\":\(start.column)},"
      + "\"end\":{\"line\":\(end.line),\"column\":\(end.column)},"
      + "\"offset\":\(span.lowerBound),\"end_offset\":\(span.upperBound)}"
    return [member("file", file.name), range]
  }

  private static func name(of severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }

  private func member(_ key: String, _ value: String) -> String {
    "\"" + key + "\":" + JSONRenderer.quoted(value)
  }

  private func braces(_ members: [String]) -> String {
    "{" + members.joined(separator: ",") + "}"
  }

  private func brackets(_ values: [String]) -> String {
    "[" + values.joined(separator: ",") + "]"
  }

  /// A JSON string literal; controls and the line separators of JavaScript are escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x00...0x1F, 0x7F, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
