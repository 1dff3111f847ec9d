// P058x, P059x: what a policy means as a whole, found by `check`.
extension DiagnosticKind {
  public static let contradictoryPolicy = DiagnosticKind(
    "P0580", .error,
    zh: "没有人能够符合：{0}不能同时做到",
    en: "nobody can qualify: {0} cannot be met together",
    helpZh: "改动其中一条，或者写明“除外”",
    helpEn: "change one of them, or add an `unless`")
  public static let contradictoryWithoutWaiver = DiagnosticKind(
    "P0581", .warning,
    zh: "不经豁免没有人能够符合：{0}不能同时做到",
    en: "nobody can qualify without a waiver: {0} cannot be met together",
    helpZh: "改动其中一条，或者写明“除外”",
    helpEn: "change one of them, or add an `unless`")
  public static let clauseNeverMet = DiagnosticKind(
    "P0582", .error,
    zh: "“{0}”谁也做不到，所以没有人能够符合",
    en: "nobody can meet `{0}`, so nobody can qualify",
    helpZh: "检查比较的方向、数字和“且”“或”",
    helpEn: "check the direction of the comparison, the figures, and `and` against `or`")
  public static let clauseAlwaysWaived = DiagnosticKind(
    "P0583", .warning,
    zh: "“{0}”谁也做不到，人人都要豁免",
    en: "nobody can meet `{0}`, so everybody needs a waiver",
    helpZh: "检查比较的方向、数字和“且”“或”",
    helpEn: "check the direction of the comparison, the figures, and `and` against `or`")
  public static let clauseNeverMetWhereApplied = DiagnosticKind(
    "P0584", .warning,
    zh: "“{0}”所管的人谁也做不到",
    en: "nobody whom `{0}` applies to can meet it",
    helpZh: "如果是要排除这些人，直接写“不得”；否则检查条件",
    helpEn: "to exclude these people write `exclude`; otherwise check the condition")
  public static let clauseNeverFails = DiagnosticKind(
    "P0585", .warning,
    zh: "“{0}”人人都满足，等于没有规定",
    en: "everybody meets `{0}`, so it requires nothing",
    helpZh: "检查比较的方向、数字和“且”“或”",
    helpEn: "check the direction of the comparison, the figures, and `and` against `or`")
  public static let clauseImplied = DiagnosticKind(
    "P0586", .warning,
    zh: "“{0}”不起作用：满足{1}的人都已满足它",
    en: "`{0}` has no effect: whoever meets {1} meets it too",
    helpZh: "删去它；如果本意更严，改正数字",
    helpEn: "remove it; if it is meant to be stricter, correct the figure")
  public static let conditionNeverHolds = DiagnosticKind(
    "P0587", .warning,
    zh: "“{0}”从不成立，它管的条款都不起作用",
    en: "`{0}` never holds, so the clauses under it have no effect",
    helpZh: "检查条件里的数字和“且”“或”",
    helpEn: "check the figures, and `and` against `or`")
  public static let conditionAlwaysHolds = DiagnosticKind(
    "P0588", .warning,
    zh: "“{0}”总是成立，不必写成条件",
    en: "`{0}` always holds and is no condition",
    helpZh: "去掉“当”，或者改正条件",
    helpEn: "drop the `when`, or correct the condition")
  public static let partNeverApplies = DiagnosticKind(
    "P0589", .warning,
    zh: "{0}谁也用不上",
    en: "{0} can never apply",
    helpZh: "检查条件里的数字和“且”“或”",
    helpEn: "check the figures, and `and` against `or`")
  public static let partNeverMatters = DiagnosticKind(
    "P0590", .warning,
    zh: "{0}不起作用：{1}",
    en: "{0} has no effect: {1}",
    helpZh: "删去它，或者改正它的条件",
    helpEn: "remove it, or correct its condition")
  public static let aliveUnderReading = DiagnosticKind(
    "P0591", .note,
    zh: "{0}只在解读“{1}”取“{2}”时起作用",
    en: "{0} has an effect only where reading `{1}` takes `{2}`")
  public static let bandsLeaveOut = DiagnosticKind(
    "P0592", .warning,
    zh: "“{0}”的各档漏了：{1}",
    en: "the bands of `{0}` leave out: {1}",
    helpZh: "让相邻两档中的一档包括这个数",
    helpEn: "let one of the two bands include the figure")
  public static let bandsApart = DiagnosticKind(
    "P0593", .note,
    zh: "“{0}”的各档之间留有空档：{1}",
    en: "the bands of `{0}` leave a gap between them: {1}",
    helpZh: "如果是有意的，不必改",
    helpEn: "nothing to do if this is intended")
  public static let amountsConflict = DiagnosticKind(
    "P0594", .error,
    zh: "{0}会同时给同一个人，金额不同，没有写明怎样合并；例如：{1}",
    en:
      "{0} are due to the same candidate with different amounts, and nothing says how they combine; for example: {1}",
    helpZh: "用“与 …: 叠加”“与 …: 取代”或“与 …: 就高”写明，或者让两个条件互不重叠",
    helpEn:
      "say so with `with …: adds to`, `instead of` or `higher only`, or keep the conditions apart")
  public static let untestedThreshold = DiagnosticKind(
    "P0595", .note,
    zh: "“{0}”的界限没有测试：{1}",
    en: "no test probes the limits of `{0}`: {1}",
    helpZh: "写两个测试：一个人正好在界上，一个人差一步",
    helpEn: "write two tests: one candidate right at the limit and one a step beyond")
  public static let reviewUndecided = DiagnosticKind(
    "P0596", .note,
    zh: "未能判定：{0}",
    en: "could not be decided: {0}",
    helpZh: "条件组合太多；拆分条款可以缩小问题",
    helpEn: "there are too many combinations; splitting the clauses makes the question smaller")

  /// What only a review of the compiled policy can find.
  public static let reviewKinds: [DiagnosticKind] = [
    contradictoryPolicy, contradictoryWithoutWaiver, clauseNeverMet, clauseAlwaysWaived,
    clauseNeverMetWhereApplied, clauseNeverFails, clauseImplied, conditionNeverHolds,
    conditionAlwaysHolds, partNeverApplies, partNeverMatters, aliveUnderReading, bandsLeaveOut,
    bandsApart, amountsConflict, untestedThreshold, reviewUndecided,
  ]
}
