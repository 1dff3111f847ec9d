import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Runs selections written in the language over small tables.
@Suite struct SelectionTests {
  private static let head = """
    政策 demo "示例"
    使用 craftsman
    资格 基本条件 @第三条 { 应当 一线: 一线工作年限 至少 3年 }

    """

  /// Columns: 编号,性别,地区,一线工作年限,技能等级,评审得分.
  private func run(
    _ text: String, _ rows: String, asOf: CivilDate? = nil, layout: DataLayout = .csv
  ) throws -> (SelectionPool, SelectionResult) {
    let compiled = FixtureRunner.compile(text: Self.head + text)
    guard let program = compiled.program else {
      Issue.record("\(FixtureRunner.rendered(compiled, language: .english))")
      throw CancellationError()
    }
    let policy = try PreparedPolicy(program, asOf: asOf)
    let plan = try #require(SelectionPlan.all(in: program).first)
    var reader = CandidateReader(program, layout: layout)
    let header = layout == .csv ? "编号,性别,地区,一线工作年限,技能等级,评审得分\n" : ""
    reader.feed(Array((header + rows).utf8))
    reader.finish()
    var ids: [String] = []
    var candidates: [Candidate] = []
    reading: while true {
      switch reader.next() {
      case .candidate(let row):
        candidates.append(row.candidate)
        ids.append(row.candidate.id)
      case .reject(let reject): Issue.record("\(reject)")
      case .failure(let problem, _): Issue.record("\(problem)")
      case .needsInput, .blank: continue
      case .end: break reading
      }
    }
    var pool = SelectionPool(policy, plan, tracking: ids)
    for candidate in candidates { try pool.add(candidate) }
    return (pool, try SelectionRun.run(pool))
  }

  private func selected(_ pool: SelectionPool, _ result: SelectionResult) -> [String] {
    result.selected.map { pool.ids[$0] }
  }

  private func check(_ result: SelectionResult) {
    for round in result.rounds {
      let report = SelectionChecker(round.problem).check(round.list)
      #expect(report.isConfirmed, "\(report.findings)")
    }
  }

  private static let six = """
    a,男,东,5,技师,95
    b,男,东,5,技师,90
    c,男,西,5,技师,85
    d,女,西,5,高级工,80
    e,女,东,5,技师,75
    f,女,西,5,高级工,70

    """

  @Test func onlyTheEligibleWithAScoreAreRanked() throws {
    let (pool, result) = try run(
      "名额 工匠 @第二条: 每年 2名\n遴选 年度评选 @第七条 { 填 工匠  排序 评审得分 从高到低  同分 编号 从低到高 }\n",
      "a,男,东,5,技师,80\nb,男,东,2,技师,99\nc,男,东,5,技师,\nd,男,东,5,技师,90\ne,男,东,,技师,95\n")
    #expect(selected(pool, result) == ["d", "a"])
    let wording = SelectionWording(pool, result, .chinese)
    #expect(wording.reason(for: 1) == "不符合：一线（第三条）")
    #expect(wording.reason(for: 2) == "没有评审得分，不参加排序")
    #expect(wording.reason(for: 4) == "待补：一线（第三条）")
    #expect(result.notes.isEmpty && result.ties.isEmpty)
  }

  @Test func anUndeclaredRankingListsTheEligible() throws {
    let (pool, result) = try run(
      "名额 工匠 @第二条: 每年 2名\n遴选 年度评选 @第七条 { 填 工匠  排序 未定 }\n", Self.six)
    #expect(result.selected.isEmpty)
    #expect(result.placements == Array(repeating: .listed, count: 6))
    #expect(result.notes.map { $0.zh } == ["政策没有写怎样排序，只列出符合条件的人"])
    #expect(pool.eligibleCount == 6)
  }

  @Test func anOpenTieAtTheCutIsReported() throws {
    let (pool, result) = try run(
      "名额 工匠 @第二条: 每年 2名\n遴选 年度评选 @第七条 { 填 工匠  排序 评审得分 从高到低  同分 未定 }\n",
      "c,男,东,5,技师,90\nb,男,东,5,技师,90\na,男,东,5,技师,95\nd,男,东,5,技师,90\n")
    #expect(selected(pool, result) == ["a", "b"])
    let tie = try #require(result.ties.first)
    #expect(result.ties.count == 1)
    #expect(tie.taken.map { pool.ids[$0] } == ["b"])
    #expect(tie.passedOver.map { pool.ids[$0] } == ["c", "d"])
  }

  @Test func declaredTiesAreFollowedInBothDirections() throws {
    let (pool, result) = try run(
      "名额 工匠 @第二条: 每年 2名\n遴选 年度评选 @第七条 { 填 工匠  排序 评审得分 从高到低  同分 一线工作年限 从低到高 }\n",
      "a,男,东,9,技师,90\nb,男,东,5,技师,90\nc,男,东,7,技师,90\n")
    #expect(selected(pool, result) == ["b", "c"] && result.ties.isEmpty)
  }

  @Test func aFloorReachesDownAndSaysSo() throws {
    let (pool, result) = try run(
      """
      名额 工匠 @第二条: 每年 3名
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 女职工 @第七条: 至少 50% 其中 性别 是 女
      }

      """, Self.six)
    // Half of three rounds up to two.
    #expect(selected(pool, result) == ["a", "d", "e"])
    let wording = SelectionWording(pool, result, .chinese)
    #expect(wording.reason(for: 1) == "第 2 名，未入选：取了就不能满足限额“女职工”")
    #expect(wording.reason(for: 4) == "第 5 名，入选，计入限额“女职工”；排在前面的有人因限额未取")
    #expect(wording.reason(for: 5) == "第 6 名，未入选：3 个名额已满")
    #expect(result.rounds[0].limits[0].required == 2)
    check(result)
  }

  @Test func aCapByShareRoundsDown() throws {
    let (pool, result) = try run(
      """
      名额 工匠 @第二条: 每年 5名
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 男职工 @第七条: 至多 50% 其中 性别 是 男
      }

      """, Self.six)
    // Five with at most two men need three women.
    #expect(selected(pool, result) == ["a", "b", "d", "e", "f"])
    check(result)
  }

  @Test func theListIsAsLongAsTheLimitsAllow() throws {
    let (pool, result) = try run(
      """
      名额 工匠 @第二条: 每年 6名
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 男职工 @第七条: 至多 2 其中 性别 是 男
      }

      """, Self.six)
    #expect(selected(pool, result) == ["a", "b", "d", "e", "f"] && result.vacancies == 1)
    let wording = SelectionWording(pool, result, .english)
    #expect(wording.reason(for: 2) == "rank 3, not selected: taking it would break `男职工`")
    check(result)
  }

  @Test func subsetAndUnitLimits() throws {
    let (pool, result) = try run(
      """
      名额 工匠 @第二条: 每年 4名 { 其中 每地区: 至多 2名 每个 地区 }
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 女高级工 @第七条: 至少 50% 其中 技能等级 是 高级工 占 性别 是 女
        限额 地区有女 @第七条: 至少 1 其中 性别 是 女 每个 地区
      }

      """, Self.six)
    #expect(selected(pool, result) == ["a", "c", "d", "e"])
    let units = result.rounds[0].limits.filter { $0.unit != nil }
    #expect(units.count == 4 && units.allSatisfy { $0.isKept })
    check(result)
  }

  private func parts(_ parts: String) -> String {
    """
    名额 工匠 @第二条: 每年 3名 { \(parts) }
    遴选 年度评选 @第七条 { 填 工匠  排序 评审得分 从高到低 }

    """
  }

  @Test(arguments: [
    ("其中 女职工: 至少 2名 条件 性别 是 女", ["a", "d", "e"]),
    ("其中 女职工: 恰好 1名 条件 性别 是 女", ["a", "b", "d"]),
    ("其中 男职工: 至多 1名 条件 性别 是 男", ["a", "d", "e"]),
    ("其中 男职工: 1名 条件 性别 是 男", ["a", "d", "e"]),
    ("其中 各地女职工: 至少 1名 条件 性别 是 女 每个 地区", ["a", "d", "e"]),
    ("其中 各地男职工: 至多 1名 每个 地区 条件 性别 是 男", ["a", "c", "d"]),
  ])
  func partsOfAQuotaBind(part: String, expected: [String]) throws {
    let (pool, result) = try run(parts(part), Self.six)
    #expect(selected(pool, result) == expected)
    #expect(result.limits.allSatisfy { $0.isKept && $0.isHard })
    check(result)
  }

  @Test func targetsAmongThePartsAreShownAndNeverBind() throws {
    for word in ["约", "力争"] {
      let (pool, result) = try run(parts("其中 女职工: \(word) 2名 条件 性别 是 女"), Self.six)
      #expect(selected(pool, result) == ["a", "b", "c"])
      #expect(result.limits.map { $0.target != nil } == [true] && !result.limits[0].isHard)
      #expect(try GivenList(["a", "b", "c"], pool, result).isKept)
    }
    let (pool, result) = try run(parts("其中 市区: 2名"), Self.six)
    #expect(selected(pool, result) == ["a", "b", "c"])
    #expect(result.notes.contains { $0.zh.hasPrefix("“其中 市区”没有写条件") })
  }

  @Test(arguments: [
    ("其中 甲: 至少 4名 条件 性别 是 女", true),
    ("其中 甲: 至少 2名 条件 性别 是 女  其中 乙: 至少 2名 条件 性别 是 男", true),
    ("其中 甲: 至少 2名 条件 性别 是 女  其中 乙: 至少 1名 条件 性别 是 男", false),
    ("其中 甲: 至少 2名 条件 性别 是 女  其中 乙: 至少 2名 条件 技能等级 是 技师", false),
    ("其中 甲: 至多 9名 条件 性别 是 女", false),
    ("其中 甲: 恰好 4名 每个 地区", true),
    ("其中 甲: 约 9名 条件 性别 是 女", false),
  ])
  func partsAreHeldAgainstTheTotal(part: String, isTooMuch: Bool) {
    let compiled = FixtureRunner.compile(text: Self.head + parts(part))
    #expect(compiled.diagnostics.contains { $0.kind == .partsExceedTotal } == isTooMuch)
  }

  @Test func inPrincipleLimitsAreReportedAndDoNotShapeTheList() throws {
    let (pool, result) = try run(
      """
      名额 工匠 @第二条: 每年 3名
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 女职工 @第七条: 原则上 至少 1 其中 性别 是 女
      }

      """, Self.six)
    #expect(selected(pool, result) == ["a", "b", "c"])
    #expect(!result.rounds[0].limits[0].isKept && !result.rounds[0].limits[0].isHard)
  }

  @Test func countingOnceNeedsDifferentPeople() throws {
    func text(_ once: String) -> String {
      """
      名额 工匠 @第二条: 每年 3名
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 女职工 @第七条: 至少 1 其中 性别 是 女 \(once)
        限额 高级工 @第七条: 至少 1 其中 技能等级 是 高级工 \(once)
      }

      """
    }
    let (pool, together) = try run(text(""), Self.six)
    #expect(selected(pool, together) == ["a", "b", "d"])
    let (_, apart) = try run(text("每人只计一次"), Self.six)
    #expect(selected(pool, apart) == ["a", "d", "e"])
    check(together)
    check(apart)
  }

  @Test func limitsThatConflictAreNamed() throws {
    let (pool, result) = try run(
      """
      名额 工匠 @第二条: 每年 3名
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 甲 @第七条: 至多 3 其中 地区 是 "东"
        限额 乙 @第七条: 至少 2 其中 性别 是 女
        限额 丙 @第七条: 至少 2 其中 性别 是 男
      }

      """, Self.six)
    #expect(!result.isFeasible && result.selected.isEmpty)
    let round = result.rounds[0]
    #expect(
      SelectionWording(pool, result, .chinese).names(round.list.conflict, of: 0) == ["乙", "丙"])
    #expect(round.list.isConflictSmallest)
    check(result)
  }

  @Test func absentFactsNeverHelpALimit() throws {
    let (pool, result) = try run(
      """
      名额 工匠 @第二条: 每年 2名
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 女职工 @第七条: 至少 1 其中 性别 是 女
        限额 技师 @第七条: 至多 1 其中 技能等级 是 技师
      }

      """, "a,,东,5,,95\nb,男,东,5,技师,90\nc,女,东,5,高级工,80\n")
    #expect(selected(pool, result) == ["a", "c"])
    #expect(result.rounds[0].limits.map { $0.unknown } == [1, 1])
    // And the clerk is told that facts were missing.
    let told = result.notes.filter { $0.zh.hasPrefix("限额") }
    #expect(told.map { $0.zh.contains("有 1 名") } == [true, true])
  }

  private static let rounds = """
    名额 工匠 @第二条: 每年 3名
    遴选 年度评选 @第七条 {
      填 工匠
      排序 评审得分 从高到低
      轮次 初评 @第七条 { 取自 符合  录取 4  结果为 入围 }
      轮次 终评 @第七条 {
        取自 入选 入围
        排序 一线工作年限 从高到低、评审得分 从高到低
        录取 2
        最低要求 技能等级 至少 技师
        结果为 工匠称号
      }
      轮次 推荐 @第七条 { 取自 落选于 初评  录取 不占名额  结果为 提名 }
    }

    """

  @Test func roundsFollowOneAnother() throws {
    let (pool, result) = try run(
      Self.rounds,
      "a,男,东,5,技师,95\nb,男,东,8,技师,90\nc,男,西,9,高级工,85\nd,女,西,7,技师,80\ne,女,东,5,技师,75\n")
    #expect(selected(pool, result) == ["b", "d", "e"])
    #expect(result.outsideNumber == 1 && result.vacancies == 1)
    #expect(result.placements[2] == .belowMinimum(round: 1))
    #expect(result.rounds[0].plan.isShortlist && !result.rounds[1].plan.isShortlist)
    let wording = SelectionWording(pool, result, .chinese)
    #expect(wording.reason(for: 4) == "推荐：第 1 名，入选，不占名额")
    #expect(wording.reason(for: 0) == "终评：第 3 名，未入选：2 个名额已满")
    check(result)
  }

  @Test func barsAreReadFromDatedRecords() throws {
    let text = """
      名额 工匠 @第二条: 每年 3名
      禁入 撤销后 @第九条: 2年 { 起算 停止 }
      禁入 单位停报 @第九条: 1年 { 起算 撤销决定  给 推荐单位 }
      遴选 年度评选 @第七条 { 填 工匠  排序 评审得分 从高到低 }

      """
    let rows = """
      {"id":"a","frontline_years":5,"score":90,"recommending_unit":"甲","events":[{"event":"stopped","on":"2024-05-01"}]}
      {"id":"b","frontline_years":5,"score":80,"recommending_unit":"甲","events":[{"event":"stopped","on":"2024-04-30"}]}
      {"id":"c","frontline_years":1,"score":70,"recommending_unit":"乙","events":[{"event":"revoked","on":"2026-01-01"}]}
      {"id":"d","frontline_years":5,"score":60,"recommending_unit":"乙"}

      """
    let day = try #require(CivilDate(year: 2026, month: 5, day: 1))
    let (pool, result) = try run(text, rows, asOf: day, layout: .jsonLines)
    #expect(selected(pool, result) == ["b"])
    let wording = SelectionWording(pool, result, .chinese)
    #expect(wording.reason(for: 0) == "在禁入期内（撤销后 第九条）")
    #expect(wording.reason(for: 3) == "在禁入期内（单位停报 第九条）")
  }

  @Test func aGivenListIsCheckedLimitByLimit() throws {
    let (pool, result) = try run(
      """
      名额 工匠 @第二条: 每年 恰好 3名
      遴选 年度评选 @第七条 {
        填 工匠
        排序 评审得分 从高到低
        限额 女职工 @第七条: 至少 1 其中 性别 是 女
        限额 地区 @第七条: 至多 2 每个 地区
      }

      """, Self.six)
    let good = try GivenList(["a", "c", "e"], pool, result)
    #expect(good.isKept && good.verdict == .kept)
    #expect(good.leftOut.map { pool.ids[$0] } == ["b", "d"])
    #expect(good.added.map { pool.ids[$0] } == ["c", "e"])
    let bad = try GivenList(["a", "b", "e", "x", "a"], pool, result)
    #expect(!bad.isKept)
    #expect(bad.problems == [.unknownID("x"), .repeatedID("a")])
    #expect(bad.limits.filter { !$0.isKept }.map { $0.members } == [3])
    #expect(try GivenList(["a", "e"], pool, result).verdict == .broken)
  }

  @Test func aTargetIsNeverBrokenByAGivenList() throws {
    for word in ["约", "力争"] {
      let (pool, result) = try run(
        "名额 工匠 @第二条: 每年 \(word) 3名\n遴选 年度评选 @第七条 { 填 工匠  排序 评审得分 从高到低 }\n", Self.six)
      #expect(result.selected.count == 3)
      let list = try GivenList(["a", "b", "c", "d", "e"], pool, result)
      #expect(list.isKept && list.verdict == .offTarget)
    }
  }

  @Test func inLanguageTestsCountTheSelected() throws {
    let compiled = FixtureRunner.compile("Tests/Fixtures/selection/stars.policy")
    let program = try #require(compiled.program)
    let run = TestRun(program, compiled.tests)
    #expect(!run.results.isEmpty)
    for result in run.results { #expect(result.status == .passed, "\(result.test.name)") }
  }
}
