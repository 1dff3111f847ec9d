internal import PolicyLang

// Clauses, their exceptions, and conditions down to single comparisons.
extension ExplanationBuilder {
  mutating func clause(_ index: Int) -> ExplanationNode {
    let requirement = program.requirements[index]
    clauseOrigin = requirement.origin
    let mark = mark(of: index)
    var children: [ExplanationNode] = []
    if let applies = requirement.applies {
      let truth = truth(of: applies)
      // What only the chosen readings settle stands among the assumptions already.
      if truth != .yes || readsFacts(applies) {
        children.append(
          ExplanationNode(
            ExplanationBuilder.mark(truth), say("适用条件：", "applies if: ") + said(truth),
            parts(of: applies)))
      }
      if truth == .no {
        return ExplanationNode(
          .notApplicable, headline(requirement) + say("：不适用", ": does not apply"), children,
          origin: program.provenance(requirement.origin))
      }
    }
    let condition = condition(requirement.condition)
    if case .and = operation(requirement.condition) {
      children += condition.children
    } else {
      children.append(condition)
    }
    for exception in requirement.exceptions {
      children.append(self.exception(exception, say("除外", "unless ")))
    }
    for lift in requirement.lifts where !isRuledOut(lift.holds) {
      children.append(self.exception(lift, say("免除", "lifted by ")))
    }
    return ExplanationNode(
      mark, headline(requirement) + say("：", ": ") + verdict(mark, requirement.strength), children,
      origin: program.provenance(requirement.origin))
  }

  /// Whether what lifts a clause belongs to a reading that was not taken.
  private mutating func isRuledOut(_ holds: NodeID) -> Bool {
    guard case .and(let parts) = operation(holds) else { return false }
    for part in parts where !readsFacts(part) {
      if truth(of: part) == .no { return true }
    }
    return false
  }

  /// Whether a condition depends on the case and not on the policy alone.
  private func readsFacts(_ id: NodeID) -> Bool {
    let reachable = program.reachable(from: [id])
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      switch node.operation {
      case .field, .events, .holdsHonour, .termEnded, .hasOutcome, .asOfDate: return true
      default: continue
      }
    }
    return false
  }

  /// Name, articles and strength: `领导干部（第四条第二款，原则上不得）`.
  private func headline(_ requirement: IRRequirement) -> String {
    var keyword = requirement.strength.keyword
    if requirement.judgement != nil {
      keyword = requirement.strength.isHard ? .attest : .inPrincipleAttest
    }
    let name = requirement.label[language]
    return name
      + cited(
        requirement.articles, requirement.origin, replacing: name,
        also: keyword.spelling(language))
  }

  private mutating func mark(of index: Int) -> ExplanationNode.Mark {
    func isIn(_ list: [ClauseFinding]) -> Bool { list.contains { $0.requirement == index } }
    if isIn(decision.violated) { return .violated }
    if isIn(decision.waivable) { return .waivable }
    if isIn(decision.waived) { return .waived }
    if isIn(decision.unknown) { return .unknown }
    if decision.excepted.contains(where: { $0.clause.requirement == index }) { return .excepted }
    return .satisfied
  }

  /// An exclusion describes what must not be the case, so that `符合` would say the opposite.
  private func verdict(
    _ mark: ExplanationNode.Mark, _ strength: IRRequirement.Strength
  ) -> String {
    switch mark {
    case .violated where strength.excludes: say("有这种情形", "is the case")
    case .waivable where strength.excludes:
      say("有这种情形，但可以申请豁免", "is the case, but can be waived")
    case .satisfied where strength.excludes: say("没有这种情形", "is not the case")
    case .excepted where strength.excludes: say("不受限制，适用例外", "lifted by an exception")
    case .violated: say("不符合", "not met")
    case .waivable: say("不符合，但可以申请豁免", "not met, but can be waived")
    case .waived: say("已获豁免", "waived")
    case .unknown: say("还不能确定", "not settled yet")
    case .excepted: say("符合，适用例外", "met by an exception")
    case .satisfied: say("符合", "met")
    case .notApplicable: say("不适用", "does not apply")
    case .holds: said(.yes)
    case .fails: said(.no)
    case .note: ""
    }
  }

  private mutating func exception(
    _ exception: IRException, _ word: String
  ) -> ExplanationNode {
    let truth = truth(of: exception.holds)
    var children = parts(of: exception.condition)
    for inner in exception.exceptions {
      children.append(self.exception(inner, say("除外", "unless ")))
    }
    // An exception that comes with its clause says nothing new about where it comes from.
    let articles =
      exception.origin == clauseOrigin
      ? cited(exception.articles)
      : cited(exception.articles, exception.origin, replacing: exception.label[language])
    return ExplanationNode(
      ExplanationBuilder.mark(truth),
      word + say(isProse ? "：" : " ", "") + exception.label[language] + articles + say("：", ": ")
        + said(truth), children,
      origin: program.provenance(exception.origin))
  }

  // MARK: Conditions

  /// A condition as one line with what it rests on.
  mutating func condition(_ id: NodeID) -> ExplanationNode {
    budget -= 1
    guard budget > 0 else { return ExplanationNode(.note, "…") }
    let truth = truth(of: id)
    let mark = ExplanationBuilder.mark(truth)
    let end = say("：", ": ") + said(truth)
    switch operation(id) {
    case .and:
      return ExplanationNode(
        mark, say("下列全部", "all of these") + end, parts(of: id), isGroup: true)
    case .or:
      return ExplanationNode(
        mark, say("下列之一", "one of these") + end, parts(of: id), isGroup: true)
    case .atLeast(let number, _):
      let count = wording.text(of: number, scopes: scopes)
      return ExplanationNode(
        mark, say("下列至少 \(count)", "at least \(count) of these") + end, parts(of: id))
    case .named(let index, let operand):
      let label = program.conditions[index].label[language]
      let articles = cited(program.conditions[index].articles)
      if program.conditions[index].kind == .clause {
        return ExplanationNode(mark, say("满足 ", "meets ") + label + end)
      }
      return ExplanationNode(mark, label + articles + end, [condition(operand)])
    case .not(let operand) where isCompound(operand):
      return ExplanationNode(
        mark, say("下面的情形不出现", "the following is not so") + end, [condition(operand)])
    case .passes(let judgement):
      let value = value(of: judgement)
      let finding = wording.text(of: value, .judgement)
      let name = wording.text(of: judgement, scopes: scopes)
      if case .unknown = value {
        return ExplanationNode(.unknown, name + say("：还没有认定", ": not judged yet"))
      }
      return ExplanationNode(mark, name + say("：", ": ") + finding)
    case .quantifier(_, let list, let condition, _):
      let text = wording.text(of: id, scopes: scopes) + (found(list, condition)) + end
      return ExplanationNode(mark, text, elements(list, condition))
    default:
      return ExplanationNode(mark, wording.text(of: id, scopes: scopes) + (actual(id)) + end)
    }
  }

  /// What a condition consists of, one level down; a single comparison consists of itself.
  private mutating func parts(of id: NodeID) -> [ExplanationNode] {
    switch operation(id) {
    case .and(let operands), .or(let operands), .atLeast(_, let operands):
      var nodes: [ExplanationNode] = []
      for operand in operands { nodes.append(condition(operand)) }
      return nodes
    default: return [condition(id)]
    }
  }

  private func operation(_ id: NodeID) -> IRNode.Operation { program.nodes[id.index].operation }

  private func isCompound(_ id: NodeID) -> Bool {
    switch operation(id) {
    case .and, .or, .atLeast, .named, .quantifier: true
    default: false
    }
  }

  /// The candidate's own values in a comparison: `（实际 4.9年）`.
  private mutating func actual(_ id: NodeID) -> String {
    var facts: [NodeID] = []
    switch operation(id) {
    case .compare(_, let left, let right): facts = [left, right]
    case .isMember(let element, _): facts = [element]
    case .window(let date, _, let end): facts = [date, end]
    case .not(let operand): return actual(operand)
    case .field:
      if truth(of: id) == .unknown { return parenthesised(say("没有记载", "not recorded")) }
      return ""
    default: return ""
    }
    let depends = facts.filter { isFact($0) }
    if depends.count == 1, case .unknown = value(of: depends[0]) {
      return parenthesised(say("没有记载", "not recorded"))
    }
    var words: [String] = []
    for fact in depends {
      let value = wording.text(of: value(of: fact), program.nodes[fact.index].type)
      if depends.count == 1 {
        words.append(value)
      } else {
        words.append(wording.text(of: fact, scopes: scopes) + " " + value)
      }
    }
    if words.isEmpty { return "" }
    return parenthesised(say("实际 ", "actual: ") + words.joined(separator: say("，", ", ")))
  }

  /// Whether a value comes from the case and not from the policy.
  private func isFact(_ id: NodeID) -> Bool {
    switch operation(id) {
    case .constant, .parameter, .reading, .unstated, .asOfDate: false
    default: true
    }
  }

  // MARK: Values

  // What cannot be computed did not matter for the decision and is shown as not known.

  private mutating func truth(of id: NodeID) -> Truth {
    do throws(EvaluationError) {
      return try evaluator.truth(of: id)
    } catch {
      return .unknown
    }
  }

  private mutating func truth(
    of id: NodeID, _ record: Record, _ list: NodeID, _ position: Int
  ) -> Truth {
    do throws(EvaluationError) {
      return try evaluator.inside(record, of: list, at: position) {
        (inner: inout Evaluator) throws(EvaluationError) -> Truth in
        try inner.truth(of: id)
      }
    } catch {
      return .unknown
    }
  }

  private mutating func value(of id: NodeID) -> Value {
    do throws(EvaluationError) {
      return try evaluator.value(of: id)
    } catch {
      return .unknown
    }
  }

  private mutating func elements(of list: NodeID) -> [Record]? {
    do throws(EvaluationError) {
      return try evaluator.elements(of: list)
    } catch {
      return nil
    }
  }

  // MARK: Lists

  /// How many elements count: `（实际 2 项）`.
  private mutating func found(
    _ list: NodeID, _ condition: NodeID?
  ) -> String {
    guard let records = elements(of: list) else {
      return parenthesised(say("没有记载", "not recorded"))
    }
    let word = CountWord.chinese(wording.name(ofList: program.nodes[list.index].type))
    if records.isEmpty { return parenthesised(say("一\(word)也没有", "none given")) }
    guard let condition else {
      return parenthesised(say("实际 \(records.count) \(word)", "actual: \(records.count)"))
    }
    var tally = Tally()
    for (position, record) in records.enumerated() {
      tally.add(
        truth(of: condition, record, list, position))
    }
    let open =
      tally.open == 0 ? "" : say("，\(tally.open) \(word)不清楚", ", \(tally.open) not settled")
    return parenthesised(
      say(
        "共 \(records.count) \(word)，符合 \(tally.yes) \(word)\(open)",
        "\(records.count) given, \(tally.yes) fit\(open)"))
  }

  /// The first elements with what is known of them and whether each meets the condition.
  private mutating func elements(
    _ list: NodeID, _ condition: NodeID?
  ) -> [ExplanationNode] {
    guard let condition, let records = elements(of: list) else { return [] }
    var nodes: [ExplanationNode] = []
    for (position, record) in records.enumerated() {
      if position == 10 {
        nodes.append(ExplanationNode(.note, say("其余从略", "the others are left out")))
        break
      }
      let truth = truth(of: condition, record, list, position)
      let facts = wording.text(of: record, program.nodes[list.index].type)
      nodes.append(
        ExplanationNode(
          ExplanationBuilder.mark(truth),
          say("第 \(position + 1) 项：", "no. \(position + 1): ") + facts + say("：", ": ")
            + said(truth)))
    }
    return nodes
  }

  /// The records in scope, for naming their fields.
  private var scopes: [Int] {
    var result = [0]
    for frame in evaluator.frames.dropFirst() {
      guard let origin = frame.origin,
        case .list(let record) = program.nodes[origin.list.index].type
      else { continue }
      result.append(record)
    }
    return result
  }

  private func parenthesised(_ text: String) -> String { say("（\(text)）", " (\(text))") }

  func said(_ truth: Truth) -> String {
    switch truth {
    case .yes: say("是", "yes")
    case .no: say("否", "no")
    case .unknown: say("不清楚", "not known")
    }
  }

  static func mark(_ truth: Truth) -> ExplanationNode.Mark {
    switch truth {
    case .yes: .holds
    case .no: .fails
    case .unknown: .unknown
    }
  }
}
