internal import PolicyLang
internal import PolicyRuntime

/// `policyc doc POLICY`: the policy as a page, with questions and answers; `--letters`: a notice for
/// each candidate.
struct DocCommand {
  private static let format = Option.format(["text", "markdown", "html", "json"])
  private static let part = Option(
    name: "--part", value: .oneOf(DocumentPart.allCases.map { $0.rawValue }),
    meaning: LocalText(
      zh: "全部（all）、只要政策一览（page）、只要一问一答（questions）",
      en: "all of it, the page alone, or the questions and answers alone"))
  private static let letters = Option(
    name: "--letters", value: .text(LocalText(zh: "候选人", en: "CANDIDATES")),
    meaning: LocalText(
      zh: "给每个候选人写一份通知：结论、理由、缺什么、最迟何时",
      en: "a notice for each candidate: the decision, reasons, what is missing and by when"))

  static let command = Command(
    shape: CommandShape(
      name: "doc",
      summary: LocalText(
        zh: "把政策写成一页说明和一问一答，或给每个候选人写通知",
        en: "write the policy as a page with questions and answers, or a notice per candidate"),
      operands: [.init(name: LocalText(zh: "政策", en: "POLICY"))],
      options: [
        format, part, letters, .output, RejectSink.option, .asOf, .set,
        CandidateStream.encodingOption, .path, .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          内容全部来自政策文件，数字不会和规则对不上：目的、谁符合条件、怎样选人、程序和时间、
          资金、各方职责、退出、解读和存疑，逐条注明条文；沿用别的政策的，写明沿用哪一份；
          文件没有写的，写明没有写。后一半是一问一答。
          --output 的文件名以 .html、.md、.json 结尾的，不写 --format 也按它写。
          --letters 读法和 eval 一样：读不出的行逐行报告，文件写成了才会出现。
          """,
        en: """
          All of it comes from the policy, so its figures cannot differ: purpose, who qualifies, how
          people are chosen, procedure and time, money, duties, removal, interpretations and open
          points, each with its article. What is taken over from another policy says from which; what
          the document does not say is said to be missing. The second half is questions and answers.
          With an --output that ends in .html, .md or .json that format is taken.
          --letters reads candidates as eval does: rejects are reported, the file appears whole.
          """),
      examples: [
        .init(
          call: "policyc doc tongliao.policy -o 说明.html",
          meaning: LocalText(zh: "一页说明，手机能看，A4 能打印", en: "one page for telephone and A4")),
        .init(
          call: "policyc doc tongliao.policy --part questions -o 问答.md",
          meaning: LocalText(zh: "只要一问一答", en: "the questions and answers alone")),
        .init(
          call: "policyc doc tongliao.policy --letters 候选人.csv -o 通知.html",
          meaning: LocalText(zh: "每人一份通知，打印时各占一页", en: "a notice per person, each on its own sheet")
        ),
      ]),
    run: { (session) throws(CommandFailure) in try DocCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    if let candidates = session.arguments.value(DocCommand.letters) {
      if session.arguments.has(DocCommand.part) {
        throw .usage(
          UsageProblem(.optionsExclude, [LocalText("--part"), LocalText("--letters")]))
      }
      return try writeLetters(setup, candidates)
    }
    let part =
      session.arguments.value(DocCommand.part).flatMap { DocumentPart(rawValue: $0) } ?? .all
    let document = DocumentWriter(
      setup.policy, session.language, titles: titles(above: setup.program)
    ).document
    let text =
      switch wantedFormat {
      case "html": DocumentPage(document, part, setup).html
      case "json": DocumentData(setup: setup).text(document, part)
      case let other:
        DocumentText(language: session.language, isMarkdown: other == "markdown").text(
          document, part, footer: HTMLPage(title: "", language: session.language).origin([setup]))
      }
    try accessing { () throws(FileProblem) in try session.deliver(text) }
    return .success
  }

  /// The titles of the policies above, where they can be found.
  private func titles(above program: IRProgram) -> [String: String] {
    let library = PolicyLibrary(folders: session.arguments.all(.path))
    var result: [String: String] = [:]
    for norm in program.norms(.superior) {
      for id in program.norms[norm].texts(.identifier) {
        guard let found = try? library.locate(id) else { continue }
        let compiled = Compilation.compile(
          name: found.name, bytes: found.bytes, library: library.library)
        result[id] = compiled.program?.title
      }
    }
    return result
  }

  /// What was asked for, else what the name of the output file says.
  private var wantedFormat: String {
    if let format = session.arguments.value(DocCommand.format) { return format }
    guard let path = session.arguments.value(.output) else { return "text" }
    for (ending, format) in [
      (".html", "html"), (".htm", "html"), (".md", "markdown"), (".json", "json"),
      (".jsonl", "json"),
    ] where path.hasSuffix(ending) {
      return format
    }
    return "text"
  }

  // MARK: Letters

  private func writeLetters(
    _ setup: EvaluationSetup, _ path: String
  ) throws(CommandFailure) -> ExitCode {
    let report: any LetterReport =
      switch wantedFormat {
      case "html": LetterPage(setup, session.language)
      case "json": LetterData(setup: setup)
      case let other: LetterText(setup, session.language, isMarkdown: other == "markdown")
      }
    let writer = LetterWriter(setup.policy, session.language)
    let stream = try CandidateStream(path, setup.program, session)
    let rejects = try RejectSink(session, dataName: stream.name)
    let output = try ResultSink(session)
    session.console.watchInterruptions()
    try output.write(report.begin())
    let progress = Progress(session)
    var written = 0
    while let item = try stream.next() {
      switch item {
      case .reject(let reject): try rejects.take(reject)
      case .candidate(let row):
        switch letter(row.candidate, setup, writer) {
        case .success(let letter):
          try output.write(report.text(of: letter, isFirst: written == 0))
          written += 1
        case .failure(let error): try rejects.take(try setup.reject(row, error, session))
        }
      }
      if session.console.isInterrupted { throw .interrupted }
      progress.step(written + rejects.count, rejects.count)
      if session.console.outputFailed { return .fileProblem }
    }
    progress.finish()
    try output.write(report.end())
    try rejects.commit()
    try output.commit()
    if !session.isQuiet || rejects.count > 0 {
      let rows = written + rejects.count
      session.console.writeError(
        session.say(
          zh: "读入 \(rows) 行 = 通知 \(written) + 拒收 \(rejects.count)\n",
          en: "\(rows) rows in = \(written) notices + \(rejects.count) rejects\n"))
    }
    return rejects.count > 0 ? .inputHasErrors : .success
  }

  private func letter(
    _ candidate: Candidate, _ setup: EvaluationSetup, _ writer: LetterWriter
  ) -> Result<Letter, DecisionError> {
    do throws(DecisionError) {
      let decision = try setup.decide(candidate, contested: true)
      return .success(try writer.letter(on: decision, of: candidate))
    } catch {
      return .failure(error)
    }
  }
}
