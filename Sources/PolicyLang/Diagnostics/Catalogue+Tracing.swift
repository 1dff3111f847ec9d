// A policy held against the text of its document. Ids P0900 to P0929.
extension DiagnosticKind {
  public static let notPlainText = DiagnosticKind(
    "P0900", .error,
    zh: "“{0}”是{1}，不是纯文本", en: "`{0}` is {1}, not plain text",
    helpZh: "打开它，全选、复制到记事本，另存为 .txt 文件再核对",
    helpEn: "open it, copy everything into a plain text editor and save it as .txt")
  public static let emptyDocument = DiagnosticKind(
    "P0901", .error,
    zh: "“{0}”里没有文字", en: "`{0}` holds no words",
    helpZh: "换成文件的全文", helpEn: "give the full text of the document")
  public static let notAChineseDocument = DiagnosticKind(
    "P0902", .error,
    zh: "“{0}”不是中文文件，没有可以核对的条文",
    en: "`{0}` is not in Chinese, so there are no articles to hold the policy against",
    helpZh: "请给出政策所依据的中文原文", helpEn: "give the Chinese text that the policy cites")
  public static let lostCharacters = DiagnosticKind(
    "P0903", .warning,
    zh: "从这里起有 {0} 个字读不出来，核对可能不全",
    en: "{0} characters from here on cannot be read; what follows may be incomplete",
    helpZh: "重新存成 UTF-8 或 GB18030 的文本", helpEn: "save the text again as UTF-8 or GB 18030")
  public static let anotherDocument = DiagnosticKind(
    "P0904", .warning,
    zh: "文本里没有出现政策的名称、发文机关或文号，是不是拿错了文件",
    en: "neither the title, the issuer nor the number of the policy occurs in the text",
    helpZh: "核对的应当是“{0}”的原文", helpEn: "it should be the document of `{0}`")
  public static let figuresOnly = DiagnosticKind(
    "P0905", .note,
    zh: "政策引用的是“第几条”，这份文本没有条，所以只核对数字",
    en: "the policy cites articles and this text has none, so only figures are compared",
    helpZh: "解读材料、问答可以这样核对；要核对条文，请给出原文",
    helpEn: "this suits explainers; to compare articles, give the document itself")
  public static let noSuchSource = DiagnosticKind(
    "P0906", .error,
    zh: "政策没有声明叫“{0}”的来源文件", en: "the policy declares no document called `{0}`",
    helpZh: "--document 后面写政策里“来源文件”的名称；核对主要的那份文件时不用写",
    helpEn: "--document takes the name of a `document` of the policy; leave it out for the main one"
  )

  public static let traceWithoutSource = DiagnosticKind(
    "P0907", .error,
    zh: "没有说原文在哪里", en: "the text of the document is missing",
    helpZh: "把文件全文存成 .txt，再写：policyc trace {0} --source 原文.txt",
    helpEn: "save the document as .txt and name it: policyc trace {0} --source TEXT.txt")

  public static let citedPlaceMissing = DiagnosticKind(
    "P0910", .error,
    zh: "依据“{0}”在文件里不存在", en: "the document has no {0}",
    helpZh: "{1}", helpEn: "{1}")
  public static let citedPartMissing = DiagnosticKind(
    "P0911", .warning,
    zh: "依据“{0}”不在这份文本里", en: "this text does not hold the part {0}",
    helpZh: "文本也许只收了正文；把{0}补进文本再核对",
    helpEn: "perhaps only the articles were copied; add the part to the text")
  public static let articleNotCovered = DiagnosticKind(
    "P0912", .warning,
    zh: "{0}没有任何一条规则引用", en: "no declaration cites {0}",
    helpZh: "补上规则；只是表态、不产生规则的，写：宣示 名称 @{0}",
    helpEn: "add its rules, or, where it rules nothing: recital NAME @{0}")
  public static let itemNotCovered = DiagnosticKind(
    "P0913", .warning,
    zh: "{0}没有任何一条规则引用，同一条里别的项有",
    en: "no declaration cites {0}, though others of its article are cited",
    helpZh: "补上规则；只是表态、不产生规则的，写：宣示 名称 @{0}",
    helpEn: "add its rules, or, where it rules nothing: recital NAME @{0}")
  public static let figureNotInDocument = DiagnosticKind(
    "P0914", .error,
    zh: "{1}里没有“{0}”这个数", en: "{1} does not say `{0}`",
    helpZh: "对照原文改数，或者改依据", helpEn: "correct the figure or the citation")
  public static let figureElsewhere = DiagnosticKind(
    "P0915", .error,
    zh: "{1}里没有“{0}”这个数，它在{2}", en: "{1} does not say `{0}`; {2} does",
    helpZh: "依据多半是 @{2}", helpEn: "the citation is probably @{2}")
  public static let figureNotUsed = DiagnosticKind(
    "P0916", .warning,
    zh: "{1}的“{0}”，引用这一条的规则都没有用到", en: "no clause that cites {1} uses its `{0}`",
    helpZh: "补上规则；不必写成规则的，在一条存疑或说明里提到它",
    helpEn: "add the rule; where none is needed, mention the figure in an open point or explanation"
  )
  public static let boundDiffers = DiagnosticKind(
    "P0917", .warning,
    zh: "这里写“{0}”，{1}写的是“{2}”", en: "this says `{0}`, {1} says `{2}`",
    helpZh: "以上、以下、以内包含本数，超过、不满不包含",
    helpEn: "以上, 以下 and 以内 include the figure itself, 超过 and 不满 do not")
  public static let figureNotInPolicy = DiagnosticKind(
    "P0918", .warning,
    zh: "文本里的“{0}”，政策里没有", en: "the policy does not say `{0}`, this text does",
    helpZh: "对照原文：文本写错了，还是政策漏了", helpEn: "the text is wrong or the policy lacks it")
  public static let figureNotExplained = DiagnosticKind(
    "P0919", .note,
    zh: "政策里的“{0}”，文本没有提到", en: "the text does not mention `{0}`")

  public static let documentNumberLeaps = DiagnosticKind(
    "P0920", .warning,
    zh: "“{0}”之后直接是“{1}”", en: "`{0}` is followed by `{1}`",
    helpZh: "看看文本是不是缺了页；原文就是这样的，写一条：存疑 条号跳跃 @{1}",
    helpEn: "see whether a page is missing; where the document is so, write: open NAME @{1}")
  public static let documentNumberRepeats = DiagnosticKind(
    "P0921", .warning,
    zh: "“{0}”之后又是“{1}”", en: "`{0}` is followed by `{1}` again",
    helpZh: "看看文本是不是重复粘贴；原文就是这样的，写一条：存疑 条号重复 @{1}",
    helpEn: "see whether it was pasted twice; where the document is so, write: open NAME @{1}")
  public static let documentStartsLate = DiagnosticKind(
    "P0922", .warning,
    zh: "编号从“{0}”开始，前面的没有", en: "numbering starts with `{0}`",
    helpZh: "看看文本是不是缺了开头", helpEn: "see whether the beginning is missing")
  public static let documentStartsInMiddle = DiagnosticKind(
    "P0923", .warning,
    zh: "文本从中间开始：“{0}”排在“{1}”前面",
    en: "the text starts in the middle: `{0}` stands before `{1}`",
    helpZh: "前后两段颠倒了，调过来再核对", helpEn: "its two parts are exchanged")
  public static let documentNumberNoted = DiagnosticKind(
    "P0924", .note,
    zh: "{0}的编号不连续，政策已经写在“{1}”里", en: "{0} is out of sequence, as `{1}` of the policy notes")

  static let tracingKinds: [DiagnosticKind] = [
    notPlainText, emptyDocument, notAChineseDocument, lostCharacters, anotherDocument, figuresOnly,
    noSuchSource, traceWithoutSource, citedPlaceMissing, citedPartMissing, articleNotCovered,
    itemNotCovered,
    figureNotInDocument, figureElsewhere, figureNotUsed, boundDiffers, figureNotInPolicy,
    figureNotExplained, documentNumberLeaps, documentNumberRepeats, documentStartsLate,
    documentStartsInMiddle, documentNumberNoted,
  ]
}
