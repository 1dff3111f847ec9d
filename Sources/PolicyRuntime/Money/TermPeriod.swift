internal import PolicyLang

/// The planned time of a term in one case.
struct TermPeriod: Hashable, Sendable {
  let start: CivilDate
  /// The last day: the same day of the month as the start, the term's length later.
  let end: CivilDate
  /// The position in the log of the event that starts it.
  let position: Int

  /// `nil` while the dates are not settled.
  init?(_ dates: TermDates) {
    guard let start = dates.start, let end = dates.end else { return nil }
    self.start = start
    self.end = end
    position = dates.position
  }

  /// The days `every` so many months from the start on that lie before the end.
  func dates(everyMonths months: Int) -> [CivilDate] {
    var result: [CivilDate] = []
    var step = 0
    while let day = start.adding(months: step), day < end {
      result.append(day)
      step += max(1, months)
    }
    return result
  }
}

extension Evaluator {
  /// The day a length after another; a fraction of a year may be whole months.
  func day(
    _ length: Rational, _ type: IRType, after date: CivilDate
  ) throws(EvaluationError) -> CivilDate {
    var (number, unit) = (length, type)
    if case .number(.years) = type, !length.isInteger {
      guard let months = length.multiplied(by: Rational(12)) else {
        throw EvaluationError(.overflow, at: nil)
      }
      (number, unit) = (months, .number(.months))
    }
    guard let back = Rational.zero.subtracting(number) else {
      throw EvaluationError(.overflow, at: nil)
    }
    return try shift(date, back: back, unit)
  }
}
