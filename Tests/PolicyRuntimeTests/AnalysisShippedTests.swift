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

  /// Every threshold of every clause, moved by one step: only its own clauses differ, in one direction,
  /// the other step goes the other way, and there is a candidate right at the figure whom the
  /// interpreter decides both ways. A threshold that counts only when a doubt is read differently is
  /// looked at under that reading; where other clauses see to it whatever the reading, only its own
  /// clause is.
  @Test(arguments: policies)
  func aMovedThresholdIsFound(_ id: String) throws {
    let program = try Self.program(id)
    let thresholds = AnalysisThreshold.all(of: program)
    #expect(thresholds.count >= 10)
    var directions: [AnalysisThreshold.Place: PolicySpace.Relation] = [:]
    for threshold in thresholds {
      let relation = try Self.relation(of: threshold, program)
      #expect(relation != directions[threshold.place], "\(threshold.testDescription)")
      directions[threshold.place] = relation
    }
  }

  private static func relation(
    of threshold: AnalysisThreshold, _ program: IRProgram
  ) throws -> PolicySpace.Relation {
    let name = threshold.testDescription
    let moved = try threshold.mutated(program)
    #expect(moved != program, "\(name)")
    var space = try Self.space(program, moved, Settings())
    var relation = space.relation(0, 1)
    for settings in otherReadings(of: program) where relation == .equivalent {
      space = try Self.space(program, moved, settings)
      relation = space.relation(0, 1)
    }
    if relation == .equivalent { return try clauseRelation(of: threshold, program, moved) }
    #expect([.looser, .stricter].contains(relation), "\(name): \(relation)")
    let (wide, narrow) = relation == .looser ? (0, 1) : (1, 0)
    let gains = space.gains(of: wide, over: narrow)
    #expect(!gains.isEmpty, "\(name)")
    for (requirement, _) in gains {
      #expect(threshold.clauses.contains(requirement), "\(name)")
      let lost = space.all([
        space.eligible(wide), space.not(space.satisfied(requirement, of: narrow)),
      ])
      let witness = space.witness(of: lost) { decisions in
        decisions[wide].outcome == .eligible && decisions[narrow].outcome != .eligible
      }
      guard case .found(let found) = witness else {
        Issue.record("\(name): \(witness)")
        continue
      }
      let broken = found.decisions[narrow].violated + found.decisions[narrow].waivable
      #expect(Set(broken.map(\.requirement)).isSubset(of: threshold.clauses), "\(name)")
      #expect(
        threshold.isAtBoundary(found.candidates[0], program),
        "\(name): \(found.candidates[0].facts.values)")
    }
    return relation
  }

  /// How the clauses of a threshold relate by themselves, under the first reading that shows it.
  private static func clauseRelation(
    of threshold: AnalysisThreshold, _ program: IRProgram, _ moved: IRProgram
  ) throws -> PolicySpace.Relation {
    for settings in otherReadings(of: program) {
      let space = try space(program, moved, settings)
      for clause in threshold.clauses.sorted() {
        let (old, new) = (space.satisfied(clause, of: 0), space.satisfied(clause, of: 1))
        let forth = space.solve(space.all([old, space.not(new)]))
        let back = space.solve(space.all([new, space.not(old)]))
        if forth.model != nil, back.isUnsatisfiable { return .looser }
        if back.model != nil, forth.isUnsatisfiable { return .stricter }
      }
    }
    Issue.record("\(threshold.testDescription) changes no clause")
    return .equivalent
  }

  private static func space(
    _ program: IRProgram, _ moved: IRProgram, _ settings: Settings
  ) throws -> PolicySpace {
    let day = CivilDate(year: 2026, month: 5, day: 1)
    return PolicySpace([
      try PreparedPolicy(program, asOf: day, settings: settings),
      try PreparedPolicy(moved, asOf: day, settings: settings),
    ])
  }

  /// Each reading that was not chosen, one at a time.
  private static func otherReadings(of program: IRProgram) -> [Settings] {
    var result: [Settings] = []
    for reading in program.readings.indices {
      for option in program.readings[reading].options.indices.dropFirst() {
        var settings = Settings()
        settings.setReading(reading, option)
        result.append(settings)
      }
    }
    return result
  }
}
