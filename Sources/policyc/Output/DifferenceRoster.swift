internal import PolicyLang
internal import PolicyRuntime

/// What becomes of the people of a file: counted by the decisions of either policy and by the clauses
/// behind them. Nothing grows with the file.
struct DifferenceCounts {
  struct Transition: Hashable {
    let a: Outcome
    let b: Outcome
  }
  struct Reason: Hashable {
    let isA: Bool
    let clause: Int
  }

  private(set) var decided = 0
  private(set) var changed = 0
  var rejects = 0
  private var transitions: [Transition: Int] = [:]
  private var reasons: [Reason: Int] = [:]

  /// - Returns: whether the two decide differently.
  mutating func add(_ a: Decision, _ b: Decision) -> Bool {
    decided += 1
    transitions[Transition(a: a.outcome, b: b.outcome), default: 0] += 1
    if a.outcome == b.outcome { return false }
    changed += 1
    for clause in a.clausesBehindOutcome {
      reasons[Reason(isA: true, clause: clause.requirement), default: 0] += 1
    }
    for clause in b.clausesBehindOutcome {
      reasons[Reason(isA: false, clause: clause.requirement), default: 0] += 1
    }
    return true
  }

  /// All pairs of decisions that occurred, best first.
  var sortedTransitions: [(transition: Transition, count: Int)] {
    var result: [(transition: Transition, count: Int)] = []
    for a in DecisionCounts.order {
      for b in DecisionCounts.order {
        let transition = Transition(a: a, b: b)
        if let count = transitions[transition] { result.append((transition, count)) }
      }
    }
    return result
  }

  /// The clauses behind decisions that differ, most frequent first.
  var sortedReasons: [(reason: Reason, count: Int)] {
    reasons.map { (reason: $0.key, count: $0.value) }.sorted { x, y in
      if x.count != y.count { return x.count > y.count }
      if x.reason.isA != y.reason.isA { return x.reason.isA }
      return x.reason.clause < y.reason.clause
    }
  }
}

/// Writes who is decided differently, one after the other, and the counts at the end.
protocol DifferenceRoster {
  func begin() -> String
  /// - Parameter isFirst: whether no row was written before.
  func row(_ a: Decision, _ b: Decision, isFirst: Bool) -> String
  func end(_ counts: DifferenceCounts) -> String
}

/// What the readable formats say.
struct RosterWords {
  let report: DifferenceReport
  let source: String

  func say(_ zh: String, _ en: String) -> String { report.say(zh, en) }

  var title: String { say("四、名单里谁的结果不同", "4. Whose decision differs") }

  func change(_ a: Outcome, _ b: Outcome) -> String {
    let language = report.language
    return report.names.a + " " + a.keyword.spelling(language) + " → " + report.names.b + " "
      + b.keyword.spelling(language)
  }

  func reasons(_ a: Decision, _ b: Decision) -> String {
    DifferenceSections(report).verdicts(a, b)
  }

  func summary(_ counts: DifferenceCounts) -> [DifferenceBlock] {
    var result: [DifferenceBlock] = [
      .paragraph(
        say(
          "\(source)：判定 \(counts.decided) 人，结果不同 \(counts.changed) 人。",
          "\(source): \(counts.decided) decided, \(counts.changed) differently."))
    ]
    if counts.decided > 0 {
      result.append(.subheading(say("结果怎样变，各多少人", "How decisions change, and for how many")))
      result.append(
        .table(
          head: [say("从甲到乙", "From A to B"), say("人数", "People")],
          rows: counts.sortedTransitions.map {
            [change($0.transition.a, $0.transition.b), "\($0.count)"]
          }))
    }
    if counts.changed > 0 {
      result.append(
        .subheading(say("结果不同的人因为哪一条，各多少人", "By which clause, and for how many")))
      result.append(
        .table(
          head: [say("因为哪一条", "By clause"), say("人数", "People")],
          rows: counts.sortedReasons.map {
            [
              ($0.reason.isA ? report.names.a : report.names.b) + " "
                + report.words.name(ofClause: $0.reason.clause, isA: $0.reason.isA), "\($0.count)",
            ]
          }))
    }
    return result
  }
}

/// For text and Markdown: one line per person.
struct LineRoster: DifferenceRoster {
  let words: RosterWords
  let isMarkdown: Bool

  func begin() -> String { render([.heading(words.title)]) }

  func row(_ a: Decision, _ b: Decision, isFirst: Bool) -> String {
    render([.lines([visible(a.candidate) + words.say("：", ": ") + words.reasons(a, b)])], "")
  }

  func end(_ counts: DifferenceCounts) -> String {
    (counts.changed > 0 ? "\n" : "") + render(words.summary(counts))
  }

  private func render(_ blocks: [DifferenceBlock], _ end: String = "\n") -> String {
    if !isMarkdown {
      return (end.isEmpty ? "" : "\n") + DifferenceText.text(blocks, words.report.language)
    }
    let text = DifferenceMarkdown.text(blocks)
    return end.isEmpty ? String(text.dropLast()) : text
  }
}

/// For the page: a table, of which no more is written than can be looked through.
final class PageRoster: DifferenceRoster {
  private static let mostRows = 1_000
  private let words: RosterWords
  private let page: DifferencePage
  private var rows: [[String]] = []

  init(_ words: RosterWords, _ page: DifferencePage) {
    self.words = words
    self.page = page
  }

  func begin() -> String { page.html([.heading(words.title)]) }

  func row(_ a: Decision, _ b: Decision, isFirst: Bool) -> String {
    if rows.count < PageRoster.mostRows {
      rows.append([visible(a.candidate), words.report.words.text(a), words.report.words.text(b)])
    }
    return ""
  }

  func end(_ counts: DifferenceCounts) -> String {
    var blocks = words.summary(counts)
    if !rows.isEmpty {
      blocks.append(
        .table(
          head: [words.say("编号", "Id"), words.report.names.a, words.report.names.b], rows: rows))
    }
    if counts.changed > rows.count {
      blocks.append(
        .note(
          words.say(
            "这里只列前 \(rows.count) 人；全部名单请用 --format json。",
            "Only the first \(rows.count) are listed; --format json has all.")))
    }
    return page.html(blocks)
  }
}

/// For JSON: the key `on`.
struct JSONRoster: DifferenceRoster {
  let words: RosterWords

  func begin() -> String {
    ",\n  \"on\": {\n    \"data\": \"" + JSONWriter.escaped(words.source)
      + "\",\n    \"changed\": ["
  }

  func row(_ a: Decision, _ b: Decision, isFirst: Bool) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("id")
    writer.string(a.candidate)
    for (name, decision) in [("a", a), ("b", b)] {
      writer.key(name)
      writer.string(decision.outcome.id)
      writer.key("because_" + name)
      writer.strings(decision.clausesBehindOutcome.map { $0.label.id })
    }
    writer.endObject()
    return (isFirst ? "" : ",") + "\n      " + writer.text
  }

  func end(_ counts: DifferenceCounts) -> String {
    var writer = JSONWriter()
    writer.beginArray()
    for (transition, count) in counts.sortedTransitions {
      writer.beginObject()
      writer.key("a")
      writer.string(transition.a.id)
      writer.key("b")
      writer.string(transition.b.id)
      writer.key("count")
      writer.integer(count)
      writer.endObject()
    }
    writer.endArray()
    let transitions = writer.text
    writer = JSONWriter()
    writer.beginArray()
    for (reason, count) in counts.sortedReasons {
      let clause = words.report.setups[reason.isA ? 0 : 1].program.requirements[reason.clause]
      writer.beginObject()
      writer.key("policy")
      writer.string(reason.isA ? "a" : "b")
      writer.key("clause")
      writer.string(clause.label.id)
      writer.key("articles")
      writer.strings(clause.articles)
      writer.key("count")
      writer.integer(count)
      writer.endObject()
    }
    writer.endArray()
    return (counts.changed > 0 ? "\n    " : "")
      + "],\n    \"rows\": \(counts.decided + counts.rejects),"
      + "\n    \"decisions\": \(counts.decided),\n    \"rejects\": \(counts.rejects),"
      + "\n    \"changed_count\": \(counts.changed),\n    \"transitions\": " + transitions
      + ",\n    \"reasons\": " + writer.text + "\n  }"
  }
}
