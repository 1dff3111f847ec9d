internal import Foundation
internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// Policies as queries: a database must decide as the interpreter does.
@Suite(.enabled(if: Referee.isReady("query.py"))) struct QueryTests {
  /// 400 policies with 40 candidates each; 4 000 with `POLICY_REFEREE=full`.
  private static let batches = 8
  private static let policiesPerBatch = Referee.isFull ? 500 : 50
  private static let candidatesPerPolicy = 40

  @Test(arguments: 0..<QueryTests.batches)
  func randomPoliciesAgree(batch: Int) throws {
    var jobs: [QueryJob] = []
    for number in 0..<Self.policiesPerBatch {
      jobs.append(try Self.randomJob(UInt64(batch * Self.policiesPerBatch + number)))
    }
    try Self.compare(jobs, "random-\(batch)")
    // What random policies say can nearly always be written.
    let refused = jobs.count { $0.refusals[.duckdb] != nil }
    #expect(refused * 10 <= jobs.count, "\(jobs.compactMap { $0.refusals[.duckdb] })")
  }

  @Test(arguments: ["national", "changzhou", "haidian", "tongliao"])
  func shippedPoliciesAgree(id: String) throws {
    let job = try Self.shippedJob(id, count: Referee.isFull ? 5_000 : 500)
    #expect(job.refusals.isEmpty)
    try Self.compare([job], id)
  }

  /// Rows that the reader of data files would reject, and words in either spelling.
  @Test func unsoundRowsAreRejected() throws {
    let text = """
      词汇 shop "Shop"
      主体 员工(worker) {
        字段 编号(id): 文本 标识
        字段 级别(grade) "Grade": 等级 初级(junior) < 高级(senior) "Senior one"
        字段 工龄(years): 年 小数 1位
        字段 入职日(joined): 日期
        字段 得分(score): 得分 0 至 100
        字段 奖项(awards): 列表 { 字段 名次(place): 整数  字段 级别(level): 选项 市(city)、省(province) }
        字段 满年(full): 年 整数
        推导 满年: 周岁(入职日、基准日)
        恒有 名次从一起(places): 每个 奖项 (其 名次 至少 1)
      }
      """
    let policy = """
      政策 own "自己的"
      使用 shop
      资格 基本 @一 {
        应当 高级别(high): 级别 是 高级
        应当 获奖(won): 有 奖项 (其 级别 是 省 且 其 名次 至多 3)
        应当 满五年(five): 满年 至少 5年
      }
      """
    let compiled = Compilation.compile(
      name: "own.policy", bytes: Array(policy.utf8), library: Library(files: ["shop": text]))
    let program = try #require(
      compiled.program,
      "\(TextRenderer(sources: compiled.sources, language: .english).render(compiled.diagnostics))")
    let sound = "\"joined\":\"2020-05-01\",\"awards\":[{\"place\":1,\"level\":\"province\"}]"
    let rows: [(facts: String, decision: String, violated: String?, unknown: String?)] = [
      ("\"grade\":\"senior\",\(sound)", "eligible", "", ""),
      ("\"grade\":\"高级\",\(sound)", "eligible", "", ""),
      ("\"grade\":\"初级\",\(sound)", "ineligible", "high", ""),
      ("\"grade\":\"Senior\",\(sound)", "rejected", nil, nil),
      ("\"grade\":\"高级\",\"full\":6,\(sound)", "eligible", "", ""),
      ("\"grade\":\"高级\",\"full\":5,\(sound)", "rejected", nil, nil),
      ("\"grade\":\"高级\",\"joined\":\"2021-05-02\",\"awards\":[]", "ineligible", "won;five", ""),
      ("\"grade\":\"高级\",\"full\":9", "undetermined", "", "won"),
      ("\"grade\":\"高级\",\"full\":9,\"awards\":[{\"place\":0}]", "rejected", nil, nil),
      (
        "\"grade\":\"高级\",\"full\":9,\"awards\":[{\"place\":9,\"level\":\"区\"}]", "rejected", nil,
        nil
      ),
      ("\"joined\":\"0999-12-31\"", "rejected", nil, nil),
      ("\"full\":-1", "rejected", nil, nil),
    ]
    let prepared = try PreparedPolicy(program, asOf: Self.asOf)
    let job = QueryJob(
      name: "own", prepared,
      rows: rows.enumerated().map { "{\"id\":\"\($0.offset)\",\($0.element.facts)}" },
      expected: rows.enumerated().map { number, row in
        let soft: String? = row.violated == nil ? nil : ""
        return ["\(number)", row.decision, row.violated, soft, row.unknown]
      })
    #expect(job.refusals.isEmpty)
    try Self.compare([job], "unsound")
  }

  // MARK: Jobs

  private static let asOf = CivilDate(year: 2026, month: 5, day: 1)

  fileprivate static func randomJob(_ seed: UInt64) throws -> QueryJob {
    let random = RandomPolicy(seed: seed)
    let library = Library(
      files: ["sample": random.vocabulary.text, "sample_policy": random.text])
    let compiled = Compilation.compile(
      name: "entry.policy", bytes: Array((random.change ?? random.text).utf8), library: library)
    let program = try #require(compiled.program, "seed \(seed)")
    let policy = try PreparedPolicy(program, asOf: asOf)
    var facts = RandomCandidates(
      seed: seed ^ 0xDA7A, vocabulary: random.vocabulary,
      clauses: program.requirements.map { $0.label.zh })
    var candidates: [Candidate] = []
    let (id, waivers) = try #require(fieldsOfRecord(program))
    for number in 0..<candidatesPerPolicy {
      var candidate = facts.next().candidate(for: program)
      candidate.id = "c\(number)"
      candidate.facts[id] = .text(candidate.id)
      candidate.facts[waivers] = .clauses(candidate.waivers)
      candidates.append(candidate)
    }
    return QueryJob(name: "seed \(seed)", policy, candidates)
  }

  private static func fieldsOfRecord(_ program: IRProgram) -> (id: Int, waivers: Int)? {
    let fields = program.records[0].fields
    guard let id = fields.firstIndex(where: { $0.isIdentifier }),
      let waivers = fields.firstIndex(where: { $0.type == .clauses })
    else { return nil }
    return (id, waivers)
  }

  fileprivate static func shippedJob(_ id: String, count: Int) throws -> QueryJob {
    var files: [String: String] = [:]
    for path in Repository.files(under: "policies", ending: ".policy") {
      let name = path.split(separator: "/").last?.dropLast(".policy".count) ?? ""
      files[String(name)] = Repository.text(path)
    }
    let text = try #require(files[id])
    let compiled = Compilation.compile(
      name: id + ".policy", bytes: Array(text.utf8), library: Library(files: files))
    let program = try #require(compiled.program)
    let policy = try PreparedPolicy(program, asOf: asOf)
    var facts = RandomFacts(seed: 26, program: program)
    return QueryJob(name: id, policy, (0..<count).map { facts.next(id: "c\($0)") })
  }

  /// Every row as the interpreter has it, and all rows there.
  private static func compare(_ jobs: [QueryJob], _ name: String) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "query-\(name)-\(ProcessInfo.processInfo.processIdentifier).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(jobs.map { $0.text + "\n" }.joined().utf8).write(to: file)
    let found = try #require(Referee.run("query.py", ["duckdb", file.path]))
    let written = jobs.filter { $0.refusals[.duckdb] == nil }
    let rows = written.reduce(0) { $0 + $1.pairs }
    let closing =
      "\(rows) rows compared in \(written.count) jobs, "
      + "\(jobs.count - written.count) jobs not written for duckdb\n"
    #expect(found == closing, "\(found.prefix(4_000))")
  }
}

/// Jobs for databases that are not at hand everywhere.
@Suite struct QueryJobFile {
  /// Writes the jobs to the file that `POLICY_QUERY_JOBS` names, for `bench/databases`.
  @Test func isWritten() throws {
    let environment = ProcessInfo.processInfo.environment
    guard let path = environment["POLICY_QUERY_JOBS"] else { return }
    var jobs = try ["national", "changzhou", "haidian", "tongliao"].map { id in
      try QueryTests.shippedJob(id, count: 500)
    }
    let count = environment["POLICY_QUERY_COUNT"].flatMap { UInt64($0) } ?? 200
    for seed in 0..<count { jobs.append(try QueryTests.randomJob(10_000 + seed)) }
    let text = jobs.map { $0.text + "\n" }.joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    #expect(jobs.count == Int(count) + 4)
  }
}
