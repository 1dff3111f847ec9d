public import PolicyLang

/// Why a text is not JSON.
public struct JSONError: Error, Hashable, Sendable {
  public let kind: DiagnosticKind
  public let arguments: [LocalText]
  init(_ kind: DiagnosticKind, _ arguments: [LocalText]) {
    self.kind = kind
    self.arguments = arguments
  }
}

/// Reads one JSON text (RFC 8259), strictly: no comments, no trailing commas, no key twice.
///
/// Depth is bounded, so no input can exhaust the stack; numbers are kept as text.
public struct JSONReader {
  /// How deep arrays and objects may nest.
  public static let maximumDepth = 64

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value of a whole text.
  public static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes)
    reader.skipBlanks()
    let value = try reader.value()
    reader.skipBlanks()
    if reader.position < bytes.count {
      throw reader.expected(LocalText(zh: "行尾", en: "the end of the line"))
    }
    return value
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, Ascii.isBlank(byte) { position += 1 }
  }

  private func expected(_ what: LocalText) -> JSONError {
    JSONError(.jsonSyntax, [LocalText("\(position + 1)"), what])
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    switch next {
    case UInt8(ascii: "{"): return try nested { (reader) throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    guard depth < JSONReader.maximumDepth else {
      throw JSONError(.jsonTooDeep, [LocalText("\(JSONReader.maximumDepth)")])
    }
    depth += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    let spelling = Array("\(word)".utf8)
    guard bytes[position...].starts(with: spelling) else {
      throw expected(LocalText(zh: "一个值", en: "a value"))
    }
    position += spelling.count
    return value
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      skipBlanks()
      elements.append(try value())
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(Ascii.comma) else {
        throw expected(LocalText(zh: "逗号或 ]", en: "a comma or ]"))
      }
    }
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    position += 1
    var members: [JSONMember] = []
    var keys = Set<String>()
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      guard next == Ascii.quote else {
        throw expected(LocalText(zh: "加引号的键", en: "a key in quotation marks"))
      }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw JSONError(.jsonDuplicateKey, [LocalText(key)])
      }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else {
        throw expected(LocalText(zh: "冒号", en: "a colon"))
      }
      skipBlanks()
      members.append(JSONMember(key, try value()))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(Ascii.comma) else {
        throw expected(LocalText(zh: "逗号或 }", en: "a comma or }"))
      }
    }
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let first = next
    var isValid = skipDigits() > 0
    if first == Ascii.zero, position - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
      isValid = false
    }
    if isValid, take(UInt8(ascii: ".")) { isValid = skipDigits() > 0 }
    if isValid, next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      isValid = skipDigits() > 0
    }
    guard isValid else {
      position = start
      throw expected(LocalText(zh: "一个值", en: "a value"))
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = next, Ascii.isDigit(byte) { position += 1 }
    return position - start
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    var text: [UInt8] = []
    var start = position
    while let byte = next {
      switch byte {
      case Ascii.quote:
        text += bytes[start..<position]
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[start..<position]
        position += 1
        text += try escape()
        start = position
      case 0..<0x20:
        throw expected(LocalText(zh: "转义的控制字符", en: "an escape instead of a control character"))
      default: position += 1
      }
    }
    throw expected(LocalText(zh: "后引号", en: "a closing quotation mark"))
  }

  private mutating func escape() throws(JSONError) -> [UInt8] {
    let byte = next
    position += 1
    switch byte {
    case Ascii.quote, UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte ?? 0]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try unicodeEscape()).utf8)
    default:
      position -= 1
      throw expected(LocalText(zh: "\\n、\\\" 之类的转义", en: "an escape such as \\n or \\\""))
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Character {
    let first = try fourHexDigits()
    if (0xD800...0xDBFF).contains(first) {
      if take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
        let second = try fourHexDigits()
        if (0xDC00...0xDFFF).contains(second),
          let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
          return Character(scalar)
        }
      }
      throw expected(LocalText(zh: "代理对的后一半", en: "the second half of a surrogate pair"))
    }
    guard let scalar = Unicode.Scalar(first) else {
      throw expected(LocalText(zh: "成对的代理", en: "a surrogate pair"))
    }
    return Character(scalar)
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = hexValue(byte) else {
        throw expected(LocalText(zh: "四位十六进制数字", en: "four hexadecimal digits"))
      }
      value = value << 4 + digit
      position += 1
    }
    return value
  }

  private func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x37
    default: nil
    }
  }
}
