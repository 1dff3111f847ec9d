internal import PolicyLang

// Values between the bands of alternatives that none of them holds.
extension Reviewer {
  func review(_ bands: [BandQuestions], in base: ReviewSpace) {
    for question in bands {
      if report(question, question.pointGap, .bandsLeaveOut, in: base) { continue }
      _ = report(question, question.gap, .bandsApart, in: base)
    }
  }

  private func report(
    _ question: BandQuestions, _ gap: NodeID, _ kind: DiagnosticKind, in base: ReviewSpace
  ) -> Bool {
    let label = question.premise.label
    let articles = question.premise.articles
    switch example(of: gap, in: base) {
    case .nobody: return false
    case .undecided: leaveOpen(.quoted(label, articles))
    case .found(let candidate):
      let value = self.value(of: question.value, candidate, base)
      let type = program.nodes[question.value.index].type
      var point =
        name(of: question.value, in: base) + LocalText(" ") + words(value, type)
      if case .field = program.nodes[question.value.index].operation {
      } else {
        point = point + person(candidate)
      }
      report(Diagnostic(kind, at: question.place, [.name(label), point], article: articles.first))
    }
    return true
  }
}
