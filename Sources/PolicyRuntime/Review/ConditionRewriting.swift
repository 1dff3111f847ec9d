internal import PolicyLang

extension IRBuilder {
  /// `root` with every occurrence of the targets outside of lists, tables and readings replaced.
  mutating func replacing(
    _ targets: [NodeID], with value: NodeID, in root: NodeID
  ) -> NodeID {
    var known: [NodeID: NodeID] = [:]
    for target in targets { known[target] = value }
    return replacing(root, &known)
  }

  private mutating func replacing(_ root: NodeID, _ known: inout [NodeID: NodeID]) -> NodeID {
    if let result = known[root] { return result }
    let node = self[root]
    var result = root
    switch node.operation {
    case .not(let part): result = not(replacing(part, &known))
    case .and(let parts): result = and(replacing(parts, &known))
    case .or(let parts): result = or(replacing(parts, &known))
    case .atLeast(let number, let parts):
      let changed = replacing(parts, &known)
      if changed != parts { result = add(.atLeast(number, of: changed), node.type) }
    case .named(let name, let part):
      let changed = replacing(part, &known)
      if changed != part { result = add(.named(name, changed), node.type) }
    default: break
    }
    known[root] = result
    return result
  }

  private mutating func replacing(
    _ parts: [NodeID], _ known: inout [NodeID: NodeID]
  ) -> [NodeID] {
    var result: [NodeID] = []
    for part in parts { result.append(replacing(part, &known)) }
    return result
  }

  /// Exactly one of the two.
  mutating func differ(_ a: NodeID, _ b: NodeID) -> NodeID {
    or([and([a, not(b)]), and([not(a), b])])
  }
}
