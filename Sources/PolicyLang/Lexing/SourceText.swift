/// Turns the bytes of a file into a `SourceFile`: drops a byte order mark and refuses invalid UTF-8.
public enum SourceText {
  /// The file, and where its text is not UTF-8; invalid bytes are replaced so that reading can go on.
  public static func read(
    name: String, bytes: [UInt8], id: FileID
  ) -> (file: SourceFile, diagnostics: [Diagnostic]) {
    var body = bytes[...]
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
    guard let bad = firstInvalidByte(body) else {
      return (SourceFile(name: name, bytes: Array(body)), [])
    }
    let repaired = Array(String(decoding: body, as: UTF8.self).utf8)
    let offset = bad - body.startIndex
    let span = SourceSpan(file: id, start: offset, end: offset + 3)
    return (
      SourceFile(name: name, bytes: repaired), [Diagnostic(.invalidUTF8, at: span, ["\(offset)"])]
    )
  }

  /// The index of the first byte that is not part of well-formed UTF-8.
  public static func firstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let (length, low, high): (Int, UInt8, UInt8) =
        switch first {
        case 0xC2...0xDF: (2, 0x80, 0xBF)
        case 0xE0: (3, 0xA0, 0xBF)
        case 0xED: (3, 0x80, 0x9F)
        case 0xE1...0xEF: (3, 0x80, 0xBF)
        case 0xF0: (4, 0x90, 0xBF)
        case 0xF1...0xF3: (4, 0x80, 0xBF)
        case 0xF4: (4, 0x80, 0x8F)
        default: (0, 0, 0)
        }
      guard length > 0, index + length <= bytes.endIndex, bytes[index + 1] >= low,
        bytes[index + 1] <= high
      else { return index }
      for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }
}

extension LocalText: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { self.init(value) }
}
