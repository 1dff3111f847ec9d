internal import PolicyLang
internal import PolicyRuntime

/// The findings of a trace report on its page: all of them as a list, and each beside its place.
struct TracePageNotes {
  private let sheet: TraceSheet
  private var report: TraceReport { sheet.report }

  init(_ sheet: TraceSheet) { self.sheet = sheet }

  private func escaped(_ text: String) -> String {
    LanguageMarks.escaped(text, on: sheet.language)
  }

  private func word(_ severity: Severity) -> String {
    switch severity {
    case .error: sheet.say("错误", "error")
    case .warning: sheet.say("警告", "warning")
    case .note: sheet.say("提示", "note")
    }
  }

  /// All findings with links to where they belong.
  var list: String {
    if report.findings.isEmpty { return "" }
    var result = "<ol class=\"found\">\n"
    for finding in report.findings {
      let kind = finding.kind.severity == .note ? " class=\"note\"" : ""
      var text = escaped(finding.message(in: sheet.language))
      if let target = target(finding) { text = "<a href=\"#\(target)\">" + text + "</a>" }
      result += "<li><b\(kind)>" + word(finding.kind.severity) + "</b> " + text
      let help = finding.help(in: sheet.language)
      if !help.isEmpty { result += sheet.say("。", ". ") + escaped(help) }
      result += " <small>" + finding.kind.id + place(finding) + "</small></li>\n"
    }
    return result + "</ol>\n"
  }

  /// Whether a claim is shown: it stands beside the places that it cites.
  func hasCard(_ claim: Int) -> Bool {
    !report.comparesFiguresOnly && !report.cited[claim].isEmpty
  }

  private func place(_ finding: Diagnostic) -> String {
    guard let span = finding.span else { return "" }
    let file = sheet.sources[span.file]
    let (line, column) = file.position(at: span.lowerBound)
    return escaped(" \(file.name):\(line):\(column)")
  }

  /// Where on the page a finding is shown.
  private func target(_ finding: Diagnostic) -> String? {
    guard let span = finding.span else { return nil }
    if span.file == report.document.file { return owner(of: span).map { "p\($0)" } }
    guard let claim = claim(of: span), hasCard(claim) else { return nil }
    return "c\(claim)"
  }

  /// The findings about the own words of a place.
  func about(_ place: Int) -> String {
    let own = report.findings.filter { finding in
      guard let span = finding.span, span.file == report.document.file else { return false }
      return owner(of: span) == place
    }
    return paragraphs(own)
  }

  /// The findings about a claim that has a card.
  func about(claim index: Int) -> String {
    let own = report.findings.filter { finding in
      guard let span = finding.span, span.file != report.document.file else { return false }
      return claim(of: span) == index
    }
    return paragraphs(own)
  }

  private func paragraphs(_ findings: [Diagnostic]) -> String {
    var result = ""
    for finding in findings {
      let kind = finding.kind.severity == .note ? " note" : ""
      result +=
        "<p class=\"say\(kind)\">" + word(finding.kind.severity) + sheet.say("：", ": ")
        + escaped(finding.message(in: sheet.language)) + "</p>\n"
    }
    return result
  }

  /// The last place that begins at or before a span of the document.
  private func owner(of span: SourceSpan) -> Int? {
    report.document.places.indices.last {
      report.document.span(of: $0).lowerBound <= span.lowerBound
        && !report.document.span(of: $0).isEmpty
    }
  }

  /// The innermost claim with a citation of its own around a span of the policy.
  private func claim(of span: SourceSpan) -> Int? {
    let found = report.claims.indices.last { index in
      let own = report.claims[index].span
      return own.file == span.file && own.lowerBound <= span.lowerBound
        && span.upperBound <= own.upperBound
    }
    guard var claim = found else { return nil }
    while report.claims[claim].citations.isEmpty, let parent = report.claims[claim].parent {
      claim = parent
    }
    return claim
  }
}
