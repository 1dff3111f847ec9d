public import PolicyLang

/// Says why a candidate has a place or has none, in one sentence.
public struct SelectionWording: Sendable {
  let pool: SelectionPool
  private let result: SelectionResult
  let language: Language
  var program: IRProgram { pool.policy.program }

  public init(_ pool: SelectionPool, _ result: SelectionResult, _ language: Language) {
    self.pool = pool
    self.result = result
    self.language = language
  }

  /// The reason for a candidate, by index, with how the score came about.
  public func reason(for candidate: Int) -> String {
    let text = placement(of: candidate)
    let scores = scoring(of: candidate)
    return scores.isEmpty ? text : text + say("；", "; ") + scores
  }

  private func placement(of candidate: Int) -> String {
    switch result.placements[candidate] {
    case .notEligible(let index): return decided(pool.decided[index])
    case .barred(let norm):
      return say("在禁入期内（", "barred (") + named(norm) + say("）", ")")
    case .listed:
      return say("符合条件；政策没有写怎样排序", "eligible; the policy states no ranking")
    case .outsideRounds:
      return say("符合条件，但不在任何一轮的范围内", "eligible, but no round takes from this group")
    case .unknownGroup(let round):
      return inRound(round) + say("是否属于本轮范围，缺少事实，不能确定", "whether this group is meant is not known")
    case .belowMinimum(let round):
      return inRound(round) + say("没有达到最低要求", "the minimum is not met")
    case .minimumUnknown(let round):
      return inRound(round)
        + say("是否达到最低要求，缺少事实，不能确定", "whether the minimum is met is not known")
    case .noKey(let round, let key) where isScore(key):
      return inRound(round) + say("没有得分，不参加排序", "no score, so no rank")
    case .noKey(let round, let key):
      return inRound(round) + say("没有", "no value for ") + text(key) + say("，不参加排序", ", so no rank")
    case .selected(let round, let position): return selected(round, position)
    case .kept(let round, let position):
      return inRound(round) + rank(position) + say("，保留到后面的轮次", ", kept for later rounds")
    case .passedOver(let round, let position):
      return inRound(round) + rank(position) + comma + refusal(round, position)
    }
  }

  /// The limit with its unit: “女职工保底（东城区）”.
  public func name(of limit: LimitReport) -> String {
    let label = limit.label[language].isEmpty ? limit.label.zh : limit.label[language]
    let unit = unitText(limit)
    return unit.isEmpty ? label : label + say("（", " (") + unit + say("）", ")")
  }

  public func unitText(_ limit: LimitReport) -> String {
    guard let unit = limit.unit, let field = limit.unitField,
      let fields = program.records.first?.fields, fields.indices.contains(field)
    else { return "" }
    if case .text(let text) = unit { return text }
    return Wording(program, language).text(of: unit, fields[field].type)
  }

  /// The name of a round; empty where there is only one.
  public func roundName(_ round: Int) -> String {
    guard result.rounds.count > 1 else { return "" }
    let label = result.rounds[round].plan.label
    return label[language].isEmpty ? say("第 \(round + 1) 轮", "round \(round + 1)") : label[language]
  }

  /// The names of some limits of a round, each once.
  public func names(_ limits: [Int], of round: Int) -> [String] {
    var names: [String] = []
    for limit in limits where result.rounds[round].limits.indices.contains(limit) {
      let name = name(of: result.rounds[round].limits[limit])
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  // MARK: Pieces

  private func isScore(_ node: NodeID) -> Bool {
    guard program.nodes.indices.contains(node.index) else { return false }
    if case .score = program.nodes[node.index].operation { return true }
    return false
  }

  private func selected(_ round: Int, _ position: Int) -> String {
    var text = inRound(round) + rank(position) + comma + say("入选", "selected")
    let run = result.rounds[round]
    if run.plan.isOutsideNumber { text += say("，不占名额", ", outside the number") }
    guard position >= run.list.chosen.count else { return text }
    // Somebody above has no place, so a limit speaks for this one.
    var floors: [Int] = []
    let pattern = run.problem.patterns[position]
    for index in limitsAtWork(above: position, in: run) {
      let limit = run.problem.limits[index]
      if limit.isFloor, limit.members.contains(pattern) { floors.append(index) }
    }
    let counted = quoted(names(floors, of: round))
    if !counted.isEmpty { text += say("，计入限额", ", counts for ") + counted }
    return text + say("；排在前面的有人因限额未取", "; limits passed over somebody above")
  }

  /// The limits that refused somebody ranked higher, ascending.
  private func limitsAtWork(above position: Int, in run: RoundResult) -> [Int] {
    var limits = Set<Int>()
    for case .some(let refusal) in run.list.refusals where refusal.position < position {
      for limit in refusal.limits { limits.insert(limit) }
    }
    return limits.sorted()
  }

  private func refusal(_ round: Int, _ position: Int) -> String {
    let run = result.rounds[round]
    if !run.list.isFeasible {
      return say("各项限额不能同时满足，没有名单", "the limits cannot all be met, so there is no list")
    }
    let refusal = run.list.refusals[Int(run.problem.patterns[position])]
    let names = quoted(names(refusal?.limits ?? [], of: round))
    if names.isEmpty || run.list.chosen.count == run.places {
      if names.isEmpty || position > (run.list.chosen.last ?? -1) {
        let places = run.list.chosen.count
        return say("未入选：\(places) 个名额已满", "not selected: all \(places) places are taken")
      }
    }
    return say("未入选：取了就不能满足限额", "not selected: taking it would break ") + names
  }

  private func decided(_ decided: SelectionPool.Decided) -> String {
    var text = decided.outcome.keyword.spelling(language)
    var names: [String] = []
    for clause in decided.clauses where program.requirements.indices.contains(clause) {
      let requirement = program.requirements[clause]
      var name = requirement.label[language]
      if let article = requirement.articles.first {
        name += say("（", " (") + article + say("）", ")")
      }
      names.append(name)
    }
    if !names.isEmpty { text += say("：", ": ") + joined(names) }
    return text
  }

  private func inRound(_ round: Int) -> String {
    let name = roundName(round)
    return name.isEmpty ? "" : name + say("：", ": ")
  }

  private func rank(_ position: Int) -> String {
    say("第 \(position + 1) 名", "rank \(position + 1)")
  }

  private func named(_ norm: Int) -> String {
    guard program.norms.indices.contains(norm) else { return "" }
    let label = program.norms[norm].label[language]
    guard let article = program.norms[norm].articles.first else { return label }
    return label + " " + article
  }

  private func text(_ node: NodeID) -> String {
    Wording(program, language, environment: pool.policy.environment).text(of: node)
  }

  private func quoted(_ names: [String]) -> String {
    joined(names.map { say("“", "`") + $0 + say("”", "`") })
  }

  private func joined(_ words: [String]) -> String {
    var result = ""
    for word in words { result += (result.isEmpty ? "" : say("、", ", ")) + word }
    return result
  }

  private var comma: String { say("，", ", ") }
  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
}
