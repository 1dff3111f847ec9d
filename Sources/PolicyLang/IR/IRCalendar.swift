/// Statutory holidays and make-up working days of whole years, from a `calendar` file.
public struct IRCalendar: Hashable, Sendable {
  public var id: String
  public var title: String
  /// The years that are covered; working days of any other year cannot be counted.
  public var years: [Int]
  /// Days off, first and last included, ascending.
  public var holidays: [IRDayRange]
  /// Saturdays and Sundays that are worked, ascending.
  public var workdays: [CivilDate]
  public init(
    id: String, title: String, years: [Int], holidays: [IRDayRange], workdays: [CivilDate]
  ) {
    self.id = id
    self.title = title
    self.years = years
    self.holidays = holidays
    self.workdays = workdays
  }
}

public struct IRDayRange: Hashable, Sendable {
  public var first: CivilDate
  public var last: CivilDate
  public init(first: CivilDate, last: CivilDate) {
    self.first = first
    self.last = last
  }
}
