internal import PolicyLang

/// How strict policies are, clause by clause and as a whole, as the solver settles it.
///
/// One clause is stricter than another where everybody who meets it meets the other too, and not the
/// reverse. Nothing is counted or weighed: clauses of which neither implies the other share a level and
/// are said to be `mixed`, or have none.
struct StrictnessScale {
  private let policies: [PreparedPolicy]
  private let space: PolicySpace

  init(_ policies: [PreparedPolicy]) {
    self.policies = policies
    space = PolicySpace(policies)
  }

  /// All clauses together: whom each policy admits.
  func overall() -> TableDimension {
    let relations = policies.indices.map { first in
      policies.indices.map { second in
        first < second ? space.relation(first, second) : .equivalent
      }
    }
    let order = PartialOrder(count: policies.count) { first, second in
      switch first < second ? relations[first][second] : relations[second][first] {
      case .equivalent: true
      case .stricter: first < second
      case .looser: second < first
      case .overlapping, .disjoint: false
      case .undecided: nil
      }
    }
    return dimension(
      "eligibility", LocalText(zh: "总体", en: "All together"),
      policies.indices.map { _ in Entry(text: LocalText(""), articles: [], isCertain: true) },
      order)
  }

  /// The clauses of a row.
  func clauses(_ row: ComparisonTable.ClauseRow) -> TableDimension? {
    var formulas: [Formula] = []
    var isHard: [Bool] = []
    var entries: [Entry?] = []
    var label: IRLabel?
    for (policy, index) in row.cells.enumerated() {
      guard let index, policies[policy].program.requirements.indices.contains(index) else {
        formulas.append(.always)
        isHard.append(false)
        entries.append(nil)
        continue
      }
      let clause = policies[policy].program.requirements[index]
      let formula = space.satisfied(index, of: policy)
      formulas.append(formula)
      isHard.append(clause.strength.isHard)
      if formula == .always {
        entries.append(nil)
        continue
      }
      if label == nil { label = clause.label }
      let figures = ThresholdReader(policies[policy]).thresholds(of: clause)
      entries.append(
        Entry(
          text: figures.count == 1 ? figures[0].text : LocalText(""), articles: clause.articles,
          isCertain: clause.strength.isHard))
    }
    guard let label else { return nil }
    let order = PartialOrder(count: policies.count) { first, second in
      if formulas[second] == .always { return true }
      // What may be waived is never as strict as what may not.
      if !isHard[first], isHard[second] { return false }
      if formulas[first] == formulas[second] { return true }
      return switch space.implies(formulas[first], formulas[second]) {
      case .holds: true
      case .fails: false
      case .undecided: nil
      }
    }
    return dimension(
      "clause." + label.id, LocalText(zh: label.zh, en: label[.english]), entries, order)
  }

  private struct Entry {
    let text: LocalText
    let articles: [String]
    let isCertain: Bool
  }

  private func dimension(
    _ id: String, _ label: LocalText, _ entries: [Entry?], _ order: PartialOrder
  ) -> TableDimension {
    let isSilent = entries.map { $0 == nil }
    let ranks = order.ranks(leavingOut: isSilent)
    var measures: [TableDimension.Measure] = []
    for (index, entry) in entries.enumerated() {
      guard let entry else {
        measures.append(.silent)
        continue
      }
      measures.append(
        TableDimension.Measure(
          level: ranks.levels[index], figure: nil, text: entry.text, articles: entry.articles,
          // A condition that is not analysed may hold of more people than it seems.
          isCertain: entry.isCertain && !space.hasOpaqueParts,
          unplaced: ranks.levels[index] != nil
            ? nil : ranks.open.contains(index) ? .undecided : .crossing))
    }
    return TableDimension(
      id: id, label: label, meaning: .stricter, measures: measures, mixedLevels: ranks.mixed)
  }
}

/// Things of which some are at least as strict as others.
struct PartialOrder {
  /// `implies[i][j]`: whoever passes `i` passes `j`; `nil`: not settled.
  private let implies: [[Bool?]]

  init(count: Int, _ implies: (Int, Int) -> Bool?) {
    var rows: [[Bool?]] = []
    for first in 0..<count {
      var row: [Bool?] = []
      for second in 0..<count { row.append(first == second ? true : implies(first, second)) }
      rows.append(row)
    }
    self.implies = rows
  }

  struct Ranks {
    /// From 1, the loosest; `nil` for what cannot be placed.
    var levels: [Int?]
    /// Levels that hold things of which neither is stricter.
    var mixed: [Int]
    /// What has no level because the search did not settle how it compares.
    var open: [Int]
  }

  /// Levels such that whatever stands higher is stricter than all that stands lower. What would break
  /// that is left without a level, as few as possible one after the other.
  func ranks(leavingOut absent: [Bool]) -> Ranks {
    var placed = implies.indices.filter { !absent[$0] }
    // What is not settled against something else has no place, beginning with what is least settled.
    var open: [Int] = []
    while true {
      let counts = placed.map { one in
        placed.count { implies[one][$0] == nil || implies[$0][one] == nil }
      }
      guard let most = counts.max(), most > 0, let place = counts.lastIndex(of: most) else { break }
      open.append(placed.remove(at: place))
    }
    while true {
      let levels = chainLevels(placed)
      var worst: (thing: Int, faults: Int)?
      for one in placed {
        let faults = placed.count {
          (levels[$0] ?? 0) < (levels[one] ?? 0) && implies[one][$0] != true
            || (levels[one] ?? 0) < (levels[$0] ?? 0) && implies[$0][one] != true
        }
        if faults > 0, faults >= worst?.faults ?? 0 { worst = (one, faults) }
      }
      guard let worst else {
        var mixed: [Int] = []
        for one in placed {
          for other in placed where levels[one] == levels[other] && implies[one][other] != true {
            if let level = levels[one], !mixed.contains(level) { mixed.append(level) }
          }
        }
        return Ranks(levels: levels, mixed: mixed.sorted(), open: open)
      }
      placed.removeAll { $0 == worst.thing }
    }
  }

  /// The length of the longest chain of ever looser things below each.
  private func chainLevels(_ placed: [Int]) -> [Int?] {
    var levels: [Int?] = Array(repeating: nil, count: implies.count)
    for one in placed { levels[one] = 1 }
    for _ in placed {
      for one in placed {
        for other in placed where implies[one][other] == true && implies[other][one] != true {
          levels[one] = max(levels[one] ?? 1, (levels[other] ?? 1) + 1)
        }
      }
    }
    return levels
  }
}
