internal import PolicyLang
internal import PolicyRuntime

extension EvaluationSetup {
  /// A record without a decision is a reject. A missing day is the caller's to give.
  func reject(
    _ row: CandidateReader.Row, _ error: DecisionError, _ session: Session
  ) throws(CommandFailure) -> Reject {
    if case .evaluation(let error) = error, error.kind == .missingAsOfDate {
      session.report([error.diagnostic(in: policy.environment)])
      throw .reported(.wrongUsage)
    }
    return reject(row, error, session.language)
  }
}
