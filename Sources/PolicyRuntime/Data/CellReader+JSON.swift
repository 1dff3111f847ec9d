public import PolicyLang

// JSON values as values of the program.
extension CellReader {
  /// The value of a piece of JSON; `null` is unknown, an empty list is known to be empty.
  ///
  /// - Parameter path: where the value stands, such as `contests.1.level`, for the message.
  public func value(
    of json: JSONValue, as field: IRField, path: String
  ) throws(DataProblem) -> Value {
    switch json {
    case .null: return .unknown
    case .boolean(let flag): return try flagged(flag, field, path)
    case .number(let digits): return try figure(digits, field, path)
    case .string(let text): return try worded(text, field, path)
    case .array(let elements): return try elementsValue(elements, json, field, path)
    case .object(let members): return try objectValue(members, json, field, path)
    }
  }

  private func flagged(
    _ flag: Bool, _ field: IRField, _ path: String
  ) throws(DataProblem) -> Value {
    switch field.type {
    case .boolean: return .boolean(flag)
    case .judgement: return .judgement(passed: flag, score: nil, by: nil)
    default: throw mismatch(.boolean(flag), field, path)
    }
  }

  private func figure(
    _ digits: String, _ field: IRField, _ path: String
  ) throws(DataProblem) -> Value {
    switch field.type {
    case .number, .money, .share, .calendarYear:
      guard let plain = CellText.plain(jsonNumber: digits) else {
        throw DataProblem(.figureTooLarge, column: path, value: digits, [LocalText(digits)])
      }
      return try value(ofText: plain, as: field, column: path)
    case .text where field.isIdentifier: return .text(digits)
    default: throw mismatch(.number(digits), field, path)
    }
  }

  private func worded(
    _ text: String, _ field: IRField, _ path: String
  ) throws(DataProblem) -> Value {
    if case .text = field.type { return .text(text) }
    guard !trimmed(text).isEmpty else {
      throw DataProblem(.emptyText, column: path, value: text, [JSONNames.expected(field.type)])
    }
    return try value(ofText: text, as: field, column: path)
  }

  private func elementsValue(
    _ elements: [JSONValue], _ json: JSONValue, _ field: IRField, _ path: String
  ) throws(DataProblem) -> Value {
    switch field.type {
    case .list(let index):
      var records: [Record] = []
      for (position, element) in elements.enumerated() {
        records.append(try record(element, index, path + ".\(position + 1)"))
      }
      return .list(records)
    case .clauses:
      var clauses: [String] = []
      for (position, element) in elements.enumerated() {
        clauses.append(try waiver(element, path + ".\(position + 1)"))
      }
      return .clauses(clauses)
    case .set(let index):
      var chosen = Set<Int>()
      for element in elements {
        guard case .string(let word) = element else { throw mismatch(element, field, path) }
        chosen.insert(try option(trimmed(word), index, field.label, path))
      }
      return .values(chosen.sorted())
    default: throw mismatch(json, field, path)
    }
  }

  private func objectValue(
    _ members: [JSONMember], _ json: JSONValue, _ field: IRField, _ path: String
  ) throws(DataProblem) -> Value {
    switch field.type {
    case .judgement: return try judgement(members, field, path)
    case .record(let index): return .record(try record(json, index, path))
    case .clauses: return .clauses([try waiver(json, path)])
    default: throw mismatch(json, field, path)
    }
  }

  /// `{"verdict": …, "by": …, "score": …}`; a score without verdict leaves the judgement pending.
  private func judgement(
    _ members: [JSONMember], _ field: IRField, _ path: String
  ) throws(DataProblem) -> Value {
    var passed: Bool?
    var score: Rational?
    var body: String?
    for member in members {
      let inner = path + "." + member.key
      switch (member.key, member.value) {
      case (_, .null): continue
      case ("verdict", .boolean(let flag)): passed = flag
      case ("verdict", .string(let word)):
        guard let verdict = CellReader.verdict(trimmed(word)) else {
          throw DataProblem(.notJudgement, column: inner, value: word, [LocalText(word)])
        }
        passed = verdict
      case ("score", .number), ("score", .string):
        let shape = IRField(
          label: IRLabel(id: "score", zh: "得分", en: "score"), type: .number(.points), places: 18)
        if case .number(let value) = try value(of: member.value, as: shape, path: inner) {
          score = value
        }
      case ("by", .string(let name)): body = name
      default:
        if member.key == "verdict" || member.key == "by" || member.key == "score" {
          throw mismatch(member.value, field, inner)
        }
      }
    }
    return .judgement(passed: passed, score: score, by: body)
  }

  /// A clause's id or name, or an object that names it under `clause`.
  private func waiver(_ json: JSONValue, _ path: String) throws(DataProblem) -> String {
    var word = ""
    switch json {
    case .string(let text): word = trimmed(text)
    case .object:
      if case .string(let text)? = json["clause"] { word = trimmed(text) }
    case .null, .boolean, .number, .array: break
    }
    if word.isEmpty {
      let shown = JSONNames.text(of: json)
      throw DataProblem(.notWaiver, column: path, value: shown, [LocalText(shown)])
    }
    return word
  }

  /// An object as a record; keys that no field has are passed over.
  func record(_ json: JSONValue, _ index: Int, _ path: String) throws(DataProblem) -> Record {
    guard let shape = record(index) else { return Record([]) }
    guard case .object(let members) = json else {
      let shown = JSONNames.text(of: json)
      throw DataProblem(
        .wrongJSONType, column: path, value: shown,
        [JSONNames.found(json), LocalText(zh: "对象 {…}", en: "an object {…}")])
    }
    var result = Record(unknown: shape)
    var keys: [Int: String] = [:]
    for member in members {
      guard let position = field(named: trimmed(member.key), in: index) else { continue }
      if let earlier = keys[position] {
        throw DataProblem(
          .sameFieldTwice, column: path, value: member.key,
          [LocalText(earlier), LocalText(member.key)])
      }
      keys[position] = member.key
      let inner = path.isEmpty ? member.key : path + "." + member.key
      result[position] = try value(of: member.value, as: shape.fields[position], path: inner)
    }
    return result
  }

  private func mismatch(_ json: JSONValue, _ field: IRField, _ path: String) -> DataProblem {
    DataProblem(
      .wrongJSONType, column: path, value: JSONNames.text(of: json),
      [JSONNames.found(json), JSONNames.expected(field.type)])
  }
}

/// How messages name what stands in JSON and what should stand there.
enum JSONNames {
  static func text(of json: JSONValue) -> String {
    var writer = JSONWriter()
    writer.value(json)
    return writer.text
  }

  static func found(_ json: JSONValue) -> LocalText {
    switch json {
    case .null: LocalText("null")
    case .boolean(let flag): LocalText(flag ? "true" : "false")
    case .number(let digits): LocalText(zh: "数 " + digits, en: "the number " + digits)
    case .string(let text): LocalText(zh: "文字“" + text + "”", en: "the text `" + text + "`")
    case .array: LocalText(zh: "列表 […]", en: "a list […]")
    case .object: LocalText(zh: "对象 {…}", en: "an object {…}")
    }
  }

  static func expected(_ type: IRType) -> LocalText {
    switch type {
    case .boolean: LocalText(zh: "true 或 false", en: "true or false")
    case .number: LocalText(zh: "数", en: "a number")
    case .money: LocalText(zh: "金额", en: "an amount of money")
    case .share: LocalText(zh: "百分比", en: "a percentage")
    case .date: LocalText(zh: "日期", en: "a date")
    case .calendarYear: LocalText(zh: "年份", en: "a calendar year")
    case .monthDay: LocalText(zh: "几月几日", en: "a day of the year")
    case .text: LocalText(zh: "文字", en: "a text")
    case .enumeration: LocalText(zh: "取值的名称或编号", en: "the name or id of a value")
    case .set: LocalText(zh: "取值的列表", en: "a list of values")
    case .record: LocalText(zh: "对象 {…}", en: "an object {…}")
    case .list: LocalText(zh: "列表 […]", en: "a list […]")
    case .judgement: LocalText(zh: "认定结果", en: "a finding")
    case .clauses: LocalText(zh: "条款的列表", en: "a list of clauses")
    case .option, .error: LocalText(zh: "值", en: "a value")
    }
  }
}
