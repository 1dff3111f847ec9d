internal import PolicyLang

// Quantifiers and aggregates: the elements of a list column, one after another.
extension SQLEmitter {
  /// A list with the name that its elements have inside.
  struct Elements {
    let list: SQLPiece
    let record: Int
    let row: String
  }

  func elements(of id: NodeID) throws(SQLRefusal) -> Elements {
    let list = try piece(id)
    guard case .list(let record) = list.sort else {
      // A list that is unknown for everyone.
      guard case .nothing = list.sort, case .list(let record) = program.nodes[id.index].type else {
        throw unsupported(.fieldType)
      }
      return Elements(list: list, record: record, row: "e\(frames.count)")
    }
    return Elements(list: list, record: record, row: "e\(frames.count)")
  }

  /// What a condition or value is for one element.
  func inside(
    _ elements: Elements, _ body: () throws(SQLRefusal) -> SQLPiece
  ) throws(SQLRefusal) -> SQLPiece {
    frames.append(Frame(record: elements.record, row: elements.row))
    defer { frames.removeLast() }
    return try body()
  }

  private func always() -> SQLPiece {
    SQLPiece(text: SQLText.yes, sort: .truth, isOpen: false)
  }

  private func condition(
    _ elements: Elements, _ condition: NodeID?
  ) throws(SQLRefusal) -> SQLPiece {
    guard let condition else { return always() }
    return try inside(elements) { () throws(SQLRefusal) -> SQLPiece in try truth(condition) }
  }

  // MARK: Lists in each dialect

  /// How many elements meet a condition; NULL for a list that is NULL.
  func count(_ elements: Elements, _ condition: String) -> String {
    let list = elements.list.text
    let row = elements.row
    if condition == SQLText.no { return "CASE WHEN \(list) IS NOT NULL THEN 0 END" }
    if case .nothing = elements.list.sort { return "CAST(NULL AS INT)" }
    let isAll = condition == SQLText.yes
    switch dialect {
    case .duckdb:
      return isAll ? "len(\(list))" : "len(list_filter(\(list), lambda \(row): \(condition)))"
    case .spark:
      return isAll ? "array_size(\(list))" : "array_size(filter(\(list), \(row) -> \(condition)))"
    case .postgres:
      if isAll { return "jsonb_array_length(\(list))" }
      return
        "CASE WHEN \(list) IS NOT NULL THEN (SELECT count(*) FROM jsonb_array_elements(\(list))"
        + " AS a\(row)(\(row)) WHERE \(condition)) END"
    }
  }

  /// Whether some element meets a condition; never NULL.
  func exists(_ elements: Elements, _ condition: String) -> String {
    if condition == SQLText.no { return SQLText.no }
    return "coalesce(\(count(elements, condition)) > 0, FALSE)"
  }

  private enum Fold { case sum, highest, lowest, distinct }

  /// One value from those of the elements that meet a condition; NULL for none, a sum is then zero.
  private func fold(
    _ kind: Fold, _ elements: Elements, _ condition: String, _ value: String, _ type: String?
  ) -> String {
    let list = elements.list.text
    let row = elements.row
    if case .nothing = elements.list.sort { return "CAST(NULL AS INT)" }
    let value = type.map { "CAST(\(value) AS \($0))" } ?? value
    switch dialect {
    case .postgres:
      let call: String
      switch kind {
      case .sum: call = "coalesce(sum(\(value)), 0)"
      case .highest: call = "max(\(value))"
      case .lowest: call = "min(\(value))"
      case .distinct: call = "count(DISTINCT \(value))"
      }
      return "CASE WHEN \(list) IS NOT NULL THEN (SELECT \(call) FROM jsonb_array_elements(\(list))"
        + " AS a\(row)(\(row)) WHERE \(condition)) END"
    case .duckdb:
      let chosen =
        condition == SQLText.yes ? list : "list_filter(\(list), lambda \(row): \(condition))"
      let values = "list_transform(\(chosen), lambda \(row): \(value))"
      switch kind {
      case .sum: return "CASE WHEN \(list) IS NOT NULL THEN coalesce(list_sum(\(values)), 0) END"
      case .highest: return "list_max(\(values))"
      case .lowest: return "list_min(\(values))"
      case .distinct: return "list_unique(\(values))"
      }
    case .spark:
      let chosen = condition == SQLText.yes ? list : "filter(\(list), \(row) -> \(condition))"
      let values = "transform(\(chosen), \(row) -> \(value))"
      switch kind {
      case .sum:
        return "aggregate(\(values), CAST(0 AS DECIMAL(38, 0)), "
          + "(total, term) -> CAST(total + term AS DECIMAL(38, 0)))"
      case .highest: return "array_max(\(values))"
      case .lowest: return "array_min(\(values))"
      case .distinct: return "array_size(array_distinct(\(values)))"
      }
    }
  }

  // MARK: Counts

  /// How many elements meet a condition, as an open count, and whether one of them fails.
  private func tally(
    _ elements: Elements, _ condition: SQLPiece, negated: Bool
  ) throws(SQLRefusal) -> (count: SQLPiece, failures: String) {
    let own = negated ? not(condition) : condition
    var count = SQLPiece(
      text: count(elements, own.text), sort: .number(SQLNumber(digits: 10)),
      level: max(elements.list.level, condition.level))
    if own.isOpen || own.fails != nil {
      count.high = self.count(elements, "coalesce(\(own.text), TRUE)")
    }
    count.none = nil
    count = try stored(count)
    return (count, exists(elements, condition.fails ?? SQLText.no))
  }

  /// A count of a list that may be absent: then it is any number.
  private func anyNumber(_ count: SQLPiece, _ elements: Elements) -> SQLPiece {
    if !elements.list.isOpen { return count }
    var result = count
    result.text = "coalesce(\(count.text), 0)"
    result.high = "coalesce(\(count.high ?? count.text), 9223372036854775807)"
    if case .number(var number) = result.sort {
      number.digits = 19
      result.sort = .number(number)
    }
    result.isOpen = false
    return result
  }

  func quantifier(
    _ kind: IRNode.Quantifier, _ list: NodeID, _ condition: NodeID?, _ bound: NodeID?
  ) throws(SQLRefusal) -> SQLPiece {
    let elements = try elements(of: list)
    let own = try self.condition(elements, condition)
    let zero = try piece(of: .number(.zero), .number(.none))
    if kind == .every {
      let (failing, failures) = try tally(elements, own, negated: true)
      return try listed(elements, try settled(.atMost, failing, zero, failures))
    }
    var limit = try piece(of: .number(.one), .number(.none))
    if let bound { limit = try piece(bound) }
    let comparison: IRNode.Comparison =
      switch kind {
      case .atMost: .atMost
      case .exactly: .equal
      case .atLeast, .every: .atLeast
      }
    let (tally, failures) = try tally(elements, own, negated: false)
    // Of an absent list nothing is known beyond that a number is not below zero; only a bound of
    // zero or less, or an unusual one, can then settle anything.
    var isUsual = false
    if case .number(let number)? = limit.constant { isUsual = number >= .one }
    let count = isUsual ? tally : anyNumber(tally, elements)
    return try listed(elements, try settled(comparison, count, limit, failures))
  }

  /// Errors in the list itself go before everything else.
  private func listed(_ elements: Elements, _ piece: SQLPiece) throws(SQLRefusal) -> SQLPiece {
    guard elements.list.fails != nil || elements.list.none != nil else { return piece }
    throw unsupported(.recordOfExtreme)
  }

  // MARK: Aggregates

  func aggregate(
    _ kind: Expression.AggregateKind, _ list: NodeID, _ condition: NodeID?, _ value: NodeID?
  ) throws(SQLRefusal) -> SQLPiece {
    let elements = try elements(of: list)
    let own = try self.condition(elements, condition)
    if kind == .count {
      var (count, failures) = try tally(elements, own, negated: false)
      count = anyNumber(count, elements)
      count.fails = SQLText.some(failures)
      if failures != SQLText.no {
        count.text = "CASE WHEN NOT \(failures) THEN \(count.text) END"
        count.high = "CASE WHEN NOT \(failures) THEN \(count.high ?? count.text) END"
      }
      return try listed(elements, try stored(count))
    }
    guard let value else { throw unsupported(.recordOfExtreme) }
    let term = try inside(elements) { () throws(SQLRefusal) -> SQLPiece in try piece(value) }
    if term.high != nil { throw unsupported(.fractionInList) }
    let terms = try Terms(self, elements, own, term)
    var result: SQLPiece
    switch kind {
    case .count, .sum: result = try sum(terms)
    case .distinct: result = try distinct(terms)
    case .highest, .latest: result = try extreme(terms, .highest)
    case .lowest, .earliest: result = try extreme(terms, .lowest)
    }
    let mayCount = "coalesce(\(own.text), TRUE)"
    let failures = exists(
      elements,
      SQLText.or([own.fails ?? SQLText.no, SQLText.and([mayCount, term.fails ?? SQLText.no])]))
    if failures != SQLText.no {
      let (fails, level) = try stored(failures, terms.level)
      result.text = "CASE WHEN NOT \(fails) THEN \(result.text) END"
      result.high = result.high.map { "CASE WHEN NOT \(fails) THEN \($0) END" }
      result.none = result.none.map { "(\($0) AND NOT \(fails))" }
      result.fails = fails
      result.level = max(result.level, level)
    }
    return try listed(elements, try stored(result))
  }

  /// What the elements of a list contribute.
  private struct Terms {
    let elements: Elements
    let text: String
    let sort: SQLPiece.Sort
    let level: Int
    /// Conditions on an element, never NULL: it surely counts, it may count, its value is unknown.
    let certain: String
    let uncertain: String
    let unknown: String
    let hasValue: String

    init(
      _ emitter: SQLEmitter, _ elements: Elements, _ condition: SQLPiece, _ term: SQLPiece
    ) throws(SQLRefusal) {
      self.elements = elements
      level = max(elements.list.level, condition.level, term.level)
      let exists = SQLText.not(term.none ?? SQLText.no)
      let isSure = !condition.isOpen && condition.fails == nil
      certain = SQLText.and([
        isSure ? condition.text : "coalesce(\(condition.text), FALSE)", exists,
      ])
      uncertain = isSure ? SQLText.no : SQLText.and(["(\(condition.text) IS NULL)", exists])
      unknown = term.unknown
      hasValue =
        term.isOpen || term.none != nil || term.fails != nil
        ? "(\(term.text) IS NOT NULL)" : SQLText.yes
      switch term.sort {
      case .number(let number):
        if number.over != nil { throw emitter.unsupported(.fractionInList) }
        let (whole, shape, _) = try emitter.whole(term.text, number)
        (text, sort) = (whole, .number(shape))
      case .spelled: (text, sort) = (emitter.code(term), .code)
      case .code, .date, .year, .text, .truth, .nothing: (text, sort) = (term.text, term.sort)
      case .set, .record, .list, .option: throw emitter.unsupported(.fieldType)
      }
    }
  }

  /// The sum; unknown as soon as a term that may count is unknown or not zero.
  private func sum(_ terms: Terms) throws(SQLRefusal) -> SQLPiece {
    guard case .number(var number) = terms.sort else {
      return SQLPiece(text: SQLText.null, sort: .nothing)
    }
    number.digits = min(number.digits + 9, 38)
    let wide = try wideType(number.digits)
    let open = exists(
      terms.elements,
      SQLText.or([
        SQLText.and([SQLText.or([terms.certain, terms.uncertain]), terms.unknown]),
        SQLText.and([terms.uncertain, "coalesce(\(terms.text) <> 0, FALSE)"]),
      ]))
    let total = fold(
      .sum, terms.elements, SQLText.and([terms.certain, terms.hasValue]), terms.text, wide)
    let text = open == SQLText.no ? total : "CASE WHEN NOT \(open) THEN \(total) END"
    var result = SQLPiece(text: text, sort: .number(number), level: terms.level)
    if number.digits > 18 {
      result = try stored(result)
      let sum = result.text
      let isTooLarge = "coalesce(abs(\(sum)) > 9223372036854775807, FALSE)"
      result.fails = isTooLarge
      result.text = "CASE WHEN abs(\(sum)) <= 9223372036854775807 THEN \(sum) END"
      number.digits = 19
      result.sort = .number(number)
    }
    return result
  }

  /// The highest or lowest term; unknown as soon as one that is unknown or may not count could be
  /// more extreme.
  private func extreme(_ terms: Terms, _ kind: Fold) throws(SQLRefusal) -> SQLPiece {
    if case .nothing = terms.sort { return SQLPiece(text: SQLText.null, sort: .nothing) }
    let best = try stored(
      SQLPiece(
        text: fold(
          kind, terms.elements, SQLText.and([terms.certain, terms.hasValue]), terms.text, nil),
        sort: terms.sort, level: terms.level))
    var open = exists(terms.elements, SQLText.and([terms.certain, terms.unknown]))
    if terms.uncertain != SQLText.no {
      let sign = kind == .highest ? ">" : "<"
      let better = SQLText.or([
        terms.unknown, "(\(best.text) IS NULL)",
        "coalesce(\(terms.text) \(sign) \(best.text), FALSE)",
      ])
      open = SQLText.or([open, exists(terms.elements, SQLText.and([terms.uncertain, better]))])
    }
    let any = SQLText.or([terms.certain, terms.uncertain])
    var result = best
    if open != SQLText.no { result.text = "CASE WHEN NOT \(open) THEN \(best.text) END" }
    result.none =
      "coalesce(\(count(terms.elements, any)) = 0, FALSE)"
    return result
  }

  /// How many different values there are, between the fewest and the most possible.
  private func distinct(_ terms: Terms) throws(SQLRefusal) -> SQLPiece {
    let elements = terms.elements
    let sure = fold(
      .distinct, elements, SQLText.and([terms.certain, terms.hasValue]), terms.text, nil)
    let any = SQLText.or([terms.certain, terms.uncertain])
    var result = SQLPiece(
      text: sure, sort: .number(SQLNumber(digits: 10)), level: terms.level)
    if terms.uncertain != SQLText.no || terms.unknown != SQLText.no {
      let all = fold(.distinct, elements, SQLText.and([any, terms.hasValue]), terms.text, nil)
      let unknownTerms = count(elements, SQLText.and([any, terms.unknown]))
      let least = exists(elements, SQLText.and([terms.certain, terms.unknown]))
      result.text = "CASE WHEN \(sure) = 0 AND \(least) THEN 1 ELSE \(sure) END"
      result.high = "(\(all) + \(unknownTerms))"
    }
    result = try stored(result)
    return anyNumber(result, elements)
  }
}
