internal import PolicyLang
internal import PolicyRuntime

/// A few readable lines per candidate, and who qualifies where at the end.
struct MatchText: MatchReport {
  private let setups: [EvaluationSetup]
  private let language: Language
  private let reports: [TextDecisions]
  private let wordings: [RemedyWording]

  init(_ policies: MatchPolicies, _ language: Language) {
    setups = policies.setups
    self.language = language
    reports = setups.map { TextDecisions($0.program, language, keep: []) }
    wordings = setups.map { RemedyWording($0.program, language) }
  }

  func begin() -> String { "" }

  var frame: MatchFrame {
    MatchFrame(
      hasList: true, afterID: say("：", ": "), none: say("一份也不符合", "no policy"),
      met: say("符合 ", "qualifies for "), comma: say("、", ", "), close: "\n")
  }

  let showsNames = true
  func id(_ id: String) -> String { visible(id) }
  func name(_ policy: Int) -> String { visible(setups[policy].program.id) }

  func showsMore(_ policy: Int, _ outcome: Outcome) -> Bool {
    outcome != .eligible
      && (setups[policy].policy.mayExcept || !setups[policy].program.results.isEmpty)
  }

  func part(_ policy: Int, _ id: String, _ result: MatchResult) -> String {
    let name = "  " + name(policy) + " "
    switch result {
    case .decided(let decision, _) where decision.outcome == .eligible: return ""
    case .decided(let decision, let remedies):
      var reasons = reports[policy].reasons(decision)
      if let change = remedies?.sets.first {
        reasons.append(say("最少改变：", "smallest change: ") + wordings[policy].text(of: change))
      } else if let remedies {
        reasons += wordings[policy].nodes(remedies).map { $0.text }
      }
      var text = name + decision.outcome.keyword.spelling(language)
      if !reasons.isEmpty {
        text += say("：", ": ") + reasons.joined(separator: say("；", "; "))
      }
      return text + "\n"
    case .unreadable(let field, let value):
      return name + MatchResult.reason(field, value, language) + "\n"
    }
  }

  func end(_ counts: MatchCounts) -> String {
    guard counts.candidates > 0 else { return "" }
    var result = "\n" + say("共 \(counts.candidates) 人", "\(counts.candidates) candidates") + "\n"
    for (index, setup) in setups.enumerated() {
      let program = setup.program
      let title = program.title.isEmpty ? "" : say("（\(program.title)）", " (\(program.title))")
      result +=
        "  " + visible(program.id) + title
        + say("：\(counts.eligible[index]) 人符合", ": \(counts.eligible[index]) eligible") + "\n"
    }
    var parts: [String] = []
    for number in counts.byNumber.indices.reversed() where counts.byNumber[number] > 0 {
      let people = counts.byNumber[number]
      parts.append(
        number == 0
          ? say("一份也不符合的 \(people) 人", "\(people) for none")
          : say("符合 \(number) 份的 \(people) 人", "\(people) for \(number)"))
    }
    return result + "  " + parts.joined(separator: say("，", ", ")) + "\n"
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
}
