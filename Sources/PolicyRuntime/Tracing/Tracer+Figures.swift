internal import PolicyLang

// Figures of the policy and figures of the document, by value.
extension Tracer {
  // MARK: From the policy to the document

  mutating func compareFigures() {
    for claim in report.claims.indices {
      for figure in report.claims[claim].figures.indices { compare(claim, figure) }
    }
  }

  private mutating func compare(_ claim: Int, _ index: Int) {
    let figure = report.claims[claim].figures[index]
    let citations = own(figure.citations)
    if citations.isEmpty, !figure.citations.isEmpty {
      report.figuresElsewhere += 1
      return
    }
    let places = places(of: citations)
    // Every citation is missing, which was reported.
    if places.isEmpty, !citations.isEmpty { return }
    let around = citations.isEmpty ? nil : inside(places)
    let found = answers(to: figure, in: around)
    report.answers[claim][index] = found
    for answer in found { report.figures[answer].state = .used }
    if found.isEmpty { reportMissing(figure, citations, places) }
  }

  /// The figures that say the value, or where there are none, what the document may say instead.
  private func answers(to figure: PolicyClaim.Figure, in places: Set<Int>?) -> [Int] {
    let found = answers(to: figure.value, in: places)
    if !found.isEmpty { return found }
    for other in figure.alternatives {
      let found = answers(to: other, in: places)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The figures of the document, in some places, that say a value; those that may as well be names
  /// only where no other does.
  private func answers(to value: FigureValue, in places: Set<Int>?) -> [Int] {
    let found = report.figures.indices.filter { index in
      let figure = report.figures[index]
      return (places?.contains(figure.place) ?? true) && value.isSaid(by: figure.value)
    }
    let firm = found.filter { report.figures[$0].isFirm }
    return firm.isEmpty ? found : firm
  }

  func places(of citations: [Citation]) -> [Int] {
    var result: [Int] = []
    for citation in citations {
      if case .places(let places) = lookup.find(citation) { result += places }
    }
    return result
  }

  func inside(_ places: [Int]) -> Set<Int> {
    var result = Set<Int>()
    for place in places { result.formUnion(report.document.inside(place)) }
    return result
  }

  private mutating func reportMissing(
    _ figure: PolicyClaim.Figure, _ citations: [Citation], _ places: [Int]
  ) {
    let shown = LocalText(figure.spelling)
    let (name, related) = naming(places)
    let elsewhere = answers(to: figure.value, in: nil)
    let there = elsewhere.first { articles.contains(article($0)) }
    if !citations.isEmpty, let there {
      let place = report.figures[there].place
      add(
        Diagnostic(
          .figureElsewhere, at: figure.span,
          [shown, name, report.document.name(of: citable(place))],
          related: [RelatedPlace(report.figures[there].span, LocalText(zh: "在这里", en: "here"))]))
    } else {
      add(Diagnostic(.figureNotInDocument, at: figure.span, [shown, name], related: related))
    }
  }

  private func article(_ figure: Int) -> Int {
    report.document.article(of: report.figures[figure].place)
  }

  /// The place that a policy would cite: an article of one paragraph instead of the paragraph.
  private func citable(_ place: Int) -> Int {
    guard case .paragraph = report.document.places[place].part,
      let parent = report.document.places[place].parent,
      report.document.places[parent].children.count == 1
    else { return place }
    return parent
  }

  /// How cited places are called together, and where they stand.
  private func naming(_ places: [Int]) -> (LocalText, [RelatedPlace]) {
    if places.isEmpty { return (LocalText(zh: "全文", en: "the document"), []) }
    var names: [LocalText] = []
    for place in places where !names.contains(report.document.name(of: place)) {
      names.append(report.document.name(of: place))
    }
    let related = places.prefix(1).map {
      RelatedPlace(report.document.span(of: $0), LocalText(zh: "依据", en: "cited"))
    }
    return (
      LocalText(
        zh: names.map { $0.zh }.joined(separator: "、"),
        en: names.map { $0.en }.joined(separator: ", ")), related
    )
  }

  // MARK: From the document to the policy

  /// Figures of articles with rules that no clause that cites the article has.
  mutating func findUnused() {
    let document = report.document
    for index in report.figures.indices where report.figures[index].state == .unused {
      let figure = report.figures[index]
      let article = document.article(of: figure.place)
      guard articles.contains(article), isOperative(article) else {
        report.figures[index].state = .idle
        continue
      }
      let around = Set(document.path(to: article) + document.inside(article))
      if isMentioned(figure.value, by: claims(citing: around)) {
        report.figures[index].state = .mentioned
      } else {
        let place = document.name(of: citable(figure.place))
        add(
          Diagnostic(
            .figureNotUsed, at: figure.span, [LocalText(text(of: figure.range)), place]))
      }
    }
  }

  private func isOperative(_ article: Int) -> Bool {
    report.document.inside(article).contains { place in
      report.citing[place].contains { report.claims[$0].role == .rule }
    }
  }

  /// The claims that cite one of some places, and those that stand in their braces and cite nothing.
  private func claims(citing places: Set<Int>) -> [Int] {
    var result: [Int] = []
    var isCiting = Array(repeating: false, count: report.claims.count)
    for (index, claim) in report.claims.enumerated() {
      isCiting[index] =
        claim.citations.isEmpty
        ? claim.parent.map { isCiting[$0] } ?? false
        : report.cited[index].contains { places.contains($0) }
      if isCiting[index] { result.append(index) }
    }
    return result
  }

  /// Whether names, explanations or what the claims refer to hold a figure.
  private func isMentioned(_ value: FigureValue, by claims: [Int]) -> Bool {
    func says(_ claim: PolicyClaim) -> Bool {
      claim.mentioned.contains { $0.isSaid(by: value) || $0 == value }
        || claim.figures.contains { $0.value.isSaid(by: value) }
    }
    var waiting = claims
    var seen = Set(claims)
    while let next = waiting.popLast() {
      let claim = report.claims[next]
      if says(claim) { return true }
      for name in claim.references {
        for declared in reader.declared[name] ?? [] where seen.insert(declared).inserted {
          if says(report.claims[declared]) { return true }
        }
      }
    }
    return false
  }

  func text(of range: Range<Int>) -> String { report.document.content.text(range) }

  // MARK: Explainers

  /// Every figure of the text must be one of the policy; the policy may have more.
  mutating func compareFiguresOnly() {
    for claim in report.claims.indices {
      for index in report.claims[claim].figures.indices {
        let figure = report.claims[claim].figures[index]
        let found = answers(to: figure, in: nil)
        report.answers[claim][index] = found
        for answer in found { report.figures[answer].state = .used }
        if found.isEmpty {
          add(Diagnostic(.figureNotExplained, at: figure.span, [LocalText(figure.spelling)]))
        }
      }
    }
    for index in report.figures.indices where report.figures[index].state == .unused {
      let figure = report.figures[index]
      if isMentioned(figure.value, by: Array(report.claims.indices)) {
        report.figures[index].state = .mentioned
      } else {
        add(
          Diagnostic(.figureNotInPolicy, at: figure.span, [LocalText(text(of: figure.range))]))
      }
    }
  }
}
