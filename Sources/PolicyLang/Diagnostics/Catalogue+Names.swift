// P03xx: files that belong together, and the names they declare.
extension DiagnosticKind {
  public static let missingFile = DiagnosticKind(
    "P0301", .error,
    zh: "找不到“{0}”", en: "`{0}` cannot be found",
    helpZh: "文件应当叫 {0}.policy，放在同一个文件夹里，或用 --path 指出所在文件夹",
    helpEn:
      "the file should be called {0}.policy and lie in the same folder, or in one given with --path"
  )
  public static let importCycle = DiagnosticKind(
    "P0302", .error,
    zh: "文件互相引用，绕成了一圈：{0}", en: "the files use each other in a circle: {0}",
    helpZh: "去掉其中一处“使用”“基于”或“扩展”", helpEn: "remove one of these `use`, `based on` or `extends`")
  public static let duplicateName = DiagnosticKind(
    "P0303", .error,
    zh: "“{0}”已经声明过了", en: "`{0}` is declared twice",
    helpZh: "给其中一个换个名称", helpEn: "give one of them another name")
  public static let unknownName = DiagnosticKind(
    "P0304", .error,
    zh: "“{0}”没有见过{1}", en: "`{0}` is not known{1}",
    helpZh: "{2}", helpEn: "{2}")
  public static let wrongKindOfFile = DiagnosticKind(
    "P0305", .error,
    zh: "“{0}”是{1}文件，这里需要{2}文件", en: "`{0}` is a {1} file; a {2} file is needed here",
    helpZh: "检查“使用”“基于”“扩展”后面的编号", helpEn: "check the id after `use`, `based on` or `extends`")
  public static let noVocabulary = DiagnosticKind(
    "P0306", .error,
    zh: "政策没有写用哪一份词汇", en: "the policy does not say which vocabulary it uses",
    helpZh: "在开头加一行：使用 craftsman", helpEn: "add a line near the top: use craftsman")
  public static let nothingToReplace = DiagnosticKind(
    "P0307", .error,
    zh: "所依据的政策里没有“{0}”，无从替换或删除",
    en: "the policy this is based on has no `{0}` to replace or remove",
    helpZh: "{1}", helpEn: "{1}")
  public static let replaceWithoutBase = DiagnosticKind(
    "P0308", .error,
    zh: "这份政策不以别的政策为基础，不能写“替换”或“删除”",
    en: "this policy is not based on another, so nothing can be replaced or removed",
    helpZh: "在第一行写明：政策 编号 \"名称\" 基于 另一份政策的编号",
    helpEn: "say so in the first line: policy id \"title\" based on other_id")
  public static let inheritedName = DiagnosticKind(
    "P0309", .error,
    zh: "“{0}”在所依据的政策里已经有了", en: "`{0}` is inherited from the policy this is based on",
    helpZh: "要改它，在前面写“替换”", helpEn: "to change it, write `replace` in front")
  public static let definitionCycle = DiagnosticKind(
    "P0310", .error,
    zh: "“{0}”的意思要靠它自己来说明：{1}", en: "`{0}` is explained by itself: {1}",
    helpZh: "让其中一个只用字段来写", helpEn: "write one of them with fields only")
  public static let runTogether = DiagnosticKind(
    "P0311", .error,
    zh: "“{0}”没有见过。是分开的几个词吗：{1}", en: "`{0}` is not known; are these separate words: {1}",
    helpZh: "词与词之间空一格", helpEn: "put a blank between words")
  public static let notExtensible = DiagnosticKind(
    "P0319", .error,
    zh: "没有叫“{0}”的选项或等级，补充不了",
    en: "no choice or level is called `{0}`, so nothing can be added to it",
    helpZh: "{1}可以补充的有：{2}", helpEn: "{1}values can be added to: {2}")
  public static let valueOfOther = DiagnosticKind(
    "P0312", .error,
    zh: "“{0}”没有“{1}”这一项；它属于{2}", en: "`{0}` has no value `{1}`; that belongs to {2}",
    helpZh: "可用：{3}", helpEn: "its values are: {3}")
  public static let unknownValue = DiagnosticKind(
    "P0313", .error,
    zh: "“{0}”没有“{1}”这一项{2}", en: "`{0}` has no value `{1}`{2}",
    helpZh: "可用：{3}{4}", helpEn: "its values are: {3}{4}")
  public static let missingName = DiagnosticKind(
    "P0314", .error,
    zh: "没有{0}叫“{1}”{2}", en: "no {0} is called `{1}`{2}",
    helpZh: "先用“{3}”声明它，或者改成已有的名称", helpEn: "declare it with `{3}` first, or use a name that exists"
  )
  public static let missingClauseOfTest = DiagnosticKind(
    "P0318", .error,
    zh: "测试里的条款“{0}”政策里没有{1}", en: "the test names a clause `{0}` that the policy does not have{1}",
    helpZh: "现有的条款：{2}。条款已经删去的，测试也要删去或者改写",
    helpEn: "the clauses are: {2}. Where a clause was removed, remove or rewrite its tests")
  public static let outsideList = DiagnosticKind(
    "P0316", .error,
    zh: "“其”只能写在列表的条件里，这里没有列表",
    en: "`its` belongs in a condition on list elements; there is no list here",
    helpZh: "候选人自己的事实直接写名称，不加“其”", helpEn: "write the name of a candidate's own fact without `its`")

  public static let unitWithoutKind = DiagnosticKind(
    "P0317", .error,
    zh: "“{0}”是单位，后面还要写是整数还是小数", en: "`{0}` is a unit; what kind of number is it?",
    helpZh: "写“{0} 整数”，或者“{0} 小数 2位”", helpEn: "write `{0} integer` or `{0} decimal 2`")

  static let nameKinds: [DiagnosticKind] = [
    missingFile, importCycle, duplicateName, unknownName, wrongKindOfFile, noVocabulary,
    nothingToReplace, replaceWithoutBase, inheritedName, definitionCycle, runTogether, valueOfOther,
    unknownValue, missingName, missingClauseOfTest, outsideList,
    unitWithoutKind, notExtensible,
  ]
}
