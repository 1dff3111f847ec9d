import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Procedures that the compiler refuses, and what a plan holds.
@Suite struct ProcedurePlanTests {
  private func ids(_ text: String) -> [String] {
    let head = "政策 sample \"样例\"\n使用 craftsman\n机构 市总工会\n"
    return FixtureRunner.compile(text: head + text).diagnostics.map { $0.kind.id }
      .filter { $0.hasPrefix("P052") }
  }

  @Test func anEventTwice() {
    #expect(
      ids("程序 甲 { 阶段 公示 @一: 市总工会 自 公示开始 至 公示开始 至少 5个工作日 }") == ["P0520"])
  }

  @Test func circles() {
    #expect(
      ids(
        """
        程序 甲 {
          阶段 子 @一: 市总工会 完成 形式审查 { 之后 寅 }
          阶段 丑 @一: 市总工会 完成 专家打分
          阶段 寅 @一: 市总工会 完成 专家会议
        }
        """) == ["P0521"])
    #expect(ids("程序 甲 { 阶段 子 @一: 市总工会 完成 形式审查 { 之后 子 } }") == ["P0521"])
  }

  /// A stage that may be left out is the way out of a circle.
  @Test func aCircleWithAnExit() throws {
    let text = """
      程序 甲 {
        阶段 公示 @一: 市总工会 自 公示开始 至 公示结束 { 之后 复核 }
        阶段 复核 @一: 市总工会 完成 核实异议 必要时 { 之后 公示 }
        阶段 公布 @一: 市总工会 完成 公布 { 之后 公示 }
      }
      """
    #expect(ids(text) == [])
    let sample = try ProcedureCase(text)
    #expect(
      try sample.breaches(
        "notice_opened 2026-06-01; notice_closed 2026-06-08; objection_verified 2026-06-09; "
          + "notice_opened 2026-06-10; notice_closed 2026-06-17; announced 2026-06-18") == [])
    #expect(try sample.next("notice_opened 2026-06-01; notice_closed 2026-06-08").count == 2)
  }

  @Test func whatComesAfterAWall() {
    #expect(
      ids(
        """
        程序 甲 {
          阶段 子 @一: 市总工会 完成 形式审查 { 通过: 否 }
          阶段 丑 @一: 市总工会 完成 专家打分
        }
        """) == ["P0522"])
  }

  /// An order that turns with a reading is no circle.
  @Test func anOrderByReading() {
    #expect(
      ids(
        """
        解读 次序 @一: 先甲 另解 先乙
        程序 甲 {
          阶段 子 @一: 市总工会 完成 形式审查 { 之后 丑 当 次序 是 先乙 }
          阶段 丑 @一: 市总工会 完成 专家打分 { 之后 子 当 次序 是 先甲 }
        }
        """) == [])
  }

  @Test func sharedEvents() {
    #expect(
      ids("程序 甲 { 阶段 子 @一: 市总工会 完成 形式审查  阶段 丑 @一: 市总工会 完成 形式审查 }") == ["P0523"])
  }

  @Test func theShippedPoliciesAreClean() {
    for id in ["national", "changzhou", "haidian", "tongliao"] {
      let compiled = FixtureRunner.compile("policies/\(id).policy")
      #expect(!compiled.diagnostics.contains { $0.kind.id.hasPrefix("P052") }, "\(id)")
    }
  }

  @Test func aPlanHoldsStagesAndDuties() throws {
    let plan = try ProcedureCase(shipped: "tongliao").follower.plan
    #expect(plan.stages.count == 8)
    #expect(plan.stages[0].marks == .nothing)
    #expect(plan.stages[7].follows.map { $0.stage } == [6])
    #expect(plan.terms.count == 1)
    #expect(plan.honours.count == 1)
    #expect(plan.duties.contains { $0.timing == .vague(.regularly) })
  }
}
