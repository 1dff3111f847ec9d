/// For each variable the cells that are still possible.
typealias Box = [Cells]

/// What a search found.
enum SearchOutcome {
  case nothing
  /// Every choice of one cell per variable out of this box meets the formula, as far as lists allow.
  case box(Box)
  /// The budget was used up first.
  case exhausted
}

/// Splits boxes of cells until a formula is true or false in all of the box (DPLL over intervals, with
/// conflict-directed backjumping).
///
/// Input: conditions that must hold together, and a box. Each step simplifies a condition under the
/// box; a condition that has become a single literal narrows the box. Conditions without common
/// variables are solved one after the other, so that a choice in one is never tried again because of
/// another. Every narrowing remembers the choices it rests on, so that a contradiction that does not
/// rest on the last choice is not found again under its alternative. What facts about lists mean
/// together is left to `ListTheory`.
struct BoxSolver {
  let store: FormulaStore
  let theory: ListTheory
  /// Simplifications done so far, and how many may be done.
  private(set) var steps = 0
  let budget: Int
  /// How often a variable stood in a condition that could not be met; those are chosen first.
  private var weights: [Int] = []
  /// Where to look first.
  private var hint: Box?

  init(_ store: FormulaStore, _ theory: ListTheory, budget: Int) {
    self.store = store
    self.theory = theory
    self.budget = budget
  }

  mutating func solve(_ formula: Formula, in box: Box) -> SearchOutcome {
    solve([formula], in: box)
  }

  /// - Parameter hint: cells to try first, for each variable.
  mutating func solve(
    _ formulas: [Formula], in box: Box, near hint: Box? = nil
  ) -> SearchOutcome {
    self.hint = hint
    if weights.count != box.count { weights = [Int](repeating: 0, count: box.count) }
    let region = Region(box: box, reasons: [Choices](repeating: 0, count: box.count))
    var conditions: [Condition] = []
    for formula in formulas { conditions.append(Condition(formula: formula, reason: 0)) }
    switch search(conditions, region, BitSet(below: box.count), depth: 0) {
    case .nothing: return .nothing
    case .found(let region): return .box(region.box)
    case .open, .exhausted: return .exhausted
    }
  }

  /// A set of choices, one bit for each depth; the highest stands for all that are deeper.
  private typealias Choices = UInt128
  private static let deepest = 127

  private struct Condition {
    var formula: Formula
    /// The choices by which it became what it is.
    var reason: Choices
  }

  private struct Region {
    var box: Box
    /// For each variable the choices that narrowed it.
    var reasons: [Choices]
  }

  private enum Outcome {
    /// Nothing as long as these choices stand.
    case nothing(Choices)
    case found(Region)
    /// Nothing was found, but lists that were not settled may allow something.
    case open
    case exhausted
  }

  private mutating func search(
    _ conditions: [Condition], _ start: Region, _ narrowed: BitSet, depth: Int
  ) -> Outcome {
    var region = start
    var conditions = conditions
    switch propagate(&conditions, &region, narrowed) {
    case .conflict(let reason): return .nothing(reason)
    case .exhausted: return .exhausted
    case .stable: break
    }
    if conditions.isEmpty { return isSettled(region.box) ? .found(region) : .open }
    let groups = independent(conditions)
    if groups.count == 1 { return split(conditions, region, depth) }
    var isOpen = false
    for group in groups {
      switch split(group, region, depth) {
      case .nothing(let reason): return .nothing(reason)
      case .exhausted: return .exhausted
      case .open: isOpen = true
      case .found(let found): region = found
      }
    }
    return isOpen ? .open : .found(region)
  }

  /// Whether lists are known to allow what the box says about them.
  private mutating func isSettled(_ box: Box) -> Bool {
    let every = BitSet(below: box.count)
    if case .possible = theory.check(box, changed: every, steps: &steps) { return true }
    return false
  }

  private mutating func split(
    _ conditions: [Condition], _ region: Region, _ depth: Int
  ) -> Outcome {
    let (variable, cells) = choice(conditions)
    var changed = BitSet()
    changed.insert(variable)
    let own = Choices(1) << Choices(min(depth, BoxSolver.deepest))
    var reason: Choices = 0
    var isOpen = false
    for side in isFarFromHint(variable, cells, region) ? [~cells, cells] : [cells, ~cells] {
      var narrower = region
      narrower.box[variable] &= side
      if narrower.box[variable] == 0 {
        reason |= region.reasons[variable]
        continue
      }
      narrower.reasons[variable] |= own
      switch search(conditions, narrower, changed, depth: depth + 1) {
      case .found(let found): return .found(found)
      case .exhausted: return .exhausted
      case .open: isOpen = true
      case .nothing(let conflict):
        // Then it is impossible on the other side too.
        if conflict & own == 0 { return .nothing(conflict) }
        reason |= conflict
      }
    }
    if isOpen { return .open }
    return .nothing(depth < BoxSolver.deepest ? reason & ~own : reason)
  }

  /// Whether the hint lies in none of these cells, but in others that are possible.
  private func isFarFromHint(_ variable: Int, _ cells: Cells, _ region: Region) -> Bool {
    guard let hint, variable < hint.count else { return false }
    let near = hint[variable] & region.box[variable]
    return near != 0 && near & cells == 0
  }

  private enum Propagation {
    case stable
    case conflict(Choices)
    case exhausted
  }

  private mutating func propagate(
    _ conditions: inout [Condition], _ region: inout Region, _ narrowed: BitSet
  ) -> Propagation {
    var changed = narrowed
    while !changed.isEmpty {
      var next = BitSet()
      var kept: [Condition] = []
      var open = conditions
      open.reverse()
      while var condition = open.popLast() {
        let mentioned = store.variables(of: condition.formula)
        if !mentioned.intersects(changed), !mentioned.intersects(next) {
          if case .any = store[condition.formula] {
            kept.append(condition)
            continue
          }
        }
        steps += 1
        if steps > budget { return .exhausted }
        let simple = settled(condition.formula, region.box)
        if simple != condition.formula {
          condition.reason |= BoxSolver.reasons(of: mentioned, region)
          condition.formula = simple
        }
        switch store[simple] {
        case .never:
          blame(mentioned)
          return .conflict(condition.reason)
        case .always: continue
        case .literal(let variable, let cells):
          let narrower = region.box[variable] & cells
          if narrower == 0 {
            blame(mentioned)
            return .conflict(condition.reason | region.reasons[variable])
          }
          if narrower != region.box[variable] {
            region.box[variable] = narrower
            region.reasons[variable] |= condition.reason
            next.insert(variable)
          }
        case .all(let parts):
          for part in parts.reversed() {
            open.append(Condition(formula: part, reason: condition.reason))
          }
        case .any: kept.append(condition)
        }
      }
      conditions = kept
      // What was narrowed before, by a split, has not been looked at either.
      changed.formUnion(next)
      if case .impossible(let statements) = theory.check(
        region.box, changed: changed, steps: &steps)
      {
        blame(statements)
        return .conflict(BoxSolver.reasons(of: statements, region))
      }
      changed = next
    }
    return .stable
  }

  private static func reasons(of variables: BitSet, _ region: Region) -> Choices {
    var result: Choices = 0
    variables.visit { result |= region.reasons[$0] }
    return result
  }

  private mutating func blame(_ variables: BitSet) {
    variables.visit { weights[$0] += 1 }
  }

  /// The formula with what the box settles taken out; most are settled altogether, which takes no new
  /// formulas to see.
  private mutating func settled(_ formula: Formula, _ box: Box) -> Formula {
    guard let truth = store.truth(of: formula, in: box) else { return simplify(formula, box) }
    steps += 1
    return truth ? .always : .never
  }

  /// The formula with what the box settles taken out.
  mutating func simplify(_ formula: Formula, _ box: Box) -> Formula {
    switch store[formula] {
    case .never, .always: return formula
    case .literal(let variable, let cells):
      let known = box[variable] & cells
      if known == 0 { return .never }
      return known == box[variable] ? .always : formula
    case .all(let parts):
      steps += 1
      var kept: [Formula] = []
      var isSame = true
      for part in parts {
        let simple = simplify(part, box)
        if simple == .never { return .never }
        if simple != part { isSame = false }
        if simple != .always { kept.append(simple) }
      }
      return isSame ? formula : store.all(kept)
    case .any(let parts):
      steps += 1
      var kept: [Formula] = []
      var isSame = true
      for part in parts {
        let simple = simplify(part, box)
        if simple == .always { return .always }
        if simple != part { isSame = false }
        if simple != .never { kept.append(simple) }
      }
      if isSame { return formula }
      let result = store.any(kept)
      // Literals that were merged may now cover the box.
      if case .literal = store[result] { return simplify(result, box) }
      return result
    }
  }

  /// The conditions in groups that share no variable and no list.
  private func independent(_ conditions: [Condition]) -> [[Condition]] {
    if conditions.count < 2 { return [conditions] }
    var groups: [(members: [Condition], mentioned: BitSet)] = []
    for condition in conditions {
      var group = (
        members: [condition], mentioned: theory.linked(store.variables(of: condition.formula))
      )
      var rest: [(members: [Condition], mentioned: BitSet)] = []
      for other in groups {
        if other.mentioned.intersects(group.mentioned) {
          group.members += other.members
          group.mentioned.formUnion(other.mentioned)
        } else {
          rest.append(other)
        }
      }
      groups = rest
      groups.append(group)
    }
    var result: [[Condition]] = []
    for group in groups { result.append(group.members) }
    return result
  }

  /// A literal of the smallest condition; of several, of the variable that stood in most conflicts and
  /// occurs most.
  private func choice(_ conditions: [Condition]) -> (variable: Int, cells: Cells) {
    var smallest = conditions[0].formula
    for condition in conditions where store.size(of: condition.formula) < store.size(of: smallest) {
      smallest = condition.formula
    }
    var best: (variable: Int, cells: Cells)?
    var most = 0
    for (variable, cells) in literals(of: smallest) {
      var uses = weights[variable]
      for condition in conditions
      where store.variables(of: condition.formula).contains(variable) {
        uses += 1
      }
      if uses > most {
        most = uses
        best = (variable, cells)
      }
    }
    return best ?? (0, ~0)
  }

  /// The literals that stand highest in a formula.
  private func literals(of formula: Formula) -> [(variable: Int, cells: Cells)] {
    var level = [formula]
    while !level.isEmpty {
      var found: [(variable: Int, cells: Cells)] = []
      var next: [Formula] = []
      for part in level {
        switch store[part] {
        case .literal(let variable, let cells): found.append((variable, cells))
        case .all(let parts), .any(let parts): next += parts
        case .never, .always: continue
        }
      }
      if !found.isEmpty { return found }
      level = next
    }
    return []
  }
}
