internal import PolicyLang

/// What tells rows apart whose clauses are alike, when it is asked which absent facts matter to them.
///
/// Clauses that are settled stay so whatever is completed. What counts is what the open ones read and, of
/// the laws of the vocabulary, those that are not settled by the facts given: one that is settled says the
/// same of every row, namely that it holds, since no other row is decided. Rows that `append` describes
/// alike lack the same facts.
public struct OpenFacts {
  /// An invariant, or how a fact is derived.
  private struct Law {
    /// The fields that settle it when all are present; `nil` where nothing does.
    let settling: [Int]?
    let facts: FactColumns
  }

  private let plan: ColumnPlan
  /// The fields of each clause, those from which others are derived included.
  private let clauses: [Set<Int>]
  private var laws: [Law] = []
  /// By field.
  private var given: [Int: FactColumns] = [:]
  /// From which fields others are derived, for every value of these.
  private var sources: [Int: [Int]] = [:]

  /// `nil` where the plan does not hold what laws speak of.
  public init?(_ policy: PreparedPolicy, _ plan: ColumnPlan) {
    self.plan = plan
    let program = policy.program
    clauses = program.requirements.map { FactNeighbourhood.fields(of: $0, program) }
    for derivation in program.derivations {
      let read = OpenFacts.direct(derivation.value, program)
      let isTotal = OpenFacts.isTotal(derivation.value, program)
      if isTotal { sources[derivation.field] = read }
      let fields = FactNeighbourhood.fields([derivation.value], program).union([derivation.field])
      guard let facts = FactColumns(plan, fields.sorted()) else { return nil }
      laws.append(Law(settling: isTotal ? read : nil, facts: facts))
    }
    for invariant in program.invariants {
      let read = OpenFacts.direct(invariant.condition, program)
      let fields = FactNeighbourhood.fields([invariant.condition], program)
      guard let facts = FactColumns(plan, fields.sorted()) else { return nil }
      let isTotal = OpenFacts.isTotal(invariant.condition, program)
      laws.append(Law(settling: isTotal ? read : nil, facts: facts))
    }
    for law in laws {
      for field in law.settling ?? [] where given[field] == nil {
        given[field] = FactColumns(plan, [field])
      }
    }
    for fields in sources.values {
      for field in fields where given[field] == nil { given[field] = FactColumns(plan, [field]) }
    }
  }

  /// The fields of the candidate that a condition reads itself.
  private static func direct(_ root: NodeID, _ program: IRProgram) -> [Int] {
    let reachable = program.reachable(from: [root])
    var result: [Int] = []
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      if case .field(0, let field) = node.operation, !result.contains(field) {
        result.append(field)
      }
    }
    return result
  }

  /// Whether there is a value, or a failure, whenever the facts are there.
  private static func isTotal(_ root: NodeID, _ program: IRProgram) -> Bool {
    let reachable = program.reachable(from: [root])
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      switch node.operation {
      case .unstated, .table, .aggregate, .events, .holdsHonour, .termEnded, .hasOutcome, .score,
        .error:
        return false
      default: continue
      }
    }
    return true
  }

  /// The facts that some clauses read; `nil` where the plan does not hold all of them.
  public func columns(of open: [Int]) -> FactColumns? {
    var fields = Set<Int>()
    for clause in open { fields.formUnion(clauses[clause]) }
    return FactColumns(plan, fields.sorted())
  }

  /// Appends what counts of a row.
  /// - Parameter columns: of the clauses that are open.
  public func append(
    _ row: Int, of batch: ColumnBatch, _ columns: FactColumns, to bytes: inout [UInt8]
  ) {
    columns.append(row, of: batch, to: &bytes)
    for law in laws {
      let isSettled = law.settling.map { $0.allSatisfy { isPresent($0, row, batch, 8) } } ?? false
      bytes.append(isSettled ? 1 : 0)
      if !isSettled { law.facts.append(row, of: batch, to: &bytes) }
    }
  }

  private func isPresent(_ field: Int, _ row: Int, _ batch: ColumnBatch, _ depth: Int) -> Bool {
    if let own = given[field], own.isGiven(row, in: batch) { return true }
    guard depth > 0, let sources = sources[field] else { return false }
    return sources.allSatisfy { isPresent($0, row, batch, depth - 1) }
  }
}
