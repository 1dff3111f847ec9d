internal import PolicyLang

// Ceilings over several payments, payments that exclude each other, and how subsidies stand to each
// other: taken in the order of the payments, so that what was paid first stays paid.
extension LedgerMaker {
  /// What has been paid so far, as later payments need it.
  private struct Running {
    var ofYear: [Int: Rational] = [:]
    var inAll: Rational?
    var ofKey: [RepetitionKey: Paid] = [:]

    /// What was paid under a key.
    struct Paid {
      /// The grant counted last, what it came to, and the most that any before it did.
      var occasion: Occasion
      var gross: Rational
      var best = Rational.zero
      /// The day of the last payment.
      var last: CivilDate?
    }
  }

  /// An earlier payment that a later one of a related subsidy may take into account.
  private struct Credit {
    let subsidy: Int
    /// What it was worth: the money itself and what it took the place of.
    let worth: Rational
    var isUsed = false
  }

  mutating func settle(
    _ dues: [Due], _ revocations: [AppliedRevocation]
  ) throws(EvaluationError) {
    var running = [Running](repeating: Running(), count: rules.subsidies.count)
    var credits: [Credit] = []
    let related = try relations()
    for due in dues {
      if let revocation = revocations.first(where: { $0.stops(due.subsidy, at: due.moment) }) {
        var line = try line(due, .stopped, nil)
        line.reason = .revoked(
          revocation.label, articles: revocation.articles, on: revocation.moment.date)
        entries.append(Entry(line: line, due: due))
        continue
      }
      if due.matchedBy != nil {
        entries.append(Entry(line: try line(due, .due, nil), due: due))
        continue
      }
      guard let limited = try limit(due, &running[due.subsidy]) else { continue }
      try pay(limited, due, related, &credits, &running[due.subsidy])
    }
  }

  // MARK: Repetition and ceilings

  /// The payment within what its own subsidy still allows; `nil` where nothing is left.
  private mutating func limit(
    _ due: Due, _ running: inout Running
  ) throws(EvaluationError) -> LedgerLine? {
    var amount = due.amount
    var reason: LedgerLine.Reason? = due.isCapped ? .capped : nil
    if let key = due.key {
      guard let allowed = try allowed(due, key, &running) else {
        ledger.notDue.append(try line(due, .stopped, .repeated))
        return nil
      }
      if allowed < amount, let paid = running.ofKey[key] {
        reason = .reduced(by: paid.best, rules.subsidies[due.subsidy].label)
      }
      amount = allowed
    }
    var room: Rational?
    if let ceiling = due.yearCeiling, let year = due.moment.date?.components.year {
      room = ceiling.subtracting(running.ofYear[year] ?? .zero)
    }
    if let ceiling = due.totalCeiling, let left = ceiling.subtracting(running.inAll ?? .zero) {
      room = min(room ?? left, left)
    }
    if let room, amount > room {
      (amount, reason) = (max(room, .zero), .capped)
    }
    var line = try line(due, .due, reason)
    line.amount = try rounded(amount)
    guard line.amount > .zero else {
      line.amount = try rounded(due.amount)
      line.status = .stopped
      ledger.notDue.append(line)
      return nil
    }
    return line
  }

  /// What may still be paid of an amount that is paid once only for its key; `nil` for nothing.
  private mutating func allowed(
    _ due: Due, _ key: RepetitionKey, _ running: inout Running
  ) throws(EvaluationError) -> Rational? {
    let date = due.moment.date
    guard var paid = running.ofKey[key], try !isOver(paid.last, key, on: date) else {
      running.ofKey[key] = Running.Paid(
        occasion: due.occasion, gross: due.amount, last: date)
      return due.amount
    }
    if paid.occasion == due.occasion {
      // One more instalment of the same grant.
      let before = max(.zero, try sum(paid.gross, try minus(paid.best)))
      paid.gross = try sum(paid.gross, due.amount)
      let after = max(.zero, try sum(paid.gross, try minus(paid.best)))
      let rest = try sum(after, try minus(before))
      if rest > .zero { paid.last = date ?? paid.last }
      running.ofKey[key] = paid
      return rest > .zero ? rest : nil
    }
    let rule = rules.subsidies[due.subsidy]
    guard rule.repetition?.takesHighest ?? false else { return nil }
    paid.best = max(paid.best, paid.gross)
    (paid.occasion, paid.gross) = (due.occasion, due.amount)
    var rest: Rational?
    if due.amount > paid.best {
      rest = try topUp(due.amount, over: paid.best, rule, due.subsidy)
    }
    if rest != nil { paid.last = date ?? paid.last }
    running.ofKey[key] = paid
    return rest
  }

  /// Whether the time after the last payment is over in which there is no other. What has no date is
  /// not held against it.
  private func isOver(
    _ last: CivilDate?, _ key: RepetitionKey, on date: CivilDate?
  ) throws(EvaluationError) -> Bool {
    switch key {
    case .value: return false
    case .within(let period):
      guard let last, let date else { return true }
      return date > (try PeriodRule.term.lastDay(of: period, from: last, in: WorkCalendar(program)))
    case .calendarYears(let years):
      guard let last, let date else { return true }
      return date.components.year >= last.components.year + years
    }
  }

  /// What is left of an amount when a lower one has been paid; the other way to read it is that
  /// nothing more is due.
  private mutating func topUp(
    _ amount: Rational, over earlier: Rational, _ rule: Subsidy, _ subsidy: Int
  ) throws(EvaluationError) -> Rational? {
    raise(.toppedUp, rule.cited, assuming: .noTopUp(subsidy: subsidy))
    if assumptions.contains(.noTopUp(subsidy: subsidy)) { return nil }
    return amount.subtracting(earlier)
  }

  // MARK: Relations

  /// How one subsidy stands to another, with both ways round.
  private enum Standing { case replaces, isReplaced, higherOnly }

  private mutating func relations() throws(EvaluationError) -> [[(other: Int, Standing)]] {
    var result = [[(other: Int, Standing)]](repeating: [], count: rules.subsidies.count)
    for (index, rule) in rules.subsidies.enumerated() {
      for relation in rule.relations {
        guard let other = rules.subsidy(norm: relation.other), other != index else { continue }
        switch try kind(of: relation, index, other, rule) {
        case .addsTo: continue
        case .higherOnly:
          result[index].append((other, .higherOnly))
          result[other].append((index, .higherOnly))
        case .insteadOf, .figure:
          result[index].append((other, .replaces))
          result[other].append((index, .isReplaced))
        }
      }
    }
    return result
  }

  /// The relation as chosen; one that the document leaves open adds, and is reported when it matters.
  private mutating func kind(
    of relation: Subsidy.Relation, _ index: Int, _ other: Int, _ rule: Subsidy
  ) throws(EvaluationError) -> Subsidy.Relation.Kind {
    guard case .figure(let figure) = relation.kind else { return relation.kind }
    var evaluator = Evaluator(environment, candidate)
    if case .boolean(let adds) = try evaluator.value(of: figure.node) {
      return adds ? .addsTo : .insteadOf
    }
    let assumption = Assumption.instead(subsidy: index, of: other)
    raise(
      .relationNotStated(rules.subsidies[other].label), rule.cited,
      assuming: assumption)
    return assumptions.contains(assumption) ? .insteadOf : .addsTo
  }

  private mutating func pay(
    _ line: LedgerLine, _ due: Due, _ related: [[(other: Int, Standing)]],
    _ credits: inout [Credit], _ running: inout Running
  ) throws(EvaluationError) {
    var line = line
    let gross = line.amount
    var taken = Rational.zero
    var mayLower = false
    for (other, standing) in related[due.subsidy] {
      for position in credits.indices
      where credits[position].subsidy == other {
        if credits[position].isUsed, standing != .isReplaced { continue }
        if standing == .isReplaced {
          line.status = .stopped
          line.reason = .replaced(by: rules.subsidies[other].label)
          ledger.notDue.append(line)
          return
        }
        taken = try sum(taken, credits[position].worth)
        mayLower = standing == .higherOnly
        line.reason = .reduced(by: taken, rules.subsidies[other].label)
      }
    }
    if taken > .zero {
      guard let rest = gross.subtracting(taken) else { throw EvaluationError(.overflow, at: nil) }
      var isPaid = rest > .zero
      if isPaid, mayLower { isPaid = paysDifference(due) }
      if !isPaid {
        line.status = .stopped
        ledger.notDue.append(line)
        if !mayLower, rest < .zero, let excess = Rational.zero.subtracting(rest) {
          raise(.overpaid(excess), line.cited)
        }
        return
      }
      line.amount = rest
      for (other, _) in related[due.subsidy] {
        for position in credits.indices where credits[position].subsidy == other {
          credits[position].isUsed = true
        }
      }
    }
    if let year = due.moment.date?.components.year {
      running.ofYear[year] = try sum(running.ofYear[year] ?? .zero, line.amount)
    }
    running.inAll = try sum(running.inAll ?? .zero, line.amount)
    credits.append(Credit(subsidy: due.subsidy, worth: max(gross, taken)))
    entries.append(Entry(line: line, due: due))
  }

  /// Whether the difference to a lower subsidy that was paid first is paid.
  private mutating func paysDifference(_ due: Due) -> Bool {
    let rule = rules.subsidies[due.subsidy]
    raise(.toppedUp, rule.cited, assuming: .noTopUp(subsidy: due.subsidy))
    return !assumptions.contains(.noTopUp(subsidy: due.subsidy))
  }

  // MARK: Lines

  func line(
    _ due: Due, _ status: LedgerLine.Status, _ reason: LedgerLine.Reason?
  ) throws(EvaluationError) -> LedgerLine {
    let rule = rules.subsidies[due.subsidy]
    return LedgerLine(
      subsidy: due.subsidy, label: rule.label, articles: rule.articles, origin: rule.origin,
      date: due.moment.date, amount: try rounded(due.amount), tax: due.tax,
      recipient: due.recipient, status: status, reason: reason,
      inForce: try wasInForce(due, rule), matchedBy: due.matchedBy)
  }

  /// Whether the policy was in force when what a payment hangs on happened: its event, or the start of
  /// the term that it accrues in, since what began under the policy is paid to its end.
  private func wasInForce(_ due: Due, _ rule: Subsidy) throws(EvaluationError) -> Bool? {
    var day = due.moment.date
    if due.moment.kind == nil, let term = rule.term {
      day = TermDates(of: rules.terms[term].norm, in: log.events, of: program)?.start
    }
    guard let day else { return nil }
    var evaluator = Evaluator(environment.on(day), candidate)
    return try evaluator.isInForce()
  }

  /// To the fen, halves up.
  func rounded(_ amount: Rational) throws(EvaluationError) -> Rational {
    guard let fen = amount.multiplied(by: Rational(100)),
      let result = Rational(fen.roundedHalfUp, over: 100)
    else { throw EvaluationError(.overflow, at: nil) }
    return result
  }
}
