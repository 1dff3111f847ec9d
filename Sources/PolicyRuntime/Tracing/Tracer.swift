public import PolicyLang

/// Holds a policy against the text of its document.
///
/// Input: a policy that compiled, and the document. Output: which claims cite which places, which figures
/// answer for which, and what is wrong (`TraceReport.findings`). Only what the policy itself writes is
/// compared: what it inherits from another policy cites that one's document.
public struct Tracer {
  var report: TraceReport
  let reader: ClaimReader
  let lookup: CitationLookup
  /// The named source that the text is; `nil` for the main document.
  private let source: String?
  /// The places by which rules are cited.
  let articles: Set<Int>
  /// The values of ordered types: 技师, 市级.
  let levelNames: [String]
  private let identity: Identity
  private var log = DiagnosticLog()

  /// By what a document is known to be the one that a policy cites.
  private struct Identity {
    var title = ""
    var issuer = ""
    var number = ""
  }

  /// - Parameter source: the name of the 来源文件 that the text is; `nil` for the main document.
  public static func trace(
    _ compiled: Compiled, _ program: IRProgram, _ document: SourceDocument, source: String? = nil
  ) -> TraceReport {
    var tracer = Tracer(compiled, program, document, source)
    tracer.run()
    return tracer.report
  }

  private init(
    _ compiled: Compiled, _ program: IRProgram, _ document: SourceDocument, _ source: String?
  ) {
    let statements = compiled.parsed.first?.statements ?? []
    reader = ClaimReader(statements)
    lookup = CitationLookup(document: document)
    articles = Set(document.articles)
    var levels: [String] = []
    for enumeration in program.enumerations where enumeration.isOrdered {
      levels += enumeration.values.map { $0.zh }
    }
    levelNames = levels
    self.source = source
    var identity = Identity(title: program.title)
    for statement in statements {
      switch statement.keyword {
      case .issuer: identity.issuer = statement.text(.text) ?? ""
      case .documentNumber: identity.number = statement.text(.text) ?? ""
      default: break
      }
    }
    self.identity = identity
    let citesArticles = reader.claims.contains { claim in
      claim.citations.contains { $0.source == source && $0.citesArticle }
    }
    report = TraceReport(
      document: document, claims: reader.claims,
      comparesFiguresOnly: document.shape != .articles && citesArticles,
      citing: Array(repeating: [], count: document.places.count),
      cited: Array(repeating: [], count: reader.claims.count), figures: [],
      answers: reader.claims.map { claim in Array(repeating: [], count: claim.figures.count) })
    collectFigures()
  }

  private mutating func collectFigures() {
    let document = report.document
    for place in document.places.indices {
      for words in document.places[place].words {
        for figure in FigureScanner.figures(in: document.content, words) {
          report.figures.append(
            TraceReport.Figure(
              place: place, span: document.content.span(figure.range, in: document.file),
              value: figure.value, state: figure.isFirm ? .unused : .idle, bound: figure.bound,
              isFirm: figure.isFirm, range: figure.range))
        }
      }
    }
  }

  // MARK: Steps

  private mutating func run() {
    checkIdentity()
    if report.comparesFiguresOnly {
      log.report(Diagnostic(.figuresOnly, at: nil))
      compareFiguresOnly()
    } else {
      resolveCitations()
      cover()
      compareFigures()
      compareBounds()
      compareLevels()
      findUnused()
    }
    log.append(
      DocumentNumbering.findings(report.document) { place in openPoint(about: place) })
    report.findings = log.sorted
  }

  private mutating func checkIdentity() {
    if let first = report.document.lostCharacters.first {
      let count = report.document.lostCharacters.count
      log.report(Diagnostic(.lostCharacters, at: first, [LocalText("\(count)")]))
    }
    guard source == nil else { return }
    let names = [identity.title, identity.issuer, identity.number].filter { !$0.isEmpty }
    if !names.contains(where: { report.document.mentions($0) }) {
      log.report(Diagnostic(.anotherDocument, at: nil, [LocalText(identity.title)]))
    }
  }

  /// The citations that name this document.
  func own(_ citations: [Citation]) -> [Citation] { citations.filter { $0.source == source } }

  /// An open point of the policy about the numbers of a place or its article.
  private func openPoint(about place: Int) -> String? {
    for index in report.document.path(to: place).reversed()
    where report.document.places[index].part.depth >= 3 {
      if let claim = report.citing[index].first(where: { report.claims[$0].isAboutNumbering }) {
        return report.claims[claim].name
      }
    }
    return nil
  }

  // MARK: Citations

  private mutating func resolveCitations() {
    var reported = Set<String>()
    for (index, claim) in report.claims.enumerated() {
      for citation in claim.citations {
        guard citation.source == source else {
          report.citationsElsewhere += 1
          continue
        }
        switch lookup.find(citation) {
        case .places(let places):
          for place in places where !report.cited[index].contains(place) {
            report.cited[index].append(place)
            report.citing[place].append(index)
          }
        case .missing(let parts, let within):
          // An article that is missing is said once, not again for each of its items.
          let missing = Citation(
            source: citation.source, parts: Array(citation.parts.prefix(parts)),
            span: citation.span)
          guard reported.insert(missing.description).inserted else { continue }
          log.report(
            Diagnostic(
              .citedPlaceMissing, at: citation.span,
              [spelled(missing), advice(within, for: missing.parts.last)]))
        case .absentPart:
          guard reported.insert(citation.description).inserted else { continue }
          log.report(Diagnostic(.citedPartMissing, at: citation.span, [spelled(citation)]))
        }
      }
    }
  }

  private func spelled(_ citation: Citation) -> LocalText {
    LocalText(zh: citation.spelling(.chinese), en: citation.spelling(.english))
  }

  /// What there is instead: the items or paragraphs of the article, or the first and last article.
  private func advice(_ within: Int?, for part: Citation.Part?) -> LocalText {
    let document = report.document
    guard let within else {
      guard let first = document.articles.first, let last = document.articles.last else {
        return LocalText(zh: "改依据", en: "correct the citation")
      }
      let (from, to) = (document.name(of: first), document.name(of: last))
      return LocalText(
        zh: "文件有\(from.zh)到\(to.zh)", en: "it has \(from.en) to \(to.en)")
    }
    let name = document.name(of: within)
    let items = document.items(of: within)
    let parts = document.places[within].children.count
    var isParagraph = false
    if case .paragraph? = part { isParagraph = true }
    if !isParagraph, let first = items.first, let last = items.last {
      let (from, to) = (document.name(of: first), document.name(of: last))
      return LocalText(zh: "有\(from.zh)到\(to.zh)", en: "there are \(from.en) to \(to.en)")
    }
    let count = max(parts, 1)
    let more = items.isEmpty ? (zh: "，没有分项", en: ", no items") : (zh: "", en: "")
    return LocalText(
      zh: "\(name.zh)分成 \(count) 款" + more.zh,
      en: "paragraphs of \(name.en): \(count)" + more.en)
  }

  // MARK: Coverage

  private mutating func cover() {
    for place in report.document.places.indices {
      let isTop = articles.contains(place)
      if isTop { cover(place, isInherited: isCitedAbove(place)) }
    }
  }

  private func isCitedAbove(_ place: Int) -> Bool {
    report.document.path(to: place).dropLast().contains { isCovered($0) }
  }

  /// Whether a declaration that is more than a name cites a place itself.
  private func isCovered(_ place: Int) -> Bool {
    report.citing[place].contains { report.claims[$0].role != .name }
  }

  private func isCoveredInside(_ place: Int) -> Bool {
    report.document.inside(place).dropFirst().contains { isCovered($0) }
  }

  /// A citation of an article covers its items too, until one of them is cited by itself: then each
  /// of its neighbours must be.
  private mutating func cover(_ place: Int, isInherited: Bool) {
    let document = report.document
    let isCited = isInherited || isCovered(place)
    guard isCoveredInside(place) else {
      mark(place, isCited ? role(of: place) : .uncovered)
      if !isCited { reportUncovered(place) }
      return
    }
    mark(place, role(of: place))
    for child in document.places[place].children {
      if case .paragraph = document.places[child].part {
        cover(child, isInherited: isCited || isCoveredInside(child))
      } else {
        cover(child, isInherited: false)
      }
    }
  }

  private mutating func mark(_ place: Int, _ coverage: TraceReport.Coverage) {
    report.coverage[place] = coverage
  }

  /// Rules before recitals before open points, of everything that cites the place or what it lies in or holds.
  private func role(of place: Int) -> TraceReport.Coverage {
    let document = report.document
    var roles: [PolicyClaim.Role] = []
    for index in document.path(to: place) + document.inside(place) {
      for claim in report.citing[index] { roles.append(report.claims[claim].role) }
    }
    if roles.contains(.rule) { return .ruled }
    return roles.contains(.recital) ? .recital : .open
  }

  private mutating func reportUncovered(_ place: Int) {
    let document = report.document
    let kind: DiagnosticKind =
      document.places[place].part.isArticle ? .articleNotCovered : .itemNotCovered
    log.report(Diagnostic(kind, at: document.span(of: place), [document.name(of: place)]))
  }
}

extension Citation {
  /// Whether it names an article or an item of one.
  var citesArticle: Bool {
    parts.contains {
      if case .article = $0 { return true }
      return false
    }
  }
}

extension Tracer {
  mutating func add(_ diagnostic: Diagnostic) { log.report(diagnostic) }
}
