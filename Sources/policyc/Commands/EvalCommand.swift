internal import PolicyLang
internal import PolicyRuntime

/// `policyc eval POLICY CANDIDATES`: decides every candidate.
struct EvalCommand {
  private static let columns = Option(
    name: "--columns", value: .text(LocalText(zh: "列名", en: "LIST")),
    meaning: LocalText(
      zh: "CSV 输出哪些列，如 id,decision,violated",
      en: "the columns of CSV output, such as id,decision,violated"))
  private static let keep = Option(
    name: "--keep", value: .text(LocalText(zh: "列名", en: "LIST")),
    meaning: LocalText(
      zh: "把数据里的这些列原样带到结果里，如 姓名,单位", en: "copy these columns of the data to the result"))
  private static let contested = Option(
    name: "--contested", value: .none,
    meaning: LocalText(
      zh: "写明换一种解读结果会不会变", en: "say under which other readings the decision would be another"))
  private static let excel = Option(
    name: "--excel", value: .none,
    meaning: LocalText(
      zh: "CSV 写成 Excel 能直接打开的样子；加 --lang zh，表头和结果也写中文",
      en: "write CSV the way Excel opens it directly; with --lang zh in Chinese words"))
  private static let manifest = Option(
    name: "--manifest", value: .text(LocalText(zh: "文件", en: "FILE")),
    meaning: LocalText(
      zh: "另写一份说明：版本、政策指纹、基准日、各项假设",
      en: "also write version, policy hash, date and settings of this run"))

  private static let page = Option(
    name: "--report", value: .text(LocalText(zh: "文件", en: "FILE")),
    meaning: LocalText(
      zh: "另写一张网页：逐条剩下多少人、各地区和单位、只差一条的人",
      en: "also write a page: who remains clause by clause, groups, near misses"))
  private static let pageGroups = Option(
    name: "--report-by", value: .text(LocalText(zh: "列名", en: "LIST")),
    meaning: LocalText(
      zh: "网页按这些列分组，不写时按地区和单位",
      en: "the columns by which the page groups, else region and employer"))
  private static let pageColumns = Option(
    name: "--report-show", value: .text(LocalText(zh: "列名", en: "LIST")),
    meaning: LocalText(
      zh: "网页在编号旁边还写出这些列，如 姓名；不写时只有编号",
      en: "columns that the page shows beside ids, such as name; else ids alone"))

  static let command = Command(
    shape: CommandShape(
      name: "eval",
      summary: LocalText(zh: "按一份政策逐个判定候选人", en: "decide every candidate by a policy"),
      operands: [
        .init(name: LocalText(zh: "政策", en: "POLICY")),
        .init(name: LocalText(zh: "候选人", en: "CANDIDATES")),
      ],
      options: [
        .format(["text", "csv", "json", "jsonl"]), .output, RejectSink.option, .asOf, .set,
        contested, columns, keep, excel, page, pageGroups, pageColumns, manifest,
        CandidateStream.encodingOption, .path, .threads,
        .quiet, .language, .color, BatchRun.referenceOption, BatchRun.chunkOption, .help,
      ],
      explanation: LocalText(
        zh: """
          候选人是 CSV（第一行是列名，编号或中文名都行）或 JSON Lines，“-”是标准输入。
          读不出的行不会丢：逐行写明行号、列、值和原因。结束时报三个数：读入 = 判定 + 拒收。
          编号重复的，判定完了提醒一次；只查前一百万行，行数更多时会说明。
          结果有五种：符合、待豁免、待认定、待补、不符合；空着的格是“不知道”，不是“否”。
          """,
        en: """
          CANDIDATES is CSV (a line of column names first, ids or labels) or JSON Lines; `-` is
          standard input. No row is lost: one that cannot be read is shown with line, column, value
          and reason, and a closing line counts rows in, decisions and rejects. An empty cell means
          not known, never no. Ids that stand more than once are named at the end; they
          are looked for in the first million rows, and a note says when there are more.
          """),
      examples: [
        .init(
          call: "policyc eval tongliao 候选人.csv",
          meaning: LocalText(zh: "每人一行，写明依据", en: "one line per candidate, with articles")),
        .init(
          call: "policyc eval tongliao 候选人.csv -f csv --excel --keep 姓名 -o 结果.csv",
          meaning: LocalText(zh: "结果存成 Excel 能打开的表", en: "a table for Excel")),
        .init(
          call: "policyc eval tongliao 候选人.csv -f csv -o 结果.csv --report 报告.html",
          meaning: LocalText(zh: "另有一张汇总网页", en: "a page that sums it up, too")),
        .init(
          call: "policyc eval tongliao 候选人.csv --set 最低一线年限=8年",
          meaning: LocalText(zh: "假如年限改成八年", en: "what if eight years were asked for")),
      ]),
    run: { (session) throws(CommandFailure) in
      try EvalCommand(session).run()
    })

  private let session: Session
  private let keptColumns: [String]

  private init(_ session: Session) {
    self.session = session
    keptColumns = EvalCommand.list(session.arguments.value(EvalCommand.keep))
  }

  private static func list(_ text: String?) -> [String] {
    guard let text else { return [] }
    return text.split { $0 == "," || $0 == "，" || $0 == "、" }.map { part in
      String(part.drop { $0 == " " })
    }
  }

  private func run() throws(CommandFailure) -> ExitCode {
    let batch = try BatchRun(session)
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    let report = try report(setup)
    let run = EvalRun(
      session, batch, setup, report, keep: keptColumns,
      contested: session.arguments.has(EvalCommand.contested), page: try pageFile(setup))
    try run.decideAll(session.arguments.operands[1])
    try writeManifest(setup, run)
    run.close()
    return run.counts.rejects > 0 ? .inputHasErrors : .success
  }

  private func pageFile(_ setup: EvaluationSetup) throws(CommandFailure) -> EvalPageFile? {
    let arguments = session.arguments
    guard let path = arguments.value(EvalCommand.page) else {
      if arguments.has(EvalCommand.pageGroups) || arguments.has(EvalCommand.pageColumns) {
        throw .usage(
          UsageProblem(
            .missingArgument,
            [
              LocalText(EvalCommand.page.name),
              LocalText("policyc eval … " + EvalCommand.page.name + " report.html"),
            ]))
      }
      return nil
    }
    return try EvalPageFile(
      path, setup.program, session.language, kept: keptColumns.count,
      groups: arguments.value(EvalCommand.pageGroups).map { EvalCommand.list($0) },
      shown: EvalCommand.list(arguments.value(EvalCommand.pageColumns)))
  }

  private func report(_ setup: EvaluationSetup) throws(CommandFailure) -> any DecisionReport {
    let contested = session.arguments.has(EvalCommand.contested)
    switch session.arguments.value(.format(["text", "csv", "json", "jsonl"])) {
    case "csv":
      do throws(UsageProblem) {
        return try CSVDecisions(
          setup.program,
          columns: session.arguments.value(EvalCommand.columns).map { EvalCommand.list($0) },
          keep: keptColumns, excel: session.arguments.has(EvalCommand.excel),
          inChinese: speaksChinese)
      } catch {
        throw .usage(error)
      }
    case "json":
      return JSONDecisions(setup, isDocument: true, keep: keptColumns, contested: contested)
    case "jsonl":
      return JSONDecisions(setup, isDocument: false, keep: keptColumns, contested: contested)
    default:
      return TextDecisions(
        setup.program, session.language, keep: keptColumns,
        assumptions: setup.assumptions(in: session.language))
    }
  }

  /// A table for Excel speaks Chinese where that is asked for; other CSV is for programs.
  private var speaksChinese: Bool {
    session.arguments.has(EvalCommand.excel)
      && Session.named(session.arguments.value(.language)) == .chinese
  }

  private func writeManifest(_ setup: EvaluationSetup, _ run: EvalRun) throws(CommandFailure) {
    guard let path = session.arguments.value(EvalCommand.manifest) else { return }
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writer.key("data")
    writer.string(run.dataName)
    writer.key("rows")
    writer.integer(run.counts.rows)
    writer.key("decisions")
    writer.integer(run.counts.decisions)
    writer.key("rejects")
    writer.integer(run.counts.rejects)
    writer.endObject()
    let text = writer.text + "\n"
    try accessing { () throws(FileProblem) in
      let file = try AtomicFile(path: path)
      try file.write(text)
      try file.commit()
    }
  }
}
