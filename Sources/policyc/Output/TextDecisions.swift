internal import PolicyLang
internal import PolicyRuntime

/// One readable line per candidate, and a summary.
struct TextDecisions: DecisionReport {
  let program: IRProgram
  let language: Language
  let keep: [String]
  /// What was set for this run, in one line.
  let assumptions: String
  private let paths: PathLabels

  init(
    _ program: IRProgram, _ language: Language, keep: [String], assumptions: String = ""
  ) {
    self.program = program
    self.assumptions = assumptions
    self.language = language
    self.keep = keep
    paths = PathLabels(program: program, language: language)
  }

  func begin() -> String { "" }

  func row(_ decision: Decision, kept: [String]) -> String {
    var result = visible(decision.candidate)
    for text in kept where !text.isEmpty { result += " " + visible(text) }
    result += "  " + decision.outcome.keyword.spelling(language)
    let reasons = reasons(decision)
    if !reasons.isEmpty {
      result += say("：", ": ") + reasons.joined(separator: say("；", "; "))
    }
    return result + "\n"
  }

  /// What a decision rests on, in short.
  func reasons(_ decision: Decision) -> [String] {
    var result: [String] = []
    add(decision.violated, say("违反 ", "fails "), to: &result)
    add(decision.waivable, say("须豁免 ", "needs a waiver for "), to: &result)
    add(decision.unknown, say("未明 ", "open "), to: &result)
    add(decision.waived, say("已豁免 ", "waived "), to: &result)
    if !decision.excepted.isEmpty {
      let names = decision.excepted.map { part in
        cited(part.clause)
          + say(" 因 ", " by ") + part.part[language]
      }
      result.append(say("例外 ", "excepted ") + names.joined(separator: comma))
    }
    if !decision.missing.isEmpty {
      result.append(say("待补 ", "missing ") + names(decision.missing))
    }
    if !decision.pending.isEmpty {
      result.append(say("待认定 ", "to be judged ") + names(decision.pending))
    }
    for finding in decision.results {
      result.append(
        finding.label[language] + " "
          + Wording(program, language).text(of: finding.value, finding.type))
    }
    if decision.inForce == false {
      result.append(say("这一天政策不在施行期内", "the policy is not in force on that day"))
    }
    for bar in decision.barred {
      let citation = program.citation(bar.articles, bar.origin, in: language)
      let name = citation.isEmpty ? bar.label[language] : bar.label[language] + "（\(citation)）"
      result.append(
        say("禁入期到 \(bar.until)，不能入选：", "not to be selected through \(bar.until): ") + name)
    }
    for finding in decision.contested {
      result.append(
        say("若“", "if ") + finding.readingLabel[language] + say("”取“", " is ")
          + finding.optionLabel[language] + say("”则 ", " then ")
          + finding.outcome.keyword.spelling(language))
    }
    return result
  }

  private func add(_ clauses: [ClauseFinding], _ title: String, to reasons: inout [String]) {
    if clauses.isEmpty { return }
    let names = clauses.map { cited($0) }
    reasons.append(title + names.joined(separator: comma))
  }

  private func cited(_ clause: ClauseFinding) -> String {
    let name = clause.label[language]
    let citation = program.citation(clause.articles, clause.origin, in: language)
    return citation.isEmpty ? name : name + say("（", " (") + citation + say("）", ")")
  }

  private func names(_ list: [String]) -> String {
    list.map { paths.label($0) }.joined(separator: comma)
  }

  private var comma: String { say("、", ", ") }

  func end(_ counts: DecisionCounts) -> String {
    guard counts.decisions > 0 else { return "" }
    let parts = DecisionCounts.order.compactMap { outcome -> String? in
      let count = counts.count(outcome)
      return count == 0 ? nil : outcome.keyword.spelling(language) + " \(count)"
    }
    return "\n"
      + say("共判定 \(counts.decisions) 人", "\(counts.decisions) decided")
      + (assumptions.isEmpty ? "" : say("（假设 \(assumptions)）", " (assuming \(assumptions))"))
      + say("：", ": ")
      + parts.joined(separator: say("，", ", ")) + "\n"
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
}
