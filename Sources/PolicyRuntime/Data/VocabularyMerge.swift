internal import PolicyLang

// When the vocabularies of two policies say the same.
extension IRType {
  /// The type, whichever level, choice or record it names: fields of one id are the same field where
  /// they agree in this.
  var kind: IRType {
    switch self {
    case .enumeration: .enumeration(0)
    case .set: .set(0)
    case .record: .record(0)
    case .list: .list(0)
    case .option: .option(0)
    case .boolean, .number, .money, .share, .date, .calendarYear, .monthDay, .text, .judgement,
      .clauses, .error:
      self
    }
  }
}

extension [IRLabel] {
  /// Takes in the values of another policy's level or choice, by id; one that it put between two
  /// stays there.
  mutating func merge(_ values: [IRLabel]) {
    var next = 0
    for value in values {
      if let known = firstIndex(where: { $0.id == value.id }) {
        next = known + 1
      } else {
        insert(value, at: next)
        next += 1
      }
    }
  }
}
