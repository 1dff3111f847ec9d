public import PolicyLang

/// Which facts of a candidate a policy looks at.
public enum FieldUse {
  /// What the clauses are made of.
  private static func decidingRoots(_ program: IRProgram) -> [NodeID] {
    var roots = program.requirements.map { $0.satisfied }
    roots += program.requirements.flatMap { $0.exceptions.map { $0.holds } }
    return roots
  }

  /// The clauses, the results, and what norms say: limits, ranking keys, conditions of payments …
  private static func allRoots(_ program: IRProgram) -> [NodeID] {
    var roots = decidingRoots(program) + program.results.map { $0.value }
    for norm in program.norms {
      for attribute in norm.attributes {
        if case .node(let node) = attribute.value { roots.append(node) }
      }
    }
    return roots
  }

  /// The fields that a policy reads, as indices of the candidate's, and those from which these are
  /// derived.
  /// - Parameter decidingOnly: without what only results, ranking, money and procedure read.
  public static func fieldsRead(
    by program: IRProgram, decidingOnly: Bool = false
  ) -> Set<Int> {
    let roots = decidingOnly ? decidingRoots(program) : allRoots(program)
    var result = fields(below: roots, program)
    if !decidingOnly {
      for norm in program.norms {
        for attribute in norm.attributes {
          if case .field(let field) = attribute.value { result.insert(field) }
        }
      }
    }
    var before = -1
    while before < result.count {
      before = result.count
      for derivation in program.derivations where result.contains(derivation.field) {
        result.formUnion(fields(below: [derivation.value], program))
      }
    }
    return result
  }

  private static func fields(below roots: [NodeID], _ program: IRProgram) -> Set<Int> {
    let reachable = program.reachable(from: roots)
    var result = Set<Int>()
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      if case .field(let scope, let field) = node.operation, scope == 0 { result.insert(field) }
    }
    return result
  }
}
