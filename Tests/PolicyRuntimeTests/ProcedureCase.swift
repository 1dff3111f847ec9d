import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// A policy with a procedure, and cases written as JSON lines.
struct ProcedureCase {
  let policy: PreparedPolicy
  let follower: ProcedureFollower
  var program: IRProgram { policy.program }

  /// One of the policies under `policies/`.
  init(shipped id: String, asOf: String? = nil, _ settings: Settings = Settings()) throws {
    try self.init(FixtureRunner.compile("policies/\(id).policy"), asOf, settings)
  }

  /// - Parameter text: a procedure over the shared vocabulary, with the calendar of work days.
  init(_ text: String, asOf: String? = nil, _ settings: Settings = Settings()) throws {
    let head = """
      政策 sample "样例"
      使用 craftsman
      使用 workdays
      机构 市总工会 "示例市总工会"
      机构 推荐单位

      """
    try self.init(FixtureRunner.compile(text: head + text), asOf, settings)
  }

  private init(_ compiled: Compiled, _ asOf: String?, _ settings: Settings) throws {
    let messages = FixtureRunner.rendered(compiled)
    let program = compiled.program
    policy = try PreparedPolicy(
      #require(program, "\(messages)"), asOf: asOf.map { CivilDate(text: $0) }, settings: settings)
    follower = ProcedureFollower(policy)
  }

  /// The same with another reading.
  static func shipped(_ id: String, reading: String, option: Int) throws -> ProcedureCase {
    let plain = try ProcedureCase(shipped: id)
    var settings = Settings()
    let index = plain.program.readings.firstIndex { $0.label.zh == reading }
    settings.setReading(try #require(index), option)
    return try ProcedureCase(shipped: id, settings)
  }

  /// `notice_opened 2026-06-01 a=1 b="x"; notice_closed 2026-06-05` as a candidate. Facts of the
  /// candidate may be given as JSON members.
  func candidate(_ history: String, facts: String = "") throws -> Candidate {
    var events: [String] = []
    for part in history.split(separator: ";") {
      let words = part.split(separator: " ").map { String($0) }
      var event = "{\"event\":\"\(words[0])\""
      if words.count > 1, words[1] != "-" { event += ",\"on\":\"\(words[1])\"" }
      for attribute in words.dropFirst(2) {
        let pair = attribute.split(separator: "=").map { String($0) }
        event += ",\"\(pair[0])\":\(pair[1])"
      }
      events.append(event + "}")
    }
    let line =
      "{\"id\":\"c\"" + (facts.isEmpty ? "" : "," + facts) + ",\"events\":["
      + events.joined(separator: ",") + "]}\n"
    var reader = CandidateReader(program, layout: .jsonLines)
    reader.feed(Array(line.utf8))
    reader.finish()
    guard case .candidate(let row) = reader.next() else {
      throw Unreadable(line: line)
    }
    return row.candidate
  }

  struct Unreadable: Error { let line: String }

  func report(_ history: String, facts: String = "") throws -> ProcedureReport {
    try follower.report(on: candidate(history, facts: facts))
  }

  /// `2026-06-05 notice_length 第八条` for each breach.
  func breaches(_ history: String, facts: String = "") throws -> [String] {
    try report(history, facts: facts).breaches.map { text($0) }
  }

  func text(_ breach: Breach) -> String {
    (breach.on?.description ?? "?") + " " + breach.rule + " " + (breach.articles.first ?? "?")
  }

  /// `announce 2026-06-08…2026-06-18` for each step.
  func next(_ history: String) throws -> [String] {
    try report(history).next.map { step in
      var text = program.norms[step.norm].label.id
      if step.from != nil || step.until != nil {
        text += " " + (step.from?.description ?? "") + "…" + (step.until?.description ?? "")
      }
      return step.isOptional ? text + " optional" : text
    }
  }

  /// `first_day_counts: no breach` for each open point.
  func open(_ history: String) throws -> [String] {
    try report(history).open.map { answer in
      program.readings[answer.reading].label.id + ": " + answer.otherwise(in: program)
    }
  }
}
