internal import PolicyLang

// Tables whose rows give fixed values: for each value, the records that may have it.
extension ColumnCompiler {
  /// One value that a table may give, and where its rows surely apply or may apply.
  private struct Outcome {
    let value: Value
    var certain: Int
    var possible: Int
  }

  mutating func tableTruth(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    let (outcomes, settled) = try outcomes(node, domains)
    var truth = TruthStep.unknown
    for outcome in outcomes {
      let plane = pool.and(settled, outcome.possible)
      switch outcome.value {
      case .boolean(true): truth.yes = pool.or(truth.yes, plane)
      // No value counts as false.
      case .boolean(false), .none: truth.no = pool.or(truth.no, plane)
      case .unknown: continue
      default: throw Unsupported()
      }
    }
    return truth
  }

  mutating func tableNumber(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    guard case .table(let index, let inputs) = operation(node) else { throw Unsupported() }
    if program.tables[index].mode == .sum { return try sum(index, inputs, domains) }
    let (outcomes, settled) = try outcomes(node, domains)
    let domain = domains[domains.count - 1]
    var result = NumberStep(
      source: .constant(0), scale: 1, known: StepPool.zeros, domain: domain)
    for outcome in outcomes {
      let plane = pool.and(settled, outcome.possible)
      if outcome.value == .none {
        result.none = pool.or(result.none, plane)
        continue
      }
      if outcome.value == .unknown { continue }
      let value = try NumberStep(constant: outcome.value, in: domain)
      let (old, new) = try aligned(result, value, domains)
      let step = pool.add(.select(plane, then: vector(new), else: vector(old)), in: domain)
      result = NumberStep(
        source: .vector(step), scale: new.scale, known: pool.or(result.known, plane),
        none: result.none, domain: domain)
    }
    return result
  }

  /// The values that a table may give, and the records for which exactly one is possible.
  private mutating func outcomes(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> (outcomes: [Outcome], settled: Int) {
    guard case .table(let index, let inputs) = operation(node) else { throw Unsupported() }
    let table = program.tables[index]
    guard table.mode != .sum, table.mode != .slices else { throw Unsupported() }
    var outcomes: [Outcome] = []
    var covered = StepPool.zeros
    for row in table.rows {
      let fit = try fits(row, inputs, domains)
      var possible = pool.not(fit.no)
      // Rows after one that surely applies are not looked at.
      if table.mode == .first { possible = pool.andNot(possible, covered) }
      add(try constant(row.value), fit.yes, possible, &outcomes)
      covered = pool.or(covered, fit.yes)
    }
    switch table.mode {
    case .unique:
      // Where a row surely applies, rows that only may apply do not matter.
      for place in outcomes.indices {
        let outcome = outcomes[place]
        outcomes[place].possible = pool.or(
          pool.and(covered, outcome.certain), pool.andNot(outcome.possible, covered))
      }
    case .highest: try keepExtreme(&outcomes, covered, isHighest: true)
    case .lowest: try keepExtreme(&outcomes, covered, isHighest: false)
    case .first, .sum, .slices: break
    }
    var fallback = Value.none
    if let value = table.fallback { fallback = try constant(value) }
    add(fallback, StepPool.zeros, pool.not(covered), &outcomes)
    var (once, twice) = (StepPool.zeros, StepPool.zeros)
    for outcome in outcomes {
      twice = pool.or(twice, pool.and(once, outcome.possible))
      once = pool.or(once, outcome.possible)
    }
    // Two rows that surely apply and disagree are an error.
    if table.mode == .unique { fail(pool.and(twice, covered), domains) }
    return (outcomes, pool.andNot(once, twice))
  }

  /// Where a row surely applies, the most extreme value that does is settled unless a row that only may
  /// apply goes further; both then stay possible.
  private mutating func keepExtreme(
    _ outcomes: inout [Outcome], _ covered: Int, isHighest: Bool
  ) throws(Unsupported) {
    var ranked: [(place: Int, value: Rational)] = []
    for (place, outcome) in outcomes.enumerated() {
      guard case .number(let value) = outcome.value else { throw Unsupported() }
      ranked.append((place, value))
    }
    ranked.sort { isHighest ? $0.value > $1.value : $0.value < $1.value }
    // Where some value surely applies that is at least as extreme.
    var settled = StepPool.zeros
    for (place, _) in ranked {
      let outcome = outcomes[place]
      outcomes[place].possible = pool.or(
        pool.and(covered, pool.andNot(outcome.possible, settled)),
        pool.andNot(outcome.possible, covered))
      settled = pool.or(settled, outcome.certain)
    }
  }

  /// The sum of the rows that apply; unknown where one that only may apply would add something.
  private mutating func sum(
    _ index: Int, _ inputs: [NodeID], _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    let table = program.tables[index]
    guard table.fallback == nil else { throw Unsupported() }
    let domain = domains[domains.count - 1]
    var doubtful = StepPool.zeros
    var result = NumberStep(
      source: .constant(0), scale: 1, known: StepPool.ones, domain: domain)
    for row in table.rows {
      let fit = try fits(row, inputs, domains)
      guard case .number(let value) = try constant(row.value) else { throw Unsupported() }
      if value == .zero { continue }
      doubtful = pool.or(doubtful, pool.neither(fit))
      let term = try NumberStep(constant: .number(value), in: domain)
      let (sum, next) = try aligned(result, term, domains)
      let zero = pool.add(.constant(0), in: domain)
      let added = pool.add(.select(fit.yes, then: vector(next), else: zero), in: domain)
      let step = pool.add(
        .arithmetic(.add, vector(sum), added, mask: StepPool.ones), in: domain)
      fail(pool.add(.failed(step), in: domain), domains)
      result = NumberStep(
        source: .vector(step), scale: sum.scale, known: StepPool.ones, domain: domain)
    }
    result.known = pool.not(doubtful)
    return result
  }

  private mutating func fits(
    _ row: IRTableRow, _ inputs: [NodeID], _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    guard row.bands.count == inputs.count else { throw Unsupported() }
    var fit = TruthStep.yes
    for (band, input) in zip(row.bands, inputs) {
      fit = pool.and(fit, try fits(band, input, domains))
    }
    return fit
  }

  private mutating func constant(_ node: NodeID) throws(Unsupported) -> Value {
    guard case .value(let value) = folder.constant(node) else { throw Unsupported() }
    if case .range = value { throw Unsupported() }
    return value
  }

  private mutating func add(
    _ value: Value, _ certain: Int, _ possible: Int, _ outcomes: inout [Outcome]
  ) {
    guard let place = outcomes.firstIndex(where: { $0.value == value }) else {
      outcomes.append(Outcome(value: value, certain: certain, possible: possible))
      return
    }
    outcomes[place].certain = pool.or(outcomes[place].certain, certain)
    outcomes[place].possible = pool.or(outcomes[place].possible, possible)
  }

  private mutating func fits(
    _ band: IRBand, _ input: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    switch band {
    case .any: return .yes
    case .values(let values): return try isAmong(input, values, domains)
    case .interval(let lower, let lowerInclusive, let upper, let upperInclusive):
      if let single = band.single { return try order(.equal, input, single, domains) }
      var result = TruthStep.yes
      if let lower {
        let comparison: IRNode.Comparison = lowerInclusive ? .atLeast : .above
        result = pool.and(result, try order(comparison, input, lower, domains))
      }
      if let upper {
        let comparison: IRNode.Comparison = upperInclusive ? .atMost : .below
        result = pool.and(result, try order(comparison, input, upper, domains))
      }
      return result
    }
  }

  /// Compares as a table does, which converts no units.
  private mutating func order(
    _ comparison: IRNode.Comparison, _ input: NodeID, _ bound: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    switch (type(input), type(bound)) {
    case (.number(.years), .number(.months)), (.number(.months), .number(.years)):
      throw Unsupported()
    default: return try compare(comparison, input, bound, domains)
    }
  }
}
