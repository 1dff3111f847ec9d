/// Words that a writer ran together, as documents do: `一线工作年限至少5年`, `每年不超过30名`.
public enum RunTogether {
  /// The words of a run: names in `known`, keywords, other spellings of keywords, and figures.
  ///
  /// The longest word is taken at each place. `nil` where some part is none of these, or where the
  /// text is one word.
  public static func split(_ text: String, known: [String]) -> [String]? {
    let characters = Array(text)
    guard characters.count >= 4, characters.count <= 60 else { return nil }
    var words = Set(known)
    for entry in Keyword.spellings where entry.zh.unicodeScalars.count > 1 {
      words.insert(entry.zh)
    }
    for entry in Keyword.synonyms where entry.spelling.unicodeScalars.count > 1 {
      words.insert(entry.spelling)
    }
    words.insert(Keyword.equal.spelling(.chinese))
    var result: [String] = []
    var start = 0
    while start < characters.count {
      var end = characters.count
      while end > start {
        let piece = String(characters[start..<end])
        if words.contains(piece) || (start > 0 && LiteralReader(piece).isFigure) { break }
        end -= 1
      }
      guard end > start else { return nil }
      result.append(String(characters[start..<end]))
      start = end
    }
    return result.count > 1 ? result : nil
  }
}
