internal import PolicyLang

/// Random candidates near the figures that random policies mention.
public struct RandomCandidates: Sendable {
  private var random: RandomSource
  private let vocabulary: RandomVocabulary
  /// Names of clauses that may be waived.
  private let clauses: [String]

  public init(seed: UInt64, vocabulary: RandomVocabulary, clauses: [String]) {
    random = RandomSource(seed: seed)
    self.vocabulary = vocabulary
    self.clauses = clauses
  }

  /// Complete, nearly complete or sparse.
  public mutating func next() -> NaiveCandidate {
    let absent = random.pick([0, 0, 5, 15, 40])
    var facts: [String: NaiveValue] = [:]
    for field in vocabulary.fields {
      if let value = value(field.type, absent: absent) { facts[field.label] = value }
    }
    let waivers = random.chance(30) && !clauses.isEmpty ? random.some(clauses) : []
    return NaiveCandidate(facts: facts, waivers: waivers)
  }

  private mutating func value(
    _ type: RandomVocabulary.FieldType, absent: Int
  ) -> NaiveValue? {
    if random.chance(absent) {
      // A judgement may have been scored without a verdict.
      if case .judgement = type, random.chance(30) { return .finding(nil) }
      return nil
    }
    switch type {
    case .truth: return .truth(random.chance(50))
    case .level(let words), .choice(let words): return .word(random.pick(words))
    case .years:
      return .number(decimal(random.below(16) * 50 + random.pick([-1, 0, 0, 0, 1])), .years)
    case .count: return .number(Rational(Int64(random.within(0...5))), .none)
    case .money:
      return .number(
        Rational(Int64(random.within(0...7) * 10_000 + random.pick([-1, 0, 0, 1]))), .none)
    case .score: return .number(decimal(random.within(40...100) * 100), .points)
    case .date:
      let day = CivilDate(
        year: random.within(2015...2026), month: random.within(1...12),
        day: random.pick([1, 10, 12, 15, 28]))
      return day.map { .date($0) }
    case .judgement: return .finding(random.chance(70))
    case .text: return .text(random.pick(["一科", "二科"]))
    case .share: return .number(decimal(random.within(0...10) * 10), .none)
    case .list(let fields):
      var elements: [[String: NaiveValue]] = []
      for _ in 0..<random.pick([0, 0, 1, 1, 2, 2, 3, 4]) {
        var facts: [String: NaiveValue] = [:]
        for field in fields {
          if let value = value(field.type, absent: absent / 2) { facts[field.label] = value }
        }
        elements.append(facts)
      }
      return .elements(elements)
    }
  }

  /// Hundredths, never below zero.
  private func decimal(_ hundredths: Int) -> Rational {
    Rational(Int64(max(0, hundredths)), over: 100) ?? .zero
  }
}
