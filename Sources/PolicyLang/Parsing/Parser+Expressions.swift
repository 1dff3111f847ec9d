// Expressions. The doc comments are the productions of Grammar.md; a test compares the two.
extension Parser {
  /// Whether the current token can start an expression.
  var canStartExpression: Bool {
    switch current.kind {
    case .word, .literal, .leftParen, .minus, .text: return true
    case .leftBrace: return setAllowed
    case .keyword(let keyword), .synonym(let keyword):
      return Parser.expressionStarters.contains(keyword)
    default: return false
    }
  }

  private static let expressionStarters: Set<Keyword> = [
    .its, .not, .has, .each, .count, .distinct, .sum, .highest, .lowest, .earliest, .latest,
    .fullYears, .higherOf, .lowerOf, .oneOf, .allOf, .atLeastOf, .meets, .holds, .ended, .selected,
    .attest, .unstated, .asOfDate, .equal, .yes, .no,
  ]

  /// expression = conjunction { "或" conjunction } ;
  /// conjunction = unary { "且" unary } ;
  mutating func parseExpression() -> Expression {
    parseBinary(InfixOperator.orLevel)
  }

  /// The operators of one level and all tighter ones.
  private mutating func parseBinary(_ level: Int) -> Expression {
    guard enter(at: current.span) else { return missing() }
    defer { depth -= 1 }
    looseConnective = nil
    var left = parseUnary(level)
    var length = 0
    var joiner: (operation: Expression.BinaryOperator, span: SourceSpan)?
    while !panicking, let infix = InfixOperator.of(current.kind), infix.precedence >= level {
      // A line that starts with a statement keyword begins a statement, whatever came before.
      if isFirstOnLine(index), let keyword = current.keyword, Forms.startsStatement(keyword) {
        break
      }
      if infix.precedence == InfixOperator.comparisonLevel {
        left = parseComparison(left, infix)
        continue
      }
      let operatorSpan = current.span
      length += 1
      guard length <= Parser.maximumChain else {
        report(.nestedTooDeep, at: operatorSpan, ["\(Parser.maximumChain)"])
        panicking = true
        break
      }
      if infix.precedence <= InfixOperator.andLevel {
        if let joiner, joiner.operation != infix.operation {
          reportMixed(joiner.span, operatorSpan, whole: left.span)
        }
        joiner = (infix.operation, operatorSpan)
      }
      advance()
      let right = parseBinary(infix.precedence + 1)
      if infix.operation == .or, looseConnective == .and {
        reportMixed(operatorSpan, right.span, whole: right.span)
      }
      left = Expression(
        .binary(infix.operation, left, right), left.span.union(right.span))
    }
    looseConnective = joiner?.operation
    return left
  }

  private mutating func reportMixed(_ first: SourceSpan, _ second: SourceSpan, whole: SourceSpan) {
    let fix = FixIt(
      LocalText(zh: "给这一段加括号", en: "put this part in parentheses"),
      [TextEdit(whole.before, "("), TextEdit(whole.after, ")")])
    report(
      .mixedAndOr, at: second, [],
      related: [RelatedPlace(first, LocalText(zh: "前一个连接词", en: "the other connective"))],
      fixIts: [fix])
  }

  /// unary = "非" unary | comparison ;
  /// comparison = operand [ relation | window | range | "有记载" ] ;
  private mutating func parseUnary(_ level: Int) -> Expression {
    let start = current.span
    if at(.not), level <= InfixOperator.notLevel {
      advance()
      let operand = parseBinary(InfixOperator.notLevel)
      return Expression(.negation(operand), start.union(operand.span))
    }
    if at(.minus) {
      advance()
      let operand = parseBinary(InfixOperator.productLevel + 1)
      return Expression(.minus(operand), start.union(operand.span))
    }
    let operand = parsePostfix()
    return level <= InfixOperator.comparisonLevel ? parsePostfixTests(operand) : operand
  }

  /// relation = ( "是" | "不是" | "至少" | "至多" | "超过" | "不满" | "前" ) operand
  ///          | ( "属于" | "不属于" ) ( set | operand ) ;
  private mutating func parseComparison(_ left: Expression, _ infix: InfixOperator) -> Expression {
    advance()
    let outer = setAllowed
    if infix.operation == .memberOf || infix.operation == .notMemberOf { setAllowed = true }
    let right = parseBinary(InfixOperator.comparisonLevel + 1)
    setAllowed = outer
    reportBoundaryWord(after: right)
    return Expression(.binary(infix.operation, left, right), left.span.union(right.span))
  }

  /// window = "近" operand [ "至" operand ] ;
  /// range = "介于" operand "至" operand ;
  private mutating func parsePostfixTests(_ operand: Expression) -> Expression {
    if consume(if: .known) {
      return Expression(.known(operand), operand.span.union(tokens[index - 1].span))
    }
    if consume(if: .inLast) {
      let length = parseBinary(InfixOperator.boundLevel)
      let end = consume(if: .to) ? parseBinary(InfixOperator.boundLevel) : nil
      return Expression(
        .window(operand, length: length, end: end), operand.span.union((end ?? length).span))
    }
    if consume(if: .between) {
      let low = parseBinary(InfixOperator.boundLevel)
      expect(.to)
      let high = parseBinary(InfixOperator.boundLevel)
      return Expression(
        .between(operand, low: low, high: high), operand.span.union(high.span))
    }
    return parsePostfixFigure(operand)
  }

  /// `一线工作年限 5年 以上`: understood, reported with the rewriting.
  private mutating func parsePostfixFigure(_ operand: Expression) -> Expression {
    if let compared = parsePostfixWord(operand) { return compared }
    guard case .literal(let value) = current.kind, !isFirstOnLine(index),
      let comparison = boundaryWord(peek()), !isFirstOnLine(index + 1)
    else { return operand }
    let figure = current
    let whole = figure.span.union(peek().span)
    let spelling = comparison.keyword.spelling(language) + " " + text(figure)
    report(
      .comparisonAfterFigure, at: whole, [LocalText(spelling)],
      fixIts: [
        FixIt(
          LocalText(zh: "改写为“\(spelling)”", en: "write `\(spelling)`"), [TextEdit(whole, spelling)])
      ])
    advance()
    advance()
    let right = Expression(.literal(value), figure.span)
    return Expression(.binary(comparison.operation, operand, right), operand.span.union(whole))
  }

  /// `级别 市级以上`: the same with a value of a level.
  private mutating func parsePostfixWord(_ operand: Expression) -> Expression? {
    guard at(.word), !isFirstOnLine(index) else { return nil }
    let word = text(current)
    for (suffix, keyword, operation) in Parser.boundarySuffixes where word.hasSuffix(suffix) {
      let value = String(word.dropLast(suffix.count))
      guard !value.isEmpty else { return nil }
      let spelling = keyword.spelling(language) + " " + value
      let span = current.span
      report(
        .comparisonAfterFigure, at: span, [LocalText(spelling)],
        fixIts: [
          FixIt(
            LocalText(zh: "改写为“\(spelling)”", en: "write `\(spelling)`"), [TextEdit(span, spelling)]
          )
        ])
      advance()
      let right = Expression(.name(Name(value, span)), span)
      return Expression(.binary(operation, operand, right), operand.span.union(span))
    }
    return nil
  }

  private static let boundarySuffixes: [(String, Keyword, Expression.BinaryOperator)] = [
    ("及以上", .atLeast, .atLeast), ("及以下", .atMost, .atMost), ("以上", .atLeast, .atLeast),
    ("以下", .atMost, .atMost),
  ]

  /// `至少 5年 以上` says it twice.
  private mutating func reportBoundaryWord(after right: Expression) {
    guard !isFirstOnLine(index), boundaryWord(current) != nil, isPlain(right) else { return }
    let word = current
    report(
      .comparisonAfterFigure, at: word.span,
      [LocalText(zh: "去掉“\(text(word))”", en: "drop `\(text(word))`")],
      fixIts: [
        FixIt(
          LocalText(zh: "删去“\(text(word))”", en: "delete `\(text(word))`"),
          [TextEdit(word.span, "")])
      ])
    advance()
  }

  private func isPlain(_ operand: Expression) -> Bool {
    switch operand.kind {
    case .literal, .name: true
    default: false
    }
  }

  private func boundaryWord(
    _ token: Token
  ) -> (keyword: Keyword, operation: Expression.BinaryOperator)? {
    switch text(token) {
    case "以上": (.atLeast, .atLeast)
    case "以下", "以内": (.atMost, .atMost)
    case "以外": (.above, .above)
    default: nil
    }
  }

  // MARK: Operands

  /// factor = "-" factor | primary { "的" name } ;
  private mutating func parsePostfix() -> Expression {
    var operand = parsePrimary()
    while at(.of), !panicking {
      advance()
      guard let name = parseReferredName(.field) else { return operand }
      operand = Expression(.member(operand, name), operand.span.union(name.span))
    }
    return operand
  }

  /// primary = literal | text | "是" | "否" | name | "其" name | "未定" [ text ] | "基准日"
  ///         | "(" expression ")" | set | quantifier | aggregate | call | group | reference ;
  private mutating func parsePrimary() -> Expression {
    let start = current.span
    switch current.kind {
    case .literal(let value):
      advance()
      return Expression(.literal(value), start)
    case .word:
      let name = takeName()
      return Expression(.name(name), name.span)
    case .text:
      let text = takeText()
      return Expression(.text(text.text), text.span)
    case .leftParen:
      return parseParenthesised()
    case .leftBrace where setAllowed:
      return parseSet()
    case .keyword(let keyword), .synonym(let keyword):
      return parseKeywordPrimary(keyword, start)
    default:
      reportExpected(LocalText(zh: "一个值或条件", en: "a value or a condition"))
      return missing()
    }
  }

  private mutating func parseParenthesised() -> Expression {
    let opened = current.span
    advance()
    let outer = setAllowed
    setAllowed = false
    let inner = parseExpression()
    setAllowed = outer
    close(.rightParen, ")", opened: opened, "(")
    looseConnective = nil
    return Expression(inner.kind, opened.union(tokens[index - 1].span))
  }

  /// set = "{" operand { "、" operand } "}" ;
  private mutating func parseSet() -> Expression {
    let opened = current.span
    advance()
    var values: [Expression] = []
    while !at(.rightBrace), !panicking {
      values.append(parseBinary(InfixOperator.boundLevel))
      guard consume(if: .comma) else { break }
    }
    close(.rightBrace, "}", opened: opened, "{")
    return Expression(.set(values), opened.union(tokens[index - 1].span))
  }

  private mutating func parseKeywordPrimary(
    _ keyword: Keyword, _ start: SourceSpan
  ) -> Expression {
    switch keyword {
    case .equal, .yes:
      // 是 where a value must stand is the value, not the comparison.
      tokens[index] = Token(.keyword(.yes), start)
      advance()
      return Expression(.literal(.boolean(true)), start)
    case .no:
      advance()
      return Expression(.literal(.boolean(false)), start)
    case .its:
      advance()
      guard let name = parseReferredName(.field) else { return missing() }
      return Expression(.its(name), start.union(name.span))
    case .unstated:
      advance()
      let remark = at(.text) ? takeText() : nil
      return Expression(.unstated(remark?.text), start)
    case .asOfDate:
      advance()
      return Expression(.asOfDate, start)
    case .has, .each: return parseQuantifier(keyword)
    case .count, .distinct, .sum, .highest, .lowest, .earliest, .latest:
      return parseAggregate(keyword)
    case .fullYears, .higherOf, .lowerOf: return parseCall(keyword)
    case .oneOf, .allOf, .atLeastOf: return parseGroup(keyword)
    case .meets: return parseReference(.clause, .clause)
    case .holds: return parseReference(.honour, .honour)
    case .ended: return parseReference(.training, .training)
    case .selected: return parseReference(.outcome, .outcome)
    case .attest: return parseReference(.judgement, .judgement)
    default:
      if Forms.startsStatement(keyword), isFirstOnLine(index) {
        reportExpected(LocalText(zh: "一个值或条件", en: "a value or a condition"))
        return missing()
      }
      if setAllowed {
        // A reading may choose between keywords: 叠加 另解 取代.
        let name = takeName()
        return Expression(.name(name), name.span)
      }
      if !panicking, keywordsAsNames.insert(keyword).inserted {
        report(.keywordAsName, at: start, [shown(current)])
      }
      advance()
      return missing()
    }
  }

  /// reference = ( "满足" | "获得" | "满期" | "入选" | "认定" ) name ;
  private mutating func parseReference(
    _ kind: Expression.ReferenceKind, _ space: Space
  ) -> Expression {
    let start = current.span
    advance()
    guard let name = parseReferredName(space) else { return missing() }
    return Expression(.reference(kind, name), start.union(name.span))
  }

  /// call = ( "周岁" | "较高者" | "较低者" ) "(" expression { "、" expression } ")" ;
  private mutating func parseCall(_ keyword: Keyword) -> Expression {
    let start = current.span
    advance()
    let opened = current.span
    guard expect(.leftParen, LocalText(zh: "左括号“(”", en: "`(`")) else { return missing() }
    var arguments: [Expression] = []
    repeat { arguments.append(parseExpression()) } while !panicking && consume(if: .comma)
    close(.rightParen, ")", opened: opened, "(")
    let function: Expression.Function =
      keyword == .fullYears ? .fullYears : keyword == .higherOf ? .higherOf : .lowerOf
    return Expression(.call(function, arguments), start.union(tokens[index - 1].span))
  }

  /// An operand of a comparison: arithmetic and bounds, no comparison and no connective.
  ///
  /// operand = sum { ( "封顶" | "保底" ) sum } ;
  /// sum = product { ( "+" | "-" ) product } ;
  /// product = factor { ( "*" | "/" ) factor } ;
  mutating func parseBinaryOperand() -> Expression { parseBinary(InfixOperator.boundLevel) }

  func missing() -> Expression { Expression(.missing, current.span.before) }
}
