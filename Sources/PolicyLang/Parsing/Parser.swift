/// Turns tokens into statements. Hand-written recursive descent: statements follow the `Forms` table,
/// expressions a precedence table.
///
/// - Invariant: parsing never fails; it returns a tree and what was wrong with the text.
/// - Invariant: every loop consumes a token or ends, and nesting is bounded by `maximumDepth`.
/// `parseX` always returns a node; `at` and `consume(if:)` never report; `expect` reports once.
public struct Parser {
  static let maximumDepth = 96
  /// The most operators in a row without brackets; a longer chain would be as deep as it is long.
  static let maximumChain = 1000

  let source: SourceFile
  let file: FileID
  var tokens: [Token]
  var index = 0
  var log = DiagnosticLog()
  var language = Language.chinese
  var depth = 0
  /// Set when a statement was given up, so that what follows in it is skipped and not reported.
  var panicking = false
  /// Keywords that were reported where a name should stand: the first place says enough.
  var keywordsAsNames: Set<Keyword> = []
  /// The citation of the innermost statement that has one, shown with messages.
  var article: String?
  /// The connective of the expression just parsed, unless brackets close it off.
  var looseConnective: Expression.BinaryOperator?
  /// Set once a bracket was reported that the end of the file leaves open.
  var reportedOpenEnd = false
  /// How many more braces close than open, but for those that a message was given for.
  var surplusBraces = 0
  /// The innermost block that is read without its `{`: how deep it lies, and the block around it.
  var unopened: (depth: Int, block: Block)?
  /// How many lines of the file stand before the text, for messages that name a line.
  var linesBefore = 0
  /// Whether `{` starts a set here rather than a block.
  var setAllowed = false

  public static func parse(_ source: SourceFile, file: FileID) -> ParsedFile {
    let lexed = Lexer.lex(source, file: file)
    var parser = Parser(source: source, file: file, tokens: lexed.tokens)
    parser.log.append(lexed.diagnostics)
    let (kind, statements) = parser.parseFile()
    parser.checkKeywordLanguage()
    return ParsedFile(
      file: file, language: parser.language, kind: kind, statements: statements,
      tokens: parser.tokens, comments: lexed.comments, diagnostics: parser.log.sorted)
  }

  init(source: SourceFile, file: FileID, tokens: [Token]) {
    self.source = source
    self.file = file
    self.tokens = tokens
  }

  // MARK: Files

  /// file = { policy_statement } | { vocabulary_statement } | { calendar_statement } ;
  private mutating func parseFile() -> (Block, [Statement]) {
    settleLanguage()
    countBraces()
    let kind: Block
    switch current.keyword {
    case .policy: kind = .policyFile
    case .vocabulary: kind = .vocabularyFile
    case .calendar: kind = .calendarFile
    default:
      kind = .policyFile
      if current.kind == .endOfFile, tokens.count == 1 {
        report(.emptyFile, at: SourceSpan(file: file, start: 0, end: 0))
      } else {
        report(.expectedFirst, at: current.span, [shown(current)])
      }
    }
    var statements: [Statement] = []
    while current.kind != .endOfFile {
      statements += parseStatements(in: kind)
      if at(.rightBrace) {
        report(.strayBracket, at: current.span, ["}"])
        advance()
      }
    }
    return (kind, statements)
  }

  private mutating func settleLanguage() {
    for token in tokens where token.keyword != nil {
      let first = source.bytes[token.span.lowerBound]
      language = first < 0x80 ? .english : .chinese
      return
    }
  }

  /// Reports keywords of the other language, each with the word to write instead.
  mutating func checkKeywordLanguage() {
    var reported = 0
    for token in tokens {
      guard reported < 20, case .keyword(let keyword) = token.kind, keyword != .of else { continue }
      let isEnglish = source.bytes[token.span.lowerBound] < 0x80
      guard isEnglish != (language == .english) else { continue }
      let right = keyword.spelling(language)
      report(
        .mixedLanguages, at: token.span, [shown(token), LocalText(right)],
        fixIts: [
          FixIt(
            LocalText(zh: "改写为“\(right)”", en: "write `\(right)`"), [TextEdit(token.span, right)])
        ])
      reported += 1
    }
  }

  // MARK: Cursor

  var current: Token { tokens[index] }

  func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  func at(_ kind: Token.Kind) -> Bool { current.kind == kind }
  func at(_ keyword: Keyword) -> Bool { current.keyword == keyword }

  mutating func consume(if kind: Token.Kind) -> Bool {
    guard at(kind) else { return false }
    advance()
    return true
  }

  mutating func consume(if keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  /// Consumes the token or reports its absence once.
  @discardableResult
  mutating func expect(_ kind: Token.Kind, _ description: LocalText) -> Bool {
    if consume(if: kind) { return true }
    reportExpected(description)
    return false
  }

  @discardableResult
  mutating func expect(_ keyword: Keyword) -> Bool {
    if consume(if: keyword) { return true }
    reportExpected(quoted(keyword))
    return false
  }

  /// Closes a bracket or says which one stays open.
  mutating func close(_ kind: Token.Kind, _ mark: String, opened: SourceSpan, _ openMark: String) {
    let isOpen = kind == .rightBrace && (closesFurtherOut || !at(.rightBrace))
    if !isOpen, consume(if: kind) { return }
    guard !panicking else { return }
    if !at(.endOfFile), !at(.rightBrace), !isFirstOnLine(index) {
      // Something stands where the bracket should close: that is the mistake, not the bracket.
      return reportExpected(
        LocalText(zh: "“\(mark)”或连接词“且”“或”", en: "`\(mark)` or a connective"))
    }
    panicking = true
    if isOpen { surplusBraces += 1 }
    // Everything around an unclosed bracket is unclosed too; one message says it.
    if at(.endOfFile), reportedOpenEnd { return }
    reportedOpenEnd = at(.endOfFile)
    report(
      .unclosedBlock, at: opened, [LocalText(openMark), LocalText(mark)],
      related: [
        RelatedPlace(current.span, LocalText(zh: "到这里还没有合上", en: "still open here"))
      ])
  }

  /// Whether the current token is the first on its line.
  func isFirstOnLine(_ position: Int) -> Bool {
    guard position > 0 else { return true }
    let start = tokens[position - 1].span.upperBound
    let end = tokens[position].span.lowerBound
    guard start < end else { return false }
    return source.bytes[start..<end].contains(0x0A)
  }

  func text(_ token: Token) -> String { source.text(token.span) }

  /// Consumes a token as a name, whatever it is.
  mutating func takeName() -> Name {
    var span = current.span
    // 前三名 is a comparison and a figure to the lexer, and one word where a name stands.
    while index + 1 < tokens.count, peek().span.start == span.end, isWordPart(peek()) {
      span = span.union(peek().span)
      tokens.remove(at: index + 1)
    }
    tokens[index] = Token(.word, span)
    advance()
    return Name(source.text(span), span)
  }

  private func isWordPart(_ token: Token) -> Bool {
    switch token.kind {
    case .word, .literal, .synonym: true
    case .keyword(let keyword): keyword != .of
    default: false
    }
  }

  // MARK: Reporting

  mutating func report(
    _ kind: DiagnosticKind, at span: SourceSpan, _ arguments: [LocalText] = [],
    related: [RelatedPlace] = [], fixIts: [FixIt] = []
  ) {
    log.report(
      Diagnostic(kind, at: span, arguments, article: article, related: related, fixIts: fixIts))
  }

  /// Reports what should stand here and gives the statement up, unless that was already done.
  mutating func reportExpected(_ description: LocalText) {
    guard !panicking else { return }
    panicking = true
    guard current.kind != .invalid else { return }
    if current.kind == .word, let words = RunTogether.split(text(current), known: []) {
      var spaced = ""
      for word in words { spaced += (spaced.isEmpty ? "" : " ") + word }
      return report(
        .runTogether, at: current.span, [shown(current), LocalText(spaced)],
        fixIts: [
          FixIt(
            LocalText(zh: "插入空格", en: "insert the blanks"), [TextEdit(current.span, spaced)])
        ])
    }
    report(.expected, at: current.span, [description, shown(current), formShown])
  }

  /// The form of the statement being parsed, for help texts.
  var formShown: LocalText {
    guard let form = openForms.last else { return "" }
    return LocalText(
      zh: GrammarText.sentence(form, language: .chinese),
      en: GrammarText.sentence(form, language: .english))
  }
  var openForms: [Form] = []
  /// The blocks in which those statements stand.
  var openBlocks: [Block] = []
  /// Where those statements begin; below zero where the text does not have them.
  var openStarts: [Int] = []

  func shown(_ token: Token) -> LocalText {
    if token.kind == .endOfFile { return LocalText(zh: "文件结尾", en: "the end of the file") }
    let word = text(token)
    return LocalText(word.count > 40 ? String(word.prefix(40)) + "…" : word)
  }

  func quoted(_ keyword: Keyword) -> LocalText {
    LocalText(zh: "“\(keyword.spelling(.chinese))”", en: "`\(keyword.spelling(.english))`")
  }
}
