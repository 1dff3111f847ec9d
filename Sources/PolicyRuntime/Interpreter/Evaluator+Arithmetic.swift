internal import PolicyLang

// Exact arithmetic with numbers, money, shares and dates.
extension Evaluator {
  mutating func arithmetic(
    _ operation: IRNode.Arithmetic, _ left: NodeID, _ right: NodeID, _ type: IRType
  ) throws(EvaluationError) -> Value {
    var (a, b) = try both(left, right)
    let (leftType, rightType) = (program.nodes[left.index].type, program.nodes[right.index].type)
    switch (a, b) {
    case (.none, _), (_, .none): return .none
    case (.unknown, _), (_, .unknown): return .unknown
    case (.date(let date), _) where isLength(b):
      return .date(try moved(date, b, rightType, back: operation == .subtract))
    case (_, .date(let date)) where isLength(a) && operation == .add:
      return .date(try moved(date, a, leftType, back: false))
    case (.date, .range), (.range, .date): return .unknown
    case (.date(let a), .date(let b)):
      if operation == .subtract {
        return .number(Rational(Int64(a.dayNumber) - Int64(b.dayNumber)))
      }
      return try extreme(operation, a < b) ? .date(a) : .date(b)
    case (.calendarYear(let a), .calendarYear(let b)):
      if operation == .subtract { return .number(Rational(Int64(a) - Int64(b))) }
      return try extreme(operation, a < b) ? .calendarYear(a) : .calendarYear(b)
    case (.calendarYear(let year), .number(let number)):
      return .calendarYear(try added(year, number, back: operation == .subtract))
    case (.value(let a), .value(let b)):
      return try extreme(operation, a < b) ? .value(a) : .value(b)
    default: break
    }
    if operation != .multiply, operation != .divide {
      a = try converted(a, leftType, to: type)
      b = try converted(b, rightType, to: type)
    }
    guard let x = Interval(a), let y = Interval(b) else { throw EvaluationError(.ill, at: nil) }
    return try calculate(operation, x, y)
  }

  /// Sums and extremes of open counts stay intervals; products and quotients of them are unknown.
  private func calculate(
    _ operation: IRNode.Arithmetic, _ x: Interval, _ y: Interval
  ) throws(EvaluationError) -> Value {
    let settled = x.isSettled && y.isSettled
    let low: Rational?
    let high: Rational?
    switch operation {
    case .add: (low, high) = (x.low.adding(y.low), x.high.adding(y.high))
    case .subtract: (low, high) = (x.low.subtracting(y.high), x.high.subtracting(y.low))
    case .higher: (low, high) = (max(x.low, y.low), max(x.high, y.high))
    case .lower: (low, high) = (min(x.low, y.low), min(x.high, y.high))
    case .multiply:
      guard settled else { return .unknown }
      low = x.low.multiplied(by: y.low)
      high = low
    case .divide:
      guard settled else { return .unknown }
      if y.low == .zero { throw EvaluationError(.divisionByZero, at: nil) }
      low = x.low.divided(by: y.low)
      high = low
    }
    guard let low, let high else {
      // The upper end of an absent list's length stands for no limit at all.
      if !settled { return .unknown }
      throw EvaluationError(.overflow, at: nil)
    }
    return Interval(low, high).value
  }

  mutating func minus(_ operand: NodeID) throws(EvaluationError) -> Value {
    let value = try value(of: operand)
    if case .unknown = value { return .unknown }
    if case .none = value { return .none }
    guard let interval = Interval(value) else { throw EvaluationError(.ill, at: operand) }
    return try calculate(.subtract, Interval(.zero, .zero), interval)
  }

  mutating func fullYears(_ from: NodeID, _ to: NodeID) throws(EvaluationError) -> Value {
    switch try both(from, to) {
    case (.none, _), (_, .none): return .none
    case (.unknown, _), (_, .unknown): return .unknown
    case (.date(let from), .date(let to)): return .number(Rational(Int64(from.fullYears(to: to))))
    default: throw EvaluationError(.ill, at: nil)
    }
  }

  mutating func yearOf(_ date: NodeID) throws(EvaluationError) -> Value {
    switch try value(of: date) {
    case .date(let date): return .calendarYear(date.components.year)
    case .unknown: return .unknown
    case .none: return .none
    default: throw EvaluationError(.ill, at: date)
    }
  }

  /// The day `length` before `date`; month ends clamp.
  func shift(
    _ date: CivilDate, back length: Rational, _ type: IRType
  ) throws(EvaluationError) -> CivilDate {
    try moved(date, .number(length), type, back: true)
  }

  private func moved(
    _ date: CivilDate, _ length: Value, _ type: IRType, back: Bool
  ) throws(EvaluationError) -> CivilDate {
    guard case .number(let number) = length, case .number(let unit) = type else {
      throw EvaluationError(.ill, at: nil)
    }
    let size = try whole(number) * (back ? -1 : 1)
    let result: CivilDate?
    switch unit {
    case .years, .calendarYears: result = date.adding(months: size * 12)
    case .months: result = date.adding(months: size)
    case .days: result = date.adding(days: size)
    case .workingDays: result = try WorkCalendar(program).day(size, from: date)
    case .none, .people, .pieces, .items, .times, .cohorts, .age, .points, .places:
      throw EvaluationError(.ill, at: nil)
    }
    guard let result else { throw EvaluationError(.dateOutOfRange, at: nil) }
    return result
  }

  /// A whole number of years, months or days that a calendar can hold.
  func whole(_ number: Rational) throws(EvaluationError) -> Int {
    guard number.isInteger else { throw EvaluationError(.fractionalPeriod, at: nil) }
    guard number.numerator.magnitude < 10_000_000 else {
      throw EvaluationError(.dateOutOfRange, at: nil)
    }
    return Int(number.numerator)
  }

  func scaled(_ value: Value, by factor: Int64) throws(EvaluationError) -> Value {
    guard case .number(let number) = value else { return value }
    guard let product = number.multiplied(by: Rational(factor)) else {
      throw EvaluationError(.overflow, at: nil)
    }
    return .number(product)
  }

  /// Months become years or years months where the result asks for it.
  private func converted(
    _ value: Value, _ type: IRType, to result: IRType
  ) throws(EvaluationError) -> Value {
    switch (type, result) {
    case (.number(.years), .number(.months)): return try scaled(value, by: 12)
    case (.number(.months), .number(.years)):
      guard case .number(let number) = value else { return value }
      guard let quotient = number.divided(by: Rational(12)) else {
        throw EvaluationError(.overflow, at: nil)
      }
      return .number(quotient)
    default: return value
    }
  }

  private func isLength(_ value: Value) -> Bool {
    if case .number = value { return true }
    return false
  }

  private func added(
    _ year: Int, _ number: Rational, back: Bool
  ) throws(EvaluationError) -> Int {
    let sum = year + (back ? -1 : 1) * (try whole(number))
    guard (1...9999).contains(sum) else { throw EvaluationError(.dateOutOfRange, at: nil) }
    return sum
  }

  /// Whether the left operand is the one to take.
  private func extreme(
    _ operation: IRNode.Arithmetic, _ leftIsLower: Bool
  ) throws(EvaluationError) -> Bool {
    switch operation {
    case .higher: return !leftIsLower
    case .lower: return leftIsLower
    case .add, .subtract, .multiply, .divide: throw EvaluationError(.ill, at: nil)
    }
  }
}
