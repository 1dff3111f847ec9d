/// Appends the building blocks of the serialised form.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A count, an index or a code; never negative in a valid program.
  mutating func count(_ value: Int) { unsigned(UInt64(clamping: value)) }

  mutating func signed(_ value: Int64) {
    unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func raw(_ more: [UInt8]) { bytes += more }

  mutating func text(_ text: String) {
    let utf8 = Array(text.utf8)
    count(utf8.count)
    bytes += utf8
  }

  mutating func list<T>(_ elements: [T], _ write: (inout ByteWriter, T) -> Void) {
    count(elements.count)
    for element in elements { write(&self, element) }
  }

  mutating func optional<T>(_ value: T?, _ write: (inout ByteWriter, T) -> Void) {
    flag(value != nil)
    if let value { write(&self, value) }
  }

  mutating func rational(_ value: Rational) {
    signed(value.numerator)
    signed(value.denominator)
  }

  mutating func node(_ node: NodeID) { unsigned(UInt64(node.raw)) }
  mutating func nodes(_ nodes: [NodeID]) { list(nodes) { $0.node($1) } }
  mutating func optionalNode(_ node: NodeID?) { optional(node) { $0.node($1) } }
  mutating func texts(_ texts: [String]) { list(texts) { $0.text($1) } }

  mutating func label(_ label: IRLabel) {
    text(label.id)
    text(label.zh)
    text(label.en)
  }

  mutating func section(_ tag: IRFormat.Section, _ write: (inout ByteWriter) -> Void) {
    var content = ByteWriter()
    write(&content)
    count(tag.rawValue)
    count(content.bytes.count)
    bytes += content.bytes
  }
}
