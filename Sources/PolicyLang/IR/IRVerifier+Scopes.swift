// Rules that need the whole graph: no cycles, bounded depth, fields read where their record is.
extension IRVerifier {
  /// Finds cycles and the greatest depth without recursion of its own.
  func checkDepth() throws(IRRefusal) {
    let count = program.nodes.count
    var depth = [Int](repeating: 0, count: count)
    var isOpen = [Bool](repeating: false, count: count)
    for root in 0..<count where depth[root] == 0 {
      var path: [(node: Int, next: [NodeID])] = []
      func enter(_ node: Int) {
        isOpen[node] = true
        path.append((node, program.dependencies(of: program.nodes[node])))
      }
      enter(root)
      while var top = path.popLast() {
        if let next = top.next.popLast() {
          path.append(top)
          guard next.index < count else { throw IRRefusal("no such node", at: next) }
          if isOpen[next.index] { throw IRRefusal("depends on itself", at: next) }
          if depth[next.index] == 0 { enter(next.index) }
          continue
        }
        var deepest = 0
        for next in program.dependencies(of: program.nodes[top.node]) {
          deepest = max(deepest, depth[next.index])
        }
        depth[top.node] = deepest + 1
        isOpen[top.node] = false
        if deepest >= IRVerifier.depthLimit {
          throw IRRefusal("nests too deep", at: NodeID(UInt32(clamping: top.node)))
        }
      }
    }
  }

  /// Walks from every place where a node is used, with the records that are in scope there.
  func checkScopes() throws(IRRefusal) {
    var walk = ScopeWalk(limit: 200_000 + 64 * program.nodes.count)
    for root in roots { try walk.visit(root, scope: 0) }
    while let (node, scope) = walk.next() {
      let id = NodeID(UInt32(clamping: node))
      let operation = program.nodes[node].operation
      switch operation {
      case .field(let level, let index):
        let records = walk.records(of: scope)
        guard level < records.count else { throw IRRefusal("reads outside its scope", at: id) }
        let fields = program.records[records[level]].fields
        guard fields.indices.contains(index), fields[index].type.matches(program.nodes[node].type)
        else { throw IRRefusal("reads a field that its record does not have", at: id) }
      case .quantifier(_, let list, let condition, let bound):
        try walk.visit(list, scope: scope)
        if let bound { try walk.visit(bound, scope: scope) }
        try visitInside(list, [condition], &walk, scope)
      case .aggregate(_, let list, let condition, let value):
        try walk.visit(list, scope: scope)
        try visitInside(list, [condition, value], &walk, scope)
      default:
        for next in program.dependencies(of: program.nodes[node]) {
          try walk.visit(next, scope: scope)
        }
      }
    }
  }

  private func visitInside(
    _ list: NodeID, _ nodes: [NodeID?], _ walk: inout ScopeWalk, _ scope: Int
  ) throws(IRRefusal) {
    guard case .list(let record) = try type(of: list) else { return }
    for node in nodes {
      guard let node else { continue }
      try walk.visit(node, scope: try walk.scope(inside: scope, record))
    }
  }

  /// Every node that a declaration names.
  private var roots: [NodeID] {
    var roots: [NodeID] = []
    for requirement in program.requirements {
      roots += [requirement.satisfied, requirement.condition]
      if let applies = requirement.applies { roots.append(applies) }
      var open = requirement.exceptions + requirement.lifts
      while let exception = open.popLast() {
        roots += [exception.condition, exception.holds]
        open += exception.exceptions
      }
    }
    for result in program.results { roots.append(result.value) }
    for derivation in program.derivations { roots.append(derivation.value) }
    for invariant in program.invariants { roots.append(invariant.condition) }
    for norm in program.norms {
      for attribute in norm.attributes {
        if case .node(let node) = attribute.value { roots.append(node) }
      }
    }
    return roots
  }
}

/// Pairs of a node and the records in scope, each visited once. Nodes are shared, so the same node
/// may stand in several scopes.
private struct ScopeWalk {
  /// Scope 0 holds the candidate alone; each other one adds a record to its parent.
  private var scopes: [(parent: Int, record: Int, depth: Int)] = [(0, 0, 1)]
  private var index: [Pair: Int] = [:]
  private var seen = Set<Pair>()
  private var open: [Pair] = []
  private let limit: Int

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  init(limit: Int) { self.limit = limit }

  mutating func visit(_ node: NodeID, scope: Int) throws(IRRefusal) {
    let pair = Pair(first: node.index, second: scope)
    guard seen.insert(pair).inserted else { return }
    if seen.count > limit { throw IRRefusal("too many scopes", at: node) }
    open.append(pair)
  }

  mutating func next() -> (node: Int, scope: Int)? {
    guard let pair = open.popLast() else { return nil }
    return (pair.first, pair.second)
  }

  mutating func scope(inside parent: Int, _ record: Int) throws(IRRefusal) -> Int {
    let pair = Pair(first: parent, second: record)
    if let known = index[pair] { return known }
    let depth = scopes[parent].depth + 1
    if depth > IRVerifier.scopeLimit { throw IRRefusal("quantifiers nest too deep") }
    scopes.append((parent, record, depth))
    index[pair] = scopes.count - 1
    return scopes.count - 1
  }

  func records(of scope: Int) -> [Int] {
    var result: [Int] = []
    var current = scope
    for _ in 0..<scopes[scope].depth {
      result.append(scopes[current].record)
      current = scopes[current].parent
    }
    return result.reversed()
  }
}
