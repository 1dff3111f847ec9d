/// How the client counts characters within a line.
enum PositionEncoding: String {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The first of the client's choices that is known; UTF-16 where it names none.
  static func chosen(among names: [String]) -> PositionEncoding {
    for name in names {
      if let known = PositionEncoding(rawValue: name) { return known }
    }
    return .utf16
  }
}

/// A place as the protocol writes it; both numbers count from 0.
struct TextPosition: Hashable, Comparable {
  let line: Int
  let character: Int
  static func < (a: TextPosition, b: TextPosition) -> Bool {
    (a.line, a.character) < (b.line, b.character)
  }
}

/// Translates between places of the protocol and UTF-8 offsets of one text.
///
/// Lines end with LF, CR LF or CR. What lies outside the text is taken for the nearest place in it, and
/// a place inside a character for the start of that character.
struct PositionMap {
  let bytes: [UInt8]
  let encoding: PositionEncoding
  private let starts: [Int]

  init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let byte = buffer[index]
        index += 1
        if byte > 0x0D { continue }
        if byte == 0x0A {
          starts.append(index)
        } else if byte == 0x0D, index == buffer.count || buffer[index] != 0x0A {
          starts.append(index)
        }
      }
    }
    self.starts = starts
  }

  var lineCount: Int { starts.count }
  var end: TextPosition { position(of: bytes.count) }

  func offset(of position: TextPosition) -> Int {
    if position.line < 0 { return 0 }
    guard position.line < starts.count else { return bytes.count }
    var offset = starts[position.line]
    let end = endOfLine(position.line)
    var left = position.character
    while left > 0, offset < end {
      let width = width(at: offset)
      let units = units(of: width)
      if units > left { break }
      left -= units
      offset += width
    }
    return min(offset, end)
  }

  func position(of offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    var index = starts[low]
    var character = 0
    while index < offset {
      let width = width(at: index)
      if index + width > offset { break }
      character += units(of: width)
      index += width
    }
    return TextPosition(line: low, character: character)
  }

  /// How many units a piece of text is long.
  func length(_ range: Range<Int>) -> Int {
    var index = range.lowerBound
    var length = 0
    while index < min(range.upperBound, bytes.count) {
      let width = width(at: index)
      length += units(of: width)
      index += width
    }
    return length
  }

  /// The end of a line without its line break.
  func endOfLine(_ line: Int) -> Int {
    guard line + 1 < starts.count else { return bytes.count }
    var end = starts[line + 1]
    if end > starts[line], bytes[end - 1] == 0x0A { end -= 1 }
    if end > starts[line], bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  func startOfLine(_ line: Int) -> Int { starts[min(max(line, 0), starts.count - 1)] }

  private func width(at offset: Int) -> Int {
    switch bytes[offset] {
    case 0x00...0xBF: 1
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    default: 4
    }
  }

  private func units(of width: Int) -> Int {
    switch encoding {
    case .utf8: width
    case .utf16: width == 4 ? 2 : 1
    case .utf32: 1
    }
  }
}
