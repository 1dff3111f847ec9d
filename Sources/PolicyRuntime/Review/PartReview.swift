internal import PolicyLang

// Alternatives, exceptions and lifts that make no difference.
extension Reviewer {
  /// What is found idle here can be left out together.
  /// - Parameter others: the hard clauses beside the one the parts belong to.
  func review(
    _ parts: [PartQuestion], of clause: ClauseQuestions, given others: [Premise],
    in base: ReviewSpace
  ) {
    var idle: Set<Int> = []
    // Once an alternative was found idle although its group is not the reason, what the clause says
    // without it is another question than the ones prepared here.
    var isSettled = false
    for place in parts.indices.reversed() {
      let part = parts[place]
      // A lift may stand for several clauses, one of which may need it.
      guard dependsOnFacts(part.holds), part.kind != .lift || isOnlyLift(part) else { continue }
      var rivals: [Premise] = []
      for rival in part.rivals where !idle.contains(rival.part) {
        let other = parts[rival.part]
        rivals.append(
          Premise(
            node: rival.node, label: other.label, articles: other.articles, span: other.span))
      }
      let isUsed = part.kind == .branch && isNamedElsewhere(part, than: clause)
      for question in questions(part, rivals, isUsed ? nil : others, isSettled) {
        guard let isIdle = settle(question, of: part, in: base) else { break }
        if !isIdle { continue }
        idle.insert(place)
        if part.kind == .branch, question.isLast { isSettled = true }
        break
      }
    }
  }

  private struct Question {
    let kind: DiagnosticKind
    let goal: [NodeID]
    let premises: [Premise]
    /// Whether it looks beyond the parts beside it.
    var isLast = false
  }

  /// What is asked about a part, the simplest reason first.
  /// - Parameter others: `nil` where the part is needed anyway.
  private func questions(
    _ part: PartQuestion, _ rivals: [Premise], _ others: [Premise]?, _ isSettled: Bool
  ) -> [Question] {
    var result = [Question(kind: .partNeverApplies, goal: [part.holds], premises: [])]
    guard let others else { return result }
    let isGrouped = part.kind == .branch && !part.isCounted
    if isGrouped || !isSettled, !part.isCounted {
      result.append(Question(kind: .partNeverMatters, goal: part.context, premises: rivals))
    }
    if isSettled { return result }
    var goal = part.isCounted ? [] : part.context
    if let difference = part.difference { goal.append(difference) }
    result.append(
      Question(kind: .partNeverMatters, goal: goal, premises: rivals + others, isLast: true))
    return result
  }

  /// - Returns: whether the part is idle, which is then reported; `nil` if that was not settled.
  private func settle(
    _ question: Question, of part: PartQuestion, in base: ReviewSpace
  ) -> Bool? {
    switch base.possibility(of: question.goal, given: question.premises) {
    case .possible: return false
    case .undecided:
      leaveOpen(.quoted(part.label, part.articles))
      return nil
    case .impossible(let because):
      let cause = because.map { question.premises[$0] }
      let what =
        part.kind.word + LocalText(zh: "“", en: " `") + .name(part.label)
        + LocalText(zh: "”", en: "`")
      var arguments = [what]
      if question.kind != .partNeverApplies { arguments.append(reason(part, cause)) }
      conclude(
        question.kind, part.span, arguments, part.articles, goal: question.goal, cause: cause,
        premises: question.premises, what: what)
      return true
    }
  }

  private func reason(_ part: PartQuestion, _ cause: [Premise]) -> LocalText {
    if cause.isEmpty {
      return part.kind == .branch
        ? LocalText(zh: "去掉它，结果不变", en: "without it nothing changes")
        : LocalText(zh: "用得上它的人本来就满足条款", en: "whoever it could help meets the clause anyway")
    }
    return LocalText(zh: "有", en: "there is ") + names(cause)
      + LocalText(zh: "在，去掉它结果不变", en: ", and without this one nothing changes")
  }

  /// Whether no other clause has the same lift.
  private func isOnlyLift(_ part: PartQuestion) -> Bool {
    var count = 0
    for place in outline.clauses {
      for lift in place.lifts where (lift.name?.span ?? lift.keywordSpan) == part.span {
        count += 1
      }
    }
    return count <= 1
  }

  /// Whether other clauses, results or declarations ask about an alternative by its name.
  private func isNamedElsewhere(_ part: PartQuestion, than clause: ClauseQuestions) -> Bool {
    var others: [NodeID] = []
    for requirement in original.requirements
    where requirement.satisfied != clause.requirement.satisfied {
      others.append(requirement.satisfied)
    }
    for result in original.results { others.append(result.value) }
    for norm in original.norms {
      for attribute in norm.attributes {
        if case .node(let node) = attribute.value { others.append(node) }
      }
    }
    let reached = original.reachable(from: others)
    for (index, isReached) in reached.enumerated() where isReached {
      if case .named(let name, _) = original.nodes[index].operation,
        original.conditions[name].kind == .branch, original.conditions[name].label == part.label
      {
        return true
      }
    }
    return false
  }
}

extension PartQuestion.Kind {
  var word: LocalText {
    switch self {
    case .branch: LocalText(zh: "选项", en: "alternative")
    case .exception: LocalText(zh: "除外", en: "exception")
    case .lift: LocalText(zh: "免除", en: "lift")
    }
  }
}
