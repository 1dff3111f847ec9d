internal import PolicyLang
internal import PolicyRuntime

/// One run of `eval`: opens the data, decides every record, and says what came of it.
final class EvalRun {
  private let session: Session
  private let setup: EvaluationSetup
  private var report: any DecisionReport
  private let keep: [String]
  private let contested: Bool

  /// How many threads work at the same time.
  var threads = 1
  /// How many bytes are read at a time.
  var chunkSize = ChunkCutter.chunkSize
  /// Whether every record goes through the reference interpreter.
  var usesReference = false

  private(set) var counts = DecisionCounts()
  /// How often each clause was violated.
  private(set) var violations: [Int]
  private(set) var dataName = ""
  private let ids = DuplicateIDs()
  private var reportedKeys = Set<String>()
  private var isFirstOutput = true

  init(
    _ session: Session, _ setup: EvaluationSetup, _ report: any DecisionReport, keep: [String],
    contested: Bool
  ) {
    self.session = session
    self.setup = setup
    self.report = report
    self.keep = keep
    self.contested = contested
    violations = Array(repeating: 0, count: setup.program.requirements.count)
  }

  /// Decides all records of a file, or of standard input, and puts the results in their place.
  func decideAll(_ path: String) throws(CommandFailure) {
    let stream = try CandidateStream(path, setup.program, session, keep: keep)
    dataName = stream.name
    let rejects = try RejectSink(session, dataName: stream.name)
    let output = try ResultSink(session)
    session.console.watchInterruptions()
    try output.write(report.begin())
    let progress = Progress(session)
    let cutter = ChunkCutter(stream.takeSupply(), stream.reader, size: chunkSize)
    do throws(CommandFailure) {
      let problem = try cutter.begin()
      session.report(cutter.takeWarnings())
      if let problem { throw stream.failure(problem.problem, problem.line) }
      let reader = cutter.reader
      let pipeline = ChunkPipeline(
        cutter, session.console, chunkSize: chunkSize, threads: threads
      ) {
        [self] (chunk) throws(CommandFailure) in
        try deliver(chunk, output, rejects, stream)
        progress.step(
          counts.rows, counts.rejects, read: cutter.bytesRead, of: cutter.totalBytes)
        if session.console.outputFailed { throw .reported(.fileProblem) }
      }
      try pipeline.run(try workers(reader))
      if counts.rows == 0, reader.layout == .jsonLines {
        throw stream.failure(DataProblem(.emptyData), 1)
      }
      progress.finish()
      try output.write(report.end(counts))
      try rejects.commit()
      try output.commit()
      if session.console.outputFailed { throw .reported(.fileProblem) }
    } catch {
      progress.finish()
      sayHowFar(error)
      throw error
    }
  }

  private func workers(_ reader: CandidateReader) throws(CommandFailure) -> [ChunkWorker] {
    let fast = fastPath(reader)
    var workers: [ChunkWorker] = []
    for _ in 0..<threads {
      var rows: BatchRows?
      var objects: LineRows?
      // Nothing is shared, not even what does not change: counting references costs more than it.
      if let fast, let columns = reader.columns {
        let plan = CellPlan(columns, fast.program.plan, reader)
        rows = BatchRows(plan, RowDecider(fast.program, fast.shape, columns))
      }
      if let fast, reader.layout == .jsonLines {
        let plan = LinePlan(fast.program.plan, reader)
        objects = LineRows(
          plan, RowDecider(fast.program, fast.shape, nil), identifier: reader.identifierField)
      }
      workers.append(
        ChunkWorker(
          setup.copy(), reader, report, contested: contested, batches: rows, lines: objects))
    }
    return workers
  }

  /// What batches need to know, `nil` where every record goes through the reference: for results,
  /// explanations and the like, and for conditions that columns cannot tell.
  private func fastPath(
    _ reader: CandidateReader
  ) -> (program: ColumnProgram, shape: RowShape)? {
    guard !usesReference, !contested, let report = report as? CSVDecisions,
      let shape = report.rowShape(setup), reader.hasPlainIdentifier
    else { return nil }
    if reader.layout == .jsonLines, !keep.isEmpty { return nil }
    let program = ColumnProgram(setup.policy)
    guard program.askedConditions.isEmpty, program.interpretedPolicies.isEmpty else { return nil }
    return (program, shape)
  }

  /// Writes what came of a chunk, in the order of its records.
  private func deliver(
    _ chunk: Chunk, _ output: ResultSink, _ rejects: RejectSink, _ stream: CandidateStream
  ) throws(CommandFailure) {
    if case .failure(let failure) = chunk.content { throw failure }
    var done = 0
    if isFirstOutput, chunk.output.count > 0 {
      isFirstOutput = false
      done = report.separatorLength
    }
    for (offset, event) in chunk.events {
      if offset > done, let bytes = chunk.output.bytes {
        try output.write(bytes + done, offset - done)
        done = offset
      }
      try say(event, rejects, stream)
    }
    if let bytes = chunk.output.bytes, chunk.output.count > done {
      try output.write(bytes + done, chunk.output.count - done)
    }
    chunk.counts.rejects = 0
    counts.add(chunk.counts)
    counts.rejects = rejects.count
    for index in violations.indices { violations[index] += chunk.violations[index] }
    ids.add(chunk.ids)
    chunk.ids.isOpen = ids.isOpen
  }

  private func say(
    _ event: Chunk.Event, _ rejects: RejectSink, _ stream: CandidateStream
  ) throws(CommandFailure) {
    switch event {
    case .reject(let reject): try rejects.take(reject)
    case .undecided(let row, let error): try rejects.take(try setup.reject(row, error, session))
    case .warnings(let warnings): warn(warnings)
    case .failure(let problem, let line): throw stream.failure(problem, line)
    case .remarks(let remarks, let id, let line):
      if session.isQuiet { return }
      for remark in remarks {
        session.console.writeError(
          session.say(
            zh: "警告：第 \(line) 行（编号 \(visible(id))）：",
            en: "warning: line \(line) (id \(visible(id))): ")
            + remark.message(in: session.language) + " [" + remark.kind.id + "]\n")
      }
    }
  }

  /// Shows warnings about keys of no field, once each: every thread meets them anew.
  private func warn(_ warnings: [Diagnostic]) {
    for warning in warnings {
      if warning.arguments.count >= 2 {
        // The line comes first, then the key, or the kind of event and its key.
        let name = warning.arguments[1...].map { $0.en }.joined(separator: ".")
        guard reportedKeys.count < 100, reportedKeys.insert(name).inserted else { continue }
      }
      session.report([warning])
    }
  }

  /// After a failure on the way: how far it came, and that nothing was written.
  private func sayHowFar(_ failure: CommandFailure) {
    let isInterrupted: Bool
    switch failure {
    case .interrupted: isInterrupted = true
    case .file: isInterrupted = false
    case .reported(let code):
      guard code == .fileProblem else { return }
      isInterrupted = false
    case .usage: return
    }
    // A reader that went away is no surprise to who asked for silence.
    if session.isQuiet, session.console.outputFailed { return }
    let rows = counts.rows
    let hasFile = session.arguments.value(.output).map { $0 != "-" } ?? false
    session.console.writeError(
      session.say(
        zh: (isInterrupted ? "已中断：" : "中途停下：") + "读到第 \(rows) 行"
          + (hasFile ? "，没有写出结果文件\n" : "，结果不完整\n"),
        en: (isInterrupted ? "interrupted" : "stopped") + " after \(rows) rows; "
          + (hasFile ? "no output file was written\n" : "the results are incomplete\n")))
  }

  /// The closing lines: rows in = decisions + rejects, and what is to be known about the run.
  func close() {
    if let duplicates = ids.warning { session.report([duplicates]) }
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
