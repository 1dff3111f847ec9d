internal import PolicyLang
internal import PolicyRuntime

/// The fields that a policy reads, as a table, a CSV header or a JSON Schema.
struct DataSchema {
  private let program: IRProgram
  private let language: Language
  /// Indices of the candidate's fields, in the order of the vocabulary.
  private let fields: [Int]

  init(_ program: IRProgram, _ language: Language, includesAll: Bool) {
    self.program = program
    self.language = language
    let shape = program.records.first?.fields ?? []
    let read = DataSchema.fieldsRead(by: program)
    fields = shape.indices.filter { index in
      includesAll || read.contains(index) || DataSchema.names(shape[index])
        || (shape[index].type == .clauses && program.requirements.contains { !$0.strength.isHard })
    }
  }

  private static func names(_ field: IRField) -> Bool {
    field.isIdentifier || field.label.id == "id"
  }

  /// What the clauses, results and derivations depend on.
  private static func fieldsRead(by program: IRProgram) -> Set<Int> {
    var roots = program.requirements.map { $0.satisfied }
    roots += program.requirements.flatMap { $0.exceptions.map { $0.holds } }
    roots += program.results.map { $0.value }
    var result = fields(below: roots, program)
    for derivation in program.derivations where result.contains(derivation.field) {
      result.formUnion(fields(below: [derivation.value], program))
    }
    return result
  }

  private static func fields(below roots: [NodeID], _ program: IRProgram) -> Set<Int> {
    let reachable = program.reachable(from: roots)
    var result = Set<Int>()
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      if case .field(let scope, let field) = node.operation, scope == 0 { result.insert(field) }
    }
    return result
  }

  private func shape(_ index: Int) -> [IRField] {
    program.records.indices.contains(index) ? program.records[index].fields : []
  }

  // MARK: CSV

  /// One line of column names; a list stands as the columns of its first element.
  var header: String {
    var names: [String] = []
    for index in fields { addColumns(shape(0)[index], prefix: "", &names, depth: 0) }
    return CSVText.line(names, end: "\n")
  }

  private func addColumns(
    _ field: IRField, prefix: String, _ names: inout [String], depth: Int
  ) {
    let name = prefix + field.label.id
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

  /// Id, label and what may stand there, one field per line.
  var table: String {
    var rows: [(String, String, String)] = []
    for index in fields { addRows(shape(0)[index], prefix: "", &rows, depth: 0) }
    let first = rows.map { DisplayWidth.of($0.0) }.max() ?? 0
    let second = rows.map { DisplayWidth.of($0.1) }.max() ?? 0
    var result = ""
    for row in rows {
      result += padded(row.0, first) + "  " + padded(row.1, second) + "  " + row.2 + "\n"
    }
    return result
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }

  private func addRows(
    _ field: IRField, prefix: String, _ rows: inout [(String, String, String)], depth: Int
  ) {
    let name = prefix + field.label.id
    var words = description(field)
    if !field.meaning.isEmpty { words += say("；", "; ") + field.meaning }
    rows.append((name, field.label[language], words))
    switch field.type {
    case .list(let index) where depth < 8:
      for inner in shape(index) { addRows(inner, prefix: name + ".1.", &rows, depth: depth + 1) }
    case .record(let index) where depth < 8:
      for inner in shape(index) { addRows(inner, prefix: name + ".", &rows, depth: depth + 1) }
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
    case .money: return say("金额，如 50000 或 5万元", "money, such as 50000 or 5万元")
    case .share: return say("百分比，如 30%", "percentage, such as 30%")
    case .date: return say("日期，如 2024-01-03", "date, such as 2024-01-03")
    case .calendarYear: return say("年份，如 2026", "calendar year, such as 2026")
    case .monthDay: return say("几月几日，如 11-30", "day of the year, such as 11-30")
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

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  // MARK: JSON Schema

  /// A JSON Schema (2020-12) of one candidate; absent and null both mean not known.
  func jsonSchema(hash: String) -> String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    writer.key("$schema")
    writer.string("https://json-schema.org/draft/2020-12/schema")
    writer.key("title")
    writer.string(program.title)
    writer.key("$comment")
    writer.string("policyc \(ProgramVersion.text), policy \(program.id), \(hash)")
    writeObject(fields.map { shape(0)[$0] }, to: &writer, depth: 0)
    writer.endObject()
    return writer.text + "\n"
  }

  private func writeObject(_ fields: [IRField], to writer: inout JSONWriter, depth: Int) {
    writer.key("type")
    writer.string("object")
    writer.key("properties")
    writer.beginObject()
    for field in fields {
      writer.key(field.label.id)
      writer.beginObject()
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
