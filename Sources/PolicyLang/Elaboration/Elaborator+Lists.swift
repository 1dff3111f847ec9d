// Quantifiers and aggregates over lists.
extension Elaborator {
  mutating func quantifier(_ quantifier: Expression.Quantifier) -> Typed {
    guard let list = list(quantifier.list) else { return errorNode() }
    let condition = elementCondition(quantifier.condition, of: list.record)
    if let condition, condition.isError { return condition }
    let kind: IRNode.Quantifier
    var bound: NodeID?
    switch quantifier.kind {
    case .every:
      kind = .every
    case .some:
      kind = .atLeast
      bound = constant(.number(.one), .number(.none)).node
    case .atLeast, .atMost, .exactly:
      kind =
        quantifier.kind == .atLeast ? .atLeast : quantifier.kind == .atMost ? .atMost : .exactly
      guard let expression = quantifier.bound else { return errorNode() }
      let value = elaborate(expression, expecting: .number(.none))
      guard let number = fit(value, to: .number(.none), at: expression) else { return errorNode() }
      bound = number.node
    }
    return Typed(
      builder.add(
        .quantifier(kind, list: list.node, condition: condition?.node, bound: bound), .boolean),
      .boolean)
  }

  mutating func aggregate(_ aggregate: Expression.Aggregate, at span: SourceSpan) -> Typed {
    guard let list = list(aggregate.list) else { return errorNode() }
    let condition = elementCondition(aggregate.condition, of: list.record)
    if let condition, condition.isError { return condition }
    var value = elementValue(aggregate.value, of: list.record)
    if let value, value.isError { return value }
    if value == nil, aggregate.kind == .earliest || aggregate.kind == .latest {
      // An event's own date needs no saying.
      value = eventDate(list)
    }
    if value == nil, aggregate.kind != .count {
      report(.aggregateNeedsValue, at: span, [text(span)])
      return errorNode()
    }
    guard let type = resultType(aggregate.kind, value?.type) else {
      report(
        .wrongType, at: aggregate.value?.span ?? span,
        [
          LocalText(zh: "能这样汇总的值", en: "a value that can be combined like this"),
          text(aggregate.value?.span ?? span), wording(value?.type ?? .error),
        ])
      return errorNode()
    }
    return Typed(
      builder.add(
        .aggregate(
          aggregate.kind, list: list.node, condition: condition?.node,
          value: aggregate.kind == .count ? nil : value?.node), type), type)
  }

  private func resultType(_ kind: Expression.AggregateKind, _ value: IRType?) -> IRType? {
    switch kind {
    case .count, .distinct: return .number(.none)
    case .sum:
      switch value {
      case .number, .money, .share: return value
      default: return nil
      }
    case .highest, .lowest:
      switch value {
      case .number, .money, .share: return value
      case .enumeration(let index): return program.enumerations[index].isOrdered ? value : nil
      default: return nil
      }
    case .earliest, .latest: return value == .date ? .date : nil
    }
  }

  private mutating func eventDate(_ list: (node: NodeID, record: Int)) -> Typed? {
    guard program.events.contains(where: { $0.record == list.record }) else { return nil }
    return Typed(builder.add(.field(scope: scopes.count, index: 0), .date), .date)
  }

  /// The list an expression names; a message where it is none.
  private mutating func list(_ expression: Expression) -> (node: NodeID, record: Int)? {
    // Where a list must stand, the name of a score sheet means the experts' marks and not the score.
    if case .name(let name) = expression.kind, case .score? = values[name.text],
      let field = fieldIndex[0][name.text]
    {
      noteField(name, field, of: 0)
      let marks = candidateField(field)
      if case .list(let record) = marks.type { return (marks.node, record) }
    }
    let value = elaborate(expression)
    switch value.type {
    case .error: return nil
    case .list(let record): return (value.node, record)
    default:
      var names: [String] = []
      for field in program.records[0].fields {
        if case .list = field.type { names.append(field.label.zh) }
      }
      report(.notAList, at: expression.span, [text(expression.span), listed(names)])
      return nil
    }
  }

  /// What is asked of one element, with `其` standing for it.
  private mutating func elementCondition(_ expression: Expression?, of record: Int) -> Typed? {
    guard let expression else { return nil }
    scopes.append(record)
    defer { scopes.removeLast() }
    return condition(expression)
  }

  /// What is taken from one element.
  private mutating func elementValue(_ expression: Expression?, of record: Int) -> Typed? {
    guard let expression else { return nil }
    scopes.append(record)
    defer { scopes.removeLast() }
    return elaborate(expression)
  }
}
