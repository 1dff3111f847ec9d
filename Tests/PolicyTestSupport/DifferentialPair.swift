public import PolicyLang
internal import PolicyRuntime

/// One policy in both implementations.
public struct DifferentialPair: Sendable {
  public let policy: RandomPolicy
  public let naive: NaivePolicy
  private let program: IRProgram
  private let prepared: PreparedPolicy

  public enum Verdict: Sendable {
    case agree
    /// The language leaves this corner to implementations.
    case unsettled
    /// What the two say, with the policy and the candidate.
    case differ(String)
  }

  /// Errors of the compiler, one per line, or the pair.
  public static func make(
    _ policy: RandomPolicy, asOf: CivilDate
  ) -> Result<DifferentialPair, Refusal> {
    let library = Library(
      files: ["sample": policy.vocabulary.text, "sample_policy": policy.text])
    let compiled = Compilation.compile(
      name: "entry.policy", bytes: Array((policy.change ?? policy.text).utf8), library: library)
    guard let program = compiled.program else {
      let renderer = TextRenderer(sources: compiled.sources, language: .english)
      let errors = compiled.diagnostics.filter { $0.kind.severity == .error }
      return .failure(Refusal(text: renderer.render(errors)))
    }
    do {
      let prepared = try PreparedPolicy(program, asOf: asOf)
      return .success(
        DifferentialPair(
          policy: policy, naive: NaivePolicy(files: compiled.parsed), program: program,
          prepared: prepared))
    } catch {
      return .failure(Refusal(text: "\(error)"))
    }
  }

  public struct Refusal: Error {
    public let text: String
  }

  public func compare(_ candidate: NaiveCandidate, asOf: CivilDate) -> Verdict {
    guard var expected = naive.decide(candidate, asOf: asOf) else { return .unsettled }
    let decision: Decision
    do {
      decision = try prepared.decide(candidate.candidate(for: program))
    } catch {
      return .differ(report(candidate, "expected \(expected)\nfound error \(error)"))
    }
    var found = NaiveDecision(decision)
    // Lists that claim to be exact are held against all completions, where those can be tried.
    if decision.missingExact == true, !expected.missing.isEmpty || !expected.pending.isEmpty {
      let completions = NaiveCompletions(
        policy: naive, candidate: candidate, asOf: asOf, decision: expected)
      if let exact = completions.changing() {
        (expected.missing, expected.pending) = exact
      } else {
        (found.missing, found.pending) = (expected.missing, expected.pending)
      }
    }
    if expected == found { return .agree }
    return .differ(report(candidate, "expected \(expected)\nfound    \(found)"))
  }

  private func report(_ candidate: NaiveCandidate, _ difference: String) -> String {
    let facts = candidate.facts.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
    return """
      \(policy.vocabulary.text)
      \(policy.text)
      \(policy.change ?? "")
      \(facts.joined(separator: "\n"))
        豁免: \(candidate.waivers)
      \(difference)
      """
  }
}

extension NaiveDecision {
  fileprivate init(_ decision: Decision) {
    self.init(
      decision: decision.outcome.id, violated: decision.violated.map(\.label.zh),
      waived: decision.waived.map(\.label.zh), waivable: decision.waivable.map(\.label.zh),
      unknown: decision.unknown.map(\.label.zh), missing: decision.missing.sorted(),
      pending: decision.pending.sorted())
  }
}
