internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport
internal import Testing

/// The lists of absent facts and judgements name exactly what can still change a decision.
@Suite struct MissingExactTests {
  /// Random small policies and records, against every completion tried one by one.
  @Test(arguments: 0..<16)
  func agreesWithEveryCompletion(batch: Int) throws {
    var compared = 0
    var dropped = 0
    for number in 0..<125 {
      let seed = UInt64(90_000 + batch * 125 + number)
      var small = try CompletionSmallPolicy(seed: seed)
      let completions = CompletionSpace(small.policy)
      for _ in 0..<3 {
        let candidate = small.candidate()
        let before = try small.policy.decide(candidate)
        var after = before
        completions.refine(&after, of: candidate)
        if before.missing.isEmpty, before.pending.isEmpty {
          #expect(after == before)
          continue
        }
        #expect(after.missingExact == true, "seed \(seed)")
        guard let changing = try small.changing(candidate) else { continue }
        compared += 1
        let found = Set(after.missing + after.pending)
        dropped += before.missing.count + before.pending.count - found.count
        if found != changing {
          Issue.record(
            "seed \(seed)\n\(small.text)\(candidate.facts)\nexpected \(changing), found \(found)")
          return
        }
        #expect(after.outcome == before.outcome && after.unknown == before.unknown)
      }
    }
    // Both kinds of facts must occur for the comparison to mean anything.
    #expect(compared > 50 && dropped > 3, "\(compared) compared, \(dropped) dropped")
  }

  /// The wide random policies of the differential test: nothing that some completion shows to matter
  /// may be left out.
  @Test(arguments: 0..<4)
  func leavesNothingOut(batch: Int) throws {
    let asOf = try #require(CivilDate(year: 2026, month: 5, day: 1))
    var compared = 0
    var exact = 0
    for number in 0..<40 {
      let seed = UInt64(5_000 + batch * 40 + number)
      let policy = RandomPolicy(seed: seed)
      let compiled = Compilation.compile(
        name: "entry.policy", bytes: Array((policy.change ?? policy.text).utf8),
        library: Library(
          files: ["sample": policy.vocabulary.text, "sample_policy": policy.text]))
      let program = try #require(compiled.program)
      let prepared = try PreparedPolicy(program, asOf: asOf)
      let completions = CompletionSpace(prepared)
      let naive = NaivePolicy(files: compiled.parsed)
      var candidates = RandomCandidates(
        seed: seed ^ 0xC0FFEE, vocabulary: policy.vocabulary, clauses: naive.clauseNames)
      for _ in 0..<24 {
        let candidate = candidates.next()
        guard let expected = naive.decide(candidate, asOf: asOf),
          !expected.missing.isEmpty || !expected.pending.isEmpty,
          let changing = NaiveCompletions(
            policy: naive, candidate: candidate, asOf: asOf, decision: expected
          ).changing()
        else { continue }
        let record = candidate.candidate(for: program)
        var decision = try prepared.decide(record)
        completions.refine(&decision, of: record)
        compared += 1
        if decision.missingExact == true { exact += 1 }
        let lacking = Set(changing.missing + changing.pending)
          .subtracting(decision.missing + decision.pending)
        if !lacking.isEmpty {
          Issue.record(
            """
            seed \(seed): \(lacking.sorted()) can change the decision
            \(policy.text)\(policy.change ?? "")
            \(candidate.facts.sorted { $0.key < $1.key })
            """)
          return
        }
      }
    }
    #expect(compared > 15 && exact * 2 > compared, "\(exact) of \(compared) exact")
  }

  // MARK: Single cases

  private func refined(
    _ clauses: String, _ json: String, asOf: CivilDate? = nil
  ) throws -> Decision {
    let text = "政策 p \"政策\"\n使用 small\n资格 基本条件 {\n\(clauses)\n}\n"
    let compiled = Compilation.compile(
      name: "p.policy", bytes: Array(text.utf8),
      library: Library(files: ["small": CompletionSmallPolicy.vocabulary]))
    let program = try #require(
      compiled.program,
      "\(TextRenderer(sources: compiled.sources, language: .english).render(compiled.diagnostics))")
    let policy = try PreparedPolicy(program, asOf: asOf)
    var reader = CandidateReader(program, layout: .jsonLines)
    reader.feed(Array(json.utf8))
    reader.finish()
    guard case .candidate(let row) = reader.next() else {
      Issue.record("\(json) cannot be read")
      throw DecisionError.brokenInvariant(0)
    }
    var decision = try policy.decide(row.candidate)
    CompletionSpace(policy).refine(&decision, of: row.candidate)
    return decision
  }

  /// `x 或 非 x` is unknown to Kleene, and nothing absent can change it.
  @Test func aTautologyLacksNothing() throws {
    let decision = try refined("  应当 必然: 丙 或 非 丙", #"{"id":"1"}"#)
    #expect(decision.outcome == .undetermined)
    #expect(decision.missing == [] && decision.pending == [])
    #expect(decision.missingExact == true)
    let bands = try refined("  应当 必然: 甲 至少 3 或 甲 不满 3", #"{"id":"1"}"#)
    #expect(bands.missing == [] && bands.outcome == .undetermined)
  }

  /// A clause that can only fail decides whatever else is absent.
  @Test func aContradictionLacksNothing() throws {
    let decision = try refined(
      "  应当 不可能: 甲 至少 3 且 甲 不满 3\n  应当 另一条: 丙", #"{"id":"1"}"#)
    #expect(decision.outcome == .undetermined && decision.missing == [])
  }

  @Test func onlyTheElementThatCountsIsNamed() throws {
    let decision = try refined(
      "  应当 有奖: 有 项 (其 数 至多 2 且 其 真)",
      #"{"id":"1","items":[{"t":true},{"t":false},{"n":3}]}"#)
    #expect(decision.missing == ["items.1.n"])
    #expect(decision.missingExact == true)
  }

  /// Whether something is recorded is a matter of the record, not of its completions.
  @Test func recordednessIsFixed() throws {
    let decision = try refined(
      "  应当 一: 甲 至少 2 或 甲 有记载\n  应当 二: 丙 或 非 丙 或 乙 有记载", #"{"id":"1"}"#)
    #expect(decision.missing == ["a"] && decision.missingExact == true)
  }

  /// Sums are outside of the theory: the list is Kleene's, and the decision says so.
  @Test func outsideOfTheTheoryIsSaid() throws {
    let decision = try refined(
      "  应当 总数: 总和 项 取 其 数 至少 3", #"{"id":"1","items":[{"n":1},{}]}"#)
    #expect(decision.missing == ["items.2.n"] && decision.missingExact == false)
    // Two facts compared with one another.
    let pair = try refined("  应当 多: 计数 项 至多 甲\n  应当 真: 丙", #"{"id":"1","c":true}"#)
    #expect(pair.missingExact == false && pair.missing.contains("a"))
  }

  /// What is outside of the theory but no longer matters does not blur the answer.
  @Test func settledOpaquePartsDoNotBlur() throws {
    let decision = try refined(
      "  应当 总数: (总和 项 取 其 数 至少 3 或 甲 至少 1) 且 丙", #"{"id":"1","a":2}"#)
    #expect(decision.missing == ["c"] && decision.missingExact == true)
  }

  /// The shipped policies lie inside the theory.
  @Test(arguments: AnalysisShippedTests.policies)
  func shippedPoliciesAreExact(id: String) throws {
    let policy = try AnalysisShippedTests.prepared(id)
    let nobody = Candidate(id: "1", facts: Record(unknown: policy.program.records[0]))
    let plain = try policy.decide(nobody)
    var decision = plain
    CompletionSpace(policy).refine(&decision, of: nobody)
    #expect(!decision.missing.isEmpty && decision.missingExact == true)
    #expect(Set(decision.missing).isSubset(of: plain.missing))
    // Supplying what is named, one at a time, never leaves it named.
    for path in decision.missing where !path.utf8.contains(UInt8(ascii: ".")) {
      #expect(policy.program.records[0].fields.contains { $0.label.id == path })
    }
  }
}
