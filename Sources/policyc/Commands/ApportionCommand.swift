internal import PolicyLang
internal import PolicyRuntime

/// `policyc apportion POLICY UNITS`: shares a quota out among units by the factors of the policy.
struct ApportionCommand {
  private static let format = Option.format(["text", "json", "csv"])
  private static let chosen = Option(
    name: "--apportionment", value: .text(LocalText(zh: "名称", en: "NAME")),
    meaning: LocalText(zh: "政策有几个分配时做哪一个", en: "which one, where a policy has several"))
  private static let excel = Option(
    name: "--excel", value: .none,
    meaning: LocalText(zh: "CSV 写成 Excel 能直接打开的样子", en: "write CSV the way Excel opens it directly")
  )

  static let command = Command(
    shape: CommandShape(
      name: "apportion",
      summary: LocalText(zh: "把名额按因素分给各单位", en: "share a quota out among units"),
      operands: [
        .init(name: LocalText(zh: "政策", en: "POLICY")),
        .init(name: LocalText(zh: "单位表", en: "UNITS")),
      ],
      options: [
        format, .output, RejectSink.option, .asOf, .set, chosen, excel,
        CandidateStream.encodingOption, .path, .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          单位表是 CSV：一列写单位，列名同政策“之间”的字段；每个因素一列，列名同因素。
          每个因素按该单位占全部单位合计的比例计，再按权重相加；名额按政策写的方法取整。
          政策没有写权重、方法或者名额数的，列为存疑，不给数字。
          """,
        en: """
          UNITS is CSV: a column for the unit, headed like the field after `among`, and one for each
          factor, headed like the factor. A factor counts by the unit's part of its total over all
          units, the parts are added up by weight, and whole places follow by the stated method.
          Where the policy leaves weights, method or number open, that is listed and no number given.
          """),
      examples: [
        .init(
          call: "policyc apportion scored.policy 单位.csv",
          meaning: LocalText(zh: "每个单位应得多少、分得多少", en: "claim and places of each unit")),
        .init(
          call: "policyc select scored.policy 候选人.csv --units 单位.csv",
          meaning: LocalText(zh: "选人时每个单位不超过分得的名额", en: "select within these places")),
      ]),
    run: { (session) throws(CommandFailure) in try ApportionCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    let rule = try rule(setup.program)
    let shares = try UnitShares.read(session.arguments.operands[1], rule, setup, session)
    let report = ShareReport(setup: setup, shares: shares, language: session.language)
    let text =
      switch session.arguments.value(ApportionCommand.format) {
      case "json": report.document()
      case "csv": report.table(excel: session.arguments.has(ApportionCommand.excel))
      default: report.page()
      }
    try accessing { () throws(FileProblem) in try session.deliver(text) }
    return .success
  }

  private func rule(_ program: IRProgram) throws(CommandFailure) -> ApportionmentRule {
    let rules = ApportionmentRule.all(in: program)
    guard let first = rules.first else {
      session.report([Diagnostic(.noApportionment, at: nil, [LocalText(program.title)])])
      throw .reported(.inputHasErrors)
    }
    guard let name = session.arguments.value(ApportionCommand.chosen) else { return first }
    if let rule = rules.first(where: {
      $0.label.id == name || $0.label.zh == name || $0.label.en == name
    }) {
      return rule
    }
    let known = rules.map { $0.label[session.language] }
    throw .usage(
      UsageProblem(
        .noSuchApportionment,
        [LocalText(name), LocalText(known.joined(separator: session.say(zh: "、", en: ", ")))]))
  }
}
