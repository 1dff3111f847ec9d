import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// What holds for every policy about money and every case, tried on random ones.
@Suite struct MoneyPropertyTests {
  typealias E = MoneyCase.Happening

  private struct Policy {
    var text: String
    var revocation: String
  }

  private static func policy(_ random: inout RandomSource) -> Policy {
    let amounts = ["1000元", "333元", "命名 的 费用", "命名 的 费用 * 三分之一", "至多 500元", "未定"]
    let rhythms = ["每年", "每月", "每 2年"]
    let ceilings = ["", "上限 700元", "上限 900元 每年", "上限 1500元 合计"]
    let relations = ["", "叠加", "取代", "就高", "未定"]
    let parts = ["全部", "未付部分", "按时间", "按比例 30%"]
    var text = "补助 甲款 @三: \(random.pick(rhythms)) \(random.pick(["1000元", "77元"])) "
    text += "{ 期间 建设期 给 工作室 \(random.pick(ceilings)) }\n"
    text += "补助 乙款 @三: 一次性 \(random.pick(amounts)) { 触发 命名 给 工作室 "
    text += random.pick(ceilings) + random.pick(["", " 限一次 每个 档次 取最高", " 限一次 每个 1年"])
    text += random.pick(["", " 条件 人数 至少 5"]) + " }\n"
    text += "补助 丙款 @三: 一次性 2000元 { 触发 升级 给 工作室 "
    if random.chance(30) { text += "分期 60% 于 升级 分期 40% 于 验收 " }
    let relation = random.pick(relations)
    text += (relation.isEmpty ? "" : "与 乙款: \(relation) ") + "}\n"
    var effects = random.chance(50) ? "后果 停止培育 " : ""
    for name in ["甲款", "乙款", "丙款"] where random.chance(50) {
      effects += "后果 追回 \(name) \(random.pick(parts)) "
    }
    return Policy(text: text, revocation: "撤销 取消 @五 { 触发 停止 批准 总会 \(effects)}\n")
  }

  private static func history(_ random: inout RandomSource) -> [E] {
    var day = CivilDate(text: "2025-01-01")
    var result: [E] = []
    for _ in 0..<random.within(0...8) {
      day = day.adding(days: random.within(0...300)) ?? day
      let cost = Value.number(Rational(Int64(random.within(0...300_000)), over: 100) ?? .zero)
      let given: [String: Value] =
        random.chance(70) ? ["cost": cost, "amount": .yuan(Int64(random.below(900)))] : [:]
      switch random.below(6) {
      case 0: result.append(E("入选", day.description))
      case 1, 2: result.append(E("命名", day.description, given))
      case 3: result.append(E("升级", day.description))
      case 4: result.append(E("验收", day.description))
      default: result.append(E("延长", day.description, ["years": .integer(1)]))
      }
    }
    return result
  }

  @Test func sumsStopsAndRecoveriesKeepTheirBounds() throws {
    var random = RandomSource(seed: 20_260_501)
    for _ in 0..<60 {
      let policy = MoneyPropertyTests.policy(&random)
      let money = try MoneyCase(policy.text + policy.revocation)
      for _ in 0..<30 {
        let history = MoneyPropertyTests.history(&random)
        var facts: [String: Value] = [:]
        if random.chance(70) { facts["people"] = .integer(Int64(random.below(9))) }
        if random.chance(70) { facts["grade"] = .value(random.below(2)) }
        let free = try money.ledger(history, facts)
        try check(free, money)
        // The same history with a stop somewhere in it.
        let position = random.within(0...history.count)
        let date = position < history.count ? history[position].date : history.last?.date
        var stopped = history
        stopped.insert(
          E("停止", date ?? "2025-01-01", ["approved_by": .text("总会")]), at: position)
        let ledger = try money.ledger(stopped, facts)
        try check(ledger, money)
        let (kept, before) = (net(ledger), net(free))
        // Whoever is stopped keeps no more than otherwise, unless a stopped subsidy made room for
        // another one under a ceiling or in place of it.
        if !policy.text.contains("与 乙款") { #expect(kept <= before, "\(policy.text)") }
        #expect(try money.ledger(stopped, facts) == ledger)
      }
    }
  }

  private func net(_ ledger: Ledger) -> Rational {
    ledger.total.subtracting(ledger.clawedBack) ?? .zero
  }

  /// The lines add up to the totals, are in order, exact to the fen and never negative.
  private func check(_ ledger: Ledger, _ money: MoneyCase) throws {
    var total = Rational.zero
    var recovered = Rational.zero
    var last: CivilDate?
    for line in ledger.lines {
      #expect(line.amount > .zero)
      #expect(try #require(line.amount.multiplied(by: Rational(100))).isInteger)
      if line.status != .stopped { total = try #require(total.adding(line.amount)) }
      if line.status == .clawedBack { recovered = try #require(recovered.adding(line.amount)) }
      if let date = line.date, let last { #expect(last <= date) }
      last = line.date ?? last
    }
    #expect(ledger.total == total)
    #expect(ledger.clawedBack == recovered)
    #expect(ledger.clawedBack <= ledger.total)
    for open in ledger.open where open.kind == .amountNotStated {
      #expect(open.totalOtherwise == nil)
    }
  }
}
