internal import PolicyLang

// Honours, revocations, terms: the person behind the case, and what comes next.
extension ProcedureChecker {
  // MARK: Honours and revocations

  /// What is conferred must be due on that day, by what had happened until then.
  mutating func checkHonours() {
    for honour in plan.honours {
      let norm = program.norms[honour]
      guard let event = norm.event(.event),
        let child = program.children(of: honour, .condition).first,
        let condition = program.norms[child].node(.condition),
        let entry = log.entries(of: event).first
      else { continue }
      var then = candidate
      then.events = candidate.events.enumerated().filter { place, other in
        if let date = other.date, let day = entry.date { return date <= day }
        return log.entries[place].position <= entry.position
      }.map { $0.element }
      var evaluator = Evaluator(environment.on(entry.date ?? log.now), then)
      do throws(EvaluationError) {
        switch try evaluator.truth(of: condition) {
        case .no:
          add(
            breach(
              honour, "_condition", on: entry.date, wording.conferredTooEarly(honour, condition)))
        case .unknown: addUnknown(honour, "_condition", missing: missing(below: condition))
        case .yes: break
        }
      } catch {
        note(error)
      }
    }
  }

  mutating func checkRevocations() throws(DecisionError) {
    var findings: [RevocationFinding] = []
    do throws(DecisionError) {
      findings = try judge.findings(in: CaseFile(environment, candidate))
    } catch {
      guard case .evaluation(let problem) = error else { throw error }
      note(problem)
    }
    for finding in findings {
      if finding.condition == .yes {
        report.revocations.append(finding)
      } else {
        addUnknown(finding.revocation, "_condition", missing: finding.missing)
      }
    }
    for finding in report.revocations {
      if case .missing(let body) = finding.approval {
        let detail = wording.notApproved(finding.revocation, by: body, given: finding.approvedBy)
        add(breach(finding.revocation, "_approval", on: finding.on, detail))
      }
      if finding.isGroundListed == .no, let ground = finding.ground {
        let detail = wording.unlistedGround(finding.revocation, ground)
        add(breach(finding.revocation, "_ground", on: finding.on, detail))
      }
    }
  }

  // MARK: Terms

  mutating func settleTerms() {
    for term in plan.terms {
      do throws(EvaluationError) {
        guard let dates = try evaluator.termDates(term.norm) else { continue }
        report.terms.append(dates)
        if let renewal = term.renewal {
          try checkExtensions(of: dates, renewal)
        } else if let extended = dates.extensions.first,
          program.norms[term.norm].keyword(.qualifier) != .generally
        {
          add(breach(term.norm, "_length", on: extended.on, wording.notExtensible(term.norm)))
        }
      } catch {
        note(error)
      }
    }
  }

  /// Each extension may add so much at most, and there may be so many.
  private mutating func checkExtensions(
    of dates: TermDates, _ renewal: PlannedTerm.Renewal
  ) throws(EvaluationError) {
    var most = 1
    if let node = renewal.times {
      // The document leaves open how often.
      guard case .number(let times) = value(node) else { return }
      most = Int(max(0, times.floor))
    }
    if let longest = period(renewal.length), var last = dates.plannedEnd {
      for more in dates.extensions {
        let allowed = try PeriodRule.term.lastDay(of: longest, from: last, in: calendar)
        last = try PeriodRule.term.lastDay(of: more.by, from: last, in: calendar)
        guard last > allowed else { continue }
        add(
          breach(
            dates.term, "_extension", on: more.on, due: allowed,
            wording.extendedTooLong(dates.term, by: more.by, longest)))
        break
      }
    }
    if dates.extensions.count > most {
      add(
        breach(
          dates.term, "_extension", on: dates.extensions[most].on,
          wording.extendedTooOften(dates.term, dates.extensions.count, most)))
    }
  }

  /// Whether a term was completed; `nil` before anything that decides on it has happened.
  private mutating func completion(of term: Int) -> Truth? {
    guard let planned = plan.terms.first(where: { $0.norm == term }),
      let condition = planned.completion,
      log.entries.contains(where: { planned.deciding.contains($0.event) })
    else { return nil }
    return truth(condition)
  }

  // MARK: Where the case stands

  mutating func settleStage() {
    var latest = -1
    for place in plan.stages.indices {
      for run in runs[place] {
        let position = max(run.opened?.position ?? -1, run.closed?.position ?? -1)
        if position > latest {
          latest = position
          report.stage = place
        }
      }
    }
    if let stage = report.stage { report.stageStatus = status(of: stage) }
  }

  private func status(of place: Int) -> StageStatus {
    guard let run = runs[place].last else { return .notBegun }
    if isFailed[place] { return .failed }
    guard let closed = run.closed else { return .running }
    if plan.stages[place].length?.isMinimum == true, let required = run.required,
      let date = closed.date, date < required
    {
      return .cutShort
    }
    return .done
  }

  mutating func settleState() {
    report.state = state()
  }

  private mutating func state() -> LifeState {
    let honoured = plan.honours.contains { honour in
      program.norms[honour].event(.event).map { !log.entries(of: $0).isEmpty } ?? false
    }
    if let end = report.revocations.last(where: { $0.isEffective }) {
      var isStop = false
      for effect in end.effects {
        switch effect.kind {
        case .withdraw where honoured: return .revoked
        case .stopTraining: isStop = true
        default: break
        }
      }
      return isStop ? .stopped : .revoked
    }
    if honoured { return .certified }
    if let term = report.terms.last {
      switch completion(of: term.term) {
      case .yes: return .evaluated
      case .no: return .notPassed
      case .unknown, nil: break
      }
      if let end = term.end, let now = log.now, now > end { return .awaitingEvaluation }
      return .inTraining
    }
    guard let stage = report.stage else { return .none }
    let isLast = !plan.stages.indices.contains { ancestors[$0][stage] }
    return isLast && report.stageStatus == .done ? .announced : .candidate
  }

  // MARK: What comes next

  mutating func settleNext() {
    if report.revocations.contains(where: { $0.isEffective }) { return }
    var isOver = [Bool](repeating: false, count: plan.stages.count)
    for place in plan.stages.indices {
      isOver[place] = isBehind[place] || (!runs[place].isEmpty && status(of: place) == .done)
    }
    for place in plan.stages.indices where !runs[place].isEmpty && !isBehind[place] {
      let status = status(of: place)
      guard status == .running || status == .cutShort else { continue }
      report.next.append(
        NextStep(
          norm: plan.stages[place].norm, body: plan.stages[place].body, from: nil,
          until: runs[place].last?.required))
    }
    let isFollowed = report.stage != nil || log.entries.isEmpty
    for place in plan.stages.indices where !isOver[place] && runs[place].isEmpty {
      guard plan.stages[place].marks != .nothing, isFollowed || isAwaited(place) else { continue }
      if isReady(place, isOver) { addNext(place) }
    }
    if report.next.isEmpty { settleLaterSteps() }
  }

  /// Whether a time limit of a stage has begun, so that the stage is due though nothing took place yet.
  private func isAwaited(_ place: Int) -> Bool {
    plan.stages[place].limits.contains { !log.entries(of: $0.event).isEmpty }
  }

  /// Whether everything that a stage waits for is over. What may be left out, or leaves no trace in
  /// a log, is looked through.
  private func isReady(_ place: Int, _ isOver: [Bool]) -> Bool {
    var seen = [Bool](repeating: false, count: plan.stages.count)
    var open = before[place]
    while let next = open.popLast() {
      // Stages that wait for each other have no order.
      if seen[next] || isOver[next] || ancestors[next][place] { continue }
      seen[next] = true
      let stage = plan.stages[next]
      guard runs[next].isEmpty, stage.isOptional || stage.marks == .nothing else { return false }
      open += before[next]
    }
    return true
  }

  private mutating func addNext(_ place: Int) {
    let stage = plan.stages[place]
    var from: CivilDate?
    for other in plan.stages.indices where ancestors[place][other] {
      if let date = runs[other].last?.closed?.date { from = max(from ?? date, date) }
    }
    var until: CivilDate?
    let rule = rule(stage.counting, isDeadline: true)
    for limit in stage.limits {
      guard let start = log.entries(of: limit.event).last?.date, let period = period(limit.length),
        let due = lastDay(period, from: start, rule)
      else { continue }
      until = min(until ?? due, due)
    }
    report.next.append(
      NextStep(
        norm: stage.norm, body: stage.body, from: from, until: until,
        isOptional: stage.isOptional))
  }

  /// After the procedure: the term to its end, then what it leads to.
  private mutating func settleLaterSteps() {
    switch report.state {
    case .inTraining:
      for term in report.terms {
        report.next.append(NextStep(norm: term.term, body: nil, from: nil, until: term.end))
      }
    case .awaitingEvaluation:
      for term in report.terms {
        report.next.append(NextStep(norm: term.term, body: nil, from: term.end, until: nil))
      }
    case .evaluated:
      for honour in plan.honours {
        report.next.append(
          NextStep(
            norm: honour, body: program.norms[honour].norm(.body), from: earliest(honour),
            until: nil))
      }
    case .none, .candidate, .announced, .notPassed, .certified, .stopped, .revoked: break
    }
  }

  /// The first day on which an honour can be conferred: none before the end of a term that its
  /// condition waits for.
  private func earliest(_ honour: Int) -> CivilDate? {
    var result = log.now
    for child in program.children(of: honour, .condition) {
      guard let condition = program.norms[child].node(.condition) else { continue }
      for (index, isRead) in program.reachable(from: [condition]).enumerated() where isRead {
        guard case .termEnded(let norm) = program.nodes[index].operation,
          let end = report.terms.first(where: { $0.term == norm })?.end
        else { continue }
        result = max(result ?? end, end)
      }
    }
    return result
  }
}
