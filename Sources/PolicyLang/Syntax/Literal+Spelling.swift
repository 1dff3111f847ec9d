// Figures are written by value, so that every way to write one ends in the same spelling.

extension LiteralValue {
  /// The canonical spelling: `5万元` and `50000 yuan` for the same amount.
  public func spelling(_ language: Language) -> String {
    switch self {
    case .number(let value, let unit): LiteralValue.quantity(value, unit, language)
    case .money(let value): LiteralValue.money(value, language)
    case .share(let value, let asPercent): LiteralValue.share(value, asPercent, language)
    case .date(let date): date.description
    case .calendarYear(let year): LiteralValue.calendarYear(year, language)
    case .monthDay(let month, let day):
      language == .chinese
        ? "\(month)月\(day)日" : LiteralValue.pad(month, 2) + "-" + LiteralValue.pad(day, 2)
    case .boolean(let value): (value ? Keyword.yes : Keyword.no).spelling(language)
    }
  }

  private static func quantity(_ value: Rational, _ unit: Unit, _ language: Language) -> String {
    guard unit != .none else { return value.description }
    if language == .chinese { return value.description + unit.spelling(.chinese) }
    return value.description + " " + (value == .one ? unit.singular : unit.spelling(.english))
  }

  /// In 万 where that is exact and at most four decimals long: 12500 yuan are `1.25万元`.
  private static func money(_ value: Rational, _ language: Language) -> String {
    guard language == .chinese else { return value.description + " yuan" }
    let unit = Rational(10_000)
    if value >= unit, let scaled = value.divided(by: unit), scaled.hasAtMost(places: 4) {
      return scaled.description + "万元"
    }
    return value.description + "元"
  }

  private static func share(
    _ value: Rational, _ asPercent: Bool, _ language: Language
  ) -> String {
    if asPercent, let percent = value.multiplied(by: Rational(100)) {
      return percent.description + "%"
    }
    let (above, below) = (value.numerator, value.denominator)
    // 百分之… would be read as a percentage.
    if language == .chinese, (0...100).contains(above), (2..<100).contains(below) {
      return ChineseNumeral.spell(Int(below)) + "分之" + ChineseNumeral.spell(Int(above))
    }
    return "\(above)/\(below)"
  }

  private static func calendarYear(_ year: Int, _ language: Language) -> String {
    let digits = pad(year, 4)
    return language == .chinese ? digits + "年" : "year " + digits
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = "\(value)"
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Unit {
  /// The English word after the number one.
  var singular: String {
    if self == .people { return "person" }
    if self == .age { return "year of age" }
    let plural = spelling(.english)
    return plural.hasSuffix("s") ? String(plural.dropLast()) : plural
  }
}

extension Rational {
  /// Whether the value is a decimal with no more than so many places.
  func hasAtMost(places: Int) -> Bool {
    var power: Int64 = 1
    for _ in 0..<places { power *= 10 }
    return power % denominator == 0
  }
}
