/// What a character means to the lexer.
///
/// Outside quoted text the full-width forms of Chinese typing mean their ASCII twins.
enum ScalarClass {
  /// The ASCII twin of a full-width or Chinese mark, or the scalar itself.
  static func normalised(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0x3000, 0x00A0: 0x20
    case 0x3001: 0x2C  // 、
    case 0x3010: 0x5B  // 【
    case 0x3011: 0x5D  // 】
    case 0x2212: 0x2D  // −
    case 0x00D7: 0x2A  // ×
    case 0x00F7: 0x2F  // ÷
    default: scalar
    }
  }

  static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  static func isASCIILetter(_ scalar: UInt32) -> Bool {
    (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  static func isHan(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x323AF, 0x3007, 0xF900...0xFAFF: true
    default: false
    }
  }

  /// Whether a normalised scalar may stand in a name.
  static func isWord(_ scalar: UInt32) -> Bool {
    isHan(scalar) || isASCIILetter(scalar) || isDigit(scalar) || scalar == 0x5F
  }

  static func isBlank(_ scalar: UInt32) -> Bool {
    scalar == 0x20 || scalar == 0x09 || scalar == 0x0D || scalar == 0x0A
  }

  /// The marks that end a citation: blanks, quotation marks, and the marks of the grammar.
  static func endsCitation(_ scalar: UInt32) -> Bool {
    if isBlank(scalar) { return true }
    switch scalar {
    case 0x22, 0x23, 0x2C, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, 0x40, 0x7B, 0x7D, 0x3002, 0x201C, 0x300C:
      return true
    default: return false
    }
  }
}
