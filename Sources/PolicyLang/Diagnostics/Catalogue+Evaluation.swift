// What can go wrong while a record is decided. Ids P0650 to P0699.
extension DiagnosticKind {
  public static let waiverOnHardClause = DiagnosticKind(
    "P0650", .warning,
    zh: "“{0}”不是“原则上”的条款，记录的豁免不起作用",
    en: "the waiver for `{0}` has no effect, because that clause is not `in principle`",
    helpZh: "请核对豁免的条款名称，或删去这项豁免",
    helpEn: "check the name of the waived clause, or remove the waiver")
  public static let waiverForUnknownClause = DiagnosticKind(
    "P0651", .warning,
    zh: "政策 {1} 没有名为“{0}”的条款，这项豁免不起作用",
    en: "policy {1} has no clause `{0}`, so the waiver has no effect",
    helpZh: "豁免写条款的编号或名称，例如“政策编号.条款编号”",
    helpEn: "name a clause by its id or name, such as `policy.clause`")

  public static let numberOverflow = DiagnosticKind(
    "P0660", .error,
    zh: "计算“{0}”时数字太大，无法精确表示",
    en: "a number is too large to compute `{0}` exactly",
    helpZh: "请核对这条记录里的数字", helpEn: "check the figures in this record")
  public static let dividesByZero = DiagnosticKind(
    "P0661", .error,
    zh: "计算“{0}”时除数为零", en: "division by zero in `{0}`",
    helpZh: "请核对这条记录里的数字", helpEn: "check the figures in this record")
  public static let missingAsOfDate = DiagnosticKind(
    "P0662", .error,
    zh: "结果取决于基准日，但没有给出（“{0}”）",
    en: "the result depends on the date of the decision, which was not given (`{0}`)",
    helpZh: "请加上 --as-of 日期，例如 --as-of 2026-05-01",
    helpEn: "add --as-of with a date, such as --as-of 2026-05-01")
  public static let fractionalPeriod = DiagnosticKind(
    "P0663", .error,
    zh: "只有整年、整月、整日才能与日期相加减（“{0}”）",
    en: "only whole years, months and days can be added to a date (`{0}`)",
    helpZh: "请把期限改为整数，例如把 2.5年 写成 30个月",
    helpEn: "use a whole number, such as 30 months for 2.5 years")
  public static let dateOutOfRange = DiagnosticKind(
    "P0664", .error,
    zh: "计算“{0}”得到的日期不在公元 1 年至 9999 年之间",
    en: "the date in `{0}` lies outside the years 1 to 9999",
    helpZh: "请核对日期和期限", helpEn: "check the date and the period")
  public static let parameterNotYetSet = DiagnosticKind(
    "P0665", .error,
    zh: "参数“{0}”在 {1} 还没有值", en: "parameter `{0}` has no value yet on {1}",
    helpZh: "请给参数补上更早的值，或换一个基准日",
    helpEn: "give the parameter an earlier value, or decide on another date")
  public static let conflictingRows = DiagnosticKind(
    "P0666", .error,
    zh: "对照表“{0}”有两档同时适用而结果不同",
    en: "two rows of table `{0}` apply and give different values",
    helpZh: "请让各档不重叠，或改用“取 首个”",
    helpEn: "make the rows disjoint, or let the table take the first row")
  public static let yearNotCovered = DiagnosticKind(
    "P0667", .error,
    zh: "“{0}”要数工作日，但没有 {1} 年的日历",
    en: "`{0}` counts working days, but no calendar covers the year {1}",
    helpZh: "请在日历文件里补上这一年的放假和补班安排；政策还没有用日历的，加一行“使用 workdays”",
    helpEn: "add that year to a calendar file; a policy without a calendar needs `use workdays`")
  public static let markOutOfRange = DiagnosticKind(
    "P0669", .error,
    zh: "“{0}”第 {1} 位专家给“{2}”的分数低于零或者高于满分",
    en: "`{0}`: the mark of expert {1} for `{2}` is below zero or above the full marks",
    helpZh: "请核对分数和满分", helpEn: "check the mark and the full marks")
  public static let illTyped = DiagnosticKind(
    "P0668", .error,
    zh: "“{0}”的类型不对，无法计算", en: "`{0}` has the wrong type and cannot be computed",
    helpZh: "请重新编译政策文件", helpEn: "compile the policy again")

  public static let contradictsDerivation = DiagnosticKind(
    "P0670", .error,
    zh: "“{0}”填的是 {1}，按其他字段推算是 {2}",
    en: "`{0}` is given as {1}, but follows from other fields as {2}",
    helpZh: "请改正其中一项，或只填一项", helpEn: "correct one of them, or give only one")
  public static let violatesInvariant = DiagnosticKind(
    "P0671", .error,
    zh: "这条记录自相矛盾：应有“{0}”", en: "this record contradicts itself: `{0}` must hold",
    helpZh: "请核对这条记录", helpEn: "check the record")

  public static let unknownSetting = DiagnosticKind(
    "P0680", .error,
    zh: "解读“{0}”没有第 {1} 个选项", en: "reading `{0}` has no option number {1}",
    helpZh: "用政策里写出的读法之一", helpEn: "take one of the options that the policy declares")
  public static let settingOfWrongType = DiagnosticKind(
    "P0681", .error,
    zh: "给参数“{0}”的值类型不对", en: "the value for parameter `{0}` has the wrong type",
    helpZh: "请写成与原值相同的单位，例如 {1}",
    helpEn: "write it with the unit of its own value, such as {1}")

  static let evaluationKinds: [DiagnosticKind] = [
    waiverOnHardClause, waiverForUnknownClause, numberOverflow, dividesByZero, missingAsOfDate,
    fractionalPeriod, dateOutOfRange, parameterNotYetSet, conflictingRows, yearNotCovered, illTyped,
    markOutOfRange,
    contradictsDerivation, violatesInvariant, unknownSetting, settingOfWrongType,
  ]
}
