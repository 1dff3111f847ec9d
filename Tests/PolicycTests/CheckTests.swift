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
    #expect(ran.err.split(separator: "\n").filter { $0.contains("P0505") }.count == 1, "\(ran.err)")
  }
}
