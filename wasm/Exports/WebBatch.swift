internal import PolicyLang
internal import PolicyRuntime

/// Decides a data file that comes piece by piece, as `policyc eval --format csv` does: the same code
/// cuts the file into chunks, decides them and writes the rows.
final class WebBatch {
  /// Refused rows and warnings beyond these are only counted.
  private static let mostShown = 200

  private let setup: EvaluationSetup
  private let language: Language
  private let report: CSVDecisions
  /// The columns of the file that come out with each row.
  private let keep: [String]
  private let supply = WebSupply()
  private let cutter: ChunkCutter<WebSupply>
  private let chunk = Chunk(capacity: 2 * Chunk.usualSize)
  /// Made once the header is known.
  private var worker: ChunkWorker?
  private var output: [UInt8]

  private var counts = DecisionCounts()
  /// How often each clause was violated.
  private var violations: [Int]
  private let ids = DuplicateIDs()
  /// Rows with nothing in them.
  private var blanks = BlankRows()
  private var rejects: [Reject] = []
  private var warnings: [Diagnostic] = []
  private var keys = KeyWarnings()
  private var remarks: [(line: Int, id: String, text: String)] = []
  /// Why nothing more of the file can be read.
  private var failure: DataProblem?

  /// - Parameter isForExcel: as `eval --excel` with the language; in Chinese with the names of people.
  init(
    _ setup: EvaluationSetup, _ layout: DataLayout, _ language: Language, isForExcel: Bool
  ) {
    let inChinese = isForExcel && language == .chinese
    keep = inChinese ? ["姓名"] : []
    self.setup = setup
    self.language = language
    report = CSVDecisions(setup.program, keep: keep, excel: isForExcel, inChinese: inChinese)
    cutter = ChunkCutter(
      supply, CandidateReader(setup.program, layout: layout, keep: keep, optional: Set(keep)),
      size: Chunk.usualSize)
    violations = Array(repeating: 0, count: setup.program.requirements.count)
    output = Array(report.begin().utf8)
  }

  /// - Returns: the rows that are done, as text.
  func feed(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    if failure == nil {
      supply.give(bytes, isLast: isLast)
      work()
    }
    if isLast, failure == nil, counts.rows == 0, cutter.reader.layout == .jsonLines {
      failure = DataProblem(.emptyData)
    }
    defer { output.removeAll(keepingCapacity: true) }
    return output
  }

  /// Works until the file ends, or goes on in the next piece.
  private func work() {
    do throws(WebSupply.Dry) {
      if worker == nil {
        failure = try cutter.begin()?.problem
        warnings += cutter.takeWarnings().prefix(WebBatch.mostShown)
        blanks = cutter.blanks
        worker = makeWorker(cutter.reader)
      }
      while failure == nil, let worker, try cutter.cut(into: chunk) {
        worker.work(on: chunk)
        deliver()
      }
    } catch {
      // The next piece is awaited.
    }
  }

  private func makeWorker(_ reader: CandidateReader) -> ChunkWorker {
    let fast = EvalFastPath(setup, report, reader, keep: keep, tellsAllClauses: false)
    let memory = fast?.memory()
    let judge = WebJudge(setup, report, memory)
    return fast?.worker(reader, judge, memory, keep: keep)
      ?? ChunkWorker(reader, judge, batches: nil, lines: nil)
  }

  /// Takes over what came of a chunk.
  private func deliver() {
    output += UnsafeBufferPointer(start: chunk.output.bytes, count: chunk.output.count)
    counts.add(chunk.counts)
    blanks.add(chunk.blanks)
    for (index, count) in chunk.violations.enumerated() { violations[index] += count }
    ids.add(chunk.ids, rows: chunk.counts.decisions)
    chunk.ids.isOpen = ids.isOpen
    for (_, event) in chunk.events {
      switch event {
      case .reject(let reject): refuse(reject)
      case .undecided(let row, let error, _): refuse(setup.reject(row, error, language))
      case .warnings(let found):
        for warning in found where keys.isNew(warning) { warnings.append(warning) }
      case .remarks(let found, let id, let line):
        for remark in found where remarks.count < WebBatch.mostShown {
          remarks.append((line, id, remark.message(in: language)))
        }
      case .failure(let problem, _): failure = problem
      }
    }
  }

  private func refuse(_ reject: Reject) {
    counts.rejects += 1
    if rejects.count < WebBatch.mostShown { rejects.append(reject) }
  }

  // MARK: What came of it

  func write(to answer: inout WebAnswer) {
    for warning in warnings { answer.add(warning) }
    if let blank = blanks.warning { answer.add(blank) }
    if let duplicates = ids.warning { answer.add(duplicates) }
    if let note = ids.note { answer.add("note", note[language]) }
    if let failure { answer.add(failure) }
    answer.add("counts") { writer in
      writer.beginObject()
      writer.key("rows")
      writer.integer(counts.rows)
      writer.key("decisions")
      writer.integer(counts.decisions)
      writer.key("rejects")
      writer.integer(counts.rejects)
      for outcome in Outcome.allCases {
        writer.key(outcome.id)
        writer.integer(counts.count(outcome))
      }
      writer.endObject()
    }
    answer.add("violated") { writer in
      writer.beginArray()
      for (index, clause) in setup.program.requirements.enumerated() where violations[index] > 0 {
        writer.beginObject()
        writer.key("clause")
        writer.string(clause.label.id)
        writer.key("name")
        writer.string(clause.label[language])
        writer.key("article")
        writer.string(clause.articles.first ?? "")
        writer.key("count")
        writer.integer(violations[index])
        writer.endObject()
      }
      writer.endArray()
    }
    answer.add("rejects") { writer in
      writer.beginArray()
      for reject in rejects {
        writer.beginObject()
        writer.key("line")
        writer.integer(reject.line)
        writer.key("id")
        writer.string(reject.id)
        writer.key("column")
        writer.string(reject.problems.first?.column ?? "")
        writer.key("reason")
        writer.string(reject.reason(in: language))
        writer.endObject()
      }
      writer.endArray()
    }
    answer.add("remarks") { writer in
      writer.beginArray()
      for remark in remarks {
        writer.beginObject()
        writer.key("line")
        writer.integer(remark.line)
        writer.key("id")
        writer.string(remark.id)
        writer.key("message")
        writer.string(remark.text)
        writer.endObject()
      }
      writer.endArray()
    }
  }
}

/// The pieces of a data file, as the host gives them.
private final class WebSupply: ChunkSource {
  /// The next piece has not come yet.
  struct Dry: Error {}

  private var piece: [UInt8] = []
  private var taken = 0
  private var isLast = false
  var bytesRead: Int { 0 }
  var size: Int? { nil }

  func give(_ bytes: [UInt8], isLast: Bool) {
    piece = taken < piece.count ? piece[taken...] + bytes : bytes
    taken = 0
    self.isLast = isLast
  }

  func fill(_ buffer: UnsafeMutablePointer<UInt8>, _ limit: Int) throws(Dry) -> Int {
    let count = min(limit, piece.count - taken)
    if count == 0, limit > 0, !isLast { throw Dry() }
    piece.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { buffer.update(from: base + taken, count: count) }
    }
    taken += count
    return count
  }
}

/// Decides single records and writes them as rows.
private final class WebJudge: RowJudge {
  private let setup: EvaluationSetup
  private let report: CSVDecisions
  private let memory: AbsenceMemory?

  init(_ setup: EvaluationSetup, _ report: CSVDecisions, _ memory: AbsenceMemory?) {
    self.setup = setup
    self.report = report
    self.memory = memory
  }

  func begin(_ chunk: Chunk) {
    if chunk.violations.isEmpty {
      chunk.violations = Array(repeating: 0, count: setup.program.requirements.count)
    }
  }

  func decide(_ row: CandidateReader.Row, _ chunk: Chunk, place: Int?) {
    do throws(DecisionError) {
      let decision = try setup.decide(row.candidate)
      chunk.note(decision, row)
      if let place { memory?.keep(decision, of: place) }
      chunk.output.append(report.row(decision, kept: row.kept))
    } catch {
      chunk.add(.undecided(row, error, policy: 0))
    }
  }
}
