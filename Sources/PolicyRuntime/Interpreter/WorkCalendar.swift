public import PolicyLang

/// Which days are worked, by the calendars of a program: Monday to Friday without the holidays, and
/// the weekend days that are worked to make up for them.
///
/// A year that no calendar covers is an error that names the year, never a guess.
public struct WorkCalendar: Sendable {
  private let calendars: [IRCalendar]

  public init(_ program: IRProgram) { calendars = program.calendars }

  /// - Throws: `yearNotCovered` for a day of a year without a calendar.
  public func isWorkday(_ date: CivilDate) throws(EvaluationError) -> Bool {
    let year = date.components.year
    var isCovered = false
    for calendar in calendars where calendar.years.contains(year) {
      isCovered = true
      if calendar.workdays.contains(date) { return true }
      for range in calendar.holidays where range.first <= date && date <= range.last {
        return false
      }
    }
    guard isCovered else { throw EvaluationError(.yearNotCovered(year), at: nil) }
    // 1970-01-01 was a Thursday; 0 stands for Monday.
    let weekday = ((Int(date.dayNumber) + 3) % 7 + 7) % 7
    return weekday < 5
  }

  /// The working day that is so many working days after a date, or before it for a negative number;
  /// the date itself does not count. `nil` when that lies out of range.
  public func day(_ count: Int, from date: CivilDate) throws(EvaluationError) -> CivilDate? {
    var left = count.magnitude
    var day = date
    while left > 0 {
      guard let next = day.adding(days: count < 0 ? -1 : 1) else { return nil }
      day = next
      if try isWorkday(day) { left -= 1 }
    }
    return day
  }

  /// The date itself if it is worked, otherwise the next day that is.
  public func workday(onOrAfter date: CivilDate) throws(EvaluationError) -> CivilDate? {
    var day = date
    while try !isWorkday(day) {
      guard let next = day.adding(days: 1) else { return nil }
      day = next
    }
    return day
  }

  /// How many days from the first to the last, both included, are worked.
  public func workdays(from first: CivilDate, to last: CivilDate) throws(EvaluationError) -> Int {
    var count = 0
    var day = first
    while day <= last {
      if try isWorkday(day) { count += 1 }
      guard let next = day.adding(days: 1) else { break }
      day = next
    }
    return count
  }
}
