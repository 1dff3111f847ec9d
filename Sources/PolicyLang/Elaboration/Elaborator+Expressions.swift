// Expressions: names, literals, connectives, references.
extension Elaborator {
  /// The most that definitions, clauses and expressions may nest before the compiler refuses.
  static let maximumDepth = 400

  /// Elaborates an expression; `expecting` settles words that are values of a choice or level.
  mutating func elaborate(_ expression: Expression, expecting: IRType? = nil) -> Typed {
    guard depth < Elaborator.maximumDepth else {
      report(.nestedTooDeep, at: expression.span, ["\(Elaborator.maximumDepth)"])
      return errorNode()
    }
    depth += 1
    defer { depth -= 1 }
    switch expression.kind {
    case .missing: return errorNode()
    case .literal(let value): return literal(value)
    case .text(let text): return constant(.text(text), .text)
    case .name(let name): return self.name(name, expecting: expecting)
    case .its(let name): return elementField(name)
    case .member(let owner, let name): return member(owner, name)
    case .unstated(let remark): return unstated(remark, expression.span, type: expecting ?? .error)
    case .asOfDate: return Typed(builder.add(.asOfDate, .date), .date)
    case .set(let elements): return set(elements, expecting: expecting, at: expression.span)
    case .negation(let inner):
      let operand = condition(inner)
      return operand.isError ? operand : Typed(builder.not(operand.node), .boolean)
    case .minus(let inner): return minus(inner)
    case .known(let inner): return known(inner)
    case .binary(let operation, let left, let right):
      return binary(operation, left, right, expression, expecting: expecting)
    case .window(let date, let length, let end): return window(date, length, end)
    case .between(let value, let low, let high):
      let above = comparison(.atLeast, value, low, at: expression.span)
      let below = comparison(.atMost, value, high, at: expression.span)
      if above.isError || below.isError { return errorNode() }
      return Typed(builder.and([above.node, below.node]), .boolean)
    case .quantifier(let quantifier): return self.quantifier(quantifier)
    case .aggregate(let aggregate): return self.aggregate(aggregate, at: expression.span)
    case .call(let function, let arguments): return call(function, arguments, expression.span)
    case .group(let kind, let branches): return group(kind, branches)
    case .reference(let kind, let name): return reference(kind, name)
    }
  }

  /// An expression that must be a condition.
  mutating func condition(_ expression: Expression) -> Typed {
    let value = elaborate(expression, expecting: .boolean)
    switch value.type {
    case .boolean, .error: return value
    case .judgement:
      report(.judgementAsFact, at: expression.span, [text(expression.span)])
    default:
      report(.notACondition, at: expression.span, [text(expression.span), wording(value.type)])
    }
    return errorNode()
  }

  // MARK: Literals and names

  private mutating func literal(_ value: LiteralValue) -> Typed {
    switch value {
    case .number(let number, let unit):
      return constant(.number(number), .number(unit.canonical))
    case .money(let amount): return constant(.number(amount), .money)
    case .share(let share, _): return constant(.number(share), .share)
    case .date(let date): return constant(.date(date), .date)
    case .calendarYear(let year): return constant(.calendarYear(year), .calendarYear)
    case .monthDay(let month, let day):
      return constant(.monthDay(month: month, day: day), .monthDay)
    case .boolean(let value): return boolean(value)
    }
  }

  private mutating func name(_ name: Name, expecting: IRType?) -> Typed {
    if let value = enumerationValue(name, expecting) { return value }
    if case .option(let reading)? = expecting, let option = option(name.text, of: reading) {
      noteOption(name, option, of: reading)
      return Typed(builder.add(.readingIs(reading, option: option), .boolean), .option(reading))
    }
    // The list of marks has the name of its score sheet; in an expression the score is meant.
    if case .score(let norm)? = values[name.text] {
      used.insert(name.text)
      noteNorm(name, .scoring)
      return score(norm)
    }
    if let field = fieldIndex[0][name.text] {
      noteField(name, field, of: 0)
      return candidateField(field)
    }
    if let symbol = values[name.text] {
      used.insert(name.text)
      noteSymbol(name, symbol)
      return value(of: symbol, name: name, expecting: expecting)
    }
    if let event = eventIndex[name.text] {
      noteEvent(name, event)
      return events(event)
    }
    switch expecting {
    case .enumeration(let index), .set(let index):
      reportUnknownValue(name, of: index)
    default: reportUnknown(name)
    }
    return errorNode()
  }

  /// A bare word as a value of the expected choice or level.
  private mutating func enumerationValue(_ name: Name, _ expecting: IRType?) -> Typed? {
    let index: Int
    switch expecting {
    case .enumeration(let enumeration), .set(let enumeration): index = enumeration
    default: return nil
    }
    guard
      let value = program.enumerations[index].values.firstIndex(where: {
        $0.zh == name.text || $0.id == name.text
      })
    else { return nil }
    noteValue(name, value, of: index)
    return constant(.value(value), .enumeration(index))
  }

  mutating func candidateField(_ index: Int) -> Typed {
    let type = program.records[0].fields[index].type
    return Typed(builder.add(.field(scope: 0, index: index), type), type)
  }

  private mutating func elementField(_ name: Name) -> Typed {
    guard scopes.count > 1, let record = scopes.last else {
      report(.outsideList, at: name.span)
      return errorNode()
    }
    guard let index = fieldIndex[record][name.text] else {
      reportMissing(name, .field, among: fieldIndex[record].keys.sorted())
      return errorNode()
    }
    noteField(name, index, of: record)
    let type = program.records[record].fields[index].type
    return Typed(builder.add(.field(scope: scopes.count - 1, index: index), type), type)
  }

  mutating func events(_ event: Int) -> Typed {
    let type = IRType.list(program.events[event].record)
    return Typed(builder.add(.events(event), type), type)
  }

  /// `形式审查 的 结果`: the attribute of the latest event, or the field of a record.
  private mutating func member(_ owner: Expression, _ name: Name) -> Typed {
    let value: Typed
    if case .name(let word) = owner.kind, let event = eventIndex[word.text] {
      noteEvent(word, event)
      value = events(event)
    } else {
      value = elaborate(owner)
    }
    switch value.type {
    case .error: return value
    case .record(let record), .list(let record):
      guard let index = fieldIndex[record][name.text] else {
        reportMissing(name, .field, among: fieldIndex[record].keys.sorted())
        return errorNode()
      }
      noteField(name, index, of: record)
      let type = program.records[record].fields[index].type
      return Typed(builder.add(.member(value.node, index: index), type), type)
    default:
      report(
        .wrongType, at: owner.span,
        [LocalText(zh: "事件或记录", en: "an event or a record"), text(owner.span), wording(value.type)])
      return errorNode()
    }
  }

  /// 未定: unknown for good, and listed among the open points.
  mutating func unstated(_ remark: String?, _ span: SourceSpan, type: IRType) -> Typed {
    let place = openLabel
    program.openPoints.append(
      IROpenPoint(
        label: place, articles: articles, note: remark ?? "", isUnseen: false, isImplied: true))
    let index = program.openPoints.count - 1
    return Typed(builder.add(.unstated(index), type), type)
  }

  private var openLabel: IRLabel {
    guard let name = unfolding.last else {
      return IRLabel(id: "unstated", zh: "未定", en: "unstated")
    }
    return IRLabel(id: name, zh: name, en: "")
  }

  mutating func set(
    _ elements: [Expression], expecting: IRType?, at span: SourceSpan
  ) -> Typed {
    let index: Int
    switch expecting {
    case .enumeration(let enumeration), .set(let enumeration): index = enumeration
    default:
      report(.setNeeded, at: span)
      return errorNode()
    }
    var members: [Int] = []
    for element in elements {
      guard case .name(let name) = element.kind else {
        let value = elaborate(element, expecting: .enumeration(index))
        if !value.isError {
          report(
            .wrongType, at: element.span,
            [wording(.enumeration(index)), text(element.span), wording(value.type)])
        }
        continue
      }
      guard let value = enumerationValue(name, .enumeration(index)) else {
        reportUnknownValue(name, of: index)
        continue
      }
      if case .constant(.value(let member)) = builder[value.node].operation {
        members.append(member)
      }
    }
    var seen = Set<Int>()
    let sorted = members.filter { seen.insert($0).inserted }.sorted()
    return constant(.values(sorted), .set(index))
  }

  // MARK: Connectives

  private mutating func binary(
    _ operation: Expression.BinaryOperator, _ left: Expression, _ right: Expression,
    _ whole: Expression, expecting: IRType?
  ) -> Typed {
    switch operation {
    case .and, .or: return junction(operation, left, right)
    case .equal, .notEqual, .atLeast, .atMost, .above, .below, .top:
      return comparison(operation, left, right, at: whole.span)
    case .memberOf: return membership(left, right)
    case .notMemberOf:
      let member = membership(left, right)
      return member.isError ? member : Typed(builder.not(member.node), .boolean)
    case .add, .subtract, .multiply, .divide, .cappedAt, .flooredAt:
      return arithmetic(operation, left, right, whole, expecting: expecting)
    }
  }

  /// A row of conditions joined by the same connective; long rows are no deep nesting.
  private mutating func junction(
    _ operation: Expression.BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Typed {
    var operands = [right]
    var first = left
    while case .binary(operation, let inner, let next) = first.kind {
      operands.append(next)
      first = inner
    }
    operands.append(first)
    var nodes: [NodeID] = []
    var failed = false
    for operand in operands.reversed() {
      let value = condition(operand)
      if value.isError { failed = true }
      nodes.append(value.node)
    }
    if failed { return errorNode() }
    return Typed(operation == .and ? builder.and(nodes) : builder.or(nodes), .boolean)
  }

  private mutating func known(_ inner: Expression) -> Typed {
    let value = elaborate(inner)
    return value.isError ? value : Typed(builder.add(.known(value.node), .boolean), .boolean)
  }

  // MARK: References and groups

  private mutating func reference(_ kind: Expression.ReferenceKind, _ name: Name) -> Typed {
    switch kind {
    case .judgement: return judgement(name)
    case .clause: return clauseReference(name)
    case .honour:
      guard let norm = norm(name, .honour) else { return errorNode() }
      return Typed(builder.add(.holdsHonour(norm), .boolean), .boolean)
    case .training:
      guard let norm = norm(name, .training) else { return errorNode() }
      return Typed(builder.add(.termEnded(norm), .boolean), .boolean)
    case .outcome:
      guard let norm = norm(name, .outcome) else { return errorNode() }
      return Typed(builder.add(.hasOutcome(norm), .boolean), .boolean)
    }
  }

  /// `认定 X`: whether the judgement X is 合格.
  mutating func judgement(_ name: Name) -> Typed {
    let value: Typed
    if scopes.count > 1, let record = scopes.last, fieldIndex[record][name.text] != nil {
      value = elementField(name)
    } else if let field = fieldIndex[0][name.text] {
      noteField(name, field, of: 0)
      value = candidateField(field)
    } else {
      reportMissing(name, .judgement, among: judgementNames())
      return errorNode()
    }
    guard value.type == .judgement else {
      if !value.isError { report(.factAsJudgement, at: name.span, [LocalText(name.text)]) }
      return errorNode()
    }
    return Typed(builder.add(.passes(value.node), .boolean), .boolean)
  }

  private func judgementNames() -> [String] {
    var names: [String] = []
    for field in program.records[0].fields where field.type == .judgement {
      names.append(field.label.zh)
    }
    return names
  }

  /// 下列之一, 下列全部, 下列至少 N项: each branch keeps its name for explanations.
  private mutating func group(
    _ kind: Expression.GroupKind, _ members: [Expression.Branch]
  ) -> Typed {
    var nodes: [NodeID] = []
    var failed = false
    for member in members {
      let value = branch(member)
      if value.isError { failed = true }
      nodes.append(value.node)
    }
    if failed { return errorNode() }
    switch kind {
    case .oneOf: return Typed(builder.or(nodes), .boolean)
    case .allOf: return Typed(builder.and(nodes), .boolean)
    case .atLeast(let bound):
      let number = elaborate(bound, expecting: .number(.none))
      guard let fitted = fit(number, to: .number(.none), at: bound) else { return errorNode() }
      return Typed(builder.add(.atLeast(fitted.node, of: nodes), .boolean), .boolean)
    }
  }

  private mutating func branch(_ branch: Expression.Branch) -> Typed {
    let outer = articles
    defer { articles = outer }
    if !branch.citations.isEmpty {
      articles = []
      for citation in branch.citations { articles.append(citation.description) }
    }
    let value = condition(branch.condition)
    if value.isError { return value }
    return named(label(branch.name, branch.id), .branch, value)
  }

  /// Marks a condition with its name, for explanations.
  mutating func named(_ label: IRLabel, _ kind: IRCondition.Kind, _ value: Typed) -> Typed {
    let entry = IRCondition(label: label, articles: articles, kind: kind)
    let index: Int
    if let known = conditionIndex[entry] {
      index = known
    } else {
      program.conditions.append(entry)
      index = program.conditions.count - 1
      conditionIndex[entry] = index
    }
    return Typed(builder.add(.named(index, value.node), value.type), value.type)
  }
}
