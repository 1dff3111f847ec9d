/// Takes the text of a citation apart, scalar by scalar.
struct CitationReader {
  private var rest: ArraySlice<Unicode.Scalar>

  init(_ text: String) {
    let scalars = text.unicodeScalars.map { scalar in
      (0xFF01...0xFF5E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        : scalar.value == 0x3000 ? " " : scalar
    }
    rest = scalars[...]
  }

  /// What stands before `/` or a blank, if both sides hold something.
  mutating func takeSource() -> String? {
    guard let cut = rest.firstIndex(where: { $0 == "/" || $0 == " " }), cut > rest.startIndex,
      cut + 1 < rest.endIndex
    else { return nil }
    let name = rest[rest.startIndex..<cut]
    guard name.allSatisfy(CitationReader.mayStandInWord) else { return nil }
    rest = rest[(cut + 1)...]
    return CitationReader.text(name)
  }

  /// All parts to the end, or `nil` when something is left that is none.
  mutating func takeParts() -> [Citation.Part]? {
    var parts: [Citation.Part] = []
    while !rest.isEmpty {
      guard parts.count < 12, let part = takePart() else { return nil }
      if case .word = part, !parts.isEmpty { return nil }
      parts.append(part)
      // `art.4.para.2` and `3.1` may be written with a dot between the parts.
      if rest.count > 1, rest.first == "." { rest.removeFirst() }
    }
    return parts.isEmpty ? nil : parts
  }

  private mutating func takePart() -> Citation.Part? {
    guard let first = rest.first else { return nil }
    if let circled = CitationReader.circled(first) {
      rest.removeFirst()
      return .item(circled)
    }
    if CitationReader.isDigit(first) { return takeDigits().map { .item($0) } }
    if first == "(" { return takeBracket() }
    if let numbered = takeNumbered() { return numbered }
    return takeWord()
  }

  private mutating func takeBracket() -> Citation.Part? {
    guard let close = rest.firstIndex(of: ")"),
      let number = CitationReader.number(rest[(rest.startIndex + 1)..<close])
    else { return nil }
    rest = rest[(close + 1)...]
    return .bracket(number)
  }

  /// 第N条, 第N条之M, 第N章, 第N款, 第N项, 第N目.
  private mutating func takeNumbered() -> Citation.Part? {
    guard rest.first == "第",
      let unit = rest.firstIndex(where: { CitationReader.units.contains($0) }),
      let number = CitationReader.number(rest[(rest.startIndex + 1)..<unit])
    else { return nil }
    let kind = rest[unit]
    rest = rest[(unit + 1)...]
    switch kind {
    case "条": return .article(number, inserted: takeInserted())
    case "章": return .chapter(number)
    case "款": return .paragraph(number)
    case "项": return .point(number)
    default: return .item(number)
    }
  }

  private mutating func takeInserted() -> Int? {
    guard rest.first == "之" else { return nil }
    let after = rest.dropFirst()
    let end =
      after.firstIndex { !CitationReader.isDigit($0) && !CitationReader.isNumeral($0) }
      ?? after.endIndex
    guard let number = CitationReader.number(after[after.startIndex..<end]) else { return nil }
    rest = rest[end...]
    return number
  }

  private mutating func takeDigits() -> Int? {
    let end = rest.firstIndex { !CitationReader.isDigit($0) } ?? rest.endIndex
    guard let number = CitationReader.number(rest[rest.startIndex..<end]) else { return nil }
    rest = rest[end...]
    return number
  }

  /// An English unit with its number, or a word such as 通知.
  private mutating func takeWord() -> Citation.Part? {
    var end = rest.startIndex
    while end < rest.endIndex, CitationReader.mayStandInWord(rest[end]),
      !CitationReader.isDigit(rest[end]), end == rest.startIndex || !startsNumbered(at: end)
    {
      end += 1
    }
    guard end > rest.startIndex else { return nil }
    let word = CitationReader.text(rest[rest.startIndex..<end])
    rest = rest[end...]
    if let part = takeEnglish(word.lowercased()) { return part }
    let lower = word.lowercased()
    if let named = Citation.namedParts.first(where: { $0.en == lower }) { return .word(named.zh) }
    return .word(word)
  }

  private func startsNumbered(at index: Int) -> Bool {
    var copy = self
    copy.rest = rest[index...]
    return copy.takeNumbered() != nil
  }

  private mutating func takeEnglish(_ unit: String) -> Citation.Part? {
    guard CitationReader.englishUnits.contains(unit) else { return nil }
    let before = rest
    if rest.first == "." { rest.removeFirst() }
    guard let number = takeDigits() else {
      rest = before
      return nil
    }
    switch unit {
    case "art", "article":
      guard rest.first == "-", rest.count > 1 else { return .article(number, inserted: nil) }
      let beforeInserted = rest
      rest.removeFirst()
      if let inserted = takeDigits() { return .article(number, inserted: inserted) }
      rest = beforeInserted
      return .article(number, inserted: nil)
    case "ch", "chapter": return .chapter(number)
    case "para", "paragraph": return .paragraph(number)
    case "pt", "point": return .point(number)
    case "sec", "section": return .word(ChineseNumeral.spell(number))
    default: return .item(number)
    }
  }

  private static let units: [Unicode.Scalar] = ["条", "章", "款", "项", "目"]
  private static let englishUnits = [
    "art", "article", "ch", "chapter", "para", "paragraph", "pt", "point", "sec", "section",
    "item",
  ]

  private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let value = ChineseNumeral.read(scalars), value.isInteger, value.numerator > 0,
      value.numerator < 10_000
    else { return nil }
    return Int(value.numerator)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "零", "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千": true
    default: false
    }
  }

  /// ① to ⑳.
  private static func circled(_ scalar: Unicode.Scalar) -> Int? {
    (0x2460...0x2473).contains(scalar.value) ? Int(scalar.value - 0x245F) : nil
  }

  /// Han characters, letters, digits and `_`, as in names, and the brackets of document numbers.
  private static func mayStandInWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3007, 0x3014, 0x3015, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0x20000...0x323AF:
      true
    default: false
    }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars { result.append(scalar) }
    return String(result)
  }
}
