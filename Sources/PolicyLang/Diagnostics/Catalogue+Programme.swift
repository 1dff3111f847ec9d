// Money, terms and lifetimes that a policy states in ways that do not fit together. Ids P0560 to P0579.
extension DiagnosticKind {
  public static let expiresFirst = DiagnosticKind(
    "P0560", .error,
    zh: "失效日期 {0} 早于施行日期 {1}", en: "the policy expires on {0}, before it takes effect on {1}",
    helpZh: "核对文件里的这两个日期", helpEn: "check both dates against the document")
  public static let instalmentsNotWhole = DiagnosticKind(
    "P0561", .error,
    zh: "“{0}”各期合计 {1}，应当是 {2}", en: "the instalments of `{0}` add up to {1} and not to {2}",
    helpZh: "核对总额和每一期；各期可以写金额，也可以写比例（合计 100%）",
    helpEn: "check the whole and each part; parts are amounts, or shares that make up 100%")
  public static let repetitionKey = DiagnosticKind(
    "P0562", .error,
    zh: "“限一次 每个 {0}”说不通：它对每个人、每笔钱都一样，等于只给一次",
    en: "`once only each {0}` makes no sense: it never differs, so that is once for ever",
    helpZh: "几年内只给一次，写“每个 3年”；每个自然年一次，写“每个 1个自然年”；按某一项各给一次，写它的名称",
    helpEn: "write a time such as `each 3 years`, `each 1 calendar years`, or a field")
  public static let recoveryNeedsPeriod = DiagnosticKind(
    "P0563", .warning,
    zh: "“{0}”按时间追回，但是没有写这笔钱管哪一段时间，算不出追回多少",
    en: "`{0}` is recovered by time, and nothing says which time it is for",
    helpZh: "在“{0}”里写“期间 培育期”之类", helpEn: "write `during` and a term in `{0}`")
  public static let resultNotRead = DiagnosticKind(
    "P0564", .note,
    zh: "“{0}”在“{1}”时发，不管这个事件的“{2}”是什么",
    en: "`{0}` is paid at `{1}` whatever its `{2}` is",
    helpZh: "要看结果的，写明“条件 {1} 的 {2} 是 …”：接在“分期”后面只管这一期，另起一行管整笔",
    helpEn: "where it matters say `if {1}'s {2} is …`: after an instalment, or on its own line")

  public static let validityWithoutStart = DiagnosticKind(
    "P0565", .error,
    zh: "写了有效期，没有写从哪天算起", en: "it says how long it is valid, and not from when",
    helpZh: "加一行：施行 2026-05-01；文件没有写的，施行 未定",
    helpEn: "add a line: effective 2026-05-01; where the document is silent, `effective unstated`")

  public static let figureBelowZero = DiagnosticKind(
    "P0566", .error,
    zh: "{0}不能是负数，这里是 {1}", en: "{0} cannot be negative, and this is {1}",
    helpZh: "照文件里的数字写，去掉负号", helpEn: "write the figure of the document, without the minus sign")
  public static let figureOfZero = DiagnosticKind(
    "P0567", .warning,
    zh: "{0}写了 0，等于{1}", en: "{0} is 0, which means {1}",
    helpZh: "核对文件里的数字；文件没有写数的，写“未定”",
    helpEn: "check the figure against the document; where it gives none, write `unstated`")

  static let programmeKinds: [DiagnosticKind] = [
    validityWithoutStart, expiresFirst, instalmentsNotWhole, repetitionKey, recoveryNeedsPeriod,
    resultNotRead, figureBelowZero, figureOfZero,
  ]
}
