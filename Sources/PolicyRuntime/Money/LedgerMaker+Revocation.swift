internal import PolicyLang

/// A revocation that took effect in a case, and what it does to the money.
struct AppliedRevocation: Sendable {
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
  /// The revocations that take effect, in the order of the log.
  mutating func appliedRevocations() throws(DecisionError) -> [AppliedRevocation] {
    var result: [AppliedRevocation] = []
    for finding in try rules.judge.findings(in: file) where takesEffect(finding) {
      let effects =
        finding.isEffective ? finding.effects : try rules.judge.effects(of: finding, in: file)
      result.append(applied(finding, effects))
    }
    return result
  }

  /// Whether it is effective, or is taken to be; where that is open the ledger says so.
  private mutating func takesEffect(_ finding: RevocationFinding) -> Bool {
    let revocation = rules.judge.rules[finding.rule]
    if finding.condition == .unknown {
      let assumption = Assumption.revocationHolds(finding.rule)
      raise(
        .conditionUnknown, revocation.cited, missing: finding.missing, assuming: assumption)
      if !assumptions.contains(assumption) { return false }
    }
    if finding.isGroundListed == .no, let ground = finding.ground, !finding.lacksApproval {
      let assumption = Assumption.withoutRevocation(finding.rule)
      raise(.groundNotListed(ground), revocation.cited, assuming: assumption)
      if assumptions.contains(assumption) { return false }
    }
    guard case .missing(let body) = finding.approval else { return true }
    let assumption = Assumption.approved(revocation: finding.rule)
    raise(.notApproved(program.norms[body].label), revocation.cited, assuming: assumption)
    return assumptions.contains(assumption)
  }

  /// What the effects do to the money.
  private mutating func applied(
    _ finding: RevocationFinding, _ effects: [RevocationEffect]
  ) -> AppliedRevocation {
    let revocation = rules.judge.rules[finding.rule]
    var stopped = Set<Int>()
    var recoveries: [(subsidy: Int, AppliedRevocation.Recovery)] = []
    for effect in effects {
      switch effect.kind {
      case .stopTraining(let target):
        for (position, rule) in rules.subsidies.enumerated() {
          let own = rule.term.map { rules.terms[$0].norm }
          if target == nil || target == own { stopped.insert(position) }
        }
      case .withdraw(let honour), .endBenefits(let honour):
        for position in rules.subsidies.indices
        where rules.honoursBehind[position].contains(honour) {
          stopped.insert(position)
        }
      case .recover(let norm, let part):
        guard let subsidy = rules.subsidy(norm: norm) else { continue }
        switch part {
        case .unpaidPart: stopped.insert(subsidy)
        case .nothing: continue
        case .unsettled: raise(.recoveryNotStated, revocation.cited)
        case .inFull: recoveries.append((subsidy, .inFull))
        case .byTime: recoveries.append((subsidy, .byTime))
        case .byShare(let share): recoveries.append((subsidy, .share(share)))
        case .amount(let amount): recoveries.append((subsidy, .amount(amount)))
        }
      case .cancelCandidacy, .cancelRight, .refer, .bar: continue
      }
    }
    // What is taken back is not paid any more either.
    for recovery in recoveries { stopped.insert(recovery.subsidy) }
    return AppliedRevocation(
      label: revocation.label, articles: revocation.articles, origin: revocation.origin,
      moment: Moment(date: finding.on, position: finding.position, kind: finding.event),
      stopped: stopped, recoveries: recoveries)
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
        let hasPeriod = entry.due.covers.map { $0.from < $0.to } ?? false
        raise(
          hasPeriod ? .recoveryNotStated : .recoveryWithoutPeriod,
          Cited(entry.line.label, revocation.articles, revocation.origin))
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

  func minus(_ amount: Rational) throws(EvaluationError) -> Rational {
    guard let result = Rational.zero.subtracting(amount) else {
      throw EvaluationError(.overflow, at: nil)
    }
    return result
  }
}
