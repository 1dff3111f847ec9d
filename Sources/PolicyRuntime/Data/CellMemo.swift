internal import PolicyLang

/// What cells of a column were read as, by their bytes: levels, choices, judgements and lists repeat
/// from row to row, and the same bytes always mean the same.
///
/// Bounded: of a column whose cells never repeat only the first few are kept.
struct CellMemo: Sendable {
  /// How many different cells of a column are kept.
  private static let most = 1024
  /// Longer cells are not kept.
  private static let longest = 512
  private static let slots = 2048

  private struct Entry: Sendable {
    let bytes: [UInt8]
    let value: Value
  }

  private struct Column: Sendable {
    var entries: [Entry] = []
    /// Positions in `entries`, by hash; negative where free.
    var places = [Int16](repeating: -1, count: CellMemo.slots)
  }

  private var columns: [Column?] = []

  /// Whether reading a cell of the type costs more than looking it up.
  static func isWorthKeeping(_ type: IRType) -> Bool {
    switch type {
    case .boolean, .enumeration, .set, .judgement, .list, .record, .clauses: true
    case .number, .money, .share, .date, .calendarYear, .monthDay, .text, .option, .error: false
    }
  }

  func value(of cell: ArraySlice<UInt8>, in column: Int) -> Value? {
    guard column < columns.count, let known = columns[column], !known.entries.isEmpty,
      cell.count <= CellMemo.longest
    else { return nil }
    var slot = CellMemo.slot(cell)
    while true {
      let place = Int(known.places[slot])
      if place < 0 { return nil }
      if known.entries[place].bytes.elementsEqual(cell) { return known.entries[place].value }
      slot = (slot + 1) & (CellMemo.slots - 1)
    }
  }

  /// Keeps what a cell was read as; the caller has found that it is not known yet.
  mutating func keep(_ value: Value, of cell: ArraySlice<UInt8>, in column: Int) {
    if cell.isEmpty || cell.count > CellMemo.longest { return }
    while columns.count <= column { columns.append(nil) }
    var known = columns[column] ?? Column()
    if known.entries.count >= CellMemo.most { return }
    columns[column] = nil
    var slot = CellMemo.slot(cell)
    while known.places[slot] >= 0 { slot = (slot + 1) & (CellMemo.slots - 1) }
    known.places[slot] = Int16(known.entries.count)
    known.entries.append(Entry(bytes: Array(cell), value: value))
    columns[column] = known
  }

  private static func slot(_ cell: ArraySlice<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in cell { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(truncatingIfNeeded: hash ^ hash >> 15) & (slots - 1)
  }
}
