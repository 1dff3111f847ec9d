internal import PolicyLang

// Lists and tables.
extension NaiveEvaluator {
  // MARK: - Lists

  /// One list element with what the condition says about it.
  private struct Member {
    let condition: NaiveOutcome
    let value: NaiveOutcome?
  }

  /// The list's elements, or `nil` with the leaf of an absent list.
  private func members(
    _ list: Expression, _ condition: Expression?, _ value: Expression? = nil
  ) -> (members: [Member]?, absent: NaiveOutcome) {
    let outcome = evaluate(list)
    guard case .elements(let records) = outcome.value, let (path, fields) = place(of: list) else {
      return (nil, outcome.isUnknown ? outcome : unsettled())
    }
    var members: [Member] = []
    for (index, facts) in records.enumerated() {
      elements.append(Element(facts: facts, path: "\(path).\(index + 1)", fields: fields))
      members.append(
        Member(condition: condition.map(evaluate) ?? .yes, value: value.map(evaluate)))
      elements.removeLast()
    }
    return (members, outcome)
  }

  func place(of list: Expression) -> (String, [NaiveField])? {
    switch list.kind {
    case .name(let name):
      return policy.field(name.text).map { ($0.id, $0.elements) }
    case .its(let name):
      guard let element = elements.last,
        let field = element.fields.first(where: { $0.label == name.text })
      else { return nil }
      return (element.path + "." + field.id, field.elements)
    default: return nil
    }
  }

  func quantifier(_ quantifier: Expression.Quantifier) -> NaiveOutcome {
    let (members, absent) = members(quantifier.list, quantifier.condition)
    if quantifier.kind == .every {
      guard let members else { return .unknown([absent]) }
      return .all(members.map(\.condition))
    }
    let count = members.map(counted) ?? NaiveOutcome(.interval(0, nil), absent.leaves)
    let bound = quantifier.bound.map(evaluate) ?? NaiveOutcome(.number(.one, .none))
    let symbol: Expression.BinaryOperator =
      switch quantifier.kind {
      case .atLeast, .some, .every: .atLeast
      case .atMost: .atMost
      case .exactly: .equal
      }
    return compare(symbol, quantifier.list, count, bound)
  }

  private func counted(_ members: [Member]) -> NaiveOutcome {
    let certain = Int64(members.count { $0.condition.truth == true })
    let open = members.filter { $0.condition.truth == nil }
    if open.isEmpty { return NaiveOutcome(.number(Rational(certain), .none)) }
    return NaiveOutcome(
      .interval(certain, certain + Int64(open.count)), open.flatMap(\.condition.leaves))
  }

  func aggregate(_ aggregate: Expression.Aggregate) -> NaiveOutcome {
    let (members, absent) = members(aggregate.list, aggregate.condition, aggregate.value)
    guard let members else {
      return aggregate.kind == .count
        ? NaiveOutcome(.interval(0, nil), absent.leaves) : .unknown([absent])
    }
    let possible = members.filter { $0.condition.truth != false }
    switch aggregate.kind {
    case .count: return counted(members)
    case .sum: return sum(possible)
    case .distinct: return distinct(possible)
    case .highest, .latest: return extreme(possible, aggregate, sign: 1)
    case .lowest, .earliest: return extreme(possible, aggregate, sign: -1)
    }
  }

  /// Unknown, going back to everything open in the elements that may count.
  private func open(_ members: [Member]) -> NaiveOutcome {
    .unknown(members.flatMap { [$0.condition, $0.value ?? .yes] }.filter { $0.truth == nil })
  }

  private func sum(_ members: [Member]) -> NaiveOutcome {
    var total = Rational.zero
    var unit = Unit.none
    for member in members {
      guard let value = member.value else { return unsettled() }
      if value.isUnknown { return open(members) }
      guard case .number(let number, let itsUnit) = value.value else { return unsettled() }
      unit = itsUnit
      if member.condition.truth == true {
        total = total.adding(number) ?? total
      } else if number != .zero {
        // An element worth nothing changes no sum; this one may.
        return open(members)
      }
    }
    return NaiveOutcome(.number(total, unit))
  }

  /// Unknown values may equal one another or differ from all: the count lies in between.
  private func distinct(_ members: [Member]) -> NaiveOutcome {
    var certain: Set<NaiveValue> = []
    var possible: Set<NaiveValue> = []
    var absent: Int64 = 0
    var hasCertainAbsent = false
    for member in members {
      guard let value = member.value else { return unsettled() }
      let counts = member.condition.truth == true
      if value.isUnknown {
        absent += 1
        hasCertainAbsent = hasCertainAbsent || counts
      } else if counts {
        certain.insert(value.value)
      } else {
        possible.insert(value.value)
      }
    }
    let known = Int64(certain.count)
    let least = max(known, hasCertainAbsent ? 1 : 0)
    let most = known + Int64(possible.subtracting(certain).count) + absent
    if least == most { return NaiveOutcome(.number(Rational(least), .none)) }
    return NaiveOutcome(.interval(least, most), open(members).leaves)
  }

  private func extreme(
    _ members: [Member], _ aggregate: Expression.Aggregate, sign: Int
  ) -> NaiveOutcome {
    guard let expression = aggregate.value, let (path, fields) = place(of: aggregate.list) else {
      return unsettled()
    }
    // Only for the order of the values' type, which any element has in common.
    elements.append(Element(facts: [:], path: path, fields: fields))
    defer { elements.removeLast() }
    var best: NaiveOutcome?
    for member in members where member.condition.truth == true {
      guard let value = member.value, !value.isUnknown else { continue }
      guard let current = best else {
        best = value
        continue
      }
      let symbol: Expression.BinaryOperator = sign > 0 ? .above : .below
      if compare(symbol, expression, value, current).truth == true { best = value }
    }
    let changes = members.contains { member in
      guard let value = member.value, !value.isUnknown else { return true }
      guard member.condition.truth == nil else { return false }
      guard let best else { return true }
      let symbol: Expression.BinaryOperator = sign > 0 ? .above : .below
      return compare(symbol, expression, value, best).truth == true
    }
    if changes { return open(members) }
    return best ?? NaiveOutcome(.nothing)
  }

  // MARK: - Tables

  /// Tries every way in which the undecided rows may turn out; a result on which all agree is known.
  func table(_ statement: Statement) -> NaiveOutcome {
    guard let mode = statement.keyword(.mode) else { return unsettled() }
    let inputs = statement.slots(.inputs).compactMap { slot -> (Expression, NaiveOutcome)? in
      guard case .expression(let expression) = slot.value else { return nil }
      return (expression, evaluate(expression))
    }
    if inputs.contains(where: { $0.1.value == .nothing }) { return unsettled() }
    var rows: [(matches: NaiveOutcome, value: NaiveOutcome)] = []
    var fallback: NaiveOutcome?
    for row in statement.details {
      guard let value = row.expression(.value).map(evaluate) else { continue }
      if row.keyword == .elseRow {
        fallback = value
      } else if case .bands(let bands)? = row.slot(.bands)?.value {
        rows.append((.all(zip(bands, inputs).map { matches($0, $1.0, $1.1) }), value))
      }
    }
    guard rows.count < 8 else { return unsettled() }
    var results = Set<NaiveValue>()
    let open = rows.indices.filter { rows[$0].matches.truth == nil }
    for choice in 0..<(1 << open.count) {
      let hit = rows.indices.filter { index in
        if let truth = rows[index].matches.truth { return truth }
        return choice >> (open.firstIndex(of: index) ?? 0) & 1 == 1
      }
      guard let result = combine(hit.map { rows[$0].value }, mode, fallback) else {
        return unsettled()
      }
      results.insert(result)
    }
    if let only = results.first, results.count == 1 { return NaiveOutcome(only) }
    return .unknown(open.map { rows[$0].matches })
  }

  private func combine(
    _ hits: [NaiveOutcome], _ mode: Keyword, _ fallback: NaiveOutcome?
  ) -> NaiveValue? {
    guard let first = hits.first else { return fallback?.value }
    switch mode {
    case .firstRow, .uniqueRow: return first.value
    case .sumRows:
      return hits.dropFirst().reduce(first) { arithmetic(.add, $0, $1) }.value
    case .highest: return hits.dropFirst().reduce(first) { arithmetic(.flooredAt, $0, $1) }.value
    case .lowest: return hits.dropFirst().reduce(first) { arithmetic(.cappedAt, $0, $1) }.value
    default: return nil
    }
  }

  private func matches(
    _ band: Band, _ input: Expression, _ value: NaiveOutcome
  ) -> NaiveOutcome {
    switch band {
    case .set(let values, _):
      return membership(value, NaiveOutcome(.words(values.compactMap(\.word))))
    case .interval(let lower, let upper, _):
      return .all([
        lower.map {
          compare($0.isInclusive ? .atLeast : .above, input, value, right($0.value, of: input))
        } ?? .yes,
        upper.map {
          compare($0.isInclusive ? .atMost : .below, input, value, right($0.value, of: input))
        } ?? .yes,
      ])
    }
  }
}
