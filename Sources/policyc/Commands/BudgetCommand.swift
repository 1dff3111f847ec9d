internal import PolicyLang
internal import PolicyRuntime

/// `policyc budget POLICY`: what a policy costs by year and recipient.
struct BudgetCommand {
  private static let format = Option.format(["text", "csv", "json", "html"])
  private static let selected = Option(
    name: "--selected", value: .text(LocalText(zh: "人数", en: "N")),
    meaning: LocalText(
      zh: "每批入选多少人；不写时用政策的名额",
      en: "how many are selected in each cohort; the policy's quota unless given"))
  private static let from = Option(
    name: "--from", value: .text(LocalText(zh: "年份", en: "YEAR")),
    meaning: LocalText(
      zh: "第一批在哪一年入选；不写时是政策施行的那一年",
      en: "the year of the first cohort; the year in which the policy takes effect unless given"))
  private static let years = Option(
    name: "--years", value: .text(LocalText(zh: "年数", en: "N")),
    meaning: LocalText(
      zh: "连续几年各有一批；不写时一批", en: "a cohort in each of so many years; one unless given"))

  static let command = Command(
    shape: CommandShape(
      name: "budget",
      summary: LocalText(zh: "按年份和对象估算要花的钱", en: "estimate the money by year and recipient"),
      operands: [.init(name: LocalText(zh: "政策", en: "POLICY"))],
      options: [
        format, .output, selected, from, years, .asOf, .set, .path, .quiet, .language, .color,
        .help,
      ],
      explanation: LocalText(
        zh: """
          按每人从当年一月一日起算、期满并合格来估算。文件有几种读法的，写出最少和最多；
          要看有没有工作室命名、项目入选的，只列每一笔多少，因为文件没有写会有多少笔。
          文件没有写金额的，列出来而不计入任何合计。
          """,
        en: """
          Counts everybody from 1 January of the year of selection and as completing the term and
          passing. Where the text can be read in several ways the least and the most are shown.
          Money that hangs on a studio named or a project chosen is listed by the piece, because
          the document does not say how many there will be. Unstated amounts are in no sum.
          """),
      examples: [
        .init(
          call: "policyc budget national --selected 200",
          meaning: LocalText(zh: "一批二百人，各年要多少", en: "one cohort of 200, by year")),
        .init(
          call: "policyc budget tongliao --from 2026 --years 3 -f html -o 预算.html",
          meaning: LocalText(zh: "连续三年，带图的网页", en: "three years, as a page with a chart")),
      ]),
    run: { (session) throws(CommandFailure) in try BudgetCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let plan = BudgetPlan(
      selected: try number(BudgetCommand.selected, upTo: 1_000_000_000).map { Int64($0) },
      firstYear: try number(BudgetCommand.from, upTo: 9900),
      years: try number(BudgetCommand.years, upTo: 100))
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    let budget = try budget(plan, setup)
    remark(plan.firstYear, setup)
    let text: String
    switch session.arguments.value(BudgetCommand.format) {
    case "csv": text = BudgetCSV.text(of: budget)
    case "json": text = BudgetJSON.text(of: budget, setup)
    case "html": text = BudgetPage(budget, setup, session.language).html
    default: text = BudgetText(budget, setup.program, session.language).text
    }
    try accessing { () throws(FileProblem) in try session.deliver(text) }
    return .success
  }

  private func budget(
    _ plan: BudgetPlan, _ setup: EvaluationSetup
  ) throws(CommandFailure) -> Budget {
    do throws(BudgetError) {
      return try BudgetMaker(setup.policy).budget(plan)
    } catch {
      switch error {
      case .noQuota: throw .usage(UsageProblem(.noQuota, []))
      case .noStartYear: throw .usage(UsageProblem(.noStartYear, []))
      case .overflow:
        session.report([Diagnostic(.budgetOverflow, at: nil, [])])
        throw .reported(.inputHasErrors)
      case .evaluation(let error):
        session.report([error.diagnostic(in: setup.policy.environment)])
        throw .reported(error.kind == .missingAsOfDate ? .wrongUsage : .inputHasErrors)
      }
    }
  }

  /// Years without a date of the policy to hold them against are doubted before this one.
  private static let earliestYear = 1949

  /// Says that the first year asked about lies outside the policy's life: most often a slip.
  private func remark(_ year: Int?, _ setup: EvaluationSetup) {
    guard let year else { return }
    let (first, last) = setup.policy.period
    let reason: LocalText
    if let last, year > last.components.year {
      reason = LocalText(zh: "有效期到 \(last)", en: "it is in force until \(last)")
    } else if let first, year < first.components.year {
      reason = LocalText(zh: "施行从 \(first) 起", en: "it is in force from \(first)")
    } else if first == nil, year < BudgetCommand.earliestYear {
      reason = LocalText(zh: "不像是入选的年份", en: "which is no likely year")
    } else {
      return
    }
    session.report([Diagnostic(.yearOutsidePolicy, at: nil, [LocalText("\(year)"), reason])])
  }

  /// A whole number from 1.
  private func number(_ option: Option, upTo limit: Int) throws(CommandFailure) -> Int? {
    guard let text = session.arguments.value(option) else { return nil }
    guard let number = Int(text), (1...limit).contains(number) else {
      throw .usage(
        UsageProblem(
          .notAWholeNumber, [LocalText(option.name), LocalText(text), LocalText("\(limit)")]))
    }
    return number
  }
}
