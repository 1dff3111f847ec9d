internal import PolicyLang
internal import PolicyRuntime

/// Turns decisions into text, in one of the formats of `eval`.
protocol DecisionReport {
  mutating func begin() -> String
  /// Goes on in the middle of the rows: none that it makes is the first.
  mutating func beginInside()
  /// How many bytes stand before a row to part it from the one before.
  var separatorLength: Int { get }
  /// One decision with the columns kept from its row.
  mutating func row(_ decision: Decision, kept: [String]) -> String
  mutating func end(_ counts: DecisionCounts) -> String
}

extension DecisionReport {
  mutating func beginInside() {}
  var separatorLength: Int { 0 }
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

  mutating func add(_ number: Int, _ outcome: Outcome) {
    decisions += number
    byOutcome[Int(outcome.rawValue)] += number
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: DecisionCounts) {
    decisions += other.decisions
    rejects += other.rejects
    for index in byOutcome.indices { byOutcome[index] += other.byOutcome[index] }
  }

  func count(_ outcome: Outcome) -> Int { byOutcome[Int(outcome.rawValue)] }

  /// The outcomes, best first.
  static let order: [Outcome] = [
    .eligible, .needsWaiver, .needsJudgement, .undetermined, .ineligible,
  ]
}
