/// One entry of a file's outline.
public struct OutlineEntry: Sendable {
  public let keyword: Keyword
  /// The declared name, or the keyword and first words of a statement without one.
  public let title: String
  /// The articles, as written.
  public let detail: String
  public let space: Space?
  /// The whole statement.
  public let span: SourceSpan
  /// The name, or the keyword where there is none.
  public let selection: SourceSpan
  public let children: [OutlineEntry]
}

/// The structure of a file: its outline, and what can be folded away.
public enum FileOutline {
  /// The named statements of the entry file, nested as they stand.
  public static func entries(of file: CheckedFile) -> [OutlineEntry] {
    guard let parsed = file.parsed else { return [] }
    return entries(parsed.statements, file, depth: 0)
  }

  private static func entries(
    _ statements: [Statement], _ file: CheckedFile, depth: Int
  ) -> [OutlineEntry] {
    guard depth < Parser.maximumDepth else { return [] }
    var result: [OutlineEntry] = []
    for statement in statements {
      let children = entries(statement.details + fields(of: statement), file, depth: depth + 1)
      guard let entry = entry(statement, children, file) else {
        result += children
        continue
      }
      result.append(entry)
    }
    return result
  }

  private static func fields(of statement: Statement) -> [Statement] {
    guard case .type(let type)? = statement.slot(.type)?.value else { return [] }
    switch type.kind {
    case .list(let fields), .record(let fields): return fields
    default: return []
    }
  }

  private static func entry(
    _ statement: Statement, _ children: [OutlineEntry], _ file: CheckedFile
  ) -> OutlineEntry? {
    let name = statement.name ?? headerName(statement)
    var title = name?.text ?? ""
    if title.isEmpty {
      // 当 …, 分期 …: shown only where they hold something.
      guard !children.isEmpty else { return nil }
      title = firstLine(of: statement, file)
    }
    var detail = ""
    for citation in statement.citations {
      detail += (detail.isEmpty ? "" : "、") + citation.description
    }
    var space: Space?
    if case .declares(let declared)? = statement.form?.head { space = declared }
    return OutlineEntry(
      keyword: statement.keyword, title: title, detail: detail, space: space,
      span: statement.span, selection: name?.span ?? statement.keywordSpan, children: children)
  }

  private static func headerName(_ statement: Statement) -> Name? {
    switch statement.keyword {
    case .policy, .vocabulary, .calendar: statement.name(.identifier)
    default: nil
    }
  }

  /// The statement up to its block or the end of its line.
  static func firstLine(of statement: Statement, _ file: CheckedFile) -> String {
    firstLine(of: statement, file.compiled.sources)
  }

  static func firstLine(of statement: Statement, _ sources: SourceMap) -> String {
    var result = ""
    for character in sources.text(statement.span) {
      if character == "\n" || character == "\r\n" { break }
      if result.utf8.count > 300 { return result + "…" }
      result.append(character)
    }
    while let last = result.last, last == " " || last == "{" { result.removeLast() }
    return result
  }

  // MARK: Folding

  /// What can be folded: blocks and runs of whole-line comments, as spans of at least two lines.
  public static func folds(of file: CheckedFile) -> [(span: SourceSpan, isComment: Bool)] {
    guard let parsed = file.parsed else { return [] }
    var result: [(span: SourceSpan, isComment: Bool)] = []
    var open: [SourceSpan] = []
    for token in parsed.tokens {
      switch token.kind {
      case .leftBrace: open.append(token.span)
      case .rightBrace:
        guard let start = open.popLast() else { continue }
        let span = start.union(token.span)
        if isLong(span, file) { result.append((span, false)) }
      default: continue
      }
    }
    var run: SourceSpan?
    for comment in parsed.comments {
      if let known = run, !comment.isTrailing, isNext(comment.span, after: known, file) {
        run = known.union(comment.span)
        continue
      }
      if let known = run, isLong(known, file) { result.append((known, true)) }
      run = comment.isTrailing ? nil : comment.span
    }
    if let known = run, isLong(known, file) { result.append((known, true)) }
    return result.sorted { $0.span.start < $1.span.start }
  }

  private static func isLong(_ span: SourceSpan, _ file: CheckedFile) -> Bool {
    file.source.line(at: span.lowerBound) < file.source.line(at: span.upperBound)
  }

  private static func isNext(
    _ span: SourceSpan, after known: SourceSpan, _ file: CheckedFile
  ) -> Bool {
    file.source.line(at: span.lowerBound) == file.source.line(at: known.upperBound) + 1
  }
}
