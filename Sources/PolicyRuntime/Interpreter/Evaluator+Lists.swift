internal import PolicyLang

// Quantifiers and aggregates over lists.
extension Evaluator {
  /// The elements of a list; `nil` when the list is absent.
  mutating func elements(of list: NodeID) throws(EvaluationError) -> [Record]? {
    switch try value(of: list) {
    case .list(let records): return records
    case .none: return []
    case .unknown: return nil
    default: throw EvaluationError(.ill, at: list)
    }
  }

  mutating func quantifier(
    _ kind: IRNode.Quantifier, _ list: NodeID, _ condition: NodeID?, _ bound: NodeID?
  ) throws(EvaluationError) -> Value {
    let records = try elements(of: list)
    if kind == .every {
      guard let records else { return .unknown }
      // All hold when none fails; an empty list therefore holds.
      let failing = try tally(records, list, condition, negated: true)
      return try settle(.atMost, failing, .number(.zero)).value
    }
    var limit = Value.number(.one)
    if let bound { limit = try value(of: bound) }
    let comparison: IRNode.Comparison =
      switch kind {
      case .atMost: .atMost
      case .exactly: .equal
      case .atLeast, .every: .atLeast
      }
    guard let records else { return try order(comparison, Tally.anyCount, limit).value }
    let tally = try tally(records, list, condition, negated: false)
    return try settle(comparison, tally, limit).value
  }

  private mutating func tally(
    _ records: [Record], _ list: NodeID, _ condition: NodeID?, negated: Bool
  ) throws(EvaluationError) -> Tally {
    var tally = Tally()
    for (position, record) in records.enumerated() {
      do throws(EvaluationError) {
        let truth = try meets(condition, record, list, position)
        tally.add(negated ? !truth : truth)
      } catch {
        tally.fail(error)
      }
    }
    return tally
  }

  /// Whether an element meets the condition; without one every element does.
  private mutating func meets(
    _ condition: NodeID?, _ record: Record, _ list: NodeID, _ position: Int
  ) throws(EvaluationError) -> Truth {
    guard let condition else { return .yes }
    return try inside(record, of: list, at: position) {
      (inner: inout Evaluator) throws(EvaluationError) -> Truth in
      try inner.truth(of: condition)
    }
  }

  mutating func aggregate(
    _ kind: Expression.AggregateKind, _ list: NodeID, _ condition: NodeID?, _ value: NodeID?
  ) throws(EvaluationError) -> Value {
    guard let records = try elements(of: list) else {
      return kind == .count || kind == .distinct ? Tally.anyCount : .unknown
    }
    if kind == .count { return try tally(records, list, condition, negated: false).settled() }
    var terms: [Term] = []
    for (position, record) in records.enumerated() {
      let counts = try meets(condition, record, list, position)
      if counts == .no { continue }
      var term = Value.record(record)
      if let value {
        term = try inside(record, of: list, at: position) {
          (inner: inout Evaluator) throws(EvaluationError) -> Value in
          try inner.value(of: value)
        }
      }
      if case .none = term { continue }
      terms.append(Term(value: term, isCertain: counts == .yes))
    }
    switch kind {
    case .count: return .number(Rational(Int64(terms.count)))
    case .distinct: return distinct(terms)
    case .sum: return try sum(terms)
    case .highest: return try extreme(terms, .above)
    case .lowest: return try extreme(terms, .below)
    case .earliest, .latest:
      let comparison: IRNode.Comparison = kind == .earliest ? .below : .above
      return value == nil
        ? datedRecord(terms, isLatest: kind == .latest) : try extreme(terms, comparison)
    }
  }

  /// How many different values there are, between the fewest and the most possible.
  private func distinct(_ terms: [Term]) -> Value {
    var certain = Set<Value>()
    var possible = Set<Value>()
    var unknownTerms: Int64 = 0
    var hasCertainUnknown = false
    for term in terms {
      if term.value.isUnsettled {
        unknownTerms += 1
        if term.isCertain { hasCertainUnknown = true }
      } else if term.isCertain {
        certain.insert(term.value)
      } else {
        possible.insert(term.value)
      }
    }
    let extra = Int64(possible.subtracting(certain).count) + unknownTerms
    let least = max(Int64(certain.count), hasCertainUnknown ? 1 : 0)
    return Interval(Rational(least), Rational(max(least, Int64(certain.count) + extra))).value
  }

  /// The sum; unknown as soon as a term that may count is unknown or not zero.
  func sum(_ terms: [Term]) throws(EvaluationError) -> Value {
    var total = Rational.zero
    for term in terms {
      guard case .number(let number) = term.value else {
        if term.value.isUnsettled { return .unknown }
        throw EvaluationError(.ill, at: nil)
      }
      if !term.isCertain {
        if number != .zero { return .unknown }
        continue
      }
      guard let next = total.adding(number) else { throw EvaluationError(.overflow, at: nil) }
      total = next
    }
    return .number(total)
  }

  /// The highest (`above`) or lowest (`below`) term; no value for none at all, unknown as soon as a
  /// term that is unknown or may not count could be more extreme.
  func extreme(
    _ terms: [Term], _ comparison: IRNode.Comparison
  ) throws(EvaluationError) -> Value {
    var best = Value.none
    for term in terms where term.isCertain {
      if term.value.isUnsettled { return .unknown }
      if case .none = best {
        best = term.value
      } else if try order(comparison, term.value, best) == .yes {
        best = term.value
      }
    }
    for term in terms where !term.isCertain {
      if case .none = best { return .unknown }
      let truth = try order(comparison, term.value, best)
      if truth != .no { return .unknown }
    }
    return best
  }

  /// The record that is first or last of the terms; unknown when one of them may not count.
  private func datedRecord(_ terms: [Term], isLatest: Bool) -> Value {
    var records: [Record] = []
    for term in terms {
      guard term.isCertain, case .record(let record) = term.value else { return .unknown }
      records.append(record)
    }
    guard let record = isLatest ? latest(of: records) : earliest(of: records) else { return .none }
    return .record(record)
  }

  /// The last of some events: by its date, which is field 0, and by the order of the list where a
  /// date is missing. Of equal dates the later in the list counts as the later one.
  func latest(of records: [Record]) -> Record? {
    var best = records.first
    for record in records.dropFirst() {
      if let new = date(of: record), let old = date(of: best), new < old { continue }
      best = record
    }
    return best
  }

  private func earliest(of records: [Record]) -> Record? {
    var best = records.first
    for record in records.dropFirst() {
      if let new = date(of: record), let old = date(of: best), new < old { best = record }
    }
    return best
  }

  private func date(of record: Record?) -> CivilDate? {
    if case .date(let date)? = record?[0] { return date }
    return nil
  }
}

/// One element's contribution to an aggregate or a table.
struct Term {
  let value: Value
  /// Whether it surely counts; otherwise it may.
  let isCertain: Bool
}

extension Tally {
  /// The number of conditions that hold, when errors in open ones must be reported.
  func settled() throws(EvaluationError) -> Value {
    if let failure { throw failure }
    return count
  }
}
