import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// Two rounds under limits on the whole list, held against trying out every way to fill both rounds.
@Suite struct SelectionRoundTests {
  /// A candidate as the brute force sees it.
  private struct Person {
    let isWoman: Bool
    let isSkilled: Bool
    let isEastern: Bool
    let score: Int?
    let years: Int
  }

  private struct Figures {
    var places = 0
    var women = 0
    var skilledAtMost = 0
    var eastern = Rational.zero
    var first = 0
    var firstSkilled = 0
    var second = 0
    var secondEasternAtMost = 0
  }

  private enum Source: String, CaseIterable {
    case eligible = "符合"
    case passedOver = "落选于 首轮"
    case eastern = "地区 是 \"东\""
  }

  private static func policy(_ first: String, _ second: Source) -> String {
    """
    政策 demo "示例"
    使用 craftsman
    参数 名额数 @一: 0
    参数 女下限 @一: 0
    参数 技师上限 @一: 0
    参数 东下限 @一: 0%
    参数 首轮人数 @一: 0
    参数 首轮技师数 @一: 0
    参数 次轮人数 @一: 0
    参数 次轮东上限 @一: 0
    资格 参评条件 @一 { 应当 一线: 一线工作年限 至少 1年 }
    名额 人选 @一: 每年 名额数
    遴选 年度评选 @二 {
      填 人选
      排序 评审得分 从高到低
      限额 女 @二: 至少 女下限 其中 性别 是 女
      限额 技师 @二: 至多 技师上限 其中 技能等级 至少 技师
      限额 东 @二: 至少 东下限 其中 地区 是 "东"
      轮次 首轮 @二 {
        取自 \(first)
        录取 首轮人数
        限额 首轮技师 @二: 至少 首轮技师数 其中 技能等级 至少 技师
      }
      轮次 次轮 @二 {
        取自 \(second.rawValue)
        排序 一线工作年限 从高到低
        录取 次轮人数
        最低要求 一线工作年限 至少 3年
        限额 次轮东 @二: 至多 次轮东上限 其中 地区 是 "东"
      }
    }

    """
  }

  private static func figures(_ random: inout RandomSource) -> Figures {
    var result = Figures()
    result.places = 1 + random.below(5)
    result.women = random.below(4)
    result.skilledAtMost = random.below(5)
    result.eastern = Rational(Int64(random.below(4)), over: 4) ?? .zero
    if random.chance(40) { result.eastern = .zero }
    result.first = 1 + random.below(3)
    result.firstSkilled = random.below(3)
    if random.chance(50) { result.firstSkilled = 0 }
    result.second = random.below(4)
    result.secondEasternAtMost = random.below(4)
    return result
  }

  private static func settings(_ figures: Figures) -> Settings {
    var settings = Settings()
    let values = [
      Rational(Int64(figures.places)), Rational(Int64(figures.women)),
      Rational(Int64(figures.skilledAtMost)), figures.eastern, Rational(Int64(figures.first)),
      Rational(Int64(figures.firstSkilled)), Rational(Int64(figures.second)),
      Rational(Int64(figures.secondEasternAtMost)),
    ]
    for (index, value) in values.enumerated() { settings.setParameter(index, value) }
    return settings
  }

  private static func people(_ random: inout RandomSource) -> [Person] {
    (0..<random.below(6)).map { _ in
      Person(
        isWoman: random.chance(50), isSkilled: random.chance(40), isEastern: random.chance(50),
        score: random.below(8) == 0 ? nil : random.below(6), years: 1 + random.below(7))
    }
  }

  private static func candidate(_ person: Person, _ index: Int, _ shape: IRRecord) -> Candidate {
    var facts = Record(unknown: shape)
    for (field, column) in shape.fields.enumerated() {
      switch column.label.id {
      case "sex": facts[field] = .value(person.isWoman ? 1 : 0)
      case "skill_level": facts[field] = .value(person.isSkilled ? 6 : 2)
      case "region": facts[field] = .text(person.isEastern ? "东" : "西")
      case "frontline_years": facts[field] = .number(Rational(Int64(person.years)))
      case "score": if let score = person.score { facts[field] = .number(Rational(Int64(score))) }
      default: continue
      }
    }
    return Candidate(id: "p\(index)", facts: facts)
  }

  /// The two lists that the rules ask for, each in the order of its ranking; `nil` when no two lists
  /// meet every limit. The first round comes first: its length, its members, then the second's.
  private func expected(
    _ people: [Person], _ figures: Figures, menFirst: Bool, _ source: Source
  ) -> (first: [Int], second: [Int])? {
    let indices = Array(people.indices)
    let enters = indices.map { people[$0].score != nil && !(menFirst && people[$0].isWoman) }
    let follows = indices.map { place in
      guard people[place].years >= 3 else { return false }
      switch source {
      case .eligible: return true
      case .passedOver: return enters[place]
      case .eastern: return people[place].isEastern
      }
    }
    let byScore = indices.sorted {
      let (a, b) = (people[$0].score ?? -1, people[$1].score ?? -1)
      return a == b ? $0 < $1 : a > b
    }
    let byYears = indices.sorted {
      people[$0].years == people[$1].years ? $0 < $1 : people[$0].years > people[$1].years
    }
    var best: (first: [Int], second: [Int], key: [Int])?
    var ways = 1
    for _ in indices { ways *= 3 }
    for way in 0..<ways {
      var rounds = [Int](repeating: 0, count: people.count)
      var rest = way
      for place in indices {
        rounds[place] = rest % 3
        rest /= 3
      }
      let first = byScore.filter { rounds[$0] == 1 }
      let second = byYears.filter { rounds[$0] == 2 }
      guard first.allSatisfy({ enters[$0] }), second.allSatisfy({ follows[$0] }),
        keeps(first.map { people[$0] }, second.map { people[$0] }, figures)
      else { continue }
      // Smaller is better: longer lists, then members nearer the top, the first round before all.
      let key =
        [-first.count] + byScore.map { rounds[$0] == 1 ? 0 : 1 } + [-second.count]
        + byYears.map { rounds[$0] == 2 ? 0 : 1 }
      if best.map({ key.lexicographicallyPrecedes($0.key) }) ?? true {
        best = (first, second, key)
      }
    }
    return best.map { ($0.first, $0.second) }
  }

  private func keeps(_ first: [Person], _ second: [Person], _ figures: Figures) -> Bool {
    let all = first + second
    let eastern = Rational(Int64(all.count { $0.isEastern }))
    let due = figures.eastern.multiplied(by: Rational(Int64(all.count))) ?? .zero
    return all.count <= figures.places && first.count <= figures.first
      && second.count <= figures.second && all.count { $0.isWoman } >= figures.women
      && all.count { $0.isSkilled } <= figures.skilledAtMost && eastern >= due
      && first.count { $0.isSkilled } >= figures.firstSkilled
      && second.count { $0.isEastern } <= figures.secondEasternAtMost
  }

  @Test(arguments: [false, true])
  func everyRoundLooksAheadAsFarAsNeeded(menFirst: Bool) throws {
    var random = RandomSource(seed: menFirst ? 8 : 7)
    var (tried, feasible, ahead) = (0, 0, 0)
    for source in Source.allCases {
      let text = Self.policy(menFirst ? "性别 是 男" : "符合", source)
      let compiled = FixtureRunner.compile(text: text)
      guard let program = compiled.program, let plan = SelectionPlan.all(in: program).first else {
        Issue.record("\(FixtureRunner.rendered(compiled, language: .english))")
        return
      }
      for _ in 0..<50 {
        let figures = Self.figures(&random)
        let policy = try PreparedPolicy(program, asOf: nil, settings: Self.settings(figures))
        for _ in 0..<40 {
          let people = Self.people(&random)
          var pool = SelectionPool(policy, plan)
          for (index, person) in people.enumerated() {
            try pool.add(Self.candidate(person, index, program.records[0]))
          }
          let result = try SelectionRun.run(pool)
          tried += 1
          let wanted = expected(people, figures, menFirst: menFirst, source)
          #expect(result.isSettled)
          for round in result.rounds {
            let report = SelectionChecker(round.problem).check(round.list)
            #expect(report.isConfirmed, "\(people) \(figures) \(report.findings)")
          }
          guard let wanted else {
            #expect(!result.isFeasible, "\(source) \(people) \(figures)")
            continue
          }
          feasible += 1
          #expect(result.isFeasible, "\(source) \(people) \(figures)")
          #expect(
            result.rounds.map { $0.taken } == [wanted.first, wanted.second],
            "\(source) \(people) \(figures)")
          #expect(result.limits.allSatisfy { $0.isKept })
          // Instances in which the first round had to leave somebody for the second.
          if result.rounds[0].list.refusals.contains(where: { refusal in
            refusal.map { refusal in
              refusal.limits.contains { result.rounds[0].limits[$0].isPending }
            } ?? false
          }) {
            ahead += 1
          }
        }
      }
    }
    #expect(tried == 6_000 && feasible > 300 && ahead > 20, "\(feasible) \(ahead)")
  }

  @Test func aShortlistDoesNotLookAheadAndTheConflictNamesIt() throws {
    let text = """
      政策 demo "示例"
      使用 craftsman
      资格 参评条件 @一 { 应当 一线: 一线工作年限 至少 1年 }
      名额 人选 @一: 每年 2名
      遴选 年度评选 @二 {
        填 人选
        排序 评审得分 从高到低
        限额 女 @二: 至少 1 其中 性别 是 女
        轮次 初评 @二 { 取自 符合  录取 2  结果为 入围 }
        轮次 终评 @二 { 取自 入选 入围  录取 2 }
      }

      """
    let compiled = FixtureRunner.compile(text: text)
    let program = try #require(compiled.program)
    let policy = try PreparedPolicy(program, asOf: nil)
    var pool = SelectionPool(policy, try #require(SelectionPlan.all(in: program).first))
    for (index, isWoman) in [false, false, true].enumerated() {
      let person = Person(
        isWoman: isWoman, isSkilled: true, isEastern: true, score: 9 - index, years: 5)
      try pool.add(Self.candidate(person, index, program.records[0]))
    }
    let result = try SelectionRun.run(pool)
    #expect(result.rounds[0].taken == [0, 1] && !result.isFeasible)
    #expect(result.rounds[1].list.conflict.count == 1)
    for round in result.rounds {
      #expect(SelectionChecker(round.problem).check(round.list).isConfirmed)
    }
  }
}
