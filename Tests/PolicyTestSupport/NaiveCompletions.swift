public import PolicyLang

/// Which absent facts can still change a decision, by trying every completion.
///
/// Values are represented by the cut points that the policy's figures make. `nil` where that would
/// be too many, or where a whole list is absent.
public struct NaiveCompletions {
  private let policy: NaivePolicy
  private let candidate: NaiveCandidate
  private let asOf: CivilDate
  private let decision: NaiveDecision

  /// The most completions tried for one candidate.
  public static let limit = 400

  public init(
    policy: NaivePolicy, candidate: NaiveCandidate, asOf: CivilDate, decision: NaiveDecision
  ) {
    self.policy = policy
    self.candidate = candidate
    self.asOf = asOf
    self.decision = decision
  }

  /// An absent value: a field of the candidate or of one element of a list.
  private struct Hole {
    let path: String
    let label: String
    let list: (label: String, index: Int)?
    let domain: [NaiveValue]
  }

  /// Paths of those absent facts and judgements that can still change the decision, sorted.
  public func changing() -> (missing: [String], pending: [String])? {
    var holes: [Hole] = []
    var total = 1
    for path in decision.missing + decision.pending {
      guard let hole = hole(at: path) else { return nil }
      total *= hole.domain.count
      guard total <= NaiveCompletions.limit else { return nil }
      holes.append(hole)
    }
    var decisions: [String] = []
    for number in 0..<total {
      guard let outcome = decide(number, holes) else { return nil }
      decisions.append(outcome)
    }
    var stride = 1
    var changing: Set<String> = []
    for hole in holes {
      let size = hole.domain.count
      let matters = decisions.indices.contains { index in
        // The completion that differs only in this hole, there holding its first value.
        decisions[index] != decisions[index - index / stride % size * stride]
      }
      if matters { changing.insert(hole.path) }
      stride *= size
    }
    return (
      decision.missing.filter { changing.contains($0) },
      decision.pending.filter { changing.contains($0) }
    )
  }

  private func decide(_ number: Int, _ holes: [Hole]) -> String? {
    var completed = candidate
    var rest = number
    for hole in holes {
      let value = hole.domain[rest % hole.domain.count]
      rest /= hole.domain.count
      guard let (list, index) = hole.list else {
        completed.facts[hole.label] = value
        continue
      }
      guard case .elements(var elements)? = completed.facts[list] else { return nil }
      elements[index][hole.label] = value
      completed.facts[list] = .elements(elements)
    }
    return policy.decide(completed, given: candidate, asOf: asOf)?.decision
  }

  // MARK: - Domains

  private func hole(at path: String) -> Hole? {
    let parts = path.split(separator: ".").map(String.init)
    guard let field = policy.fields.first(where: { $0.id == parts[0] }) else { return nil }
    if parts.count == 1 {
      return domain(of: field).map { Hole(path: path, label: field.label, list: nil, domain: $0) }
    }
    guard parts.count == 3, let position = Int(parts[1]),
      let inner = field.elements.first(where: { $0.id == parts[2] })
    else { return nil }
    return domain(of: inner).map {
      Hole(path: path, label: inner.label, list: (field.label, position - 1), domain: $0)
    }
  }

  private func domain(of field: NaiveField) -> [NaiveValue]? {
    switch field.kind {
    case .boolean: [.truth(false), .truth(true)]
    case .choice, .level: field.words.map { .word($0) }
    case .judgement: [.finding(false), .finding(true)]
    case .number(let unit, let places): numbers(unit, step: places == 0 ? .one : hundredth)
    case .money: numbers(.none, step: hundredth)
    case .score: numbers(.points, step: hundredth)
    case .date: dates()
    default: nil
    }
  }

  private var hundredth: Rational { Rational(1, over: 100) ?? .one }

  /// Every figure of the unit, and the values right beside it.
  private func numbers(_ unit: Unit, step: Rational) -> [NaiveValue]? {
    var cuts: Set<Rational> = []
    for case .number(let number, unit) in figures { cuts.insert(number) }
    // Facts may be compared with one another.
    for case .number(let number, unit) in candidate.facts.values { cuts.insert(number) }
    var values = cuts
    for cut in cuts {
      for neighbour in [cut.adding(step), cut.subtracting(step)] {
        if let neighbour, !neighbour.isNegative { values.insert(neighbour) }
      }
    }
    values.insert(.zero)
    return values.sorted().map { .number($0, unit) }
  }

  private func dates() -> [NaiveValue]? {
    var bases: Set<CivilDate> = [asOf]
    for case .date(let date) in figures { bases.insert(date) }
    var cuts = bases
    for case .number(let length, let unit) in figures where unit == .years || unit == .days {
      for base in bases {
        let earlier = NaiveEvaluator.shift(base, by: Rational.zero.subtracting(length), unit)
        if let earlier { cuts.insert(earlier) }
      }
    }
    var values = cuts
    for cut in cuts {
      for days in [-1, 1] {
        if let beside = cut.adding(days: days) { values.insert(beside) }
      }
    }
    return values.sorted().map { .date($0) }
  }

  private var figures: [NaiveValue] { policy.figures }
}
