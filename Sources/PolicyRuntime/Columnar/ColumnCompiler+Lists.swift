internal import PolicyLang

// Quantifiers and aggregates over the elements of lists, which stand in columns of their own.
extension ColumnCompiler {
  /// The elements of a list for which a condition holds, or may hold.
  struct Elements {
    let domain: Int
    let parent: Int
    /// Of the elements.
    let truth: TruthStep
    /// Of the parent: where the list is given.
    let given: Int
  }

  /// - Parameter domains: the list must belong to the innermost of them.
  private mutating func elements(
    _ list: NodeID, _ condition: NodeID?, _ domains: [Int]
  ) throws(Unsupported) -> Elements {
    guard let (parent, path) = link.place(of: list, in: domains, plan, folder),
      parent == domains.last, let domain = plan.list(parent, path)
    else { throw Unsupported() }
    var truth = TruthStep.yes
    if let condition { truth = try self.truth(condition, domains + [domain]) }
    return Elements(
      domain: domain, parent: parent, truth: truth,
      given: pool.add(.given(domain: domain), in: parent))
  }

  mutating func quantifier(
    _ kind: IRNode.Quantifier, _ list: NodeID, _ condition: NodeID?, _ bound: NodeID?,
    _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    let elements = try elements(list, condition, domains)
    if kind == .every {
      let truth = TruthStep(
        yes: pool.not(count(pool.not(elements.truth.yes), elements, 1)),
        no: count(elements.truth.no, elements, 1))
      return pool.select(elements.given, truth, .unknown)
    }
    var limit = Rational.one
    if let bound {
      guard case .value(.number(let number)) = folder.constant(bound) else { throw Unsupported() }
      limit = number
    }
    let comparison: IRNode.Comparison =
      switch kind {
      case .atMost: .atMost
      case .exactly: .equal
      case .atLeast, .every: .atLeast
      }
    return try compare(comparison, .elements(elements), elements.given, limit)
  }

  /// How many elements, or different values, there surely are and how many there may be.
  private enum Tally {
    case elements(Elements)
    case distinct(Elements, Values)
  }

  /// The values of a code column among the elements that count.
  private struct Values {
    /// For each code the records in which it surely occurs, and in which it may occur.
    var certain: [Int] = []
    var possible: [Int] = []
    /// Elements that may count and whose value is absent.
    let absent: Int
    /// Records in which such an element surely counts.
    let isAbsent: Int
  }

  /// `count of list where condition`, or the number of different values, compared with a fixed number;
  /// `nil` for anything else.
  mutating func compareCount(
    _ comparison: IRNode.Comparison, _ node: NodeID, _ bound: Rational, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep? {
    switch operation(node) {
    case .named(_, let operand): return try compareCount(comparison, operand, bound, domains)
    case .aggregate(.count, let list, let condition, _):
      let elements = try elements(list, condition, domains)
      return try compare(comparison, .elements(elements), elements.given, bound)
    case .aggregate(.distinct, let list, let condition, .some(let value)):
      let elements = try elements(list, condition, domains)
      let values = try values(value, elements, domains + [elements.domain])
      return try compare(comparison, .distinct(elements, values), elements.given, bound)
    default: return nil
    }
  }

  private mutating func values(
    _ value: NodeID, _ elements: Elements, _ domains: [Int]
  ) throws(Unsupported) -> Values {
    let (column, domain) = try self.column(value, domains)
    guard domain == elements.domain, case .enumeration(let index) = plan.columns[column].field.type,
      plan.program.enumerations.indices.contains(index)
    else { throw Unsupported() }
    let mayCount = pool.not(elements.truth.no)
    let unknown = pool.not(given(column))
    var result = Values(
      absent: pool.and(mayCount, unknown),
      isAbsent: any(pool.and(elements.truth.yes, unknown), elements))
    for place in plan.program.enumerations[index].values.indices {
      let code = Int64(place) + 1
      let plane = pool.range(column, code, code, in: domain)
      result.certain.append(any(pool.and(elements.truth.yes, plane), elements))
      result.possible.append(any(pool.and(mayCount, plane), elements))
    }
    return result
  }

  /// So many hold for sure, so many more may hold; a list that is absent may have any length.
  private mutating func compare(
    _ comparison: IRNode.Comparison, _ tally: Tally, _ given: Int, _ bound: Rational
  ) throws(Unsupported) -> TruthStep {
    guard bound.floor < Int64.max - 1 else { throw Unsupported() }
    switch comparison {
    case .notEqual: return !(try compare(.equal, tally, given, bound))
    case .atLeast: return try atLeast(bound.ceiling, tally, given)
    case .above: return try atLeast(bound.floor + 1, tally, given)
    case .atMost: return !(try atLeast(bound.floor + 1, tally, given))
    case .below: return !(try atLeast(bound.ceiling, tally, given))
    case .equal:
      guard bound.isInteger else { return .no }
      return pool.and(
        try atLeast(bound.numerator, tally, given),
        !(try atLeast(bound.numerator + 1, tally, given)))
    }
  }

  private mutating func atLeast(
    _ wanted: Int64, _ tally: Tally, _ given: Int
  ) throws(Unsupported) -> TruthStep {
    if wanted <= 0 { return .yes }
    let truth: TruthStep
    switch tally {
    case .elements(let elements):
      truth = TruthStep(
        yes: count(elements.truth.yes, elements, wanted),
        no: pool.not(count(pool.not(elements.truth.no), elements, wanted)))
    case .distinct(let elements, let values):
      guard wanted < 1000 else { throw Unsupported() }
      var sure = atLeast(Int(wanted), of: values.certain)
      if wanted == 1 { sure = pool.or(sure, values.isAbsent) }
      // So many values that may occur, and the rest among those that are absent.
      var may = StepPool.zeros
      for known in 0...min(Int(wanted), values.possible.count) {
        may = pool.or(
          may,
          pool.and(
            atLeast(known, of: values.possible),
            count(values.absent, elements, wanted - Int64(known))))
      }
      truth = TruthStep(yes: sure, no: pool.not(may))
    }
    return pool.select(given, truth, .unknown)
  }

  private mutating func count(_ plane: Int, _ elements: Elements, _ wanted: Int64) -> Int {
    pool.count(plane, of: elements.domain, atLeast: wanted, parent: elements.parent)
  }

  private mutating func any(_ plane: Int, _ elements: Elements) -> Int { count(plane, elements, 1) }

  /// The sum or an extreme of a number over the elements that meet a condition.
  mutating func aggregate(
    _ kind: Expression.AggregateKind, _ list: NodeID, _ condition: NodeID?, _ value: NodeID?,
    _ domains: [Int]
  ) throws(Unsupported) -> NumberStep {
    guard let value else { throw Unsupported() }
    let elements = try elements(list, condition, domains)
    let term = try number(value, domains + [elements.domain])
    let isAbsent = pool.not(pool.or(term.known, term.none))
    // Elements that surely count or may count, without those that have no value.
    let certain = pool.andNot(elements.truth.yes, term.none)
    let open = pool.andNot(pool.neither(elements.truth), term.none)
    let unsettled = any(pool.and(certain, isAbsent), elements)
    switch kind {
    case .sum:
      let zero = pool.and(term.known, within(term, 0...0))
      let bad = pool.or(unsettled, any(pool.andNot(open, zero), elements))
      let step = pool.add(
        .aggregate(
          .sum, vector(term), domain: elements.domain, mask: pool.and(certain, term.known)),
        in: elements.parent)
      fail(pool.add(.failed(step), in: elements.parent), domains)
      return NumberStep(
        source: .vector(step), scale: term.scale, known: pool.andNot(elements.given, bad),
        domain: elements.parent)
    case .highest, .latest: return extreme(true, term, certain, open, unsettled, elements)
    case .lowest, .earliest: return extreme(false, term, certain, open, unsettled, elements)
    case .count, .distinct: throw Unsupported()
    }
  }

  private mutating func extreme(
    _ highest: Bool, _ term: NumberStep, _ certain: Int, _ open: Int, _ unsettled: Int,
    _ elements: Elements
  ) -> NumberStep {
    let terms = vector(term)
    let step = pool.add(
      .aggregate(
        highest ? .highest : .lowest, terms, domain: elements.domain,
        mask: pool.and(certain, term.known)),
      in: elements.parent)
    let best = pool.add(.spreadNumbers(step, domain: elements.domain), in: elements.domain)
    // One that may not count matters only if it is unknown or goes further.
    let further = pool.add(
      .compare(highest ? .above : .below, terms, best), in: elements.domain)
    let doubtful = pool.and(open, pool.or(pool.not(term.known), further))
    let isAny = any(certain, elements)
    let bad = pool.or(unsettled, any(doubtful, elements))
    let none = pool.andNot(pool.andNot(elements.given, isAny), any(open, elements))
    return NumberStep(
      source: .vector(step), scale: term.scale,
      known: pool.andNot(pool.and(elements.given, isAny), bad), none: none,
      domain: elements.parent)
  }
}
