internal import PolicyLang

/// Which facts of a candidate can play a part when the clauses that are open are completed or changed.
///
/// Starts with the facts that open clauses and invariants read and takes in every clause and derivation
/// that shares a fact with them, and so on. Records with equal values there, and the same clauses open, lack
/// the same facts and are helped by the same changes, whatever their other facts are.
public struct FactNeighbourhood {
  /// The fields of each clause.
  private let clauses: [Set<Int>]
  /// The fields of each derivation.
  private let derivations: [Set<Int>]
  /// The fields of all invariants, which may rule out completions of whatever is absent.
  private let invariants: Set<Int>

  public init(_ policy: PreparedPolicy) {
    let program = policy.program
    clauses = program.requirements.map { FactNeighbourhood.fields(of: $0, program) }
    derivations = program.derivations.map {
      FactNeighbourhood.fields([$0.value], program).union([$0.field])
    }
    invariants = FactNeighbourhood.fields(program.invariants.map { $0.condition }, program)
  }

  /// The fields of the candidate that decide a clause.
  static func fields(of requirement: IRRequirement, _ program: IRProgram) -> Set<Int> {
    var roots = [requirement.satisfied, requirement.condition]
    if let applies = requirement.applies { roots.append(applies) }
    for exception in requirement.exceptions + requirement.lifts { roots.append(exception.holds) }
    return fields(roots, program)
  }

  /// The fields of the candidate that some conditions read, those from which others are derived included.
  static func fields(_ roots: [NodeID], _ program: IRProgram) -> Set<Int> {
    var result = Set<Int>()
    var open = roots
    while !open.isEmpty {
      let reachable = program.reachable(from: open)
      open = []
      for (index, node) in program.nodes.enumerated() where reachable[index] {
        guard case .field(0, let field) = node.operation, result.insert(field).inserted else {
          continue
        }
        for derivation in program.derivations where derivation.field == field {
          open.append(derivation.value)
        }
      }
    }
    return result
  }

  /// The fields of the candidate around some clauses, in ascending order.
  public func fields(around open: [Int]) -> [Int] {
    var result = invariants
    for clause in open { result.formUnion(clauses[clause]) }
    var rest = clauses + derivations
    while true {
      let near = rest.filter { !$0.isDisjoint(with: result) }
      if near.isEmpty { return result.sorted() }
      for fields in near { result.formUnion(fields) }
      rest = rest.filter { $0.isDisjoint(with: result) || !$0.isSubset(of: result) }
    }
  }
}
