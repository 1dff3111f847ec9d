public import PolicyLang

/// How many candidates each clause of a policy turns away, for remarks beside the clauses.
public struct ClauseCounts: Sendable {
  /// What became of one clause.
  public struct Count: Hashable, Sendable {
    /// The ids of those who violate it, a waiver or not, in the order of the candidates.
    public fileprivate(set) var rejected: [String] = []
    /// How many could not be told for want of a fact or judgement.
    public fileprivate(set) var unknown = 0
  }

  /// By the index of the clause in `IRProgram.requirements`.
  public private(set) var counts: [Count]
  /// How many candidates were decided.
  public private(set) var decided = 0

  /// - Returns: `nil` where the policy cannot be prepared, as when it needs a date that is not given.
  public init?(_ program: IRProgram, _ candidates: [Candidate], asOf: CivilDate?) {
    counts = Array(repeating: Count(), count: program.requirements.count)
    do throws(PreparationError) {
      let policy = try PreparedPolicy(program, asOf: asOf)
      for candidate in candidates { add(candidate, policy) }
    } catch {
      return nil
    }
  }

  private mutating func add(_ candidate: Candidate, _ policy: PreparedPolicy) {
    do throws(DecisionError) {
      let decision = try policy.decide(candidate)
      decided += 1
      for finding in decision.violated + decision.waivable + decision.waived
      where counts.indices.contains(finding.requirement) {
        counts[finding.requirement].rejected.append(candidate.id)
      }
      for finding in decision.unknown where counts.indices.contains(finding.requirement) {
        counts[finding.requirement].unknown += 1
      }
    } catch {
      // A candidate whose decision cannot be computed is told nothing about.
      return
    }
  }
}
