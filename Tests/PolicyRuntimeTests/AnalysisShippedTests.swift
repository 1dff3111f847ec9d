internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// What the solver says about the policies that are shipped.
@Suite struct AnalysisShippedTests {
  static let policies = ["national", "changzhou", "haidian", "tongliao"]

  static func program(_ id: String) throws -> IRProgram {
    let library = Library { id, _ in
      Repository.bytes("policies/\(id).policy").map { ("policies/\(id).policy", $0) }
    }
    let bytes = try #require(Repository.bytes("policies/\(id).policy"))
    return try #require(
      Compilation.compile(name: "\(id).policy", bytes: bytes, library: library).program)
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
}
