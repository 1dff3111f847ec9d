internal import PolicyLang
internal import PolicyRuntime

/// The figures that a policy states, statement by statement, for a draft that changes some of them.
///
/// A change replaces a whole statement of the policy it is based on (替换), so every figure comes with
/// the statement that would have to be written anew: `start` and `end` are places in `text`.
struct WebFigures {
  private let compiled: Compiled

  init(_ compiled: Compiled) { self.compiled = compiled }

  private static let skipped: Set<Keyword> = [
    .test, .sample, .issued, .effective, .expires, .recital, .policy, .issuer, .documentNumber,
  ]

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("words")
    writer.beginObject()
    for (name, keyword) in [
      ("policy", Keyword.policy), ("based_on", .basedOn), ("replace", .replace),
      ("remove", .remove), ("issuer", .issuer),
    ] {
      writer.key(name)
      writer.string(keyword.spelling(compiled.language))
    }
    writer.endObject()
    writer.key("statements")
    writer.beginArray()
    if let file = compiled.parsed.first, file.kind == .policyFile {
      for statement in file.statements where !WebFigures.skipped.contains(statement.keyword) {
        write(statement, file, &writer)
      }
    }
    writer.endArray()
    writer.endObject()
  }

  /// A statement that can be replaced, with all figures in it; none without figures. What has no name
  /// of its own, such as a duty under the name of its body, cannot be replaced alone.
  private func write(_ statement: Statement, _ file: ParsedFile, _ writer: inout JSONWriter) {
    guard let name = statement.name, case .declares? = statement.form?.head else { return }
    let figures = self.figures(in: statement, file)
    if figures.isEmpty { return }
    let source = compiled.sources[file.file]
    let start = statement.span.lowerBound
    writer.beginObject()
    writer.key("keyword")
    writer.string(statement.keyword.spelling(file.language))
    writer.key("name")
    writer.string(name.text)
    writer.key("text")
    writer.string(source.text(statement.span))
    writer.key("figures")
    writer.beginArray()
    for figure in figures {
      writer.beginObject()
      writer.key("start")
      writer.integer(figure.span.lowerBound - start)
      writer.key("end")
      writer.integer(figure.span.upperBound - start)
      writer.key("figure")
      writer.string(source.text(figure.span))
      writer.key("label")
      writer.string((figure.owner.name ?? name).text)
      writer.key("keyword")
      writer.string(figure.owner.keyword.spelling(file.language))
      writer.key("line")
      writer.string(line(figure.owner, source))
      writer.key("articles")
      let cited = figure.owner.citations.isEmpty ? statement.citations : figure.owner.citations
      writer.strings(cited.map { source.text($0.span) })
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  /// What a statement says before its block, in one line.
  private func line(_ statement: Statement, _ source: SourceFile) -> String {
    var end = statement.span.upperBound
    if let first = statement.details.first { end = first.span.lowerBound }
    let span = SourceSpan(
      file: statement.span.file, start: statement.span.lowerBound, end: end)
    var result = ""
    var isBlank = false
    for scalar in source.text(span).unicodeScalars {
      if scalar == "\n" || scalar == " " || scalar == "{" {
        isBlank = true
        continue
      }
      if isBlank, !result.isEmpty { result += " " }
      isBlank = false
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private struct Figure {
    let span: SourceSpan
    /// The innermost statement with a name around the figure.
    let owner: Statement
  }

  private func figures(in statement: Statement, _ file: ParsedFile) -> [Figure] {
    var result: [Figure] = []
    for token in file.tokens {
      guard case .literal = token.kind, token.span.lowerBound >= statement.span.lowerBound,
        token.span.upperBound <= statement.span.upperBound
      else { continue }
      let owner = self.owner(of: token.span, in: statement)
      if WebFigures.skipped.contains(owner.keyword) { continue }
      result.append(Figure(span: token.span, owner: owner))
    }
    return result
  }

  private func owner(of span: SourceSpan, in statement: Statement) -> Statement {
    var result = statement
    var next = statement
    while true {
      let inner = next.details.first {
        $0.span.lowerBound <= span.lowerBound && span.upperBound <= $0.span.upperBound
      }
      guard let inner else { return result }
      if inner.name != nil { result = inner }
      next = inner
    }
  }
}
