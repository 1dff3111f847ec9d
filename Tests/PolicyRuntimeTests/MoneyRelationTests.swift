import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// How subsidies stand to each other, and how money stops or comes back.
@Suite struct MoneyRelationTests {
  typealias E = MoneyCase.Happening

  private func pair(_ relation: String) throws -> MoneyCase {
    try MoneyCase(
      """
      补助 命名奖 @三: 一次性 10万元 { 触发 命名 给 工作室 }
      补助 升级奖 @三: 一次性 20万元 { 触发 升级 给 工作室 与 命名奖: \(relation) }
      """)
  }
  private let namedFirst = [E("命名", "2025-01-01"), E("升级", "2025-09-01")]
  private let upgradedFirst = [E("升级", "2025-01-01"), E("命名", "2025-09-01")]

  @Test func inAddition() throws {
    #expect(try pair("叠加").ledger(namedFirst).total == Rational(300_000))
  }

  @Test func insteadPaysTheDifferenceToWhatWasPaid() throws {
    let ledger = try pair("取代").ledger(namedFirst)
    #expect(
      MoneyCase.text(ledger.lines)
        == ["2025-01-01 命名奖 100000.00", "2025-09-01 升级奖 100000.00"])
    #expect(ledger.total == Rational(200_000))
    let other = try pair("取代").ledger(upgradedFirst)
    #expect(MoneyCase.text(other.lines) == ["2025-01-01 升级奖 200000.00"])
    #expect(other.notDue.map { $0.label.zh } == ["命名奖"])
  }

  @Test func higherOnlyTopsUpAndSaysSo() throws {
    let ledger = try pair("就高").ledger(namedFirst)
    #expect(ledger.total == Rational(200_000))
    #expect(ledger.open.map { $0.kind } == [.toppedUp])
    #expect(ledger.open[0].totalOtherwise == Rational(100_000))
    let higherFirst = try pair("就高").ledger(upgradedFirst)
    #expect(higherFirst.total == Rational(200_000))
    #expect(higherFirst.open.isEmpty)
  }

  @Test func aRelationLeftOpenShowsBothTotals() throws {
    let ledger = try pair("未定").ledger(namedFirst)
    #expect(ledger.total == Rational(300_000))
    #expect(ledger.open.map { $0.kind.name } == ["relation_not_stated"])
    #expect(ledger.open[0].totalOtherwise == Rational(200_000))
  }

  @Test func aReadingShowsTheOtherTotal() throws {
    let money = try MoneyCase(
      """
      补助 命名奖 @三: 一次性 10万元 { 触发 命名 给 工作室 }
      补助 升级奖 @三: 一次性 20万元 { 触发 升级 给 工作室 与 命名奖: 叠加吗 解读 叠加吗: 是 另解 否 }
      """)
    let ledger = try money.ledger(namedFirst)
    #expect(ledger.total == Rational(300_000))
    #expect(ledger.open.map { $0.point.zh } == ["叠加吗"])
    #expect(ledger.open[0].totalOtherwise == Rational(200_000))
    // One subsidy alone is the same either way.
    #expect(try money.ledger([E("升级", "2025-01-01")]).open.isEmpty)
  }

  // MARK: Stop and recovery

  private func revoked(_ effects: String) throws -> MoneyCase {
    try MoneyCase(
      """
      补助 培育费 @三: 每年 3650元 { 期间 建设期 给 工作室 }
      补助 命名奖 @三: 一次性 1000元 { 触发 命名 给 工作室 }
      撤销 取消 @五 { 触发 停止 批准 总会 \(effects) }
      """)
  }
  private func stop(_ date: String, by body: String? = "总会") -> E {
    E("停止", date, body.map { ["approved_by": .text($0)] } ?? [:])
  }

  @Test func aStopCancelsFromItsDayOn() throws {
    let money = try revoked("后果 停止培育")
    #expect(
      try money.lines([E("入选", "2025-01-01"), stop("2026-01-01")])
        == ["2025-01-01 培育费 3650.00", "2026-01-01 培育费 3650.00 stopped"])
    #expect(
      try money.ledger([E("入选", "2025-01-01"), stop("2026-01-02")]).total == Rational(7300))
  }

  @Test func theApproverMayBeCalledByAnyOfItsNames() throws {
    let money = try revoked("后果 停止培育")
    #expect(
      try money.ledger([E("入选", "2025-01-01"), stop("2025-06-01", by: "示例总会")]).total
        == Rational(3650))
  }

  @Test func withoutTheApproverThereIsNoEffectAndItIsReported() throws {
    let money = try revoked("后果 停止培育")
    for body in ["基金会", nil] {
      let ledger = try money.ledger([E("入选", "2025-01-01"), stop("2025-06-01", by: body)])
      #expect(ledger.total == Rational(7300))
      #expect(ledger.open.map { $0.kind.name } == ["not_approved"])
      #expect(ledger.open[0].totalOtherwise == Rational(3650))
    }
  }

  @Test func recoveryInFull() throws {
    let money = try revoked("后果 追回 培育费 全部")
    let ledger = try money.ledger([
      E("入选", "2025-01-01"), E("命名", "2025-02-01"), stop("2026-06-01"),
    ])
    #expect(ledger.total == Rational(8300))
    #expect(ledger.clawedBack == Rational(7300))
    #expect(ledger.lines.filter { $0.status == .clawedBack }.count == 2)
  }

  @Test func theUnpaidPartFallsAway() throws {
    let ledger = try revoked("后果 追回 培育费 未付部分").ledger([
      E("入选", "2025-01-01"), stop("2025-06-01"),
    ])
    #expect(ledger.total == Rational(3650))
    #expect(ledger.clawedBack == .zero)
    #expect(ledger.lines.map { $0.status } == [.due, .stopped])
  }

  @Test func recoveryByTimeCountsDaysFromTheDayAfter() throws {
    let money = try revoked("后果 追回 培育费 按时间")
    // 365 days from 2025-01-02 to 2026-01-01; ten of them have passed on 2025-01-11.
    let ledger = try money.ledger([E("入选", "2025-01-01"), stop("2025-01-11")])
    #expect(
      MoneyCase.text(ledger.lines) == [
        "2025-01-01 培育费 100.00", "2025-01-01 培育费 3550.00 clawed_back",
        "2026-01-01 培育费 3650.00 stopped",
      ])
    #expect(ledger.total == Rational(3650))
    #expect(ledger.clawedBack == Rational(3550))
  }

  @Test func recoveryByShareAndByCondition() throws {
    let share = try revoked("后果 追回 培育费 按比例 三分之一")
    #expect(
      try share.ledger([E("入选", "2025-01-01"), stop("2025-06-01")]).clawedBack
        == Rational(121_667, over: 100))
    let reading = try revoked("后果 追回 培育费 追不追 解读 追不追: 否 另解 是")
    let ledger = try reading.ledger([E("入选", "2025-01-01"), stop("2025-06-01")])
    #expect(ledger.clawedBack == .zero)
    #expect(ledger.total == Rational(7300))
    #expect(ledger.open[0].clawedBackOtherwise == Rational(3650))
    #expect(ledger.open[0].totalOtherwise == Rational(3650))
  }

  @Test func aRevocationMayHangOnTheCertificate() throws {
    let money = try MoneyCase(
      """
      荣誉 牌匾 @四: 总会 颁发 于 授牌
      补助 奖金 @四: 一次性 100元 { 触发 授牌 给 工作室 }
      撤销 收回 @五 { 条件 获得 牌匾 触发 停止 批准 总会 后果 收回证书 牌匾 后果 追回 奖金 全部 }
      """)
    let after = try money.ledger([E("授牌", "2025-01-01"), stop("2025-06-01")])
    #expect(after.clawedBack == Rational(100))
    let before = try money.ledger([stop("2025-01-01"), E("授牌", "2025-06-01")])
    #expect(before.clawedBack == .zero)
    #expect(before.total == Rational(100))
  }

  /// Two revocations by one event: the ground that the case names tells which of them it is.
  @Test(arguments: [("作假", 300), ("不合格", 200), ("没有写过的", 300)])
  func theGroundTellsWhichRevocation(_ ground: String, _ recovered: Int64) throws {
    let money = try MoneyCase(
      """
      补助 奖金 @四: 一次性 100元 { 触发 命名 给 工作室 }
      补助 设备 @四: 一次性 200元 { 触发 命名 给 工作室 }
      撤销 全收 @五 { 事由 作假 触发 停止 批准 总会 后果 追回 奖金 全部 后果 追回 设备 全部 }
      撤销 只收设备 @六 { 事由 不合格 触发 停止 批准 总会 后果 追回 设备 全部 }
      """)
    let stopped = E(
      "停止", "2025-06-01", ["approved_by": .text("总会"), "ground": .text(ground)])
    let ledger = try money.ledger([E("命名", "2025-01-01"), stopped])
    #expect(ledger.clawedBack == Rational(recovered))
  }

  // MARK: Order of events

  @Test func datesMayNotRunBackwards() throws {
    let money = try pair("叠加")
    let backwards = try money.candidate([E("命名", "2025-02-01"), E("升级", "2025-01-31")])
    let problem = EventOrder.problem(in: backwards.events, of: money.program)
    #expect(problem?.kind == .eventsOutOfOrder)
    #expect(problem?.column == "events.2.on")
    let sameDay = try money.candidate([E("命名", "2025-02-01"), E("升级", nil), E("验收", "2025-02-01")])
    #expect(EventOrder.problem(in: sameDay.events, of: money.program) == nil)
  }
}
