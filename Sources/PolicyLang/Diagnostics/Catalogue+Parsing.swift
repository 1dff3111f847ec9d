// P02xx: how words make sentences.
extension DiagnosticKind {
  public static let emptyFile = DiagnosticKind(
    "P0201", .error,
    zh: "文件是空的", en: "the file is empty",
    helpZh: "第一行写：政策 编号 \"名称\"；或者用 policyc new 生成一份草稿",
    helpEn: "start with `policy id \"title\"`, or let `policyc new` write a draft")
  public static let expectedStatement = DiagnosticKind(
    "P0202", .error,
    zh: "这里应当开始一个新的语句，写的却是“{0}”", en: "a statement should start here, but this is `{0}`",
    helpZh: "{1}", helpEn: "{1}")
  public static let expected = DiagnosticKind(
    "P0203", .error,
    zh: "这里应当写{0}，写的却是“{1}”", en: "expected {0}, found `{1}`",
    helpZh: "写法：{2}", helpEn: "the form is: {2}")
  public static let misplacedStatement = DiagnosticKind(
    "P0204", .error,
    zh: "“{0}”不能写在这里", en: "`{0}` may not stand here",
    helpZh: "它应当写在：{1}", helpEn: "it belongs in: {1}")
  public static let unclosedBlock = DiagnosticKind(
    "P0205", .error,
    zh: "左括号“{0}”没有对应的右括号", en: "this `{0}` is never closed",
    helpZh: "在内容结束处补上“{1}”", helpEn: "add `{1}` where its content ends")
  public static let mixedAndOr = DiagnosticKind(
    "P0206", .error,
    zh: "“且”和“或”混用，两种读法结果不同", en: "`and` and `or` are mixed; the two ways to read this differ",
    helpZh: "请加括号：(甲 且 乙) 或 丙，还是 甲 且 (乙 或 丙)",
    helpEn: "add parentheses: (a and b) or c, or rather a and (b or c)")
  public static let nestedTooDeep = DiagnosticKind(
    "P0207", .error,
    zh: "括号套得太深（超过 {0} 层）", en: "nested too deep (more than {0} levels)",
    helpZh: "把里面的条件写成定义，再引用它的名称", helpEn: "name the inner condition with `define` and use the name")
  public static let keywordAsName = DiagnosticKind(
    "P0208", .error,
    zh: "“{0}”是关键字，不能作名称", en: "`{0}` is a keyword and cannot be a name",
    helpZh: "换个说法，例如“{0}事项”", helpEn: "choose another word, such as `{0}_item`")
  public static let mixedLanguages = DiagnosticKind(
    "P0209", .error,
    zh: "一个文件只用一种关键字：这里的“{0}”应当写“{1}”",
    en: "a file uses one set of keywords: write `{1}` instead of `{0}`",
    helpZh: "policyc fmt --keywords zh 可以整份改写",
    helpEn: "policyc fmt --keywords en rewrites a whole file")
  public static let comparisonAfterFigure = DiagnosticKind(
    "P0210", .error,
    zh: "比较词写在数字前面：{0}", en: "the comparison goes before the figure: {0}",
    helpZh: "“以上、以下、以内”包含本数，“超过、不满”不包含",
    helpEn: "`at least` and `at most` include the figure itself, `over` and `under` do not")
  public static let strayBracket = DiagnosticKind(
    "P0211", .error,
    zh: "多了一个“{0}”，前面没有对应的左括号", en: "this `{0}` closes nothing",
    helpZh: "删去它，或者在前面补上左括号", helpEn: "delete it, or add the opening bracket before it")
  public static let noBlockHere = DiagnosticKind(
    "P0212", .error,
    zh: "“{0}”后面不能有花括号", en: "`{0}` takes no braces",
    helpZh: "把花括号里的内容写成单独的语句", helpEn: "write what stands in the braces as statements of their own")
  public static let expectedFirst = DiagnosticKind(
    "P0213", .error,
    zh: "文件的第一个词应当是“政策”“词汇”或“日历”，写的却是“{0}”",
    en: "a file starts with `policy`, `vocabulary` or `calendar`, not with `{0}`",
    helpZh: "例如：政策 mycity \"某市工匠培育办法\"",
    helpEn: "for example: policy mycity \"The craftsman programme of a city\"")
  public static let listConditionNeedsBrackets = DiagnosticKind(
    "P0214", .error,
    zh: "列表的条件写在括号里，并在前面加“其”",
    en: "a condition on list elements goes in parentheses and starts with `its`",
    helpZh: "例如：有 {0} (其 {1} …)", helpEn: "for example: has {0} (its {1} …)")
  public static let idNotASCII = DiagnosticKind(
    "P0215", .error,
    zh: "编号“{0}”只能用英文字母、数字和下划线，并以字母开头",
    en: "the id `{0}` must be ASCII letters, digits and `_`, starting with a letter",
    helpZh: "编号写在名称后的括号里，供数据文件使用", helpEn: "ids are used in data files")
  public static let duplicateKey = DiagnosticKind(
    "P0216", .error,
    zh: "“{0}”在同一个样例里写了两次", en: "`{0}` is given twice in one sample",
    helpZh: "只保留一个", helpEn: "keep one of them")
  public static let reversedExclusion = DiagnosticKind(
    "P0217", .warning,
    zh: "“不得”后面写出现了就不行的情形；这里以“非”开头，意思正好相反？",
    en:
      "`exclude` is followed by what must not be the case; starting it with `not` says the opposite",
    helpZh: "去掉“非”，或者改用“应当”", helpEn: "drop the `not`, or use `must`")
  public static let writtenTwice = DiagnosticKind(
    "P0218", .error,
    zh: "“{0}”在这里只能写一次，前面已经写过", en: "`{0}` may stand here only once, and stands above already",
    helpZh: "只留文件里写的那一条；同一件事两处说法不同的，用“解读”",
    helpEn: "keep the one that the document has; where it says two things, use a `reading`")

  public static let missingBrace = DiagnosticKind(
    "P0219", .error,
    zh: "“{0}”这一行的末尾缺左花括号“{”", en: "a `{` is missing at the end of the line of `{0}`",
    helpZh: "{1}写在它的花括号里：这一行末尾补“{”，最后一条后面写“}”",
    helpEn: "{1} stands in its braces: add `{` here, and `}` after the last of it")
  public static let unclosedStatement = DiagnosticKind(
    "P0220", .error,
    zh: "第 {1} 行“{0}”的花括号没有合上，缺“}”",
    en: "the braces of `{0}` on line {1} are never closed: a `}` is missing",
    helpZh: "在它的最后一条内容后面补上“}”", helpEn: "add `}` after the last of its content")

  static let parsingKinds: [DiagnosticKind] = [
    emptyFile, expectedStatement, expected, misplacedStatement, unclosedBlock, mixedAndOr,
    nestedTooDeep, keywordAsName, mixedLanguages, comparisonAfterFigure, strayBracket, noBlockHere,
    expectedFirst, listConditionNeedsBrackets, idNotASCII, duplicateKey, reversedExclusion,
    writtenTwice, missingBrace, unclosedStatement,
  ]
}
