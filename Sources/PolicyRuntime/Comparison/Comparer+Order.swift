internal import PolicyLang

// In which order the stages come that both policies have.
extension Comparer {
  mutating func orders(_ one: Concept, _ other: Concept) -> [ConceptDifference] {
    guard let procedureOfA = one.norms.first, let procedureOfB = other.norms.first else {
      return []
    }
    let (first, second) = (StageOrder(a, procedureOfA), StageOrder(b, procedureOfB))
    var common: [(a: Int, b: Int)] = []
    for pair in pairs where a.concepts[pair.a].kind == .stage {
      guard let stage = a.concepts[pair.a].norms.first, let match = b.concepts[pair.b].norms.first,
        first.has(stage), second.has(match)
      else { continue }
      common.append((stage, match))
    }
    var result: [ConceptDifference] = []
    for (place, pair) in common.enumerated() {
      for next in common[(place + 1)...] {
        let (x, y) = (first.relation(pair.a, next.a), second.relation(pair.b, next.b))
        guard x != y,
          first.isClose(pair.a, next.a, common.map { $0.a })
            || second.isClose(pair.b, next.b, common.map { $0.b })
        else { continue }
        result.append(
          ConceptDifference(
            key: .order, a: term(first, a, pair.a, next.a), b: term(second, b, pair.b, next.b),
            direction: .different))
      }
    }
    return result
  }

  /// Said where the later of two stages stands.
  private func term(
    _ order: StageOrder, _ side: ComparedSide, _ first: Int, _ second: Int
  ) -> DeclaredTerm {
    let value: TermValue
    let later: Int
    switch order.relation(first, second) {
    case .before: (value, later) = (.before(first, second), second)
    case .after: (value, later) = (.before(second, first), first)
    case .none: (value, later) = (.unordered(first, second), second)
    }
    return DeclaredTerm(
      value: value, articles: side.program.norms[later].articles,
      isContested: order.isContested(first, second))
  }
}

/// Which stage of a procedure comes before which, under the settings and under other readings.
struct StageOrder {
  enum Relation { case before, after, none }

  /// Stages as norms, in the order of the policy.
  private let stages: [Int]
  /// `comesBefore[x][y]`: stage x, by place, is done before y.
  private let comesBefore: [[Bool]]
  /// The same under each other reading that matters.
  private let otherwise: [[[Bool]]]

  init(_ side: ComparedSide, _ procedure: Int) {
    let planned = side.plan.stages.indices.filter { side.plan.stages[$0].procedure == procedure }
    stages = planned.map { side.plan.stages[$0].norm }
    comesBefore = StageOrder.closure(side.plan, planned, side.keys)
    var readings = Set<Int>()
    var conditions: [NodeID] = []
    for place in planned {
      for follow in side.plan.stages[place].follows {
        if let condition = follow.condition { conditions.append(condition) }
      }
    }
    for (index, isRead) in side.program.reachable(from: conditions).enumerated() where isRead {
      switch side.program.nodes[index].operation {
      case .reading(let reading), .readingIs(let reading, _): readings.insert(reading)
      default: continue
      }
    }
    var otherwise: [[[Bool]]] = []
    for reading in readings.sorted() {
      for option in side.program.readings[reading].options.indices
      where option != side.environment.options[reading] {
        var keys = TermKeys(
          side.environment.choosing(option, of: reading), side.keys.numbers, side: side.keys.side)
        keys.classes = side.keys.classes
        otherwise.append(StageOrder.closure(side.plan, planned, keys))
      }
    }
    self.otherwise = otherwise
  }

  private static func closure(
    _ plan: ProcedurePlan, _ planned: [Int], _ keys: TermKeys
  ) -> [[Bool]] {
    var keys = keys
    var result = Array(
      repeating: Array(repeating: false, count: planned.count), count: planned.count)
    for (later, stage) in planned.enumerated() {
      for follow in plan.stages[stage].follows {
        if let condition = follow.condition, keys.truth(condition) == false { continue }
        if let earlier = planned.firstIndex(of: follow.stage) { result[earlier][later] = true }
      }
    }
    for middle in planned.indices {
      for first in planned.indices where result[first][middle] {
        for last in planned.indices where result[middle][last] { result[first][last] = true }
      }
    }
    return result
  }

  func has(_ stage: Int) -> Bool { stages.contains(stage) }

  func relation(_ first: Int, _ second: Int) -> Relation { relation(first, second, comesBefore) }

  private func relation(_ first: Int, _ second: Int, _ order: [[Bool]]) -> Relation {
    guard let x = stages.firstIndex(of: first), let y = stages.firstIndex(of: second) else {
      return .none
    }
    if order[x][y] { return .before }
    return order[y][x] ? .after : .none
  }

  func isContested(_ first: Int, _ second: Int) -> Bool {
    otherwise.contains { relation(first, second, $0) != relation(first, second) }
  }

  /// Whether two ordered stages have no other of these between them.
  func isClose(_ first: Int, _ second: Int, _ among: [Int]) -> Bool {
    switch relation(first, second) {
    case .none: return false
    case .after: return isClose(second, first, among)
    case .before:
      return !among.contains {
        relation(first, $0) == .before && relation($0, second) == .before
      }
    }
  }
}
