// What is well formed and yet probably not what the writer means.
extension Elaborator {
  mutating func lintProgram() {
    articles = []
    if clauses.isEmpty, let header = linked.header { report(.noClauses, at: header.span) }
    // What is inherited was checked with the policy it comes from.
    let own = linked.statements.filter { $0.span.file == FileID(0) }
    for statement in own { lintCitation(statement, inherited: []) }
    lintUnused(own)
    for entry in clauses {
      if let condition = entry.statement.expression(.condition) { lintKnown(condition) }
    }
    settleUnusedReadings()
    lintTables()
    lintQuotas()
    lintProcedures()
    lintProgramme(own)
  }

  // MARK: Citations

  /// The statements that say what a document says, and so must say where.
  private static let cited: Set<Keyword> = [
    .parameter, .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot, .attest,
    .inPrincipleAttest, .quota, .target, .subsidy, .training, .term, .honour, .stage, .revocation,
    .recital, .bar, .prefer, .may, .encourage, .striveFor,
  ]

  mutating func lintCitation(_ statement: Statement, inherited: [String]) {
    let own = citations(of: statement, inherited: inherited)
    if own.isEmpty, Elaborator.cited.contains(statement.keyword), let name = statement.name {
      report(.noCitation, at: name.span, [LocalText(name.text)])
    }
    for detail in statement.details { lintCitation(detail, inherited: own) }
  }

  // MARK: Unused names

  mutating func lintUnused(_ statements: [Statement]) {
    for statement in statements {
      switch statement.keyword {
      case .parameter, .define, .table:
        guard let name = statement.name, !used.contains(name.text),
          statement.id.map({ !used.contains($0.text) }) ?? true, !isUsedByLabel(statement)
        else { break }
        report(.unusedName, at: name.span, [LocalText(name.text)])
      case .reading:
        guard let name = statement.name, statement.details.isEmpty, !used.contains(name.text),
          !isUsedByLabel(statement)
        else { break }
        report(.readingWithoutEffect, at: name.span, [LocalText(name.text)])
      default: break
      }
      lintUnused(statement.details)
    }
  }

  private func isUsedByLabel(_ statement: Statement) -> Bool {
    used.contains(label(of: statement).id)
  }

  /// Readings and definitions that nothing uses are elaborated all the same, so that their mistakes
  /// are found.
  private mutating func settleUnusedReadings() {
    for index in readings.indices { settleReading(index, expecting: nil) }
    for index in definitions.indices where definitions[index].node == nil {
      let statement = definitions[index].statement
      guard let name = statement.name, !used.contains(name.text),
        let expression = statement.expression(.value), !Elaborator.mentionsElement(expression)
      else { continue }
      articles = definitions[index].articles
      _ = elaborate(Expression(.name(name), name.span))
    }
    for entry in tableEntries where !entry.isDone {
      if let name = entry.statement.name { _ = elaborate(Expression(.name(name), name.span)) }
    }
  }

  // MARK: 有记载

  mutating func lintKnown(_ expression: Expression) {
    switch expression.kind {
    case .known: report(.knownInEligibility, at: expression.span)
    case .negation(let a), .minus(let a), .member(let a, _): lintKnown(a)
    case .binary(_, let a, let b):
      lintKnown(a)
      lintKnown(b)
    case .group(_, let branches):
      for branch in branches { lintKnown(branch.condition) }
    case .quantifier(let quantifier):
      if let condition = quantifier.condition { lintKnown(condition) }
    case .aggregate(let aggregate):
      if let condition = aggregate.condition { lintKnown(condition) }
    case .missing, .literal, .text, .name, .its, .unstated, .asOfDate, .set, .window, .between,
      .call,
      .reference:
      break
    }
  }
}
