public import PolicyLang

/// What a plan says of its stages and duties, in words.
public struct PlanWording: Sendable {
  public let follower: ProcedureFollower
  public let language: Language
  private let wording: Wording
  public var program: IRProgram { follower.environment.program }
  public var plan: ProcedurePlan { follower.plan }

  public init(_ follower: ProcedureFollower, _ language: Language, isProse: Bool = false) {
    self.follower = follower
    self.language = language
    wording = Wording(
      follower.environment.program, language, environment: follower.environment, isProse: isProse)
  }

  public func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
  public func name(_ norm: Int) -> String { program.norms[norm].label[language] }
  public func event(_ event: Int) -> String { program.events[event].label[language] }
  public func stageID(_ place: Int) -> String { program.norms[plan.stages[place].norm].label.id }
  public func stageName(_ place: Int) -> String { name(plan.stages[place].norm) }

  /// The first article in brackets, with the policy it is taken over from.
  public func article(_ articles: [String], _ origin: IROrigin) -> String {
    let citation = program.citation(articles, origin, in: language)
    return citation.isEmpty ? "" : say("（\(citation)）", " (\(citation))")
  }

  /// The first article of a norm in brackets.
  public func article(of norm: Int) -> String {
    article(program.norms[norm].articles, program.norms[norm].origin)
  }

  public func keyword(_ keyword: Keyword) -> String { keyword.spelling(language) }

  /// The stages that one comes after; those that depend on a reading too.
  public func predecessors(of place: Int) -> [Int] {
    var result: [Int] = []
    for follow in plan.stages[place].follows where !result.contains(follow.stage) {
      result.append(follow.stage)
    }
    return result
  }

  /// The stages that one comes after under the chosen readings.
  public func activePredecessors(of place: Int, _ terms: TermWording) -> [Int] {
    var result: [Int] = []
    for follow in plan.stages[place].follows where !result.contains(follow.stage) {
      if let condition = follow.condition,
        case .boolean(false)? = terms.value(of: condition)?.value
      {
        continue
      }
      result.append(follow.stage)
    }
    return result
  }

  /// What a stage needs: its length, what must hold, its time limits and duties.
  public func requirements(of place: Int) -> [String] {
    let stage = plan.stages[place]
    var result: [String] = []
    if let rhythm = program.norms[stage.norm].keyword(.rhythm) { result.append(keyword(rhythm)) }
    if stage.isOptional { result.append(say("必要时才有", "only if needed")) }
    if let length = stage.length { result.append(self.length(length)) }
    for limit in stage.limits { result.append(self.limit(limit)) }
    for follow in stage.follows {
      guard let condition = follow.condition else { continue }
      result.append(
        say("在“\(stageName(follow.stage))”之后，如果 ", "after `\(stageName(follow.stage))` where ")
          + wording.text(of: condition))
    }
    if let condition = stage.passes {
      result.append(say("通过的条件：", "passes when ") + wording.text(of: condition))
    }
    for duty in stage.duties {
      let duty = plan.duties[duty]
      let when = timing(of: duty)
      result.append(
        keyword(duty.strength) + " " + name(duty.norm)
          + (when.isEmpty ? "" : say("：", ": ") + when))
    }
    return result
  }

  /// By when a stage must be completed.
  func limit(_ limit: TimeLimit) -> String {
    say("自“\(event(limit.event))”起 ", "within ") + wording.text(of: limit.length)
      + say(" 内", " of `\(event(limit.event))`")
  }

  func length(_ length: PlannedStage.Length) -> String {
    if case .unstated = program.nodes[length.node.index].operation {
      return say("时间长短没有写", "how long is not stated")
    }
    return (length.isMinimum ? say("至少 ", "at least ") : say("至多 ", "at most "))
      + wording.text(of: length.node)
  }

  /// What a term, an honour or a revocation needs.
  public func conditions(of norm: Int) -> [String] {
    let declared = program.norms[norm]
    var result: [String] = []
    if let length = declared.node(.length) {
      let generally = declared.keyword(.qualifier).map { keyword($0) + " " } ?? ""
      result.append(generally + wording.text(of: length))
    }
    if let event = declared.event(.event) {
      result.append(say("事件：", "event: ") + self.event(event))
    }
    for child in declared.children {
      let detail = program.norms[child]
      switch detail.kind {
      case .starts:
        if let event = detail.event(.event) {
          result.append(say("起算：", "starts: ") + self.event(event))
        }
      case .completes:
        if let node = detail.node(.condition) {
          result.append(say("结业：", "completed when: ") + wording.text(of: node))
        }
      case .renewable:
        guard let node = detail.node(.length) else { continue }
        let times = detail.node(.number).map { wording.text(of: $0) } ?? "1"
        result.append(
          say("可续：", "renewable: ") + wording.text(of: node)
            + say("，至多 \(times) 次", ", at most \(times) times"))
      case .condition:
        if let node = detail.node(.condition) {
          result.append(say("条件：", "if: ") + wording.text(of: node))
        }
      case .ground:
        let grounds = detail.texts(.names)
        if !grounds.isEmpty {
          result.append(say("事由：", "grounds: ") + grounds.joined(separator: say("、", ", ")))
        }
      case .approver:
        let body = detail.norm(.body).map { name($0) } ?? say("没有写", "not stated")
        result.append(say("批准：", "approved by: ") + body)
      default: continue
      }
    }
    return result
  }

  /// Terms, then honours, then revocations, as norms: what follows the procedure.
  public var laterNorms: [Int] { plan.terms.map { $0.norm } + plan.honours + plan.revocations }

  /// When a duty falls due; empty where nothing says so.
  public func timing(of duty: PlannedDuty) -> String {
    switch duty.timing {
    case .none: return ""
    case .vague(let word): return keyword(word)
    case .upon(let event, let response, let length) where wording.isProse:
      let within = length.map { say("，", ", within ") + wording.text(of: $0) + say("以内", "") } ?? ""
      return say("“\(self.event(event))”之后", "after “\(self.event(event))”") + within
        + say("，要有“\(self.event(response))”", ", “\(self.event(response))” has to follow")
    case .upon(let event, let response, let length):
      var text = say(
        "遇“\(self.event(event))”则“\(self.event(response))”",
        "upon `\(self.event(event))` then `\(self.event(response))`")
      if let length {
        text += say("，", " within ") + wording.text(of: length) + say("以内", "")
      }
      return text
    case .within(let event, let length, let response):
      var text =
        say(
          "自“\(self.event(event))”起 ", "within ")
        + wording.text(of: length) + say("以内", " of `\(self.event(event))`")
      if let response { text += say("“", " `") + self.event(response) + say("”", "`") }
      return text
    case .rhythm(let rhythm, let until, _):
      guard let until else { return keyword(rhythm) }
      if wording.isProse, program.isUnstated(until) {
        return keyword(rhythm) + say("，截止日没有写明", ", its last day not stated")
      }
      return keyword(rhythm) + say("，截至 ", ", by ") + wording.text(of: until)
    case .condition(let node, _): return wording.text(of: node)
    }
  }
}
