public import PolicyLang

/// What a policy pays in single cases: `policyc entitle`.
///
/// Input: a program with settings, and cases. Output: a ledger for each, with everything about its
/// money that the document leaves open and, where that has a figure, the totals it would lead to.
public struct Entitlement: Sendable {
  public let rules: MoneyRules
  public let environment: Environment

  public init(_ policy: PreparedPolicy) {
    rules = MoneyRules(policy.program)
    environment = policy.environment
  }

  public var program: IRProgram { environment.program }

  /// - Throws: why the case has no ledger, such as an amount out of range.
  public func ledger(for candidate: Candidate) throws(DecisionError) -> Ledger {
    var maker = LedgerMaker(rules, environment, candidate)
    try maker.make()
    var ledger = maker.ledger
    for raised in maker.raised {
      var open = raised.open
      if let assumption = raised.assumption,
        let other = otherwise(candidate, environment, assuming: [assumption])
      {
        if other.lines == ledger.lines, raised.open.kind == .toppedUp { continue }
        compare(other, with: ledger, &open)
      }
      ledger.open.append(open)
    }
    for reading in rules.readings {
      ledger.open += otherReadings(of: reading, candidate, ledger)
    }
    ledger.questions = questions(about: ledger)
    return ledger
  }

  /// The total of what is due, before any recovery.
  public func total(for candidate: Candidate) throws(DecisionError) -> Rational {
    var maker = LedgerMaker(rules, environment, candidate)
    try maker.make()
    return maker.ledger.total
  }

  private func otherReadings(
    of index: Int, _ candidate: Candidate, _ ledger: Ledger
  ) -> [LedgerOpen] {
    let reading = program.readings[index]
    var result: [LedgerOpen] = []
    for option in reading.options.indices where option != environment.options[index] {
      guard let other = otherwise(candidate, environment.choosing(option, of: index)),
        other.lines != ledger.lines
      else { continue }
      var open = LedgerOpen(
        point: reading.label, articles: reading.articles, origin: reading.origin,
        kind: .reading(reading.options[option].label))
      compare(other, with: ledger, &open)
      result.append(open)
    }
    return result
  }

  private func compare(_ other: Ledger, with ledger: Ledger, _ open: inout LedgerOpen) {
    open.totalOtherwise = other.total
    if other.clawedBack != ledger.clawedBack { open.clawedBackOtherwise = other.clawedBack }
    for (a, b) in zip(ledger.lines, other.lines) where a.tax != b.tax { open.taxOtherwise = b.tax }
  }

  /// The ledger under other circumstances; `nil` where there is none to compare.
  private func otherwise(
    _ candidate: Candidate, _ environment: Environment, assuming assumptions: Set<Assumption> = []
  ) -> Ledger? {
    var maker = LedgerMaker(rules, environment, candidate, assuming: assumptions)
    do throws(DecisionError) {
      try maker.make()
      return maker.ledger
    } catch {
      return nil
    }
  }

  /// The declared open points on the articles that the ledger cites.
  private func questions(about ledger: Ledger) -> [Int] {
    var cited = Set<String>()
    for line in ledger.lines { cited.formUnion(line.articles) }
    for open in ledger.open { cited.formUnion(open.articles) }
    return program.openPoints.indices.filter { index in
      let point = program.openPoints[index]
      return !point.isImplied && point.articles.contains { cited.contains($0) }
    }
  }
}
