internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// What the solver says about the policies that are shipped.
@Suite struct AnalysisShippedTests {
  static let policies = ["national", "changzhou", "haidian", "tongliao"]

  static func program(_ id: String, replacing old: String = "", with new: String = "") throws
    -> IRProgram
  {
    let library = Library { id, _ in
      Repository.bytes("policies/\(id).policy").map { ("policies/\(id).policy", $0) }
    }
    var text = try #require(Repository.text("policies/\(id).policy"))
    if !old.isEmpty {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return try #require(
      Compilation.compile(name: "\(id).policy", bytes: Array(text.utf8), library: library).program)
  }

  static func prepared(_ id: String, _ settings: Settings = Settings()) throws -> PreparedPolicy {
    try PreparedPolicy(
      program(id), asOf: CivilDate(year: 2026, month: 5, day: 1), settings: settings)
  }

  /// Every clause that one policy adds over another has a candidate for whom the interpreter agrees.
  @Test(arguments: policies, policies)
  func everyDifferenceReplays(_ first: String, _ second: String) throws {
    let space = PolicySpace([try Self.prepared(first), try Self.prepared(second)])
    #expect(!space.hasOpaqueParts)
    #expect(space.relation(0, 1) == (first == second ? .equivalent : .overlapping))
    for (requirement, _) in space.gains(of: 0, over: 1) {
      let met = space.satisfied(requirement, of: 1)
      let gain = space.all([space.eligible(0), space.not(met)])
      let regions = space.regions(of: gain, overFactsOf: met)
      #expect(regions.isComplete && !regions.regions.isEmpty)
      for region in regions.regions {
        let witness = space.witness(of: space.all([gain, region.formula])) { decisions in
          decisions[0].outcome == .eligible
            && (decisions[1].violated + decisions[1].waivable).contains {
              $0.requirement == requirement
            }
        }
        guard case .found = witness else {
          Issue.record("\(first) \(second): \(witness)")
          continue
        }
      }
    }
  }

  /// A threshold of a shipped policy, as it is written and one step further.
  struct Threshold: Sendable {
    let policy: String
    let written: String
    let moved: String
    /// The clauses it belongs to.
    let clauses: [String]
    /// Whether moving it shuts people out, or lets them in.
    let isStricter: Bool
    init(
      _ policy: String, _ written: String, _ moved: String, _ clauses: [String],
      isStricter: Bool = true
    ) {
      self.policy = policy
      self.written = written
      self.moved = moved
      self.clauses = clauses
      self.isStricter = isStricter
    }
  }

  static let thresholds: [Threshold] =
    policies.flatMap { id in
      [("6年", true), ("4年", false)].map { moved, isStricter in
        Threshold(
          id, "@第\(id == "haidian" ? "五条(二)" : "三条"): 5年",
          "@第\(id == "haidian" ? "五条(二)" : "三条"): \(moved)", ["一线经历"], isStricter: isStricter)
      }
    } + [
      Threshold("national", "(二)2: 3年", "(二)2: 4年", ["业绩突出"]),
      Threshold("national", "(二)2: 3年", "(二)2: 2年", ["业绩突出"], isStricter: false),
      Threshold("national", "@第六条: 3名", "@第六条: 4名", ["专家推荐"]),
      Threshold("national", "@第六条: 3名", "@第六条: 2名", ["专家推荐"], isStricter: false),
      Threshold("national", "至少 高级技师", "至少 特级技师", ["技能精湛"]),
      Threshold("national", "至少 高级技师", "至少 技师", ["技能精湛"], isStricter: false),
      Threshold("changzhou", "(二)2: 3年", "(二)2: 4年", ["业绩突出"]),
      Threshold("changzhou", "至少 高级技师", "至少 技师", ["技能精湛"], isStricter: false),
      Threshold("changzhou", "至少 高级技师", "至少 特级技师", ["技能精湛"]),
      Threshold("haidian", "(二)2: 3年", "(二)2: 2年", ["业绩突出"], isStricter: false),
      Threshold("haidian", "技能等级 至少 技师", "技能等级 至少 高级技师", ["等级或职称"]),
      Threshold("haidian", "职称 至少 工程师", "职称 至少 高级工程师", ["等级或职称"]),
      Threshold(
        "haidian", "其 级别 至少 市级", "其 级别 至少 省级", ["自荐的竞赛成绩", "取得竞赛成绩"]),
      Threshold(
        "tongliao", "领导干部起点 @第四条第二款 \"只有职级、没有领导职务的，算不算领导干部\": 副处级",
        "领导干部起点 @第四条第二款 \"只有职级、没有领导职务的，算不算领导干部\": 正处级", ["领导干部"],
        isStricter: false),
    ]

  /// One threshold moved by one step: exactly its clauses differ, in one direction, and there is a
  /// candidate right on the boundary whom the interpreter decides both ways.
  @Test(arguments: thresholds)
  func aMovedThresholdIsFound(_ threshold: Threshold) throws {
    let day = CivilDate(year: 2026, month: 5, day: 1)
    let moved = try Self.program(
      threshold.policy, replacing: threshold.written, with: threshold.moved)
    let old = try PreparedPolicy(Self.program(threshold.policy), asOf: day)
    let space = PolicySpace([old, try PreparedPolicy(moved, asOf: day)])
    let (wide, narrow) = threshold.isStricter ? (0, 1) : (1, 0)
    #expect(space.relation(0, 1) == (threshold.isStricter ? .looser : .stricter))
    #expect(space.gains(of: narrow, over: wide).isEmpty)
    let gains = space.gains(of: wide, over: narrow)
    let labels = gains.map { space.policies[narrow].program.requirements[$0.requirement].label.zh }
    #expect(Set(labels).isSubset(of: threshold.clauses))
    #expect(!labels.isEmpty)
    for (requirement, _) in gains {
      let lost = space.all([
        space.eligible(wide), space.not(space.satisfied(requirement, of: narrow)),
      ])
      let witness = space.witness(of: lost) { decisions in
        decisions[wide].outcome == .eligible && decisions[narrow].outcome != .eligible
      }
      guard case .found(let found) = witness else {
        Issue.record("\(threshold): \(witness)")
        continue
      }
      let broken = found.decisions[narrow].violated + found.decisions[narrow].waivable
      #expect(Set(broken.map(\.label.zh)).isSubset(of: threshold.clauses))
    }
  }
}
