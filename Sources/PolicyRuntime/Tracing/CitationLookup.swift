internal import PolicyLang

/// Finds the places of a document that a citation names.
struct CitationLookup {
  let document: SourceDocument

  enum Found {
    case places([Int])
    /// The article or item is not there: how many parts of the citation lead to what is missing, and
    /// the last place on the way that is there.
    case missing(parts: Int, within: Int?)
    /// 通知, 附件 …: this text does not hold the part.
    case absentPart
  }

  func find(_ citation: Citation) -> Found {
    var places: [Int]?
    for (index, part) in citation.parts.enumerated() {
      guard let next = next(part, in: places) else { return .absentPart }
      if next.isEmpty { return .missing(parts: index + 1, within: places?.first) }
      places = next
    }
    return .places(places ?? [])
  }

  /// The places of a part inside others; `nil` for a named part that the text does not hold.
  private func next(_ part: Citation.Part, in around: [Int]?) -> [Int]? {
    switch part {
    case .article(let number, let inserted):
      return inside(around) { $0 == .article(number, inserted: inserted) }
    case .chapter(let number):
      return inside(around) { $0 == .chapter(number) }
    case .paragraph(let number):
      return (around ?? []).flatMap { place in
        document.places[place].children.filter {
          document.places[$0].part == .paragraph(number)
        }
      }
    case .bracket(let number): return items(number, [.bracket, .bracketedNumber], in: around)
    case .item(let number):
      if let annexes = annexes(number, in: around) { return annexes }
      return items(number, [.number, .circle, .bracketedNumber], in: around)
    case .point(let number):
      return items(number, SourceDocument.ItemStyle.allCases, in: around)
    case .word(let word): return named(word)
    }
  }

  private func inside(
    _ around: [Int]?, _ isWanted: (SourceDocument.Part) -> Bool
  ) -> [Int] {
    let places =
      around.map { $0.flatMap { document.inside($0) } }
      ?? document.places.indices.filter { !isInAnnex($0) }
    return places.filter { isWanted(document.places[$0].part) }
  }

  private func isInAnnex(_ place: Int) -> Bool {
    document.path(to: place).contains { isAnnex($0) }
  }

  private func isAnnex(_ place: Int) -> Bool {
    if case .annex = document.places[place].part { true } else { false }
  }

  /// Items of a number. Where none is numbered in that manner, one numbered otherwise is meant:
  /// policies write 第五条1 for （一） too.
  private func items(
    _ number: Int, _ styles: [SourceDocument.ItemStyle], in around: [Int]?
  ) -> [Int] {
    let candidates = (around ?? []).flatMap { document.items(of: $0) }
    let fitting = candidates.filter { styles.contains(style($0)) }
    return (fitting.isEmpty ? candidates : fitting).filter { self.number($0) == number }
  }

  private func style(_ place: Int) -> SourceDocument.ItemStyle {
    if case .item(_, let style) = document.places[place].part { return style }
    return .circle
  }

  private func number(_ place: Int) -> Int? {
    if case .item(let number, _) = document.places[place].part { return number }
    return nil
  }

  /// 附件2; an annex without a number answers for the first.
  private func annexes(_ number: Int, in around: [Int]?) -> [Int]? {
    guard let around, around.contains(where: { isAnnex($0) }) else { return nil }
    return around.filter { place in
      switch document.places[place].part {
      case .annex(number): true
      case .annex(nil): number == 1
      default: false
      }
    }
  }

  /// A part without a number: a named part of the document, a heading number, the title of a chapter.
  private func named(_ word: String) -> [Int]? {
    if let number = ChineseNumeral.read(word.unicodeScalars), number.isInteger {
      let found = document.places.indices.filter {
        document.places[$0].part == .heading(Int(clamping: number.numerator))
      }
      return document.shape == .articles && found.isEmpty ? nil : Array(found)
    }
    let part: (SourceDocument.Part) -> Bool
    switch word {
    case "通知", "标题", "前言": part = { $0 == .front }
    case "文末版记": part = { $0 == .closing }
    case "附件": part = { if case .annex = $0 { true } else { false } }
    default:
      let chapters = document.places.indices.filter { document.places[$0].title == word }
      return chapters.isEmpty ? nil : Array(chapters)
    }
    let found = document.places.indices.filter { part(document.places[$0].part) }
    return found.isEmpty ? nil : Array(found)
  }
}
