internal import PolicyLang
internal import PolicyRuntime

/// A trace report as one page of two columns, the document left and the clauses right, that needs no
/// network and no script, reads on a telephone and prints on A4.
struct TracePage {
  private let sheet: TraceSheet
  private let page: HTMLPage
  private let notes: TracePageNotes
  private var report: TraceReport { sheet.report }
  private var document: SourceDocument { sheet.report.document }

  init(_ sheet: TraceSheet) {
    self.sheet = sheet
    notes = TracePageNotes(sheet)
    page = HTMLPage(
      title: sheet.say("条文核对：", "Held against its document: ") + sheet.setup.program.title,
      language: sheet.language, ownStyle: TracePage.style, width: "76rem")
  }

  private func say(_ zh: String, _ en: String) -> String { sheet.say(zh, en) }
  private func escaped(_ text: String) -> String {
    LanguageMarks.escaped(text, on: sheet.language)
  }

  var html: String {
    var result = page.opening + summary + notes.list
    result += legend + "<div class=\"cols\" aria-hidden=\"true\"><b>" + say("原文", "Document")
    result += "</b><b>" + say("规则", "Clauses") + "</b></div>\n"
    var shown = Set<Int>()
    for place in document.places.indices where document.places[place].parent == nil {
      result += row(place, &shown)
    }
    return result + page.closing([sheet.setup])
  }

  // MARK: Head

  private var summary: String {
    var result = "<p class=\"note\">" + escaped(sheet.path) + "</p>\n<ul class=\"sum\">\n"
    for count in sheet.counts {
      let mark = count.isGood ? "✓" : "!"
      result +=
        "<li class=\"\(count.isGood ? "ok" : "no")\"><b aria-hidden=\"true\">\(mark)</b> "
        + escaped(count.text) + "</li>\n"
    }
    return result + "</ul>\n"
  }

  private var legend: String {
    let marks: [(String, String)] = [
      ("used", say("规则用到的数字", "a figure that a clause has")),
      ("mentioned", say("写在名称或说明里", "in a name or explanation")),
      ("unused", say("没有用到", "not used")),
    ]
    var result = "<p class=\"note\">"
    for (kind, text) in marks {
      result += "<span class=\"f \(kind)\" lang=\"zh\">5年</span> " + escaped(text) + "　"
    }
    return result
      + say(
        "点数字跳到对面；左边的色条：蓝色有规则，灰色只是宣示或存疑，橙色没有规则引用。",
        "Figures link to the other column. Bars: blue ruled, grey recital or open, orange not covered."
      )
      + "</p>\n"
  }

  // MARK: Rows

  private func row(_ place: Int, _ shown: inout Set<Int>) -> String {
    let children = document.places[place].children
    switch document.places[place].part {
    case .chapter, .section, .annex:
      var result = heading(place) + pair(place, inside: false, &shown)
      for child in children { result += row(child, &shown) }
      return result
    default: return pair(place, inside: true, &shown)
    }
  }

  private func heading(_ place: Int) -> String {
    let own = document.places[place]
    return "<h2 id=\"p\(place)\">" + escaped(sheet.document.text(own.marker)) + " "
      + escaped(own.title) + "</h2>\n"
  }

  /// One article with the clauses that cite it.
  /// - Parameter inside: whether the places in it are shown with it.
  private func pair(_ place: Int, inside: Bool, _ shown: inout Set<Int>) -> String {
    let claims = inside ? sheet.claims(inside: place) : report.citing[place]
    let words = inside ? self.words(place) : ownWords(place)
    if words.isEmpty, claims.isEmpty { return "" }
    var right = ""
    if report.comparesFiguresOnly {
      right = figureList(place)
    } else {
      for claim in claims { right += card(claim, isFirst: shown.insert(claim).inserted) }
    }
    let coverage = report.coverage[place].map { TracePage.mark($0) } ?? "none"
    return
      "<section class=\"row\(right.isEmpty ? " alone" : "")\">\n<div class=\"doc \(coverage)\">\n"
      + words + "</div>\n<div class=\"pol\">\n" + right + "</div>\n</section>\n"
  }

  private static func mark(_ coverage: TraceReport.Coverage) -> String {
    switch coverage {
    case .ruled: "ruled"
    case .recital, .open: "said"
    case .uncovered: "bare"
    }
  }

  // MARK: The document

  private func words(_ place: Int) -> String {
    var result = ownWords(place)
    for child in document.places[place].children { result += words(child) }
    return result
  }

  private func ownWords(_ place: Int) -> String {
    let own = document.places[place]
    var text = ""
    switch own.part {
    case .chapter, .section, .annex: break
    default:
      let marker = sheet.document.text(own.marker)
      if !marker.isEmpty { text = "<b>" + escaped(marker) + "</b> " }
    }
    for piece in report.pieces(of: place, in: sheet.document) { text += span(piece) }
    let remarks = notes.about(place)
    if text.isEmpty, remarks.isEmpty { return "" }
    if report.coverage[place] == .uncovered {
      text += " <em class=\"tag\">" + escaped(sheet.word(.uncovered)) + "</em>"
    }
    // A number without words of its own stands on the line of its first paragraph.
    let isBare = own.part.isArticle && report.pieces(of: place, in: sheet.document).isEmpty
    return "<p id=\"p\(place)\" class=\"d\(depth(place))\(isBare ? " mk" : "")\">" + text + "</p>\n"
      + remarks
  }

  private func depth(_ place: Int) -> Int {
    switch document.places[place].part {
    case .item(_, .bracket): 1
    case .item(_, .number): 2
    case .item: 3
    default: 0
    }
  }

  private func span(_ piece: TraceReport.Piece) -> String {
    guard let index = piece.figure else {
      return piece.text == "\n" ? "<br>" : escaped(piece.text)
    }
    let kind: String
    switch report.figures[index].state {
    case .used: kind = "used"
    case .mentioned: kind = "mentioned"
    case .unused: kind = "unused"
    case .idle: return escaped(piece.text)
    }
    let body = "class=\"f \(kind)\" id=\"f\(index)\""
    guard let claim = report.claims(having: index).first, notes.hasCard(card(of: claim)) else {
      return "<span \(body)>" + escaped(piece.text) + "</span>"
    }
    return "<a \(body) href=\"#c\(card(of: claim))\">" + escaped(piece.text) + "</a>"
  }

  /// The claim whose card shows a claim: itself, or what it stands in and cites for it.
  private func card(of claim: Int) -> Int {
    var claim = claim
    while report.claims[claim].citations.isEmpty, let parent = report.claims[claim].parent {
      claim = parent
    }
    return claim
  }

  // MARK: Clauses

  private func card(_ claim: Int, isFirst: Bool) -> String {
    var result = "<div class=\"card\"" + (isFirst ? " id=\"c\(claim)\"" : "") + ">"
    result += line(claim)
    if isFirst { result += inner(claim) }
    result += "<p class=\"at\">" + links(claim) + "</p>"
    return result + (isFirst ? notes.about(claim: claim) : "") + "</div>\n"
  }

  /// What stands in the braces of a claim without a citation of its own.
  private func inner(_ claim: Int) -> String {
    var result = ""
    for other in report.claims.indices.dropFirst(claim + 1) {
      guard report.claims[other].depth > report.claims[claim].depth else { break }
      let isOwn =
        report.claims[other].citations.isEmpty && card(of: other) == claim
      if isOwn { result += "<div class=\"in\">" + line(other) + "</div>" }
    }
    return result
  }

  private func line(_ claim: Int) -> String {
    let own = report.claims[claim]
    let file = sheet.sources[own.span.file]
    var result = ""
    var start = own.span.lowerBound
    let figures = own.figures.indices.sorted {
      own.figures[$0].span.start < own.figures[$1].span.start
    }
    for index in figures {
      let span = own.figures[index].span
      guard span.lowerBound >= start, span.upperBound <= own.span.upperBound else { continue }
      result += plain(file, start, span.lowerBound)
      result += figure(file.text(span), report.answers[claim][index].first)
      start = span.upperBound
    }
    result += plain(file, start, own.span.upperBound)
    return "<code>" + trimmed(result) + "</code>"
  }

  private func figure(_ text: String, _ answer: Int?) -> String {
    guard let answer else { return "<span class=\"f bad\">" + escaped(text) + "</span>" }
    return "<a class=\"f used\" href=\"#f\(answer)\">" + escaped(text) + "</a>"
  }

  /// A piece of the policy in one line.
  private func plain(_ file: SourceFile, _ start: Int, _ end: Int) -> String {
    let text = file.text(
      SourceSpan(file: document.file, start: start, end: max(start, end)))
    var result = ""
    var isBlank = false
    for scalar in text.unicodeScalars {
      let isSpace = scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t"
      if isSpace, isBlank { continue }
      isBlank = isSpace
      result.unicodeScalars.append(isSpace ? " " : scalar)
    }
    return escaped(result)
  }

  private func trimmed(_ text: String) -> String {
    var text = text[...]
    while let last = text.last, last == " " || last == "{" { text.removeLast() }
    return String(text)
  }

  private func links(_ claim: Int) -> String {
    var parts: [String] = []
    for (index, place) in report.cited[claim].enumerated() {
      let isRepeated = report.cited[claim][..<index].contains {
        sheet.name(of: $0) == sheet.name(of: place)
      }
      if isRepeated { continue }
      parts.append("<a href=\"#p\(place)\">" + escaped(sheet.name(of: place)) + "</a>")
    }
    let line = sheet.line(of: report.claims[claim].span)
    parts.append(say("第 \(line) 行", "line \(line)"))
    return parts.joined(separator: say("、", ", "))
  }

  // MARK: Explainers

  private func figureList(_ place: Int) -> String {
    var result = ""
    var waiting = [place]
    var places = Set<Int>()
    while let next = waiting.popLast() {
      places.insert(next)
      waiting += document.places[next].children
    }
    for (index, figure) in report.figures.enumerated()
    where places.contains(figure.place) && figure.state != .idle {
      let claims = report.claims(having: index)
      let names = claims.map { sheet.title(of: $0) }.joined(separator: say("、", ", "))
      result +=
        "<div class=\"card\"><a class=\"f \(figure.state == .unused ? "unused" : "used")\" "
        + "href=\"#f\(index)\">" + escaped(sheet.document.text(figure.span)) + "</a> "
      result +=
        claims.isEmpty
        ? figure.state == .mentioned
          ? say("写在说明里", "in an explanation") : say("政策里没有", "not in the policy")
        : "→ " + escaped(names)
      result += "</div>\n"
    }
    return result
  }
}
