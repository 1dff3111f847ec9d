internal import PolicyLang

/// Says who is better off by a difference, only where what is declared makes it certain.
struct DirectionRule {
  var a: ComparedSide
  var b: ComparedSide

  /// Money and benefits that only one policy has are a gain there, however much it is; a sum that the
  /// document leaves open is none that could be compared.
  static func ofWhole(_ concept: Concept, isOfA: Bool) -> DifferenceDirection {
    guard concept.section == .money || concept.section == .honour,
      concept[.amount]?.isOpen != true
    else { return .different }
    return isOfA ? .aGains : .bGains
  }

  mutating func direction(
    _ key: AttributeKey, _ first: DeclaredTerm?, _ second: DeclaredTerm?, _ one: Concept,
    _ other: Concept
  ) -> DifferenceDirection {
    if let first, !first.isSettled { return .different }
    if let second, !second.isSettled { return .different }
    switch (one.section, key) {
    case (.money, .condition), (.honour, .condition):
      if first == nil { return .bStricter }
      return second == nil ? .aStricter : .different
    case (.money, .amount):
      guard same([.rhythm, .bound, .during], one, other) else { return .different }
      return higher(first, second, .aGains)
    case (.money, .ceilings): return higher(first, second, .aGains)
    case (.quota, .amount):
      guard same([.rhythm, .exactness, .kind], one, other) else { return .different }
      return higher(first, second, .aGains)
    case (.money, .purpose), (.honour, .includes): return wider(first, second, .aGains)
    case (.procedure, .length): return length(first, second)
    case (.duties, .deadline), (.procedure, .deadline):
      guard same([.rhythm], one, other) else { return .different }
      return higher(first, second, .bStricter)
    case (_, .strength): return strength(first, second)
    case (.revocation, .grounds): return wider(first, second, .aStricter)
    case (.revocation, .recover): return recovery(first, second)
    default: return .different
    }
  }

  private mutating func same(_ keys: [AttributeKey], _ one: Concept, _ other: Concept) -> Bool {
    for key in keys where a.key(one[key]) != b.key(other[key]) { return false }
    return true
  }

  // MARK: Figures

  /// - Parameter direction: what it means that the first is higher.
  private func higher(
    _ first: DeclaredTerm?, _ second: DeclaredTerm?, _ direction: DifferenceDirection
  ) -> DifferenceDirection {
    guard let first, let second else { return .different }
    return higher(first.value, second.value, direction)
  }

  private func higher(
    _ first: TermValue, _ second: TermValue, _ direction: DifferenceDirection
  ) -> DifferenceDirection {
    guard let (x, unitOfA) = DirectionRule.figure(first, a.environment),
      let (y, unitOfB) = DirectionRule.figure(second, b.environment), unitOfA == unitOfB, x != y
    else { return .different }
    return x > y ? direction : direction.mirrored
  }

  /// A value that can be put in order, with its unit: a number, money, a day of every year.
  static func figure(_ value: TermValue, _ environment: Environment) -> (Rational, IRType)? {
    let program = environment.program
    guard case .node(let node) = value, node.index < program.nodes.count else { return nil }
    let shape =
      program.records.first ?? IRRecord(label: IRLabel(id: "", zh: "", en: ""), fields: [])
    var evaluator = Evaluator(environment, Candidate(id: "", facts: Record(unknown: shape)))
    let type = program.nodes[node.index].type
    do throws(EvaluationError) {
      switch try evaluator.value(of: node) {
      case .number(let number): return (number, type)
      case .monthDay(let month, let day): return (Rational(Int64(month * 31 + day)), type)
      default: return nil
      }
    } catch { return nil }
  }

  /// A longer least length asks more, a longer greatest length less.
  private func length(_ first: DeclaredTerm?, _ second: DeclaredTerm?) -> DifferenceDirection {
    guard case .phrase(let one)? = first?.value, case .phrase(let other)? = second?.value,
      one.count == 2, other.count == 2, one[0] == other[0]
    else { return .different }
    switch one[0] {
    case .keyword(.atLeast): return higher(one[1], other[1], .aStricter)
    case .keyword(.atMost): return higher(one[1], other[1], .bStricter)
    default: return .different
    }
  }

  // MARK: Words

  private mutating func wider(
    _ first: DeclaredTerm?, _ second: DeclaredTerm?, _ direction: DifferenceDirection
  ) -> DifferenceDirection {
    guard case .set(let one)? = first?.value, case .set(let other)? = second?.value else {
      return .different
    }
    var (names, others) = (Set<String>(), Set<String>())
    for value in one { names.insert(a.keys.key(value)) }
    for value in other { others.insert(b.keys.key(value)) }
    if names == others { return .different }
    if names.isSuperset(of: others) { return direction }
    return names.isSubset(of: others) ? direction.mirrored : .different
  }

  private func strength(_ first: DeclaredTerm?, _ second: DeclaredTerm?) -> DifferenceDirection {
    guard case .keyword(let one)? = first?.value, case .keyword(let other)? = second?.value,
      let (sideOfA, x) = DirectionRule.rank(one), let (sideOfB, y) = DirectionRule.rank(other),
      sideOfA == sideOfB, x != y
    else { return .different }
    return x > y ? .aStricter : .bStricter
  }

  /// Whether it asks or forbids, and how much: 应当 more than 原则上应当, that more than 鼓励.
  private static func rank(_ keyword: Keyword) -> (forbids: Bool, Int)? {
    switch keyword {
    case .must: (false, 3)
    case .mustNot: (true, 3)
    case .inPrincipleMust: (false, 2)
    case .inPrincipleMustNot: (true, 2)
    case .prefer, .encourage, .striveFor: (false, 1)
    case .may: (false, 0)
    default: nil
    }
  }

  private func recovery(_ first: DeclaredTerm?, _ second: DeclaredTerm?) -> DifferenceDirection {
    func isFull(_ term: DeclaredTerm?) -> Bool { term?.value == .keyword(.inFull) }
    func isNone(_ term: DeclaredTerm?) -> Bool { term == nil || term?.value == .notRecovered }
    if isFull(first), isNone(second) { return .aStricter }
    return isFull(second) && isNone(first) ? .bStricter : .different
  }
}
