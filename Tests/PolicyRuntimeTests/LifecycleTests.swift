import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// One judge of revocations and one length of a term, whoever asks: money, procedure, expressions.
@Suite struct LifecycleTests {
  private typealias E = MoneyCase.Happening

  private static let revocations = """
    荣誉 牌匾 @四: 总会 颁发 于 授牌
    补助 奖金 @四: 一次性 100元 { 触发 授牌 给 工作室 }
    补助 年费 @四: 每年 50元 { 期间 建设期 给 工作室 }
    撤销 收回 @五 {
      事由 作假  条件 获得 牌匾  触发 停止  批准 总会  后果 收回证书 牌匾  后果 追回 奖金 全部
    }
    撤销 中止 @六 { 事由 不合格  条件 人数 至少 2  触发 停止  批准 总会  后果 停止培育 建设期 }

    """

  /// Every mix of ground, approver, certificate and number of people: what the procedure calls an
  /// effective revocation is exactly what the ledger cites, and what lacks approval is open in it.
  @Test func moneyAndProcedureJudgeAlike() throws {
    let money = try MoneyCase(Self.revocations)
    let follower = ProcedureFollower(money.policy)
    var (effective, unapproved, undecided) = (0, 0, 0)
    for ground in ["作假", "不合格", "别的", nil] {
      for approver in ["总会", "示例总会", "基金会", nil] {
        for isHonoured in [true, false] {
          for people in [Value.integer(3), .integer(1), .unknown] {
            var attributes: [String: Value] = [:]
            if let ground { attributes["ground"] = .text(ground) }
            if let approver { attributes["approved_by"] = .text(approver) }
            var events = [E("入选", "2026-01-10")]
            if isHonoured { events.append(E("授牌", "2026-02-01")) }
            events.append(E("停止", "2026-03-01", attributes))
            let candidate = try money.candidate(events, ["people": people])
            let report = try follower.report(on: candidate, contested: false)
            let ledger = try money.entitlement.ledger(for: candidate)
            let inForce = report.revocations.filter { $0.isEffective }.map {
              money.program.norms[$0.revocation].label.zh
            }
            // With an honour or a yearly payment each effective revocation shows in the ledger.
            #expect(cited(ledger) == Set(inForce), "\(ground ?? "-") \(approver ?? "-")")
            let missing = report.breaches.filter { $0.rule.hasSuffix("_approval") }.count
            let unknown = report.unknown.filter { $0.rule.hasSuffix("_condition") }.count
            #expect(open(ledger, "condition_unknown") == unknown)
            // The ledger asks about the approval of what is undecided too, where it tries it.
            #expect(open(ledger, "not_approved") == missing)
            effective += inForce.count
            unapproved += missing
            undecided += unknown
          }
        }
      }
    }
    #expect(effective > 20 && unapproved > 20 && undecided > 8)
  }

  private func cited(_ ledger: Ledger) -> Set<String> {
    var result = Set<String>()
    for line in ledger.lines {
      if case .revoked(let label, _, _)? = line.reason { result.insert(label.zh) }
    }
    return result
  }

  private func open(_ ledger: Ledger, _ kind: String) -> Int {
    ledger.open.filter { $0.kind.name == kind }.count
  }

  /// A case that names the ground of another revocation is no breach of this one.
  @Test func theGroundTellsTheProcedureToo() throws {
    let money = try MoneyCase(
      """
      撤销 全收 @五 { 事由 作假 触发 停止 批准 总会 后果 停止培育 建设期 }
      撤销 只停 @六 { 事由 不合格 触发 停止 批准 总会 后果 停止培育 建设期 }
      """)
    let stopped = E("停止", "2026-06-01", ["approved_by": .text("总会"), "ground": .text("不合格")])
    let report = try ProcedureFollower(money.policy).report(
      on: try money.candidate([E("入选", "2026-01-10"), stopped]))
    #expect(report.breaches.isEmpty)
    #expect(report.revocations.map { money.program.norms[$0.revocation].label.zh } == ["只停"])
  }

  // MARK: Terms

  private func after(_ extended: [E], accepted: String) throws -> [String] {
    let money = try MoneyCase("补助 尾款 @四: 一次性 10元 { 触发 验收 条件 满期 建设期 给 工作室 }")
    return try money.lines([E("入选", "2026-01-10")] + extended + [E("验收", accepted)])
  }

  /// A term ends when its extension does, and its last day belongs to it.
  @Test func anExtendedTermEndsLater() throws {
    let longer = E("延长", "2027-06-01", ["years": .integer(1)])
    #expect(try after([], accepted: "2028-01-09") == [])
    #expect(try after([], accepted: "2028-01-10") == ["2028-01-10 尾款 10.00"])
    #expect(try after([longer], accepted: "2028-01-10") == [])
    #expect(try after([longer], accepted: "2029-01-09") == [])
    #expect(try after([longer], accepted: "2029-01-10") == ["2029-01-10 尾款 10.00"])
  }

  /// Extended by a time that nobody wrote down: over only when nothing more can be known.
  @Test func anExtensionWithoutLengthLeavesTheEndOpen() throws {
    let money = try MoneyCase("补助 尾款 @四: 一次性 10元 { 触发 验收 条件 满期 建设期 给 工作室 }")
    let ledger = try money.ledger([
      E("入选", "2026-01-10"), E("延长", "2027-06-01"), E("验收", "2028-06-01"),
    ])
    #expect(ledger.lines.isEmpty)
    #expect(ledger.open.map { $0.kind } == [.termNotStated, .conditionUnknown])
    #expect(ledger.open.map { $0.totalOtherwise } == [nil, Rational(10)])
  }

  /// The length is the one that held when the term began.
  @Test func aTermKeepsTheLengthOfItsFirstDay() throws {
    let money = try MoneyCase(
      """
      参数 期长 @三: 自 2020-01-01: 3年、自 2027-01-01: 1年
      任期 管理期 @三: 期长 { 起算 命名 }
      补助 尾款 @四: 一次性 10元 { 触发 验收 条件 满期 管理期 给 工作室 }
      """)
    #expect(try money.lines([E("命名", "2026-05-01"), E("验收", "2028-05-01")]) == [])
    #expect(
      try money.lines([E("命名", "2026-05-01"), E("验收", "2029-05-01")])
        == ["2029-05-01 尾款 10.00"])
    #expect(
      try money.lines([E("命名", "2027-05-01"), E("验收", "2028-05-01")])
        == ["2028-05-01 尾款 10.00"])
  }

  // MARK: In force

  /// What arose before the first day or after the last carries a remark; what began in time is paid
  /// to its end without one.
  @Test func moneyOutsideThePolicysDatesIsMarked() throws {
    let money = try MoneyCase(
      """
      失效 2026-12-31
      补助 奖金 @四: 一次性 100元 { 触发 授牌 给 工作室 }
      补助 年费 @四: 每年 50元 { 期间 建设期 给 工作室 }
      """)
    func inForce(_ events: [E]) throws -> [Bool?] {
      try money.ledger(events).lines.map { $0.inForce }
    }
    #expect(try inForce([E("授牌", "2025-12-31")]) == [false])
    #expect(try inForce([E("授牌", "2026-01-01")]) == [true])
    #expect(try inForce([E("授牌", "2026-12-31")]) == [true])
    #expect(try inForce([E("授牌", "2027-01-01")]) == [false])
    #expect(try inForce([E("授牌", nil)]) == [nil])
    #expect(try inForce([E("入选", "2026-12-31")]) == [true, true])
    #expect(try inForce([E("入选", "2027-01-01")]) == [false, false])
  }

  /// A compiled file whose term is as long as its own end says could be followed without end.
  @Test func aTermThatWaitsForItselfIsRefused() {
    var maker = ProgramMaker()
    let years = maker.number(2, .years)
    let ended = maker.builder.add(.termEnded(0), .boolean)
    maker.program.tables = [
      IRTable(
        label: maker.label("t"), articles: [], inputs: [.boolean], type: .number(.years),
        mode: .first, rows: [IRTableRow(bands: [.any], value: years)], fallback: nil)
    ]
    let length = maker.builder.add(.table(0, [ended]), .number(.years))
    for (node, isSound) in [(years, true), (length, false)] {
      maker.program.norms = [
        IRNorm(
          kind: .training, label: maker.label("term"), articles: [], note: "",
          attributes: [IRAttribute(.length, .node(node))], children: [])
      ]
      var isAccepted = true
      do throws(PreparationError) { _ = try PreparedPolicy(maker.finished) } catch {
        isAccepted = false
      }
      #expect(isAccepted == isSound)
    }
  }
}
