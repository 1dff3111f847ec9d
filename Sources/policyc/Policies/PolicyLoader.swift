internal import PolicyLang
internal import PolicyRuntime

/// A policy that is ready to use.
struct LoadedPolicy {
  let program: IRProgram
  /// Names the content of the compiled policy.
  let hash: String
  let tests: [PolicyTest]
  /// The names of its samples; a compiled policy has none.
  var samples: [String] = []
}

/// Reads and compiles policies for commands, and reports what is wrong with them.
struct PolicyLoader {
  let session: Session

  private var library: PolicyLibrary { PolicyLibrary(folders: session.arguments.all(.path)) }

  /// Compiles a file; speaks its language from then on. Nothing is reported.
  func compile(_ path: String) throws(CommandFailure) -> Compiled {
    let (name, bytes) = try read(path)
    try FileRole.refuseData(path, bytes, session)
    if CompiledFile.isCompiled(bytes) {
      CompiledFile.adoptLanguage(of: bytes, session)
      session.report([Diagnostic(.compiledNotSource, at: nil, [LocalText(path)])])
      throw .reported(.inputHasErrors)
    }
    let compiled = Compilation.compile(name: name, bytes: bytes, library: library.library)
    session.adopt(compiled.language)
    return compiled
  }

  /// A policy for use: a source file or a compiled one. Errors and warnings are reported, and errors end
  /// the command.
  func load(_ path: String) throws(CommandFailure) -> LoadedPolicy {
    do throws(UsageProblem) { try FileRole.checkOrder(session) } catch { throw .usage(error) }
    let (name, bytes) = try read(path)
    try FileRole.refuseData(path, bytes, session)
    if CompiledFile.isCompiled(bytes) { return try loadCompiled(name, bytes) }
    let compiled = Compilation.compile(name: name, bytes: bytes, library: library.library)
    session.adopt(compiled.language)
    let diagnostics = PolicyReview.diagnosticsForUse(of: compiled)
    session.report(diagnostics.filter { $0.kind.severity > .note }, sources: compiled.sources)
    if diagnostics.contains(where: { $0.kind.severity == .error }), !compiled.hasErrors {
      throw .reported(.inputHasErrors)
    }
    guard let program = compiled.program else {
      if !compiled.hasErrors {
        session.report([Diagnostic(.notAPolicy, at: nil, [LocalText(path)])])
      }
      throw .reported(.inputHasErrors)
    }
    let samples = (compiled.parsed.first?.statements ?? []).filter { $0.keyword == .sample }
    return LoadedPolicy(
      program: program, hash: CompiledFile.hash(of: program), tests: compiled.tests,
      samples: samples.compactMap { $0.name?.text })
  }

  private func loadCompiled(
    _ name: String, _ bytes: [UInt8]
  ) throws(CommandFailure) -> LoadedPolicy {
    switch CompiledFile.decode(bytes) {
    case .success(let program):
      session.adopt(CompiledFile.language(of: program))
      return LoadedPolicy(program: program, hash: CompiledFile.hash(of: program), tests: [])
    case .failure(let problem):
      session.report([problem.diagnostic])
      throw .reported(.inputHasErrors)
    }
  }

  private func read(_ path: String) throws(CommandFailure) -> (name: String, bytes: [UInt8]) {
    do throws(FileProblem) {
      if path == "-" { return try readInput() }
      return try library.locate(path)
    } catch {
      throw .file(error)
    }
  }

  private func readInput() throws(FileProblem) -> (name: String, bytes: [UInt8]) {
    var bytes: [UInt8] = []
    let name = session.say(zh: "标准输入", en: "standard input")
    while true {
      guard let chunk = session.console.readInput(1 << 16) else {
        throw FileProblem.reading(name, 5)
      }
      if chunk.isEmpty { return (name, bytes) }
      bytes += chunk
      if bytes.count > FileAccess.limit { throw FileProblem(.fileTooLarge, [LocalText(name)]) }
    }
  }
}
