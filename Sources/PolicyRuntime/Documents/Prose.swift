/// Turns wording made of words into prose.
enum Prose {
  /// Chinese is written without the blanks that part the words of a policy; beside letters they stay.
  static func tight(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar == " ", index > 0, index + 1 < scalars.count,
        joins(scalars[index - 1], scalars[index + 1])
      {
        continue
      }
      result.append(scalar)
    }
    return String(result)
  }

  private static func joins(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    isHan(left) && (isHan(right) || isDigit(right)) || isDigit(left) && isHan(right)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || scalar == "%"
  }

  /// Characters and the punctuation that goes with them.
  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3001...0x303F, 0x3400...0x9FFF, 0xFF01...0xFF60, 0x201C, 0x201D, 0x20000...0x3FFFF: true
    default: scalar == "{" || scalar == "}"
    }
  }
}
