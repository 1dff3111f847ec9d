internal import PolicyLang
internal import PolicyRuntime

/// How many cases were followed, and in how many something was found.
struct CaseCounter {
  private(set) var cases = 0
  private(set) var withBreach = 0
  private(set) var problems = 0

  mutating func add(_ report: ProcedureReport) {
    cases += 1
    if !report.breaches.isEmpty { withBreach += 1 }
    if !report.problems.isEmpty { problems += 1 }
  }

  /// `共 3 案，有违反的 1 案，没有算全的 1 案`.
  func text(_ language: Language) -> String {
    var result = LocalText(
      zh: "共 \(cases) 案，有违反的 \(withBreach) 案", en: "\(cases) cases, \(withBreach) with a breach")[
        language]
    if problems > 0 {
      result +=
        LocalText(zh: "，没有算全的 \(problems) 案", en: ", \(problems) worked out in part")[
          language]
    }
    return result
  }
}

/// Turns reports into text, in one of the formats of `procedure`.
protocol ProcedureOutput {
  /// The procedure of the policy itself.
  func plan() -> String
  func begin() -> String
  func text(of report: ProcedureReport, _ candidate: Candidate, isFirst: Bool) -> String
  func end(_ counter: CaseCounter, rejects: Int) -> String
}
