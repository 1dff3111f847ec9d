// Comparisons: what may stand on both sides, and how units meet.
extension Elaborator {
  mutating func comparison(
    _ operation: Expression.BinaryOperator, _ left: Expression, _ right: Expression,
    at span: SourceSpan
  ) -> Typed {
    // 未定 is of the type of what it is compared with.
    var a = isOpen(left) ? elaborate(left, expecting: elaborate(right).type) : elaborate(left)
    if a.isError { return a }
    if a.type == .judgement { return judgementComparison(a, operation, left, right) }
    var b = elaborate(right, expecting: isOpen(right) ? a.type : expectation(for: a.type))
    if b.isError { return b }
    if case .option = a.type, case .option = b.type {
      // The right side already says which option is meant.
      return operation == .notEqual ? Typed(builder.not(b.node), .boolean) : Typed(b.node, .boolean)
    }
    (a, b) = reconcile(a, b)
    guard a.type == b.type else {
      reportMismatch(a, left, b, right)
      return errorNode()
    }
    let comparison: IRNode.Comparison
    switch operation {
    case .equal: comparison = .equal
    case .notEqual: comparison = .notEqual
    case .atLeast: comparison = .atLeast
    case .atMost, .top: comparison = .atMost
    case .above: comparison = .above
    default: comparison = .below
    }
    guard comparison == .equal || comparison == .notEqual || isOrdered(a.type) else {
      report(
        .cannotOrder, at: span, [text(left.span), wording(a.type), spelling(operation)])
      return errorNode()
    }
    return Typed(builder.add(.compare(comparison, a.node, b.node), .boolean), .boolean)
  }

  /// Whether a figure takes its type from what it is compared with.
  private func isOpen(_ expression: Expression) -> Bool {
    if expression.isUnstated { return true }
    guard case .name(let name) = expression.kind, case .parameter(let index)? = values[name.text]
    else { return false }
    return isUnsettled(index)
  }

  /// What a word on the right of a comparison is first taken for.
  private func expectation(for type: IRType) -> IRType? {
    switch type {
    case .enumeration, .option: type
    default: nil
    }
  }

  private func isOrdered(_ type: IRType) -> Bool {
    switch type {
    case .number, .money, .share, .date, .calendarYear, .monthDay: true
    case .enumeration(let index): program.enumerations[index].isOrdered
    case .boolean, .text, .set, .record, .list, .judgement, .clauses, .option, .error: false
    }
  }

  private func spelling(_ operation: Expression.BinaryOperator) -> LocalText {
    let keyword: Keyword =
      switch operation {
      case .atLeast: .atLeast
      case .atMost: .atMost
      case .above: .above
      case .below: .below
      case .top: .top
      default: .equal
      }
    return LocalText(zh: keyword.spelling(.chinese), en: keyword.spelling(.english))
  }

  /// `J 是 合格`: the same as `认定 J`.
  private mutating func judgementComparison(
    _ value: Typed, _ operation: Expression.BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Typed {
    guard operation == .equal || operation == .notEqual, case .name(let word) = right.kind else {
      report(.judgementAsFact, at: left.span, [text(left.span)])
      return errorNode()
    }
    let passes: Bool
    switch word.text {
    case "合格", "pass", "passed": passes = true
    case "不合格", "fail", "failed": passes = false
    default:
      report(.judgementAsFact, at: left.span, [text(left.span)])
      return errorNode()
    }
    let node = builder.add(.passes(value.node), .boolean)
    return Typed(passes == (operation == .equal) ? node : builder.not(node), .boolean)
  }

  // MARK: Units

  /// Brings both sides to one unit where that loses nothing: 12 months are a year, a date compared
  /// with a calendar year is compared by its year.
  mutating func reconcile(_ a: Typed, _ b: Typed) -> (Typed, Typed) {
    switch (a.type, b.type) {
    case (.number(.years), .number(.months)): return (a, inYears(b))
    case (.number(.months), .number(.years)): return (inYears(a), b)
    case (.date, .calendarYear): return (year(of: a), b)
    case (.calendarYear, .date): return (a, year(of: b))
    default: return (a, b)
    }
  }

  private mutating func year(of date: Typed) -> Typed {
    Typed(builder.add(.yearOf(date.node), .calendarYear), .calendarYear)
  }

  private mutating func inYears(_ months: Typed) -> Typed {
    if case .constant(.number(let value)) = builder[months.node].operation,
      let years = value.divided(by: Rational(12))
    {
      return constant(.number(years), .number(.years))
    }
    let twelve = constant(.number(Rational(12)), .number(.none))
    return Typed(
      builder.add(.arithmetic(.divide, months.node, twelve.node), .number(.years)), .number(.years))
  }

  /// The value as the wanted type, or a message and `nil`.
  mutating func fit(_ value: Typed, to type: IRType, at expression: Expression) -> Typed? {
    if value.isError || type == .error { return nil }
    if value.type == type { return value }
    if case .number(.years) = type, case .number(.months) = value.type { return inYears(value) }
    if case .number(let unit) = type, case .number(.none) = value.type, unit != .none {
      reportMissingUnit(expression, unit, of: wording(type))
      return nil
    }
    if case .money = type, case .number(.none) = value.type, case .literal = expression.kind {
      reportMissingMoney(expression, of: wording(type))
      return nil
    }
    report(
      .wrongType, at: expression.span, [wording(type), text(expression.span), wording(value.type)])
    return nil
  }

  mutating func reportMismatch(
    _ a: Typed, _ left: Expression, _ b: Typed, _ right: Expression
  ) {
    if case .number(let unit) = a.type, case .number(.none) = b.type, unit != .none {
      return reportMissingUnit(right, unit, of: text(left.span))
    }
    if case .number(let unit) = b.type, case .number(.none) = a.type, unit != .none {
      return reportMissingUnit(left, unit, of: text(right.span))
    }
    if a.type == .money, case .number(.none) = b.type {
      return reportMissingMoney(right, of: text(left.span))
    }
    report(
      .cannotCompare, at: left.span.union(right.span),
      [text(left.span), wording(a.type), text(right.span), wording(b.type)],
      related: declaration(of: left) + declaration(of: right))
  }

  mutating func reportMissingUnit(
    _ expression: Expression, _ unit: Unit, of name: LocalText
  ) {
    let written = sources.text(expression.span)
    let spelled = LocalText(
      zh: written + unit.spelling(.chinese), en: written + " " + unit.spelling(.english))
    report(
      .missingUnit, at: expression.span,
      [name, LocalText(zh: unit.spelling(.chinese), en: unit.spelling(.english)), spelled],
      fixIts: literalFix(expression, spelled))
  }

  private mutating func reportMissingMoney(_ expression: Expression, of name: LocalText) {
    let written = sources.text(expression.span)
    let spelled = LocalText(zh: written + "元", en: written + " yuan")
    report(
      .missingUnit, at: expression.span, [name, LocalText(zh: "元", en: "yuan"), spelled],
      fixIts: literalFix(expression, spelled))
  }

  private func literalFix(_ expression: Expression, _ spelled: LocalText) -> [FixIt] {
    guard case .literal = expression.kind else { return [] }
    return [
      FixIt(
        LocalText(zh: "改写为“\(spelled.zh)”", en: "write `\(spelled.en)`"),
        [TextEdit(expression.span, spelled[language])])
    ]
  }

  /// Where the field, parameter or reading that an expression names was declared.
  private func declaration(of expression: Expression) -> [RelatedPlace] {
    guard case .name(let name) = expression.kind else { return [] }
    for statement in linked.vocabulary + linked.statements {
      for part in [statement] + statement.details {
        guard let declared = part.name, declared.text == name.text else { continue }
        switch part.keyword {
        case .field, .parameter, .reading, .define:
          return [
            RelatedPlace(
              declared.span,
              LocalText(zh: "“\(name.text)”声明在这里", en: "`\(name.text)` is declared here"))
          ]
        default: continue
        }
      }
    }
    return []
  }

  // MARK: 属于

  mutating func membership(_ left: Expression, _ right: Expression) -> Typed {
    let value = elaborate(left)
    if value.isError { return value }
    guard case .enumeration(let index) = value.type else {
      return plainMembership(value, left, right)
    }
    let members = elaborate(right, expecting: .set(index))
    if members.isError { return members }
    guard members.type == .set(index) else {
      if members.type == .enumeration(index) {
        return Typed(builder.add(.compare(.equal, value.node, members.node), .boolean), .boolean)
      }
      report(.setNeeded, at: right.span)
      return errorNode()
    }
    return Typed(builder.add(.isMember(value.node, members.node), .boolean), .boolean)
  }

  /// Numbers and texts belong to a set when they equal one of its members.
  private mutating func plainMembership(
    _ value: Typed, _ left: Expression, _ right: Expression
  ) -> Typed {
    guard case .set(let elements) = right.kind else {
      report(.setNeeded, at: right.span)
      return errorNode()
    }
    var nodes: [NodeID] = []
    for element in elements {
      let equal = comparison(.equal, left, element, at: element.span)
      if equal.isError { return equal }
      nodes.append(equal.node)
    }
    return Typed(builder.or(nodes), .boolean)
  }
}
