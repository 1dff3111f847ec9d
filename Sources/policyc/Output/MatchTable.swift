internal import PolicyLang
internal import PolicyRuntime

/// A CSV row for every candidate and policy.
struct MatchTable: MatchReport {
  private let policies: [IRProgram]
  private let language: Language
  private let wordings: [RemedyWording]
  private let end: String
  private let mark: String

  /// - Parameter excel: with a byte order mark and CRLF, which Excel needs to show Chinese.
  init(_ policies: MatchPolicies, _ language: Language, excel: Bool) {
    self.policies = policies.setups.map { $0.program }
    self.language = language
    wordings = self.policies.map { RemedyWording($0, language) }
    end = excel ? "\r\n" : "\n"
    mark = excel ? "\u{FEFF}" : ""
  }

  func begin() -> String {
    mark
      + CSVText.line(
        [
          "id", "policy", "decision", "violated", "waivable", "unknown", "missing", "pending",
          "change", "note",
        ], end: end)
  }

  var frame: MatchFrame { MatchFrame() }
  let showsNames = false

  func id(_ id: String) -> String { CSVText.cell(id) }
  func name(_ policy: Int) -> String { "" }
  func showsMore(_ policy: Int, _ outcome: Outcome) -> Bool { false }

  func part(_ policy: Int, _ id: String, _ result: MatchResult) -> String {
    var cells = [id, policies[policy].id]
    switch result {
    case .decided(let decision, let remedies):
      cells += [
        decision.outcome.id, ids(decision.violated), ids(decision.waivable),
        ids(decision.unknown), decision.missing.joined(separator: ";"),
        decision.pending.joined(separator: ";"),
        remedies?.sets.first.map { wordings[policy].text(of: $0) } ?? "", "",
      ]
    case .unreadable(let field, let value):
      cells += Array(repeating: "", count: 7) + [MatchResult.reason(field, value, language)]
    }
    return CSVText.line(cells, end: end)
  }

  func end(_ counts: MatchCounts) -> String { "" }

  private func ids(_ clauses: [ClauseFinding]) -> String {
    clauses.map { $0.label.id }.joined(separator: ";")
  }
}
