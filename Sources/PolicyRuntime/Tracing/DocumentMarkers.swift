internal import PolicyLang

/// Recognises what numbers a place: 第一章, 第三条, 一、, （一）, 1., ①.
struct DocumentMarkers {
  let content: DocumentScalars

  struct Marker {
    let part: SourceDocument.Part
    /// The number with its brackets or dot.
    let range: Range<Int>
  }

  // MARK: At the beginning of a line

  /// 第N章, 第N节 with its title. A line that goes on as a sentence is none.
  func chapter(_ line: Range<Int>) -> Marker? {
    guard let (number, after) = numbered(line), after < line.upperBound else { return nil }
    let part: SourceDocument.Part
    switch content[after] {
    case "章": part = .chapter(number)
    case "节": part = .section(number)
    default: return nil
    }
    let title = content.scalars[(after + 1)..<line.upperBound]
    guard title.count <= 40, !title.contains(where: { $0 == "。" || $0 == ";" || $0 == "," }) else {
      return nil
    }
    return Marker(part: part, range: line.lowerBound..<(after + 1))
  }

  /// Whether 第N章 of this number stands at the beginning, whatever follows.
  func isChapter(_ number: Int, at line: Range<Int>) -> Bool {
    guard let (found, unit) = numbered(line), unit < line.upperBound else { return false }
    return found == number && content[unit] == "章"
  }

  /// 第N条, 第N条之M.
  /// - Parameter isWrapped: whether the line before ended inside a sentence; 第四条 then belongs to it
  ///   unless a blank follows.
  func article(_ line: Range<Int>, isWrapped: Bool) -> Marker? {
    guard let (number, unit) = numbered(line), unit < line.upperBound, content[unit] == "条" else {
      return nil
    }
    var after = unit + 1
    var inserted: Int?
    if after < line.upperBound, content[after] == "之" {
      let digits = run(after + 1, line.upperBound)
      if let value = value(digits) {
        inserted = value
        after = digits.upperBound
      }
    }
    let marker = Marker(
      part: .article(number, inserted: inserted), range: line.lowerBound..<after)
    if after == line.upperBound || content[after] == " " { return marker }
    let goesOn = DocumentMarkers.references.contains {
      content.has($0, at: after, within: line.upperBound)
    }
    return goesOn || isWrapped ? nil : marker
  }

  /// What follows 第四条 where it is only mentioned.
  private static let references = [
    "第", "规定", "所", "的", "至", "和", "、", ",", "。", ")", "中", "及", "或", "与", "之", "款", "项", "以",
    "要求", "条件", "(",
  ].map { scalars($0) }

  /// `一、` at the beginning of a line.
  func heading(_ line: Range<Int>) -> Marker? {
    let digits = run(line.lowerBound, line.upperBound)
    guard !digits.isEmpty, digits.upperBound < line.upperBound, !content[line.lowerBound].isDigit,
      content[digits.upperBound] == "、" || content[digits.upperBound] == ".",
      let number = value(digits), number < 100
    else { return nil }
    return Marker(part: .heading(number), range: line.lowerBound..<(digits.upperBound + 1))
  }

  // MARK: Anywhere

  /// The number of an item that starts at an index.
  func item(_ index: Int, within limit: Int) -> Marker? {
    guard index < limit else { return nil }
    let first = content[index]
    if (0x2460...0x2473).contains(first.value) {
      return Marker(part: .item(Int(first.value - 0x245F), .circle), range: index..<(index + 1))
    }
    if first == "(" { return bracket(index, limit) }
    guard first.isDigit else { return nil }
    let digits = run(index, limit)
    guard digits.upperBound < limit, let number = value(digits), (1...99).contains(number) else {
      return nil
    }
    let mark = content[digits.upperBound]
    guard mark == "." || mark == "、" || mark == ")" else { return nil }
    let after = digits.upperBound + 1
    // 3.5 is a figure.
    if after < limit, content[after].isDigit { return nil }
    return Marker(part: .item(number, .number), range: index..<after)
  }

  private func bracket(_ index: Int, _ limit: Int) -> Marker? {
    let start = content.skipBlanks(index + 1, within: limit)
    let digits = run(start, limit)
    let close = content.skipBlanks(digits.upperBound, within: limit)
    guard close < limit, content[close] == ")", let number = value(digits), number < 100 else {
      return nil
    }
    let after = close + 1
    // （二）项 names an item and is none; （二）项目 is one.
    if after < limit, "项款目条".unicodeScalars.contains(content[after]),
      !DocumentMarkers.nouns.contains(where: { content.has($0, at: after, within: limit) })
    {
      return nil
    }
    let style: SourceDocument.ItemStyle = content[start].isDigit ? .bracketedNumber : .bracket
    return Marker(part: .item(number, style), range: index..<after)
  }

  private static let nouns = ["项目", "条件", "条款", "条例", "款项", "目标", "目的"].map { scalars($0) }

  // MARK: Numbers

  /// The number after 第 and the index of its unit; blanks between are no part of it.
  private func numbered(_ line: Range<Int>) -> (number: Int, unit: Int)? {
    guard let first = line.first, content[first] == "第" else { return nil }
    let digits = run(content.skipBlanks(first + 1, within: line.upperBound), line.upperBound)
    guard let number = value(digits) else { return nil }
    return (number, content.skipBlanks(digits.upperBound, within: line.upperBound))
  }

  /// The characters of a number from an index on.
  private func run(_ index: Int, _ limit: Int) -> Range<Int> {
    var end = index
    let isDigit = index < limit && content[index].isDigit
    while end < limit, end - index < 8,
      isDigit ? content[end].isDigit : content[end].isNumeral && content[end] != "点"
    {
      end += 1
    }
    return index..<end
  }

  private func value(_ digits: Range<Int>) -> Int? {
    guard !digits.isEmpty, let number = ChineseNumeral.read(content.scalars[digits]),
      number.isInteger, (1..<10_000).contains(number.numerator)
    else { return nil }
    return Int(number.numerator)
  }
}
