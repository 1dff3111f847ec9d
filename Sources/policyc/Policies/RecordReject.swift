internal import PolicyLang
internal import PolicyRuntime

extension EvaluationSetup {
  /// A record without a decision is a reject. A missing day is the caller's to give.
  func reject(
    _ row: CandidateReader.Row, _ error: DecisionError, _ session: Session
  ) throws(CommandFailure) -> Reject {
    let diagnostic = error.diagnostic(in: policy.environment)
    var column = ""
    var value = ""
    switch error {
    case .evaluation(let error):
      if error.kind == .missingAsOfDate {
        session.report([diagnostic])
        throw .reported(.wrongUsage)
      }
    case .contradiction(let field, let given, _):
      let shape = program.records[0].fields[field]
      column = shape.label[session.language]
      value = Wording(program, session.language).text(of: given, shape.type)
    case .brokenInvariant: break
    }
    let problem = DataProblem(
      diagnostic.kind, column: column, value: value, diagnostic.arguments)
    return Reject(line: row.line, row: row.row, id: row.candidate.id, problems: [problem])
  }
}
