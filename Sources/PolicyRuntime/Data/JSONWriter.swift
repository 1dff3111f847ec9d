/// Writes JSON text piece by piece; keys keep the order in which they are given.
///
/// Commas are placed by the writer. Nothing is escaped that need not be, so Chinese stays readable.
public struct JSONWriter {
  public private(set) var text = ""
  private var needsComma = false
  private let indent: Bool
  private var depth = 0

  /// With `indented`, one value per line and two blanks per level, for people.
  public init(indented: Bool = false) { indent = indented }

  public mutating func beginObject() { open("{") }
  public mutating func endObject() { close("}") }
  public mutating func beginArray() { open("[") }
  public mutating func endArray() { close("]") }

  public mutating func key(_ name: String) {
    separate()
    quote(name)
    text += indent ? ": " : ":"
    needsComma = false
    followsKey = true
  }

  public mutating func string(_ value: String) {
    separate()
    quote(value)
    needsComma = true
  }

  /// Text that already is JSON: a number, `true`, `null`, or a whole value.
  public mutating func raw(_ json: String) {
    separate()
    text += json
    needsComma = true
  }

  public mutating func integer(_ value: Int) { raw("\(value)") }
  public mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }
  public mutating func null() { raw("null") }

  public mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// Any value that was read.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .number(let digits): raw(digits)
    case .string(let string): self.string(string)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }

  private var followsKey = false

  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if needsComma { text += "," }
    if depth > 0 { breakLine() }
  }

  private mutating func open(_ bracket: String) {
    separate()
    text += bracket
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: String) {
    depth -= 1
    if needsComma { breakLine() }
    text += bracket
    needsComma = true
  }

  private mutating func breakLine() {
    guard indent else { return }
    text += "\n"
    for _ in 0..<max(0, depth) { text += "  " }
  }

  private mutating func quote(_ value: String) {
    text += "\""
    text += JSONWriter.escaped(value)
    text += "\""
  }

  /// The inside of a JSON string.
  public static func escaped(_ value: String) -> String {
    if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) { return value }
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0..<0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
