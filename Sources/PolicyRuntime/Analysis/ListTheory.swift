/// Whether statements about the number of elements of one list can hold together.
///
/// A statement is "at least k elements meet φ", true or false. Elements are told apart only by which of
/// the conditions they meet; those combinations that some element can have are found by the same
/// solver, and a small search then looks for how many elements of each combination there must be.
final class ListTheory {
  enum Answer {
    case possible
    /// Because of these statements together.
    case impossible(BitSet)
    case undecided
  }

  /// Elements of a list: for each the cells of its variables.
  enum Elements {
    case found([Box])
    case impossible
    case undecided
  }

  private struct Statement {
    let variable: Int
    let condition: Formula
    let least: Int64
  }

  private struct Key: Hashable {
    let list: Int
    let truths: [Int8]
  }

  private let store: FormulaStore
  private var byList: [[Statement]] = []
  private var listOf: [Int: Int] = [:]
  private var markers: [BitSet] = []
  /// The variables that say something about a list.
  private(set) var statements = BitSet()
  private var known: [Key: Answer] = [:]
  /// The cells that elements may have, by variable.
  var universe: Box = [] {
    didSet { settled = [:] }
  }
  /// Whether an element can meet a condition, as far as that was asked.
  fileprivate var settled: [Formula: SearchOutcome] = [:]

  /// More conditions than this on one list are not combined.
  private static let mostConditions = 24
  private static let mostSteps = 20_000

  init(_ store: FormulaStore) { self.store = store }

  func addList() {
    byList.append([])
    markers.append(BitSet())
  }

  func register(_ variable: Int, list: Int, _ condition: Formula, atLeast least: Int64) {
    byList[list].append(Statement(variable: variable, condition: condition, least: least))
    listOf[variable] = list
    markers[list].insert(variable)
    statements.insert(variable)
  }

  /// The variables, and with each statement about a list all others about it.
  func linked(_ variables: BitSet) -> BitSet {
    guard variables.intersects(statements) else { return variables }
    var result = variables
    result.formUnion(statements(touching: variables))
    return result
  }

  /// Everything that is said about the lists that these variables say something about.
  func statements(touching variables: BitSet) -> BitSet {
    var result = BitSet()
    guard variables.intersects(statements) else { return result }
    for marker in markers where marker.intersects(variables) { result.formUnion(marker) }
    return result
  }

  func check(_ box: Box, changed: BitSet, steps: inout Int) -> Answer {
    guard changed.intersects(statements) else { return .possible }
    var isSettled = true
    for list in markers.indices where markers[list].intersects(changed) {
      var truths: [Int8] = []
      for statement in byList[list] {
        truths.append(ListTheory.truth(box[statement.variable]))
      }
      let key = Key(list: list, truths: truths)
      let answer: Answer
      if let settled = known[key] {
        answer = settled
      } else {
        switch elements(of: list, box, typical: [], steps: &steps) {
        case .found: answer = .possible
        case .impossible: answer = .impossible(settled(list, truths))
        case .undecided: answer = .undecided
        }
        known[key] = answer
      }
      switch answer {
      case .possible: continue
      case .impossible: return answer
      case .undecided: isSettled = false
      }
    }
    return isSettled ? .possible : .undecided
  }

  /// 1 for true, 0 for false, -1 for not settled; false is cell 0, true cell 1.
  private static func truth(_ cells: Cells) -> Int8 {
    switch cells & 3 {
    case 1: 0
    case 2: 1
    default: -1
    }
  }

  /// The variables of the statements of a list that are settled.
  private func settled(_ list: Int, _ truths: [Int8]) -> BitSet {
    var result = BitSet()
    for (statement, truth) in zip(byList[list], truths) where truth >= 0 {
      result.insert(statement.variable)
    }
    return result
  }

  /// Elements that make the settled statements of a list true.
  /// - Parameter typical: cells that elements should have where they may.
  func elements(of list: Int, _ box: Box, typical: Box, steps: inout Int) -> Elements {
    var least: [Formula: Int64] = [:]
    var most: [Formula: Int64] = [:]
    var conditions: [Formula] = []
    for statement in byList[list] {
      let truth = ListTheory.truth(box[statement.variable])
      if truth < 0 { continue }
      if !conditions.contains(statement.condition) { conditions.append(statement.condition) }
      if truth == 1 {
        least[statement.condition] = max(least[statement.condition] ?? 0, statement.least)
      } else {
        most[statement.condition] = min(
          most[statement.condition] ?? .max, statement.least - 1)
      }
    }
    // What no element may meet holds of every element, and needs no counting.
    var everywhere: [Formula] = []
    var counted: [Formula] = []
    for condition in conditions {
      let (low, high) = (least[condition] ?? 0, most[condition] ?? .max)
      if low > high { return .impossible }
      if high == 0 {
        everywhere.append(store.not(condition))
      } else {
        counted.append(condition)
      }
    }
    counted = counted.filter { (least[$0] ?? 0) > 0 || (most[$0] ?? .max) < .max }
    if !counted.contains(where: { (least[$0] ?? 0) > 0 }) { return .found([]) }
    var search = ElementSearch(
      store: store, theory: self, base: store.all(everywhere), conditions: counted,
      least: counted.map { least[$0] ?? 0 }, most: counted.map { most[$0] ?? .max },
      universe: universe, typical: typical)
    let result = search.run(mostConditions: ListTheory.mostConditions, budget: ListTheory.mostSteps)
    steps += search.steps
    return result
  }
}

/// Looks for elements that meet each condition a number of times between two bounds.
private struct ElementSearch {
  let store: FormulaStore
  let theory: ListTheory
  /// What holds of every element.
  let base: Formula
  let conditions: [Formula]
  let least: [Int64]
  let most: [Int64]
  let universe: Box
  let typical: Box
  private(set) var steps = 0
  private var isCut = false
  /// For each combination of conditions whether an element can have it, and its cells.
  private var kinds: [(pattern: UInt32, box: Box)] = []
  private var deadEnds: Set<[Int64]> = []

  init(
    store: FormulaStore, theory: ListTheory, base: Formula, conditions: [Formula], least: [Int64],
    most: [Int64], universe: Box, typical: Box
  ) {
    self.store = store
    self.theory = theory
    self.base = base
    self.conditions = conditions
    self.least = least
    self.most = most
    self.universe = universe
    self.typical = typical
  }

  mutating func run(mostConditions: Int, budget: Int) -> ListTheory.Elements {
    if let elements = separately(budget) { return elements }
    guard conditions.count <= mostConditions else { return .undecided }
    collect(pattern: 0, from: 0, given: [base], budget)
    var chosen: [Int] = []
    var counts = [Int64](repeating: 0, count: conditions.count)
    let found = fill(&chosen, &counts, budget)
    if found {
      var elements: [Box] = []
      for kind in chosen { elements.append(kinds[kind].box) }
      return .found(elements)
    }
    return isCut ? .undecided : .impossible
  }

  /// Elements of its own for each condition, none of which meets another one that is limited; `nil`
  /// where that does not settle it.
  private mutating func separately(_ budget: Int) -> ListTheory.Elements? {
    var elements: [Box] = []
    for (place, condition) in conditions.enumerated() where least[place] > 0 {
      var parts = [base, condition]
      for other in conditions.indices where other != place && most[other] < .max {
        parts.append(store.not(conditions[other]))
      }
      switch element(store.all(parts), budget) {
      case .box(let box):
        // A witness of thousands of elements would help nobody.
        guard least[place] <= 200 else { return .undecided }
        for _ in 0..<least[place] { elements.append(box) }
      // Without limits there is no other way.
      case .nothing: return parts.count == 2 ? .impossible : nil
      case .exhausted: return .undecided
      }
    }
    return .found(elements)
  }

  private mutating func element(_ condition: Formula, _ budget: Int) -> SearchOutcome {
    var solver = BoxSolver(store, theory, budget: budget)
    if !typical.isEmpty {
      var box = universe
      for variable in typical.indices where variable < box.count {
        if box[variable] & typical[variable] != 0 { box[variable] &= typical[variable] }
      }
      if case .box(let found) = solver.solve(condition, in: box) {
        steps += solver.steps
        return .box(found)
      }
    }
    if let known = theory.settled[condition] { return known }
    let outcome = solver.solve(condition, in: universe)
    steps += solver.steps
    theory.settled[condition] = outcome
    return outcome
  }

  /// All combinations that an element can have.
  private mutating func collect(
    pattern: UInt32, from place: Int, given: [Formula], _ budget: Int
  ) {
    steps += 1
    if steps > budget { isCut = true }
    if isCut { return }
    let formula = store.all(given)
    let box: Box
    switch element(formula, budget) {
    case .nothing: return
    case .exhausted:
      isCut = true
      return
    case .box(let found): box = found
    }
    guard place < conditions.count else {
      if pattern != 0 { kinds.append((pattern, box)) }
      return
    }
    let condition = conditions[place]
    collect(
      pattern: pattern | 1 << UInt32(place), from: place + 1, given: given + [condition], budget)
    collect(
      pattern: pattern, from: place + 1, given: given + [store.not(condition)], budget)
  }

  /// Adds elements until every lower bound is met; each must help the first one that is not.
  private mutating func fill(
    _ chosen: inout [Int], _ counts: inout [Int64], _ budget: Int
  ) -> Bool {
    steps += 1
    if steps > budget || chosen.count > 200 {
      isCut = true
      return false
    }
    var lacking: Int?
    for place in counts.indices where counts[place] < least[place] {
      lacking = place
      break
    }
    guard let lacking else { return true }
    if deadEnds.contains(counts) { return false }
    for kind in kinds.indices where kinds[kind].pattern & 1 << UInt32(lacking) != 0 {
      var next = counts
      var fits = true
      for place in counts.indices where kinds[kind].pattern & 1 << UInt32(place) != 0 {
        next[place] += 1
        if next[place] > most[place] { fits = false }
      }
      if !fits { continue }
      chosen.append(kind)
      if fill(&chosen, &next, budget) { return true }
      chosen.removeLast()
      if isCut { return false }
    }
    deadEnds.insert(counts)
    return false
  }
}
