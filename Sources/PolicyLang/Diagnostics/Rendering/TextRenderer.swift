/// Shows diagnostics as a compiler does: message, place, the line with a mark under it, and what to do.
public struct TextRenderer: Sendable {
  private let sources: SourceMap
  private let language: Language
  private let paint: Paint

  public init(sources: SourceMap, language: Language, useColour: Bool = false) {
    self.sources = sources
    self.language = language
    self.paint = Paint(isOn: useColour)
  }

  /// All diagnostics, separated by blank lines.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var result = ""
    for diagnostic in diagnostics {
      if !result.isEmpty { result += "\n" }
      result += render(diagnostic)
    }
    return result
  }

  /// One diagnostic; ends with a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    let kind = diagnostic.kind
    let title = severityWord(kind.severity) + "[" + kind.id + "]"
    var result = paint.severity(title, kind.severity)
    result += paint.bold(": " + diagnostic.message(in: language)) + "\n"
    let gutter = gutterWidth(diagnostic)
    if let span = diagnostic.span {
      result += place(span, gutter, arrow: "-->")
      result += excerpt(span, gutter, label: "", mark: "^", severity: kind.severity)
    }
    for related in diagnostic.related {
      if related.span.file != diagnostic.span?.file {
        result += place(related.span, gutter, arrow: ":::")
      }
      result += excerpt(
        related.span, gutter, label: related.label[language], mark: "-", severity: .note)
    }
    if let article = diagnostic.article {
      result += remark(language == .chinese ? "依据" : "article", article, gutter)
    }
    let help = diagnostic.help(in: language)
    if !help.isEmpty { result += remark(language == .chinese ? "帮助" : "help", help, gutter) }
    for fix in diagnostic.fixIts { result += changedLine(fix, gutter) }
    return result
  }

  /// How many errors and warnings there were, such as `2 个错误，1 个警告`; empty when neither.
  public func summary(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.filter { $0.kind.severity == .error }.count
    let warnings = diagnostics.filter { $0.kind.severity == .warning }.count
    var parts: [String] = []
    if errors > 0 {
      parts.append(language == .chinese ? "\(errors) 个错误" : counted(errors, "error"))
    }
    if warnings > 0 {
      parts.append(language == .chinese ? "\(warnings) 个警告" : counted(warnings, "warning"))
    }
    return parts.joined(separator: language == .chinese ? "，" : ", ")
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  private func severityWord(_ severity: Severity) -> String {
    switch severity {
    case .error: language == .chinese ? "错误" : "error"
    case .warning: language == .chinese ? "警告" : "warning"
    case .note: language == .chinese ? "提示" : "note"
    }
  }

  // MARK: Lines

  private func gutterWidth(_ diagnostic: Diagnostic) -> Int {
    var highest = 0
    for span in [diagnostic.span].compactMap({ $0 }) + diagnostic.related.map({ $0.span }) {
      highest = max(highest, file(span).line(at: span.lowerBound) + 1)
    }
    return "\(highest)".utf8.count
  }

  private func file(_ span: SourceSpan) -> SourceFile { sources[span.file] }

  private func place(_ span: SourceSpan, _ gutter: Int, arrow: String) -> String {
    let file = file(span)
    let (line, column) = file.position(at: span.lowerBound)
    return spaces(gutter) + paint.frame(arrow) + " \(file.name):\(line):\(column)\n"
  }

  private func excerpt(
    _ span: SourceSpan, _ gutter: Int, label: String, mark: Character, severity: Severity
  ) -> String {
    let file = file(span)
    let line = file.line(at: span.lowerBound)
    let start = Int(file.lineStarts[line])
    let bytes = file.bytesOfLine(line)
    let low = min(span.lowerBound - start, bytes.count)
    let high = max(low, min(span.upperBound - start, bytes.count))
    let shown = Excerpt(line: bytes, mark: low..<high)
    var result = spaces(gutter) + paint.frame(" |") + "\n"
    result += numbered(line + 1, gutter) + shown.text + "\n"
    let marks = String(repeating: mark, count: shown.markWidth) + (label.isEmpty ? "" : " " + label)
    return result + spaces(gutter) + paint.frame(" |") + " " + spaces(shown.markStart)
      + paint.severity(marks, severity) + "\n"
  }

  private func remark(_ title: String, _ text: String, _ gutter: Int) -> String {
    spaces(gutter) + paint.frame(" = ") + paint.bold(title + ":") + " " + text + "\n"
  }

  /// The repaired line, so that a reader sees what the repair would leave.
  private func changedLine(_ fix: FixIt, _ gutter: Int) -> String {
    var result = remark(language == .chinese ? "修改" : "fix", fix.label[language], gutter)
    guard let first = fix.edits.first else { return result }
    let file = file(first.span)
    let line = file.line(at: first.span.lowerBound)
    let start = Int(file.lineStarts[line])
    let bytes = file.bytesOfLine(line)
    let edits = fix.edits.filter {
      $0.span.file == first.span.file && $0.span.lowerBound >= start
        && $0.span.upperBound <= start + bytes.count
    }
    guard edits.count == fix.edits.count else { return result }
    var text = ""
    var offset = bytes.startIndex
    for edit in edits.sorted(by: { $0.span.start < $1.span.start }) {
      guard edit.span.lowerBound >= offset else { return result }
      text += String(decoding: bytes[offset..<edit.span.lowerBound], as: UTF8.self)
      text += edit.replacement
      offset = edit.span.upperBound
    }
    text += String(decoding: bytes[offset...], as: UTF8.self)
    for (index, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let marked = first.span.lowerBound - start
      let shown = Excerpt(line: Array(part.utf8)[...], mark: marked..<marked)
      let head = index == 0 ? numbered(line + 1, gutter) : spaces(gutter) + paint.frame(" | ")
      result += head + paint.added(shown.text) + "\n"
    }
    return result
  }

  private func numbered(_ line: Int, _ gutter: Int) -> String {
    let digits = "\(line)"
    return spaces(gutter - digits.utf8.count) + paint.frame(digits + " |") + " "
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

/// ANSI colours, or none.
private struct Paint {
  let isOn: Bool

  func severity(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .error: wrap(text, "1;31")
    case .warning: wrap(text, "1;33")
    case .note: wrap(text, "1;36")
    }
  }
  func bold(_ text: String) -> String { wrap(text, "1") }
  func frame(_ text: String) -> String { wrap(text, "34") }
  func added(_ text: String) -> String { wrap(text, "32") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[" + code + "m" + text + "\u{1B}[0m" : text
  }
}
