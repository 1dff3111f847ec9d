internal import PolicyLang
internal import PolicyRuntime

// What the arguments of a command say about the policy.
extension EvaluationSetup {
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
    let reader = SettingReader(program: loaded.program, language: session.language)
    let (settings, named) = try EvaluationSetup.usage { () throws(UsageProblem) in
      try reader.read(words)
    }
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
      let policy = try PreparedPolicy(loaded.program, asOf: asOf, settings: settings)
      self.init(policy, hash: loaded.hash, named: named)
    } catch {
      session.report([error.diagnostic(in: loaded.program)])
      throw .reported(.wrongUsage)
    }
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
}
