internal import CScan
internal import PolicyLang

/// Ids that stand more than once in a file of candidates. They are looked for among the first million
/// rows: beyond that memory would grow with the file, and a note says so.
///
/// Ids are noted as they come and compared at the end: where they ascend, as they do in most exports,
/// one look at each is enough, and only else are they put into a table.
final class DuplicateIDs {
  private let rowLimit: Int
  /// Ids longer than usual end the search earlier.
  private static let byteLimit = 24 << 20
  private static let shownIDs = 5
  private static let shownLines = 5

  private var log = IDLog()
  /// What was found in the rows looked at, once no more are taken.
  private var early: (shown: [Found], isCut: Bool)?
  private var looked = 0
  /// How many rows were looked at, where there are more.
  private(set) var limit: Int?

  private struct Found {
    let id: String
    var lines: [UInt64]
    var isCut = false
  }

  init(rowLimit: Int = 1_000_000) { self.rowLimit = rowLimit }

  deinit { log.deallocate() }

  /// Whether further ids are of interest.
  var isOpen: Bool { log.isOpen }

  func add(_ id: String, line: Int) {
    if !log.isOpen { return noteMore() }
    log.add(id, line: line)
    closeIfFull()
  }

  /// - Parameter rows: how many rows the log stands for, noted or not.
  func add(_ other: IDLog, rows: Int) {
    if !log.isOpen {
      if rows > 0 { noteMore() }
      return
    }
    log.append(other)
    closeIfFull()
  }

  private func closeIfFull() {
    guard log.count >= rowLimit || log.size > DuplicateIDs.byteLimit else { return }
    early = find()
    looked = log.count
    log.deallocate()
    log.isOpen = false
  }

  private func noteMore() { limit = looked }

  /// Calls `body` with every id in order: its text, its line, and where its note begins.
  private func each(_ body: (_ id: UnsafeBufferPointer<UInt8>, _ line: UInt64, _ note: Int) -> Void)
  {
    guard let start = log.bytes else { return }
    var note = UnsafePointer(start)
    for _ in 0..<log.count {
      var id: UnsafePointer<UInt8>?
      var length = 0
      var line: UInt64 = 0
      let next = cb_read_id(note, &id, &length, &line)
      body(UnsafeBufferPointer(start: id, count: length), line, note - UnsafePointer(start))
      guard let next else { return }
      note = next
    }
  }

  private var ascends: Bool {
    var result = true
    var last = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var isFirst = true
    each { id, _, _ in
      if !isFirst, !DuplicateIDs.isBelow(last, id) { result = false }
      isFirst = false
      last = id
    }
    return result
  }

  /// Shorter ids first, then by their bytes.
  private static func isBelow(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if a.count != b.count { return a.count < b.count }
    for index in a.indices where a[index] != b[index] { return a[index] < b[index] }
    return false
  }

  /// Ids that stand several times, the first few of them in the order in which that shows.
  private func find() -> (shown: [Found], isCut: Bool) {
    var found: [Found] = []
    var isCut = false
    guard log.count > 1, !ascends, let start = log.bytes else { return ([], false) }
    var size = 16
    while size < log.count * 2 { size *= 2 }
    // Half of a hash and, beyond zero, the place of the note.
    var slots = [UInt64](repeating: 0, count: size)
    each { id, line, note in
      let hash = cb_hash(id.baseAddress, id.count)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] != 0 {
        if slots[slot] >> 32 == hash >> 32 {
          var other: UnsafePointer<UInt8>?
          var length = 0
          var first: UInt64 = 0
          _ = cb_read_id(start + Int(slots[slot] & 0xFFFF_FFFF) - 1, &other, &length, &first)
          if UnsafeBufferPointer(start: other, count: length).elementsEqual(id) {
            let text = String(decoding: id, as: UTF8.self)
            if let index = found.firstIndex(where: { $0.id == text }) {
              if found[index].lines.count < DuplicateIDs.shownLines {
                found[index].lines.append(line)
              } else {
                found[index].isCut = true
              }
            } else if found.count < DuplicateIDs.shownIDs {
              found.append(Found(id: text, lines: [first, line]))
            } else {
              isCut = true
            }
            return
          }
        }
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(note + 1)
    }
    return (found, isCut)
  }

  /// One warning for all of them.
  var warning: Diagnostic? {
    let (found, isCut) = early ?? find()
    if found.isEmpty { return nil }
    return Diagnostic(
      .duplicateIDs, at: nil,
      [
        LocalText(
          zh: found.map { "\(visible($0.id))（第 \(lines($0, "、"))行）" }
            .joined(separator: "、") + (isCut ? "，还有更多" : ""),
          en: found.map { "`\(visible($0.id))` (lines \(lines($0, ", ")))" }
            .joined(separator: ", ") + (isCut ? " and more" : ""))
      ])
  }

  /// Says among how many rows ids were looked for, where there are more.
  var note: LocalText? {
    limit.map {
      LocalText(
        zh: "编号重复只在前 \($0) 行里查过", en: "duplicate ids were looked for in the first \($0) rows")
    }
  }

  private func lines(_ item: Found, _ separator: String) -> String {
    let list = item.lines.map { "\($0)" }.joined(separator: separator)
    let space = separator == "、" ? " " : ""
    return list + (item.isCut ? "…" : "") + space
  }
}
