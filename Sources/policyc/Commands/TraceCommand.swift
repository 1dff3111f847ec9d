internal import PolicyLang
internal import PolicyRuntime

/// `policyc trace POLICY --source TEXT`: a policy against the text of its document.
struct TraceCommand {
  private static let source = Option(
    name: "--source", value: .text(LocalText(zh: "原文", en: "TEXT")),
    meaning: LocalText(
      zh: "文件的全文，纯文本（UTF-8 或 GB18030）", en: "the full document as plain text (UTF-8 or GB 18030)"))
  private static let document = Option(
    name: "--document", value: .text(LocalText(zh: "名称", en: "NAME")),
    meaning: LocalText(
      zh: "原文是政策里的哪一份“来源文件”，不写就是主要的那份",
      en: "which `document` of the policy the text is; the main one unless given"))
  private static let encoding = Option(
    name: "--encoding", value: .text(LocalText(zh: "编码", en: "NAME")),
    meaning: LocalText(zh: "原文的编码，如 gb18030，不写则自动识别", en: "its encoding, found out unless given"))
  private static let format = Option.format(["text", "json", "html"])

  static let command = Command(
    shape: CommandShape(
      name: "trace",
      summary: LocalText(
        zh: "把政策和原文逐条核对：漏了哪条、数字对不对", en: "hold a policy against the text of its document"),
      operands: [.init(name: LocalText(zh: "政策", en: "POLICY"))],
      options: [
        source, document, encoding, format, .output, .path, .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          原文从网页或 Word 里全选、复制，存成 .txt 就行；页码、换页断开的句子、网页标记都会处理。核对：
          哪几条、哪几项没有规则引用（只是表态的写“宣示”）；引用的条文有没有；规则里的数字在所引的条文里有没有
          （三年、3年、36个月算一样，5万元、50000元算一样）；条文里的数字规则用没用到；以上、超过这类界限词与
          规则是不是一致；原文自己的编号跳没跳。没有“条”的解读材料只核对数字。
          -f html 写成左右两栏的网页，左边原文，右边规则。引用的条文不存在、数字对不上，退出码是 1。
          """,
        en: """
          Copy the document from a page or a word processor into a .txt file; page numbers, sentences broken
          by pages and tags do no harm. Reported are articles and items that nothing cites (what rules
          nothing is a `recital`), citations of articles that do not exist, figures of clauses that their
          articles lack (三年, 3年 and 36个月 are one), figures of articles that no clause uses, words such
          as 以上 and 超过 that disagree with the clause, and leaps in the document's own numbering. Of an
          explainer without articles only figures are compared. -f html writes two columns, the document on
          the left and the clauses on the right. The exit code is 1 where an article does not exist or
          lacks a figure.
          """),
      examples: [
        .init(
          call: "policyc trace tongliao --source 办法.txt",
          meaning: LocalText(zh: "核对一份政策", en: "check a policy")),
        .init(
          call: "policyc trace mycity.policy --source 办法.txt -f html -o 核对.html",
          meaning: LocalText(zh: "写成左右对照的网页", en: "as a page of two columns")),
      ]),
    run: { (session) throws(CommandFailure) in try TraceCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    guard let path = session.arguments.value(TraceCommand.source) else {
      throw .usage(
        UsageProblem(.traceWithoutSource, [LocalText(session.arguments.operands[0])]))
    }
    let encoding = try namedEncoding()
    let compiled = try PolicyLoader(session: session).compile(session.arguments.operands[0])
    guard let program = compiled.program else { throw refused(compiled) }
    let name = session.arguments.value(TraceCommand.document)
    if let name, !declares(compiled, document: name) {
      throw .usage(UsageProblem(.noSuchSource, [LocalText(name)]))
    }
    var sources = compiled.sources
    let id = FileID(UInt16(clamping: sources.files.count))
    let file = try DocumentFile(session: session).read(path, encoding: encoding, as: id)
    _ = sources.add(file)
    let document = DocumentReader.read(file, file: id)
    try DocumentFile(session: session).checkScript(of: document, path)
    let report = Tracer.trace(compiled, program, document, source: name)
    let loaded = LoadedPolicy(
      program: program, hash: CompiledFile.hash(of: program), tests: compiled.tests)
    let setup = try EvaluationSetup(loaded, settings: [], asOf: nil, session)
    let sheet = TraceSheet(
      report: report, compiled: compiled, sources: sources, setup: setup, document: file,
      path: path, language: session.language)
    let text =
      switch session.arguments.value(TraceCommand.format) {
      case "json": TraceJSON(sheet: sheet).text
      case "html": TracePage(sheet).html
      default: TraceText(sheet: sheet, isQuiet: session.isQuiet).text
      }
    try accessing { () throws(FileProblem) in try session.deliver(text) }
    if session.arguments.has(.output) || session.arguments.value(TraceCommand.format) != nil {
      session.note(sheet.verdict)
    }
    return report.findings.contains { $0.kind.severity == .error } ? .inputHasErrors : .success
  }

  private func namedEncoding() throws(CommandFailure) -> TextEncoding? {
    guard let name = session.arguments.value(TraceCommand.encoding) else { return nil }
    guard let encoding = TextEncoding(name: name) else {
      throw .usage(UsageProblem(.unknownEncoding, [LocalText(name)]))
    }
    return encoding
  }

  /// Reports what is wrong with the policy: one that does not compile cannot be compared.
  private func refused(_ compiled: Compiled) -> CommandFailure {
    if compiled.hasErrors {
      session.report(
        compiled.diagnostics.filter { $0.kind.severity > .note }, sources: compiled.sources)
    } else {
      session.report([
        Diagnostic(.notAPolicy, at: nil, [LocalText(session.arguments.operands[0])])
      ])
    }
    return .reported(.inputHasErrors)
  }

  private func declares(_ compiled: Compiled, document name: String) -> Bool {
    let statements = compiled.parsed.first?.statements ?? []
    return statements.contains { $0.keyword == .document && $0.name?.text == name }
  }
}
