internal import PolicyLang
internal import PolicyRuntime

/// A selection with everything that is said about it.
struct SelectionReport {
  let setup: EvaluationSetup
  let pool: SelectionPool
  let result: SelectionResult
  let given: GivenList?
  /// One check for each round, where they were asked for.
  let checks: [SelectionChecker.Report]
  let language: Language
  let wording: SelectionWording

  init(
    setup: EvaluationSetup, pool: SelectionPool, result: SelectionResult, given: GivenList?,
    checks: [SelectionChecker.Report], language: Language
  ) {
    self.setup = setup
    self.pool = pool
    self.result = result
    self.given = given
    self.checks = checks
    self.language = language
    wording = SelectionWording(pool, result, language)
  }

  /// Whether there is a list, nothing hard is broken, and every check confirms it.
  var isClean: Bool {
    result.isFeasible && !isEmptied && (given?.isKept ?? true)
      && checks.allSatisfy { $0.isConfirmed }
  }

  /// Whether limits that cannot be met together leave nobody on the list.
  private var isEmptied: Bool {
    result.selected.isEmpty && result.rounds.contains { !$0.list.shortfall.isEmpty }
  }

  /// Candidates in the order of a reader's interest: those with a place, those ranked, the rest.
  func order() -> [Int] {
    var seen = [Bool](repeating: false, count: pool.candidateCount)
    var result: [Int] = []
    result.reserveCapacity(pool.candidateCount)
    func take(_ candidate: Int) {
      if seen[candidate] { return }
      seen[candidate] = true
      result.append(candidate)
    }
    for candidate in self.result.selected { take(candidate) }
    for round in self.result.rounds.reversed() {
      for candidate in round.ranked { take(Int(candidate)) }
    }
    for candidate in 0..<pool.candidateCount { take(candidate) }
    return result
  }

  func outcome(of candidate: Int) -> Outcome {
    if case .notEligible(let index) = result.placements[candidate] {
      return pool.decided[index].outcome
    }
    return .eligible
  }

  /// The rank in the round that settled the candidate's place, from 1.
  func rank(of candidate: Int) -> (round: Int, rank: Int)? {
    switch result.placements[candidate] {
    case .selected(let round, let position), .kept(let round, let position),
      .passedOver(let round, let position):
      return (round, position + 1)
    default: return nil
    }
  }

  /// The outcome that a place gives, or that of the round.
  func outcomeLabel(of candidate: Int) -> IRLabel? {
    guard case .selected(let round, _) = result.placements[candidate],
      let outcome = result.rounds[round].plan.outcome,
      setup.program.norms.indices.contains(outcome)
    else { return nil }
    return setup.program.norms[outcome].label
  }

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
}
