import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

@Suite("Policies side by side")
struct ComparisonTableTests {
  @Test("clauses of eligibility correspond as was written down", arguments: ComparisonCase.pairs)
  func clauses(_ first: String, _ second: String) throws {
    let (a, b) = (try ComparisonCase.policy(first), try ComparisonCase.policy(second))
    var alone: [String] = []
    var together: [String] = []
    var seen = Set<Int>()
    for pair in PolicyComparison.alignedClauses(a, b) {
      if let one = pair.a { #expect(seen.insert(one).inserted) }
      let clauses = (
        pair.a.map { a.program.requirements[$0] }, pair.b.map { b.program.requirements[$0] }
      )
      let policies = [(a, clauses.0), (b, clauses.1)]
      if policies.contains(where: { !isActive($0.1, $0.0) && $0.1 != nil }) { continue }
      let name = (clauses.0?.label.zh ?? "") + "/" + (clauses.1?.label.zh ?? "")
      if pair.a == nil || pair.b == nil { alone.append(name) } else { together.append(name) }
    }
    let expected = try ComparisonCase.fixture(first + "-" + second, eligibility: true).map {
      $0.split(separator: "|")[1].filter { $0 != " " }
    }
    let single = expected.filter { $0.hasPrefix("/") || $0.hasSuffix("/") }
    #expect(alone.sorted() == single.sorted())
    for name in expected where !single.contains(name) {
      #expect(together.contains(name), "\(name)")
    }
    // What is not named as different stands in both.
    #expect(together.contains("政治素质/政治素质"))
    #expect(together.contains("一线经历/一线经历"))
  }

  private func isActive(_ clause: IRRequirement?, _ policy: PreparedPolicy) -> Bool {
    guard let applies = clause?.applies else { return true }
    var keys = TermKeys(policy.environment, TermNumbers(), side: 0)
    return keys.truth(applies) != false
  }

  @Test("one row for each thing, with all four policies")
  func table() throws {
    let policies = try ComparisonCase.shipped.map { try ComparisonCase.policy($0) }
    let table = ComparisonTable(policies)
    func row(_ name: String) throws -> ComparisonTable.Row {
      try #require(table.rows.first { $0.cells.contains { $0?.label.zh == name } }, "\(name)")
    }
    func texts(_ row: ComparisonTable.Row) -> [String] {
      policies.indices.map { table.text(row, of: $0, .chinese) }
    }
    #expect(
      texts(try row("大国工匠")) == [
        "每年 约 200名（第二条）", "每期 约 100名（第二条）", "每年 力争 20名（第二条）",
        "每年 约 20名，自 2026年（第二条）",
      ])
    #expect(
      texts(try row("培育经费")) == ["每年 5万元（第十四条）", "未规定", "未规定", "每年 1万元（第十四条、第十条）"])
    #expect(
      texts(try row("证书补助")) == [
        "未规定", "一次性 5000元（第十六条）", "一次性 2万元（第七条(二)、第十条）", "未规定",
      ])
    let training = try row("培育期")
    #expect(
      texts(training) == ["一般 2年（第十条）", "一般 2年（第十一条、第二条）", "未规定", "一般 1年（第十条）"])
    let length = try #require(training.attributes.first { $0.key == .length })
    #expect(length.differs)
    let starts = try #require(training.attributes.first { $0.key == .starts })
    #expect(!starts.differs)
    let notice = try row("公示")
    let least = try #require(notice.attributes.first { $0.key == .length })
    #expect(
      policies.indices.map { table.text(least, of: $0, .chinese) } == [
        "未定（第八条）", "未定（第九条）", "未定（第四条）", "至少 5个工作日（第八条）",
      ])
    // Every concept of every policy stands in exactly one row, but for judgements of which no policy
    // says more than that they are asked for.
    for (index, policy) in policies.enumerated() {
      let all = ConceptReader.concepts(policy.environment, TermNumbers()).filter {
        $0.kind != .attest
      }
      let shown = table.rows.compactMap { $0.cells[index] }.filter { $0.kind != .attest }
      #expect(shown.count == all.count)
      #expect(Set(shown.flatMap { $0.norms }) == Set(all.flatMap { $0.norms }))
    }
  }

  @Test("a policy beside itself differs nowhere")
  func twice() throws {
    let policy = try ComparisonCase.policy("haidian")
    let table = ComparisonTable([policy, policy, policy])
    #expect(table.rows.allSatisfy { !$0.differs })
    #expect(table.clauses.allSatisfy { !$0.differs })
    #expect(!table.rows.isEmpty && !table.clauses.isEmpty)
  }

  @Test("the clauses of all four in rows")
  func clauseRows() throws {
    let policies = try ComparisonCase.shipped.map { try ComparisonCase.policy($0) }
    let table = ComparisonTable(policies)
    func row(_ name: String, of policy: Int) throws -> ComparisonTable.ClauseRow {
      let index = policies[policy].program.requirements.firstIndex { $0.label.zh == name }
      return try #require(table.clauses.first { $0.cells[policy] == index })
    }
    let frontline = try row("一线经历", of: 0)
    #expect(!frontline.differs)
    #expect(!frontline.cells.contains(nil))
    #expect(
      policies.indices.map { table.text(frontline, of: $0, .chinese) } == [
        "应当：一线工作年限 至少 5年（第三条）", "应当：一线工作年限 至少 5年（第三条）",
        "应当：一线工作年限 至少 5年（第五条(二)）", "应当：一线工作年限 至少 5年（第三条）",
      ])
    let experts = try row("专家推荐", of: 0)
    #expect(experts.differs)
    #expect(table.text(experts, of: 1, .chinese) == "未规定")
  }

  @Test("how strict and how generous, on scales")
  func dimensions() throws {
    let policies = try ComparisonCase.shipped.map { try ComparisonCase.policy($0) }
    let table = ComparisonTable(policies)
    func levels(_ id: String) throws -> [Int?] {
      try #require(table.dimensions.first { $0.id == id }, "\(id)").measures.map { $0.level }
    }
    #expect(try levels("frontline_years") == [1, 1, 1, 1])
    // 高级技师 in two, 技师 in Haidian, none in Tongliao; only Changzhou leaves no other way.
    #expect(try levels("skill_level") == [2, 2, 1, 0])
    let skill = try #require(table.dimensions.first { $0.id == "skill_level" })
    #expect(skill.measures.map { $0.isCertain } == [false, true, false, true])
    #expect(try levels("experts") == [1, 0, 0, 0])
    #expect(try levels("cadre_rank.excluded") == [0, 0, 0, 1])
    #expect(try levels("procedure.notice.length") == [nil, nil, nil, 1])
    #expect(try levels("money.training_fund.amount") == [2, 0, 0, 1])
  }

  @Test("clauses are as strict as the solver finds, whatever the order of the policies")
  func strictness() throws {
    let expected: [String: (levels: [Int?], mixed: [Int])] = [
      "eligibility": ([1, 1, 1, 1], [1]),
      "clause.frontline": ([1, 1, 1, 1], []),
      // Changzhou's 高级技师 meets what either of the others asks; a contest and a title are other ways.
      "clause.skill": ([1, 2, 1, 0], [1]),
      "clause.performance": ([1, 1, 1, 0], []),
      // Other words, the same people.
      "clause.innovation_results": ([1, 1, 1, 1], []),
      "clause.major_task": ([1, 1, 1, 0], [1]),
      "clause.expert_letters": ([1, 0, 0, 0], []),
      "clause.materials": ([1, 1, 0, 1], []),
    ]
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
      let table = ComparisonTable(
        try order.map { try ComparisonCase.policy(ComparisonCase.shipped[$0]) })
      for (id, wanted) in expected {
        // A row goes by the name of the first policy that has it.
        let ids = id == "clause.skill" ? [id, "clause.level_or_title"] : [id]
        let found = try #require(
          table.strictness.first { ids.contains($0.id) }, "\(id) \(order)")
        #expect(
          found.measures.map { $0.level } == order.map { wanted.levels[$0] }, "\(id) \(order)")
        #expect(found.mixedLevels == wanted.mixed, "\(id) \(order)")
      }
    }
  }

  @Test("amounts stand on one scale only where they are of one kind")
  func bases() throws {
    let table = ComparisonTable(try ComparisonCase.shipped.map { try ComparisonCase.policy($0) })
    let quota = try #require(
      table.dimensions.first { $0.id == "quota.national_craftsmen.amount" })
    // 100 of a cohort are neither more nor less than 20 or 200 a year.
    #expect(quota.measures.map { $0.level } == [2, nil, 1, 1])
    #expect(quota.measures[1].unplaced == .otherBasis)
    #expect(quota.measures[1].text[.chinese] == "每期 100名")
    let notice = try #require(table.dimensions.first { $0.id == "procedure.notice.length" })
    #expect(notice.measures.map { $0.unplaced } == [.open, .open, .open, nil])
  }

  /// Sets of people stand for policies; who admits fewer is stricter.
  @Test("places on a scale never say what is not so")
  func order() {
    var random = RandomSource(seed: 20)
    var (higher, mixed, left) = (0, 0, 0)
    for _ in 0..<3_000 {
      let sets = (0..<random.within(1...6)).map { _ in
        // Few people and few sets, so that many contain one another.
        random.pick([1, 3, 7, 15, 5, 9, 8, 12])
      }
      let order = PartialOrder(count: sets.count) { sets[$0] & sets[$1] == sets[$0] }
      let ranks = order.ranks(leavingOut: sets.map { _ in false })
      for (first, one) in sets.enumerated() {
        if sets.allSatisfy({ $0 & one == $0 || $0 & one == one }) {
          // Whoever can be held against all others has a place.
          #expect(ranks.levels[first] != nil)
        }
        guard let level = ranks.levels[first] else {
          left += 1
          continue
        }
        for (second, other) in sets.enumerated() {
          guard let otherLevel = ranks.levels[second] else { continue }
          if level > otherLevel {
            higher += 1
            #expect(one & other == one && one != other)
          } else if level == otherLevel, one != other {
            mixed += 1
            #expect(ranks.mixed.contains(level))
            #expect(one & other != one && one & other != other)
          }
        }
      }
    }
    #expect(higher > 1_000 && mixed > 1_000 && left > 100)
  }

  @Test("what is not settled has no place")
  func unsettled() {
    let order = PartialOrder(count: 3) { first, second in
      first == 2 || second == 2 ? nil : first > second
    }
    let ranks = order.ranks(leavingOut: [false, false, false])
    #expect(ranks.levels == [1, 2, nil] && ranks.open == [2])
  }

  @Test("one sentence for each difference")
  func sentences() throws {
    let comparison = PolicyComparison(
      try ComparisonCase.policy("changzhou"), try ComparisonCase.policy("haidian"))
    func sentence(_ name: String, _ key: AttributeKey, _ language: Language) throws -> String {
      let concept = try #require(
        comparison.concepts.first { ($0.a ?? $0.b)?.label.zh == name })
      let difference = try #require(concept.differences.first { $0.key == key })
      return ComparisonWording(comparison, language).sentence(
        difference, of: concept,
        named: language == .chinese ? ("常州", "海淀") : ("Changzhou", "Haidian"))
    }
    #expect(
      try sentence("证书补助", .amount, .chinese)
        == "证书补助／个人奖励，数额：常州 5000元（第十六条）；海淀 2万元（第七条(二)、第十条）；海淀更优惠。")
    #expect(
      try sentence("证书补助", .tax, .chinese)
        == "证书补助／个人奖励，税：常州 未规定；海淀 税后，存疑（第七条(二)、第十条）。")
    #expect(
      try sentence("培育期", .whole, .english)
        == "Training term: Changzhou generally 2 years (第十一条, 第二条); Haidian nothing said.")
  }
}
