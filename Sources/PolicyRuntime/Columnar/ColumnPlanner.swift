internal import PolicyLang

/// Finds the fields that a policy's clauses read, with derivations and invariants of its vocabulary.
///
/// Takes a prepared policy; gives the columns and lists that it adds to a plan. The names of fields and
/// values are those of the union where several policies share the plan.
struct ColumnPlanner {
  let policy: PreparedPolicy
  let link: VocabularyLink
  private var folder: ConstantFolder
  private var visited = Set<Visit>()

  private struct Visit: Hashable {
    let node: NodeID
    let domains: [Int]
  }

  init(_ policy: PreparedPolicy, _ link: VocabularyLink) {
    self.policy = policy
    self.link = link
    folder = ConstantFolder(policy.environment)
  }

  private var program: IRProgram { policy.program }

  /// Adds what the policy reads to a plan.
  mutating func extend(_ plan: inout ColumnPlan) {
    for root in ColumnPlanner.roots(of: program) { visit(root, [0], &plan) }
    for derivation in program.derivations {
      guard let place = link.place(of: derivation.field, in: 0) else { continue }
      _ = plan.addColumn(0, [place])
    }
  }

  /// Everything whose value, or failure to have one, decides.
  static func roots(of program: IRProgram) -> [NodeID] {
    var roots: [NodeID] = []
    for requirement in program.requirements {
      roots += [requirement.satisfied, requirement.condition]
      if let applies = requirement.applies { roots.append(applies) }
      for exception in requirement.exceptions + requirement.lifts { roots.append(exception.holds) }
    }
    for derivation in program.derivations { roots.append(derivation.value) }
    for invariant in program.invariants { roots.append(invariant.condition) }
    return roots
  }

  private mutating func visit(_ id: NodeID, _ domains: [Int], _ plan: inout ColumnPlan) {
    guard !folder.isConstant(id), visited.insert(Visit(node: id, domains: domains)).inserted else {
      return
    }
    switch program.nodes[id.index].operation {
    case .field, .member:
      if let (domain, path) = place(of: id, domains, plan) {
        _ = plan.addColumn(domain, path)
        return
      }
    case .quantifier(_, let list, let condition, let bound):
      visitElements(of: list, [condition], domains, &plan)
      if let bound { visit(bound, domains, &plan) }
      return
    case .aggregate(_, let list, let condition, let value):
      visitElements(of: list, [condition, value], domains, &plan)
      return
    case .compare(_, let left, let right):
      addWord(left, right, domains, &plan)
      addWord(right, left, domains, &plan)
    default: break
    }
    for operand in folder.operands(of: id) { visit(operand, domains, &plan) }
  }

  private mutating func visitElements(
    of list: NodeID, _ nodes: [NodeID?], _ domains: [Int], _ plan: inout ColumnPlan
  ) {
    guard let (parent, path) = place(of: list, domains, plan),
      let domain = plan.addList(parent, path)
    else { return }
    for node in nodes {
      if let node { visit(node, domains + [domain], &plan) }
    }
  }

  private mutating func addWord(
    _ field: NodeID, _ text: NodeID, _ domains: [Int], _ plan: inout ColumnPlan
  ) {
    guard program.nodes[field.index].type == .text, !folder.isConstant(field),
      case .value(.text(let word)) = folder.constant(text),
      let (domain, path) = place(of: field, domains, plan),
      let column = plan.addColumn(domain, path)
    else { return }
    _ = plan.addWord(word, to: column)
  }

  /// Where a field stands in the plan's vocabulary; `nil` for what is no field of the data.
  private func place(
    of id: NodeID, _ domains: [Int], _ plan: ColumnPlan
  ) -> (domain: Int, path: [Int])? {
    link.place(of: id, in: domains, plan, folder)
  }
}

/// How one policy's records and values are named in a plan.
struct VocabularyLink {
  /// The union that the plan speaks of, and the policy's place in it; `nil` where the plan speaks of the
  /// policy's own vocabulary.
  let union: (vocabulary: UnionVocabulary, policy: Int)?

  /// Where a field of a record stands in the plan's record.
  func place(of field: Int, in record: Int) -> Int? {
    guard let union else { return field }
    return union.vocabulary.place(of: field, in: record, for: union.policy)
  }

  /// For each value of the plan its index in the policy's vocabulary; `nil` where they are the same.
  func values(of field: Int, in record: Int) -> [Int?]? {
    guard let union else { return nil }
    return union.vocabulary.values(of: field, in: record, for: union.policy)
  }

  /// The field of the data that a node is, through names, parameters and readings.
  func place(
    of id: NodeID, in domains: [Int], _ plan: ColumnPlan, _ folder: ConstantFolder
  ) -> (domain: Int, path: [Int])? {
    switch folder.environment.program.nodes[id.index].operation {
    case .field(let scope, let index):
      guard scope < domains.count,
        let position = place(of: index, in: plan.domains[domains[scope]].record)
      else { return nil }
      return (domains[scope], [position])
    case .member(let record, let index):
      guard case .record = folder.environment.program.nodes[record.index].type,
        let (domain, path) = place(of: record, in: domains, plan, folder),
        case .record(let inner)? = plan.field(domain, path)?.type,
        let position = place(of: index, in: inner)
      else { return nil }
      return (domain, path + [position])
    case .named(_, let operand): return place(of: operand, in: domains, plan, folder)
    case .parameter, .reading:
      guard let chosen = folder.operands(of: id).first else { return nil }
      return place(of: chosen, in: domains, plan, folder)
    default: return nil
    }
  }
}
