internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

#if canImport(Glibc)
  internal import Glibc
#endif

/// The columnar engine against the reference interpreter: random policies, random records, the same
/// decision and the same four lists of clauses, or the same error.
@Suite struct ColumnarTests {
  private static let isFull = getenv("POLICY_COLUMNAR") != nil
  private static let batches = 8
  /// Eight batches; in full more than a million pairs.
  private static let policiesPerBatch = isFull ? 1200 : 60
  private static let recordsPerPolicy = isFull ? 130 : 40
  private static let asOf = CivilDate(year: 2026, month: 5, day: 1)

  @Test(arguments: 0..<ColumnarTests.batches)
  func randomPolicies(batch: Int) throws {
    var check = ColumnarCheck()
    for number in 0..<Self.policiesPerBatch {
      let seed = UInt64(batch * 100_000 + number)
      let policy = RandomPolicy(seed: seed)
      let program = try #require(Self.compile(policy), "seed \(seed)")
      // Without a day, what needs one is an error.
      let prepared = try PreparedPolicy(program, asOf: number % 10 == 9 ? nil : Self.asOf)
      let clauses = program.requirements.map { $0.label.zh }
      var records = RandomCandidates(
        seed: seed ^ 0xC01, vocabulary: policy.vocabulary, clauses: clauses)
      var candidates: [Candidate] = []
      for _ in 0..<Self.recordsPerPolicy {
        candidates.append(records.next().candidate(for: program))
      }
      if let difference = check.differ(ColumnProgram(prepared), candidates, capacity: 64) {
        Issue.record(
          "seed \(seed): \(difference)\n\(policy.vocabulary.text)\n\(policy.text)\n\(policy.change ?? "")"
        )
        return
      }
    }
    #expect(check.pairs == Self.policiesPerBatch * Self.recordsPerPolicy)
    // The columns must do nearly all of the work, or the test says nothing about them.
    #expect(check.interpreted * 4 < check.pairs, "\(check)")
    #expect(check.policiesAsking * 4 < check.policies * 3, "\(check)")
    for count in check.outcomes { #expect(count > 0, "\(check)") }
    #expect(check.waived > 0)
    if Self.isFull { print("\(check)") }
  }

  private static func compile(_ policy: RandomPolicy) -> IRProgram? {
    Compilation.compile(
      name: "entry.policy", bytes: Array((policy.change ?? policy.text).utf8),
      library: Library(files: ["sample": policy.vocabulary.text, "sample_policy": policy.text])
    ).program
  }

  private static let shipped = ["national", "changzhou", "haidian", "tongliao"]

  @Test(arguments: shipped, [true, false])
  func shippedPolicies(_ id: String, hasDay: Bool) throws {
    let program = try AnalysisShippedTests.program(id)
    let prepared = try PreparedPolicy(program, asOf: hasDay ? Self.asOf : nil)
    let columns = ColumnProgram(prepared)
    #expect(columns.askedConditions.isEmpty)
    #expect(columns.interpretedPolicies.isEmpty)
    var records = RandomRecords(
      seed: 7, program: program, clauses: program.requirements.map { $0.label.id })
    var candidates: [Candidate] = []
    for _ in 0..<(Self.isFull ? 20_000 : 600) { candidates.append(records.next()) }
    var check = ColumnarCheck()
    #expect(check.differ(columns, candidates) == nil)
  }

  /// All of them at once over their common vocabulary, each distinct predicate evaluated once.
  @Test func shippedTogether() throws {
    let programs = try Self.shipped.map { try AnalysisShippedTests.program($0) }
    let policies = try programs.map { try PreparedPolicy($0, asOf: Self.asOf) }
    let vocabulary = try UnionVocabulary(programs)
    let columns = ColumnProgram(policies, vocabulary: vocabulary)
    #expect(columns.askedConditions.isEmpty)
    let alone = policies.map { ColumnProgram($0).stepCount }.reduce(0, +)
    #expect(columns.stepCount < alone)
    var records = RandomRecords(
      seed: 11, program: vocabulary.program,
      clauses: programs.flatMap { $0.requirements.map { $0.label.id } })
    var candidates: [Candidate] = []
    for _ in 0..<(Self.isFull ? 10_000 : 300) { candidates.append(records.next()) }
    var check = ColumnarCheck()
    #expect(check.differ(columns, vocabulary: vocabulary, candidates) == nil)
  }
}
