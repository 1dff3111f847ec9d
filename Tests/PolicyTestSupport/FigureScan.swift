/// The figures in a text, found without the compiler: runs of digits, with 万 behind them.
public enum FigureScan {
  /// In thousandths, each once, ascending.
  public static func figures(_ text: String) -> Set<Int> {
    var result = Set<Int>()
    for match in matches(text) { result.insert(match.thousandths) }
    return result
  }

  public struct Match {
    /// Positions in the characters of the text.
    public let range: Range<Int>
    public let thousandths: Int
  }

  public static func matches(_ text: String) -> [Match] {
    let characters = Array(text.unicodeScalars)
    var result: [Match] = []
    var index = 0
    while index < characters.count {
      guard isDigit(characters[index]) else {
        index += 1
        continue
      }
      let start = index
      var whole = 0
      while index < characters.count, isDigit(characters[index]), index - start < 12 {
        whole = whole * 10 + Int(characters[index].value - 48)
        index += 1
      }
      var value = whole * 1000
      if index + 1 < characters.count, characters[index] == ".", isDigit(characters[index + 1]) {
        index += 1
        var unit = 100
        while index < characters.count, isDigit(characters[index]) {
          value += Int(characters[index].value - 48) * unit
          unit /= 10
          index += 1
        }
      }
      let end = index
      if index < characters.count, characters[index] == "万" { value *= 10_000 }
      result.append(Match(range: start..<end, thousandths: value))
    }
    return result
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }
}
