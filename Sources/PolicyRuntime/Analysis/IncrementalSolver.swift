/// Conditions that somebody meets, and somebody who meets them: a search that goes on from where the
/// last one ended.
///
/// Conditions are added one at a time. As long as the candidates known so far meet a new one, nothing
/// is searched. Otherwise they are *repaired*: `BoxSolver` settles the conditions that they break, as
/// close to them as it can; then the conditions that this breaks join in, and so on. What has nothing
/// to do with the change is never looked at. If the few conditions that were looked at cannot hold
/// together, neither can all.
///
/// It is a value: a copy goes its own way, so that one search can be the start of many.
struct IncrementalSolver {
  enum Status { case possible, impossible, undecided }

  let core: SpaceCore
  var store: FormulaStore { core.store }
  /// Whether somebody meets all conditions. Once nobody does, further conditions change nothing.
  private(set) var status = Status.possible
  /// The cells that are left for each variable by conditions on that variable alone.
  private(set) var limits: Box
  /// The other conditions.
  private(set) var conditions: [Formula] = []
  /// Candidates who meet all conditions: every choice of one cell per variable, as far as lists
  /// allow. Means nothing unless `status` is `possible`.
  var model: Box
  /// The steps of all questions so far; a step is one simplification of a condition.
  var steps = 0
  /// How many steps one question may take.
  let budget: Int

  /// What only makes a candidate more ordinary is given up after so many steps.
  static let wishBudget = 2_000
  /// From this size on, alternatives are tried one after the other.
  private static let largeChoice = 24

  /// - Parameter hint: where to look first.
  init(_ core: SpaceCore, _ formula: Formula, near hint: Box? = nil, budget: Int) {
    self.core = core
    self.budget = budget
    limits = core.universe
    model = limits
    var choices: [Formula] = []
    for part in store.conjuncts(of: formula) + store.conjuncts(of: core.lawful) {
      if isLargeChoice(part) { choices.append(part) } else { conditions.append(part) }
    }
    tighten()
    guard status == .possible else { return }
    status = settle(near: hint ?? limits, budget)
    for choice in choices { require(choice) }
  }

  /// Draws conclusions until nothing follows any more: what is left with one variable limits it, what
  /// always holds is dropped.
  private mutating func tighten() {
    var solver = BoxSolver(store, core.theory, budget: .max)
    var isStable = false
    while !isStable {
      isStable = true
      var kept: [Formula] = []
      for condition in conditions {
        for part in store.conjuncts(of: solver.simplify(condition, limits)) {
          guard case .literal(let variable, let cells) = store[part] else {
            kept.append(part)
            continue
          }
          limits[variable] &= cells
          isStable = false
        }
      }
      conditions = kept
    }
    steps += solver.steps
    if conditions.contains(.never) || limits.contains(0) { status = .impossible }
  }

  // MARK: Adding conditions

  /// Adds a condition; `status` says whether somebody is left.
  mutating func require(_ formula: Formula) {
    guard status == .possible else { return }
    status = add(formula, budget)
  }

  /// The same with a further condition.
  func requiring(_ formula: Formula) -> IncrementalSolver {
    var result = self
    result.require(formula)
    return result
  }

  /// Requires a variable to lie in some cells.
  mutating func require(_ variable: Int, in cells: Cells) {
    guard status == .possible, !narrow(variable, to: cells) else { return }
    status = add(store.literal(variable, cells), budget)
  }

  /// Adds a condition if that is known to leave somebody; otherwise nothing changes.
  mutating func wish(_ formula: Formula) {
    guard status == .possible else { return }
    _ = add(formula, min(budget, IncrementalSolver.wishBudget))
  }

  /// Wishes for a variable to lie in some cells.
  mutating func wish(_ variable: Int, in cells: Cells) {
    guard status == .possible, variable < limits.count, limits[variable] & cells != 0,
      !narrow(variable, to: cells)
    else { return }
    _ = add(store.literal(variable, cells), min(budget, IncrementalSolver.wishBudget))
  }

  /// Limits a variable where that takes no search: some of the known candidates lie there already.
  private mutating func narrow(_ variable: Int, to cells: Cells) -> Bool {
    guard variable < limits.count, model[variable] & cells != 0,
      !core.theory.statements.contains(variable)
    else { return false }
    limits[variable] &= cells
    model[variable] &= cells
    return true
  }

  /// Adds a condition, if somebody is left; otherwise only the steps taken are kept.
  private mutating func add(_ formula: Formula, _ budget: Int) -> Status {
    let before = self
    grow()
    let outcome = addParts(of: formula, budget)
    if outcome != .possible {
      let taken = steps
      self = before
      steps = taken
    }
    return outcome
  }

  private mutating func addParts(of formula: Formula, _ budget: Int) -> Status {
    var start = model
    var displaced = BitSet()
    var choices: [Formula] = []
    let known = conditions.count
    for part in store.conjuncts(of: formula) {
      switch store[part] {
      case .always: continue
      case .never: return .impossible
      case .literal(let variable, let cells):
        limits[variable] &= cells
        let both = start[variable] & cells
        if both == start[variable] { continue }
        if both == 0 || core.theory.statements.contains(variable) {
          displaced.insert(variable)
        } else {
          start[variable] = both
        }
        if limits[variable] == 0 { return .impossible }
      case .all, .any:
        if isLargeChoice(part) { choices.append(part) } else { conditions.append(part) }
      }
    }
    let broken = (known..<conditions.count).filter { !isMet(conditions[$0], by: start) }
    var outcome = repair(start, broken, displaced, budget)
    for choice in choices where outcome == .possible { outcome = add(choice: choice, budget) }
    return outcome
  }

  private func isLargeChoice(_ formula: Formula) -> Bool {
    if case .any = store[formula] {
      return store.size(of: formula) >= IncrementalSolver.largeChoice
    }
    return false
  }

  /// "Breaks some clause" is quickest clause by clause.
  private mutating func add(choice: Formula, _ budget: Int) -> Status {
    if isMet(choice, by: model) {
      conditions.append(choice)
      return .possible
    }
    guard case .any(let alternatives) = store[choice] else { return .undecided }
    var outcome = Status.impossible
    for alternative in alternatives {
      var other = self
      let status = other.add(alternative, budget)
      steps = other.steps
      if status == .possible {
        model = other.model
        conditions.append(choice)
        return .possible
      }
      if status == .undecided { outcome = .undecided }
    }
    return outcome
  }

  /// Takes in variables that were made since the search began.
  mutating func grow() {
    while limits.count < core.universe.count {
      model.append(core.universe[limits.count])
      limits.append(core.universe[limits.count])
    }
  }
}
