// Types of fields.
extension Parser {
  /// type = "文本" | "日期" | "是否" | "金额" | "年度" | "认定结果" | "条款列表"
  ///      | "百分比" [ decimals ]
  ///      | [ unit ] ( "整数" | decimals ) | "得分" literal "至" literal [ decimals ]
  ///      | "选项" choice { "、" choice } | "等级" choice { "<" choice }
  ///      | ( "列表" | "记录" ) "{" { field } "}" | name ;
  mutating func parseType() -> TypeSyntax {
    let start = current.span
    let kind = parseTypeKind()
    return TypeSyntax(kind, start.union(tokens[max(0, index - 1)].span))
  }

  private mutating func parseTypeKind() -> TypeSyntax.Kind {
    switch current.keyword {
    case .textType: return simple(.text)
    case .dateType: return simple(.date)
    case .booleanType: return simple(.boolean)
    case .moneyType: return simple(.money)
    case .yearType: return simple(.calendarYear)
    case .judgementType: return simple(.judgement)
    case .clausesType: return simple(.clauses)
    case .percentType:
      advance()
      return .percent(places: parseDecimals() ?? 0)
    case .integerType, .decimalType: return parseNumberType(.none)
    case .scoreType: return parseScoreType()
    case .choiceType:
      advance()
      return .choice(parseChoices(separator: .comma))
    case .levelType:
      advance()
      return .level(parseChoices(separator: .less))
    case .listType: return parseFields(list: true)
    case .recordType: return parseFields(list: false)
    default: return parseNamedType()
    }
  }

  private mutating func simple(_ kind: TypeSyntax.Kind) -> TypeSyntax.Kind {
    advance()
    return kind
  }

  private mutating func parseNamedType() -> TypeSyntax.Kind {
    guard at(.word) else {
      reportExpected(GrammarText.name(of: .type))
      return .missing
    }
    if peek().keyword == .integerType || peek().keyword == .decimalType,
      let unit = Parser.units[text(current)]
    {
      advance()
      return parseNumberType(unit)
    }
    return .named(takeName())
  }

  static let units: [String: Unit] = {
    var result: [String: Unit] = ["月": .months, "天": .days, "工作日": .workingDays]
    for unit in Unit.allCases where unit != .none {
      result[unit.spelling(.chinese)] = unit
      result[unit.spelling(.english)] = unit
    }
    return result
  }()

  private mutating func parseNumberType(_ unit: Unit) -> TypeSyntax.Kind {
    if consume(if: .integerType) { return .number(unit: unit, places: 0) }
    return .number(unit: unit, places: parseDecimals() ?? 0)
  }

  /// decimals = "小数" literal ;
  private mutating func parseDecimals() -> Int? {
    guard consume(if: .decimalType) else { return nil }
    guard case .literal(.number(let value, let unit)) = current.kind, value.isInteger,
      unit == .places || unit == .none, (1...9).contains(value.numerator)
    else {
      reportExpected(LocalText(zh: "小数位数，例如“2位”", en: "the number of places, such as `2 places`"))
      return nil
    }
    advance()
    return Int(value.numerator)
  }

  private mutating func parseScoreType() -> TypeSyntax.Kind {
    advance()
    guard let low = parseFigure() else { return .missing }
    expect(.to)
    guard let high = parseFigure() else { return .missing }
    return .score(low: low, high: high, places: parseDecimals() ?? 0)
  }

  private mutating func parseFigure() -> Literal? {
    guard case .literal(let value) = current.kind else {
      reportExpected(LocalText(zh: "数字", en: "a figure"))
      return nil
    }
    let literal = Literal(value, current.span)
    advance()
    return literal
  }

  /// choice = name [ "(" id ")" ] ;
  private mutating func parseChoices(separator: Token.Kind) -> [TypeSyntax.Choice] {
    var choices: [TypeSyntax.Choice] = []
    repeat {
      guard let name = parseReferredName(.option) else { break }
      choices.append(TypeSyntax.Choice(name: name, id: parseOptionalId()))
    } while consume(if: separator)
    return choices
  }

  private mutating func parseFields(list: Bool) -> TypeSyntax.Kind {
    advance()
    let opened = current.span
    guard expect(.leftBrace, LocalText(zh: "左括号“{”", en: "`{`")) else { return .missing }
    guard enter(at: opened) else { return .missing }
    defer { depth -= 1 }
    let fields = parseStatements(in: .fields)
    close(.rightBrace, "}", opened: opened, "{")
    return list ? .list(fields) : .record(fields)
  }
}
