internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport

/// The columns against the reference interpreter on as many seeded random pairs as asked for:
/// `policy-bench --random PAIRS`. Ends with the first difference.
struct RandomPairs {
  static let recordsPerPolicy = 250

  /// - Returns: whether all agree.
  static func run(_ wanted: Int) -> Bool {
    var check = ColumnarCheck()
    var seed: UInt64 = 1_000_000
    while check.pairs < wanted {
      seed += 1
      let policy = RandomPolicy(seed: seed)
      let program = Compilation.compile(
        name: "entry.policy", bytes: Array((policy.change ?? policy.text).utf8),
        library: Library(
          files: ["sample": policy.vocabulary.text, "sample_policy": policy.text])
      ).program
      guard let program else {
        print("seed \(seed) does not compile")
        return false
      }
      do {
        let asOf = seed % 10 == 9 ? nil : CivilDate(year: 2026, month: 5, day: 1)
        let prepared = try PreparedPolicy(program, asOf: asOf)
        var records = RandomCandidates(
          seed: seed ^ 0xC01, vocabulary: policy.vocabulary,
          clauses: program.requirements.map { $0.label.zh })
        var candidates: [Candidate] = []
        for _ in 0..<recordsPerPolicy { candidates.append(records.next().candidate(for: program)) }
        if let difference = check.differ(ColumnProgram(prepared), candidates) {
          print("seed \(seed): \(difference)\n\(policy.vocabulary.text)\n\(policy.text)")
          print(policy.change ?? "")
          return false
        }
      } catch {
        print("seed \(seed): \(error)")
        return false
      }
    }
    print("\(check.pairs) pairs agree; \(check)")
    return true
  }
}
