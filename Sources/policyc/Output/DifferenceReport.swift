internal import PolicyLang
internal import PolicyRuntime

/// Everything about a comparison of two policies, in the order in which it is read.
struct DifferenceReport {
  let setups: [EvaluationSetup]
  let eligibility: EligibilityComparison
  let comparison: PolicyComparison
  let language: Language
  let words: EligibilityWording
  let names: (a: String, b: String)

  /// - Parameter samples: the people that the tests of each policy describe.
  init(
    _ first: EvaluationSetup, _ second: EvaluationSetup, samples: (a: [Candidate], b: [Candidate]),
    _ language: Language
  ) {
    setups = [first, second]
    let (a, b) = (first.policy, second.policy)
    eligibility = EligibilityComparison(a, b, samples: samples)
    comparison = PolicyComparison(a, b)
    self.language = language
    words = EligibilityWording(a, b, language)
    names = language == .chinese ? ("甲", "乙") : ("A", "B")
  }

  /// Whether anything but wording differs, or could not be decided.
  var differs: Bool { eligibility.differs || !comparison.differing.isEmpty }

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  var title: String {
    func name(_ setup: EvaluationSetup) -> String {
      setup.program.title.isEmpty ? setup.program.id : setup.program.title
    }
    return say("政策对比：", "Policies compared: ") + name(setups[0]) + say("／", " / ")
      + name(setups[1])
  }

  /// What stands before the first section.
  var preamble: [DifferenceBlock] {
    var lines: [String] = []
    for (index, setup) in setups.enumerated() {
      let name = index == 0 ? names.a : names.b
      var line = name + say("：", ": ") + setup.program.id
      if !setup.program.title.isEmpty { line += " " + setup.program.title }
      let assumptions = setup.assumptions(in: language)
      if !assumptions.isEmpty { line += say("（假设 ", " (assuming ") + assumptions + say("）", ")") }
      lines.append(line)
    }
    if let day = setups[0].asOf { lines.append(say("基准日：", "as of: ") + day.description) }
    return [.lines(lines)]
  }

  /// All sections.
  var blocks: [DifferenceBlock] {
    preamble + DifferenceSections(self).admitted + DifferenceSections(self).clauses
      + DifferenceSections(self).norms
  }
}

/// A piece of a report, before it becomes text, Markdown or HTML.
enum DifferenceBlock {
  case heading(String)
  case subheading(String)
  case paragraph(String)
  case note(String)
  /// Short lines, one below the other.
  case lines([String])
  /// Numbered, each with lines of its own.
  case entries([(title: String, lines: [String])])
  /// The last column says who gains.
  case table(head: [String], rows: [[String]])
}
