// Samples, dated cases and the bands of table rows.
extension Parser {
  /// facts = "{" { name ":" fact } "}" ;
  mutating func parseFacts() -> [Fact] {
    let opened = current.span
    guard expect(.leftBrace, LocalText(zh: "左括号“{”", en: "`{`")), enter(at: opened) else {
      return []
    }
    defer { depth -= 1 }
    var facts: [Fact] = []
    while !at(.rightBrace), !at(.endOfFile), !panicking {
      if consume(if: .comma) || consume(if: .fullStop) || consume(if: .semicolon) { continue }
      guard let key = takeKey() else { break }
      if let first = facts.first(where: { $0.field.text == key.text }) {
        report(
          .duplicateKey, at: key.span, [LocalText(key.text)],
          related: [
            RelatedPlace(first.field.span, LocalText(zh: "第一次写在这里", en: "first given here"))
          ])
      }
      expect(.colon, LocalText(zh: "冒号“:”", en: "a colon"))
      guard !panicking else { break }
      let value = parseFactValue()
      facts.append(
        Fact(field: key, value: value, span: key.span.union(tokens[index - 1].span)))
    }
    closeFacts(opened)
    return facts
  }

  private mutating func closeFacts(_ opened: SourceSpan) {
    if panicking {
      skipBraces(from: 1)
    } else {
      close(.rightBrace, "}", opened: opened, "{")
    }
  }

  /// A field name, also one that is a keyword elsewhere.
  private mutating func takeKey() -> Name? {
    switch current.kind {
    case .word, .literal, .synonym: return takeName()
    case .keyword(.allJudgements):
      let token = current
      advance()
      return Name(text(token), token.span)
    case .keyword: return takeName()
    default:
      reportExpected(LocalText(zh: "事实的名称", en: "the name of a fact"))
      return nil
    }
  }

  /// fact = "未知" | "[" { ( facts | name ) [ "、" ] } "]" | literal facts | text | operand ;
  private mutating func parseFactValue() -> FactValue {
    let start = current.span
    if consume(if: .unknown) { return .unknown(start) }
    if at(.leftBracket) { return parseListFact() }
    if case .literal(.number(let count, _)) = current.kind, peek().kind == .leftBrace {
      advance()
      let element = parseFacts()
      let copies = count.isInteger ? Int(clamping: max(0, min(count.numerator, 1000))) : 0
      return .list(
        Array(repeating: element, count: copies), start.union(tokens[index - 1].span))
    }
    if at(.text) {
      let text = takeText()
      return .word(Name(text.text, text.span))
    }
    if case .keyword(let keyword) = current.kind, keyword != .equal, keyword != .yes,
      keyword != .no
    {
      return .word(takeName())
    }
    return .expression(parseOperand())
  }

  private mutating func parseListFact() -> FactValue {
    let opened = current.span
    advance()
    var elements: [[Fact]] = []
    var words: [Name] = []
    while !at(.rightBracket), !at(.endOfFile), !panicking {
      if consume(if: .comma) { continue }
      if at(.leftBrace) {
        elements.append(parseFacts())
      } else if let word = parseReferredName(.option) {
        words.append(word)
      }
    }
    close(.rightBracket, "]", opened: opened, "[")
    let span = opened.union(tokens[index - 1].span)
    return words.isEmpty ? .list(elements, span) : .words(words, span)
  }

  /// A value without comparisons or connectives.
  mutating func parseOperand() -> Expression { parseBinaryOperand() }

  /// history = "{" { name [ literal ] [ "(" name ":" fact { "、" name ":" fact } ")" ] } "}" ;
  mutating func parseHistory() -> [Happening] {
    let opened = current.span
    guard expect(.leftBrace, LocalText(zh: "左括号“{”", en: "`{`")) else { return [] }
    var happenings: [Happening] = []
    while !at(.rightBrace), !at(.endOfFile), !panicking {
      if consume(if: .comma) || consume(if: .fullStop) || consume(if: .semicolon) { continue }
      guard let event = parseReferredName(.event) else { break }
      var date: Literal?
      if case .literal(let value) = current.kind {
        date = Literal(value, current.span)
        advance()
      }
      let attributes = at(.leftParen) ? parseAttributes() : []
      happenings.append(
        Happening(
          event: event, date: date, attributes: attributes,
          span: event.span.union(tokens[index - 1].span)))
    }
    closeFacts(opened)
    return happenings
  }

  private mutating func parseAttributes() -> [Fact] {
    let opened = current.span
    advance()
    var facts: [Fact] = []
    while !at(.rightParen), !at(.endOfFile), !panicking {
      if consume(if: .comma) { continue }
      guard let key = takeKey() else { break }
      expect(.colon, LocalText(zh: "冒号“:”", en: "a colon"))
      guard !panicking else { break }
      let value = parseFactValue()
      facts.append(
        Fact(field: key, value: value, span: key.span.union(tokens[index - 1].span)))
    }
    close(.rightParen, ")", opened: opened, "(")
    return facts
  }

  /// bands = band { "、" band } ;
  mutating func parseBands() -> [Band] {
    var bands: [Band] = []
    repeat { bands.append(parseBand()) } while !panicking && consume(if: .comma)
    return bands
  }

  /// band = [ ( "至少" | "超过" ) operand ] [ ( "至多" | "不满" ) operand ]
  ///      | set | operand | "其他" ;
  private mutating func parseBand() -> Band {
    let start = current.span
    if consume(if: .elseRow) { return .interval(lower: nil, upper: nil, start) }
    if at(.leftBrace) {
      let outer = setAllowed
      setAllowed = true
      let set = parseOperand()
      setAllowed = outer
      if case .set(let values) = set.kind { return .set(values, set.span) }
      return .set([set], set.span)
    }
    var lower: Band.Bound?
    var upper: Band.Bound?
    if at(.atLeast) || at(.above) {
      let inclusive = at(.atLeast)
      advance()
      lower = Band.Bound(parseOperand(), isInclusive: inclusive)
    }
    if at(.atMost) || at(.below) {
      let inclusive = at(.atMost)
      advance()
      upper = Band.Bound(parseOperand(), isInclusive: inclusive)
    }
    let span = start.union(tokens[max(0, index - 1)].span)
    guard lower == nil, upper == nil else { return .interval(lower: lower, upper: upper, span) }
    let value = parseOperand()
    return .set([value], value.span)
  }
}
