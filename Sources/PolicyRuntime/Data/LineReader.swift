/// Splits text into lines while the bytes arrive; LF and CRLF end a line, blank lines are passed over.
///
/// Holds one line at a time. A line over the limit is reported and passed over.
public struct LineReader: Sendable {
  public enum Step: Hashable, Sendable {
    /// A line stands ready in `bytes`.
    case line
    /// The line is larger than a record may be.
    case tooLarge
    case needsInput
    case end
  }

  private var input = ByteFeed()
  private var physicalLine = 0
  private var isLineDone = true
  private var isTooLarge = false
  private var hasContent = false

  /// The bytes of the current line without its end.
  public private(set) var bytes: [UInt8] = []
  /// The number of the current line, from 1.
  public private(set) var line = 0

  public init() {}

  public mutating func feed(_ bytes: [UInt8]) { input.feed(bytes) }
  public mutating func finish() { input.finish() }

  /// Begins a line in the middle of a file, numbered from 1.
  mutating func beginInside(line: Int) {
    input.beginInside()
    isLineDone = true
    physicalLine = line - 1
  }

  /// How many bytes of the last chunk have not been read yet.
  var unread: Int { input.chunk.count - input.position }
  /// The number of the next line.
  var nextLine: Int { physicalLine + 1 }

  public mutating func next() -> Step {
    if isLineDone { start() }
    while input.position < input.chunk.count {
      var end = input.position
      while end < input.chunk.count, input.chunk[end] != Ascii.lineFeed {
        if !Ascii.isBlank(input.chunk[end]) { hasContent = true }
        end += 1
      }
      keep(input.position..<end)
      input.position = end
      guard end < input.chunk.count else { break }
      input.position += 1
      physicalLine += 1
      if let step = completed() { return step }
      start()
    }
    guard input.isFinished else { return .needsInput }
    if bytes.isEmpty && !isTooLarge { return .end }
    physicalLine += 1
    return completed() ?? .end
  }

  private mutating func start() {
    bytes.removeAll(keepingCapacity: true)
    isLineDone = false
    isTooLarge = false
    hasContent = false
  }

  private mutating func keep(_ range: Range<Int>) {
    if isTooLarge || bytes.count + range.count > CSVReader.recordLimit {
      isTooLarge = true
      bytes.removeAll(keepingCapacity: false)
    } else {
      bytes.append(contentsOf: input.chunk[range])
    }
  }

  /// `nil` for a blank line.
  private mutating func completed() -> Step? {
    isLineDone = true
    line = physicalLine
    if isTooLarge { return .tooLarge }
    return hasContent ? .line : nil
  }
}

/// The bytes that structure data files.
enum Ascii {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let quote: UInt8 = 0x22
  static let comma: UInt8 = 0x2C
  static let zero: UInt8 = 0x30
  static let nine: UInt8 = 0x39

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte <= nine }
}
