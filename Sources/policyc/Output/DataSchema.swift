internal import PolicyLang
internal import PolicyRuntime

/// The fields that a policy reads, as a table, a CSV header or a JSON Schema.
struct DataSchema {
  let program: IRProgram
  let language: Language
  /// Indices of the candidate's fields, in the order of the vocabulary.
  private let fields: [Int]
  /// Those that the decision depends on; the others serve results, ranking, money or procedure.
  private let deciding: Set<Int>

  init(_ program: IRProgram, _ language: Language, includesAll: Bool) {
    self.program = program
    self.language = language
    let shape = program.records.first?.fields ?? []
    let read = FieldUse.fieldsRead(by: program)
    deciding = FieldUse.fieldsRead(by: program, decidingOnly: true)
    fields = shape.indices.filter { index in
      includesAll || read.contains(index) || DataSchema.names(shape[index])
        || (shape[index].type == .clauses && program.requirements.contains { !$0.strength.isHard })
    }
  }

  private static func names(_ field: IRField) -> Bool {
    field.isIdentifier || field.label.id == "id" || field.label.id == "name"
  }

  func shape(_ index: Int) -> [IRField] {
    program.records.indices.contains(index) ? program.records[index].fields : []
  }

  // MARK: CSV

  /// One line of column names, Chinese or ids; a list stands as the columns of its first element.
  var header: String {
    var names: [String] = []
    for index in fields { addColumns(shape(0)[index], prefix: "", &names, depth: 0) }
    return CSVText.line(names, end: "\n")
  }

  private func addColumns(
    _ field: IRField, prefix: String, _ names: inout [String], depth: Int
  ) {
    let isChinese = language == .chinese && !field.label.zh.isEmpty
    let name = prefix + (isChinese ? field.label.zh : field.label.id)
    switch field.type {
    case .list(let index) where depth < 8:
      for inner in shape(index) {
        addColumns(inner, prefix: name + ".1.", &names, depth: depth + 1)
      }
    case .record(let index) where depth < 8:
      for inner in shape(index) { addColumns(inner, prefix: name + ".", &names, depth: depth + 1) }
    default: names.append(name)
    }
  }

  // MARK: Text

  /// Id, label, whether the decision needs it, and what may stand there, one field per line.
  var table: String {
    var rows: [Row] = []
    for index in fields {
      addRows(
        shape(0)[index], prefix: "", isDeciding: deciding.contains(index), &rows, depth: 0)
    }
    return lines(rows) + "\n"
      + say(
        "* 判定资格要用；其余只用于结果、排序、限额、发钱或程序。\n空白是不知道；知道列表里一项也没有就写 []，或者写“无”。\n"
          + "事件和它们的内容加 --events 列出。\n",
        "* needed to decide; the others serve results, ranking, limits, money or procedure.\n"
          + "An empty cell is not known; write [] for a list that is known to be empty.\n"
          + "--events lists the events and their items.\n")
  }

  func lines(_ rows: [Row]) -> String {
    let first = rows.map { DisplayWidth.of($0.id) }.max() ?? 0
    let second = rows.map { DisplayWidth.of($0.label) }.max() ?? 0
    var result = ""
    for row in rows {
      result += padded(row.id, first) + "  " + padded(row.label, second) + "  "
      result += (row.isDeciding ? "*" : " ") + " " + row.description + "\n"
    }
    return result
  }

  struct Row {
    let id: String
    let label: String
    let isDeciding: Bool
    let description: String
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }

  func addRows(
    _ field: IRField, prefix: String, isDeciding: Bool, _ rows: inout [Row], depth: Int
  ) {
    let name = prefix + field.label.id
    var words = description(field)
    let example = example(field)
    if !example.isEmpty { words += say("，如 ", ", such as ") + example }
    if !field.meaning.isEmpty { words += say("；", "; ") + field.meaning }
    rows.append(
      Row(
        id: name, label: field.label[language], isDeciding: isDeciding, description: words))
    switch field.type {
    case .list(let index) where depth < 8:
      for inner in shape(index) {
        addRows(
          inner, prefix: name + ".1.", isDeciding: isDeciding, &rows, depth: depth + 1)
      }
    case .record(let index) where depth < 8:
      for inner in shape(index) {
        addRows(inner, prefix: name + ".", isDeciding: isDeciding, &rows, depth: depth + 1)
      }
    default: break
    }
  }

  private func description(_ field: IRField) -> String {
    switch field.type {
    case .text: return say("文字", "text")
    case .boolean: return say("是 或 否", "是 or 否 (yes or no)")
    case .number(let unit):
      let kind =
        field.places == 0
        ? say("整数", "whole number")
        : say("数，最多 \(field.places) 位小数", "number, up to \(field.places) decimals")
      var result = kind
      if let low = field.low, let high = field.high {
        result += say("，", ", ") + low.description + say(" 至 ", " to ") + high.description
      }
      return unit == .none ? result : result + say("，单位 ", ", in ") + unit.spelling(language)
    case .money: return say("金额", "money")
    case .share: return say("百分比", "percentage")
    case .date: return say("日期", "date")
    case .calendarYear: return say("年份", "calendar year")
    case .monthDay: return say("几月几日", "day of the year")
    case .judgement: return say("合格 或 不合格，未认定留空", "合格 or 不合格, empty while not judged")
    case .clauses: return say("条款名称或编号，用 ; 隔开", "clause names or ids, separated by ;")
    case .enumeration(let index), .set(let index):
      guard program.enumerations.indices.contains(index) else { return "" }
      let enumeration = program.enumerations[index]
      let separator = enumeration.isOrdered ? " < " : say("、", ", ")
      return enumeration.values
        .map { language == .chinese ? $0.zh : $0.id + " " + $0.zh }.joined(separator: separator)
    case .list: return say("列表；第二项写 .2.，依此类推", "list; use .2. for the second element and so on")
    case .record, .option, .error: return ""
    }
  }

  /// A cell that may stand in such a column; empty where the description says it all.
  private func example(_ field: IRField) -> String {
    switch field.type {
    case .text: return field.isIdentifier || field.label.id == "id" ? "S001" : ""
    case .number: return field.high?.description ?? (field.places > 0 ? "6.5" : "6")
    case .money: return say("50000 或 5万元", "50000 or 5万元")
    case .share: return "30%"
    case .date: return "2024-01-03"
    case .calendarYear: return "2026"
    case .monthDay: return "11-30"
    case .boolean: return "是"
    case .judgement: return "合格"
    case .enumeration(let index), .set(let index):
      guard program.enumerations.indices.contains(index) else { return "" }
      return program.enumerations[index].values.last.map { language == .chinese ? $0.zh : $0.id }
        ?? ""
    case .list(let index):
      guard let inner = shape(index).first else { return "" }
      let name = language == .chinese ? inner.label.zh : inner.label.id
      let value = example(inner)
      return "[{\"" + name + "\":\"" + (value.isEmpty ? "…" : value) + "\"}]"
    case .clauses, .record, .option, .error: return ""
    }
  }

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  // MARK: JSON Schema

  /// What stands at the head of a JSON Schema: by which program and from which policy it was made.
  func beginSchema(_ hash: String, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("$schema")
    writer.string("https://json-schema.org/draft/2020-12/schema")
    writer.key("title")
    writer.string(program.title)
    writer.key("$comment")
    writer.string("policyc \(ProgramVersion.text), policy \(program.id), \(hash)")
  }

  /// A JSON Schema (2020-12) of one candidate; absent and null both mean not known.
  func jsonSchema(hash: String) -> String {
    var writer = JSONWriter(indented: true)
    beginSchema(hash, &writer)
    writeObject(
      fields.map { shape(0)[$0] }, deciding: fields.map { deciding.contains($0) }, to: &writer,
      depth: 0)
    writer.endObject()
    return writer.text + "\n"
  }

  /// - Parameter deciding: for each field whether the decision needs it, written as `x-decides`.
  func writeObject(
    _ fields: [IRField], deciding: [Bool] = [], to writer: inout JSONWriter, depth: Int
  ) {
    writer.key("type")
    writer.string("object")
    writer.key("properties")
    writer.beginObject()
    for (position, field) in fields.enumerated() {
      writer.key(field.label.id)
      writer.beginObject()
      if deciding.indices.contains(position) {
        writer.key("x-decides")
        writer.boolean(deciding[position])
      }
      writer.key("title")
      writer.string(field.label[language])
      if !field.meaning.isEmpty {
        writer.key("description")
        writer.string(field.meaning)
      }
      writeType(field, to: &writer, depth: depth)
      writer.endObject()
    }
    writer.endObject()
  }

  private func writeType(_ field: IRField, to writer: inout JSONWriter, depth: Int) {
    switch field.type {
    case .boolean: types(["boolean", "string", "null"], &writer)
    case .number, .money, .share, .calendarYear:
      types(["number", "string", "null"], &writer)
      if let low = field.low, let high = field.high {
        writer.key("minimum")
        writer.raw(low.description)
        writer.key("maximum")
        writer.raw(high.description)
      }
    case .text where field.isIdentifier || field.label.id == "id":
      types(["string", "number", "null"], &writer)
    case .text, .date, .monthDay: types(["string", "null"], &writer)
    case .enumeration(let index):
      guard program.enumerations.indices.contains(index) else { return }
      writer.key("enum")
      writer.beginArray()
      for value in program.enumerations[index].values {
        writer.string(value.id)
        if value.zh != value.id { writer.string(value.zh) }
      }
      writer.null()
      writer.endArray()
    case .judgement: types(["string", "boolean", "object", "null"], &writer)
    case .set, .clauses: types(["array", "string", "null"], &writer)
    case .list(let index):
      types(["array", "null"], &writer)
      guard depth < 8 else { return }
      writer.key("items")
      writer.beginObject()
      writeObject(shape(index), to: &writer, depth: depth + 1)
      writer.endObject()
    case .record(let index):
      if depth < 8 { writeObject(shape(index), to: &writer, depth: depth + 1) }
    case .option, .error: break
    }
  }

  private func types(_ names: [String], _ writer: inout JSONWriter) {
    writer.key("type")
    writer.strings(names)
  }
}
