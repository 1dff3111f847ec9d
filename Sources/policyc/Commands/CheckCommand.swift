internal import PolicyLang
internal import PolicyRuntime

/// `policyc check FILE…`: what is wrong with policies, and nothing else.
enum CheckCommand {
  static let command = Command(
    shape: CommandShape(
      name: "check",
      summary: LocalText(zh: "检查政策文件，只报告问题", en: "check policy files and report problems"),
      operands: [.init(name: LocalText(zh: "文件", en: "FILE"), repeats: true)],
      options: [.format(["text", "json"]), .path, .quiet, .language, .color, .help],
      explanation: LocalText(
        zh: """
          检查写法、名称和类型，再推算政策的意思：有没有人能符合，哪些条款、选项、例外不起作用，
          对照表和各档之间有没有空档或冲突，界限有没有测试。文件夹里的 .policy 全部检查。有错误时退出码是 1。
          """,
        en: """
          Checks spelling, names and types, then what the policy means: whether anybody can qualify,
          which clauses, alternatives and exceptions have no effect, holes and conflicts in tables and
          bands, thresholds without a test. A folder stands for all .policy files in it. The exit code
          is 1 when there are errors.
          """),
      examples: [
        .init(
          call: "policyc check tongliao",
          meaning: LocalText(zh: "没有问题就只说一句", en: "says one line when all is well"))
      ]),
    run: { (session) throws(CommandFailure) in try run(session) })

  private static func run(_ session: Session) throws(CommandFailure) -> ExitCode {
    let isJSON = session.arguments.value(.format([])) == "json"
    let loader = PolicyLoader(session: session)
    var hasErrors = false
    var documents: [String] = []
    for path in try files(session) {
      let compiled = try loader.compile(path)
      let diagnostics = PolicyReview.diagnostics(of: compiled)
      hasErrors = hasErrors || diagnostics.contains { $0.kind.severity == .error }
      if isJSON {
        documents.append(
          JSONRenderer(sources: compiled.sources, language: session.language)
            .render(diagnostics))
      } else {
        session.report(diagnostics, sources: compiled.sources)
        conclude(path, diagnostics, compiled.sources, session)
      }
    }
    if isJSON { session.console.write(JSONDocuments.joined(documents)) }
    return hasErrors ? .inputHasErrors : .success
  }

  /// The files named, those of folders included.
  static func files(_ session: Session) throws(CommandFailure) -> [String] {
    var result: [String] = []
    for path in session.arguments.operands {
      let found = try accessing { () throws(FileProblem) in
        try FileAccess.policies(at: path)
      }
      if found.isEmpty { throw .file(FileProblem(.noPolicyFiles, [LocalText(path)])) }
      result += found
    }
    return result
  }

  private static func conclude(
    _ path: String, _ diagnostics: [Diagnostic], _ sources: SourceMap, _ session: Session
  ) {
    let renderer = TextRenderer(sources: sources, language: session.language)
    let summary = renderer.summary(diagnostics)
    let verdict = summary.isEmpty ? session.say(zh: "没有问题", en: "no problems") : summary
    session.note(path + session.say(zh: "：", en: ": ") + verdict)
  }
}

/// Several `{"diagnostics":[…]}` documents as one.
enum JSONDocuments {
  static func joined(_ documents: [String]) -> String {
    guard documents.count != 1 else { return documents[0] }
    let opening = "{\"diagnostics\":["
    var result = opening
    var isFirst = true
    for document in documents {
      var inner = document[...]
      inner.removeFirst(opening.count)
      while let last = inner.last, last == "\n" { inner.removeLast() }
      inner.removeLast(2)
      while let last = inner.last, last == "\n" { inner.removeLast() }
      if inner.isEmpty { continue }
      result += (isFirst ? "" : ",") + inner
      isFirst = false
    }
    return result + "\n]}\n"
  }
}
