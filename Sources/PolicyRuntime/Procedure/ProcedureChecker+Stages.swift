internal import PolicyLang

// The order, the length and the time limits of stages.
extension ProcedureChecker {
  // MARK: Order

  /// Which stage comes after which, by the conditions of 之后.
  mutating func settleOrder() {
    for stage in plan.stages {
      var places: [Int] = []
      for follow in stage.follows {
        if let condition = follow.condition, truth(condition) != .yes { continue }
        if !places.contains(follow.stage) { places.append(follow.stage) }
      }
      before.append(places)
    }
    for place in plan.stages.indices {
      var seen = [Bool](repeating: false, count: plan.stages.count)
      var open = before[place]
      while let next = open.popLast() {
        if seen[next] { continue }
        seen[next] = true
        open += before[next]
      }
      seen[place] = false
      ancestors.append(seen)
    }
    for place in plan.stages.indices {
      isBehind.append(
        plan.stages.indices.contains { other in
          ancestors[other][place] && !ancestors[place][other] && !runs[other].isEmpty
        })
    }
  }

  /// What a stage asks for to go on; an unknown result lets the case pass.
  mutating func fails(_ place: Int) -> Bool {
    guard let condition = plan.stages[place].passes, !runs[place].isEmpty else { return false }
    let stage = plan.stages[place].norm
    switch truth(condition) {
    case .no: return true
    case .unknown:
      addUnknown(stage, missing: missing(below: condition))
      return false
    case .yes, nil: return false
    }
  }

  /// Every stage in the log that should lie behind this one must have been done before it began.
  /// A stage that the log does not hold is not recorded, which is no breach.
  mutating func checkOrder(_ place: Int) {
    let stage = plan.stages[place].norm
    for run in runs[place] {
      guard let opened = run.opened ?? run.closed else { continue }
      var later: [Int] = []
      var failed: Int?
      for other in plan.stages.indices where ancestors[place][other] && !runs[other].isEmpty {
        // Stages that wait for each other have no order.
        if ancestors[other][place] { continue }
        let isDone = runs[other].contains { passage in
          guard let closed = passage.closed else { return false }
          return !closed.isAfter(opened)
        }
        if !isDone { later.append(plan.stages[other].norm) }
        if isDone, isFailed[other] { failed = failed ?? plan.stages[other].norm }
      }
      if !later.isEmpty {
        add(breach(stage, "_order", on: opened.date, wording.outOfOrder(stage, before: later)))
        return
      }
      if let failed {
        add(breach(stage, "_order", on: opened.date, wording.afterFailure(stage, of: failed)))
        return
      }
    }
  }

  // MARK: Length

  /// A passage that was too short is made good by a later one that was long enough.
  mutating func checkLength(_ place: Int) {
    let stage = plan.stages[place]
    guard let length = stage.length, !runs[place].isEmpty else { return }
    guard let period = period(length.node) else {
      addUnknown(stage.norm, "_length", missing: [])
      return
    }
    let rule = rule(stage.counting, isDeadline: false)
    var found: Breach?
    for index in runs[place].indices {
      let run = runs[place][index]
      guard let opened = run.opened?.date else {
        addUnknown(stage.norm, "_length", missing: datesMissing(run, stage))
        continue
      }
      guard let required = lastDay(period, from: opened, rule) else { continue }
      runs[place][index].required = required
      if !length.isMinimum {
        let end = run.closed == nil ? log.now : run.closed?.date
        if let end, end > required {
          found = breach(
            stage.norm, "_length", on: run.closed?.date ?? required.adding(days: 1), due: required,
            wording.tooLong(stage.norm, from: opened, period, last: required))
        }
        continue
      }
      guard let closing = run.closed else { continue }
      guard let closed = closing.date else {
        addUnknown(stage.norm, "_length", missing: datesMissing(run, stage))
        continue
      }
      found =
        closed >= required
        ? nil
        : breach(
          stage.norm, "_length", on: closed, due: required,
          wording.tooShort(
            stage.norm, from: opened, to: closed, passed: daysPassed(period, opened, closed, rule),
            period, countsFirstDay: rule.countsFirstDay, required: required))
    }
    if let found { add(found) }
  }

  private mutating func daysPassed(
    _ period: Period, _ opened: CivilDate, _ closed: CivilDate, _ rule: PeriodRule
  ) -> Int? {
    do throws(EvaluationError) {
      return try rule.daysPassed(period.unit, from: opened, through: closed, in: calendar)
    } catch {
      note(error)
      return nil
    }
  }

  private func datesMissing(_ run: StageRun, _ stage: PlannedStage) -> [String] {
    guard case .span(let opening, let closing) = stage.marks else { return [] }
    var result: [String] = []
    if run.opened?.date == nil { result.append(program.events[opening].label.id + ".on") }
    if run.closed != nil, run.closed?.date == nil {
      result.append(program.events[closing].label.id + ".on")
    }
    return result
  }

  // MARK: Time limits

  mutating func checkLimits(_ place: Int) {
    let stage = plan.stages[place]
    for limit in stage.limits {
      guard let start = log.entries(of: limit.event).last, let day = start.date,
        let period = period(limit.length)
      else { continue }
      let done = runs[place].compactMap { $0.closed }.first { !start.isAfter($0) }
      if done == nil, isBehind[place] { continue }
      let rule = rule(stage.counting, isDeadline: true)
      guard let end = done == nil ? log.now : done?.date,
        let due = dueIfLate(end, period, from: day, rule)
      else { continue }
      lose(
        limit.lostClaim, limit.norm,
        breach(
          stage.norm, "_late", on: done?.date ?? due.adding(days: 1), due: due,
          wording.late(
            stage.norm, period, from: limit.event, on: day, due: due, done: done?.date)))
    }
  }

  /// The last day of a time limit when `day` lies after it, otherwise `nil`. What lies within the
  /// limit as counted needs no calendar, because article 203 can only lengthen it.
  mutating func dueIfLate(
    _ day: CivilDate, _ period: Period, from start: CivilDate, _ rule: PeriodRule
  ) -> CivilDate? {
    do throws(EvaluationError) {
      let counted = try rule.unmovedLastDay(of: period, from: start, in: calendar)
      if day <= counted { return nil }
      let due = try rule.moved(counted, in: calendar)
      return day > due ? due : nil
    } catch {
      note(error)
      return nil
    }
  }

  /// Lateness is a breach, or costs a claim instead.
  mutating func lose(_ claim: Int?, _ norm: Int, _ breach: Breach, isInPrinciple: Bool = false) {
    guard let claim else {
      add(breach, isInPrinciple: isInPrinciple)
      return
    }
    report.lostClaims.append(
      LostClaim(subsidy: claim, norm: norm, articles: breach.articles, on: breach.on))
  }

  func missing(below condition: NodeID) -> [String] {
    var absent = AbsentFacts()
    var evaluator = evaluator
    do throws(EvaluationError) {
      try evaluator.collectAbsent(below: condition, into: &absent)
    } catch {
      return []
    }
    return absent.facts + absent.judgements
  }
}
