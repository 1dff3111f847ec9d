/// Says in words what values a field takes, and which place a value has among them.
struct TypeLines {
  private let file: CheckedFile
  private let language: Language
  private var isChinese: Bool { language == .chinese }

  init(_ file: CheckedFile, _ language: Language) {
    self.file = file
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { isChinese ? zh : en }

  func lines(for type: TypeSyntax) -> [String] {
    switch type.kind {
    case .text: return [say("文字", "text")]
    case .date: return [say("日期，如 2024-01-03", "a date such as 2024-01-03")]
    case .boolean: return [say("是或否", "yes or no")]
    case .calendarYear: return [say("年份，如 2026年", "a calendar year")]
    case .money: return [say("金额，单位：元", "money, in yuan")]
    case .judgement: return [say("由人评判：合格或不合格", "somebody's judgement: passed or failed")]
    case .clauses: return [say("条款的列表", "a list of clauses")]
    case .number(let unit, let places): return [number(unit, places)]
    case .percent: return [say("百分比", "a percentage")]
    case .score(let low, let high, _):
      let range = low.value.spelling(language) + "–" + high.value.spelling(language)
      return [say("得分，", "a score, ") + range]
    case .choice(let choices):
      return [say("选项：", "one of: ") + list(choices, say("、", ", "))]
    case .level(let choices):
      return [say("等级，从低到高：", "levels, lowest first: ") + list(choices, " < ")]
    case .list(let fields): return [say("列表，每项有：", "a list, each with: ") + names(of: fields)]
    case .record(let fields): return [say("记录，有：", "a record of: ") + names(of: fields)]
    case .named(let name):
      guard let declaration = declared(name),
        case .type(let inner)? = declaration.statement.slot(.type)?.value
      else { return [] }
      if case .named = inner.kind { return [] }
      return lines(for: inner)
    case .missing: return []
    }
  }

  private func declared(_ name: Name) -> Declaration? {
    file.occurrences.first { $0.span == name.span }.flatMap { file.declaration(of: $0) }
  }

  private func number(_ unit: Unit, _ places: Int) -> String {
    let word = unit.spelling(language)
    let kind =
      places == 0
      ? say("整数", "a whole number")
      : say("数，最多 \(places) 位小数", "a number with up to \(places) decimals")
    return word.isEmpty ? kind : kind + say("，单位：", ", unit: ") + word
  }

  private func list(_ choices: [TypeSyntax.Choice], _ separator: String) -> String {
    var text = ""
    for choice in choices { text += (text.isEmpty ? "" : separator) + choice.name.text }
    return text
  }

  private func names(of fields: [Statement]) -> String {
    var text = ""
    for field in fields {
      guard let name = field.name else { continue }
      text += (text.isEmpty ? "" : say("、", ", ")) + name.text
    }
    return text
  }

  /// Where a value stands among those of its choice or level.
  func lines(forValue declaration: Declaration) -> [String] {
    let owner = declaration.container?.text ?? ""
    guard case .type(let type)? = declaration.statement.slot(.type)?.value else {
      return owner.isEmpty ? [] : [say("属于：", "part of: ") + owner]
    }
    if case .level(let choices) = type.kind,
      let place = choices.firstIndex(where: { $0.name.span == declaration.name.span })
    {
      return [
        say(
          "“\(owner)”的第 \(place + 1) 级，共 \(choices.count) 级",
          "level \(place + 1) of \(choices.count) of `\(owner)`"),
        list(choices, " < "),
      ]
    }
    return [say("“\(owner)”的一项", "a value of `\(owner)`")]
  }
}
