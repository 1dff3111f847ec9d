public import PolicyLang

/// Reads what a norm says, once, when the typed rules are made from a program.
struct NormReader {
  let program: IRProgram
  let index: Int

  init(_ program: IRProgram, _ index: Int) {
    self.program = program
    self.index = index
  }

  var norm: IRNorm { program.norms[index] }

  /// The norms of a kind in this one's block, in the order written.
  func details(_ kind: Keyword) -> [NormReader] {
    var result: [NormReader] = []
    for child in norm.children where program.norms.indices.contains(child) {
      if program.norms[child].kind == kind { result.append(NormReader(program, child)) }
    }
    return result
  }

  func detail(_ kind: Keyword) -> NormReader? { details(kind).first }

  private func values(_ name: SlotName) -> [IRAttribute.Value] {
    var result: [IRAttribute.Value] = []
    for attribute in norm.attributes where attribute.name == name { result.append(attribute.value) }
    return result
  }

  func keyword(_ name: SlotName) -> Keyword? {
    for case .keyword(let keyword) in values(name) { return keyword }
    return nil
  }

  func figure(_ name: SlotName) -> Figure? {
    for case .node(let node) in values(name) {
      guard node.index < program.nodes.count else { return nil }
      return Figure(node: node, type: program.nodes[node.index].type)
    }
    return nil
  }

  func text(_ name: SlotName) -> String? {
    for case .text(let text) in values(name) { return text }
    return nil
  }

  func events(_ name: SlotName) -> [Int] {
    var result: [Int] = []
    for case .event(let event) in values(name) { result.append(event) }
    return result
  }

  func event(_ name: SlotName) -> Int? { events(name).first }

  func reference(_ name: SlotName) -> Int? {
    for case .norm(let norm) in values(name) { return norm }
    return nil
  }

  func field(_ name: SlotName) -> Int? {
    for case .field(let field) in values(name) { return field }
    return nil
  }

  /// A whole number written out, such as the 2 of 每 2年.
  func number(_ name: SlotName) -> Int? {
    for case .constant(.number(let number), _) in values(name) where number.isInteger {
      return Int(number.numerator)
    }
    return nil
  }
}

/// An expression of a rule with its type.
public struct Figure: Hashable, Sendable {
  public let node: NodeID
  public let type: IRType
}
