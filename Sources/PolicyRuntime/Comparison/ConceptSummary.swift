internal import PolicyLang

extension Concept {
  /// What a concept comes to in a word or two, for where only one policy has it.
  public var summary: DeclaredTerm? {
    var parts: [DeclaredTerm] = []
    for key in summaryKeys {
      if let term = self[key] { parts.append(term) }
    }
    if kind == .revocation {
      var words: [TermValue] = []
      for effect in effects where !words.contains(.keyword(effect.effect)) {
        // Under the chosen readings nothing comes back.
        if effect.effect == .recover, effect.extent?.value == .notRecovered { continue }
        words.append(.keyword(effect.effect))
      }
      return DeclaredTerm(value: .set(words), articles: articles, isContested: false)
    }
    // 未定 says everything by itself.
    let values = parts.map { $0.value }
    let value = values.count == 1 ? values[0] : TermValue.phrase(values)
    return DeclaredTerm(
      value: value, articles: articles, isContested: parts.contains { $0.isContested })
  }

  private var summaryKeys: [AttributeKey] {
    switch kind {
    case .effective, .expires, .issued: [.effective, .expires, .issued]
    case .interpreter: [.actor]
    case .quota, .target: [.rhythm, .exactness, .amount, .years]
    case .cohorts: [.number, .years]
    case .apportion: [.factors]
    case .selection: [.ranking]
    case .scoring: [.items]
    case .training, .term, .bar: [.adjustable, .length]
    case .subsidy: [.rhythm, .bound, .amount]
    case .honour: [.actor]
    case .stage: [.actor]
    case .attest: self[.actor] == nil ? [.considers] : [.actor]
    case .balance: [.includes]
    default:
      section == .priority ? [.condition] : self[.strength] == nil ? [.kind] : [.strength]
    }
  }
}
