public import PolicyLang

/// What became of one test written in the language.
public struct TestResult: Sendable {
  public enum Status: Hashable, Sendable {
    case passed
    /// What was expected and what came out, in both languages.
    case failed(LocalText)
  }
  public let test: PolicyTest
  public let status: Status
}

/// Runs the tests of a policy and records which clauses and alternatives they reach.
public struct TestRun {
  public private(set) var results: [TestResult] = []
  public private(set) var coverage: Coverage
  private let program: IRProgram
  private let asOf: CivilDate?

  /// - Parameter asOf: the day for tests that name none.
  public init(_ program: IRProgram, _ tests: [PolicyTest], asOf: CivilDate? = nil) {
    self.program = program
    self.asOf = asOf
    coverage = Coverage(program)
    for test in tests { results.append(TestResult(test: test, status: run(test))) }
  }

  private mutating func run(_ test: PolicyTest) -> TestResult.Status {
    let candidate = SampleCandidate.candidate(of: test, in: program)
    do throws(PreparationError) {
      let policy = try PreparedPolicy(
        program, asOf: test.asOf ?? asOf, settings: settings(of: test))
      return check(test, candidate, policy)
    } catch {
      return .failed(message(error.diagnostic(in: program)))
    }
  }

  private mutating func check(
    _ test: PolicyTest, _ candidate: Candidate, _ policy: PreparedPolicy
  ) -> TestResult.Status {
    do throws(DecisionError) {
      var evaluator = try policy.evaluator(for: candidate)
      coverage.record(&evaluator)
      switch test.expectation {
      case .decision(let expected, let because):
        return compare(try policy.decide(candidate), expected, because)
      case .condition(let node):
        var truth = Truth.unknown
        do throws(EvaluationError) {
          truth = try evaluator.truth(of: node)
        } catch {
          throw .evaluation(error)
        }
        if truth == .yes { return .passed }
        return .failed(
          LocalText(
            zh: "条件" + (truth == .no ? "不成立" : "不能确定") + "："
              + Wording(program, .chinese, environment: policy.environment).text(of: node),
            en: "the condition " + (truth == .no ? "does not hold" : "is open") + ": "
              + Wording(program, .english, environment: policy.environment).text(of: node)))
      case .total(let node): return try compareTotal(node, candidate, policy, &evaluator)
      case .breaches(let names): return try checkRules(names, areBroken: true, candidate, policy)
      case .keeps(let names): return try checkRules(names, areBroken: false, candidate, policy)
      case .selected(let expected): return try SelectionTest.check(expected, candidate, policy)
      }
    } catch {
      return .failed(message(error.diagnostic(in: policy.environment)))
    }
  }

  /// Checks that a case breaks every one of these rules, or none of them.
  private func checkRules(
    _ names: [String], areBroken: Bool, _ candidate: Candidate, _ policy: PreparedPolicy
  ) throws(DecisionError) -> TestResult.Status {
    let follower = ProcedureFollower(policy)
    if let problem = follower.problem(in: candidate) {
      return .failed(message(Diagnostic(problem.kind, at: nil, problem.arguments)))
    }
    let report = try follower.report(on: candidate, contested: false)
    if let error = report.problems.first {
      return .failed(message(error.diagnostic(in: policy.environment)))
    }
    if let difference = report.difference(from: names, areBroken: areBroken, in: program) {
      return .failed(difference)
    }
    return .passed
  }

  /// Compares what is due in a case with what the test expects.
  private func compareTotal(
    _ node: NodeID, _ candidate: Candidate, _ policy: PreparedPolicy, _ evaluator: inout Evaluator
  ) throws(DecisionError) -> TestResult.Status {
    if let problem = EventOrder.problem(in: candidate.events, of: program) {
      return .failed(message(Diagnostic(problem.kind, at: nil, problem.arguments)))
    }
    let total = try Entitlement(policy).total(for: candidate)
    var expected = Value.unknown
    do throws(EvaluationError) {
      expected = try evaluator.value(of: node)
    } catch {
      throw .evaluation(error)
    }
    if expected == .number(total) { return .passed }
    let (zh, en) = (Wording(program, .chinese), Wording(program, .english))
    return .failed(
      LocalText(
        zh: "应得 合计 " + zh.text(of: expected, .money) + "；实得 "
          + zh.text(of: .number(total), .money),
        en: "expected in all " + en.text(of: expected, .money) + "; got "
          + en.text(of: .number(total), .money)))
  }

  private func settings(of test: PolicyTest) -> Settings {
    var settings = Settings()
    for setting in test.settings {
      switch setting {
      case .reading(let reading, let option): settings.setReading(reading, option)
      case .parameter(let parameter, let node):
        if program.nodes.indices.contains(node.index),
          case .constant(let constant) = program.nodes[node.index].operation
        {
          settings.setParameter(parameter, constant)
        }
      }
    }
    return settings
  }

  private func compare(
    _ decision: Decision, _ expected: Keyword, _ because: [String]
  ) -> TestResult.Status {
    let clauses = decision.clausesBehindOutcome
    let absent = because.filter { name in
      !clauses.contains { $0.label.id == name || $0.label.zh == name || $0.label.en == name }
    }
    if decision.outcome.keyword == expected, absent.isEmpty { return .passed }
    return .failed(
      LocalText(
        zh: words(expected, because, decision, .chinese),
        en: words(expected, because, decision, .english)))
  }

  private func words(
    _ expected: Keyword, _ because: [String], _ decision: Decision, _ language: Language
  ) -> String {
    let isChinese = language == .chinese
    let comma = isChinese ? "、" : ", "
    let because =
      because.isEmpty
      ? "" : (isChinese ? "，因 " : " because ") + because.joined(separator: comma)
    let actual = decision.clausesBehindOutcome.map { $0.label[language] }
    let reasons =
      actual.isEmpty
      ? "" : (isChinese ? "，因 " : " because ") + actual.joined(separator: comma)
    return (isChinese ? "应得 " : "expected ") + expected.spelling(language) + because
      + (isChinese ? "；实得 " : "; got ") + decision.outcome.keyword.spelling(language) + reasons
  }

  private func message(_ diagnostic: Diagnostic) -> LocalText {
    LocalText(zh: diagnostic.message(in: .chinese), en: diagnostic.message(in: .english))
  }
}

extension Decision {
  /// The clauses that made the outcome what it is; none for an eligible candidate.
  public var clausesBehindOutcome: [ClauseFinding] {
    switch outcome {
    case .ineligible: violated
    case .undetermined, .needsJudgement: unknown
    case .needsWaiver: waivable
    case .eligible: []
    }
  }
}
