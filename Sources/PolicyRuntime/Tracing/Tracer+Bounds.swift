internal import PolicyLang

// Words that bind a figure or a level: 以上, 不超过, 左右 against 至少, 至多, 约.
extension Tracer {
  /// A comparison with a figure, written out or by the name of a parameter.
  private struct Comparison {
    let bound: FigureBound
    let isTurned: Bool
    let span: SourceSpan
    /// Figures of the document that it may mean.
    let answers: [Int]
  }

  mutating func compareBounds() {
    for claim in report.claims.indices {
      for index in report.claims[claim].figures.indices {
        let figure = report.claims[claim].figures[index]
        let answers = report.answers[claim][index]
        if let bound = figure.bound {
          check(
            Comparison(
              bound: bound, isTurned: figure.isTurned, span: figure.span, answers: answers))
        }
        for use in uses(of: claim) {
          let near = inside(places(of: own(use.citations)))
          let closer = answers.filter { near.contains(report.figures[$0].place) }
          check(
            Comparison(
              bound: use.bound, isTurned: use.isTurned, span: use.span,
              answers: closer.isEmpty ? answers : closer))
        }
      }
    }
  }

  /// Where a parameter or reading is compared by its name.
  private func uses(of claim: Int) -> [ClaimReader.Use] {
    let declaration = report.claims[claim]
    guard declaration.keyword == .parameter || declaration.keyword == .reading else { return [] }
    return reader.uses[declaration.name] ?? []
  }

  private mutating func check(_ comparison: Comparison) {
    var wrong: Int?
    for index in comparison.answers {
      let figure = report.figures[index]
      if case .date = figure.value { return }
      guard let said = figure.bound else {
        if comparison.bound != .about { return }
        wrong = wrong ?? index
        continue
      }
      let isTurned = comparison.isTurned || refuses(figure.range, figure.place)
      if comparison.bound.agrees(with: said, isTurned: isTurned) { return }
      wrong = wrong ?? index
    }
    guard let wrong else { return }
    let figure = report.figures[wrong]
    reportBound(
      comparison.bound, at: comparison.span, says: wording(figure.range, figure.place),
      figure.place, figure.span)
  }

  private mutating func reportBound(
    _ bound: FigureBound, at span: SourceSpan, says: String, _ place: Int, _ there: SourceSpan
  ) {
    let keyword = LocalText(
      zh: bound.keyword.spelling(.chinese), en: bound.keyword.spelling(.english))
    add(
      Diagnostic(
        .boundDiffers, at: span, [keyword, report.document.name(of: place), LocalText(says)],
        related: [RelatedPlace(there, LocalText(zh: "原文", en: "the document"))]))
  }

  // MARK: Levels

  /// 至少 技师 where the document says 技师以下, 超过 where it says 以上.
  mutating func compareLevels() {
    for claim in report.claims {
      for level in claim.levels {
        let name = reader.aliases[level.level] ?? level.level
        guard levelNames.contains(name) else { continue }
        let places = inside(places(of: own(level.citations)))
        check(level, scalars(name), in: places.sorted())
      }
    }
  }

  private mutating func check(
    _ level: PolicyClaim.LevelBound, _ name: [Unicode.Scalar], in places: [Int]
  ) {
    let content = report.document.content
    var wrong: (range: Range<Int>, place: Int)?
    for place in places {
      for words in report.document.places[place].words {
        for index in words where content.has(name, at: index, within: words.upperBound) {
          let range = index..<(index + name.count)
          guard !isPartOfLonger(name, at: index, words),
            let said = FigureScanner.bound(of: range, in: content, words)
          else { continue }
          let isTurned = level.isTurned || refuses(range, place)
          if level.bound.agrees(with: said, isTurned: isTurned) { return }
          wrong = wrong ?? (range, place)
        }
      }
    }
    guard let wrong else { return }
    reportBound(
      level.bound, at: level.span, says: wording(wrong.range, wrong.place), wrong.place,
      content.span(wrong.range, in: report.document.file))
  }

  /// 技师 in 高级技师 is another level.
  private func isPartOfLonger(
    _ name: [Unicode.Scalar], at index: Int, _ words: Range<Int>
  ) -> Bool {
    for other in levelNames {
      let longer = scalars(other)
      guard longer.count > name.count else { continue }
      for offset in 0...(longer.count - name.count) {
        let start = index - offset
        if longer[offset...].starts(with: name), start >= words.lowerBound,
          report.document.content.has(longer, at: start, within: words.upperBound)
        {
          return true
        }
      }
    }
    return false
  }

  // MARK: Words around

  /// Whether the sentence of a figure refuses somebody, so that its condition may be turned round.
  private func refuses(_ range: Range<Int>, _ place: Int) -> Bool {
    let content = report.document.content
    let sentence = sentence(around: range, place)
    return sentence.contains { index in
      FigureWords.refusals.contains { content.has($0, at: index, within: sentence.upperBound) }
        && !FigureWords.leading.contains { content.has($0.word, at: index, within: content.count) }
    }
  }

  private func sentence(around range: Range<Int>, _ place: Int) -> Range<Int> {
    let content = report.document.content
    let words = report.document.places[place].words.first { $0.contains(range.lowerBound) } ?? range
    var (low, high) = (range.lowerBound, range.upperBound)
    while low > words.lowerBound, content[low - 1] != "。", content[low - 1] != ";" { low -= 1 }
    while high < words.upperBound, content[high] != "。", content[high] != ";" { high += 1 }
    return low..<high
  }

  /// A figure with the words that bind it.
  private func wording(_ range: Range<Int>, _ place: Int) -> String {
    let content = report.document.content
    let sentence = sentence(around: range, place)
    func isMark(_ scalar: Unicode.Scalar) -> Bool {
      scalar.endsSentence || scalar == "," || scalar == "、"
    }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low > sentence.lowerBound, range.lowerBound - low < 10, !isMark(content[low - 1]) {
      low -= 1
    }
    while high < sentence.upperBound, high - range.upperBound < 8, !isMark(content[high]) {
      high += 1
    }
    return content.text(low..<high)
  }
}
