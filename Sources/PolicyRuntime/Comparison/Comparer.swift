internal import PolicyLang

/// States the differences of two aligned policies.
struct Comparer {
  var a: ComparedSide
  var b: ComparedSide
  let pairs: [(a: Int, b: Int)]

  init(_ a: ComparedSide, _ b: ComparedSide, _ pairs: [(a: Int, b: Int)]) {
    self.a = a
    self.b = b
    self.pairs = pairs
  }

  mutating func compare() -> [ComparedConcept] {
    var partners: [Int: Int] = [:]
    var isPaired = Array(repeating: false, count: b.concepts.count)
    for pair in pairs {
      partners[pair.a] = pair.b
      isPaired[pair.b] = true
    }
    var result: [ComparedConcept] = []
    for section in ConceptSection.allCases {
      for (index, concept) in a.concepts.enumerated() where concept.section == section {
        result.append(compared(concept, partners[index].map { b.concepts[$0] }))
      }
      for (index, concept) in b.concepts.enumerated()
      where concept.section == section && !isPaired[index] {
        result.append(compared(nil, concept))
      }
    }
    return result
  }

  mutating func compared(_ one: Concept?, _ other: Concept?) -> ComparedConcept {
    guard let one, let other else {
      let section = one?.section ?? other?.section ?? .scope
      let direction = (one ?? other).map { DirectionRule.ofWhole($0, isOfA: one != nil) }
      let whole = ConceptDifference(
        key: .whole, a: one?.summary, b: other?.summary, direction: direction ?? .different)
      // A procedure without counterpart is shown by its stages, a judgement by its clause.
      let kind = (one ?? other)?.kind
      let isFrame = kind == .procedure || kind == .attest
      return ComparedConcept(
        section: section, a: one, b: other, differences: isFrame ? [] : [whole])
    }
    var result = ComparedConcept(section: one.section, a: one, b: other, differences: [])
    switch one.kind {
    case .procedure: result.differences = orders(one, other)
    case .revocation: result.differences = revocation(one, other)
    default: result.differences = attributes(one, other)
    }
    return result
  }

  private mutating func attributes(_ one: Concept, _ other: Concept) -> [ConceptDifference] {
    var result: [ConceptDifference] = []
    for key in AttributeKey.allCases {
      guard let difference = difference(key, one[key], other[key], one, other) else { continue }
      result.append(difference)
    }
    return result
  }

  mutating func difference(
    _ key: AttributeKey, _ first: DeclaredTerm?, _ second: DeclaredTerm?, _ one: Concept,
    _ other: Concept
  ) -> ConceptDifference? {
    if first == nil, second == nil { return nil }
    let isSame = a.key(first) == b.key(second)
    // The same under the chosen readings, but only one of the documents can be read otherwise.
    let sameDoubt = first?.isContested == second?.isContested
    if isSame, sameDoubt { return nil }
    var rule = DirectionRule(a: a, b: b)
    let direction =
      isSame ? DifferenceDirection.different : rule.direction(key, first, second, one, other)
    return ConceptDifference(key: key, a: first, b: second, direction: direction)
  }
}
