public import PolicyLang

/// A list to be drawn up, stripped of everything but numbers.
///
/// Candidates that meet the same conditions are alike for every limit, so they share a *pattern*; a
/// list is then settled by how many of each pattern it takes, best first.
public struct ListProblem: Sendable {
  /// The pattern of each ranked candidate, best first.
  public var patterns: [Int32]
  /// How many patterns there are; every element of `patterns` is below it.
  public var patternCount: Int
  /// The most the list may hold.
  public var capacity: Int
  public var limits: [ListLimit]
  /// How many candidates later rounds could take of each of the last patterns, which nobody in this
  /// ranking has. They count for limits and never for the length of this list.
  public var later: [Int64]

  public init(
    patterns: [Int32], patternCount: Int, capacity: Int, limits: [ListLimit] = [],
    later: [Int64] = []
  ) {
    self.later = later
    self.patterns = patterns
    self.patternCount = patternCount
    self.capacity = capacity
    self.limits = limits
  }

  /// How many candidates each pattern has.
  var supply: [Int64] {
    var result = [Int64](repeating: 0, count: patternCount)
    for pattern in patterns { result[Int(pattern)] += 1 }
    for (index, count) in later.enumerated() { result[ownCount + index] = count }
    return result
  }

  /// The patterns of this ranking; those of later rounds follow them.
  var ownCount: Int { patternCount - later.count }

  /// The indices of the limits that the list must meet.
  var hardLimits: [Int] { limits.indices.filter { limits[$0].isHard } }

  /// Those that a policy declares, which can be left out to see what conflicts.
  var namedLimits: [Int] {
    limits.indices.filter { limits[$0].isHard && !limits[$0].isStructural }
  }

  /// What ties this round to later ones and is never left out.
  var structure: [Int] { limits.indices.filter { limits[$0].isStructural } }

  /// The groups whose members count once that each pattern stands in, ascending. All hard limits
  /// take part, also where only some are asked about, so that leaving one out never makes another
  /// harder to meet.
  func onceGroups(beside chosen: [Int]) -> [[Int]] {
    var result = [[Int]](repeating: [], count: patternCount)
    for index in hardLimits + chosen {
      guard let group = limits[index].onceGroup else { continue }
      for pattern in limits[index].members where !result[Int(pattern)].contains(group) {
        result[Int(pattern)].append(group)
      }
    }
    for pattern in result.indices where result[pattern].count > 1 { result[pattern].sort() }
    return result
  }
}

/// A floor or a cap on the members of a list that meet a condition.
public struct ListLimit: Hashable, Sendable {
  public enum Amount: Hashable, Sendable {
    /// So many members.
    case number(Int64)
    /// At least or at most this part of the base: literally count/base, so that a floor rounds up
    /// and a cap rounds down.
    case share(Rational)
  }

  public var isFloor: Bool
  public var amount: Amount
  /// The patterns whose members count, ascending.
  public var members: [Int32]
  /// The patterns that make up the base of a share, ascending; `nil` is the whole list.
  public var base: [Int32]?
  public var isHard: Bool
  /// Members count for one of the groups that are marked so: the number of this limit's group.
  public var onceGroup: Int?
  /// Members and base that places given earlier already contribute.
  public var fixedMembers: Int64
  public var fixedBase: Int64
  /// The declared limit this comes from, for naming it.
  public var source: Int
  /// The unit it holds for, where it holds for each.
  public var unit: Int?
  /// No declared limit: nobody is taken twice, and no later round takes more than its places.
  public var isStructural = false
  /// Kept by this round together with later ones, so that this list alone says nothing about it.
  public var isPending = false

  public init(
    isFloor: Bool, amount: Amount, members: [Int32], base: [Int32]? = nil, isHard: Bool = true,
    onceGroup: Int? = nil, fixedMembers: Int64 = 0, fixedBase: Int64 = 0, source: Int = 0,
    unit: Int? = nil
  ) {
    self.isFloor = isFloor
    self.amount = amount
    self.members = members
    self.base = base
    self.isHard = isHard
    self.onceGroup = onceGroup
    self.fixedMembers = fixedMembers
    self.fixedBase = fixedBase
    self.source = source
    self.unit = unit
  }

  /// Whether so many members of so large a base meet the limit; what was given earlier is in both.
  public func isMet(members count: Int64, base: Int64) -> Bool {
    switch amount {
    case .number(let number): return isFloor ? count >= number : count <= number
    case .share(let share):
      let left = Int128(count) * Int128(share.denominator)
      let right = Int128(base) * Int128(share.numerator)
      return isFloor ? left >= right : left <= right
    }
  }
}
