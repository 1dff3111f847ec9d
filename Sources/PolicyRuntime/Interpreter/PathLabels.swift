public import PolicyLang

/// Names the paths of facts by their labels: `contests.1.place` is 竞赛成绩.1.名次, and
/// `recommended.allotted` of an event is 推荐报送 的 分配数.
public struct PathLabels: Sendable {
  private let program: IRProgram
  private let language: Language

  public init(program: IRProgram, language: Language) {
    self.program = program
    self.language = language
  }

  public func label(_ path: String) -> String {
    eventPath(path) ?? words(of: path).joined(separator: ".")
  }

  /// The pieces of the path of a fact by their labels; numbers of elements stay as they are.
  func words(of path: String) -> [String] {
    var words: [String] = []
    var record: Int? = 0
    for part in path.split(separator: ".") {
      let id = String(part)
      guard let index = record, program.records.indices.contains(index),
        let field = program.records[index].fields.first(where: { $0.label.id == id })
      else {
        words.append(id)
        continue
      }
      words.append(field.label[language])
      switch field.type {
      case .list(let next), .record(let next): record = next
      default: record = nil
      }
    }
    return words
  }

  /// An event, or one of its attributes; `nil` where the path begins with a field of the candidate.
  private func eventPath(_ path: String) -> String? {
    let parts = path.split(separator: ".").map { String($0) }
    guard let first = parts.first, parts.count <= 2,
      program.records.first?.fields.contains(where: { $0.label.id == first }) != true,
      let event = program.events.first(where: { $0.label.id == first })
    else { return nil }
    let name = event.label[language]
    guard parts.count == 2 else { return name }
    guard program.records.indices.contains(event.record),
      let field = program.records[event.record].fields.first(where: { $0.label.id == parts[1] })
    else { return nil }
    return language == .chinese
      ? name + " 的 " + field.label.zh : field.label[.english] + " of " + name
  }

  /// Where a value of a case stands, in words: `events.1.on` is 第 1 个事件的日期; `nil` for what is no
  /// part of an event.
  public static func eventPlace(_ path: String, _ language: Language) -> String? {
    let parts = path.split(separator: ".").map { String($0) }
    guard let first = parts.first, first == "events" || first == "事件" else { return nil }
    func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
    guard parts.count > 1, let number = Int(parts[1]) else { return say("事件", "the events") }
    let event = say("第 \(number) 个事件", "event \(number)")
    guard parts.count > 2 else { return event }
    switch parts[2] {
    case "on", "日期": return say(event + "的日期", "the day of " + event)
    case "event", "事件": return say(event + "的名称", "the name of " + event)
    default:
      let rest = parts.dropFirst(2).joined(separator: ".")
      return say(event + "的“\(visible(rest))”", "`\(visible(rest))` of " + event)
    }
  }
}
