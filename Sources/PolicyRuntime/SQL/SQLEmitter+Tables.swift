internal import PolicyLang

// Tables: which rows fit, and how those that do combine.
extension SQLEmitter {
  /// A row of a table with whether it fits.
  private struct Row {
    let truth: SQLPiece
    let value: SQLPiece
  }

  func table(_ index: Int, _ inputs: [NodeID]) throws(SQLRefusal) -> SQLPiece {
    let table = program.tables[index]
    var values: [SQLPiece] = []
    for input in inputs { values.append(try stored(try piece(input))) }
    if table.mode == .slices { return try slices(table, values) }
    var rows: [Row] = []
    for row in table.rows {
      rows.append(Row(truth: try fits(row, values), value: try number(piece(row.value), table)))
    }
    var other = try piece(of: .none, table.type)
    if let fallback = table.fallback { other = try number(piece(fallback), table) }
    let divisor = try commonDivisor(rows.map { $0.value } + [other])
    rows = try rows.map { (row) throws(SQLRefusal) -> Row in
      Row(truth: row.truth, value: try over(divisor, row.value))
    }
    other = try over(divisor, other)
    var result: SQLPiece
    switch table.mode {
    case .first: result = try agreed(firsts(rows), other)
    case .unique: result = try unique(rows, other)
    case .sum, .highest, .lowest: result = try combined(table, rows, other)
    case .slices: throw unsupported(.variableBand)
    }
    var failures: [String] = [result.fails ?? SQLText.no]
    // What fails in an input, a bound or a row that may apply fails for the table.
    for value in values { failures.append(value.fails ?? SQLText.no) }
    for row in rows {
      failures.append(row.truth.fails ?? SQLText.no)
      failures.append(
        SQLText.and([row.value.fails ?? SQLText.no, "coalesce(\(row.truth.text), TRUE)"]))
      result.level = max(result.level, row.truth.level, row.value.level)
    }
    result.level = max(result.level, other.level)
    failures.append(other.fails ?? SQLText.no)
    let all = SQLText.or(failures)
    if all != SQLText.no {
      result = try stored(result)
      let (fails, level) = try stored(all, result.level)
      result.text = "CASE WHEN NOT \(fails) THEN \(result.text) END"
      result.none = result.none.map { "(\($0) AND NOT \(fails))" }
      (result.fails, result.level) = (fails, max(level, result.level))
    }
    return try stored(result)
  }

  // MARK: Values of rows

  /// A row's value with words of levels as positions.
  private func number(_ piece: SQLPiece, _ table: IRTable) throws(SQLRefusal) -> SQLPiece {
    var result = piece
    if result.high != nil { throw unsupported(.fractionInList) }
    switch piece.sort {
    case .number(let number):
      if number.over != nil { throw unsupported(.fractionInList) }
      let (text, shape, _) = try whole(piece.text, number)
      (result.text, result.sort) = (text, .number(shape))
    case .spelled: (result.text, result.sort) = (code(piece), .code)
    case .code, .date, .year, .text, .truth, .nothing, .option: break
    case .set, .record, .list: throw unsupported(.fieldType)
    }
    return result
  }

  private func commonDivisor(_ pieces: [SQLPiece]) throws(SQLRefusal) -> Int64 {
    var result: Int64 = 1
    for piece in pieces {
      if case .number(let number) = piece.sort {
        result = try commonDivisor(result, number.divisor)
      }
    }
    return result
  }

  private func over(_ divisor: Int64, _ piece: SQLPiece) throws(SQLRefusal) -> SQLPiece {
    guard case .number(var number) = piece.sort else { return piece }
    var result = piece
    let factor = "\(divisor / number.divisor)"
    (result.text, number.digits) = try product(
      piece.text, number.digits, factor, factor.utf8.count)
    number.divisor = divisor
    result.sort = .number(number)
    return result
  }

  /// The type of the values, taken from whichever has one.
  private func sort(_ rows: [Row], _ other: SQLPiece) -> SQLPiece.Sort {
    var result = other.sort
    for row in rows {
      switch (row.value.sort, result) {
      case (.nothing, _): break
      case (.number(let number), .number(var kept)):
        kept.digits = max(kept.digits, number.digits)
        result = .number(kept)
      default: result = row.value.sort
      }
    }
    return result
  }

  // MARK: Fitting

  private func fits(_ row: IRTableRow, _ inputs: [SQLPiece]) throws(SQLRefusal) -> SQLPiece {
    var parts: [SQLPiece] = []
    for (band, input) in zip(row.bands, inputs) {
      switch band {
      case .any: continue
      case .values(let values): parts.append(memberOf(input, values))
      case .interval(let lower, let lowerInclusive, let upper, let upperInclusive):
        if let single = band.single {
          parts.append(try order(.equal, input, try piece(single)))
          continue
        }
        if let lower {
          parts.append(try order(lowerInclusive ? .atLeast : .above, input, try piece(lower)))
        }
        if let upper {
          parts.append(try order(upperInclusive ? .atMost : .below, input, try piece(upper)))
        }
      }
    }
    var result = SQLPiece(
      text: SQLText.and(parts.map { $0.text }), sort: .truth, isOpen: false)
    for part in parts {
      result.level = max(result.level, part.level)
      if part.isOpen { result.isOpen = true }
    }
    let fails = SQLText.or(parts.map { $0.fails ?? SQLText.no })
    result.fails = SQLText.some(fails)
    return try stored(result)
  }

  private func memberOf(_ input: SQLPiece, _ values: [Int]) -> SQLPiece {
    var result = SQLPiece(
      text: SQLText.unknown, sort: .truth, level: input.level, isOpen: input.isOpen)
    switch input.sort {
    case .spelled(let enumeration):
      result.text = words(input.text, enumeration) { values.contains($0) }
    case .nothing: break
    default:
      let list = values.map { "\($0)" }.joined(separator: ", ")
      result.text =
        values.isEmpty
        ? "CASE WHEN \(input.text) IS NOT NULL THEN FALSE END" : "(\(input.text) IN (\(list)))"
    }
    if let none = input.none {
      result.text = "CASE WHEN \(none) THEN FALSE ELSE \(result.text) END"
    }
    return result
  }

  /// Each row with whether it may be the first that fits, after those that surely do.
  private func firsts(_ rows: [Row]) throws(SQLRefusal) -> [Row] {
    var result: [Row] = []
    var earlier: [String] = []
    for row in rows {
      var truth = row.truth
      let before = SQLText.or(earlier)
      if before != SQLText.no {
        truth.text = "CASE WHEN \(before) THEN FALSE ELSE \(row.truth.text) END"
        for other in rows { truth.level = max(truth.level, other.truth.level) }
      }
      result.append(Row(truth: try stored(truth), value: row.value))
      earlier.append("coalesce(\(row.truth.text), FALSE)")
    }
    return result
  }

  // MARK: Combining

  /// The value on which all rows that may apply agree, and the fallback too unless a row surely
  /// applies; otherwise unknown.
  private func agreed(_ rows: [Row], _ other: SQLPiece) throws(SQLRefusal) -> SQLPiece {
    let covered = SQLText.or(rows.map { "coalesce(\($0.truth.text), FALSE)" })
    var result = SQLPiece(text: "", sort: sort(rows, other), level: other.level)
    for row in rows { result.level = max(result.level, row.truth.level, row.value.level) }
    var choices = rows.map { row in
      (may: "coalesce(\(row.truth.text), TRUE)", value: row.value)
    }
    choices.append((may: SQLText.not(covered), value: other))
    // The first value that may apply; it stands if no other that may apply differs.
    var first = "CASE"
    var firstNone: [String] = []
    var before: [String] = []
    for (may, value) in choices {
      first += " WHEN \(may) THEN \(value.text)"
      let isNone = value.none ?? SQLText.no
      firstNone.append(SQLText.and(before.map { SQLText.not($0) } + [may, isNone]))
      before.append(may)
    }
    result.text = first + " END"
    result = try stored(result)
    let none = try stored(SQLText.or(firstNone), result.level)
    result.level = max(result.level, none.1)
    var doubts: [String] = []
    for (may, value) in choices {
      let isNone = value.none ?? SQLText.no
      let differs = SQLText.or([
        value.unknown,
        "coalesce(\(value.text) <> \(result.text), FALSE)",
        SQLText.and([isNone, SQLText.not(none.0)]), SQLText.and([SQLText.not(isNone), none.0]),
      ])
      doubts.append(SQLText.and([may, differs]))
    }
    let (doubt, level) = try stored(SQLText.or(doubts), result.level)
    result.text = "CASE WHEN NOT \(doubt) THEN \(result.text) END"
    result.none = SQLText.some(SQLText.and([none.0, SQLText.not(doubt)]))
    result.level = max(level, result.level)
    return result
  }

  private func unique(_ rows: [Row], _ other: SQLPiece) throws(SQLRefusal) -> SQLPiece {
    let covered = SQLText.or(rows.map { "coalesce(\($0.truth.text), FALSE)" })
    let open = try stored(try agreed(rows, other))
    // Of the rows that surely fit all values must be the same; the others do not matter then.
    let certain = rows.map { row in
      var truth = row.truth
      truth.text = "coalesce(\(row.truth.text), FALSE)"
      return Row(truth: truth, value: row.value)
    }
    if rows.contains(where: { $0.value.constant == nil }) { throw unsupported(.variableBand) }
    let sure = try stored(try agreed(certain, other))
    var result = open
    result.level = max(open.level, sure.level)
    result.text = "CASE WHEN \(covered) THEN \(sure.text) ELSE \(open.text) END"
    // Constants that may all be unknown never conflict; others do as soon as they differ.
    let conflict = SQLText.and([covered, sure.unknown])
    let isUnknown = rows.contains { $0.value.constant?.isUnsettled == true }
    if isUnknown { throw unsupported(.variableBand) }
    result.fails = SQLText.some(conflict)
    let none = SQLText.or([
      SQLText.and([covered, sure.none ?? SQLText.no]),
      SQLText.and([SQLText.not(covered), open.none ?? SQLText.no]),
    ])
    result.none = SQLText.some(none)
    return result
  }

  /// Sums and extremes over the rows that fit.
  private func combined(
    _ table: IRTable, _ rows: [Row], _ other: SQLPiece
  ) throws(SQLRefusal) -> SQLPiece {
    for row in rows where row.value.constant == nil || row.value.constant?.isUnsettled == true {
      throw unsupported(.variableBand)
    }
    let sort = sort(rows, other)
    let covered = SQLText.or(rows.map { "coalesce(\($0.truth.text), FALSE)" })
    var result = SQLPiece(text: "", sort: sort, level: other.level)
    for row in rows { result.level = max(result.level, row.truth.level) }
    let possible = SQLText.or(rows.map { "coalesce(\($0.truth.text), TRUE)" })
    // Rows without a value never count.
    let kept = rows.filter { $0.value.none == nil }
    if table.mode == .sum {
      guard case .number = sort else { throw unsupported(.fieldType) }
      let terms = kept.map { "CASE WHEN \($0.truth.text) THEN \($0.value.text) ELSE 0 END" }
      let total = terms.isEmpty ? "0" : "(" + terms.joined(separator: " + ") + ")"
      let doubt = SQLText.or(
        kept.filter { $0.value.constant != .number(.zero) }.map { "(\($0.truth.text) IS NULL)" })
      let sum = doubt == SQLText.no ? total : "CASE WHEN NOT \(doubt) THEN \(total) END"
      if table.fallback == nil {
        result.text = sum
        return result
      }
      result.text =
        "CASE WHEN \(covered) THEN \(sum) WHEN NOT \(possible) THEN \(other.text) END"
      result.none = SQLText.some(SQLText.and([SQLText.not(possible), other.none ?? SQLText.no]))
      return result
    }
    let alone = try stored(try agreed(rows, other))
    let best = try extreme(kept, table.mode == .highest)
    result.level = max(result.level, alone.level)
    result.text = "CASE WHEN \(covered) THEN \(best) ELSE \(alone.text) END"
    let certain = SQLText.or(kept.map { "coalesce(\($0.truth.text), FALSE)" })
    let doubtful = SQLText.or(kept.map { "coalesce(\($0.truth.text), TRUE)" })
    result.none = SQLText.some(
      SQLText.or([
        SQLText.and([covered, SQLText.not(SQLText.or([certain, doubtful]))]),
        SQLText.and([SQLText.not(covered), alone.none ?? SQLText.no]),
      ]))
    return result
  }

  /// The highest or lowest constant of the rows that surely fit, from the most extreme down: a row
  /// that may fit and is more extreme leaves it open.
  private func extreme(_ rows: [Row], _ isHighest: Bool) throws(SQLRefusal) -> String {
    var ordered: [(row: Row, rank: Rational)] = []
    for row in rows {
      switch row.value.constant {
      case .number(let number)?: ordered.append((row, number))
      case .value(let index)?: ordered.append((row, Rational(Int64(index))))
      case .date(let date)?: ordered.append((row, Rational(Int64(date.dayNumber))))
      case .calendarYear(let year)?: ordered.append((row, Rational(Int64(year))))
      default: throw unsupported(.fieldType)
      }
    }
    // A stable order: equal values stay as they stand.
    for index in ordered.indices.dropFirst() {
      var place = index
      while place > 0,
        isHighest
          ? ordered[place - 1].rank < ordered[place].rank
          : ordered[place].rank < ordered[place - 1].rank
      {
        ordered.swapAt(place - 1, place)
        place -= 1
      }
    }
    if ordered.isEmpty { return SQLText.null }
    var text = "CASE"
    var position = 0
    while position < ordered.count {
      // Rows with the same value: one that surely fits settles it, whatever the others are.
      var group: [String] = []
      var maybe: [String] = []
      let rank = ordered[position].rank
      let value = ordered[position].row.value.text
      while position < ordered.count, ordered[position].rank == rank {
        group.append("coalesce(\(ordered[position].row.truth.text), FALSE)")
        maybe.append("(\(ordered[position].row.truth.text) IS NULL)")
        position += 1
      }
      text += " WHEN \(SQLText.or(group)) THEN \(value)"
      text += " WHEN \(SQLText.or(maybe)) THEN NULL"
    }
    return text + " END"
  }

  /// Each row's rate on the part of the amount inside its band; bands and rates are constants.
  private func slices(_ table: IRTable, _ inputs: [SQLPiece]) throws(SQLRefusal) -> SQLPiece {
    guard let amount = inputs.first else { throw unsupported(.variableBand) }
    guard amount.high == nil, case .number(let number) = amount.sort else {
      if case .nothing = amount.sort { return amount }
      throw unsupported(.variableBand)
    }
    if number.over != nil { throw unsupported(.fractionInList) }
    var bands: [(from: Rational, to: Rational?, rate: Rational)] = []
    for row in table.rows {
      var (from, upTo) = (Rational.zero, Rational?.none)
      if case .interval(let lower, _, let upper, _)? = row.bands.first {
        if let lower { from = try constant(lower) }
        if let upper { upTo = try constant(upper) }
      }
      bands.append((from, upTo, try constant(row.value)))
    }
    var (common, scale) = (Int64(1), Int64(1))
    for band in bands {
      common = try commonDivisor(common, band.from.denominator)
      if let upTo = band.to { common = try commonDivisor(common, upTo.denominator) }
      scale = try commonDivisor(scale, band.rate.denominator)
    }
    let (text, shape, _) = try whole(amount.text, number)
    let divisor = try commonDivisor(common, shape.divisor)
    let factor = "\(divisor / shape.divisor)"
    let (whole, digits) = try product(text, shape.digits, factor, factor.utf8.count)
    let type = try wideType(min(digits + 16, dialect == .postgres ? 99 : 38))
    var terms: [String] = []
    for band in bands {
      let from = try scaledConstant(band.from, divisor)
      let rate = try scaledConstant(band.rate, scale)
      var end = whole
      if let upTo = band.to {
        let limit = try scaledConstant(upTo, divisor)
        end = "CASE WHEN \(whole) < \(limit) THEN \(whole) ELSE \(limit) END"
      }
      terms.append(
        "CASE WHEN \(end) > \(from) THEN (CAST(\(end) AS \(type)) - (\(from))) * (\(rate)) ELSE 0 END"
      )
    }
    var result = amount
    result.constant = nil
    let total = terms.isEmpty ? "0" : "(" + terms.joined(separator: " + ") + ")"
    result.text = "CASE WHEN \(whole) IS NOT NULL THEN \(total) END"
    let (both, overflow) = divisor.multipliedReportingOverflow(by: scale)
    if overflow { throw refusal(.tooManyDigits) }
    result.sort = .number(SQLNumber(divisor: both, digits: min(digits + 16, 38)))
    return result
  }

  private func constant(_ node: NodeID) throws(SQLRefusal) -> Rational {
    guard case .number(let number)? = try piece(node).constant else {
      throw unsupported(.variableBand)
    }
    return number
  }

  private func scaledConstant(_ number: Rational, _ divisor: Int64) throws(SQLRefusal) -> String {
    guard let product = number.multiplied(by: Rational(divisor)), product.isInteger else {
      throw refusal(.tooManyDigits)
    }
    return "\(product.numerator)"
  }
}
