internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// What the review says about random small policies, against every record there is and against the
/// policy with the part left out.
@Suite struct ReviewRandomTests {
  private static let batches = 8
  private static let policiesPerBatch = 40

  @Test(arguments: 0..<ReviewRandomTests.batches)
  func agreesWithAllRecords(batch: Int) throws {
    for number in 0..<Self.policiesPerBatch {
      let seed = UInt64(batch * Self.policiesPerBatch + number)
      let policy = ReviewRandomPolicy(seed: seed)
      let compiled = policy.compiled()
      let report = FixtureRunner.rendered(compiled)
      guard let program = compiled.program else {
        Issue.record("seed \(seed)\n\(policy.text())\n\(report)")
        return
      }
      let oracle = ReviewOracle(
        program, try ReviewRandomPolicy.met(program), PolicyReview.findings(of: compiled),
        compiled.sources)
      var problems = oracle.clauseProblems()
      if problems.isEmpty, !oracle.isContradictory {
        problems += try Self.partProblems(policy, oracle)
      }
      if !problems.isEmpty {
        Issue.record("seed \(seed)\n\(policy.text())\n\(problems)\n\(oracle.summary)")
        return
      }
    }
  }

  /// Leaving out all idle parts changes nothing, and leaving out any other one changes something.
  private static func partProblems(
    _ policy: ReviewRandomPolicy, _ oracle: ReviewOracle
  ) throws -> [String] {
    var problems: [String] = []
    for (index, clause) in policy.clauses.enumerated() {
      if oracle.isSettled(index) { continue }
      let parts = (clause.branches + clause.exceptions).map(\.name)
      if parts.isEmpty { continue }
      let idle = Set(parts.filter { oracle.named($0, [.partNeverApplies, .partNeverMatters]) })
      func differs(without parts: Set<String>) throws -> Bool {
        let program = try #require(policy.compiled(without: parts).program)
        let met = try ReviewRandomPolicy.met(program)[index]
        return oracle.differs(index, from: met)
      }
      if !idle.isEmpty, try differs(without: idle) {
        problems.append("\(idle.sorted()) do matter")
      }
      for part in parts where idle.isEmpty {
        if try !differs(without: idle.union([part])) { problems.append("\(part) does not matter") }
      }
    }
    return problems
  }
}

/// The answers by trying every record.
struct ReviewOracle {
  let program: IRProgram
  /// For each clause and each record whether it is met.
  let met: [[Bool]]
  /// The findings with the text they point to.
  let findings: [(kind: DiagnosticKind, place: String, message: String)]

  init(
    _ program: IRProgram, _ met: [[Bool]], _ findings: [Diagnostic], _ sources: SourceMap
  ) {
    self.program = program
    self.met = met
    self.findings = findings.map { finding in
      (finding.kind, finding.span.map { sources.text($0) } ?? "", finding.message(in: .chinese))
    }
  }

  var summary: String {
    findings.map { "\($0.kind.id) \($0.place): \($0.message)" }.joined(separator: "\n")
  }

  private var clauses: Range<Int> { program.requirements.indices }
  private func name(_ clause: Int) -> String { program.requirements[clause].label.zh }
  private func isHard(_ clause: Int) -> Bool { program.requirements[clause].strength.isHard }

  func named(_ name: String, _ kinds: [DiagnosticKind]) -> Bool {
    findings.contains { kinds.contains($0.kind) && $0.place == name }
  }

  /// Whether some record meets all of these clauses.
  private func areMeetable(_ clauses: [Int]) -> Bool {
    met[0].indices.contains { record in clauses.allSatisfy { met[$0][record] } }
  }

  /// Whether whoever meets these clauses meets another.
  private func implies(_ premises: [Int], _ clause: Int) -> Bool {
    met[0].indices.allSatisfy { record in
      met[clause][record] || !premises.allSatisfy { met[$0][record] }
    }
  }

  /// Whether nobody can qualify even with waivers.
  var isContradictory: Bool { !areMeetable(clauses.filter { isHard($0) }) }

  private static let idleKinds: [DiagnosticKind] = [.clauseNeverFails, .clauseImplied]

  /// Whether a clause makes no difference or cannot apply, so that its parts are not looked at.
  func isSettled(_ clause: Int) -> Bool {
    named(name(clause), Self.idleKinds) || met[clause].allSatisfy { $0 == met[clause][0] }
  }

  /// Whether a clause would be met differently by somebody who meets all other hard clauses.
  func differs(_ clause: Int, from other: [Bool]) -> Bool {
    let others = clauses.filter { $0 != clause && isHard($0) && !isSettled($0) }
    return met[0].indices.contains { record in
      met[clause][record] != other[record] && others.allSatisfy { met[$0][record] }
    }
  }

  /// What is said about clauses and should not be, or the other way round.
  func clauseProblems() -> [String] {
    var problems: [String] = []
    if findings.contains(where: { $0.kind == .reviewUndecided }) { problems.append("undecided") }
    for clause in clauses {
      let never = met[clause].allSatisfy { !$0 }
      let always = met[clause].allSatisfy { $0 }
      if named(name(clause), [.clauseNeverMet, .clauseAlwaysWaived]) != never {
        problems.append("\(name(clause)): never met is \(never)")
      }
      // Where 当 itself never holds, that is what is said.
      if named(name(clause), [.clauseNeverFails]) && !always {
        problems.append("\(name(clause)): can fail")
      }
      if always, program.requirements[clause].applies == nil,
        !named(name(clause), [.clauseNeverFails])
      {
        problems.append("\(name(clause)): never fails")
      }
    }
    return problems + contradictionProblems() + implicationProblems()
  }

  private func mentioned(in message: String) -> [Int] {
    clauses.filter { message.contains("“\(name($0))”（") }
  }

  private func contradictionProblems() -> [String] {
    let single = findings.contains {
      $0.kind == .clauseNeverMet || $0.kind == .clauseAlwaysWaived
    }
    let found = findings.filter {
      $0.kind == .contradictoryPolicy || $0.kind == .contradictoryWithoutWaiver
    }
    if areMeetable(Array(clauses)) { return found.isEmpty ? [] : ["not contradictory"] }
    if single { return [] }
    if found.isEmpty { return ["contradictory, but not said"] }
    var problems: [String] = []
    var seen: Set<Int> = []
    for finding in found {
      let core = mentioned(in: finding.message)
      if (finding.kind == .contradictoryPolicy) != core.allSatisfy({ isHard($0) }) {
        problems.append("wrong kind")
      }
      if areMeetable(core) { problems.append("core can be met") }
      for clause in core where !areMeetable(core.filter { $0 != clause }) {
        problems.append("core is not smallest")
      }
      // Each says something of its own.
      if !seen.isDisjoint(with: core) { problems.append("cores overlap") }
      seen.formUnion(core)
    }
    if isContradictory, !areMeetable(clauses.filter { isHard($0) && !conflicting.contains($0) }) {
      problems.append("a contradiction is not said")
    }
    return problems
  }

  /// The clauses that nobody can meet, alone or with those named beside them, whatever is waived.
  private var conflicting: Set<Int> {
    var result: Set<Int> = []
    for finding in findings where finding.kind == .contradictoryPolicy {
      result.formUnion(mentioned(in: finding.message))
    }
    for clause in clauses where met[clause].allSatisfy({ !$0 }) { result.insert(clause) }
    return result
  }

  private func implicationProblems() -> [String] {
    var problems: [String] = []
    let idle = clauses.filter { isSettled($0) }
    let conflicting = conflicting
    for clause in clauses {
      if conflicting.contains(clause) {
        if named(name(clause), [.clauseImplied]) {
          problems.append("\(name(clause)): implied though nobody can meet it")
        }
        continue
      }
      let own = findings.first { $0.kind == .clauseImplied && $0.place == name(clause) }
      if let own {
        let core = mentioned(in: own.message).filter { $0 != clause }
        if !implies(core, clause) { problems.append("\(name(clause)) is not implied by \(core)") }
        for premise in core where implies(core.filter { $0 != premise }, clause) {
          problems.append("\(name(clause)): \(core) is not smallest")
        }
      } else if !idle.contains(clause) {
        let others = clauses.filter {
          $0 != clause && isHard($0) && !idle.contains($0) && !conflicting.contains($0)
        }
        if implies(others, clause) { problems.append("\(name(clause)) is implied") }
      }
    }
    return problems
  }
}
