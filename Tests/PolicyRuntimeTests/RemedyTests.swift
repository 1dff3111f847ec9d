internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// What would have to change for a candidate to be eligible.
@Suite struct RemedyTests {
  private static let names = ["id", "a", "b", "c", "d", "e", "f"]

  /// Sets of one and two changes, against every way of changing one or two facts or waivers.
  @Test(arguments: 0..<8)
  func smallestSetsAreAllOfThem(batch: Int) throws {
    var compared = 0
    var sets = 0
    for number in 0..<6 {
      let seed = UInt64(40_000 + batch * 6 + number)
      var small = try CompletionSmallPolicy(seed: seed, hasLists: false)
      let finder = RemedyFinder(small.policy)
      for _ in 0..<2 {
        let candidate = small.candidate()
        let decision = try small.policy.decide(candidate)
        if decision.outcome == .eligible { continue }
        let expected = try minimal(small, candidate)
        let found = finder.remedies(for: candidate, decision, most: 1_000)
        #expect(found.isComplete, "seed \(seed)")
        var own = Set<Set<String>>()
        for set in found.sets {
          let keys = Set(set.map { $0.kind == .waiver ? "!" + $0.clause.label.id : $0.path })
          #expect(keys.count == set.count)
          try replay(set, small.policy, candidate, seed)
          if set.count <= 2 { own.insert(keys) }
        }
        compared += 1
        sets += own.count
        if own != expected {
          Issue.record(
            "seed \(seed)\n\(small.text)\(candidate)\nexpected \(expected), found \(own)")
          return
        }
      }
    }
    #expect(compared > 4 && sets > 4, "\(compared) candidates, \(sets) sets")
  }

  /// The facts of the smallest sets, by trying all values of one and of two facts.
  private func minimal(
    _ small: CompletionSmallPolicy, _ candidate: Candidate
  ) throws -> Set<Set<String>> {
    var changes: [(key: String, apply: [(inout Candidate) -> Void])] = []
    for field in 1...6 {
      changes.append(
        (Self.names[field], small.values(field).map { value in { $0.facts[field] = value } }))
    }
    for requirement in small.program.requirements where !requirement.strength.isHard {
      let id = requirement.label.id
      changes.append(("!" + id, [{ $0.waivers.append(id) }]))
    }
    var result = Set<Set<String>>()
    for change in changes {
      for apply in change.apply {
        var changed = candidate
        apply(&changed)
        if try small.policy.decide(changed).outcome == .eligible { result.insert([change.key]) }
      }
    }
    for (place, first) in changes.enumerated() where !result.contains([first.key]) {
      for second in changes[(place + 1)...] where !result.contains([second.key]) {
        for one in first.apply where !result.contains([first.key, second.key]) {
          for other in second.apply {
            var changed = candidate
            one(&changed)
            other(&changed)
            guard try small.policy.decide(changed).outcome == .eligible else { continue }
            result.insert([first.key, second.key])
            break
          }
        }
      }
    }
    return result
  }

  private func replay(
    _ set: [FactChange], _ policy: PreparedPolicy, _ candidate: Candidate, _ seed: UInt64
  ) throws {
    var changed = candidate
    for change in set {
      if change.kind == .waiver {
        changed.waivers.append(change.clause.label.id)
      } else if let field = Self.names.firstIndex(of: change.path) {
        changed.facts[field] = change.to
      }
    }
    #expect(try policy.decide(changed).outcome == .eligible, "seed \(seed): \(set)")
  }

  // MARK: Words

  private static let vocabulary = """
    词汇 own "词汇"
    主体 人(person) "Person" {
      字段 编号(id) "ID": 文本
      字段 出生日期(birth) "Birth date": 日期
      字段 年龄(age) "Age": 年 整数
      字段 年限(years) "Years": 年 小数1位
      字段 技能(level) "Level": 等级 初级(junior) < 中级(middle) < 高级(senior)
      字段 干部(cadre) "Cadre": 是否
      字段 素质(quality) "Quality": 认定结果
      字段 竞赛(contests) "Contests": 列表 {
        字段 级别(tier) "Tier": 等级 市级(city) < 省级(province)
        字段 名次(place) "Place": 整数
      }
      字段 豁免(waivers) "Waivers": 条款列表
      推导 年龄: 周岁(出生日期、基准日)
    }

    """

  private func remedies(
    _ clauses: String, _ json: String, in language: Language = .chinese
  ) throws -> [String] {
    let text = "政策 p \"政策\"\n使用 own\n机构 评委会 @第二条\n资格 基本条件 @第三条 {\n\(clauses)\n}\n"
    let compiled = Compilation.compile(
      name: "p.policy", bytes: Array(text.utf8),
      library: Library(files: ["own": Self.vocabulary]))
    let rendered = TextRenderer(sources: compiled.sources, language: .english)
      .render(compiled.diagnostics)
    let program = try #require(compiled.program, "\(rendered)")
    let policy = try PreparedPolicy(program, asOf: CivilDate(year: 2026, month: 5, day: 1))
    var reader = CandidateReader(program, layout: .jsonLines)
    reader.feed(Array(json.utf8))
    reader.finish()
    guard case .candidate(let row) = reader.next() else {
      Issue.record("\(json) cannot be read")
      return []
    }
    let decision = try policy.decide(row.candidate)
    let found = RemedyFinder(policy).remedies(for: row.candidate, decision)
    return RemedyWording(program, language).nodes(found).map(\.text)
  }

  @Test func theThresholdIsNamed() throws {
    #expect(
      try remedies("  应当 年限够: 年限 至少 5年", #"{"id":"1","years":4.9}"#)
        == ["年限 达到 5年（第三条“年限够”，现在 4.9年）"])
    #expect(
      try remedies("  应当 年限够: 年限 至少 5年", #"{"id":"1","years":4.9}"#, in: .english)
        == ["Years at least 5 years (第三条 “年限够”, now 4.9 years)"])
    #expect(
      try remedies("  应当 年限够: 年限 超过 5年", #"{"id":"1"}"#)
        == ["补充 年限：至少 5.1年（第三条“年限够”，现在 没有记载）"])
    #expect(
      try remedies("  不得 级别高: 技能 至少 高级", #"{"id":"1","level":"高级"}"#)
        == ["技能 至多 中级（第三条“级别高”，现在 高级）"])
    #expect(
      try remedies("  认定 素质 { 由 评委会 }", #"{"id":"1"}"#)
        == ["素质 认定为 合格（第三条“素质”，现在 没有记载）"])
  }

  /// An alternative, a waiver and two facts at once.
  @Test func alternativesStandSideBySide() throws {
    #expect(
      try remedies(
        "  原则上不得 领导: 干部\n  应当 够格: 年限 至少 5年 或 技能 是 高级",
        #"{"id":"1","years":4,"level":"中级","cadre":true}"#) == [
          "取得对“领导”的豁免（第三条）；并且 年限 达到 5年（第三条“够格”，现在 4年）",
          "取得对“领导”的豁免（第三条）；并且 技能 改为 高级（第三条“够格”，现在 中级）",
          "干部 改为 否（第三条“领导”，现在 是）；并且 年限 达到 5年（第三条“够格”，现在 4年）",
          "干部 改为 否（第三条“领导”，现在 是）；并且 技能 改为 高级（第三条“够格”，现在 中级）",
        ])
  }

  @Test func listsSayWhatElementIsNeeded() throws {
    let clause = "  应当 获奖: 有 竞赛 (其 级别 至少 市级 且 其 名次 前 3名)"
    #expect(
      try remedies(clause, #"{"id":"1","contests":[]}"#)
        == ["竞赛 增加 1 项（级别 市级 或 省级，名次 至多 3）（第三条“获奖”，现在 0 项）"]
        || remedies(clause, #"{"id":"1","contests":[]}"#)
          == ["竞赛 增加 1 项（名次 至多 3）（第三条“获奖”，现在 0 项）"]
    )
    let several = "  应当 获奖: 有 至少 2个 竞赛 (其 级别 是 省级)"
    #expect(
      try remedies(several, #"{"id":"1"}"#)
        == ["竞赛 补充 2 项（级别 省级）（第三条“获奖”，现在 没有记载）"])
    let none = try remedies("  不得 落选过: 有 竞赛 (其 名次 超过 8)", #"{"id":"1"}"#)
    #expect(none.contains("补充 竞赛：一项也没有（第三条“落选过”，现在 没有记载）"))
    // One element's absent fact is named by its place.
    let open = try remedies(
      "  应当 获奖: 有 竞赛 (其 级别 是 省级)", #"{"id":"1","contests":[{"place":1}]}"#)
    #expect(open.contains("补充 竞赛 第 1 项 级别：省级（第三条“获奖”，现在 没有记载）"))
  }

  /// What follows from a date is as little at hand as the date itself.
  @Test func derivedFactsChangeAtTheirSource() throws {
    #expect(
      try remedies("  应当 不老: 年龄 至多 59年", #"{"id":"1","birth":"1966-05-01"}"#)
        == ["出生日期 已成事实，不能改变（第三条“不老”，现在 1966-05-01）"])
    #expect(
      try remedies("  应当 不老: 年龄 至多 59年", #"{"id":"1","birth":"1966-05-01","age":60}"#)
        == ["出生日期 已成事实，不能改变（第三条“不老”，现在 1966-05-01）"])
    #expect(
      try remedies("  应当 不老: 年龄 至多 59年", #"{"id":"1","age":60}"#)
        == ["年龄 已成事实，不能改变（第三条“不老”，现在 60年）"])
  }

  @Test func nothingSmallIsSaid() throws {
    let four = """
        应当 一: 年限 至少 5年
        应当 二: 技能 是 高级
        认定 素质 { 由 评委会 }
        不得 四: 干部
      """
    #expect(
      try remedies(four, #"{"id":"1","years":1,"level":"初级","quality":"不合格","cadre":true}"#)
        == ["改变 3 项以内，都不能使结论成为符合"])
  }

  /// Sums are outside of what is analysed, so that finding nothing proves nothing.
  @Test func whatIsNotAnalysedIsSaid() throws {
    #expect(
      try remedies("  应当 总数: 总和 竞赛 取 其 名次 至少 3", #"{"id":"1","contests":[]}"#)
        == ["改变 3 项以内能否成为符合，未能判定"])
  }

  /// For the shipped policies: every set makes the interpreter say `eligible`, and no part of it does.
  @Test(arguments: AnalysisShippedTests.policies)
  func examplesOfShippedPolicies(id: String) throws {
    let policy = try AnalysisShippedTests.prepared(id)
    let finder = RemedyFinder(policy)
    var reader = CandidateReader(policy.program, layout: .csv)
    reader.feed(try #require(Repository.bytes("policies/examples/candidates.csv")))
    reader.finish()
    var tried = 0
    var helped = 0
    while case .candidate(let row) = reader.next(), tried < 40 {
      let decision = try policy.decide(row.candidate)
      if decision.outcome == .eligible { continue }
      tried += 1
      let found = finder.remedies(for: row.candidate, decision)
      #expect(found.isComplete && found.sets.count <= RemedyFinder.mostSets)
      if !found.sets.isEmpty { helped += 1 }
      var sizes: [Int] = []
      for set in found.sets {
        sizes.append(set.count)
        for change in set where change.kind != .waiver && !change.path.utf8.contains(46) {
          let field = policy.program.records[0].fields.firstIndex { $0.label.id == change.path }
          #expect(field != nil, "\(change.path)")
          var changed = row.candidate
          if let field { changed.facts[field] = change.to }
          let isAlone = set.count == 1
          let works = (try? policy.decide(changed))?.outcome == .eligible
          if isAlone { #expect(works, "\(row.candidate.id): \(change)") }
          if !isAlone { #expect(!works, "\(row.candidate.id): \(change)") }
        }
      }
      #expect(sizes == sizes.sorted())
    }
    #expect(tried > 20 && helped > 10, "\(helped) of \(tried)")
  }
}
