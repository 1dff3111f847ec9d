internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// Strength × truth × modifiers, and how clauses make a decision.
@Suite struct DecisionTests {
  private func decide(
    _ maker: ProgramMaker, _ facts: [ProgramMaker.Field: Value], waivers: [String] = [],
    asOf: String? = nil, contested: Bool = false
  ) throws -> Decision {
    let prepared = try PreparedPolicy(
      maker.finished, asOf: asOf.map { CivilDate(text: $0) })
    var candidate = CandidateMaker(facts)
    candidate.waivers = waivers
    return try prepared.decide(candidate.candidate, contested: contested)
  }

  private func ids(_ findings: [ClauseFinding]) -> [String] { findings.map(\.label.id) }

  /// What the condition of a single clause and the rest around it yield.
  struct Case: Sendable {
    let strength: IRRequirement.Strength
    /// The truth of the condition as written.
    let condition: Truth
    let modifier: Modifier
    let waived: Bool
    let outcome: Outcome
    /// The list in which the clause stands: violated, waived, waivable, unknown or nothing.
    let list: String
  }

  enum Modifier: Sendable, CaseIterable {
    case plain, excepted, openException, lifted, notApplicable, openApplies
  }

  /// The table of §4 and §13, worked by hand: the clause after its modifier, then its decision.
  static let cases: [Case] = {
    var cases: [Case] = []
    for strength in IRRequirement.Strength.allCases {
      for condition in Truth.allCases {
        for modifier in Modifier.allCases {
          for waived in [false, true] {
            let met: Truth
            switch (strength.excludes, condition) {
            case (false, .yes), (true, .no): met = .yes
            case (false, .no), (true, .yes): met = .no
            case (_, .unknown): met = .unknown
            }
            let satisfied: Truth
            switch modifier {
            case .plain: satisfied = met
            case .excepted, .lifted, .notApplicable: satisfied = .yes
            case .openException, .openApplies: satisfied = met == .yes ? .yes : .unknown
            }
            let hard = strength == .must || strength == .exclude
            let expected: (Outcome, String)
            switch (satisfied, hard, waived) {
            case (.yes, _, _): expected = (.eligible, "")
            case (.no, true, _): expected = (.ineligible, "violated")
            case (.unknown, true, _): expected = (.undetermined, "unknown")
            case (_, false, true): expected = (.eligible, "waived")
            case (.no, false, false): expected = (.needsWaiver, "waivable")
            case (.unknown, false, false): expected = (.undetermined, "unknown")
            }
            cases.append(
              Case(
                strength: strength, condition: condition, modifier: modifier, waived: waived,
                outcome: expected.0, list: expected.1))
          }
        }
      }
    }
    return cases
  }()

  @Test(arguments: cases)
  func oneClause(_ example: Case) throws {
    var maker = ProgramMaker()
    let condition = maker.yearsAtLeast(5)
    // `retired` is known to be true, `count` is absent.
    let yes = maker.field(.retired)
    let open = maker.compare(.atLeast, maker.field(.count), maker.number(1))
    switch example.modifier {
    case .plain: maker.require("clause", example.strength, condition)
    case .excepted:
      maker.require(
        "clause", example.strength, condition, exceptions: [maker.exception("kept", yes)])
    case .openException:
      maker.require(
        "clause", example.strength, condition, exceptions: [maker.exception("kept", open)])
    case .lifted:
      maker.require("clause", example.strength, condition, lifts: [maker.exception("won", yes)])
    case .notApplicable:
      let no = maker.builder.not(yes)
      maker.require("clause", example.strength, condition, applies: no)
    case .openApplies: maker.require("clause", example.strength, condition, applies: open)
    }
    var facts: [ProgramMaker.Field: Value] = [.retired: .boolean(true)]
    switch example.condition {
    case .yes: facts[.years] = .integer(5)
    case .no: facts[.years] = .integer(4)
    case .unknown: break
    }
    let decision = try decide(maker, facts, waivers: example.waived ? ["clause"] : [])
    #expect(decision.outcome == example.outcome)
    #expect(ids(decision.violated) == (example.list == "violated" ? ["clause"] : []))
    #expect(ids(decision.waived) == (example.list == "waived" ? ["clause"] : []))
    #expect(ids(decision.waivable) == (example.list == "waivable" ? ["clause"] : []))
    #expect(ids(decision.unknown) == (example.list == "unknown" ? ["clause"] : []))
    let warned = decision.warnings.contains { $0.kind == .waiverOnHardClause }
    #expect(warned == (example.waived && example.strength.isHard))
  }

  @Test func ineligibleHasNothingMissing() throws {
    var maker = ProgramMaker()
    maker.require("years", .must, maker.yearsAtLeast(5))
    maker.require("rank", .exclude, maker.compare(.atLeast, maker.field(.rank), maker.level(1)))
    maker.require("quality", .must, maker.passes(.quality), judgement: .quality)
    let decision = try decide(maker, [.years: .integer(4)])
    #expect(decision.outcome == .ineligible)
    #expect(ids(decision.violated) == ["years"])
    #expect(ids(decision.unknown) == ["rank", "quality"])
    #expect(decision.missing == [] && decision.pending == [])
    #expect(decision.missingExact == nil)
  }

  @Test func factsComeBeforeJudgements() throws {
    var maker = ProgramMaker()
    maker.require("quality", .must, maker.passes(.quality), judgement: .quality)
    maker.require("years", .must, maker.yearsAtLeast(5))
    let both = try decide(maker, [:])
    #expect(both.outcome == .undetermined)
    #expect(both.missing == ["years"] && both.pending == ["quality"])
    #expect(both.missingExact == false)
    let onlyJudgement = try decide(maker, [.years: .integer(5)])
    #expect(onlyJudgement.outcome == .needsJudgement)
    #expect(onlyJudgement.missing == [] && onlyJudgement.pending == ["quality"])
    // A score without a verdict is still pending.
    let scored = try decide(
      maker,
      [.years: .integer(5), .quality: .judgement(passed: nil, score: Rational(80), by: nil)])
    #expect(scored.outcome == .needsJudgement && scored.pending == ["quality"])
  }

  @Test func openPointIsNoJudgement() throws {
    var maker = ProgramMaker()
    maker.require("silent", .must, maker.unstated())
    maker.require("quality", .must, maker.passes(.quality), judgement: .quality)
    let decision = try decide(maker, [:])
    #expect(decision.outcome == .undetermined)
    #expect(decision.missing == [] && decision.pending == ["quality"])
  }

  @Test func unknownComesBeforeWaivable() throws {
    var maker = ProgramMaker()
    maker.require("retired", .inPrincipleExclude, maker.field(.retired))
    maker.require("quality", .must, maker.passes(.quality), judgement: .quality)
    #expect(try decide(maker, [.retired: .boolean(true)]).outcome == .needsJudgement)
    #expect(
      try decide(maker, [.retired: .boolean(true), .quality: .passed]).outcome == .needsWaiver)
    #expect(
      try decide(maker, [.retired: .boolean(true), .quality: .failed]).outcome == .ineligible)
  }

  @Test func missingFollowsOnlyUnknownParts() throws {
    var maker = ProgramMaker()
    // (years ≥ 5 or rank is high) and count ≥ 1, with years known to fail.
    let either = maker.builder.or([
      maker.yearsAtLeast(5), maker.compare(.equal, maker.field(.rank), maker.level(2)),
    ])
    let all = maker.builder.and([
      either, maker.compare(.atLeast, maker.field(.count), maker.number(1)),
    ])
    maker.require("both", .must, all)
    #expect(try decide(maker, [.years: .integer(4)]).missing == ["rank", "count"])
    #expect(try decide(maker, [.years: .integer(6)]).missing == ["count"])
    #expect(try decide(maker, [.years: .integer(6), .count: .integer(0)]).outcome == .ineligible)
  }

  @Test func listPathsCountFromOne() throws {
    var maker = ProgramMaker()
    let good = maker.builder.and([
      maker.compare(.atLeast, maker.its(.level), maker.level(1)),
      maker.compare(.atMost, maker.its(.place), maker.number(3)),
    ])
    maker.require("contest", .must, maker.has(.atLeast, 1, where: good))
    #expect(try decide(maker, [:]).missing == ["contests"])
    let contests = Value.list([
      CandidateMaker.contest([.level: .value(0)]),
      CandidateMaker.contest([.level: .value(2)]),
      CandidateMaker.contest([.place: .integer(2)]),
    ])
    #expect(
      try decide(maker, [.contests: contests]).missing == ["contests.2.place", "contests.3.level"])
    #expect(try decide(maker, [.contests: .list([])]).outcome == .ineligible)
  }

  @Test func waiversNameClausesInThreeWays() throws {
    var maker = ProgramMaker()
    maker.require("retired", .inPrincipleExclude, maker.field(.retired))
    let facts: [ProgramMaker.Field: Value] = [.retired: .boolean(true)]
    for name in ["retired", "retired名", "sample.retired", "sample.retired名"] {
      let decision = try decide(maker, facts, waivers: [name])
      #expect(decision.outcome == .eligible && ids(decision.waived) == ["retired"], "\(name)")
      #expect(decision.warnings.isEmpty)
    }
    let other = try decide(maker, facts, waivers: ["elsewhere.retired"])
    #expect(other.outcome == .needsWaiver && other.warnings.isEmpty)
    let typo = try decide(maker, facts, waivers: ["retyred"])
    #expect(typo.outcome == .needsWaiver)
    #expect(typo.warnings.map(\.kind) == [.waiverForUnknownClause])
    // Waivers may also stand in the record itself.
    #expect(
      try decide(maker, facts.merging([.waivers: .clauses(["retired"])]) { $1 }).outcome
        == .eligible)
  }

  @Test func exceptionsAndAlternativesAreReported() throws {
    var maker = ProgramMaker()
    let kept = maker.exception(
      "kept", maker.compare(.atLeast, maker.field(.count), maker.number(1)))
    maker.require("retired", .exclude, maker.field(.retired), exceptions: [kept])
    let one = maker.named("by_years", maker.yearsAtLeast(5))
    let two = maker.named("by_rank", maker.compare(.equal, maker.field(.rank), maker.level(2)))
    maker.require("skill", .must, maker.builder.or([one, two]))
    let decision = try decide(
      maker,
      [.retired: .boolean(true), .count: .integer(1), .years: .integer(9), .rank: .value(0)])
    #expect(decision.outcome == .eligible)
    #expect(decision.excepted.map(\.part.id) == ["kept"])
    #expect(decision.excepted.map(\.clause.label.id) == ["retired"])
    #expect(decision.held.map(\.part.id) == ["by_years"])
    // An exception that nobody needs is not one that lifted the clause.
    let plain = try decide(
      maker,
      [.retired: .boolean(false), .count: .integer(1), .years: .integer(9), .rank: .value(2)])
    #expect(plain.excepted.isEmpty)
    #expect(plain.held.map(\.part.id) == ["by_years", "by_rank"])
  }

  @Test func contestedTriesOneReadingAtATime() throws {
    var maker = ProgramMaker()
    let bound = maker.reading("bound", [maker.number(5, .years), maker.number(10, .years)])
    maker.require("years", .must, maker.compare(.atLeast, maker.field(.years), bound))
    let isChosen = maker.wordReading("scope", options: 2)
    let first = maker.builder.add(isChosen(0), .boolean)
    let second = maker.builder.add(isChosen(1), .boolean)
    maker.require("one", .inPrincipleExclude, maker.field(.retired), applies: first)
    maker.require("two", .exclude, maker.field(.retired), applies: second)
    let decision = try decide(
      maker, [.years: .integer(7), .retired: .boolean(true)], contested: true)
    #expect(decision.outcome == .needsWaiver)
    #expect(decision.contested.map(\.readingLabel.id) == ["bound", "scope"])
    #expect(decision.contested.map(\.optionLabel.id) == ["option1", "word1"])
    #expect(decision.contested.map(\.outcome) == [.ineligible, .ineligible])
    #expect(
      try decide(maker, [.years: .integer(12), .retired: .boolean(false)], contested: true)
        .contested.isEmpty)
  }

  @Test func settingsTakeOtherReadingsAndFigures() throws {
    var maker = ProgramMaker()
    let least = maker.parameter("least", [(nil, maker.number(5, .years))])
    maker.require("years", .must, maker.compare(.atLeast, maker.field(.years), least))
    let program = maker.finished
    let candidate = CandidateMaker([.years: .integer(4)]).candidate
    #expect(try PreparedPolicy(program).decide(candidate).outcome == .ineligible)
    var settings = Settings()
    settings.setParameter(0, Rational(4))
    #expect(try PreparedPolicy(program, settings: settings).decide(candidate).outcome == .eligible)
    settings.setParameter(0, .boolean(true))
    #expect(throws: PreparationError.wrongParameterType(0)) {
      try PreparedPolicy(program, settings: settings)
    }
  }

  @Test func resultsStandBesideTheDecision() throws {
    var maker = ProgramMaker()
    maker.program.results.append(
      IRResult(
        label: maker.label("sum"), articles: [],
        value: maker.aggregate(.sum, .prize, .money)))
    let decision = try decide(
      maker,
      [
        .contests: .list([
          CandidateMaker.contest([.prize: .integer(300)]),
          CandidateMaker.contest([.prize: .integer(200)]),
        ])
      ])
    #expect(decision.outcome == .eligible)
    #expect(decision.results.map(\.value) == [.integer(500)])
    #expect(try decide(maker, [:]).results.map(\.value) == [.unknown])
  }

  @Test func inForceNeedsADay() throws {
    var maker = ProgramMaker()
    let from = maker.date("2024-01-03")
    let to = maker.date("2024-12-31")
    for (kind, node) in [(Keyword.effective, from), (.expires, to)] {
      maker.program.norms.append(
        IRNorm(
          kind: kind, label: maker.label("day"), articles: [], note: "",
          attributes: [IRAttribute(.date, .node(node))], children: []))
    }
    #expect(try decide(maker, [:]).inForce == nil)
    let days: [(String, Bool)] = [
      ("2024-01-02", false), ("2024-01-03", true), ("2024-12-31", true), ("2025-01-01", false),
    ]
    for (day, expected) in days {
      #expect(try decide(maker, [:], asOf: day).inForce == expected, "\(day)")
    }
  }
}
