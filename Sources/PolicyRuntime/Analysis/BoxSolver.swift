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

/// Splits boxes of cells until a formula is true or false in all of the box (DPLL over intervals).
///
/// Input: conditions that must hold together, and a box. Each step simplifies a condition under the
/// box; a condition that has become a single literal narrows the box. Conditions without common
/// variables are solved one after the other, so that a choice in one is never tried again because of
/// another. What facts about lists mean together is left to `ListTheory`.
struct BoxSolver {
  let store: FormulaStore
  let theory: ListTheory
  /// Simplifications done so far, and how many may be done.
  private(set) var steps = 0
  let budget: Int

  init(_ store: FormulaStore, _ theory: ListTheory, budget: Int) {
    self.store = store
    self.theory = theory
    self.budget = budget
  }

  mutating func solve(_ formula: Formula, in box: Box) -> SearchOutcome {
    var changed = BitSet()
    for variable in box.indices { changed.insert(variable) }
    return search([formula], box, changed)
  }

  private mutating func search(
    _ conditions: [Formula], _ start: Box, _ narrowed: BitSet
  ) -> SearchOutcome {
    var box = start
    var conditions = conditions
    switch propagate(&conditions, &box, narrowed) {
    case .conflict: return .nothing
    case .exhausted: return .exhausted
    case .stable: break
    }
    if conditions.isEmpty { return .box(box) }
    let groups = independent(conditions)
    if groups.count == 1 { return split(conditions, box) }
    for group in groups {
      switch split(group, box) {
      case .nothing: return .nothing
      case .exhausted: return .exhausted
      case .box(let found): box = found
      }
    }
    return .box(box)
  }

  private mutating func split(_ conditions: [Formula], _ box: Box) -> SearchOutcome {
    let (variable, cells) = choice(conditions)
    var changed = BitSet()
    changed.insert(variable)
    var wasCut = false
    for side in [cells, ~cells] {
      var narrower = box
      narrower[variable] &= side
      if narrower[variable] == 0 { continue }
      switch search(conditions, narrower, changed) {
      case .box(let found): return .box(found)
      case .nothing: continue
      case .exhausted: wasCut = true
      }
      if wasCut { return .exhausted }
    }
    return .nothing
  }

  private enum Propagation { case stable, conflict, exhausted }

  private mutating func propagate(
    _ conditions: inout [Formula], _ box: inout Box, _ narrowed: BitSet
  ) -> Propagation {
    var changed = narrowed
    while !changed.isEmpty {
      var next = BitSet()
      var kept: [Formula] = []
      var open = conditions
      open.reverse()
      while let condition = open.popLast() {
        if !store.variables(of: condition).intersects(changed),
          !store.variables(of: condition).intersects(next)
        {
          if case .any = store[condition] {
            kept.append(condition)
            continue
          }
        }
        steps += 1
        if steps > budget { return .exhausted }
        let simple = simplify(condition, box)
        switch store[simple] {
        case .never: return .conflict
        case .always: continue
        case .literal(let variable, let cells):
          let narrower = box[variable] & cells
          if narrower == 0 { return .conflict }
          if narrower != box[variable] {
            box[variable] = narrower
            next.insert(variable)
          }
        case .all(let parts): open += parts.reversed()
        case .any: kept.append(simple)
        }
      }
      conditions = kept
      // What was narrowed before, by a split, has not been looked at either.
      changed.formUnion(next)
      switch theory.check(box, changed: changed, steps: &steps) {
      case .possible: break
      case .impossible: return .conflict
      case .undecided: return .exhausted
      }
      changed = next
    }
    return .stable
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
  private func independent(_ conditions: [Formula]) -> [[Formula]] {
    if conditions.count < 2 { return [conditions] }
    var groups: [(members: [Formula], mentioned: BitSet)] = []
    for condition in conditions {
      var group = (
        members: [condition], mentioned: theory.linked(store.variables(of: condition))
      )
      var rest: [(members: [Formula], mentioned: BitSet)] = []
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
    var result: [[Formula]] = []
    for group in groups { result.append(group.members) }
    return result
  }

  /// A literal of the smallest condition; of several, of the variable that occurs most.
  private func choice(_ conditions: [Formula]) -> (variable: Int, cells: Cells) {
    var smallest = conditions[0]
    for condition in conditions where store.size(of: condition) < store.size(of: smallest) {
      smallest = condition
    }
    var best: (variable: Int, cells: Cells)?
    var most = 0
    for (variable, cells) in literals(of: smallest) {
      var uses = 0
      for condition in conditions where store.variables(of: condition).contains(variable) {
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
