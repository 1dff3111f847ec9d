public import PolicyLang

/// Finds the places of a document.
///
/// Input: the text of a file. Output: `SourceDocument`; whatever the text is, it has places. Lines that
/// a page or a column broke are joined: a line that ends inside a sentence goes on in the next one.
public struct DocumentReader {
  private let file: FileID
  private let source: DocumentLines
  private var content = DocumentScalars()
  private var places: [SourceDocument.Place] = []
  /// The places around what is read, the outermost first.
  private var open: [Int] = []
  private var shape = SourceDocument.Shape.prose
  /// The paragraph being collected: the place that it belongs to, and where it starts.
  private var paragraph: (place: Int, start: Int)?
  /// The length of the last line that was added.
  private var lastLine = 0
  private var isPastArticles = false

  private init(_ source: SourceFile, _ file: FileID) {
    self.file = file
    self.source = DocumentLines(source)
  }

  public static func read(_ source: SourceFile, file: FileID) -> SourceDocument {
    var reader = DocumentReader(source, file)
    return reader.read()
  }

  private mutating func read() -> SourceDocument {
    let lines = DocumentReader.separated(source.lines, markers)
    shape = shape(of: lines)
    let start = firstChapter(lines)
    let last = lines.lastIndex { markers.article($0, isWrapped: false) != nil } ?? lines.count
    for (index, line) in lines.enumerated() {
      isPastArticles = shape == .articles && index > last
      take(line, isFront: index < start)
    }
    flush()
    return SourceDocument(file: file, shape: shape, places: places, content: content)
  }

  private var markers: DocumentMarkers { DocumentMarkers(content: source.content) }

  // MARK: The document as a whole

  private func shape(of lines: [Range<Int>]) -> SourceDocument.Shape {
    if lines.contains(where: { markers.article($0, isWrapped: false) != nil }) { return .articles }
    return lines.contains { markers.heading($0) != nil } ? .headings : .prose
  }

  /// The lines of a text that lost its line breaks: cut before each article and chapter that counts on.
  private static func separated(_ lines: [Range<Int>], _ markers: DocumentMarkers) -> [Range<Int>] {
    if lines.contains(where: { markers.article($0, isWrapped: false) != nil }) { return lines }
    var (article, chapter) = (1, 1)
    var result: [Range<Int>] = []
    for line in lines {
      var start = line.lowerBound
      for index in line where markers.content[index] == "第" {
        let rest = index..<line.upperBound
        if markers.article(rest, isWrapped: false)?.part == .article(article, inserted: nil) {
          article += 1
        } else if markers.isChapter(chapter, at: rest) {
          chapter += 1
        } else {
          continue
        }
        var end = index
        while end > start, markers.content[end - 1] == " " { end -= 1 }
        if start < end { result.append(start..<end) }
        start = index
      }
      result.append(start..<line.upperBound)
    }
    return article > 3 ? result : lines
  }

  /// The line of the first chapter, a table of contents left out: 第一章 comes twice there, and no
  /// article stands between.
  private func firstChapter(_ lines: [Range<Int>]) -> Int {
    guard shape == .articles else { return 0 }
    var first: Int?
    for (index, line) in lines.enumerated() {
      if markers.article(line, isWrapped: false) != nil { break }
      guard let marker = markers.chapter(line), case .chapter(1) = marker.part else { continue }
      if first != nil { return index }
      first = index
    }
    return 0
  }

  // MARK: Lines

  private mutating func take(_ line: Range<Int>, isFront: Bool) {
    if isFront {
      plain(line)
    } else if let marker = markers.chapter(line), shape == .articles {
      begin(marker, line, takesTitle: true)
    } else if let marker = markers.article(line, isWrapped: isInSentence) {
      begin(marker, line, takesTitle: false)
    } else if shape == .headings, let marker = markers.heading(line) {
      begin(marker, line, takesTitle: false)
    } else if let annex = annex(line) {
      begin(annex, line, takesTitle: true)
    } else if isNumbered, let marker = markers.item(line.lowerBound, within: line.upperBound),
      !isClosing(line)
    {
      flush()
      enter(marker.part, span(marker.range))
      start(marker.range.upperBound..<line.upperBound)
    } else {
      plain(line)
    }
  }

  /// Starts a chapter, an article or an annex.
  private mutating func begin(
    _ marker: DocumentMarkers.Marker, _ line: Range<Int>, takesTitle: Bool
  ) {
    flush()
    enter(marker.part, span(marker.range))
    let rest =
      source.content.skipBlanks(
        marker.range.upperBound, within: line.upperBound)..<line.upperBound
    guard let place = open.last, !rest.isEmpty else { return }
    if takesTitle || isTitle(rest) {
      places[place].title = source.content.text(rest).filter { $0 != " " }
      if takesTitle { return }
      // A title stays part of what is shown, and of what figures are looked for in.
      let first = content.count
      content.append(source.content, rest)
      places[place].words.append(first..<content.count)
    } else {
      if shape == .articles { enterParagraph() }
      start(rest)
    }
  }

  /// Words without a number: the next piece of a paragraph, or a new one.
  private mutating func plain(_ line: Range<Int>) {
    if isInSentence, !isClosing(line) {
      join(line)
      return
    }
    flush()
    if isClosing(line) {
      enter(.closing, span(line.lowerBound..<line.lowerBound))
    } else if open.isEmpty {
      enter(.front, span(line.lowerBound..<line.lowerBound))
    } else if shape == .articles, isInArticle {
      enterParagraph()
    }
    start(line)
  }

  // MARK: Places

  private var isInArticle: Bool { open.contains { places[$0].part.isArticle } }

  /// Whether numbers of items mean something here.
  private var isNumbered: Bool {
    shape == .prose || isInArticle
      || open.contains { if case .annex = places[$0].part { true } else { false } }
  }

  private mutating func enter(_ part: SourceDocument.Part, _ marker: SourceSpan) {
    // Items belong to a paragraph, also where one has no words of its own.
    if case .item = part, shape == .articles, isInArticle,
      !open.contains(where: { if case .paragraph = places[$0].part { true } else { false } })
    {
      enterParagraph()
    }
    while let last = open.last, !holds(last, part) { open.removeLast() }
    let index = places.count
    places.append(
      SourceDocument.Place(part: part, parent: open.last, marker: marker, title: ""))
    if let parent = open.last { places[parent].children.append(index) }
    open.append(index)
  }

  /// Whether a part lies in a place that is open. What stands before and after the articles holds none.
  private func holds(_ place: Int, _ part: SourceDocument.Part) -> Bool {
    switch places[place].part {
    case .front, .closing: false
    case .annex: part.depth > 0
    default: places[place].part.depth < part.depth
    }
  }

  private func isAnnex(_ place: Int) -> Bool {
    if case .annex = places[place].part { true } else { false }
  }

  private mutating func enterParagraph() {
    guard let article = open.last(where: { places[$0].part.isArticle }) else { return }
    let number = places[article].children.count + 1
    let end = content.count
    enter(.paragraph(number), content.span(end..<end, in: file))
  }

  // MARK: Paragraphs

  private mutating func start(_ range: Range<Int>) {
    if open.isEmpty { enter(.front, span(range.lowerBound..<range.lowerBound)) }
    guard let place = open.last else { return }
    paragraph = (place, content.count)
    add(range)
  }

  private mutating func join(_ line: Range<Int>) {
    guard let last = content.scalars.last, let next = source.content.scalars[line].first else {
      return
    }
    // Digits that a line break separates are two numbers, unless the line was full.
    let staysApart = last.isLatin && next.isLatin || last.isDigit && next.isDigit && lastLine < 15
    if staysApart, let end = content.ends.last {
      content.append(" ", from: Int(end), to: Int(end))
    }
    add(line)
  }

  private mutating func add(_ range: Range<Int>) {
    var range = range
    while let first = range.first, source.content[first] == " " { range.removeFirst() }
    content.append(source.content, range)
    lastLine = range.count
  }

  /// Whether the paragraph at hand goes on in the next line.
  private var isInSentence: Bool {
    guard let paragraph, paragraph.start < content.count else { return false }
    var end = content.count
    while end > paragraph.start, content[end - 1].closesQuote || content[end - 1] == " " {
      end -= 1
    }
    guard end > paragraph.start else { return false }
    if content[end - 1].endsSentence { return false }
    // Lines of a front page stand by themselves, and so do titles.
    let isLine = isTitleLike(paragraph.start..<end)
    switch places[paragraph.place].part {
    case .front, .closing: return !isLine
    default: return !(isLine && paragraph.start + 20 > end)
    }
  }

  /// A few words without a mark: the title of an article or an item.
  private func isTitle(_ range: Range<Int>) -> Bool {
    let words = source.content.scalars[range]
    return words.count <= 20 && !words.contains { DocumentReader.separates($0) }
  }

  private func isTitleLike(_ range: Range<Int>) -> Bool {
    !content.scalars[range].contains { DocumentReader.separates($0) }
  }

  private static func separates(_ scalar: Unicode.Scalar) -> Bool {
    scalar.endsSentence || scalar == "," || scalar == "、"
  }

  /// Ends the paragraph at hand and takes out the items numbered inside it.
  private mutating func flush() {
    guard let (place, start) = paragraph else { return }
    paragraph = nil
    let end = content.count
    guard start < end else { return }
    guard shape == .prose || open.contains(where: { places[$0].part.isArticle || isAnnex($0) })
    else {
      places[place].words.append(start..<end)
      return
    }
    split(start..<end, place)
  }

  private mutating func split(_ range: Range<Int>, _ place: Int) {
    let markers = DocumentMarkers(content: content)
    var place = place
    var wordsStart = range.lowerBound
    var index = range.lowerBound
    var previous: Unicode.Scalar?
    while index < range.upperBound {
      let scalar = content[index]
      let mayStart = previous.map { $0.endsSentence || scalar.value >= 0x2460 } ?? true
      if mayStart, let marker = markers.item(index, within: range.upperBound), follows(marker.part)
      {
        if wordsStart < index { places[place].words.append(wordsStart..<index) }
        enter(marker.part, content.span(marker.range, in: file))
        place = open.last ?? place
        index = marker.range.upperBound
        wordsStart = index
        previous = nil
        continue
      }
      if scalar != " ", !scalar.closesQuote { previous = scalar }
      index += 1
    }
    if wordsStart < range.upperBound { places[place].words.append(wordsStart..<range.upperBound) }
  }

  /// Whether a number inside a sentence counts on from the one before, so that it numbers an item.
  private func follows(_ part: SourceDocument.Part) -> Bool {
    guard case .item(let number, let style) = part else { return false }
    for place in open.reversed() {
      guard case .item(let before, let other) = places[place].part else { break }
      if other == style { return number > before && number <= before + 3 }
      if other.rawValue < style.rawValue { break }
    }
    return number == 1
  }

  private func span(_ range: Range<Int>) -> SourceSpan {
    guard range.isEmpty, range.lowerBound < source.content.count else {
      return source.content.span(range, in: file)
    }
    let start = Int(source.content.starts[range.lowerBound])
    return SourceSpan(file: file, start: start, end: start)
  }
}

// MARK: - The end of a document

extension DocumentReader {
  /// Whether a line begins what follows the articles: copies, signature, date of print.
  private func isClosing(_ line: Range<Int>) -> Bool {
    guard isPastArticles, !isInClosing else { return false }
    let words = source.content.scalars[line]
    if DocumentReader.closings.contains(where: { words.starts(with: $0) }) { return true }
    guard line.count <= 30, !isInSentence else { return false }
    let last = words.last ?? " "
    return !last.endsSentence && (isDate(words) || words.suffix(2).elementsEqual(scalars("印发")))
      || !words.contains { DocumentReader.separates($0) }
        && markers.item(
          line.lowerBound, within: line.upperBound) == nil
  }

  private var isInClosing: Bool {
    open.contains { places[$0].part == .closing || isAnnex($0) }
  }

  private static let closings = ["抄送", "主送", "抄报", "主题词"].map { scalars($0) }

  private func isDate(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
    words.allSatisfy {
      $0.isDigit || $0.isNumeral || $0 == " " || "年月日".unicodeScalars.contains($0)
    }
  }

  /// 附件, 附件1 on a line of its own after the articles.
  private func annex(_ line: Range<Int>) -> DocumentMarkers.Marker? {
    let words = source.content.scalars[line]
    guard isPastArticles || open.contains(where: { isAnnex($0) }), line.count <= 40,
      words.starts(with: scalars("附件"))
    else { return nil }
    let rest = words.dropFirst(2).filter { $0 != " " }
    let digits = rest.prefix { $0.isDigit || $0.isNumeral }
    let after = rest.dropFirst(digits.count).first
    guard after == nil || after == ":" else { return nil }
    let number = ChineseNumeral.read(digits).flatMap { $0.isInteger ? Int($0.numerator) : nil }
    return DocumentMarkers.Marker(
      part: .annex(number), range: line.lowerBound..<(line.lowerBound + 2))
  }
}
