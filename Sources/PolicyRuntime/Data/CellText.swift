internal import PolicyLang

/// The text of a cell, prepared for reading figures: blanks around it taken off, and full-width forms
/// of ASCII characters turned into ASCII.
struct CellText {
  private(set) var bytes: [UInt8] = []
  private var position = 0

  init(_ text: some Sequence<UInt8>) {
    bytes = Array(text)
    if bytes.contains(where: { $0 >= 0x80 }) { bytes = CellText.halfWidth(bytes) }
    while let last = bytes.last, Ascii.isBlank(last) { bytes.removeLast() }
    while position < bytes.count, Ascii.isBlank(bytes[position]) { position += 1 }
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  mutating func take(_ word: String) -> Bool {
    guard !word.isEmpty, bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  mutating func skipSpaces() {
    while take(0x20) {}
  }

  /// One to four digits.
  mutating func smallNumber() -> Int? {
    var value = 0
    var count = 0
    while position < bytes.count, Ascii.isDigit(bytes[position]), count < 4 {
      value = value * 10 + Int(bytes[position] - Ascii.zero)
      position += 1
      count += 1
    }
    return count == 0 ? nil : value
  }

  enum Figure {
    case none
    case tooLarge
    case value(Rational)
  }

  /// A decimal without exponent: `-12.50`. At least one digit on each side of a point.
  mutating func decimal() -> Figure {
    let start = position
    let isNegative = take(UInt8(ascii: "-"))
    guard let whole = digits() else {
      position = start
      return .none
    }
    var fraction: ArraySlice<UInt8> = []
    if take(UInt8(ascii: ".")) {
      guard let part = digits() else {
        position = start
        return .none
      }
      fraction = part
    }
    return CellText.rational(whole: whole, fraction: fraction, isNegative: isNegative)
  }

  private mutating func digits() -> ArraySlice<UInt8>? {
    let start = position
    while position < bytes.count, Ascii.isDigit(bytes[position]) { position += 1 }
    return start == position ? nil : bytes[start..<position]
  }

  private static func rational(
    whole: ArraySlice<UInt8>, fraction: ArraySlice<UInt8>, isNegative: Bool
  ) -> Figure {
    var part = fraction
    while part.last == Ascii.zero { part.removeLast() }
    var value: Int64 = 0
    for digits in [whole, part] {
      for digit in digits {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int64(digit - Ascii.zero))
        guard !overflow, !carry else { return .tooLarge }
        value = sum
      }
    }
    guard let result = Rational(decimal: isNegative ? -value : value, scale: part.count) else {
      return .tooLarge
    }
    return .value(result)
  }

  /// A JSON number as a cell would write it: the exponent, if any, worked into the digits.
  static func plain(jsonNumber text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let mark = bytes.firstIndex(where: { $0 == 0x65 || $0 == 0x45 }) else { return text }
    var exponentText = bytes[(mark + 1)...]
    if exponentText.first == UInt8(ascii: "+") { exponentText.removeFirst() }
    guard let exponent = Int(String(decoding: exponentText, as: UTF8.self)), abs(exponent) <= 40
    else { return nil }
    var mantissa = bytes[..<mark]
    let sign = mantissa.first == UInt8(ascii: "-") ? "-" : ""
    if !sign.isEmpty { mantissa.removeFirst() }
    let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
    var digits = Array(mantissa[..<point])
    var scale = 0
    if point < mantissa.endIndex {
      digits += mantissa[(point + 1)...]
      scale = mantissa.endIndex - point - 1
    }
    scale -= exponent
    while scale < 0 {
      digits.append(Ascii.zero)
      scale += 1
    }
    while digits.count <= scale { digits.insert(Ascii.zero, at: 0) }
    let cut = digits.count - scale
    let whole = String(decoding: digits[..<cut], as: UTF8.self)
    if scale == 0 { return sign + whole }
    return sign + whole + "." + String(decoding: digits[cut...], as: UTF8.self)
  }

  /// Turns U+FF01…U+FF5E into ASCII and the blanks of Chinese and copied text into spaces.
  private static func halfWidth(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: result.append(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
      case 0x3000, 0xA0, 0xFEFF, 0x200B: result.append(0x20)
      default: result += Array(String(Character(scalar)).utf8)
      }
    }
    return result
  }
}

/// Text without blanks around it: ASCII blanks, the full-width blank, and the invisible characters that
/// copied cells carry.
func trimmed(_ text: String) -> String {
  var scalars = text.unicodeScalars[...]
  while let first = scalars.first, isBlank(first.value) { scalars.removeFirst() }
  while let last = scalars.last, isBlank(last.value) { scalars.removeLast() }
  return String(scalars)
}

private func isBlank(_ value: UInt32) -> Bool {
  switch value {
  case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, 0x200B, 0xFEFF: true
  default: false
  }
}

/// Whether bytes are UTF-8 text.
func isUTF8(_ bytes: [UInt8]) -> Bool {
  do throws(UTF8.ValidationError) {
    _ = try UTF8Span(validating: bytes.span)
    return true
  } catch {
    return false
  }
}
