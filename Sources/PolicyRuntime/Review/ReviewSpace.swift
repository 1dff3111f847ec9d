internal import PolicyLang

/// The records of a policy on one day under one choice of readings, and questions about them.
final class ReviewSpace {
  let policy: PreparedPolicy
  let space: PolicySpace
  /// Steps left for all further questions.
  private var rest = ReviewSpace.total

  /// How many steps one question and all of them may take, so that checking a file stays quick.
  private static let budget = 20_000
  private static let total = 400_000

  /// - Parameter roots: every condition that will be asked about.
  init?(_ program: IRProgram, asOf: CivilDate, settings: Settings, roots: [NodeID]) {
    do throws(PreparationError) {
      policy = try PreparedPolicy(program, asOf: asOf, settings: settings)
    } catch {
      return nil
    }
    space = PolicySpace([policy], including: [roots])
  }

  /// A condition that is not surely false: what cannot be computed may hold.
  func may(_ node: NodeID) -> Formula { space.not(space.fails(node, of: 0)) }

  func all(_ nodes: [NodeID]) -> Formula {
    var parts: [Formula] = []
    for node in nodes { parts.append(may(node)) }
    return space.all(parts)
  }

  /// Whether a record can meet all of these conditions.
  func possibility(of goal: [NodeID]) -> Possibility {
    guard rest > 0 else { return .undecided }
    space.budget = min(ReviewSpace.budget, rest)
    let answer = space.solve(all(goal))
    rest -= answer.steps
    if answer.isUndecided { return .undecided }
    return answer.isUnsatisfiable ? .impossible(because: []) : .possible
  }

  /// Whether a record can meet a goal and all premises; if not, a smallest set of premises that rules
  /// it out, found by leaving out one after the other.
  func possibility(of goal: [NodeID], given premises: [Premise]) -> Possibility {
    var wanted = goal
    for premise in premises { wanted.append(premise.node) }
    switch possibility(of: wanted) {
    case .possible: return .possible
    case .undecided: return .undecided
    case .impossible: break
    }
    var kept = Array(premises.indices)
    // The last ones go first, so that of equal premises the one that stands first is named.
    for place in premises.indices.reversed() {
      let rest = kept.filter { $0 != place }
      var wanted = goal
      for other in rest { wanted.append(premises[other].node) }
      if case .impossible = possibility(of: wanted) { kept = rest }
    }
    return .impossible(because: kept)
  }
}
