internal import PolicyLang

/// Finds the figures in which two conditions differ: the same fact compared in the same way.
struct FigureComparer {
  private struct Place: Hashable {
    /// What is compared, as a term of both policies, and how.
    let subject: Int
    let comparison: String
  }

  private struct Figure {
    let place: Place
    let fact: [IRLabel]
    let node: NodeID
  }

  private let core: SpaceCore

  init(_ space: PolicySpace) { core = space.core }

  func figures(_ a: NodeID, _ b: NodeID) -> [ChangedFigure] {
    let (first, second) = (figures(in: a, 0), figures(in: b, 1))
    var result: [ChangedFigure] = []
    for figure in first {
      let own = first.filter { $0.place == figure.place }
      let others = second.filter { $0.place == figure.place }
      // Two figures in one place could correspond either way.
      guard own.count == 1, others.count == 1, let other = others.first,
        core.term(figure.node, 0, [0]) != core.term(other.node, 1, [0])
      else { continue }
      result.append(
        ChangedFigure(
          fact: figure.fact, a: figure.node, b: other.node,
          parameters: (parameter(figure.node, 0), parameter(other.node, 1))))
    }
    return result
  }

  private func parameter(_ node: NodeID, _ policy: Int) -> Int? {
    if case .parameter(let index) = core.policies[policy].program.nodes[node.index].operation {
      return index
    }
    return nil
  }

  private func figures(in root: NodeID, _ policy: Int) -> [Figure] {
    var result: [Figure] = []
    var seen = Set<NodeID>()
    collect(root, policy, [0], [], 0, &seen, &result)
    return result
  }

  /// - Parameters:
  ///   - scopes: the shared records in scope.
  ///   - path: the lists whose elements are spoken about.
  private func collect(
    _ node: NodeID, _ policy: Int, _ scopes: [Int], _ path: [IRLabel], _ depth: Int,
    _ seen: inout Set<NodeID>, _ result: inout [Figure]
  ) {
    let own = core.policies[policy]
    guard node.index < own.program.nodes.count, depth < 200, seen.insert(node).inserted else {
      return
    }
    let operation = own.program.nodes[node.index].operation
    switch operation {
    case .compare(let comparison, let left, let right):
      if own.isConstant[right.index], !own.isConstant[left.index] {
        add(left, right, comparison.name, policy, scopes, path, &result)
        return
      }
    case .isMember(let element, let set):
      if own.isConstant[set.index], !own.isConstant[element.index] {
        add(element, set, "member", policy, scopes, path, &result)
        return
      }
    case .quantifier(let kind, let list, let condition, let bound):
      let label = self.label(list, policy, scopes)
      if let bound, own.isConstant[bound.index] {
        add(list, bound, kind.name, policy, scopes, path, &result)
      }
      if let condition, case .list(let record) = own.program.nodes[list.index].type,
        let shared = core.vocabulary.records.firstIndex(where: { $0.local[policy] == record })
      {
        collect(
          condition, policy, scopes + [shared], path + (label.map { [$0] } ?? []), depth + 1, &seen,
          &result)
      }
      return
    default: break
    }
    for operand in operation.operands {
      collect(operand, policy, scopes, path, depth + 1, &seen, &result)
    }
  }

  private func add(
    _ subject: NodeID, _ figure: NodeID, _ comparison: String, _ policy: Int, _ scopes: [Int],
    _ path: [IRLabel], _ result: inout [Figure]
  ) {
    // Elements of different lists have different scopes, which tells their fields apart.
    let place = Place(
      subject: core.term(subject, policy, scopes),
      comparison: comparison + scopes.map { " \($0)" }.joined())
    let fact = path + (label(subject, policy, scopes).map { [$0] } ?? [])
    result.append(Figure(place: place, fact: fact, node: figure))
  }

  private func label(_ node: NodeID, _ policy: Int, _ scopes: [Int]) -> IRLabel? {
    let program = core.policies[policy].program
    switch program.nodes[node.index].operation {
    case .field(let scope, let index):
      guard scopes.indices.contains(scope),
        let record = core.vocabulary.records[scopes[scope]].local[policy],
        program.records.indices.contains(record),
        program.records[record].fields.indices.contains(index)
      else { return nil }
      return program.records[record].fields[index].label
    case .named(let condition, _): return program.conditions[condition].label
    default: return nil
    }
  }
}
