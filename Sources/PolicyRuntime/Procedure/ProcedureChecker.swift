internal import PolicyLang

/// Follows one case through the plan under one choice of readings.
///
/// - Invariant: an expression that has no value is a problem of the case, never the end of the report.
struct ProcedureChecker {
  let plan: ProcedurePlan
  let judge: RevocationJudge
  /// With the day up to which the case is known as its date.
  let environment: Environment
  /// With the events known on that day.
  let candidate: Candidate
  let log: ProcedureLog
  let calendar: WorkCalendar
  let wording: ProcedureWording
  var evaluator: Evaluator
  var report: ProcedureReport
  /// The passages of each stage.
  var runs: [[StageRun]] = []
  /// For each stage, the stages it comes after under the readings chosen.
  var before: [[Int]] = []
  /// For each stage, every stage that must lie behind it, near and far.
  var ancestors: [[Bool]] = []
  /// Whether a later stage has been reached, so that a stage is over whatever the log says.
  var isBehind: [Bool] = []
  /// Whether what a stage asks for to go on is not met.
  var isFailed: [Bool] = []

  /// Whether the day up to which the case is known was given.
  let isDated: Bool

  /// The length or date being counted, for saying where counting failed.
  var counted: NodeID?

  var program: IRProgram { environment.program }

  init(
    _ plan: ProcedurePlan, _ judge: RevocationJudge, _ environment: Environment,
    _ candidate: Candidate
  ) throws(DecisionError) {
    self.plan = plan
    self.judge = judge
    log = ProcedureLog(candidate.events, asOf: environment.asOf)
    isDated = environment.asOf != nil
    self.environment = environment.on(log.now)
    var known = candidate
    known.events = log.entries.map { candidate.events[$0.position] }
    self.candidate = known
    calendar = WorkCalendar(environment.program)
    wording = ProcedureWording(environment: self.environment)
    evaluator = try RecordCompletion.evaluator(self.environment, known)
    report = ProcedureReport(id: candidate.id)
    report.now = log.now
  }

  mutating func check() throws(DecisionError) -> ProcedureReport {
    for place in plan.stages.indices { runs.append(log.runs(of: plan.stages[place], at: place)) }
    settleOrder()
    for place in plan.stages.indices { isFailed.append(fails(place)) }
    for place in plan.stages.indices {
      checkLength(place)
      checkOrder(place)
      checkLimits(place)
    }
    for place in plan.duties.indices where !plan.duties[place].isYearly { checkDuty(place) }
    checkHonours()
    try checkRevocations()
    settleTerms()
    settleStage()
    settleState()
    // Who owes something every year depends on where the person stands.
    for place in plan.duties.indices where plan.duties[place].isYearly { checkDuty(place) }
    report.duties = inPlanOrder(report.duties)
    report.unrecorded = plan.stages.indices.filter { place in
      let stage = plan.stages[place]
      return runs[place].isEmpty && isBehind[place] && !stage.isOptional && stage.marks != .nothing
    }
    settleNext()
    for stage in runs { report.history += stage }
    report.breaches = inOrder(report.breaches)
    report.waivable = inOrder(report.waivable)
    return report
  }

  // MARK: Values

  mutating func note(_ error: EvaluationError) {
    if report.problems.contains(where: { $0.kind == error.kind }) { return }
    report.problems.append(EvaluationError(error.kind, at: error.node ?? counted))
  }

  mutating func truth(_ node: NodeID) -> Truth? {
    do throws(EvaluationError) {
      return try evaluator.truth(of: node)
    } catch {
      note(error)
      return nil
    }
  }

  mutating func value(_ node: NodeID) -> Value {
    do throws(EvaluationError) {
      return try evaluator.value(of: node)
    } catch {
      note(error)
      return .unknown
    }
  }

  /// `nil` where the document states no length.
  mutating func period(_ node: NodeID) -> Period? {
    guard case .number(let number) = value(node) else { return nil }
    counted = node
    guard let period = Period(number, program.nodes[node.index].type) else {
      note(EvaluationError(.fractionalPeriod, at: node))
      return nil
    }
    return period
  }

  /// How a stage or duty counts days; a time limit moves off holidays unless the policy says no.
  mutating func rule(_ counting: Counting, isDeadline: Bool) -> PeriodRule {
    var rule = isDeadline ? PeriodRule.deadline : PeriodRule.term
    if let node = counting.firstDay { rule.countsFirstDay = truth(node) == .yes }
    if let node = counting.nextWorkday {
      switch truth(node) {
      case .yes: rule.movesToWorkday = true
      case .no: rule.movesToWorkday = false
      case .unknown, nil: break
      }
    }
    return rule
  }

  mutating func lastDay(
    _ period: Period, from start: CivilDate, _ rule: PeriodRule
  ) -> CivilDate? {
    do throws(EvaluationError) {
      return try rule.lastDay(of: period, from: start, in: calendar)
    } catch {
      note(error)
      return nil
    }
  }

  // MARK: Findings

  mutating func add(_ breach: Breach, isInPrinciple: Bool = false) {
    guard isInPrinciple else {
      report.breaches.append(breach)
      return
    }
    let label = program.norms[breach.norm].label
    let names = [label.id, label.zh, label.en, program.id + "." + label.id]
    var waivers = candidate.waivers
    for value in candidate.facts.values {
      if case .clauses(let more) = value { waivers += more }
    }
    if waivers.contains(where: { !$0.isEmpty && names.contains($0) }) { return }
    report.waivable.append(breach)
  }

  func breach(
    _ norm: Int, _ suffix: String = "", on: CivilDate?, due: CivilDate? = nil, _ detail: LocalText
  ) -> Breach {
    Breach(
      rule: program.norms[norm].label.id + suffix, norm: norm,
      articles: program.norms[norm].articles, on: on, due: due, detail: detail)
  }

  mutating func addUnknown(_ norm: Int, _ suffix: String = "", missing: [String]) {
    report.unknown.append(
      UnknownRule(
        rule: program.norms[norm].label.id + suffix, norm: norm,
        articles: program.norms[norm].articles, missing: missing))
  }

  private func inPlanOrder(_ duties: [DutyFinding]) -> [DutyFinding] {
    let order = duties.indices.sorted { a, b in
      duties[a].duty == duties[b].duty ? a < b : duties[a].duty < duties[b].duty
    }
    return order.map { duties[$0] }
  }

  /// By day, those without one last, otherwise as the policy lists them.
  private func inOrder(_ breaches: [Breach]) -> [Breach] {
    let numbered = Array(breaches.enumerated())
    return numbered.sorted { a, b in
      switch (a.element.on, b.element.on) {
      case (let left?, let right?) where left != right: left < right
      case (_?, nil): true
      case (nil, _?): false
      default: a.offset < b.offset
      }
    }.map { $0.element }
  }
}
