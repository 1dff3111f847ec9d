internal import PolicyLang

// How much falls due, to whom, and under which tax rule.
extension LedgerMaker {
  /// The payment of a subsidy at a moment, with what another body adds to it; none where a condition
  /// fails, the claim is lost, or nobody can say the amount.
  mutating func due(
    _ subsidy: Int, _ rule: Subsidy, _ moment: Moment, amountAt origin: Moment? = nil,
    covers: (from: CivilDate, to: CivilDate)?, share: Figure? = nil, occasion: Occasion? = nil
  ) throws(DecisionError) -> [Due] {
    if share == nil {
      guard try conditionsHold(subsidy, rule, moment) else { return [] }
    }
    var evaluator = try evaluator(at: moment)
    do throws(EvaluationError) {
      var base = evaluator
      if let origin, origin != moment {
        do throws(DecisionError) {
          base = try self.evaluator(at: origin)
        } catch {
          if case .evaluation(let error) = error { throw error }
        }
      }
      guard var amount = try amount(subsidy, rule, origin ?? moment, &base) else { return [] }
      if let share {
        guard let part = try part(share, of: amount, &evaluator) else {
          raise(.amountNotStated, rule.cited)
          return []
        }
        amount = part
      }
      var due = Due(
        subsidy: subsidy, moment: moment, amount: amount, tax: try tax(rule, &evaluator),
        recipient: recipient(rule), covers: covers,
        occasion: occasion ?? Occasion(position: moment.position, day: moment.date))
      if moment.date == nil { raise(.dateNotRecorded, rule.cited) }
      if let deadline = try missedDeadline(rule, moment, &evaluator) {
        ledger.notDue.append(try line(due, .stopped, .late(deadline)))
        return []
      }
      try applyCeilings(rule, &due, &evaluator)
      if let repetition = rule.repetition {
        due.key = try key(repetition, &evaluator)
      }
      if due.amount <= .zero { return [] }
      return [due] + (try matching(rule, due, &evaluator))
    } catch {
      if error.kind == .missingAsOfDate {
        raise(.dateUnknown, rule.cited)
        return []
      }
      throw .evaluation(error)
    }
  }

  /// Whether the conditions of a subsidy, and that of one of its instalments, hold at a moment.
  mutating func conditionsHold(
    _ subsidy: Int, _ rule: Subsidy, _ moment: Moment, of instalment: Subsidy.Instalment? = nil
  ) throws(DecisionError) -> Bool {
    let own = instalment?.condition.map { [$0] } ?? []
    let (truth, missing) = try file.truth(of: rule.conditions + own, at: moment)
    switch truth {
    case .yes: return true
    case .no: return false
    case .unknown:
      let assumption = Assumption.conditionHolds(subsidy: subsidy)
      raise(.conditionUnknown, rule.cited, missing: missing, assuming: assumption)
      return assumptions.contains(assumption)
    }
  }

  /// The amount in yuan, or `nil` where the document or the case does not state it.
  private mutating func amount(
    _ subsidy: Int, _ rule: Subsidy, _ moment: Moment, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> Rational? {
    guard let figure = rule.amount else {
      raise(.amountNotStated, rule.cited)
      return nil
    }
    let value = try evaluator.value(of: figure.node)
    if let bound = rule.bound {
      guard let given = givenAmount(moment) else {
        if assumptions.contains(.atBound(subsidy: subsidy)), case .number(let limit) = value {
          return limit
        }
        raise(.amountNotGiven, rule.cited, missing: missingAmount(moment))
        return nil
      }
      guard case .number(let limit) = value else { return given }
      return bound == .atMost ? min(given, limit) : max(given, limit)
    }
    switch value {
    case .number(let amount): return amount
    case .none: return nil
    default:
      var absent = AbsentFacts()
      try evaluator.collectAbsent(below: figure.node, into: &absent)
      let isStated = !rules.isAmountUnstated[subsidy] || !absent.facts.isEmpty
      raise(
        isStated ? .amountNotGiven : .amountNotStated, rule.cited,
        missing: absent.facts + absent.judgements)
      return nil
    }
  }

  /// The amount as far as the policy itself states it.
  func statedAmount(of rule: Subsidy) throws(DecisionError) -> Rational? {
    guard let figure = rule.amount else { return nil }
    var evaluator = Evaluator(environment, candidate)
    do throws(EvaluationError) {
      if case .number(let amount) = try evaluator.value(of: figure.node) { return amount }
      return nil
    } catch {
      throw .evaluation(error)
    }
  }

  /// The `amount` that the event of a bounded subsidy carries.
  private func givenAmount(_ moment: Moment) -> Rational? {
    guard let kind = moment.kind, let field = rules.attributes[kind].amount,
      case .number(let amount) = log.events[moment.position].attributes[field]
    else { return nil }
    return amount
  }

  private func missingAmount(_ moment: Moment) -> [String] {
    guard let kind = moment.kind else { return [] }
    return [program.events[kind].label.id + ".amount"]
  }

  /// A share of an amount: a fraction of it, or an amount of money itself.
  func part(
    _ share: Figure, of amount: Rational, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> Rational? {
    guard case .number(let number) = try evaluator.value(of: share.node) else { return nil }
    if share.type == .money { return number }
    guard let part = amount.multiplied(by: number) else {
      throw EvaluationError(.overflow, at: share.node)
    }
    return part
  }

  private func tax(
    _ rule: Subsidy, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> LedgerLine.Tax {
    switch rule.tax {
    case .unspecified: return .unspecified
    case .before: return .before
    case .after: return .after
    case .figure(let figure):
      switch try evaluator.value(of: figure.node) {
      case .boolean(let isAfter): return isAfter ? .after : .before
      default: return .unspecified
      }
    }
  }

  func recipient(_ rule: Subsidy) -> IRLabel {
    switch rule.recipient {
    case .builtIn(let id): return BuiltInRecipient.label(id)
    case .body(let label): return label
    case .field(let index):
      let label = program.records[0].fields[index].label
      if case .text(let name) = candidate.facts[index] {
        return IRLabel(id: name, zh: name, en: "")
      }
      return label
    case nil: return IRLabel(id: "unspecified", zh: "没有写给谁", en: "not stated")
    }
  }

  /// The last day of a claim that came later than it may.
  private func missedDeadline(
    _ rule: Subsidy, _ moment: Moment, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> CivilDate? {
    guard let deadline = rule.deadline, deadline.losesClaim, let date = moment.date,
      let origin = log.positions(of: deadline.event).last(where: { $0 <= moment.position }),
      let from = log.events[origin].date,
      case .number(let length) = try evaluator.value(of: deadline.length.node)
    else { return nil }
    var last: CivilDate
    do throws(EvaluationError) {
      last = try evaluator.day(length, deadline.length.type, after: from)
    } catch {
      throw error.placed(at: deadline.length.node)
    }
    if date > last, !program.calendars.isEmpty {
      last = try WorkCalendar(program).workday(onOrAfter: last) ?? last
    }
    return date > last ? last : nil
  }

  private func applyCeilings(
    _ rule: Subsidy, _ due: inout Due, _ evaluator: inout Evaluator
  ) throws(EvaluationError) {
    for ceiling in rule.ceilings {
      guard case .number(let limit) = try evaluator.value(of: ceiling.amount.node) else { continue }
      switch ceiling.scope {
      case .payment:
        if due.amount > limit {
          due.amount = limit
          due.isCapped = true
        }
      case .year: due.yearCeiling = min(due.yearCeiling ?? limit, limit)
      case .inAll: due.totalCeiling = min(due.totalCeiling ?? limit, limit)
      }
    }
  }

  /// What a payment is counted under; `nil` where the case does not tell.
  private func key(
    _ repetition: Subsidy.Repetition, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> RepetitionKey? {
    let value = try evaluator.value(of: repetition.key.node)
    if value == .unknown { return nil }
    guard case .number(let unit) = repetition.key.type, case .number(let number) = value else {
      return .value(value)
    }
    switch unit {
    case .years, .months, .days, .workingDays:
      guard let period = TermDates.period(number, repetition.key.type) else {
        throw EvaluationError(.fractionalPeriod, at: repetition.key.node)
      }
      return period.count > 0 ? .within(period) : nil
    case .calendarYears:
      guard number.isInteger, (1...9999).contains(number.numerator) else { return nil }
      return .calendarYears(Int(number.numerator))
    case .none, .people, .pieces, .items, .times, .cohorts, .age, .points, .places:
      return .value(value)
    }
  }

  /// What other bodies add; a ratio that the document does not state is never a number.
  private mutating func matching(
    _ rule: Subsidy, _ due: Due, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> [Due] {
    var result: [Due] = []
    for match in rule.matching {
      guard let share = match.share, let amount = try part(share, of: due.amount, &evaluator) else {
        raise(.matchingNotStated(match.body), Cited(rule.label, match.articles, rule.origin))
        continue
      }
      if amount <= .zero { continue }
      result.append(
        Due(
          subsidy: due.subsidy, moment: due.moment, amount: amount, tax: .unspecified,
          recipient: due.recipient, covers: due.covers, occasion: due.occasion,
          matchedBy: match.body))
    }
    return result
  }
}
