public import PolicyLang

/// What one box of a region says about one fact.
public struct RegionFact: Hashable, Sendable {
  public let subject: Subject
  public let range: Range

  /// What is spoken about.
  public enum Subject: Hashable, Sendable {
    /// A scalar of the candidate: the ids from the record down, its label, its type.
    case fact(path: [String], label: IRLabel)
    /// The number of elements of a list that meet a condition, which is given by boxes of its own:
    /// at least `least` when `range` is `.holds(true)`, fewer otherwise.
    case count(list: IRLabel, path: [String], least: Int64, elements: [[RegionFact]])
    /// A condition outside of the theory: the policy (index) and node where it stands.
    case condition(policy: Int, node: NodeID)
    /// Whether a list is given at all.
    case presence(list: IRLabel, path: [String])
  }

  /// The values in question. Absence is one of them in spaces of partial records.
  public enum Range: Hashable, Sendable {
    /// Separate stretches of an ordered fact, ascending, ends included; `nil` is no limit.
    case intervals([Interval], orAbsent: Bool)
    /// Values of a level or choice, a text, a truth value, a judgement.
    case values([RegionValue], orAbsent: Bool)
    /// For counts, presences and conditions: whether they hold.
    case holds(Bool)
  }

  public struct Interval: Hashable, Sendable {
    public let low: Value?
    public let high: Value?
    /// The first value above the stretch; `nil` where nothing limits it.
    public let below: Value?
  }
}

/// A value of a fact that is told apart.
public enum RegionValue: Hashable, Sendable {
  case named(IRLabel)
  case flag(Bool)
  case judgement(passed: Bool)
  case text(String)
  /// Any text but those that the policies mention.
  case otherText
}

/// Candidates described by what they have in common: all facts named, the others free.
public struct Region: Sendable {
  public let facts: [RegionFact]
  /// The formula of the region.
  public let formula: Formula
}

/// A difference as disjoint regions.
public struct RegionList: Sendable {
  public let regions: [Region]
  /// Whether they are all there is; otherwise the budget or the limit was reached.
  public let isComplete: Bool
  public let steps: Int
}

extension PolicySpace {
  /// The disjoint regions that a clause's own facts divide a difference into, fewest facts first.
  ///
  /// - Parameters:
  ///   - difference: a formula such as "passes A and breaks this clause of B".
  ///   - shown: the formula whose facts describe the regions, such as the clause. Regions are the boxes
  ///     of its facts for which the difference has candidates.
  ///   - limit: how many regions are wanted at most.
  public func regions(
    of difference: Formula, overFactsOf shown: Formula, limit: Int = 200
  ) -> RegionList {
    var maker = RegionMaker(space: self, difference: difference, shown: shown, limit: limit)
    return maker.make()
  }

  /// Regions of a formula over its own facts.
  public func regions(of formula: Formula, limit: Int = 200) -> RegionList {
    regions(of: formula, overFactsOf: formula, limit: limit)
  }
}

/// Divides the grid of a few variables into boxes whose cells all have candidates.
private struct RegionMaker {
  let space: PolicySpace
  let difference: Formula
  let shown: Formula
  let limit: Int
  private var steps = 0
  private var isComplete = true
  private var boxes: [[Int: Cells]] = []

  init(space: PolicySpace, difference: Formula, shown: Formula, limit: Int) {
    self.space = space
    self.difference = difference
    self.shown = shown
    self.limit = limit
  }

  private var core: SpaceCore { space.core }

  mutating func make() -> RegionList {
    let variables = core.store.variables(of: shown).members
    var box: [Int: Cells] = [:]
    var cells = 1
    for variable in variables {
      box[variable] = core.universe[variable]
      cells = min(cells, space.gridLimit) * core.universe[variable].nonzeroBitCount
    }
    if cells <= space.gridLimit {
      divide(variables, 0, box, nil)
      merge()
    } else {
      spread(variables)
    }
    boxes = sorted(boxes)
    var regions: [Region] = []
    for box in boxes { regions.append(region(box)) }
    return RegionList(regions: regions, isComplete: isComplete, steps: steps)
  }

  /// Splits along one variable after the other, leaving a branch as soon as it has no candidate, and
  /// keeping it whole as soon as the shown formula holds in all of it and so does the difference.
  /// - Parameter model: somebody of the difference who lies in the box, if one is known.
  private mutating func divide(
    _ variables: [Int], _ next: Int, _ box: [Int: Cells], _ known: PolicySpace.Model?
  ) {
    guard steps < space.budget * 4 else {
      isComplete = false
      return
    }
    var model = known
    if model == nil {
      let answer = space.solve(difference, within: full(box))
      steps += answer.steps
      switch answer.verdict {
      case .unsatisfiable: return
      case .undecided:
        isComplete = false
        return
      case .satisfiable(let found): model = found
      }
    }
    guard next < variables.count else {
      boxes.append(box)
      return
    }
    let variable = variables[next]
    let cells = box[variable] ?? 0
    for cell in 0..<128 where cells & (1 << Cells(cell)) != 0 {
      var narrower = box
      narrower[variable] = 1 << Cells(cell)
      divide(variables, next + 1, narrower, model?.within(1 << Cells(cell), variable))
    }
  }

  /// Where the grid is too large: one box after the other, each as wide as the shown formula allows
  /// without touching those before it.
  private mutating func spread(_ variables: [Int]) {
    var rest = Formula.always
    while boxes.count < limit, steps < space.budget * 4 {
      let answer = space.solve(space.all([difference, rest]))
      steps += answer.steps
      guard let model = answer.model else {
        if answer.isUndecided { isComplete = false }
        return
      }
      var solver = BoxSolver(core.store, core.theory, budget: space.budget)
      // The model settles the shown formula one way or the other.
      var own = model.box
      let isMet = solver.simplify(shown, own) == .always
      let target = space.all([isMet ? shown : space.not(shown), rest])
      for variable in variables {
        let narrow = own[variable]
        own[variable] = core.universe[variable]
        if solver.simplify(target, own) != .always { own[variable] = narrow }
      }
      var box: [Int: Cells] = [:]
      var parts: [Formula] = []
      for variable in variables {
        box[variable] = own[variable]
        parts.append(core.store.literal(variable, own[variable]))
      }
      boxes.append(box)
      rest = space.all([rest, space.not(space.all(parts))])
    }
    isComplete = false
  }

  private func full(_ box: [Int: Cells]) -> Box {
    var result = core.universe
    for (variable, cells) in box { result[variable] = cells }
    return result
  }

  /// Joins boxes that differ in one variable only, until none do.
  private mutating func merge() {
    let variables = core.store.variables(of: shown).members
    var isStable = false
    while !isStable {
      isStable = true
      for variable in variables.reversed() {
        var groups: [[Int: Cells]: Cells] = [:]
        var order: [[Int: Cells]] = []
        for box in boxes {
          var rest = box
          rest[variable] = nil
          if groups[rest] == nil { order.append(rest) }
          groups[rest, default: 0] |= box[variable] ?? 0
        }
        if order.count == boxes.count { continue }
        isStable = false
        boxes = []
        for rest in order {
          var joined = rest
          joined[variable] = groups[rest]
          boxes.append(joined)
        }
      }
    }
    if boxes.count > limit {
      boxes = Array(sorted(boxes).prefix(limit))
      isComplete = false
    }
  }

  private func sorted(_ boxes: [[Int: Cells]]) -> [[Int: Cells]] {
    boxes.sorted { order($0, $1) }
  }

  /// Fewest facts first, then the largest, then by the place of the facts.
  private func order(_ a: [Int: Cells], _ b: [Int: Cells]) -> Bool {
    let (first, second) = (constrained(a), constrained(b))
    if first.count != second.count { return first.count < second.count }
    if first != second { return first.lexicographicallyPrecedes(second) }
    for variable in first {
      let (x, y) = (a[variable] ?? 0, b[variable] ?? 0)
      if x.nonzeroBitCount != y.nonzeroBitCount { return x.nonzeroBitCount > y.nonzeroBitCount }
      if x != y { return x < y }
    }
    return false
  }

  private func constrained(_ box: [Int: Cells]) -> [Int] {
    box.keys.filter { box[$0] != core.universe[$0] }.sorted()
  }

  private func region(_ box: [Int: Cells]) -> Region {
    var facts: [RegionFact] = []
    var parts: [Formula] = []
    for variable in constrained(box) {
      let cells = box[variable] ?? 0
      parts.append(core.store.literal(variable, cells))
      if let fact = core.fact(variable, cells) { facts.append(fact) }
    }
    return Region(facts: facts, formula: core.store.all(parts))
  }
}

// Cells as values.
extension SpaceCore {
  /// What it means for a variable to lie in some cells.
  func fact(_ variable: Int, _ cells: Cells) -> RegionFact? {
    switch variables[variable].role {
    case .fact(let path): return scalar(variable, cells, names(path, 0))
    case .element(let list, let path):
      return scalar(variable, cells, names(path, variables.lists[list].record))
    case .place(let list, _, let path):
      return scalar(variable, cells, names(path, variables.lists[list].record))
    case .copy(let original): return fact(original, cells)
    case .opaque:
      guard let origin = opaqueOrigins[variable] else { return nil }
      return RegionFact(
        subject: .condition(policy: origin.policy, node: origin.node), range: .holds(cells & 2 != 0)
      )
    case .presence(let list):
      guard let label = field(at: variables.lists[list].path, in: 0)?.label else { return nil }
      return RegionFact(
        subject: .presence(list: label, path: names(variables.lists[list].path, 0)),
        range: .holds(cells & 2 != 0))
    case .count(let list, let condition, let least):
      guard let label = field(at: variables.lists[list].path, in: 0)?.label else { return nil }
      return RegionFact(
        subject: .count(
          list: label, path: names(variables.lists[list].path, 0), least: least,
          elements: boxes(of: condition)),
        range: .holds(cells & 2 != 0))
    case .marker: return nil
    }
  }

  func names(_ path: [Int], _ record: Int) -> [String] {
    var result: [String] = []
    for depth in path.indices {
      guard let field = field(at: Array(path[0...depth]), in: record) else { continue }
      result.append(field.label.id)
    }
    return result
  }

  private func scalar(_ variable: Int, _ cells: Cells, _ path: [String]) -> RegionFact? {
    guard let field = field(of: variable) else { return nil }
    let domain = variables[variable].domain
    let orAbsent = cells & domain.absentCells != 0
    let subject = RegionFact.Subject.fact(path: path, label: field.label)
    switch domain.kind {
    case .figure, .date, .year, .monthDay:
      return RegionFact(
        subject: subject, range: .intervals(intervals(domain, cells), orAbsent: orAbsent))
    case .flag, .choice, .judgement, .text, .atom:
      var values: [RegionValue] = []
      for cell in 0..<domain.valueCells where cells & (1 << Cells(cell)) != 0 {
        values.append(named(cell, domain, field))
      }
      return RegionFact(subject: subject, range: .values(values, orAbsent: orAbsent))
    }
  }

  private func named(
    _ cell: Int, _ domain: Domain, _ field: SharedVocabulary.Field
  ) -> RegionValue {
    switch domain.kind {
    case .choice where field.valueLabels.indices.contains(cell):
      return .named(field.valueLabels[cell])
    case .judgement: return .judgement(passed: cell == 1)
    case .text(let texts): return texts.indices.contains(cell) ? .text(texts[cell]) : .otherText
    case .choice, .flag, .atom, .figure, .date, .year, .monthDay: return .flag(cell == 1)
    }
  }

  private func intervals(_ domain: Domain, _ cells: Cells) -> [RegionFact.Interval] {
    var result: [RegionFact.Interval] = []
    var start: Int?
    for cell in 0...domain.valueCells {
      let isIn = cell < domain.valueCells && cells & (1 << Cells(cell)) != 0
      if isIn, start == nil { start = cell }
      guard !isIn, let from = start else { continue }
      let low = from == 0 ? nil : domain.value(at: domain.bounds(ofCell: from).first)
      let high =
        cell == domain.valueCells ? nil : domain.value(at: domain.bounds(ofCell: cell - 1).last)
      let below =
        cell == domain.valueCells ? nil : domain.value(at: domain.bounds(ofCell: cell).first)
      result.append(RegionFact.Interval(low: low, high: high, below: below))
      start = nil
    }
    return result
  }

  /// A condition on elements as boxes: one of them must hold.
  private func boxes(of condition: Formula) -> [[RegionFact]] {
    switch store[condition] {
    case .never: return []
    case .always: return [[]]
    case .literal(let variable, let cells):
      return fact(variable, cells).map { [[$0]] } ?? [[]]
    case .any(let parts):
      var result: [[RegionFact]] = []
      for part in parts { result += boxes(of: part) }
      return result
    case .all(let parts):
      var result: [[RegionFact]] = [[]]
      for part in parts {
        var longer: [[RegionFact]] = []
        for box in result {
          for other in boxes(of: part) where longer.count < 64 { longer.append(box + other) }
        }
        result = longer
      }
      return result
    }
  }
}
