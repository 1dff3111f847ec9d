internal import PolicyLang

/// One thing that can be done to a record.
struct RemedyOption {
  enum Kind {
    /// A scalar of the candidate gets a value of this cell of a variable.
    case fact(variable: Int, cell: Int)
    /// A scalar of an element.
    case element(list: Int, position: Int, variable: Int, cell: Int)
    /// So many elements are added that lie in the box.
    case add(list: Int, count: Int, box: [Int: Cells], isSparse: Bool)
    case remove(list: Int, positions: [Int])
    case waive(requirement: Int)
  }
  let kind: Kind
  /// What is changed, without the value.
  let key: String
  let path: String
  let type: IRType
  let from: Value
  let to: Value
}

/// What can be done to a record about a clause: for each fact that it reads one value of every cell that
/// the policy tells apart, for lists elements to add or to take away, and a waiver.
final class RemedyOptions {
  let policy: PreparedPolicy
  let core: SpaceCore
  private let space: PolicySpace
  private var support: [Int: Set<Int>] = [:]

  /// More elements of a list are not changed one by one.
  private static let mostElements = 6

  init(_ policy: PreparedPolicy) {
    self.policy = policy
    space = PolicySpace([policy])
    core = space.core
  }

  var program: IRProgram { policy.program }

  /// Whether it is proved that no candidate whatever is eligible, not even with every waiver.
  private(set) lazy var admitsNobody: Bool = {
    let waivable = program.requirements.indices.filter {
      !program.requirements[$0].strength.isHard
    }
    return space.solve(space.eligible(0, waived: Set(waivable))).isUnsatisfiable
  }()

  // MARK: Facts of a clause

  /// The fields of the candidate that a clause reads, those from which others are derived included.
  func facts(of requirement: Int) -> Set<Int> {
    if let known = support[requirement] { return known }
    var result = Set<Int>()
    var roots = [program.requirements[requirement].satisfied]
    while let root = roots.popLast() {
      let reachable = program.reachable(from: [root])
      for (index, node) in program.nodes.enumerated() where reachable[index] {
        guard case .field(0, let field) = node.operation, result.insert(field).inserted else {
          continue
        }
        for derivation in program.derivations where derivation.field == field {
          roots.append(derivation.value)
        }
      }
    }
    support[requirement] = result
    return result
  }

  /// - Parameter original: the record before any change, for the values to compare with.
  /// - Returns: the options, and whether they are all there are.
  func options(
    for clause: ClauseFinding, _ candidate: Candidate, _ original: Candidate
  ) -> (options: [RemedyOption], isComplete: Bool) {
    var result: [RemedyOption] = []
    let requirement = program.requirements[clause.requirement]
    if !requirement.strength.isHard { result.append(waiver(clause, original)) }
    let facts = facts(of: clause.requirement)
    let shared = core.vocabulary.records[0].shared[0]
    let now = completed(candidate)
    var isComplete = true
    for variable in 0..<core.variables.count {
      guard case .fact(let path) = core.variables[variable].role, let first = path.first,
        let field = shared.firstIndex(of: first), facts.contains(field)
      else { continue }
      result += scalars(variable, path, now)
    }
    let rails = core.rails(of: requirement.satisfied, 0, nil)
    var mentioned = core.store.variables(of: rails.yes)
    mentioned.formUnion(core.store.variables(of: rails.no))
    var counts: [(list: Int, condition: Formula, least: Int)] = []
    for variable in mentioned.members {
      switch core.variables[variable].role {
      case .opaque: isComplete = false
      case .count(let list, let condition, let least):
        counts.append((list, condition, Int(clamping: least)))
      case .fact, .element, .place, .presence, .marker, .copy: continue
      }
    }
    for list in core.variables.lists.indices {
      let own = counts.filter { $0.list == list }
      if own.isEmpty { continue }
      if !listOptions(list, own.map { ($0.condition, $0.least) }, now, &result) {
        isComplete = false
      }
    }
    return (result, isComplete)
  }

  /// The record with what follows from it.
  private func completed(_ candidate: Candidate) -> Candidate {
    do throws(DecisionError) {
      return try policy.evaluator(for: candidate).candidate
    } catch {
      return candidate
    }
  }

  private func waiver(_ clause: ClauseFinding, _ original: Candidate) -> RemedyOption {
    let field = program.records[0].fields.first { $0.type == .clauses }
    return RemedyOption(
      kind: .waive(requirement: clause.requirement), key: "!" + clause.label.id,
      path: field?.label.id ?? "waivers", type: .clauses, from: .clauses(original.waivers),
      to: .clauses(original.waivers + [clause.label.id]))
  }

  // MARK: Scalars

  private func scalars(_ variable: Int, _ path: [Int], _ now: Candidate) -> [RemedyOption] {
    var result: [RemedyOption] = []
    let current = core.value(at: path, of: now, 0)
    let name = core.names(path, 0).joined(separator: ".")
    for (cell, value) in values(variable, current) {
      result.append(
        RemedyOption(
          kind: .fact(variable: variable, cell: cell), key: name, path: name,
          type: type(of: path, in: 0), from: current ?? .unknown, to: value))
    }
    return result
  }

  /// One value of every cell but the present one, the nearest first.
  private func values(_ variable: Int, _ current: Value?) -> [(cell: Int, value: Value)] {
    let domain = core.variables[variable].domain
    let place = current.flatMap { core.ordinal(of: $0, variable, 0) }
    let own = place.map { domain.cell(of: $0) }
    var cells: [Int] = []
    for cell in 0..<domain.valueCells where cell != own {
      if core.universe[variable] & 1 << Cells(cell) != 0 { cells.append(cell) }
    }
    if let own { cells.sort { abs($0 - own) < abs($1 - own) } }
    var result: [(cell: Int, value: Value)] = []
    for cell in cells {
      guard let value = core.value(variable, nearest(domain, cell, own), 0) else { continue }
      result.append((cell, value))
    }
    return result
  }

  /// The value of a cell that lies nearest to another cell, or at the threshold.
  private func nearest(_ domain: Domain, _ cell: Int, _ own: Int?) -> Int64 {
    let (first, last) = domain.bounds(ofCell: cell)
    if let own { return own > cell ? last : first }
    return cell == 0 && domain.valueCells > 1 ? last : first
  }

  func type(of path: [Int], in record: Int) -> IRType {
    var record = record
    var type = IRType.error
    for place in path {
      guard let local = core.vocabulary.records[record].local[0],
        core.vocabulary.records[record].fields.indices.contains(place),
        let own = core.vocabulary.records[record].fields[place].local[0]
      else { return .error }
      type = program.records[local].fields[own].type
      if let inner = core.vocabulary.records[record].fields[place].record { record = inner }
    }
    return type
  }

  // MARK: Lists

  /// - Returns: whether nothing was left out.
  private func listOptions(
    _ list: Int, _ counts: [(condition: Formula, least: Int)], _ now: Candidate,
    _ result: inout [RemedyOption]
  ) -> Bool {
    let info = core.variables.lists[list]
    let name = core.names(info.path, 0).joined(separator: ".")
    let type = type(of: info.path, in: 0)
    var isComplete = true
    var records: [Record]?
    if case .list(let given)? = core.value(at: info.path, of: now, 0) { records = given }
    let from = records.map { Value.list($0) } ?? .unknown
    if records == nil {
      result.append(
        RemedyOption(
          kind: .remove(list: list, positions: []), key: name, path: name, type: type, from: from,
          to: .list([])))
    }
    for (condition, least) in counts {
      var sure = 0
      var maybe: [Int] = []
      for (position, record) in (records ?? []).enumerated() {
        let truth = meets(condition, record, list)
        if truth == .yes { sure += 1 }
        if truth != .no { maybe.append(position) }
      }
      if sure < least, least - sure <= 20 {
        guard let box = element(condition) else {
          isComplete = false
          continue
        }
        for isSparse in [true, false] {
          guard let record = self.record(box, list, isSparse: isSparse) else { continue }
          let added = (records ?? []) + Array(repeating: record, count: least - sure)
          result.append(
            RemedyOption(
              kind: .add(list: list, count: least - sure, box: box, isSparse: isSparse),
              key: name + "+\(condition.index)", path: name, type: type, from: from,
              to: .list(added)))
        }
      }
      if maybe.count >= least, least > 0, let records {
        let gone = Array(maybe.suffix(maybe.count - least + 1))
        var rest: [Record] = []
        for (position, record) in records.enumerated() where !gone.contains(position) {
          rest.append(record)
        }
        result.append(
          RemedyOption(
            kind: .remove(list: list, positions: gone), key: name + "-", path: name, type: type,
            from: from, to: .list(rest)))
      }
    }
    guard let records else { return isComplete }
    var variables = BitSet()
    for count in counts { variables.formUnion(core.store.variables(of: count.condition)) }
    if records.count > RemedyOptions.mostElements { isComplete = false }
    for (position, record) in records.prefix(RemedyOptions.mostElements).enumerated() {
      for variable in variables.members {
        guard case .element(_, let path) = core.variables[variable].role else { continue }
        let current = core.value(at: path, of: record, info.record, 0)
        let field = core.names(path, info.record).joined(separator: ".")
        let place = name + ".\(position + 1)." + field
        for (cell, value) in values(variable, current) {
          result.append(
            RemedyOption(
              kind: .element(list: list, position: position, variable: variable, cell: cell),
              key: place, path: place, type: self.type(of: path, in: info.record),
              from: current ?? .unknown, to: value))
        }
      }
    }
    return isComplete
  }

  /// Whether an element meets a condition, whatever is absent about it.
  private func meets(_ condition: Formula, _ record: Record, _ list: Int) -> Truth {
    let shape = core.variables.lists[list].record
    var box = core.universe
    for variable in core.store.variables(of: condition).members {
      guard case .element(_, let path) = core.variables[variable].role,
        let value = core.value(at: path, of: record, shape, 0),
        let place = core.ordinal(of: value, variable, 0)
      else { continue }
      box[variable] = 1 << Cells(core.variables[variable].domain.cell(of: place))
    }
    var solver = BoxSolver(core.store, core.theory, budget: .max)
    switch solver.simplify(condition, box) {
    case .always: return .yes
    case .never: return .no
    default: return .unknown
    }
  }

  /// The cells that elements meeting a condition may have, as many as possible at once; `nil` where
  /// there are none, or where the condition is not analysed.
  private func element(_ condition: Formula) -> [Int: Cells]? {
    var solver = BoxSolver(core.store, core.theory, budget: 2_000)
    guard case .box(var box) = solver.solve(condition, in: core.universe) else { return nil }
    var result: [Int: Cells] = [:]
    for variable in core.store.variables(of: condition).members {
      guard case .element = core.variables[variable].role else { return nil }
      for cell in 0..<core.variables[variable].domain.valueCells {
        let before = box[variable]
        box[variable] |= 1 << Cells(cell) & core.universe[variable]
        if solver.simplify(condition, box) != .always { box[variable] = before }
      }
      if box[variable] != core.universe[variable] { result[variable] = box[variable] }
    }
    return result
  }

  /// An element that lies in the cells, right at their thresholds.
  /// - Parameter isSparse: whether what does not matter is absent.
  private func record(_ box: [Int: Cells], _ list: Int, isSparse: Bool) -> Record? {
    let info = core.variables.lists[list]
    guard let own = core.vocabulary.records[info.record].local[0] else { return nil }
    var record = Record(unknown: program.records[own])
    for variable in info.elements {
      guard case .element(_, let path) = core.variables[variable].role else { continue }
      let cells = box[variable] ?? (isSparse ? 0 : core.universe[variable])
      if cells == 0 { continue }
      let needed = self.needed(variable, cells, type(of: path, in: info.record))
      guard core.set(needed.nearest, at: path, in: &record, info.record, 0) else { return nil }
    }
    return record
  }
}
