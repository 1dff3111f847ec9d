// Statements: one sentence shape, driven by the table of forms.
extension Parser {
  /// Statements up to the closing brace of the block or the end of the file.
  mutating func parseStatements(in block: Block) -> [Statement] {
    var statements: [Statement] = []
    while !at(.rightBrace), !at(.endOfFile) {
      let before = index
      if consume(if: .fullStop) || consume(if: .semicolon) { continue }
      panicking = false
      if endsBlockEarly(block) || endsUnclosedBlock(block) || endsUnopenedBlock(block) { break }
      if let statement = parseOptionalStatement(in: block) { statements.append(statement) }
      if panicking { recover() }
      if index == before { advance() }
    }
    reportRepeated(statements, in: block)
    return statements
  }

  /// Reports what may stand once in a block and stands there again, with the place of the first.
  private mutating func reportRepeated(_ statements: [Statement], in block: Block) {
    for (position, statement) in statements.enumerated() where !statement.replaces {
      guard let form = Forms.form(statement.keyword, in: block), form.occurs != .often else {
        continue
      }
      let first = statements[..<position].first { other in
        guard !other.replaces, Parser.sense(of: other) == Parser.sense(of: statement) else {
          return false
        }
        return form.occurs == .once || Parser.fillsSameSlots(other, statement)
      }
      guard let first else { continue }
      report(
        .writtenTwice, at: statement.keywordSpan, [quotedBare(statement.keyword)],
        related: [
          RelatedPlace(
            first.keywordSpan, LocalText(zh: "第一次写在这里", en: "first written here"))
        ])
    }
  }

  /// 有效期 says in another way what 失效 says.
  private static func sense(of statement: Statement) -> Keyword {
    statement.keyword == .validFor ? .expires : statement.keyword
  }

  private static func fillsSameSlots(_ a: Statement, _ b: Statement) -> Bool {
    guard a.slots.count == b.slots.count else { return false }
    for (left, right) in zip(a.slots, b.slots) where left.name != right.name { return false }
    return true
  }

  /// Whether the statement at hand can only stand at the top of a file: then a brace was forgotten.
  private func endsBlockEarly(_ block: Block) -> Bool {
    guard block != .policyFile, block != .vocabularyFile, block != .calendarFile,
      let keyword = current.keyword, isFirstOnLine(index)
    else { return false }
    if Forms.form(keyword, in: block) != nil { return false }
    return Forms.form(keyword, in: .policyFile) != nil && Forms.blocks(for: keyword).count <= 2
  }

  private mutating func parseOptionalStatement(in block: Block) -> Statement? {
    if block == .policyFile, at(.replace), peek().keyword != nil {
      let keywordSpan = current.span
      advance()
      // A replacement stands for a statement of the base, wherever that one stands.
      let place =
        current.keyword.flatMap { keyword in
          Forms.form(keyword, in: block) != nil ? block : Forms.blocks(for: keyword).first
        } ?? block
      guard let statement = parseOptionalStatement(in: place) else { return nil }
      return statement.replacing(from: keywordSpan)
    }
    guard let keyword = current.keyword else {
      reportNoStatement(in: block)
      return nil
    }
    if let form = Forms.form(keyword, in: block) { return parseStatement(form, in: block) }
    guard let elsewhere = Forms.blocks(for: keyword).first,
      let form = Forms.form(keyword, in: elsewhere)
    else {
      reportNoStatement(in: block)
      return nil
    }
    report(
      .misplacedStatement, at: current.span, [shown(current), Parser.places(of: keyword)])
    // Read it whole all the same, so that its content causes no further messages.
    let reported = log
    _ = parseStatement(form, in: elsewhere)
    log = reported
    return nil
  }

  private mutating func reportNoStatement(in block: Block) {
    guard !panicking else { return }
    panicking = true
    guard current.kind != .invalid else { return }
    if at(.rightParen) || at(.rightBracket) {
      return report(.strayBracket, at: current.span, [shown(current)])
    }
    let forms = Forms.forms(in: block)
    var zh = ""
    var en = ""
    for form in forms.prefix(12) {
      zh += (zh.isEmpty ? "" : "、") + form.keyword.spelling(.chinese)
      en += (en.isEmpty ? "" : ", ") + form.keyword.spelling(.english)
    }
    if forms.count > 12 {
      zh += " …"
      en += " …"
    }
    let help = advice(forms, LocalText(zh: zh, en: en))
    report(.expectedStatement, at: current.span, [shown(current), help])
  }

  /// What the writer most likely meant, or the words that may stand here.
  private func advice(_ forms: [Form], _ words: LocalText) -> LocalText {
    let written = source.text(current.span)
    if let advice = adviceAboutRhythm { return advice }
    if written.hasPrefix("第"), let end = written.prefix(6).firstIndex(of: "条") {
      let article = String(written[...end])
      return LocalText(
        zh: "原文不能直接贴进来，一条写成：应当 名称 @\(article): 条件",
        en: "text cannot be pasted; write a clause as: must name @\(article): condition")
    }
    if case .word = current.kind,
      let near = Suggestion.closest(to: written, in: forms.map { $0.keyword.spelling(language) })
    {
      return LocalText(
        zh: "是不是“\(near)”？可以用的开头词：" + words.zh,
        en: "did you mean `\(near)`? Words that can start one here: " + words.en)
    }
    return LocalText(
      zh: "可以用的开头词：" + words.zh, en: "words that can start one here: " + words.en)
  }

  /// 每年 不少于 40学时: how often a duty is due says nothing about how much.
  private var adviceAboutRhythm: LocalText? {
    let rhythms: [Keyword] = [.yearly, .monthly, .perCohort, .once, .inAll]
    let bounds: [Keyword] = [.atLeast, .atMost, .above, .below, .exactly, .about]
    guard index > 0, let rhythm = tokens[index - 1].keyword, rhythms.contains(rhythm) else {
      return nil
    }
    var isFigure = false
    if case .literal = current.kind { isFigure = true }
    guard isFigure || (current.keyword.map { bounds.contains($0) } ?? false) else { return nil }
    return LocalText(
      zh: "“\(rhythm.spelling(.chinese))”只说多久一次，后面写“完成 事件”；数量另写一条，比的是那个事件里的一项，"
        + "如：应当 学时: 年度培训 的 学时 至少 40",
      en: "`\(rhythm.spelling(.english))` says how often; `done at` and an event follow. Write the "
        + "amount as a duty of its own about that event: must hours: training's hours at least 40")
  }

  /// The blocks in which a keyword may stand, by the words that open them.
  private static func places(of keyword: Keyword) -> LocalText {
    var zh = ""
    var en = ""
    for block in Forms.blocks(for: keyword) {
      let opener = GrammarText.opener(of: block)
      zh += (zh.isEmpty ? "" : "、") + opener.zh
      en += (en.isEmpty ? "" : ", ") + opener.en
    }
    return LocalText(zh: zh, en: en)
  }

  /// Skips to where the next statement can start.
  mutating func recover() {
    var nesting = 0
    while !at(.endOfFile) {
      switch current.kind {
      case .leftBrace: nesting += 1
      case .rightBrace:
        if nesting == 0 { return }
        nesting -= 1
      case .fullStop where nesting == 0: return
      default:
        if nesting == 0, let keyword = current.keyword, Forms.startsStatement(keyword),
          isFirstOnLine(index)
        {
          return
        }
      }
      advance()
    }
  }

  // MARK: One statement

  mutating func parseStatement(_ form: Form, in block: Block) -> Statement {
    openForms.append(form)
    openBlocks.append(block)
    openStarts.append(current.span.lowerBound)
    let outerArticle = article
    defer {
      openForms.removeLast()
      openBlocks.removeLast()
      openStarts.removeLast()
      article = outerArticle
    }
    let keywordSpan = current.span
    advance()
    var head = HeadParts()
    var slots: [Slot] = []
    parseHead(form, &head)
    if let citation = head.citations.first { article = citation.description }
    parse(form.content, into: &slots)
    if form.head == .cites { parseCitationsAndNotes(&head) }
    let (details, translations) = parseDetails(form, head.name, in: block)
    return Statement(
      keyword: form.keyword, block: block, span: keywordSpan.union(tokens[max(0, index - 1)].span),
      keywordSpan: keywordSpan, name: head.name, id: head.id, labels: head.labels,
      citations: head.citations, notes: head.notes, slots: slots, details: details,
      translations: translations)
  }

  private mutating func parseDetails(
    _ form: Form, _ name: Name?, in outer: Block
  ) -> ([Statement], [Translation]) {
    guard at(.leftBrace) else {
      if panicking, form.details != nil { skipToBlock() }
      if at(.leftBrace), form.details != nil { return parseBlock(form, name) }
      return lacksBrace(form, in: outer) ? parseUnopenedBlock(form, name, in: outer) : ([], [])
    }
    guard form.details != nil else {
      if !panicking { report(.noBlockHere, at: current.span, [quotedBare(form.keyword)]) }
      panicking = false
      skipBraces()
      return ([], [])
    }
    return parseBlock(form, name)
  }

  private mutating func parseBlock(_ form: Form, _ name: Name?) -> ([Statement], [Translation]) {
    guard let block = form.details else { return ([], []) }
    let opened = current.span
    advance()
    panicking = false
    guard enter(at: opened) else {
      skipBraces(from: 1)
      return ([], [])
    }
    defer { depth -= 1 }
    if block == .names {
      let entries = parseTranslations()
      if !consume(if: .rightBrace), !panicking { reportUnclosed(form, name, opened: opened) }
      return ([], entries)
    }
    let details = parseStatements(in: block)
    panicking = false
    if closesFurtherOut || !consume(if: .rightBrace) {
      reportUnclosed(form, name, opened: opened)
    }
    return (details, [])
  }

  private func quotedBare(_ keyword: Keyword) -> LocalText {
    LocalText(zh: keyword.spelling(.chinese), en: keyword.spelling(.english))
  }

  /// After an error: goes on to the block of the statement, so that its details are still read.
  private mutating func skipToBlock() {
    while !at(.endOfFile), !at(.leftBrace), !at(.rightBrace), !at(.fullStop) {
      if let keyword = current.keyword, Forms.startsStatement(keyword), isFirstOnLine(index) {
        return
      }
      advance()
    }
  }

  mutating func skipBraces(from start: Int = 0) {
    var nesting = start
    repeat {
      if at(.leftBrace) { nesting += 1 }
      if at(.rightBrace) { nesting -= 1 }
      if at(.endOfFile) { return }
      advance()
    } while nesting > 0
  }

  /// Counts nesting; reports and refuses what lies too deep.
  mutating func enter(at span: SourceSpan) -> Bool {
    guard depth < Parser.maximumDepth else {
      if !panicking { report(.nestedTooDeep, at: span, ["\(Parser.maximumDepth)"]) }
      panicking = true
      return false
    }
    depth += 1
    return true
  }

  // MARK: Content

  /// Reads content as the form lays it out.
  mutating func parse(_ parts: [Part], into slots: inout [Slot]) {
    for part in parts where !panicking { parse(part, into: &slots) }
  }

  private mutating func parse(_ part: Part, into slots: inout [Slot]) {
    switch part {
    case .word(let keyword): expect(keyword)
    case .colon: expect(.colon, LocalText(zh: "冒号“:”", en: "a colon"))
    case .slot(let name, let content): parseSlot(name, content, into: &slots)
    case .optional(let parts):
      if fits(parts) { parse(parts, into: &slots) }
    case .either(let rows):
      for row in rows where fits(row) { return parse(row, into: &slots) }
      reportExpected(GrammarText.alternatives(rows))
    case .any(let rows):
      var again = true
      while again, !panicking {
        again = false
        for row in rows where fits(row) {
          parse(row, into: &slots)
          again = true
          break
        }
      }
    case .separated(let parts):
      parse(parts, into: &slots)
      while at(.comma), !panicking {
        advance()
        parse(parts, into: &slots)
      }
    }
  }

  /// Whether the current token can start these parts.
  func fits(_ parts: [Part]) -> Bool {
    for part in parts {
      switch part {
      case .word(let keyword): return at(keyword) && !beginsNextStatement(keyword)
      case .colon: return at(.colon)
      case .slot(_, let content): return fits(content)
      case .optional(let inner):
        if fits(inner) { return true }
      case .either(let rows): return fitsAny(rows)
      case .any(let rows):
        if fitsAny(rows) { return true }
      case .separated(let inner): return fits(inner)
      }
    }
    return false
  }

  private func fitsAny(_ rows: [[Part]]) -> Bool {
    for row in rows where fits(row) { return true }
    return false
  }

  private func fits(_ content: Content) -> Bool {
    switch content {
    case .expression, .operand: return canStartExpression
    case .literal: if case .literal = current.kind { return true } else { return false }
    case .text: return at(.text)
    case .keyword(let allowed):
      guard let keyword = current.keyword else { return false }
      return allowed.contains(keyword)
    case .name, .names, .labels, .identifier, .type:
      if let keyword = current.keyword, startsNextStatement(keyword) { return false }
      // 未定 may stand where a value may stand, so it is never a name.
      return canBeName && !at(.unstated)
    case .bands, .facts, .history: return true
    }
  }

  /// Whether a word that may go on a statement begins the next one instead: first on its line, where
  /// the block has statements of that keyword.
  private func beginsNextStatement(_ keyword: Keyword) -> Bool {
    guard isFirstOnLine(index), let block = openBlocks.last else { return false }
    return Forms.form(keyword, in: block) != nil
  }

  /// Whether a keyword begins the next statement rather than naming something: first on its line, or
  /// where the block at hand has statements of that keyword (`后果 停止培育 后果 追回 …` on one line).
  private func startsNextStatement(_ keyword: Keyword) -> Bool {
    if Forms.startsStatement(keyword), isFirstOnLine(index) { return true }
    guard let block = openBlocks.last else { return false }
    return Forms.form(keyword, in: block) != nil
  }

  private mutating func parseSlot(
    _ name: SlotName, _ content: Content, into slots: inout [Slot]
  ) {
    let start = current.span
    let value: SlotValue
    switch content {
    case .expression:
      let outer = setAllowed
      setAllowed = name == .value || name == .otherwise
      value = .expression(parseExpression())
      setAllowed = outer
    case .operand: value = .expression(parseBinaryOperand())
    case .literal:
      guard case .literal(let figure) = current.kind else {
        return reportExpected(LocalText(zh: "数字", en: "a figure"))
      }
      value = .literal(Literal(figure, current.span))
      advance()
    case .text:
      guard at(.text) else { return reportExpected(LocalText(zh: "引号里的文字", en: "quoted text")) }
      value = .text(takeText())
    case .keyword(let allowed):
      guard let keyword = current.keyword, allowed.contains(keyword) else {
        return reportExpected(GrammarText.choice(allowed))
      }
      value = .keyword(keyword)
      advance()
    case .name(let space):
      guard let word = parseReferredName(space) else { return }
      value = .name(word)
    case .names(let space):
      guard let words = parseNames(space) else { return }
      value = .names(words)
    case .labels:
      guard let words = parseNames(.any) else { return }
      value = .names(words)
    case .identifier:
      guard let word = parseReferredName(.any) else { return }
      checkIdentifier(word)
      value = .name(word)
    case .type: value = .type(parseType())
    case .bands: value = .bands(parseBands())
    case .facts: value = .facts(parseFacts())
    case .history: value = .history(parseHistory())
    }
    let end = tokens[max(0, index - 1)].span
    slots.append(Slot(name, value, start.union(end)))
  }
}

extension Statement {
  /// The same statement marked as a replacement, its span starting at 替换.
  fileprivate func replacing(from start: SourceSpan) -> Statement {
    Statement(
      keyword: keyword, block: block, span: start.union(span), keywordSpan: keywordSpan,
      replaces: true, name: name, id: id, labels: labels, citations: citations, notes: notes,
      slots: slots, details: details, translations: translations)
  }
}
