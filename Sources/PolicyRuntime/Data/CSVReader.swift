public import PolicyLang

/// Splits CSV into records while the bytes arrive (RFC 4180; LF, CRLF and CR end a line).
///
/// Feed chunks and call `next()` until it asks for more. One record is held at a time: its cells, with
/// quotes taken off, stand one after the other in one reused buffer. A line without any byte is no
/// record. Whatever cannot be read is a rejected record and never lost; reading goes on at the next
/// line, or at the closing quote of a cell that is too large.
public struct CSVReader: Sendable {
  /// The largest cell, in bytes.
  public static let cellLimit = 1 << 20
  /// The largest record, in bytes.
  public static let recordLimit = 16 << 20

  public enum Step: Hashable, Sendable {
    /// A record stands ready in `cell(_:)`.
    case record
    /// The record that starts on `line` cannot be read.
    case reject(DiagnosticKind)
    /// Everything fed so far has been read.
    case needsInput
    /// Everything has been read and nothing will come.
    case end
  }

  private enum State: Sendable {
    case recordStart, cellStart, plain, quoted, quoteInQuoted
    /// The record is broken; what follows up to the end of the line belongs to it.
    case skipping
  }

  private var input = ByteFeed()
  private var state = State.recordStart
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var problem: DiagnosticKind?
  /// A CR was just read, so a LF belongs to the same line end.
  private var afterReturn = false
  private var physicalLine = 1
  private var isRecordDone = false

  /// The physical line on which the current record starts, from 1.
  public private(set) var line = 1

  public init() {}

  public mutating func feed(_ bytes: [UInt8]) { input.feed(bytes) }
  public mutating func finish() { input.finish() }

  /// Begins a record in the middle of a file, on a line counted from 1.
  mutating func beginInside(line: Int) {
    input.beginInside()
    state = .recordStart
    isRecordDone = true
    afterReturn = false
    physicalLine = line
  }

  /// How many bytes of the last chunk have not been read yet.
  var unread: Int { input.chunk.count - input.position }
  /// Whether the last byte read was a carriage return, to which a line feed belongs.
  var isAfterReturn: Bool { afterReturn }
  /// The line on which the next record would start.
  var nextLine: Int { physicalLine }

  public var cellCount: Int { ends.count }

  /// The bytes of one cell of the current record, quotes taken off.
  public func cell(_ index: Int) -> ArraySlice<UInt8> {
    guard ends.indices.contains(index) else { return [] }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// All cells of the current record, joined.
  var recordBytes: [UInt8] { bytes }

  public mutating func next() -> Step {
    if isRecordDone {
      isRecordDone = false
      bytes.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      problem = nil
    }
    while input.position < input.chunk.count {
      if let step = readOn() { return step }
    }
    guard input.isFinished else { return .needsInput }
    return finishLast()
  }

  /// Reads one run of bytes or one mark; returns when a record is complete.
  private mutating func readOn() -> Step? {
    let byte = input.chunk[input.position]
    if afterReturn {
      afterReturn = false
      if byte == Ascii.lineFeed {
        input.position += 1
        return nil
      }
    }
    switch state {
    case .recordStart:
      line = physicalLine
      if byte == Ascii.lineFeed || byte == Ascii.carriageReturn {
        passLineEnd(byte)
      } else {
        state = .cellStart
      }
      return nil
    case .cellStart:
      if byte == Ascii.quote {
        input.position += 1
        state = .quoted
        return nil
      }
      state = .plain
      return nil
    case .plain: return readPlain()
    case .quoted:
      readQuoted()
      return nil
    case .quoteInQuoted: return readAfterQuote(byte)
    case .skipping:
      input.position += 1
      guard byte == Ascii.lineFeed || byte == Ascii.carriageReturn else { return nil }
      input.position -= 1
      return endRecord(byte)
    }
  }

  private mutating func readPlain() -> Step? {
    var end = input.position
    while end < input.chunk.count {
      let byte = input.chunk[end]
      if byte == Ascii.comma || byte == Ascii.lineFeed || byte == Ascii.carriageReturn
        || byte == Ascii.quote
      {
        break
      }
      end += 1
    }
    keep(input.position..<end)
    input.position = end
    guard end < input.chunk.count else { return nil }
    return endCell(input.chunk[end])
  }

  private mutating func readQuoted() {
    var end = input.position
    while end < input.chunk.count, input.chunk[end] != Ascii.quote {
      if input.chunk[end] == Ascii.lineFeed { physicalLine += 1 }
      end += 1
    }
    keep(input.position..<end)
    input.position = end
    guard end < input.chunk.count else { return }
    input.position += 1
    state = .quoteInQuoted
  }

  private mutating func readAfterQuote(_ byte: UInt8) -> Step? {
    if byte == Ascii.quote {
      keep(input.position..<input.position + 1)
      input.position += 1
      state = .quoted
      return nil
    }
    guard byte == Ascii.comma || byte == Ascii.lineFeed || byte == Ascii.carriageReturn else {
      fail(.textAfterQuote)
      state = .skipping
      return nil
    }
    return endCell(byte)
  }

  /// At the mark that ends a cell: a comma, a line end, or a quote where none may stand.
  private mutating func endCell(_ mark: UInt8) -> Step? {
    if mark == Ascii.quote {
      fail(.strayQuote)
      state = .skipping
      return nil
    }
    ends.append(bytes.count)
    guard mark == Ascii.comma else { return endRecord(mark) }
    input.position += 1
    state = .cellStart
    return nil
  }

  private mutating func endRecord(_ mark: UInt8) -> Step {
    passLineEnd(mark)
    return completed()
  }

  private mutating func passLineEnd(_ mark: UInt8) {
    input.position += 1
    afterReturn = mark == Ascii.carriageReturn
    physicalLine += 1
  }

  private mutating func completed() -> Step {
    state = .recordStart
    isRecordDone = true
    if let problem { return .reject(problem) }
    return .record
  }

  private mutating func finishLast() -> Step {
    switch state {
    case .recordStart: return .end
    case .quoted:
      fail(.unclosedQuote)
    case .cellStart, .plain, .quoteInQuoted: ends.append(bytes.count)
    case .skipping: break
    }
    return completed()
  }

  /// Adds a run of the chunk to the current cell unless the record is already broken.
  private mutating func keep(_ range: Range<Int>) {
    guard problem == nil else { return }
    let cellSize = bytes.count - (ends.last ?? 0) + range.count
    if cellSize > CSVReader.cellLimit { return fail(.cellTooLarge) }
    if bytes.count + range.count > CSVReader.recordLimit { return fail(.recordTooLarge) }
    bytes.append(contentsOf: input.chunk[range])
  }

  private mutating func fail(_ kind: DiagnosticKind) {
    if problem == nil { problem = kind }
    bytes.removeAll(keepingCapacity: false)
    ends.removeAll(keepingCapacity: true)
  }
}
