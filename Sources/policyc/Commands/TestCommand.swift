internal import PolicyLang
internal import PolicyRuntime

/// `policyc test [PATH…]`: runs the tests written in policies and says what they leave out.
enum TestCommand {
  static let command = Command(
    shape: CommandShape(
      name: "test",
      summary: LocalText(
        zh: "运行政策里写的测试，并报告没有测到的条款", en: "run the tests in policies, with clause coverage"),
      operands: [
        .init(name: LocalText(zh: "文件或文件夹", en: "PATH"), isRequired: false, repeats: true)
      ],
      options: [.format(["text", "json"]), .asOf, .path, .quiet, .language, .color, .help],
      explanation: LocalText(
        zh: "不写文件就测当前文件夹里的全部政策。有测试不通过时退出码是 1。",
        en:
          "Without a path, all policies in the current folder. The exit code is 1 when a test fails."
      ),
      examples: [
        .init(
          call: "policyc test tongliao",
          meaning: LocalText(
            zh: "逐条测试，列出没有两面都测到的条款", en: "run them and list clauses not tried both ways"))
      ]),
    run: { (session) throws(CommandFailure) in try run(session) })

  private static func run(_ session: Session) throws(CommandFailure) -> ExitCode {
    var asOf: CivilDate?
    if let text = session.arguments.value(.asOf) {
      do throws(UsageProblem) { asOf = try SettingReader.date(text) } catch { throw .usage(error) }
    }
    let isJSON = session.arguments.value(.format([])) == "json"
    var result = ExitCode.success
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    writer.key("tool")
    writer.string("policyc")
    writer.key("version")
    writer.string(ProgramVersion.text)
    writer.key("files")
    writer.beginArray()
    let paths = try files(session)
    for path in paths {
      let compiled = try PolicyLoader(session: session).compile(path)
      session.report(
        compiled.diagnostics.filter { $0.kind.severity == .error }, sources: compiled.sources)
      if compiled.hasErrors { result = .inputHasErrors }
      guard let program = compiled.program else { continue }
      let run = TestRun(program, compiled.tests, asOf: asOf)
      if run.results.contains(where: { $0.hasFailed }) { result = .inputHasErrors }
      if isJSON {
        TestReport(session.language).write(path, program, run, to: &writer)
      } else {
        session.console.write(
          TestReport(session.language).text(path, run, compiled.sources, brief: session.isQuiet))
      }
    }
    writer.endArray()
    writer.endObject()
    if isJSON { session.console.write(writer.text + "\n") }
    return result
  }

  private static func files(_ session: Session) throws(CommandFailure) -> [String] {
    if !session.arguments.operands.isEmpty { return try CheckCommand.files(session) }
    let found = try accessing { () throws(FileProblem) in try FileAccess.policies(at: ".") }
    if found.isEmpty { throw .file(FileProblem(.noPolicyFiles, [LocalText(".")])) }
    return found
  }
}

extension TestResult {
  var hasFailed: Bool {
    if case .failed = status { return true }
    return false
  }
}
