// P01xx: characters and words.
extension DiagnosticKind {
  public static let invalidUTF8 = DiagnosticKind(
    "P0101", .error,
    zh: "文件不是有效的 UTF-8 文本（从第 {0} 个字节起）", en: "the file is not valid UTF-8 (from byte {0})",
    helpZh: "用记事本或 WPS 打开，另存为“UTF-8”编码", helpEn: "save the file again with the encoding UTF-8")
  public static let hiddenCharacter = DiagnosticKind(
    "P0102", .error,
    zh: "这里有一个看不见的字符 {0}，名称里不能有",
    en: "an invisible character {0} stands here; names may not hold it",
    helpZh: "删去它；从网页复制的文字常带这种字符",
    helpEn: "delete it; text copied from web pages often carries such characters")
  public static let foreignCharacter = DiagnosticKind(
    "P0103", .error,
    zh: "这里不认识字符“{0}”", en: "the character `{0}` has no meaning here",
    helpZh: "名称只用汉字、英文字母、数字和下划线；其他文字写在引号里",
    helpEn:
      "names are Han characters, ASCII letters, digits and `_`; put other text in quotation marks")
  public static let unclosedText = DiagnosticKind(
    "P0104", .error,
    zh: "引号没有合上", en: "the quotation mark is never closed",
    helpZh: "在同一行写上“{0}”", helpEn: "close it with `{0}` on the same line")
  public static let numberTooLarge = DiagnosticKind(
    "P0105", .error,
    zh: "数字“{0}”太大，超出能精确计算的范围", en: "the number `{0}` is too large to compute exactly",
    helpZh: "最多写 18 位数字", helpEn: "write at most 18 digits")
  public static let noSuchDate = DiagnosticKind(
    "P0106", .error,
    zh: "没有“{0}”这一天", en: "there is no such day as `{0}`",
    helpZh: "请核对月份和日期，例如 2024-01-03", helpEn: "check month and day, as in 2024-01-03")
  public static let emptyCitation = DiagnosticKind(
    "P0107", .error,
    zh: "@ 后面没有写依据，或看不懂“{0}”", en: "`@` is followed by no place that can be understood: `{0}`",
    helpZh: "写条号，例如 @第三条、@第四条(二)1；没有条号的部分写名称，例如 @通知",
    helpEn:
      "write the article, as in @art.3 or @art.4(2)1; parts without articles by name, as in @notice"
  )

  static let lexingKinds: [DiagnosticKind] = [
    invalidUTF8, hiddenCharacter, foreignCharacter, unclosedText, numberTooLarge, noSuchDate,
    emptyCitation,
  ]
}
