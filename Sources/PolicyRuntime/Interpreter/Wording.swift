public import PolicyLang

/// Writes expressions and values of a program in words, in the keywords of the language.
///
/// With an environment, parameters and readings are shown by their value (`至少 5年`), without one by
/// their name, which is what a page about the policy itself wants.
public struct Wording: Sendable {
  public let program: IRProgram
  public let language: Language
  public let environment: Environment?
  /// Whether it is for readers who never saw a policy: without 其 and braces, with 或 between values.
  public let isProse: Bool

  public init(
    _ program: IRProgram, _ language: Language, environment: Environment? = nil,
    isProse: Bool = false
  ) {
    self.program = program
    self.language = language
    self.environment = environment
    self.isProse = isProse
  }

  /// An expression in words. Very long ones are cut with an ellipsis.
  /// - Parameter scopes: the records in scope, the candidate's first.
  public func text(of node: NodeID, scopes: [Int] = [0]) -> String {
    var context = Context(budget: 400, scopes: scopes)
    return write(node, .loosest, &context)
  }

  /// A value in words: `4.9年`, `{省、部}`, `没有记载`.
  public func text(of value: Value, _ type: IRType) -> String {
    switch value {
    case .unknown: return say("没有记载", "not recorded")
    case .none: return say("没有", "none")
    case .boolean(let value): return LiteralValue.boolean(value).spelling(language)
    case .number(let number): return figure(number, type)
    case .range(let low, let high):
      if high == Int64.max { return say("数目不详", "number not known") }
      return say("\(low) 至 \(high)", "\(low) to \(high)")
    case .date(let date): return date.description
    case .calendarYear(let year): return LiteralValue.calendarYear(year).spelling(language)
    case .monthDay(let month, let day):
      if isProse, language == .english { return "\(day) " + Wording.englishMonth(month) }
      return LiteralValue.monthDay(month: month, day: day).spelling(language)
    case .text(let text): return say("“", "“") + visible(text) + "”"
    case .value(let index): return name(of: index, type)
    case .values(let indices): return set(indices, type)
    case .record(let record): return text(of: record, type)
    case .list(let records):
      return say(
        "\(records.count) \(CountWord.chinese(name(ofList: type)))",
        records.count == 1 ? "1 item" : "\(records.count) items")
    case .judgement(let passed, let score, let by):
      var words = say("未认定", "not judged yet")
      if let passed { words = passed ? say("合格", "passed") : say("不合格", "failed") }
      if let score { words += say("，得分 ", ", score ") + score.description }
      if let by, !by.isEmpty { words += say("，认定者 ", ", by ") + visible(by) }
      return words
    case .clauses(let names): return visible(names.joined(separator: say("、", ", ")))
    case .option(let index):
      guard case .option(let reading) = type, program.readings.indices.contains(reading),
        program.readings[reading].options.indices.contains(index)
      else { return "" }
      return program.readings[reading].options[index].label[language]
    }
  }

  /// The Chinese name of a list, by which its elements are counted.
  func name(ofList type: IRType) -> String {
    guard case .list(let record) = type, program.records.indices.contains(record) else { return "" }
    return program.records[record].label.zh
  }

  /// One of two wordings.
  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  func keyword(_ keyword: Keyword) -> String { keyword.spelling(language) }

  private func figure(_ number: Rational, _ type: IRType) -> String {
    switch type {
    case .money: return LiteralValue.money(number).spelling(language)
    case .share:
      let isShort = number.multiplied(by: Rational(1_000_000))?.isInteger ?? false
      return LiteralValue.share(number, asPercent: isShort).spelling(language)
    case .number(let unit): return LiteralValue.number(number, unit).spelling(language)
    default: return number.description
    }
  }

  private func name(of index: Int, _ type: IRType) -> String {
    let enumeration: Int
    switch type {
    case .enumeration(let number), .set(let number): enumeration = number
    default: return "\(index)"
    }
    guard program.enumerations.indices.contains(enumeration),
      program.enumerations[enumeration].values.indices.contains(index)
    else { return "\(index)" }
    return program.enumerations[enumeration].values[index][language]
  }

  private func set(_ indices: [Int], _ type: IRType) -> String {
    var names: [String] = []
    for index in indices { names.append(name(of: index, type)) }
    if isProse { return oneOf(names) }
    return "{" + names.joined(separator: say("、", ", ")) + "}"
  }

  /// The facts of a record that are given, by label.
  func text(of record: Record, _ type: IRType) -> String {
    let shape: Int
    switch type {
    case .record(let index), .list(let index): shape = index
    default: return ""
    }
    guard program.records.indices.contains(shape) else { return "" }
    var parts: [String] = []
    for (index, field) in program.records[shape].fields.enumerated() {
      let value = record[index]
      if case .unknown = value { continue }
      parts.append(field.label[language] + " " + text(of: value, field.type))
    }
    if parts.isEmpty { return say("没有记载", "not recorded") }
    return parts.joined(separator: say("，", ", "))
  }
}
