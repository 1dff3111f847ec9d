import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Score sheets in a policy: from marks in the data to a rank and an explanation.
@Suite struct ScoreTests {
  private static func policy(_ combine: String, _ missing: String, _ weights: String) -> String {
    """
    政策 demo "示例"
    使用 craftsman
    名额 人选 @一: 每年 2名
    评分 打分表 @二 {
      评分项 技艺: 权重 \(weights.isEmpty ? "60%" : weights) 满分 20分
      评分项 带徒: 权重 \(weights.isEmpty ? "40%" : weights)
      合成 \(combine)
      \(missing.isEmpty ? "" : "缺分 " + missing)
    }
    遴选 年度评选 @三 { 填 人选  排序 打分表 从高到低  同分 编号 从低到高 }

    """
  }

  private func run(
    _ policy: String, _ rows: [String]
  ) throws -> (SelectionPool, SelectionResult) {
    let compiled = FixtureRunner.compile(text: policy)
    guard let program = compiled.program else {
      Issue.record("\(FixtureRunner.rendered(compiled, language: .english))")
      throw CancellationError()
    }
    let prepared = try PreparedPolicy(program, asOf: nil)
    var pool = SelectionPool(prepared, try #require(SelectionPlan.all(in: program).first))
    var reader = CandidateReader(program, layout: .csv)
    let columns = (1...4).flatMap { ["打分表.\($0).专家", "打分表.\($0).技艺", "打分表.\($0).带徒"] }
    let text = (["编号," + columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    reader.feed(Array(text.utf8))
    reader.finish()
    reading: while true {
      switch reader.next() {
      case .candidate(let row): try pool.add(row.candidate)
      case .reject(let reject): Issue.record("\(reject)")
      case .failure(let problem, _): Issue.record("\(problem)")
      case .needsInput, .blank: continue
      case .end: break reading
      }
    }
    return (pool, try SelectionRun.run(pool))
  }

  private func row(_ id: String, _ marks: [(String, String)]) -> String {
    var cells = [id]
    for (index, own) in marks.enumerated() { cells += ["专\(index + 1)", own.0, own.1] }
    while cells.count < 13 { cells.append("") }
    return cells.joined(separator: ",")
  }

  @Test func theScoreIsExplainedExpertByExpert() throws {
    let (pool, result) = try run(
      Self.policy("平均", "不计", ""),
      [row("a", [("18", "80"), ("20", "90")]), row("b", [("20", "95")]), row("c", [])])
    let wording = SelectionWording(pool, result, .chinese)
    // 18 of 20 is 90: 90 × 60 % + 80 × 40 % = 86; 100 × 60 % + 90 × 40 % = 96.
    #expect(wording.reason(for: 0) == "第 2 名，入选；打分表 91＝平均（专1 86、专2 96）")
    #expect(wording.reason(for: 1) == "第 1 名，入选；打分表 98（专1 98）")
    #expect(wording.reason(for: 2) == "没有得分，不参加排序；没有打分表的打分")
    #expect(result.notes.isEmpty)
  }

  @Test func theHighestAndTheLowestAreLeftOut() throws {
    let (pool, result) = try run(
      Self.policy("去高去低平均", "不计", ""),
      [
        row("a", [("20", "100"), ("10", "50"), ("16", "70"), ("15", "80")]),
        row("b", [("20", "100"), ("20", "100")]),
      ])
    let wording = SelectionWording(pool, result, .chinese)
    #expect(
      wording.reason(for: 0)
        == "第 1 名，入选；打分表 76.5＝去高去低平均（去掉 专1 100、去掉 专2 50、专3 76、专4 77）")
    #expect(wording.reason(for: 1).hasSuffix("没有打分表得分（不足三位专家，不能去高去低）"))
  }

  @Test func aMissingMarkFollowsThePolicyOrIsAnOpenPoint() throws {
    let rows = [row("a", [("18", ""), ("20", "90")]), row("b", [("10", "50")])]
    // Not counted: 90 alone, so (90 + 96) / 2; as zero: 54, so (54 + 96) / 2.
    for (missing, expected) in [("不计", "93"), ("按零", "75")] {
      let (pool, result) = try run(Self.policy("平均", missing, ""), rows)
      #expect(pool.scores(of: 0).first?.score?.description == expected)
      #expect(result.notes.isEmpty)
    }
    let (pool, result) = try run(Self.policy("平均", "", ""), rows)
    #expect(pool.scores(of: 0).first?.score == nil)
    #expect(result.selected.map { pool.ids[$0] } == ["b"])
    #expect(result.notes.map { $0.zh } == ["评分“打分表”：政策没有写缺分怎么办，1 人因此没有得分"])
    let reason = SelectionWording(pool, result, .chinese).reason(for: 0)
    #expect(reason.contains("专1缺“带徒”，政策没有写缺分怎么办"), "\(reason)")
  }

  @Test func openWeightsAndCombinationsGiveNoNumber() throws {
    let rows = [row("a", [("18", "80"), ("20", "90")]), row("b", [("18", "80")])]
    let (pool, result) = try run(Self.policy("平均", "不计", "未定"), rows)
    #expect(result.selected.isEmpty && pool.scores(of: 1).first?.score == nil)
    #expect(result.notes.contains { $0.zh.contains("没有写各项权重") })
    let (other, open) = try run(Self.policy("未定", "不计", ""), rows)
    #expect(open.selected.map { other.ids[$0] } == ["b"])
    #expect(open.notes.contains { $0.zh.contains("怎样合成") })
  }

  /// Another way to the same number: whole numbers, a common denominator, and nothing of the runtime.
  @Test func randomMarksAgreeWithSumsInWholeNumbers() throws {
    var random = RandomSource(seed: 41)
    var rows: [String] = []
    var expected: [Rational] = []
    for index in 0..<300 {
      var marks: [(String, String)] = []
      var totals: [Int64] = []
      for _ in 0..<(3 + random.below(2)) {
        let (skill, teaching) = (random.below(21), random.below(101))
        marks.append(("\(skill)", "\(teaching)"))
        // Hundredths: skill / 20 × 100 × 60 % is 3 × skill; teaching × 40 % is 40 hundredths.
        totals.append(Int64(300 * skill + 40 * teaching))
      }
      rows.append(row("p\(index)", marks))
      let inner = totals.sorted().dropFirst().dropLast()
      expected.append(
        try #require(Rational(inner.reduce(0, +), over: Int64(100 * inner.count))))
    }
    let (pool, result) = try run(Self.policy("去高去低平均", "按零", ""), rows)
    for index in rows.indices {
      #expect(pool.scores(of: index).first?.score == expected[index])
    }
    let best = expected.indices.sorted {
      expected[$0] == expected[$1]
        ? pool.ids[$0].utf8.lexicographicallyPrecedes(pool.ids[$1].utf8)
        : expected[$0] > expected[$1]
    }
    #expect(result.selected == Array(best.prefix(2)))
  }

  @Test func aMarkAboveTheFullMarksIsRejectedWhereItStands() throws {
    let compiled = FixtureRunner.compile(text: Self.policy("平均", "不计", ""))
    let program = try #require(compiled.program)
    var reader = CandidateReader(program, layout: .csv)
    reader.feed(Array("编号,打分表.1.技艺\na,21\n".utf8))
    reader.finish()
    guard case .reject(let reject) = reader.next() else {
      Issue.record("21 of 20 was taken")
      return
    }
    #expect(reject.problems.first?.column == "打分表.1.技艺")
  }

  @Test func aSheetThatWeighsItselfIsRefused() {
    let compiled = FixtureRunner.compile(
      text: """
        政策 demo "示例"
        使用 craftsman
        评分 打分表 @二 { 评分项 技艺: 权重 100% 满分 打分表 }

        """)
    #expect(compiled.diagnostics.contains { $0.kind == .definitionCycle })
  }

  @Test func absentMarksAreNamedByTheirPlace() throws {
    let text =
      Self.policy("平均", "", "") + "资格 达标 @四 { 应当 分数线: 打分表 至少 60分 }\n"
    let program = try #require(FixtureRunner.compile(text: text).program)
    let policy = try PreparedPolicy(program, asOf: nil)
    var reader = CandidateReader(program, layout: .csv)
    reader.feed(Array("编号,打分表.1.技艺,打分表.1.带徒\na,20,\nb,,\n".utf8))
    reader.finish()
    guard case .candidate(let first) = reader.next(), case .candidate(let second) = reader.next()
    else {
      Issue.record("rows were not read")
      return
    }
    #expect(try policy.decide(first.candidate).missing == ["打分表.1.带徒"])
    #expect(try policy.decide(second.candidate).missing == ["打分表"])
  }
}
