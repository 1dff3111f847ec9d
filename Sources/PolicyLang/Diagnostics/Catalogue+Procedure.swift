// Procedures: P0520 to P0539 for what is wrong in a policy, P0780 to P0789 for what is wrong in a case.
extension DiagnosticKind {
  public static let sameEventTwice = DiagnosticKind(
    "P0520", .error,
    zh: "阶段“{0}”的开始和结束是同一个事件“{1}”", en: "stage `{0}` begins and ends with the same event `{1}`",
    helpZh: "写两个不同的事件：自 公示开始 至 公示结束；只有一个事件的写“完成 {1}”",
    helpEn: "give two events, as in `from opened to closed`; for a single event write `done at {1}`"
  )
  public static let stageCycle = DiagnosticKind(
    "P0521", .error,
    zh: "这些阶段互相等待，谁也开始不了：{0}", en: "these stages wait for each other, so none can begin: {0}",
    helpZh: "删去其中一个“之后”，或者把可以跳过的阶段标为“必要时”",
    helpEn:
      "remove one of the `after stage` lines, or mark a stage that may be left out with `if needed`"
  )
  public static let unreachableStage = DiagnosticKind(
    "P0522", .error,
    zh: "阶段“{0}”永远到不了，因为“{1}”永远过不去",
    en: "stage `{0}` can never be reached, because nothing gets past `{1}`",
    helpZh: "核对“{1}”的“通过”和“之后”", helpEn: "check `passes` and `after stage` of `{1}`")
  public static let sharedEvent = DiagnosticKind(
    "P0523", .warning,
    zh: "阶段“{0}”和“{1}”由同一个事件“{2}”表示，记录里分不清是哪一个",
    en: "stages `{0}` and `{1}` are both shown by the event `{2}`, so a log cannot tell them apart",
    helpZh: "给其中一个阶段声明自己的事件", helpEn: "declare an event of its own for one of them")

  public static let endsBeforeItBegins = DiagnosticKind(
    "P0780", .error,
    zh: "“{0}”还没有开始就结束了：“{1}”写在“{2}”之前",
    en: "`{0}` ends before it begins: `{1}` stands before `{2}`",
    helpZh: "核对这两个事件的日期和次序", helpEn: "check the dates and the order of these two events")

  public static let startsTwice = DiagnosticKind(
    "P0781", .warning,
    zh: "同一案里“{0}”写了不止一次，“{1}”只从最早的一次起算：{2}",
    en: "`{0}` stands more than once in one case; `{1}` runs from the earliest: {2}",
    helpZh: "核对哪一次作数；两批的人请分成两案",
    helpEn: "check which one counts; for two rounds write two cases")

  public static let noEvents = DiagnosticKind(
    "P0782", .warning,
    zh: "没有一案写了事件，所以什么也没有发生过", en: "no case has any event, so nothing has happened in any",
    helpZh: "每案的经过写在“事件”里：{\"编号\":\"G001\",\"事件\":[{\"事件\":\"公布\",\"日期\":\"2026-06-15\"}]}",
    helpEn:
      "write what happened in `events`: {\"id\":\"G001\",\"events\":[{\"event\":\"announced\",\"on\":\"2026-06-15\"}]}"
  )

  static let procedureKinds: [DiagnosticKind] = [
    sameEventTwice, stageCycle, unreachableStage, sharedEvent, endsBeforeItBegins, startsTwice,
    noEvents,
  ]
}
