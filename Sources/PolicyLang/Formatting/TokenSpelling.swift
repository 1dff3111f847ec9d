/// The canonical spelling of single tokens in both keyword sets.
struct TokenSpelling {
  let source: SourceFile
  let map: LayoutMap

  /// How a token is written, `nil` for tokens that have no spelling of their own.
  func text(_ token: Token, next: Token, previous: Token?, _ language: Language) -> String {
    switch token.kind {
    case .word: word(token, next: next, previous: previous, language)
    case .keyword(let keyword), .synonym(let keyword): keyword.spelling(language)
    case .literal(let value): value.spelling(language)
    case .text, .invalid: source.text(token.span)
    case .citation: citation(token, previous: previous, language)
    case .comma: language == .chinese ? "、" : ","
    case .less: isLevelOrder(token) ? "<" : Keyword.below.spelling(language)
    case .equals: Keyword.equal.spelling(language)
    case .notEquals: Keyword.notEqual.spelling(language)
    case .lessOrEqual: Keyword.atMost.spelling(language)
    case .greater: Keyword.above.spelling(language)
    case .greaterOrEqual: Keyword.atLeast.spelling(language)
    case .colon: ":"
    case .semicolon: ";"
    case .fullStop: "。"
    case .leftBrace: "{"
    case .rightBrace: "}"
    case .leftParen: "("
    case .rightParen: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .divided: "/"
    case .endOfFile: ""
    }
  }

  func isLevelOrder(_ token: Token) -> Bool {
    map.levels.contains { $0.start <= token.span.start && token.span.end <= $0.end }
  }

  /// A name as written; the unit word of a type (`年 整数`) in the keyword language.
  private func word(
    _ token: Token, next: Token, previous: Token?, _ language: Language
  ) -> String {
    let written = source.text(token.span)
    guard previous?.kind == .colon,
      next.keyword == .integerType || next.keyword == .decimalType,
      let unit = Parser.units[written]
    else { return written }
    return unit.typeWord(language)
  }

  /// A named source and its place are one: `@通知2021/三`.
  private func citation(_ token: Token, previous: Token?, _ language: Language) -> String {
    let written = source.text(token.span)
    let isPlace = !(written.hasPrefix("@") || written.hasPrefix("＠"))
    let place = isPlace ? written : String(written.dropFirst())
    guard let citation = Citation.read(place, span: token.span) else { return written }
    if isPlace { return "/" + citation.spelling(language) }
    return "@" + citation.spelling(language)
  }
}

extension Unit {
  /// How the unit is written before 整数 and 小数 in a type: 月, not 个月.
  func typeWord(_ language: Language) -> String {
    if language == .english { return spelling(.english) }
    return switch self {
    case .months: "月"
    case .workingDays: "工作日"
    case .none, .people, .pieces, .items, .times, .cohorts, .years, .age, .days, .calendarYears,
      .points,
      .places:
      spelling(.chinese)
    }
  }
}
