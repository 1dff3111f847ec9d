internal import PolicyLang
internal import PolicyRuntime

/// Turns decisions into text, in one of the formats of `eval`.
protocol DecisionReport {
  mutating func begin() -> String
  /// One decision with the columns kept from its row.
  mutating func row(_ decision: Decision, kept: [String]) -> String
  mutating func end(_ counts: DecisionCounts) -> String
}

/// How many rows came in and what became of them.
struct DecisionCounts {
  var decisions = 0
  var rejects = 0
  private(set) var byOutcome = [Int](repeating: 0, count: Outcome.allCases.count)
  var rows: Int { decisions + rejects }

  mutating func add(_ outcome: Outcome) {
    decisions += 1
    byOutcome[Int(outcome.rawValue)] += 1
  }

  func count(_ outcome: Outcome) -> Int { byOutcome[Int(outcome.rawValue)] }

  /// The outcomes, best first.
  static let order: [Outcome] = [
    .eligible, .needsWaiver, .needsJudgement, .undetermined, .ineligible,
  ]
}
