internal import PolicyLang

/// Searches that questions about whom policies admit start from: what a policy asks is settled once, and
/// each question adds to it.
struct Admission {
  private let space: PolicySpace
  /// For each policy every clause: whether it is met.
  private let clauses: [[Formula]]
  private let isHard: [[Bool]]
  /// For each policy those whom it admits.
  private(set) var admitted: [IncrementalSolver]
  /// For each policy those whom it admits or who need a waiver.
  private(set) var notRefused: [IncrementalSolver]
  /// Those whom both of two policies admit.
  private(set) var both: IncrementalSolver

  init(_ space: PolicySpace) {
    self.space = space
    let requirements = space.policies.map { $0.program.requirements }
    clauses = requirements.indices.map { policy in
      requirements[policy].indices.map { space.satisfied($0, of: policy) }
    }
    isHard = requirements.map { clauses in clauses.map { $0.strength.isHard } }
    let formulas = space.policies.indices.map { space.eligible($0) }
    let admitted = formulas.map { space.solver(of: $0) }
    self.admitted = admitted
    notRefused = space.policies.indices.map { policy in
      let formula = space.not(space.ineligible(policy))
      return formula == formulas[policy] ? admitted[policy] : space.solver(of: formula)
    }
    both = admitted[0].requiring(formulas[1])
  }

  /// Has all searches start near somebody ordinary, who meets as many clauses of the other policy as
  /// possible.
  mutating func lean(to typical: FoundCandidate) {
    both.lean(to: typical.model.box)
    for policy in clauses.indices {
      var ordinary = admitted[policy]
      ordinary.lean(to: typical.model.box)
      for clause in clauses[1 - policy] { ordinary.wish(clause) }
      guard ordinary.status == .possible else { continue }
      admitted[policy].lean(to: ordinary.model)
      notRefused[policy].lean(to: ordinary.model)
    }
  }

  func isMet(_ clause: Int, of policy: Int) -> Formula { clauses[policy][clause] }

  /// Those whom a policy admits and a clause of the other one shuts out.
  func admitted(by policy: Int, breaking clause: Int) -> IncrementalSolver {
    admitted[policy].requiring(space.not(clauses[1 - policy][clause]))
  }

  /// Those whom a policy does not refuse and a clause of the other one shuts out.
  func notRefused(by policy: Int, breaking clause: Int) -> IncrementalSolver {
    notRefused[policy].requiring(space.not(clauses[1 - policy][clause]))
  }

  /// Those who meet as many clauses as possible beside these, in order. Hard clauses of the policy
  /// whose admission `search` started from hold anyway.
  func wishing(
    _ search: IncrementalSolver, allBut left: [(clause: Int, policy: Int)], from admitting: Int
  ) -> IncrementalSolver {
    var result = search
    for policy in clauses.indices {
      for clause in clauses[policy].indices where policy != admitting || !isHard[policy][clause] {
        if !left.contains(where: { $0.clause == clause && $0.policy == policy }) {
          result.wish(clauses[policy][clause])
        }
      }
    }
    return result
  }
}
