internal import PolicyLang

/// Applies the revocations of a policy to a case.
public struct RevocationJudge: Sendable {
  private let environment: Environment
  private let revocations: [Int]
  private var program: IRProgram { environment.program }

  public init(_ environment: Environment) {
    self.init(environment, environment.program.norms(.revocation))
  }

  init(_ environment: Environment, _ revocations: [Int]) {
    self.environment = environment
    self.revocations = revocations
  }

  /// Every decision in the log that a revocation of the policy covers, in the order of the log.
  /// Later events do not count for its conditions.
  public func findings(for candidate: Candidate) throws(EvaluationError) -> [RevocationFinding] {
    var result: [RevocationFinding] = []
    var triggers: [[Int]] = []
    for revocation in revocations { triggers.append(self.triggers(of: revocation)) }
    var then = candidate
    then.events = []
    for event in candidate.events {
      then.events.append(event)
      for (place, revocation) in revocations.enumerated()
      where triggers[place].contains(event.event) {
        var evaluator = Evaluator(environment.on(event.date ?? environment.asOf), then)
        if let condition = detail(of: revocation, .condition)?.node(.condition),
          try evaluator.truth(of: condition) != .yes
        {
          continue
        }
        result.append(try finding(revocation, event, &evaluator))
      }
    }
    return result
  }

  private func finding(
    _ revocation: Int, _ event: CaseEvent, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> RevocationFinding {
    let ground = text(of: event, "ground")
    let approvedBy = text(of: event, "approved_by")
    var finding = RevocationFinding(
      revocation: revocation, event: event.event, on: event.date, ground: ground,
      isGroundListed: isListed(ground, revocation), approvedBy: approvedBy,
      approval: approval(of: revocation, by: approvedBy), effects: [])
    guard finding.isEffective else { return finding }
    for child in program.children(of: revocation, .effect) {
      let norm = program.norms[child]
      guard let kind = try effect(norm, on: event.date, &evaluator) else { continue }
      finding.effects.append(
        RevocationEffect(kind: kind, on: event.date, norm: child, articles: norm.articles))
    }
    return finding
  }

  private func effect(
    _ norm: IRNorm, on date: CivilDate?, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> RevocationEffect.Kind? {
    let target = norm.norm(.target)
    switch norm.keyword(.effect) {
    case .stopTraining: return .stopTraining(target)
    case .withdraw: return target.map { .withdraw($0) }
    case .endBenefits: return target.map { .endBenefits($0) }
    case .recover:
      guard let target else { return nil }
      return .recover(subsidy: target, try recovery(norm, &evaluator))
    case .cancelCandidacy: return .cancelCandidacy
    case .cancelRight:
      guard let target else { return nil }
      return .cancelRight(
        body: target, until: try end(of: norm.node(.length), from: date, &evaluator))
    case .refer: return target.map { .refer($0) }
    case .bar:
      guard let target else { return nil }
      return .bar(
        target,
        until: try end(of: program.norms[target].node(.length), from: date, &evaluator))
    default: return nil
    }
  }

  private func recovery(
    _ norm: IRNorm, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> RevocationEffect.Recovery {
    switch norm.keyword(.part) {
    case .inFull: return .inFull
    case .unpaidPart: return .unpaidPart
    case .byTime: return .byTime
    case .byShare:
      guard let node = norm.node(.share), case .number(let share) = try evaluator.value(of: node)
      else { return .unsettled }
      return .byShare(share)
    default: break
    }
    guard let node = norm.node(.part) else { return .unsettled }
    switch try evaluator.value(of: node) {
    case .boolean(let isRecovered): return isRecovered ? .inFull : .nothing
    default: return .unsettled
    }
  }

  /// The last day of a length that begins with the decision; `nil` where the document states none.
  private func end(
    of length: NodeID?, from date: CivilDate?, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> CivilDate? {
    guard let length, let date, case .number(let number) = try evaluator.value(of: length),
      let period = Period(number, program.nodes[length.index].type)
    else { return nil }
    return try PeriodRule.term.lastDay(of: period, from: date, in: WorkCalendar(program))
  }

  // MARK: Grounds and approval

  private func isListed(_ ground: String?, _ revocation: Int) -> Truth {
    let listed = program.grounds(of: revocation)
    guard let ground else { return listed.isEmpty ? .yes : .unknown }
    return Truth(listed.isEmpty || listed.contains(ground))
  }

  private func approval(of revocation: Int, by approver: String?) -> RevocationFinding.Approval {
    guard let detail = detail(of: revocation, .approver) else { return .notRequired }
    guard let body = detail.norm(.body) else { return .unstated }
    let norm = program.norms[body]
    let names = [norm.label.id, norm.label.zh, norm.label.en, norm.note]
    guard let approver, !approver.isEmpty, names.contains(approver) else {
      return .missing(required: body)
    }
    return .given
  }

  private func triggers(of revocation: Int) -> [Int] {
    var result: [Int] = []
    for child in program.children(of: revocation, .trigger) {
      result += program.norms[child].events(.event)
    }
    return result
  }

  private func detail(of revocation: Int, _ kind: Keyword) -> IRNorm? {
    program.children(of: revocation, kind).first.map { program.norms[$0] }
  }

  /// A text attribute of an event, by the id that the shared vocabulary gives it.
  private func text(of event: CaseEvent, _ id: String) -> String? {
    let fields = program.records[program.events[event.event].record].fields
    guard let index = fields.firstIndex(where: { $0.label.id == id }),
      case .text(let text) = event.attributes[index]
    else { return nil }
    return trimmed(text)
  }
}

extension IRProgram {
  /// The names and ids of a revocation's grounds, those of another revocation where it says 同.
  func grounds(of revocation: Int) -> [String] {
    var seen = Set<Int>()
    return grounds(of: revocation, &seen)
  }

  private func grounds(of revocation: Int, _ seen: inout Set<Int>) -> [String] {
    guard seen.insert(revocation).inserted else { return [] }
    var result: [String] = []
    for child in children(of: revocation, .ground) {
      let norm = norms[child]
      if norm.keyword(.mode) == .sameAs, let other = norm.norm(.target) {
        result += grounds(of: other, &seen)
      } else {
        result += norm.texts(.names) + norm.texts(.labels)
      }
    }
    return result
  }
}
