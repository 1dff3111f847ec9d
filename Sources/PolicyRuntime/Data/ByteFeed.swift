/// Bytes that arrive in chunks, with a byte order mark at the very start taken off.
///
/// Holds one chunk at a time, so memory does not grow with the file.
struct ByteFeed: Sendable {
  private(set) var chunk: [UInt8] = []
  /// The next byte of `chunk` to read.
  var position = 0
  private(set) var isFinished = false
  /// The first bytes, until it is clear whether they are a byte order mark.
  private var opening: [UInt8]? = []

  /// Takes the next chunk; the one before must have been read to its end.
  mutating func feed(_ bytes: [UInt8]) {
    guard var held = opening else {
      chunk = bytes
      position = 0
      return
    }
    held += bytes
    opening = held
    if held.count >= 3 { open(held) }
  }

  /// What comes is not the start of a file, so that no byte order mark is looked for.
  mutating func beginInside() { opening = nil }

  /// No further chunk will come.
  mutating func finish() {
    isFinished = true
    if let held = opening { open(held) }
  }

  private mutating func open(_ held: [UInt8]) {
    opening = nil
    chunk = held
    position = held.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
