/// "Did you mean …": finds the known word that a writer most likely meant.
public enum Suggestion {
  /// The nearest candidate, or `nil` when none is near enough to be worth showing.
  ///
  /// Near means few edits for the length of the word; for Chinese words also that most characters are
  /// shared in any order (产业重点 for 重点产业). Among equally near ones the first wins, so the answer does
  /// not depend on anything but the order of `candidates`.
  public static func closest(to word: String, in candidates: [String]) -> String? {
    let wanted = letters(word)
    guard !wanted.isEmpty, wanted.count <= lengthLimit else { return nil }
    var best: (score: Int, text: String)?
    for candidate in candidates where candidate != word {
      guard let score = score(wanted, letters(candidate)) else { continue }
      if let known = best, known.score <= score { continue }
      best = (score, candidate)
    }
    return best?.text
  }

  /// The value that a cell most likely meant, or `nil`.
  ///
  /// Values of one level are close in spelling and far in meaning (高级工, 高级技工, 高级技师), so Chinese ones
  /// are shown only for one slip in three or more characters, or where the word is the beginning or
  /// the end of exactly one value.
  public static func closestValue(to word: String, in values: [String]) -> String? {
    let wanted = letters(word)
    guard isChinese(wanted) else { return closest(to: word, in: values) }
    guard wanted.count >= 2, wanted.count <= lengthLimit else { return nil }
    var slips: [String] = []
    var parts: [String] = []
    for value in values where value != word && !slips.contains(value) && !parts.contains(value) {
      let letters = letters(value)
      if min(wanted.count, letters.count) >= 3, distance(wanted, letters) == 1 {
        slips.append(value)
      } else if isEnd(wanted, of: letters) || isEnd(letters, of: wanted) {
        parts.append(value)
      }
    }
    let found = slips.isEmpty ? parts : slips
    return found.count == 1 ? found[0] : nil
  }

  /// The candidate that shares the longest run of characters with a phrase: at least two, and at
  /// least half of the candidate's own. The first of equally good ones.
  public static func likest(_ phrase: String, in candidates: [String]) -> String? {
    let wanted = letters(phrase)
    guard wanted.count <= lengthLimit else { return nil }
    var best: (run: Int, text: String)?
    for candidate in candidates {
      let letters = letters(candidate)
      guard letters.count <= lengthLimit else { continue }
      let run = longestRun(wanted, letters)
      guard run >= 2, run * 2 >= letters.count, run > best?.run ?? 0 else { continue }
      best = (run, candidate)
    }
    return best?.text
  }

  /// The length of the longest run of characters that stands in both words.
  private static func longestRun(_ a: [Character], _ b: [Character]) -> Int {
    var longest = 0
    var last = [Int](repeating: 0, count: b.count + 1)
    for character in a {
      var row = [0]
      for (index, other) in b.enumerated() {
        row.append(character == other ? last[index] + 1 : 0)
        longest = max(longest, row[index + 1])
      }
      last = row
    }
    return longest
  }

  /// Whether a word of two or more characters begins or ends another.
  private static func isEnd(_ part: [Character], of whole: [Character]) -> Bool {
    guard part.count >= 2, part.count < whole.count else { return false }
    return whole.starts(with: part) || whole.suffix(part.count) == part[...]
  }

  private static let lengthLimit = 64

  /// The letters that count: case does not.
  private static func letters(_ word: String) -> [Character] {
    var result: [Character] = []
    for character in word.lowercased() { result.append(character) }
    return result
  }

  /// How far apart two words are, in hundredths of the longer one; `nil` when too far.
  private static func score(_ a: [Character], _ b: [Character]) -> Int? {
    guard !b.isEmpty, b.count <= lengthLimit else { return nil }
    let longer = max(a.count, b.count)
    // 高工 is short for something else than 高级工.
    if isChinese(a), isChinese(b), a.count != b.count, min(a.count, b.count) == 2 {
      guard isEnd(a, of: b) || isEnd(b, of: a) else { return nil }
    }
    let edits = distance(a, b)
    if edits <= allowedEdits(a, b) { return edits * 100 / longer }
    // A shared character says more in Chinese, where a word has few.
    guard isChinese(a), isChinese(b) else { return nil }
    let shared = sharedCount(a, b)
    guard shared >= 2, shared * 10 >= longer * 6 || contains(a, b) || contains(b, a) else {
      return nil
    }
    return 100 + (longer - shared) * 100 / longer
  }

  private static func allowedEdits(_ a: [Character], _ b: [Character]) -> Int {
    let longer = max(a.count, b.count)
    if isChinese(a), isChinese(b) { return longer < 2 ? 0 : (longer + 2) / 3 }
    return longer < 3 ? 0 : max(1, longer / 3)
  }

  private static func isChinese(_ word: [Character]) -> Bool {
    word.contains { ($0.unicodeScalars.first?.value ?? 0) >= 0x2E80 }
  }

  private static func sharedCount(_ a: [Character], _ b: [Character]) -> Int {
    var rest = b
    var count = 0
    for character in a {
      if let index = rest.firstIndex(of: character) {
        rest.remove(at: index)
        count += 1
      }
    }
    return count
  }

  private static func contains(_ whole: [Character], _ part: [Character]) -> Bool {
    guard part.count >= 2, part.count <= whole.count else { return false }
    for start in 0...(whole.count - part.count)
    where whole[start..<(start + part.count)] == part[...] {
      return true
    }
    return false
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        let cost = a[i] == b[j] ? 0 : 1
        var least = min(row[j] + 1, last[j + 1] + 1, last[j] + cost)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
