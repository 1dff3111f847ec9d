/// Divides the cells of a few variables into disjoint boxes in which a difference has candidates.
struct RegionMaker {
  private let space: PolicySpace
  private let shown: Formula
  /// The variables of the shown formula; boxes have one set of cells for each.
  private let variables: [Int]
  private let limit: Int
  private let budget: Int
  private var steps = 0
  private var isComplete = true
  private var boxes: [Box] = []

  private var core: SpaceCore { space.core }

  init(_ space: PolicySpace, _ shown: Formula, limit: Int, budget: Int) {
    self.space = space
    self.shown = shown
    self.limit = limit
    self.budget = budget
    variables = space.core.store.variables(of: shown).members
  }

  mutating func regions(of difference: IncrementalSolver) -> RegionList {
    var cells = 1
    for variable in variables {
      cells = min(cells, space.gridLimit) * core.universe[variable].nonzeroBitCount
    }
    switch difference.status {
    case .impossible: break
    case .undecided: isComplete = false
    case .possible where cells <= space.gridLimit:
      divide([], difference)
      merge()
    case .possible: spread(difference)
    }
    boxes = sorted(boxes)
    return RegionList(
      regions: boxes.map { region($0) }, isComplete: isComplete, steps: difference.steps + steps)
  }

  /// Takes every cell of one variable after the other, leaving a branch as soon as it has no candidate.
  private mutating func divide(_ box: Box, _ held: IncrementalSolver) {
    guard box.count < variables.count else {
      boxes.append(box)
      return
    }
    let variable = variables[box.count]
    for cell in 0..<core.store.full[variable].nonzeroBitCount {
      guard steps < budget else {
        isComplete = false
        return
      }
      let cells: Cells = 1 << Cells(cell)
      var narrower = held
      narrower.require(variable, in: cells)
      steps += narrower.steps - held.steps
      switch narrower.status {
      case .impossible: continue
      case .undecided: isComplete = false
      case .possible: divide(box + [cells], narrower)
      }
    }
  }

  /// Where the grid is too large: one box after the other, each as wide as the shown formula allows
  /// without touching those before it.
  private mutating func spread(_ difference: IncrementalSolver) {
    var rest = difference
    while boxes.count < limit, rest.steps - difference.steps < budget {
      guard rest.status == .possible else {
        if rest.status == .undecided { isComplete = false }
        return
      }
      let box = widened(rest.model)
      boxes.append(box)
      rest.require(space.not(core.store.all(literals(box))))
      steps = rest.steps - difference.steps
    }
    isComplete = false
  }

  /// The cells of a candidate's facts and as many more as possible for which the shown formula is
  /// settled in the same way.
  private func widened(_ model: Box) -> Box {
    var solver = BoxSolver(core.store, core.theory, budget: .max)
    var whole = model
    let isMet = solver.simplify(shown, whole) == .always
    let target = isMet ? shown : space.not(shown)
    var box = variables.map { model[$0] }
    for (place, variable) in variables.enumerated() {
      let own = box[place]
      box[place] = core.universe[variable]
      whole[variable] = box[place]
      if boxes.contains(where: { overlap($0, box) }) || solver.simplify(target, whole) != .always {
        box[place] = own
        whole[variable] = own
      }
    }
    return box
  }

  private func overlap(_ a: Box, _ b: Box) -> Bool {
    for place in a.indices where a[place] & b[place] == 0 { return false }
    return true
  }

  /// Joins boxes that differ in one variable only, until none do.
  private mutating func merge() {
    var isStable = false
    while !isStable {
      isStable = true
      for place in variables.indices.reversed() {
        var groups: [Box: Int] = [:]
        var joined: [Box] = []
        for box in boxes {
          var rest = box
          rest[place] = 0
          if let known = groups[rest] {
            joined[known][place] |= box[place]
          } else {
            groups[rest] = joined.count
            joined.append(box)
          }
        }
        if joined.count < boxes.count { isStable = false }
        boxes = joined
      }
    }
    if boxes.count > limit {
      boxes = Array(sorted(boxes).prefix(limit))
      isComplete = false
    }
  }

  private func sorted(_ boxes: [Box]) -> [Box] { boxes.sorted { precedes($0, $1) } }

  /// Fewest facts first, then the largest, then by the place of the facts.
  private func precedes(_ a: Box, _ b: Box) -> Bool {
    let (first, second) = (constrained(a), constrained(b))
    if first.count != second.count { return first.count < second.count }
    if first != second { return first.lexicographicallyPrecedes(second) }
    for place in first {
      let (x, y) = (a[place], b[place])
      if x.nonzeroBitCount != y.nonzeroBitCount { return x.nonzeroBitCount > y.nonzeroBitCount }
      if x != y { return x < y }
    }
    return false
  }

  /// The places of the variables of which a box says something.
  private func constrained(_ box: Box) -> [Int] {
    variables.indices.filter { box[$0] != core.universe[variables[$0]] }
  }

  private func literals(_ box: Box) -> [Formula] {
    variables.indices.map { core.store.literal(variables[$0], box[$0]) }
  }

  private func region(_ box: Box) -> Region {
    space.region(constrained(box).map { (variables[$0], box[$0]) })
  }
}
