public import PolicyLang

/// What became of a candidate in a selection, and why.
public enum Placement: Hashable, Sendable {
  /// Not eligible: the place of the decision in `SelectionPool.decided`.
  case notEligible(Int)
  /// Kept out by a bar: the index of its norm.
  case barred(norm: Int)
  /// Eligible, and the policy declares no ranking.
  case listed
  /// Eligible, and never among those from whom a round takes.
  case outsideRounds
  /// Whether the round takes from this candidate's group is not known.
  case unknownGroup(round: Int)
  /// The minimum of the round is not met.
  case belowMinimum(round: Int)
  /// Whether the minimum of the round is met is not known.
  case minimumUnknown(round: Int)
  /// A key of the ranking has no value, so there is no rank.
  case noKey(round: Int, key: NodeID)
  /// Has a place: the position in the round's ranking, from 0.
  case selected(round: Int, position: Int)
  /// Kept by a round from which a later one took others.
  case kept(round: Int, position: Int)
  /// Ranked and not taken.
  case passedOver(round: Int, position: Int)

  public var isSelected: Bool {
    if case .selected = self { return true }
    return false
  }
}

/// A limit with what a list makes of it.
public struct LimitReport: Hashable, Sendable {
  /// The index in `IRProgram.norms`.
  public let norm: Int
  public let label: IRLabel
  public let articles: [String]
  /// The unit it holds for, as a value of `unitField`.
  public let unit: Value?
  public let unitField: Int?
  public let isFloor: Bool
  public let isHard: Bool
  public let amount: ListLimit.Amount
  public let countsOnce: Bool
  public let members: Int64
  /// The base of a share; the length of the list otherwise.
  public let base: Int64
  /// The number that the list needs at least, or may have at most.
  public let required: Int64
  public let isKept: Bool
  /// How many members of the list may or may not belong to the group, for want of a fact.
  public let unknown: Int64
  /// 约 or 力争: a target, which nobody breaks.
  public let target: Quota.Exactness?
  /// Counted over this round and later ones; what the round alone makes of it says nothing.
  public let isPending: Bool
}

/// Candidates whom nothing but their ids separates, some with a place and some without.
public struct OpenTie: Hashable, Sendable {
  public let round: Int
  /// Indices of candidates, in the order in which the ids put them.
  public let taken: [Int]
  public let passedOver: [Int]
}

/// One round, run.
public struct RoundResult: Sendable {
  public let plan: SelectionPlan.Round
  /// How many could be taken; `nil` for no limit.
  public let places: Int?
  /// The ranked candidates, best first, as indices of candidates.
  public let ranked: [Int32]
  public let problem: ListProblem
  public internal(set) var list: ListBuilder.Result
  /// The limits that held, in the order of `problem.limits`.
  public let limits: [LimitReport]
  public let ties: [OpenTie]
  /// Candidates without a value for a key.
  public let unranked: Int

  /// The candidates taken, best first.
  public var taken: [Int] { list.chosen.map { Int(ranked[$0]) } }

  /// Places that stay empty although the round could have filled them.
  public var vacancies: Int { places.map { max(0, $0 - list.chosen.count) } ?? 0 }
}

/// A selection, run.
public struct SelectionResult: Sendable {
  public let plan: SelectionPlan
  /// What there is to fill; `nil` where the policy states no number.
  public let places: Int?
  public let rounds: [RoundResult]
  /// By candidate, in the order in which they came.
  public let placements: [Placement]
  /// The candidates with a place, by round and then rank.
  public let selected: [Int]
  /// How many of them stand outside the number.
  public let outsideNumber: Int
  /// Limits on the whole list, over all rounds.
  public let limits: [LimitReport]
  /// What the policy leaves open, and what else a reader should know.
  public let notes: [LocalText]

  public var isFeasible: Bool { rounds.allSatisfy { $0.list.isFeasible } }
  public var isSettled: Bool {
    rounds.allSatisfy { $0.list.isLongestSettled && $0.list.isBestSettled }
  }
  public var vacancies: Int {
    places.map { max(0, $0 - (selected.count - outsideNumber)) } ?? 0
  }
  public var ties: [OpenTie] { rounds.flatMap { $0.ties } }
}
