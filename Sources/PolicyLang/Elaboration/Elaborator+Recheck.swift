// Elaborating a few statements anew in what is known of the whole policy.
extension Elaborator {
  /// Kinds of statement whose effect reaches too far to be found anew on their own.
  private static let farReaching: Set<Keyword> = [
    .policy, .vocabulary, .calendar, .use, .names, .type, .subject, .field, .event, .addValue,
    .derive, .invariant, .remove, .replace, .scoring, .year, .holiday, .workday,
  ]

  /// Whether statements can be elaborated without the rest of the policy.
  static func standAlone(_ statements: [Statement]) -> Bool {
    statements.allSatisfy { statement in
      !farReaching.contains(statement.keyword) && !statement.replaces
        && standAlone(statement.details)
    }
  }

  /// Forgets what statements declared, so that others can take their names.
  mutating func retire(_ statements: [Statement]) {
    for statement in statements {
      normIndex[statement.keywordSpan] = nil
      if let name = statement.name {
        for key in Set([name.text, statement.id?.text ?? name.text, label(of: statement).id]) {
          if values[key].map({ place(of: $0) == name.span }) ?? false { values[key] = nil }
          for space in Elaborator.space(of: statement) {
            let norm = NormKey(space: space, name: key)
            if norms[norm]?.statement.keywordSpan == statement.keywordSpan { norms[norm] = nil }
          }
        }
        if samples[name.text]?.keywordSpan == statement.keywordSpan { samples[name.text] = nil }
        if let condition = statement.expression(.condition) { retireBranches(condition) }
      }
      retire(statement.details)
    }
  }

  private static func space(of statement: Statement) -> [Space] {
    switch statement.form?.head {
    case .declares(let space): [space]
    case .refers: [.clause]
    default: []
    }
  }

  private mutating func retireBranches(_ expression: Expression) {
    if case .group(_, let members) = expression.kind {
      for member in members { branches[member.name.text] = nil }
    }
    for child in expression.children { retireBranches(child) }
  }

  private func place(of symbol: ValueSymbol) -> SourceSpan? {
    switch symbol {
    case .parameter(let index):
      parameterPlaces.indices.contains(index) ? parameterPlaces[index] : nil
    case .reading(let index): readings[index].statement.name?.span
    case .definition(let index): definitions[index].statement.name?.span
    case .table(let index): tableEntries[index].statement.name?.span
    case .score: nil
    }
  }

  /// Elaborates statements that stand among `enclosing`, and says what is wrong with them.
  mutating func recheck(_ statements: [Statement], in enclosing: [Statement]) -> [Diagnostic] {
    log = DiagnosticLog()
    (articles, scopes, unfolding, depth) = ([], [0], [], 0)
    var inherited: [String] = []
    for statement in enclosing { inherited = citations(of: statement, inherited: inherited) }
    let first = (
      clause: clauses.count, parameter: program.parameters.count, reading: readings.count,
      definition: definitions.count, table: tableEntries.count, lift: lifts.count
    )
    declareValues(statements, inherited: inherited)
    for statement in statements { declareNorm(statement, inherited: inherited) }
    if let block = enclosing.first(where: { $0.keyword == .eligibility }) {
      openBlock = block.keywordSpan
      declareClauses(in: statements, articles: inherited, guards: [])
      openBlock = nil
    }
    var parameter = first.parameter
    for statement in statements where statement.keyword == .parameter {
      articles = citations(of: statement, inherited: inherited)
      unfolding = [statement.name?.text ?? ""]
      elaborateParameter(statement, parameter)
      (articles, unfolding) = ([], [])
      parameter += 1
    }
    for lift in lifts[first.lift...] {
      for name in lift.statement.names(.names) where clauseIndex(name) == nil {
        reportMissing(name, .clause, among: clauseNames())
      }
    }
    for index in first.clause..<clauses.count { elaborateClause(index) }
    for statement in statements { elaborateNorm(statement, inherited: inherited, parent: nil) }
    for statement in statements where statement.keyword == .test {
      guard let name = statement.name else { continue }
      unfolding = [name.text]
      _ = test(statement, name)
      unfolding = []
    }
    articles = []
    for statement in statements { lintCitation(statement, inherited: inherited) }
    lintUnused(statements)
    for index in first.clause..<clauses.count {
      if let condition = clauses[index].statement.expression(.condition) { lintKnown(condition) }
    }
    for index in first.reading..<readings.count { settleReading(index, expecting: nil) }
    settleFigures(definitions: first.definition, tables: first.table)
    return log.diagnostics
  }

  private mutating func settleFigures(definitions firstDefinition: Int, tables firstTable: Int) {
    for index in firstDefinition..<definitions.count where definitions[index].node == nil {
      guard let name = definitions[index].statement.name,
        let expression = definitions[index].statement.expression(.value),
        !Elaborator.mentionsElement(expression)
      else { continue }
      articles = definitions[index].articles
      _ = elaborate(Expression(.name(name), name.span))
    }
    for index in firstTable..<tableEntries.count where !tableEntries[index].isDone {
      guard let name = tableEntries[index].statement.name else { continue }
      _ = elaborate(Expression(.name(name), name.span))
    }
    articles = []
  }
}
