internal import PolicyLang

/// Takes from a file what is no part of the document's words: HTML tags and entities, marks of
/// Markdown and word processors, page numbers, invisible characters. Full-width forms become plain.
///
/// Input: the text of a file. Output: its lines, each character with its place in the file.
struct DocumentLines {
  private(set) var content = DocumentScalars()
  /// The lines that hold something, in order.
  private(set) var lines: [Range<Int>] = []

  init(_ file: SourceFile) {
    var raw = DocumentScalars()
    var offset = 0
    for scalar in String(decoding: file.bytes, as: UTF8.self).unicodeScalars {
      let end = offset + UTF8.width(scalar)
      raw.append(scalar, from: offset, to: end)
      offset = end
    }
    var index = 0
    while index < raw.count { index = take(raw, index) }
    splitLines()
  }

  // MARK: Characters

  /// Takes what starts at an index; gives the index after it.
  private mutating func take(_ raw: DocumentScalars, _ index: Int) -> Int {
    let scalar = raw[index]
    switch scalar {
    case "<":
      if let next = takeTag(raw, index) { return next }
    case "&":
      if let next = takeEntity(raw, index) { return next }
    case "[":
      if raw.has(DocumentLines.bookmark, at: index, within: raw.count),
        let end = DocumentLines.find("]", in: raw, from: index, atMost: 80)
      {
        return end + 1
      }
    case "*":
      // Bold type in Markdown.
      if index + 1 < raw.count, raw[index + 1] == "*" { return index + 2 }
    default: break
    }
    add(scalar, raw, index)
    return index + 1
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ raw: DocumentScalars, _ index: Int) {
    let (start, end) = (Int(raw.starts[index]), Int(raw.ends[index]))
    let value = scalar.value
    switch value {
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029:
      content.append("\n", from: start, to: end)
    case 0x09, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
      content.append(" ", from: start, to: end)
    case 0xFF01...0xFF5E:
      content.append(Unicode.Scalar(value - 0xFEE0) ?? scalar, from: start, to: end)
    case 0x2488...0x249B:
      // ⒈ is a number with its dot.
      addAll("\(value - 0x2487).", start, end)
    case 0x3220...0x3229:
      addAll("(" + ChineseNumeral.spell(Int(value - 0x321F)) + ")", start, end)
    default:
      if isHiddenScalar(value) { return }
      content.append(DocumentLines.plain[value] ?? scalar, from: start, to: end)
    }
  }

  private mutating func addAll(_ text: String, _ start: Int, _ end: Int) {
    for scalar in text.unicodeScalars { content.append(scalar, from: start, to: end) }
  }

  /// Characters that look like others: circles for zeros, radicals that a PDF copies for characters.
  private static let plain: [UInt32: Unicode.Scalar] = [
    0x25CB: "〇", 0x25EF: "〇", 0x2F00: "一", 0x2F06: "二", 0x2F17: "十", 0x2F0B: "八", 0x2F08: "人",
    0x2F47: "日", 0x2F49: "月", 0x2212: "-", 0x2013: "—", 0x2015: "—", 0x2500: "—", 0x301C: "~",
    0x223C: "~", 0x2E3A: "—",
  ]

  // MARK: Markup

  private static let bookmark = scalars("[bookmark:")
  private static let blocks: [[Unicode.Scalar]] = [
    "p", "br", "div", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5",
    "h6", "section", "article", "header", "footer", "title", "body", "center", "hr", "blockquote",
  ].map { scalars($0) }

  private mutating func takeTag(_ raw: DocumentScalars, _ index: Int) -> Int? {
    if raw.has(scalars("<!--"), at: index, within: raw.count) {
      return DocumentLines.find(scalars("-->"), in: raw, from: index).map { $0 + 3 } ?? raw.count
    }
    var next = index + 1
    let isClosing = next < raw.count && raw[next] == "/"
    if isClosing { next += 1 }
    guard next < raw.count, raw[next].isLatin || (!isClosing && raw[next] == "!") else {
      return nil
    }
    guard let end = DocumentLines.find(">", in: raw, from: next, atMost: 2000) else { return nil }
    var name: [Unicode.Scalar] = []
    while next < end, raw[next].isLatin || raw[next].isDigit, name.count < 12 {
      let value = raw[next].value
      name.append(
        (0x41...0x5A).contains(value) ? Unicode.Scalar(value + 32) ?? raw[next] : raw[next])
      next += 1
    }
    if !isClosing, name == scalars("script") || name == scalars("style") {
      return DocumentLines.find(scalars("</"), in: raw, from: end) ?? raw.count
    }
    if DocumentLines.blocks.contains(name) {
      content.append("\n", from: Int(raw.starts[index]), to: Int(raw.ends[end]))
    }
    return end + 1
  }

  private static let entities: [(name: [Unicode.Scalar], value: Unicode.Scalar)] = [
    ("nbsp", " "), ("ensp", " "), ("emsp", " "), ("ldquo", "“"), ("rdquo", "”"), ("lsquo", "‘"),
    ("rsquo", "’"), ("quot", "\""), ("amp", "&"), ("lt", "<"), ("gt", ">"), ("mdash", "—"),
    ("ndash", "—"), ("middot", "·"), ("hellip", "…"), ("le", "≤"), ("ge", "≥"),
  ].map { (scalars($0.0), $0.1) }

  private mutating func takeEntity(_ raw: DocumentScalars, _ index: Int) -> Int? {
    guard let end = DocumentLines.find(";", in: raw, from: index, atMost: 10) else { return nil }
    let name = Array(raw.scalars[(index + 1)..<end])
    var value = DocumentLines.entities.first { $0.name == name }?.value
    if value == nil, name.first == "#", name.count > 1 {
      let isHexadecimal = name[1] == "x" || name[1] == "X"
      var digits = ""
      for scalar in name.dropFirst(isHexadecimal ? 2 : 1) { digits.unicodeScalars.append(scalar) }
      value = UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap { Unicode.Scalar($0) }
    }
    guard let value else { return nil }
    var single = DocumentScalars()
    single.append(value, from: Int(raw.starts[index]), to: Int(raw.ends[end]))
    add(value, single, 0)
    return end + 1
  }

  private static func find(
    _ mark: Unicode.Scalar, in raw: DocumentScalars, from index: Int, atMost: Int
  ) -> Int? {
    let limit = min(raw.count, index + atMost)
    return index < limit ? raw.scalars[index..<limit].firstIndex(of: mark) : nil
  }

  private static func find(
    _ word: [Unicode.Scalar], in raw: DocumentScalars, from index: Int
  ) -> Int? {
    var next = index
    while next + word.count <= raw.count {
      if raw.has(word, at: next, within: raw.count) { return next }
      next += 1
    }
    return nil
  }

  // MARK: Lines

  private mutating func splitLines() {
    var kept = DocumentScalars()
    var start = 0
    while start <= content.count {
      var end = start
      while end < content.count, content[end] != "\n" { end += 1 }
      if let line = trimmed(start..<end), !PageMark.isPageNumber(content.scalars[line]) {
        let first = kept.count
        for index in line {
          // One blank stands for several.
          if content[index] == " ", index > line.lowerBound, content[index - 1] == " " { continue }
          kept.append(content, index..<(index + 1))
        }
        lines.append(first..<kept.count)
      }
      start = end + 1
    }
    content = kept
  }

  /// A line without blanks at its ends and without marks of Markdown before it; `nil` when nothing is left.
  private func trimmed(_ line: Range<Int>) -> Range<Int>? {
    var (low, high) = (line.lowerBound, line.upperBound)
    while low < high, content[low] == " " { low += 1 }
    while high > low, content[high - 1] == " " { high -= 1 }
    var mark = low
    while mark < high, content[mark] == "#" || content[mark] == ">" { mark += 1 }
    if mark > low {
      low = mark
      while low < high, content[low] == " " { low += 1 }
    }
    return low < high ? low..<high : nil
  }
}

/// Lines that only number a page.
enum PageMark {
  /// `3`, `- 3 -`, `—3—`, `第3页`, `第 3 页 共 10 页`, `3/10`, `Page 3`.
  static func isPageNumber(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard line.count <= 24 else { return false }
    let words = line.filter { $0 != " " }
    let inner = words.drop { isDash($0) }
    let core = Array(inner.reversed().drop { isDash($0) }.reversed())
    if !core.isEmpty, core.allSatisfy({ $0.isDigit }) {
      return core.count <= (core.count < words.count ? 4 : 3)
    }
    var rest = words[...]
    if takeWord("第", &rest), takeNumber(&rest), takeWord("页", &rest) {
      _ = takeWord(",", &rest) || takeWord("/", &rest)
      if rest.isEmpty { return true }
      return takeWord("共", &rest) && takeNumber(&rest) && takeWord("页", &rest) && rest.isEmpty
    }
    rest = words[...]
    if takeNumber(&rest), takeWord("/", &rest), takeNumber(&rest) { return rest.isEmpty }
    rest = words[...]
    return (takeWord("Page", &rest) || takeWord("page", &rest)) && takeNumber(&rest) && rest.isEmpty
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "—" || scalar == "·" || scalar == "~"
  }

  private static func takeWord(_ word: String, _ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
    let wanted = scalars(word)
    guard rest.starts(with: wanted) else { return false }
    rest = rest.dropFirst(wanted.count)
    return true
  }

  private static func takeNumber(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
    let number = rest.prefix { $0.isDigit || ($0.isNumeral && $0 != "点") }
    guard !number.isEmpty, number.count <= 4 else { return false }
    rest = rest.dropFirst(number.count)
    return true
  }
}
