internal import PolicyLang
internal import PolicyRuntime

/// What `match` counts in a chunk.
final class MatchTally: ChunkTally {
  var counts: MatchCounts
  init(policies: Int) { counts = MatchCounts(policies: policies) }
}

/// One run of `match`: decides every record by several policies in one pass over the data.
final class MatchRun: BatchJob {
  private let session: Session
  private let policies: MatchPolicies
  private let report: any MatchReport
  private let findsChanges: Bool
  private let run: BatchRun

  private(set) var counts: MatchCounts
  private let ids = DuplicateIDs()

  /// - Parameter findsChanges: whether the smallest change is looked for where a policy is not met.
  init(
    _ session: Session, _ run: BatchRun, _ policies: MatchPolicies, _ report: any MatchReport,
    findsChanges: Bool
  ) {
    self.session = session
    self.policies = policies
    self.report = report
    self.findsChanges = findsChanges
    self.run = run
    counts = MatchCounts(policies: policies.setups.count)
    // Every row becomes as many as there are policies.
    if run.wantedChunkSize == nil {
      run.chunkSize = min(run.chunkSize, max(1 << 16, (1 << 22) / max(1, policies.setups.count)))
    }
  }

  func decideAll(_ path: String) throws(CommandFailure) { try run.decideAll(path, self) }

  var vocabulary: IRProgram { policies.vocabulary.program }
  var keep: [String] { [] }
  var decisions: Int { counts.candidates }
  var separatorLength: Int { report.frame.separatorLength }
  func begin() -> String { report.begin() }

  func take(_ chunk: Chunk) {
    guard let tally = chunk.tally as? MatchTally else { return }
    ids.add(chunk.ids, rows: tally.counts.candidates)
    chunk.ids.isOpen = ids.isOpen
    counts.add(tally.counts)
    tally.counts.clear()
  }

  /// Ids that stand more than once.
  func sayDuplicates() {
    if let warning = ids.warning { session.report([warning]) }
    if let note = ids.note { session.note(note[session.language]) }
  }

  func end() -> String {
    counts.rejects = run.rejectCount
    return report.end(counts)
  }

  func reject(
    _ row: CandidateReader.Row, _ error: DecisionError, policy: Int
  ) throws(CommandFailure) -> Reject {
    try policies.setups[policy].reject(row, error, session)
  }

  func workers(_ reader: CandidateReader) throws(CommandFailure) -> [ChunkWorker] {
    let fast = run.usesReference || !reader.hasPlainIdentifier ? nil : fastPath()
    var workers: [ChunkWorker] = []
    for _ in 0..<run.threads {
      var rows: BatchRows?
      var objects: LineRows?
      var decider: MatchDecider?
      if let fast {
        let parts = MatchParts(
          report, policies: policies.setups.count, findsChanges: findsChanges)
        let own = MatchDecider(fast.program, leftOut: fast.leftOut, parts, report, reader.columns)
        decider = own
        if let columns = reader.columns {
          rows = BatchRows(
            CellPlan(columns, fast.program.plan, reader), own,
            lists: columns.hasLists ? LinePlan(fast.program.plan, reader) : nil)
        } else {
          objects = LineRows(
            LinePlan(fast.program.plan, reader), own, identifier: reader.identifierField)
        }
      }
      let judge = MatchJudge(
        policies.setups.map { $0.copy() }, policies.vocabulary, report,
        CandidateName(policies.vocabulary.program, session.language), findsChanges: findsChanges,
        decider: decider)
      workers.append(ChunkWorker(reader, judge, batches: rows, lines: objects))
    }
    return workers
  }

  /// The policies that columns can tell of as one program; the others are left out of it. `nil` where
  /// columns can tell of none.
  private func fastPath() -> (program: ColumnProgram, leftOut: Set<Int>)? {
    let prepared = policies.setups.map { $0.policy }
    let program = ColumnProgram(prepared, vocabulary: policies.vocabulary)
    let leftOut = Set(program.interpretedPolicies + program.askedConditions.map { $0.policy })
    if leftOut.isEmpty { return (program, leftOut) }
    if leftOut.count == prepared.count { return nil }
    return (
      ColumnProgram(prepared, vocabulary: policies.vocabulary, leavingOut: leftOut), leftOut
    )
  }
}
