// Arithmetic: which units may meet, dates and periods, bounds, windows.
extension Elaborator {
  mutating func minus(_ inner: Expression) -> Typed {
    let value = elaborate(inner)
    switch value.type {
    case .error: return value
    case .number, .money, .share:
      return Typed(builder.add(.minus(value.node), value.type), value.type)
    default:
      report(
        .wrongType, at: inner.span,
        [LocalText(zh: "数", en: "a number"), text(inner.span), wording(value.type)])
      return errorNode()
    }
  }

  mutating func arithmetic(
    _ operation: Expression.BinaryOperator, _ left: Expression, _ right: Expression,
    _ whole: Expression, expecting: IRType?
  ) -> Typed {
    var a = elaborate(left, expecting: expecting ?? (left.isUnstated ? elaborate(right).type : nil))
    var b = elaborate(right, expecting: expecting ?? (right.isUnstated ? a.type : nil))
    if a.isError || b.isError { return errorNode() }
    (a, b) = reconcile(a, b)
    guard let type = Elaborator.result(operation, a.type, b.type) else {
      report(
        .cannotCompute, at: whole.span,
        [text(left.span), text(right.span), wording(a.type), wording(b.type)])
      return errorNode()
    }
    if a.type == .date, !isWholePeriod(b, right) { return errorNode() }
    let arithmetic: IRNode.Arithmetic
    switch operation {
    case .add: arithmetic = .add
    case .subtract: arithmetic = .subtract
    case .multiply: arithmetic = .multiply
    case .divide: arithmetic = .divide
    case .cappedAt: arithmetic = .lower
    default: arithmetic = .higher
    }
    return fold(arithmetic, a, b, type, whole)
  }

  /// The type of a result, or `nil` where the units do not allow the operation.
  static func result(
    _ operation: Expression.BinaryOperator, _ a: IRType, _ b: IRType
  ) -> IRType? {
    switch (operation, a, b) {
    case (.add, .date, .number(let unit)), (.subtract, .date, .number(let unit)):
      return unit == .years || unit == .months || unit == .days || unit == .workingDays
        ? .date : nil
    case (.subtract, .date, .date): return .number(.days)
    case (.add, .calendarYear, .number(.years)), (.subtract, .calendarYear, .number(.years)):
      return .calendarYear
    case (.subtract, .calendarYear, .calendarYear): return .number(.years)
    case (.add, _, _), (.subtract, _, _), (.cappedAt, _, _), (.flooredAt, _, _):
      if a != b { return nil }
      switch a {
      case .number, .money, .share: return a
      case .date: return operation == .cappedAt || operation == .flooredAt ? .date : nil
      default: return nil
      }
    case (.multiply, .share, .share): return .share
    case (.multiply, .money, .number), (.multiply, .money, .share): return .money
    case (.multiply, .number, .money), (.multiply, .share, .money): return .money
    case (.multiply, .number, .share), (.multiply, .number, .number(.none)): return a
    case (.multiply, .share, .number), (.multiply, .number(.none), .number): return b
    case (.divide, .money, .money): return .number(.none)
    case (.divide, .money, .number), (.divide, .money, .share): return .money
    case (.divide, .share, .number(.none)): return .share
    case (.divide, .number, .number(.none)), (.divide, .number, .share): return a
    case (.divide, .number(let above), .number(let below)):
      return above == below ? .number(.none) : nil
    default: return nil
    }
  }

  /// Only whole periods can be added to a date; a field that may carry decimals cannot.
  private mutating func isWholePeriod(_ period: Typed, _ expression: Expression) -> Bool {
    switch builder[period.node].operation {
    case .constant(.number(let value)) where !value.isInteger: break
    case .field(let scope, let index):
      if program.records[scopes[min(scope, scopes.count - 1)]].fields[index].places == 0 {
        return true
      }
    default: return true
    }
    report(.wholePeriodNeeded, at: expression.span)
    return false
  }

  /// Constants are computed here, so that an overflow is an error of the policy and not of a row.
  private mutating func fold(
    _ operation: IRNode.Arithmetic, _ a: Typed, _ b: Typed, _ type: IRType, _ whole: Expression
  ) -> Typed {
    guard case .constant(.number(let left)) = builder[a.node].operation,
      case .constant(.number(let right)) = builder[b.node].operation
    else {
      return Typed(builder.add(.arithmetic(operation, a.node, b.node), type), type)
    }
    let value: Rational?
    switch operation {
    case .add: value = left.adding(right)
    case .subtract: value = left.subtracting(right)
    case .multiply: value = left.multiplied(by: right)
    case .divide:
      if right == .zero {
        report(.divisionByZero, at: whole.span)
        return errorNode()
      }
      value = left.divided(by: right)
    case .higher: value = max(left, right)
    case .lower: value = min(left, right)
    }
    guard let value else {
      report(.tooLargeToCompute, at: whole.span)
      return errorNode()
    }
    return constant(.number(value), type)
  }

  /// 周岁, 较高者, 较低者.
  mutating func call(
    _ function: Expression.Function, _ arguments: [Expression], _ span: SourceSpan
  ) -> Typed {
    switch function {
    case .fullYears:
      guard arguments.count == 2 else {
        report(.wrongNumberOfInputs, at: span, ["2", "\(arguments.count)"])
        return errorNode()
      }
      let from = elaborate(arguments[0], expecting: .date)
      let to = elaborate(arguments[1], expecting: .date)
      guard let start = fit(from, to: .date, at: arguments[0]),
        let end = fit(to, to: .date, at: arguments[1])
      else { return errorNode() }
      return Typed(builder.add(.fullYears(start.node, end.node), .number(.years)), .number(.years))
    case .higherOf, .lowerOf:
      guard var result = arguments.first.map({ Expression($0.kind, $0.span) }) else {
        return errorNode()
      }
      for argument in arguments.dropFirst() {
        result = Expression(
          .binary(function == .higherOf ? .flooredAt : .cappedAt, result, argument),
          result.span.union(argument.span))
      }
      return elaborate(result)
    }
  }

  /// `D 近 5年 至 E`; without an end the period ends on the as-of date.
  mutating func window(
    _ date: Expression, _ length: Expression, _ end: Expression?
  ) -> Typed {
    let value = elaborate(date, expecting: .date)
    guard let day = fit(value, to: .date, at: date) else { return errorNode() }
    let period = elaborate(length, expecting: .number(.years))
    if period.isError { return period }
    switch period.type {
    case .number(.years), .number(.months), .number(.days), .number(.calendarYears): break
    default:
      report(
        .wrongType, at: length.span,
        [
          LocalText(zh: "一段时间，如 5年", en: "a period such as 5 years"), text(length.span),
          wording(period.type),
        ])
      return errorNode()
    }
    guard isWholePeriod(period, length) else { return errorNode() }
    var last = Typed(builder.add(.asOfDate, .date), .date)
    if let end {
      guard let fitted = fit(elaborate(end, expecting: .date), to: .date, at: end) else {
        return errorNode()
      }
      last = fitted
    }
    return Typed(
      builder.add(.window(date: day.node, length: period.node, end: last.node), .boolean), .boolean)
  }
}
