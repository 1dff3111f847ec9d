internal import PolicyLang
internal import PolicyRuntime

/// `policyc entitle POLICY CASES`: what is paid in each case, when, to whom and by which article.
struct EntitleCommand {
  private static let format = Option.format(["text", "csv", "json", "jsonl"])

  static let command = Command(
    shape: CommandShape(
      name: "entitle",
      summary: LocalText(
        zh: "逐案列出应发的钱、日期和依据", en: "list what is paid in each case, with dates and articles"),
      operands: [
        .init(name: LocalText(zh: "政策", en: "POLICY")),
        .init(name: LocalText(zh: "案卷", en: "CASES")),
      ],
      options: [
        format, .output, RejectSink.option, .asOf, .set, CandidateStream.encodingOption, .path,
        .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          案卷是 JSON Lines，每行一案：候选人的各项，加上依次发生的事件
          "events": [{"event": "announced", "on": "2024-05-06"}, …]。
          每笔钱写明状态：应发、停发、追回。文件有歧义的，写明换一种读法合计是多少；
          文件没有写金额的，列出来而不计入任何合计。日期倒置、没有这一天、金额过大的案卷拒收。
          """,
        en: """
          CASES is JSON Lines, one case a line: the candidate's fields and the events in order,
          "events": [{"event": "announced", "on": "2024-05-06"}, …].
          Every payment says whether it is due, stopped or recovered. Where the text can be read in
          two ways the other total is shown; an amount that the document does not state is listed and
          in no sum. A case whose dates run backwards or do not exist is rejected.
          """),
      examples: [
        .init(
          call: "policyc entitle national 案卷.jsonl",
          meaning: LocalText(zh: "每案一张表", en: "a table per case")),
        .init(
          call: "policyc entitle national 案卷.jsonl --set 升级支持叠加=否",
          meaning: LocalText(zh: "假如换一种读法", en: "what if it were read the other way")),
        .init(
          call: "policyc entitle national 案卷.jsonl -f csv -o 发放表.csv",
          meaning: LocalText(zh: "每笔钱一行", en: "one row per payment")),
      ]),
    run: { (session) throws(CommandFailure) in try EntitleCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    let entitlement = Entitlement(setup.policy)
    let cases = session.arguments.operands[1]
    var run = CaseRun(session, setup)
    switch session.arguments.value(EntitleCommand.format) {
    case "csv":
      return try run.run(
        cases, begin: CSVText.line(EntitleCommand.columns, end: "\n"),
        { (candidate) throws(DecisionError) in
          EntitleCommand.rows(try entitlement.ledger(for: candidate))
        }, end: { _, _ in "" })
    case "json":
      var isFirst = true
      return try run.run(
        cases, begin: EntitleCommand.opening(setup),
        { (candidate) throws(DecisionError) in
          let text = EntitleCommand.json(try entitlement.ledger(for: candidate), setup)
          let separator = isFirst ? "\n" : ",\n"
          isFirst = false
          return separator + text
        },
        end: { cases, rejects in
          "\n],\"counts\":{\"rows\":\(cases + rejects),\"cases\":\(cases),\"rejects\":\(rejects)}}\n"
        })
    case "jsonl":
      return try run.run(
        cases, begin: "",
        { (candidate) throws(DecisionError) in
          EntitleCommand.json(try entitlement.ledger(for: candidate), setup) + "\n"
        }, end: { _, _ in "" })
    default:
      let page = LedgerText(setup.program, session.language)
      return try run.run(
        cases, begin: "",
        { (candidate) throws(DecisionError) in
          page.text(of: try entitlement.ledger(for: candidate))
        }, end: { _, _ in "" })
    }
  }

  private static func json(_ ledger: Ledger, _ setup: EvaluationSetup) -> String {
    var writer = JSONWriter()
    writer.ledger(ledger, of: setup.program)
    return writer.text
  }

  private static func opening(_ setup: EvaluationSetup) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writer.key("cases")
    return writer.text + "["
  }

  private static let columns = [
    "id", "subsidy", "on", "amount", "currency", "tax", "to", "article", "status",
  ]

  /// One row per payment.
  private static func rows(_ ledger: Ledger) -> String {
    var result = ""
    for line in ledger.lines {
      result += CSVText.line(
        [
          ledger.candidate, line.label.id, line.date?.description ?? "",
          line.amount.fixed(places: 2), "CNY", line.tax.name, line.recipient.id,
          line.articles.first ?? "", line.status.name,
        ], end: "\n")
    }
    return result
  }
}
