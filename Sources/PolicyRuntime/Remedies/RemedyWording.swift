public import PolicyLang

/// Says in words what would have to change.
public struct RemedyWording: Sendable {
  private let program: IRProgram
  private let language: Language
  private let wording: Wording

  public init(_ program: IRProgram, _ language: Language) {
    self.program = program
    self.language = language
    wording = Wording(program, language)
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// One line for each set, and what is left to say about the search.
  public func nodes(_ remedies: Remedies) -> [ExplanationNode] {
    var nodes: [ExplanationNode] = []
    // Several ways to rewrite one record of the past are one thing that cannot be done.
    var told: [[Int]] = []
    for set in remedies.sets {
      if set.allSatisfy({ $0.isPast }) {
        let clauses = set.map { $0.clause.requirement }
        if told.contains(clauses) { continue }
        told.append(clauses)
      }
      nodes.append(ExplanationNode(.note, text(of: set)))
    }
    let most = RemedyFinder.mostChanges
    if remedies.further > 0 {
      nodes.append(
        ExplanationNode(
          .note,
          say("另有 \(remedies.further) 种办法没有列出", "\(remedies.further) more ways are not listed")))
    }
    if remedies.admitsNobody {
      nodes.append(
        ExplanationNode(
          .note,
          say(
            "改什么都不能符合：这份政策的条款互相矛盾，没有人能符合（见 check）",
            "no change is enough: the clauses conflict, so that nobody is eligible (see `check`)")))
    } else if remedies.sets.isEmpty {
      nodes.append(
        ExplanationNode(
          .note,
          remedies.isComplete
            ? say("改变 \(most) 项以内，都不能使结论成为符合", "no change of up to \(most) facts is enough")
            : say(
              "改变 \(most) 项以内能否成为符合，未能判定",
              "whether a change of up to \(most) facts is enough could not be decided")))
    } else if !remedies.isComplete {
      nodes.append(ExplanationNode(.note, say("可能还有别的办法，未能查完", "there may be other ways")))
    }
    return nodes
  }

  /// All changes of a set in one line.
  public func text(of set: [FactChange]) -> String {
    var parts: [String] = []
    for change in set { parts.append(text(of: change)) }
    return parts.joined(separator: say("；并且 ", "; and "))
  }

  /// `一线工作年限 达到 5年（第三条“一线经历”，现在 4年）`.
  public func text(of change: FactChange) -> String {
    let what: String
    let name = label(of: change.path)
    if change.isPast {
      let words =
        change.waitUntil.map {
          say("\(name)：只能等到 \($0.description)", "\(name): only by waiting until \($0.description)")
        } ?? say("\(name) 已成事实，不能改变", "\(name) is of the past and cannot be changed")
      return words + basis(change)
    }
    switch change.kind {
    case .fact(let needed): what = fact(name, needed, change)
    case .added(let count, let element):
      let items = say(
        "\(count) \(CountWord.chinese(name))", count == 1 ? "1 item" : "\(count) items")
      let verb = change.from == .unknown ? say("补充", "supply") : say("增加", "add")
      what =
        say("\(name) \(verb) \(items)", "\(verb) \(items) of \(name)") + like(element)
    case .removed(let positions):
      if positions.isEmpty {
        what = say("补充 \(name)：一\(CountWord.chinese(name))也没有", "supply \(name): none")
      } else {
        let numbers = positions.map { "\($0 + 1)" }.joined(separator: say("、", ", "))
        what = say("\(name) 没有第 \(numbers) 项", "\(name) without no. \(numbers)")
      }
    case .waiver:
      let clause = change.clause.label[language]
      what = say("取得对“\(clause)”的豁免", "a waiver of `\(clause)`")
    }
    return what + basis(change)
  }

  private func fact(_ name: String, _ needed: NeededValue, _ change: FactChange) -> String {
    let words = text(of: needed, change.type)
    if case .judgement = change.type { return say("\(name) 认定为 \(words)", "\(name): \(words)") }
    if change.from.isUnsettled { return say("补充 \(name)：\(words)", "supply \(name): \(words)") }
    switch needed {
    case .atLeast(let value):
      let figure = wording.text(of: value, change.type)
      return say("\(name) 达到 \(figure)", "\(name) at least \(figure)")
    case .atMost, .between: return say("\(name) \(words)", "\(name) \(words)")
    case .oneOf: return say("\(name) 改为 \(words)", "\(name): \(words)")
    }
  }

  private func text(of needed: NeededValue, _ type: IRType) -> String {
    switch needed {
    case .atLeast(let value):
      let figure = wording.text(of: value, type)
      return say("至少 \(figure)", "at least \(figure)")
    case .atMost(let value):
      let figure = wording.text(of: value, type)
      return say("至多 \(figure)", "at most \(figure)")
    case .between(let low, let high):
      let (from, to) = (wording.text(of: low, type), wording.text(of: high, type))
      return say("\(from) 至 \(to)", "\(from) to \(to)")
    case .oneOf(let values):
      var words: [String] = []
      for value in values { words.append(wording.text(of: value, type)) }
      return words.joined(separator: say(" 或 ", " or "))
    }
  }

  private func like(_ element: [FactChange.ElementFact]) -> String {
    if element.isEmpty { return "" }
    var parts: [String] = []
    for fact in element {
      parts.append(fact.label[language] + " " + text(of: fact.needed, fact.type))
    }
    return say("（", " (") + parts.joined(separator: say("，", ", ")) + say("）", ")")
  }

  /// The clause with its article, and the present value.
  private func basis(_ change: FactChange) -> String {
    let clause = change.clause
    var words = program.citation(clause.articles, clause.origin, in: language)
    if change.kind != .waiver {
      if !words.isEmpty { words += say("", " ") }
      words += "“" + clause.label[language] + "”"
      let now = wording.text(of: change.from, change.type)
      words += say("，现在 \(now)", ", now \(now)")
    }
    return words.isEmpty ? "" : say("（\(words)）", " (\(words))")
  }

  /// A path by the names of its fields: `竞赛成绩 第 1 项 名次`.
  private func label(of path: String) -> String {
    PathLabels(program: program, language: language).words(of: path)
      .map { Int($0) == nil ? $0 : say("第 \($0) 项", "no. \($0)") }
      .joined(separator: " ")
  }
}

// What would have to change, as JSON.
extension JSONWriter {
  /// The keys `changes`, `changes_further` and `changes_complete`.
  public mutating func remedies(
    _ remedies: Remedies, of program: IRProgram, in language: Language
  ) {
    key("changes")
    beginArray()
    for set in remedies.sets { changes(set, of: program, in: language) }
    endArray()
    key("changes_further")
    integer(remedies.further)
    key("changes_complete")
    boolean(remedies.isComplete)
  }

  /// One set of changes as an array.
  public mutating func changes(
    _ set: [FactChange], of program: IRProgram, in language: Language
  ) {
    let wording = RemedyWording(program, language)
    beginArray()
    for change in set {
      beginObject()
      write(change, PlainValue(program: program))
      key("text")
      string(wording.text(of: change))
      endObject()
    }
    endArray()
  }

  private mutating func write(_ change: FactChange, _ values: PlainValue) {
    key("field")
    string(change.path)
    key("from")
    values.write(change.from, change.type, to: &self)
    key("to")
    values.write(change.to, change.type, to: &self)
    switch change.kind {
    case .fact(let needed): need(needed, change.type, values)
    case .added(let count, _):
      key("need")
      string("added")
      key("count")
      integer(count)
    case .removed:
      key("need")
      string("removed")
    case .waiver:
      key("need")
      string("waiver")
    }
    if change.isPast {
      key("possible")
      boolean(false)
    }
    if let day = change.waitUntil {
      key("wait_until")
      string(day.description)
    }
    key("clause")
    string(change.clause.label.id)
    key("article")
    string(change.clause.articles.first ?? "")
    key("articles")
    strings(change.clause.articles)
  }

  private mutating func need(_ needed: NeededValue, _ type: IRType, _ values: PlainValue) {
    key("need")
    switch needed {
    case .atLeast: string("at_least")
    case .atMost: string("at_most")
    case .between(_, let high):
      string("between")
      key("up_to")
      values.write(high, type, to: &self)
    case .oneOf(let all):
      string("one_of")
      key("values")
      beginArray()
      for value in all { values.write(value, type, to: &self) }
      endArray()
    }
  }
}
