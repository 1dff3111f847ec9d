public import PolicyLang

/// One line of reasoning with what it rests on.
public struct ExplanationNode: Hashable, Sendable {
  /// How a clause or a condition came out.
  public enum Mark: String, Hashable, Sendable, CaseIterable {
    /// A clause that is met, or that an exception or a waiver lifts.
    case satisfied, excepted, waived
    /// A clause that fails, for good or with a way out.
    case violated, waivable
    /// A clause or condition that is open.
    case unknown
    /// A clause that does not concern this candidate.
    case notApplicable = "not_applicable"
    /// A condition by itself.
    case holds, fails
    /// A figure, a reading, a remark.
    case note
  }

  public let mark: Mark
  public let text: String
  public var children: [ExplanationNode]
  /// Where the clause or figure comes from, in a policy that is based on others.
  public let origin: Provenance?
  /// Whether the text only says how the children belong together.
  public let isGroup: Bool

  public init(
    _ mark: Mark, _ text: String, _ children: [ExplanationNode] = [], origin: Provenance? = nil,
    isGroup: Bool = false
  ) {
    self.origin = origin
    self.isGroup = isGroup
    self.mark = mark
    self.text = text
    self.children = children
  }
}

/// Why a candidate is decided as it is, as a tree in one language.
public struct Explanation: Hashable, Sendable {
  public let language: Language
  public let decision: Decision
  /// Who, under which policy, and the answer.
  public let heading: [String]
  /// The figures and readings the decision rests on, with their articles.
  public let assumptions: [ExplanationNode]
  public let clauses: [ExplanationNode]
  /// What is absent, other readings, results and warnings.
  public let remarks: [ExplanationNode]
  /// What would have to change for the candidate to be eligible, any one of them; empty unless asked.
  public var remedies: [ExplanationNode] = []

  /// The whole explanation as text, two blanks for each level.
  public var rendered: String {
    var result = ""
    for line in heading { result += line + "\n" }
    let isChinese = language == .chinese
    section(isChinese ? "前提" : "Assumptions", assumptions, &result)
    section(isChinese ? "条款" : "Clauses", clauses, &result)
    section(isChinese ? "另外" : "Also", remarks, &result)
    let title = isChinese ? "怎样才能符合（任一种即可）" : "What would have to change (any one of these)"
    section(title, remedies, &result)
    return result
  }

  private func section(_ title: String, _ nodes: [ExplanationNode], _ result: inout String) {
    if nodes.isEmpty { return }
    result += "\n" + title + "\n"
    for node in nodes { write(node, level: 1, &result) }
  }

  private func write(_ node: ExplanationNode, level: Int, _ result: inout String) {
    result += String(repeating: "  ", count: min(level, 40)) + Explanation.sign(node.mark)
    result += node.text + "\n"
    for child in node.children { write(child, level: level + 1, &result) }
  }

  private static func sign(_ mark: ExplanationNode.Mark) -> String {
    switch mark {
    case .satisfied, .excepted, .waived: "✓ "
    case .violated, .waivable: "✗ "
    case .unknown: "? "
    case .notApplicable: "– "
    case .holds, .fails, .note: "· "
    }
  }
}
