internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport

/// Random small policies, and all the records that could tell them apart.
struct SmallRandom {
  var random: RandomSource
  /// The facts that this pair of policies speaks about.
  let fields: [SmallField]
  /// Whether records may lack facts; then only what is exact there is written.
  let isPartial: Bool
  let isOpaque: Bool

  init(seed: UInt64, isPartial: Bool, isOpaque: Bool = false) {
    var random = RandomSource(seed: seed)
    var fields = random.some(SmallField.allCases.dropLast(), least: 1)
    while fields.count > 3 { fields.remove(at: random.below(fields.count)) }
    if random.chance(50) {
      while fields.count > 1 { fields.removeLast() }
      fields.append(.list)
    }
    if isOpaque { fields = [.figure0, .figure1, .flag0] }
    self.random = random
    self.fields = fields
    self.isPartial = isPartial
    self.isOpaque = isOpaque
  }

  mutating func clauses() -> [SmallCondition] {
    (0..<random.within(1...3)).map { _ in condition(depth: 2) }
  }

  /// The clauses with one of them changed, added, left out or written differently.
  mutating func variation(of clauses: [SmallCondition]) -> [SmallCondition] {
    var result = clauses
    let place = random.below(result.count)
    switch random.below(5) {
    case 0: result[place] = condition(depth: 2)
    case 1: result.append(condition(depth: 1))
    case 2 where result.count > 1: result.remove(at: place)
    case 3: result[place] = .any([result[place], condition(depth: 1)])
    default: return self.clauses()
    }
    return result
  }

  mutating func condition(depth: Int) -> SmallCondition {
    guard depth > 0, random.chance(55) else { return test() }
    let parts = (0..<random.within(2...3)).map { _ in condition(depth: depth - 1) }
    switch random.below(8) {
    case 0..<3: return .all(parts)
    case 3..<6: return .any(parts)
    case 6: return .not(.any(parts))
    default: return .atLeast(random.within(1...parts.count), parts)
    }
  }

  private mutating func comparison() -> IRNode.Comparison {
    random.pick(IRNode.Comparison.allCases)
  }

  private mutating func test() -> SmallCondition {
    if isOpaque, random.chance(40) { return .pair(comparison()) }
    let field = random.pick(fields)
    if random.chance(isPartial ? 8 : 2) { return .known(field) }
    switch field {
    case .flag0: return random.chance(70) ? .flag(0) : .not(.flag(0))
    case .flag1: return random.chance(70) ? .flag(1) : .not(.flag(1))
    case .figure0, .figure1:
      let index = field == .figure0 ? 0 : 1
      if random.chance(25) {
        let factor = random.within(-1...2)
        return .line(
          index, factor: factor, addend: random.within(1...4), comparison(), random.within(0...5))
      }
      return .figure(index, comparison(), random.within(0...4))
    case .level:
      if random.chance(40) { return .levels(random.some([0, 1, 2])) }
      return .level(comparison(), random.below(3))
    case .judgement: return .passed
    case .list: return listTest()
    }
  }

  private mutating func listTest() -> SmallCondition {
    let condition = random.chance(85) ? element(depth: 1) : nil
    switch random.below(isPartial ? 8 : 11) {
    case 0..<3: return .exists(.atLeast, random.within(0...2), condition)
    case 3: return .exists(.atMost, random.within(0...2), condition)
    case 4: return .exists(.exactly, random.within(0...2), condition)
    case 5, 6: return .exists(.every, 0, condition ?? .flag)
    case 7: return .count(comparison(), random.within(0...2), condition)
    case 8: return .kinds(comparison(), random.within(0...3))
    default:
      return .extreme(
        isHighest: random.chance(50), condition, comparison(), random.within(0...2))
    }
  }

  private mutating func element(depth: Int) -> SmallElement {
    if depth > 0, random.chance(35) {
      let parts = (0..<2).map { _ in element(depth: depth - 1) }
      return random.chance(60) ? .all(parts) : .any(parts)
    }
    switch random.below(10) {
    case 0..<3: return .flag
    case 3..<6: return .figure(comparison(), random.within(0...2))
    case 6..<9: return .level(comparison(), random.below(3))
    default: return fields.contains(.flag0) ? .outer : .not(.flag)
    }
  }

  // MARK: Records

  /// Combinations of values on both sides of every figure, and of absence.
  func records() -> [SmallRecord] {
    var records = [SmallRecord()]
    func vary<V>(_ values: [V?], _ change: (inout SmallRecord, V?) -> Void) {
      var longer: [SmallRecord] = []
      for record in records {
        for value in values {
          if value == nil, !isPartial { continue }
          var next = record
          change(&next, value)
          longer.append(next)
        }
      }
      records = longer
    }
    let figures: [Int?] = [-3, -1, 0, 1, 2, 3, 4, 5, 6, nil]
    for field in SmallField.allCases {
      if !fields.contains(field) { continue }
      switch field {
      case .flag0: vary([false, true, nil]) { $0.flags[0] = $1 }
      case .flag1: vary([false, true, nil]) { $0.flags[1] = $1 }
      case .figure0: vary(figures) { $0.figures[0] = $1 }
      // A number of years is never negative.
      case .figure1: vary(figures.filter { $0 ?? 0 >= 0 }) { $0.figures[1] = $1 }
      case .level: vary([0, 1, 2, nil]) { $0.level = $1 }
      case .judgement: vary([false, true, nil]) { $0.judgement = $1 }
      case .list: vary(lists()) { $0.list = $1 }
      }
    }
    // All of them, or as many as are quickly tried.
    var random = self.random
    while records.count > SmallRandom.mostRecords {
      records.swapAt(random.below(records.count), records.count - 1)
      records.removeLast(max(1, min(records.count / 8, records.count - SmallRandom.mostRecords)))
    }
    return records
  }

  private static let mostRecords = 220

  /// Lists of up to two elements, and some longer ones.
  private func lists() -> [[SmallRecord.Element]?] {
    var random = self.random
    var kinds: [SmallRecord.Element] = []
    for flag in [false, true, nil] {
      for figure in [0, 1, 2, 3, nil] {
        for level in [0, 1, 2, nil] {
          if !isPartial, flag == nil || figure == nil || level == nil { continue }
          kinds.append(SmallRecord.Element(flag: flag, figure: figure, level: level))
        }
      }
    }
    var lists: [[SmallRecord.Element]?] = [[], nil]
    for kind in kinds { lists.append([kind]) }
    for _ in 0..<60 {
      lists.append((0..<random.within(2...4)).map { _ in random.pick(kinds) })
    }
    return lists
  }
}
