// Reading a norm by the names of its pieces.
extension IRNorm {
  /// The values under a name, in the order written.
  public func values(_ name: SlotName) -> [IRAttribute.Value] {
    var result: [IRAttribute.Value] = []
    for attribute in attributes where attribute.name == name { result.append(attribute.value) }
    return result
  }

  public func node(_ name: SlotName) -> NodeID? {
    for attribute in attributes where attribute.name == name {
      if case .node(let node) = attribute.value { return node }
    }
    return nil
  }

  public func keyword(_ name: SlotName) -> Keyword? {
    for attribute in attributes where attribute.name == name {
      if case .keyword(let keyword) = attribute.value { return keyword }
    }
    return nil
  }

  /// The index of the first event under a name.
  public func event(_ name: SlotName) -> Int? { events(name).first }

  public func events(_ name: SlotName) -> [Int] {
    var result: [Int] = []
    for attribute in attributes where attribute.name == name {
      if case .event(let event) = attribute.value { result.append(event) }
    }
    return result
  }

  /// The index of the first norm under a name.
  public func norm(_ name: SlotName) -> Int? { norms(name).first }

  public func norms(_ name: SlotName) -> [Int] {
    var result: [Int] = []
    for attribute in attributes where attribute.name == name {
      if case .norm(let norm) = attribute.value { result.append(norm) }
    }
    return result
  }

  public func texts(_ name: SlotName) -> [String] {
    var result: [String] = []
    for attribute in attributes where attribute.name == name {
      if case .text(let text) = attribute.value { result.append(text) }
    }
    return result
  }

  public func constant(_ name: SlotName) -> (value: IRConstant, type: IRType)? {
    for attribute in attributes where attribute.name == name {
      if case .constant(let value, let type) = attribute.value { return (value, type) }
    }
    return nil
  }
}

extension IRProgram {
  /// The norms of a kind, as indices, in the order of the policy.
  public func norms(_ kind: Keyword) -> [Int] {
    norms.indices.filter { norms[$0].kind == kind }
  }

  /// The norms of a kind inside another's block, as indices.
  public func children(of norm: Int, _ kind: Keyword) -> [Int] {
    norms[norm].children.filter { norms[$0].kind == kind }
  }
}
