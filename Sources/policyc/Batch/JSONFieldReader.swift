internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Reads values of JSON objects into the columns of a batch, lists of records included.
final class JSONFieldReader {
  private let batch: ColumnBatch
  /// The values of an element of a list.
  private let inner: UnsafeMutablePointer<cb_json_value>

  init(_ plan: LinePlan, _ batch: ColumnBatch) {
    self.batch = batch
    var most = 1
    for field in plan.candidate.fields {
      if let shape = field.elements { most = max(most, shape.fields.count) }
    }
    inner = .allocate(capacity: most)
  }

  deinit { inner.deallocate() }

  /// Reads the value of a field of the record at `place`; `false` where the reference reader has to look.
  func read(
    _ value: cb_json_value, as field: LinePlan.Field, _ bytes: UnsafeMutablePointer<UInt8>,
    at place: Int
  ) -> Bool {
    let text = bytes + Int(value.start)
    let length = Int(value.length)
    switch value.kind {
    case CB_JSON_NULL: return true
    case CB_JSON_TRUE, CB_JSON_FALSE:
      guard field.kind == .flag else { return false }
      if field.column >= 0 {
        let isTrue = value.kind == CB_JSON_TRUE
        batch.set(code: isTrue ? ColumnCode.yes : ColumnCode.no, field.column, at: place)
      }
      return true
    case CB_JSON_FIGURE:
      switch field.kind {
      case .number: return read(text, length, field, at: place)
      case .text: return field.isIdentifier
      default: return false
      }
    case CB_JSON_TEXT:
      switch field.kind {
      case .text: return true
      case .flag, .words, .namedText:
        guard let words = field.words else { return false }
        let code = cb_word_code(text, length, words)
        if code <= 0 { return false }
        if field.column >= 0 { batch.set(number: Int64(code), field.column, at: place) }
        return true
      case .number, .date: return length > 0 && read(text, length, field, at: place)
      case .list, .clauses, .other: return false
      }
    case CB_JSON_LIST: return readList(text, length, as: field)
    default: return false
    }
  }

  private func read(
    _ text: UnsafePointer<UInt8>, _ length: Int, _ field: LinePlan.Field, at place: Int
  ) -> Bool {
    var number: Int64 = 0
    guard let figure = field.figure, cb_figure_value(text, length, figure, &number),
      number != figure.pointee.absent
    else {
      return false
    }
    if field.column >= 0 { batch.set(number: number, field.column, at: place) }
    return true
  }

  /// Reads a list of the row appended last; `false` where the reference reader has to look.
  func readList(
    _ bytes: UnsafeMutablePointer<UInt8>, _ length: Int, as field: LinePlan.Field
  ) -> Bool {
    var isEnd = false
    var position = cb_json_next(bytes, 1, length, &isEnd)
    switch field.kind {
    case .clauses: return isEnd
    case .list:
      guard let shape = field.elements else { return false }
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
}
