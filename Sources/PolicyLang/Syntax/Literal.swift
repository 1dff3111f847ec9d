/// The unit of a figure, part of its type: `5` is not `5年`.
public enum Unit: UInt8, Hashable, Sendable, CaseIterable {
  /// A bare number.
  case none
  /// People or ranks, 名.
  case people
  /// Things, 个.
  case pieces
  /// Points of a list, 项.
  case items
  /// Occasions, 次.
  case times
  /// Cohorts, 期.
  case cohorts
  /// Calendar years of length; months convert at 12 to 1, days never do.
  case years
  /// Years of age, 周岁: the same length, written as documents write it.
  case age
  case months
  case days
  /// 工作日.
  case workingDays
  /// Whole calendar years as a window, 个自然年.
  case calendarYears
  /// Points of a score, 分.
  case points
  /// Decimal places in a type, 位.
  case places

  /// How the unit is written after a number.
  public func spelling(_ language: Language) -> String {
    let (zh, en) = words
    return language == .chinese ? zh : en
  }

  private var words: (zh: String, en: String) {
    switch self {
    case .none: ("", "")
    case .people: ("名", "people")
    case .pieces: ("个", "pieces")
    case .items: ("项", "items")
    case .times: ("次", "times")
    case .cohorts: ("期", "cohorts")
    case .years: ("年", "years")
    case .age: ("周岁", "years of age")
    case .months: ("个月", "months")
    case .days: ("日", "days")
    case .workingDays: ("个工作日", "working days")
    case .calendarYears: ("个自然年", "calendar years")
    case .points: ("分", "points")
    case .places: ("位", "places")
    }
  }

  /// Whether the unit only counts things, so that it compares with a bare number.
  public var counts: Bool {
    switch self {
    case .none, .people, .pieces, .items, .times, .cohorts: true
    case .years, .age, .months, .days, .workingDays, .calendarYears, .points, .places: false
    }
  }

  /// The unit as types know it: counters are bare numbers, and years of age are years.
  public var canonical: Unit { counts ? .none : self == .age ? .years : self }
}

/// A figure as written in a policy, by value.
public enum LiteralValue: Hashable, Sendable {
  case number(Rational, Unit)
  /// An amount in yuan.
  case money(Rational)
  /// A share: `30%` and `三分之一` are 3/10 and 1/3.
  case share(Rational, asPercent: Bool)
  case date(CivilDate)
  /// `2026年` as a calendar year.
  case calendarYear(Int)
  /// `11月30日`, a day of every year.
  case monthDay(month: Int, day: Int)
  case boolean(Bool)
}

/// A literal with its place.
public struct Literal: Sendable {
  public let value: LiteralValue
  public let span: SourceSpan
  public init(_ value: LiteralValue, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }
}
