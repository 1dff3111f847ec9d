internal import PolicyLang

/// What one record gives, put into formulas: of a condition only that part is left which the absent
/// facts decide.
///
/// Two records that leave the same part of every clause leave the same questions open, so the remaining
/// formulas are what answers are kept by.
struct CompletionRecord {
  /// More elements that are each partly unknown are not told apart.
  private static let mostOpenElements = 24

  let core: SpaceCore
  private var evaluator: Evaluator
  private var box: Box = []
  private var seen = BitSet()
  /// Whether everything given could be placed in the cells.
  private(set) var isExact = true

  init(_ core: SpaceCore, _ evaluator: Evaluator) {
    self.core = core
    self.evaluator = evaluator
  }

  /// The part of a condition that is left open.
  mutating func residue(of formula: Formula) -> Formula {
    while box.count < core.universe.count { box.append(core.universe[box.count]) }
    for variable in core.store.variables(of: formula).members where !seen.contains(variable) {
      seen.insert(variable)
      pin(variable)
    }
    var solver = BoxSolver(core.store, core.theory, budget: .max)
    return counted(solver.simplify(formula, box))
  }

  /// Narrows a variable to what is given.
  private mutating func pin(_ variable: Int) {
    switch core.variables[variable].role {
    case .fact(let path):
      if path.first == -2 {
        let isGiven = core.value(at: Array(path.dropFirst()), of: evaluator.candidate, 0) != nil
        box[variable] = isGiven ? 2 : 1
      } else if let value = core.value(at: path, of: evaluator.candidate, 0) {
        if let cells = cells(of: value, variable) { box[variable] = cells }
      }
    case .opaque(_, nil): pinOpaque(variable)
    case .element, .place, .opaque, .presence, .count, .marker, .copy: break
    }
  }

  private mutating func cells(of value: Value, _ variable: Int) -> Cells? {
    guard let place = core.ordinal(of: value, variable, 0) else {
      isExact = false
      return nil
    }
    return 1 << Cells(core.variables[variable].domain.cell(of: place))
  }

  /// What is not analysed is settled if the interpreter settles it without the absent facts.
  private mutating func pinOpaque(_ variable: Int) {
    guard let origin = core.opaqueOrigins[variable] else { return }
    do throws(EvaluationError) {
      switch try evaluator.truth(of: origin.node) {
      case .yes: box[variable] = 2
      case .no: box[variable] = 1
      case .unknown: break
      }
    } catch {
      isExact = false
    }
  }

  // MARK: Given lists

  /// Numbers of elements of given lists, told by what is open about each element.
  private mutating func counted(_ formula: Formula) -> Formula {
    var meanings: [Int: Formula] = [:]
    for variable in core.store.variables(of: formula).members {
      guard case .count(let list, let condition, let least) = core.variables[variable].role,
        case .list(let records)? = core.value(
          at: core.variables.lists[list].path, of: evaluator.candidate, 0)
      else { continue }
      meanings[variable] = number(of: records, list, condition, atLeast: Int(clamping: least))
    }
    return meanings.isEmpty ? formula : core.store.substituting(formula, meanings)
  }

  private mutating func number(
    of records: [Record], _ list: Int, _ condition: Formula, atLeast least: Int
  ) -> Formula {
    var open: [Formula] = []
    var lacking = least
    for (position, record) in records.enumerated() {
      let residue = residue(of: condition, record, list, position)
      if residue == .always {
        lacking -= 1
      } else if residue != .never {
        open.append(residue)
      }
    }
    if lacking <= 0 { return .always }
    if open.count < lacking { return .never }
    if open.count > CompletionRecord.mostOpenElements {
      isExact = false
      return .never
    }
    return core.store.atLeast(lacking, of: open)
  }

  /// What is open about one given element; its absent facts get variables of their own.
  private mutating func residue(
    of condition: Formula, _ record: Record, _ list: Int, _ position: Int
  ) -> Formula {
    let shape = core.variables.lists[list].record
    var own = core.universe
    for variable in core.store.variables(of: condition).members {
      guard case .element(_, let path) = core.variables[variable].role else { continue }
      if path.first == -2 {
        let isGiven = core.value(at: Array(path.dropFirst()), of: record, shape, 0) != nil
        own[variable] = isGiven ? 2 : 1
      } else if let value = core.value(at: path, of: record, shape, 0),
        let cells = cells(of: value, variable)
      {
        own[variable] = cells
      }
    }
    var solver = BoxSolver(core.store, core.theory, budget: .max)
    let simple = solver.simplify(condition, own)
    var names: [Int: Int] = [:]
    for variable in core.store.variables(of: simple).members {
      let path: [Int]
      switch core.variables[variable].role {
      case .element(_, let inner): path = inner
      case .opaque(let term, _): path = [-1, term]
      case .fact, .place, .presence, .count, .marker, .copy: continue
      }
      names[variable] = core.newVariable(
        .place(list: list, position: position, path), core.variables[variable].domain)
    }
    return names.isEmpty ? simple : core.store.renaming(simple, names)
  }
}
