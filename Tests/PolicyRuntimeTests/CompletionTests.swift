internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// Derived facts, invariants, and what the events of a case say.
@Suite struct CompletionTests {
  /// Age follows from the date of birth and the day of the decision; at most 60 is required.
  private func program() -> IRProgram {
    var maker = ProgramMaker()
    let age = maker.builder.add(.fullYears(maker.field(.birth), maker.asOf()), .number(.years))
    maker.program.derivations = [IRDerivation(field: ProgramMaker.Field.age.rawValue, value: age)]
    let limit = maker.number(60, .years)
    maker.require("age", .must, maker.compare(.atMost, maker.field(.age), limit))
    let atWork = maker.compare(.atMost, maker.field(.birth), maker.field(.started))
    maker.program.invariants = [IRInvariant(label: maker.label("born_first"), condition: atWork)]
    return maker.finished
  }

  private func decide(
    _ facts: [ProgramMaker.Field: Value], asOf: String?
  ) throws(DecisionError) -> Decision {
    do {
      let prepared = try PreparedPolicy(program(), asOf: asOf.map { CivilDate(text: $0) })
      return try prepared.decide(CandidateMaker(facts).candidate)
    } catch let error as DecisionError {
      throw error
    } catch {
      Issue.record("\(error)")
      throw .brokenInvariant(-1)
    }
  }

  @Test func absentFactsAreDerived() throws {
    #expect(try decide([.birth: .day("1966-05-01")], asOf: "2026-05-01").outcome == .eligible)
    #expect(try decide([.birth: .day("1965-05-01")], asOf: "2026-05-01").outcome == .ineligible)
    let open = try decide([:], asOf: "2026-05-01")
    #expect(open.outcome == .undetermined && open.missing == ["age"])
  }

  @Test func contradictionRejectsTheRow() throws {
    #expect(
      throws: DecisionError.contradiction(
        field: ProgramMaker.Field.age.rawValue, given: .integer(50), derived: .integer(60))
    ) { try decide([.birth: .day("1966-05-01"), .age: .integer(50)], asOf: "2026-05-01") }
    #expect(
      try decide([.birth: .day("1966-05-01"), .age: .integer(60)], asOf: "2026-05-01").outcome
        == .eligible)
  }

  @Test func withoutADayTheCheckIsLeftOut() throws {
    #expect(
      try decide([.birth: .day("1966-05-01"), .age: .integer(50)], asOf: nil).outcome == .eligible)
    // Here the answer does depend on the day.
    #expect(throws: DecisionError.self) { try decide([.birth: .day("1966-05-01")], asOf: nil) }
  }

  @Test func brokenInvariantRejectsTheRow() throws {
    #expect(throws: DecisionError.brokenInvariant(0)) {
      try decide(
        [.age: .integer(40), .birth: .day("1986-05-01"), .started: .day("1980-01-01")], asOf: nil)
    }
    #expect(
      try decide([.age: .integer(40), .started: .day("1980-01-01")], asOf: nil).outcome == .eligible
    )
  }

  @Test func messagesNameTheFact() throws {
    let environment = Environment(program: program(), asOf: nil)
    let error = DecisionError.contradiction(
      field: ProgramMaker.Field.age.rawValue, given: .integer(50), derived: .integer(60))
    #expect(error.diagnostic(in: environment).message(in: .chinese) == "“年龄”填的是 50年，按其他字段推算是 60年")
  }

  // MARK: Events

  @Test func eventsAreAList() throws {
    var maker = ProgramMaker()
    let list = maker.builder.add(.events(0), .list(ProgramMaker.announced))
    let happened = maker.builder.add(
      .quantifier(.atLeast, list: list, condition: nil, bound: nil), .boolean)
    let latest = maker.builder.add(.member(list, index: 0), .date)
    let since = maker.date("2024-06-01")
    let late = maker.compare(.atLeast, latest, since)
    for node in [happened, late] {
      maker.program.results.append(IRResult(label: maker.label("r"), articles: [], value: node))
    }
    let prepared = try PreparedPolicy(maker.finished)
    func results(_ days: [String?]) throws -> [Value] {
      var candidate = CandidateMaker()
      candidate.events = days.map { day in
        CaseEvent(event: 0, date: day.map { CivilDate(text: $0) }, attributes: Record([.unknown]))
      }
      return try prepared.decide(candidate.candidate).results.map(\.value)
    }
    // No log at all says nothing; the latest event is by date, not by place in the log.
    #expect(try results([]) == [.unknown, .unknown])
    #expect(try results(["2024-07-01", "2024-05-06"]) == [.boolean(true), .boolean(true)])
    #expect(try results(["2024-05-06"]) == [.boolean(true), .boolean(false)])
    #expect(try results([nil]) == [.boolean(true), .unknown])
  }

  @Test func termEndsOnItsLastDay() throws {
    var maker = ProgramMaker()
    let length = maker.number(2, .years)
    maker.program.norms = [
      IRNorm(
        kind: .training, label: maker.label("term"), articles: [], note: "",
        attributes: [IRAttribute(.length, .node(length))], children: [1]),
      IRNorm(
        kind: .starts, label: maker.label("starts"), articles: [], note: "",
        attributes: [IRAttribute(.event, .event(0))], children: []),
      IRNorm(
        kind: .honour, label: maker.label("honour"), articles: [], note: "",
        attributes: [IRAttribute(.event, .event(0))], children: []),
    ]
    let ended = maker.builder.add(.termEnded(0), .boolean)
    let holds = maker.builder.add(.holdsHonour(2), .boolean)
    for node in [ended, holds] {
      maker.program.results.append(IRResult(label: maker.label("r"), articles: [], value: node))
    }
    var candidate = CandidateMaker()
    func results(_ day: String) throws -> [Value] {
      try PreparedPolicy(maker.finished, asOf: CivilDate(text: day))
        .decide(candidate.candidate).results.map(\.value)
    }
    #expect(try results("2026-05-06") == [.unknown, .unknown])
    candidate.events = [
      CaseEvent(event: 0, date: CivilDate(text: "2024-05-06"), attributes: Record([.unknown]))
    ]
    #expect(try results("2026-05-05") == [.boolean(false), .boolean(true)])
    #expect(try results("2026-05-06") == [.boolean(true), .boolean(true)])
  }
}
