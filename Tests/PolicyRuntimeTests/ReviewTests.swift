internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// What `check` says about the meaning of a policy.
@Suite struct ReviewTests {
  // MARK: Pages

  @Test(arguments: DiagnosticKind.reviewKinds)
  func badExampleCausesIt(kind: DiagnosticKind) throws {
    let page = try #require(DiagnosticPage(id: kind.id))
    // Only a policy too long for a page exhausts the budget.
    #expect(!page.bad.isEmpty || kind == .reviewUndecided)
    for example in page.bad {
      let compiled = FixtureRunner.compile(text: example, with: page.files)
      let found = PolicyReview.diagnostics(of: compiled)
      #expect(found.contains { $0.kind == kind }, "\(Self.rendered(found, compiled))")
      // One fault is one message.
      let others = found.filter { $0.kind != kind && DiagnosticKind.reviewKinds.contains($0.kind) }
      #expect(others.isEmpty, "\(Self.rendered(others, compiled))")
    }
  }

  @Test(arguments: DiagnosticKind.reviewKinds)
  func goodExampleIsClean(kind: DiagnosticKind) throws {
    let page = try #require(DiagnosticPage(id: kind.id))
    #expect(!page.good.isEmpty)
    for example in page.good {
      let compiled = FixtureRunner.compile(text: example, with: page.files)
      let found = PolicyReview.diagnostics(of: compiled).filter {
        $0.kind.severity == .error || DiagnosticKind.reviewKinds.contains($0.kind)
      }
      #expect(found.isEmpty, "\(example)\n\(Self.rendered(found, compiled))")
    }
  }

  // MARK: Shipped policies

  @Test(arguments: AnalysisShippedTests.policies)
  func shippedPoliciesAreClean(id: String) {
    let compiled = FixtureRunner.compile("policies/\(id).policy")
    let found = PolicyReview.diagnostics(of: compiled).filter {
      $0.kind.severity > .note || $0.kind == .reviewUndecided || $0.kind == .untestedThreshold
    }
    #expect(compiled.program != nil && found.isEmpty, "\(Self.rendered(found, compiled))")
  }

  @Test func deadExceptionIsAliveUnderTheOtherReading() {
    let compiled = FixtureRunner.compile("policies/tongliao.policy")
    let found = PolicyReview.findings(of: compiled).filter { $0.kind == .aliveUnderReading }
    #expect(found.map { $0.arguments[1].zh } == ["延聘范围"])
    #expect(found.map { $0.arguments[2].zh } == ["{延聘、退休返聘}"])
  }

  // MARK: Lending

  /// The score that the bands leave out is found through three score tables, once for the table of
  /// amounts and once for the alternatives, with an applicant who has exactly that score.
  @Test func uncoveredScoreIsFound() throws {
    let compiled = FixtureRunner.compile("Tests/Fixtures/lending/north.policy")
    let found = PolicyReview.diagnostics(of: compiled)
    #expect(
      found.map { $0.kind } == [.bandsLeaveOut, .tableGap], "\(Self.rendered(found, compiled))")
    for finding in found {
      let shown = finding.arguments[1].zh
      #expect(shown.hasPrefix("信用评分 70（例如 "), "\(shown)")
      #expect(finding.arguments[1].en.contains("70"))
      #expect(try Self.score(of: shown) == 70, "\(shown)")
    }
  }

  /// The score of an applicant as the message describes them, by the document's own points.
  private static func score(of text: String) throws -> Int {
    func figure(_ label: String) throws -> Double {
      let rest = try #require(text.components(after: label + " "))
      return try #require(Double(rest.prefix { $0.isNumber || $0 == "." }))
    }
    let (age, income) = (try figure("年龄"), try figure("月收入"))
    let late = try figure("逾期次数")
    return (age < 25 ? 10 : age < 45 ? 25 : 20) + (income < 5000 ? 10 : income < 10_000 ? 20 : 30)
      + (late <= 0 ? 25 : late <= 2 ? 15 : 0)
  }

  @Test func repairedPolicyHasNoGap() {
    let compiled = FixtureRunner.compile("Tests/Fixtures/lending/south.policy")
    let found = PolicyReview.diagnostics(of: compiled)
    #expect(compiled.program != nil && found.isEmpty, "\(Self.rendered(found, compiled))")
  }

  // MARK: Tables

  private static let words = """
    词汇 words "W"
    主体 人(person) "P" {
      字段 编号(id) "N": 文本 标识
      字段 年龄(age) "Age": 年 整数
      字段 工龄(service) "Service": 年 小数 1位
      字段 党员(party) "Party": 是否
      恒有 工龄少于年龄: 工龄 至多 50年
    }
    """

  private static func review(_ body: String) -> (Compiled, [Diagnostic]) {
    let text = "政策 sample \"样\"\n使用 words\n资格 基本 @一 { 应当 成年 @一: 年龄 至少 18年 }\n" + body
    let compiled = FixtureRunner.compile(text: text, with: ["words": words])
    return (compiled, PolicyReview.diagnostics(of: compiled))
  }

  @Test(arguments: [
    // Whole years leave nothing between 25 and 26, tenths of years do.
    ("对照表 分 @二: 年龄 取 首个 { 档 至多 25年: 1  档 至少 26年: 2 }", [String]()),
    ("对照表 分 @二: 工龄 取 首个 { 档 至多 25年: 1  档 至少 26年: 2 }", ["P0505"]),
    // No record has more than 50 years of service.
    ("对照表 分 @二: 工龄 取 首个 { 档 至多 25年: 1  档 超过 25年 至多 50年: 2 }", []),
    ("对照表 分 @二: 工龄 取 唯一 { 档 至多 50年: 1  档 至少 50.1年: 2 }", []),
    // The sum of two facts is not analysed: the compiler's answer from the bands stands.
    (
      """
      定义 总年数 @二: 年龄 + 工龄
      对照表 分 @二: 总年数、党员 取 首个 { 档 至少 40年、是: 1  档 至少 40年、否: 2 档 不满 40年、否: 3 }
      """, ["P0505"]
    ),
    (
      """
      定义 加分 @二: 较高者(年龄, 30年)
      对照表 分 @二: 加分 取 唯一 { 档 至多 30年: 1  档 超过 30年: 2 }
      """, []
    ),
    // Two inputs, one through a definition and a table that only yields 0 and 10.
    (
      """
      对照表 龄分 @二: 年龄 取 首个 { 档 不满 30年: 0  档 至少 30年: 10 }
      定义 加分 @二: 龄分 * 2 + 5
      对照表 分 @二: 加分、党员 取 首个 { 档 5、其他: 1  档 25、是: 2 }
      """, ["P0505"]
    ),
    (
      """
      对照表 龄分 @二: 年龄 取 首个 { 档 不满 30年: 0  档 至少 30年: 10 }
      定义 加分 @二: 龄分 * 2 + 5
      对照表 分 @二: 加分、党员 取 唯一 { 档 5、其他: 1  档 25、是: 2  档 25、否: 3 }
      """, []
    ),
    // Rows that overlap where a record can lie, and where none can.
    (
      "对照表 分 @二: 年龄、党员 取 唯一 { 档 至少 30年、其他: 1  档 其他、是: 2  其他: 0 }", ["P0506"]
    ),
    ("对照表 分 @二: 工龄、党员 取 唯一 { 档 超过 50年、其他: 1  档 其他、是: 2  其他: 0 }", []),
  ])
  func tablesAreJudgedByTheRecordsThereAre(body: String, ids: [String]) {
    let (compiled, found) = Self.review(body + "\n结论 得数 @二: 分")
    #expect(
      compiled.program != nil && found.map { $0.kind.id } == ids,
      "\(Self.rendered(found, compiled))")
  }

  // MARK: Limits

  /// As many flags as pigeons times holes: every pigeon sits somewhere, no two in one hole.
  @Test func exhaustedBudgetIsSaid() {
    let (pigeons, holes) = (8, 7)
    var fields = ""
    var clauses = ""
    for pigeon in 0..<pigeons {
      var places: [String] = []
      for hole in 0..<holes {
        fields += "字段 鸽\(pigeon)洞\(hole): 是否\n"
        places.append("鸽\(pigeon)洞\(hole)")
        for other in 0..<pigeon {
          clauses += "不得 同\(other)_\(pigeon)_\(hole) @一: 鸽\(other)洞\(hole) 且 鸽\(pigeon)洞\(hole)\n"
        }
      }
      clauses += "应当 有洞\(pigeon) @一: \(places.joined(separator: " 或 "))\n"
    }
    let compiled = FixtureRunner.compile(
      text: "政策 sample \"样\"\n使用 words\n\(fields)资格 基本 @一 {\n\(clauses)}\n",
      with: ["words": Self.words])
    let found = PolicyReview.diagnostics(of: compiled)
    #expect(
      compiled.program != nil && found.contains { $0.kind == .reviewUndecided },
      "\(Self.rendered(found, compiled))")
  }

  @Test(arguments: [
    ("", ["条"]),
    ("测试 界上: 甲 应得 符合", ["条"]),
    ("测试 界上: 甲 应得 符合\n测试 远处: 甲 但 { 年龄: 3年 } 应得 不符合", ["条"]),
    ("测试 界上: 甲 应得 符合\n测试 差一岁: 甲 但 { 年龄: 17年 } 应得 不符合", []),
  ])
  func testsMustProbeLimits(tests: String, notes: [String]) {
    let text = """
      政策 sample "样"
      使用 words
      资格 基本 @一 { 应当 条 @一: 年龄 至少 18年 }
      样例 甲 { 年龄: 18年 }
      样例 乙 { 年龄: 40年 }
      测试 成人: 乙 应得 符合
      \(tests)
      """
    let compiled = FixtureRunner.compile(text: text, with: ["words": Self.words])
    let found = PolicyReview.findings(of: compiled).filter { $0.kind == .untestedThreshold }
    #expect(found.map { $0.arguments[0].zh } == notes, "\(Self.rendered(found, compiled))")
  }

  static func rendered(_ found: [Diagnostic], _ compiled: Compiled) -> String {
    TextRenderer(sources: compiled.sources, language: .chinese).render(
      compiled.program == nil ? compiled.diagnostics : found)
  }
}

extension String {
  /// What follows the first occurrence of a text.
  fileprivate func components(after text: String) -> Substring? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return rest.dropFirst(text.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
