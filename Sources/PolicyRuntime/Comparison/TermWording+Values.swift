public import PolicyLang

extension TermWording {
  /// What a figure of the policy is under its settings, with its type, where it depends on no candidate;
  /// `nil` for conditions and for what cannot be computed.
  public func value(of node: NodeID) -> (value: Value, type: IRType)? {
    let program = policy.program
    guard node.index < program.nodes.count else { return nil }
    let shape =
      program.records.first ?? IRRecord(label: IRLabel(id: "", zh: "", en: ""), fields: [])
    var evaluator = Evaluator(
      policy.environment, Candidate(id: "", facts: Record(unknown: shape)))
    do throws(EvaluationError) {
      let value = try evaluator.value(of: node)
      if case .unknown = value { return nil }
      return (value, program.nodes[node.index].type)
    } catch { return nil }
  }
}
