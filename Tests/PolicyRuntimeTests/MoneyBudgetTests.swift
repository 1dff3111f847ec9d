import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

@Suite struct MoneyBudgetTests {
  private func budget(
    _ text: String, _ plan: BudgetPlan = BudgetPlan(), asOf: CivilDate? = nil
  ) throws -> Budget {
    try BudgetMaker(try MoneyCase(text).policy).budget(plan)
  }

  @Test func aCohortIsPaidOverItsTerm() throws {
    let budget = try budget(
      "补助 培育费 @三: 每年 5万元 { 期间 建设期 给 工作室 }", BudgetPlan(selected: 10))
    #expect(budget.cohorts == [2026])
    #expect(budget.rows.map { $0.year } == [2026, 2027])
    #expect(budget.rows.allSatisfy { $0.range.expected == Rational(500_000) })
    #expect(budget.total.expected == Rational(1_000_000))
    #expect(budget.total.isSettled)
  }

  @Test func cohortsAddUp() throws {
    let budget = try budget(
      "补助 培育费 @三: 每年 5万元 { 期间 建设期 给 工作室 }",
      BudgetPlan(selected: 1, firstYear: 2030, years: 3))
    #expect(budget.years == [2030, 2031, 2032, 2033])
    var sums: [String] = []
    for year in budget.years {
      let sum = budget.sum { $0.year == year }
      sums.append(sum.expected.description)
    }
    #expect(sums == ["50000", "100000", "100000", "50000"])
  }

  @Test func theQuotaWithItsTolerance() throws {
    let budget = try budget(
      """
      名额 工作室数 @六: 每年 约 30个 容差 10% 自 2027年
      补助 培育费 @三: 每年 100元 { 期间 建设期 给 工作室 }
      """)
    #expect(budget.selected == 30)
    #expect(budget.selectedLow == 27)
    #expect(budget.selectedHigh == 33)
    #expect(budget.isApproximate)
    #expect(budget.cohorts == [2027])
    let total = BudgetRange(
      expected: Rational(6000), low: Rational(5400), high: Rational(6600))
    #expect(budget.total == total)
  }

  @Test func readingsAndConditionsGiveARange() throws {
    let budget = try budget(
      """
      补助 津贴 @三: 每月 每月数 { 期间 建设期 给 工作室 解读 每月数: 500元 另解 800元 }
      补助 奖金 @四: 一次性 1000元 { 触发 入选 条件 人数 至少 5 给 基金会 }
      """, BudgetPlan(selected: 1))
    let allowance = budget.sum { $0.subsidy.zh == "津贴" }
    let prize = budget.sum { $0.subsidy.zh == "奖金" }
    let twoReadings = BudgetRange(
      expected: Rational(12_000), low: Rational(12_000), high: Rational(19_200))
    #expect(allowance == twoReadings)
    #expect(prize == BudgetRange(expected: .zero, low: .zero, high: Rational(1000)))
    #expect(budget.open.map { $0.point.zh } == ["奖金", "每月数"])
  }

  @Test func whatHangsOnFurtherEventsIsByThePiece() throws {
    let budget = try budget(
      """
      补助 命名奖 @三: 一次性 10万元 { 触发 命名 给 工作室 }
      补助 升级奖 @三: 一次性 至多 5万元 { 触发 升级 给 工作室 }
      补助 经费 @三: 合计 未定 { 给 基金会 }
      """, BudgetPlan(selected: 5))
    #expect(budget.rows.isEmpty)
    let amounts: [Rational?] = budget.pieces.map { $0.amount }
    let bounds: [Subsidy.Bound?] = budget.pieces.map { $0.bound }
    let events: [String?] = budget.pieces.map { $0.event?.zh }
    #expect(amounts == [Rational(100_000), Rational(50_000), nil])
    #expect(bounds == [nil, .atMost, nil])
    #expect(events == ["命名", "升级", nil])
  }

  @Test func aCertificateFollowsTheTermItCloses() throws {
    let budget = try budget(
      """
      荣誉 牌匾 @四: 总会 颁发 于 授牌 { 条件 满期 建设期 }
      补助 奖金 @四: 一次性 100元 { 触发 授牌 给 工作室 }
      """, BudgetPlan(selected: 2))
    #expect(budget.rows.map { $0.year } == [2028])
    #expect(budget.total.expected == Rational(200))
  }

  @Test func withoutAQuotaOrBeyondTheRangeThereIsNone() throws {
    let text = "补助 培育费 @三: 每年 9000000000000元 { 期间 建设期 给 工作室 }"
    #expect(throws: BudgetError.noQuota) { try budget(text) }
    #expect(throws: BudgetError.overflow) {
      try budget(text, BudgetPlan(selected: 1_000_000_000))
    }
  }
}
