internal import PolicyLang
internal import PolicyRuntime

/// A trace report for the terminal: counts, the clauses of each article, findings.
struct TraceText {
  let sheet: TraceSheet
  let isQuiet: Bool

  var text: String {
    let report = sheet.report
    var result = sheet.setup.program.title + " ↔ " + sheet.path + "\n"
    for count in sheet.counts { result += (count.isGood ? "  " : "! ") + count.text + "\n" }
    if !isQuiet, !report.comparesFiguresOnly { result += "\n" + articles }
    let shown =
      isQuiet ? report.findings.filter { $0.kind.severity == .error } : report.findings
    if !shown.isEmpty {
      result += "\n" + TextRenderer(sources: sheet.sources, language: sheet.language).render(shown)
    }
    return result + "\n" + sheet.verdict + "\n"
  }

  private var articles: String {
    var result = ""
    let places = sheet.report.document.articles
    let width = places.map { DisplayWidth.of(sheet.name(of: $0)) }.max() ?? 0
    for place in places {
      let name = sheet.name(of: place)
      result += name + String(repeating: " ", count: width - DisplayWidth.of(name) + 2)
      let claims = sheet.outermost(
        sheet.claims(inside: place).filter { sheet.report.claims[$0].role != .name })
      result +=
        claims.isEmpty
        ? sheet.word(.uncovered)
        : claims.map { sheet.title(of: $0) }.joined(separator: sheet.say("、", ", "))
      result += "\n"
    }
    return result
  }
}
