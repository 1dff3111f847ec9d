internal import PolicyLang
internal import PolicyRuntime

/// What was set for a run, for reports: the parameter or reading, and the value as written.
struct NamedSetting {
  let label: IRLabel
  var id: String { label.id }
  let value: String
  /// The figure with its unit, where the unit was left out.
  var completed: LocalText?
}

/// A policy prepared with `--as-of` and `--set`, and what reports say about that.
struct EvaluationSetup {
  let policy: PreparedPolicy
  let hash: String
  let named: [NamedSetting]
  /// Tells which absent facts matter; built when the first decision lacks any.
  private let completions: CompletionSpace

  var program: IRProgram { policy.program }
  var asOf: CivilDate? { policy.environment.asOf }

  init(_ policy: PreparedPolicy, hash: String, named: [NamedSetting] = []) {
    self.policy = policy
    self.hash = hash
    self.named = named
    completions = CompletionSpace(policy)
  }

  /// The decision of a candidate, its lists of absent facts and judgements made exact.
  func decide(_ candidate: Candidate, contested: Bool = false) throws(DecisionError) -> Decision {
    var decision = try policy.decide(candidate, contested: contested)
    completions.refine(&decision, of: candidate)
    return decision
  }

  /// The same for another thread: what is found out on the way is not shared.
  func copy() -> EvaluationSetup { EvaluationSetup(self) }

  private init(_ other: EvaluationSetup) {
    policy = other.policy
    hash = other.hash
    named = other.named
    completions = CompletionSpace(other.policy)
  }

  /// What was set, in one line: `最低年限=9年、哪些等级=高级`; empty when nothing was.
  func assumptions(in language: Language) -> String {
    named.map { $0.label[language] + "=" + $0.value }
      .joined(separator: language == .chinese ? "、" : ", ")
  }

  /// The keys with which every JSON output says where it comes from.
  func writeOrigin(to writer: inout JSONWriter) {
    writer.key("tool")
    writer.string("policyc")
    writer.key("version")
    writer.string(ProgramVersion.text)
    writer.key("policy")
    writer.string(program.id)
    writer.key("policy_hash")
    writer.string(hash)
    writer.key("as_of")
    if let asOf { writer.string(asOf.description) } else { writer.null() }
    writer.key("set")
    writer.beginObject()
    for setting in named {
      writer.key(setting.id)
      writer.string(setting.value)
    }
    writer.endObject()
  }
}
