import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Small lists, all subsets tried: the rules of the language read literally, without any cleverness.
enum BruteForce {
  /// The list that the rules ask for: of those that meet the hard limits the longest, of these the one
  /// that is best from the top; `nil` when none meets them.
  static func list(_ problem: ListProblem, limits: [Int]? = nil) -> [Int]? {
    let limits = limits ?? problem.limits.indices.filter { problem.limits[$0].isHard }
    let count = problem.patterns.count
    var best: [Int]?
    for subset in 0..<(1 << count) where subset.nonzeroBitCount <= problem.capacity {
      let chosen = (0..<count).filter { subset >> $0 & 1 == 1 }
      if let best {
        if chosen.count < best.count { continue }
        if chosen.count == best.count, !chosen.lexicographicallyPrecedes(best) { continue }
      }
      if meets(problem, chosen, limits) { best = chosen }
    }
    return best
  }

  /// Whether some way of counting members once meets all the limits.
  static func meets(_ problem: ListProblem, _ chosen: [Int], _ limits: [Int]) -> Bool {
    let once = problem.limits.filter { $0.isHard && $0.onceGroup != nil }
    var counted = [Int?](repeating: nil, count: chosen.count)
    func tryFrom(_ place: Int) -> Bool {
      if place == chosen.count {
        return limits.allSatisfy { isMet(problem, problem.limits[$0], chosen, counted) }
      }
      let pattern = problem.patterns[chosen[place]]
      let groups = Set(once.filter { $0.members.contains(pattern) }.compactMap { $0.onceGroup })
      if groups.isEmpty { return tryFrom(place + 1) }
      for group in groups.sorted() {
        counted[place] = group
        if tryFrom(place + 1) { return true }
      }
      counted[place] = nil
      return false
    }
    return tryFrom(0)
  }

  private static func isMet(
    _ problem: ListProblem, _ limit: ListLimit, _ chosen: [Int], _ counted: [Int?]
  ) -> Bool {
    var (members, base) = (limit.fixedMembers, limit.fixedBase)
    for (place, position) in chosen.enumerated() {
      let pattern = problem.patterns[position]
      if limit.members.contains(pattern),
        limit.onceGroup == nil || counted[place] == limit.onceGroup
      {
        members += 1
      }
      if limit.base?.contains(pattern) ?? true { base += 1 }
    }
    switch limit.amount {
    case .number(let number): return limit.isFloor ? members >= number : members <= number
    case .share(let share):
      let (left, right) = (members * share.denominator, base * share.numerator)
      return limit.isFloor ? left >= right : left <= right
    }
  }

  static func problem(_ random: inout RandomSource) -> ListProblem {
    let count = random.below(9)
    let patterns = 1 + random.below(6)
    var limits: [ListLimit] = []
    let usesOnce = random.below(3) == 0
    for index in 0..<random.below(5) {
      limits.append(limit(&random, index, patterns, usesOnce))
    }
    return ListProblem(
      patterns: (0..<count).map { _ in Int32(random.below(patterns)) }, patternCount: patterns,
      capacity: random.below(9), limits: limits)
  }

  private static func limit(
    _ random: inout RandomSource, _ index: Int, _ patterns: Int, _ usesOnce: Bool
  ) -> ListLimit {
    func some(_ outOf: Int) -> [Int32] {
      (0..<patterns).filter { _ in random.below(outOf) > 0 }.map { Int32($0) }
    }
    var members = some(2)
    var amount = ListLimit.Amount.number(Int64(random.below(5)))
    var base: [Int32]?
    if random.chance(50) {
      let share = Rational(Int64(random.below(6)), over: Int64(1 + random.below(5))) ?? .one
      amount = .share(share)
      if random.chance(50) {
        let subset = some(3)
        members = members.filter { subset.contains($0) }
        base = subset
      }
    }
    var limit = ListLimit(
      isFloor: random.chance(50), amount: amount, members: members, base: base,
      isHard: random.below(8) > 0, source: index)
    if usesOnce, random.chance(50) { limit.onceGroup = index }
    if random.below(6) == 0 {
      limit.fixedMembers = Int64(random.below(3))
      limit.fixedBase = limit.fixedMembers + Int64(random.below(3))
    }
    return limit
  }
}

/// The list builder and the checker agree with trying out everything.
@Suite struct SelectionBruteForceTests {
  @Test func twelveThousandSmallListsAgree() {
    var random = RandomSource(seed: 20_260_501)
    for number in 0..<12_000 {
      let problem = BruteForce.problem(&random)
      let result = ListBuilder(problem).build()
      #expect(result.isLongestSettled && result.isBestSettled, "\(number) is not settled")
      guard let expected = BruteForce.list(problem) else {
        #expect(!result.isFeasible, "\(number): \(problem)")
        continue
      }
      #expect(result.isFeasible && result.chosen == expected, "\(number): \(problem)")
    }
  }

  @Test func theCheckerConfirmsWhatIsRightAndNothingElse() {
    var random = RandomSource(seed: 77)
    for number in 0..<1_500 {
      let problem = BruteForce.problem(&random)
      let result = ListBuilder(problem).build()
      let checker = SelectionChecker(problem)
      #expect(checker.check(result).isConfirmed, "\(number): \(problem)")
      guard result.isFeasible, !result.chosen.isEmpty else { continue }
      var shorter = result
      shorter.chosen.removeLast()
      #expect(!checker.check(shorter).isConfirmed, "\(number): \(problem)")
      for position in problem.patterns.indices where !result.chosen.contains(position) {
        var swapped = result
        swapped.chosen[swapped.chosen.count - 1] = position
        swapped.chosen.sort()
        #expect(!checker.check(swapped).isConfirmed, "\(number): \(problem)")
      }
    }
  }

  @Test func conflictsAreSmallest() {
    var random = RandomSource(seed: 5)
    var conflicts = 0
    for number in 0..<3_000 {
      let problem = BruteForce.problem(&random)
      let result = ListBuilder(problem).build()
      if result.isFeasible { continue }
      conflicts += 1
      #expect(BruteForce.list(problem, limits: result.conflict) == nil, "\(number)")
      let hard = problem.limits.indices.filter { problem.limits[$0].isHard }
      for subset in 0..<(1 << hard.count) where subset.nonzeroBitCount < result.conflict.count {
        let limits = hard.indices.filter { subset >> $0 & 1 == 1 }.map { hard[$0] }
        #expect(BruteForce.list(problem, limits: limits) != nil, "\(number): \(limits) conflict")
      }
    }
    #expect(conflicts > 300)
  }

  @Test func everyRefusalIsExplainedByItsLimits() {
    var random = RandomSource(seed: 9)
    for number in 0..<2_000 {
      let problem = BruteForce.problem(&random)
      let result = ListBuilder(problem).build()
      guard result.isFeasible, let last = result.chosen.last else { continue }
      for case .some(let refusal) in result.refusals where refusal.position < last {
        #expect(!refusal.limits.isEmpty, "\(number): \(problem)")
      }
    }
  }

  /// Disjoint floors and nothing else: the minimum-guarantee rule of the choice-rule literature.
  @Test func disjointFloorsGiveTheMinimumGuaranteeRule() {
    var random = RandomSource(seed: 31)
    for _ in 0..<2_000 {
      let groups = 1 + random.below(3)
      let patterns = (0..<random.within(4...9)).map { _ in Int32(random.below(groups + 1)) }
      let capacity = random.within(1...6)
      var floors: [Int] = []
      for group in 0..<groups {
        let members = patterns.filter { $0 == Int32(group) }.count
        let room = max(0, capacity - floors.reduce(0, +))
        floors.append(random.below(min(members, room) + 1))
      }
      let limits = floors.enumerated().map { group, floor in
        ListLimit(isFloor: true, amount: .number(Int64(floor)), members: [Int32(group)])
      }
      // First the best of each group up to its floor, then the best of the rest.
      var chosen = Set<Int>()
      for (group, floor) in floors.enumerated() {
        chosen.formUnion(patterns.indices.filter { patterns[$0] == Int32(group) }.prefix(floor))
      }
      for position in patterns.indices where chosen.count < min(capacity, patterns.count) {
        chosen.insert(position)
      }
      let problem = ListProblem(
        patterns: patterns, patternCount: groups + 1, capacity: capacity, limits: limits)
      #expect(ListBuilder(problem).build().chosen == chosen.sorted())
    }
  }

  /// A candidate who moves up the ranking never loses a place by it.
  @Test func movingUpNeverHurts() {
    var random = RandomSource(seed: 12)
    for _ in 0..<3_000 {
      let problem = BruteForce.problem(&random)
      guard problem.patterns.count > 1 else { continue }
      let result = ListBuilder(problem).build()
      let place = 1 + random.below(problem.patterns.count - 1)
      var raised = problem
      raised.patterns.swapAt(place, place - 1)
      let after = ListBuilder(raised).build()
      if result.chosen.contains(place) { #expect(after.chosen.contains(place - 1)) }
    }
  }

  @Test func aBudgetThatIsTooSmallIsSaid() {
    // Sums of odd weights that cannot be even: shares force a search that bounds alone do not settle.
    var limits: [ListLimit] = []
    let third = Rational(1, over: 3) ?? .one
    for offset in 0..<4 {
      let members: [Int32] = [0, 1, 2, 3, 4, 5].filter { ($0 + Int32(offset)) % 3 != 0 }
      limits.append(ListLimit(isFloor: offset % 2 == 0, amount: .share(third), members: members))
    }
    let problem = ListProblem(
      patterns: (0..<120).map { Int32($0 % 6) }, patternCount: 6, capacity: 61, limits: limits)
    let starved = ListBuilder(problem, budget: 1).build()
    let fed = ListBuilder(problem).build()
    #expect(fed.isLongestSettled && fed.isBestSettled)
    #expect(
      starved.chosen == fed.chosen || !starved.isLongestSettled || !starved.isBestSettled)
    for limit in problem.limits.indices where fed.isFeasible {
      #expect(LimitCount(problem).isKept([limit], by: fed.chosen))
    }
  }

  @Test func largeListsStayQuick() {
    var random = RandomSource(seed: 3)
    let patterns = (0..<200_000).map { _ in Int32(random.below(24)) }
    let fifth = Rational(1, over: 5) ?? .one
    let half = Rational(1, over: 2) ?? .one
    let problem = ListProblem(
      patterns: patterns, patternCount: 24, capacity: 2_000,
      limits: [
        ListLimit(isFloor: true, amount: .share(half), members: (0..<8).map { Int32($0) }),
        ListLimit(isFloor: false, amount: .share(fifth), members: (6..<14).map { Int32($0) }),
        ListLimit(isFloor: true, amount: .number(400), members: (10..<20).map { Int32($0) }),
        ListLimit(isFloor: false, amount: .number(90), members: [0, 3, 17, 20]),
      ])
    let result = ListBuilder(problem).build()
    #expect(result.chosen.count == 2_000 && result.isBestSettled)
    #expect(SelectionChecker(problem).check(result).findings.isEmpty)
  }
}
