/// A set of cells of one variable, one bit a cell; the highest bit that is used may be the cell of an
/// absent value.
typealias Cells = UInt128

/// A condition in the terms of one `PolicySpace`: which candidates it holds for.
///
/// Equal conditions have equal formulas as far as normalising can tell, so `==` is a quick, incomplete
/// test of equivalence. A formula means nothing outside the space that made it.
public struct Formula: Hashable, Sendable, Comparable {
  let index: Int32

  /// Holds for nobody, and for everybody.
  public static let never = Formula(index: 0)
  public static let always = Formula(index: 1)

  public static func < (a: Formula, b: Formula) -> Bool { a.index < b.index }
}

/// All formulas of a space, each stored once: flat, sorted, with one literal per variable.
///
/// Negation stands nowhere: a negated literal is the literal of the other cells.
final class FormulaStore {
  enum Node: Hashable {
    case never
    case always
    /// The variable lies in these cells; neither none nor all of them.
    case literal(Int, Cells)
    /// Two or more parts, none of which is itself an `all`.
    case all([Formula])
    case any([Formula])
  }

  private(set) var nodes: [Node] = [.never, .always]
  /// The variables that each formula mentions.
  private(set) var variables: [BitSet] = [BitSet(), BitSet()]
  /// How many literals each formula holds.
  private(set) var sizes: [Int] = [0, 0]
  private var index: [Node: Formula] = [:]
  private var negations: [Formula: Formula] = [:]
  /// All cells of each variable.
  private(set) var full: [Cells] = []

  subscript(formula: Formula) -> Node { nodes[Int(formula.index)] }
  func variables(of formula: Formula) -> BitSet { variables[Int(formula.index)] }
  func size(of formula: Formula) -> Int { sizes[Int(formula.index)] }

  /// A new variable with so many cells, at most 128.
  func addVariable(cells: Int) -> Int {
    full.append(Cells.max >> Cells(128 - min(max(cells, 1), 128)))
    return full.count - 1
  }

  func literal(_ variable: Int, _ cells: Cells) -> Formula {
    let known = cells & full[variable]
    if known == 0 { return .never }
    if known == full[variable] { return .always }
    return intern(.literal(variable, known))
  }

  func not(_ formula: Formula) -> Formula {
    if let known = negations[formula] { return known }
    let result: Formula
    switch self[formula] {
    case .never: result = .always
    case .always: result = .never
    case .literal(let variable, let cells): result = literal(variable, ~cells)
    case .all(let parts): result = any(negated(parts))
    case .any(let parts): result = all(negated(parts))
    }
    negations[formula] = result
    negations[result] = formula
    return result
  }

  private func negated(_ parts: [Formula]) -> [Formula] {
    var result: [Formula] = []
    for part in parts { result.append(not(part)) }
    return result
  }

  func all(_ parts: [Formula]) -> Formula { join(parts, isAll: true) }
  func any(_ parts: [Formula]) -> Formula { join(parts, isAll: false) }

  private func join(_ parts: [Formula], isAll: Bool) -> Formula {
    let neutral = isAll ? Formula.always : .never
    let decisive = isAll ? Formula.never : .always
    var literals: [(variable: Int, cells: Cells)] = []
    var others: [Formula] = []
    var open = parts
    while let part = open.popLast() {
      if part == decisive { return decisive }
      if part == neutral { continue }
      switch self[part] {
      case .literal(let variable, let cells): literals.append((variable, cells))
      case .all(let inner) where isAll: open += inner
      case .any(let inner) where !isAll: open += inner
      case .all, .any: others.append(part)
      case .never, .always: continue
      }
    }
    literals.sort { $0.variable < $1.variable }
    var next = 0
    while next < literals.count {
      let variable = literals[next].variable
      var cells = literals[next].cells
      next += 1
      while next < literals.count, literals[next].variable == variable {
        if isAll { cells &= literals[next].cells } else { cells |= literals[next].cells }
        next += 1
      }
      let merged = literal(variable, cells)
      if merged == decisive { return decisive }
      if merged != neutral { others.append(merged) }
    }
    others.sort()
    var unique: [Formula] = []
    for part in others where unique.last != part { unique.append(part) }
    switch unique.count {
    case 0: return neutral
    case 1: return unique[0]
    default: return intern(isAll ? .all(unique) : .any(unique))
    }
  }

  /// The conditions that hold together where a formula holds.
  func conjuncts(of formula: Formula) -> [Formula] {
    if case .all(let parts) = self[formula] { return parts }
    return formula == .always ? [] : [formula]
  }

  /// Whether a formula holds for all of a box or for nothing of it; `nil` where this quick look, which
  /// makes no new formulas, does not tell.
  func truth(of formula: Formula, in box: Box) -> Bool? {
    switch self[formula] {
    case .never: return false
    case .always: return true
    case .literal(let variable, let cells):
      let known = box[variable] & cells
      return known == 0 ? false : known == box[variable] ? true : nil
    case .all(let parts):
      var result: Bool? = true
      for part in parts {
        switch truth(of: part, in: box) {
        case .some(false): return false
        case .some(true): continue
        case .none: result = nil
        }
      }
      return result
    case .any(let parts):
      var result: Bool? = false
      for part in parts {
        switch truth(of: part, in: box) {
        case .some(true): return true
        case .some(false): continue
        case .none: result = nil
        }
      }
      return result
    }
  }

  /// At least `count` of the parts hold.
  func atLeast(_ count: Int, of parts: [Formula]) -> Formula {
    if count <= 0 { return .always }
    if count > parts.count { return .never }
    if count == 1 { return any(parts) }
    if count == parts.count { return all(parts) }
    // row[k]: at least k of the parts from the current one on.
    var row = [Formula](repeating: .never, count: count + 1)
    row[0] = .always
    for part in parts.reversed() {
      for wanted in stride(from: count, through: 1, by: -1) {
        row[wanted] = any([row[wanted], all([part, row[wanted - 1]])])
      }
    }
    return row[count]
  }

  private func intern(_ node: Node) -> Formula {
    if let known = index[node] { return known }
    let formula = Formula(index: Int32(clamping: nodes.count))
    var mentioned = BitSet()
    var size = 0
    switch node {
    case .never, .always: break
    case .literal(let variable, _):
      mentioned.insert(variable)
      size = 1
    case .all(let parts), .any(let parts):
      for part in parts {
        mentioned.formUnion(variables(of: part))
        size += self.size(of: part)
      }
    }
    nodes.append(node)
    variables.append(mentioned)
    sizes.append(size)
    index[node] = formula
    return formula
  }

  /// The formula with some variables replaced by others of as many cells.
  func renaming(_ formula: Formula, _ names: [Int: Int]) -> Formula {
    var known: [Formula: Formula] = [:]
    return renaming(formula, names, &known)
  }

  private func renaming(
    _ formula: Formula, _ names: [Int: Int], _ known: inout [Formula: Formula]
  ) -> Formula {
    if let result = known[formula] { return result }
    var result = formula
    switch self[formula] {
    case .never, .always: break
    case .literal(let variable, let cells):
      if let other = names[variable] { result = literal(other, cells) }
    case .all(let parts), .any(let parts):
      var renamed: [Formula] = []
      for part in parts { renamed.append(renaming(part, names, &known)) }
      if case .all = self[formula] { result = all(renamed) } else { result = any(renamed) }
    }
    known[formula] = result
    return result
  }

  /// The formula with truth values (variables of two cells, true the second) replaced by formulas.
  func substituting(_ formula: Formula, _ meanings: [Int: Formula]) -> Formula {
    switch self[formula] {
    case .never, .always: return formula
    case .literal(let variable, let cells):
      guard let meaning = meanings[variable] else { return formula }
      return cells & 2 != 0 ? meaning : not(meaning)
    case .all(let parts): return all(substituted(parts, meanings))
    case .any(let parts): return any(substituted(parts, meanings))
    }
  }

  private func substituted(_ parts: [Formula], _ meanings: [Int: Formula]) -> [Formula] {
    var result: [Formula] = []
    for part in parts { result.append(substituting(part, meanings)) }
    return result
  }

  /// The formula where a variable lies in these cells, which then no longer occurs.
  func fixing(_ formula: Formula, _ variable: Int, to cells: Cells) -> Formula {
    guard variables(of: formula).contains(variable) else { return formula }
    switch self[formula] {
    case .never, .always: return formula
    case .literal(_, let own):
      if own & cells == 0 { return .never }
      return cells & ~own == 0 ? .always : formula
    case .all(let parts): return all(fixed(parts, variable, cells))
    case .any(let parts): return any(fixed(parts, variable, cells))
    }
  }

  private func fixed(_ parts: [Formula], _ variable: Int, _ cells: Cells) -> [Formula] {
    var result: [Formula] = []
    for part in parts { result.append(fixing(part, variable, to: cells)) }
    return result
  }
}
