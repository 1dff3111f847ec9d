internal import PolicyLang

/// Checks a list that was drawn up elsewhere.
public struct GivenList: Sendable {
  public enum Problem: Hashable, Sendable {
    /// No candidate has this id.
    case unknownID(String)
    /// The id stands more than once in the list.
    case repeatedID(String)
    /// Several candidates have this id, so that it does not say who is meant.
    case ambiguousID(String)
    /// The candidate (index) is on the list and is not eligible, barred, without a rank, or below the
    /// minimum.
    case notEntitled(Int)
  }

  public let problems: [Problem]
  /// The members, as indices of candidates, in the order of the list.
  public let members: [Int]
  public let verdict: Quota.Verdict
  public let quotaSize: QuotaSize?
  /// Every limit on the list, kept or broken. With several rounds only those on the whole list: a list
  /// does not say in which round somebody was taken.
  public let limits: [LimitReport]
  public let leavesRoundsUnchecked: Bool
  /// Selected by the rules and not on the list; and on the list without being selected by the rules.
  public let leftOut: [Int]
  public let added: [Int]

  /// Whether nothing hard is broken.
  public var isKept: Bool {
    problems.isEmpty && verdict != .broken && limits.allSatisfy { $0.isKept || !$0.isHard }
  }

  /// - Parameter pool: must have tracked the ids of the list.
  public init(
    _ ids: [String], _ pool: SelectionPool, _ result: SelectionResult
  ) throws(EvaluationError) {
    var problems: [Problem] = []
    var seen = Set<String>()
    var members: [Int] = []
    for id in ids {
      guard seen.insert(id).inserted else {
        problems.append(.repeatedID(id))
        continue
      }
      guard let found = pool.trackedAt[id], let first = found.first else {
        problems.append(.unknownID(id))
        continue
      }
      if found.count > 1 { problems.append(.ambiguousID(id)) }
      members.append(first)
    }
    for member in members {
      switch result.placements[member] {
      case .notEligible, .barred, .belowMinimum, .minimumUnknown, .noKey:
        problems.append(.notEntitled(member))
      default: continue
      }
    }
    self.problems = problems
    self.members = members
    if let quota = result.plan.quota {
      let environment = pool.policy.environment
      verdict = try quota.verdict(on: Int64(members.count), in: environment)
      quotaSize = try quota.size(in: environment)
    } else {
      verdict = .open
      quotaSize = nil
    }
    var rules = result.plan.limits
    let single = result.plan.rounds.count == 1
    if single { rules += result.plan.rounds[0].limits }
    leavesRoundsUnchecked = !single && result.plan.rounds.contains { !$0.limits.isEmpty }
    let table = try LimitTable(pool, rules)
    let given = members.map { member in
      LimitTable.Member(profile: pool.trackedProfiles[member] ?? -1, outcomes: 0)
    }
    limits = LimitCounting.reports(table, given)
    let onList = Set(members)
    let chosen = Set(result.selected)
    leftOut = result.selected.filter { !onList.contains($0) }
    added = members.filter { !chosen.contains($0) }
  }
}
