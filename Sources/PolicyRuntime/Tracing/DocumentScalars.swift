internal import PolicyLang

/// Characters of a document, each with the bytes of the file that it stands for.
struct DocumentScalars {
  private(set) var scalars: [Unicode.Scalar] = []
  /// Where each starts and ends in the file, in bytes.
  private(set) var starts: [UInt32] = []
  private(set) var ends: [UInt32] = []

  var count: Int { scalars.count }

  subscript(index: Int) -> Unicode.Scalar { scalars[index] }

  mutating func append(_ scalar: Unicode.Scalar, from start: Int, to end: Int) {
    scalars.append(scalar)
    starts.append(UInt32(clamping: start))
    ends.append(UInt32(clamping: end))
  }

  mutating func append(_ other: DocumentScalars, _ range: Range<Int>) {
    scalars += other.scalars[range]
    starts += other.starts[range]
    ends += other.ends[range]
  }

  /// The place in the file of a range of characters.
  func span(_ range: Range<Int>, in file: FileID) -> SourceSpan {
    guard let first = range.first, let last = range.last, last < count else {
      let end = Int(ends.last ?? 0)
      return SourceSpan(file: file, start: end, end: end)
    }
    return SourceSpan(file: file, start: Int(starts[first]), end: Int(ends[last]))
  }

  func text(_ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars[range] { result.append(scalar) }
    return String(result)
  }

  /// Whether a word stands at an index and inside a range.
  func has(_ word: [Unicode.Scalar], at index: Int, within limit: Int) -> Bool {
    guard index >= 0, index + word.count <= limit else { return false }
    for offset in word.indices where scalars[index + offset] != word[offset] { return false }
    return true
  }

  /// Whether a word ends right before an index and starts inside a range.
  func has(_ word: [Unicode.Scalar], before index: Int, from start: Int) -> Bool {
    index - word.count >= start && has(word, at: index - word.count, within: index)
  }

  /// The first character at or after an index that is no blank.
  func skipBlanks(_ index: Int, within limit: Int) -> Int {
    var next = index
    while next < limit, scalars[next] == " " { next += 1 }
    return next
  }
}

/// A word as characters, for looking it up in a document.
func scalars(_ word: String) -> [Unicode.Scalar] { Array(word.unicodeScalars) }

extension Unicode.Scalar {
  var isDigit: Bool { (0x30...0x39).contains(value) }
  var isLatin: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }
  var isHan: Bool {
    switch value {
    case 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x323AF: true
    default: false
    }
  }

  /// A character of a Chinese number.
  var isNumeral: Bool {
    switch self {
    case "〇", "零", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "点":
      true
    default: false
    }
  }

  /// A mark at which a sentence or a part of an enumeration ends.
  var endsSentence: Bool {
    switch self {
    case "。", ";", ":", "!", "?", ".", "…": true
    default: false
    }
  }

  var closesQuote: Bool {
    switch self {
    case "”", "’", "」", "》", ")", "\"", "]", "〉": true
    default: false
    }
  }
}
