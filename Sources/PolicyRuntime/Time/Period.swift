public import PolicyLang

/// A length of time as policies state it: `5个工作日`, `2年`.
public struct Period: Hashable, Sendable {
  public let count: Int
  public let unit: Measure

  public enum Measure: Hashable, Sendable { case workingDays, days, months, years }

  public init(_ count: Int, _ unit: Measure) {
    self.count = count
    self.unit = unit
  }

  /// `nil` for what is no length of time, is not whole, or is beyond any calendar.
  public init?(_ number: Rational, _ type: IRType) {
    guard case .number(let unit) = type, number.isInteger, number.numerator.magnitude < 10_000_000
    else { return nil }
    count = Int(number.numerator)
    switch unit {
    case .workingDays: self.unit = .workingDays
    case .days: self.unit = .days
    case .months: self.unit = .months
    case .years, .calendarYears: self.unit = .years
    case .none, .people, .pieces, .items, .times, .cohorts, .age, .points, .places: return nil
    }
  }

  /// In words: `5个工作日`, `5 working days`.
  public var text: LocalText { text(count) }

  /// Another number of the same unit in words.
  public func text(_ count: Int) -> LocalText {
    let unit: Unit =
      switch self.unit {
      case .workingDays: .workingDays
      case .days: .days
      case .months: .months
      case .years: .years
      }
    let literal = LiteralValue.number(Rational(Int64(count)), unit)
    return LocalText(zh: literal.spelling(.chinese), en: literal.spelling(.english))
  }
}

/// How the days of a period are counted.
///
/// Civil Code, article 201: the day on which a period begins is not counted; it runs from the next.
/// Article 203: when the last day of a period is a holiday, the day after the holiday is the last.
/// A policy may say otherwise of either (`首日`, `顺延`).
public struct PeriodRule: Hashable, Sendable {
  /// Whether the day of the event counts as the first day.
  public var countsFirstDay: Bool
  /// Whether a last day that is not worked moves to the next working day.
  public var movesToWorkday: Bool

  public init(countsFirstDay: Bool = false, movesToWorkday: Bool) {
    self.countsFirstDay = countsFirstDay
    self.movesToWorkday = movesToWorkday
  }

  /// A time limit.
  public static let deadline = PeriodRule(movesToWorkday: true)
  /// A length that must be reached, a term, an anniversary: these do not move.
  public static let term = PeriodRule(movesToWorkday: false)

  /// The last day of a period that an event on `start` begins.
  /// - Throws: `yearNotCovered` for a year without calendar, `dateOutOfRange` past the year 9999.
  public func lastDay(
    of period: Period, from start: CivilDate, in calendar: WorkCalendar
  ) throws(EvaluationError) -> CivilDate {
    try moved(try unmovedLastDay(of: period, from: start, in: calendar), in: calendar)
  }

  /// The day itself, or the next working day where the rule moves.
  public func moved(
    _ day: CivilDate, in calendar: WorkCalendar
  ) throws(EvaluationError) -> CivilDate {
    guard movesToWorkday else { return day }
    guard let moved = try calendar.workday(onOrAfter: day) else {
      throw EvaluationError(.dateOutOfRange, at: nil)
    }
    return moved
  }

  /// The last day before article 203 is applied; what happens by then is in time on any calendar.
  public func unmovedLastDay(
    of period: Period, from start: CivilDate, in calendar: WorkCalendar
  ) throws(EvaluationError) -> CivilDate {
    let end: CivilDate?
    switch period.unit {
    case .workingDays:
      var isFirst = countsFirstDay && period.count > 0
      if isFirst { isFirst = try calendar.isWorkday(start) }
      end = try calendar.day(period.count - (isFirst ? 1 : 0), from: start)
      guard let end else { throw EvaluationError(.dateOutOfRange, at: nil) }
      return end
    case .days: end = start.adding(days: period.count)
    case .months: end = start.adding(months: period.count)
    case .years: end = start.adding(months: period.count * 12)
    }
    let last = countsFirstDay && period.count > 0 ? end?.adding(days: -1) : end
    guard let last else { throw EvaluationError(.dateOutOfRange, at: nil) }
    return last
  }

  /// How many days or working days lie between an event and a day, the last day included; `nil` for
  /// months and years, which are not counted but reached.
  public func daysPassed(
    _ unit: Period.Measure, from start: CivilDate, through end: CivilDate, in calendar: WorkCalendar
  ) throws(EvaluationError) -> Int? {
    guard let first = countsFirstDay ? start : start.adding(days: 1) else { return nil }
    switch unit {
    case .workingDays:
      return try calendar.workdays(from: first, to: end)
    case .days: return max(0, Int(end.dayNumber) - Int(first.dayNumber) + 1)
    case .months, .years: return nil
    }
  }
}
