internal import PolicyLang

/// Runs the rounds of a selection over all candidates that were taken in.
public struct SelectionRun {
  let pool: SelectionPool
  let plan: SelectionPlan
  private let budget: Int
  private var placements: [Placement]
  /// By eligible candidate: the outcomes already given, one bit for each round.
  private var outcomes: [UInt64]
  var hasPlace: [Bool]
  var isBarred: [Bool]
  private var rounds: [RoundResult] = []
  /// Eligible candidates whom each round ranked and did not take.
  var passedOver: [[Int]] = []
  /// The same as a flag for each eligible candidate.
  var isPassedOver: [[Bool]] = []
  var places: Int?
  var counted: [Int] = []
  private var uncounted: [Int] = []
  private var notes: [LocalText]

  /// - Parameter budget: steps for each question that limits raise.
  public static func run(
    _ pool: SelectionPool, budget: Int = 20_000
  ) throws(EvaluationError) -> SelectionResult {
    var run = SelectionRun(pool, budget)
    return try run.result()
  }

  private init(_ pool: SelectionPool, _ budget: Int) {
    self.pool = pool
    self.budget = budget
    plan = pool.plan
    placements = pool.decisions.map { $0 < 0 ? .outsideRounds : .notEligible(Int($0)) }
    outcomes = Array(repeating: 0, count: pool.eligible.count)
    hasPlace = Array(repeating: false, count: pool.eligible.count)
    isBarred = hasPlace
    notes = plan.openNotes + pool.scoreNotes()
  }

  private mutating func result() throws(EvaluationError) -> SelectionResult {
    try settlePlaces()
    applyBars()
    for index in plan.rounds.indices {
      // A round without a list leaves nothing on which later ones could build.
      guard rounds.allSatisfy({ $0.list.isFeasible }) else { break }
      try run(round: index)
    }
    let whole = try LimitTable(pool, plan.limits)
    noteUnknownStandings(whole)
    let members = counted.map { member($0) }
    return SelectionResult(
      plan: plan, places: places, rounds: rounds, placements: placements,
      selected: (counted + uncounted).map { Int(pool.eligible[$0]) },
      outsideNumber: uncounted.count, limits: LimitCounting.reports(whole, members), notes: notes)
  }

  /// Says for each limit how many candidates could not be placed on either side of it, since the list
  /// then is drawn up as if they were on the worse one.
  private mutating func noteUnknownStandings(_ table: LimitTable) {
    for rule in table.rules {
      var count = 0
      for place in pool.eligible.indices
      where table.standing(of: member(place), under: rule).isUnknown { count += 1 }
      guard count > 0 else { continue }
      let name = pool.policy.program.norms[rule.norm].label
      let (zh, en) = rule.isFloor ? ("没有计入", "not counted") : ("已按属于计入", "counted")
      notes.append(
        LocalText(
          zh: "限额“\(name.zh)”：有 \(count) 名符合者缺少判断所需的事实，" + zh,
          en: "limit `\(name[.english])`: \(count) candidates lack the fact it asks about, " + en))
    }
  }

  private mutating func settlePlaces() throws(EvaluationError) {
    guard let quota = plan.quota else { return }
    switch try quota.size(in: pool.policy.environment) {
    case .unlimited: break
    case .unstated:
      notes.append(
        LocalText(
          zh: "名额“\(quota.label.zh)”没有数字", en: "quota `\(quota.label[.english])` has no number"))
    case .number(let number):
      places = Int(clamping: max(0, number.floor))
      if !number.isInteger {
        notes.append(
          LocalText(
            zh: "名额算得 \(number.description)，取整数部分",
            en: "the quota comes to \(number.description); whole places are filled"))
      }
      if quota.exactness == .atLeast {
        notes.append(
          LocalText(
            zh: "名额只写了至少 \(number.description)，按这个数选",
            en: "the quota states a least number only; that many are selected"))
      }
    }
  }

  private mutating func applyBars() {
    for (place, candidate) in pool.eligible.enumerated() {
      var bar = pool.barred[Int(candidate)]
      for index in pool.bars.indices where bar == nil && !pool.barredUnits[index].isEmpty {
        guard case .unit(let field) = pool.bars[index].reach,
          let unit = pool.unit(of: field, member(place))
        else { continue }
        if pool.barredUnits[index].contains(unit) { bar = index }
      }
      if let bar {
        isBarred[place] = true
        placements[Int(candidate)] = .barred(norm: pool.bars[bar].norm)
      }
    }
    if pool.withoutLog > 0 {
      notes.append(
        LocalText(
          zh: "有 \(pool.withoutLog) 人的数据里没有事件记录，按没有禁入处理",
          en: "\(pool.withoutLog) candidates come without dated events and count as not barred"))
    }
  }

  func member(_ place: Int) -> LimitTable.Member {
    LimitTable.Member(profile: pool.profileOf[place], outcomes: outcomes[place])
  }

  // MARK: One round

  private mutating func run(round index: Int) throws(EvaluationError) {
    let round = plan.rounds[index]
    let (ranked, unranked) = entrants(to: round, index)
    guard round.ranking.isDeclared else {
      for place in ranked { placements[Int(pool.eligible[place])] = .listed }
      notePassedOver(ranked)
      rounds.append(
        RoundResult(
          plan: round, places: nil, ranked: ranked.map { pool.eligible[$0] },
          problem: ListProblem(patterns: [], patternCount: 0, capacity: 0),
          list: ListBuilder.Result(), limits: [], ties: [], unranked: 0))
      return
    }
    let open = try openPlaces(for: round)
    let onList = !round.isShortlist && !round.isOutsideNumber
    var rules = round.limits
    if onList { rules += plan.limits }
    noteOpenLimits(rules, try LimitTable(pool, rules))
    let drawn = try problem(of: index, ranked, open: open, onList: onList)
    let (problem, table) = (drawn.problem, drawn.table)
    let list = ListBuilder(problem, budget: budget).build()
    place(ranked, list, index)
    let reports = LimitCounting.reports(table, problem, list.chosen, ranked.map { member($0) })
    rounds.append(
      RoundResult(
        plan: round, places: open, ranked: ranked.map { pool.eligible[$0] }, problem: problem,
        list: list, limits: reports, ties: ties(ranked, list, problem, round, index),
        unranked: unranked))
  }

  private mutating func noteOpenLimits(_ rules: [SelectionPlan.Limit], _ table: LimitTable) {
    let known = Set(table.rules.map { $0.norm })
    for rule in rules where !known.contains(rule.norm) {
      let note = LocalText(
        zh: "限额“\(rule.label.zh)”没有数字，没有执行",
        en: "limit `\(rule.label[.english])` has no figure and was not applied")
      if !notes.contains(note) { notes.append(note) }
    }
  }

  private mutating func openPlaces(
    for round: SelectionPlan.Round
  ) throws(EvaluationError) -> Int? {
    var own: Int?
    if let amount = round.amount {
      if let number = try Quota.number(amount, in: pool.policy.environment) {
        own = Int(clamping: max(0, number.floor))
      } else {
        notes.append(
          LocalText(
            zh: "轮次“\(round.label.zh)”没有写取多少人",
            en: "round `\(round.label[.english])` does not say how many it takes"))
      }
    }
    if round.isShortlist || round.isOutsideNumber { return own }
    guard let places else { return own }
    let left = max(0, places - counted.count)
    return min(own ?? left, left)
  }

  /// The eligible candidates from whom a round takes, best first, and how many have no rank.
  private mutating func entrants(
    to round: SelectionPlan.Round, _ index: Int
  ) -> (ranked: [Int], unranked: Int) {
    var result: [Int] = []
    var unranked = 0
    for place in source(of: round, index) {
      let candidate = Int(pool.eligible[place])
      if let key = round.ranking.keys.first(where: { self.key($0.node, of: place) == .missing }) {
        if !hasPlace[place] { placements[candidate] = .noKey(round: index, key: key.node) }
        unranked += 1
        continue
      }
      var minimum = Truth.yes
      for node in round.minimum { minimum = minimum.and(pool.truth(of: node, member(place))) }
      if minimum != .yes {
        if !hasPlace[place] {
          placements[candidate] =
            minimum == .no ? .belowMinimum(round: index) : .minimumUnknown(round: index)
        }
        continue
      }
      result.append(place)
    }
    guard round.ranking.isDeclared else { return (result, 0) }
    let order = SelectionOrder(pool, round.ranking)
    result.sort { order.precedes($0, $1) }
    return (result, unranked)
  }

  private mutating func source(of round: SelectionPlan.Round, _ index: Int) -> [Int] {
    switch round.source {
    case .eligible:
      return pool.eligible.indices.filter { !isBarred[$0] && !hasPlace[$0] }
    case .passedOver(let earlier):
      guard passedOver.indices.contains(earlier) else { return [] }
      return passedOver[earlier].filter { !hasPlace[$0] }
    case .condition(let node):
      let asksOutcome = pool.conditions.contains { $0.node == node && !$0.outcomes.isEmpty }
      var result: [Int] = []
      for place in pool.eligible.indices where !isBarred[place] {
        if !asksOutcome, hasPlace[place] { continue }
        switch pool.truth(of: node, member(place)) {
        case .yes: result.append(place)
        case .unknown:
          if !hasPlace[place] {
            placements[Int(pool.eligible[place])] = .unknownGroup(round: index)
          }
        case .no: continue
        }
      }
      return result
    }
  }

  func key(_ node: NodeID, of place: Int) -> SelectionKey {
    SelectionOrder.key(node, of: place, in: pool)
  }

  private mutating func place(_ ranked: [Int], _ list: ListBuilder.Result, _ index: Int) {
    let round = plan.rounds[index]
    var isTaken = [Bool](repeating: false, count: ranked.count)
    for position in list.chosen { isTaken[position] = true }
    var rest: [Int] = []
    for (position, place) in ranked.enumerated() {
      let candidate = Int(pool.eligible[place])
      guard isTaken[position] else {
        rest.append(place)
        if !hasPlace[place] {
          placements[candidate] = .passedOver(round: index, position: position)
        }
        continue
      }
      if index < 64 { outcomes[place] |= 1 << UInt64(index) }
      if round.isShortlist {
        placements[candidate] = .kept(round: index, position: position)
        continue
      }
      if hasPlace[place] { continue }
      hasPlace[place] = true
      placements[candidate] = .selected(round: index, position: position)
      if round.isOutsideNumber { uncounted.append(place) } else { counted.append(place) }
    }
    notePassedOver(rest)
  }

  private mutating func notePassedOver(_ places: [Int]) {
    passedOver.append(places)
    var flags = [Bool](repeating: false, count: pool.eligible.count)
    for place in places { flags[place] = true }
    isPassedOver.append(flags)
  }

  // MARK: Ties

  /// Candidates with equal keys of whom some were taken and others were refused only for their place
  /// among the equal ones.
  private func ties(
    _ ranked: [Int], _ list: ListBuilder.Result, _ problem: ListProblem,
    _ round: SelectionPlan.Round, _ index: Int
  ) -> [OpenTie] {
    let order = SelectionOrder(pool, round.ranking)
    var isTaken = [Bool](repeating: false, count: ranked.count)
    for position in list.chosen { isTaken[position] = true }
    var result: [OpenTie] = []
    var start = 0
    while start < ranked.count {
      var end = start + 1
      while end < ranked.count, order.areEqual(ranked[start], ranked[end]) { end += 1 }
      if end - start > 1 {
        var (taken, refused): ([Int], [Int]) = ([], [])
        for position in start..<end {
          let candidate = Int(pool.eligible[ranked[position]])
          if isTaken[position] {
            taken.append(candidate)
          } else if let refusal = list.refusals[Int(problem.patterns[position])],
            refusal.position >= start
          {
            refused.append(candidate)
          }
        }
        if !taken.isEmpty, !refused.isEmpty {
          result.append(OpenTie(round: index, taken: taken, passedOver: refused))
        }
      }
      start = end
    }
    return result
  }
}

/// The order of a ranking: its keys, then its ties, then the id, then the row.
struct SelectionOrder {
  private let ids: [String]
  private let eligible: [Int32]
  private let values: [SelectionKey]
  private let keys: [(column: Int, isDescending: Bool)]
  private let width: Int

  init(_ pool: SelectionPool, _ ranking: SelectionPlan.Ranking) {
    ids = pool.ids
    eligible = pool.eligible
    values = pool.keys
    width = pool.keyNodes.count
    var keys: [(column: Int, isDescending: Bool)] = []
    for key in ranking.keys + ranking.ties {
      if let column = pool.keyNodes.firstIndex(of: key.node) {
        keys.append((column, key.isDescending))
      }
    }
    self.keys = keys
  }

  static func key(_ node: NodeID, of place: Int, in pool: SelectionPool) -> SelectionKey {
    guard let column = pool.keyNodes.firstIndex(of: node) else { return .missing }
    return pool.keys[place * pool.keyNodes.count + column]
  }

  func areEqual(_ a: Int, _ b: Int) -> Bool { byKeys(a, b) == nil }

  func precedes(_ a: Int, _ b: Int) -> Bool {
    if let answer = byKeys(a, b) { return answer }
    let (left, right) = (ids[Int(eligible[a])], ids[Int(eligible[b])])
    if left == right { return a < b }
    return textPrecedes(left, right)
  }

  private func byKeys(_ a: Int, _ b: Int) -> Bool? {
    for (column, isDescending) in keys {
      let left = values[a * width + column]
      if let answer = left.precedes(values[b * width + column], descending: isDescending) {
        return answer
      }
    }
    return nil
  }
}
