internal import PolicyLang
internal import PolicyRuntime

/// What is needed to decide records by one policy through columns.
final class EvalFastPath {
  private let setup: EvaluationSetup
  private let program: ColumnProgram
  private let shape: RowShape

  /// `nil` where every record goes through the reference: for results, explanations and the like, and for
  /// conditions that columns cannot tell.
  /// - Parameters:
  ///   - keep: the columns or keys whose text comes out with each row.
  ///   - tellsAllClauses: see `RowShape`.
  init?(
    _ setup: EvaluationSetup, _ report: CSVDecisions, _ reader: CandidateReader, keep: [String],
    tellsAllClauses: Bool
  ) {
    guard var shape = report.rowShape(setup), reader.hasPlainIdentifier else { return nil }
    // Events are read by the reference reader only.
    if keep.contains("events") || keep.contains("事件") { return nil }
    shape.tellsAllClauses = tellsAllClauses
    let program = ColumnProgram(setup.policy)
    guard program.askedConditions.isEmpty, program.interpretedPolicies.isEmpty else { return nil }
    self.setup = setup
    self.program = program
    self.shape = shape
  }

  /// For one worker and its judge.
  func memory() -> AbsenceMemory { AbsenceMemory(setup.policy, program.plan) }

  /// - Parameters:
  ///   - reader: knows the header.
  ///   - judge, memory, tap: not shared with other workers.
  func worker(
    _ reader: CandidateReader, _ judge: any RowJudge, _ memory: AbsenceMemory?,
    keep: [String] = [], tap: (any RowTap)? = nil
  ) -> ChunkWorker {
    var rows: BatchRows?
    var objects: LineRows?
    if let columns = reader.columns {
      rows = BatchRows(
        CellPlan(columns, program.plan, reader),
        RowDecider(program, shape, columns, memory, tap: tap),
        lists: columns.hasLists ? LinePlan(program.plan, reader) : nil)
    }
    if reader.layout == .jsonLines {
      objects = LineRows(
        LinePlan(program.plan, reader), RowDecider(program, shape, nil, memory, tap: tap),
        identifier: reader.identifierField, keep: keep)
    }
    return ChunkWorker(reader, judge, batches: rows, lines: objects)
  }
}
