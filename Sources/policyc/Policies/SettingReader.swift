internal import PolicyLang
internal import PolicyRuntime

/// Reads `--set NAME=VALUE` and `--as-of DATE` against a policy.
struct SettingReader {
  let program: IRProgram
  let language: Language

  func read(
    _ words: [String]
  ) throws(UsageProblem) -> (settings: Settings, named: [NamedSetting]) {
    var settings = Settings()
    var named: [NamedSetting] = []
    for word in words {
      guard let equals = word.firstIndex(of: "=") ?? word.firstIndex(of: "＝"),
        equals > word.startIndex, word.index(after: equals) < word.endIndex
      else { throw UsageProblem(.wrongSetting, [LocalText(word)]) }
      let name = trim(word[..<equals])
      let value = trim(word[word.index(after: equals)...])
      let label = try set(name, value, &settings)
      named.removeAll { $0.id == label.id }
      named.append(NamedSetting(label: label, value: value, completed: completed(name, value)))
    }
    return (settings, named)
  }

  static func date(_ text: String) throws(UsageProblem) -> CivilDate {
    let field = IRField(label: IRLabel(id: "as_of", zh: "基准日", en: "date"), type: .date)
    let cells = CellReader(IRProgram(id: "", title: "", vocabulary: ""))
    let value = try? cells.value(ofText: text, as: field, column: "--as-of")
    guard case .date(let date)? = value else {
      let form = LocalText(
        zh: "日历上有的一天，如 2026-05-01", en: "a day of the calendar, such as 2026-05-01")
      throw UsageProblem(.wrongOptionValue, [LocalText("--as-of"), LocalText(text), form])
    }
    return date
  }

  /// The name of what was set.
  private func set(
    _ name: String, _ value: String, _ settings: inout Settings
  ) throws(UsageProblem) -> IRLabel {
    if let index = program.parameters.firstIndex(where: { matches($0.label, name) }) {
      settings.setParameter(index, try constant(value, program.parameters[index]))
      return program.parameters[index].label
    }
    if let index = program.readings.firstIndex(where: { matches($0.label, name) }) {
      settings.setReading(index, try option(value, index))
      return program.readings[index].label
    }
    throw SettingReader.unknown(name, among: labels)
  }

  /// A bare number as the policy would write it: `3` years are `3年`; `nil` where nothing is left out.
  private func completed(_ name: String, _ value: String) -> LocalText? {
    let digits = Array(value.utf8)
    guard !digits.isEmpty,
      digits.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }),
      let parameter = program.parameters.first(where: { matches($0.label, name) })
    else { return nil }
    switch parameter.type {
    case .number(.none): return nil
    case .number, .money, .share: break
    default: return nil
    }
    let field = IRField(label: parameter.label, type: parameter.type, places: 18)
    guard
      let read = try? CellReader(program).value(
        ofText: value, as: field, column: parameter.label.zh)
    else { return nil }
    return LocalText(
      zh: Wording(program, .chinese).text(of: read, parameter.type),
      en: Wording(program, .english).text(of: read, parameter.type))
  }

  /// Everything that can be set.
  private var labels: [IRLabel] {
    program.parameters.map { $0.label } + program.readings.map { $0.label }
  }

  /// Whether `NAME=VALUE` names something that this policy has.
  func knows(_ word: String) -> Bool {
    guard let equals = word.firstIndex(of: "=") ?? word.firstIndex(of: "＝") else { return false }
    let name = trim(word[..<equals])
    return labels.contains { matches($0, name) }
  }

  /// Refuses what is not of the form `NAME=VALUE` or names nothing that any of the policies has.
  static func check(_ words: [String], _ readers: [SettingReader]) throws(UsageProblem) {
    for word in words where !readers.contains(where: { $0.knows(word) }) {
      guard let equals = word.firstIndex(of: "=") ?? word.firstIndex(of: "＝"),
        equals > word.startIndex, let first = readers.first
      else { throw UsageProblem(.wrongSetting, [LocalText(word)]) }
      var labels: [IRLabel] = []
      for label in readers.flatMap({ $0.labels }) where !labels.contains(label) {
        labels.append(label)
      }
      throw unknown(first.trim(word[..<equals]), among: labels)
    }
  }

  /// Which of several policies a word is for: those that take the value. A name that several have may
  /// stand for a reading whose choices differ.
  /// - Throws: a value that none of them takes, with what each takes.
  static func takers(
    of word: String, _ readers: [SettingReader]
  ) throws(UsageProblem) -> (takers: [Int], others: [Int]) {
    var result: (takers: [Int], others: [Int]) = ([], [])
    var problems: [(reader: Int, problem: UsageProblem)] = []
    for (index, reader) in readers.enumerated() where reader.knows(word) {
      do throws(UsageProblem) {
        _ = try reader.read([word])
        result.takers.append(index)
      } catch {
        // Only a choice that one of them lacks may be passed over.
        guard error.diagnostic.kind == .unknownSettingValue else { throw error }
        problems.append((index, error))
        result.others.append(index)
      }
    }
    guard result.takers.isEmpty, let first = problems.first else { return result }
    if problems.count == 1 { throw first.problem }
    var (zh, en) = ("", "")
    for (reader, problem) in problems {
      let id = readers[reader].program.id
      let choices = problem.diagnostic.arguments[2]
      zh += (zh.isEmpty ? "" : "。") + id + "：" + choices.zh
      en += (en.isEmpty ? "" : ". ") + id + ": " + choices.en
    }
    throw UsageProblem(
      .settingInNoPolicy,
      [
        first.problem.diagnostic.arguments[0], first.problem.diagnostic.arguments[1],
        LocalText(zh: zh, en: en),
      ])
  }

  private func matches(_ label: IRLabel, _ name: String) -> Bool {
    label.id == name || label.zh == name || (!label.en.isEmpty && label.en == name)
  }

  /// Says everything that can be set, each by name and id.
  private static func unknown(_ name: String, among labels: [IRLabel]) -> UsageProblem {
    if labels.isEmpty { return UsageProblem(.nothingToSet, [LocalText(name)]) }
    var names: [String] = []
    for label in labels { names += [label.zh, label.id] }
    guard let near = Suggestion.closest(to: name, in: names) else {
      return UsageProblem(.unknownSettingName, [LocalText(name), list(labels)])
    }
    return UsageProblem(
      .unknownSettingNameNear, [LocalText(name), list(labels), LocalText(near)])
  }

  private static func list(_ labels: [IRLabel]) -> LocalText {
    LocalText(
      zh: labels.map { $0.zh == $0.id ? $0.id : "\($0.zh)（\($0.id)）" }
        .joined(separator: "、"),
      en: labels.map { $0[.english] == $0.id ? $0.id : "\($0[.english]) (\($0.id))" }
        .joined(separator: ", "))
  }

  private func constant(
    _ text: String, _ parameter: IRParameter
  ) throws(UsageProblem) -> IRConstant {
    let field = IRField(label: parameter.label, type: parameter.type, places: 18)
    let name = LocalText(zh: parameter.label.zh, en: parameter.label[.english])
    let example = LocalText(example(parameter))
    do throws(DataProblem) {
      let value = try CellReader(program).value(
        ofText: bare(text), as: field, column: parameter.label.zh)
      if let constant = constant(value) { return constant }
    } catch {
      if let constant = LiteralText.constant(text, parameter.type) { return constant }
      if error.kind == .negativeFigure {
        throw UsageProblem(.negativeSetting, [name, LocalText(text), example])
      }
    }
    throw UsageProblem(
      .wrongFigure, [name, LocalText(text), LiteralText.expected(parameter.type, program), example])
  }

  private func example(_ parameter: IRParameter) -> String {
    guard let node = parameter.values.first?.value else { return "" }
    return Wording(program, language).text(of: node)
  }

  private func constant(_ value: Value) -> IRConstant? {
    switch value {
    case .boolean(let flag): .boolean(flag)
    case .number(let number): .number(number)
    case .date(let date): .date(date)
    case .calendarYear(let year): .calendarYear(year)
    case .monthDay(let month, let day): .monthDay(month: month, day: day)
    case .text(let text): .text(text)
    case .value(let index): .value(index)
    case .values(let indices): .values(indices)
    case .unknown, .none, .range, .record, .list, .judgement, .clauses, .option: nil
    }
  }

  /// By the option's name, or by its value.
  private func option(_ text: String, _ index: Int) throws(UsageProblem) -> Int {
    let reading = program.readings[index]
    let closed = unspaced(text)
    if let option = reading.options.firstIndex(where: {
      matches($0.label, text) || unspaced($0.label.zh) == closed
    }) {
      return option
    }
    let wording = Wording(program, language)
    for (position, option) in reading.options.enumerated() {
      if let node = option.value, wording.text(of: node) == text { return position }
    }
    let field = IRField(label: reading.label, type: reading.type, places: 18)
    if let value = try? CellReader(program).value(
      ofText: bare(text), as: field, column: reading.label.zh),
      let constant = constant(value),
      let option = Settings.option(of: index, equalTo: constant, in: program)
    {
      return option
    }
    throw UsageProblem(
      .unknownSettingValue,
      [LocalText(reading.label[language]), LocalText(text), choices(reading)])
  }

  private func choices(_ reading: IRReading) -> LocalText {
    func names(_ language: Language) -> [String] {
      reading.options.map { option in
        if !option.label.zh.isEmpty { return option.label[language] }
        return option.value.map { Wording(program, language).text(of: $0) } ?? ""
      }
    }
    return LocalText(
      zh: names(.chinese).joined(separator: "；"), en: names(.english).joined(separator: "; "))
  }

  /// A set without its braces.
  private func bare(_ text: String) -> String {
    var result = text[...]
    if result.hasPrefix("{") || result.hasPrefix("｛") { result.removeFirst() }
    if result.hasSuffix("}") || result.hasSuffix("｝") { result.removeLast() }
    return String(result)
  }

  /// Chinese words mean the same with and without blanks.
  private func unspaced(_ text: String) -> String { text.filter { $0 != " " && $0 != "　" } }

  private func trim(_ text: Substring) -> String {
    var result = text
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return String(result)
  }
}
