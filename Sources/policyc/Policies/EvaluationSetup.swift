internal import PolicyLang
internal import PolicyRuntime

/// A policy prepared with `--as-of` and `--set`, and what reports say about that.
struct EvaluationSetup {
  let policy: PreparedPolicy
  let hash: String
  let named: [SettingReader.Named]
  /// Tells which absent facts matter; built when the first decision lacks any.
  private let completions: CompletionSpace

  var program: IRProgram { policy.program }
  var asOf: CivilDate? { policy.environment.asOf }

  init(_ path: String, _ session: Session) throws(CommandFailure) {
    // A date that cannot be read is said before anything else is done.
    let asOf = try EvaluationSetup.asOf(session)
    let loaded = try PolicyLoader(session: session).load(path)
    try self.init(loaded, settings: session.arguments.all(.set), asOf: asOf, session)
  }

  /// The day of `--as-of`.
  static func asOf(_ session: Session) throws(CommandFailure) -> CivilDate? {
    guard let text = session.arguments.value(.asOf) else { return nil }
    return try usage { () throws(UsageProblem) in try SettingReader.date(text) }
  }

  /// - Parameter words: what is set, as `NAME=VALUE`.
  init(
    _ loaded: LoadedPolicy, settings words: [String], asOf: CivilDate?, _ session: Session
  ) throws(CommandFailure) {
    hash = loaded.hash
    let reader = SettingReader(program: loaded.program, language: session.language)
    let (settings, named) = try EvaluationSetup.usage { () throws(UsageProblem) in
      try reader.read(words)
    }
    self.named = named
    for setting in named {
      guard let figure = setting.completed else { continue }
      session.report([
        Diagnostic(
          .settingWithoutUnit, at: nil,
          [
            LocalText(zh: setting.label.zh, en: setting.label[.english]), LocalText(setting.value),
            figure,
          ])
      ])
    }
    do throws(PreparationError) {
      policy = try PreparedPolicy(loaded.program, asOf: asOf, settings: settings)
    } catch {
      session.report([error.diagnostic(in: loaded.program)])
      throw .reported(.wrongUsage)
    }
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

  static func usage<Result>(
    _ body: () throws(UsageProblem) -> Result
  ) throws(CommandFailure) -> Result {
    do throws(UsageProblem) {
      return try body()
    } catch {
      throw .usage(error)
    }
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
