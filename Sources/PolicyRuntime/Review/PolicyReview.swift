public import PolicyLang

/// What is wrong with what a policy means, found without trying candidates: nobody can qualify, a
/// clause or an alternative has no effect, bands leave a value out, results contradict one another.
///
/// Input: a policy that compiled without errors. Output: messages with their places. "Nobody" and
/// "never" are certain; an example that is shown was decided by the interpreter; what could not be
/// settled within the budget is said so (`reviewUndecided`).
public enum PolicyReview {
  /// The messages about a compiled policy; none where there is no program to review.
  public static func findings(of compiled: Compiled) -> [Diagnostic] {
    review(compiled).findings
  }

  /// The messages of the compiler and of the review together, each fault once, sorted by place: where
  /// the review settled a question about a table, the compiler's coarser answer is left out.
  public static func diagnostics(of compiled: Compiled) -> [Diagnostic] {
    merged(compiled, review(compiled))
  }

  /// The messages of the compiler and what is wrong with tables: what a command must say that uses a
  /// policy without checking it, since a table with a fault gives some people no result.
  public static func diagnosticsForUse(of compiled: Compiled) -> [Diagnostic] {
    guard compiled.program?.tables.isEmpty == false else { return compiled.diagnostics }
    return merged(compiled, review(compiled, onlyTables: true))
  }

  private static func merged(
    _ compiled: Compiled, _ review: (findings: [Diagnostic], tables: [SourceSpan])
  ) -> [Diagnostic] {
    let (findings, tables) = review
    var log = DiagnosticLog()
    for diagnostic in compiled.diagnostics {
      if diagnostic.kind == .tableGap, let span = diagnostic.span, tables.contains(span) {
        continue
      }
      log.report(diagnostic)
    }
    log.append(findings)
    return log.sorted
  }

  /// - Returns: the findings, and the names of the tables whose gaps were settled.
  private static func review(
    _ compiled: Compiled, onlyTables: Bool = false
  ) -> (findings: [Diagnostic], tables: [SourceSpan]) {
    guard let program = compiled.program,
      compiled.outline.clauses.count == program.requirements.count,
      compiled.outline.tables.count == program.tables.count
    else { return ([], []) }
    let reviewer = Reviewer(program, compiled)
    if onlyTables { reviewer.runTables() } else { reviewer.run() }
    return (reviewer.findings, reviewer.settledTables)
  }
}
