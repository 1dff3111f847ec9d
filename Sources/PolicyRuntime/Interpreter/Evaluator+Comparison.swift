internal import PolicyLang

// Comparisons, memberships and windows.
extension Evaluator {
  mutating func compare(
    _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID
  ) throws(EvaluationError) -> Value {
    var (a, b) = try both(left, right)
    // Twelve months are a year; nothing else converts.
    switch (program.nodes[left.index].type, program.nodes[right.index].type) {
    case (.number(.years), .number(.months)): a = try scaled(a, by: 12)
    case (.number(.months), .number(.years)): b = try scaled(b, by: 12)
    default: break
    }
    return try order(comparison, a, b).value
  }

  /// Compares two values of the same kind. No value compares as false, with anything and in any way.
  func order(
    _ comparison: IRNode.Comparison, _ a: Value, _ b: Value
  ) throws(EvaluationError) -> Truth {
    switch (a, b) {
    case (.none, _), (_, .none): return .no
    case (.unknown, _), (_, .unknown): return .unknown
    case (.boolean(let a), .boolean(let b)): return try same(comparison, a == b)
    case (.text(let a), .text(let b)): return try same(comparison, a.utf8.elementsEqual(b.utf8))
    case (.option(let a), .option(let b)): return try same(comparison, a == b)
    case (.values(let a), .values(let b)): return try same(comparison, a == b)
    case (.date(let a), .date(let b)):
      return rank(comparison, Int(a.dayNumber), Int(b.dayNumber))
    case (.calendarYear(let a), .calendarYear(let b)): return rank(comparison, a, b)
    case (.monthDay(let am, let ad), .monthDay(let bm, let bd)):
      return rank(comparison, am * 32 + ad, bm * 32 + bd)
    case (.value(let a), .value(let b)): return rank(comparison, a, b)
    default:
      guard let a = Interval(a), let b = Interval(b) else {
        throw EvaluationError(.ill, at: nil)
      }
      return a.compare(comparison, b)
    }
  }

  /// Decides a comparison of a tally; an error in a part matters only where it stays open.
  func settle(
    _ comparison: IRNode.Comparison, _ tally: Tally, _ bound: Value
  ) throws(EvaluationError) -> Truth {
    let truth = try order(comparison, tally.count, bound)
    if truth == .unknown, let failure = tally.failure { throw failure }
    return truth
  }

  private func same(
    _ comparison: IRNode.Comparison, _ equal: Bool
  ) throws(EvaluationError) -> Truth {
    switch comparison {
    case .equal: return Truth(equal)
    case .notEqual: return Truth(!equal)
    case .atLeast, .atMost, .above, .below: throw EvaluationError(.ill, at: nil)
    }
  }

  private func rank(_ comparison: IRNode.Comparison, _ a: Int, _ b: Int) -> Truth {
    switch comparison {
    case .equal: Truth(a == b)
    case .notEqual: Truth(a != b)
    case .atLeast: Truth(a >= b)
    case .atMost: Truth(a <= b)
    case .above: Truth(a > b)
    case .below: Truth(a < b)
    }
  }

  mutating func isMember(_ element: NodeID, _ set: NodeID) throws(EvaluationError) -> Value {
    switch try both(element, set) {
    case (.none, _), (_, .none): return .boolean(false)
    case (.unknown, _), (_, .unknown): return .unknown
    case (.value(let value), .values(let values)): return .boolean(values.contains(value))
    default: throw EvaluationError(.ill, at: nil)
    }
  }

  /// Whether `end − length ≤ date ≤ end`. A window in calendar years is the year of `end` and the
  /// years before it, as many as it says.
  mutating func window(
    _ date: NodeID, _ length: NodeID, _ end: NodeID
  ) throws(EvaluationError) -> Value {
    let (a, b) = try both(date, end)
    guard case .date(let day) = a, case .date(let last) = b else {
      if case .none = a { return .boolean(false) }
      if case .none = b { return .boolean(false) }
      return .unknown
    }
    if day > last { return .boolean(false) }
    switch try value(of: length) {
    case .number(let number):
      if case .number(.calendarYears) = program.nodes[length.index].type {
        let years = try whole(number)
        let first = last.components.year - years + 1
        return .boolean(day.components.year >= first)
      }
      let unit = program.nodes[length.index].type
      return .boolean(try shift(last, back: number, unit) <= day)
    case .unknown, .range: return .unknown
    case .none: return .boolean(false)
    default: throw EvaluationError(.ill, at: nil)
    }
  }
}

/// The numbers that a value may be, both ends included: one number, or a count left open.
struct Interval {
  let low: Rational
  let high: Rational

  init?(_ value: Value) {
    switch value {
    case .number(let number): (low, high) = (number, number)
    case .range(let a, let b): (low, high) = (Rational(a), Rational(b))
    default: return nil
    }
  }

  init(_ low: Rational, _ high: Rational) {
    self.low = low
    self.high = high
  }

  var isSettled: Bool { low == high }

  /// As a value: a number, a range of whole numbers, or unknown where it is neither.
  var value: Value {
    if isSettled { return .number(low) }
    guard low.isInteger, high.isInteger else { return .unknown }
    return .range(low.numerator, high.numerator)
  }

  /// True or false only if all the numbers agree.
  func compare(_ comparison: IRNode.Comparison, _ other: Interval) -> Truth {
    switch comparison {
    case .atLeast: low >= other.high ? .yes : high < other.low ? .no : .unknown
    case .below: low >= other.high ? .no : high < other.low ? .yes : .unknown
    case .atMost: high <= other.low ? .yes : low > other.high ? .no : .unknown
    case .above: high <= other.low ? .no : low > other.high ? .yes : .unknown
    case .equal: equals(other)
    case .notEqual: !equals(other)
    }
  }

  private func equals(_ other: Interval) -> Truth {
    if isSettled, other.isSettled { return Truth(low == other.low) }
    if high < other.low || low > other.high { return .no }
    // An open count is a whole number.
    if isSettled, !low.isInteger { return .no }
    if other.isSettled, !other.low.isInteger { return .no }
    return .unknown
  }
}
