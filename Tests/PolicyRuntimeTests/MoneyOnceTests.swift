import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Money that is paid once only: within a time, in calendar years, for each value.
@Suite struct MoneyOnceTests {
  private typealias E = MoneyCase.Happening

  private func days(_ text: String, _ events: [(String, Int64)]) throws -> [String] {
    let money = try MoneyCase(text)
    return try money.ledger(events.map { E("命名", $0.0, ["cost": .yuan($0.1)]) }).lines.map {
      ($0.date?.description ?? "?") + " " + $0.amount.fixed(places: 0)
    }
  }

  /// The day three years after a payment still lies within three years of it.
  @Test func aTimeRunsFromTheLastPayment() throws {
    let text = "补助 奖补 @三: 一次性 命名 的 费用 { 触发 命名 限一次 每个 3年 给 工作室 }"
    let named: [(String, Int64)] = [
      ("2026-07-01", 100), ("2028-07-01", 100), ("2029-07-01", 100), ("2029-07-02", 100),
      ("2031-12-31", 100), ("2032-07-03", 100),
    ]
    #expect(
      try days(text, named) == ["2026-07-01 100", "2029-07-02 100", "2032-07-03 100"])
    // What was refused does not start the time anew.
    #expect(
      try days(text, [("2026-07-01", 100), ("2029-06-30", 100), ("2029-07-02", 100)])
        == ["2026-07-01 100", "2029-07-02 100"])
  }

  @Test func calendarYearsAreThatOfThePaymentAndTheNext() throws {
    let text = "补助 奖补 @三: 一次性 命名 的 费用 { 触发 命名 限一次 每个 3个自然年 给 工作室 }"
    #expect(
      try days(
        text,
        [("2026-12-31", 100), ("2027-01-01", 100), ("2028-12-31", 100), ("2029-01-01", 100)])
        == ["2026-12-31 100", "2029-01-01 100"])
    let yearly = "补助 奖补 @三: 一次性 命名 的 费用 { 触发 命名 限一次 每个 1个自然年 给 工作室 }"
    #expect(
      try days(yearly, [("2025-01-01", 100), ("2025-12-31", 100), ("2026-01-01", 100)])
        == ["2025-01-01 100", "2026-01-01 100"])
  }

  /// Against a list of days kept by hand: paid unless the last payment is no more than N days old.
  @Test func randomWindowsAgreeWithCounting() throws {
    var seed: UInt64 = 20_261_121
    for length in [1, 30, 365] {
      let text = "补助 奖补 @三: 一次性 命名 的 费用 { 触发 命名 限一次 每个 \(length)天 给 工作室 }"
      for _ in 0..<20 {
        var day = CivilDate(text: "2025-01-01")
        var events: [(String, Int64)] = []
        var expected: [String] = []
        var last: CivilDate?
        for _ in 0..<8 {
          seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          day = try #require(day.adding(days: Int((seed >> 33) % UInt64(length + 20)) + 1))
          events.append((day.description, 100))
          if let last, day.dayNumber - last.dayNumber <= Int32(length) { continue }
          last = day
          expected.append(day.description + " 100")
        }
        #expect(try days(text, events) == expected)
      }
    }
  }

  @Test func withinTheTimeTheHighestIsToppedUp() throws {
    let text = "补助 奖补 @三: 一次性 命名 的 费用 { 触发 命名 限一次 每个 3年 取最高 给 工作室 }"
    #expect(
      try days(
        text, [("2026-01-01", 100), ("2027-01-01", 300), ("2028-01-01", 200), ("2030-01-02", 50)])
        == ["2026-01-01 100", "2027-01-01 200", "2030-01-02 50"])
  }

  /// The parts of one grant are one payment; those of a second within the time are refused.
  @Test func instalmentsOfOneGrantCountOnce() throws {
    let money = try MoneyCase(
      """
      补助 建设费 @三: 一次性 10万元 {
        触发 命名
        分期 60% 于 命名
        分期 40% 于 验收
        限一次 每个 3年
        给 工作室
      }
      """)
    #expect(
      try money.lines([E("命名", "2025-01-01"), E("验收", "2026-03-01")])
        == ["2025-01-01 建设费 60000.00", "2026-03-01 建设费 40000.00"])
    #expect(
      try money.lines([
        E("命名", "2025-01-01"), E("验收", "2025-03-01"), E("命名", "2026-01-01"),
        E("验收", "2026-03-01"),
      ]) == ["2025-01-01 建设费 60000.00", "2025-03-01 建设费 40000.00"])
  }
}

/// Instalments with conditions of their own, undated events, recovery that cannot be worked out.
@Suite struct MoneyConditionTests {
  private typealias E = MoneyCase.Happening

  private static let parts = """
    补助 建设费 @三: 一次性 100元 {
      给 工作室
      分期 60元 于 命名
      分期 40元 于 验收 条件 人数 至少 3
    }

    """

  @Test func aConditionOnTheLineHoldsForThePartOnly() throws {
    let money = try MoneyCase(Self.parts)
    let events = [E("命名", "2025-01-01"), E("验收", "2026-03-01")]
    #expect(try money.lines(events, ["people": .integer(2)]) == ["2025-01-01 建设费 60.00"])
    #expect(
      try money.lines(events, ["people": .integer(3)])
        == ["2025-01-01 建设费 60.00", "2026-03-01 建设费 40.00"])
    let unknown = try money.ledger(events)
    #expect(unknown.total == Rational(60))
    #expect(unknown.open.map { $0.kind } == [.conditionUnknown])
    #expect(unknown.open[0].totalOtherwise == Rational(100))
  }

  /// On a line of its own 条件 is that of the whole subsidy.
  @Test func aConditionOnItsOwnLineHoldsForTheWhole() throws {
    let money = try MoneyCase(
      """
      补助 建设费 @三: 一次性 100元 {
        给 工作室
        分期 60元 于 命名
        分期 40元 于 验收
        条件 人数 至少 3
      }
      """)
    let events = [E("命名", "2025-01-01"), E("验收", "2026-03-01")]
    #expect(try money.lines(events, ["people": .integer(2)]).isEmpty)
  }

  /// The first event on which the condition holds pays the part, later ones do not.
  @Test func aPartWaitsForTheEventThatPasses() throws {
    let money = try MoneyCase(
      """
      补助 建设费 @三: 一次性 100元 {
        给 工作室
        分期 60元 于 入选
        分期 40元 于 命名 条件 命名 的 费用 至少 5元
      }
      """)
    #expect(
      try money.lines([
        E("入选", "2025-01-01"), E("命名", "2025-02-01", ["cost": .yuan(1)]),
        E("命名", "2025-03-01", ["cost": .yuan(5)]), E("命名", "2025-04-01", ["cost": .yuan(9)]),
      ]) == ["2025-01-01 建设费 60.00", "2025-03-01 建设费 40.00"])
  }

  @Test func anUndatedPaymentIsCountedAndSaid() throws {
    let ledger = try MoneyCase("补助 奖补 @三: 一次性 100元 { 触发 命名 给 工作室 }").ledger([E("命名", nil)])
    #expect(ledger.total == Rational(100))
    #expect(ledger.open.map { $0.kind } == [.dateNotRecorded])
  }

  @Test func recoveryByTimeWithoutPeriodSaysSo() throws {
    let text = """
      撤销 收回 @五 { 触发 停止 批准 总会 后果 追回 建设费 按时间 }

      """
    let events = [
      E("入选", "2025-01-01"), E("命名", "2025-01-01"),
      E("停止", "2026-01-01", ["approved_by": .text("总会")]),
    ]
    let open = try MoneyCase(Self.parts + text).ledger(events, ["people": .integer(3)])
    #expect(open.open.map { $0.kind } == [.recoveryWithoutPeriod])
    #expect(open.clawedBack == .zero)
    let shared = try MoneyCase(
      Self.parts.replacing("给 工作室", with: "给 工作室\n  期间 建设期") + text)
    // Half of two years is left: 365 of 730 days.
    #expect(try shared.ledger(events, ["people": .integer(3)]).clawedBack == Rational(30))
  }

  @Test func aGroundThatIsNotListedIsMentioned() throws {
    let money = try MoneyCase(
      """
      补助 奖补 @三: 一次性 100元 { 触发 命名 给 工作室 }
      撤销 收回 @五 { 事由 作假 触发 停止 批准 总会 后果 追回 奖补 全部 }
      """)
    func ledger(_ ground: String) throws -> Ledger {
      try money.ledger([
        E("命名", "2025-01-01"),
        E("停止", "2026-01-01", ["approved_by": .text("总会"), "ground": .text(ground)]),
      ])
    }
    let other = try ledger("表现不好")
    #expect(other.clawedBack == Rational(100))
    #expect(other.open.map { $0.kind } == [.groundNotListed("表现不好")])
    #expect(other.open.first?.clawedBackOtherwise == .zero)
    #expect(try ledger("作假").open.isEmpty)
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
