internal import PolicyLang
internal import PolicyRuntime

/// Decides single records by one policy and writes them in the format of a report.
final class EvalJudge: RowJudge {
  /// How many changed records may be tried for a record that a report shows.
  private static let budget = 400

  private let setup: EvaluationSetup
  private var report: any DecisionReport
  private let contested: Bool
  /// What a page about the decisions wants, where there is one.
  private let shape: ReportShape?
  private let finder: RemedyFinder
  private let wording: RemedyWording
  private let memory: AbsenceMemory?

  /// - Parameters:
  ///   - setup: not shared with other threads.
  ///   - memory: what rows of the batch at hand are waiting for, where there are batches.
  init(
    _ setup: EvaluationSetup, _ report: any DecisionReport, contested: Bool,
    page shape: ReportShape?, _ language: Language, _ memory: AbsenceMemory?
  ) {
    self.memory = memory
    self.setup = setup
    self.report = report
    self.contested = contested
    self.shape = shape
    finder = RemedyFinder(setup.policy)
    finder.budget = EvalJudge.budget
    finder.looksAhead = true
    wording = RemedyWording(setup.program, language)
    self.report.beginInside()
  }

  func begin(_ chunk: Chunk) {
    let clauses = setup.program.requirements.count
    if chunk.violations.isEmpty { chunk.violations = Array(repeating: 0, count: clauses) }
    if let shape, chunk.tally == nil {
      chunk.tally = ReportTally(clauses: clauses, groups: shape.groups.count)
    }
  }

  func decide(_ row: CandidateReader.Row, _ chunk: Chunk, place: Int?) {
    do throws(DecisionError) {
      let decision = try setup.decide(row.candidate, contested: contested)
      chunk.note(decision, row)
      if let place { memory?.keep(decision, of: place) }
      guard let shape else {
        chunk.output.append(report.row(decision, kept: row.kept))
        return
      }
      chunk.output.append(report.row(decision, kept: Array(row.kept.prefix(shape.kept))))
      count(decision, row, chunk, shape)
    } catch {
      chunk.add(.undecided(row, error, policy: 0))
    }
  }

  /// Counts a decision for the page, and shows it there if it lacks a single clause.
  private func count(
    _ decision: Decision, _ row: CandidateReader.Row, _ chunk: Chunk, _ shape: ReportShape
  ) {
    guard let tally = chunk.tally as? ReportTally else { return }
    let violated = decision.violated.map { $0.requirement }
    let waivable = decision.waivable.map { $0.requirement }
    let unknown = decision.unknown.map { $0.requirement }
    tally.add(1, violated, waivable, unknown)
    for (index, table) in tally.groups.enumerated() {
      table.add(row.kept[shape.kept + index], Int(decision.outcome.rawValue))
    }
    guard let clause = DecisionKinds.single(violated, waivable, unknown), tally.wantsSample(clause)
    else { return }
    let change = finder.remedies(for: row.candidate, decision, most: 1).sets.first
    tally.add(
      ReportTally.Sample(
        id: decision.candidate, shown: Array(row.kept.dropFirst(shape.kept + shape.groups.count)),
        outcome: decision.outcome, change: change.map { wording.text(of: $0) } ?? ""),
      clause)
  }
}
