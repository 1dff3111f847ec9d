internal import PolicyLang

/// Compares aligned clauses one by one.
struct ClauseComparer {
  private let comparer: EligibilityComparer
  private let policies: [PreparedPolicy]
  private let space: PolicySpace
  /// Records that may lack facts; made only when a pair asks for it.
  private var open: PolicySpace?

  init(_ comparer: EligibilityComparer) {
    self.comparer = comparer
    policies = comparer.policies
    space = comparer.space
  }

  private func clause(_ index: Int, _ policy: Int) -> IRRequirement {
    policies[policy].program.requirements[index]
  }

  /// - Returns: what differs, in the order of the first policy, and how many pairs do not.
  mutating func compare(
    _ onlyA: EligibilitySide, _ onlyB: EligibilitySide
  ) -> (differences: [ClauseDifference], same: Int) {
    var differences: [ClauseDifference] = []
    var same = 0
    for (a, b) in PolicyComparison.alignedClauses(policies[0], policies[1]) {
      switch (a, b) {
      case (let a?, let b?):
        guard let difference = pair(a, b, onlyA, onlyB) else {
          if space.satisfied(a, of: 0) != .always { same += 1 }
          continue
        }
        differences.append(difference)
      case (let a?, nil):
        if let difference = alone(a, 0, onlyB) { differences.append(difference) }
      case (nil, let b?):
        if let difference = alone(b, 1, onlyA) { differences.append(difference) }
      case (nil, nil): continue
      }
    }
    return (differences, same)
  }

  /// A clause that only one policy has; `nil` for one that nobody can break or leave open.
  private mutating func alone(
    _ index: Int, _ policy: Int, _ side: EligibilitySide
  ) -> ClauseDifference? {
    let isFirst = policy == 0
    var status: ClauseDifference.Status = isFirst ? .removed : .added
    var witness = side.regions.first { $0.clause == index }?.witness
    var effect: Bool?
    if space.satisfied(index, of: policy) == .always {
      let open = openSpace()
      let answer = open.solve(open.not(open.satisfied(index, of: policy)))
      if answer.isUnsatisfiable { return nil }
      status = answer.isUndecided ? .undecided : .differsWhenMissing
      effect = answer.isUndecided ? nil : true
      witness = missingExample([open.not(open.satisfied(index, of: policy))], [(index, policy)]) {
        $0[policy].unknown.contains { $0.requirement == index }
      }
    } else {
      effect = hasEffect(index, policy)
      witness = witness ?? example(breaking: index, policy)
    }
    return ClauseDifference(
      a: isFirst ? index : nil, b: isFirst ? nil : index, status: status,
      direction: isFirst ? .aStricter : .bStricter, strengthDiffers: false, hasEffect: effect,
      figures: [], readings: isFirst ? (readings(index, 0), []) : ([], readings(index, 1)),
      witness: witness)
  }

  /// Two clauses with the same place in both; `nil` where they are the same.
  private mutating func pair(
    _ a: Int, _ b: Int, _ onlyA: EligibilitySide, _ onlyB: EligibilitySide
  ) -> ClauseDifference? {
    let (first, second) = (space.satisfied(a, of: 0), space.satisfied(b, of: 1))
    let forth = space.implies(first, second)
    let back = space.implies(second, first)
    let strengthDiffers = clause(a, 0).strength.isHard != clause(b, 1).strength.isHard
    var status: ClauseDifference.Status
    var direction = DifferenceDirection.different
    var witness: ReplayedCandidate?
    var effect: Bool? = true
    switch (forth, back) {
    case (.holds, .holds):
      if strengthDiffers {
        status = .differsInStrength
        direction = clause(a, 0).strength.isHard ? .aStricter : .bStricter
        witness = strengthExample(a, b)
        let hard = clause(a, 0).strength.isHard ? (a, 0) : (b, 1)
        effect = hasEffect(hard.0, hard.1)
      } else if isSameTerm(a, b) {
        if isSameText(a, b) || first == .always { return nil }
        status = .reworded
      } else {
        switch missingDifference(a, b) {
        case .some(true): status = .differsWhenMissing
        case .some(false):
          // Neither applies under the chosen readings, or neither can be broken.
          if first == .always, second == .always { return dormant(a, b) }
          status = .reworded
        case .none: status = .undecided
        }
        if status == .differsWhenMissing { witness = missingExample(a, b) }
        if status == .undecided { effect = nil }
      }
    case (.undecided, _), (_, .undecided):
      status = .undecided
      effect = nil
    case (.holds, .fails):
      status = .looser
      direction = .aStricter
    case (.fails, .holds):
      status = .stricter
      direction = .bStricter
    case (.fails, .fails): status = .overlapping
    }
    if status == .stricter || status == .looser || status == .overlapping {
      // A model of conditions that are not analysed is no proof.
      if space.hasOpaqueParts, !isProven(forth, back, a, b) { status = .undecided }
      effect = either(hasEffect(a, 0), hasEffect(b, 1))
      witness =
        (onlyA.regions.first { $0.clause == b } ?? onlyB.regions.first { $0.clause == a })?.witness
      if status == .undecided { direction = .different }
    }
    return ClauseDifference(
      a: a, b: b, status: status, direction: direction, strengthDiffers: strengthDiffers,
      hasEffect: effect,
      figures: FigureComparer(space).figures(clause(a, 0).satisfied, clause(b, 1).satisfied),
      readings: (readings(a, 0), readings(b, 1)), witness: witness)
  }

  /// Two clauses that shut nobody out as the doubts are read; `nil` where no other reading changes that.
  private func dormant(_ a: Int, _ b: Int) -> ClauseDifference? {
    let readings = (self.readings(a, 0), self.readings(b, 1))
    if readings.0.isEmpty, readings.1.isEmpty { return nil }
    return ClauseDifference(
      a: a, b: b, status: .differsWhenReadOtherwise, direction: .different,
      strengthDiffers: false, hasEffect: false, figures: [], readings: readings, witness: nil)
  }

  private func either(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == true || b == true { return true }
    return a == nil || b == nil ? nil : false
  }

  /// Whether candidates prove what was found about two clauses by themselves.
  private func isProven(
    _ forth: PolicySpace.Implication, _ back: PolicySpace.Implication, _ a: Int, _ b: Int
  ) -> Bool {
    let (first, second) = (space.satisfied(a, of: 0), space.satisfied(b, of: 1))
    if case .fails = forth {
      let search = space.solver(of: space.all([first, space.not(second)]))
      let found = comparer.finder.find(search, like: nil) {
        !$0[0].breaks(a) && $0[1].breaks(b)
      }
      if found == nil { return false }
    }
    if case .fails = back {
      let search = space.solver(of: space.all([second, space.not(first)]))
      let found = comparer.finder.find(search, like: nil) {
        $0[0].breaks(a) && !$0[1].breaks(b)
      }
      if found == nil { return false }
    }
    return true
  }

  /// Whether a clause changes any decision beside all that the other policy asks.
  private func hasEffect(_ index: Int, _ policy: Int) -> Bool? {
    let other = 1 - policy
    let search =
      clause(index, policy).strength.isHard
      ? comparer.admission.notRefused(by: other, breaking: index)
      : comparer.admission.admitted(by: other, breaking: index)
    switch search.status {
    case .impossible: return false
    case .undecided: return nil
    case .possible: break
    }
    // What is not analysed may be impossible; then it is not known.
    if space.hasOpaqueParts {
      let found = comparer.finder.find(search, like: nil) { $0[policy].breaks(index) }
      return found == nil ? nil : true
    }
    return true
  }

  /// The other policy still waives or refuses whom this clause shuts out; somebody like that.
  private func example(breaking index: Int, _ policy: Int) -> ReplayedCandidate? {
    let other = 1 - policy
    let search = comparer.admission.wishing(
      comparer.admission.notRefused(by: other, breaking: index), allBut: [(index, policy)],
      from: other)
    return comparer.finder.find(search, like: comparer.ordinary) {
      $0[policy].breaks(index) && $0[policy].outcome != $0[other].outcome
    }?.replayed
  }

  /// Somebody whom the one refuses and the other only asks a waiver for.
  private func strengthExample(_ a: Int, _ b: Int) -> ReplayedCandidate? {
    let hard = clause(a, 0).strength.isHard ? 0 : 1
    let soft = 1 - hard
    let search = comparer.admission.wishing(
      comparer.admission.notRefused(by: soft, breaking: hard == 0 ? a : b),
      allBut: [(a, 0), (b, 1)], from: soft)
    return comparer.finder.find(search, like: comparer.ordinary) {
      $0[hard].outcome == .ineligible && $0[soft].outcome == .needsWaiver
    }?.replayed
  }

  // MARK: Words and absent facts

  /// Whether both clauses are built alike, names aside.
  private func isSameTerm(_ a: Int, _ b: Int) -> Bool {
    let core = space.core
    return core.term(clause(a, 0).satisfied, 0, [0]) == core.term(clause(b, 1).satisfied, 1, [0])
  }

  private func isSameText(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (clause(a, 0), clause(b, 1))
    if first.label.zh != second.label.zh { return false }
    if first.strength != second.strength { return false }
    let own = Wording(policies[0].program, .chinese, environment: policies[0].environment)
    let other = Wording(policies[1].program, .chinese, environment: policies[1].environment)
    return own.text(of: first.condition) == other.text(of: second.condition)
  }

  private mutating func openSpace() -> PolicySpace {
    if let open { return open }
    let made = PolicySpace(policies, records: .partial)
    open = made
    return made
  }

  /// Whether two clauses that agree on complete records differ on others; `nil`: not settled.
  private mutating func missingDifference(_ a: Int, _ b: Int) -> Bool? {
    let open = openSpace()
    let answers = [
      open.equivalent(open.satisfied(a, of: 0), open.satisfied(b, of: 1)),
      open.equivalent(open.violated(a, of: 0), open.violated(b, of: 1)),
    ]
    var result: Bool? = false
    for answer in answers {
      switch answer {
      case .holds: continue
      case .fails: return true
      case .undecided: result = nil
      }
    }
    return result
  }

  /// Somebody who lacks a fact and is decided differently for it.
  private mutating func missingExample(_ a: Int, _ b: Int) -> ReplayedCandidate? {
    let open = openSpace()
    let (met, broken) = (open.satisfied(a, of: 0), open.violated(a, of: 0))
    let (other, otherBroken) = (open.satisfied(b, of: 1), open.violated(b, of: 1))
    let parts = [
      open.all([met, open.not(other)]), open.all([other, open.not(met)]),
      open.all([broken, open.not(otherBroken)]), open.all([otherBroken, open.not(broken)]),
    ]
    return missingExample(parts, [(a, 0), (b, 1)]) { decisions in
      let first = decisions[0].unknown.contains { $0.requirement == a }
      let second = decisions[1].unknown.contains { $0.requirement == b }
      return first != second || decisions[0].breaks(a) != decisions[1].breaks(b)
    }
  }

  /// Somebody of the first of these formulas that has anybody, who meets all other clauses if possible.
  private mutating func missingExample(
    _ parts: [Formula], _ concerned: [(clause: Int, policy: Int)], accepting: ([Decision]) -> Bool
  ) -> ReplayedCandidate? {
    let open = openSpace()
    let finder = CandidateFinder(space: open)
    let profile = comparer.typical.map { finder.profile(of: $0.witness.candidates) }
    for part in parts {
      var search = open.solver(of: part)
      for policy in policies.indices {
        for index in policies[policy].program.requirements.indices
        where !concerned.contains(where: { $0.clause == index && $0.policy == policy }) {
          search.wish(open.satisfied(index, of: policy))
        }
      }
      if let found = finder.find(search, like: profile, accepting: accepting) {
        return found.replayed
      }
    }
    return nil
  }

  /// The readings with several options on which a clause depends.
  private func readings(_ index: Int, _ policy: Int) -> [Int] {
    let program = policies[policy].program
    if !program.readings.contains(where: { $0.options.count > 1 }) { return [] }
    let reachable = program.reachable(from: [clause(index, policy).satisfied])
    var result = Set<Int>()
    for (place, node) in program.nodes.enumerated() where reachable[place] {
      switch node.operation {
      case .reading(let reading), .readingIs(let reading, _):
        if program.readings[reading].options.count > 1 { result.insert(reading) }
      default: break
      }
    }
    return result.sorted()
  }
}
