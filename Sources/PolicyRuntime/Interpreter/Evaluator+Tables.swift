internal import PolicyLang

// Tables: bands of one or more values and how the rows that fit combine.
extension Evaluator {
  mutating func table(_ index: Int, _ inputs: [NodeID]) throws(EvaluationError) -> Value {
    let table = program.tables[index]
    var values: [Value] = []
    for input in inputs { values.append(try value(of: input)) }
    if table.mode == .slices {
      guard let amount = values.first else { throw EvaluationError(.ill, at: nil) }
      return try slices(table, amount)
    }
    var fitting: [(row: IRTableRow, truth: Truth)] = []
    for row in table.rows {
      let truth = try fits(row, values)
      if truth == .no { continue }
      fitting.append((row, truth))
      if table.mode == .first, truth == .yes { break }
    }
    let isCovered = fitting.contains { $0.truth == .yes }
    switch table.mode {
    case .first: return try agreed(fitting.map { row, _ in row.value }, isCovered, table)
    case .unique:
      let certain = fitting.filter { $0.truth == .yes }
      if isCovered {
        return try unique(certain.map { row, _ in row.value }, index)
      }
      return try agreed(fitting.map { row, _ in row.value }, false, table)
    case .sum, .highest, .lowest:
      if fitting.isEmpty {
        if table.mode == .sum, table.fallback == nil { return .number(.zero) }
        return try fallback(table)
      }
      if !isCovered { return try agreedAlone(fitting.map { row, _ in row.value }, table) }
      var terms: [Term] = []
      for (row, truth) in fitting {
        let term = try value(of: row.value)
        if case .none = term { continue }
        terms.append(Term(value: term, isCertain: truth == .yes))
      }
      switch table.mode {
      case .highest: return try extreme(terms, .above)
      case .lowest: return try extreme(terms, .below)
      default: return try sum(terms)
      }
    case .slices: throw EvaluationError(.ill, at: nil)
    }
  }

  private mutating func fallback(_ table: IRTable) throws(EvaluationError) -> Value {
    guard let node = table.fallback else { return .none }
    return try value(of: node)
  }

  /// The value on which all rows that may apply agree, and the fallback too unless a row surely
  /// applies; otherwise unknown.
  private mutating func agreed(
    _ rows: [NodeID], _ isCovered: Bool, _ table: IRTable
  ) throws(EvaluationError) -> Value {
    var result: Value?
    for row in rows {
      let value = try value(of: row)
      if value.isUnsettled || (result != nil && result != value) { return .unknown }
      result = value
    }
    if !isCovered {
      let other = try fallback(table)
      if other.isUnsettled || (result != nil && result != other) { return .unknown }
      result = other
    }
    return result ?? .none
  }

  /// Where no row surely applies: a sum is settled only if every row that may apply adds nothing, an
  /// extreme only if they all give what the fallback gives.
  private mutating func agreedAlone(
    _ rows: [NodeID], _ table: IRTable
  ) throws(EvaluationError) -> Value {
    if table.mode == .sum {
      if table.fallback != nil { return .unknown }
      var terms: [Term] = []
      for row in rows { terms.append(Term(value: try value(of: row), isCertain: false)) }
      return try sum(terms)
    }
    return try agreed(rows, false, table)
  }

  private mutating func unique(
    _ rows: [NodeID], _ index: Int
  ) throws(EvaluationError) -> Value {
    var result: Value?
    for row in rows {
      let value = try value(of: row)
      if let result, result != value { throw EvaluationError(.tableConflict(index), at: nil) }
      result = value
    }
    return result ?? .none
  }

  private mutating func fits(
    _ row: IRTableRow, _ inputs: [Value]
  ) throws(EvaluationError) -> Truth {
    guard row.bands.count == inputs.count else { throw EvaluationError(.ill, at: nil) }
    var result = Truth.yes
    for (band, input) in zip(row.bands, inputs) {
      result = result.and(try fits(band, input))
    }
    return result
  }

  private mutating func fits(_ band: IRBand, _ input: Value) throws(EvaluationError) -> Truth {
    switch band {
    case .any: return .yes
    case .values(let values):
      switch input {
      case .value(let value): return Truth(values.contains(value))
      case .unknown: return .unknown
      case .none: return .no
      default: throw EvaluationError(.ill, at: nil)
      }
    case .interval(let lower, let lowerInclusive, let upper, let upperInclusive):
      if let single = band.single { return try order(.equal, input, try value(of: single)) }
      var result = Truth.yes
      if let lower {
        let comparison: IRNode.Comparison = lowerInclusive ? .atLeast : .above
        result = result.and(try order(comparison, input, try value(of: lower)))
      }
      if let upper {
        let comparison: IRNode.Comparison = upperInclusive ? .atMost : .below
        result = result.and(try order(comparison, input, try value(of: upper)))
      }
      return result
    }
  }

  /// Each row's rate on the part of the amount inside its band, which begins at zero where it has no
  /// lower bound.
  private mutating func slices(
    _ table: IRTable, _ amount: Value
  ) throws(EvaluationError) -> Value {
    guard case .number(let whole) = amount else {
      if case .none = amount { return .none }
      if amount.isUnsettled { return .unknown }
      throw EvaluationError(.ill, at: nil)
    }
    var total = Rational.zero
    for row in table.rows {
      guard let band = row.bands.first else { throw EvaluationError(.ill, at: nil) }
      var (from, upTo) = (Rational.zero, whole)
      if case .interval(let lower, _, let upper, _) = band {
        for (node, isLower) in [(lower, true), (upper, false)] {
          guard let node else { continue }
          guard case .number(let bound) = try value(of: node) else { return .unknown }
          if isLower { from = bound } else { upTo = min(upTo, bound) }
        }
      }
      if upTo <= from { continue }
      guard case .number(let rate) = try value(of: row.value) else { return .unknown }
      guard let part = upTo.subtracting(from)?.multiplied(by: rate),
        let next = total.adding(part)
      else { throw EvaluationError(.overflow, at: nil) }
      total = next
    }
    return .number(total)
  }
}
