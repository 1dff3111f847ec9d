internal import PolicyLang
internal import PolicyRuntime

/// What a command does with the records of a data file.
protocol BatchJob: AnyObject {
  /// The vocabulary of the data.
  var vocabulary: IRProgram { get }
  /// Columns whose text is wanted beside the facts.
  var keep: [String] { get }
  /// Those of them that the file may lack.
  var optional: Set<String> { get }
  /// What stands before the results.
  func begin() -> String
  /// How many bytes part a result from the one before; the first has none before it.
  var separatorLength: Int { get }
  /// Called once the header is known.
  func workers(_ reader: CandidateReader) throws(CommandFailure) -> [ChunkWorker]
  /// Takes over what was counted in a chunk; in the order of the file.
  func take(_ chunk: Chunk)
  /// A record that was read and has no decision.
  func reject(
    _ row: CandidateReader.Row, _ error: DecisionError, policy: Int
  ) throws(CommandFailure) -> Reject
  /// How many records were decided so far.
  var decisions: Int { get }
  /// What stands after the results.
  func end() throws(CommandFailure) -> String
  /// Puts further files in their place, after the rejects and before the results.
  func commit() throws(CommandFailure)
}

extension BatchJob {
  var optional: Set<String> { [] }
  func commit() throws(CommandFailure) {}
}

/// One run over a data file: opens it, has every record decided, and puts results and rejects in their
/// place, whole or not at all.
final class BatchRun {
  static let chunkOption = Option(
    name: "--chunk", value: .text(LocalText(zh: "字节", en: "BYTES")),
    meaning: LocalText(zh: "每次读多少", en: "how much is read at a time"), isHidden: true)
  /// For finding out which part of the program is wrong: no kernels, no columns.
  static let referenceOption = Option(
    name: "--reference", value: .none,
    meaning: LocalText(zh: "逐行判定，不用快速通道", en: "decide row by row, without the fast path"),
    isHidden: true)

  private let session: Session
  /// How many threads work at the same time.
  let threads: Int
  /// How many bytes are read at a time.
  var chunkSize: Int
  /// Whether every record goes through the reference interpreter.
  let usesReference: Bool

  private(set) var dataName = ""
  private(set) var rejectCount = 0
  private var warnings = KeyWarnings()
  /// Rows with nothing in them.
  private var blanks = BlankRows()
  private var isFirstOutput = true

  init(_ session: Session) throws(CommandFailure) {
    self.session = session
    threads = try BatchRun.threads(session)
    usesReference = session.arguments.has(BatchRun.referenceOption)
    chunkSize = Chunk.usualSize
    if let size = wantedChunkSize { chunkSize = size }
  }

  /// What `--chunk` says.
  var wantedChunkSize: Int? {
    session.arguments.value(BatchRun.chunkOption).flatMap { Int($0) }.map {
      min(max(16, $0), 1 << 24)
    }
  }

  private static func threads(_ session: Session) throws(CommandFailure) -> Int {
    guard let text = session.arguments.value(.threads) else { return 1 }
    guard let count = Int(text), (1...1024).contains(count) else {
      throw .usage(
        UsageProblem(.notAWholeNumber, [LocalText("--threads"), LocalText(text), "1024"]))
    }
    return count
  }

  /// Decides all records of a file, or of standard input.
  func decideAll(_ path: String, _ job: any BatchJob) throws(CommandFailure) {
    // From here on even the wait for the first input can be ended in good order.
    session.console.watchInterruptions()
    let stream = try CandidateStream(
      path, job.vocabulary, session, keep: job.keep,
      optional: job.optional)
    dataName = stream.name
    let rejects = try RejectSink(session, dataName: stream.name)
    let output = try ResultSink(session)
    do throws(CommandFailure) {
      if session.console.isInterrupted { throw .interrupted }
      try decideAll(stream, job, output, rejects)
    } catch {
      sayHowFar(error, job)
      throw error
    }
  }

  private func decideAll(
    _ stream: CandidateStream, _ job: any BatchJob, _ output: ResultSink, _ rejects: RejectSink
  ) throws(CommandFailure) {
    try output.write(job.begin())
    let progress = Progress(session)
    defer { progress.finish() }
    let cutter = ChunkCutter(stream.takeSupply(), stream.reader, size: chunkSize)
    let problem = try cutter.begin()
    if session.console.isInterrupted { throw .interrupted }
    session.report(cutter.takeWarnings())
    if let problem { throw stream.failure(problem.problem, problem.line) }
    let reader = cutter.reader
    blanks = cutter.blanks
    let pipeline = ChunkPipeline(
      cutter, session.console, chunkSize: chunkSize, threads: threads
    ) {
      [self] (chunk) throws(CommandFailure) in
      try deliver(chunk, output, rejects, stream, job)
      progress.step(
        job.decisions + rejectCount, rejectCount, read: cutter.bytesRead, of: cutter.totalBytes)
      if session.console.outputFailed { throw .reported(.fileProblem) }
    }
    try pipeline.run(try job.workers(reader))
    if job.decisions + rejectCount == 0, reader.layout == .jsonLines {
      throw stream.failure(DataProblem(.emptyData), 1)
    }
    progress.finish()
    if let warning = blanks.warning { session.report([warning]) }
    try output.write(try job.end())
    try rejects.commit()
    try job.commit()
    try output.commit()
    if session.console.outputFailed { throw .reported(.fileProblem) }
  }

  /// Writes what came of a chunk, in the order of its records.
  private func deliver(
    _ chunk: Chunk, _ output: ResultSink, _ rejects: RejectSink, _ stream: CandidateStream,
    _ job: any BatchJob
  ) throws(CommandFailure) {
    var done = 0
    if isFirstOutput, chunk.output.count > 0 {
      isFirstOutput = false
      done = job.separatorLength
    }
    for (offset, event) in chunk.events {
      if offset > done, let bytes = chunk.output.bytes {
        try output.write(bytes + done, offset - done)
        done = offset
      }
      try say(event, rejects, stream, job)
    }
    if let bytes = chunk.output.bytes, chunk.output.count > done {
      try output.write(bytes + done, chunk.output.count - done)
    }
    rejectCount = rejects.count
    blanks.add(chunk.blanks)
    job.take(chunk)
  }

  private func say(
    _ event: Chunk.Event, _ rejects: RejectSink, _ stream: CandidateStream, _ job: any BatchJob
  ) throws(CommandFailure) {
    switch event {
    case .reject(let reject): try rejects.take(reject)
    case .undecided(let row, let error, let policy):
      try rejects.take(try job.reject(row, error, policy: policy))
    case .warnings(let found):
      for warning in found where warnings.isNew(warning) { session.report([warning]) }
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
  private func sayHowFar(_ failure: CommandFailure, _ job: any BatchJob) {
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
    let rows = job.decisions + rejectCount
    let hasFile = session.arguments.value(.output).map { $0 != "-" } ?? false
    session.console.writeError(
      session.say(
        zh: (isInterrupted ? "已中断：" : "中途停下：") + "读到第 \(rows) 行"
          + (hasFile ? "，没有写出结果文件\n" : "，结果不完整\n"),
        en: (isInterrupted ? "interrupted" : "stopped") + " after \(rows) rows; "
          + (hasFile ? "no output file was written\n" : "the results are incomplete\n")))
  }
}
