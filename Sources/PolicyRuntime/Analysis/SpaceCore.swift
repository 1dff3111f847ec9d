internal import PolicyLang

/// What a `PolicySpace` is made of: the shared vocabulary, the variables with their cells, and the
/// formulas. Building it takes two passes over the conditions: the first finds where the values of each
/// fact must be cut, the second writes the formulas over the cells.
final class SpaceCore {
  /// One policy on one day under one choice of readings and figures.
  struct Policy {
    let program: IRProgram
    let environment: Environment
    /// An evaluator that knows no fact.
    let blank: Evaluator
    /// Nodes that depend on no fact.
    let isConstant: [Bool]
  }

  /// Truth and falsity of a condition, each a formula of its own; a candidate for whom neither holds
  /// leaves it open.
  struct Rails: Equatable {
    var yes: Formula
    var no: Formula
    static let unknown = Rails(yes: .never, no: .never)
  }

  struct RailKey: Hashable {
    let policy: Int
    let node: NodeID
    let list: Int?
  }

  let policies: [Policy]
  let vocabulary: SharedVocabulary
  let mayBeAbsent: Bool
  let store = FormulaStore()
  let theory: ListTheory
  var variables = VariableTable()
  var terms = TermTable()
  /// What the first pass found.
  var leaves: [RailKey: LeafTable?] = [:]
  var rails: [RailKey: Rails] = [:]
  var visited: Set<RailKey> = []
  /// The cells that candidates of all policies can have.
  var universe: Box = []
  /// What holds of every record: derivations, invariants.
  private(set) var lawful = Formula.always
  /// Whether `有记载` is a truth value of its own, which each record fixes, whatever its completion.
  let fixesPresence: Bool
  /// What some clause reads; the rest is there only because a law of the vocabulary reads it.
  private(set) var decisive = BitSet()
  /// Whether something was left unanalysed.
  var hasOpaqueParts = false
  /// Where each condition that is not analysed stands first.
  var opaqueOrigins: [Int: (policy: Int, node: NodeID)] = [:]
  /// Whether the cells are settled.
  private(set) var isBuilt = false
  /// Facts that follow from others.
  private(set) var derivations: [Derivation] = []

  init(_ prepared: [PreparedPolicy], mayBeAbsent: Bool, fixesPresence: Bool = false) {
    self.fixesPresence = fixesPresence
    var policies: [Policy] = []
    var programs: [IRProgram] = []
    for policy in prepared {
      let program = policy.program
      programs.append(program)
      policies.append(
        Policy(
          program: program, environment: policy.environment,
          blank: Evaluator(policy.environment, Candidate(id: "", facts: Record([]))),
          isConstant: SpaceCore.constants(of: program)))
    }
    self.policies = policies
    self.mayBeAbsent = mayBeAbsent
    vocabulary = SharedVocabulary(programs)
    theory = ListTheory(store)
  }

  /// Which nodes depend on nothing about the candidate.
  private static func constants(of program: IRProgram) -> [Bool] {
    var result = [Bool](repeating: true, count: program.nodes.count)
    var isStable = false
    while !isStable {
      isStable = true
      for (index, node) in program.nodes.enumerated() where result[index] {
        let stays: Bool
        switch node.operation {
        case .field, .events, .holdsHonour, .termEnded, .hasOutcome, .error: stays = false
        default: stays = program.dependencies(of: node).allSatisfy { result[$0.index] }
        }
        if !stays {
          result[index] = false
          isStable = false
        }
      }
    }
    return result
  }

  /// Everything the policies decide by, cut and written.
  func build(_ roots: [[NodeID]]) {
    for policy in policies.indices {
      for node in roots[policy] { collect(node, policy, nil) }
      for invariant in policies[policy].program.invariants {
        collect(invariant.condition, policy, nil)
      }
    }
    derivations = derivedLeaves()
    for variable in 0..<variables.count {
      _ = store.addVariable(cells: variables[variable].domain.cellCount)
      universe.append(possibleCells(variable))
    }
    theory.universe = universe
    isBuilt = true
    var laws: [Formula] = []
    for policy in policies.indices {
      for invariant in policies[policy].program.invariants {
        laws.append(store.not(rails(of: invariant.condition, policy, nil).no))
      }
    }
    for derivation in derivations { laws.append(law(derivation)) }
    lawful = store.all(laws)
    for policy in policies.indices {
      for node in roots[policy] {
        let rails = rails(of: node, policy, nil)
        decisive.formUnion(store.variables(of: rails.yes))
        decisive.formUnion(store.variables(of: rails.no))
      }
    }
  }

  /// A variable that is needed only after the cells are settled.
  func newVariable(_ role: VariableRole, _ domain: Domain) -> Int {
    if let known = variables.find(role) { return known }
    let variable = variables.add(role, domain)
    _ = store.addVariable(cells: domain.cellCount)
    universe.append(possibleCells(variable))
    theory.universe = universe
    return variable
  }

  /// Values that some policy does not know are left out.
  private func possibleCells(_ variable: Int) -> Cells {
    let domain = variables[variable].domain
    var cells = domain.allValues | domain.absentCells
    guard let field = field(of: variable), case .choice = domain.kind else { return cells }
    for values in field.values {
      guard let values else { continue }
      for cell in 0..<domain.valueCells where !values.contains(Int64(cell)) {
        cells &= ~(1 << Cells(cell))
      }
    }
    return cells
  }

  /// The shared field that a variable stands for.
  func field(of variable: Int) -> SharedVocabulary.Field? {
    switch variables[variable].role {
    case .fact(let path): return field(at: path, in: 0)
    case .element(let list, let path), .place(let list, _, let path):
      return field(at: path, in: variables.lists[list].record)
    case .copy(let original): return field(of: original)
    case .opaque, .presence, .count, .marker: return nil
    }
  }

  func field(at path: [Int], in record: Int) -> SharedVocabulary.Field? {
    var record = record
    var result: SharedVocabulary.Field?
    for place in path {
      guard vocabulary.records[record].fields.indices.contains(place) else { return nil }
      result = vocabulary.records[record].fields[place]
      if let inner = result?.record { record = inner }
    }
    return result
  }

  // MARK: Which fact a node reads

  /// The scalar or list of the candidate, or of the element of `list`, that a node reads directly.
  func path(of node: NodeID, _ policy: Int, _ list: Int?) -> (scope: Int, path: [Int])? {
    let program = policies[policy].program
    switch program.nodes[node.index].operation {
    case .field(let scope, let index):
      let record: Int
      switch (scope, list) {
      case (0, _): record = 0
      case (1, let list?): record = variables.lists[list].record
      default: return nil
      }
      let shared = vocabulary.records[record].shared[policy]
      guard shared.indices.contains(index) else { return nil }
      return (scope, [shared[index]])
    case .member(let base, let index):
      guard case .record = program.nodes[base.index].type,
        let (scope, path) = path(of: base, policy, list),
        let record = field(at: path, in: scope == 0 ? 0 : variables.lists[list ?? 0].record)?.record
      else { return nil }
      let shared = vocabulary.records[record].shared[policy]
      guard shared.indices.contains(index) else { return nil }
      return (scope, path + [shared[index]])
    case .named(_, let inner): return path(of: inner, policy, list)
    default: return nil
    }
  }

  /// The variable of the scalar that a node reads; `nil` for anything else.
  func variable(of node: NodeID, _ policy: Int, _ list: Int?) -> Int? {
    guard let (scope, path) = path(of: node, policy, list) else { return nil }
    return variable(scope: scope, path, list)
  }

  func variable(scope: Int, _ path: [Int], _ list: Int?) -> Int? {
    let role: VariableRole
    let record: Int
    if scope == 0 {
      role = .fact(path)
      record = 0
    } else {
      guard let list else { return nil }
      role = .element(list: list, path)
      record = variables.lists[list].record
    }
    if let known = variables.find(role) { return known }
    guard let field = field(at: path, in: record), var domain = field.domain else { return nil }
    domain.mayBeAbsent = mayBeAbsent
    // An age derived from a date of birth to come is negative, though none can be written.
    if case .figure(let perUnit) = domain.kind, domain.low == 0, isDerived(scope, path) {
      domain.low = -10_000 * perUnit
    }
    return isBuilt ? newVariable(role, domain) : variables.add(role, domain)
  }

  private func isDerived(_ scope: Int, _ path: [Int]) -> Bool {
    guard scope == 0, path.count == 1 else { return false }
    for policy in policies.indices {
      let shared = vocabulary.records[0].shared[policy]
      for derivation in policies[policy].program.derivations
      where shared.indices.contains(derivation.field) && shared[derivation.field] == path[0] {
        return true
      }
    }
    return false
  }

  /// The number of the list that a node reads, if it is a list of the candidate itself.
  func list(of node: NodeID, _ policy: Int, _ outer: Int?) -> Int? {
    guard let (scope, path) = path(of: node, policy, outer), scope == 0,
      let field = field(at: path, in: 0), field.isList, let record = field.record
    else { return nil }
    if let known = variables.lists.firstIndex(where: { $0.path == path }) { return known }
    variables.lists.append(ListInfo(path: path, record: record))
    theory.addList()
    return variables.lists.count - 1
  }

  /// A value of the shared vocabulary in the words of one policy; `nil` where it has no such value.
  func local(_ value: Value, _ field: SharedVocabulary.Field?, _ policy: Int) -> Value? {
    guard case .value(let shared) = value, let places = field?.values[policy] else { return value }
    return places.firstIndex(of: Int64(shared)).map { .value($0) }
  }
}
