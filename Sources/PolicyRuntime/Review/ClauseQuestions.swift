internal import PolicyLang

/// What is asked about one clause.
struct ClauseQuestions {
  /// Its place in `IRProgram.requirements`; two clauses may say the same.
  let index: Int
  let requirement: IRRequirement
  let place: ClausePlace
  /// The clause as something that other findings may name.
  let premise: Premise
  /// Not met.
  let violated: NodeID
  /// Applies and is met.
  let metWhereApplied: NodeID
  let parts: [PartQuestion]
  var span: SourceSpan { place.statement.name?.span ?? place.statement.keywordSpan }
}

/// What is asked about an alternative, an exception or a lift.
struct PartQuestion {
  enum Kind { case branch, exception, lift }
  let kind: Kind
  let label: IRLabel
  let articles: [String]
  let span: SourceSpan
  let holds: NodeID
  /// Where it would make a difference if there were nothing beside it.
  let context: [NodeID]
  /// The parts beside it, each as not holding, by their position among the clause's parts.
  let rivals: [(part: Int, node: NodeID)]
  /// For an alternative: its group decides whether the clause is met; where several of the group are
  /// needed, leaving this one out does.
  let difference: NodeID?
  /// Whether several of its group are needed.
  var isCounted = false
}

extension Reviewer {
  /// Writes the questions about every clause.
  func clauseQuestions() -> [ClauseQuestions] {
    var result: [ClauseQuestions] = []
    for (index, requirement) in original.requirements.enumerated() {
      let place = outline.clauses[index]
      let span = place.statement.name?.span ?? place.statement.keywordSpan
      let premise = Premise(
        node: requirement.satisfied, label: requirement.label, articles: requirement.articles,
        span: span)
      let violated = builder.not(requirement.satisfied)
      var applied = [requirement.satisfied]
      if let applies = requirement.applies { applied.append(applies) }
      let met = builder.and(applied)
      var parts = exceptionQuestions(requirement, place)
      parts += branchQuestions(requirement, place, after: parts.count)
      for guardPlace in place.guards { roots += [guardPlace.node, builder.not(guardPlace.node)] }
      roots += [violated, met]
      result.append(
        ClauseQuestions(
          index: index, requirement: requirement, place: place, premise: premise,
          violated: violated,
          metWhereApplied: met, parts: parts))
    }
    return result
  }

  // MARK: Exceptions

  private func exceptionQuestions(
    _ requirement: IRRequirement, _ place: ClausePlace
  ) -> [PartQuestion] {
    let broken =
      requirement.strength.excludes ? requirement.condition : builder.not(requirement.condition)
    var context = [broken]
    if let applies = requirement.applies { context.append(applies) }
    let written = place.statement.details.filter { $0.keyword == .unless }
    var found: [(exception: IRException, statement: Statement, kind: PartQuestion.Kind)] = []
    for (exception, statement) in zip(requirement.exceptions, written) {
      found.append((exception, statement, .exception))
    }
    for (exception, statement) in zip(requirement.lifts, place.lifts) {
      found.append((exception, statement, .lift))
    }
    var parts: [PartQuestion] = []
    append(found, context, [], to: &parts)
    return parts
  }

  private func append(
    _ found: [(exception: IRException, statement: Statement, kind: PartQuestion.Kind)],
    _ context: [NodeID], _ outer: [(part: Int, node: NodeID)], to parts: inout [PartQuestion]
  ) {
    let first = parts.count
    for (index, (exception, statement, kind)) in found.enumerated() {
      var rivals = outer
      for (other, rival) in found.enumerated() where other != index {
        rivals.append((first + other, builder.not(rival.exception.holds)))
      }
      parts.append(
        PartQuestion(
          kind: kind, label: exception.label, articles: exception.articles,
          span: statement.name?.span ?? statement.keywordSpan, holds: exception.holds,
          context: context + [exception.holds], rivals: rivals, difference: nil))
      for rival in rivals { roots.append(rival.node) }
      roots += context + [exception.holds]
    }
    for (index, (exception, statement, kind)) in found.enumerated() {
      let inner = statement.details.filter { $0.keyword == .unless }
      var nested: [(exception: IRException, statement: Statement, kind: PartQuestion.Kind)] = []
      for (exception, statement) in zip(exception.exceptions, inner) {
        nested.append((exception, statement, kind == .lift ? .exception : kind))
      }
      if !nested.isEmpty {
        append(
          nested, context + [exception.condition], parts[first + index].rivals, to: &parts)
      }
    }
  }

  // MARK: Alternatives

  private func branchQuestions(
    _ requirement: IRRequirement, _ place: ClausePlace, after count: Int
  ) -> [PartQuestion] {
    var found: [(node: NodeID, condition: IRCondition, entry: BranchIndex.Entry)] = []
    let reached = original.reachable(from: [requirement.satisfied])
    for (index, isReached) in reached.enumerated() where isReached {
      guard case .named(let name, _) = original.nodes[index].operation,
        original.conditions[name].kind == .branch,
        let entry = branches.entry(original.conditions[name].label.zh, near: place.statement.span),
        !entry.isNeeded, isOwn(entry.branch.name.span, place)
      else { continue }
      found.append((NodeID(UInt32(index)), original.conditions[name], entry))
    }
    found.sort { $0.entry.branch.name.span.start < $1.entry.branch.name.span.start }
    let (never, always) = (builder.boolean(false), builder.boolean(true))
    var parts: [PartQuestion] = []
    for (index, branch) in found.enumerated() {
      var rivals: [(part: Int, node: NodeID)] = []
      for (other, rival) in found.enumerated()
      where other != index && rival.entry.group == branch.entry.group
        && !branch.entry.isCounted
      {
        rivals.append((count + other, builder.not(rival.node)))
      }
      let difference: NodeID
      if branch.entry.isCounted {
        difference = builder.differ(
          requirement.satisfied,
          builder.replacing([branch.node], with: never, in: requirement.satisfied))
      } else {
        let group = found.filter { $0.entry.group == branch.entry.group }.map { $0.node }
        difference = builder.differ(
          builder.replacing(group, with: always, in: requirement.satisfied),
          builder.replacing(group, with: never, in: requirement.satisfied))
      }
      for rival in rivals { roots.append(rival.node) }
      roots += [branch.node, difference]
      parts.append(
        PartQuestion(
          kind: .branch, label: branch.condition.label, articles: branch.condition.articles,
          span: branch.entry.branch.name.span, holds: branch.node, context: [branch.node],
          rivals: rivals, difference: difference,
          isCounted: branch.entry.isCounted))
    }
    return parts
  }

  /// Whether a place lies in the clause itself and not in what it refers to.
  private func isOwn(_ span: SourceSpan, _ place: ClausePlace) -> Bool {
    let whole = place.statement.span
    return span.file == whole.file && span.lowerBound >= whole.lowerBound
      && span.upperBound <= whole.upperBound
  }
}
