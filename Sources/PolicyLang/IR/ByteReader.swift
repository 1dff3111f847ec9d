/// Takes the building blocks of the serialised form from bytes that nobody vouches for.
///
/// - Invariant: no count is believed that the bytes left could not hold, so memory stays within a
///   constant factor of the input.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private(set) var offset: Int
  private let end: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
    end = bytes.endIndex
  }

  var isAtEnd: Bool { offset == end }
  var malformed: IRLoadError { .malformed(at: offset) }

  mutating func byte() throws(IRLoadError) -> UInt8 {
    guard offset < end else { throw .truncated(at: offset) }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// A varint in its shortest form, so that equal programs have equal bytes.
  mutating func unsigned() throws(IRLoadError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      let byte = try byte()
      let part = UInt64(byte & 0x7F)
      if shift == 63, part > 1 { throw malformed }
      value |= part << shift
      if byte & 0x80 == 0 {
        if part == 0, shift > 0 { throw malformed }
        return value
      }
    }
    throw malformed
  }

  mutating func signed() throws(IRLoadError) -> Int64 {
    let folded = try unsigned()
    return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
  }

  /// An index or a code.
  mutating func index() throws(IRLoadError) -> Int {
    guard let value = Int32(exactly: try unsigned()) else { throw malformed }
    return Int(value)
  }

  mutating func integer() throws(IRLoadError) -> Int {
    guard let value = Int32(exactly: try signed()) else { throw malformed }
    return Int(value)
  }

  /// The number of elements that follow, each of at least one byte.
  mutating func count() throws(IRLoadError) -> Int {
    let value = try unsigned()
    guard value <= UInt64(end - offset) else { throw .truncated(at: offset) }
    return Int(value)
  }

  mutating func flag() throws(IRLoadError) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw malformed
    }
  }

  mutating func text() throws(IRLoadError) -> String {
    let length = try count()
    let slice = bytes[offset..<offset + length]
    guard let text = String(validating: slice, as: UTF8.self) else { throw malformed }
    offset += length
    return text
  }

  mutating func list<T>(
    _ read: (inout ByteReader) throws(IRLoadError) -> T
  ) throws(IRLoadError) -> [T] {
    let count = try count()
    var result: [T] = []
    for _ in 0..<count { result.append(try read(&self)) }
    return result
  }

  mutating func optional<T>(
    _ read: (inout ByteReader) throws(IRLoadError) -> T
  ) throws(IRLoadError) -> T? {
    try flag() ? try read(&self) : nil
  }

  mutating func rational() throws(IRLoadError) -> Rational {
    let (numerator, denominator) = (try signed(), try signed())
    guard denominator > 0, let value = Rational(numerator, over: denominator),
      value.denominator == denominator
    else { throw malformed }
    return value
  }

  mutating func node() throws(IRLoadError) -> NodeID {
    NodeID(UInt32(clamping: try index()))
  }

  mutating func nodes() throws(IRLoadError) -> [NodeID] {
    try list { (reader: inout ByteReader) throws(IRLoadError) in try reader.node() }
  }

  mutating func optionalNode() throws(IRLoadError) -> NodeID? {
    try optional { (reader: inout ByteReader) throws(IRLoadError) in try reader.node() }
  }

  mutating func texts() throws(IRLoadError) -> [String] {
    try list { (reader: inout ByteReader) throws(IRLoadError) in try reader.text() }
  }

  mutating func indices() throws(IRLoadError) -> [Int] {
    try list { (reader: inout ByteReader) throws(IRLoadError) in try reader.index() }
  }

  mutating func label() throws(IRLoadError) -> IRLabel {
    IRLabel(id: try text(), zh: try text(), en: try text())
  }

  /// The content of the section that must stand here.
  mutating func section(_ tag: IRFormat.Section) throws(IRLoadError) -> ByteReader {
    guard try index() == tag.rawValue else { throw malformed }
    let length = try count()
    defer { offset += length }
    return ByteReader(bytes[offset..<offset + length])
  }
}
