/// Where a text differs from one that was checked: `start..<oldEnd` of that text became
/// `start..<newEnd`. Offsets in UTF-8.
public struct EditedRange: Hashable, Sendable {
  public private(set) var start: Int
  public private(set) var oldEnd: Int
  public private(set) var newEnd: Int

  public init(start: Int, oldEnd: Int, newEnd: Int) {
    self.start = start
    self.oldEnd = oldEnd
    self.newEnd = newEnd
  }

  /// The same after `range` of the new text became `length` bytes.
  public mutating func add(_ range: Range<Int>, length: Int) {
    let low = min(start, range.lowerBound)
    if range.upperBound > newEnd {
      oldEnd += range.upperBound - newEnd
      newEnd = range.upperBound
    }
    newEnd += length - range.count
    start = low
  }

  /// The same in a text from whose beginning something was taken away.
  public func moved(by distance: Int) -> EditedRange {
    EditedRange(
      start: max(0, start + distance), oldEnd: max(0, oldEnd + distance),
      newEnd: max(0, newEnd + distance))
  }

  var growth: Int { newEnd - oldEnd }
}

/// Diagnostics in the time of a key press, for a text that differs in one place from one that was
/// checked as a whole.
///
/// The statements around the place are read and elaborated anew in what is known of the rest; what was
/// said about the rest moves along. So the answer is that of a whole check, but for what the change
/// does elsewhere: a name that others use, the end of a block. The whole check that follows says that.
public struct TypingCheck: Sendable {
  /// The longest piece of text, in bytes, that is read anew.
  public static let limit = 48 << 10

  private let base: CheckedFile
  private var elaborator: Elaborator
  private let fragmentFile: FileID
  /// What was wrong with the writing of the entry file, with names and types, and with other files.
  private let written: [Diagnostic]
  private let meant: [Diagnostic]
  private let others: [Diagnostic]
  /// The statements that stand in the place of those that were checked.
  private var current: [Statement] = []

  /// - Returns: `nil` for what is no policy that stands on its own.
  public init?(_ base: CheckedFile) {
    guard var draft = base.draft, base.parsed?.kind == .policyFile,
      draft.linked.kind == .policyFile,
      draft.linked.ancestry.policies.isEmpty,
      draft.sources.files.count < Int(UInt16.max)
    else { return nil }
    self.base = base
    written = base.parsed?.diagnostics ?? []
    meant = draft.log.diagnostics
    let known = Set(written + meant)
    others = base.compiled.diagnostics.filter { !known.contains($0) }
    draft.log = DiagnosticLog()
    draft.names = nil
    fragmentFile = draft.sources.add(SourceFile(name: base.source.name, bytes: []))
    elaborator = draft
  }

  /// The diagnostics of a text, sorted; places in the entry file are places in the new text.
  ///
  /// - Returns: `nil` where more than a small part of the file would have to be read.
  public mutating func diagnostics(
    of text: [UInt8], _ difference: EditedRange
  ) -> [Diagnostic]? {
    guard let run = StatementRun(base, difference),
      run.end + difference.growth - run.start <= TypingCheck.limit,
      run.start <= run.end + difference.growth, run.end + difference.growth <= text.count
    else { return nil }
    let newEnd = run.end + difference.growth
    let piece = SourceFile(name: base.source.name, bytes: Array(text[run.start..<newEnd]))
    elaborator.sources.replace(fragmentFile, by: piece)
    let fragment = Parser.parseFragment(
      piece, file: fragmentFile,
      in: Parser.Surroundings(
        block: run.block, enclosing: run.enclosing, language: base.language,
        linesBefore: base.source.line(at: run.start)))
    elaborator.retire(current)
    elaborator.retire(run.statements)
    current = []
    let move = Move(
      fragment: fragmentFile, start: run.start, oldEnd: run.end, growth: difference.growth)
    var log = DiagnosticLog()
    log.append(others)
    log.append(written.compactMap { move.old($0) })
    log.append(fragment.diagnostics.map { move.new($0) })
    let isStructured = !Compilation.hasStructuralError(log.diagnostics)
    var found = meant.compactMap { move.old($0) }
    if Elaborator.standAlone(fragment.statements), Elaborator.standAlone(run.statements) {
      found += elaborator.recheck(fragment.statements, in: run.enclosing).map { move.new($0) }
      current = fragment.statements
    }
    if isStructured { log.append(found) }
    if log.hasErrors { log.drop(Compilation.restOnAll) }
    return log.sorted
  }
}

/// The statements that a change touches, and the text that must be read anew.
private struct StatementRun {
  let block: Block
  let enclosing: [Statement]
  /// The statements of the checked text that are read anew.
  let statements: [Statement]
  /// The piece of the checked text that is read anew.
  let start: Int
  let end: Int

  init?(_ base: CheckedFile, _ difference: EditedRange) {
    guard let parsed = base.parsed else { return nil }
    var block = parsed.kind
    var enclosing: [Statement] = []
    var all = parsed.statements
    var low = 0
    var high = base.source.bytes.count
    while true {
      let first = all.firstIndex { $0.span.upperBound >= difference.start } ?? all.count
      var last = first
      while last < all.count, all[last].span.lowerBound <= difference.oldEnd { last += 1 }
      if last == first + 1, let inner = StatementRun.interior(of: all[first], base),
        inner.lowerBound <= difference.start, difference.oldEnd <= inner.upperBound
      {
        enclosing.append(all[first])
        block = all[first].form?.details ?? block
        (low, high) = (inner.lowerBound, inner.upperBound)
        all = all[first].details
        continue
      }
      // The next statement is read too: a mistake is often found only at its first word.
      let end = min(last + 1, all.count)
      self.block = block
      self.enclosing = enclosing
      statements = Array(all[first..<end])
      start = first > 0 ? all[first - 1].span.upperBound : low
      self.end =
        end < all.count
        ? all[end].span.lowerBound
        : enclosing.isEmpty ? high : min(high + 1, base.source.bytes.count)
      return
    }
  }

  private static let blocks: Set<Keyword> = [.eligibility, .when, .procedure, .duties]

  /// What lies between the braces of a block whose statements can be read by themselves.
  private static func interior(of statement: Statement, _ base: CheckedFile) -> Range<Int>? {
    guard blocks.contains(statement.keyword), let first = statement.details.first,
      let last = statement.details.last, let tokens = base.parsed?.tokens
    else { return nil }
    let bytes = base.source.bytes
    let end = statement.span.upperBound - 1
    guard end >= last.span.upperBound, end < bytes.count, bytes[end] == 0x7D else { return nil }
    let index = TokenSearch.first(in: tokens, endingAfter: first.span.lowerBound) - 1
    guard tokens.indices.contains(index), tokens[index].kind == .leftBrace else { return nil }
    let start = tokens[index].span.upperBound
    return start <= end ? start..<end : nil
  }
}

/// Moves places into the new text.
private struct Move {
  let fragment: FileID
  let start: Int
  let oldEnd: Int
  let growth: Int

  /// What was said about the text outside the piece; `nil` for what was said about the piece.
  func old(_ diagnostic: Diagnostic) -> Diagnostic? {
    guard let span = diagnostic.span else { return diagnostic }
    guard let moved = place(span) else { return nil }
    return copy(diagnostic, at: moved)
  }

  func new(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let span = diagnostic.span else { return diagnostic }
    return copy(diagnostic, at: place(span) ?? span)
  }

  private func copy(_ diagnostic: Diagnostic, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      diagnostic.kind, at: span, diagnostic.arguments, article: diagnostic.article,
      related: diagnostic.related.compactMap { related in
        place(related.span).map { RelatedPlace($0, related.label) }
      },
      fixIts: diagnostic.fixIts.compactMap { fixIt in
        let edits = fixIt.edits.compactMap { edit in
          place(edit.span).map { TextEdit($0, edit.replacement) }
        }
        return edits.count == fixIt.edits.count ? FixIt(fixIt.label, edits) : nil
      })
  }

  private func place(_ span: SourceSpan) -> SourceSpan? {
    if span.file == fragment {
      return SourceSpan(
        file: FileID(0), start: span.lowerBound + start, end: span.upperBound + start)
    }
    guard span.file == FileID(0) else { return span }
    if span.upperBound <= start { return span }
    if span.lowerBound >= oldEnd {
      return SourceSpan(
        file: FileID(0), start: span.lowerBound + growth, end: span.upperBound + growth)
    }
    return nil
  }
}
