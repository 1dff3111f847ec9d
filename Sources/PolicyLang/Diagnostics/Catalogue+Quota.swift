// P054x: numbers of places, cohorts, shares, rounds. P069x: running a selection.
extension DiagnosticKind {
  public static let quotaTotal = DiagnosticKind(
    "P0540", .warning,
    zh: "“{0}”与“{1}”对不上：{2}", en: "`{0}` and `{1}` do not agree: {2}",
    helpZh: "核对两处的数字，或者写明其中一处是约数以外的口径", helpEn: "check both figures against the document")
  public static let cohortsTooLong = DiagnosticKind(
    "P0541", .warning,
    zh: "{0}期、每期{1}年放不进{2}年，除非各期重叠",
    en: "{0} cohorts of {1} years do not fit in {2} years unless they overlap",
    helpZh: "在“期次”里写一个“解读”：可以重叠，还是末期跨到以后",
    helpEn: "settle it with a `reading` in `cohorts`: they overlap, or the last runs on")
  public static let cohortsOverlap = DiagnosticKind(
    "P0542", .note,
    zh: "{0}期、每期{1}年放不进{2}年，除非各期重叠；这里以解读“{3}”为准",
    en: "{0} cohorts of {1} years fit in {2} years only when they overlap; reading `{3}` settles it"
  )
  public static let partsExceedTotal = DiagnosticKind(
    "P0543", .warning,
    zh: "“{0}”的各部分合计 {1}，多于总数 {2}", en: "the parts of `{0}` add up to {1}, more than the total {2}",
    helpZh: "核对“其中”各项的数字", helpEn: "check the figures after `of which`")
  public static let roundsExceedTotal = DiagnosticKind(
    "P0544", .warning,
    zh: "“{0}”各轮次合计录取 {1} 人，多于名额 {2}", en: "the rounds of `{0}` take {1}, more than the {2} places",
    helpZh: "改数字；不算在名额里的轮次写“录取 不占名额”",
    helpEn:
      "change the figures, or write `takes outside the number` for a round that does not count")
  public static let limitUnreachable = DiagnosticKind(
    "P0545", .warning,
    zh: "限额“{0}”无论怎样都满足不了：{1}", en: "limit `{0}` can never be met: {1}",
    helpZh: "核对数字和名额", helpEn: "check the figure against the number of places")
  public static let weightsNotWhole = DiagnosticKind(
    "P0546", .error,
    zh: "“{0}”的权重合计 {1}，不是 100%", en: "the weights of `{0}` add up to {1} and not to 100%",
    helpZh: "核对各项权重", helpEn: "check the weights")
  public static let weightNotShare = DiagnosticKind(
    "P0549", .error,
    zh: "评分项的权重要写百分数，这里写的是“{0}”", en: "the weight of an item is a percentage, not `{0}`",
    helpZh: "写成 {1}；文件只说每项多少分的，不写权重，只写满分：评分项 名称: 满分 40分",
    helpEn:
      "write {1}; where the document only gives marks, write those alone: item name: full marks 40 points"
  )
  public static let weightsPartly = DiagnosticKind(
    "P0550", .error,
    zh: "“{0}”有的评分项写了权重，有的只写了满分", en: "some items of `{0}` have a weight and others have none",
    helpZh: "每一项都写权重，或者每一项都只写满分", helpEn: "give every item a weight, or full marks alone")
  public static let yearsReversed = DiagnosticKind(
    "P0547", .error,
    zh: "“{0}”的止年 {1} 早于起年 {2}", en: "`{0}` ends in {1}, before it starts in {2}",
    helpZh: "把两个年份对调", helpEn: "swap the two years")
  public static let shareInPart = DiagnosticKind(
    "P0548", .error,
    zh: "“其中”写人数，这里写了比例“{0}”", en: "`of which` takes a number of people, not the share `{0}`",
    helpZh: "比例写在遴选里：限额 名称 @条: 至少 {0} 其中 条件",
    helpEn:
      "write a share in the selection: `limit name @article: at least {0} of which …`")
  public static let noSelection = DiagnosticKind(
    "P0690", .error,
    zh: "政策“{0}”没有写遴选", en: "policy `{0}` declares no selection",
    helpZh: "写一个“遴选 名称 @条 { 填 名额  排序 …  同分 … }”；文件没有写怎样排的，写“排序 未定”",
    helpEn:
      "write `selection name @article { fills quota  rank …  ties … }`; where the document is silent, `rank open`"
  )
  public static let noSuchSelection = DiagnosticKind(
    "P0691", .error,
    zh: "政策里没有遴选“{0}”；有的是：{1}", en: "the policy has no selection `{0}`; it has: {1}",
    helpZh: "写中文名或编号都行", helpEn: "use the name or the id")

  public static let noApportionment = DiagnosticKind(
    "P0692", .error,
    zh: "政策“{0}”没有可以执行的分配", en: "policy `{0}` declares no apportionment to carry out",
    helpZh: "写一个“分配 名称 @条 { 填 名额  之间 字段  因素 名称: 权重 …  方法 最大余数 }”",
    helpEn:
      "write `apportion name @article { fills quota  shared among field  factor name: weight …  method largest remainder }`"
  )
  public static let noSuchApportionment = DiagnosticKind(
    "P0693", .error,
    zh: "政策里没有分配“{0}”；有的是：{1}", en: "the policy has no apportionment `{0}`; it has: {1}",
    helpZh: "写中文名或编号都行", helpEn: "use the name or the id")
  public static let unitsRefused = DiagnosticKind(
    "P0694", .error,
    zh: "单位表有 {0} 行不能用，没有分配：少一个单位，其他单位的数也就不对",
    en: "{0} rows of the unit file cannot be used, so nothing was shared out",
    helpZh: "改好上面列出的行再来", helpEn: "correct the rows listed above and run again")
  public static let factorMissing = DiagnosticKind(
    "P0695", .error, zh: "没有填", en: "nothing is given here",
    helpZh: "每个单位的每个因素都要有数，没有就填 0",
    helpEn: "every unit needs a number for every factor; write 0 for none")
  public static let negativeFactor = DiagnosticKind(
    "P0696", .error, zh: "不能是负数", en: "it must not be negative",
    helpZh: "请核对这个数", helpEn: "check the figure")
  public static let repeatedUnit = DiagnosticKind(
    "P0697", .error, zh: "这个单位前面已经有一行", en: "this unit has a row already",
    helpZh: "每个单位只写一行", helpEn: "write one row for each unit")
  public static let weightlessUnits = DiagnosticKind(
    "P0698", .error,
    zh: "各单位的“{0}”加起来是零，无法按它分配",
    en: "`{0}` adds up to zero over all units, so nothing can be shared out by it",
    helpZh: "请核对单位表", helpEn: "check the unit file")
  public static let tooLargeToShare = DiagnosticKind(
    "P0699", .error,
    zh: "名额或各单位的数太大，无法精确分配", en: "the places or the figures are too large to share out exactly",
    helpZh: "最多分 1000000 个名额；请核对单位表", helpEn: "at most 1000000 places; check the unit file")

  static let quotaKinds: [DiagnosticKind] = [
    quotaTotal, cohortsTooLong, cohortsOverlap, partsExceedTotal, roundsExceedTotal,
    limitUnreachable, weightsNotWhole, weightNotShare, weightsPartly, yearsReversed, noSelection,
    noSuchSelection,
    shareInPart, noApportionment, noSuchApportionment, unitsRefused, factorMissing, negativeFactor,
    repeatedUnit, weightlessUnits, tooLargeToShare,
  ]
}
