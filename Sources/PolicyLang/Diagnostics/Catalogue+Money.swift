// Money and the events of a case. Ids P0750 to P0769.
extension DiagnosticKind {
  public static let eventsOutOfOrder = DiagnosticKind(
    "P0750", .error,
    zh: "“{0}”的日期 {1} 早于写在它前面的“{2}”（{3}）",
    en: "`{0}` is dated {1}, before `{2}` ({3}), which stands above it",
    helpZh: "请按发生的先后排列事件，或改正日期",
    helpEn: "list the events in the order in which they happened, or correct the date")
  public static let noStartYear = DiagnosticKind(
    "P0751", .error,
    zh: "政策没有写从哪一年开始，算不出预算属于哪一年",
    en: "the policy does not say in which year it begins, so money cannot be put into years",
    helpZh: "请加上 --from 年份，例如 --from 2026",
    helpEn: "add --from with a year, such as --from 2026")
  public static let noQuota = DiagnosticKind(
    "P0752", .error,
    zh: "政策没有可用的名额数，不知道按多少人算",
    en: "the policy states no number of people to count with",
    helpZh: "请加上 --selected 人数，例如 --selected 20",
    helpEn: "add --selected with a number, such as --selected 20")
  public static let budgetOverflow = DiagnosticKind(
    "P0753", .error,
    zh: "金额太大，无法精确表示", en: "the amount is too large to be exact",
    helpZh: "请核对人数和年数", helpEn: "check the number of people and of years")

  public static let unusedEventKey = DiagnosticKind(
    "P0754", .warning,
    zh: "第 {0} 行：事件“{1}”没有名为“{2}”的项，写的内容没有用上",
    en: "line {0}: the event `{1}` has no attribute `{2}`, so what it says is not used")
  public static let unusedEventKeyNear = DiagnosticKind(
    "P0755", .warning,
    zh: "第 {0} 行：事件“{1}”没有名为“{2}”的项，写的内容没有用上，是不是“{3}”？",
    en:
      "line {0}: the event `{1}` has no attribute `{2}`, so what it says is not used, did you mean `{3}`?"
  )
  public static let unusedKey = DiagnosticKind(
    "P0756", .warning,
    zh: "第 {0} 行：没有名为“{1}”的字段，这一项没有用上",
    en: "line {0}: no field is called `{1}`, so this key is not used")
  public static let unusedKeyNear = DiagnosticKind(
    "P0757", .warning,
    zh: "第 {0} 行：没有名为“{1}”的字段，这一项没有用上，是不是“{2}”？",
    en: "line {0}: no field is called `{1}`, so this key is not used, did you mean `{2}`?")

  static let moneyKinds: [DiagnosticKind] = [
    eventsOutOfOrder, noStartYear, noQuota, budgetOverflow, unusedEventKey, unusedEventKeyNear,
    unusedKey, unusedKeyNear,
  ]
}
