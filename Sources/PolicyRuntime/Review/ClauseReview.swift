internal import PolicyLang

// Contradictions, and clauses that have no effect.
extension Reviewer {
  func review(_ clauses: [ClauseQuestions], in base: ReviewSpace) {
    var live: [ClauseQuestions] = []
    reviewGuards(clauses, in: base)
    for clause in clauses {
      if let applies = clause.requirement.applies, isNever(applies, in: base) { continue }
      switch alone(clause, in: base) {
      case .live: live.append(clause)
      case .blocked, .idle: break
      }
    }
    // What nobody can meet says nothing about the rest, which is reviewed without it.
    guard let conflicting = reviewContradictions(live, in: base) else { return }
    live.removeAll { conflicting.contains($0.index) }
    let hard = live.filter { $0.requirement.strength.isHard }
    let idle = reviewImplied(live, hard, in: base)
    for clause in live {
      if idle.contains(clause.index) { continue }
      let others = hard.filter { $0.index != clause.index && !idle.contains($0.index) }
      review(clause.parts, of: clause, given: others.map { $0.premise }, in: base)
    }
  }

  func isNever(_ node: NodeID, in base: ReviewSpace) -> Bool {
    switch base.possibility(of: [node]) {
    case .impossible: return true
    case .possible: return false
    case .undecided:
      leaveOpen(words(node, in: base))
      return false
    }
  }

  // MARK: One clause by itself

  private enum Standing {
    case live
    /// Nobody meets it, or nobody it applies to.
    case blocked
    /// Everybody meets it.
    case idle
  }

  private func alone(_ clause: ClauseQuestions, in base: ReviewSpace) -> Standing {
    let name = LocalText.name(clause.requirement.label)
    switch base.possibility(of: [clause.violated]) {
    case .possible: break
    case .undecided: leaveOpen(.quoted(clause.requirement.label, clause.requirement.articles))
    case .impossible:
      guard dependsOnFacts(clause.violated) else { return .idle }
      conclude(
        .clauseNeverFails, clause.span, [name], clause.requirement.articles,
        goal: [clause.violated], cause: [], premises: [], what: name)
      return .idle
    }
    switch base.possibility(of: [clause.premise.node]) {
    case .possible: break
    case .undecided:
      leaveOpen(.quoted(clause.requirement.label, clause.requirement.articles))
      return .live
    case .impossible:
      let isHard = clause.requirement.strength.isHard
      report(
        Diagnostic(
          isHard ? .clauseNeverMet : .clauseAlwaysWaived, at: clause.span, [name],
          article: clause.requirement.articles.first))
      return .blocked
    }
    guard clause.requirement.applies != nil,
      case .impossible = base.possibility(of: [clause.metWhereApplied])
    else { return .live }
    conclude(
      .clauseNeverMetWhereApplied, clause.span, [name], clause.requirement.articles,
      goal: [clause.metWhereApplied], cause: [], premises: [], what: name)
    return .live
  }

  /// Reports something without effect, or notes under which reading it has one.
  func conclude(
    _ kind: DiagnosticKind, _ span: SourceSpan, _ arguments: [LocalText], _ articles: [String],
    goal: [NodeID], cause: [Premise], premises: [Premise], what: LocalText
  ) {
    switch revival(of: goal, because: cause, given: premises) {
    case .laterDay: return
    case .reading(let reading, let option):
      let label = program.readings[reading].label
      report(
        Diagnostic(
          .aliveUnderReading, at: span,
          [what, .name(label), .name(program.readings[reading].options[option].label)],
          article: articles.first))
    case .never:
      report(
        Diagnostic(
          kind, at: span, arguments, article: articles.first, related: places(cause, but: span)))
    }
  }

  // MARK: Conditions of blocks

  private func reviewGuards(_ clauses: [ClauseQuestions], in base: ReviewSpace) {
    var seen: Set<SourceSpan> = []
    for clause in clauses {
      for guardPlace in clause.place.guards where seen.insert(guardPlace.span).inserted {
        guard dependsOnFacts(guardPlace.node) else { continue }
        let what = words(guardPlace.node, in: base)
        if isNever(guardPlace.node, in: base) {
          conclude(
            .conditionNeverHolds, guardPlace.span, [what], clause.requirement.articles,
            goal: [guardPlace.node], cause: [], premises: [], what: what)
        } else if isNever(negation(of: guardPlace.node), in: base) {
          conclude(
            .conditionAlwaysHolds, guardPlace.span, [what], clause.requirement.articles,
            goal: [negation(of: guardPlace.node)], cause: [], premises: [], what: what)
        }
      }
      reviewTogether(clause, &seen, in: base)
    }
  }

  /// Blocks inside one another whose conditions never hold together.
  private func reviewTogether(
    _ clause: ClauseQuestions, _ seen: inout Set<SourceSpan>, in base: ReviewSpace
  ) {
    guard clause.place.guards.count > 1, let inner = clause.place.guards.last,
      let applies = clause.requirement.applies, dependsOnFacts(applies)
    else { return }
    for guardPlace in clause.place.guards where isNever(guardPlace.node, in: base) { return }
    guard isNever(applies, in: base), seen.insert(inner.span.before).inserted else { return }
    let what = words(inner.node, in: base)
    conclude(
      .conditionNeverHolds, inner.span, [what], clause.requirement.articles, goal: [applies],
      cause: [], premises: [], what: what)
  }

  private func negation(of node: NodeID) -> NodeID { builder.not(node) }

  // MARK: All clauses together

  /// - Returns: the clauses that take part in a contradiction that no waiver lifts; `nil` where that
  ///   was not settled.
  private func reviewContradictions(
    _ clauses: [ClauseQuestions], in base: ReviewSpace
  ) -> Set<Int>? {
    var conflicting: Set<Int> = []
    while true {
      let hard = clauses.filter {
        $0.requirement.strength.isHard && !conflicting.contains($0.index)
      }
      switch reviewContradiction(hard, .contradictoryPolicy, in: base) {
      case .none: return nil
      case .some(let found) where found.isEmpty:
        let rest = clauses.filter { !conflicting.contains($0.index) }
        return reviewContradiction(rest, .contradictoryWithoutWaiver, in: base) == nil
          ? nil : conflicting
      case .some(let found): conflicting.formUnion(found)
      }
    }
  }

  /// - Returns: the clauses that cannot be met together, which are reported; none where all can.
  private func reviewContradiction(
    _ members: [ClauseQuestions], _ kind: DiagnosticKind, in base: ReviewSpace
  ) -> Set<Int>? {
    let premises = members.map { $0.premise }
    switch base.possibility(of: [], given: premises) {
    case .possible: return []
    case .undecided:
      leaveOpen(LocalText(zh: "各条款能否同时做到", en: "whether all clauses can be met together"))
      return nil
    case .impossible(let because):
      let cause = because.map { premises[$0] }
      let span = cause.last?.span ?? outline.header
      report(
        Diagnostic(
          kind, at: span, [names(cause)], article: cause.last?.articles.first,
          related: places(cause, but: span)))
      // Without a reason of its own, nothing can be taken out.
      return because.isEmpty ? nil : Set(because.map { members[$0].index })
    }
  }

  /// Clauses that nobody breaks who meets the hard ones. The later ones go first, and what was found
  /// idle explains nothing, so that all that are named idle can be left out together.
  private func reviewImplied(
    _ clauses: [ClauseQuestions], _ hard: [ClauseQuestions], in base: ReviewSpace
  ) -> Set<Int> {
    var idle: Set<Int> = []
    for clause in clauses.reversed() {
      let others = hard.filter {
        $0.index != clause.index && !idle.contains($0.index)
      }
      let premises = others.map { $0.premise }
      let name = LocalText.name(clause.requirement.label)
      switch base.possibility(of: [clause.violated], given: premises) {
      case .possible: continue
      case .undecided: leaveOpen(.quoted(clause.requirement.label, clause.requirement.articles))
      case .impossible(let because):
        let cause = because.map { premises[$0] }
        idle.insert(clause.index)
        conclude(
          .clauseImplied, clause.span, [name, names(cause)], clause.requirement.articles,
          goal: [clause.violated], cause: cause, premises: premises, what: name)
      }
    }
    return idle
  }
}
