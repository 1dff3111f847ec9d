internal import PolicyLang
internal import PolicyRuntime

// Words and markup of the page about decisions.
extension EvalPage {
  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
  func escaped(_ text: String) -> String { MarkupText.escaped(text) }
  func name(_ outcome: Outcome) -> String { outcome.keyword.spelling(language) }
  func people(_ count: Int) -> String { say("\(count) 人", "\(count)") }

  /// A clause with its article.
  func cited(_ index: Int) -> String {
    let clause = setup.program.requirements[index]
    let citation = setup.program.citation(clause.articles, clause.origin, in: language)
    let label = clause.label[language]
    return citation.isEmpty ? label : label + say("（", " (") + citation + say("）", ")")
  }

  /// A share in tenths of a percent, rounded half up.
  func share(_ count: Int, _ total: Int) -> String {
    guard total > 0 else { return "–" }
    let tenths = (count * 2000 + total) / (2 * total)
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// Counts in the order of the outcomes, as parts of a bar.
  func parts(_ all: [Int]) -> [(length: Int, style: String, meaning: String)] {
    zip(DecisionCounts.order, all).map { outcome, count in
      (count, "o-" + outcome.id, name(outcome) + " " + people(count))
    }
  }

  func heading(_ text: String) -> String { "<h2>" + escaped(text) + "</h2>\n" }

  func paragraph(_ text: String, _ style: String) -> String {
    "<p class=\"\(style)\">" + escaped(text) + "</p>\n"
  }

  /// Bars in pictures that are no taller than half a page.
  func figure(_ bars: [BarsSVG.Bar], _ most: Int) -> String {
    var result = ""
    var start = 0
    while start < bars.count {
      let end = min(start + 12, bars.count)
      let picture = BarsSVG(
        title: bars[start..<end].map { $0.label + " " + $0.figure }.joined(
          separator: say("；", "; ")),
        bars: Array(bars[start..<end]), most: most)
      result += "<figure>\n" + picture.svg + "</figure>\n"
      start = end
    }
    return result
  }

  var legend: String {
    var result = "<p class=\"legend\">"
    for outcome in DecisionCounts.order {
      result += "<span><i class=\"o-\(outcome.id)\"></i>" + escaped(name(outcome)) + "</span> "
    }
    return result + "</p>\n"
  }

  /// - Parameter figures: the first column of figures.
  func tableStart(_ head: [String], _ figures: Int) -> String {
    var result = "<div class=\"scroll\">\n<table>\n<thead><tr>"
    for (index, cell) in head.enumerated() {
      result += "<th\(index >= figures ? " class=\"n\"" : "")>" + escaped(cell) + "</th>"
    }
    return result + "</tr></thead>\n<tbody>\n"
  }

  func row(_ cells: [String], _ figures: Int) -> String {
    var result = "<tr>"
    for (index, cell) in cells.enumerated() {
      result += "<td\(index >= figures ? " class=\"n\"" : "")>" + escaped(cell) + "</td>"
    }
    return result + "</tr>\n"
  }

  var tableEnd: String { "</tbody>\n</table>\n</div>\n" }

  /// The outcomes differ in lightness too, so that a print in grey keeps them apart.
  static let style = """
    figure { max-width: 30rem; margin: .5rem 0; } .scroll td:first-child { min-width: 8.5em; } .mark { color: var(--mark); }
    svg .ink { fill: var(--ink); } .rail { fill: var(--panel); }
    .o-eligible { fill: #2f7d4f; background: #2f7d4f; }
    .o-needs_waiver { fill: #e0b400; background: #e0b400; }
    .o-needs_judgement { fill: #a68bc6; background: #a68bc6; }
    .o-undetermined { fill: #9a9a96; background: #9a9a96; }
    .o-ineligible { fill: #c05a1c; background: #c05a1c; }
    .legend { font-size: .9rem; margin: .2rem 0 .6rem; } .legend span { margin-right: .8rem;
      white-space: nowrap; }
    .legend i { display: inline-block; width: .8rem; height: .8rem; margin-right: .3rem;
      border-radius: .15rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }

    """
}
