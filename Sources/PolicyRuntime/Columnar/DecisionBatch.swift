public import PolicyLang

/// The decisions of a batch: for each policy and row the outcome, and for each clause the rows that fail
/// it, for which it is unknown, or for which it is waived.
///
/// Belongs to its engine, which writes it anew for every batch.
public final class DecisionBatch {
  /// The lists of a decision that name clauses.
  public enum ClauseList: UInt8, Hashable, Sendable, CaseIterable {
    case violated, waived, waivable, unknown
  }

  /// Why a row has no decision under a policy.
  public enum Failure: Hashable, Sendable {
    case decision(DecisionError)
    /// The policy does not know this value of this field.
    case unknownValue(field: IRLabel, value: IRLabel)
  }

  /// A row without decision.
  public struct FailedRow: Hashable, Sendable {
    public let row: Int
    public let policy: Int
    public let failure: Failure
  }

  /// What stands in `outcomes` for a row without decision.
  public static let noOutcome: UInt8 = 255

  /// How many outcomes there are.
  static let kinds = 5

  /// How many rows are decided.
  public var count: Int { state.pointee.count }
  /// How many decisions the reference interpreter made, because columns could not hold the row or its
  /// clauses fail to be computed.
  public var interpreted: Int { state.pointee.interpreted }
  /// Rows without decision, in ascending order of row, then of policy.
  public internal(set) var failures: [FailedRow] = []

  /// Behind a pointer for the sake of single records.
  let state: UnsafeMutablePointer<State>
  struct State {
    var count = 0
    var interpreted = 0
  }

  let capacity: Int
  private let policyCount: Int
  /// For each policy the place of its first clause among the clauses of all, and one past the last.
  let firstClause: [Int]
  let isHard: [Bool]
  /// For each clause of all policies a plane of rows: failed (violated where the clause is hard,
  /// waivable otherwise), unknown, waived.
  let failed: Plane
  let unknown: Plane
  let waived: Plane
  /// A plane without rows.
  let nothing: Plane
  let words: Int
  /// For each policy how many rows have each outcome.
  let totals: UnsafeMutablePointer<Int>
  /// Outcomes, policy by policy.
  let codes: UnsafeMutablePointer<UInt8>

  init(_ program: ColumnProgram, words: Int) {
    self.words = words
    state = .allocate(capacity: 1)
    state.initialize(to: State())
    capacity = words * 64
    policyCount = program.policies.count
    var first = [0]
    var hard: [Bool] = []
    for policy in program.compiled {
      first.append((first.last ?? 0) + policy.clauses.count)
      hard += policy.clauses.map { $0.isHard }
    }
    firstClause = first
    isHard = hard
    let room = max(1, hard.count * words)
    failed = .allocate(capacity: room)
    unknown = .allocate(capacity: room)
    waived = .allocate(capacity: room)
    failed.initialize(repeating: 0, count: room)
    unknown.initialize(repeating: 0, count: room)
    waived.initialize(repeating: 0, count: room)
    totals = .allocate(capacity: policyCount * DecisionBatch.kinds)
    totals.initialize(repeating: 0, count: policyCount * DecisionBatch.kinds)
    nothing = .allocate(capacity: words)
    nothing.initialize(repeating: 0, count: words)
    codes = .allocate(capacity: policyCount * capacity)
    codes.initialize(repeating: DecisionBatch.noOutcome, count: policyCount * capacity)
  }

  deinit {
    failed.deallocate()
    unknown.deallocate()
    waived.deallocate()
    state.deallocate()
    totals.deallocate()
    nothing.deallocate()
    codes.deallocate()
  }

  /// The outcome of each row under a policy: raw values of `Outcome`, or `noOutcome`.
  public func outcomes(_ policy: Int = 0) -> UnsafePointer<UInt8> {
    UnsafePointer(codes + policy * capacity)
  }

  /// The outcome of one row; `nil` where `failures` says why there is none.
  public func outcome(_ row: Int, _ policy: Int = 0) -> Outcome? {
    Outcome(rawValue: outcomes(policy)[row])
  }

  /// How many rows have this outcome.
  public func total(_ outcome: Outcome, _ policy: Int = 0) -> Int {
    totals[policy * DecisionBatch.kinds + Int(outcome.rawValue)]
  }

  /// How many clauses a policy has.
  public func clauseCount(_ policy: Int = 0) -> Int {
    firstClause[policy + 1] - firstClause[policy]
  }

  /// The rows in one of a clause's lists, a bit each; `nil` where the list cannot hold the clause: hard
  /// clauses are never waived, others never violated.
  public func plane(
    _ list: ClauseList, _ clause: Int, _ policy: Int = 0
  ) -> UnsafePointer<UInt64>? {
    let index = firstClause[policy] + clause
    switch list {
    case .violated: return isHard[index] ? UnsafePointer(failed + index * words) : nil
    case .waivable: return isHard[index] ? nil : UnsafePointer(failed + index * words)
    case .waived: return isHard[index] ? nil : UnsafePointer(waived + index * words)
    case .unknown: return UnsafePointer(unknown + index * words)
    }
  }

  /// The clauses of a row in one list, in the order of the policy. A row without decision has none.
  public func clauses(_ list: ClauseList, _ row: Int, _ policy: Int = 0) -> [Int] {
    var result: [Int] = []
    for clause in 0..<clauseCount(policy) {
      guard let plane = plane(list, clause, policy) else { continue }
      if plane[row >> 6] >> UInt64(row & 63) & 1 != 0 { result.append(clause) }
    }
    return result
  }
}
