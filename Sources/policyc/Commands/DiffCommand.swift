internal import PolicyLang
internal import PolicyRuntime

/// `policyc diff A B`: what differs between two policies, with examples that were decided under both.
struct DiffCommand {
  private static let format = Option.format(["text", "markdown", "json", "html"])
  private static let on = Option(
    name: "--on", value: .text(LocalText(zh: "候选人", en: "CANDIDATES")),
    meaning: LocalText(
      zh: "再看这份名单里谁的结果不同", en: "also say whose decision differs in this file"))
  private static let exitCode = Option(
    name: "--exit-code", value: .none,
    meaning: LocalText(zh: "有任何不同时退出码为 1", en: "exit with 1 if anything differs"))

  static let command = Command(
    shape: CommandShape(
      name: "diff",
      summary: LocalText(
        zh: "两份政策有什么不同，谁能入选谁不能", en: "what differs between two policies, and for whom"),
      operands: [
        .init(name: LocalText(zh: "甲政策", en: "A")), .init(name: LocalText(zh: "乙政策", en: "B")),
      ],
      options: [
        format, .output, on, RejectSink.option, CandidateStream.encodingOption, exitCode, .asOf,
        .set, .path, .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          先说谁能入选：两边一样、谁更严，还是各有宽严；不同的人分成几种情形，每种举一个例子，
          例子都按两份政策实际判定过。再逐条对照条款，然后是名额、培育、资金、程序、撤销和职责。
          比较的是资料齐全、没有豁免的人；缺资料才有的不同和“应当”“原则上”的不同写在逐条对照里。
          判不出来的写“未能判定”，不会当作没有不同。--set 可以设其中一份才有的参数或解读。
          JSON 里的例子（witness）是完整的一行数据，可以直接交给 eval。
          """,
        en: """
          First who is eligible: the same people, one stricter, or neither. The people that make the
          difference are shown as conditions, each with an example that was decided under both. Then
          clause by clause, then numbers, training, money, procedure, revocation and duties. Complete
          records without waivers are compared; what differs only where facts are missing, or only
          in strength, stands with the clauses. What could not be settled is said to be undecided.
          --set may name what only one of the two has. A witness in JSON is a record that eval takes.
          """),
      examples: [
        .init(
          call: "policyc diff national changzhou",
          meaning: LocalText(zh: "国家的和常州的有什么不同", en: "how the national one and Changzhou's differ")),
        .init(
          call: "policyc diff 旧.policy 新.policy --on 候选人.csv -f html -o 对比.html",
          meaning: LocalText(
            zh: "改了以后谁的结果会变，写成网页", en: "who is affected by a change, as a page")),
        .init(
          call: "policyc diff national tongliao --set 小项的作用=都不作门槛",
          meaning: LocalText(
            zh: "通辽的细项换一种读法再比", en: "with another reading of what only one of them has")),
      ]),
    run: { (session) throws(CommandFailure) in try DiffCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let set = try PolicySet(session.arguments.operands, session)
    try set.requireDay(session)
    // The file is opened first: a wrong name need not wait for the comparison.
    let path = session.arguments.value(DiffCommand.on)
    let programs = set.setups.map { $0.program }
    let stream = try path.map { (path) throws(CommandFailure) in
      try PairedCandidateStream(path, programs, session)
    }
    let report = DifferenceReport(set, session.language)
    let rejects: Int
    if let stream {
      rejects = try write(report, on: stream)
    } else {
      rejects = 0
      let text = opening(report) + closing(report)
      try accessing { () throws(FileProblem) in try session.deliver(text) }
    }
    if rejects > 0 { return .inputHasErrors }
    return session.arguments.has(DiffCommand.exitCode) && report.differs
      ? .inputHasErrors : .success
  }

  private var formatName: String { session.arguments.value(DiffCommand.format) ?? "text" }

  /// Everything but what is said about candidates.
  private func opening(_ report: DifferenceReport) -> String {
    switch formatName {
    case "json":
      // Without the last brace, which `closing` writes.
      return String(DifferenceJSON(report).text.dropLast(3))
    case "html": return DifferencePage(report).opening
    case "markdown": return DifferenceMarkdown.text(report.title, report.blocks)
    default: return DifferenceText.text(report.blocks, report.language)
    }
  }

  private func closing(_ report: DifferenceReport) -> String {
    switch formatName {
    case "json": "\n}\n"
    case "html": DifferencePage(report).closing
    default: ""
    }
  }

  private func roster(_ report: DifferenceReport, _ name: String) -> any DifferenceRoster {
    let words = RosterWords(report: report, source: name)
    switch formatName {
    case "json": return JSONRoster(words: words)
    case "html": return PageRoster(words, DifferencePage(report))
    case "markdown": return LineRoster(words: words, isMarkdown: true)
    default: return LineRoster(words: words, isMarkdown: false)
    }
  }

  // MARK: Candidates

  /// Decides every candidate under both policies as they are read.
  /// - Returns: how many could not be read or decided.
  private func write(
    _ report: DifferenceReport, on stream: PairedCandidateStream
  ) throws(CommandFailure) -> Int {
    let rejects = try RejectSink(session, dataName: stream.name)
    let output = try ResultSink(session)
    let roster = roster(report, stream.name)
    var counts = DifferenceCounts()
    try output.write(opening(report) + roster.begin())
    let progress = Progress(session)
    while let item = try stream.next() {
      switch item {
      case .reject(let reject): try rejects.take(reject)
      case .pair(let a, let b):
        guard let first = try decide(a, report.setups[0], rejects),
          let second = try decide(b, report.setups[1], rejects)
        else { break }
        let isFirst = counts.changed == 0
        if counts.add(first, second) {
          try output.write(roster.row(first, second, isFirst: isFirst))
        }
      }
      progress.step(counts.decided + rejects.count, rejects.count)
      if session.console.outputFailed { throw .reported(.fileProblem) }
    }
    counts.rejects = rejects.count
    progress.finish()
    try output.write(roster.end(counts) + closing(report))
    try rejects.commit()
    try output.commit()
    if !session.isQuiet || counts.rejects > 0 {
      session.console.writeError(
        session.say(
          zh:
            "读入 \(counts.decided + counts.rejects) 行 = 判定 \(counts.decided) + 拒收 \(counts.rejects)\n",
          en: "\(counts.decided + counts.rejects) rows in = \(counts.decided) decisions + "
            + "\(counts.rejects) rejects\n"))
    }
    return counts.rejects
  }

  /// `nil` for a record that one of the policies cannot decide, which is rejected.
  private func decide(
    _ row: CandidateReader.Row, _ setup: EvaluationSetup, _ rejects: RejectSink
  ) throws(CommandFailure) -> Decision? {
    let problem: DataProblem
    do throws(DecisionError) {
      return try setup.policy.decide(row.candidate)
    } catch {
      let diagnostic = error.diagnostic(in: setup.policy.environment)
      var (column, value) = ("", "")
      if case .contradiction(let field, let given, _) = error {
        let shape = setup.program.records[0].fields[field]
        column = shape.label[session.language]
        value = Wording(setup.program, session.language).text(of: given, shape.type)
      }
      problem = DataProblem(
        diagnostic.kind, column: column, value: value, diagnostic.arguments)
    }
    try rejects.take(
      Reject(line: row.line, row: row.row, id: row.candidate.id, problems: [problem]))
    return nil
  }
}
