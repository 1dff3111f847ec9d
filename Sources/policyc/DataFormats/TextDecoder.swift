/// The encodings that a data file may have.
enum TextEncoding: String, CaseIterable {
  case utf8 = "utf-8"
  case gb18030 = "gb18030"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// By the names in use: `GBK`, `gb2312`, `cp936`, `UTF8` …
  init?(name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8", "utf-8-sig": self = .utf8
    case "gb18030", "gb-18030", "gbk", "gb2312", "cp936", "936": self = .gb18030
    case "utf-16", "utf16", "utf-16le", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf-16be", "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }
}

/// Turns the bytes of a data file into UTF-8 while they arrive, finding out the encoding when none is
/// named.
///
/// ASCII means the same in UTF-8 and GB 18030, so the question is left open until the first other byte.
struct TextDecoder {
  private var encoding: TextEncoding?
  private var gb18030 = GB18030Decoder()
  private var utf16 = UTF16Decoder()
  private var isFirst = true

  init(encoding: TextEncoding?) { self.encoding = encoding }

  /// Whether the bytes are known to come through as they are.
  var isPlain: Bool { encoding == .utf8 }

  mutating func decode(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    if isFirst, !bytes.isEmpty {
      isFirst = false
      if encoding == nil, let marked = TextDecoder.byMark(bytes) { encoding = marked }
    }
    if encoding == nil, bytes.contains(where: { $0 >= 0x80 }) {
      encoding = TextDecoder.detect(bytes)
    }
    switch encoding {
    case nil, .utf8: return bytes
    case .gb18030: return gb18030.decode(bytes, isLast: isLast)
    case .utf16LittleEndian:
      return utf16.decode(bytes, isLittleEndian: true, isLast: isLast)
    case .utf16BigEndian:
      return utf16.decode(bytes, isLittleEndian: false, isLast: isLast)
    }
  }

  /// What the first bytes of a file look like, whatever they are said to be; `nil` where they tell
  /// nothing, as ASCII does.
  static func likely(_ bytes: [UInt8]) -> TextEncoding? {
    if let marked = byMark(bytes) { return marked }
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    let (whole, broken) = sequences(bytes)
    if broken == 0 || whole > broken { return .utf8 }
    return GB18030Decoder.isValid(bytes) ? .gb18030 : nil
  }

  private static func byMark(_ bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    return nil
  }

  /// GB 18030 where the bytes are that and not UTF-8. A UTF-8 file with a few broken bytes stays UTF-8:
  /// most of its characters still are whole.
  private static func detect(_ bytes: [UInt8]) -> TextEncoding {
    let (whole, broken) = sequences(bytes)
    if broken == 0 || whole > broken { return .utf8 }
    return GB18030Decoder.isValid(bytes) ? .gb18030 : .utf8
  }

  /// How many bytes beyond ASCII belong to whole UTF-8 characters, and how many do not. One that the end
  /// cuts off counts as neither.
  private static func sequences(_ bytes: [UInt8]) -> (whole: Int, broken: Int) {
    var whole = 0
    var broken = 0
    var position = 0
    while position < bytes.count {
      let lead = bytes[position]
      let length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      if length == 1 {
        position += 1
        continue
      }
      var end = position + 1
      while end < bytes.count, end < position + length, bytes[end] & 0xC0 == 0x80 { end += 1 }
      if length > 0, end == position + length {
        whole += length
        position = end
      } else if end == bytes.count, length > 0 {
        position = end
      } else {
        broken += 1
        position += 1
      }
    }
    return (whole, broken)
  }
}

/// Turns UTF-16, which Excel calls “Unicode text”, into UTF-8.
struct UTF16Decoder {
  private var held: [UInt8] = []

  mutating func decode(_ bytes: [UInt8], isLittleEndian: Bool, isLast: Bool) -> [UInt8] {
    let input = held + bytes
    var units: [UInt16] = []
    units.reserveCapacity(input.count / 2)
    var position = 0
    while position + 1 < input.count {
      let first = UInt16(input[position])
      let second = UInt16(input[position + 1])
      units.append(isLittleEndian ? second << 8 | first : first << 8 | second)
      position += 2
    }
    // A pair of surrogates must not be cut.
    if !isLast, let last = units.last, (0xD800..<0xDC00).contains(last) {
      units.removeLast()
      position -= 2
    }
    held = Array(input[position...])
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
