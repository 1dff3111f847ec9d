internal import PolicyLang

/// What revocations do, as one thing said under the heading of an effect.
enum EffectTerm {
  /// The attributes of all revocations of a policy together.
  static func attributes(
    _ effects: [ConceptEffect], _ program: IRProgram
  ) -> [ConceptAttribute] {
    var result: [ConceptAttribute] = []
    func add(_ key: AttributeKey, _ term: DeclaredTerm?) {
      if let term { result.append(ConceptAttribute(key: key, term: term)) }
    }
    add(.grounds, effects.first { $0.grounds != nil }?.grounds)
    add(.approver, effects.first { $0.approver != nil }?.approver)
    add(.condition, effects.first { $0.condition != nil }?.condition)
    for kind in Comparer.effectKinds {
      let same = effects.filter { $0.effect == kind.keyword }
      add(kind.key, kind.keyword == .recover ? recovery(same) : of(same, program))
    }
    return result
  }

  static func of(_ effects: [ConceptEffect], _ program: IRProgram) -> DeclaredTerm? {
    if effects.isEmpty { return nil }
    var parts: [TermValue] = []
    var articles: [String] = []
    var isContested = false
    for effect in effects {
      for article in effect.articles where !articles.contains(article) { articles.append(article) }
      isContested = isContested || effect.extent?.isContested ?? false
      var target = effect.target
      let terms = program.norms(.training)
      // With one training term, naming it and not naming it is the same.
      if effect.effect == .stopTraining, terms.count == 1, target == terms.first { target = nil }
      let thing = target.map { TermValue.norm($0) } ?? .keyword(effect.effect)
      guard let extent = effect.extent else {
        parts.append(thing)
        continue
      }
      parts.append(.phrase([thing, .keyword(.lasting), extent.value]))
    }
    let value = parts.count == 1 ? parts[0] : .set(parts)
    return DeclaredTerm(value: value, articles: articles, isContested: isContested)
  }

  /// What comes back: one word where the same holds of all money.
  static func recovery(_ effects: [ConceptEffect], listed: Bool = false) -> DeclaredTerm? {
    guard let first = effects.first else { return nil }
    var articles: [String] = []
    var parts: [TermValue] = []
    var isContested = false
    for effect in effects {
      for article in effect.articles where !articles.contains(article) { articles.append(article) }
      isContested = isContested || effect.extent?.isContested ?? false
      let extent = effect.extent?.value ?? .keyword(.inFull)
      parts.append(effect.target.map { .phrase([.norm($0), extent]) } ?? extent)
    }
    let common = first.extent?.value ?? .keyword(.inFull)
    let isUniform = effects.allSatisfy { ($0.extent?.value ?? .keyword(.inFull)) == common }
    return DeclaredTerm(
      value: isUniform && !listed ? common : .set(parts), articles: articles,
      isContested: isContested)
  }
}
