extension IRNode.Operation {
  /// The nodes this operation reads directly, in the order in which a reader meets them.
  public var operands: [NodeID] {
    switch self {
    case .constant, .field, .parameter, .reading, .readingIs, .unstated, .asOfDate, .events,
      .holdsHonour, .termEnded, .hasOutcome, .error:
      return []
    case .member(let operand, _), .not(let operand), .named(_, let operand),
      .passes(let operand), .known(let operand), .minus(let operand), .yearOf(let operand),
      .score(_, let operand):
      return [operand]
    case .and(let operands), .or(let operands), .table(_, let operands): return operands
    case .atLeast(let number, let operands): return [number] + operands
    case .compare(_, let left, let right), .arithmetic(_, let left, let right),
      .isMember(let left, let right), .fullYears(let left, let right):
      return [left, right]
    case .window(let date, let length, let end): return [date, length, end]
    case .quantifier(_, let list, let condition, let bound):
      return [list] + present(condition) + present(bound)
    case .aggregate(_, let list, let condition, let value):
      return [list] + present(condition) + present(value)
    }
  }

  private func present(_ node: NodeID?) -> [NodeID] {
    if let node { return [node] }
    return []
  }
}

extension IRBand {
  /// The bounds that are nodes.
  public var operands: [NodeID] {
    guard case .interval(let lower, _, let upper, _) = self else { return [] }
    var result: [NodeID] = []
    if let lower { result.append(lower) }
    if let upper { result.append(upper) }
    return result
  }
}

extension IRProgram {
  /// All nodes that `node` reads directly or through a parameter, a reading's options or a table.
  public func dependencies(of node: IRNode) -> [NodeID] {
    var result = node.operation.operands
    switch node.operation {
    case .parameter(let index) where parameters.indices.contains(index):
      for dated in parameters[index].values { result.append(dated.value) }
    case .reading(let index) where readings.indices.contains(index):
      for option in readings[index].options {
        if let value = option.value { result.append(value) }
      }
    case .table(let index, _) where tables.indices.contains(index):
      for row in tables[index].rows {
        for band in row.bands { result += band.operands }
        result.append(row.value)
      }
      if let fallback = tables[index].fallback { result.append(fallback) }
    case .termEnded(let norm) where norms.indices.contains(norm):
      if let length = norms[norm].node(.length) { result.append(length) }
    case .score(let norm, _) where norms.indices.contains(norm):
      for item in norms[norm].children where norms.indices.contains(item) {
        for name in [SlotName.weight, .marks] {
          if let figure = norms[item].node(name) { result.append(figure) }
        }
      }
    default: break
    }
    return result
  }

  /// Every node that the given ones depend on, themselves included, as a flag for each node.
  public func reachable(from roots: [NodeID]) -> [Bool] {
    var seen = [Bool](repeating: false, count: nodes.count)
    var open = roots
    while let next = open.popLast() {
      guard next.index < nodes.count, !seen[next.index] else { continue }
      seen[next.index] = true
      open += dependencies(of: nodes[next.index])
    }
    return seen
  }

  /// The nodes that decide: what each clause and each derivation depends on.
  public var decidingNodes: [NodeID] {
    var result: [NodeID] = []
    for requirement in requirements { result.append(requirement.satisfied) }
    for derivation in derivations { result.append(derivation.value) }
    return result
  }
}
