// What types are called in messages.
extension Elaborator {
  /// A type in words: “年数”“选项（在职情况）”.
  func wording(_ type: IRType) -> LocalText {
    switch type {
    case .boolean: LocalText(zh: "“是”或“否”", en: "yes or no")
    case .number(.none): LocalText(zh: "数", en: "a number")
    case .number(let unit):
      LocalText(
        zh: "以“\(unit.spelling(.chinese))”计的数", en: "a number of \(unit.spelling(.english))")
    case .money: LocalText(zh: "金额", en: "an amount of money")
    case .share: LocalText(zh: "比例", en: "a share")
    case .date: LocalText(zh: "日期", en: "a date")
    case .calendarYear: LocalText(zh: "年份", en: "a calendar year")
    case .monthDay: LocalText(zh: "每年的某一天", en: "a day of every year")
    case .text: LocalText(zh: "文字", en: "text")
    case .enumeration(let index):
      program.enumerations[index].isOrdered
        ? LocalText(
          zh: "等级（\(program.enumerations[index].name)）",
          en: "a level (\(program.enumerations[index].name))")
        : LocalText(
          zh: "选项（\(program.enumerations[index].name)）",
          en: "a choice (\(program.enumerations[index].name))")
    case .set(let index):
      LocalText(
        zh: "一组值（\(program.enumerations[index].name)）",
        en: "a set of values (\(program.enumerations[index].name))")
    case .record: LocalText(zh: "记录", en: "a record")
    case .list: LocalText(zh: "列表", en: "a list")
    case .judgement: LocalText(zh: "须由人评判的认定", en: "somebody's judgement")
    case .clauses: LocalText(zh: "条款列表", en: "a list of clauses")
    case .option: LocalText(zh: "读法", en: "a choice between readings")
    case .error: LocalText(zh: "有错的内容", en: "something wrong")
    }
  }
}
