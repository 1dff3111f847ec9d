internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// The solver against trying everything: random small pairs of policies, evaluated record by record by
/// code that shares nothing with solver or interpreter.
@Suite struct AnalysisBruteForceTests {
  private static let batches = 20
  private static let pairsPerBatch = 250

  /// 5 000 pairs of policies of one to four clauses, half of them over records that may lack facts.
  @Test(arguments: 0..<AnalysisBruteForceTests.batches)
  func regionsAreTheDifference(batch: Int) throws {
    for number in 0..<Self.pairsPerBatch {
      let seed = UInt64(batch * Self.pairsPerBatch + number)
      if let problem = try Self.problem(seed: seed, isPartial: number % 2 == 1) {
        Issue.record("seed \(seed): \(problem)")
        return
      }
    }
  }

  /// Two figures compared with one another are outside of the theory: nothing that exists is missed,
  /// and what is found stands up.
  @Test func opaquePartsNeverHideADifference() throws {
    for seed in UInt64(0)..<150 {
      var random = SmallRandom(seed: seed, isPartial: false, isOpaque: true)
      let first = random.clauses()
      let second = random.variation(of: first)
      let space = PolicySpace([try SmallProgram.policy(first), try SmallProgram.policy(second)])
      let difference = space.all([space.eligible(0), space.not(space.eligible(1))])
      let exists = random.records().contains { record in
        Self.met(first, record) == true && Self.met(second, record) != true
      }
      let answer = space.witness(of: difference) { decisions in
        decisions[0].outcome == .eligible && decisions[1].outcome != .eligible
      }
      switch answer {
      case .nobody: #expect(!exists, "seed \(seed)")
      case .found(let witness):
        let record = SmallRecord(witness.candidates[0])
        #expect(Self.met(first, record) == true, "seed \(seed) \(record)")
        #expect(Self.met(second, record) == false, "seed \(seed) \(record)")
      case .undecided: break
      }
    }
  }

  private static func met(_ clauses: [SmallCondition], _ record: SmallRecord) -> Bool? {
    SmallRecord.all(clauses.map { record.truth($0) })
  }

  /// What is wrong with the solver's answers about one pair; `nil` when nothing is.
  private static func problem(seed: UInt64, isPartial: Bool) throws -> String? {
    var random = SmallRandom(seed: seed, isPartial: isPartial)
    let first = random.clauses()
    let second = random.variation(of: first)
    let space = PolicySpace(
      [try SmallProgram.policy(first), try SmallProgram.policy(second)],
      records: isPartial ? .partial : .complete)
    let about = "\n\(first)\n\(second)"
    if space.hasOpaqueParts { return "opaque" + about }
    // Every third pair takes the way of large grids.
    if seed % 3 == 0 { space.gridLimit = 1 }
    let records = random.records()
    // Who passes the first policy and not the second, and who surely fails it.
    let difference = space.all([space.eligible(0), space.not(space.eligible(1))])
    let failing = space.all([space.eligible(0), space.ineligible(1)])
    let isIn = { (record: SmallRecord) in
      met(first, record) == true && met(second, record) != true
    }
    if let problem = check(space, difference, records, isIn) { return problem + about }
    let fails = { (record: SmallRecord) in
      met(first, record) == true && met(second, record) == false
    }
    if let problem = check(space, failing, records, fails, withRegions: false) {
      return "failing: " + problem + about
    }
    return relation(space, records, first, second).map { $0 + about }
  }

  private static func relation(
    _ space: PolicySpace, _ records: [SmallRecord], _ first: [SmallCondition],
    _ second: [SmallCondition]
  ) -> String? {
    let passFirst = records.filter { met(first, $0) == true }
    let passSecond = records.filter { met(second, $0) == true }
    let both = passFirst.contains { met(second, $0) == true }
    let onlyFirst = passFirst.contains { met(second, $0) != true }
    let onlySecond = passSecond.contains { met(first, $0) != true }
    let relation = space.relation(0, 1)
    let isPossible =
      switch relation {
      case .equivalent: !onlyFirst && !onlySecond
      case .stricter: !onlyFirst
      case .looser: !onlySecond
      case .disjoint: !both
      case .overlapping: true
      case .undecided: false
      }
    return isPossible ? nil : "relation \(relation) but \(onlyFirst) \(onlySecond) \(both)"
  }

  /// Satisfiable exactly if a record is found, the model is one, and the regions hold exactly the
  /// records, each in one region.
  private static func check(
    _ space: PolicySpace, _ formula: Formula, _ records: [SmallRecord],
    _ isIn: (SmallRecord) -> Bool, withRegions: Bool = true
  ) -> String? {
    let inside = records.filter { isIn($0) }
    let answer = space.solve(formula)
    switch answer.verdict {
    case .undecided: return "undecided"
    case .unsatisfiable: return inside.first.map { "missed \($0)" }
    case .satisfiable(let model):
      guard let candidate = space.candidate(for: model, of: 0) else { return "no candidate" }
      let record = SmallRecord(candidate)
      if !isIn(record) { return "false model \(record)" }
    }
    guard withRegions else { return nil }
    let list = space.regions(of: formula)
    guard list.isComplete else { return nil }
    for record in records {
      let number = list.regions.count { $0.contains(record) }
      if number != (isIn(record) ? 1 : 0) {
        return "\(record) is in \(number) regions\n\(list.regions.map { $0.facts.map(\.words) })"
      }
    }
    return nil
  }
}

extension SmallRecord {
  init(_ candidate: Candidate) {
    let facts = candidate.facts
    flags = [facts[0].small(), facts[1].small()].map { $0.map { $0 == 1 } }
    figures = [facts[2].small(), facts[3].small()]
    level = facts[4].small()
    judgement = facts[5].small().map { $0 == 1 }
    if case .list(let records) = facts[6] {
      list = records.map { record in
        Element(
          flag: record[0].small().map { $0 == 1 }, figure: record[1].small(),
          level: record[2].small())
      }
    }
  }

  fileprivate func value(_ path: [String]) -> Value {
    switch path {
    case ["flag0"]: flags[0].map { .boolean($0) } ?? .unknown
    case ["flag1"]: flags[1].map { .boolean($0) } ?? .unknown
    case ["figure0"]: figures[0].map { .integer(Int64($0)) } ?? .unknown
    case ["figure1"]: figures[1].map { .integer(Int64($0)) } ?? .unknown
    case ["level"]: level.map { .value($0) } ?? .unknown
    case ["judgement"]:
      judgement.map { .judgement(passed: $0, score: nil, by: nil) } ?? .unknown
    default: .unknown
    }
  }
}

extension SmallRecord.Element {
  fileprivate func value(_ path: [String]) -> Value {
    switch path {
    case ["flag"]: flag.map { .boolean($0) } ?? .unknown
    case ["figure"]: figure.map { .integer(Int64($0)) } ?? .unknown
    case ["level"]: level.map { .value($0) } ?? .unknown
    default: .unknown
    }
  }
}

extension Value {
  fileprivate func small() -> Int? {
    switch self {
    case .boolean(let flag): flag ? 1 : 0
    case .number(let number): Int(number.numerator)
    case .value(let value): value
    case .judgement(let passed?, _, _): passed ? 1 : 0
    default: nil
    }
  }
}

// What a region says, read as a reader would.
extension Region {
  fileprivate func contains(_ record: SmallRecord) -> Bool {
    facts.allSatisfy { $0.holds(in: record) }
  }
}

extension RegionFact {
  fileprivate var words: String {
    let range =
      switch range {
      case .intervals(let intervals, let orAbsent):
        intervals.map { "\($0.low.map { "\($0)" } ?? "")…\($0.high.map { "\($0)" } ?? "")" }
          .joined(separator: ",") + (orAbsent ? " or absent" : "")
      case .values(let values, let orAbsent): "\(values)" + (orAbsent ? " or absent" : "")
      case .holds(let holds): "\(holds)"
      }
    return switch subject {
    case .fact(let path, _): path.joined(separator: ".") + " in " + range
    case .presence: "list given " + range
    case .condition(_, let node): "node \(node.index) " + range
    case .count(_, _, let least, let elements):
      "\(least) with \(elements.map { $0.map(\.words) }) " + range
    }
  }

  fileprivate func holds(in record: SmallRecord) -> Bool {
    switch subject {
    case .fact(let path, _): return contains(record.value(path))
    case .presence: return range == .holds(record.list != nil)
    case .condition: return false
    case .count(_, _, let least, let elements):
      let count = (record.list ?? []).count { element in
        elements.contains { box in box.allSatisfy { $0.holds(in: element) } }
      }
      return range == .holds(count >= least)
    }
  }

  private func holds(in element: SmallRecord.Element) -> Bool {
    guard case .fact(let path, _) = subject else { return false }
    return contains(element.value(path))
  }

  private func contains(_ value: Value) -> Bool {
    switch range {
    case .intervals(let intervals, let orAbsent):
      guard case .number(let number) = value else { return orAbsent }
      return intervals.contains { interval in
        if case .number(let low)? = interval.low, number < low { return false }
        if case .number(let high)? = interval.high, number > high { return false }
        return true
      }
    case .values(let values, let orAbsent):
      switch value {
      case .boolean(let flag): return values.contains(.flag(flag))
      case .judgement(let passed?, _, _): return values.contains(.judgement(passed: passed))
      case .value(let index):
        let ids = ["low", "middle", "high"]
        return values.contains {
          if case .named(let label) = $0 { label.id == ids[index] } else { false }
        }
      default: return orAbsent
      }
    case .holds: return false
    }
  }
}
