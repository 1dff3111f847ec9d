internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// What must hold of policies too large to try: the same thing written differently is the same, and a
/// change goes where it was made.
@Suite struct AnalysisLargeTests {
  /// Reordered, negated twice, distributed, split: every clause means what it meant.
  @Test(arguments: 0..<6)
  func rewritingChangesNothing(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let policy = LargePolicy.random(&random, fields: 30, clauses: 14, lists: seed % 2 == 0)
    let plain = try policy.prepared()
    for records in [PolicySpace.Records.complete, .partial] {
      #expect(PolicySpace([plain, plain], records: records).relation(0, 1) == .equivalent)
      let shuffled = try policy.shuffled(&random).prepared()
      let space = PolicySpace([plain, shuffled], records: records)
      #expect(space.eligible(0) == space.eligible(1))
      for writing in LargePolicy.Writing.allCases {
        let other = try policy.shuffled(&random).prepared(writing)
        let space = PolicySpace([plain, other], records: records)
        #expect(space.relation(0, 1) == .equivalent, "\(writing)")
      }
    }
  }

  /// One more clause admits no one else; one clause fewer loses no one.
  @Test(arguments: 0..<10)
  func oneMoreClauseIsStricter(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let policy = LargePolicy.random(&random, fields: 40, clauses: 16, lists: true)
    var more = policy
    more.clauses += LargePolicy.random(&random, fields: 40, clauses: 1).clauses
    let space = PolicySpace([try more.prepared(), try policy.prepared()])
    #expect([.stricter, .equivalent].contains(space.relation(0, 1)))
    #expect([.looser, .equivalent].contains(space.relation(1, 0)))
  }

  /// A figure that was moved is found in its own clause, and nowhere else.
  @Test(arguments: 0..<10)
  func anEditIsFoundWhereItIs(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let policy = LargePolicy.random(&random, fields: 60, clauses: 30)
    let edited = policy.edited(&random)
    let changed = policy.clauses.indices.filter { policy.clauses[$0] != edited.clauses[$0] }
    let space = PolicySpace([try policy.prepared(), try edited.prepared()])
    for (a, b) in [(0, 1), (1, 0)] {
      for (requirement, answer) in space.gains(of: a, over: b) {
        #expect(changed.contains(requirement))
        #expect(!answer.isUndecided)
      }
    }
  }

  /// Two policies of 120 facts and 60 clauses, unrelated or the same written differently, are settled
  /// within a fraction of the budget.
  @Test(arguments: 0..<2)
  func longPoliciesAreSettled(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let first = LargePolicy.random(&random, fields: 120, clauses: 60)
    let second = LargePolicy.random(&random, fields: 120, clauses: 60)
    let plain = try first.prepared()
    let unrelated = PolicySpace([plain, try second.prepared()])
    #expect(unrelated.relation(0, 1) != .undecided)
    let same = PolicySpace([plain, try first.shuffled(&random).prepared(.distributed)])
    #expect(same.relation(0, 1) == .equivalent)
  }

  /// When the budget is used up the answer is "not decided", never "no difference".
  @Test func anExhaustedBudgetIsSaid() throws {
    var random = RandomSource(seed: 7)
    let policy = LargePolicy.random(&random, fields: 80, clauses: 16)
    let space = PolicySpace([
      try policy.prepared(), try policy.shuffled(&random).prepared(.distributed),
    ])
    #expect(space.solve(space.eligible(0)).model != nil)
    space.budget = 3
    #expect(space.relation(0, 1) == .undecided)
    #expect(space.solve(space.eligible(0)).isUndecided)
  }
}

/// Whether somebody passes one policy and not another, against z3 with an encoding of its own.
@Suite(.enabled(if: Referee.isReady("smt.py"))) struct AnalysisRefereeTests {
  /// 200 pairs; 2 000 with `POLICY_REFEREE=full`, which takes minutes.
  private static let pairsPerBatch = Referee.isFull ? 250 : 25

  /// Policies of 12 to 24 clauses over 20 to 40 facts and a list.
  @Test(arguments: 0..<8)
  func agreesWithSMT(batch: Int) throws {
    var random = RandomSource(seed: UInt64(9_000 + batch))
    var questions: [String] = []
    var answers: [String] = []
    for number in 0..<Self.pairsPerBatch {
      let fields = random.within(20...40)
      let clauses = random.within(12...24)
      let first = LargePolicy.random(&random, fields: fields, clauses: clauses, lists: true)
      var second = first.shuffled(&random)
      if number % 3 == 0 {
        second = LargePolicy.random(&random, fields: fields, clauses: clauses, lists: true)
      } else {
        for _ in 0..<random.below(3) { second = second.edited(&random) }
      }
      let isPartial = number % 2 == 1
      let space = PolicySpace(
        [try first.prepared(), try second.prepared(random.pick(LargePolicy.Writing.allCases))],
        records: isPartial ? .partial : .complete)
      let answer = space.solve(space.all([space.eligible(0), space.not(space.eligible(1))]))
      answers.append(answer.isUndecided ? "undecided" : answer.isUnsatisfiable ? "unsat" : "sat")
      questions.append("[\(isPartial ? 1 : 0),\(first.text),\(second.text)]")
    }
    let found = try #require(Referee.run("smt.py", questions))
    let expected = found.split(separator: "\n").map(String.init)
    #expect(expected.count == answers.count)
    for (number, pair) in zip(expected, answers).enumerated() where pair.0 != pair.1 {
      Issue.record("\(number): z3 \(pair.0), solver \(pair.1)\n\(questions[number])")
      return
    }
  }
}
