/// P08xx: how commands are called, and files that cannot be read or written.
extension DiagnosticKind {
  // Wrong usage.
  public static let unknownCommand = DiagnosticKind(
    "P0801", .error,
    zh: "没有命令“{0}”", en: "there is no command `{0}`",
    helpZh: "`policyc --help` 列出全部命令", helpEn: "`policyc --help` lists the commands")
  public static let unknownCommandNear = DiagnosticKind(
    "P0802", .error,
    zh: "没有命令“{0}”，是不是“{1}”？", en: "there is no command `{0}`, did you mean `{1}`?",
    helpZh: "`policyc --help` 列出全部命令", helpEn: "`policyc --help` lists the commands")
  public static let unknownOption = DiagnosticKind(
    "P0804", .error,
    zh: "没有选项“{0}”", en: "there is no option `{0}`",
    helpZh: "`policyc {1}--help` 列出它的选项", helpEn: "`policyc {1}--help` lists its options")
  public static let unknownOptionNear = DiagnosticKind(
    "P0805", .error,
    zh: "没有选项“{0}”，是不是“{2}”？", en: "there is no option `{0}`, did you mean `{2}`?",
    helpZh: "`policyc {1} --help` 列出它的选项", helpEn: "`policyc {1} --help` lists its options")
  public static let missingOptionValue = DiagnosticKind(
    "P0806", .error,
    zh: "选项“{0}”后面缺少{1}", en: "the option `{0}` needs {1}",
    helpZh: "写成 {0} 值，或 {0}=值", helpEn: "write {0} VALUE or {0}=VALUE")
  public static let surplusOptionValue = DiagnosticKind(
    "P0807", .error, zh: "选项“{0}”不带值", en: "the option `{0}` takes no value",
    helpZh: "去掉等号和后面的内容", helpEn: "leave out the equals sign and what follows")
  public static let wrongOptionValue = DiagnosticKind(
    "P0808", .error,
    zh: "选项“{0}”不能是“{1}”", en: "the option `{0}` cannot be `{1}`",
    helpZh: "可以写：{2}", helpEn: "allowed: {2}")
  public static let missingArgument = DiagnosticKind(
    "P0809", .error,
    zh: "缺少{0}", en: "{0} is missing",
    helpZh: "用法：{1}", helpEn: "usage: {1}")
  public static let surplusArgument = DiagnosticKind(
    "P0810", .error,
    zh: "多出了“{0}”", en: "`{0}` is one argument too many",
    helpZh: "用法：{1}；含空格的名称请加引号", helpEn: "usage: {1}; quote names that hold blanks")
  public static let repeatedOption = DiagnosticKind(
    "P0811", .error, zh: "选项“{0}”写了两次", en: "the option `{0}` stands twice",
    helpZh: "请只留一个", helpEn: "keep one of them")
  public static let wrongSetting = DiagnosticKind(
    "P0812", .error,
    zh: "“{0}”应写成 名称=值", en: "`{0}` should be written NAME=VALUE",
    helpZh: "例如 --set 最低一线年限=8年", helpEn: "for example --set minimum_years=8年")
  public static let unknownSettingName = DiagnosticKind(
    "P0813", .error,
    zh: "政策里没有名为“{0}”的参数或解读", en: "the policy has no parameter or reading `{0}`",
    helpZh: "可以设的有：{1}", helpEn: "what can be set: {1}")
  public static let unknownSettingNameNear = DiagnosticKind(
    "P0827", .error,
    zh: "政策里没有名为“{0}”的参数或解读，是不是“{2}”？",
    en: "the policy has no parameter or reading `{0}`, did you mean `{2}`?",
    helpZh: "可以设的有：{1}", helpEn: "what can be set: {1}")
  public static let nothingToSet = DiagnosticKind(
    "P0821", .error,
    zh: "不能设“{0}”：这份政策没有参数，也没有解读",
    en: "`{0}` cannot be set: the policy has neither parameters nor readings",
    helpZh: "要试别的数字，先在政策里写成参数，如 参数 {0}: 5年",
    helpEn: "to try other figures, make them parameters of the policy first")
  public static let wrongFigure = DiagnosticKind(
    "P0822", .error,
    zh: "“{0}”应设为{2}，“{1}”不是", en: "`{0}` takes {2}, which `{1}` is not",
    helpZh: "例如 --set {0}={3}", helpEn: "for example --set {0}={3}")
  public static let negativeSetting = DiagnosticKind(
    "P0823", .error,
    zh: "“{0}”不能设为负数“{1}”", en: "`{0}` cannot be set to the negative number `{1}`",
    helpZh: "例如 --set {0}={2}", helpEn: "for example --set {0}={2}")
  public static let unknownSettingValue = DiagnosticKind(
    "P0814", .error,
    zh: "“{0}”不能设为“{1}”", en: "`{0}` cannot be set to `{1}`",
    helpZh: "可以写：{2}", helpEn: "allowed: {2}")
  public static let settingWithoutUnit = DiagnosticKind(
    "P0828", .warning,
    zh: "“{0}”写的“{1}”没有单位，按 {2} 算", en: "`{1}` for `{0}` has no unit and counts as {2}",
    helpZh: "写成 --set {0}={2}", helpEn: "write --set {0}={2}")
  public static let settingInNoPolicy = DiagnosticKind(
    "P0829", .error,
    zh: "“{0}”在这几份政策里都不能设为“{1}”", en: "`{0}` cannot be set to `{1}` in any of these policies",
    helpZh: "可以写：{2}", helpEn: "allowed: {2}")
  public static let unknownOutputColumn = DiagnosticKind(
    "P0815", .error,
    zh: "输出没有“{0}”这一列", en: "the output has no column `{0}`",
    helpZh: "可以写：{1}", helpEn: "allowed: {1}")
  public static let noSuchCandidate = DiagnosticKind(
    "P0816", .error,
    zh: "数据里没有编号为“{0}”的候选人", en: "the data hold no candidate `{0}`",
    helpZh: "没有编号的行按行号命名，第一行数据是 1", helpEn: "a record without an id is named by its row, from 1")
  public static let noSuchCandidateNear = DiagnosticKind(
    "P0820", .error,
    zh: "数据里没有编号为“{0}”的候选人，是不是“{1}”？",
    en: "the data hold no candidate `{0}`, did you mean `{1}`?")
  public static let unknownEncoding = DiagnosticKind(
    "P0817", .error,
    zh: "不认识编码“{0}”", en: "the encoding `{0}` is not known",
    helpZh: "可以写：utf-8、gb18030、gbk、utf-16", helpEn: "allowed: utf-8, gb18030, gbk, utf-16")
  public static let unusableID = DiagnosticKind(
    "P0818", .error,
    zh: "“{0}”不能作政策的编号", en: "`{0}` cannot be the id of a policy",
    helpZh: "编号只用小写英文字母、数字和下划线，以字母开头，如 dalian",
    helpEn: "use lower-case letters, digits and `_`, starting with a letter, such as `dalian`")
  public static let notAWholeNumber = DiagnosticKind(
    "P0819", .error,
    zh: "选项“{0}”应当是 1 到 {2} 的整数，却是“{1}”",
    en: "the option `{0}` takes a whole number from 1 to {2}, found `{1}`")

  // Files.
  public static let noSuchFile = DiagnosticKind(
    "P0830", .error,
    zh: "找不到文件“{0}”", en: "there is no file `{0}`",
    helpZh: "请核对文件名和所在文件夹", helpEn: "check the name and the folder")
  public static let noSuchFileNear = DiagnosticKind(
    "P0831", .error,
    zh: "找不到文件“{0}”，是不是“{1}”？", en: "there is no file `{0}`, did you mean `{1}`?",
    helpZh: "请核对文件名和所在文件夹", helpEn: "check the name and the folder")
  public static let isFolder = DiagnosticKind(
    "P0832", .error,
    zh: "“{0}”是文件夹，不是文件", en: "`{0}` is a folder, not a file",
    helpZh: "请写出文件夹里的某个文件", helpEn: "name a file in it")
  public static let cannotRead = DiagnosticKind(
    "P0833", .error, zh: "读不了“{0}”：{1}", en: "`{0}` cannot be read: {1}")
  public static let cannotWrite = DiagnosticKind(
    "P0834", .error, zh: "写不了“{0}”：{1}", en: "`{0}` cannot be written: {1}")
  public static let alreadyExists = DiagnosticKind(
    "P0835", .error,
    zh: "“{0}”已经有了，没有改动它", en: "`{0}` exists already and was left as it is",
    helpZh: "请换一个编号，或用 -o 写到别的文件", helpEn: "choose another id, or another file with -o")
  public static let fileTooLarge = DiagnosticKind(
    "P0836", .error, zh: "“{0}”超过 64 MiB，不像是政策文件",
    en: "`{0}` is larger than 64 MiB, which is no policy file")
  public static let noPolicyFiles = DiagnosticKind(
    "P0837", .error, zh: "“{0}”里没有 .policy 文件", en: "there is no .policy file in `{0}`",
    helpZh: "请写出文件，或放政策文件的文件夹", helpEn: "name files, or a folder that holds policies")

  public static let notAPolicy = DiagnosticKind(
    "P0838", .error, zh: "“{0}”不是政策，而是词汇或日历", en: "`{0}` is a vocabulary or calendar, not a policy",
    helpZh: "请写出以“政策”开头的文件", helpEn: "name a file that starts with `policy`")

  public static let compiledNotSource = DiagnosticKind(
    "P0839", .error,
    zh: "“{0}”是编译好的政策，这里需要政策的原文", en: "`{0}` is a compiled policy, its source is needed here",
    helpZh: "请写出 .policy 文件", helpEn: "name the .policy file")

  public static let swappedFiles = DiagnosticKind(
    "P0824", .error,
    zh: "两个文件的先后写反了：“{0}”是数据，“{1}”是政策",
    en: "the two files are swapped: `{0}` holds data, `{1}` is the policy",
    helpZh: "先写政策，再写数据：policyc {2} {1} {0}",
    helpEn: "name the policy first: policyc {2} {1} {0}")
  public static let dataNotPolicy = DiagnosticKind(
    "P0825", .error,
    zh: "“{0}”是数据文件，不是政策", en: "`{0}` is a data file, not a policy",
    helpZh: "这里要写 .policy 文件；判定数据写成：policyc eval 政策.policy {0}",
    helpEn: "name a .policy file; to decide the data: policyc eval NAME.policy {0}")
  public static let policyNotData = DiagnosticKind(
    "P0826", .error,
    zh: "“{0}”是政策文件，不是数据", en: "`{0}` is a policy, not data",
    helpZh: "这里要写 CSV 或 JSON Lines 文件；`policyc schema 政策 -f csv` 写出表头",
    helpEn: "name a CSV or JSON Lines file; `policyc schema POLICY -f csv` prints a header")

  public static let policyGivenTwice = DiagnosticKind(
    "P0840", .error,
    zh: "政策“{0}”写了两次", en: "the policy `{0}` is given twice",
    helpZh: "每份政策只写一次；两份文件的编号相同的，改掉一个",
    helpEn: "name each policy once; of two files with the same id, change one")
  public static let differentSubjects = DiagnosticKind(
    "P0841", .error,
    zh: "政策“{0}”判定的是{1}，“{2}”判定的是{3}，不能用同一份数据",
    en: "`{0}` decides {1}, `{2}` decides {3}; they cannot share data",
    helpZh: "只把主体相同的政策放在一起", helpEn: "match policies with the same subject")
  public static let fieldsDiffer = DiagnosticKind(
    "P0842", .error,
    zh: "“{1}”和“{2}”的字段“{0}”不是一回事：编号或类型不同",
    en: "`{1}` and `{2}` do not mean the same by the field `{0}`: its id or type differs",
    helpZh: "在各份政策里把它的编号、中文名和类型写成一样，或者改成不同的名称",
    helpEn: "give it the same id, name and type in both, or different names")
  public static let fewerThanTwoPolicies = DiagnosticKind(
    "P0845", .error,
    zh: "要有两份以上的政策才能对照", en: "at least two policies are needed to compare",
    helpZh: "写出两份或更多：policyc compare 甲.policy 乙.policy",
    helpEn: "name two or more: policyc compare A.policy B.policy")
  public static let samePolicyTwice = DiagnosticKind(
    "P0846", .error,
    zh: "“{0}”和“{1}”是同一份政策，对照不出什么", en: "`{0}` and `{1}` are the same policy",
    helpZh: "请去掉一个，或换成要对照的另一份", helpEn: "leave one out, or name the one you meant")
  public static let differentVocabularies = DiagnosticKind(
    "P0847", .error,
    zh: "“{0}”用的词汇是 {1}，“{2}”用的是 {3}，没法并排对照",
    en: "`{0}` uses the vocabulary {1} and `{2}` uses {3}; they cannot stand side by side",
    helpZh: "并排对照的政策要用同一个词汇（文件开头的“使用”）",
    helpEn: "policies that are compared must `use` one vocabulary")
  public static let yearOutsidePolicy = DiagnosticKind(
    "P0848", .warning,
    zh: "{0} 年在这份政策的有效时间以外：{1}", en: "the year {0} lies outside the policy's life: {1}",
    helpZh: "核对 --from；照样估算了", helpEn: "check --from; the estimate was made all the same")

  public static let optionsExclude = DiagnosticKind(
    "P0850", .error,
    zh: "选项“{0}”和“{1}”不能一起用", en: "the options `{0}` and `{1}` cannot stand together",
    helpZh: "请去掉一个", helpEn: "leave one of them out")
  public static let unusableAnswer = DiagnosticKind(
    "P0851", .error,
    zh: "“{0}”应当是{2}，“{1}”不是", en: "`{0}` takes {2}, which `{1}` is not",
    helpZh: "只写这一项，前后不加别的字。例如：{3}；还没有定的写“待定”",
    helpEn: "write just that, without other words. For example: {3}; `open` for what is not decided"
  )

  static let usageKinds: [DiagnosticKind] = [
    optionsExclude, unusableAnswer,
    policyGivenTwice, differentSubjects, fieldsDiffer, yearOutsidePolicy,
    unknownSettingNameNear, nothingToSet, settingWithoutUnit, settingInNoPolicy, wrongFigure,
    negativeSetting, swappedFiles,
    dataNotPolicy, policyNotData,
    unknownCommand, unknownCommandNear, unknownOption, unknownOptionNear,
    missingOptionValue, surplusOptionValue, wrongOptionValue, missingArgument, surplusArgument,
    repeatedOption, wrongSetting, unknownSettingName, unknownSettingValue, unknownOutputColumn,
    noSuchCandidate, noSuchCandidateNear, unknownEncoding, unusableID, notAWholeNumber, noSuchFile,
    noSuchFileNear,
    isFolder, cannotRead, cannotWrite, alreadyExists, fileTooLarge, noPolicyFiles, notAPolicy,
    compiledNotSource, fewerThanTwoPolicies, samePolicyTwice, differentVocabularies,
  ]
}
