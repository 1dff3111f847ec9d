internal import PolicyLang

// Dates, windows and ages. The facts of a table hold dates of the years 1000 to 9999 only.
extension SQLEmitter {
  private static let lastDay = CivilDate(year: 9999, month: 12, day: 31)

  /// A date so much later or earlier; the length does not depend on the candidate.
  func moved(
    _ date: SQLPiece, _ length: SQLPiece, _ type: IRType, back: Bool
  ) throws(SQLRefusal) -> SQLPiece {
    guard case .number(let number)? = length.constant, case .number(let unit) = type else {
      throw unsupported(.variableLength)
    }
    guard number.isInteger, number.numerator.magnitude < 10_000_000 else {
      throw refusal(.evaluation(EvaluationError(.fractionalPeriod, at: nil)))
    }
    let size = Int(number.numerator) * (back ? -1 : 1)
    let text: String
    let limit: CivilDate?
    switch unit {
    case .years, .calendarYears, .months:
      let months = unit == .months ? size : size * 12
      text = dialect.adding(months: "\(months)", to: date.text)
      limit = SQLEmitter.lastDay?.adding(months: -months)
      if months < -11_900 { throw unsupported(.variableLength) }
    case .days:
      text = dialect.adding(days: size, to: date.text)
      limit = SQLEmitter.lastDay?.adding(days: -size)
      if size < -300_000 { throw unsupported(.variableLength) }
    case .workingDays: throw unsupported(.workingDays)
    case .none, .people, .pieces, .items, .times, .cohorts, .age, .points, .places:
      throw unsupported(.fieldType)
    }
    var result = date
    (result.text, result.sort, result.constant) = (text, .date, nil)
    if size <= 0 { return result }
    // Later than this, the result is beyond the year 9999: an error.
    guard let limit else { throw unsupported(.variableLength) }
    let last = "DATE '\(limit)'"
    result.fails = SQLText.or([
      date.fails ?? SQLText.no, "coalesce(\(date.text) > \(last), FALSE)",
    ])
    result.text = "CASE WHEN \(date.text) <= \(last) THEN \(text) END"
    return result
  }

  /// A calendar year so many years later or earlier.
  func movedYear(
    _ year: SQLPiece, _ length: SQLPiece, back: Bool
  ) throws(SQLRefusal) -> SQLPiece {
    guard case .number(let number)? = length.constant else { throw unsupported(.variableLength) }
    guard number.isInteger, number.numerator.magnitude < 10_000_000 else {
      throw refusal(.evaluation(EvaluationError(.fractionalPeriod, at: nil)))
    }
    let sum = "(\(year.text) + (\(back ? -number.numerator : number.numerator)))"
    var result = year
    (result.sort, result.constant) = (.year, nil)
    result.text = "CASE WHEN \(sum) BETWEEN 1 AND 9999 THEN \(sum) END"
    result.fails = SQLText.or([
      year.fails ?? SQLText.no, "coalesce(\(sum) NOT BETWEEN 1 AND 9999, FALSE)",
    ])
    return result
  }

  /// Completed years: a birthday on 29 February is reached on 28 February in common years.
  func fullYears(_ from: NodeID, _ to: NodeID) throws(SQLRefusal) -> SQLPiece {
    let (a, b) = (try piece(from), try piece(to))
    let both = Both(a, b)
    let number = SQLPiece.Sort.number(SQLNumber(digits: 5))
    guard case .date = a.sort, case .date = b.sort else {
      return both.piece(SQLText.null, .nothing, otherwise: nil)
    }
    let years = "(\(dialect.year(b.text)) - \(dialect.year(a.text)))"
    let anniversary = dialect.adding(months: years + " * 12", to: a.text)
    return both.piece(
      "(\(years) - CASE WHEN \(anniversary) > \(b.text) THEN 1 ELSE 0 END)", number, otherwise: nil)
  }

  func yearOf(_ date: NodeID) throws(SQLRefusal) -> SQLPiece {
    var result = try piece(date)
    guard case .date = result.sort else { return result }
    (result.text, result.sort, result.constant) = (dialect.year(result.text), .year, nil)
    return result
  }

  /// Whether `end − length ≤ date ≤ end`.
  func window(_ date: NodeID, _ length: NodeID, _ end: NodeID) throws(SQLRefusal) -> SQLPiece {
    let (a, b) = (try piece(date), try piece(end))
    let both = Both(a, b)
    let size = try piece(length)
    guard let constant = size.constant else { throw unsupported(.variableLength) }
    guard case .date = a.sort, case .date = b.sort else {
      return both.piece(SQLText.unknown, .truth, otherwise: SQLText.no)
    }
    let late = "\(a.text) > \(b.text)"
    let text: String
    switch constant {
    case .number(let number):
      if case .number(.calendarYears) = program.nodes[length.index].type {
        guard number.isInteger, number.numerator.magnitude < 10_000_000 else {
          throw refusal(.evaluation(EvaluationError(.fractionalPeriod, at: length)))
        }
        let first = "\(dialect.year(b.text)) - \(number.numerator) + 1"
        text = "(\(a.text) <= \(b.text) AND \(dialect.year(a.text)) >= \(first))"
      } else {
        let first = try start(b, size, program.nodes[length.index].type)
        text = "(\(a.text) <= \(b.text) AND \(first.text) <= \(a.text))"
      }
    case .none: text = "CASE WHEN \(a.text) IS NOT NULL AND \(b.text) IS NOT NULL THEN FALSE END"
    default: text = "CASE WHEN \(late) THEN FALSE END"
    }
    return both.piece(text, .truth, otherwise: SQLText.no)
  }

  /// The first day of a window; computed here where its end is known.
  private func start(
    _ end: SQLPiece, _ length: SQLPiece, _ type: IRType
  ) throws(SQLRefusal) -> SQLPiece {
    guard case .date(let day)? = end.constant, case .number(let number)? = length.constant else {
      return try moved(end, length, type, back: true)
    }
    let first: CivilDate
    do throws(EvaluationError) {
      let evaluator = Evaluator(environment, Candidate(id: "", facts: Record([])))
      first = try evaluator.shift(day, back: number, type)
    } catch {
      throw refusal(.evaluation(error))
    }
    return try piece(of: .date(first), .date)
  }
}
