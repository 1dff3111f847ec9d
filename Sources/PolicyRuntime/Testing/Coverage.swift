public import PolicyLang

/// Which clauses, exceptions and named alternatives were seen to hold, and which to fail.
///
/// Only what was definite counts: an open clause has shown neither.
public struct Coverage: Sendable {
  /// One thing that can hold or fail.
  public struct Point: Sendable {
    public enum Kind: Hashable, Sendable {
      case clause, exception, branch
    }
    public let kind: Kind
    /// The clause in which it stands.
    public let clause: IRLabel
    public let label: IRLabel
    public fileprivate(set) var held = false
    public fileprivate(set) var failed = false
    fileprivate let node: NodeID
  }

  /// In the order of the policy.
  public private(set) var points: [Point] = []

  init(_ program: IRProgram) {
    for requirement in program.requirements {
      points.append(
        Point(
          kind: .clause, clause: requirement.label, label: requirement.label,
          node: requirement.satisfied))
      for exception in requirement.exceptions + requirement.lifts {
        points.append(
          Point(
            kind: .exception, clause: requirement.label, label: exception.label,
            node: exception.holds))
      }
      for (index, node) in Coverage.branches(in: requirement.condition, program) {
        points.append(
          Point(
            kind: .branch, clause: requirement.label, label: program.conditions[index].label,
            node: node))
      }
    }
  }

  /// The named alternatives of a condition, outside lists and other clauses, in order.
  private static func branches(
    in condition: NodeID, _ program: IRProgram
  ) -> [(index: Int, node: NodeID)] {
    var result: [(index: Int, node: NodeID)] = []
    var visited = Set<NodeID>()
    var open = [condition]
    while let id = open.popLast() {
      guard visited.insert(id).inserted, program.nodes.indices.contains(id.index) else { continue }
      switch program.nodes[id.index].operation {
      case .and(let operands), .or(let operands), .atLeast(_, let operands):
        open += operands.reversed()
      case .named(let index, let operand):
        guard program.conditions.indices.contains(index) else { continue }
        if program.conditions[index].kind == .clause { continue }
        if program.conditions[index].kind == .branch { result.append((index, id)) }
        open.append(operand)
      default: break
      }
    }
    return result
  }

  mutating func record(_ evaluator: inout Evaluator) {
    for index in points.indices {
      do throws(EvaluationError) {
        switch try evaluator.truth(of: points[index].node) {
        case .yes: points[index].held = true
        case .no: points[index].failed = true
        case .unknown: break
        }
      } catch {
        // What cannot be computed has shown nothing.
        continue
      }
    }
  }

  public var complete: Int { points.filter { $0.held && $0.failed }.count }
}
