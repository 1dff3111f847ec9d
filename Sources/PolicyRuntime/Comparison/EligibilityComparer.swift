internal import PolicyLang

/// Works out whom two policies admit.
struct EligibilityComparer {
  let policies: [PreparedPolicy]
  let space: PolicySpace
  private(set) var admission: Admission
  /// Somebody ordinary, admitted by both where possible, whom all examples are made like.
  private(set) var typical: FoundCandidate?
  /// The facts of that person.
  private(set) var ordinary: Profile?

  init(_ a: PreparedPolicy, _ b: PreparedPolicy) {
    policies = [a, b]
    space = PolicySpace([a, b])
    admission = Admission(space)
  }

  var finder: CandidateFinder { CandidateFinder(space: space) }

  /// Chooses whom examples are made like: somebody like the sample people whom both admit, else the
  /// first, else the second.
  mutating func settleTypical(_ samples: (a: [Candidate], b: [Candidate])) {
    let profile = finder.profile(samples: samples)
    let wishes: [(search: IncrementalSolver, admits: [Int])] = [
      (admission.both, [0, 1]), (admission.admitted[0], [0]), (admission.admitted[1], [1]),
    ]
    for wish in wishes {
      let found = finder.find(wish.search, like: profile) { decisions in
        wish.admits.allSatisfy { decisions[$0].outcome == .eligible }
      }
      guard let found else { continue }
      typical = found
      ordinary = finder.profile(of: found)
      admission.lean(to: found)
      return
    }
  }

  /// Whether a policy admits nobody; `nil` where that is not settled.
  func admitsNobody(_ policy: Int) -> Bool? {
    switch admission.admitted[policy].status {
    case .impossible: return true
    case .undecided: return nil
    case .possible: if !space.hasOpaqueParts { return false }
    }
    let found = finder.find(admission.admitted[policy], like: ordinary) {
      $0[policy].outcome == .eligible
    }
    return found == nil ? nil : false
  }

  /// Whom a policy admits and the other does not.
  func side(admitting: Int) -> EligibilitySide {
    let other = 1 - admitting
    var found: [(clause: Int, region: Region)] = []
    var undecided: [Int] = []
    var isComplete = true
    var steps = 0
    let gains = space.gains(of: admitting, over: other, from: admission.admitted[admitting])
    // Clauses of few facts have the largest regions; where there are many, the others are only counted.
    let bySize = gains.indices.sorted {
      let (x, y) = (size(gains[$0].requirement, of: other), size(gains[$1].requirement, of: other))
      return x != y ? x < y : $0 < $1
    }
    var uncounted = 0
    for place in gains.count > 2 * EligibilitySide.mostRegions ? bySize : Array(gains.indices) {
      let (clause, answer) = gains[place]
      steps += answer.steps
      if answer.isUndecided {
        undecided.append(clause)
        continue
      }
      if found.count >= 2 * EligibilitySide.mostRegions {
        uncounted += 1
        continue
      }
      let gain = admission.admitted(by: admitting, breaking: clause)
      let met = admission.isMet(clause, of: other)
      let list = space.regions(of: gain, overFactsOf: met)
      steps += list.steps
      if !list.isComplete { isComplete = false }
      for region in list.regions {
        found.append((clause, space.plain(region, breaking: met, among: gain)))
      }
      if list.regions.isEmpty { undecided.append(clause) }
    }
    let order = found.indices.sorted { first, second in
      let (x, y) = (found[first].region.facts.count, found[second].region.facts.count)
      return x != y ? x < y : first < second
    }
    var regions: [EligibilityRegion] = []
    var unproven = Set<Int>()
    var remaining = uncounted
    for place in order {
      if regions.count == EligibilitySide.mostRegions {
        remaining += 1
        continue
      }
      let (clause, region) = found[place]
      if let shown = shown(region, clause, admitting) {
        regions.append(shown)
      } else {
        unproven.insert(clause)
      }
    }
    for clause in unproven.sorted() where !undecided.contains(clause) { undecided.append(clause) }
    return EligibilitySide(
      regions: regions, remaining: remaining,
      isComplete: isComplete && unproven.isEmpty && uncounted == 0,
      undecided: undecided.sorted(), isEmpty: found.isEmpty && undecided.isEmpty, steps: steps)
  }

  /// How many facts a clause of a policy speaks of.
  func size(_ clause: Int, of policy: Int) -> Int {
    space.core.store.variables(of: admission.isMet(clause, of: policy)).members.count
  }

  /// A region with its example; `nil` where no example stood up to the interpreter.
  private func shown(_ region: Region, _ clause: Int, _ admitting: Int) -> EligibilityRegion? {
    let other = 1 - admitting
    let gain = admission.admitted(by: admitting, breaking: clause).requiring(region.formula)
    let isProof = { (decisions: [Decision]) in
      decisions[admitting].outcome == .eligible && decisions[other].breaks(clause)
    }
    // Best somebody whom nothing but this clause shuts out.
    let only = admission.wishing(gain, allBut: [(clause, other)], from: admitting)
    let found =
      finder.find(only, like: ordinary, accepting: isProof)
      ?? finder.find(gain, like: ordinary, accepting: isProof)
    guard let found else { return nil }
    return EligibilityRegion(
      clause: clause, facts: region.facts, witness: found.replayed,
      boundary: boundary(of: found, region, admitting, isProof))
  }

  /// What the two sides come to.
  func relation(_ onlyA: EligibilitySide, _ onlyB: EligibilitySide) -> EligibilityRelation {
    if onlyA.isEmpty, onlyB.isEmpty { return .equivalent }
    if onlyA.isEmpty { return onlyB.regions.isEmpty ? .undecided : .aStricter }
    if onlyB.isEmpty { return onlyA.regions.isEmpty ? .undecided : .bStricter }
    if onlyA.regions.isEmpty || onlyB.regions.isEmpty { return .undecided }
    if let typical, typical.witness.decisions.allSatisfy({ $0.outcome == .eligible }) {
      return .overlapping
    }
    return admission.both.status == .impossible ? .disjoint : .undecided
  }

  /// Differences of the vocabularies in facts that some clause reads.
  var notes: [VocabularyNote] {
    var read = Set<String>()
    let core = space.core
    for variable in 0..<core.variables.count {
      let names: [String]
      switch core.variables[variable].role {
      case .fact(let path): names = core.names(path, 0)
      case .element(let list, let path):
        names =
          core.names(core.variables.lists[list].path, 0)
          + core.names(path, core.variables.lists[list].record)
      case .count(let list, _, _), .presence(let list):
        names = core.names(core.variables.lists[list].path, 0)
      case .place, .opaque, .marker, .copy: continue
      }
      read.insert(names.joined(separator: "."))
    }
    return space.notes.filter { note in
      switch note {
      case .unmapped(let field, _), .differentTypes(let field), .unsharedValue(let field, _, _):
        read.contains(field)
      }
    }
  }
}

extension Decision {
  /// Whether a clause is definitely broken.
  func breaks(_ clause: Int) -> Bool {
    violated.contains { $0.requirement == clause } || waivable.contains { $0.requirement == clause }
  }
}
