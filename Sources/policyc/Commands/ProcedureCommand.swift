internal import PolicyLang
internal import PolicyRuntime

/// `policyc procedure POLICY [CASES]`: where each case stands, what is due next, what was broken.
struct ProcedureCommand {
  private static let format = Option.format(["text", "csv", "json", "jsonl", "html"])

  static let command = Command(
    shape: CommandShape(
      name: "procedure",
      summary: LocalText(
        zh: "逐案说明走到哪一步、下一步是什么、哪里违反了程序",
        en: "say of each case where it stands, what is next and what was broken"),
      operands: [
        .init(name: LocalText(zh: "政策", en: "POLICY")),
        .init(name: LocalText(zh: "案卷", en: "CASES"), isRequired: false),
      ],
      options: [
        format, .output, RejectSink.option, .asOf, .set, CandidateStream.encodingOption, .path,
        .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          案卷是 JSON Lines，每行一案：候选人的各项，加上依次发生的事件
          "events": [{"event": "notice_opened", "on": "2026-06-01"}, …]。
          不写案卷时，列出政策本身的程序和职责。记录里没有的阶段当作没有记下，列出来，不算违反；
          次序颠倒、时间不足、逾期、该做而没有做的，逐条写明条款和日期。
          换一种解读答案会变的，写明会变成什么。没有 --as-of 时，以最后一个事件的日期为准。
          """,
        en: """
          CASES is JSON Lines, one case a line: the candidate's fields and the events in order,
          "events": [{"event": "notice_opened", "on": "2026-06-01"}, …].
          Without CASES the procedure and the duties of the policy itself are listed. A stage that the
          log does not hold is listed as not recorded, which is no breach; what came out of order,
          lasted too short, came too late or was left undone is, with its article and day.
          Where another reading would give another answer, that answer is shown. Without --as-of the
          day of the last event counts.
          """),
      examples: [
        .init(
          call: "policyc procedure tongliao 案卷.jsonl",
          meaning: LocalText(zh: "每案几行", en: "a few lines per case")),
        .init(
          call: "policyc procedure tongliao 案卷.jsonl --set 首日计入=是",
          meaning: LocalText(zh: "假如起始日计入", en: "what if the first day counted")),
        .init(
          call: "policyc procedure tongliao 案卷.jsonl -f html -o 进度.html",
          meaning: LocalText(zh: "带时间图的网页", en: "a page with a picture of each case")),
        .init(
          call: "policyc procedure tongliao",
          meaning: LocalText(zh: "政策规定的程序", en: "the procedure as the policy has it")),
      ]),
    run: { (session) throws(CommandFailure) in try ProcedureCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    let follower = ProcedureFollower(setup.policy)
    let output = output(setup, follower)
    guard session.arguments.operands.count > 1 else {
      return try deliver(output.plan())
    }
    var run = CaseRun(session, setup)
    run.check = { follower.problem(in: $0) }
    var counter = CaseCounter()
    run.incomplete = { counter.problems }
    let code = try run.run(
      session.arguments.operands[1], begin: output.begin(),
      { (candidate) throws(DecisionError) in
        let report = try follower.report(on: candidate)
        self.warn(report, follower)
        counter.add(report)
        return output.text(of: report, candidate, isFirst: counter.cases == 1)
      }, end: { cases, rejects in output.end(counter, rejects: rejects) })
    return counter.problems > 0 ? .inputHasErrors : code
  }

  private func output(
    _ setup: EvaluationSetup, _ follower: ProcedureFollower
  ) -> any ProcedureOutput {
    switch session.arguments.value(ProcedureCommand.format) {
    case "csv": return ProcedureCSV(follower: follower)
    case "json":
      return ProcedureDocument(
        setup: setup, follower: follower, language: session.language, isLines: false)
    case "jsonl":
      return ProcedureDocument(
        setup: setup, follower: follower, language: session.language, isLines: true)
    case "html":
      return ProcedurePage(setup: setup, follower: follower, language: session.language)
    default: return ProcedureText(follower, session.language)
    }
  }

  private func deliver(_ text: String) throws(CommandFailure) -> ExitCode {
    let output = try ResultSink(session)
    try output.write(text)
    try output.commit()
    return .success
  }

  /// What could not be computed is said as it is found; the rest of the report stands.
  private func warn(_ report: ProcedureReport, _ follower: ProcedureFollower) {
    for problem in report.problems {
      session.console.writeError(
        session.say(zh: "编号 \(visible(report.id))：", en: "id \(visible(report.id)): "))
      session.report([problem.diagnostic(in: follower.environment)])
    }
  }
}
