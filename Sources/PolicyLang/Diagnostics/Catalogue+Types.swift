// P04xx: what fits together: types and units.
extension DiagnosticKind {
  public static let notACondition = DiagnosticKind(
    "P0401", .error,
    zh: "这里要写一个成立或不成立的条件，“{0}”却是{1}",
    en: "a condition that holds or fails is needed here, but `{0}` is {1}",
    helpZh: "拿它来比较，例如“{0} 至少 …”", helpEn: "compare it with something, as in `{0} at least …`")
  public static let missingUnit = DiagnosticKind(
    "P0402", .error,
    zh: "“{0}”的单位是{1}，请写 {2}", en: "`{0}` is measured in {1}; write {2}",
    helpZh: "数字后面要带单位，单位是类型的一部分", helpEn: "a unit is part of a figure's type")
  public static let cannotCompare = DiagnosticKind(
    "P0403", .error,
    zh: "“{0}”是{1}，“{2}”是{3}，不能放在一起比较",
    en: "`{0}` is {1} and `{2}` is {3}; they cannot be compared",
    helpZh: "两边要是同一种东西、同一种单位", helpEn: "both sides must be of one kind, in one unit")
  public static let cannotOrder = DiagnosticKind(
    "P0404", .error,
    zh: "“{0}”是{1}，没有高低之分，不能用“{2}”", en: "`{0}` is {1}, which has no order; `{2}` cannot be used",
    helpZh: "用“是”“不是”“属于”；有高低之分的在词汇里声明为“等级”",
    helpEn: "use `is`, `is not` or `in`; declare what has an order as a `level` in the vocabulary")
  public static let cannotCompute = DiagnosticKind(
    "P0405", .error,
    zh: "{0}和{1}不能这样计算", en: "{0} and {1} cannot be combined like this",
    helpZh: "左边：{2}；右边：{3}", helpEn: "left: {2}; right: {3}")
  public static let judgementAsFact = DiagnosticKind(
    "P0406", .error,
    zh: "“{0}”须由人评判，条件里写“认定 {0}”",
    en: "`{0}` is somebody's judgement; write `attest {0}` in a condition",
    helpZh: "认定只能由有权的机构给出，程序不计算",
    helpEn: "judgements are supplied by the body that makes them, never computed")
  public static let factAsJudgement = DiagnosticKind(
    "P0407", .error,
    zh: "“{0}”是事实，可以直接比较，用“应当”；“认定”只用于须由人评判的项目",
    en:
      "`{0}` is a fact and can be compared; use `must`. `attest` is for what somebody has to judge",
    helpZh: "例如：应当 名称: {0} 至少 …", helpEn: "for example: must name: {0} at least …")
  public static let notAList = DiagnosticKind(
    "P0408", .error,
    zh: "“{0}”不是列表，不能写“有”“每个”“计数”", en: "`{0}` is not a list; `has`, `each` and `count` need one",
    helpZh: "列表有：{1}", helpEn: "the lists are: {1}")
  public static let wrongType = DiagnosticKind(
    "P0409", .error,
    zh: "这里要写{0}，“{1}”却是{2}", en: "{0} is needed here, but `{1}` is {2}",
    helpZh: "核对单位和名称", helpEn: "check the unit and the name")
  public static let setNeeded = DiagnosticKind(
    "P0410", .error,
    zh: "“属于”后面写一组值：{甲、乙}", en: "`in` takes a set of values: {a, b}",
    helpZh: "只有一个值时用“是”", helpEn: "with one value use `is`")
  public static let aggregateNeedsValue = DiagnosticKind(
    "P0411", .error,
    zh: "没有写取什么：{0} 列表 (条件) 取 其 …",
    en: "it does not say what to take: {0} list (condition) take its …",
    helpZh: "例如：总和 获奖 取 其 奖金", helpEn: "for example: sum awards take its amount")
  public static let wrongNumberOfInputs = DiagnosticKind(
    "P0412", .error,
    zh: "表有 {0} 个输入，这里写了 {1} 个", en: "the table has {0} inputs, {1} are given here",
    helpZh: "每一档按输入的顺序各写一个范围，用“、”隔开",
    helpEn: "give one band per input, in order, separated by commas")
  public static let tooLargeToCompute = DiagnosticKind(
    "P0413", .error,
    zh: "计算结果太大，超出能精确表示的范围", en: "the result is too large to be represented exactly",
    helpZh: "检查是不是多写了零", helpEn: "check for surplus zeros")
  public static let divisionByZero = DiagnosticKind(
    "P0414", .error,
    zh: "除数是零", en: "this divides by zero", helpZh: "改用不为零的数",
    helpEn: "use a number that is not zero")
  public static let readingOptionsDiffer = DiagnosticKind(
    "P0415", .error,
    zh: "解读“{0}”的几种读法不是同一种东西：{1}，{2}", en: "the readings of `{0}` are of different kinds: {1}, {2}",
    helpZh: "每种读法都写成同样单位的数字、同一字段的值，或者都写成词",
    helpEn: "make all of them figures of one unit, values of one field, or words")
  public static let readingUsedDifferently = DiagnosticKind(
    "P0416", .error,
    zh: "解读“{0}”在这里当作{1}，在别处当作{2}", en: "reading `{0}` is used as {1} here and as {2} elsewhere",
    helpZh: "分成两个解读", helpEn: "make two readings of it")
  public static let factOfWrongType = DiagnosticKind(
    "P0417", .error,
    zh: "“{0}”应当是{1}，写的是“{2}”", en: "`{0}` should be {1}, found `{2}`",
    helpZh: "样例里的值和数据文件里的一样写", helpEn: "values in samples are written as in data files")
  public static let wholePeriodNeeded = DiagnosticKind(
    "P0418", .error,
    zh: "日期只能加减整年、整月或整天", en: "only whole years, months or days can be added to a date",
    helpZh: "工龄可以有小数，但不能加到日期上",
    helpEn: "length of service may be decimal, but cannot be added to a date")

  static let typeKinds: [DiagnosticKind] = [
    notACondition, missingUnit, cannotCompare, cannotOrder, cannotCompute, judgementAsFact,
    factAsJudgement, notAList, wrongType, setNeeded, aggregateNeedsValue, wrongNumberOfInputs,
    tooLargeToCompute, divisionByZero, readingOptionsDiffer, readingUsedDifferently,
    factOfWrongType, wholePeriodNeeded,
  ]
}
