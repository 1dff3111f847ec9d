import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Rules of §8, each by a case worked by hand.
@Suite struct MoneyTests {
  typealias E = MoneyCase.Happening

  // MARK: Rhythms

  @Test func yearlyIsPaidOnTheStartAndItsAnniversaries() throws {
    let money = try MoneyCase("补助 培育费 @三: 每年 5万元 { 期间 建设期 给 工作室 }")
    #expect(
      try money.lines([E("入选", "2024-02-29")])
        == ["2024-02-29 培育费 50000.00", "2025-02-28 培育费 50000.00"])
  }

  @Test func anExtensionAddsItsYears() throws {
    let money = try MoneyCase("补助 培育费 @三: 每年 5万元 { 期间 建设期 给 工作室 }")
    let ledger = try money.ledger([
      E("入选", "2024-05-06"), E("延长", "2026-01-01", ["years": .integer(1)]),
    ])
    #expect(ledger.total == Rational(150_000))
    #expect(ledger.lines.last?.date == CivilDate(text: "2026-05-06"))
  }

  @Test func monthlyEndsWithTheTerm() throws {
    let money = try MoneyCase("补助 津贴 @三: 每月 300元 { 期间 建设期 给 工作室 }")
    let lines = try money.lines([E("入选", "2024-01-31")])
    #expect(lines.count == 24)
    #expect(lines[1] == "2024-02-29 津贴 300.00")
    #expect(lines[2] == "2024-03-31 津贴 300.00")
    #expect(lines[23] == "2025-12-31 津贴 300.00")
  }

  @Test func whatAccruesMonthlyMayBePaidOnceAYear() throws {
    let money = try MoneyCase("补助 津贴 @三: 每月 300元 { 期间 建设期 给 工作室 支付 每年 于 12月10日 }")
    #expect(
      try money.lines([E("入选", "2024-11-20")]) == [
        "2024-12-10 津贴 300.00", "2025-12-10 津贴 3600.00", "2026-12-10 津贴 3300.00",
      ])
  }

  @Test func everySecondYearSkipsOne() throws {
    let money = try MoneyCase("补助 检修费 @三: 每 2年 1万元 { 期间 建设期 给 工作室 }")
    #expect(try money.lines([E("入选", "2024-05-06")]) == ["2024-05-06 检修费 10000.00"])
  }

  @Test func withoutTheStartNothingIsPaid() throws {
    let money = try MoneyCase("补助 培育费 @三: 每年 5万元 { 期间 建设期 给 工作室 }")
    #expect(try money.lines([E("命名", "2024-05-06")]).isEmpty)
    #expect(try money.ledger([]).total == .zero)
  }

  @Test func aStartWithoutADateIsOpen() throws {
    let money = try MoneyCase("补助 培育费 @三: 每年 5万元 { 期间 建设期 给 工作室 }")
    let ledger = try money.ledger([E("入选", nil)])
    #expect(ledger.lines.isEmpty)
    #expect(ledger.open.map { $0.kind } == [.dateUnknown])
  }

  @Test func aConditionIsAskedOnTheDayOfEachPayment() throws {
    let money = try MoneyCase(
      "补助 培育费 @三: 每年 5万元 { 期间 建设期 条件 计数 验收 是 0 给 工作室 }")
    #expect(
      try money.lines([E("入选", "2024-05-06"), E("验收", "2025-05-06")])
        == ["2024-05-06 培育费 50000.00"])
    #expect(
      try money.lines([E("入选", "2024-05-06"), E("验收", "2025-05-07")]).count == 2)
  }

  // MARK: Amounts

  @Test func anAmountMayBeAShareOfACostUpToACeiling() throws {
    let money = try MoneyCase(
      "补助 报销 @三: 一次性 命名 的 费用 * 三分之一 { 触发 命名 上限 1000元 给 工作室 }")
    func paid(_ cost: Value) throws -> [String] {
      try money.lines([E("命名", "2025-01-01", ["cost": cost])])
    }
    #expect(try paid(.yuan(100)) == ["2025-01-01 报销 33.33"])
    #expect(try paid(.yuan(200)) == ["2025-01-01 报销 66.67"])
    #expect(try paid(.yuan(3001)) == ["2025-01-01 报销 1000.00"])
  }

  @Test func anAbsentCostIsOpenAndInNoSum() throws {
    let money = try MoneyCase("补助 报销 @三: 一次性 命名 的 费用 { 触发 命名 给 工作室 }")
    let ledger = try money.ledger([E("命名", "2025-01-01")])
    #expect(ledger.total == .zero)
    #expect(ledger.open.map { $0.kind } == [.amountNotGiven])
    #expect(ledger.open[0].missing == ["named.cost"])
  }

  @Test func aBoundedAmountComesWithTheEvent() throws {
    let money = try MoneyCase("补助 奖补 @三: 一次性 至多 5万元 { 触发 命名 给 工作室 }")
    #expect(
      try money.lines([E("命名", "2025-01-01", ["amount": .yuan(30_000)])])
        == ["2025-01-01 奖补 30000.00"])
    #expect(
      try money.lines([E("命名", "2025-01-01", ["amount": .yuan(70_000)])])
        == ["2025-01-01 奖补 50000.00"])
    let open = try money.ledger([E("命名", "2025-01-01")])
    #expect(open.lines.isEmpty)
    #expect(open.open.map { $0.kind } == [.amountNotGiven])
  }

  @Test func anUnstatedAmountIsOpenAndNeverANumber() throws {
    let money = try MoneyCase("补助 经费 @三: 一次性 未定 { 触发 命名 给 工作室 }")
    let ledger = try money.ledger([E("命名", "2025-01-01")])
    #expect(ledger.lines.isEmpty)
    #expect(ledger.open.map { $0.kind } == [.amountNotStated])
    #expect(ledger.open[0].totalOtherwise == nil)
  }

  @Test func matchingWithoutARatioIsOpen() throws {
    let open = try MoneyCase("补助 奖补 @三: 一次性 1万元 { 触发 命名 给 工作室 配套 基金会 }")
    let ledger = try open.ledger([E("命名", "2025-01-01")])
    #expect(ledger.total == Rational(10_000))
    #expect(ledger.open.map { $0.kind.name } == ["matching_not_stated"])
    let stated = try MoneyCase("补助 奖补 @三: 一次性 1万元 { 触发 命名 给 工作室 配套 基金会: 50% }")
    #expect(
      try stated.lines([E("命名", "2025-01-01")])
        == ["2025-01-01 奖补 10000.00", "2025-01-01 奖补 5000.00"])
  }

  @Test func anUnknownConditionIsNotCountedButShown() throws {
    let money = try MoneyCase("补助 奖补 @三: 一次性 1万元 { 触发 命名 条件 人数 至少 5 给 工作室 }")
    let ledger = try money.ledger([E("命名", "2025-01-01")])
    #expect(ledger.total == .zero)
    #expect(ledger.open[0].kind == .conditionUnknown)
    #expect(ledger.open[0].missing == ["people"])
    #expect(ledger.open[0].totalOtherwise == Rational(10_000))
    #expect(try money.lines([E("命名", "2025-01-01")], ["people": .integer(5)]).count == 1)
    #expect(try money.lines([E("命名", "2025-01-01")], ["people": .integer(4)]).isEmpty)
  }

  @Test func anAmountOutOfRangeIsAnError() throws {
    let money = try MoneyCase("补助 报销 @三: 一次性 命名 的 费用 * 1000 { 触发 命名 给 工作室 }")
    let happening = E("命名", "2025-01-01", ["cost": .yuan(Int64.max / 10)])
    #expect(throws: DecisionError.self) { try money.ledger([happening]) }
  }

  // MARK: Instalments, repetition, ceilings

  @Test func instalmentsFallDueOnTheirEvents() throws {
    let money = try MoneyCase(
      """
      补助 建设费 @三: 一次性 10万元 {
        触发 命名
        分期 60% 于 命名
        分期 40% 于 验收
        给 工作室
      }
      """)
    #expect(
      try money.lines([E("命名", "2025-01-01"), E("验收", "2026-03-01")])
        == ["2025-01-01 建设费 60000.00", "2026-03-01 建设费 40000.00"])
    #expect(try money.lines([E("命名", "2025-01-01")]) == ["2025-01-01 建设费 60000.00"])
  }

  @Test func oncePerGradeTakesTheHighest() throws {
    let money = try MoneyCase(
      "补助 奖补 @三: 一次性 命名 的 费用 { 触发 命名 限一次 每个 档次 取最高 给 工作室 }")
    let facts: [String: Value] = ["grade": .value(0)]
    let ledger = try money.ledger(
      [
        E("命名", "2025-01-01", ["cost": .yuan(100)]),
        E("命名", "2025-02-01", ["cost": .yuan(300)]),
        E("命名", "2025-03-01", ["cost": .yuan(200)]),
      ], facts)
    #expect(MoneyCase.text(ledger.lines) == ["2025-01-01 奖补 100.00", "2025-02-01 奖补 200.00"])
    #expect(ledger.total == Rational(300))
    #expect(ledger.notDue.count == 1)
    // Whether the difference is paid at all is not said.
    #expect(ledger.open.map { $0.kind } == [.toppedUp])
    #expect(ledger.open[0].totalOtherwise == Rational(100))
  }

  @Test func ceilingsOverAYearAndInAll() throws {
    let money = try MoneyCase(
      """
      补助 报销 @三: 一次性 命名 的 费用 { 触发 命名 上限 500元 每年 上限 800元 合计 给 工作室 }
      """)
    #expect(
      try money.lines([
        E("命名", "2025-01-01", ["cost": .yuan(400)]),
        E("命名", "2025-06-01", ["cost": .yuan(400)]),
        E("命名", "2026-01-01", ["cost": .yuan(400)]),
        E("命名", "2027-01-01", ["cost": .yuan(400)]),
      ]) == ["2025-01-01 报销 400.00", "2025-06-01 报销 100.00", "2026-01-01 报销 300.00"])
  }

  @Test func triggeredTwiceWithoutASayingIsOpen() throws {
    let money = try MoneyCase("补助 奖补 @三: 一次性 100元 { 触发 命名 给 工作室 }")
    let ledger = try money.ledger([E("命名", "2025-01-01"), E("命名", "2026-01-01")])
    #expect(ledger.total == Rational(200))
    #expect(ledger.open.map { $0.kind } == [.repeated])
    #expect(ledger.open[0].totalOtherwise == Rational(100))
  }

  @Test func aLateClaimIsLost() throws {
    let money = try MoneyCase(
      "补助 奖补 @三: 一次性 100元 { 触发 命名 给 工作室 以内 90日 自 入选 逾期 丧失 }")
    #expect(try money.lines([E("入选", "2025-01-01"), E("命名", "2025-04-01")]).count == 1)
    let late = try money.ledger([E("入选", "2025-01-01"), E("命名", "2025-04-02")])
    #expect(late.lines.isEmpty)
    #expect(late.notDue[0].reason == .late(CivilDate(text: "2025-04-01")))
  }

  // MARK: Recipients, honours, tax

  @Test func recipientsMayBeBodiesOrFields() throws {
    let body = try MoneyCase("补助 奖补 @三: 一次性 100元 { 触发 命名 给 基金会 }")
    #expect(try body.ledger([E("命名", "2025-01-01")]).lines[0].recipient.id == "基金会")
    let field = try MoneyCase("补助 奖补 @三: 一次性 100元 { 触发 命名 给 主管单位 }")
    let ledger = try field.ledger([E("命名", "2025-01-01")], ["owner": .text("示例一厂")])
    #expect(ledger.lines[0].recipient.id == "示例一厂")
  }

  @Test func moneyTiedToOneHonourIsNotPaidForAnother() throws {
    let money = try MoneyCase(
      """
      荣誉 甲牌 @四: 总会 颁发 于 授牌
      荣誉 乙牌 @四: 总会 颁发 于 授牌
      补助 奖金 @四: 一次性 100元 { 触发 授牌 条件 获得 甲牌 给 工作室 }
      """)
    func total(_ honour: Value) throws -> Rational {
      try money.ledger([E("授牌", "2025-01-01", ["honour": honour])]).total
    }
    #expect(try total(.text("甲牌")) == Rational(100))
    #expect(try total(.text("乙牌")) == .zero)
    #expect(try total(.text("别的牌")) == .zero)
    // Which of the two it was is not known.
    let open = try money.ledger([E("授牌", "2025-01-01")])
    #expect(open.open.map { $0.kind } == [.conditionUnknown])
  }

  @Test func taxIsAsTheDocumentSaysOrUnspecified() throws {
    let rules = ["": LedgerLine.Tax.unspecified, "税 税前": .before, "税 税后": .after]
    for (rule, tax) in rules {
      let money = try MoneyCase("补助 奖金 @四: 一次性 100元 { 触发 命名 给 工作室 \(rule) }")
      #expect(try money.ledger([E("命名", "2025-01-01")]).lines[0].tax == tax)
    }
  }
}
