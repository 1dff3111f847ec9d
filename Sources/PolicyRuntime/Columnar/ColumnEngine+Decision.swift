internal import PolicyLang

// Decisions in full, made of what columns tell.
extension ColumnEngine {
  /// The decision of a row of the last batch as far as columns tell it: the outcome and the clauses, but
  /// neither what is absent nor parts of clauses nor results.
  /// - Parameter id: the candidate's id.
  /// - Returns: `nil` for a row without decision.
  public func decision(of row: Int, _ policy: Int = 0, id: String) -> Decision? {
    guard let outcome = decisions.outcome(row, policy) else { return nil }
    let prepared = program.policies[policy]
    var result = Decision(
      candidate: id, policy: prepared.program.id, asOf: prepared.environment.asOf,
      outcome: outcome)
    result.violated = findings(.violated, row, policy)
    result.waived = findings(.waived, row, policy)
    result.waivable = findings(.waivable, row, policy)
    result.unknown = findings(.unknown, row, policy)
    result.inForce = prepared.isInForce
    return result
  }

  private func findings(
    _ list: DecisionBatch.ClauseList, _ row: Int, _ policy: Int
  ) -> [ClauseFinding] {
    decisions.clauses(list, row, policy).map { clause in
      ClauseFinding(clause, program.policies[policy].program.requirements[clause])
    }
  }
}

extension PreparedPolicy {
  /// Whether a decision may name an exception that lifted a clause.
  public var mayExcept: Bool {
    program.requirements.contains { !$0.exceptions.isEmpty || !$0.lifts.isEmpty }
  }

  /// Whether a decision may name an alternative that held.
  public var mayHold: Bool { program.conditions.contains { $0.kind == .branch } }
}
