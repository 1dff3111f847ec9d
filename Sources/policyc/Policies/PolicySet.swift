internal import PolicyLang
internal import PolicyRuntime

/// Several policies prepared alike, for commands that hold them against each other.
struct PolicySet {
  let setups: [EvaluationSetup]
  /// The people that the tests of each policy describe.
  let samples: [[Candidate]]

  init(_ paths: [String], _ session: Session) throws(CommandFailure) {
    try self.init(PolicySet.load(paths, session), session)
  }

  /// Loads all; the language is that of the first.
  static func load(
    _ paths: [String], _ session: Session
  ) throws(CommandFailure) -> [LoadedPolicy] {
    // A date that cannot be read is said before anything else is done.
    _ = try EvaluationSetup.asOf(session)
    var loaded: [LoadedPolicy] = []
    var language: Language?
    for path in paths {
      loaded.append(try PolicyLoader(session: session).load(path))
      if language == nil { language = session.language }
    }
    if let language { session.adopt(language) }
    return loaded
  }

  /// Prepares each with the settings that it knows; what none of them knows ends the command.
  init(_ loaded: [LoadedPolicy], _ session: Session) throws(CommandFailure) {
    let asOf = try EvaluationSetup.asOf(session)
    let words = session.arguments.all(.set)
    var readers: [SettingReader] = []
    for policy in loaded {
      readers.append(SettingReader(program: policy.program, language: session.language))
    }
    try EvaluationSetup.usage { () throws(UsageProblem) in
      try SettingReader.check(words, readers)
    }
    var owned: [[String]] = Array(repeating: [], count: loaded.count)
    for word in words {
      let (takers, others) = try EvaluationSetup.usage { () throws(UsageProblem) in
        try SettingReader.takers(of: word, readers)
      }
      for index in takers { owned[index].append(word) }
      for index in others {
        let id = loaded[index].program.id
        session.note(
          session.say(
            zh: "“\(visible(word))”只用在有这个取值的政策上；\(id) 没有，照它选定的读法",
            en:
              "`\(visible(word))` holds where there is such a choice; \(id) has none and is read as it is"
          ))
      }
    }
    var setups: [EvaluationSetup] = []
    for (policy, own) in zip(loaded, owned) {
      setups.append(try EvaluationSetup(policy, settings: own, asOf: asOf, session))
    }
    self.setups = setups
    samples = zip(loaded, setups).map { $1.policy.samples(of: $0.tests) }
  }

  /// Ends the command when a decision depends on a day and none was given.
  func requireDay(_ session: Session) throws(CommandFailure) {
    for setup in setups {
      guard let problem = setup.policy.missingDay else { continue }
      session.report([problem.diagnostic(in: setup.policy.environment)])
      throw .reported(.wrongUsage)
    }
  }
}

extension DifferenceReport {
  init(_ set: PolicySet, _ language: Language) {
    self.init(
      set.setups[0], set.setups[1], samples: (set.samples[0], set.samples[1]), language)
  }
}
