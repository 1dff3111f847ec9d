// Braces that were forgotten. What a block without `{` would have held is read as if the brace stood
// there, and a block without `}` ends where the next statement belongs further out, so that one
// forgotten brace causes one message.
extension Parser {
  /// Counts how many more braces close than open: above zero a `{` is missing somewhere, below zero
  /// a `}`. A text that is right has none of either, so what is guessed from the count never changes
  /// how a right text is read.
  mutating func countBraces(closedOutside: Int = 0) {
    var count = -closedOutside
    for token in tokens {
      if token.kind == .leftBrace { count -= 1 }
      if token.kind == .rightBrace { count += 1 }
    }
    surplusBraces = count
  }

  // MARK: A block that is not opened

  /// How far a block may be looked through for proof that it lacks its brace, in tokens.
  private static let furthestProof = 4000

  /// Whether what follows a complete head stands in the block of the statement, though no `{` does.
  func lacksBrace(_ form: Form, in outer: Block) -> Bool {
    guard let inner = form.details, !panicking, let start = openStarts.last else { return false }
    if inner == .names { return surplusBraces > 0 && canBeName && peek().kind == .colon }
    if at(.rightBrace) { return surplusBraces > 0 && closesStatement(index) }
    guard let keyword = current.keyword, Forms.form(keyword, in: inner) != nil else { return false }
    let isIndented =
      (indentation(at: current.span.lowerBound) ?? 0) > (indentation(at: start) ?? 0)
    if Forms.form(keyword, in: outer) == nil {
      // Where a `}` is missing, what belongs further out only seems to stand in a block of its own.
      return isIndented || !endsUnclosedBlock(outer)
    }
    guard surplusBraces > 0, isIndented || !isFirstOnLine(index) else { return false }
    return provesBrace(inner, outer)
  }

  /// Statements that may stand in both blocks prove nothing: the first that may not, or the brace that
  /// closes, does.
  private func provesBrace(_ inner: Block, _ outer: Block) -> Bool {
    var nesting = 0
    var position = index
    let end = min(tokens.count, index + Parser.furthestProof)
    while position < end {
      defer { position += 1 }
      switch tokens[position].kind {
      case .leftBrace: nesting += 1
      case .rightBrace:
        if nesting == 0 { return closesStatement(position) }
        nesting -= 1
      case .endOfFile: return false
      default:
        guard nesting == 0, let keyword = tokens[position].keyword, isFirstOnLine(position) else {
          continue
        }
        let isInner = Forms.form(keyword, in: inner) != nil
        let isOuter = Forms.form(keyword, in: outer) != nil
        if isInner != isOuter { return isInner }
      }
    }
    return false
  }

  /// Whether a closing brace belongs to the statement at hand: nothing else is open, or it stands
  /// under the beginning of the statement, or on its line.
  private func closesStatement(_ position: Int) -> Bool {
    guard let start = openStarts.last, let column = indentation(at: start) else { return false }
    let brace = tokens[position].span.lowerBound
    if !isFirstOnLine(index) || !isFirstOnLine(position) {
      return source.line(at: brace) == source.line(at: start)
    }
    return depth == 0 || indentation(at: brace) == column
  }

  /// Reads the details of a statement whose `{` is missing.
  mutating func parseUnopenedBlock(
    _ form: Form, _ name: Name?, in outer: Block
  ) -> ([Statement], [Translation]) {
    let head = tokens[max(0, index - 1)].span
    guard let block = form.details, enter(at: head) else { return ([], []) }
    defer { depth -= 1 }
    // Where no brace is left over, the one at the end is missing, too, and that there is another's.
    let isClosedHere = surplusBraces > 0 || depth == 1
    if surplusBraces > 0 { surplusBraces -= 1 }
    let first = current
    var details: [Statement] = []
    var translations: [Translation] = []
    if block == .names {
      translations = parseTranslations()
    } else {
      let outerBlock = unopened
      unopened = (depth, outer)
      details = parseStatements(in: block)
      unopened = outerBlock
    }
    panicking = false
    var edits = [TextEdit(head.after, " {")]
    if !isClosedHere || !consume(if: .rightBrace) {
      edits.append(closing(openStarts.last ?? head.lowerBound))
    }
    let shownFirst =
      first.kind == .rightBrace
      ? LocalText(zh: "内容", en: "its content")
      : LocalText(zh: "“" + text(first) + "”这些内容", en: "`" + text(first) + "` and what follows")
    report(
      .missingBrace, at: head.after, [statementShown(form, name), shownFirst],
      fixIts: [FixIt(LocalText(zh: "补上花括号", en: "add the brace"), edits)])
    return (details, translations)
  }

  /// Whether the statement at hand ends a block that has no `{`: it may not stand there, but around.
  func endsUnopenedBlock(_ block: Block) -> Bool {
    guard let unopened, unopened.depth == depth, isFirstOnLine(index),
      let keyword = current.keyword, Forms.form(keyword, in: block) == nil
    else { return false }
    return Forms.form(keyword, in: unopened.block) != nil || keyword == .replace
  }

  // MARK: A block that is not closed

  /// Whether the statement at hand may not stand in the block but in one further out, where a `}`
  /// is missing.
  func endsUnclosedBlock(_ block: Block) -> Bool {
    guard surplusBraces < 0, !openBlocks.isEmpty, isFirstOnLine(index),
      let keyword = current.keyword, Forms.form(keyword, in: block) == nil
    else { return false }
    return openBlocks.contains { Forms.form(keyword, in: $0) != nil }
  }

  /// Whether the keyword at hand begins a statement in the middle of a list of alternatives, where
  /// a `}` is missing.
  var endsUnclosedList: Bool {
    guard surplusBraces < 0, isFirstOnLine(index), let keyword = current.keyword else {
      return false
    }
    return openBlocks.contains { Forms.form(keyword, in: $0) != nil }
  }

  /// Whether the closing brace at hand stands under the beginning of a statement further out than the
  /// one at hand, where a `}` is missing.
  var closesFurtherOut: Bool {
    guard surplusBraces < 0, at(.rightBrace), isFirstOnLine(index), let start = openStarts.last,
      let own = indentation(at: start),
      let column = indentation(at: current.span.lowerBound), column < own
    else { return false }
    return openStarts.dropLast().contains { indentation(at: $0) == column }
  }

  /// Says that the block of a statement is never closed.
  mutating func reportUnclosed(_ form: Form, _ name: Name?, opened: SourceSpan) {
    surplusBraces += 1
    panicking = true
    // Everything around an open block is open too; one message says it.
    if at(.endOfFile), reportedOpenEnd { return }
    reportedOpenEnd = at(.endOfFile)
    let line = source.line(at: opened.lowerBound) + 1 + linesBefore
    report(
      .unclosedStatement, at: opened,
      [statementShown(form, name), LocalText("\(line)")],
      related: [
        RelatedPlace(current.span, LocalText(zh: "到这里还没有合上", en: "still open here"))
      ],
      fixIts: [
        FixIt(
          LocalText(zh: "补上右花括号", en: "add the closing brace"),
          [closing(openStarts.last ?? opened.lowerBound)])
      ])
  }

  // MARK: Wording and places

  /// A brace on a line of its own after what was read, under the beginning of the statement.
  private func closing(_ start: Int) -> TextEdit {
    let blanks = String(repeating: " ", count: indentation(at: start) ?? 0)
    return TextEdit(tokens[max(0, index - 1)].span.after, "\n" + blanks + "}")
  }

  /// The words that open a statement: 资格 基本条件.
  private func statementShown(_ form: Form, _ name: Name?) -> LocalText {
    let rest = name.map { " " + $0.text } ?? ""
    return LocalText(
      zh: form.keyword.spelling(.chinese) + rest, en: form.keyword.spelling(.english) + rest)
  }

  /// The bytes of blank space with which the line of a place begins; `nil` for a place outside.
  private func indentation(at offset: Int) -> Int? {
    guard offset >= 0, offset < source.bytes.count else { return nil }
    var count = 0
    for byte in source.bytesOfLine(source.line(at: offset)) {
      guard byte == 0x20 || byte == 0x09 else { break }
      count += 1
    }
    return count
  }
}
