public import PolicyLang

/// What a figure says, so that `三年`, `3年` and `36个月` are one, and `5万元` and `50000元`.
public enum FigureValue: Hashable, Sendable {
  /// So many people, things, occasions, points of a score.
  case count(Rational)
  /// A number without a unit; money too, where it is written in 万.
  case bare(Rational)
  /// A length in months; years of age are years.
  case months(Rational)
  case days(Rational)
  case workingDays(Rational)
  /// Yuan.
  case money(Rational)
  case share(Rational)
  /// A day as far as it is given.
  case date(year: Int?, month: Int?, day: Int?)

  /// What a literal of a policy says; `nil` for what is no figure.
  public init?(_ literal: LiteralValue) {
    switch literal {
    case .number(let value, let unit):
      switch unit {
      case .years, .age, .calendarYears:
        guard let months = value.multiplied(by: Rational(12)) else { return nil }
        self = .months(months)
      case .months: self = .months(value)
      case .days: self = .days(value)
      case .workingDays: self = .workingDays(value)
      case .none, .places: self = .bare(value)
      case .people, .pieces, .items, .times, .cohorts, .points: self = .count(value)
      }
    case .money(let value): self = .money(value)
    case .share(let value, _): self = .share(value)
    case .date(let date):
      let (year, month, day) = date.components
      self = .date(year: year, month: month, day: day)
    case .calendarYear(let year): self = .date(year: year, month: nil, day: nil)
    case .monthDay(let month, let day): self = .date(year: nil, month: month, day: day)
    case .boolean: return nil
    }
  }

  /// Whether a figure of a document says what this figure of a policy says.
  func isSaid(by other: FigureValue) -> Bool {
    switch (self, other) {
    case (.date(let year, let month, let day), .date(let y, let m, let d)):
      return FigureValue.isSaid((year, month, day), by: (y, m, d))
    case (.bare(let a), .count(let b)), (.count(let a), .bare(let b)),
      (.money(let a), .bare(let b)):
      return a == b
    default: return self == other
    }
  }

  /// A policy needs a whole day where a document says 2026年3月起 or 2028年底: the first or last day of
  /// what the document names. A year or a day of the year may be part of a longer date.
  private static func isSaid(
    _ own: (year: Int?, month: Int?, day: Int?), by other: (year: Int?, month: Int?, day: Int?)
  ) -> Bool {
    if let year = own.year, let said = other.year, year != said { return false }
    if let month = own.month, let said = other.month, month != said { return false }
    if let day = own.day, let said = other.day, day != said { return false }
    if own.year != nil, other.year == nil { return own.month != nil && other.day != nil }
    guard let month = own.month else { return own.year != nil }
    guard other.month != nil else {
      return own.year != nil && (month == 1 && own.day == 1 || month == 12 && own.day == 31)
    }
    guard let day = own.day, other.day == nil else { return true }
    return day == 1 || day == CivilDate.daysInMonth(year: own.year ?? 2000, month: month)
  }

  /// 0 and 1 without a unit are arithmetic more often than figures of a document.
  var isTrivial: Bool {
    switch self {
    case .bare(let value), .count(let value): value == .zero || value == .one
    case .money(let value): value == .zero
    default: false
    }
  }
}

/// How a figure binds: 以上 and 至少, 以下 and 至多, 超过, 不满; 左右.
public enum FigureBound: UInt8, Hashable, Sendable {
  case atLeast, atMost, above, below, about, exactly

  /// The keyword that says so.
  public var keyword: Keyword {
    switch self {
    case .atLeast: .atLeast
    case .atMost: .atMost
    case .above: .above
    case .below: .below
    case .about: .about
    case .exactly: .exactly
    }
  }

  /// Whether a clause may say this where its document says the other. 至少 and 不满 part the values at
  /// the same line, so that they are two wordings of one rule where one of them refuses; 超过 parts them
  /// elsewhere than 以上 does.
  func agrees(with other: FigureBound, isTurned: Bool) -> Bool {
    switch (self, other) {
    case (.atLeast, .below), (.below, .atLeast), (.atMost, .above), (.above, .atMost): isTurned
    default: self == other
    }
  }
}

/// A figure in the text of a document.
struct DocumentFigure {
  let value: FigureValue
  /// Its characters in the text.
  let range: Range<Int>
  let bound: FigureBound?
  /// False for what may as well be a name or a manner of speaking (“1028”, 一个, 第三次): it can answer
  /// for a figure of a policy, but nobody misses it there.
  let isFirm: Bool
}
