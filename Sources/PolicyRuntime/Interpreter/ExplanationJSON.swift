// Why a decision is as it is, as JSON, in the shape that scripts rely on.
extension JSONWriter {
  /// The keys `assumptions`, `clauses` and `remarks` inside the object at hand.
  public mutating func reasons(of explanation: Explanation) {
    explanationNodes("assumptions", explanation.assumptions)
    explanationNodes("clauses", explanation.clauses)
    explanationNodes("remarks", explanation.remarks)
  }

  /// One key with a list of nodes: `mark`, `text`, where it comes from, and `because`.
  public mutating func explanationNodes(_ name: String, _ nodes: [ExplanationNode]) {
    key(name)
    beginArray()
    for node in nodes {
      beginObject()
      key("mark")
      string(node.mark.rawValue)
      key("text")
      string(node.text)
      if let origin = node.origin {
        key("origin")
        string(origin.kind.rawValue)
        if let policy = origin.policy {
          key("from")
          string(policy)
        }
        if let replaced = origin.replaces {
          key("replaces")
          string(replaced)
        }
      }
      if !node.children.isEmpty { explanationNodes("because", node.children) }
      endObject()
    }
    endArray()
  }
}
