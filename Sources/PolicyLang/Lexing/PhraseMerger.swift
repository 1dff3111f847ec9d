/// Joins English keywords of several words (`in principle must`) and figures with their unit words
/// (`5 working days`, `year 2026`) into one token each.
struct PhraseMerger {
  let source: SourceFile

  func merge(_ tokens: [Token]) -> [Token] {
    var result: [Token] = []
    result.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      let (token, length) = phrase(at: index, in: tokens) ?? (tokens[index], 1)
      result.append(token)
      index += length
    }
    return result
  }

  private func phrase(at index: Int, in tokens: [Token]) -> (Token, Int)? {
    switch tokens[index].kind {
    case .literal(.number(let value, .none)):
      return fraction(value, at: index, in: tokens) ?? measured(value, at: index, in: tokens)
    case .word, .keyword, .synonym:
      guard isEnglishWord(tokens[index]) else { return nil }
      return unitOfType(at: index, in: tokens) ?? calendarYear(at: index, in: tokens)
        ?? keyword(at: index, in: tokens)
    default: return nil
    }
  }

  private func keyword(at index: Int, in tokens: [Token]) -> (Token, Int)? {
    for length in stride(from: 5, to: 1, by: -1) {
      guard let phrase = words(from: index, count: length, in: tokens),
        let match = Lexer.keyword(phrase)
      else { continue }
      let kind: Token.Kind = match.isSynonym ? .synonym(match.word) : .keyword(match.word)
      let span = tokens[index].span.union(tokens[index + length - 1].span)
      return (Token(kind, span), length)
    }
    return nil
  }

  private func measured(_ value: Rational, at index: Int, in tokens: [Token]) -> (Token, Int)? {
    for length in [3, 2, 1] {
      guard let phrase = words(from: index + 1, count: length, in: tokens),
        let make = PhraseMerger.units[phrase], isSameLine(index, index + length, in: tokens)
      else { continue }
      let span = tokens[index].span.union(tokens[index + length].span)
      return (Token(.literal(make(value)), span), length + 1)
    }
    return nil
  }

  /// `1/3` without blanks is a share; with blanks it is a division.
  private func fraction(
    _ above: Rational, at index: Int, in tokens: [Token]
  ) -> (Token, Int)? {
    guard index + 2 < tokens.count, tokens[index + 1].kind == .divided,
      case .literal(.number(let below, .none)) = tokens[index + 2].kind,
      tokens[index].span.end == tokens[index + 1].span.start,
      tokens[index + 1].span.end == tokens[index + 2].span.start,
      above.isInteger, below.isInteger, above <= below, let value = above.divided(by: below)
    else { return nil }
    let span = tokens[index].span.union(tokens[index + 2].span)
    return (Token(.literal(.share(value, asPercent: false)), span), 3)
  }

  /// A word on the next line starts a statement (`cohorts`, `item`) and is no unit.
  private func isSameLine(_ first: Int, _ last: Int, in tokens: [Token]) -> Bool {
    let between = tokens[first].span.lowerBound..<tokens[last].span.lowerBound
    return !source.bytes[between].contains(0x0A)
  }

  /// `working days integer`: the unit of a number's type is one word for the parser.
  private func unitOfType(at index: Int, in tokens: [Token]) -> (Token, Int)? {
    for length in [3, 2] {
      guard let phrase = words(from: index, count: length, in: tokens),
        PhraseMerger.units[phrase] != nil, index + length < tokens.count,
        let next = tokens[index + length].keyword, next == .integerType || next == .decimalType
      else { continue }
      return (Token(.word, tokens[index].span.union(tokens[index + length - 1].span)), length)
    }
    return nil
  }

  private func calendarYear(at index: Int, in tokens: [Token]) -> (Token, Int)? {
    guard source.text(tokens[index].span) == "year", index + 1 < tokens.count,
      case .literal(.number(let value, .none)) = tokens[index + 1].kind, value.isInteger,
      (1...9999).contains(value.numerator)
    else { return nil }
    let span = tokens[index].span.union(tokens[index + 1].span)
    return (Token(.literal(.calendarYear(Int(value.numerator))), span), 2)
  }

  private func words(from index: Int, count: Int, in tokens: [Token]) -> String? {
    guard index + count <= tokens.count else { return nil }
    var phrase = ""
    for offset in 0..<count {
      let token = tokens[index + offset]
      guard isEnglishWord(token) else { return nil }
      phrase += (offset == 0 ? "" : " ") + source.text(token.span)
    }
    return phrase
  }

  private func isEnglishWord(_ token: Token) -> Bool {
    switch token.kind {
    case .word, .keyword, .synonym: break
    default: return false
    }
    guard token.span.lowerBound < source.bytes.count else { return false }
    return ScalarClass.isASCIILetter(UInt32(source.bytes[token.span.lowerBound]))
  }

  private static let units: [String: @Sendable (Rational) -> LiteralValue] = {
    var result: [String: @Sendable (Rational) -> LiteralValue] = [:]
    for unit in Unit.allCases where unit != .none {
      let plural = unit.spelling(.english)
      result[plural] = { .number($0, unit) }
      if plural.hasSuffix("s") { result[String(plural.dropLast())] = { .number($0, unit) } }
    }
    result["person"] = { .number($0, .people) }
    result["year of age"] = { .number($0, .age) }
    result["yuan"] = { .money($0) }
    return result
  }()
}
