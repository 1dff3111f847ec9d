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
    Interruption.watch()
    try output.write(report.begin())
    let progress = Progress(session)
    let cutter = ChunkCutter(stream.takeSupply(), stream.reader, size: chunkSize)
    do throws(CommandFailure) {
      if let (problem, line) = try cutter.begin() {
        var reader = cutter.reader
        session.report(reader.takeWarnings())
        throw stream.failure(problem, line)
      }
      var reader = cutter.reader
      session.report(reader.takeWarnings())
      let pipeline = ChunkPipeline(cutter, chunkSize: chunkSize, threads: threads) {
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
    let columns = batchColumns(reader)
    var workers: [ChunkWorker] = []
    for _ in 0..<threads {
      workers.append(
        ChunkWorker(
          setup.copy(), reader, report, contested: contested,
          batches: columns.map { columns in
            BatchRows(
              columns.plan, RowDecider(columns.program, columns.shape, columns.plan.columns))
          }))
    }
    return workers
  }

  /// What a batch needs to know, `nil` where every record goes through the reference: for results,
  /// explanations and the like, and for conditions that columns cannot tell.
  private func batchColumns(
    _ reader: CandidateReader
  ) -> (program: ColumnProgram, shape: RowShape, plan: CellPlan)? {
    guard !usesReference, !contested, let report = report as? CSVDecisions,
      let shape = report.rowShape(setup), let columns = reader.columns,
      columns.hasPlainIdentifier
    else { return nil }
    let program = ColumnProgram(setup.policy)
    guard program.askedConditions.isEmpty, program.interpretedPolicies.isEmpty else { return nil }
    return (program, shape, CellPlan(columns, program.plan, reader))
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
    case .warnings(let warnings): session.report(warnings)
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
