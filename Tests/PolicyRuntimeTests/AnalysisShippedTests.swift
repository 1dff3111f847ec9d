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
  /// interpreter decides both ways.
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
    let day = CivilDate(year: 2026, month: 5, day: 1)
    let moved = try threshold.mutated(program)
    #expect(moved != program, "\(name)")
    let space = PolicySpace([
      try PreparedPolicy(program, asOf: day), try PreparedPolicy(moved, asOf: day),
    ])
    let relation = space.relation(0, 1)
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
}
