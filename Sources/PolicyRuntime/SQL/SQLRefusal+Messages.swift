public import PolicyLang

// Refusals as messages of the catalogue.
extension SQLRefusal {
  /// - Parameter policy: what could not be written, for naming clauses and articles.
  public func diagnostics(in policy: PreparedPolicy, _ dialect: SQLDialect) -> [Diagnostic] {
    let program = policy.program
    let (name, article) = named(in: program)
    let target = LocalText(dialect.id)
    switch kind {
    case .noIdentifier:
      return [Diagnostic(.queryWithoutIdentifier, at: nil, [LocalText(program.id)])]
    case .evaluation(let error):
      return [
        error.diagnostic(in: policy.environment),
        Diagnostic(.queryNeverDecides, at: nil, [name, article]),
      ]
    case .tooManyDigits:
      return [Diagnostic(.queryTooManyDigits, at: nil, [name, article, target])]
    case .tooLong: return [Diagnostic(.queryTooLong, at: nil, [name, article])]
    case .unsupported(let feature):
      return [Diagnostic(.queryUnsupported, at: nil, [name, article, feature.text])]
    }
  }

  /// The name of what was being written and the article it rests on.
  private func named(in program: IRProgram) -> (LocalText, LocalText) {
    switch place {
    case .policy: return (LocalText(zh: program.title, en: program.id), LocalText("–"))
    case .requirement(let index):
      let requirement = program.requirements[index]
      return (requirement.label.text, LocalText(requirement.articles.first ?? "–"))
    case .result(let index):
      let result = program.results[index]
      return (result.label.text, LocalText(result.articles.first ?? "–"))
    case .derivation(let index):
      let label = program.records[0].fields[program.derivations[index].field].label
      return (label.text, LocalText(program.vocabulary))
    case .invariant(let index):
      return (program.invariants[index].label.text, LocalText(program.vocabulary))
    }
  }
}
