public import PolicyLang

/// A prepared policy with the memory it needs to decide: one for each thread.
///
/// `evaluate(_:)` decides one candidate or a batch at the speed of the columns; `decide(_:)` gives the
/// whole decision with what is missing, `explain(_:in:)` the reasons. All three agree.
public final class PolicySession {
  public let policy: PreparedPolicy
  private let engine: ColumnEngine
  private lazy var completions = CompletionSpace(policy)

  init(_ policy: PreparedPolicy) {
    self.policy = policy
    engine = ColumnEngine(ColumnProgram(policy))
  }

  /// The answer for one candidate. It is a view of the session's memory and holds until the session
  /// evaluates again; nothing is allocated for it.
  public func evaluate(_ candidate: Candidate) -> Answer {
    Answer(decisions: engine.decide(candidate), row: 0, program: policy.program)
  }

  /// A batch to be filled with the facts that the policy reads; `ColumnBatch` says how.
  /// - Parameter capacity: at most 2048 rows.
  public func makeBatch(capacity: Int = 2048) -> ColumnBatch {
    ColumnBatch(engine.program.plan, capacity: min(max(capacity, 1), 2048))
  }

  /// Decides all rows of a batch of this session.
  /// - Parameter candidate: the candidate of a row; asked only where columns cannot hold what it says.
  /// - Returns: the decisions by row, which hold until the session evaluates again.
  public func evaluate(_ batch: ColumnBatch, candidate: (Int) -> Candidate) -> DecisionBatch {
    engine.decide(batch, candidate: candidate)
  }

  /// The answer for a row of a batch that was just evaluated.
  public func answer(_ decisions: DecisionBatch, row: Int) -> Answer {
    Answer(decisions: decisions, row: row, program: policy.program)
  }

  /// The whole decision of one candidate: clauses with their articles, what is missing or pending and
  /// can still change it.
  public func decide(_ candidate: Candidate) throws(DecisionError) -> Decision {
    var decision = try policy.decide(candidate)
    completions.refine(&decision, of: candidate)
    return decision
  }

  /// Why one candidate is decided as it is.
  public func explain(
    _ candidate: Candidate, in language: Language
  ) throws(DecisionError) -> Explanation {
    try policy.explain(candidate, in: language)
  }
}

/// What a session says of one candidate.
public struct Answer {
  let decisions: DecisionBatch
  let row: Int
  let program: IRProgram

  /// `nil` where `failure` says why there is none.
  public var outcome: Outcome? { decisions.outcome(row) }

  /// Why there is no decision: the record contradicts itself, or a figure cannot be computed.
  public var failure: DecisionBatch.Failure? {
    decisions.failures.first { $0.row == row }?.failure
  }

  /// The clauses in one list: indices into `IRProgram.requirements`.
  public func clauses(_ list: DecisionBatch.ClauseList) -> [Int] { decisions.clauses(list, row) }

  /// The names of the clauses in one list.
  public func labels(_ list: DecisionBatch.ClauseList) -> [IRLabel] {
    clauses(list).map { program.requirements[$0].label }
  }
}
