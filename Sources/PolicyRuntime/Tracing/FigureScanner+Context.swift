internal import PolicyLang

// What surrounds a figure: words that bind it, and signs that it is none.

extension FigureScanner {
  func bound(_ figure: Range<Int>) -> FigureBound? {
    var index = content.skipBlanks(figure.upperBound, within: range.upperBound)
    if let end = bracket(index, FigureWords.including) { index = end }
    for (word, bound) in FigureWords.trailing
    where content.has(word, at: index, within: range.upperBound) {
      let after = index + word.count
      if word.count == 1, after < range.upperBound, FigureWords.notWithin.contains(content[after]) {
        break
      }
      return excludes(after: index + word.count) ? FigureScanner.strict(bound) : bound
    }
    return leading(figure.lowerBound)
  }

  private func leading(_ start: Int) -> FigureBound? {
    var end = start
    while end > range.lowerBound, content[end - 1] == " " { end -= 1 }
    for isSecond in [false, true] {
      for (word, bound) in FigureWords.leading
      where content.has(word, before: end, from: range.lowerBound) {
        return bound
      }
      let filler = FigureWords.fillers.first {
        content.has($0, before: end, from: range.lowerBound)
      }
      guard !isSecond, let filler else { break }
      end -= filler.count
    }
    return nil
  }

  /// （含） between a level or a figure and 以上; the index after it.
  private func bracket(_ index: Int, _ words: [[Unicode.Scalar]]) -> Int? {
    guard index < range.upperBound, content[index] == "(",
      let close = content.scalars[index..<min(range.upperBound, index + 12)].firstIndex(of: ")"),
      words.contains(where: { content.has($0, at: index + 1, within: close) })
    else { return nil }
    return close + 1
  }

  private func excludes(after index: Int) -> Bool {
    bracket(index, FigureWords.excluding) != nil
  }

  private static func strict(_ bound: FigureBound) -> FigureBound {
    switch bound {
    case .atLeast: .above
    case .atMost: .below
    default: bound
    }
  }

  /// How a word binds that stands at a range, such as a level: 技师及以上.
  static func bound(
    of word: Range<Int>, in content: DocumentScalars, _ range: Range<Int>
  ) -> FigureBound? {
    FigureScanner(content, range).bound(word)
  }

  func isFirm(_ piece: Piece, _ start: Int) -> Bool {
    if case .idle? = piece.measure { return false }
    let after = content.skipBlanks(piece.end, within: range.upperBound)
    let next = after < range.upperBound ? content[after] : " "
    let before = start > range.lowerBound ? content[start - 1] : " "
    if before.isLatin || before == "几" || before == "数" || before == "." { return false }
    var ordinalEnd = start
    while ordinalEnd > range.lowerBound, content[ordinalEnd - 1] == " " { ordinalEnd -= 1 }
    if FigureWords.ordinals.contains(where: {
      content.has($0, before: ordinalEnd, from: range.lowerBound)
    }) {
      return false
    }
    switch piece.measure {
    case nil:
      // A telephone number, a time, the name of a standard.
      if next.isLatin || next == ":" || next == "." || before == ":" && next.isDigit {
        return false
      }
      if before == "(" && next == ")" || before == "-" { return false }
      return piece.isArabic && piece.end - start < 6 || !piece.isArabic
    case .count?:
      if !piece.isArabic, piece.value == .one { return false }
      // 十分 is an idiom, 三分 hardly ever a score.
      if !piece.isArabic, content[piece.end - 1] == "分" { return false }
      return !countsText(piece.end, start)
    case .days?: return piece.isArabic || piece.value != .one
    default: return true
    }
  }

  /// 五个部分, 10个相关知识点, 下列三项: what is counted is the text itself.
  private func countsText(_ index: Int, _ start: Int) -> Bool {
    if FigureWords.listing.contains(where: {
      content.has($0, before: start, from: range.lowerBound)
    }) {
      return true
    }
    var next = index
    while next < range.upperBound, next < index + 7, content[next].isHan {
      if FigureWords.textParts.contains(where: {
        content.has($0, at: next, within: range.upperBound)
      }) {
        return true
      }
      next += 1
    }
    return false
  }

  func isQuoted(_ index: Int) -> Bool { quoted.contains { $0.contains(index) } }

  /// “…”, 《…》, 〔…〕 where the end is not far.
  static func quotes(_ content: DocumentScalars, _ range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if let close = closing(content[index]) {
        let limit = min(range.upperBound, index + 80)
        let rest = (index + 1)..<max(index + 1, limit)
        if let end = content.scalars[rest].firstIndex(of: close) {
          result.append(index..<(end + 1))
          index = end
        }
      }
      index += 1
    }
    return result
  }

  private static func closing(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "“": "”"
    case "‘": "’"
    case "「": "」"
    case "《": "》"
    case "〔": "〕"
    case "\"": "\""
    default: nil
    }
  }
}
