internal import PolicyLang

/// A step as the engine runs it: plain numbers, no references to count.
struct ColumnInstruction {
  enum Operation: UInt8 {
    case skip, rangeCode, range16, range32, range64, member, and, or, andNot, not, given, spread
    case count
    case column, constant, arithmetic, scaled, select, fullYears, yearOf, moved, spreadNumbers
    case aggregate, within, compare
  }
  var operation: Operation
  /// A storage, comparison, kind of arithmetic or of aggregate, as its raw value.
  var kind: UInt8 = 0
  var out: Int32
  /// The domain of what comes out.
  var domain: Int32
  var a: Int32 = 0
  var b: Int32 = 0
  /// A mask, or a third operand.
  var mask: Int32 = 0
  /// The domain of a list.
  var list: Int32 = 0
  /// The plane for what cannot be computed.
  var failures: Int32 = -1
  var low: Int64 = 0
  var high: Int64 = 0
}

extension ColumnInstruction {
  init(_ step: Int, _ program: ColumnProgram, _ failures: [Int: Int]) {
    let pool = program.pool
    self.init(
      operation: .skip, out: Int32(truncatingIfNeeded: step),
      domain: Int32(truncatingIfNeeded: pool.domains[step]))
    self.failures = Int32(truncatingIfNeeded: failures[step] ?? -1)
    switch pool.steps[step] {
    case .zeros, .ones, .asked, .refused, .failed: break
    case .range(let column, let low, let high):
      (self.low, self.high) = (low, high)
      a = Int32(truncatingIfNeeded: column)
      switch program.plan.columns[column].storage {
      case .code: operation = .rangeCode
      case .int16: operation = .range16
      case .int32: operation = .range32
      case .int64: operation = .range64
      }
    case .member(let column, let table): set(.member, column, table)
    case .and(let a, let b): set(.and, a, b)
    case .or(let a, let b): set(.or, a, b)
    case .andNot(let a, let b): set(.andNot, a, b)
    case .not(let a): set(.not, a)
    case .given(let domain): set(.given, list: domain)
    case .spread(let a, let domain): set(.spread, a, list: domain)
    case .count(let a, let domain, let least):
      set(.count, a, list: domain)
      low = least
    case .column(let column):
      set(.column, column)
      kind = program.plan.columns[column].storage.rawValue
    case .constant(let value):
      operation = .constant
      low = value
    case .arithmetic(let kind, let a, let b, let mask):
      set(.arithmetic, a, b, mask)
      self.kind = kind.rawValue
    case .scaled(let a, let factor, let mask):
      set(.scaled, a, 0, mask)
      low = factor
    case .select(let mask, let a, let b): set(.select, a, b, mask)
    case .fullYears(let a, let b, let mask): set(.fullYears, a, b, mask)
    case .yearOf(let a, let mask): set(.yearOf, a, 0, mask)
    case .moved(let a, let months, let days, let mask):
      set(.moved, a, 0, mask)
      (low, high) = (months, days)
    case .spreadNumbers(let a, let domain): set(.spreadNumbers, a, list: domain)
    case .aggregate(let kind, let a, let domain, let mask):
      set(.aggregate, a, 0, mask, list: domain)
      self.kind = kind.rawValue
    case .within(let a, let low, let high):
      set(.within, a)
      (self.low, self.high) = (low, high)
    case .compare(let comparison, let a, let b):
      set(.compare, a, b)
      kind = comparison.rawValue
    }
  }

  private mutating func set(
    _ operation: Operation, _ a: Int = 0, _ b: Int = 0, _ mask: Int = 0, list: Int = 0
  ) {
    self.operation = operation
    self.a = Int32(truncatingIfNeeded: a)
    self.b = Int32(truncatingIfNeeded: b)
    self.mask = Int32(truncatingIfNeeded: mask)
    self.list = Int32(truncatingIfNeeded: list)
  }
}
