internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// Which absent facts can still change a decision, against every completion tried one by one.
@Suite struct AnalysisCompletionTests {
  @Test(arguments: 0..<8)
  func agreesWithAllCompletions(batch: Int) throws {
    let asOf = try #require(CivilDate(year: 2026, month: 5, day: 1))
    var compared = 0
    var undecided = 0
    for number in 0..<20 {
      let seed = UInt64(5_000 + batch * 20 + number)
      let policy = RandomPolicy(seed: seed)
      let library = Library(
        files: ["sample": policy.vocabulary.text, "sample_policy": policy.text])
      let compiled = Compilation.compile(
        name: "entry.policy", bytes: Array((policy.change ?? policy.text).utf8), library: library)
      let program = try #require(compiled.program)
      let prepared = try PreparedPolicy(program, asOf: asOf)
      let naive = NaivePolicy(files: compiled.parsed)
      let space = CompletionSpace(prepared)
      var candidates = RandomCandidates(
        seed: seed ^ 0xC0FFEE, vocabulary: policy.vocabulary, clauses: naive.clauseNames)
      for _ in 0..<16 {
        let candidate = candidates.next()
        guard let expected = naive.decide(candidate, asOf: asOf),
          !expected.missing.isEmpty || !expected.pending.isEmpty
        else { continue }
        let completions = NaiveCompletions(
          policy: naive, candidate: candidate, asOf: asOf, decision: expected)
        guard let changing = completions.changing() else { continue }
        let record = candidate.candidate(for: program)
        let decision = try prepared.decide(record)
        for path in expected.missing + expected.pending {
          let answer = space.matters(path, to: decision, of: record)
          switch answer {
          case .undecided: undecided += 1
          case .yes, .no:
            compared += 1
            let isChanging = (changing.missing + changing.pending).contains(path)
            let found = answer == .yes
            // The other side does not know where arithmetic moves a figure's cut point.
            if found, !isChanging { continue }
            if found != isChanging {
              Issue.record(
                """
                seed \(seed) \(path): found \(found)
                \(policy.text)\(policy.change ?? "")
                \(candidate.facts.sorted { $0.key < $1.key })
                """)
              return
            }
          }
        }
      }
    }
    // Sums, facts compared with one another and lists in lists are outside of the theory.
    #expect(compared > 2 * undecided && compared > 10)
  }
}
