/// Turns GB 18030 (and with it GBK and GB 2312) into UTF-8 while the bytes arrive.
///
/// A sequence that means nothing becomes the byte FF, which is in no UTF-8 text, so that the record that
/// holds it is rejected and not silently changed. ASCII passes unchanged.
struct GB18030Decoder {
  /// The beginning of a character that the last chunk cut.
  private var held: [UInt8] = []

  /// The UTF-8 of one more chunk.
  mutating func decode(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    let input = held + bytes
    held = []
    var output: [UInt8] = []
    output.reserveCapacity(input.count * 3 / 2)
    var position = 0
    while position < input.count {
      let lead = input[position]
      if lead < 0x80 {
        output.append(lead)
        position += 1
        continue
      }
      switch GB18030Decoder.character(input[position...]) {
      case .scalar(let scalar, let length):
        output += UTF8.encode(scalar).map { Array($0) } ?? [0xFF]
        position += length
      case .invalid:
        output.append(0xFF)
        position += 1
      case .cut:
        if isLast {
          output.append(0xFF)
          position += 1
        } else {
          held = Array(input[position...])
          return output
        }
      }
    }
    return output
  }

  /// Whether bytes are text of this encoding; the last character may be cut off.
  static func isValid(_ bytes: [UInt8]) -> Bool {
    var position = 0
    while position < bytes.count {
      if bytes[position] < 0x80 {
        position += 1
        continue
      }
      switch character(bytes[position...]) {
      case .scalar(_, let length): position += length
      case .invalid: return false
      case .cut: return true
      }
    }
    return true
  }

  private enum Found {
    case scalar(Unicode.Scalar, length: Int)
    case invalid
    case cut
  }

  /// The character that starts with a byte from 80 on.
  private static func character(_ bytes: ArraySlice<UInt8>) -> Found {
    let start = bytes.startIndex
    let lead = Int(bytes[start])
    guard lead >= 0x81, lead <= 0xFE else { return .invalid }
    guard bytes.count >= 2 else { return .cut }
    let second = Int(bytes[start + 1])
    if second >= 0x30, second <= 0x39 {
      guard bytes.count >= 4 else { return .cut }
      return fourBytes(lead, second, Int(bytes[start + 2]), Int(bytes[start + 3]))
    }
    guard second >= 0x40, second != 0x7F, second <= 0xFE else { return .invalid }
    let trail = second < 0x7F ? second - 0x40 : second - 0x41
    var value = table.twoByte[(lead - 0x81) * 190 + trail]
    if value == 0xFFFD { value = userDefined(lead, second, trail) }
    guard let scalar = Unicode.Scalar(value) else { return .invalid }
    return .scalar(scalar, length: 2)
  }

  private static func userDefined(_ lead: Int, _ second: Int, _ trail: Int) -> UInt32 {
    switch lead {
    case 0xAA...0xAF: UInt32(0xE000 + (lead - 0xAA) * 94 + second - 0xA1)
    case 0xF8...0xFE: UInt32(0xE234 + (lead - 0xF8) * 94 + second - 0xA1)
    default: UInt32(0xE4C6 + (lead - 0xA1) * 96 + trail)
    }
  }

  private static func fourBytes(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Found {
    guard c >= 0x81, c <= 0xFE, d >= 0x30, d <= 0x39 else { return .invalid }
    let index = (((a - 0x81) * 10 + b - 0x30) * 126 + c - 0x81) * 10 + d - 0x30
    var value: UInt32?
    if index < table.fourByte.count {
      value = table.fourByte[index]
    } else if index >= 189_000, index < 189_000 + 0x100000 {
      // From 90308130 on, the planes beyond the first follow in order.
      value = UInt32(index - 189_000 + 0x10000)
    }
    guard let value, let scalar = Unicode.Scalar(value) else { return .invalid }
    return .scalar(scalar, length: 4)
  }

  private struct Table: Sendable {
    var twoByte: [UInt32] = []
    /// The characters of the first plane that have no two-byte form, in order.
    var fourByte: [UInt32] = []
  }

  private static let table: Table = {
    var table = Table()
    table.twoByte.reserveCapacity(23_940)
    var hasTwoBytes = [Bool](repeating: false, count: 0x10000)
    // The user-defined areas cover these without a gap.
    for value in 0xE000..<0xE766 { hasTwoBytes[value] = true }
    for scalar in "\(GB18030Table.text)".unicodeScalars where scalar != "\n" {
      table.twoByte.append(scalar.value)
      if scalar.value != 0xFFFD { hasTwoBytes[Int(scalar.value)] = true }
    }
    for value in 0x80..<0x10000 where !hasTwoBytes[value] && !(0xD800..<0xE000).contains(value) {
      table.fourByte.append(UInt32(value))
    }
    return table
  }()
}
