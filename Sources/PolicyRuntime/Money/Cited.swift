internal import PolicyLang

/// What an open point is about, with the articles behind it and the policy they stand in.
struct Cited: Hashable, Sendable {
  var label: IRLabel
  var articles: [String]
  var origin: IROrigin

  init(_ label: IRLabel, _ articles: [String], _ origin: IROrigin) {
    self.label = label
    self.articles = articles
    self.origin = origin
  }
}

extension Subsidy {
  var cited: Cited { Cited(label, articles, origin) }
}

extension TrainingTerm {
  var cited: Cited { Cited(label, articles, origin) }
}

extension Revocation {
  var cited: Cited { Cited(label, articles, origin) }
}

extension LedgerLine {
  var cited: Cited { Cited(label, articles, origin) }
}
