internal import CScan
internal import PolicyLang

/// Decides batches of candidates with a column program, exactly as the reference interpreter would.
///
/// An engine owns all memory it needs and uses it again, so a thread needs an engine of its own;
/// programs are shared.
/// ```
/// let program = ColumnProgram(policy)
/// let engine = ColumnEngine(program)
/// let batch = ColumnBatch(program.plan)
/// …fill the batch…
/// let decisions = engine.decide(batch) { row in candidates[row] }
/// ```
public final class ColumnEngine {
  public let program: ColumnProgram
  let decisions: DecisionBatch
  let runner: ColumnRunner
  private let decisionSteps: UnsafeMutablePointer<ColumnInstruction>
  private let judgementSteps: UnsafeMutablePointer<ColumnInstruction>
  /// Rows that hold a candidate.
  private let valid: Plane
  /// Rows for the reference interpreter, policy by policy.
  let referred: Plane
  /// Planes that are needed only while one policy is decided.
  private let scratch: Plane
  let words: Int
  let asked: [[AskedStep]]
  /// The clauses of all policies, one after the other.
  private let clauses: UnsafeMutablePointer<ClauseStep>
  /// Whether a policy has a clause that may be open for judgements alone.
  private let mayAwaitJudgement: [Bool]
  private var waivers: WaiverNames
  /// Whether the planes of waived clauses hold anything; behind a pointer, like the numbers below in
  /// plain memory, because single records come one after the other.
  private let hasWaivers: UnsafeMutablePointer<Bool>
  private let policyCount: Int
  private let columnCount: Int
  private let domainCount: Int
  private let decisionStepCount: Int
  private let judgementStepCount: Int
  private let hasAsked: Bool
  /// For each policy the place of its first clause, and of its first step for rows that fail.
  private let firstClause: UnsafeMutablePointer<Int>
  private let firstFailure: UnsafeMutablePointer<Int>
  private let failureSteps: UnsafeMutablePointer<Int32>
  /// For deciding one candidate at a time.
  private var single: ColumnBatch?

  /// A clause, as plain numbers: its planes, and the plane where judgements alone are wanting (negative
  /// where only the interpreter can tell).
  struct ClauseStep {
    let yes: Int32
    let no: Int32
    let openForJudgements: Int32
    let isHard: Bool
  }

  /// A condition that only the reference interpreter can compute.
  struct AskedStep {
    let node: NodeID
    let yes: Int
    /// The step for where it does not hold; `nil` where nothing looks at that.
    let no: Int?
  }

  /// - Parameter capacity: how many rows a batch may hold, rounded up to whole words of 64.
  public init(_ program: ColumnProgram, capacity: Int = 2048) {
    self.program = program
    words = (max(1, capacity) + 63) / 64
    runner = ColumnRunner(program, words: words)
    decisions = DecisionBatch(program, words: words)
    var failures: [Int: Int] = [:]
    let live = program.decisionSteps + program.judgementSteps
    for step in live {
      if case .failed(let vector) = program.pool.steps[step] { failures[vector] = step }
    }
    decisionSteps = ColumnEngine.instructions(program.decisionSteps, program, failures)
    judgementSteps = ColumnEngine.instructions(program.judgementSteps, program, failures)
    valid = .allocate(capacity: words)
    valid.initialize(repeating: 0, count: words)
    let policies = program.policies.count
    referred = .allocate(capacity: max(1, words * policies))
    referred.initialize(repeating: 0, count: max(1, words * policies))
    scratch = .allocate(capacity: words * 8)
    scratch.initialize(repeating: 0, count: words * 8)
    var asked = [[AskedStep]](repeating: [], count: policies)
    var refused: [Int: Int] = [:]
    for step in live {
      if case .refused(let question) = program.pool.steps[step] { refused[question] = step }
    }
    for step in live {
      guard case .asked(let policy, let node) = program.pool.steps[step] else { continue }
      asked[policy].append(AskedStep(node: node, yes: step, no: refused[step]))
    }
    self.asked = asked
    waivers = WaiverNames(program)
    hasWaivers = .allocate(capacity: 1)
    hasWaivers.initialize(to: false)
    policyCount = policies
    columnCount = program.plan.columns.count
    domainCount = program.plan.domains.count
    decisionStepCount = program.decisionSteps.count
    judgementStepCount = program.judgementSteps.count
    hasAsked = asked.contains { !$0.isEmpty }
    firstClause = .allocate(capacity: policies + 1)
    firstFailure = .allocate(capacity: policies + 1)
    firstFailure.initialize(repeating: 0, count: policies + 1)
    firstClause.initialize(repeating: 0, count: policies + 1)
    var failing: [Int] = []
    for (policy, compiled) in program.compiled.enumerated() {
      failing += compiled.failures
      firstFailure[policy + 1] = failing.count
      firstClause[policy + 1] = firstClause[policy] + compiled.clauses.count
    }
    failureSteps = .allocate(capacity: max(1, failing.count))
    for (place, step) in failing.enumerated() {
      (failureSteps + place).initialize(to: Int32(truncatingIfNeeded: step))
    }
    var steps: [ClauseStep] = []
    var awaits: [Bool] = []
    for compiled in program.compiled {
      for clause in compiled.clauses {
        steps.append(
          ClauseStep(
            yes: Int32(truncatingIfNeeded: clause.truth.yes),
            no: Int32(truncatingIfNeeded: clause.truth.no),
            openForJudgements: Int32(truncatingIfNeeded: clause.openForJudgements ?? -1),
            isHard: clause.isHard))
      }
      awaits.append(compiled.clauses.contains { $0.openForJudgements != StepPool.zeros })
    }
    mayAwaitJudgement = awaits
    clauses = .allocate(capacity: max(1, steps.count))
    for (place, step) in steps.enumerated() { (clauses + place).initialize(to: step) }
  }

  deinit {
    runner.free(columns: columnCount)
    hasWaivers.deallocate()
    firstClause.deallocate()
    firstFailure.deallocate()
    failureSteps.deallocate()
    decisionSteps.deallocate()
    judgementSteps.deallocate()
    valid.deallocate()
    referred.deallocate()
    scratch.deallocate()
    clauses.deallocate()
  }

  private static func instructions(
    _ steps: [Int], _ program: ColumnProgram, _ failures: [Int: Int]
  ) -> UnsafeMutablePointer<ColumnInstruction> {
    let memory = UnsafeMutablePointer<ColumnInstruction>.allocate(capacity: max(1, steps.count))
    for (place, step) in steps.enumerated() {
      (memory + place).initialize(to: ColumnInstruction(step, program, failures))
    }
    return memory
  }

  // MARK: Deciding

  /// Decides one candidate, in the vocabulary of the plan: row 0 of the result.
  public func decide(_ candidate: Candidate) -> DecisionBatch {
    let batch: ColumnBatch
    if let single { batch = single } else { batch = ColumnBatch(program.plan, capacity: 64) }
    single = batch
    batch.clear()
    batch.append(candidate)
    return decide(batch) { _ in candidate }
  }

  /// Decides all rows of a batch that was made for the plan of the program.
  /// - Parameter candidate: the candidate of a row, in the vocabulary of the plan; asked only for rows
  ///   that the reference interpreter must look at.
  /// - Returns: the same object for every batch, written anew.
  public func decide(
    _ batch: ColumnBatch, candidate: (Int) -> Candidate
  ) -> DecisionBatch {
    precondition(batch.capacity <= words * 64, "the batch is larger than the engine")
    let rows = batch.count
    let words = (rows + 63) / 64
    decisions.state.pointee = DecisionBatch.State(count: rows)
    if !decisions.failures.isEmpty { decisions.failures.removeAll(keepingCapacity: true) }
    decisions.totals.update(
      repeating: 0, count: policyCount * DecisionBatch.kinds)
    if rows == 0 { return decisions }
    runner.take(batch, columns: columnCount, domains: domainCount)
    for word in 0..<words { valid[word] = ~0 }
    if rows & 63 != 0 { valid[words - 1] = ~0 >> UInt64(64 - rows & 63) }
    for policy in 0..<policyCount {
      let referred = referred + policy * self.words
      for word in 0..<words { referred[word] = batch.hasReferred ? batch.referred[word] : 0 }
      if hasAsked, !asked[policy].isEmpty { ask(policy, rows, words, candidate) }
    }
    runner.run(decisionSteps, decisionStepCount)
    takeWaivers(batch, words)
    var hasJudged = false
    for policy in 0..<policyCount { decide(policy, words, &hasJudged, candidate) }
    if policyCount > 1, decisions.failures.count > 1 {
      decisions.failures.sort { ($0.row, $0.policy) < ($1.row, $1.policy) }
    }
    return decisions
  }

  private func takeWaivers(_ batch: ColumnBatch, _ words: Int) {
    if !hasWaivers.pointee, !batch.hasWaivers { return }
    if hasWaivers.pointee {
      for clause in 0..<firstClause[policyCount] where !clauses[clause].isHard {
        (decisions.waived + clause * self.words).update(repeating: 0, count: self.words)
      }
    }
    hasWaivers.pointee = false
    for waiver in batch.waivers {
      for clause in waivers.clauses(named: waiver.clause) {
        hasWaivers.pointee = true
        decisions.waived[clause * self.words + waiver.row >> 6] |= 1 << UInt64(waiver.row & 63)
      }
    }
  }

  private func decide(
    _ policy: Int, _ words: Int, _ hasJudged: inout Bool, _ candidate: (Int) -> Candidate
  ) {
    let first = firstClause[policy]
    let last = firstClause[policy + 1]
    let hasWaivers = hasWaivers.pointee
    let violated = scratch
    let unknown = scratch + self.words
    let waivable = scratch + self.words * 2
    for word in 0..<(self.words * 3) { scratch[word] = 0 }
    for clause in first..<last {
      let step = clauses[clause]
      let yes = runner.plane(step.yes)
      let no = runner.plane(step.no)
      let failed = decisions.failed + clause * self.words
      let open = decisions.unknown + clause * self.words
      if step.isHard || !hasWaivers {
        cs_clause(
          yes, no, valid, words, failed, open, step.isHard ? violated : waivable, unknown)
        continue
      }
      let waived = decisions.waived + clause * self.words
      for word in 0..<words {
        let fails = no[word] & valid[word]
        let isOpen = valid[word] & ~(yes[word] | no[word])
        failed[word] = fails & ~waived[word]
        open[word] = isOpen & ~waived[word]
        waived[word] &= fails | isOpen
        waivable[word] |= failed[word]
        unknown[word] |= open[word]
      }
    }
    let referred = referred + policy * self.words
    for place in firstFailure[policy]..<firstFailure[policy + 1] {
      let plane = runner.plane(failureSteps[place])
      for word in 0..<words { referred[word] |= plane[word] & valid[word] }
    }
    writeOutcomes(policy, words, &hasJudged)
    for word in 0..<words {
      var bits = referred[word]
      while bits != 0 {
        let row = word * 64 + bits.trailingZeroBitCount
        refer(row, policy, candidate(row))
        bits &= bits - 1
      }
    }
  }

  /// First match wins: violated, unknown for an absent fact, unknown for a judgement, waivable.
  private func writeOutcomes(_ policy: Int, _ words: Int, _ hasJudged: inout Bool) {
    let (violated, unknown) = (scratch, scratch + self.words)
    let (waivable, facts) = (scratch + self.words * 2, scratch + self.words * 3)
    let (low, middle, high) = (
      scratch + self.words * 4, scratch + self.words * 5, scratch + self.words * 6
    )
    var isAnyOpen: UInt64 = 0
    for word in 0..<words {
      unknown[word] &= ~violated[word]
      facts[word] = unknown[word]
      isAnyOpen |= unknown[word]
    }
    if isAnyOpen != 0, mayAwaitJudgement[policy] {
      if !hasJudged { runner.run(judgementSteps, judgementStepCount) }
      hasJudged = true
      judge(policy, words, facts)
    }
    for word in 0..<words {
      let waits = unknown[word] & ~facts[word]
      let waives = waivable[word] & ~violated[word] & ~unknown[word]
      low[word] = facts[word] & unknown[word] | waives
      middle[word] = waits | waives
      high[word] = ~(violated[word] | unknown[word] | waives)
      count(policy, .ineligible, violated[word])
      count(policy, .undetermined, facts[word] & unknown[word])
      count(policy, .needsJudgement, waits)
      count(policy, .needsWaiver, waives)
      count(policy, .eligible, high[word] & valid[word])
    }
    withUnsafeTemporaryAllocation(of: UnsafePointer<UInt64>?.self, capacity: 3) { planes in
      planes[0] = UnsafePointer(low)
      planes[1] = UnsafePointer(middle)
      planes[2] = UnsafePointer(high)
      cs_bytes(planes.baseAddress, 3, words, decisions.codes + policy * decisions.capacity)
    }
  }

  @inline(__always)
  private func count(_ policy: Int, _ outcome: Outcome, _ bits: UInt64) {
    decisions.totals[policy &* DecisionBatch.kinds &+ Int(outcome.rawValue)] &+=
      bits.nonzeroBitCount
  }

  /// Writes the rows for which some clause is unknown for want of a fact, or for another reason that is
  /// not a judgement.
  private func judge(_ policy: Int, _ words: Int, _ facts: Plane) {
    let doubtful = scratch + self.words * 7
    for word in 0..<words {
      facts[word] = 0
      doubtful[word] = 0
    }
    for clause in firstClause[policy]..<firstClause[policy + 1] {
      let open = decisions.unknown + clause * self.words
      let step = clauses[clause].openForJudgements
      if step < 0 {
        for word in 0..<words { doubtful[word] |= open[word] }
        continue
      }
      let alone = runner.plane(step)
      for word in 0..<words { facts[word] |= open[word] & ~alone[word] }
    }
    let referred = referred + policy * self.words
    let unknown = scratch + self.words
    for word in 0..<words { referred[word] |= doubtful[word] & unknown[word] & ~facts[word] }
  }
}
