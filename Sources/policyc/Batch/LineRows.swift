internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Decides the records of JSON Lines in batches of columns, lists of records included; belongs to one
/// worker. Lines that are not plain stand in between and go through the reference.
final class LineRows {
  private let plan: LinePlan
  private let decider: RowDecider
  private let batch: ColumnBatch
  private let identifier: Int?
  private let level = cb_best_level()
  /// The keys of the candidate, with those that were found to be of no field.
  private var keys: WordTable
  private var names: [(word: String, code: Int32)]
  private let values: UnsafeMutablePointer<cb_json_value>
  private let inner: UnsafeMutablePointer<cb_json_value>
  private var ends = Memory<UInt32>()
  /// Where the ids stand: two marks a row.
  private let marks: UnsafeMutablePointer<UInt32>
  private let odd: UnsafeMutablePointer<UInt8>
  /// The rows of the batch: where their lines begin and end, and the place of the line in the chunk.
  private var rows: [(start: Int, end: Int, line: Int)] = []

  init(_ plan: LinePlan, _ decider: RowDecider, identifier: Int?) {
    self.plan = plan
    self.decider = decider
    self.identifier = identifier
    batch = decider.batch
    keys = plan.candidate.keys
    names = plan.candidate.names
    var most = 1
    for field in plan.candidate.fields {
      if case .list(let shape) = field.kind { most = max(most, shape.fields.count) }
    }
    values = .allocate(capacity: plan.candidate.fields.count + 1)
    inner = .allocate(capacity: most)
    marks = .allocate(capacity: batch.capacity * 2)
    odd = .allocate(capacity: batch.capacity)
    odd.initialize(repeating: 0, count: batch.capacity)
  }

  deinit {
    values.deallocate()
    inner.deallocate()
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
      marks[place * 2] = .max
      marks[place * 2 + 1] = 0
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
      bytes, start, end, keys.table, values, fields.count, &unknown)
    if past == 0 {
      if unknown.length > 0 { learn(bytes + Int(unknown.start), Int(unknown.length)) }
      return false
    }
    guard cb_json_is_end(bytes, past, end) else { return false }
    for index in 0..<fields.count where values[index].kind != CB_JSON_NONE {
      if !read(values[index], as: fields[index], bytes, at: row) { return false }
    }
    if let identifier {
      let value = values[identifier]
      if value.kind == CB_JSON_TEXT || value.kind == CB_JSON_FIGURE {
        marks[row * 2] = value.start &- 1
        marks[row * 2 + 1] = value.start + value.length
      }
    }
    return true
  }

  private func read(
    _ value: cb_json_value, as field: LinePlan.Field, _ bytes: UnsafeMutablePointer<UInt8>,
    at place: Int
  ) -> Bool {
    let text = bytes + Int(value.start)
    let length = Int(value.length)
    switch value.kind {
    case CB_JSON_NULL: return true
    case CB_JSON_TRUE, CB_JSON_FALSE:
      guard case .flag = field.kind else { return false }
      if field.column >= 0 {
        let isTrue = value.kind == CB_JSON_TRUE
        batch.set(code: isTrue ? ColumnCode.yes : ColumnCode.no, field.column, at: place)
      }
      return true
    case CB_JSON_FIGURE:
      switch field.kind {
      case .figure(let figure, isDate: false): return read(text, length, figure, field, at: place)
      case .text: return field.isIdentifier
      default: return false
      }
    case CB_JSON_TEXT:
      switch field.kind {
      case .text: return true
      case .flag(let words), .words(let words), .namedText(let words):
        let code = cb_word_code(text, length, words)
        if code <= 0 { return false }
        if field.column >= 0 { batch.set(number: Int64(code), field.column, at: place) }
        return true
      case .figure(let figure, _):
        return length > 0 && read(text, length, figure, field, at: place)
      case .list, .clauses, .other: return false
      }
    case CB_JSON_LIST: return readList(text, length, as: field)
    default: return false
    }
  }

  private func read(
    _ text: UnsafePointer<UInt8>, _ length: Int, _ figure: UnsafePointer<cb_figure>,
    _ field: LinePlan.Field, at place: Int
  ) -> Bool {
    var number: Int64 = 0
    guard cb_figure_value(text, length, figure, &number), number != figure.pointee.absent else {
      return false
    }
    if field.column >= 0 { batch.set(number: number, field.column, at: place) }
    return true
  }

  /// Reads a list of the row appended last.
  private func readList(
    _ bytes: UnsafeMutablePointer<UInt8>, _ length: Int, as field: LinePlan.Field
  ) -> Bool {
    var isEnd = false
    var position = cb_json_next(bytes, 1, length, &isEnd)
    switch field.kind {
    case .clauses: return isEnd
    case .list(let shape):
      if field.domain >= 0 { batch.give(list: field.domain) }
      while !isEnd {
        position = readElement(bytes, position, length, shape, field.domain)
        if position == 0 { return false }
        position = cb_json_next(bytes, position, length, &isEnd)
        if isEnd { break }
        guard position < length, bytes[position] == UInt8(ascii: ",") else { return false }
        position = cb_json_next(bytes, position + 1, length, &isEnd)
        if isEnd { return false }
      }
      return position + 1 == length
    default: return false
    }
  }

  /// Past an element of a list; 0 where the reference reader has to look.
  private func readElement(
    _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int, _ shape: LinePlan.Shape,
    _ domain: Int
  ) -> Int {
    var unknown = cb_json_value()
    let past = cb_json_object(
      bytes, start, end, shape.keys.table, inner, shape.fields.count, &unknown)
    if past == 0 { return 0 }
    let place = domain >= 0 ? batch.appendElement(of: domain) : -1
    for index in 0..<shape.fields.count where inner[index].kind != CB_JSON_NONE {
      if inner[index].kind == CB_JSON_LIST { return 0 }
      if !read(inner[index], as: shape.fields[index], bytes, at: place) { return 0 }
    }
    return past
  }

  /// A key of no field was met, about which the reference reader warns once. From now on it is passed
  /// over, unless it could be another way to write a field's name.
  private func learn(_ key: UnsafePointer<UInt8>, _ length: Int) {
    guard names.count - plan.candidate.names.count < 64, length <= 64,
      !cb_may_equal_other(key, length)
    else { return }
    let word = String(decoding: UnsafeBufferPointer(start: key, count: length), as: UTF8.self)
    if word == "events" || word == "事件" { return }
    let passed = names.count - plan.candidate.names.count
    names.append((word, Int32(plan.candidate.fields.count + passed)))
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
        row: firstNumber + row)
      run = row + 1
    }
    emit(chunk, run..<rows.count, firstNumber)
  }

  private func emit(_ chunk: Chunk, _ range: Range<Int>, _ firstNumber: Int) {
    if range.isEmpty { return }
    let length = rows[range.upperBound - 1].end - rows[range.lowerBound].start
    decider.write(
      chunk, cells: marks, stride: 2, range, length: length * 2, firstNumber: firstNumber)
    guard chunk.ids.isOpen else { return }
    for row in range {
      let start = Int(marks[row * 2] &+ 1)
      let id = chunk.bytes + start
      let count = Int(marks[row * 2 + 1]) - start
      if cb_is_blank(id, count) {
        chunk.ids.add("\(firstNumber + row)", line: chunk.line + rows[row].line)
      } else {
        chunk.ids.add(id, count, line: chunk.line + rows[row].line)
      }
    }
  }
}
