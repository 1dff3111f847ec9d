internal import PolicyLang

// Numbers, money, shares and dates in cells.
extension CellReader {
  /// `6`, `6.0`, `6年`: the field's own unit may follow.
  func number(
    _ word: String, _ unit: Unit, _ field: IRField, _ column: String
  ) throws(DataProblem) -> Rational {
    var text = CellText(word.utf8)
    let figure = text.decimal()
    text.skipSpaces()
    for spelling in CellReader.spellings(of: unit) where text.take(spelling) { break }
    if unit == .years, case .value(let months) = figure, CellReader.takesMonths(&text) {
      return try years(months, word, field, column)
    }
    guard case .value(let value) = figure, text.isAtEnd else {
      if case .tooLarge = figure {
        throw DataProblem(.figureTooLarge, column: column, value: word, [LocalText(word)])
      }
      throw DataProblem(
        .notFigure, column: column, value: word,
        [LocalText(word), CellReader.example(unit, places: field.places)])
    }
    if value < .zero, let what = CellReader.neverNegative(unit) {
      throw DataProblem(.negativeFigure, column: column, value: word, [LocalText(word), what])
    }
    try check(value, places: field.places, word, field, column)
    return value
  }

  private static func takesMonths(_ text: inout CellText) -> Bool {
    // 6月 alone is June.
    for spelling in ["months", "month", "个月"] where text.take(spelling) { return text.isAtEnd }
    return false
  }

  /// `6个月` where years are asked for: half a year, if the field carries so many decimals.
  private func years(
    _ months: Rational, _ word: String, _ field: IRField, _ column: String
  ) throws(DataProblem) -> Rational {
    guard let years = months.divided(by: Rational(12)), !months.isNegative,
      CellReader.fits(years, places: field.places)
    else {
      let whole = LocalText(
        zh: "整年数，如 1年；这一项记不了 " + word, en: "whole years such as 1; " + word + " is none")
      let exact = LocalText(
        zh: "年数，如 0.5年；" + word + "化不成有限小数，另有月数一项的填那一项",
        en: "years such as 0.5; " + word + " has no finite decimal, use an item in months")
      throw DataProblem(
        .notFigure, column: column, value: word,
        [LocalText(word), field.places == 0 ? whole : exact])
    }
    try check(years, places: field.places, word, field, column)
    return years
  }

  /// What a length of time or a number of people or things is called; `nil` for bare numbers and
  /// scores, which may be negative.
  static func neverNegative(_ unit: Unit) -> LocalText? {
    switch unit {
    case .none, .points, .places: nil
    case .years, .calendarYears: LocalText(zh: "年数", en: "a number of years")
    case .age: LocalText(zh: "年龄", en: "an age")
    case .months: LocalText(zh: "月数", en: "a number of months")
    case .days, .workingDays: LocalText(zh: "天数", en: "a number of days")
    case .people: LocalText(zh: "人数", en: "a number of people")
    case .pieces, .items: LocalText(zh: "个数", en: "a count")
    case .times, .cohorts: LocalText(zh: "次数", en: "a count")
    }
  }

  private static func spellings(of unit: Unit) -> [String] {
    switch unit {
    case .none, .people, .pieces, .items, .times, .cohorts: ["名", "个", "项", "次", "期", "人"]
    case .years, .age: ["years", "year", "年", "周岁", "岁"]
    case .months: ["months", "month", "个月", "月"]
    case .days: ["days", "day", "日", "天"]
    case .workingDays: ["working days", "working day", "个工作日", "工作日"]
    case .calendarYears: ["calendar years", "calendar year", "个自然年"]
    case .points: ["points", "point", "分"]
    case .places: ["位"]
    }
  }

  private static func example(_ unit: Unit, places: Int) -> LocalText {
    let figure = places > 0 ? "6.5" : "6"
    switch unit {
    case .none: return LocalText(figure)
    default:
      return LocalText(
        zh: figure + " 或 " + figure + unit.spelling(.chinese),
        en: figure + " or " + figure + unit.spelling(.chinese))
    }
  }

  /// Decimals and bounds as the vocabulary sets them.
  func check(
    _ value: Rational, places: Int, _ word: String, _ field: IRField, _ column: String
  ) throws(DataProblem) {
    guard CellReader.fits(value, places: places) else {
      if places == 0 {
        throw DataProblem(.notWhole, column: column, value: word, [LocalText(word)])
      }
      throw DataProblem(
        .tooManyPlaces, column: column, value: word, [LocalText(word), LocalText("\(places)")])
    }
    if let low = field.low, let high = field.high, value < low || value > high {
      throw DataProblem(
        .outOfRange, column: column, value: word,
        [LocalText(word), LocalText(low.description), LocalText(high.description)])
    }
  }

  private static func fits(_ value: Rational, places: Int) -> Bool {
    var power: Int64 = 1
    for _ in 0..<min(max(places, 0), 18) { power *= 10 }
    return power % value.denominator == 0
  }

  /// `50000`, `50000.00`, `5万元`, exact to the fen.
  func money(_ word: String, _ field: IRField, _ column: String) throws(DataProblem) -> Rational {
    var text = CellText(word.utf8)
    let figure = text.decimal()
    text.skipSpaces()
    var scale: Int64 = 1
    if text.take("万") { scale = 10_000 } else if text.take("亿") { scale = 100_000_000 }
    if !text.take("元") { _ = text.take("yuan") }
    guard case .value(let amount) = figure, text.isAtEnd else {
      if case .tooLarge = figure {
        throw DataProblem(.figureTooLarge, column: column, value: word, [LocalText(word)])
      }
      throw DataProblem(.notMoney, column: column, value: word, [LocalText(word)])
    }
    guard let yuan = amount.multiplied(by: Rational(scale)) else {
      throw DataProblem(.figureTooLarge, column: column, value: word, [LocalText(word)])
    }
    try check(yuan, places: 2, word, field, column)
    return yuan
  }

  /// `30%` or `0.3`; the decimals are those of the percentage.
  func share(_ word: String, _ field: IRField, _ column: String) throws(DataProblem) -> Rational {
    var text = CellText(word.utf8)
    let figure = text.decimal()
    text.skipSpaces()
    let isPercent = text.take(UInt8(ascii: "%"))
    guard case .value(let value) = figure, text.isAtEnd else {
      if case .tooLarge = figure {
        throw DataProblem(.figureTooLarge, column: column, value: word, [LocalText(word)])
      }
      throw DataProblem(.notShare, column: column, value: word, [LocalText(word)])
    }
    guard
      let share = isPercent ? value.divided(by: Rational(100)) : value,
      let percent = isPercent ? value : value.multiplied(by: Rational(100))
    else {
      throw DataProblem(.figureTooLarge, column: column, value: word, [LocalText(word)])
    }
    guard CellReader.fits(percent, places: field.places) else {
      throw DataProblem(
        .tooManyPlaces, column: column, value: word,
        [LocalText(word), LocalText("\(field.places)")])
    }
    if let low = field.low, let high = field.high, share < low || share > high {
      throw DataProblem(
        .outOfRange, column: column, value: word,
        [LocalText(word), LocalText(low.description), LocalText(high.description)])
    }
    return share
  }

  /// `2024-01-03`, `2024/1/3` or `2024年1月3日`.
  static func date(_ word: String, _ column: String) throws(DataProblem) -> CivilDate {
    var text = CellText(word.utf8)
    guard let parts = dateParts(&text), text.isAtEnd else {
      throw DataProblem(.notDate, column: column, value: word, [LocalText(word)])
    }
    guard let date = CivilDate(year: parts.year, month: parts.month, day: parts.day) else {
      throw DataProblem(.noSuchDay, column: column, value: word, [LocalText(word)])
    }
    return date
  }

  private static func dateParts(_ text: inout CellText) -> (year: Int, month: Int, day: Int)? {
    guard let year = text.smallNumber(), year >= 1000 else { return nil }
    for mark in ["-", "/"] where text.take(mark) {
      guard let month = text.smallNumber(), text.take(mark), let day = text.smallNumber() else {
        return nil
      }
      return (year, month, day)
    }
    guard text.take("年"), let month = text.smallNumber(), text.take("月"),
      let day = text.smallNumber()
    else { return nil }
    if !text.take("日") { _ = text.take("号") }
    return (year, month, day)
  }

  func year(_ word: String, _ column: String) throws(DataProblem) -> Int {
    var text = CellText(word.utf8)
    guard let year = text.smallNumber(), year >= 1 else {
      throw DataProblem(.notYear, column: column, value: word, [LocalText(word)])
    }
    _ = text.take("年")
    guard text.isAtEnd else {
      throw DataProblem(.notYear, column: column, value: word, [LocalText(word)])
    }
    return year
  }

  func monthDay(_ word: String, _ column: String) throws(DataProblem) -> Value {
    var text = CellText(word.utf8)
    guard let month = text.smallNumber(), text.take("-") || text.take("/") || text.take("月"),
      let day = text.smallNumber()
    else { throw DataProblem(.notMonthDay, column: column, value: word, [LocalText(word)]) }
    _ = text.take("日")
    // Any leap year will do: 29 February is a day of the year.
    guard text.isAtEnd, CivilDate(year: 2024, month: month, day: day) != nil else {
      throw DataProblem(.notMonthDay, column: column, value: word, [LocalText(word)])
    }
    return .monthDay(month: month, day: day)
  }
}
