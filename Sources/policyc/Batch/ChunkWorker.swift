internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Decides records one by one, through the reference interpreter.
protocol RowJudge: AnyObject {
  /// Prepares a chunk for what will be counted in it.
  func begin(_ chunk: Chunk)
  /// - Parameter place: the row of the batch at hand that holds the record, if one does.
  func decide(_ row: CandidateReader.Row, _ chunk: Chunk, place: Int?)
}

/// Decides batches of records through columns.
protocol BatchDecider: AnyObject {
  var batch: ColumnBatch { get }
  /// Called before the first batch of a chunk.
  func begin(_ chunk: Chunk)
  /// Decides the rows of the batch.
  /// - Parameter odd: a byte a row; set for further rows that need a look at the record itself.
  func decide(_ odd: UnsafeMutablePointer<UInt8>, _ count: Int)
  /// Writes some rows of the batch to the output of a chunk.
  /// - Parameters:
  ///   - cells: the marks of the batch's first row.
  ///   - length: how many bytes the rows have in the file.
  ///   - firstNumber: the number of the batch's first row, for rows without an id.
  func write(
    _ chunk: Chunk, cells: UnsafePointer<UInt32>, stride: Int, _ rows: Range<Int>, length: Int,
    firstNumber: Int)
  /// Hands what was counted over to a chunk.
  func flush(to chunk: Chunk)
}

extension BatchDecider {
  func begin(_ chunk: Chunk) {}
}

/// Decides the records of one chunk after the other, on a thread of its own.
///
/// Records that the kernels take go through batches of columns; every other one goes through the
/// reference reader and the reference interpreter, so that it makes no difference which way a record
/// went.
final class ChunkWorker {
  private var reader: CandidateReader
  private let judge: any RowJudge
  private let layout: DataLayout
  private let batches: BatchRows?
  private let lines: LineRows?
  private let level = cb_best_level()
  private var marks: [UInt32] = []

  /// - Parameters:
  ///   - reader: knows the header.
  ///   - judge: not shared with other workers.
  ///   - batches, lines: `nil` where every record goes through the reference.
  init(
    _ reader: CandidateReader, _ judge: any RowJudge, batches: BatchRows?, lines: LineRows?
  ) {
    self.reader = reader
    self.judge = judge
    self.batches = batches
    self.lines = lines
    layout = reader.layout
  }

  func work(on chunk: Chunk) {
    judge.begin(chunk)
    switch chunk.content {
    case .stopped: return
    case .single(let item): take(item, chunk, nil)
    case .records:
      switch layout {
      case .csv: workOnCSV(chunk)
      case .jsonLines: workOnLines(chunk)
      }
    }
  }

  /// The record at a place of the chunk goes through the reference.
  /// - Parameter place: the row of the batch at hand that holds it, if one does.
  func refer(_ chunk: Chunk, _ range: Range<Int>, line: Int, row: Int, place: Int? = nil) {
    var bytes = Array(
      UnsafeBufferPointer(start: chunk.bytes + range.lowerBound, count: range.count))
    // Only the last record of a file lacks its end.
    if bytes.last != 0x0A, bytes.last != 0x0D { bytes.append(0x0A) }
    let item = reader.read(bytes, line: line, row: row)
    let warnings = reader.takeWarnings()
    if !warnings.isEmpty { chunk.add(.warnings(warnings)) }
    take(item, chunk, place)
  }

  private func take(_ item: CandidateReader.Item, _ chunk: Chunk, _ place: Int?) {
    switch item {
    case .reject(let reject): chunk.add(.reject(reject))
    case .candidate(let row): judge.decide(row, chunk, place: place)
    case .failure(let problem, let line): chunk.add(.failure(problem, line: line))
    case .blank(let line): chunk.blanks.add(line: line)
    case .needsInput, .end: break
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
