public import PolicyLang

/// All candidates that one or several policies can decide, and exact questions about them.
///
/// The facts that the policies read are cut into cells wherever a figure of any of them draws a line,
/// so that in one cell no condition can tell two values apart. Every condition becomes a `Formula` over
/// those cells, and questions about formulas are settled by search, without trying candidates.
///
///     let space = PolicySpace([old, new])
///     let lost = space.all([space.eligible(0), space.not(space.eligible(1))])
///     switch space.solve(lost).verdict {
///     case .unsatisfiable: …          // nobody loses
///     case .satisfiable(let model): … // space.candidate(for: model, of: 0)
///     case .undecided: …              // say so; never "no difference"
///     }
///
/// What lies outside of this theory (two facts compared with one another, sums over lists, events) is
/// a truth value of its own, equal only to itself. Then "nobody" stays certain, but "somebody" counts
/// only after the candidate was run through the interpreter; `witness(of:)` does both.
///
/// A space belongs to one thread; making one costs about as much as preparing the policies.
public final class PolicySpace {
  /// Which records there are.
  public enum Records: Sendable {
    /// Every fact is given.
    case complete
    /// Any fact may be absent, lists and facts of their elements included.
    case partial
  }

  /// The policies compared, in the order of the indices used everywhere.
  public let policies: [PreparedPolicy]
  public let records: Records
  /// How many steps one question may take; a step is one simplification of a condition.
  public var budget = 200_000
  /// Regions are found by trying every combination of cells of the facts concerned, up to so many;
  /// beyond that one box after the other is taken, as wide as it can be.
  public var gridLimit = 4_096
  let core: SpaceCore

  /// - Parameter including: for each policy conditions beyond the clauses that will be asked about,
  ///   such as those of preferences or of other norms.
  public init(
    _ policies: [PreparedPolicy], records: Records = .complete, including more: [[NodeID]] = []
  ) {
    self.policies = policies
    self.records = records
    core = SpaceCore(policies, mayBeAbsent: records == .partial)
    var roots: [[NodeID]] = []
    for (index, policy) in policies.enumerated() {
      var own = PolicySpace.conditions(of: policy.program)
      if more.indices.contains(index) { own += more[index] }
      roots.append(own)
    }
    core.build(roots)
  }

  /// Everything in clauses that is true or false.
  private static func conditions(of program: IRProgram) -> [NodeID] {
    var result: [NodeID] = []
    for requirement in program.requirements {
      result.append(requirement.satisfied)
      result.append(requirement.condition)
      if let applies = requirement.applies { result.append(applies) }
      for exception in requirement.exceptions + requirement.lifts {
        append(exception, to: &result)
      }
    }
    return result
  }

  private static func append(_ exception: IRException, to result: inout [NodeID]) {
    result.append(exception.condition)
    result.append(exception.holds)
    for inner in exception.exceptions { append(inner, to: &result) }
  }

  /// Fields and values that not all policies have.
  public var notes: [VocabularyNote] { core.vocabulary.notes }

  /// Whether some condition is outside of the theory, so that only replayed candidates count.
  public var hasOpaqueParts: Bool { core.hasOpaqueParts }

  // MARK: Formulas

  /// The clause is met; the index is into `IRProgram.requirements`.
  public func satisfied(_ requirement: Int, of policy: Int) -> Formula {
    holds(policies[policy].program.requirements[requirement].satisfied, of: policy)
  }

  /// The clause is broken. For records that lack a fact a clause may be neither met nor broken.
  public func violated(_ requirement: Int, of policy: Int) -> Formula {
    fails(policies[policy].program.requirements[requirement].satisfied, of: policy)
  }

  /// A condition, any node of the program that is true or false, definitely holds.
  public func holds(_ condition: NodeID, of policy: Int) -> Formula {
    core.rails(of: condition, policy, nil).yes
  }

  /// A condition definitely does not hold.
  public func fails(_ condition: NodeID, of policy: Int) -> Formula {
    core.rails(of: condition, policy, nil).no
  }

  /// Every clause is met.
  /// - Parameter waived: in-principle clauses for which a waiver is recorded.
  public func eligible(_ policy: Int, waived: Set<Int> = []) -> Formula {
    var parts: [Formula] = []
    for (index, requirement) in policies[policy].program.requirements.enumerated()
    where requirement.strength.isHard || !waived.contains(index) {
      parts.append(satisfied(index, of: policy))
    }
    return core.store.all(parts)
  }

  /// A hard clause is broken.
  public func ineligible(_ policy: Int) -> Formula {
    var parts: [Formula] = []
    for (index, requirement) in policies[policy].program.requirements.enumerated()
    where requirement.strength.isHard {
      parts.append(violated(index, of: policy))
    }
    return core.store.any(parts)
  }

  /// All hard clauses are met, no clause is open, and an in-principle clause is broken.
  public func needsWaiver(_ policy: Int, waived: Set<Int> = []) -> Formula {
    var settled: [Formula] = []
    var broken: [Formula] = []
    for (index, requirement) in policies[policy].program.requirements.enumerated() {
      let met = satisfied(index, of: policy)
      if requirement.strength.isHard {
        settled.append(met)
      } else if !waived.contains(index) {
        let failed = violated(index, of: policy)
        settled.append(core.store.any([met, failed]))
        broken.append(failed)
      }
    }
    return core.store.all(settled + [core.store.any(broken)])
  }

  /// No clause is broken that decides, and some clause is open: undetermined, or only judgements lack.
  public func unsettled(_ policy: Int, waived: Set<Int> = []) -> Formula {
    not(
      any([
        eligible(policy, waived: waived), ineligible(policy), needsWaiver(policy, waived: waived),
      ]))
  }

  public func all(_ formulas: [Formula]) -> Formula { core.store.all(formulas) }
  public func any(_ formulas: [Formula]) -> Formula { core.store.any(formulas) }
  public func not(_ formula: Formula) -> Formula { core.store.not(formula) }
}
