internal import PolicyLang

// Candidates that show a finding.
extension Reviewer {
  enum Example {
    /// Certain: there is none.
    case nobody
    case found(Candidate)
    case undecided
  }

  /// A candidate for whom the interpreter finds that a condition holds; one who qualifies if possible,
  /// and as much like the first person of the tests as possible.
  func example(of condition: NodeID, in base: ReviewSpace) -> Example {
    let space = base.space
    let wanted = space.holds(condition, of: 0)
    let answer = space.solve(wanted)
    if answer.isUnsatisfiable { return .nobody }
    let eligible = space.all([wanted, space.eligible(0)])
    let profile = self.profile(in: base)
    for formula in [eligible, wanted] {
      if let candidate = example(of: condition, formula, profile, in: base) {
        return .found(ordinary(candidate, condition, base))
      }
    }
    return .undecided
  }

  /// Unlike `PolicySpace.witness(of:)` this needs no decision: where rows conflict there is none.
  private func example(
    of condition: NodeID, _ formula: Formula, _ profile: Profile?, in base: ReviewSpace
  ) -> Candidate? {
    let space = base.space
    var search = space.solver(of: formula, near: space.solve(formula).model)
    for _ in 0..<8 {
      guard search.status == .possible else { return nil }
      let near = space.typical(of: search, profile)
      for attempt in 0..<6 {
        let choice = space.core.choose(near.box, profile, attempt)
        guard let candidate = space.core.candidate(choice, near.box, 0, profile) else { continue }
        if value(of: condition, candidate, base) == .boolean(true) { return candidate }
      }
      // The next try must take another truth value for what is not analysed.
      guard let other = space.core.excludingOpaque(search.model) else { return nil }
      search.require(other)
    }
    return nil
  }

  /// The first person in the tests who qualifies.
  private func profile(in base: ReviewSpace) -> Profile? {
    for test in compiled.tests {
      guard case .decision(.eligible, _) = test.expectation, test.settings.isEmpty else { continue }
      return base.space.profile(
        of: SampleCandidate.candidate(of: test, in: program), policy: 0)
    }
    return nil
  }

  /// The candidate with rounder figures wherever the interpreter finds no difference for it.
  private func ordinary(
    _ candidate: Candidate, _ condition: NodeID, _ base: ReviewSpace
  ) -> Candidate {
    var result = candidate
    let outcome = self.outcome(of: candidate, base)
    for field in program.records[0].fields.indices {
      guard case .number(let number) = result.facts[field] else { continue }
      for rounder in rounded(number) {
        var other = result
        other.facts[field] = .number(rounder)
        if value(of: condition, other, base) == .boolean(true),
          self.outcome(of: other, base) == outcome
        {
          result = other
          break
        }
      }
    }
    return result
  }

  private func outcome(of candidate: Candidate, _ base: ReviewSpace) -> Outcome? {
    do throws(DecisionError) {
      return try base.policy.decide(candidate).outcome
    } catch {
      return nil
    }
  }

  /// Figures near a number that have fewer digits, the roundest first, each nearer one before the other.
  private func rounded(_ number: Rational) -> [Rational] {
    var result: [Rational] = []
    var step = Rational(10_000)
    for _ in 0..<6 {
      if let parts = number.divided(by: step), !parts.isInteger, !parts.isNegative {
        let nearest = parts.roundedHalfUp
        for whole in [nearest, nearest == parts.floor ? parts.ceiling : parts.floor] where whole > 0
        {
          // Round, and still somebody who could be: not 10000 years for 31.
          if let value = Rational(whole).multiplied(by: step), let twice = number.adding(number),
            value <= twice || number < .one
          {
            result.append(value)
          }
        }
      }
      step = step.divided(by: Rational(10)) ?? .one
    }
    return result
  }
}
