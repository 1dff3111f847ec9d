internal import PolicyLang

// What somebody must do: upon an event, within a time, every year, or as a condition says.
extension ProcedureChecker {
  mutating func checkDuty(_ place: Int) {
    let duty = plan.duties[place]
    guard duty.isBinding else { return }
    switch duty.timing {
    case .none, .vague: return
    case .upon(let event, let response, let length):
      checkResponse(place, to: event, response, length)
    case .within(let event, let length, let response):
      checkResponse(place, to: event, response, length)
    case .rhythm(.yearly, let until?, let response?): checkYearly(place, until, response)
    case .rhythm: return
    case .condition(let node, let events): checkCondition(place, node, events)
    }
  }

  // MARK: Responses

  /// Each event that calls for a response must have one at or after it; one response may answer
  /// several. Without a stated length, a stage's duty is due before the next stage begins.
  private mutating func checkResponse(
    _ place: Int, to event: Int, _ response: Int?, _ length: NodeID?
  ) {
    let duty = plan.duties[place]
    let responses = response.map { log.entries(of: $0) } ?? []
    // Both run forward in time, so what lies before one call lies before the next.
    var next = 0
    for call in log.entries(of: event) {
      while next < responses.count, call.isAfter(responses[next]) { next += 1 }
      let answer = next < responses.count ? responses[next] : nil
      if duty.isForbidden {
        if let answer, let response {
          add(
            breach(duty.norm, on: answer.date, wording.forbiddenAnswer(event, response)),
            isInPrinciple: duty.isInPrinciple)
          return
        }
        continue
      }
      let isKept: Bool
      if let length {
        isKept = respond(place, call, answer, hasResponse: response != nil, length)
      } else {
        isKept = respondInStage(place, call, answer, response)
      }
      if !isKept { return }
    }
  }

  /// Within a stated length.
  private mutating func respond(
    _ place: Int, _ call: LogEntry, _ answer: LogEntry?, hasResponse: Bool, _ length: NodeID
  ) -> Bool {
    let duty = plan.duties[place]
    guard let start = call.date, let period = period(length) else { return true }
    let rule = rule(duty.counting, isDeadline: true)
    if let end = answer == nil ? log.now : answer?.date, hasResponse,
      let due = dueIfLate(end, period, from: start, rule)
    {
      let detail = wording.late(
        duty.norm, period, from: call.event, on: start, due: due, done: answer?.date)
      lose(
        duty.lostClaim, duty.norm,
        breach(duty.norm, on: answer?.date ?? due.adding(days: 1), due: due, detail),
        isInPrinciple: duty.isInPrinciple)
      report.duties.append(
        DutyFinding(duty: place, status: .late, due: due, done: answer?.date))
      return false
    }
    if let answer {
      report.duties.append(DutyFinding(duty: place, status: .done, due: nil, done: answer.date))
    } else {
      let due = lastDay(period, from: start, rule)
      report.duties.append(DutyFinding(duty: place, status: .due, due: due, done: nil))
    }
    return true
  }

  /// Before the next stage begins.
  private mutating func respondInStage(
    _ place: Int, _ call: LogEntry, _ answer: LogEntry?, _ response: Int?
  ) -> Bool {
    let duty = plan.duties[place]
    var following: (entry: LogEntry, stage: Int)?
    if let stage = duty.stage {
      for other in plan.stages.indices where ancestors[other][stage] {
        for run in runs[other] {
          guard let opened = run.opened ?? run.closed, !call.isAfter(opened) else { continue }
          if let first = following, !first.entry.isAfter(opened) { continue }
          following = (opened, other)
        }
      }
    }
    if let following, let response, answer?.isAfter(following.entry) ?? true {
      add(
        breach(
          duty.norm, on: following.entry.date,
          wording.unanswered(
            call.event, on: call.date, response, before: plan.stages[following.stage].norm)),
        isInPrinciple: duty.isInPrinciple)
      report.duties.append(
        DutyFinding(duty: place, status: .late, due: following.entry.date, done: answer?.date))
      return false
    }
    report.duties.append(
      DutyFinding(duty: place, status: answer == nil ? .due : .done, due: nil, done: answer?.date))
    return true
  }

  // MARK: Every year

  /// A log that never mentions the yearly event does not track it; from the first year that does,
  /// every year must have one in time, as long as the person is in the programme.
  private mutating func checkYearly(_ place: Int, _ until: NodeID, _ response: Int) {
    let duty = plan.duties[place]
    guard case .monthDay(let month, let day) = value(until), let now = log.now else { return }
    let rule = rule(duty.counting, isDeadline: true)
    let yearDay = YearDay(month, day)
    counted = until
    var done: [CivilDate] = []
    for entry in log.entries(of: response) {
      if let date = entry.date { done.append(date) }
    }
    let thisYear = now.components.year
    let isOwed = isInProgramme(response)
    noteMissedYears(place, yearDay, before: done.first?.components.year ?? 10_000)
    guard let first = done.first?.components.year else {
      guard isOwed, let due = yearDay.date(in: thisYear) else { return }
      let next = now <= due ? due : yearDay.date(in: thisYear + 1)
      report.duties.append(DutyFinding(duty: place, status: .due, due: next, done: nil))
      return
    }
    for year in first...max(first, thisYear) {
      guard let counted = yearDay.date(in: year) else { continue }
      let own = done.filter { $0.components.year == year }
      guard let end = own.first ?? (year <= thisYear ? now : nil) else { continue }
      if own.isEmpty, let left = leftOn, counted >= left { continue }
      if let due = dueIfLate(end, counted, rule) {
        let breach = breach(
          duty.norm, on: own.first ?? due.adding(days: 1), due: due,
          wording.lateByDate(duty.norm, due: due, done: own.first))
        lose(duty.lostClaim, duty.norm, breach, isInPrinciple: duty.isInPrinciple)
        report.duties.append(DutyFinding(duty: place, status: .late, due: due, done: own.first))
      } else if !own.isEmpty || isOwed {
        let status: DutyFinding.Status = own.isEmpty ? .due : .done
        report.duties.append(
          DutyFinding(duty: place, status: status, due: counted, done: own.first))
      }
    }
  }

  /// Whether what is owed every year is owed for this person: not after a removal or a failed
  /// evaluation, and before the announcement only what a stage asks for.
  private func isInProgramme(_ response: Int) -> Bool {
    switch report.state {
    case .announced, .inTraining, .awaitingEvaluation, .evaluated, .certified: return true
    case .notPassed, .stopped, .revoked: return false
    case .none, .candidate:
      if plan.terms.isEmpty, plan.honours.isEmpty { return true }
      return plan.stages.contains { stage in
        switch stage.marks {
        case .event(response), .span(from: response, to: _), .span(from: _, to: response): true
        default: false
        }
      }
    }
  }

  /// The day on which the person left the programme.
  private var leftOn: CivilDate? {
    report.revocations.first { $0.isEffective }?.on
  }

  /// Years of which the log says nothing, between the start of the programme and the day asked about.
  private mutating func noteMissedYears(_ place: Int, _ day: YearDay, before year: Int) {
    guard isDated, let now = log.now,
      let start = report.terms.compactMap({ $0.start }).min(), start < now
    else { return }
    var missed: [CivilDate] = []
    for candidate in start.components.year...now.components.year where candidate < year {
      guard let due = day.date(in: candidate), due > start, due < now else { continue }
      if let left = leftOn, due >= left { break }
      missed.append(due)
    }
    if !missed.isEmpty { report.missed.append(MissedYears(duty: place, due: missed)) }
  }

  private mutating func dueIfLate(
    _ day: CivilDate, _ counted: CivilDate, _ rule: PeriodRule
  ) -> CivilDate? {
    if day <= counted { return nil }
    do throws(EvaluationError) {
      let due = try rule.moved(counted, in: calendar)
      return day > due ? due : nil
    } catch {
      note(error)
      return nil
    }
  }

  // MARK: Conditions

  /// A condition counts once what it speaks of has begun: its stage, or one of the events it reads.
  private mutating func checkCondition(_ place: Int, _ node: NodeID, _ events: [Int]) {
    let duty = plan.duties[place]
    if let stage = duty.stage {
      guard !runs[stage].isEmpty || (events.isEmpty && isBehind[stage]) else { return }
    } else if events.isEmpty {
      guard !log.entries.isEmpty else { return }
    } else {
      guard log.entries.contains(where: { events.contains($0.event) }) else { return }
    }
    switch truth(node) {
    case .yes where duty.isForbidden, .no where !duty.isForbidden:
      add(
        breach(
          duty.norm, on: day(of: duty, events),
          wording.condition(node, isForbidden: duty.isForbidden, facts: facts(below: node))),
        isInPrinciple: duty.isInPrinciple)
    case .unknown: addUnknown(duty.norm, missing: missing(below: node))
    case .yes, .no, nil: break
    }
  }

  /// The known facts that a condition reads outside lists, so that a message shows the figures.
  private mutating func facts(below node: NodeID) -> [(node: NodeID, value: Value)] {
    var result: [(node: NodeID, value: Value)] = []
    var seen = Set<NodeID>()
    var open = [node]
    while let next = open.popLast(), result.count < 4 {
      guard seen.insert(next).inserted, next.index < program.nodes.count else { continue }
      switch program.nodes[next.index].operation {
      case .member, .field(0, _):
        let value = value(next)
        if value != .unknown, value != .none { result.append((next, value)) }
      case .quantifier, .aggregate: break
      default: open += program.nodes[next.index].operation.operands.reversed()
      }
    }
    return result
  }

  /// The day of the latest event that a condition reads, else of its stage, else of the log.
  private func day(of duty: PlannedDuty, _ events: [Int]) -> CivilDate? {
    var latest: CivilDate?
    for entry in log.entries where events.contains(entry.event) { latest = entry.date ?? latest }
    if let latest { return latest }
    if let stage = duty.stage, let run = runs[stage].last {
      return run.closed?.date ?? run.opened?.date
    }
    return log.now
  }
}

/// A day of every year; 29 February is the 28th in common years.
struct YearDay {
  let month: Int
  let day: Int
  init(_ month: Int, _ day: Int) {
    self.month = month
    self.day = day
  }
  func date(in year: Int) -> CivilDate? {
    guard (1...12).contains(month) else { return nil }
    return CivilDate(
      year: year, month: month, day: min(day, CivilDate.daysInMonth(year: year, month: month)))
  }
}
