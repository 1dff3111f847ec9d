internal import PolicyLang
internal import PolicyRuntime

/// Terms that cases start more than once, one warning for each term.
struct RepeatedStarts {
  private static let shownCases = 5

  private struct Found {
    let term: Int
    let event: Int
    var cases: [String]
    var count = 1
  }

  private let program: IRProgram
  private var found: [Found] = []

  init(_ program: IRProgram) { self.program = program }

  mutating func add(_ candidate: Candidate) {
    for start in RepeatedStart.all(in: candidate.events, of: program) {
      let days = start.days.map { $0.description }.joined(separator: ", ")
      let name = visible(candidate.id) + (days.isEmpty ? "" : " (" + days + ")")
      guard let place = found.firstIndex(where: { $0.term == start.term }) else {
        found.append(Found(term: start.term, event: start.event, cases: [name]))
        continue
      }
      found[place].count += 1
      if found[place].cases.count < RepeatedStarts.shownCases { found[place].cases.append(name) }
    }
  }

  private static func name(_ label: IRLabel) -> LocalText {
    LocalText(zh: label.zh, en: label[.english])
  }

  var warnings: [Diagnostic] {
    found.map { found in
      let list = found.cases.joined(separator: "; ")
      let more = found.count - found.cases.count
      return Diagnostic(
        .startsTwice, at: nil,
        [
          RepeatedStarts.name(program.events[found.event].label),
          RepeatedStarts.name(program.norms[found.term].label),
          LocalText(
            zh: list + (more > 0 ? "，还有 \(more) 案" : ""),
            en: list + (more > 0 ? " and \(more) more" : "")),
        ])
    }
  }
}
