// Expressions over lists, and named alternatives.
extension Parser {
  /// quantifier = "有" [ ( "至少" | "至多" | "恰好" ) simple ] list | "每个" list ;
  mutating func parseQuantifier(_ keyword: Keyword) -> Expression {
    let start = current.span
    advance()
    var kind: Expression.Quantifier.Kind = keyword == .each ? .every : .some
    var bound: Expression?
    if keyword == .has {
      let compared: Expression.Quantifier.Kind? =
        at(.atLeast) ? .atLeast : at(.atMost) ? .atMost : at(.exactly) ? .exactly : nil
      if let compared {
        kind = compared
        advance()
        bound = parseSimpleOperand()
      }
    }
    let (list, condition) = parseList()
    reportBareCondition(list, condition)
    return Expression(
      .quantifier(.init(kind: kind, bound: bound, list: list, condition: condition)),
      start.union(tokens[index - 1].span))
  }

  /// list = simple [ "(" expression ")" ] ;
  private mutating func parseList() -> (Expression, Expression?) {
    let list = parseSimpleOperand()
    guard at(.leftParen) else { return (list, nil) }
    let opened = current.span
    advance()
    let outer = setAllowed
    setAllowed = false
    let condition = parseExpression()
    setAllowed = outer
    close(.rightParen, ")", opened: opened, "(")
    looseConnective = nil
    return (list, condition)
  }

  /// A list name or a number, with `的` members.
  ///
  /// simple = ( name | "其" name | literal | "(" expression ")" ) { "的" name } ;
  private mutating func parseSimpleOperand() -> Expression {
    let start = current.span
    var operand: Expression
    switch current.kind {
    case .literal(let value):
      advance()
      operand = Expression(.literal(value), start)
    case .keyword(.unstated):
      advance()
      return Expression(.unstated(nil), start)
    case .keyword(.its):
      advance()
      guard let name = parseReferredName(.list) else { return missing() }
      operand = Expression(.its(name), start.union(name.span))
    case .word, .keyword, .synonym:
      guard let name = parseReferredName(.list) else { return missing() }
      operand = Expression(.name(name), name.span)
    case .leftParen:
      advance()
      operand = parseExpression()
      close(.rightParen, ")", opened: start, "(")
    default:
      reportExpected(GrammarText.name(of: .list))
      return missing()
    }
    while at(.of), !panicking {
      advance()
      guard let name = parseReferredName(.field) else { return operand }
      operand = Expression(.member(operand, name), operand.span.union(name.span))
    }
    return operand
  }

  /// `有 竞赛成绩 级别 至少 市级`: the condition lacks its brackets.
  private mutating func reportBareCondition(_ list: Expression, _ condition: Expression?) {
    guard condition == nil, !panicking, at(.word), !isFirstOnLine(index),
      let infix = InfixOperator.of(peek().kind), infix.precedence == InfixOperator.comparisonLevel,
      case .name(let name) = list.kind
    else { return }
    let field = current
    // The comparison is read, so that its end is known and the statement goes on after it.
    advance()
    advance()
    _ = parseOperand()
    let end = tokens[max(0, index - 1)].span.after
    let fix = FixIt(
      LocalText(zh: "加上括号和“其”", en: "add the parentheses and `its`"),
      [
        TextEdit(field.span.before, "(" + Keyword.its.spelling(language) + " "), TextEdit(end, ")"),
      ])
    report(
      .listConditionNeedsBrackets, at: field.span, [LocalText(name.text), shown(field)],
      fixIts: [fix])
  }

  /// aggregate = ( "计数" | "种数" | "总和" | "最高" | "最低" | "最早" | "最晚" ) list
  ///             [ "取" operand ] ;
  mutating func parseAggregate(_ keyword: Keyword) -> Expression {
    let start = current.span
    advance()
    let kind: Expression.AggregateKind =
      switch keyword {
      case .distinct: .distinct
      case .sum: .sum
      case .highest: .highest
      case .lowest: .lowest
      case .earliest: .earliest
      case .latest: .latest
      default: .count
      }
    let (list, condition) = parseList()
    var value: Expression?
    if at(.take), !isTableMode(peek()) {
      advance()
      value = parseBranchOperand()
    }
    return Expression(
      .aggregate(.init(kind: kind, list: list, condition: condition, value: value)),
      start.union(tokens[index - 1].span))
  }

  /// What is taken from each element: an arithmetic expression.
  private mutating func parseBranchOperand() -> Expression {
    let outer = setAllowed
    setAllowed = false
    defer { setAllowed = outer }
    return parseOperand()
  }

  private func isTableMode(_ token: Token) -> Bool {
    switch token.keyword {
    case .firstRow, .uniqueRow, .sumRows, .slices: true
    case .highest, .lowest: peek(2).kind == .leftBrace
    default: false
    }
  }

  /// group = ( "下列之一" | "下列全部" | "下列至少" simple ) "{" branch { branch } "}" ;
  mutating func parseGroup(_ keyword: Keyword) -> Expression {
    let start = current.span
    advance()
    var kind: Expression.GroupKind = keyword == .allOf ? .allOf : .oneOf
    if keyword == .atLeastOf { kind = .atLeast(parseSimpleOperand()) }
    let opened = current.span
    guard expect(.leftBrace, LocalText(zh: "左括号“{”", en: "`{`")) else { return missing() }
    var branches: [Expression.Branch] = []
    while !at(.rightBrace), !at(.endOfFile), !panicking {
      if consume(if: .comma) || consume(if: .semicolon) || consume(if: .fullStop) { continue }
      if endsUnclosedList { break }
      guard let branch = parseBranch() else { break }
      branches.append(branch)
    }
    if panicking {
      while !at(.rightBrace), !at(.endOfFile) {
        if let keyword = current.keyword, Forms.startsStatement(keyword), isFirstOnLine(index) {
          break
        }
        advance()
      }
      _ = consume(if: .rightBrace)
    } else {
      close(.rightBrace, "}", opened: opened, "{")
    }
    looseConnective = nil
    return Expression(.group(kind, branches), start.union(tokens[index - 1].span))
  }

  /// branch = head ":" expression ;
  private mutating func parseBranch() -> Expression.Branch? {
    guard at(.word) || at(.leftParen) == false, let name = parseReferredName(.clause) else {
      reportExpected(LocalText(zh: "这一项的名称", en: "a name for this alternative"))
      return nil
    }
    let id = parseOptionalId()
    var head = HeadParts()
    parseCitationsAndNotes(&head)
    guard expect(.colon, LocalText(zh: "冒号“:”", en: "a colon")) else { return nil }
    let outer = setAllowed
    setAllowed = false
    let condition = parseExpression()
    setAllowed = outer
    return Expression.Branch(
      name: name, id: id, citations: head.citations, notes: head.notes, condition: condition)
  }
}
