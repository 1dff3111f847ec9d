internal import PolicyLang

/// Judges the stops and revocations of a case by those that a policy declares: which of them each
/// event is, whether the named body approved it, and what follows.
///
/// Money and procedure both ask this judge, so that a payment never stops without the report saying
/// why, and the other way round.
struct RevocationJudge: Sendable {
  let rules: [Revocation]
  private let attributes: [EventAttributes]

  init(_ program: IRProgram) {
    rules = program.norms(.revocation).map { Revocation(NormReader(program, $0)) }
    attributes = program.events.map { EventAttributes(of: $0, in: program) }
  }

  /// Every event of the log that is a revocation of the policy, or may be one, in the order of the
  /// log. A condition is held against what was known when the event happened.
  func findings(in file: CaseFile) throws(DecisionError) -> [RevocationFinding] {
    var result: [RevocationFinding] = []
    for (position, event) in file.log.events.enumerated() {
      for (index, rule) in rules.enumerated() where rule.events.contains(event.event) {
        let ground = text(of: event, attributes[event.event].ground)
        if isAnothersGround(ground, rule, event.event) { continue }
        let moment = Moment(date: event.date, position: position, kind: event.event)
        let (condition, missing) = try file.truth(of: rule.conditions, at: moment)
        if condition == .no { continue }
        let approvedBy = text(of: event, attributes[event.event].approvedBy)
        var finding = RevocationFinding(
          revocation: rule.norm, rule: index, event: event.event, position: position,
          on: event.date, condition: condition, missing: missing, ground: ground,
          isGroundListed: isListed(ground, rule), approvedBy: approvedBy,
          approval: approval(rule.approver, by: approvedBy), effects: [])
        if finding.isEffective { finding.effects = try effects(of: finding, in: file) }
        result.append(finding)
      }
    }
    return result
  }

  /// What follows from a revocation if it takes effect.
  func effects(
    of finding: RevocationFinding, in file: CaseFile
  ) throws(DecisionError) -> [RevocationEffect] {
    let moment = Moment(date: finding.on, position: finding.position, kind: finding.event)
    var evaluator = try file.evaluator(at: moment)
    var result: [RevocationEffect] = []
    do throws(EvaluationError) {
      for effect in rules[finding.rule].effects {
        result.append(
          RevocationEffect(
            kind: try consequence(effect.kind, finding.on, &evaluator), on: finding.on,
            norm: effect.norm, articles: effect.articles))
      }
    } catch {
      throw .evaluation(error)
    }
    return result
  }

  // MARK: Effects

  private func consequence(
    _ effect: Revocation.Effect.Kind, _ date: CivilDate?, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> RevocationEffect.Kind {
    switch effect {
    case .stopTraining(let term): return .stopTraining(term)
    case .withdraw(let honour): return .withdraw(honour)
    case .endBenefits(let benefit): return .endBenefits(benefit)
    case .recover(let subsidy, let part):
      return .recover(subsidy: subsidy, try recovery(part, &evaluator))
    case .cancelCandidacy: return .cancelCandidacy
    case .cancelRight(let body, let length):
      return .cancelRight(body: body, until: try end(of: length, from: date, &evaluator))
    case .refer(let body): return .refer(body)
    case .bar(let bar, let length):
      return .bar(bar, until: try end(of: length, from: date, &evaluator))
    }
  }

  private func recovery(
    _ part: Revocation.Part, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> RevocationEffect.Recovery {
    switch part {
    case .inFull: return .inFull
    case .unpaidPart: return .unpaidPart
    case .byTime: return .byTime
    case .unstated: return .unsettled
    case .figure(let figure):
      switch try evaluator.value(of: figure.node) {
      case .boolean(let isRecovered): return isRecovered ? .inFull : .nothing
      case .number(let number):
        return figure.type == .money ? .amount(number) : .byShare(number)
      case .none: return .nothing
      default: return .unsettled
      }
    }
  }

  /// The last day of a length that begins with the decision; `nil` where the document states none.
  private func end(
    of length: Figure?, from date: CivilDate?, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> CivilDate? {
    guard let length, let date, case .number(let number) = try evaluator.value(of: length.node),
      let period = Period(number, length.type)
    else { return nil }
    return try PeriodRule.term.lastDay(
      of: period, from: date, in: WorkCalendar(evaluator.environment.program))
  }

  // MARK: Grounds and approval

  /// Whether the case names a ground that another revocation by the same event lists and this one
  /// does not: then the case is the other's. A ground that none lists decides nothing.
  private func isAnothersGround(_ ground: String?, _ rule: Revocation, _ event: Int) -> Bool {
    guard let ground, !rule.grounds.contains(ground) else { return false }
    return rules.contains { $0.events.contains(event) && $0.grounds.contains(ground) }
  }

  private func isListed(_ ground: String?, _ rule: Revocation) -> Truth {
    guard let ground else { return rule.grounds.isEmpty ? .yes : .unknown }
    return Truth(rule.grounds.isEmpty || rule.grounds.contains(ground))
  }

  private func approval(
    _ approver: Revocation.Approver, by name: String?
  ) -> RevocationFinding.Approval {
    switch approver {
    case .none: return .notRequired
    case .unstated: return .unstated
    case .body(let body, _, let names):
      guard let name, names.contains(name) else { return .missing(required: body) }
      return .given
    }
  }

  private func text(of event: CaseEvent, _ field: Int?) -> String? {
    guard let field, case .text(let text) = event.attributes[field] else { return nil }
    return trimmed(text)
  }
}
