internal import PolicyLang

// Numbers, dates and places in a level as vectors.
extension ColumnCompiler {
  /// The number that a node is, in the innermost of `domains`. Values of an enumeration are their codes.
  mutating func number(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    let domain = domains[domains.count - 1]
    switch folder.constant(node) {
    case .value(let value): return try NumberStep(constant: value, in: domain)
    case .failure: throw Unsupported()
    case .variable: break
    }
    switch operation(node) {
    case .field, .member: return try fieldNumber(node, domains)
    case .named(_, let operand): return try number(operand, domains)
    case .parameter, .reading:
      guard let chosen = folder.operands(of: node).first else { throw Unsupported() }
      return try number(chosen, domains)
    case .arithmetic(let operation, let left, let right):
      return try arithmetic(operation, left, right, type(node), domains)
    case .minus(let operand): return try scaled(try number(operand, domains), by: -1, domains)
    case .fullYears(let from, let to):
      let (a, b) = (try number(from, domains), try number(to, domains))
      let (known, none) = both(a, b)
      let step = pool.add(.fullYears(vector(a), vector(b), mask: known), in: domain)
      return NumberStep(
        source: .vector(step), scale: 1, known: known, none: none, domain: domain)
    case .yearOf(let date):
      let date = try number(date, domains)
      let step = pool.add(.yearOf(vector(date), mask: date.known), in: domain)
      return NumberStep(
        source: .vector(step), scale: 1, known: date.known, none: date.none, domain: domain)
    case .aggregate(let kind, let list, let condition, let value):
      return try aggregate(kind, list, condition, value, domains)
    case .table: return try tableNumber(node, domains)
    default: throw Unsupported()
    }
  }

  // MARK: Fields

  private mutating func fieldNumber(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    let (column, home) = try self.column(node, domains)
    switch plan.columns[column].field.type {
    case .number, .money, .share, .date, .calendarYear, .monthDay: break
    case .enumeration:
      // Codes of another vocabulary stand in another order.
      guard values(of: column) == nil else { throw Unsupported() }
    default: throw Unsupported()
    }
    let given = NumberStep(
      source: .column(column), scale: plan.columns[column].scale, known: given(column),
      domain: home)
    if let derivation = derivation(of: node) {
      return lift(try completed(given, by: derivation), to: domains)
    }
    return lift(given, to: domains)
  }

  /// A number of an outer domain for the records of the innermost one.
  private mutating func lift(_ number: NumberStep, to domains: [Int]) -> NumberStep {
    guard let start = domains.lastIndex(of: number.domain), start < domains.count - 1 else {
      return number
    }
    var result = number
    var step = vector(number)
    for inner in domains[(start + 1)...] {
      step = pool.add(.spreadNumbers(step, domain: inner), in: inner)
    }
    result.source = .vector(step)
    result.known = lift(number.known, from: number.domain, to: domains)
    result.none = lift(number.none, from: number.domain, to: domains)
    result.domain = domains[domains.count - 1]
    return result
  }

  /// For each value of a column's enumeration its index in the policy's own vocabulary; `nil` where
  /// they are the same.
  func values(of column: Int) -> [Int?]? {
    guard let owner = plan.owner(of: column) else { return nil }
    return link.values(of: owner.field, in: owner.record)
  }

  // MARK: Steps

  /// The vector of a number.
  mutating func vector(_ number: NumberStep) -> Int {
    switch number.source {
    case .vector(let step): step
    case .column(let column): pool.add(.column(column), in: number.domain)
    case .constant(let value): pool.add(.constant(value), in: number.domain)
    }
  }

  /// Where the result of an operation on two numbers is known, and where it is known to be none: no
  /// value is looked at only where the left operand is not unknown.
  mutating func both(_ a: NumberStep, _ b: NumberStep) -> (known: Int, none: Int) {
    (pool.and(a.known, b.known), pool.or(a.none, pool.and(a.known, b.none)))
  }

  /// The number multiplied; the scale stays.
  private mutating func scaled(
    _ number: NumberStep, by factor: Int64, _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    if factor == 1 { return number }
    var result = number
    if case .constant(let value) = number.source {
      let (product, overflow) = value.multipliedReportingOverflow(by: factor)
      if overflow { throw Unsupported() }
      result.source = .constant(product)
      return result
    }
    let step = pool.add(
      .scaled(vector(number), by: factor, mask: number.known), in: number.domain)
    fail(pool.add(.failed(step), in: number.domain), domains)
    result.source = .vector(step)
    return result
  }

  /// The same number with a scale that is a multiple of its own.
  private mutating func rescaled(
    _ number: NumberStep, to scale: Int64, _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    var result = try scaled(number, by: scale / number.scale, domains)
    result.scale = scale
    return result
  }

  /// Both numbers with one scale.
  mutating func aligned(
    _ a: NumberStep, _ b: NumberStep, _ domains: [Int]
  ) throws(Unsupported) -> (NumberStep, NumberStep) {
    if a.scale == b.scale { return (a, b) }
    var (x, y) = (a.scale, b.scale)
    while y != 0 { (x, y) = (y, x % y) }
    let (scale, overflow) = (a.scale / x).multipliedReportingOverflow(by: b.scale)
    if overflow { throw Unsupported() }
    return (try rescaled(a, to: scale, domains), try rescaled(b, to: scale, domains))
  }

  /// Months become years or years months where the result asks for it.
  mutating func converted(
    _ number: NumberStep, _ type: IRType, to result: IRType, _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    switch (type, result) {
    case (.number(.years), .number(.months)): return try scaled(number, by: 12, domains)
    case (.number(.months), .number(.years)):
      var number = number
      let (scale, overflow) = number.scale.multipliedReportingOverflow(by: 12)
      if overflow { throw Unsupported() }
      number.scale = scale
      return number
    default: return number
    }
  }

  private mutating func arithmetic(
    _ operation: IRNode.Arithmetic, _ left: NodeID, _ right: NodeID, _ type: IRType,
    _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    switch (self.type(left), self.type(right)) {
    case (.date, .number(let unit)):
      return try moved(left, right, unit, operation == .subtract ? -1 : 1, domains)
    case (.number(let unit), .date): return try moved(right, left, unit, 1, domains)
    case (.calendarYear, .number): throw Unsupported()
    default: break
    }
    var (a, b) = (try number(left, domains), try number(right, domains))
    switch operation {
    case .multiply:
      let (scale, overflow) = a.scale.multipliedReportingOverflow(by: b.scale)
      if overflow { throw Unsupported() }
      return try combined(.multiply, a, b, scale, domains)
    case .divide:
      guard case .constant(let divisor) = b.source, divisor != 0, divisor != Int64.min,
        b.known == StepPool.ones
      else { throw Unsupported() }
      let (scale, overflow) = a.scale.multipliedReportingOverflow(
        by: Int64(divisor.magnitude))
      if overflow { throw Unsupported() }
      a = try scaled(a, by: divisor < 0 ? -b.scale : b.scale, domains)
      a.scale = scale
      return a
    case .add, .subtract, .higher, .lower:
      a = try converted(a, self.type(left), to: type, domains)
      b = try converted(b, self.type(right), to: type, domains)
      (a, b) = try aligned(a, b, domains)
      return try combined(operation, a, b, a.scale, domains)
    }
  }

  private mutating func combined(
    _ operation: IRNode.Arithmetic, _ a: NumberStep, _ b: NumberStep, _ scale: Int64,
    _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    let domain = domains[domains.count - 1]
    let (known, none) = both(a, b)
    let step = pool.add(.arithmetic(operation, vector(a), vector(b), mask: known), in: domain)
    switch operation {
    case .add, .subtract, .multiply: fail(pool.add(.failed(step), in: domain), domains)
    case .divide, .higher, .lower: break
    }
    return NumberStep(
      source: .vector(step), scale: scale, known: known, none: none, domain: domain)
  }

  /// A date and a fixed length of time.
  private mutating func moved(
    _ date: NodeID, _ length: NodeID, _ unit: Unit, _ sign: Int64, _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    guard case .value(.number(let size)) = folder.constant(length), size.isInteger,
      size.numerator.magnitude < 10_000_000
    else { throw Unsupported() }
    let (months, days): (Int64, Int64)
    switch unit {
    case .years, .calendarYears: (months, days) = (12, 0)
    case .months: (months, days) = (1, 0)
    case .days: (months, days) = (0, 1)
    default: throw Unsupported()
    }
    let date = try number(date, domains)
    let by = sign * size.numerator
    let domain = domains[domains.count - 1]
    let step = pool.add(
      .moved(vector(date), months: months * by, days: days * by, mask: date.known), in: domain)
    fail(pool.add(.failed(step), in: domain), domains)
    return NumberStep(
      source: .vector(step), scale: 1, known: date.known, none: date.none, domain: domain)
  }
}

extension NumberStep {
  /// A number that is the same for every row.
  init(constant value: Value, in domain: Int) throws(ColumnCompiler.Unsupported) {
    self.init(source: .constant(0), scale: 1, known: StepPool.ones, domain: domain)
    switch value {
    case .number(let number):
      source = .constant(number.numerator)
      scale = number.denominator
    case .date(let date): source = .constant(Int64(date.dayNumber))
    case .calendarYear(let year): source = .constant(Int64(year))
    case .monthDay(let month, let day): source = .constant(Int64(month * 32 + day))
    case .value(let index): source = .constant(Int64(index) + 1)
    case .unknown: known = StepPool.zeros
    case .none: (known, none) = (StepPool.zeros, StepPool.ones)
    case .boolean, .range, .text, .values, .record, .list, .judgement, .clauses, .option:
      throw ColumnCompiler.Unsupported()
    }
  }
}
