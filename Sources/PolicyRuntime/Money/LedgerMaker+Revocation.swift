internal import PolicyLang

/// A revocation that took effect in a case, and what it does to the money.
struct AppliedRevocation: Sendable {
  /// Its index in `MoneyRules.revocations`.
  let index: Int
  let label: IRLabel
  let articles: [String]
  let origin: IROrigin
  let moment: Moment
  /// The subsidies that it stops.
  let stopped: Set<Int>
  /// What it takes back of which subsidy.
  let recoveries: [(subsidy: Int, Recovery)]

  enum Recovery: Sendable {
    case inFull
    /// Of each payment the part that belongs to the time after.
    case byTime
    case share(Rational)
    /// So much in all.
    case amount(Rational)
  }

  /// A stop on a day cancels the payments from that day on.
  func stops(_ subsidy: Int, at other: Moment) -> Bool {
    stopped.contains(subsidy) && !isAfter(other)
  }

  /// Whether it came after a payment.
  func isAfter(_ other: Moment) -> Bool {
    if let day = moment.date, let date = other.date { return date < day }
    return other.position < moment.position
  }
}

// Stopping what is still to be paid and taking back what was.
extension LedgerMaker {
  /// The revocations that took effect, in the order of the log.
  mutating func appliedRevocations() throws(DecisionError) -> [AppliedRevocation] {
    var result: [AppliedRevocation] = []
    for position in log.events.indices {
      let event = log.events[position]
      for (index, revocation) in rules.revocations.enumerated()
      where revocation.events.contains(event.event) && !isAnothersGround(revocation, event) {
        let moment = Moment(date: event.date, position: position, kind: event.event)
        guard try takesEffect(index, revocation, moment) else { continue }
        result.append(try applied(index, revocation, moment))
      }
    }
    return result
  }

  /// Whether the case names a ground that another revocation by the same event lists and this one
  /// does not: then the case is the other's. A ground that none lists decides nothing.
  private func isAnothersGround(_ revocation: Revocation, _ event: CaseEvent) -> Bool {
    guard let field = rules.attributes[event.event].ground,
      case .text(let written) = event.attributes[field]
    else { return false }
    let ground = trimmed(written)
    return !revocation.grounds.contains(ground)
      && rules.revocations.contains {
        $0.events.contains(event.event) && $0.grounds.contains(ground)
      }
  }

  private mutating func takesEffect(
    _ index: Int, _ revocation: Revocation, _ moment: Moment
  ) throws(DecisionError) -> Bool {
    let (truth, missing) = try truth(of: revocation.conditions, at: moment)
    if truth == .no { return false }
    if truth == .unknown {
      let assumption = Assumption.revocationHolds(index)
      raise(
        .conditionUnknown, revocation.cited, missing: missing,
        assuming: assumption)
      if !assumptions.contains(assumption) { return false }
    }
    guard case .body(let body, let names) = revocation.approver else { return true }
    var isApproved = false
    if let kind = moment.kind, let field = rules.attributes[kind].approvedBy,
      case .text(let name) = log.events[moment.position].attributes[field]
    {
      isApproved = names.contains(trimmed(name))
    }
    if isApproved { return true }
    let assumption = Assumption.approved(revocation: index)
    raise(.notApproved(body), revocation.cited, assuming: assumption)
    return assumptions.contains(assumption)
  }

  private mutating func applied(
    _ index: Int, _ revocation: Revocation, _ moment: Moment
  ) throws(DecisionError) -> AppliedRevocation {
    var stopped = Set<Int>()
    var recoveries: [(subsidy: Int, AppliedRevocation.Recovery)] = []
    var evaluator = try evaluator(at: moment)
    do throws(EvaluationError) {
      for effect in revocation.effects {
        switch effect {
        case .stopTraining(let target):
          for (position, rule) in rules.subsidies.enumerated() {
            let own = rule.term.map { rules.terms[$0].norm }
            if target == nil || target == own { stopped.insert(position) }
          }
        case .withdraw(let honour):
          for position in rules.subsidies.indices
          where rules.honoursBehind[position].contains(honour) {
            stopped.insert(position)
          }
        case .recover(let norm, let part):
          guard let subsidy = rules.subsidy(norm: norm) else { continue }
          switch part {
          case .unpaidPart: stopped.insert(subsidy)
          case .inFull, .byTime, .byShare, .figure:
            guard let recovery = try recovery(part, revocation, &evaluator) else { continue }
            stopped.insert(subsidy)
            recoveries.append((subsidy, recovery))
          }
        }
      }
    } catch {
      throw .evaluation(error)
    }
    return AppliedRevocation(
      index: index, label: revocation.label, articles: revocation.articles,
      origin: revocation.origin, moment: moment,
      stopped: stopped, recoveries: recoveries)
  }

  /// How much is taken back; `nil` for nothing, or where the document does not say.
  private mutating func recovery(
    _ part: Revocation.Part, _ revocation: Revocation, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> AppliedRevocation.Recovery? {
    let figure: Figure
    switch part {
    case .inFull: return .inFull
    case .byTime: return .byTime
    case .unpaidPart: return nil
    case .byShare(let share), .figure(let share): figure = share
    }
    switch try evaluator.value(of: figure.node) {
    case .boolean(let isRecovered): return isRecovered ? .inFull : nil
    case .number(let number): return figure.type == .money ? .amount(number) : .share(number)
    case .none: return nil
    default:
      raise(.recoveryNotStated, revocation.cited)
      return nil
    }
  }

  // MARK: Recovery

  /// The lines of the ledger after recovery. A payment that is recovered in part stands as two lines,
  /// what is kept and what is taken back, so that lines always add up to the totals.
  mutating func recovered(
    _ revocations: [AppliedRevocation]
  ) throws(EvaluationError) -> [LedgerLine] {
    var taken = [Rational](repeating: .zero, count: entries.count)
    var causes = [AppliedRevocation?](repeating: nil, count: entries.count)
    for revocation in revocations {
      for (subsidy, recovery) in revocation.recoveries {
        var left: Rational?
        if case .amount(let amount) = recovery { left = amount }
        for (index, entry) in entries.enumerated()
        where entry.due.subsidy == subsidy && entry.line.status == .due
          && revocation.isAfter(entry.due.moment)
        {
          let kept = try sum(entry.line.amount, minus(taken[index]))
          guard let part = try part(of: entry, kept, recovery, left, revocation) else { continue }
          if let rest = left { left = try sum(rest, minus(part)) }
          if part <= .zero { continue }
          taken[index] = try sum(taken[index], part)
          causes[index] = revocation
        }
      }
    }
    var lines: [LedgerLine] = []
    for (index, entry) in entries.enumerated() {
      guard let cause = causes[index] else {
        lines.append(entry.line)
        continue
      }
      var line = entry.line
      line.amount = try sum(entry.line.amount, minus(taken[index]))
      if line.amount > .zero { lines.append(line) }
      line.amount = taken[index]
      line.status = .clawedBack
      line.reason = .revoked(cause.label, articles: cause.articles, on: cause.moment.date)
      lines.append(line)
    }
    return lines
  }

  /// How much of one payment comes back, never more than is still kept.
  private mutating func part(
    of entry: Entry, _ kept: Rational, _ recovery: AppliedRevocation.Recovery, _ left: Rational?,
    _ revocation: AppliedRevocation
  ) throws(EvaluationError) -> Rational? {
    let wanted: Rational?
    switch recovery {
    case .inFull: return kept
    case .amount: wanted = left
    case .share(let share): wanted = entry.line.amount.multiplied(by: max(.zero, share))
    case .byTime:
      guard let span = entry.due.covers, let day = revocation.moment.date, span.from < span.to
      else {
        raise(.recoveryNotStated, Cited(entry.line.label, revocation.articles, revocation.origin))
        return nil
      }
      // Time counts in days, from the day after the one on which it begins.
      let all = Int64(span.to.dayNumber) - Int64(span.from.dayNumber)
      let rest = Int64(span.to.dayNumber) - Int64(max(day, span.from).dayNumber)
      wanted = Rational(max(0, rest), over: all).flatMap { entry.line.amount.multiplied(by: $0) }
    }
    guard let wanted else { throw EvaluationError(.overflow, at: nil) }
    return min(kept, max(.zero, try rounded(wanted)))
  }

  private func minus(_ amount: Rational) throws(EvaluationError) -> Rational {
    guard let result = Rational.zero.subtracting(amount) else {
      throw EvaluationError(.overflow, at: nil)
    }
    return result
  }
}
