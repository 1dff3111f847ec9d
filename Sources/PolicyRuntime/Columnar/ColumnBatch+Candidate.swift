internal import PolicyLang

// Candidates that are already in memory, as columns.
extension ColumnBatch {
  /// Appends a candidate in the vocabulary of the plan. What no column can hold makes the row one for
  /// the reference interpreter.
  /// - Returns: its row.
  @discardableResult
  public func append(_ candidate: Candidate) -> Int {
    let row = appendRow()
    if domainCount == 1, isFlat {
      for column in 0..<columnCount {
        write(candidate.facts[layouts[column].field], column, at: row)
      }
    } else {
      write(candidate.facts, 0, at: row)
    }
    if !candidate.events.isEmpty { refer() }
    for clause in candidate.waivers { addWaiver(clause) }
    if !hasWaiverFields { return row }
    for field in plan.waiverFields {
      if case .clauses(let clauses) = candidate.facts[field] {
        for clause in clauses { addWaiver(clause) }
      }
    }
    return row
  }

  private func write(_ record: Record, _ domain: Int, at place: Int) {
    for column in plan.domains[domain].columns {
      let field = layouts[column].field
      if field >= 0 {
        write(record[field], column, at: place)
      } else {
        write(value(plan.columns[column].path, in: record), column, at: place)
      }
    }
    for list in plan.domains[domain].lists {
      switch value(plan.domains[list].path, in: record) {
      case .unknown: continue
      case .list(let elements):
        give(list: list)
        for element in elements { write(element, list, at: appendElement(of: list)) }
      default: refer()
      }
    }
  }

  /// The value at a path through nested records; below an absent record everything is absent.
  private func value(_ path: [Int], in record: Record) -> Value {
    var value = Value.record(record)
    for index in path {
      switch value {
      case .record(let record): value = record[index]
      case .unknown: return .unknown
      default: return .none
      }
    }
    return value
  }

  /// A value of another kind than the field's is for the interpreter to refuse.
  private func write(_ value: Value, _ column: Int, at place: Int) {
    let layout = layouts[column]
    switch (layout.kind, value) {
    case (_, .unknown): return
    case (.truth, .boolean(let flag)):
      set(code: flag ? ColumnCode.yes : ColumnCode.no, column, at: place)
    case (.value, .value(let index)) where index >= 0 && index < layout.valueCount:
      set(number: Int64(index) + 1, column, at: place)
    case (.number, .number(let number)): write(number, layout.scale, column, at: place)
    case (.date, .date(let date))
    where date.dayNumber >= -719_162 && date.dayNumber <= 2_932_896:
      set(number: Int64(date.dayNumber), column, at: place)
    case (.year, .calendarYear(let year)): set(number: Int64(year), column, at: place)
    case (.monthDay, .monthDay(let month, let day))
    where (1...12).contains(month) && (1...31).contains(day):
      set(number: Int64(month * 32 + day), column, at: place)
    case (.text, .text(let text)):
      let word = plan.word(text, of: column).map(ColumnCode.word)
      set(code: word ?? ColumnCode.otherText, column, at: place)
    case (.judgement, .judgement(let passed, _, _)):
      let code = passed.map { $0 ? ColumnCode.passed : ColumnCode.failed }
      set(code: code ?? ColumnCode.scored, column, at: place)
    default: refer()
    }
  }

  private func write(_ number: Rational, _ scale: Int64, _ column: Int, at place: Int) {
    if scale == number.denominator {
      set(number: number.numerator, column, at: place)
      return
    }
    guard scale % number.denominator == 0 else { return refer() }
    let (scaled, overflow) = number.numerator.multipliedReportingOverflow(
      by: scale / number.denominator)
    if overflow { refer() } else { set(number: scaled, column, at: place) }
  }
}
