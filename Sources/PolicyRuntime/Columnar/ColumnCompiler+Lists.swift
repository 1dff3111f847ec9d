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
    return try compare(comparison, countOf: elements, limit)
  }

  /// `count of list where condition` compared with a fixed number; `nil` for anything else.
  mutating func compareCount(
    _ comparison: IRNode.Comparison, _ node: NodeID, _ bound: Rational, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep? {
    switch operation(node) {
    case .named(_, let operand): return try compareCount(comparison, operand, bound, domains)
    case .aggregate(.count, let list, let condition, _):
      return try compare(comparison, countOf: try elements(list, condition, domains), bound)
    default: return nil
    }
  }

  /// So many hold for sure, so many more may hold; a list that is absent may have any length.
  private mutating func compare(
    _ comparison: IRNode.Comparison, countOf elements: Elements, _ bound: Rational
  ) throws(Unsupported) -> TruthStep {
    guard bound.floor < Int64.max - 1 else { throw Unsupported() }
    switch comparison {
    case .notEqual: return !(try compare(.equal, countOf: elements, bound))
    case .atLeast: return atLeast(bound.ceiling, elements)
    case .above: return atLeast(bound.floor + 1, elements)
    case .atMost: return !atLeast(bound.floor + 1, elements)
    case .below: return !atLeast(bound.ceiling, elements)
    case .equal:
      guard bound.isInteger else { return .no }
      return pool.and(
        atLeast(bound.numerator, elements), !atLeast(bound.numerator + 1, elements))
    }
  }

  /// At least so many elements.
  private mutating func atLeast(_ wanted: Int64, _ elements: Elements) -> TruthStep {
    if wanted <= 0 { return .yes }
    let truth = TruthStep(
      yes: count(elements.truth.yes, elements, wanted),
      no: pool.not(count(pool.not(elements.truth.no), elements, wanted)))
    return pool.select(elements.given, truth, .unknown)
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
