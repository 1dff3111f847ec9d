public import PolicyLang
public import PolicyRuntime

/// Holds the decisions of a column program against those of the reference interpreter, row by row.
public struct ColumnarCheck {
  /// Pairs of a policy and a record that were compared.
  public private(set) var pairs = 0
  /// Of those, how many the columns left to the interpreter.
  public private(set) var interpreted = 0
  /// Policies with a condition that has no steps, and policies in all.
  public private(set) var policiesAsking = 0
  public private(set) var policies = 0
  /// How often each outcome came up; the last is no decision at all.
  public private(set) var outcomes = [Int](repeating: 0, count: Outcome.allCases.count + 1)
  /// Rows that recorded a waiver that took effect.
  public private(set) var waived = 0

  public init() {}

  /// Takes in what another check found.
  public mutating func add(_ other: ColumnarCheck) {
    pairs += other.pairs
    interpreted += other.interpreted
    policiesAsking += other.policiesAsking
    policies += other.policies
    waived += other.waived
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
  }

  /// - Returns: the first difference, or `nil`.
  public mutating func differ(
    _ program: ColumnProgram, vocabulary: UnionVocabulary? = nil, _ candidates: [Candidate],
    capacity: Int = 256
  ) -> String? {
    let engine = ColumnEngine(program, capacity: capacity)
    let batch = ColumnBatch(program.plan, capacity: capacity)
    // One record per call goes through the same steps.
    let single = ColumnEngine(program, capacity: 64)
    policies += program.policies.count
    policiesAsking += Set(program.askedConditions.map { $0.policy }).count
    var start = 0
    while start < candidates.count {
      batch.clear()
      let end = min(candidates.count, start + batch.capacity)
      for (place, candidate) in candidates[start..<end].enumerated() {
        // A row that is taken back leaves no trace.
        if place % 5 == 2, !batch.isFull {
          batch.append(candidates[(start + place * 7) % candidates.count])
          batch.refer()
          batch.addWaiver("x")
          batch.dropRow()
        }
        batch.append(candidate)
      }
      let decisions = engine.decide(batch) { candidates[start + $0] }
      interpreted += decisions.interpreted
      for row in 0..<(end - start) {
        for policy in program.policies.indices {
          if let difference = difference(
            decisions, row, policy, program, vocabulary, candidates[start + row])
          {
            return "row \(start + row), policy \(policy): \(difference)"
          }
          if row < 8, !same(single.decide(candidates[start + row]), 0, decisions, row, policy) {
            return "row \(start + row), policy \(policy): alone and in a batch differ"
          }
        }
      }
      start = end
    }
    return nil
  }

  private func same(
    _ a: DecisionBatch, _ rowA: Int, _ b: DecisionBatch, _ rowB: Int, _ policy: Int
  ) -> Bool {
    guard a.outcome(rowA, policy) == b.outcome(rowB, policy) else { return false }
    for list in DecisionBatch.ClauseList.allCases
    where a.clauses(list, rowA, policy) != b.clauses(list, rowB, policy) { return false }
    return true
  }

  private mutating func difference(
    _ decisions: DecisionBatch, _ row: Int, _ policy: Int, _ program: ColumnProgram,
    _ vocabulary: UnionVocabulary?, _ candidate: Candidate
  ) -> String? {
    pairs += 1
    let failure = decisions.failures.first { $0.row == row && $0.policy == policy }?.failure
    var own = candidate
    if let vocabulary {
      switch vocabulary.translation(of: candidate, for: policy) {
      case .candidate(let translated): own = translated
      case .unknownValue(let field, let value):
        outcomes[Outcome.allCases.count] += 1
        let expected = DecisionBatch.Failure.unknownValue(field: field, value: value)
        return failure == expected ? nil : "expected \(expected), found \(failure as Any)"
      }
    }
    do throws(DecisionError) {
      let expected = try program.policies[policy].decide(own)
      outcomes[Int(expected.outcome.rawValue)] += 1
      if !expected.waived.isEmpty { waived += 1 }
      guard failure == nil, decisions.outcome(row, policy) == expected.outcome else {
        return "expected \(expected.outcome), found \(decisions.outcome(row, policy) as Any) "
          + "\(failure as Any)\n\(own)"
      }
      let lists: [(DecisionBatch.ClauseList, [ClauseFinding])] = [
        (.violated, expected.violated), (.waived, expected.waived),
        (.waivable, expected.waivable), (.unknown, expected.unknown),
      ]
      for (list, findings) in lists {
        let found = decisions.clauses(list, row, policy)
        let wanted = findings.map { $0.requirement }
        if found != wanted { return "\(list): expected \(wanted), found \(found)\n\(own)" }
      }
      return nil
    } catch {
      outcomes[Outcome.allCases.count] += 1
      return failure == .decision(error)
        ? nil : "expected \(error), found \(failure as Any)\n\(own)"
    }
  }
}

/// Random records of any vocabulary, made from the types of its fields alone.
public struct RandomRecords: Sendable {
  private var random: RandomSource
  private let program: IRProgram
  private let clauses: [String]
  /// Ids of fields that others make, which are mostly left out: made up, they would contradict.
  private let derived: [String]

  public init(
    seed: UInt64, program: IRProgram, clauses: [String] = [], derived: [String] = []
  ) {
    random = RandomSource(seed: seed)
    self.program = program
    self.clauses = clauses
    self.derived = derived
  }

  /// - Parameter absent: the share of absent facts, in percent; `nil` for a mixture.
  public mutating func next(absent: Int? = nil) -> Candidate {
    let absent = absent ?? random.pick([0, 0, 5, 20, 60])
    let waivers = random.chance(25) && !clauses.isEmpty ? random.some(clauses) : []
    return Candidate(id: "r", facts: record(0, absent), waivers: waivers)
  }

  private mutating func record(_ index: Int, _ absent: Int) -> Record {
    var values: [Value] = []
    for field in program.records[index].fields {
      let isLeftOut = derived.contains(field.label.id) && random.chance(85)
      values.append(isLeftOut || random.chance(absent) ? .unknown : value(field, absent))
    }
    return Record(values)
  }

  private mutating func value(_ field: IRField, _ absent: Int) -> Value {
    switch field.type {
    case .boolean: return .boolean(random.chance(60))
    case .number, .money, .share:
      let whole = Rational(Int64(random.within(0...12)))
      guard field.places > 0, random.chance(40) else { return .number(whole) }
      let tenths = Rational(Int64(random.within(0...120)), over: 10) ?? whole
      // More places than the field declares do not fit a column.
      return .number(random.chance(3) ? Rational(1, over: 3) ?? whole : tenths)
    case .date:
      let day = CivilDate(
        year: random.within(1955...2026), month: random.within(1...12), day: random.within(1...28))
      return day.map { .date($0) } ?? .unknown
    case .calendarYear: return .calendarYear(random.within(2015...2027))
    case .monthDay: return .monthDay(month: random.within(1...12), day: random.within(1...28))
    case .text: return .text(random.pick(["甲", "乙", "丙"]))
    case .enumeration(let index):
      return .value(random.below(program.enumerations[index].values.count))
    case .set(let index):
      return .values(Array(0..<random.within(0...program.enumerations[index].values.count)))
    case .record(let index): return .record(record(index, absent))
    case .list(let index):
      var elements: [Record] = []
      for _ in 0..<random.pick([0, 0, 1, 1, 2, 3, 5]) { elements.append(record(index, absent / 2)) }
      return .list(elements)
    case .judgement:
      return .judgement(passed: random.chance(5) ? nil : random.chance(80), score: nil, by: nil)
    case .clauses: return clauses.isEmpty ? .unknown : .clauses(random.some(clauses, least: 0))
    case .option, .error: return .unknown
    }
  }
}
