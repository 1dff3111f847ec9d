import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// A search that conditions are added to one by one, against one search for all of them, and against
/// records evaluated by code that shares nothing with either.
@Suite struct AnalysisIncrementalTests {
  /// What is asked, and how a record answers.
  private struct Condition {
    let formula: Formula
    let isMet: (SmallRecord) -> Bool
  }

  private struct Case {
    let space: PolicySpace
    let conditions: [Condition]

    init(seed: UInt64) throws {
      let isPartial = seed % 2 == 1
      var random = SmallRandom(seed: 77_000 + seed, isPartial: isPartial)
      var clauses = random.clauses()
      for _ in 0..<4 { clauses += random.variation(of: random.clauses()) }
      let space = PolicySpace(
        [try SmallProgram.policy(clauses)], records: isPartial ? .partial : .complete)
      var conditions: [Condition] = []
      for (index, clause) in clauses.enumerated() {
        conditions.append(
          Condition(formula: space.satisfied(index, of: 0)) { $0.truth(clause) == true })
        conditions.append(
          Condition(formula: space.violated(index, of: 0)) { $0.truth(clause) == false })
        conditions.append(
          Condition(formula: space.not(space.satisfied(index, of: 0))) { $0.truth(clause) != true })
      }
      self.space = space
      // Every other case has large choices too.
      if seed % 4 < 2 {
        let some = conditions.indices.filter { $0 % 3 == 1 }.map { conditions[$0] }
        conditions.append(
          Condition(formula: space.any(some.map { $0.formula })) { record in
            some.contains { $0.isMet(record) }
          })
      }
      self.conditions = conditions
    }
  }

  @Test(arguments: 0..<400)
  func addingOneByOneIsAskingForAll(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let given = try Case(seed: seed)
    let space = given.space
    var order = Array(given.conditions.indices)
    for place in order.indices.dropFirst() { order.swapAt(place, random.below(place + 1)) }
    var held = [given.conditions[order[0]]]
    var search = space.solver(of: held[0].formula)
    for place in order.dropFirst() {
      let condition = given.conditions[place]
      let answer = space.solve(space.all((held + [condition]).map { $0.formula }))
      let next = search.requiring(condition.formula)
      #expect(!answer.isUndecided && next.status != .undecided)
      #expect((next.status == .possible) == (answer.model != nil), "seed \(seed)")
      if search.status == .possible {
        var wished = search
        wished.wish(condition.formula)
        #expect(wished.status == .possible)
        if next.status == .possible { check(wished, held + [condition], space, "seed \(seed)") }
        check(wished, held, space, "seed \(seed)")
      }
      // What leaves nobody is left out again, as what is not asked for further on is.
      if next.status == .possible, random.chance(70) {
        search = next
        held.append(condition)
        if random.chance(30), let other = answer.model { search.lean(to: other.box) }
      }
      if search.status == .possible { check(search, held, space, "seed \(seed)") }
    }
  }

  /// The known candidates meet everything, as they are and with what does not matter set free.
  private func check(
    _ search: IncrementalSolver, _ held: [Condition], _ space: PolicySpace, _ about: String
  ) {
    for box in [search.model, search.widened(search.model)] {
      guard let candidate = space.candidate(for: PolicySpace.Model(box: box), of: 0) else {
        Issue.record("no candidate, \(about)")
        continue
      }
      let record = SmallRecord(candidate)
      #expect(held.allSatisfy { $0.isMet(record) }, "\(record) \(about)")
    }
  }

  /// A search that was cut short says so, and a wish that is given up changes nothing.
  @Test func anExhaustedBudgetIsSaid() throws {
    var random = RandomSource(seed: 7)
    let policy = LargePolicy.random(&random, fields: 80, clauses: 16)
    let space = PolicySpace([try policy.prepared()])
    #expect(space.solver(of: space.eligible(0)).status == .possible)
    space.budget = 2
    #expect(space.solver(of: space.eligible(0)).status == .undecided)
    var search = space.solver(of: .always)
    let model = search.model
    search.wish(space.eligible(0))
    #expect(search.status == .possible && search.model == model)
    search.require(space.eligible(0))
    #expect(search.status == .undecided)
  }

  /// A fact that goes without saying is left out of a region; one that breaks the clause is not.
  @Test func whatGoesWithoutSayingIsLeftOut() throws {
    let words = """
      词汇 words "词汇"
      主体 人(person) "Person" {
        字段 编号(id) "ID": 文本 标识
        字段 干部(cadre) "Cadre": 是否
        字段 党员(party) "Party": 是否
        字段 获奖(award) "Award": 是否
      }

      """
    func policy(_ condition: String) throws -> PreparedPolicy {
      try ComparisonCase.policy(
        text: "政策 one \"一\"\n使用 words\n资格 基本条件 @一 {\n应当 甲: \(condition)\n}\n",
        with: ["words": words])
    }
    let comparison = EligibilityComparison(
      try policy("党员 或 获奖"), try policy("(干部 且 党员) 或 获奖"))
    // Without an award only party members are admitted: that needs no words.
    #expect(comparison.onlyA.regions.map { $0.facts.count } == [2])
    let paths = comparison.onlyA.regions.flatMap { $0.facts }.map { fact -> [String] in
      if case .fact(let path, _) = fact.subject { path } else { [] }
    }
    #expect(Set(paths) == [["cadre"], ["award"]])
  }
}
