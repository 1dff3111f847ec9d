internal import PolicyLang

/// How what two policies admit relates, on complete records without waivers.
public enum EligibilityRelation: String, Hashable, Sendable, CaseIterable {
  /// Both admit the same people.
  case equivalent
  /// Whoever the first admits the second admits too, and not the reverse.
  case aStricter = "a_stricter"
  case bStricter = "b_stricter"
  /// Each admits somebody whom the other does not, and both admit somebody.
  case overlapping
  /// Nobody is admitted by both.
  case disjoint
  case undecided
}

/// Whom one policy admits and another does not, exactly, and which clauses make the difference.
///
/// Free of wording. Whatever is shown as a difference was replayed: the interpreter decided the
/// candidate under both policies. What could not be settled is said to be undecided, never equal.
public struct EligibilityComparison: Sendable {
  public let a: PreparedPolicy
  public let b: PreparedPolicy
  public let relation: EligibilityRelation
  /// Whether the policy admits nobody at all; `nil`: not settled.
  public let admitsNobody: (a: Bool?, b: Bool?)
  /// Those whom only that policy admits.
  public let onlyA: EligibilitySide
  public let onlyB: EligibilitySide
  public let clauses: [ClauseDifference]
  /// How many pairs of clauses say the same.
  public let sameClauses: Int
  /// Where the vocabularies differ in something that a clause reads.
  public let notes: [VocabularyNote]
  /// Somebody ordinary whom both admit, if there is one.
  public let typical: ReplayedCandidate?

  /// - Parameter samples: people that the policies themselves describe, first those of `a`; examples
  ///   are made like the first of each that its policy admits.
  public init(
    _ a: PreparedPolicy, _ b: PreparedPolicy, samples: (a: [Candidate], b: [Candidate]) = ([], [])
  ) {
    var comparer = EligibilityComparer(a, b)
    comparer.settleTypical(samples)
    self.a = a
    self.b = b
    admitsNobody = (comparer.admitsNobody(0), comparer.admitsNobody(1))
    onlyA = comparer.side(admitting: 0)
    onlyB = comparer.side(admitting: 1)
    relation = comparer.relation(onlyA, onlyB)
    typical = comparer.typical?.replayed
    var clauses = ClauseComparer(comparer)
    (self.clauses, sameClauses) = clauses.compare(onlyA, onlyB)
    notes = comparer.notes
  }

  /// Whether anybody can be decided differently, as far as is known; undecided counts.
  public var differs: Bool {
    relation != .equivalent || clauses.contains { $0.matters }
  }
}

/// Those whom one of two policies admits and the other does not.
public struct EligibilitySide: Sendable {
  /// Fewest facts first, then in the order of the clauses.
  public let regions: [EligibilityRegion]
  /// How many more regions there are.
  public let remaining: Int
  /// Whether all of them were found within the budget.
  public let isComplete: Bool
  /// Clauses of the other policy for which it could not be settled whether they shut anybody out.
  public let undecided: [Int]
  /// Certain: there is nobody.
  public let isEmpty: Bool
  public let steps: Int

  /// At most so many regions are shown.
  public static let mostRegions = 12
}

/// People whom one policy admits and a clause of the other shuts out, by what they have in common.
public struct EligibilityRegion: Sendable {
  /// The clause of the policy that does not admit them.
  public let clause: Int
  /// What they have in common; nothing where it is everybody whom the one policy admits.
  public let facts: [RegionFact]
  public let witness: ReplayedCandidate
  public let boundary: EligibilityBoundary?
}

/// A candidate that the interpreter decided under both policies.
public struct ReplayedCandidate: Sendable {
  /// The same person in the vocabulary of either.
  public let a: Candidate
  public let b: Candidate
  public let decisionA: Decision
  public let decisionB: Decision

  init(_ witness: Witness) {
    a = witness.candidates[0]
    b = witness.candidates[1]
    decisionA = witness.decisions[0]
    decisionB = witness.decisions[1]
  }
}

/// Two candidates on either side of a line.
public struct EligibilityBoundary: Sendable {
  /// Decided differently by the two policies.
  public let inside: ReplayedCandidate
  /// Decided alike.
  public let outside: ReplayedCandidate
  /// The facts in which they differ: paths of ids.
  public let changed: [[String]]
}
