internal import PolicyLang
internal import PolicyRuntime

/// `policyc compare POLICY…`: any number of policies side by side.
struct CompareCommand {
  private static let format = Option.format(["text", "markdown", "html", "json", "csv"])
  private static let excel = Option(
    name: "--excel", value: .none,
    meaning: LocalText(zh: "CSV 写成 Excel 能直接打开的样子", en: "write CSV the way Excel opens it directly")
  )

  static let command = Command(
    shape: CommandShape(
      name: "compare",
      summary: LocalText(zh: "把几份政策并排成一张表", en: "put policies side by side in one table"),
      operands: [.init(name: LocalText(zh: "政策", en: "POLICY"), repeats: true)],
      options: [
        format, .output, excel, .asOf, .set, .path, .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          两份以上，份数不限。一行一件事：谁能入选、名额、遴选、培育、资金和待遇、程序、撤销、职责，
          最后是存疑和解读；每格写数字和条文。≠ 标出不同的行和与多数不同的格。
          网页（-f html）还画出各家的宽严，能在手机上看，能印在 A4 纸上，不用联网。
          --set 和 --as-of 对每份有这个名称的政策都起作用。只比两份、要知道谁能入选有什么不同，用 diff。
          """,
        en: """
          Two or more. A row for each thing: who is eligible, numbers, selection, training, money,
          procedure, revocation, duties, and what is in doubt; each cell has the figure and the article.
          ≠ marks rows that differ, and cells that say something else than most. The page (-f html) also
          shows how strict each policy is; it reads on a telephone, prints on A4 and needs no network.
          --set and --as-of apply to every policy that has the name.
          """),
      examples: [
        .init(
          call: "policyc compare national changzhou haidian tongliao -f html -o 对照.html",
          meaning: LocalText(zh: "四份政策写成一张网页", en: "four policies as a page")),
        .init(
          call: "policyc compare 新.policy changzhou",
          meaning: LocalText(zh: "在终端里对照两份", en: "two policies on the terminal")),
        .init(
          call: "policyc compare national tongliao -f csv --excel -o 对照.csv",
          meaning: LocalText(zh: "写成表格文件", en: "as a spreadsheet")),
      ]),
    run: { (session) throws(CommandFailure) in try CompareCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let paths = session.arguments.operands
    guard paths.count > 1 else { throw .usage(UsageProblem(.fewerThanTwoPolicies, [])) }
    let setups = try PolicySet(paths, session).setups
    try check(setups, paths)
    let sheet = CompareSheetMaker.sheet(setups, session.language)
    let text =
      switch session.arguments.value(CompareCommand.format) {
      case "markdown": CompareMarkdown(sheet: sheet).text
      case "html": ComparePage(sheet).html
      case "json": CompareJSON(sheet: sheet).text
      case "csv":
        CompareCSV(sheet: sheet, isForExcel: session.arguments.has(CompareCommand.excel)).text
      default: CompareText(sheet: sheet).text
      }
    try accessing { () throws(FileProblem) in try session.deliver(text) }
    return .success
  }

  /// Refuses what cannot stand side by side.
  private func check(_ setups: [EvaluationSetup], _ paths: [String]) throws(CommandFailure) {
    for (index, setup) in setups.enumerated() {
      let vocabulary = setups[0].program.vocabulary
      if setup.program.vocabulary != vocabulary {
        throw .usage(
          UsageProblem(
            .differentVocabularies,
            [paths[0], vocabulary, paths[index], setup.program.vocabulary].map { LocalText($0) }))
      }
      if let other = setups[..<index].firstIndex(where: { $0.hash == setup.hash }) {
        throw .usage(
          UsageProblem(.samePolicyTwice, [LocalText(paths[other]), LocalText(paths[index])]))
      }
      if let problem = missingDay(setup) {
        session.report([problem.diagnostic(in: setup.policy.environment)])
        throw .reported(.wrongUsage)
      }
    }
  }

  /// That a figure changes over time, when no day was given.
  private func missingDay(_ setup: EvaluationSetup) -> EvaluationError? {
    let (program, environment) = (setup.program, setup.policy.environment)
    if environment.asOf != nil { return nil }
    for (index, node) in program.nodes.enumerated() {
      guard case .parameter(let parameter) = node.operation,
        environment.overrides[parameter] == nil
      else { continue }
      let values = program.parameters[parameter].values
      if values.count != 1 || values[0].from != nil {
        return EvaluationError(.missingAsOfDate, at: NodeID(UInt32(clamping: index)))
      }
    }
    return nil
  }
}
