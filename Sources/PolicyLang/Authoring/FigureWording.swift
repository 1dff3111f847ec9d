/// Says what a figure amounts to: `5万元` = 50 000.00 元.
struct FigureWording {
  private let language: Language
  private var isChinese: Bool { language == .chinese }

  init(_ language: Language) { self.language = language }

  private func say(_ zh: String, _ en: String) -> String { isChinese ? zh : en }

  func lines(for value: LiteralValue) -> [String] {
    switch value {
    case .money(let amount):
      let figure = grouped(amount.fixed(places: 2))
      return [say("= \(figure) 元", "= CNY \(figure)")]
    case .number(let number, let unit): return lines(for: number, unit)
    case .share(let share, _): return [shareText(share)]
    case .date(let date):
      return [weekday(date)]
    case .calendarYear(let year):
      return [say("\(year)-01-01 至 \(year)-12-31", "\(year)-01-01 to \(year)-12-31")]
    case .monthDay(let month, let day):
      return [say("每年 \(month) 月 \(day) 日", "day \(day) of month \(month), every year")]
    case .boolean: return []
    }
  }

  private func lines(for number: Rational, _ unit: Unit) -> [String] {
    switch unit {
    case .none: return []
    case .months:
      guard let years = number.divided(by: Rational(12)) else { return [] }
      return [say("= \(years.description) 年", "= \(years.description) years")]
    case .years, .age:
      guard let months = number.multiplied(by: Rational(12)), months.isInteger else { return [] }
      return [say("= \(months.description) 个月", "= \(months.description) months")]
    case .workingDays:
      return [say("工作日，按所用的日历数", "working days, counted by the calendar in use")]
    case .days: return [say("日历日，从次日起算", "calendar days, from the day after")]
    case .people, .pieces, .items, .times, .cohorts, .calendarYears, .points, .places:
      return [say("单位：", "unit: ") + unit.spelling(language)]
    }
  }

  private func shareText(_ share: Rational) -> String {
    let fraction =
      share.isInteger ? "\(share.numerator)" : "\(share.numerator)/\(share.denominator)"
    guard let percent = share.multiplied(by: Rational(100)) else { return "= " + fraction }
    let short = percent.multiplied(by: Rational(100))?.isInteger ?? false
    let text = short ? percent.description : percent.fixed(places: 2)
    return "= " + fraction + (short ? " = " : " ≈ ") + text + "%"
  }

  private func weekday(_ date: CivilDate) -> String {
    // 1970-01-01 was a Thursday.
    let index = ((Int(date.dayNumber) + 3) % 7 + 7) % 7
    let zh = ["一", "二", "三", "四", "五", "六", "日"]
    let en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return date.description + " " + (isChinese ? "星期" + zh[index] : en[index])
  }

  /// Blanks between groups of three digits: `50 000.00`.
  private func grouped(_ decimal: String) -> String {
    var whole: [UInt8] = []
    var rest: [UInt8] = []
    for byte in decimal.utf8 {
      if byte == UInt8(ascii: ".") || !rest.isEmpty {
        rest.append(byte)
      } else {
        whole.append(byte)
      }
    }
    var result: [UInt8] = []
    for (index, byte) in whole.enumerated() {
      let isFirst = index == 0 || (index == 1 && whole[0] == UInt8(ascii: "-"))
      if !isFirst, (whole.count - index) % 3 == 0 { result.append(0x20) }
      result.append(byte)
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}
