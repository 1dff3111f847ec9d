internal import PolicyLang
internal import PolicyRuntime

/// Reads cases one by one, hands each to a body and keeps the count: what `entitle` and `procedure`
/// have in common. Cases that cannot be read, whose dates run backwards, or that cannot be computed
/// are rejected with row, field and reason, and the rest goes on.
struct CaseRun {
  let session: Session
  let setup: EvaluationSetup
  private(set) var cases = 0
  private(set) var rejects = 0
  /// What else makes the events of a case no possible history.
  var check: (Candidate) -> DataProblem? = { _ in nil }
  /// How many of the cases that were worked out have parts that could not be.
  var incomplete: () -> Int = { 0 }

  init(_ session: Session, _ setup: EvaluationSetup) {
    self.session = session
    self.setup = setup
  }

  /// - Parameters:
  ///   - begin: written before the first case.
  ///   - body: the text for one case.
  ///   - end: written after the last, with the number of cases and of rejects.
  mutating func run(
    _ path: String, begin: String,
    _ body: (Candidate) throws(DecisionError) -> String,
    end: (_ cases: Int, _ rejects: Int) -> String
  ) throws(CommandFailure) -> ExitCode {
    let stream = try CandidateStream(path, setup.program, session)
    let sink = try RejectSink(session, dataName: stream.name)
    let output = try ResultSink(session)
    try output.write(begin)
    let progress = Progress(session)
    let ids = DuplicateIDs()
    var starts = RepeatedStarts(setup.program)
    var hasEvents = false
    while let item = try stream.next() {
      switch item {
      case .reject(let reject): try sink.take(reject)
      case .candidate(let row):
        ids.add(row.candidate.id, line: row.line)
        let problem =
          EventOrder.problem(in: row.candidate.events, of: setup.program) ?? check(row.candidate)
        if let problem {
          try sink.take(reject(row, problem))
          break
        }
        switch attempt(body, row.candidate) {
        case .success(let text):
          cases += 1
          starts.add(row.candidate)
          hasEvents = hasEvents || !row.candidate.events.isEmpty
          try output.write(text)
        case .failure(let error): try sink.take(try reject(row, error))
        }
      }
      progress.step(cases + sink.count, sink.count)
      if session.console.outputFailed { return .fileProblem }
    }
    rejects = sink.count
    progress.finish()
    try output.write(end(cases, rejects))
    try sink.commit()
    try output.commit()
    if let warning = ids.warning { session.report([warning]) }
    if let note = ids.note { session.note(note[session.language]) }
    session.report(starts.warnings)
    if cases > 0, !hasEvents { session.report([Diagnostic(.noEvents, at: nil, [])]) }
    close()
    return rejects > 0 ? .inputHasErrors : .success
  }

  private func attempt(
    _ body: (Candidate) throws(DecisionError) -> String, _ candidate: Candidate
  ) -> Result<String, DecisionError> {
    do throws(DecisionError) {
      return .success(try body(candidate))
    } catch {
      return .failure(error)
    }
  }

  private func reject(_ row: CandidateReader.Row, _ problem: DataProblem) -> Reject {
    Reject(line: row.line, row: row.row, id: row.candidate.id, problems: [problem])
  }

  /// A missing day is the caller's to give; anything else is the record's fault.
  private func reject(
    _ row: CandidateReader.Row, _ error: DecisionError
  ) throws(CommandFailure) -> Reject {
    let diagnostic = error.diagnostic(in: setup.policy.environment)
    var column = "events"
    var value = ""
    switch error {
    case .evaluation(let error):
      if error.kind == .missingAsOfDate {
        session.report([diagnostic])
        throw .reported(.wrongUsage)
      }
    case .contradiction(let field, let given, _):
      let shape = setup.program.records[0].fields[field]
      column = shape.label[session.language]
      value = Wording(setup.program, session.language).text(of: given, shape.type)
    case .brokenInvariant: column = ""
    }
    return reject(
      row,
      DataProblem(diagnostic.kind, column: column, value: value, diagnostic.arguments))
  }

  private func close() {
    let incomplete = incomplete()
    if session.isQuiet, rejects == 0, incomplete == 0 { return }
    let whole = cases - incomplete
    session.console.writeError(
      session.say(
        zh: "读入 \(cases + rejects) 案 = 算出 \(whole)"
          + (incomplete > 0 ? " + 没有算全 \(incomplete)" : "") + " + 拒收 \(rejects)\n",
        en: "\(cases + rejects) cases in = \(whole) worked out"
          + (incomplete > 0 ? " + \(incomplete) in part" : "") + " + \(rejects) rejects\n"))
  }
}
