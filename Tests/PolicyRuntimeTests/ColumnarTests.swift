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
  /// In full more than a million pairs, as `bench/Decide` makes too; by default what a run in between
  /// has time for.
  private static let batches = isFull ? 8 : 4
  private static let policiesPerBatch = isFull ? 1200 : 20
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
    #expect(check.policiesAsking * 2 < check.policies, "\(check)")
    for count in check.outcomes.dropLast() { #expect(count > 0, "\(check)") }
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
      seed: 7, program: program, clauses: program.requirements.map { $0.label.id },
      derived: ["age"])
    var candidates: [Candidate] = []
    for _ in 0..<(Self.isFull ? 20_000 : 200) { candidates.append(records.next()) }
    var check = ColumnarCheck()
    #expect(check.differ(columns, candidates) == nil)
    #expect(check.interpreted * 2 < check.pairs, "\(check)")
  }

  /// A value of another kind than its field's is refused by both.
  @Test func valuesOfAnotherKind() throws {
    let program = try AnalysisShippedTests.program("haidian")
    let columns = ColumnProgram(try PreparedPolicy(program, asOf: Self.asOf))
    var records = RandomRecords(seed: 9, program: program, derived: ["age"])
    let strange: [Value] = [
      .number(.one), .boolean(true), .text("甲"), .value(1), .value(-1), .value(1000), .none,
      .range(1, 3), .date(CivilDate(dayNumber: .max)), .calendarYear(2026),
      .monthDay(month: 1, day: 1), .judgement(passed: true, score: nil, by: nil), .list([]),
      .values([0]), .record(Record([])), .number(Rational(Int64.max)), .clauses(["x"]),
    ]
    var candidates: [Candidate] = []
    for field in program.records[0].fields.indices {
      for value in strange {
        var candidate = records.next(absent: 20)
        candidate.facts[field] = value
        candidates.append(candidate)
      }
    }
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
      clauses: programs.flatMap { $0.requirements.map { $0.label.id } }, derived: ["age"])
    var candidates: [Candidate] = []
    for _ in 0..<(Self.isFull ? 10_000 : 120) { candidates.append(records.next()) }
    var check = ColumnarCheck()
    #expect(check.differ(columns, vocabulary: vocabulary, candidates) == nil)
    #expect(check.interpreted * 2 < check.pairs, "\(check)")
  }

  /// A value of a level that one of two vocabularies lacks leaves the row without decision under that
  /// policy alone.
  @Test func vocabulariesThatDiffer() throws {
    func program(_ id: String, _ level: String, _ extra: String, _ clauses: String) throws
      -> IRProgram
    {
      let vocabulary = """
        词汇 words_\(id) "词"
        主体 人(person) "Person" {
          字段 编号(id) "ID": 文本 标识
          字段 技能(grade) "Grade": 等级 \(level)
          字段 年限(years) "Years": 年 小数1位
          \(extra)
          字段 项(items) "Items": 列表 {
            字段 层次(rank) "Rank": 等级 \(level)
            字段 数(n) "N": 整数
          }
        }
        """
      let text = "政策 \(id) \"政策\"\n使用 words_\(id)\n资格 基本条件 {\n\(clauses)\n}\n"
      return try #require(
        Compilation.compile(
          name: "\(id).policy", bytes: Array(text.utf8),
          library: Library(files: ["words_\(id)": vocabulary])
        ).program)
    }
    let programs = [
      try program(
        "one", "低(low) < 高(high)", "",
        "应当 技能够: 技能 至少 高\n原则上应当 年限够: 年限 至少 5年\n应当 有项: 有 项 (其 层次 至少 高)"),
      try program(
        "two", "低(low) < 中(middle) < 高(high) < 顶(top)", "字段 会员(member) \"Member\": 是否",
        "应当 技能够: 技能 至少 中\n原则上应当 年限够: 年限 至少 5年\n不得 会员身份: 会员"),
    ]
    let vocabulary = try UnionVocabulary(programs)
    let policies = try programs.map { try PreparedPolicy($0, asOf: Self.asOf) }
    var records = RandomRecords(
      seed: 3, program: vocabulary.program, clauses: ["年限够", "one.年限够", "two.年限够", "x"])
    let candidates = (0..<500).map { _ in records.next() }
    var check = ColumnarCheck()
    let columns = ColumnProgram(policies, vocabulary: vocabulary)
    #expect(check.differ(columns, vocabulary: vocabulary, candidates, capacity: 128) == nil)
    #expect(check.waived > 0)
    #expect(check.outcomes[Outcome.allCases.count] > 0)
    #expect(columns.askedConditions.isEmpty)
  }

  /// The bytes for writers say what the lists say, and the totals what the outcomes say.
  @Test func masksAndTotals() throws {
    let program = try AnalysisShippedTests.program("haidian")
    let columns = ColumnProgram(try PreparedPolicy(program, asOf: Self.asOf))
    var records = RandomRecords(
      seed: 5, program: program, clauses: program.requirements.map { $0.label.id })
    let engine = ColumnEngine(columns, capacity: 256)
    let batch = ColumnBatch(columns.plan, capacity: 256)
    let candidates = (0..<200).map { _ in records.next() }
    for candidate in candidates { batch.append(candidate) }
    let decisions = engine.decide(batch) { candidates[$0] }
    var totals = [Int](repeating: 0, count: Outcome.allCases.count)
    for row in 0..<200 {
      if let outcome = decisions.outcome(row) { totals[Int(outcome.rawValue)] += 1 }
    }
    for outcome in Outcome.allCases {
      #expect(decisions.total(outcome) == totals[Int(outcome.rawValue)])
    }
    #expect(decisions.groupCount() > 1)
    var bytes = [UInt8](repeating: 0, count: 256)
    for list in DecisionBatch.ClauseList.allCases {
      for group in 0..<decisions.groupCount() {
        bytes.withUnsafeMutableBufferPointer { buffer in
          if let start = buffer.baseAddress { decisions.write(list, group: group, to: start) }
        }
        for row in 0..<200 {
          let wanted = decisions.clauses(list, row).filter { $0 / 8 == group }
          let found = (0..<8).filter { bytes[row] >> UInt8($0) & 1 == 1 }.map { group * 8 + $0 }
          #expect(found == wanted)
        }
      }
    }
  }
}
