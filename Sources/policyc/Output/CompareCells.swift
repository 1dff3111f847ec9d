internal import PolicyLang
internal import PolicyRuntime

/// A clause of eligibility as a cell.
struct ClauseCell {
  private let language: Language
  private let wording: ClauseWording

  init(_ setup: EvaluationSetup, _ language: Language) {
    self.language = language
    wording = ClauseWording(setup.policy, language)
  }

  /// `nil` for a clause that asks nothing under the chosen readings.
  func cell(_ clause: IRRequirement) -> CompareSheet.Cell? {
    guard let text = wording.text(clause) else { return nil }
    return CompareSheet.Cell(
      name: clause.label[language], text: text, articles: clause.articles,
      state: wording.isContested(clause) ? .contested : .settled)
  }
}

/// What documents leave in doubt: readings with what was chosen, and open points.
struct OpenMatters {
  private let setups: [EvaluationSetup]
  private let language: Language

  init(_ setups: [EvaluationSetup], _ language: Language) {
    self.setups = setups
    self.language = language
  }

  /// Rows of what has one name.
  var rows: [CompareSheet.Row] {
    var names: [String] = []
    var kinds: [String: String] = [:]
    var ids: [String: String] = [:]
    var found: [String: [Int: CompareSheet.Cell]] = [:]
    for (policy, setup) in setups.enumerated() {
      for (kind, label, cell) in matters(of: setup) {
        let name = kind + " " + label.zh
        if found[name] == nil {
          names.append(name)
          kinds[name] = kind
          ids[name] = label.id
        }
        if found[name]?[policy] == nil { found[name, default: [:]][policy] = cell }
      }
    }
    return names.map { name in
      let cells = setups.indices.map { found[name]?[$0] }
      return CompareSheet.Row(
        id: ids[name] ?? name, kind: kinds[name] ?? "",
        title: cells.compactMap { $0 }.first?.name ?? "", differs: false, cells: cells,
        points: [])
    }
  }

  private func matters(of setup: EvaluationSetup) -> [(String, IRLabel, CompareSheet.Cell)] {
    DoubtWording(setup.policy, language).doubts.map { doubt in
      (
        doubt.isReading ? "reading" : "open_point", doubt.label,
        CompareSheet.Cell(
          name: doubt.name, text: doubt.text, articles: doubt.articles, state: .settled)
      )
    }
  }
}

/// The stages of a procedure, in the order in which they come under the chosen readings.
struct StageSequence {
  private let setup: EvaluationSetup
  private let language: Language
  /// The stages by place in the plan, as the policy lists them.
  private let stages: [Int]
  private let words: PlanWording
  private let terms: TermWording
  private var plan: ProcedurePlan { words.plan }

  /// - Parameter procedure: a norm.
  init(_ setup: EvaluationSetup, _ procedure: Int, _ language: Language) {
    self.setup = setup
    self.language = language
    let words = PlanWording(ProcedureFollower(setup.policy), language)
    self.words = words
    terms = TermWording(setup.policy, language)
    stages = words.plan.stages.indices.filter { words.plan.stages[$0].procedure == procedure }
  }

  /// `推荐 → 形式审查 → 公示`; stages that wait for none of those before them follow a comma.
  func cell(_ name: String) -> CompareSheet.Cell? {
    var placed: [Int] = []
    while placed.count < stages.count {
      let rest = stages.filter { !placed.contains($0) }
      // Stages that wait for each other stay as the policy lists them.
      guard let next = rest.first(where: { before($0).allSatisfy(placed.contains) }) ?? rest.first
      else { break }
      placed.append(next)
    }
    var text = ""
    var articles: [String] = []
    for (index, stage) in placed.enumerated() {
      if index > 0 {
        let waits = before(stage).contains(placed[index - 1])
        text += waits ? " → " : language == .chinese ? "、" : ", "
      }
      let norm = plan.stages[stage].norm
      guard setup.program.norms.indices.contains(norm) else { continue }
      text += setup.program.norms[norm].label[language]
      for article in setup.program.norms[norm].articles where !articles.contains(article) {
        articles.append(article)
      }
    }
    if text.isEmpty { return nil }
    return CompareSheet.Cell(
      name: name, text: text, articles: articles, state: isContested ? .contested : .settled)
  }

  /// The stages of this procedure that come directly before one.
  private func before(_ stage: Int) -> [Int] {
    words.activePredecessors(of: stage, terms).filter { stages.contains($0) }
  }

  private var isContested: Bool {
    let conditions = stages.flatMap { plan.stages[$0].follows.compactMap { $0.condition } }
    let program = setup.program
    for (index, isRead) in program.reachable(from: conditions).enumerated() where isRead {
      switch program.nodes[index].operation {
      case .reading, .readingIs: return true
      default: continue
      }
    }
    return false
  }
}
