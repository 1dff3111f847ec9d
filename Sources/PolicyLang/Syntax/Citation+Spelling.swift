// How places in a document are read and written in both languages.

extension Citation {
  /// Reads the text after `@`.
  ///
  /// Chinese and English forms, full-width and ASCII brackets, Chinese and Arabic numerals are all
  /// understood: `第四条(二)1`, `第4条第2款`, `art.4(2)1`, `art.4para.2`, `通知`, `二(三)1`. A named source
  /// stands first, before `/` or a blank: `通知2021/三`.
  /// - Returns: `nil` when the text names no place.
  public static func read(_ text: String, span: SourceSpan) -> Citation? {
    var reader = CitationReader(text)
    let source = reader.takeSource()
    guard let parts = reader.takeParts() else { return nil }
    return Citation(source: source, parts: parts, span: span)
  }

  /// The canonical spelling without `@`.
  public func spelling(_ language: Language) -> String {
    language == .chinese ? description : Citation.spelling(source: source, parts: parts, language)
  }

  static func spelling(source: String?, parts: [Part], _ language: Language) -> String {
    (source.map { $0 + "/" } ?? "") + spell(parts, language)
  }

  /// The first article in full, as reports show it: 第四条 for 第四条(二)1. A place outside the articles
  /// (通知, 二(三)1) is shown whole.
  public var article: String {
    var shown = parts
    if let index = parts.firstIndex(where: { $0.isArticle }) {
      let start = parts[..<index].lastIndex { $0.isChapter }.map { $0 + 1 } ?? 0
      shown = Array(parts[start...index])
    }
    return (source.map { $0 + "/" } ?? "") + Citation.spell(shown, .chinese)
  }

  private static func spell(_ parts: [Part], _ language: Language) -> String {
    var result = ""
    var afterWord = false
    for part in parts {
      // A bare number after a digit stays a number of its own: art.12.2.
      if part.isItem, let last = result.utf8.last, (0x30...0x39).contains(last) { result += "." }
      // annex.art.2: a word would swallow the unit of what follows.
      if afterWord, language == .english, part.hasUnit { result += "." }
      result += part.spelling(language)
      if case .word = part { afterWord = true } else { afterWord = false }
    }
    return result
  }

  /// Parts of a document that have a name in both languages.
  static let namedParts: [(zh: String, en: String)] = [
    ("通知", "notice"), ("文末版记", "colophon"), ("附件", "annex"), ("前言", "preamble"),
    ("标题", "title"), ("附则", "supplement"),
  ]
}

extension Citation: CustomStringConvertible {}

extension Citation.Part {
  fileprivate var isArticle: Bool {
    if case .article = self { return true }
    return false
  }
  fileprivate var isChapter: Bool {
    if case .chapter = self { return true }
    return false
  }
  /// Whether the English spelling starts with a unit: art., para.
  fileprivate var hasUnit: Bool {
    switch self {
    case .article, .chapter, .paragraph, .point: true
    case .bracket, .item, .word: false
    }
  }
  fileprivate var isItem: Bool {
    if case .item = self { return true }
    return false
  }

  fileprivate func spelling(_ language: Language) -> String {
    language == .chinese ? chinese : english
  }

  private var chinese: String {
    switch self {
    case .article(let number, let inserted):
      "第" + ChineseNumeral.spell(number) + "条"
        + (inserted.map { "之" + ChineseNumeral.spell($0) } ?? "")
    case .chapter(let number): "第" + ChineseNumeral.spell(number) + "章"
    case .paragraph(let number): "第" + ChineseNumeral.spell(number) + "款"
    case .bracket(let number): "(" + ChineseNumeral.spell(number) + ")"
    case .item(let number): "\(number)"
    case .point(let number): "第" + ChineseNumeral.spell(number) + "项"
    case .word(let text): text
    }
  }

  private var english: String {
    switch self {
    case .article(let number, let inserted):
      return "art.\(number)" + (inserted.map { "-\($0)" } ?? "")
    case .chapter(let number): return "ch.\(number)"
    case .paragraph(let number): return "para.\(number)"
    case .bracket(let number): return "(\(number))"
    case .item(let number): return "\(number)"
    case .point(let number): return "pt.\(number)"
    case .word(let text):
      if let named = Citation.namedParts.first(where: { $0.zh == text }) { return named.en }
      if let number = ChineseNumeral.read(text.unicodeScalars), number.isInteger,
        number.numerator < 10_000, ChineseNumeral.spell(Int(number.numerator)) == text
      {
        return "sec.\(number.numerator)"
      }
      return text
    }
  }
}
