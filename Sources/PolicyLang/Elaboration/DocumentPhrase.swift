/// A phrase pasted from a document, such as `从事一线工作5年以上`: what is measured, how it is compared
/// and with which figure. Serves the advice on how to write it.
struct DocumentPhrase {
  /// What stands before the figure, comparison words left out; may be empty.
  let subject: String
  /// `nil` where the phrase does not say how the figure binds.
  let comparison: Keyword?
  let figure: String

  /// `nil` where the text holds no figure with a unit.
  init?(_ text: String) {
    let characters = Array(text)
    guard characters.count >= 3, characters.count <= 60 else { return nil }
    guard let place = DocumentPhrase.figure(in: characters) else { return nil }
    var before = String(characters[..<place.lowerBound])
    let after = String(characters[place.upperBound...])
    var comparison: Keyword?
    for (word, keyword) in DocumentPhrase.leading where before.hasSuffix(word) {
      before = String(before.dropLast(word.count))
      comparison = keyword
      break
    }
    if comparison == nil {
      for (word, keyword) in DocumentPhrase.trailing where after.hasPrefix(word) {
        comparison = keyword
        break
      }
    }
    subject = before
    self.comparison = comparison
    figure = String(characters[place])
  }

  /// The longest figure with a unit; the first of several.
  private static func figure(in characters: [Character]) -> Range<Int>? {
    for length in stride(from: min(characters.count - 1, 12), to: 1, by: -1) {
      for start in 0...(characters.count - length) {
        let piece = String(characters[start..<start + length])
        guard let first = piece.unicodeScalars.first,
          ScalarClass.isDigit(ScalarClass.normalised(first.value)) || isNumeral(first)
        else { continue }
        if LiteralReader(piece).isFigure { return start..<start + length }
      }
    }
    return nil
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百": true
    default: false
    }
  }

  private static let leading: [(String, Keyword)] = [
    ("不超过", .atMost), ("不高于", .atMost), ("不多于", .atMost), ("不少于", .atLeast),
    ("不低于", .atLeast), ("至少", .atLeast), ("至多", .atMost), ("超过", .above), ("不满", .below),
    ("不足", .below), ("已满", .atLeast), ("满", .atLeast),
  ]
  private static let trailing: [(String, Keyword)] = [
    ("以上", .atLeast), ("及以上", .atLeast), ("以下", .atMost), ("及以下", .atMost), ("以内", .atMost),
    ("之内", .atMost), ("内", .atMost),
  ]
}
