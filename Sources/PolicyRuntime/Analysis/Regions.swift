public import PolicyLang

/// What one box of a region says about one fact.
public struct RegionFact: Hashable, Sendable {
  public let subject: Subject
  public let range: Range

  /// What is spoken about.
  public enum Subject: Hashable, Sendable {
    /// A scalar of the candidate: the ids from the record down, its label, its type.
    case fact(path: [String], label: IRLabel)
    /// The number of elements of a list that meet a condition, which is given by boxes of its own:
    /// at least `least` when `range` is `.holds(true)`, fewer otherwise.
    case count(list: IRLabel, path: [String], least: Int64, elements: [[RegionFact]])
    /// A condition outside of the theory: the policy (index) and node where it stands.
    case condition(policy: Int, node: NodeID)
    /// Whether a list is given at all.
    case presence(list: IRLabel, path: [String])
  }

  /// The values in question. Absence is one of them in spaces of partial records.
  public enum Range: Hashable, Sendable {
    /// Separate stretches of an ordered fact, ascending, ends included; `nil` is no limit.
    case intervals([Interval], orAbsent: Bool)
    /// Values of a level or choice, a text, a truth value, a judgement.
    case values([RegionValue], orAbsent: Bool)
    /// For counts, presences and conditions: whether they hold.
    case holds(Bool)
  }

  public struct Interval: Hashable, Sendable {
    public let low: Value?
    public let high: Value?
    /// The first value above the stretch; `nil` where nothing limits it.
    public let below: Value?
  }
}

/// A value of a fact that is told apart.
public enum RegionValue: Hashable, Sendable {
  case named(IRLabel)
  case flag(Bool)
  case judgement(passed: Bool)
  case text(String)
  /// Any text but those that the policies mention.
  case otherText
}

/// Candidates described by what they have in common: all facts named, the others free.
public struct Region: Sendable {
  public let facts: [RegionFact]
  /// The formula of the region.
  public let formula: Formula
}

/// A difference as disjoint regions.
public struct RegionList: Sendable {
  public let regions: [Region]
  /// Whether they are all there is; otherwise the budget or the limit was reached.
  public let isComplete: Bool
  public let steps: Int
}

extension PolicySpace {
  /// The disjoint regions that a clause's own facts divide a difference into, fewest facts first.
  ///
  /// - Parameters:
  ///   - difference: a formula such as "passes A and breaks this clause of B".
  ///   - shown: the formula whose facts describe the regions, such as the clause. Regions are the boxes
  ///     of its facts for which the difference has candidates.
  ///   - limit: how many regions are wanted at most.
  public func regions(
    of difference: Formula, overFactsOf shown: Formula, limit: Int = 200
  ) -> RegionList {
    regions(of: solver(of: difference), overFactsOf: shown, limit: limit)
  }

  func regions(
    of difference: IncrementalSolver, overFactsOf shown: Formula, limit: Int = 200
  ) -> RegionList {
    var maker = RegionMaker(self, shown, limit: limit, budget: budget * 4)
    return maker.regions(of: difference)
  }

  /// Regions of a formula over its own facts.
  public func regions(of formula: Formula, limit: Int = 200) -> RegionList {
    regions(of: formula, overFactsOf: formula, limit: limit)
  }

  /// The region of candidates whose variables lie in some cells, in the order of the variables.
  func region(_ limits: [(variable: Int, cells: Cells)]) -> Region {
    var facts: [RegionFact] = []
    var parts: [Formula] = []
    for (variable, cells) in limits {
      parts.append(core.store.literal(variable, cells))
      if let fact = core.fact(variable, cells) { facts.append(fact) }
    }
    return Region(facts: facts, formula: core.store.all(parts))
  }

  /// The region without the facts that go without saying: the others alone break the clause, and
  /// whoever has them, among those concerned, has these too.
  /// - Parameters:
  ///   - met: that the clause is met.
  ///   - concerned: those whom the region is about.
  func plain(_ region: Region, breaking met: Formula, among concerned: IncrementalSolver) -> Region
  {
    var limits: [(variable: Int, cells: Cells)] = []
    for part in core.store.conjuncts(of: region.formula) {
      guard case .literal(let variable, let cells) = core.store[part] else { return region }
      limits.append((variable, cells))
    }
    limits.sort { $0.variable < $1.variable }
    for place in limits.indices.reversed() where limits.count > 1 {
      var rest = limits
      let left = rest.remove(at: place)
      let formula = self.region(rest).formula
      let other = not(core.store.literal(left.variable, left.cells))
      if solve(all([formula, met])).isUnsatisfiable,
        concerned.requiring(all([formula, other])).status == .impossible
      {
        limits = rest
      }
    }
    return self.region(limits)
  }
}
