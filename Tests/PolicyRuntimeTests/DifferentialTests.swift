internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// The compiler and the interpreter against a second implementation of the language that shares
/// nothing with them but the parser: random policies, random candidates, equal decisions.
@Suite struct DifferentialTests {
  private static let batches = 16
  private static let policiesPerBatch = 125
  private static let candidatesPerPolicy = 56

  /// 16 batches of 125 policies with 56 candidates each; at least 100 000 pairs are compared.
  @Test(arguments: 0..<DifferentialTests.batches)
  func decisionsAgree(batch: Int) throws {
    let asOf = try #require(CivilDate(year: 2026, month: 5, day: 1))
    var compared = 0
    for number in 0..<DifferentialTests.policiesPerBatch {
      let seed = UInt64(batch * DifferentialTests.policiesPerBatch + number)
      let policy = RandomPolicy(seed: seed)
      let pair: DifferentialPair
      switch DifferentialPair.make(policy, asOf: asOf) {
      case .success(let made): pair = made
      case .failure(let refusal):
        Issue.record("seed \(seed) does not compile\n\(refusal.text)")
        return
      }
      var candidates = RandomCandidates(
        seed: seed ^ 0xC0FFEE, vocabulary: policy.vocabulary, clauses: pair.naive.clauseNames)
      for _ in 0..<DifferentialTests.candidatesPerPolicy {
        switch pair.compare(candidates.next(), asOf: asOf) {
        case .agree: compared += 1
        case .unsettled: break
        case .differ(let report):
          Issue.record("seed \(seed)\n\(report)")
          return
        }
      }
    }
    // Corners that the language leaves open are skipped; they must stay the exception.
    #expect(compared * DifferentialTests.batches >= 100_000)
  }

  /// Every disagreement that was ever found, as the smallest policy that shows it, with tests that say
  /// what is right.
  @Test(arguments: counterexamples)
  func keptCounterexamples(path: String) throws {
    let folder = "Tests/Fixtures/differential/"
    let bytes = try #require(Repository.bytes(path))
    let words = try #require(Repository.text(folder + "words.policy"))
    let compiled = Compilation.compile(
      name: path, bytes: bytes, library: Library(files: ["words": words]))
    let report = TextRenderer(sources: compiled.sources, language: .english)
      .render(compiled.diagnostics)
    let program = try #require(compiled.program, "\(report)")
    let run = TestRun(program, compiled.tests, asOf: CivilDate(year: 2026, month: 5, day: 1))
    #expect(!run.results.isEmpty)
    for result in run.results {
      #expect(result.status == .passed, "\(result.test.name): \(result.status)")
    }
  }

  private static let counterexamples = Repository.files(
    under: "Tests/Fixtures/differential", ending: ".policy"
  ).filter { !$0.hasSuffix("/words.policy") }
}
