/// The text of one file as it was read: UTF-8 bytes, a name for messages, and where its lines start.
public struct SourceFile: Sendable {
  /// The path or other name under which messages mention the file.
  public let name: String
  /// Valid UTF-8 without a byte order mark.
  public let bytes: [UInt8]
  /// The offset of the first byte of each line; line 0 starts at 0.
  public let lineStarts: [UInt32]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts: [UInt32] = [0]
    for index in bytes.indices where bytes[index] == 0x0A { starts.append(UInt32(index + 1)) }
    self.lineStarts = starts
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The zero-based line that holds `offset`.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The bytes of one line without its line break.
  public func bytesOfLine(_ line: Int) -> ArraySlice<UInt8> {
    let start = Int(lineStarts[line])
    var end = line + 1 < lineStarts.count ? Int(lineStarts[line + 1]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }

  /// The text of a span of this file.
  public func text(_ span: SourceSpan) -> String {
    let start = min(span.lowerBound, bytes.count)
    let end = min(max(start, span.upperBound), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The one-based line and column of an offset; columns count characters (grapheme clusters).
  public func position(at offset: Int) -> (line: Int, column: Int) {
    let line = line(at: offset)
    let start = Int(lineStarts[line])
    let end = max(start, min(offset, bytes.count))
    return (line + 1, String(decoding: bytes[start..<end], as: UTF8.self).count + 1)
  }
}

/// All files of one compilation, in the order in which they were read.
public struct SourceMap: Sendable {
  public private(set) var files: [SourceFile] = []

  public init() {}

  public mutating func add(_ file: SourceFile) -> FileID {
    files.append(file)
    return FileID(UInt16(clamping: files.count - 1))
  }

  /// Puts another text in the place of one that was added.
  mutating func replace(_ id: FileID, by file: SourceFile) {
    if files.indices.contains(Int(id.raw)) { files[Int(id.raw)] = file }
  }

  public subscript(id: FileID) -> SourceFile { files[Int(id.raw)] }

  public func text(_ span: SourceSpan) -> String { self[span.file].text(span) }
}
