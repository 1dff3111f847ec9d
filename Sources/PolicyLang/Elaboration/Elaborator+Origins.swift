// Where declarations come from in a policy that is based on others.
extension Elaborator {
  func origin(of statement: Statement) -> IROrigin { linked.ancestry.origin(of: statement) }

  mutating func elaborateOrigins() {
    for policy in linked.ancestry.policies {
      program.ancestors.append(IRAncestor(id: policy.id, title: policy.title))
    }
    for removal in linked.ancestry.removals {
      let statement = removal.statement
      guard let policy = linked.ancestry.index(of: statement.keywordSpan.file) else { continue }
      var inherited: [String] = []
      for citation in removal.inherited where !inherited.contains(citation.description) {
        inherited.append(citation.description)
      }
      program.removals.append(
        IRRemoval(
          kind: statement.keyword, label: removedLabel(statement),
          articles: citations(of: statement, inherited: inherited), policy: policy,
          by: linked.ancestry.index(of: removal.by)))
    }
  }

  private func removedLabel(_ statement: Statement) -> IRLabel {
    switch statement.keyword {
    case .attest, .inPrincipleAttest: clauseLabel(statement)
    default: label(of: statement)
    }
  }
}
