import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Whom the shipped policies admit, held against each other.
@Suite struct EligibilityShippedTests {
  static let ordered: [(String, String)] =
    ComparisonCase.pairs + ComparisonCase.pairs.map { ($0.1, $0.0) }

  /// Each compiled once, with the people of its tests.
  private static let compiled: [String: Result<(PreparedPolicy, [Candidate]), any Error>] = {
    var result: [String: Result<(PreparedPolicy, [Candidate]), any Error>] = [:]
    for id in ComparisonCase.shipped {
      result[id] = Result {
        let policy = try ComparisonCase.policy(id)
        return (policy, policy.samples(of: FixtureRunner.compile("policies/\(id).policy").tests))
      }
    }
    return result
  }()

  static func policy(_ id: String) throws -> (PreparedPolicy, [Candidate]) {
    try #require(compiled[id]).get()
  }

  static func compare(_ first: String, _ second: String) throws -> EligibilityComparison {
    let (a, b) = (try policy(first), try policy(second))
    return EligibilityComparison(a.0, b.0, samples: (a.1, b.1))
  }

  @Test(
    "every clause that was written down beforehand is shown once, and no other", arguments: ordered)
  func asWrittenDown(_ first: String, _ second: String) throws {
    let comparison = try Self.compare(first, second)
    let isMirrored = !ComparisonCase.pairs.contains { $0 == (first, second) }
    let name = isMirrored ? second + "-" + first : first + "-" + second
    let expected = try ComparisonCase.fixture(name, eligibility: true).map { line in
      let own = isMirrored ? ComparisonCase.mirrored(line) : line
      let parts = own.split(separator: "|").map { Self.trimmed($0) }
      return parts[1] + " " + parts[5]
    }
    let actual = comparison.clauses.filter {
      $0.status != .reworded && $0.status != .differsWhenMissing
        && $0.status != .differsWhenReadOtherwise
    }.map { difference in
      (difference.a.map { comparison.a.program.requirements[$0].label.zh } ?? "") + "/"
        + (difference.b.map { comparison.b.program.requirements[$0].label.zh } ?? "") + " "
        + ComparisonCase.words(difference.direction)
    }
    #expect(actual.sorted() == expected.sorted())
    #expect(comparison.clauses.allSatisfy { $0.status != .undecided && $0.hasEffect != nil })
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  @Test("every example is admitted by the one policy and not by the other", arguments: ordered)
  func examples(_ first: String, _ second: String) throws {
    let comparison = try Self.compare(first, second)
    #expect(comparison.relation == .overlapping)
    #expect(comparison.typical != nil)
    #expect(comparison.admitsNobody == (false, false))
    for (side, isA) in [(comparison.onlyA, true), (comparison.onlyB, false)] {
      #expect(!side.regions.isEmpty && side.isComplete && side.undecided.isEmpty)
      for region in side.regions {
        try expectReplay(region.witness, comparison)
        let (own, other) =
          isA
          ? (region.witness.decisionA, region.witness.decisionB)
          : (region.witness.decisionB, region.witness.decisionA)
        #expect(own.outcome == .eligible)
        #expect(other.outcome != .eligible && other.breaks(region.clause))
        let boundary = try #require(region.boundary)
        try expectReplay(boundary.inside, comparison)
        try expectReplay(boundary.outside, comparison)
        let inside = (boundary.inside.decisionA.outcome, boundary.inside.decisionB.outcome)
        #expect((inside.0 == .eligible) == isA && (inside.1 == .eligible) != isA)
        #expect(boundary.outside.decisionA.outcome == boundary.outside.decisionB.outcome)
      }
    }
    for difference in comparison.clauses {
      if let witness = difference.witness { try expectReplay(witness, comparison) }
    }
  }

  private func expectReplay(
    _ person: ReplayedCandidate, _ comparison: EligibilityComparison
  ) throws {
    #expect(try comparison.a.decide(person.a).outcome == person.decisionA.outcome)
    #expect(try comparison.b.decide(person.b).outcome == person.decisionB.outcome)
  }

  @Test("a policy admits whom it admits", arguments: ComparisonCase.shipped)
  func itself(_ id: String) throws {
    let comparison = try Self.compare(id, id)
    #expect(comparison.relation == .equivalent)
    #expect(comparison.clauses.isEmpty && !comparison.differs)
    #expect(comparison.onlyA.isEmpty && comparison.onlyB.isEmpty)
    #expect(comparison.sameClauses > 10)
  }

  // MARK: Every threshold, moved by one step

  struct Mutation: Sendable, CustomTestStringConvertible {
    let policy: String
    let text: String
    let change: String
    let clauses: [String]
    /// The boundary in words: the changed fact inside and outside; empty where it is a list.
    let boundary: (String, String)?
    var isStricter = true
    var testDescription: String { policy + ": " + change }
  }

  static let mutations: [Mutation] = {
    var result: [Mutation] = []
    for policy in ComparisonCase.shipped {
      let year = "参数 最低一线年限 @" + (policy == "haidian" ? "第五条(二)" : "第三条") + ": "
      result.append(
        Mutation(
          policy: policy, text: year + "5年", change: year + "6年", clauses: ["一线经历"],
          boundary: ("一线工作年限 5.99年", "一线工作年限 6年")))
      result.append(
        Mutation(
          policy: policy, text: year + "5年", change: year + "4年", clauses: ["一线经历"],
          boundary: ("一线工作年限 4.99年", "一线工作年限 5年"), isStricter: false))
      if policy == "tongliao" { continue }
      let place = policy == "haidian" ? "第六条(二)2" : "第四条(二)2"
      let run = "参数 连续年数 @" + place + ": "
      result.append(
        Mutation(
          policy: policy, text: run + "3年", change: run + "4年", clauses: ["业绩突出"],
          boundary: ("连续高于平均年数 3年", "连续高于平均年数 4年")))
    }
    func add(
      _ policy: String, _ text: String, _ change: String, _ clauses: [String],
      _ boundary: (String, String)?, isStricter: Bool = true
    ) {
      result.append(
        Mutation(
          policy: policy, text: text, change: change, clauses: clauses, boundary: boundary,
          isStricter: isStricter))
    }
    add("national", "第六条: 3名", "第六条: 4名", ["专家推荐"], nil)
    add("national", "第六条: 3名", "第六条: 2名", ["专家推荐"], nil, isStricter: false)
    let skill = ("技能等级 高级技师", "技能等级 特级技师")
    add("national", "技能等级 至少 高级技师", "技能等级 至少 特级技师", ["技能精湛"], skill)
    add("changzhou", "技能等级 至少 高级技师", "技能等级 至少 特级技师", ["技能精湛"], skill)
    add(
      "haidian", "            技能等级达标: 技能等级 至少 技师",
      "            技能等级达标: 技能等级 至少 高级技师", ["等级或职称"], ("技能等级 技师", "技能等级 高级技师"))
    add(
      "haidian", "            职称达标: 职称 至少 工程师", "            职称达标: 职称 至少 高级工程师",
      ["等级或职称"], nil)
    add("haidian", "其 级别 至少 市级", "其 级别 至少 省级", ["自荐的竞赛成绩", "取得竞赛成绩"], nil)
    add(
      "tongliao", "算不算领导干部\": 副处级", "算不算领导干部\": 正处级", ["领导干部"],
      ("行政级别 副处级", "行政级别 只有职级"), isStricter: false)
    return result
  }()

  @Test("one step of one threshold is that clause, with examples on the line", arguments: mutations)
  func oneStep(_ mutation: Mutation) throws {
    let source = try #require(Repository.text("policies/\(mutation.policy).policy"))
    let parts = source.split(separator: mutation.text, omittingEmptySubsequences: false)
    #expect(parts.count == 2, "stands once")
    let (original, samples) = try Self.policy(mutation.policy)
    let changed = try ComparisonCase.policy(text: parts.joined(separator: mutation.change))
    let comparison = EligibilityComparison(
      original, changed, samples: (samples, []))
    #expect(comparison.relation == (mutation.isStricter ? .bStricter : .aStricter))
    let differing = comparison.clauses.filter { $0.status != .differsWhenReadOtherwise }
    let names = differing.map { original.program.requirements[$0.a ?? 0].label.zh }
    #expect(names == mutation.clauses)
    for difference in differing {
      #expect(difference.status == (mutation.isStricter ? .stricter : .looser))
      #expect(difference.direction == (mutation.isStricter ? .bStricter : .aStricter))
      #expect(difference.figures.count == 1)
      #expect(difference.hasEffect == true)
    }
    let side = mutation.isStricter ? comparison.onlyA : comparison.onlyB
    #expect((mutation.isStricter ? comparison.onlyB : comparison.onlyA).isEmpty)
    let region = try #require(side.regions.first)
    let boundary = try #require(region.boundary)
    guard let expected = mutation.boundary else { return }
    let words = EligibilityWording(original, changed, .chinese)
    #expect(words.facts(boundary.changed, of: boundary.inside) == expected.0)
    #expect(words.facts(boundary.changed, of: boundary.outside) == expected.1)
  }

  @Test("a threshold of a reading that is not chosen changes nothing")
  func otherReading() throws {
    let source = try #require(Repository.text("policies/tongliao.policy"))
    let parts = source.split(separator: "或 行政级别 至少 副处级", omittingEmptySubsequences: false)
    #expect(parts.count == 2)
    let changed = try ComparisonCase.policy(
      text: parts.joined(separator: "或 行政级别 至少 正处级"))
    let comparison = EligibilityComparison(try Self.policy("tongliao").0, changed)
    #expect(comparison.relation == .equivalent)
    #expect(comparison.clauses.allSatisfy { $0.status == .reworded })
  }

  @Test("a figure that counts only when a doubt is read otherwise is mentioned only")
  func dormant() throws {
    let source = try #require(Repository.text("policies/haidian.policy"))
    let parts = source.split(separator: "3名 推荐专家", omittingEmptySubsequences: false)
    #expect(parts.count == 2)
    let (original, _) = try Self.policy("haidian")
    let changed = try ComparisonCase.policy(text: parts.joined(separator: "4名 推荐专家"))
    let comparison = EligibilityComparison(original, changed)
    #expect(comparison.relation == .equivalent && !comparison.differs)
    #expect(comparison.clauses.map { $0.status } == [.differsWhenReadOtherwise])
  }
}
