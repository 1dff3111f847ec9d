internal import PolicyLang

// How many, who first, how long, how much, which honours.
extension ConceptReader {
  mutating func readScope(_ index: Int) {
    let articles = program.norms[index].articles
    switch program.norms[index].kind {
    case .effective:
      var day = slot(.date, index)
      if day == .keyword(.issueDate) {
        day = program.norms(.issued).first.flatMap { slot(.date, $0) } ?? .unstated
      }
      add(.scope, index, [attribute(.effective, day, articles)])
    case .expires: add(.scope, index, [attribute(.expires, slot(.date, index), articles)])
    case .issued: add(.scope, index, [attribute(.issued, slot(.date, index), articles)])
    case .interpreter: add(.scope, index, [attribute(.actor, slot(.target, index), articles)])
    default: add(.scope, index, [attribute(.kind, .keyword(.trial), articles)])
    }
  }

  mutating func readQuota(_ index: Int) {
    let norm = program.norms[index]
    let articles = norm.articles
    var exactness = slot(.exactness, index)
    // 原则上 不限 is less than 不限.
    if let word = norm.keyword(.hard), let said = exactness {
      exactness = .phrase([.keyword(word), said])
    }
    add(
      .quota, index,
      [
        attribute(.kind, .keyword(norm.kind), articles),
        attribute(.rhythm, rhythm(index), articles),
        attribute(.exactness, exactness, articles),
        attribute(.amount, slot(.amount, index), articles),
        attribute(.number, slot(.number, index), articles),
        attribute(.years, years(index), articles),
        attribute(.tolerance, slot(.tolerance, index), articles),
        attribute(.parts, all(.ofWhich, index), articles),
        attribute(.sentTo, detail(.sentTo, index, .text), articles),
      ])
  }

  mutating func readApportionment(_ index: Int) {
    let articles = program.norms[index].articles
    var factors: [TermValue] = []
    for child in program.children(index, .factor) {
      let name = TermValue.label(program.norms[child].label)
      let weight = slot(.weight, child)
      factors.append(weight.map { .phrase([name, $0]) } ?? name)
    }
    add(
      .quota, index,
      [
        attribute(.factors, factors.isEmpty ? nil : .set(factors), articles),
        attribute(.fills, detail(.fills, index, .target), articles),
        attribute(.among, detail(.sharedAmong, index, .per), articles),
        attribute(.method, detail(.method, index, .method), articles),
      ])
  }

  /// What is preferred or balanced among the eligible; it excludes nobody.
  mutating func readPriorities(_ index: Int) {
    for child in program.norms[index].children where program.norms.indices.contains(child) {
      let norm = program.norms[child]
      switch norm.kind {
      case .prefer, .balance, .may, .encourage, .striveFor:
        // One inside a reading counts where the policy takes that reading.
        if let setting = norm.node(.setting), keys.truth(setting) == false { continue }
        add(
          .priority, child,
          [
            attribute(.strength, .keyword(norm.kind), norm.articles),
            attribute(.condition, slot(.condition, child), norm.articles),
            attribute(.includes, ConceptReader.words(norm.words), norm.articles),
          ], holder: index)
      default: continue
      }
    }
  }

  /// Who judges and what is looked at, for each judgement that is asked for; whether it is asked for is
  /// a matter of the clauses.
  mutating func readJudgements(_ index: Int) {
    for item in program.norms[index].attributes where item.name == .items {
      guard case .requirement(let clause) = item.value,
        program.requirements.indices.contains(clause)
      else { continue }
      let requirement = program.requirements[clause]
      guard let field = requirement.judgement, let record = program.records.first,
        record.fields.indices.contains(field)
      else { continue }
      if let applies = requirement.applies, keys.truth(applies) == false { continue }
      let details = program.norms[index].children.filter {
        program.norms.indices.contains($0)
          && program.norms[$0].attributes.contains {
            $0.name == .items && $0.value == .requirement(clause)
          }
      }
      let judge = details.first { program.norms[$0].kind == .by }
      let considered = details.filter { program.norms[$0].kind == .considers }
      let matters = considered.map { TermValue.label(program.norms[$0].label) }
      let label = record.fields[field].label
      concepts.append(
        Concept(
          section: .selection, kind: .attest, norms: [], holder: index,
          label: IRLabel(
            id: label.id, zh: label.zh + "的认定", en: "Judging: " + label[.english]),
          articles: requirement.articles,
          attributes: [
            attribute(.actor, judge.flatMap { slot(.body, $0) }, requirement.articles),
            attribute(
              .considers, matters.isEmpty ? nil : .set(matters), requirement.articles),
          ].compactMap { $0 }))
    }
  }

  mutating func readSelection(_ index: Int) {
    let articles = program.norms[index].articles
    let ranking = all(.rank, index) ?? .unstated
    // Where nothing is said about ties, they are as open as where 未定 stands.
    let ties = all(.ties, index)
    add(
      .selection, index,
      [
        attribute(.fills, detail(.fills, index, .target), articles),
        attribute(.ranking, ranking, self.articles(.rank, index)),
        attribute(.ties, ties == .unstated ? nil : ties, self.articles(.ties, index)),
        attribute(.limits, all(.limit, index), self.articles(.limit, index)),
        attribute(.rounds, all(.round, index), self.articles(.round, index)),
      ])
  }

  mutating func readScoring(_ index: Int) {
    let articles = program.norms[index].articles
    var items: [TermValue] = []
    for child in program.children(index, .item) {
      let norm = program.norms[child]
      for word in norm.words {
        var parts = [TermValue.text(word)]
        for figure in [slot(.weight, child), slot(.marks, child)] {
          if let figure, figure != .unstated { parts.append(figure) }
        }
        items.append(parts.count == 1 ? parts[0] : .phrase(parts))
      }
    }
    func stated(_ kind: Keyword) -> TermValue? {
      let value = detail(kind, index, .method)
      return value == .unstated ? nil : value
    }
    add(
      .selection, index,
      [
        attribute(.items, items.isEmpty ? nil : .set(items), articles),
        attribute(.combine, stated(.combine), articles),
        attribute(.missing, stated(.missingScore), articles),
      ])
  }

  mutating func readTerm(_ index: Int) {
    let articles = program.norms[index].articles
    add(
      .training, index,
      [
        attribute(.adjustable, slot(.qualifier, index), articles),
        attribute(.length, slot(.length, index), articles),
        attribute(.starts, detail(.starts, index, .event), articles),
        attribute(.completes, detail(.completes, index, .condition), articles),
        attribute(.renewable, all(.renewable, index), articles),
        attribute(.recipient, detail(.paysTo, index, .recipient), articles),
      ])
  }

  mutating func readSubsidy(_ index: Int) {
    let norm = program.norms[index]
    let articles = norm.articles
    let purposes = program.children(index, .purpose).flatMap { program.norms[$0].texts(.text) }
    let sources = program.children(index, .source).flatMap { program.norms[$0].texts(.text) }
    let condition = self.condition(index)
    add(
      .money, index,
      [
        attribute(.rhythm, rhythm(index), articles),
        attribute(.bound, slot(.bound, index), articles),
        attribute(.amount, slot(.amount, index), articles),
        attribute(.during, detail(.during, index, .target), articles),
        attribute(.trigger, trigger(index), articles),
        attribute(.condition, condition, articles),
        attribute(.recipient, detail(.paysTo, index, .recipient), articles),
        attribute(.purpose, ConceptReader.words(purposes), articles),
        attribute(.source, ConceptReader.words(sources), articles),
        tax(index).map { ConceptAttribute(key: .tax, term: $0) },
        attribute(.payment, all(.paidBy, index), articles),
        attribute(.instalments, all(.instalment, index), articles),
        attribute(.ceilings, all(.ceiling, index), articles),
        attribute(.onceOnly, all(.onceOnly, index), articles),
        relations(index).map { ConceptAttribute(key: .relation, term: $0) },
        attribute(.matching, all(.matching, index), self.articles(.matching, index)),
        attribute(.within, all(.within, index), articles),
      ])
  }

  /// Payment on an event that confers one honour is payment with that honour, whatever the event.
  private func trigger(_ index: Int) -> TermValue? {
    guard let value = detail(.trigger, index, .event) else { return nil }
    guard case .event(let event) = value else { return value }
    let honours = program.norms(.honour).filter {
      program.norms[$0].event(.event) == event && program.norms[$0].keyword(.mode) == .confers
    }
    return honours.count == 1 ? .conferral(event: event, honour: honours[0]) : value
  }

  /// A condition says whether the amount is what is left after tax.
  private mutating func tax(_ index: Int) -> DeclaredTerm? {
    guard let value = detail(.tax, index, .method) else { return nil }
    return settled(value, yes: .keyword(.afterTax), no: .keyword(.beforeTax), articles(.tax, index))
  }

  private mutating func relations(_ index: Int) -> DeclaredTerm? {
    var parts: [TermValue] = []
    var isContested = false
    let articles = self.articles(.relation, index)
    for child in program.children(index, .relation) {
      guard let other = slot(.target, child), let relation = slot(.relation, child) else {
        continue
      }
      let kind = settled(
        relation, yes: .keyword(.addsTo), no: .keyword(.insteadOf), articles)
      parts.append(.phrase([other, kind.value]))
      isContested = isContested || kind.isContested
    }
    if parts.isEmpty { return nil }
    return DeclaredTerm(value: .set(parts), articles: articles, isContested: isContested)
  }

  mutating func readHonour(_ index: Int) {
    let norm = program.norms[index]
    let articles = norm.articles
    let words = program.children(index, .includes).flatMap { program.norms[$0].words }
    let condition = self.condition(index)
    add(
      .honour, index,
      [
        attribute(.actor, slot(.body, index), articles),
        attribute(.moment, slot(.event, index), articles),
        attribute(.condition, condition, articles),
        attribute(.asFor, detail(.asFor, index, .text), articles),
        attribute(.includes, ConceptReader.words(words), articles),
      ])
  }
}
