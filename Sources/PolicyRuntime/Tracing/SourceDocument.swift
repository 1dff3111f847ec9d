public import PolicyLang

/// A document as its places: chapters, articles, paragraphs and items, with their words.
public struct SourceDocument: Sendable {
  public let file: FileID
  public let shape: Shape
  /// In the order of the text; the parent of each stands before it.
  public internal(set) var places: [Place]
  let content: DocumentScalars

  /// By what the document is numbered.
  public enum Shape: Hashable, Sendable {
    /// 第一条.
    case articles
    /// 一、 and （一）, without 条.
    case headings
    /// Not at all.
    case prose
  }

  public struct Place: Sendable {
    public let part: Part
    /// The index of the place around it.
    public let parent: Int?
    /// What is written for the number, such as 第三条; empty for a paragraph.
    public let marker: SourceSpan
    /// The words of a heading on the line of the number, blanks taken out: 总则.
    public internal(set) var title: String
    /// Its own words, without those of the places inside it.
    var words: [Range<Int>] = []
    public internal(set) var children: [Int] = []
  }

  public enum Part: Hashable, Sendable {
    /// What stands before the first article: the notice, the title.
    case front
    case chapter(Int)
    /// 第N节.
    case section(Int)
    case article(Int, inserted: Int?)
    /// `一、`.
    case heading(Int)
    /// 第N款: a paragraph of an article.
    case paragraph(Int)
    /// An item with its number.
    case item(Int, ItemStyle)
    /// What stands after the last article: copies to, date of print.
    case closing
    case annex(Int?)
  }

  /// How an item is numbered, the outermost first.
  public enum ItemStyle: UInt8, Hashable, Sendable, CaseIterable {
    /// （一）
    case bracket
    /// `1.`, `1、`, `1)`
    case number
    /// （1）
    case bracketedNumber
    /// ①
    case circle
  }
}

extension SourceDocument {
  /// The place and those around it, the outermost first.
  public func path(to place: Int) -> [Int] {
    var result: [Int] = []
    var next: Int? = place
    while let index = next, result.count < 16 {
      result.append(index)
      next = places[index].parent
    }
    return result.reversed()
  }

  /// The place and everything in it, in the order of the text.
  func inside(_ place: Int) -> [Int] {
    var result: [Int] = []
    var waiting = [place]
    while let next = waiting.popLast() {
      result.append(next)
      waiting += places[next].children.reversed()
    }
    return result
  }

  /// The article or heading that a place belongs to, or else its outermost place.
  public func article(of place: Int) -> Int {
    let path = path(to: place)
    return path.first { places[$0].part.isArticle } ?? path.first ?? place
  }

  /// The items directly in a place or in its paragraphs.
  func items(of place: Int) -> [Int] {
    var result: [Int] = []
    for child in places[place].children {
      switch places[child].part {
      case .item: result.append(child)
      case .paragraph: result += places[child].children
      default: break
      }
    }
    return result
  }

  /// How policies cite a place: 第四条(二)1; a place that cannot be cited is called what it is.
  public func name(of place: Int) -> LocalText {
    var parts: [Citation.Part] = []
    for index in path(to: place) {
      switch places[index].part {
      case .front: return LocalText(zh: "正文之前", en: "before the articles")
      case .closing: return LocalText(zh: "文末版记", en: "colophon")
      case .annex(let number):
        parts = [.word("附件")] + (number.map { [.item($0)] } ?? [])
      case .chapter(let number): parts = [.chapter(number)]
      case .section: break
      case .article(let number, let inserted):
        parts = parts.filter { $0 == .word("附件") } + [.article(number, inserted: inserted)]
      case .heading(let number): parts.append(.word(ChineseNumeral.spell(number)))
      case .paragraph(let number):
        let siblings = places[index].parent.map { places[$0].children.count } ?? 1
        if siblings > 1, index == place { parts.append(.paragraph(number)) }
      case .item(let number, .bracket), .item(let number, .bracketedNumber):
        parts.append(.bracket(number))
      case .item(let number, _): parts.append(.item(number))
      }
    }
    let end = SourceSpan(file: file, start: 0, end: 0)
    let citation = Citation(source: nil, parts: parts, span: end)
    return LocalText(zh: citation.spelling(.chinese), en: citation.spelling(.english))
  }

  /// Where a place stands: its number, or the beginning of its words.
  public func span(of place: Int) -> SourceSpan {
    let marker = places[place].marker
    if !marker.isEmpty { return marker }
    guard let words = places[place].words.first else { return marker }
    return content.span(words.lowerBound..<min(words.upperBound, words.lowerBound + 12), in: file)
  }

  /// The pieces of text of a place itself, as they stand in the file.
  public func wording(of place: Int) -> [SourceSpan] {
    places[place].words.map { content.span($0, in: file) }
  }

  /// The places that are numbered as articles are, in the order of the text, those of annexes left out.
  public var articles: [Int] {
    places.indices.filter { index in
      places[index].part.isArticle
        && !path(to: index).contains { if case .annex = places[$0].part { true } else { false } }
    }
  }

  public var itemCount: Int {
    places.count { if case .item = $0.part { true } else { false } }
  }

  /// All words, in order.
  var allWords: [Range<Int>] {
    var result: [Range<Int>] = []
    for place in places { result += place.words }
    return result
  }

  /// How many characters are Chinese, and how many letters.
  public var script: (chinese: Int, latin: Int) {
    (content.scalars.count { $0.isHan }, content.scalars.count { $0.isLatin })
  }

  /// Where characters were lost on the way: the marks that stand for unreadable bytes.
  public var lostCharacters: [SourceSpan] {
    content.scalars.indices.filter { content[$0] == "\u{FFFD}" }
      .map { content.span($0..<($0 + 1), in: file) }
  }

  /// The words without blanks and quotation marks, for finding a name in them.
  func mentions(_ name: String) -> Bool {
    let wanted = name.unicodeScalars.filter { SourceDocument.isTelling($0) }
    guard let first = wanted.first else { return false }
    let words = content.scalars.filter { SourceDocument.isTelling($0) }
    for index in words.indices where words[index] == first {
      if words[index...].starts(with: wanted) { return true }
    }
    return false
  }

  private static func isTelling(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHan || scalar.isDigit || scalar.isLatin
  }
}

extension SourceDocument.Part {
  /// Whether rules are cited by it: an article, or a heading where there are none.
  public var isArticle: Bool {
    switch self {
    case .article, .heading: true
    default: false
    }
  }

  /// How deep it lies; a place ends where another of the same or a lower depth begins.
  var depth: Int {
    switch self {
    case .front, .closing, .annex: 0
    case .chapter: 1
    case .section: 2
    case .article, .heading: 3
    case .paragraph: 4
    case .item(_, let style): 5 + Int(style.rawValue)
    }
  }
}
