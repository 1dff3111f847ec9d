internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Decides the records of CSV chunks in batches of columns; belongs to one worker.
///
/// A record goes through the columns when every cell of it is plain and the output needs nothing that
/// only the reference interpreter tells. All others stand in between, in their order.
final class BatchRows {
  /// Cells are read for so many rows at a time, so that they stay in the nearest cache.
  private static let blockSize = 256

  private let plan: CellPlan
  private let columns: Int
  /// The columns that hold lists, each with how its list is read.
  private let lists: [(column: Int, field: LinePlan.Field)]
  private let linePlan: LinePlan?
  private let listReader: JSONFieldReader?
  private let numberedReader: NumberedListReader?
  private var listText = Memory<UInt8>()
  private let batch: ColumnBatch
  private let decider: any BatchDecider
  private let level = cb_best_level()

  private var marks = Memory<UInt32>()
  private var table = Memory<UInt32>()
  private var records = Memory<cb_record>()
  /// A byte a row: whether the reference has to look at it.
  private let odd: UnsafeMutablePointer<UInt8>
  /// Where cells go that are only checked.
  private let scratch: UnsafeMutableRawPointer

  /// - Parameter lines: how JSON objects are read; `nil` where the file has no lists.
  init(_ plan: CellPlan, _ decider: any BatchDecider, lists lines: LinePlan?) {
    self.plan = plan
    self.decider = decider
    batch = decider.batch
    linePlan = lines
    listReader = lines.map { JSONFieldReader($0, decider.batch) }
    let numbered = plan.columns.numbered
    numberedReader =
      numbered.isEmpty ? nil : lines.map { NumberedListReader(numbered, $0, decider.batch) }
    lists = plan.columns.lists.compactMap { cell in
      lines.map { (cell.column, $0.candidate.fields[cell.path[0]]) }
    }
    columns = plan.columns.count
    odd = .allocate(capacity: batch.capacity)
    odd.initialize(repeating: 0, count: batch.capacity)
    scratch = .allocate(byteCount: BatchRows.blockSize * 8, alignment: 64)
  }

  deinit {
    odd.deallocate()
    scratch.deallocate()
    marks.deallocate()
    table.deallocate()
    records.deallocate()
    listText.deallocate()
  }

  /// The rows of a chunk that have as many cells as the header, as a table of marks.
  private struct Table {
    let cells: UnsafePointer<UInt32>
    let stride: Int
    let rows: Int
    /// All records in order, `nil` where every record is a row of the table, on a line of its own.
    let records: UnsafePointer<cb_record>?
    let recordCount: Int
  }

  func work(on chunk: Chunk, _ worker: ChunkWorker) {
    let rows = split(chunk)
    let isText = cb_is_utf8(level, chunk.bytes, chunk.survey.end)
    var record = 0
    var first = 0
    decider.begin(chunk)
    repeat {
      let count = min(rows.rows - first, batch.capacity)
      if count > 0 {
        read(chunk, rows, first, count)
        if !isText { markBroken(chunk, rows, first, count) }
        decider.decide(odd, count)
      }
      write(chunk, rows, first, count, &record, worker)
      first += count
    } while first < rows.rows
    decider.flush(to: chunk)
  }

  private func split(_ chunk: Chunk) -> Table {
    let survey = chunk.survey
    var end = survey.end
    if survey.malformed {
      // A row that turns out to be none has taken room for its marks.
      let cells = table.reserve((survey.records + 1) * (columns + 1) + 1)
      let list = records.reserve(survey.records + 1)
      let rows = cb_csv_rows_slowly(chunk.bytes, end, columns, cells, list)
      return Table(
        cells: cells, stride: columns + 1, rows: rows, records: list, recordCount: survey.records)
    }
    // Only the last line of a file lacks its end.
    let last = chunk.bytes[end - 1]
    if last != 0x0A, last != 0x0D {
      chunk.bytes[end] = 0x0A
      end += 1
    }
    let marks = self.marks.reserve(end + 66)
    marks[0] = .max
    let count = cb_csv_marks(
      level, chunk.bytes, end, survey.quotes, survey.returns, marks + 1)
    if !survey.quotes, !survey.returns,
      cb_csv_is_regular(chunk.bytes, marks + 1, count, columns, survey.lines)
    {
      return Table(
        cells: marks, stride: columns, rows: survey.lines, records: nil,
        recordCount: survey.lines)
    }
    let cells = table.reserve((survey.records + 1) * (columns + 1))
    let list = records.reserve(survey.records + 1)
    let rows = cb_csv_rows(
      level, chunk.bytes, end, marks + 1, count, columns, survey.quotes, cells, list)
    return Table(
      cells: cells, stride: columns + 1, rows: rows, records: list, recordCount: survey.records)
  }

  /// Reads the cells of some rows into the batch.
  private func read(_ chunk: Chunk, _ rows: Table, _ first: Int, _ count: Int) {
    odd.update(repeating: 0, count: count)
    batch.clear()
    if lists.isEmpty, numberedReader == nil {
      batch.appendRows(count)
    } else {
      readLists(chunk, rows, first, count)
    }
    var start = 0
    while start < count {
      let some = min(BatchRows.blockSize, count - start)
      let marks = rows.cells + (first + start) * rows.stride
      for step in plan.steps {
        let cells = cb_column(
          bytes: chunk.bytes, cells: marks + step.column, stride: rows.stride, rows: some,
          odd: odd + start)
        let target = step.target.map { batch.cells(of: $0) }
        switch step.kind {
        case .words8(let words):
          let codes = (target.map { $0 + start } ?? scratch).assumingMemoryBound(to: UInt8.self)
          cb_read_words8(cells, words.table, codes)
        case .words32(let words):
          let codes = (target.map { $0 + start * 4 } ?? scratch)
          cb_read_words32(cells, words.table, codes.assumingMemoryBound(to: Int32.self))
        case .figures(var figure):
          cb_read_figures(cells, &figure, target.map { $0 + start * Int(figure.width) } ?? scratch)
        case .whole: cb_mark_filled(cells)
        }
      }
      start += some
    }
  }

  /// Begins rows one by one with the lists that they hold.
  private func readLists(_ chunk: Chunk, _ rows: Table, _ first: Int, _ count: Int) {
    for row in 0..<count {
      _ = batch.appendRow()
      let marks = rows.cells + (first + row) * rows.stride
      for (column, field) in lists {
        let start = Int(marks[column] &+ 1)
        let length = Int(marks[column + 1]) - start
        if length > 0, !readList(chunk.bytes + start, length, field) { odd[row] = 1 }
      }
      if let numberedReader, !numberedReader.read(chunk.bytes, marks) { odd[row] = 1 }
    }
  }

  /// Reads a cell with a list; `false` where the reference has to look.
  private func readList(
    _ cell: UnsafeMutablePointer<UInt8>, _ length: Int, _ field: LinePlan.Field
  ) -> Bool {
    guard let listReader else { return false }
    var (text, count) = (cell, length)
    if cell[0] == 0x22 {
      text = listText.reserve(length + Int(CB_SLACK))
      count = cb_unquote(cell, length, text)
      // Kernels look a little past the end.
      (text + count).update(repeating: 0, count: length + Int(CB_SLACK) - count)
      if count == 0 { return true }
    }
    guard text[0] == UInt8(ascii: "[") else { return false }
    return listReader.readList(text, count, as: field)
  }

  /// Leaves the rows that are no UTF-8 to the reference.
  private func markBroken(_ chunk: Chunk, _ rows: Table, _ first: Int, _ count: Int) {
    for row in 0..<count {
      let (start, end) = extent(rows, first + row)
      if !cb_is_utf8(level, chunk.bytes + start, end - start) { odd[row] = 1 }
    }
  }

  /// The bytes of a row, without its line end.
  private func extent(_ rows: Table, _ row: Int) -> (start: Int, end: Int) {
    let marks = rows.cells + row * rows.stride
    return (Int(marks[0] &+ 1), Int(marks[columns]))
  }

  /// Writes rows of the table, and what stands between them through the reference.
  private func write(
    _ chunk: Chunk, _ rows: Table, _ first: Int, _ count: Int, _ record: inout Int,
    _ worker: ChunkWorker
  ) {
    var run = 0
    var row = 0
    let isLast = first + count == rows.rows
    while row < count || (isLast && record < rows.recordCount) {
      let place = rows.records.map { $0[record] }
      if let place, !place.is_whole {
        emit(chunk, rows, first, run..<row, record - (row - run))
        worker.refer(
          chunk, Int(place.start)..<Int(place.end), line: chunk.line + Int(place.line),
          row: chunk.row + record)
        run = row
        record += 1
        continue
      }
      guard row < count else { break }
      if odd[row] != 0 {
        emit(chunk, rows, first, run..<row, record - (row - run))
        let bounds: Range<Int>
        if let place {
          bounds = Int(place.start)..<Int(place.end)
        } else {
          let (start, end) = extent(rows, first + row)
          bounds = start..<end + 1
        }
        worker.refer(
          chunk, bounds, line: chunk.line + (place.map { Int($0.line) } ?? record),
          row: chunk.row + record, place: row)
        run = row + 1
      }
      row += 1
      record += 1
    }
    emit(chunk, rows, first, run..<row, record - (row - run))
  }

  /// Writes some rows of the batch that need no reference.
  /// - Parameter record: the place of the first of them among the records.
  private func emit(
    _ chunk: Chunk, _ rows: Table, _ first: Int, _ range: Range<Int>, _ record: Int
  ) {
    if range.isEmpty { return }
    let (start, _) = extent(rows, first + range.lowerBound)
    let (_, end) = extent(rows, first + range.upperBound - 1)
    decider.write(
      chunk, cells: rows.cells + first * rows.stride, stride: rows.stride, range,
      length: end - start, firstNumber: chunk.row + record - range.lowerBound)
    guard chunk.ids.isOpen else { return }
    let column = plan.columns.identifier
    for row in range {
      let place = record + row - range.lowerBound
      let line = chunk.line + (rows.records.map { Int($0[place].line) } ?? place)
      let marks = rows.cells + (first + row) * rows.stride
      let start = column.map { Int(marks[$0] &+ 1) } ?? 0
      let length = column.map { Int(marks[$0 + 1]) - start } ?? 0
      note(chunk, chunk.bytes + start, length, line: line, row: chunk.row + place)
    }
  }

  private func note(
    _ chunk: Chunk, _ cell: UnsafePointer<UInt8>, _ length: Int, line: Int, row: Int
  ) {
    if length > 0, cell[0] > 0x22, cell[0] < 0x80 {
      return chunk.ids.add(cell, length, line: line)
    }
    var text = [UInt8](UnsafeBufferPointer(start: cell, count: length))
    if text.first == 0x22 {
      let count = cb_unquote(cell, length, &text)
      text.removeLast(text.count - count)
    }
    if cb_is_blank(text, text.count) {
      if !chunk.notesNumbers { return }
      text = Array("\(row)".utf8)
    }
    chunk.ids.add(text, text.count, line: line)
  }
}

/// Memory that only grows; what it holds is lost when it does.
struct Memory<Element: BitwiseCopyable> {
  private var start: UnsafeMutablePointer<Element>?
  private var capacity = 0

  mutating func reserve(_ count: Int) -> UnsafeMutablePointer<Element> {
    if let start, count <= capacity { return start }
    start?.deallocate()
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(count, capacity * 3 / 2))
    start = memory
    capacity = max(count, capacity * 3 / 2)
    return memory
  }

  mutating func deallocate() {
    start?.deallocate()
    start = nil
    capacity = 0
  }
}
