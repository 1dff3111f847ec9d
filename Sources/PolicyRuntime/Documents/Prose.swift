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

  /// English groups the digits of long figures: `50,000 yuan`; years and days stay as they are.
  static func grouped(_ text: String) -> String {
    var result = ""
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      guard isFigure(scalars[index]) else {
        result.unicodeScalars.append(scalars[index])
        index += 1
        continue
      }
      let start = index
      while index < scalars.count, isFigure(scalars[index]) { index += 1 }
      let rest = scalars[index...]
      let isCounted = counted.contains { rest.starts(with: $0.unicodeScalars) }
      let isPart = start > 0 && (scalars[start - 1] == "." || scalars[start - 1] == "-")
      let isLong = index - start > 4 || index - start == 4 && isCounted
      for place in start..<index {
        if isLong, !isPart, place > start, (index - place) % 3 == 0 { result += "," }
        result.unicodeScalars.append(scalars[place])
      }
    }
    return result
  }

  private static let counted = [" yuan", " people"]

  private static func isFigure(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
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
