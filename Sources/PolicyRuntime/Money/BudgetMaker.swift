internal import PolicyLang

/// Works out a budget from the ledger of a typical case.
public struct BudgetMaker: Sendable {
  private let rules: MoneyRules
  private let environment: Environment

  public init(_ policy: PreparedPolicy) {
    rules = MoneyRules(policy.program)
    environment = policy.environment
  }

  public func budget(_ plan: BudgetPlan) throws(BudgetError) -> Budget {
    let frame = try BudgetFrame(plan, environment)
    var budget = Budget(
      selected: frame.selected, selectedLow: frame.low, selectedHigh: frame.high,
      quota: frame.isGiven ? nil : frame.quota?.label, cohorts: frame.cohorts)
    if !frame.isGiven, let exactness = frame.quota?.exactness {
      budget.isApproximate = exactness.isTarget
    }
    for year in frame.cohorts {
      guard let day = CivilDate(year: year, month: 1, day: 1) else { continue }
      try addCohort(day, frame, to: &budget)
    }
    do throws(DecisionError) {
      budget.pieces = try pieces(on: frame.cohorts.first)
    } catch {
      if case .evaluation(let error) = error { throw .evaluation(error) }
    }
    for open in unstatedMatching() where !budget.open.contains(open) { budget.open.append(open) }
    sort(&budget)
    for row in budget.rows {
      guard let total = budget.total.adding(row.range) else { throw .overflow }
      budget.total = total
    }
    return budget
  }

  // MARK: Cohorts

  private func addCohort(
    _ day: CivilDate, _ frame: BudgetFrame, to budget: inout Budget
  ) throws(BudgetError) {
    var all: [[LedgerLine]] = []
    do throws(EvaluationError) {
      let typical = TypicalCase(rules, environment)
      let person = try typical.candidate(selectedOn: day)
      let bounds = Set(rules.subsidies.indices.map { Assumption.atBound(subsidy: $0) })
      var maker = LedgerMaker(rules, environment, person, assuming: bounds)
      try run(&maker)
      all.append(maker.ledger.lines)
      for variant in try typical.variants(of: person) {
        var other = LedgerMaker(rules, environment, variant, assuming: bounds)
        try run(&other)
        if other.ledger.lines != maker.ledger.lines { budget.dependsOnResults = true }
        all.append(other.ledger.lines)
      }
      for raised in maker.raised {
        switch raised.open.kind {
        case .amountNotStated, .matchingNotStated, .termNotStated, .conditionUnknown:
          if !budget.open.contains(raised.open) { budget.open.append(raised.open) }
        default: break
        }
        guard let assumption = raised.assumption else { continue }
        var other = LedgerMaker(
          rules, environment, person, assuming: bounds.union([assumption]))
        try run(&other)
        all.append(other.ledger.lines)
      }
      for reading in rules.readings {
        let options = environment.program.readings[reading].options
        for option in options.indices where option != environment.options[reading] {
          var other = LedgerMaker(
            rules, environment.choosing(option, of: reading), person, assuming: bounds)
          try run(&other)
          if other.ledger.lines != maker.ledger.lines {
            let open = LedgerOpen(
              point: environment.program.readings[reading].label,
              articles: environment.program.readings[reading].articles,
              kind: .reading(options[option].label))
            if !budget.open.contains(open) { budget.open.append(open) }
          }
          all.append(other.ledger.lines)
        }
      }
    } catch {
      throw .evaluation(error)
    }
    try add(all, frame, to: &budget)
  }

  private func run(_ maker: inout LedgerMaker) throws(EvaluationError) {
    do throws(DecisionError) {
      try maker.make()
    } catch {
      if case .evaluation(let error) = error { throw error }
    }
  }

  /// Adds one cohort: for each year, recipient and subsidy the amount as chosen, and the least and the
  /// most of all ledgers, times the people.
  private func add(
    _ ledgers: [[LedgerLine]], _ frame: BudgetFrame, to budget: inout Budget
  ) throws(BudgetError) {
    var sums: [[Place: Rational]] = []
    var places: [Place] = []
    for lines in ledgers {
      var own: [Place: Rational] = [:]
      for line in lines where line.status != .stopped {
        guard let year = line.date?.components.year else { continue }
        let place = Place(year: year, recipient: line.recipient, subsidy: line.subsidy)
        if !places.contains(place) { places.append(place) }
        guard let sum = (own[place] ?? .zero).adding(line.amount) else { throw .overflow }
        own[place] = sum
      }
      sums.append(own)
    }
    for place in places {
      let chosen = sums.first?[place] ?? .zero
      var (low, high) = (chosen, chosen)
      for sum in sums {
        low = min(low, sum[place] ?? .zero)
        high = max(high, sum[place] ?? .zero)
      }
      let rule = rules.subsidies[place.subsidy]
      if rule.bound == .atMost { low = .zero }
      guard let expected = chosen.multiplied(by: Rational(frame.selected)),
        let least = low.multiplied(by: Rational(frame.low)),
        let most = high.multiplied(by: Rational(frame.high)), least.numerator.magnitude < limit,
        most.numerator.magnitude < limit
      else { throw .overflow }
      let range = BudgetRange(expected: expected, low: least, high: most)
      if let index = budget.rows.firstIndex(where: {
        $0.year == place.year && $0.recipient == place.recipient && $0.subsidy == rule.label
      }) {
        guard let sum = budget.rows[index].range.adding(range) else { throw .overflow }
        budget.rows[index].range = sum
      } else {
        budget.rows.append(
          BudgetRow(
            year: place.year, order: place.subsidy, recipient: place.recipient, subsidy: rule.label,
            articles: rule.articles, range: range))
      }
    }
  }

  private struct Place: Hashable {
    let year: Int
    let recipient: IRLabel
    let subsidy: Int
  }

  /// Amounts beyond this cannot be shown in fen.
  private var limit: UInt64 { UInt64(Int64.max / 1000) }

  private func sort(_ budget: inout Budget) {
    let rows = budget.rows
    let order = rows.indices.sorted { a, b in
      if rows[a].year != rows[b].year { return rows[a].year < rows[b].year }
      return rows[a].order == rows[b].order ? a < b : rows[a].order < rows[b].order
    }
    budget.rows = order.map { rows[$0] }
  }

  // MARK: By the piece

  /// The subsidies that selection alone does not bring about.
  private func pieces(on year: Int?) throws(DecisionError) -> [BudgetPiece] {
    var result: [BudgetPiece] = []
    let program = environment.program
    for rule in rules.subsidies {
      let isImplied = rule.trigger.map { TypicalCase.isImplied($0, rules, program) }
      if rule.instalments.isEmpty || isImplied == false {
        if isImplied == true || (rule.term != nil && rule.trigger == nil) { continue }
        result.append(try piece(rule, on: year, rule.trigger))
        continue
      }
      for instalment in rule.instalments
      where !TypicalCase.isImplied(instalment.event, rules, program) {
        result.append(try piece(rule, on: year, instalment.event, instalment.share))
      }
    }
    return result
  }

  /// - Parameter share: the part of the amount that the event brings, all of it when `nil`.
  private func piece(
    _ rule: Subsidy, on year: Int?, _ event: Int?, _ share: Figure? = nil
  ) throws(DecisionError) -> BudgetPiece {
    let environment = environment.on(CivilDate(year: year ?? 2000, month: 1, day: 1))
    let nobody = BudgetFrame.nobody(environment.program)
    let maker = LedgerMaker(rules, environment, nobody)
    var amount = try maker.statedAmount(of: rule)
    if let share, let whole = amount {
      var evaluator = Evaluator(environment, nobody)
      do throws(EvaluationError) {
        amount = try maker.part(share, of: whole, &evaluator)
      } catch {
        throw .evaluation(error)
      }
    }
    return BudgetPiece(
      subsidy: rule.label, articles: rule.articles, recipient: maker.recipient(rule),
      event: event.map { environment.program.events[$0].label }, amount: amount, bound: rule.bound)
  }

  /// Money that other bodies add in a proportion that the document does not state.
  private func unstatedMatching() -> [LedgerOpen] {
    var result: [LedgerOpen] = []
    for rule in rules.subsidies {
      for match in rule.matching where match.share == nil {
        result.append(
          LedgerOpen(
            point: rule.label, articles: match.articles, origin: rule.origin,
            kind: .matchingNotStated(match.body)))
      }
    }
    return result
  }
}
