internal import PolicyLang
internal import PolicyRuntime

/// A clause of eligibility as a cell.
struct ClauseCell {
  private let setup: EvaluationSetup
  private let language: Language
  private let terms: TermWording
  private let wording: Wording

  init(_ setup: EvaluationSetup, _ language: Language) {
    self.setup = setup
    self.language = language
    terms = TermWording(setup.policy, language)
    wording = Wording(setup.program, language, environment: setup.policy.environment)
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// `nil` for a clause that asks nothing under the chosen readings.
  func cell(_ clause: IRRequirement) -> CompareSheet.Cell? {
    var keyword = clause.strength.keyword
    if clause.judgement != nil { keyword = clause.strength.isHard ? .attest : .inPrincipleAttest }
    var text = keyword.spelling(language)
    if let applies = clause.applies {
      switch terms.value(of: applies)?.value {
      case .boolean(false): return nil
      case .boolean(true): break
      default:
        let when = wording.text(of: applies)
        text += say("（\(when) 的）", " (if \(when))")
      }
    }
    text += say("：", ": ") + self.text(clause.condition, isWhole: true)
    let exceptions = (clause.exceptions + clause.lifts).filter {
      !setup.policy.neverHolds($0.holds)
    }
    if !exceptions.isEmpty {
      let names = exceptions.map { $0.label[language] }.joined(separator: say("、", ", "))
      text += say("；\(names) 除外", "; except \(names)")
    }
    return CompareSheet.Cell(
      name: clause.label[language], text: text, articles: clause.articles,
      state: isContested(clause) ? .contested : .settled)
  }

  /// A condition without the names of its alternatives, so that figures show, and without what the
  /// chosen readings settle.
  /// - Parameter isWhole: whether it needs no brackets.
  private func text(_ node: NodeID, isWhole: Bool) -> String {
    let nodes = setup.program.nodes
    guard node.index < nodes.count else { return "" }
    switch nodes[node.index].operation {
    // Operands come before what they belong to, so that this ends.
    case .named(_, let inner) where inner.index < node.index:
      return text(inner, isWhole: isWhole)
    case .or(let ways):
      let open = unsettled(ways, unless: true)
      if open.isEmpty { return wording.text(of: node) }
      if open.count == 1 { return text(open[0], isWhole: isWhole) }
      let separator = isWhole ? say("，或者 ", "; or ") : say(" 或 ", " or ")
      let joined = open.map { text($0, isWhole: false) }.joined(separator: separator)
      return isWhole ? joined : say("（", "(") + joined + say("）", ")")
    case .and(let parts):
      let open = unsettled(parts, unless: false)
      if open.isEmpty { return wording.text(of: node) }
      if open.count == 1 { return text(open[0], isWhole: isWhole) }
      return open.map { text($0, isWhole: false) }.joined(separator: say(" 且 ", " and "))
    default: return wording.text(of: node)
    }
  }

  /// The operands that depend on the candidate; none where one of them settles the whole.
  private func unsettled(_ operands: [NodeID], unless decisive: Bool) -> [NodeID] {
    var result: [NodeID] = []
    for operand in operands where operand.index < setup.program.nodes.count {
      switch constant(operand) {
      case decisive: return []
      case nil: result.append(operand)
      default: continue
      }
    }
    return result
  }

  /// What a condition comes to for everybody.
  private func constant(_ node: NodeID) -> Bool? {
    let nodes = setup.program.nodes
    guard node.index < nodes.count else { return nil }
    switch nodes[node.index].operation {
    case .or(let parts):
      let values = parts.map { $0.index < node.index ? constant($0) : nil }
      if values.contains(true) { return true }
      return values.allSatisfy { $0 == false } ? false : nil
    case .and(let parts):
      let values = parts.map { $0.index < node.index ? constant($0) : nil }
      if values.contains(false) { return false }
      return values.allSatisfy { $0 == true } ? true : nil
    case .named(_, let inner): return inner.index < node.index ? constant(inner) : nil
    default:
      guard case .boolean(let flag) = terms.value(of: node)?.value else { return nil }
      return flag
    }
  }

  /// Whether the clause depends on a reading that could be taken otherwise.
  private func isContested(_ clause: IRRequirement) -> Bool {
    let program = setup.program
    for (index, isRead) in program.reachable(from: [clause.satisfied]).enumerated() where isRead {
      switch program.nodes[index].operation {
      case .reading(let reading), .readingIs(let reading, _):
        if program.readings[reading].options.count > 1 { return true }
      default: continue
      }
    }
    return false
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

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

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
    let program = setup.program
    var result: [(String, IRLabel, CompareSheet.Cell)] = []
    for (index, reading) in program.readings.enumerated() {
      let options = reading.options.map { option in
        if let node = option.value, option.label.zh.isEmpty {
          return Wording(program, language, environment: setup.policy.environment).text(of: node)
        }
        return option.label[language]
      }
      let chosen = setup.policy.environment.options[index]
      var text = say("取：", "taken as: ") + (options.indices.contains(chosen) ? options[chosen] : "")
      let others = options.indices.filter { $0 != chosen }.map { options[$0] }
      if !others.isEmpty {
        text += say("；另解：", "; else: ") + others.joined(separator: say("；", "; "))
      }
      if !reading.note.isEmpty { text += say("。", ". ") + reading.note }
      result.append(
        (
          "reading", reading.label,
          CompareSheet.Cell(
            name: reading.label[language], text: text, articles: reading.articles, state: .settled)
        ))
    }
    for point in program.openPoints {
      let text = point.note.isEmpty ? say("没有写明", "not settled") : point.note
      // 未定 where a figure should stand has no name of its own; the remark says what is meant.
      if point.label.id == "unstated" {
        result.append(
          (
            "open_point", point.label,
            CompareSheet.Cell(
              name: say("另外未定的", "Also left open"), text: text, articles: point.articles,
              state: .settled)
          ))
        continue
      }
      result.append(
        (
          "open_point", point.label,
          CompareSheet.Cell(
            name: point.label[language], text: text, articles: point.articles, state: .settled)
        ))
    }
    return result
  }
}

/// The stages of a procedure, in the order in which they come under the chosen readings.
struct StageSequence {
  private let setup: EvaluationSetup
  private let language: Language
  private let plan: ProcedurePlan
  /// The stages by place in the plan, as the policy lists them.
  private let stages: [Int]
  private let words: TermWording

  /// - Parameter procedure: a norm.
  init(_ setup: EvaluationSetup, _ procedure: Int, _ language: Language) {
    self.setup = setup
    self.language = language
    let plan = ProcedurePlan(setup.program)
    self.plan = plan
    stages = plan.stages.indices.filter { plan.stages[$0].procedure == procedure }
    words = TermWording(setup.policy, language)
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
    var result: [Int] = []
    for follow in plan.stages[stage].follows where stages.contains(follow.stage) {
      if let condition = follow.condition,
        case .boolean(false)? = words.value(of: condition)?.value
      {
        continue
      }
      result.append(follow.stage)
    }
    return result
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
