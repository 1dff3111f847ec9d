import Testing

@testable import policyc

/// `check` says what is wrong with what a policy means.
@Suite struct CheckTests {
  let folder = Folder()

  private func check(_ clauses: String, _ more: [String] = []) -> Ran {
    folder.write("demo_words.policy", Samples.vocabulary)
    let path = folder.write(
      "demo.policy", "政策 demo \"样\"\n使用 demo_words\n资格 基本 @第三条 {\n\(clauses)\n}\n")
    return policyc(["check", path] + more)
  }

  @Test func contradictionIsAnError() {
    let ran = check("应当 够久 @第三条: 年限 至少 10年\n不得 太久 @第五条: 年限 超过 8年")
    #expect(ran.code == 1)
    #expect(
      ran.err.contains("错误[P0580]: 没有人能够符合：“够久”（第三条）、“太久”（第五条）不能同时做到"),
      "\(ran.err)")
    let english = check(
      "应当 够久 @第三条: 年限 至少 10年\n不得 太久 @第五条: 年限 超过 8年", ["--lang", "en"])
    #expect(english.err.contains("error[P0580]: nobody can qualify"))
  }

  @Test func idleClauseIsAWarning() {
    let ran = check("应当 够久: 年限 至少 10年\n应当 五年: 年限 至少 5年")
    #expect(ran.code == 0 && ran.err.contains("警告[P0586]") && ran.err.contains("1 个警告"))
    let json = check(
      "应当 够久: 年限 至少 10年\n应当 五年: 年限 至少 5年", ["--format", "json"])
    #expect(json.out.contains("\"P0586\"") && json.code == 0, "\(json.out)")
  }

  @Test func soundPolicyHasNoProblem() {
    let ran = check("应当 够久: 年限 至少 10年")
    #expect(ran.code == 0 && ran.err.hasSuffix("没有问题\n"), "\(ran.err)")
  }

  /// A hole is reported once, by the review or by the compiler.
  @Test func everyFaultIsSaidOnce() {
    folder.write("demo_words.policy", Samples.vocabulary)
    let path = folder.write(
      "gap.policy",
      """
      政策 gap "样"
      使用 demo_words
      资格 基本 @第三条 { 应当 够久: 年限 至少 1年 }
      对照表 积分 @第七条: 年限 取 首个 {
        档 至少 5年 不满 10年: 10
        档 至少 15年: 20
      }
      结论 总积分 @第七条: 积分
      """)
    let ran = policyc(["check", path])
    // Below five years, and between ten and fifteen.
    #expect(ran.err.split(separator: "\n").filter { $0.contains("P0505") }.count == 2, "\(ran.err)")
  }

  /// What nobody can meet does not hide what is wrong elsewhere.
  @Test func contradictionsHideNothingElse() {
    let ran = check(
      """
      应当 够久: 年限 至少 10年
      应当 不久: 年限 至多 5年
      应当 高级: 技能 至少 高级
      应当 中级: 技能 至少 中级
      """)
    #expect(ran.code == 1)
    let ids = ran.err.split(separator: "\n").filter { $0.contains("[P05") }.map { $0.prefix(9) }
    #expect(ids == ["错误[P0580]", "警告[P0586]"], "\(ran.err)")
    #expect(ran.err.contains("“中级”不起作用"))
    // Two contradictions of their own are two findings, and the clauses in them cause no more.
    let two = check(
      "应当 够久: 年限 至少 10年\n应当 不久: 年限 至多 5年\n应当 高: 技能 至少 高级\n不得 高吗: 技能 至少 中级\n应当 更久: 年限 至少 4年")
    #expect(
      two.err.components(of: "[P05") == 2 && two.err.components(of: "[P0580]") == 2, "\(two.err)")
  }

  private static let holes = """
    政策 gap "样"
    使用 demo_words
    资格 基本 @第三条 { 应当 够久: 年限 至少 1年 }
    对照表 积分 @第七条: 年限 取 首个 {
      档 至少 5年 不满 10年: 10
      档 至少 15年 不满 20年: 20
      档 超过 20年: 30
    }
    结论 总积分 @第七条: 积分

    """

  /// Each hole stands at the row beside it.
  @Test func everyHoleStandsAtItsRow() {
    folder.write("demo_words.policy", Samples.vocabulary)
    let path = folder.write("gap.policy", Self.holes)
    let lines = policyc(["check", path]).err.split(separator: "\n").map(String.init)
    let places = lines.filter { $0.contains("--> ") }.compactMap {
      $0.split(separator: ":").dropFirst().first
    }
    #expect(places == ["5", "5", "6"], "\(lines)")
    let texts = lines.filter { $0.contains("P0505") }
    #expect(texts.count == 3)
    #expect(texts[0].hasSuffix("（5年 往下）") && texts[1].hasSuffix("（10年 到 15年 之间）"))
    #expect(texts[2].hasSuffix("没有覆盖：年限 20年"))
    var many = "对照表 积分 @第七条: 年限 取 首个 {\n"
    for row in 1...9 { many += "  档 至少 \(4 * row)年 不满 \(4 * row + 2)年: \(row)\n" }
    let start = Self.holes.split(separator: "对照表")[0]
    let wide = folder.write("many.policy", start + many + "}\n结论 总积分 @第七条: 积分\n")
    let ran = policyc(["check", wide])
    #expect(ran.err.components(of: "[P0505]") == 6 && ran.err.contains("另有 4 处没有列出"), "\(ran.err)")
  }

  /// A command that uses the table says the same, and refuses a table that contradicts itself.
  @Test func tablesAreJudgedWhereTheyAreUsed() {
    folder.write("demo_words.policy", Samples.vocabulary)
    let path = folder.write("gap.policy", Self.holes)
    let people = folder.write("人.csv", "id,年限\na,8\n")
    for words in [["eval", path, people], ["diff", path, path]] {
      let ran = policyc(words)
      #expect(ran.code == 0 && ran.err.contains("没有覆盖：年限 20年"), "\(ran.err)")
    }
    let both = folder.write(
      "both.policy",
      Self.holes.split(separator: "对照表")[0] + """
        对照表 积分 @第七条: 年限、干部 取 唯一 { 档 至少 5年、其他: 1  档 其他、是: 2  其他: 0 }
        结论 总积分 @第七条: 积分

        """)
    #expect(policyc(["check", both]).err.contains("错误[P0506]"))
    let used = policyc(["eval", both, people])
    #expect(used.code == 1 && used.err.contains("错误[P0506]") && used.out.isEmpty)
  }

  /// A test that outlived its clause says so.
  @Test func testsNameClausesThatAreThere() {
    folder.write("demo_words.policy", Samples.vocabulary)
    let path = folder.write(
      "demo.policy",
      """
      政策 demo "样"
      使用 demo_words
      资格 基本 @第三条 { 应当 够久: 年限 至少 10年  应当 等级: 技能 至少 高级 }
      样例 人 { 年限: 10年  技能: 高级 }
      测试 旧的: 人 但 { 年限: 9年 } 应得 不符合 因 专家推荐

      """)
    let ran = policyc(["test", path])
    #expect(ran.code == 1 && ran.err.contains("错误[P0318]: 测试里的条款“专家推荐”政策里没有"))
    #expect(ran.err.contains("现有的条款：够久、等级。"))
  }
}
