internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// The corners that language.md §13 fixes, one expression at a time.
@Suite struct EvaluatorTests {
  private typealias Contest = CandidateMaker

  private func value(
    _ maker: ProgramMaker, _ node: NodeID, _ facts: [ProgramMaker.Field: Value] = [:],
    asOf: String? = nil
  ) throws(EvaluationError) -> Value {
    var program = maker.finished
    program.results = [IRResult(label: maker.label("r"), articles: [], value: node)]
    do {
      try IRVerifier.verify(program)
    } catch {
      Issue.record("refused: \(error)")
    }
    var evaluator = Evaluator(
      Environment(program: program, asOf: asOf.map { CivilDate(text: $0) }),
      CandidateMaker(facts).candidate)
    return try evaluator.value(of: node)
  }

  private func kind(
    _ maker: ProgramMaker, _ node: NodeID, _ facts: [ProgramMaker.Field: Value] = [:]
  ) -> EvaluationError.Kind? {
    do throws(EvaluationError) {
      _ = try value(maker, node, facts)
      return nil
    } catch {
      return error.kind
    }
  }

  // MARK: Truth

  @Test func kleeneTables() {
    let (y, n, u) = (Truth.yes, Truth.no, Truth.unknown)
    let table: [(Truth, Truth, and: Truth, or: Truth)] = [
      (y, y, y, y), (y, n, n, y), (y, u, u, y), (n, y, n, y), (n, n, n, n), (n, u, n, u),
      (u, y, u, y), (u, n, n, u), (u, u, u, u),
    ]
    for (a, b, and, or) in table {
      #expect(a.and(b) == and)
      #expect(a.or(b) == or)
    }
    #expect(!y == n && !n == y && !u == u)
  }

  @Test func excludedMiddleStaysUnknown() throws {
    var maker = ProgramMaker()
    let holds = maker.yearsAtLeast(5)
    let either = maker.builder.or([holds, maker.builder.not(holds)])
    #expect(try value(maker, either) == .unknown)
    #expect(try value(maker, either, [.years: .integer(1)]) == .boolean(true))
  }

  @Test func boundariesIncludeTheNumber() throws {
    var maker = ProgramMaker()
    let bound = maker.number(5, .years)
    let years = maker.field(.years)
    let expected: [(IRNode.Comparison, [Bool])] = [
      (.atLeast, [false, true, true]), (.atMost, [true, true, false]),
      (.above, [false, false, true]), (.below, [true, false, false]),
      (.equal, [false, true, false]), (.notEqual, [true, false, true]),
    ]
    for (comparison, truths) in expected {
      let node = maker.compare(comparison, years, bound)
      for (number, truth) in zip([4, 5, 6] as [Int64], truths) {
        #expect(try value(maker, node, [.years: .integer(number)]) == .boolean(truth))
      }
      #expect(try value(maker, node) == .unknown)
    }
  }

  @Test func monthsCompareWithYears() throws {
    var maker = ProgramMaker()
    let node = maker.compare(.atLeast, maker.field(.years), maker.number(18, .months))
    let half = try #require(Rational(3, over: 2))
    #expect(try value(maker, node, [.years: .number(half)]) == .boolean(true))
    #expect(try value(maker, node, [.years: .integer(1)]) == .boolean(false))
  }

  @Test func knownIsDefinite() throws {
    var maker = ProgramMaker()
    let known = maker.builder.add(.known(maker.field(.years)), .boolean)
    #expect(try value(maker, known) == .boolean(false))
    #expect(try value(maker, known, [.years: .integer(0)]) == .boolean(true))
  }

  @Test func atLeastSoMany() throws {
    var maker = ProgramMaker()
    let two = maker.number(2)
    let parts = [
      maker.yearsAtLeast(5), maker.field(.retired),
      maker.compare(.atLeast, maker.field(.count), maker.number(1)),
    ]
    let node = maker.builder.add(.atLeast(two, of: parts), .boolean)
    #expect(try value(maker, node, [.years: .integer(5)]) == .unknown)
    #expect(
      try value(maker, node, [.years: .integer(5), .retired: .boolean(true)]) == .boolean(true))
    #expect(
      try value(maker, node, [.years: .integer(1), .retired: .boolean(false)]) == .boolean(false))
  }

  // MARK: Errors

  @Test func overflowIsReportedNotWrapped() {
    var maker = ProgramMaker()
    let big = maker.number(Int64.max)
    let sum = maker.builder.add(.arithmetic(.add, maker.field(.count), big), .number(.none))
    #expect(kind(maker, sum, [.count: .integer(1)]) == .overflow)
    #expect(kind(maker, sum, [.count: .integer(0)]) == nil)
    let product = maker.builder.add(.arithmetic(.multiply, big, big), .number(.none))
    #expect(kind(maker, product) == .overflow)
    let zero = maker.number(0)
    let quotient = maker.builder.add(.arithmetic(.divide, big, zero), .number(.none))
    #expect(kind(maker, quotient) == .divisionByZero)
  }

  @Test func anErrorMattersOnlyWhereItDecides() throws {
    var maker = ProgramMaker()
    let big = maker.number(Int64.max)
    let broken = maker.compare(
      .atLeast, maker.builder.add(.arithmetic(.multiply, big, big), .number(.none)), big)
    let years = maker.yearsAtLeast(5)
    for operands in [[broken, years], [years, broken]] {
      let and = maker.builder.and(operands)
      let or = maker.builder.or(operands)
      #expect(try value(maker, and, [.years: .integer(1)]) == .boolean(false))
      #expect(try value(maker, or, [.years: .integer(9)]) == .boolean(true))
      #expect(kind(maker, and, [.years: .integer(9)]) == .overflow)
      #expect(kind(maker, or, [.years: .integer(1)]) == .overflow)
      #expect(kind(maker, or) == .overflow)
    }
  }

  // MARK: Dates

  @Test func windowIncludesBothEnds() throws {
    var maker = ProgramMaker()
    let length = maker.number(5, .years)
    let today = maker.asOf()
    let node = maker.builder.add(
      .window(date: maker.field(.started), length: length, end: today), .boolean)
    let days: [(String, Bool)] = [
      ("2021-04-30", false), ("2021-05-01", true), ("2026-05-01", true), ("2026-05-02", false),
    ]
    for (day, expected) in days {
      #expect(
        try value(maker, node, [.started: .day(day)], asOf: "2026-05-01") == .boolean(expected),
        "\(day)")
    }
    #expect(try value(maker, node, asOf: "2026-05-01") == .unknown)
  }

  @Test func missingDayIsAnErrorOnlyWhereItMatters() throws {
    var maker = ProgramMaker()
    let length = maker.number(5, .years)
    let today = maker.asOf()
    let node = maker.builder.add(
      .window(date: maker.field(.started), length: length, end: today), .boolean)
    #expect(kind(maker, node, [.started: .day("2024-01-01")]) == .missingAsOfDate)
    // Without the other date the window is unknown on every day.
    #expect(try value(maker, node) == .unknown)
    let either = maker.builder.or([node, maker.yearsAtLeast(5)])
    #expect(
      try value(maker, either, [.started: .day("2024-01-01"), .years: .integer(5)])
        == .boolean(true))
  }

  @Test func calendarYearWindow() throws {
    var maker = ProgramMaker()
    let length = maker.number(2, .calendarYears)
    let end = maker.date("2026-05-01")
    let node = maker.builder.add(
      .window(date: maker.field(.started), length: length, end: end), .boolean)
    for (day, expected) in [("2024-12-31", false), ("2025-01-01", true), ("2026-05-02", false)] {
      #expect(try value(maker, node, [.started: .day(day)]) == .boolean(expected), "\(day)")
    }
  }

  @Test func fullYearsEndOnTheBirthday() throws {
    var maker = ProgramMaker()
    let node = maker.builder.add(.fullYears(maker.field(.birth), maker.asOf()), .number(.years))
    let cases: [(String, String, Int64)] = [
      ("1979-05-01", "2026-05-01", 47), ("1979-05-02", "2026-05-01", 46),
      ("2000-02-29", "2023-02-28", 23), ("2000-02-29", "2023-02-27", 22),
      ("2000-02-29", "2024-02-28", 23), ("2000-02-29", "2024-02-29", 24),
    ]
    for (birth, today, years) in cases {
      #expect(
        try value(maker, node, [.birth: .day(birth)], asOf: today) == .integer(years),
        "\(birth) \(today)")
    }
  }

  @Test func monthsClampToTheEndOfTheMonth() throws {
    var maker = ProgramMaker()
    let month = maker.number(1, .months)
    let later = maker.builder.add(
      .arithmetic(.add, maker.field(.started), month), .date)
    #expect(try value(maker, later, [.started: .day("2024-01-31")]) == .day("2024-02-29"))
    let half = maker.number(try #require(Rational(5, over: 2)), .years)
    let odd = maker.builder.add(.arithmetic(.add, maker.field(.started), half), .date)
    #expect(kind(maker, odd, [.started: .day("2024-01-31")]) == .fractionalPeriod)
    let far = maker.number(9_000, .years)
    let beyond = maker.builder.add(.arithmetic(.add, maker.field(.started), far), .date)
    #expect(kind(maker, beyond, [.started: .day("2024-01-31")]) == .dateOutOfRange)
  }

  @Test func workingDaysNeedACalendar() throws {
    var maker = ProgramMaker()
    let five = maker.number(5, .workingDays)
    let later = maker.builder.add(.arithmetic(.add, maker.field(.started), five), .date)
    let facts: [ProgramMaker.Field: Value] = [.started: .day("2026-06-01")]
    #expect(kind(maker, later, facts) == .yearNotCovered(2026))
    maker.program.calendars = [
      IRCalendar(
        id: "c", title: "", years: [2026],
        holidays: [
          IRDayRange(first: CivilDate(text: "2026-06-03"), last: CivilDate(text: "2026-06-03"))
        ],
        workdays: [CivilDate(text: "2026-06-06")])
    ]
    // Tuesday 2, Thursday 4, Friday 5, Saturday 6 (worked), Monday 8.
    #expect(try value(maker, later, facts) == .day("2026-06-08"))
  }

  @Test func parametersChangeOverTime() throws {
    var maker = ProgramMaker()
    let (five, three) = (maker.number(5, .years), maker.number(3, .years))
    let node = maker.parameter("least", [("2024-01-03", five), ("2027-01-01", three)])
    #expect(try value(maker, node, asOf: "2024-01-03") == .integer(5))
    #expect(try value(maker, node, asOf: "2026-12-31") == .integer(5))
    #expect(try value(maker, node, asOf: "2027-01-01") == .integer(3))
    #expect(kind(maker, node) == .missingAsOfDate)
    #expect(throws: EvaluationError(.parameterNotYetSet(0), at: node)) {
      try value(maker, node, asOf: "2024-01-02")
    }
  }

  // MARK: Lists

  @Test func countsAreIntervals() throws {
    var maker = ProgramMaker()
    let good = maker.compare(.atMost, maker.its(.place), maker.number(3))
    let contests = Value.list([
      CandidateMaker.contest([.place: .integer(1)]), CandidateMaker.contest(),
      CandidateMaker.contest([.place: .integer(9)]),
    ])
    let count = maker.aggregate(.count, where: good, nil, .number(.none))
    #expect(try value(maker, count, [.contests: contests]) == .range(1, 2))
    let expected: [(IRNode.Quantifier, Int64, Value)] = [
      (.atLeast, 1, .boolean(true)), (.atLeast, 2, .unknown), (.atLeast, 3, .boolean(false)),
      (.atMost, 0, .boolean(false)), (.atMost, 1, .unknown), (.atMost, 2, .boolean(true)),
      (.exactly, 0, .boolean(false)), (.exactly, 1, .unknown), (.exactly, 3, .boolean(false)),
    ]
    for (quantifier, bound, truth) in expected {
      let node = maker.has(quantifier, bound, where: good)
      #expect(try value(maker, node, [.contests: contests]) == truth, "\(quantifier) \(bound)")
    }
    // One more than the count is between two and three.
    let more = maker.builder.add(.arithmetic(.add, count, maker.number(1)), .number(.none))
    #expect(try value(maker, more, [.contests: contests]) == .range(2, 3))
  }

  @Test func absentAndEmptyListsDiffer() throws {
    var maker = ProgramMaker()
    let own = maker.its(.own)
    let has = maker.has(.atLeast, 1, where: own)
    let every = maker.has(.every, where: own)
    let atLeastNone = maker.has(.atLeast, 0, where: own)
    #expect(try value(maker, has) == .unknown)
    #expect(try value(maker, every) == .unknown)
    #expect(try value(maker, atLeastNone) == .boolean(true))
    let empty: [ProgramMaker.Field: Value] = [.contests: .list([])]
    #expect(try value(maker, has, empty) == .boolean(false))
    #expect(try value(maker, every, empty) == .boolean(true))
  }

  @Test func everyNeedsAll() throws {
    var maker = ProgramMaker()
    let every = maker.has(.every, where: maker.its(.own))
    func contests(_ owns: [Bool?]) -> [ProgramMaker.Field: Value] {
      [
        .contests: .list(
          owns.map { own in
            CandidateMaker.contest(own.map { [.own: .boolean($0)] } ?? [:])
          })
      ]
    }
    #expect(try value(maker, every, contests([true, true])) == .boolean(true))
    #expect(try value(maker, every, contests([true, nil])) == .unknown)
    #expect(try value(maker, every, contests([nil, false])) == .boolean(false))
  }

  @Test func sumsIgnoreWhatCannotChangeThem() throws {
    var maker = ProgramMaker()
    let sum = maker.aggregate(.sum, where: maker.its(.own), .prize, .money)
    func contests(_ terms: [(Bool?, Int64?)]) -> [ProgramMaker.Field: Value] {
      [
        .contests: .list(
          terms.map { own, prize in
            var facts: [ProgramMaker.Contest: Value] = [:]
            if let own { facts[.own] = .boolean(own) }
            if let prize { facts[.prize] = .integer(prize) }
            return CandidateMaker.contest(facts)
          })
      ]
    }
    #expect(try value(maker, sum, contests([])) == .integer(0))
    #expect(try value(maker, sum, contests([(true, 3), (true, 4), (false, nil)])) == .integer(7))
    #expect(try value(maker, sum, contests([(true, 3), (nil, 0)])) == .integer(3))
    #expect(try value(maker, sum, contests([(true, 3), (nil, 1)])) == .unknown)
    #expect(try value(maker, sum, contests([(true, 3), (true, nil)])) == .unknown)
    #expect(try value(maker, sum) == .unknown)
  }

  @Test func extremesOfNothingAreNoValue() throws {
    var maker = ProgramMaker()
    let highest = maker.aggregate(.highest, where: maker.its(.own), .level, .enumeration(0))
    let atLeastLow = maker.compare(.atLeast, highest, maker.level(0))
    let notLow = maker.compare(.notEqual, highest, maker.level(0))
    let empty: [ProgramMaker.Field: Value] = [.contests: .list([])]
    #expect(try value(maker, highest, empty) == .none)
    #expect(try value(maker, atLeastLow, empty) == .boolean(false))
    #expect(try value(maker, notLow, empty) == .boolean(false))
    func contest(_ own: Bool?, _ level: Int?) -> Record {
      var facts: [ProgramMaker.Contest: Value] = [:]
      if let own { facts[.own] = .boolean(own) }
      if let level { facts[.level] = .value(level) }
      return CandidateMaker.contest(facts)
    }
    let surely = Value.list([contest(true, 1), contest(nil, 1), contest(nil, 0)])
    #expect(try value(maker, highest, [.contests: surely]) == .value(1))
    let perhaps = Value.list([contest(true, 1), contest(nil, 2)])
    #expect(try value(maker, highest, [.contests: perhaps]) == .unknown)
    let open = Value.list([contest(true, 1), contest(true, nil)])
    #expect(try value(maker, highest, [.contests: open]) == .unknown)
  }

  @Test func distinctCountsBetweenBounds() throws {
    var maker = ProgramMaker()
    let distinct = maker.aggregate(.distinct, .level, .number(.none))
    func contests(_ levels: [Int?]) -> [ProgramMaker.Field: Value] {
      [
        .contests: .list(
          levels.map { level in
            CandidateMaker.contest(level.map { [.level: .value($0)] } ?? [:])
          })
      ]
    }
    #expect(try value(maker, distinct, contests([0, 1, 0])) == .integer(2))
    #expect(try value(maker, distinct, contests([0, nil])) == .range(1, 2))
    #expect(try value(maker, distinct, contests([nil])) == .integer(1))
    #expect(try value(maker, distinct, contests([])) == .integer(0))
  }

  @Test func innerQuantifierSeesBothRecords() throws {
    var maker = ProgramMaker()
    // Some contest that is better placed than all others: no other has a lower place.
    let list = maker.field(.contests)
    let better = maker.compare(.below, maker.its(.place, scope: 2), maker.its(.place))
    let other = maker.builder.add(
      .quantifier(.atLeast, list: list, condition: better, bound: nil), .boolean)
    let worst = maker.has(.atLeast, 1, where: other)
    let contests = { (places: [Int64]) -> [ProgramMaker.Field: Value] in
      [.contests: .list(places.map { CandidateMaker.contest([.place: .integer($0)]) })]
    }
    #expect(try value(maker, worst, contests([2, 1])) == .boolean(true))
    #expect(try value(maker, worst, contests([1, 1])) == .boolean(false))
  }
}
