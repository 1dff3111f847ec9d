internal import PolicyLang
internal import PolicyRuntime

/// One run of `eval`: decides every record by one policy, and says what came of it.
final class EvalRun: BatchJob {
  private let session: Session
  private let setup: EvaluationSetup
  private var report: any DecisionReport
  let keep: [String]
  let optional: Set<String>
  private let contested: Bool
  private let run: BatchRun
  private let page: EvalPageFile?

  private(set) var counts = DecisionCounts()
  /// How often each clause was violated.
  private(set) var violations: [Int]
  var dataName: String { run.dataName }
  private let ids = DuplicateIDs()

  init(
    _ session: Session, _ run: BatchRun, _ setup: EvaluationSetup, _ report: any DecisionReport,
    keep: [String], contested: Bool, page: EvalPageFile?
  ) {
    self.session = session
    self.setup = setup
    self.report = report
    self.page = page
    self.keep = keep + (page?.columns ?? [])
    optional = (page?.optionalColumns ?? []).subtracting(keep)
    self.contested = contested
    self.run = run
    violations = Array(repeating: 0, count: setup.program.requirements.count)
  }

  /// Decides all records of a file, or of standard input, and puts the results in their place.
  func decideAll(_ path: String) throws(CommandFailure) { try run.decideAll(path, self) }

  var vocabulary: IRProgram { setup.program }
  var decisions: Int { counts.decisions }
  var separatorLength: Int { report.separatorLength }
  func begin() -> String { report.begin() }
  func end() -> String { report.end(counts) }

  func commit() throws(CommandFailure) {
    try page?.commit(counts, dataName, setup, session)
  }

  func reject(
    _ row: CandidateReader.Row, _ error: DecisionError, policy: Int
  ) throws(CommandFailure) -> Reject {
    try setup.reject(row, error, session)
  }

  func workers(_ reader: CandidateReader) throws(CommandFailure) -> [ChunkWorker] {
    let fast = fastPath(reader)
    var workers: [ChunkWorker] = []
    for _ in 0..<run.threads {
      // Nothing is shared, not even what does not change: counting references costs more than it.
      let memory = fast?.memory()
      let judge = EvalJudge(
        setup.copy(), report, contested: contested, page: page?.shape, session.language, memory)
      workers.append(
        fast?.worker(reader, judge, memory, keep: keep, tap: tap(reader.columns))
          ?? ChunkWorker(reader, judge, batches: nil, lines: nil))
    }
    return workers
  }

  /// Counts for the page what batches decide.
  private func tap(_ data: DataColumns?) -> (any RowTap)? {
    guard let shape = page?.shape else { return nil }
    return ReportTap(
      columns: shape.groups.indices.map { RowDecider.column(shape.kept + $0, data) },
      isText: data == nil, clauses: setup.program.requirements.count)
  }

  private func fastPath(_ reader: CandidateReader) -> EvalFastPath? {
    guard !run.usesReference, !contested, let report = report as? CSVDecisions else { return nil }
    return EvalFastPath(setup, report, reader, keep: keep, tellsAllClauses: page != nil)
  }

  func take(_ chunk: Chunk) {
    counts.add(chunk.counts)
    counts.rejects = run.rejectCount
    for index in violations.indices where index < chunk.violations.count {
      violations[index] += chunk.violations[index]
    }
    if let page, let tally = chunk.tally as? ReportTally {
      page.tally.add(tally)
      tally.clear(page.tally)
    }
    ids.add(chunk.ids, rows: chunk.counts.decisions)
    chunk.ids.isOpen = ids.isOpen
  }

  /// The closing lines: rows in = decisions + rejects, and what is to be known about the run.
  func close() {
    if let duplicates = ids.warning { session.report([duplicates]) }
    if let note = ids.note { session.note(note[session.language]) }
    defer { warnOfAssumptions() }
    if session.isQuiet, counts.rejects == 0 { return }
    session.console.writeError(
      session.say(
        zh: "读入 \(counts.rows) 行 = 判定 \(counts.decisions) + 拒收 \(counts.rejects)\n",
        en: "\(counts.rows) rows in = \(counts.decisions) decisions + \(counts.rejects) rejects\n"))
    if !session.isQuiet { summarise() }
  }

  /// How many were decided how, and how often each clause was violated.
  private func summarise() {
    let comma = session.say(zh: "，", en: ", ")
    // The text of `eval` ends with the decisions already.
    if !(report is TextDecisions), counts.decisions > 0 {
      let parts = DecisionCounts.order.compactMap { outcome -> String? in
        let count = counts.count(outcome)
        return count == 0 ? nil : outcome.keyword.spelling(session.language) + " \(count)"
      }
      session.console.writeError(
        session.say(zh: "判定：", en: "decisions: ") + parts.joined(separator: comma) + "\n")
    }
    let clauses = violations.indices.compactMap { index -> String? in
      guard violations[index] > 0 else { return nil }
      let requirement = setup.program.requirements[index]
      return requirement.label[session.language] + " \(violations[index])"
    }
    if clauses.isEmpty { return }
    session.console.writeError(
      session.say(zh: "违反的条款：", en: "violated clauses: ")
        + clauses.joined(separator: comma) + "\n")
  }

  /// A run on other figures or on another day must not pass for the real one.
  private func warnOfAssumptions() {
    if isOutOfForce, let day = setup.asOf {
      session.note(
        session.say(
          zh: "警告：\(day.description) 不在政策的施行期内，以上结果只供参考",
          en: "warning: the policy is not in force on \(day.description)"))
    }
    let assumptions = setup.assumptions(in: session.language)
    if !assumptions.isEmpty {
      session.note(session.say(zh: "本次假设：", en: "assuming: ") + assumptions)
    }
  }

  /// Whether the policy was not in force on the day of the decisions.
  private var isOutOfForce: Bool { counts.decisions > 0 && setup.policy.isInForce == false }
}
