internal import CScan

/// Ids in order, each with the line it stands on, one after the other in memory that is used again.
struct IDLog {
  private(set) var bytes: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  private(set) var size = 0
  /// How many ids there are.
  private(set) var count = 0
  /// Whether ids are noted at all.
  var isOpen = true

  mutating func add(_ id: UnsafePointer<UInt8>, _ length: Int, line: Int) {
    let place = reserve(length + 20)
    size += cb_note_id(place, id, length, UInt64(line)) - place
    count += 1
  }

  mutating func add(_ id: String, line: Int) {
    guard isOpen else { return }
    var id = id
    id.withUTF8 { utf8 in
      if let base = utf8.baseAddress {
        add(base, utf8.count, line: line)
      } else {
        withUnsafePointer(to: 0 as UInt8) { add($0, 0, line: line) }
      }
    }
  }

  /// Takes over what another one noted.
  mutating func append(_ other: IDLog) {
    guard let from = other.bytes, other.size > 0 else { return }
    reserve(other.size).update(from: from, count: other.size)
    size += other.size
    count += other.count
  }

  private mutating func reserve(_ room: Int) -> UnsafeMutablePointer<UInt8> {
    if let bytes, size + room <= capacity { return bytes + size }
    let larger = max(size + room, capacity + max(1 << 12, capacity / 2))
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    if let bytes {
      memory.update(from: bytes, count: size)
      bytes.deallocate()
    }
    bytes = memory
    capacity = larger
    return memory + size
  }

  mutating func clear() {
    size = 0
    count = 0
  }

  mutating func deallocate() {
    bytes?.deallocate()
    bytes = nil
    capacity = 0
    clear()
  }
}
