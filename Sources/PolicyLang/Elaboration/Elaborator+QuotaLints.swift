// Arithmetic and timelines of quotas, cohorts, rounds, limits and weights.
//
// Only figures that are settled when the policy is compiled take part: written ones, and parameters
// with one value. What a reading settles is not doubted.
extension Elaborator {
  /// A declared norm with its statement, for messages.
  struct Declared {
    let statement: Statement
    let index: Int
  }

  mutating func lintQuotas() {
    var found: [Declared] = []
    for statement in linked.statements { collect(statement, into: &found) }
    for declared in found { lintYears(declared) }
    for cohorts in found where cohorts.statement.keyword == .cohorts {
      lintCohorts(cohorts, found)
    }
    lintYearlyTotals(found)
    for declared in found {
      switch declared.statement.keyword {
      case .quota: lintParts(declared)
      case .selection: lintSelection(declared, found)
      case .apportion: lintWeights(declared, .factor)
      case .scoring:
        lintWeights(declared, .item)
        lintScoreSheet(declared.statement, declared.index)
      default: continue
      }
    }
  }

  private func collect(_ statement: Statement, into found: inout [Declared]) {
    if let index = normIndex[statement.keywordSpan], program.norms.indices.contains(index) {
      found.append(Declared(statement: statement, index: index))
    }
    for detail in statement.details { collect(detail, into: &found) }
  }

  // MARK: Figures

  func norm(_ declared: Declared) -> IRNorm { program.norms[declared.index] }

  /// The number of a node that is settled when the policy is compiled.
  func settled(_ node: NodeID?, depth: Int = 0) -> (number: Rational, type: IRType)? {
    guard let node, depth < 8 else { return nil }
    switch builder[node].operation {
    case .constant(.number(let number)): return (number, builder[node].type)
    case .parameter(let index) where program.parameters.indices.contains(index):
      let values = program.parameters[index].values
      return values.count == 1 ? settled(values[0].value, depth: depth + 1) : nil
    default: return nil
    }
  }

  private func year(_ norm: IRNorm, _ name: SlotName) -> Int? {
    for attribute in norm.attributes where attribute.name == name {
      if case .constant(.calendarYear(let year), _) = attribute.value { return year }
    }
    return nil
  }

  private func written(_ norm: IRNorm, _ name: SlotName) -> Rational? {
    for attribute in norm.attributes where attribute.name == name {
      if case .constant(.number(let number), _) = attribute.value { return number }
    }
    return nil
  }

  func name(_ declared: Declared) -> LocalText {
    let label = norm(declared).label
    return LocalText(zh: label.zh, en: label[.english])
  }

  func span(_ declared: Declared) -> SourceSpan {
    declared.statement.name?.span ?? declared.statement.keywordSpan
  }

  func figure(_ number: Rational) -> LocalText { LocalText(number.description) }

  // MARK: Years and cohorts

  private mutating func lintYears(_ declared: Declared) {
    let norm = norm(declared)
    guard let first = year(norm, .year), let last = year(norm, .endYear), last < first else {
      return
    }
    articles = norm.articles
    report(
      .yearsReversed, at: span(declared),
      [name(declared), LocalText("\(last)"), LocalText("\(first)")])
  }

  private mutating func lintCohorts(_ cohorts: Declared, _ found: [Declared]) {
    let own = norm(cohorts)
    guard let count = written(own, .number), let first = year(own, .year),
      let last = year(own, .endYear), last >= first
    else { return }
    let perCohort = quotas(found) { $0.keyword(.rhythm) == .perCohort }
    let inAll = quotas(found) { norm in
      norm.keyword(.rhythm) == .inAll && year(norm, .year) == first && year(norm, .endYear) == last
    }
    if perCohort.count == 1, inAll.count == 1 {
      compare(perCohort[0], times: count, with: inAll[0])
    }
    lintTerms(cohorts, count, years: last - first + 1, found)
  }

  /// Whether the terms of all cohorts fit into the years one after the other.
  private mutating func lintTerms(
    _ cohorts: Declared, _ count: Rational, years: Int, _ found: [Declared]
  ) {
    let terms = found.filter { $0.statement.keyword == .training }
    guard terms.count == 1, let term = settled(norm(terms[0]).node(.length)),
      term.type == .number(.years), let total = term.number.multiplied(by: count),
      total > Rational(Int64(years))
    else { return }
    articles = norm(cohorts).articles
    let reading = cohorts.statement.details.first { $0.keyword == .reading }
    var arguments = [figure(count), figure(term.number), LocalText("\(years)")]
    guard let reading, let name = reading.name else {
      return report(.cohortsTooLong, at: span(cohorts), arguments)
    }
    let label = self.label(of: reading)
    arguments.append(LocalText(zh: name.text, en: label[.english]))
    report(.cohortsOverlap, at: span(cohorts), arguments)
  }

  private func quotas(_ found: [Declared], _ fits: (IRNorm) -> Bool) -> [Declared] {
    found.filter { $0.statement.keyword == .quota && fits(norm($0)) }
  }

  /// A yearly number over a range of years beside a number for the whole range.
  private mutating func lintYearlyTotals(_ found: [Declared]) {
    let totals = quotas(found) { norm in
      norm.keyword(.rhythm) == .inAll && year(norm, .year) != nil && year(norm, .endYear) != nil
    }
    let yearly = quotas(found) { norm in
      norm.keyword(.rhythm) == .yearly && year(norm, .year) != nil && year(norm, .endYear) != nil
    }
    guard totals.count == 1, yearly.count == 1, let first = year(norm(totals[0]), .year),
      let last = year(norm(totals[0]), .endYear), last >= first,
      year(norm(yearly[0]), .year) == first, year(norm(yearly[0]), .endYear) == last
    else { return }
    compare(yearly[0], times: Rational(Int64(last - first + 1)), with: totals[0])
  }

  private mutating func compare(_ part: Declared, times count: Rational, with total: Declared) {
    guard let single = settled(norm(part).node(.amount))?.number,
      let whole = settled(norm(total).node(.amount))?.number,
      let product = single.multiplied(by: count)
    else { return }
    let agrees: Bool
    switch norm(total).keyword(.exactness) {
    case .atMost: agrees = product <= whole
    case .atLeast: agrees = product >= whole
    default: agrees = product == whole
    }
    if agrees { return }
    articles = norm(total).articles
    let sum = count.description + " × " + single.description + " = " + product.description
    report(
      .quotaTotal, at: span(total),
      [
        name(part), name(total),
        LocalText(
          zh: sum + "，而合计写的是 " + whole.description,
          en: sum + ", and the total says " + whole.description),
      ])
  }

  // MARK: Parts, rounds, limits

  private mutating func lintSelection(_ selection: Declared, _ found: [Declared]) {
    var places: Rational?
    for child in norm(selection).children where program.norms[child].kind == .fills {
      if let target = program.norms[child].norm(.target), program.norms.indices.contains(target) {
        places = settled(program.norms[target].node(.amount))?.number
      }
    }
    if let places { lintRounds(selection, places) }
    let inside = Set(norm(selection).children)
    for declared in found where declared.statement.keyword == .limit {
      let isOwn = inside.contains(declared.index)
      let isInRound = inside.contains { program.norms[$0].children.contains(declared.index) }
      if isOwn || isInRound { lintLimit(declared, isOwn ? places : nil) }
    }
  }

  private mutating func lintRounds(_ selection: Declared, _ places: Rational) {
    var sum = Rational.zero
    let rounds = norm(selection).children.filter { program.norms[$0].kind == .round }
    let kept = outcomesAskedFor(by: rounds)
    for round in rounds {
      var isCounted = true
      var amount: Rational?
      for child in program.norms[round].children {
        let part = program.norms[child]
        if part.kind == .outcome, kept.contains(child) { isCounted = false }
        if part.kind == .takes {
          if part.keyword(.mode) == .outsideNumber { isCounted = false }
          if let figure = settled(part.node(.amount)) { amount = figure.number }
        }
      }
      if isCounted, let amount, let next = sum.adding(amount) { sum = next }
    }
    // Places below zero are an error of their own.
    guard sum > places, places >= .zero else { return }
    articles = norm(selection).articles
    report(.roundsExceedTotal, at: span(selection), [name(selection), figure(sum), figure(places)])
  }

  /// The outcomes from whose holders a round takes; such a round only narrows the field.
  private func outcomesAskedFor(by rounds: [Int]) -> Set<Int> {
    var asked = Set<Int>()
    var open: [NodeID] = []
    for round in rounds {
      for child in program.norms[round].children where program.norms[child].kind == .takesFrom {
        if let node = program.norms[child].node(.condition) { open.append(node) }
      }
    }
    var seen = Set<NodeID>()
    while let node = open.popLast() {
      guard seen.insert(node).inserted else { continue }
      if case .hasOutcome(let norm) = builder[node].operation { asked.insert(norm) }
      open += builder[node].operation.operands
    }
    return asked
  }

  private mutating func lintLimit(_ limit: Declared, _ places: Rational?) {
    guard let amount = settled(norm(limit).node(.amount)) else { return }
    let isFloor = norm(limit).keyword(.bound) == .atLeast
    articles = norm(limit).articles
    if amount.type == .share {
      guard isFloor, amount.number > .one else { return }
      report(
        .limitUnreachable, at: span(limit),
        [name(limit), LocalText(zh: "比例超过 100%", en: "the share is above 100%")])
    } else if isFloor, let places, amount.number > places {
      report(
        .limitUnreachable, at: span(limit),
        [
          name(limit),
          LocalText(
            zh: "至少 " + amount.number.description + "，而名额只有 " + places.description,
            en: "at least " + amount.number.description + " of " + places.description + " places"),
        ])
    }
  }

  // MARK: Weights

  /// Items that have only full marks weigh by them; beside items with a weight that would mean nothing.
  private mutating func lacksSomeWeights(_ sheet: Declared) -> Bool {
    let items = sheet.statement.details.filter { $0.keyword == .item }
    let bare = items.filter { $0.expression(.weight) == nil }
    guard let first = bare.first, bare.count < items.count else { return false }
    articles = norm(sheet).articles
    report(.weightsPartly, at: first.keywordSpan, [name(sheet)])
    return true
  }

  /// Weights written as shares must make up the whole.
  private mutating func lintWeights(_ declared: Declared, _ kind: Keyword) {
    var sum = Rational.zero
    var hasWeight = false
    if kind == .item, lacksSomeWeights(declared) { return }
    for child in norm(declared).children where program.norms[child].kind == kind {
      let part = program.norms[child]
      guard let weight = settled(part.node(.weight)), weight.type == .share else { return }
      var times = Int64(0)
      for attribute in part.attributes where attribute.name == .labels {
        _ = attribute
        times += 1
      }
      guard let own = weight.number.multiplied(by: Rational(max(1, times))),
        let next = sum.adding(own)
      else { return }
      sum = next
      hasWeight = true
    }
    guard hasWeight, sum != .one else { return }
    articles = norm(declared).articles
    let shown = sum.multiplied(by: Rational(100)).map { $0.description + "%" } ?? sum.description
    report(.weightsNotWhole, at: span(declared), [name(declared), LocalText(shown)])
  }
}
