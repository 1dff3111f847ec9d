internal import PolicyLang

/// Days that a policy writes out, or adds up from written figures.
enum WrittenDay {
  /// The day of 施行, or of 发布 where no day of 施行 is written.
  static func first(in statements: [Statement]) -> CivilDate? {
    for keyword in [Keyword.effective, .issued] {
      for statement in statements where statement.keyword == keyword {
        if let day = statement.expression(.date).flatMap({ day($0) }) { return day }
      }
    }
    return nil
  }

  /// `2026-05-01 + 5年 - 1日` is 2031-04-30; `nil` for what is not made of written figures.
  static func day(_ expression: Expression, depth: Int = 0) -> CivilDate? {
    switch expression.kind {
    case .literal(.date(let date)): return date
    case .binary(let operation, let left, let right):
      guard depth < 8, operation == .add || operation == .subtract,
        let from = day(left, depth: depth + 1),
        case .literal(.number(let number, let unit)) = right.kind, number.isInteger,
        number.numerator.magnitude <= 1_000_000
      else { return nil }
      let count = Int(operation == .add ? number.numerator : -number.numerator)
      switch unit {
      case .years: return from.adding(months: count * 12)
      case .months: return from.adding(months: count)
      case .days: return from.adding(days: count)
      default: return nil
      }
    default: return nil
    }
  }

  /// The whole months from a first day to a last one, both included: 有效期五年. Empty where it is no
  /// whole number of them.
  static func terms(from first: CivilDate?, to last: CivilDate) -> [FigureValue] {
    guard let first, let after = last.adding(days: 1), after > first else { return [] }
    let (start, end) = (first.components, after.components)
    let months = (end.year - start.year) * 12 + end.month - start.month
    guard months > 0, first.adding(months: months) == after else { return [] }
    return [.months(Rational(Int64(months)))]
  }
}
