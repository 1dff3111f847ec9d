// P05xx: what is well formed and yet probably not what the writer means.
extension DiagnosticKind {
  public static let noCitation = DiagnosticKind(
    "P0501", .warning,
    zh: "“{0}”没有写依据", en: "`{0}` cites no article",
    helpZh: "条文写在名称后面：@第三条。文件没有规定的，不应当写进来",
    helpEn:
      "write the article after the name: @art.3. What the document does not say does not belong here"
  )
  public static let unusedName = DiagnosticKind(
    "P0502", .warning,
    zh: "“{0}”声明了，但没有用到", en: "`{0}` is declared and never used",
    helpZh: "删去它；如果只是记下一个疑问，用“存疑”", helpEn: "remove it; to record a question use `open`")
  public static let knownInEligibility = DiagnosticKind(
    "P0503", .warning,
    zh: "资格条件里用了“有记载”：补上一项事实，可能改变已经有定论的结果",
    en: "`is known` in eligibility: supplying a fact can then change a settled answer",
    helpZh: "缺的事实本来就会作为“待补”处理，多半不必写",
    helpEn: "missing facts already make a decision undetermined; it is rarely needed")
  public static let noClauses = DiagnosticKind(
    "P0504", .warning,
    zh: "政策没有任何资格条件，所有人都符合", en: "the policy has no eligibility clause, so everybody qualifies",
    helpZh: "写一个“资格 名称 @条 { 应当 … }”", helpEn: "write `eligibility name @article { must … }`")
  public static let tableGap = DiagnosticKind(
    "P0505", .warning,
    zh: "对照表“{0}”没有覆盖：{1}", en: "table `{0}` leaves out: {1}",
    helpZh: "补上一档，或者写“其他: …”", helpEn: "add a row, or `else: …`")
  public static let tableConflict = DiagnosticKind(
    "P0506", .error,
    zh: "对照表“{0}”有两档同时适用而结果不同：{1}",
    en: "two rows of table `{0}` apply at once with different results: {1}",
    helpZh: "改动其中一档的范围，或者写“取 首个”“取 最高”说明以哪一档为准",
    helpEn: "change one of the bands, or say which row counts with `take first` or `take highest`")
  public static let readingWithoutEffect = DiagnosticKind(
    "P0507", .note,
    zh: "解读“{0}”没有被任何条件用到，只作记录", en: "no condition uses reading `{0}`; it is kept as a record",
    helpZh: "如果它会改变谁符合、给多少，请在那里引用它",
    helpEn: "if it changes who qualifies or what is paid, use it there")

  public static let calendarConflict = DiagnosticKind(
    "P0508", .error,
    zh: "日历里的 {0} 有问题：{1}", en: "there is something wrong with {0} in the calendar: {1}",
    helpZh: "对照国务院办公厅的放假通知核对", helpEn: "check it against the official holiday notice")

  static let meaningKinds: [DiagnosticKind] = [
    noCitation, unusedName, knownInEligibility, noClauses, tableGap, tableConflict,
    readingWithoutEffect, calendarConflict,
  ]
}
