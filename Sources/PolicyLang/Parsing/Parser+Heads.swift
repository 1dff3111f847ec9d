/// What stands between a statement's keyword and its content.
struct HeadParts {
  var name: Name?
  var id: Name?
  var labels: [Name] = []
  var citations: [Citation] = []
  var notes: [TextLiteral] = []
}

extension Parser {
  /// head = name [ "(" id ")" ] { citation } { text } ;
  mutating func parseHead(_ form: Form, _ head: inout HeadParts) {
    switch form.head {
    case .none: return
    case .cites:
      // Texts belong to the content here, so only citations may come early.
      while at(.citation), let citation = parseCitation() { head.citations.append(citation) }
      return
    case .declares(let space):
      guard let name = parseDeclaredName(space) else { return }
      head.name = name
      head.id = parseOptionalId()
    case .refers(let space):
      guard let name = parseReferredName(space) else { return }
      head.name = name
      head.id = parseOptionalId()
    case .labels:
      while !panicking {
        guard let name = parseReferredName(.any) else { return }
        head.labels.append(name)
        guard consume(if: .comma) else { break }
      }
    }
    parseCitationsAndNotes(&head)
  }

  mutating func parseCitationsAndNotes(_ head: inout HeadParts) {
    while true {
      if at(.citation) {
        if let citation = parseCitation() { head.citations.append(citation) }
      } else if at(.text) {
        head.notes.append(takeText())
      } else {
        return
      }
    }
  }

  /// `@第四条(二)1`; with a named source in front: `@通知2021 三`.
  private mutating func parseCitation() -> Citation? {
    let token = current
    advance()
    let place = String(source.text(token.span).dropFirst())
    guard let citation = Citation.read(place, span: token.span) else {
      report(.emptyCitation, at: token.span, [LocalText(place)])
      return nil
    }
    // A place right after a citation on the same line belongs to it: the first part named a source.
    guard !isFirstOnLine(index), citation.source == nil, isPlaceWord(current),
      let inner = Citation.read(text(current), span: token.span.union(current.span))
    else { return citation }
    tokens[index] = Token(.citation, current.span)
    advance()
    return Citation(source: place, parts: inner.parts, span: inner.span)
  }

  private func isPlaceWord(_ token: Token) -> Bool {
    switch token.kind {
    case .word, .literal: true
    default: false
    }
  }

  mutating func takeText() -> TextLiteral {
    let token = current
    advance()
    let raw = source.text(token.span)
    var inner = raw.dropFirst()
    if let last = inner.last, last == "\"" || last == "”" || last == "」" || last == "＂" {
      inner = inner.dropLast()
    }
    return TextLiteral(String(inner), token.span)
  }

  // MARK: Names

  /// Whether the current token can stand where only a name can stand.
  var canBeName: Bool {
    switch current.kind {
    case .word, .keyword, .synonym: true
    case .literal: true
    default: false
    }
  }

  private mutating func parseDeclaredName(_ space: Space) -> Name? {
    switch current.kind {
    case .word, .synonym: return takeName()
    case .keyword(let keyword):
      if peek().span.start == current.span.end, peek().kind != .colon, case .literal = peek().kind {
        return takeName()
      }
      if space == .field || space == .event { return takeName() }
      // 应当: … — the name itself is missing.
      if isFirstOnLine(index) { break }
      keywordsAsNames.insert(keyword)
      report(.keywordAsName, at: current.span, [shown(current)])
      return takeName()
    case .literal:
      // A name that happens to read as a figure (一期) is a name here.
      return takeName()
    default: break
    }
    reportExpected(LocalText(zh: "名称", en: "a name"))
    return nil
  }

  mutating func parseReferredName(_ space: Space) -> Name? {
    switch current.kind {
    case .word, .literal: return takeName()
    case .keyword(let keyword), .synonym(let keyword):
      let reserved = Forms.startsStatement(keyword) && isFirstOnLine(index)
      if !reserved { return takeName() }
    default: break
    }
    reportExpected(GrammarText.name(of: space))
    return nil
  }

  /// names = name { "、" name } ;
  mutating func parseNames(_ space: Space) -> [Name]? {
    var names: [Name] = []
    repeat {
      guard let name = parseReferredName(space) else { return nil }
      names.append(name)
    } while consume(if: .comma)
    return names
  }

  /// `(id)` after a name.
  mutating func parseOptionalId() -> Name? {
    guard at(.leftParen), peek(2).kind == .rightParen else { return nil }
    advance()
    let id = takeName()
    checkIdentifier(id)
    advance()
    return id
  }

  mutating func checkIdentifier(_ name: Name) {
    let bytes = Array(name.text.utf8)
    let valid =
      !bytes.isEmpty && ScalarClass.isASCIILetter(UInt32(bytes[0]))
      && bytes.allSatisfy { $0 < 0x80 && ScalarClass.isWord(UInt32($0)) }
    if !valid { report(.idNotASCII, at: name.span, [LocalText(name.text)]) }
  }

  // MARK: 译名

  /// translation = name ":" id [ text ] ;
  mutating func parseTranslations() -> [Translation] {
    var entries: [Translation] = []
    while !at(.rightBrace), !at(.endOfFile) {
      if consume(if: .comma) || consume(if: .fullStop) { continue }
      let before = index
      panicking = false
      if canBeName, peek().kind == .colon {
        let name = takeName()
        advance()
        if let id = parseReferredName(.any) {
          checkIdentifier(id)
          entries.append(Translation(name: name, id: id, english: at(.text) ? takeText() : nil))
        }
      } else {
        reportExpected(LocalText(zh: "名称: 编号 \"英文\"", en: "name: id \"English\""))
      }
      if panicking { skipLine() }
      if index == before { advance() }
    }
    return entries
  }

  mutating func skipLine() {
    repeat { advance() } while !at(.endOfFile) && !at(.rightBrace) && !isFirstOnLine(index)
  }
}
