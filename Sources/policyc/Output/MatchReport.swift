internal import PolicyLang
internal import PolicyRuntime

/// What became of one candidate under one policy.
enum MatchResult {
  /// With the smallest change that would make the candidate eligible; `nil` where it was not looked for.
  case decided(Decision, Remedies?)
  /// The data hold a value that this policy does not know.
  case unreadable(field: IRLabel, value: IRLabel)

  var isEligible: Bool {
    if case .decided(let decision, _) = self { return decision.outcome == .eligible }
    return false
  }
}

/// Turns the results of `match` into text, in one of its formats.
protocol MatchReport {
  mutating func begin() -> String
  /// - Parameters:
  ///   - shown: what people call the candidate.
  ///   - results: one for each policy, in their order.
  mutating func row(_ id: String, shown: String, _ results: [MatchResult]) -> String
  mutating func end(_ counts: MatchCounts) -> String
}

/// How many qualify, by policy and by the number of policies.
struct MatchCounts {
  private(set) var candidates = 0
  var rejects = 0
  /// For each policy how many qualify.
  private(set) var eligible: [Int] = []
  /// How many qualify for 0, 1, 2 … policies.
  private(set) var byNumber: [Int] = []

  init(policies: Int = 0) {
    eligible = Array(repeating: 0, count: policies)
    byNumber = Array(repeating: 0, count: policies + 1)
  }

  mutating func add(_ results: [MatchResult]) {
    candidates += 1
    var number = 0
    for (index, result) in results.enumerated() where result.isEligible {
      eligible[index] += 1
      number += 1
    }
    byNumber[number] += 1
  }
}

extension MatchResult {
  /// Why there is no decision.
  static func reason(_ field: IRLabel, _ value: IRLabel, _ language: Language) -> String {
    language == .chinese
      ? "无法判定，这份政策没有“\(field.zh)”的“\(value.zh)”"
      : "no decision: the policy has no `\(value[.english])` of `\(field[.english])`"
  }
}
