/// Builds the node pool of a program: equal nodes are stored once, and operands stand before their
/// users, so that a program can be evaluated in one pass over the pool.
///
/// The simplifications made on the way hold in three-valued logic for every record: flattening of
/// 且 and 或, double negation, constants that decide. `x 或 非 x` is left alone, because it is unknown
/// when `x` is.
public struct IRBuilder: Sendable {
  public private(set) var nodes: [IRNode] = []
  private var index: [IRNode: NodeID] = [:]

  public init() {}

  /// Starts from the nodes of an existing program, which keep their numbers.
  public init(nodes: [IRNode]) {
    self.nodes = nodes
    for (position, node) in nodes.enumerated() where index[node] == nil {
      index[node] = NodeID(UInt32(clamping: position))
    }
  }

  public subscript(node: NodeID) -> IRNode { nodes[node.index] }

  /// The node of this operation; an equal node that already stands in the pool is used again.
  public mutating func add(_ operation: IRNode.Operation, _ type: IRType) -> NodeID {
    switch operation {
    case .not(let operand): return not(operand)
    case .and(let operands): return and(operands)
    case .or(let operands): return or(operands)
    case .minus(let operand):
      if case .constant(.number(let number)) = self[operand].operation,
        let negated = Rational.zero.subtracting(number)
      {
        return intern(IRNode(.constant(.number(negated)), type))
      }
      return intern(IRNode(operation, type))
    default: return intern(IRNode(operation, type))
    }
  }

  public mutating func boolean(_ value: Bool) -> NodeID {
    intern(IRNode(.constant(.boolean(value)), .boolean))
  }

  /// The negation; that of a negation is its operand, and comparisons stay as they were written.
  public mutating func not(_ operand: NodeID) -> NodeID {
    if self[operand].type == .error { return operand }
    switch self[operand].operation {
    case .constant(.boolean(let value)): return boolean(!value)
    case .not(let inner): return inner
    default: return intern(IRNode(.not(operand), .boolean))
    }
  }

  /// All of them; of none at all, true.
  public mutating func and(_ operands: [NodeID]) -> NodeID { junction(operands, isAnd: true) }

  /// Any of them; of none at all, false.
  public mutating func or(_ operands: [NodeID]) -> NodeID { junction(operands, isAnd: false) }

  private mutating func junction(_ operands: [NodeID], isAnd: Bool) -> NodeID {
    var parts: [NodeID] = []
    for operand in operands {
      let node = self[operand]
      if node.type == .error { return operand }
      switch node.operation {
      case .constant(.boolean(let value)):
        if value != isAnd { return operand }
      case .and(let inner) where isAnd: parts += inner
      case .or(let inner) where !isAnd: parts += inner
      default: parts.append(operand)
      }
    }
    var seen = Set<NodeID>()
    parts = parts.filter { seen.insert($0).inserted }
    switch parts.count {
    case 0: return boolean(isAnd)
    case 1: return parts[0]
    default: return intern(IRNode(isAnd ? .and(parts) : .or(parts), .boolean))
    }
  }

  private mutating func intern(_ node: IRNode) -> NodeID {
    if let known = index[node] { return known }
    let id = NodeID(UInt32(clamping: nodes.count))
    nodes.append(node)
    index[node] = id
    return id
  }
}
