public import PolicyLang

/// Turns the text of cells, and JSON values, into values of the program's types.
///
/// What may stand in a cell is the table "Cells and limits" of the manual. Nothing is guessed: whatever
/// does not fit is a `DataProblem` that says what would.
public struct CellReader: Sendable {
  let program: IRProgram
  /// For each enumeration, its values by id and by either name.
  private let values: [[String: Int]]
  /// For each record, its fields by id and by either name.
  private let fields: [[String: Int]]

  public init(_ program: IRProgram) {
    self.program = program
    values = program.enumerations.map { CellReader.index($0.values) }
    fields = program.records.map { record in CellReader.index(record.fields.map { $0.label }) }
  }

  /// Positions by every name; an id goes before a name that another label has.
  private static func index(_ labels: [IRLabel]) -> [String: Int] {
    var result: [String: Int] = [:]
    for (position, label) in labels.enumerated() where result[label.id] == nil {
      result[label.id] = position
    }
    for (position, label) in labels.enumerated() where !label.zh.isEmpty && result[label.zh] == nil
    {
      result[label.zh] = position
    }
    for (position, label) in labels.enumerated() where !label.en.isEmpty && result[label.en] == nil
    {
      result[label.en] = position
    }
    return result
  }

  /// The position of a field in a record by id or by either label.
  func field(named name: String, in record: Int) -> Int? {
    fields.indices.contains(record) ? fields[record][name] : nil
  }

  /// The position of a value of an enumeration by id or by either name.
  func position(of word: String, in enumeration: Int) -> Int? {
    values.indices.contains(enumeration) ? values[enumeration][word] : nil
  }

  /// Every name of every value of an enumeration, in the order of their bytes.
  func words(of enumeration: Int) -> [(word: String, value: Int)] {
    guard values.indices.contains(enumeration) else { return [] }
    return values[enumeration].map { (word: $0.key, value: $0.value) }.sorted { $0.word < $1.word }
  }

  /// Every name of every field of a record, in the order of their bytes.
  func names(of record: Int) -> [(word: String, field: Int)] {
    guard fields.indices.contains(record) else { return [] }
    return fields[record].map { (word: $0.key, field: $0.value) }.sorted { $0.word < $1.word }
  }

  func record(_ index: Int) -> IRRecord? {
    program.records.indices.contains(index) ? program.records[index] : nil
  }

  /// The value of a cell; an empty cell is unknown.
  ///
  /// - Parameter column: the column as the file names it, for the message.
  public func value(
    ofCell bytes: ArraySlice<UInt8>, as field: IRField, column: String
  ) throws(DataProblem) -> Value {
    if bytes.isEmpty { return .unknown }
    return try value(
      ofText: String(decoding: bytes, as: UTF8.self), as: field, column: column)
  }

  /// The value of a piece of text; blank text is unknown.
  public func value(
    ofText text: String, as field: IRField, column: String
  ) throws(DataProblem) -> Value {
    let word = trimmed(text)
    if word.isEmpty { return .unknown }
    switch field.type {
    case .text: return .text(text)
    case .boolean: return try boolean(word, column)
    case .number(let unit): return .number(try number(word, unit, field, column))
    case .money: return .number(try money(word, field, column))
    case .share: return .number(try share(word, field, column))
    case .date: return .date(try CellReader.date(word, column))
    case .calendarYear: return .calendarYear(try year(word, column))
    case .monthDay: return try monthDay(word, column)
    case .enumeration(let index): return .value(try option(word, index, field.label, column))
    case .set(let index): return try set(word, index, field.label, column)
    case .judgement: return try judgement(word, field, column)
    case .clauses: return try clauses(word, field, column)
    case .list, .record: return try structured(word, field, column)
    case .option, .error: return .unknown
    }
  }

  /// A list or record written as JSON in a cell.
  private func structured(
    _ word: String, _ field: IRField, _ column: String
  ) throws(DataProblem) -> Value {
    if case .list = field.type, CellReader.saysNone(word) { return .list([]) }
    guard word.utf8.first == UInt8(ascii: "[") || word.utf8.first == UInt8(ascii: "{") else {
      throw notList(word, field, column)
    }
    return try value(of: json(word, column), as: field, path: column)
  }

  private func notList(_ word: String, _ field: IRField, _ column: String) -> DataProblem {
    var inner = "…"
    if case .list(let index) = field.type, let first = record(index)?.fields.first {
      inner = first.label.id
    }
    return DataProblem(
      .notList, column: column, value: word,
      [
        LocalText(word), LocalText("[{\"" + inner + "\": …}]"),
        LocalText(field.label.id + ".1." + inner),
      ])
  }

  func json(_ text: String, _ column: String) throws(DataProblem) -> JSONValue {
    do throws(JSONError) {
      return try JSONReader.read(Array(text.utf8))
    } catch {
      throw DataProblem(error.kind, column: column, value: text, error.arguments)
    }
  }

  private func boolean(_ word: String, _ column: String) throws(DataProblem) -> Value {
    switch word {
    case "是", "true", "TRUE", "1": return .boolean(true)
    case "否", "false", "FALSE", "0": return .boolean(false)
    default: throw DataProblem(.notBoolean, column: column, value: word, [LocalText(word)])
    }
  }

  /// The position of a level's or choice's value by id or by either name.
  func option(
    _ word: String, _ enumeration: Int, _ label: IRLabel, _ column: String
  ) throws(DataProblem) -> Int {
    guard values.indices.contains(enumeration) else { return 0 }
    if let position = values[enumeration][word] { return position }
    throw unknownOption(word, program.enumerations[enumeration].values, label, column)
  }

  private func unknownOption(
    _ word: String, _ allowed: [IRLabel], _ label: IRLabel, _ column: String
  ) -> DataProblem {
    var zh = ""
    var en = ""
    for value in allowed {
      zh += (zh.isEmpty ? "" : "、") + value.zh
      en += (en.isEmpty ? "" : ", ") + value.id
    }
    let list = LocalText(zh: zh, en: en)
    let names = LocalText(zh: label.zh, en: label[.english])
    let spellings = allowed.flatMap { [$0.zh, $0.id, $0.en] }
    guard let near = Suggestion.closestValue(to: word, in: spellings) else {
      return DataProblem(.notValue, column: column, value: word, [LocalText(word), names, list])
    }
    return DataProblem(
      .notValueNear, column: column, value: word,
      [LocalText(word), names, list, LocalText(near)])
  }

  private func set(
    _ word: String, _ enumeration: Int, _ label: IRLabel, _ column: String
  ) throws(DataProblem) -> Value {
    var chosen = Set<Int>()
    for part in CellReader.parts(word) {
      chosen.insert(try option(part, enumeration, label, column))
    }
    return .values(chosen.sorted())
  }

  private func judgement(
    _ word: String, _ field: IRField, _ column: String
  ) throws(DataProblem) -> Value {
    if word.utf8.first == UInt8(ascii: "{") {
      return try value(of: json(word, column), as: field, path: column)
    }
    guard let passed = CellReader.verdict(word) else {
      throw DataProblem(.notJudgement, column: column, value: word, [LocalText(word)])
    }
    return .judgement(passed: passed, score: nil, by: nil)
  }

  static func verdict(_ word: String) -> Bool? {
    switch word {
    case "合格", "true", "TRUE", "pass": true
    case "不合格", "false", "FALSE", "fail": false
    default: nil
    }
  }

  private func clauses(
    _ word: String, _ field: IRField, _ column: String
  ) throws(DataProblem) -> Value {
    if word.utf8.first == UInt8(ascii: "[") || word.utf8.first == UInt8(ascii: "{") {
      return try value(of: json(word, column), as: field, path: column)
    }
    return .clauses(CellReader.saysNone(word) ? [] : CellReader.parts(word))
  }

  /// Whether a word says that a list is known to be empty.
  static func saysNone(_ word: String) -> Bool { wordsForNone.contains(word) }

  static let wordsForNone = ["无", "没有", "none", "None", "NONE"]

  /// The words of a cell that holds several, parted by `;` `；` `、` `,` or `，`.
  static func parts(_ text: String) -> [String] {
    text.split { $0 == ";" || $0 == "；" || $0 == "、" || $0 == "," || $0 == "，" }
      .map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }
}
