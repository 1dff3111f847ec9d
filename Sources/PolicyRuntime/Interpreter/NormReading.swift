public import PolicyLang

// What a norm says, by the name of the piece.
extension IRNorm {
  public func field(_ name: SlotName) -> Int? {
    for attribute in attributes where attribute.name == name {
      if case .field(let index) = attribute.value { return index }
    }
    return nil
  }

  public func text(_ name: SlotName) -> String? {
    for attribute in attributes where attribute.name == name {
      if case .text(let text) = attribute.value { return text }
    }
    return nil
  }

  /// A year that is written out.
  public func year(_ name: SlotName) -> Int? {
    for attribute in attributes where attribute.name == name {
      if case .constant(.calendarYear(let year), _) = attribute.value { return year }
    }
    return nil
  }

  /// A number that is written out, with its type.
  public func figure(_ name: SlotName) -> (number: Rational, type: IRType)? {
    for attribute in attributes where attribute.name == name {
      if case .constant(.number(let number), let type) = attribute.value { return (number, type) }
    }
    return nil
  }

  /// The free words after the keyword.
  public var words: [String] { texts(.labels) }
}

extension IRProgram {
  /// The norms inside a norm that start with a keyword, in order.
  public func children(_ norm: Int, _ keyword: Keyword) -> [Int] {
    norms.indices.contains(norm)
      ? norms[norm].children.filter { norms.indices.contains($0) && norms[$0].kind == keyword } : []
  }

  /// Whether a figure is 未定: the policy states none.
  public func isUnstated(_ node: NodeID?) -> Bool {
    guard let node, nodes.indices.contains(node.index) else { return false }
    if case .unstated = nodes[node.index].operation { return true }
    return false
  }
}
