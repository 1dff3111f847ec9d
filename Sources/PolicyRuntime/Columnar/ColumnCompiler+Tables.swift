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
    guard table.mode == .first || table.mode == .unique else { throw Unsupported() }
    var outcomes: [Outcome] = []
    var covered = StepPool.zeros
    for row in table.rows {
      guard row.bands.count == inputs.count else { throw Unsupported() }
      var fit = TruthStep.yes
      for (band, input) in zip(row.bands, inputs) {
        fit = pool.and(fit, try fits(band, input, domains))
      }
      var possible = pool.not(fit.no)
      // Rows after one that surely applies are not looked at.
      if table.mode == .first { possible = pool.andNot(possible, covered) }
      add(try constant(row.value), fit.yes, possible, &outcomes)
      covered = pool.or(covered, fit.yes)
    }
    if table.mode == .unique {
      // Where a row surely applies, rows that only may apply do not matter.
      for place in outcomes.indices {
        let outcome = outcomes[place]
        outcomes[place].possible = pool.or(
          pool.and(covered, outcome.certain), pool.andNot(outcome.possible, covered))
      }
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
