internal import PolicyLang

// Revocations are compared effect by effect: it does not matter how many articles a policy needs.
extension Comparer {
  mutating func revocation(_ one: Concept, _ other: Concept) -> [ConceptDifference] {
    var result: [ConceptDifference] = []
    for key in [AttributeKey.grounds, .approver, .condition, .trigger] {
      var seen = Set<String>()
      for (first, second) in shared(one.effects, other.effects) {
        let terms = Comparer.terms(key, first, second)
        if key == .trigger, meets(first.events, second.events) { continue }
        let names = (a.key(terms.0) ?? "-") + " | " + (b.key(terms.1) ?? "-")
        guard seen.insert(names).inserted,
          let difference = difference(key, terms.0, terms.1, one, other)
        else { continue }
        result.append(difference)
      }
    }
    for effect in Comparer.effectKinds {
      let (first, second) = (
        one.effects.filter { $0.effect == effect.keyword },
        other.effects.filter { $0.effect == effect.keyword }
      )
      let isRecovery = effect.keyword == .recover
      if isRecovery, !first.isEmpty, !second.isEmpty, recoversAlike(first, second) { continue }
      var terms = (EffectTerm.of(first, a.program), EffectTerm.of(second, b.program))
      if isRecovery {
        terms = (EffectTerm.recovery(first), EffectTerm.recovery(second))
        // The same rule, but not for the same payments.
        if a.key(terms.0) == b.key(terms.1) {
          terms = (
            EffectTerm.recovery(first, listed: true), EffectTerm.recovery(second, listed: true)
          )
        }
      }
      guard let difference = difference(effect.key, terms.0, terms.1, one, other) else { continue }
      result.append(difference)
    }
    return result
  }

  static let effectKinds: [(keyword: Keyword, key: AttributeKey)] = [
    (.stopTraining, .stopTraining), (.withdraw, .withdraw), (.endBenefits, .endBenefits),
    (.recover, .recover), (.cancelCandidacy, .cancelCandidacy), (.cancelRight, .cancelRight),
    (.refer, .refer), (.bar, .bar),
  ]

  private static func terms(
    _ key: AttributeKey, _ first: ConceptEffect, _ second: ConceptEffect
  ) -> (DeclaredTerm?, DeclaredTerm?) {
    switch key {
    case .grounds: (first.grounds, second.grounds)
    case .approver: (first.approver, second.approver)
    case .condition: (first.condition, second.condition)
    default: (events(first), events(second))
    }
  }

  private static func events(_ effect: ConceptEffect) -> DeclaredTerm? {
    if effect.events.isEmpty { return nil }
    return DeclaredTerm(
      value: .set(effect.events.map { .event($0) }), articles: effect.articles,
      isContested: false)
  }

  /// Whether two revocations can happen by the same event; which others record them is no matter.
  private func meets(_ first: [Int], _ second: [Int]) -> Bool {
    if first.isEmpty || second.isEmpty { return first.isEmpty && second.isEmpty }
    let ids = Set(second.map { b.program.events[$0].label.id })
    return first.contains { ids.contains(a.program.events[$0].label.id) }
  }

  /// The effects of the same kind; where there are none, the first of each.
  private func shared(
    _ first: [ConceptEffect], _ second: [ConceptEffect]
  ) -> [(ConceptEffect, ConceptEffect)] {
    var result: [(ConceptEffect, ConceptEffect)] = []
    for one in first {
      for other in second where other.effect == one.effect { result.append((one, other)) }
    }
    if result.isEmpty, let one = first.first, let other = second.first { return [(one, other)] }
    return result
  }

  /// Whether the same comes back: of each payment that both have, and as a rule of the others.
  private mutating func recoversAlike(
    _ first: [ConceptEffect], _ second: [ConceptEffect]
  ) -> Bool {
    let (one, other) = (
      Comparer.extents(first, &a), Comparer.extents(second, &b)
    )
    let (paidByA, paidByB) = (Comparer.payments(a), Comparer.payments(b))
    for payment in paidByA.intersection(paidByB)
    where one[payment, default: "kept"] != other[payment, default: "kept"] {
      return false
    }
    let (rulesOfA, rulesOfB) = (Set(one.values), Set(other.values))
    for (payment, extent) in one where !paidByB.contains(payment) {
      if !rulesOfB.contains(extent) { return false }
    }
    for (payment, extent) in other where !paidByA.contains(payment) {
      if !rulesOfA.contains(extent) { return false }
    }
    return true
  }

  private static func extents(
    _ effects: [ConceptEffect], _ side: inout ComparedSide
  ) -> [String: String] {
    var result: [String: String] = [:]
    for effect in effects {
      guard let target = effect.target else { continue }
      result[side.keys.norm(target)] = side.key(effect.extent) ?? "-"
    }
    return result
  }

  private static func payments(_ side: ComparedSide) -> Set<String> {
    Set(side.program.norms(.subsidy).map { side.keys.norm($0) })
  }
}
