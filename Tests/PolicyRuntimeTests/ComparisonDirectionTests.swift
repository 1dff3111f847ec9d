import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

@Suite("Who is better off by a difference")
struct ComparisonDirectionTests {
  private func policy(_ text: String) throws -> PreparedPolicy {
    try ComparisonCase.policy(
      text: """
        政策 sample "样例"
        发文机关 "示例市总工会"
        使用 craftsman
        使用 workdays
        机构 市总工会 "示例市总工会"
        机构 推荐单位
        培育 培育期 @第九条: 2年 { 起算 公布 }
        荣誉 证书 @第九条: 市总工会 颁发 于 发证

        """ + text)
  }

  /// The directions of all differences between two policies.
  private func directions(_ first: String, _ second: String) throws -> [DifferenceDirection] {
    let (a, b) = (try policy(first), try policy(second))
    let result = PolicyComparison(a, b).concepts.flatMap { $0.differences }.map { $0.direction }
    let mirrored = PolicyComparison(b, a).concepts.flatMap { $0.differences }.map {
      $0.direction.mirrored
    }
    #expect(result == mirrored)
    return result
  }

  @Test("more money is a gain, unless it is paid otherwise")
  func money() throws {
    let yearly = "补助 奖励 @一: 每年 1万元 { 期间 培育期  给 个人 }"
    #expect(
      try directions(yearly, "补助 奖励 @一: 每年 2万元 { 期间 培育期  给 个人 }") == [.bGains])
    #expect(
      try directions(yearly, "补助 奖励 @一: 一次性 2万元 { 期间 培育期  给 个人 }")
        == [.different, .different])
    #expect(
      try directions(yearly, "补助 奖励 @一: 每年 未定 { 期间 培育期  给 个人 }") == [.different])
    #expect(try directions(yearly, "") == [.aGains])
  }

  @Test("a condition and a lower ceiling ask more")
  func conditions() throws {
    let plain = "补助 奖励 @一: 一次性 9万元 { 触发 发证  给 个人  上限 8万元 合计 }"
    #expect(
      try directions(plain, "补助 奖励 @一: 一次性 9万元 { 触发 发证  给 个人  上限 8万元 合计  条件 实体经济 }")
        == [.bStricter])
    let lower = "补助 奖励 @一: 一次性 9万元 { 触发 发证  给 个人  上限 7万元 合计 }"
    #expect(try directions(plain, lower).count == 1)
  }

  @Test("a longer notice asks more, a duty asks more than encouragement")
  func procedure() throws {
    func notice(_ length: String) -> String {
      "程序 评选 { 阶段 公示 @八: 市总工会 自 公示开始 至 公示结束 至少 \(length) }"
    }
    #expect(try directions(notice("5个工作日"), notice("7个工作日")) == [.bStricter])
    // Days and working days are not the same unit.
    #expect(try directions(notice("5个工作日"), notice("7日")) == [.different])
    #expect(try directions(notice("5个工作日"), notice("未定")) == [.different])
    func duty(_ word: String) -> String { "职责 推荐单位 @三 { \(word) 报告情况 }" }
    #expect(try directions(duty("应当"), duty("鼓励")) == [.aStricter])
    #expect(try directions(duty("可"), duty("应当")) == [.bStricter])
  }

  @Test("an earlier deadline asks more")
  func deadline() throws {
    func report(_ day: String) -> String {
      "职责 推荐单位 @三 { 应当 提交总结: 每年 截至 \(day) }"
    }
    #expect(try directions(report("11月30日"), report("10月31日")) == [.bStricter])
  }

  @Test("more grounds and money taken back ask more")
  func revocation() throws {
    func revocation(_ grounds: String, _ part: String) -> String {
      """
      补助 奖励 @一: 一次性 9万元 { 触发 发证  给 个人 }
      撤销 退出 @四 { 事由 \(grounds)  触发 撤销决定  批准 市总工会  后果 追回 奖励 \(part) }
      """
    }
    let plain = revocation("弄虚作假", "全部")
    #expect(try directions(plain, revocation("弄虚作假、违纪违法", "全部")) == [.bStricter])
    #expect(try directions(plain, revocation("违纪违法", "全部")) == [.different])
    #expect(try directions(plain, revocation("弄虚作假", "否")) == [.aStricter])
    #expect(try directions(plain, revocation("弄虚作假", "按比例 50%")) == [.different])
  }

  @Test("the order of stages")
  func order() throws {
    func stages(_ names: [String]) -> String {
      "程序 评选 {\n"
        + names.map { "阶段 \($0)阶段 @五: 市总工会 完成 \($0)\n" }.joined() + "}"
    }
    let plain = stages(["申报", "形式审查", "专家会议", "党组审议"])
    #expect(try directions(plain, stages(["申报", "专家会议", "形式审查", "党组审议"])) == [.different])
    // What one policy has in between changes no order.
    let longer = stages(["申报", "形式审查", "专家打分", "专家会议", "党组审议"])
    let comparison = PolicyComparison(try policy(plain), try policy(longer))
    let keys = comparison.concepts.flatMap { $0.differences }.map { $0.key }
    #expect(keys == [.whole])
  }
}
