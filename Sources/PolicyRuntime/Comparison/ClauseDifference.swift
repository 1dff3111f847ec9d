public import PolicyLang

/// How a clause of one policy relates to its counterpart in the other.
public struct ClauseDifference: Sendable {
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// Only the second policy has it.
    case added
    /// Only the first policy has it.
    case removed
    /// The second asks more.
    case stricter
    /// The second asks less.
    case looser
    /// Each lets somebody pass whom the other does not.
    case overlapping
    /// Other words for the same.
    case reworded
    /// The same on complete records; not where a fact is absent.
    case differsWhenMissing = "differs_when_missing"
    /// The same condition, hard in one and in principle in the other.
    case differsInStrength = "differs_in_strength"
    /// Shuts nobody out as the doubts are read; other readings tell the two apart.
    case differsWhenReadOtherwise = "differs_when_read_otherwise"
    case undecided
  }

  /// The clauses, as positions in `IRProgram.requirements`; at least one is there.
  public let a: Int?
  public let b: Int?
  public let status: Status
  public let direction: DifferenceDirection
  /// Whether one is hard and the other holds in principle.
  public let strengthDiffers: Bool
  /// Whether it changes any decision, all other clauses considered; `nil`: not settled.
  public let hasEffect: Bool?
  /// Figures that stand in the same place of both with another value.
  public let figures: [ChangedFigure]
  /// Readings of either policy on which its clause depends.
  public let readings: (a: [Int], b: [Int])
  /// Somebody whom the difference concerns, where there is an example.
  public let witness: ReplayedCandidate?

  /// Whether it is more than another wording.
  public var matters: Bool {
    status != .reworded && status != .differsWhenReadOtherwise && hasEffect != false
  }
}

/// A figure with which both clauses compare the same fact.
public struct ChangedFigure: Hashable, Sendable {
  /// The fact compared, below lists from the list down.
  public let fact: [IRLabel]
  /// The nodes of the figures in either program.
  public let a: NodeID
  public let b: NodeID
  /// The parameters that hold them, if they are parameters.
  public let parameters: (a: Int?, b: Int?)

  public static func == (x: ChangedFigure, y: ChangedFigure) -> Bool {
    x.fact == y.fact && x.a == y.a && x.b == y.b
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(fact)
    hasher.combine(a)
    hasher.combine(b)
  }
}
