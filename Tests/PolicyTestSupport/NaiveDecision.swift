public import PolicyLang

/// A decision as the naive evaluator reaches it; clauses go by their names.
public struct NaiveDecision: Equatable, Sendable {
  public var decision: String
  public var violated: [String] = []
  public var waived: [String] = []
  public var waivable: [String] = []
  public var unknown: [String] = []
  /// What Kleene's logic cannot settle without: paths of absent facts and judgements, sorted.
  public var missing: [String] = []
  public var pending: [String] = []
}

extension NaivePolicy {
  /// Decides one candidate, or returns `nil` where the language leaves a corner to implementations.
  ///
  /// - Parameter given: the record as given, where `candidate` is a completion of it.
  public func decide(
    _ candidate: NaiveCandidate, given: NaiveCandidate? = nil, asOf: CivilDate
  ) -> NaiveDecision? {
    let evaluator = NaiveEvaluator(policy: self, candidate: candidate, given: given, asOf: asOf)
    var result = NaiveDecision(decision: "eligible")
    var leaves = Set<NaiveLeaf>()
    var needsFact = false
    var needsJudgement = false
    for clause in clauses {
      let outcome = evaluator.satisfied(clause)
      if evaluator.isUnsettled { return nil }
      if outcome.truth == true { continue }
      if !clause.isHard, candidate.waivers.contains(clause.name) {
        result.waived.append(clause.name)
        continue
      }
      if outcome.truth == false {
        if clause.isHard {
          result.violated.append(clause.name)
        } else {
          result.waivable.append(clause.name)
        }
        continue
      }
      result.unknown.append(clause.name)
      leaves.formUnion(outcome.leaves)
      // A point that the document leaves open is no judgement that someone could still give.
      let isJudgement = outcome.leaves.allSatisfy {
        if case .judgement = $0 { true } else { false }
      }
      needsFact = needsFact || !isJudgement
      needsJudgement = needsJudgement || isJudgement
    }
    if !result.violated.isEmpty {
      result.decision = "ineligible"
      return result
    }
    if needsFact {
      result.decision = "undetermined"
    } else if needsJudgement {
      result.decision = "needs_judgement"
    } else if !result.waivable.isEmpty {
      result.decision = "needs_waiver"
    }
    for leaf in leaves {
      switch leaf {
      case .fact(let path): result.missing.append(path)
      case .judgement(let path): result.pending.append(path)
      case .open: break
      }
    }
    result.missing.sort()
    result.pending.sort()
    return result
  }
}
