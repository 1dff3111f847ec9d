internal import PolicyLang

/// Figures as a policy file writes them, such as 五年 and 二十万元, read for `--set`.
enum LiteralText {
  /// The value of a text that is one literal of the policy language and of the given type.
  static func constant(_ text: String, _ type: IRType) -> IRConstant? {
    guard let literal = Lexer.literal(text) else { return nil }
    return constant(literal, type)
  }

  private static func constant(_ literal: LiteralValue, _ type: IRType) -> IRConstant? {
    switch (literal, type) {
    case (.number(let value, let written), .number(let unit)):
      written == unit || written == .none || isYears(written) && isYears(unit)
        ? .number(value) : nil
    case (.number(let value, .none), .money), (.money(let value), .money),
      (.share(let value, _), .share):
      .number(value)
    case (.date(let date), .date): .date(date)
    case (.calendarYear(let year), .calendarYear): .calendarYear(year)
    case (.number(let value, .years), .calendarYear):
      value.isInteger ? .calendarYear(Int(value.numerator)) : nil
    case (.monthDay(let month, let day), .monthDay): .monthDay(month: month, day: day)
    case (.boolean(let flag), .boolean): .boolean(flag)
    default: nil
    }
  }

  private static func isYears(_ unit: Unit) -> Bool { unit == .years || unit == .age }

  /// What a parameter of a type takes.
  static func expected(_ type: IRType, _ program: IRProgram) -> LocalText {
    switch type {
    case .boolean: LocalText(zh: "是或否", en: "yes or no")
    case .number(.none): LocalText(zh: "一个数", en: "a number")
    case .number(let unit):
      LocalText(
        zh: "以“" + unit.spelling(.chinese) + "”为单位的数",
        en: "a number of " + unit.spelling(.english))
    case .money: LocalText(zh: "金额", en: "an amount of money")
    case .share: LocalText(zh: "百分比", en: "a percentage")
    case .date: LocalText(zh: "日期", en: "a date")
    case .calendarYear: LocalText(zh: "年份", en: "a calendar year")
    case .monthDay: LocalText(zh: "几月几日", en: "a day of the year")
    case .text: LocalText(zh: "文字", en: "a text")
    case .enumeration(let index):
      values(index, program, zh: "取值之一：", en: "one of ")
    case .set(let index):
      values(index, program, zh: "这些取值里的几个：", en: "some of ")
    case .judgement, .clauses, .list, .record, .option, .error:
      LocalText(zh: "另一种值", en: "another kind of value")
    }
  }

  private static func values(
    _ index: Int, _ program: IRProgram, zh: String, en: String
  ) -> LocalText {
    guard program.enumerations.indices.contains(index) else { return LocalText("") }
    let values = program.enumerations[index].values
    return LocalText(
      zh: zh + values.map { $0.zh }.joined(separator: "、"),
      en: en + values.map { $0.id }.joined(separator: ", "))
  }
}
