internal import PolicyLang

/// Reads the dated events of a case: `[{"event": "announced", "on": "2024-05-06"}, …]`.
struct EventReader: Sendable {
  private let program: IRProgram
  private let cells: CellReader
  private let kinds: [String: Int]

  init(_ program: IRProgram, _ cells: CellReader) {
    self.program = program
    self.cells = cells
    var kinds: [String: Int] = [:]
    for (position, event) in program.events.enumerated() {
      for name in [event.label.id, event.label.zh, event.label.en]
      where !name.isEmpty && kinds[name] == nil {
        kinds[name] = position
      }
    }
    self.kinds = kinds
  }

  /// The events in the order of the list; `null` is none.
  func events(_ json: JSONValue, path: String) throws(DataProblem) -> [CaseEvent] {
    if case .null = json { return [] }
    guard case .array(let elements) = json else {
      throw DataProblem(
        .wrongJSONType, column: path, value: JSONNames.text(of: json),
        [JSONNames.found(json), LocalText(zh: "事件的列表 […]", en: "a list of events […]")])
    }
    var result: [CaseEvent] = []
    for (position, element) in elements.enumerated() {
      result.append(try event(element, path + ".\(position + 1)"))
    }
    return result
  }

  private func event(_ json: JSONValue, _ path: String) throws(DataProblem) -> CaseEvent {
    guard case .string(let word)? = json["event"] ?? json["事件"] else {
      throw DataProblem(.eventWithoutName, column: path, value: JSONNames.text(of: json))
    }
    let name = trimmed(word)
    guard let kind = kinds[name] else {
      throw DataProblem(
        .unknownEvent, column: path + ".event", value: word,
        [LocalText(word), allowedEvents(near: name)])
    }
    let record = program.events[kind].record
    var attributes = try cells.record(json, record, path)
    var date: CivilDate?
    if case .date(let own) = attributes[0] { date = own }
    switch json["on"] ?? json["日期"] {
    case .string(let text)? where !trimmed(text).isEmpty:
      date = try CellReader.date(trimmed(text), path + ".on")
    case nil, .null?: break
    case .some(let other):
      let shown = JSONNames.text(of: other)
      throw DataProblem(.notDate, column: path + ".on", value: shown, [LocalText(shown)])
    }
    if let date, !attributes.values.isEmpty { attributes[0] = .date(date) }
    return CaseEvent(event: kind, date: date, attributes: attributes)
  }

  /// A key of an event that says nothing, because no attribute goes by that name.
  struct UnusedKey {
    let event: IRLabel
    let key: String
    /// An attribute of a similar name.
    let near: String?
  }

  /// The keys that reading passes over.
  func unusedKeys(_ json: JSONValue) -> [UnusedKey] {
    guard case .array(let elements) = json else { return [] }
    var result: [UnusedKey] = []
    for element in elements {
      guard case .object(let members) = element,
        case .string(let word)? = element["event"] ?? element["事件"],
        let kind = kinds[trimmed(word)]
      else { continue }
      let event = program.events[kind]
      for member in members {
        let name = trimmed(member.key)
        if EventReader.ownKeys.contains(name) || cells.field(named: name, in: event.record) != nil {
          continue
        }
        var spellings = EventReader.ownKeys
        for field in cells.record(event.record)?.fields ?? [] {
          spellings += [field.label.zh, field.label.id]
        }
        result.append(
          UnusedKey(
            event: event.label, key: name, near: Suggestion.closest(to: name, in: spellings)))
      }
    }
    return result
  }

  private static let ownKeys = ["event", "事件", "on", "日期"]

  private func allowedEvents(near name: String) -> LocalText {
    var spellings: [String] = []
    for event in program.events { spellings += [event.label.zh, event.label.id] }
    if let near = Suggestion.closest(to: name, in: spellings) { return LocalText(near) }
    var zh = ""
    var en = ""
    for event in program.events {
      zh += (zh.isEmpty ? "" : "、") + event.label.zh
      en += (en.isEmpty ? "" : ", ") + event.label.id
    }
    return LocalText(zh: zh, en: en)
  }
}
