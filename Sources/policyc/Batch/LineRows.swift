internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Decides the records of JSON Lines in batches of columns, lists of records included; belongs to one
/// worker. Lines that are not plain stand in between and go through the reference.
final class LineRows {
  private let plan: LinePlan
  private let decider: any BatchDecider
  private let batch: ColumnBatch
  private let identifier: Int?
  private let level = cb_best_level()
  /// The keys of the candidate, with those that were found to be of no field.
  private var keys: WordTable
  private var names: [(word: String, code: Int32)]
  /// How many of the names are known from the start.
  private let knownNames: Int
  /// The values that are looked at: those of the fields, then those of other keys that are kept.
  private let valueCount: Int
  /// For each kept key the place of its value.
  private let kept: [Int]
  private let values: UnsafeMutablePointer<cb_json_value>
  private let reader: JSONFieldReader
  private var ends = Memory<UInt32>()
  /// Where the ids and the kept values stand: two marks each.
  private let stride: Int
  private let marks: UnsafeMutablePointer<UInt32>
  private let odd: UnsafeMutablePointer<UInt8>
  /// The rows of the batch: where their lines begin and end, and the place of the line in the chunk.
  private var rows: [(start: Int, end: Int, line: Int)] = []

  /// - Parameter keep: keys whose text comes out with each row.
  init(_ plan: LinePlan, _ decider: any BatchDecider, identifier: Int?, keep: [String] = []) {
    self.plan = plan
    self.decider = decider
    self.identifier = identifier
    batch = decider.batch
    var names = plan.candidate.names
    var count = plan.candidate.fields.count
    kept = keep.map { key in
      if let known = names.first(where: { $0.word.utf8.elementsEqual(key.utf8) }) {
        return Int(known.code)
      }
      names.append((key, Int32(count)))
      count += 1
      return count - 1
    }
    self.names = names
    knownNames = names.count
    valueCount = count
    keys = keep.isEmpty ? plan.candidate.keys : WordTable(names)
    stride = 2 + 2 * keep.count
    reader = JSONFieldReader(plan, decider.batch)
    values = .allocate(capacity: valueCount + 1)
    marks = .allocate(capacity: batch.capacity * stride)
    odd = .allocate(capacity: batch.capacity)
    odd.initialize(repeating: 0, count: batch.capacity)
  }

  deinit {
    values.deallocate()
    marks.deallocate()
    odd.deallocate()
    ends.deallocate()
  }

  func work(on chunk: Chunk, _ worker: ChunkWorker) {
    let end = chunk.survey.end
    let isText = cb_is_utf8(level, chunk.bytes, end)
    let list = ends.reserve(end + 64)
    let count = cb_lines_marks(level, chunk.bytes, end, list)
    var start = 0
    var row = chunk.row
    decider.begin(chunk)
    begin()
    for index in 0...count {
      let stop = index < count ? Int(list[index]) + 1 : end
      defer { start = stop }
      if start >= stop || cb_json_is_end(chunk.bytes, start, stop) { continue }
      if batch.isFull {
        flush(chunk, worker, firstNumber: row - rows.count)
        begin()
      }
      let place = batch.appendRow()
      rows.append((start, stop, index))
      for mark in 0..<stride { marks[place * stride + mark] = mark & 1 == 0 ? .max : 0 }
      let isValid = isText || cb_is_utf8(level, chunk.bytes + start, stop - start)
      odd[place] = isValid && read(chunk.bytes, start, stop, place) ? 0 : 1
      row += 1
    }
    flush(chunk, worker, firstNumber: row - rows.count)
    decider.flush(to: chunk)
  }

  private func begin() {
    batch.clear()
    rows.removeAll(keepingCapacity: true)
  }

  // MARK: Reading

  /// Reads a line into the batch; `false` where the reference reader has to look.
  private func read(
    _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int, _ row: Int
  ) -> Bool {
    let fields = plan.candidate.fields
    var unknown = cb_json_value()
    let past = cb_json_object(
      bytes, start, end, keys.table, values, valueCount, &unknown)
    if past == 0 {
      if unknown.length > 0 { learn(bytes + Int(unknown.start), Int(unknown.length)) }
      return false
    }
    guard cb_json_is_end(bytes, past, end) else { return false }
    for index in 0..<fields.count where values[index].kind != CB_JSON_NONE {
      if !reader.read(values[index], as: fields[index], bytes, at: row) { return false }
    }
    if let identifier { _ = note(values[identifier], at: row * stride) }
    for (index, place) in kept.enumerated()
    where !note(values[place], at: row * stride + LineRows.mark(ofKept: index)) {
      return false
    }
    return true
  }

  /// Where the first mark of a kept value stands among those of its row.
  static func mark(ofKept index: Int) -> Int { 2 + 2 * index }

  /// Notes where a value stands; `false` where its text is not what stands there.
  private func note(_ value: cb_json_value, at mark: Int) -> Bool {
    switch value.kind {
    case CB_JSON_NONE, CB_JSON_NULL: return true
    case CB_JSON_TEXT, CB_JSON_FIGURE:
      marks[mark] = value.start &- 1
      marks[mark + 1] = value.start + value.length
      return true
    default: return false
    }
  }

  /// A key of no field was met, about which the reference reader warns once. From now on it is passed
  /// over, unless it could be another way to write a field's name.
  private func learn(_ key: UnsafePointer<UInt8>, _ length: Int) {
    guard names.count - knownNames < 64, length <= 64,
      !cb_may_equal_other(key, length)
    else { return }
    let word = String(decoding: UnsafeBufferPointer(start: key, count: length), as: UTF8.self)
    if word == "events" || word == "事件" { return }
    names.append((word, Int32(valueCount + names.count - knownNames)))
    keys = WordTable(names)
  }

  // MARK: Writing

  private func flush(_ chunk: Chunk, _ worker: ChunkWorker, firstNumber: Int) {
    if rows.isEmpty { return }
    decider.decide(odd, rows.count)
    var run = 0
    for row in rows.indices where odd[row] != 0 {
      emit(chunk, run..<row, firstNumber)
      worker.refer(
        chunk, rows[row].start..<rows[row].end, line: chunk.line + rows[row].line,
        row: firstNumber + row, place: row)
      run = row + 1
    }
    emit(chunk, run..<rows.count, firstNumber)
  }

  private func emit(_ chunk: Chunk, _ range: Range<Int>, _ firstNumber: Int) {
    if range.isEmpty { return }
    let length = rows[range.upperBound - 1].end - rows[range.lowerBound].start
    decider.write(
      chunk, cells: marks, stride: stride, range, length: length * 2, firstNumber: firstNumber)
    guard chunk.ids.isOpen else { return }
    for row in range {
      let start = Int(marks[row * stride] &+ 1)
      let id = chunk.bytes + start
      let count = Int(marks[row * stride + 1]) - start
      if cb_is_blank(id, count) {
        if !chunk.notesNumbers { continue }
        chunk.ids.add("\(firstNumber + row)", line: chunk.line + rows[row].line)
      } else {
        chunk.ids.add(id, count, line: chunk.line + rows[row].line)
      }
    }
  }
}
