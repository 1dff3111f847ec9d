internal import PolicyLang

/// Decides whether counts within bounds meet limits, by the set of all sums that can be reached pattern
/// by pattern. Sums that can no longer matter are cut off or put together, so the set stays small.
struct CountTable {
  /// A limit as a sum that must reach `need`; one weight for each part of a pattern.
  private struct Goal {
    var need: Int128
    /// The most and the least that the patterns from each place on can add.
    var most: [Int128] = []
    var least: [Int128] = []
  }
  /// A pattern, or the part of it that counts for one group, with what each member adds to the goals.
  private struct Part {
    var weights: [Int128]
  }

  private var goals: [Goal] = []
  private var parts: [[Part]] = []
  private let low: [Int64]
  private let high: [Int64]
  private var budget: Int
  /// Patterns from here on belong to later rounds and have no part in the length.
  private let ownCount: Int

  init(_ problem: ListProblem, limits: [Int], low: [Int64], high: [Int64], budget: Int) {
    self.low = low
    self.high = high
    self.budget = budget
    ownCount = problem.ownCount
    let groups = problem.onceGroups(beside: limits)
    for pattern in low.indices {
      let own: [Int?] = groups[pattern].isEmpty ? [nil] : groups[pattern].map { $0 }
      parts.append(own.map { _ in Part(weights: []) })
      for index in limits {
        for (place, group) in own.enumerated() {
          parts[pattern][place].weights.append(
            CountTable.weight(
              problem.limits[index], Int32(clamping: pattern), group,
              isOwn: pattern < problem.ownCount))
        }
      }
    }
    for index in limits {
      let limit = problem.limits[index]
      let need: Int128
      switch limit.amount {
      case .number(let number): need = Int128(number) - Int128(limit.fixedMembers)
      case .share(let share):
        need =
          Int128(share.numerator) * Int128(limit.fixedBase)
          - Int128(share.denominator) * Int128(limit.fixedMembers)
      }
      goals.append(Goal(need: limit.isFloor ? need : -need))
    }
  }

  /// What one member adds to a limit, counted towards a floor.
  private static func weight(
    _ limit: ListLimit, _ pattern: Int32, _ group: Int?, isOwn: Bool
  ) -> Int128 {
    let counts =
      limit.members.contains(pattern) && (limit.onceGroup == nil || limit.onceGroup == group)
    var weight: Int128
    switch limit.amount {
    case .number: weight = counts ? 1 : 0
    case .share(let share):
      weight = counts ? Int128(share.denominator) : 0
      if limit.base?.contains(pattern) ?? isOwn { weight -= Int128(share.numerator) }
    }
    return limit.isFloor ? weight : -weight
  }

  /// `nil` when the budget runs out.
  mutating func exists(from shortest: Int64, to longest: Int64) -> Bool? {
    var goals = self.goals
    // The length is a goal too: from below as a floor, from above as a cap.
    goals.append(Goal(need: Int128(shortest)))
    goals.append(Goal(need: -Int128(longest)))
    for pattern in parts.indices {
      let length: [Int128] = pattern < ownCount ? [1, -1] : [0, 0]
      for place in parts[pattern].indices { parts[pattern][place].weights += length }
    }
    bound(&goals)
    var states: Set<[Int128]> = []
    if let start = CountTable.reduced(Array(repeating: 0, count: goals.count), goals, at: 0) {
      states.insert(start)
    }
    for pattern in parts.indices {
      var next: Set<[Int128]> = []
      for state in states {
        guard spread(state, pattern, 0, low[pattern], high[pattern], goals, &next) else {
          return nil
        }
      }
      states = next
      if states.isEmpty { return false }
    }
    return !states.isEmpty
  }

  private func bound(_ goals: inout [Goal]) {
    for goal in goals.indices {
      var most = [Int128](repeating: 0, count: parts.count + 1)
      var least = most
      for pattern in parts.indices.reversed() {
        var (best, worst) = (Int128.min, Int128.max)
        for part in parts[pattern] {
          best = max(best, part.weights[goal])
          worst = min(worst, part.weights[goal])
        }
        let (few, many) = (Int128(low[pattern]), Int128(high[pattern]))
        most[pattern] = most[pattern + 1] + max(best * few, best * many)
        least[pattern] = least[pattern + 1] + min(worst * few, worst * many)
      }
      goals[goal].most = most
      goals[goal].least = least
    }
  }

  /// Adds every number of members of a pattern that its bounds allow. False when the budget is spent.
  private mutating func spread(
    _ state: [Int128], _ pattern: Int, _ place: Int, _ few: Int64, _ many: Int64, _ goals: [Goal],
    _ next: inout Set<[Int128]>
  ) -> Bool {
    let isLast = place == parts[pattern].count - 1
    var count = isLast ? max(0, few) : 0
    while count <= many {
      budget -= 1
      if budget < 0 { return false }
      var sums = state
      for goal in sums.indices {
        sums[goal] += parts[pattern][place].weights[goal] * Int128(count)
      }
      if !isLast {
        guard spread(sums, pattern, place + 1, few - count, many - count, goals, &next) else {
          return false
        }
      } else if let reduced = CountTable.reduced(sums, goals, at: pattern + 1) {
        next.insert(reduced)
      }
      count += 1
    }
    return true
  }

  /// `nil` for sums from which some goal is out of reach; a goal that is reached in any case is put to
  /// one value, so that sums that differ only there fall together.
  private static func reduced(_ sums: [Int128], _ goals: [Goal], at place: Int) -> [Int128]? {
    var result = sums
    for (index, goal) in goals.enumerated() {
      if sums[index] + goal.most[place] < goal.need { return nil }
      let safe = goal.need - goal.least[place]
      if sums[index] > safe { result[index] = safe }
    }
    return result
  }
}
