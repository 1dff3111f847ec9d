internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Decides the records of one chunk after the other, on a thread of its own.
///
/// Records that the kernels take go through batches of columns; every other one goes through the
/// reference reader and the reference interpreter, so that it makes no difference which way a record
/// went.
final class ChunkWorker {
  private let setup: EvaluationSetup
  private var reader: CandidateReader
  private var report: any DecisionReport
  private let contested: Bool
  private let layout: DataLayout
  private let batches: BatchRows?
  private let lines: LineRows?
  private let level = cb_best_level()
  private var marks: [UInt32] = []

  /// - Parameters:
  ///   - setup: not shared with other workers.
  ///   - reader: knows the header.
  ///   - batches, lines: `nil` where every record goes through the reference.
  init(
    _ setup: EvaluationSetup, _ reader: CandidateReader, _ report: any DecisionReport,
    contested: Bool, batches: BatchRows?, lines: LineRows?
  ) {
    self.setup = setup
    self.reader = reader
    self.report = report
    self.contested = contested
    self.batches = batches
    self.lines = lines
    layout = reader.layout
    self.report.beginInside()
  }

  func work(on chunk: Chunk) {
    if chunk.violations.isEmpty {
      chunk.violations = Array(repeating: 0, count: setup.program.requirements.count)
    }
    switch chunk.content {
    case .failure: return
    case .single(let item): take(item, chunk)
    case .records:
      switch layout {
      case .csv: workOnCSV(chunk)
      case .jsonLines: workOnLines(chunk)
      }
    }
  }

  /// The record at a place of the chunk goes through the reference.
  func refer(_ chunk: Chunk, _ range: Range<Int>, line: Int, row: Int) {
    var bytes = Array(
      UnsafeBufferPointer(start: chunk.bytes + range.lowerBound, count: range.count))
    // Only the last record of a file lacks its end.
    if bytes.last != 0x0A, bytes.last != 0x0D { bytes.append(0x0A) }
    let item = reader.read(bytes, line: line, row: row)
    let warnings = reader.takeWarnings()
    if !warnings.isEmpty { chunk.add(.warnings(warnings)) }
    take(item, chunk)
  }

  private func take(_ item: CandidateReader.Item, _ chunk: Chunk) {
    switch item {
    case .reject(let reject): chunk.add(.reject(reject))
    case .candidate(let row): decide(row, chunk)
    case .failure(let problem, let line): chunk.add(.failure(problem, line: line))
    case .needsInput, .end: break
    }
  }

  private func decide(_ row: CandidateReader.Row, _ chunk: Chunk) {
    do throws(DecisionError) {
      let decision = try setup.decide(row.candidate, contested: contested)
      if !decision.warnings.isEmpty {
        chunk.add(.remarks(decision.warnings, id: decision.candidate, line: row.line))
      }
      chunk.counts.add(decision.outcome)
      for clause in decision.violated { chunk.violations[clause.requirement] += 1 }
      chunk.ids.add(decision.candidate, line: row.line)
      chunk.output.append(report.row(decision, kept: row.kept))
    } catch {
      chunk.add(.undecided(row, error))
    }
  }

  // MARK: JSON Lines

  private func workOnLines(_ chunk: Chunk) {
    if let lines {
      lines.work(on: chunk, self)
      return
    }
    let end = chunk.survey.end
    makeRoom(end)
    let count = marks.withUnsafeMutableBufferPointer { marks -> Int in
      guard let base = marks.baseAddress else { return 0 }
      return cb_lines_marks(level, chunk.bytes, end, base)
    }
    var start = 0
    var row = chunk.row
    for index in 0...count {
      let stop = index < count ? Int(marks[index]) + 1 : end
      if start < stop, !cb_json_is_end(chunk.bytes, start, stop) {
        refer(chunk, start..<stop, line: chunk.line + index, row: row)
        row += 1
      }
      start = stop
    }
  }

  // MARK: CSV

  private func workOnCSV(_ chunk: Chunk) {
    if let batches {
      batches.work(on: chunk, self)
      return
    }
    makeRoom(chunk.survey.records * 2 + 2)
    var records = [cb_record](repeating: cb_record(), count: chunk.survey.records + 1)
    _ = marks.withUnsafeMutableBufferPointer { marks -> Int in
      guard let base = marks.baseAddress else { return 0 }
      // One column: only the extent of the records is wanted.
      return cb_csv_rows_slowly(chunk.bytes, chunk.survey.end, 1, base, &records)
    }
    for index in 0..<chunk.survey.records {
      let record = records[index]
      refer(
        chunk, Int(record.start)..<Int(record.end), line: chunk.line + Int(record.line),
        row: chunk.row + index)
    }
  }

  private func makeRoom(_ count: Int) {
    if marks.count < count + 64 { marks = Array(repeating: 0, count: count + 64) }
  }
}
