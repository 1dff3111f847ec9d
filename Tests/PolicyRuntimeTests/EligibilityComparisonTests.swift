import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Small policies of which it is plain how they relate.
@Suite struct EligibilityComparisonTests {
  private static let words = """
    词汇 words "词汇"
    主体 人(person) "Person" {
      字段 编号(id) "ID": 文本 标识
      字段 年限(years) "Years": 年 小数1位
      字段 工龄(service) "Service": 年 小数1位
      字段 技能(level) "Level": 等级 初级(junior) < 中级(middle) < 高级(senior)
      字段 干部(cadre) "Cadre": 是否
      字段 项数(items) "Items": 整数
      字段 倍数(factor) "Factor": 整数
      字段 竞赛(contests) "Contests": 列表 {
        字段 名次(place) "Place": 整数
        字段 省级(province) "Province": 是否
      }
    }

    """

  private func policy(_ body: String, _ id: String = "one", extra: String = "") throws
    -> PreparedPolicy
  {
    try ComparisonCase.policy(
      text: "政策 \(id) \"一\"\n使用 words\n\(extra)资格 基本条件 @一 {\n\(body)\n}\n",
      with: ["words": Self.words])
  }

  private func compare(_ a: String, _ b: String) throws -> EligibilityComparison {
    EligibilityComparison(try policy(a), try policy(b, "two"))
  }

  @Test("rewriting changes nothing")
  func rewritings() throws {
    let pairs = [
      // Reordered.
      (
        "应当 甲: 年限 至少 5年\n应当 乙: 技能 至少 中级", "应当 乙: 技能 至少 中级\n应当 甲: 年限 至少 5年"
      ),
      // Double-negated.
      ("应当 甲: 年限 至少 5年", "应当 甲: 非 （非 年限 至少 5年）"),
      // Turned into an exclusion.
      ("应当 甲: 年限 至少 5年", "不得 甲: 年限 不满 5年"),
      // Distributed.
      (
        "应当 甲: 年限 至少 5年 且 (技能 至少 中级 或 干部)",
        "应当 甲: (年限 至少 5年 且 技能 至少 中级) 或 (年限 至少 5年 且 干部)"
      ),
      // Split.
      (
        "应当 甲: 年限 至少 5年 且 技能 至少 中级", "应当 甲: 年限 至少 5年\n应当 乙: 技能 至少 中级"
      ),
      // Said twice.
      ("应当 甲: 年限 至少 5年", "应当 甲: 年限 至少 5年\n应当 乙: 年限 至少 3年"),
    ]
    for (a, b) in pairs {
      let comparison = try compare(a, b)
      #expect(comparison.relation == .equivalent, "\(a) / \(b)")
      #expect(!comparison.differs, "\(a) / \(b)")
      let back = try compare(b, a)
      #expect(back.relation == .equivalent && !back.differs)
    }
    #expect(try compare(pairs[2].0, pairs[2].1).clauses.map { $0.status } == [.reworded])
    #expect(try compare(pairs[5].0, pairs[5].1).clauses.map { $0.hasEffect } == [false])
  }

  @Test("each way in which two policies can relate")
  func relations() throws {
    let cases: [(String, String, EligibilityRelation, [ClauseDifference.Status])] = [
      ("应当 甲: 年限 至少 5年", "应当 甲: 年限 至少 3年", .aStricter, [.looser]),
      ("应当 甲: 年限 至少 3年", "应当 甲: 年限 至少 5年", .bStricter, [.stricter]),
      (
        "应当 甲: 年限 至少 5年 或 干部", "应当 甲: 年限 至少 3年 且 技能 至少 中级", .overlapping,
        [.overlapping]
      ),
      ("应当 甲: 年限 至少 5年", "应当 甲: 年限 不满 3年", .disjoint, [.overlapping]),
      (
        "应当 甲: 年限 至少 5年", "应当 甲: 年限 至少 5年\n应当 乙: 干部", .bStricter, [.added]
      ),
      (
        "应当 甲: 年限 至少 5年\n应当 乙: 干部", "应当 甲: 年限 至少 5年", .aStricter, [.removed]
      ),
      ("应当 甲: 年限 至少 5年", "原则上应当 甲: 年限 至少 5年", .equivalent, [.differsInStrength]),
    ]
    for (a, b, relation, statuses) in cases {
      let comparison = try compare(a, b)
      #expect(comparison.relation == relation, "\(a) / \(b)")
      #expect(comparison.clauses.map { $0.status } == statuses, "\(a) / \(b)")
      #expect(comparison.differs)
    }
  }

  @Test("strength has an example that is refused here and can be waived there")
  func strength() throws {
    let comparison = try compare("应当 甲: 年限 至少 5年", "原则上应当 甲: 年限 至少 5年")
    let witness = try #require(comparison.clauses.first?.witness)
    #expect(comparison.clauses[0].direction == .aStricter)
    #expect(witness.decisionA.outcome == .ineligible)
    #expect(witness.decisionB.outcome == .needsWaiver)
  }

  @Test("what differs only where a fact is absent is said so, with an example")
  func missingFacts() throws {
    for (a, b) in [
      ("应当 甲: 年限 至少 5年", "应当 甲: 年限 至少 5年 且 (干部 或 非 干部)"),
      ("应当 甲: 年限 至少 5年", "应当 甲: 年限 至少 5年\n应当 乙: 干部 或 非 干部"),
    ] {
      let comparison = try compare(a, b)
      #expect(comparison.relation == .equivalent)
      #expect(comparison.clauses.map { $0.status } == [.differsWhenMissing], "\(b)")
      #expect(comparison.differs)
      let witness = try #require(comparison.clauses.first?.witness)
      #expect(witness.decisionA.outcome == .eligible)
      #expect(witness.decisionB.outcome == .undetermined)
    }
  }

  @Test("a policy that admits nobody is known as such")
  func nobody() throws {
    let comparison = try compare(
      "应当 甲: 年限 至少 5年\n应当 乙: 年限 不满 3年", "应当 甲: 年限 至少 5年")
    #expect(comparison.admitsNobody == (true, false))
    #expect(comparison.relation == .aStricter)
    #expect(comparison.onlyB.regions.count == 1)
  }

  @Test("what is outside of the theory is undecided, never equal")
  func undecided() throws {
    let comparison = try compare(
      "应当 甲: 项数 × 倍数 至少 6", "应当 甲: 倍数 × 项数 至少 6")
    #expect(comparison.relation == .undecided)
    #expect(comparison.clauses.map { $0.status } == [.undecided])
    #expect(comparison.differs)
  }

  @Test("regions are said in plain words")
  func wordsOfRegions() throws {
    let cases: [(String, String, String, String)] = [
      (
        "应当 甲: 年限 至少 3年", "应当 甲: 年限 至少 5年", "年限 满3年不满5年",
        "Years at least 3 years, below 5 years"
      ),
      ("应当 甲: 干部 或 非 干部", "应当 甲: 年限 至少 5年", "年限 不满5年", "Years below 5 years"),
      ("应当 甲: 干部 或 非 干部", "应当 甲: 年限 不满 5年", "年限 满5年", "Years at least 5 years"),
      ("应当 甲: 干部 或 非 干部", "应当 甲: 技能 是 初级", "技能 中级以上", "Level middle or above"),
      ("应当 甲: 干部 或 非 干部", "应当 甲: 技能 是 高级", "技能 中级以下", "Level middle or below"),
      ("应当 甲: 干部 或 非 干部", "不得 甲: 干部", "干部：是", "Cadre: yes"),
      (
        "应当 甲: 干部 或 非 干部", "不得 甲: 有 竞赛 (其 省级 且 其 名次 至多 3)",
        "竞赛里有省级且名次3以下的", "some Contests with Province, Place at most 3"
      ),
      (
        "应当 甲: 干部 或 非 干部", "应当 甲: 有 至少 2 竞赛 (其 省级)", "竞赛里省级的不满2项",
        "fewer than 2 Contests with Province"
      ),
    ]
    for (a, b, zh, en) in cases {
      let (first, second) = (try policy(a), try policy(b, "two"))
      let comparison = EligibilityComparison(first, second)
      let region = try #require(comparison.onlyA.regions.first, "\(b)")
      #expect(EligibilityWording(first, second, .chinese).condition(region.facts) == zh)
      #expect(EligibilityWording(first, second, .english).condition(region.facts) == en)
    }
  }

  @Test("a figure is shown with its old and new value")
  func figures() throws {
    let (first, second) = (
      try policy("应当 甲: 有 至少 2 竞赛 (其 名次 至多 3)"),
      try policy("应当 甲: 有 至少 1 竞赛 (其 名次 至多 5)", "two")
    )
    let comparison = EligibilityComparison(first, second)
    let words = EligibilityWording(first, second, .chinese)
    #expect(
      comparison.clauses.first?.figures.map { words.text($0) } == [
        "竞赛：2 → 1", "竞赛 的 名次：3 → 5",
      ])
  }

  @Test("a field of one policy's own is reported and compared")
  func ownFields() throws {
    let own = try policy(
      "应当 甲: 年限 至少 5年\n应当 乙: 有师带徒", "two", extra: "字段 有师带徒(mentor): 是否\n")
    let comparison = EligibilityComparison(try policy("应当 甲: 年限 至少 5年"), own)
    #expect(comparison.relation == .bStricter)
    #expect(comparison.notes == [.unmapped(field: "mentor", policy: 0)])
    let region = try #require(comparison.onlyA.regions.first)
    #expect(region.witness.b.facts.values.contains(.boolean(false)))
    let words = EligibilityWording(comparison.a, comparison.b, .chinese)
    #expect(words.condition(region.facts) == "有师带徒：否")
  }

  @Test("two counties differ by the applicants with seventy points")
  func lending() throws {
    let (north, south) = (
      FixtureRunner.compile("Tests/Fixtures/lending/north.policy"),
      FixtureRunner.compile("Tests/Fixtures/lending/south.policy")
    )
    let comparison = EligibilityComparison(
      try PreparedPolicy(#require(north.program)), try PreparedPolicy(#require(south.program)))
    #expect(comparison.relation == .aStricter)
    #expect(comparison.clauses.map { $0.status } == [.looser])
    #expect(comparison.onlyB.isComplete && comparison.onlyB.remaining == 0)
    let words = EligibilityWording(comparison.a, comparison.b, .chinese)
    for region in comparison.onlyB.regions {
      let points = words.figures(ofClause: region.clause, isA: true, for: region.witness)
      #expect(points.count == 1 && points[0].hasSuffix(" = 70"), "\(points)")
    }
    #expect(
      comparison.onlyB.regions.map { words.condition($0.facts) } == [
        "年龄 满25年不满45年，且 月收入 5000元以上、不满1万元，且 逾期次数 0",
        "年龄 满25年不满45年，且 月收入 1万元以上，且 逾期次数 1 至 2",
      ])
  }
}
