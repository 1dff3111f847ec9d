import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Apportionment: the properties that the literature proves of each method (Balinski and Young).
@Suite struct QuotaApportionmentTests {
  private func share(
    _ total: Int64, _ weights: [Int64], _ method: ApportionmentMethod
  ) throws -> [Int64] {
    try Apportionment(of: total, weights: weights.map { Rational($0) }, by: method).places
  }

  private func weights(_ random: inout RandomSource) -> [Int64] {
    var result = (0..<random.within(1...7)).map { _ in Int64(random.below(1_000)) }
    if result.allSatisfy({ $0 == 0 }) { result[0] = 1 }
    return result
  }

  @Test(arguments: ApportionmentMethod.allCases)
  func allPlacesAreGivenAndNoWeightGetsNone(_ method: ApportionmentMethod) throws {
    var random = RandomSource(seed: 1)
    for _ in 0..<2_000 {
      let weights = weights(&random)
      let total = Int64(random.below(60))
      let places = try share(total, weights, method)
      #expect(places.reduce(0, +) == total)
      for (weight, place) in zip(weights, places) where weight == 0 { #expect(place == 0) }
    }
  }

  /// Largest remainder stays within the quota: the exact claim rounded down or up.
  @Test func largestRemainderKeepsTheQuota() throws {
    var random = RandomSource(seed: 2)
    for _ in 0..<3_000 {
      let weights = weights(&random)
      let total = Int64(random.below(80))
      let sum = weights.reduce(0, +)
      for (weight, place) in zip(weights, try share(total, weights, .largestRemainder)) {
        let claim = try #require(Rational(weight * total, over: sum))
        #expect(place >= claim.floor && place <= claim.ceiling)
      }
    }
  }

  /// D'Hondt never falls below the claim rounded down; Sainte-Laguë may leave the quota either way.
  @Test func dHondtKeepsTheLowerQuota() throws {
    var random = RandomSource(seed: 3)
    for _ in 0..<3_000 {
      let weights = weights(&random)
      let total = Int64(random.below(80))
      let sum = weights.reduce(0, +)
      for (weight, place) in zip(weights, try share(total, weights, .dHondt)) {
        let claim = try #require(Rational(weight * total, over: sum))
        #expect(place >= claim.floor)
      }
    }
  }

  /// One place more never costs anybody a place (house monotonicity).
  @Test(arguments: [ApportionmentMethod.sainteLague, .dHondt])
  func divisorMethodsAreHouseMonotone(_ method: ApportionmentMethod) throws {
    var random = RandomSource(seed: 4)
    for _ in 0..<400 {
      let weights = weights(&random)
      var before = try share(0, weights, method)
      for total in 1...40 {
        let after = try share(Int64(total), weights, method)
        for (old, new) in zip(before, after) { #expect(new >= old) }
        before = after
      }
    }
  }

  /// The Alabama paradox: with largest remainder one place more can cost a unit a place.
  @Test func largestRemainderHasTheAlabamaParadox() throws {
    #expect(try share(10, [6, 6, 2], .largestRemainder) == [4, 4, 2])
    #expect(try share(11, [6, 6, 2], .largestRemainder) == [5, 5, 1])
  }

  /// A unit that grows while all others stay never loses a place; nor does one that grows gain for
  /// another (population monotonicity).
  @Test(arguments: [ApportionmentMethod.sainteLague, .dHondt])
  func divisorMethodsArePopulationMonotone(_ method: ApportionmentMethod) throws {
    var random = RandomSource(seed: 5)
    for _ in 0..<2_000 {
      var weights = weights(&random)
      let total = Int64(random.within(1...40))
      let before = try share(total, weights, method)
      let unit = random.below(weights.count)
      weights[unit] += Int64(random.within(1...300))
      let after = try share(total, weights, method)
      #expect(after[unit] >= before[unit])
      for other in weights.indices where other != unit { #expect(after[other] <= before[other]) }
    }
  }

  /// A textbook case, with the places as usually printed.
  @Test func knownCases() throws {
    let votes: [Int64] = [47_000, 16_000, 15_800, 12_000, 6_100, 3_100]
    #expect(try share(10, votes, .largestRemainder) == [5, 2, 1, 1, 1, 0])
    #expect(try share(10, votes, .sainteLague) == [4, 2, 2, 1, 1, 0])
    #expect(try share(10, votes, .dHondt) == [5, 2, 2, 1, 0, 0])
    #expect(try share(8, [100_000, 80_000, 30_000, 20_000], .dHondt) == [4, 3, 1, 0])
    #expect(try share(8, [100_000, 80_000, 30_000, 20_000], .sainteLague) == [3, 3, 1, 1])
  }

  @Test(arguments: ApportionmentMethod.allCases)
  func tiesGoToTheUnitDeclaredFirst(_ method: ApportionmentMethod) throws {
    let result = try Apportionment(of: 4, weights: [.one, .one, .one], by: method)
    #expect(result.places == [2, 1, 1])
    #expect(result.tied == [0, 1, 2])
    #expect(try Apportionment(of: 3, weights: [.one, .one, .one], by: method).places == [1, 1, 1])
  }

  @Test func badInputIsRefused() throws {
    #expect(throws: ApportionmentError.badNumber) {
      try Apportionment(of: -1, weights: [.one], by: .dHondt)
    }
    #expect(throws: ApportionmentError.negativeWeight(1)) {
      try Apportionment(of: 1, weights: [.one, Rational(-1)], by: .dHondt)
    }
    #expect(throws: ApportionmentError.noWeight) {
      try Apportionment(of: 1, weights: [.zero], by: .largestRemainder)
    }
    #expect(throws: ApportionmentError.noWeight) {
      try Apportionment(of: 1, weights: [], by: .sainteLague)
    }
    #expect(try Apportionment(of: 0, weights: [], by: .dHondt).places == [])
  }
}

@Suite struct QuotaScoreTests {
  private func sheet(
    _ combination: ScoreSheet.Combination?, _ missing: ScoreSheet.MissingMark?
  ) -> ScoreSheet {
    ScoreSheet(
      items: [
        .init(name: "甲", weight: Rational(3, over: 5) ?? .one),
        .init(name: "乙", weight: Rational(2, over: 5) ?? .one),
      ], combination: combination, missing: missing)
  }

  private func score(_ outcome: ScoreSheet.Outcome) -> String {
    if case .score(let score) = outcome { return score.description }
    return "\(outcome)"
  }

  private func marks(_ rows: [[Int64?]]) -> [[Rational?]] {
    rows.map { row in row.map { mark in mark.map { Rational($0) } } }
  }

  @Test func weightsAndMeansAreExact() {
    #expect(score(sheet(.mean, nil).score(marks([[80, 90]]))) == "84")
    #expect(score(sheet(.mean, nil).score(marks([[80, 90], [81, 90], [80, 91]]))) == "253/3")
    #expect(score(sheet(.sum, nil).score(marks([[80, 90], [80, 90]]))) == "168")
  }

  @Test func trimmedMeanLeavesOutOneHighestAndOneLowest() {
    let rows = marks([[100, 100], [60, 60], [80, 80], [90, 90]])
    #expect(score(sheet(.trimmedMean, nil).score(rows)) == "85")
    #expect(
      sheet(.trimmedMean, nil).score(marks([[80, 80], [90, 90]])) == .none(.tooFewExperts))
  }

  @Test func missingMarksFollowTheRule() {
    let rows = marks([[80, nil]])
    #expect(score(sheet(.mean, .notCounted).score(rows)) == "80")
    #expect(score(sheet(.mean, .asZero).score(rows)) == "48")
    #expect(sheet(.mean, nil).score(rows) == .none(.open(.method)))
    // An expert who marked nothing has no part in the mean, whatever the rule.
    #expect(score(sheet(.mean, .asZero).score(marks([[80, 90], [nil, nil]]))) == "84")
    #expect(sheet(.mean, .asZero).score(marks([[nil, nil]])) == .none(.noMarks))
    #expect(sheet(.mean, .asZero).score([]) == .none(.noMarks))
  }

  @Test func whatThePolicyLeavesOpenStaysOpen() {
    #expect(sheet(nil, nil).score(marks([[80, 90], [70, 70]])) == .none(.open(.mode)))
    #expect(score(sheet(nil, nil).score(marks([[80, 90]]))) == "84")
    let open = ScoreSheet(items: [], combination: .mean, missing: .asZero, openItem: true)
    #expect(open.score(marks([[]])) == .none(.open(.weight)))
  }

  @Test func badMarksAreNamed() {
    let full = ScoreSheet(
      items: [.init(name: "甲", weight: .one, fullMarks: Rational(10))], combination: .mean,
      missing: nil)
    #expect(score(full.score(marks([[9]]))) == "90")
    #expect(full.score(marks([[11]])) == .none(.outOfRange(expert: 0, item: 0)))
    #expect(full.score(marks([[5], [-1]])) == .none(.outOfRange(expert: 1, item: 0)))
    #expect(full.score(marks([[5, 5]])) == .none(.wrongLength(expert: 0)))
  }
}

@Suite struct QuotaReadingTests {
  private func environment(_ text: String) throws -> Environment {
    let compiled = FixtureRunner.compile(
      text: "政策 demo \"示例\"\n使用 craftsman\n" + text)
    guard let program = compiled.program else {
      Issue.record("\(FixtureRunner.rendered(compiled, language: .english))")
      throw CancellationError()
    }
    return Environment(program: program, asOf: nil)
  }

  private func quota(_ text: String) throws -> (Quota, Environment) {
    let environment = try environment(text)
    return (try #require(Quota.all(in: environment.program).first), environment)
  }

  @Test func shippedQuotasAreRead() throws {
    for (name, numbers) in [
      ("national", ["200", "1000", "5000"]), ("changzhou", ["100", "300"]),
      ("tongliao", ["20"]), ("haidian", ["20", "10"]),
    ] {
      let compiled = FixtureRunner.compile("policies/\(name).policy")
      let program = try #require(compiled.program)
      let environment = Environment(program: program, asOf: nil)
      var found: [String] = []
      for quota in Quota.all(in: program) {
        if case .number(let number) = try quota.size(in: environment) {
          found.append(number.description)
        }
      }
      #expect(found == numbers, "\(name)")
    }
  }

  @Test func upwardNominationsKeepRhythmAndReceiver() throws {
    let program = try #require(FixtureRunner.compile("policies/haidian.policy").program)
    let quotas = Quota.all(in: program)
    let upward = try #require(quotas.first { $0.sentTo != nil })
    #expect(upward.isTarget && upward.exactness == .striveFor)
    #expect(upward.rhythm == .every(Rational(2), .number(.years)))
    let unlimited = try #require(quotas.first { $0.exactness == .unlimited })
    #expect(
      try unlimited.verdict(on: 5_000, in: Environment(program: program, asOf: nil)) == .kept)
  }

  @Test(arguments: [
    ("恰好 10名", [Quota.Verdict.broken, .kept, .broken]),
    ("至多 10名", [.kept, .kept, .broken]),
    ("至少 10名", [.broken, .kept, .kept]),
    ("约 10名", [.offTarget, .kept, .offTarget]),
    ("力争 10名", [.offTarget, .kept, .offTarget]),
    ("10名", [.vacancies, .kept, .broken]),
    ("约 10名 容差 1", [.kept, .kept, .kept]),
    ("约 10名 容差 5%", [.broken, .kept, .broken]),
  ])
  func exactnessDecides(_ words: String, _ verdicts: [Quota.Verdict]) throws {
    let (quota, environment) = try quota("名额 工匠 @第二条: 每年 \(words)\n")
    for (count, verdict) in zip([9, 10, 11], verdicts) {
      #expect(try quota.verdict(on: Int64(count), in: environment) == verdict, "\(words) \(count)")
    }
  }

  @Test func partsAndYearsAreRead() throws {
    let (quota, _) = try quota(
      "名额 工匠 @第二条: 合计 300名 于 2024年 至 2028年 {\n  其中 每地区: 至少 5名 每个 地区\n  其中 省级: 20名\n}\n")
    #expect(quota.firstYear == 2024 && quota.lastYear == 2028 && quota.rhythm == .inAll)
    #expect(quota.parts.count == 2 && quota.parts[0].unitField != nil)
    #expect(quota.parts[0].exactness == .atLeast && quota.parts[1].unitField == nil)
  }

  @Test func apportionmentRulesAreRead() throws {
    let environment = try environment(
      """
      名额 工匠 @第二条: 每年 100名
      分配 推荐名额 @第五条 {
        填 工匠
        之间 地区
        因素 职工人数: 权重 60%
        因素 产值: 权重 40%
        方法 圣拉格
      }

      """)
    let program = environment.program
    let rules = program.norms.indices.compactMap { ApportionmentRule($0, in: program) }
    let rule = try #require(rules.first)
    #expect(rule.method == .sainteLague && rule.factors.count == 2 && rule.quota != nil)
  }
}
