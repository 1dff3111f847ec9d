public import PolicyLang
public import PolicyRuntime

/// Random candidates for any compiled policy: facts of every type, near the figures and dates that the
/// policy mentions.
public struct RandomFacts: Sendable {
  private var random: RandomSource
  private let program: IRProgram
  private var figures: [Rational] = [.zero, .one]
  private var days: [CivilDate] = []
  private var texts = ["一科"]

  public init(seed: UInt64, program: IRProgram) {
    random = RandomSource(seed: seed)
    self.program = program
    for node in program.nodes {
      guard case .constant(let constant) = node.operation else { continue }
      switch constant {
      case .number(let number): figures.append(number)
      case .date(let date): days.append(date)
      case .text(let text): texts.append(text)
      case .boolean, .calendarYear, .monthDay, .value, .values: break
      }
    }
    for year in [1960, 1985, 2000, 2024] {
      if let day = CivilDate(year: year, month: 2, day: 28) { days.append(day) }
    }
  }

  /// Complete, nearly complete or sparse; most conditions hold for many.
  public mutating func next(id: String) -> Candidate {
    let absent = random.pick([0, 0, 3, 10, 40])
    let willing = random.pick([50, 75, 95])
    var facts = record(0, absent: absent, willing: willing)
    for (index, field) in program.records[0].fields.enumerated() where field.isIdentifier {
      facts[index] = .text(id)
    }
    var waivers: [String] = []
    for value in facts.values {
      if case .clauses(let names) = value { waivers += names }
    }
    return Candidate(id: id, facts: facts, waivers: waivers)
  }

  private mutating func record(_ index: Int, absent: Int, willing: Int) -> Record {
    var values: [Value] = []
    for (position, field) in program.records[index].fields.enumerated() {
      // A derived fact given too would mostly contradict what it is derived from.
      let isDerived = index == 0 && program.derivations.contains { $0.field == position }
      values.append(
        random.chance(isDerived ? 95 : absent)
          ? .unknown : value(field, absent: absent / 2, willing: willing))
    }
    return Record(values)
  }

  private mutating func value(_ field: IRField, absent: Int, willing: Int) -> Value {
    switch field.type {
    case .boolean: return .boolean(random.chance(willing))
    case .judgement: return .judgement(passed: random.chance(willing), score: nil, by: nil)
    case .enumeration(let index):
      let count = program.enumerations[index].values.count
      // High levels more often than low ones.
      let place = random.below(count)
      return .value(random.chance(willing) ? max(place, random.below(count)) : place)
    case .number, .money, .share:
      var figure = random.pick(figures)
      if random.chance(50), let more = figure.adding(Rational(Int64(random.within(-1...2)))) {
        figure = more
      }
      return .number(fitted(figure, field))
    case .date:
      let day = random.pick(days).adding(days: random.within(-800...800))
      return day.map { .date($0) } ?? .unknown
    case .calendarYear: return .calendarYear(random.within(2018...2028))
    case .text: return .text(random.pick(texts))
    case .clauses:
      let soft = program.requirements.map { random.chance(30) ? $0.label.id : $0.label.zh }
      return .clauses(random.chance(willing) || soft.isEmpty ? [] : random.some(soft))
    case .list(let index):
      var records: [Record] = []
      for _ in 0..<random.pick([0, 1, 1, 2, 3]) {
        records.append(record(index, absent: absent, willing: willing))
      }
      return .list(records)
    case .record(let index): return .record(record(index, absent: absent, willing: willing))
    case .monthDay, .set, .option, .error: return .unknown
    }
  }

  /// A number that a data file could have in this field.
  private mutating func fitted(_ number: Rational, _ field: IRField) -> Rational {
    var scale: Int64 = 1
    let places = field.type == .money ? 2 : field.type == .share ? field.places + 2 : field.places
    for _ in 0..<places { scale *= 10 }
    let scaled = number.multiplied(by: Rational(scale))?.floor ?? 0
    // Zero is rare: the laws of a vocabulary often forbid it.
    let least = random.chance(5) ? 0 : scale
    var result = Rational(max(scaled, least), over: scale) ?? .zero
    if let low = field.low { result = max(result, low) }
    if let high = field.high { result = min(result, high) }
    return result
  }
}
