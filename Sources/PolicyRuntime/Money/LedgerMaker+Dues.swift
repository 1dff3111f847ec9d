internal import PolicyLang

// When each subsidy falls due.
extension LedgerMaker {
  mutating func dues(of subsidy: Int) throws(DecisionError) -> [Due] {
    let rule = rules.subsidies[subsidy]
    var term: TermPeriod?
    if let index = rule.term { term = try period(of: index) }
    if !rule.instalments.isEmpty { return try instalments(subsidy, rule, term) }
    if rule.trigger != nil { return try triggered(subsidy, rule, term) }
    guard let term else { return [] }
    switch rule.rhythm {
    case .once, .inAll, .perCohort:
      let moment = Moment(date: term.start, position: term.position, kind: nil)
      return try due(subsidy, rule, moment, covers: (term.start, term.end))
    case .monthly: return try periodic(subsidy, rule, term, months: 1)
    case .yearly(let every): return try periodic(subsidy, rule, term, months: 12 * min(every, 800))
    }
  }

  // MARK: Terms

  /// The planned time of a term; `nil` when it has not begun or cannot be dated.
  private mutating func period(of index: Int) throws(DecisionError) -> TermPeriod? {
    let term = rules.terms[index]
    guard let start = term.start,
      var dates = TermDates(of: term.norm, in: log.events, of: program)
    else { return nil }
    guard let day = dates.start else {
      raise(.dateUnknown, Cited(program.events[start].label, term.articles, term.origin))
      return nil
    }
    let moment = Moment(date: day, position: dates.position, kind: start)
    var evaluator = try evaluator(at: moment)
    do throws(EvaluationError) {
      guard let length = term.length,
        case .number(let number) = try evaluator.value(of: length.node)
      else {
        raise(.termNotStated, term.cited)
        return nil
      }
      try dates.settle(number, length.type, in: program)
    } catch {
      throw .evaluation(error.placed(at: term.length?.node))
    }
    for event in dates.unstatedExtensions {
      raise(.termNotStated, term.cited, missing: [program.events[event].label.id])
    }
    return TermPeriod(dates)
  }

  private mutating func periodic(
    _ subsidy: Int, _ rule: Subsidy, _ term: TermPeriod, months: Int
  ) throws(DecisionError) -> [Due] {
    let days = term.dates(everyMonths: months)
    var result: [Due] = []
    for (index, day) in days.enumerated() {
      let next = index + 1 < days.count ? days[index + 1] : term.end
      let moment = Moment(date: day, position: lastPosition(on: day), kind: nil)
      result += try due(subsidy, rule, moment, covers: (day, next))
    }
    if let payDay = rule.payDay { return try collected(result, on: payDay) }
    return result
  }

  /// The last event that had happened on a day.
  private func lastPosition(on day: CivilDate) -> Int {
    var result = 0
    for position in log.events.indices {
      if let date = log.date(at: position), date > day { break }
      result = position
    }
    return result
  }

  /// What accrued since the last pay day, paid together on the next.
  private mutating func collected(
    _ dues: [Due], on payDay: Figure
  ) throws(DecisionError) -> [Due] {
    var result: [Due] = []
    for due in dues {
      guard let accrued = due.moment.date else { continue }
      var evaluator = try evaluator(at: due.moment)
      do throws(EvaluationError) {
        guard case .monthDay(let month, let day) = try evaluator.value(of: payDay.node),
          let paid = LedgerMaker.next(month, day, onOrAfter: accrued)
        else {
          result.append(due)
          continue
        }
        if let last = result.last, last.moment.date == paid {
          result[result.count - 1].amount = try sum(last.amount, due.amount)
          continue
        }
        let moment = Moment(date: paid, position: due.moment.position, kind: nil)
        result.append(
          Due(
            subsidy: due.subsidy, moment: moment, amount: due.amount, tax: due.tax,
            recipient: due.recipient, covers: due.covers, key: due.key, occasion: due.occasion,
            yearCeiling: due.yearCeiling, totalCeiling: due.totalCeiling,
            isCapped: due.isCapped, matchedBy: due.matchedBy))
      } catch {
        throw .evaluation(error)
      }
    }
    return result
  }

  private static func next(_ month: Int, _ day: Int, onOrAfter date: CivilDate) -> CivilDate? {
    let year = date.components.year
    for candidate in year...year + 1 {
      guard candidate <= 9999, (1...12).contains(month) else { return nil }
      let last = CivilDate.daysInMonth(year: candidate, month: month)
      if let found = CivilDate(year: candidate, month: month, day: min(day, last)), found >= date {
        return found
      }
    }
    return nil
  }

  // MARK: Events

  private mutating func triggered(
    _ subsidy: Int, _ rule: Subsidy, _ term: TermPeriod?
  ) throws(DecisionError) -> [Due] {
    guard let trigger = rule.trigger else { return [] }
    var result: [Due] = []
    var last: CivilDate?
    for position in log.positions(of: trigger) {
      let date = log.events[position].date
      if !isForHonour(trigger, position) { continue }
      if let term, let date, date < term.start || date >= term.end, isPeriodic(rule) { continue }
      if let last, let date, isTooSoon(date, after: last, rule.rhythm) { continue }
      let moment = Moment(date: date, position: position, kind: trigger)
      var covers = onlyTerm(from: date)
      if let term { covers = (date ?? term.start, term.end) }
      let made = try due(subsidy, rule, moment, covers: covers)
      if made.isEmpty { continue }
      if !result.isEmpty, !isPeriodic(rule), rule.repetition == nil {
        raise(.repeated, rule.cited, assuming: .firstOnly(subsidy: subsidy))
        if assumptions.contains(.firstOnly(subsidy: subsidy)) { continue }
      }
      result += made
      last = date ?? last
    }
    return result
  }

  private func isPeriodic(_ rule: Subsidy) -> Bool {
    switch rule.rhythm {
    case .yearly, .monthly: true
    case .once, .inAll, .perCohort: false
    }
  }

  /// Whether the year or month of the last payment is not over yet.
  private func isTooSoon(
    _ date: CivilDate, after last: CivilDate, _ rhythm: Subsidy.Rhythm
  ) -> Bool {
    let (a, b) = (date.components, last.components)
    switch rhythm {
    case .yearly(let every): return a.year < b.year + every
    case .monthly: return (a.year, a.month) == (b.year, b.month)
    case .once, .inAll, .perCohort: return false
    }
  }

  /// Money tied to one honour is not paid for another: an event that names an honour which this
  /// policy does not confer by it triggers nothing.
  private func isForHonour(_ kind: Int, _ position: Int) -> Bool {
    guard let field = rules.attributes[kind].honour,
      case .text(let name) = log.events[position].attributes[field]
    else { return true }
    let conferred = rules.honours.filter { $0.event == kind }
    if conferred.isEmpty { return true }
    return conferred.contains { $0.label.id == name || $0.label.zh == name || $0.label.en == name }
  }

  /// The time a single payment is for, where the policy has one term only.
  private mutating func onlyTerm(from date: CivilDate?) -> (from: CivilDate, to: CivilDate)? {
    guard rules.terms.count == 1, let date else { return nil }
    do throws(DecisionError) {
      guard let term = try period(of: 0), date < term.end else { return nil }
      return (date, term.end)
    } catch {
      return nil
    }
  }

  private mutating func instalments(
    _ subsidy: Int, _ rule: Subsidy, _ term: TermPeriod?
  ) throws(DecisionError) -> [Due] {
    var result: [Due] = []
    var covers: (from: CivilDate, to: CivilDate)?
    if let term { covers = (term.start, term.end) }
    var bases: [Int?] = [nil]
    if let trigger = rule.trigger { bases = log.positions(of: trigger).map(Optional.some) }
    for base in bases {
      for instalment in rule.instalments {
        result += try part(subsidy, rule, instalment, after: base, covers)
      }
    }
    return result
  }

  /// One instalment: on the first of its events on which all conditions hold.
  private mutating func part(
    _ subsidy: Int, _ rule: Subsidy, _ instalment: Subsidy.Instalment, after base: Int?,
    _ covers: (from: CivilDate, to: CivilDate)?
  ) throws(DecisionError) -> [Due] {
    for position in log.positions(of: instalment.event) where position >= base ?? 0 {
      let event = Moment(
        date: log.events[position].date, position: position, kind: instalment.event)
      guard try conditionsHold(subsidy, rule, event, of: instalment) else { continue }
      var origin = event
      if let base {
        origin = Moment(date: log.events[base].date, position: base, kind: log.events[base].event)
      }
      return try due(
        subsidy, rule, event, amountAt: origin, covers: covers, share: instalment.share,
        occasion: Occasion(position: base, day: nil))
    }
    return []
  }
}
