/// Data: what can be wrong with a cell, a row, a JSON record or a whole file of candidates.
///
/// Line and column are carried beside the message, so the messages name the value only. Ids P0700 to P0749
/// and P0770 to P0779.
extension DiagnosticKind {
  // Cells.
  public static let notBoolean = DiagnosticKind(
    "P0701", .error,
    zh: "“{0}”不是“是”或“否”", en: "`{0}` is neither yes nor no",
    helpZh: "请写：是、否、true、false、1 或 0；不知道就留空",
    helpEn: "write 是, 否, true, false, 1 or 0; leave it empty if it is not known")
  public static let notFigure = DiagnosticKind(
    "P0702", .error,
    zh: "“{0}”不是数", en: "`{0}` is not a number",
    helpZh: "请写成 {1}；不用千位分隔符，不用科学计数法",
    helpEn: "write it as {1}, without thousands separators and without an exponent")
  public static let notWhole = DiagnosticKind(
    "P0703", .error,
    zh: "“{0}”应当是整数", en: "`{0}` should be a whole number",
    helpZh: "这一项只收整数，请核对原来的数", helpEn: "only whole numbers fit here; check the figure")
  public static let tooManyPlaces = DiagnosticKind(
    "P0704", .error,
    zh: "“{0}”的小数太长，这里最多 {1} 位", en: "`{0}` has too many decimals, at most {1} here",
    helpZh: "请四舍五入后再填", helpEn: "round it first")
  public static let outOfRange = DiagnosticKind(
    "P0705", .error,
    zh: "“{0}”超出范围，应在 {1} 至 {2} 之间", en: "`{0}` is out of range, expected {1} to {2}")
  public static let figureTooLarge = DiagnosticKind(
    "P0706", .error,
    zh: "“{0}”太大或位数太多，无法精确计算",
    en: "`{0}` is too large or has too many digits to compute with exactly",
    helpZh: "请核对是否多写了数字", helpEn: "check for extra digits")
  public static let notDate = DiagnosticKind(
    "P0707", .error,
    zh: "“{0}”不是日期", en: "`{0}` is not a date",
    helpZh: "请写成 2024-01-03、2024/1/3 或 2024年1月3日",
    helpEn: "write 2024-01-03, 2024/1/3 or 2024年1月3日")
  public static let noSuchDay = DiagnosticKind(
    "P0708", .error,
    zh: "日历上没有“{0}”这一天", en: "there is no day `{0}`",
    helpZh: "请核对月份和日子", helpEn: "check the month and the day")
  public static let notMoney = DiagnosticKind(
    "P0709", .error,
    zh: "“{0}”不是金额", en: "`{0}` is not an amount of money",
    helpZh: "请写成 50000、50000.00 或 5万元", helpEn: "write 50000, 50000.00 or 5万元")
  public static let notShare = DiagnosticKind(
    "P0710", .error,
    zh: "“{0}”不是百分比", en: "`{0}` is not a percentage",
    helpZh: "请写成 30% 或 0.3", helpEn: "write 30% or 0.3")
  public static let notValue = DiagnosticKind(
    "P0711", .error,
    zh: "“{0}”不在“{1}”的取值之中", en: "`{0}` is not one of the values of `{1}`",
    helpZh: "可以写：{2}", helpEn: "allowed: {2}")
  public static let notValueNear = DiagnosticKind(
    "P0712", .error,
    zh: "“{0}”不在“{1}”的取值之中，是不是“{3}”？",
    en: "`{0}` is not one of the values of `{1}`, did you mean `{3}`?",
    helpZh: "可以写：{2}", helpEn: "allowed: {2}")
  public static let notJudgement = DiagnosticKind(
    "P0713", .error,
    zh: "“{0}”不是认定结果", en: "`{0}` is not a finding",
    helpZh: "请写：合格 或 不合格；还没有认定就留空",
    helpEn: "write 合格 or 不合格 (or true, false); leave it empty if there is no finding yet")
  public static let notList = DiagnosticKind(
    "P0714", .error,
    zh: "“{0}”不是列表", en: "`{0}` is not a list",
    helpZh: "请写成方括号里的 JSON，如 {1}；或者改用带编号的列，如 {2}",
    helpEn: "write JSON in square brackets, such as {1}, or use numbered columns such as {2}")
  public static let wrongJSONType = DiagnosticKind(
    "P0715", .error,
    zh: "这里应当是{1}，却是{0}", en: "expected {1}, found {0}")
  public static let notYear = DiagnosticKind(
    "P0716", .error,
    zh: "“{0}”不是年份", en: "`{0}` is not a calendar year",
    helpZh: "请写成 2026 或 2026年", helpEn: "write 2026 or 2026年")
  public static let notMonthDay = DiagnosticKind(
    "P0717", .error,
    zh: "“{0}”不是几月几日", en: "`{0}` is not a day of the year",
    helpZh: "请写成 11月30日 或 11-30", helpEn: "write 11-30 or 11月30日")
  public static let emptyText = DiagnosticKind(
    "P0718", .error,
    zh: "空文字不是{0}", en: "an empty text is not {0}",
    helpZh: "不知道的事项请写 null，或者不写这一项",
    helpEn: "leave the key out or write null for what is not known")
  public static let notWaiver = DiagnosticKind(
    "P0719", .error,
    zh: "豁免“{0}”没有写明条款", en: "the waiver `{0}` names no clause",
    helpZh: "请写条款的名称或编号，或者写成 {\"clause\":\"…\",\"by\":\"…\"}",
    helpEn: "write the clause's name or id, or an object with a `clause`")

  // Rows.
  public static let raggedRow = DiagnosticKind(
    "P0720", .error,
    zh: "这一行有 {0} 格，表头有 {1} 列", en: "this row has {0} cells, the header has {1} columns",
    helpZh: "请检查是否缺少逗号，或者含逗号的内容没有加引号",
    helpEn: "check for a missing comma, or for a comma inside a cell without quotes")
  public static let strayQuote = DiagnosticKind(
    "P0721", .error,
    zh: "引号出现在单元格中间", en: "a quotation mark stands in the middle of a cell",
    helpZh: "含引号的内容整格加引号，里面的引号写两遍：\"他说\"\"好\"\"\"",
    helpEn: "quote the whole cell and double the mark inside it: \"say \"\"yes\"\"\"")
  public static let textAfterQuote = DiagnosticKind(
    "P0722", .error,
    zh: "后引号之后还有文字", en: "there is text after the closing quotation mark of a cell",
    helpZh: "后引号之后应当是逗号或换行；里面的引号写两遍",
    helpEn: "a comma or the end of the line should follow; double a mark inside the cell")
  public static let unclosedQuote = DiagnosticKind(
    "P0723", .error,
    zh: "从这一行开始的引号直到文件末尾也没有关上",
    en: "a quotation mark that opens here never closes before the end of the file",
    helpZh: "请补上后引号；其后的各行都没有读", helpEn: "close it; the rows after it were not read")
  public static let cellTooLarge = DiagnosticKind(
    "P0724", .error, zh: "单元格超过 1 MiB", en: "a cell is larger than 1 MiB",
    helpZh: "请检查引号是否关上", helpEn: "check that its quotation mark closes")
  public static let recordTooLarge = DiagnosticKind(
    "P0725", .error, zh: "一条记录超过 16 MiB", en: "a record is larger than 16 MiB",
    helpZh: "请检查引号是否关上，每行是否只有一条记录",
    helpEn: "check that quotation marks close and that each line holds one record")
  public static let notUTF8Record = DiagnosticKind(
    "P0726", .error,
    zh: "有不属于文件编码的字节", en: "there are bytes that do not belong to the file's encoding",
    helpZh: "请把文件另存为 UTF-8，或者用 --encoding 写明编码",
    helpEn: "save the file as UTF-8, or name its encoding with --encoding")

  // JSON.
  public static let notJSONObject = DiagnosticKind(
    "P0727", .error,
    zh: "这一行应当是一个 JSON 对象，却是{0}",
    en: "this line should hold one JSON object, found {0}",
    helpZh: "每行写一个候选人：{\"id\":\"c1\", …}",
    helpEn: "write one candidate per line: {\"id\":\"c1\", …}")
  public static let jsonSyntax = DiagnosticKind(
    "P0728", .error,
    zh: "JSON 第 {0} 个字节处应当是{1}", en: "JSON byte {0}: expected {1}",
    helpZh: "请检查引号、逗号和括号", helpEn: "check quotation marks, commas and brackets")
  public static let jsonTooDeep = DiagnosticKind(
    "P0729", .error, zh: "JSON 嵌套超过 {0} 层", en: "JSON is nested more than {0} levels deep")
  public static let jsonDuplicateKey = DiagnosticKind(
    "P0730", .error, zh: "键“{0}”写了两次", en: "the key `{0}` stands twice",
    helpZh: "请只留一个", helpEn: "keep one of them")
  public static let sameFieldTwice = DiagnosticKind(
    "P0731", .error,
    zh: "“{0}”和“{1}”是同一个字段", en: "`{0}` and `{1}` are the same field",
    helpZh: "请只留一个", helpEn: "keep one of them")

  // Headers and files.
  public static let duplicateColumn = DiagnosticKind(
    "P0732", .error,
    zh: "列“{0}”出现了两次：第 {1} 列和第 {2} 列",
    en: "the column `{0}` stands twice, at {1} and {2}",
    helpZh: "请删去或改名其中一列", helpEn: "delete or rename one of them")
  public static let unknownColumn = DiagnosticKind(
    "P0733", .warning,
    zh: "没有名为“{0}”的字段，这一列没有用上",
    en: "no field is called `{0}`, so this column is not used")
  public static let unknownColumnNear = DiagnosticKind(
    "P0734", .warning,
    zh: "没有名为“{0}”的字段，这一列没有用上，是不是“{1}”？",
    en: "no field is called `{0}`, so this column is not used, did you mean `{1}`?")
  public static let noKnownColumn = DiagnosticKind(
    "P0735", .error,
    zh: "表头没有一列是这份政策用到的字段：{0}",
    en: "the header has no column that the policy knows: {0}",
    helpZh: "第一行应当是以逗号分隔的列名；`policyc schema --format csv` 会写出表头",
    helpEn: "the first line should hold column names separated by commas; "
      + "`policyc schema --format csv` prints one")
  public static let emptyData = DiagnosticKind(
    "P0736", .error,
    zh: "文件是空的", en: "the file is empty",
    helpZh: "CSV 的第一行是列名，其后每行一个候选人",
    helpEn: "a CSV file starts with a line of column names, then one candidate per line")
  public static let spreadsheetFile = DiagnosticKind(
    "P0737", .error,
    zh: "这是 Excel 工作簿，不是 CSV", en: "this is an Excel workbook, not CSV",
    helpZh: "请在 Excel 或 WPS 里选“另存为”，类型选“CSV UTF-8（逗号分隔）”",
    helpEn: "in Excel or WPS choose Save As, type “CSV UTF-8 (Comma delimited)”")
  public static let jsonArrayFile = DiagnosticKind(
    "P0738", .error,
    zh: "这是一个 JSON 数组，应当每行一个对象", en: "this is a JSON array, expected one object per line",
    helpZh: "请改存为 JSON Lines，如 `jq -c '.[]' 旧文件 > 新文件.jsonl`",
    helpEn: "save it as JSON Lines, for example with `jq -c '.[]' old.json > new.jsonl`")
  public static let brokenHeader = DiagnosticKind(
    "P0739", .error,
    zh: "表头读不出来：{0}", en: "the header cannot be read: {0}",
    helpZh: "请检查第一行的引号", helpEn: "check the quotation marks of the first line")

  // Events.
  public static let unknownEvent = DiagnosticKind(
    "P0740", .error, zh: "没有名为“{0}”的事件", en: "no event is called `{0}`",
    helpZh: "可以写：{1}", helpEn: "allowed: {1}")
  public static let eventWithoutName = DiagnosticKind(
    "P0741", .error,
    zh: "事件没有写明是什么事件", en: "an event does not say which event it is",
    helpZh: "请写成 {\"event\":\"announced\",\"on\":\"2024-05-06\"}",
    helpEn: "write {\"event\":\"announced\",\"on\":\"2024-05-06\"}")

  public static let unnamedColumn = DiagnosticKind(
    "P0742", .warning,
    zh: "第 {0} 列没有列名，没有用上", en: "column {0} has no name and is not used")
  public static let unknownKeepColumn = DiagnosticKind(
    "P0743", .error,
    zh: "数据里没有要保留的列“{0}”", en: "the data have no column `{0}` to keep",
    helpZh: "有这些列：{1}", helpEn: "the columns are: {1}")
  public static let notText = DiagnosticKind(
    "P0744", .error,
    zh: "文件编码既不是 UTF-8 也不是 GB18030", en: "the file is neither UTF-8 nor GB18030",
    helpZh: "请另存为 UTF-8，或者用 --encoding 写明编码",
    helpEn: "save it as UTF-8, or name its encoding with --encoding")

  public static let negativeFigure = DiagnosticKind(
    "P0745", .error,
    zh: "“{0}”是负数，{1}不能是负数", en: "`{0}` is negative, {1} cannot be",
    helpZh: "请核对；不知道就留空", helpEn: "check it; leave it empty if it is not known")
  public static let listFilledTwice = DiagnosticKind(
    "P0746", .error,
    zh: "这一行在“{0}”和带编号的列“{1}”里都填了同一个列表",
    en: "this row fills the list both in `{0}` and in the numbered column `{1}`",
    helpZh: "每一行只填一处", helpEn: "fill one of them per row")
  public static let duplicateIDs = DiagnosticKind(
    "P0747", .warning,
    zh: "有编号重复：{0}", en: "ids stand more than once: {0}",
    helpZh: "各行都照样判定；请核对是不是同一个人",
    helpEn: "every row was decided; check whether they are the same person")

  public static let encodingDoesNotFit = DiagnosticKind(
    "P0748", .error,
    zh: "按“{0}”读不通这个文件，它看来是 {1}",
    en: "the file cannot be read as {0}; it looks like {1}",
    helpZh: "去掉 --encoding 让程序自行判断，或者写 --encoding {1}",
    helpEn: "leave --encoding out, or write --encoding {1}")

  // Tables out of spreadsheets.
  public static let blankRows = DiagnosticKind(
    "P0749", .warning,
    zh: "有 {0} 个空行没有算，第一个在第 {1} 行",
    en: "rows with nothing in them were passed over: {0}, the first on line {1}")
  public static let notATable = DiagnosticKind(
    "P0770", .error,
    zh: "这是{0}，不是表格", en: "this is a {0}, not a table",
    helpZh: "请用 Excel 或 WPS 里的表格：选“另存为”，类型选“CSV UTF-8（逗号分隔）”",
    helpEn: "take the table in Excel or WPS: choose Save As, type “CSV UTF-8 (Comma delimited)”")
  public static let otherSeparator = DiagnosticKind(
    "P0771", .error,
    zh: "这个文件的列用{0}分隔，不是逗号", en: "the columns of this file are separated by {0}, not commas",
    helpZh: "请在 Excel 或 WPS 里打开它，选“另存为”，类型选“CSV UTF-8（逗号分隔）”",
    helpEn: "open it in Excel or WPS and choose Save As, type “CSV UTF-8 (Comma delimited)”")
  public static let namesBelow = DiagnosticKind(
    "P0772", .error,
    zh: "列名看来在第 {0} 行，应当在第一行",
    en: "the column names seem to stand on line {0}, they should stand on the first",
    helpZh: "请删去列名上面的标题，只留列名和数据",
    helpEn: "delete the title above them, so that column names and data are left")
  public static let jsonInTable = DiagnosticKind(
    "P0773", .error,
    zh: "文件内容是 JSON Lines，不是 CSV", en: "what is in the file is JSON Lines, not CSV",
    helpZh: "请把文件名的结尾改成 .jsonl", helpEn: "let the name of the file end in .jsonl")

  static let dataKinds: [DiagnosticKind] = [
    blankRows, notATable, otherSeparator, namesBelow, jsonInTable, negativeFigure, listFilledTwice,
    duplicateIDs, encodingDoesNotFit,
    notBoolean, notFigure, notWhole, tooManyPlaces, outOfRange, figureTooLarge, notDate,
    noSuchDay, notMoney, notShare, notValue, notValueNear, notJudgement, notList, wrongJSONType,
    notYear, notMonthDay, emptyText, notWaiver, raggedRow, strayQuote, textAfterQuote,
    unclosedQuote, cellTooLarge, recordTooLarge, notUTF8Record, notJSONObject, jsonSyntax,
    jsonTooDeep, jsonDuplicateKey, sameFieldTwice, duplicateColumn, unknownColumn,
    unknownColumnNear, noKnownColumn, emptyData, spreadsheetFile, jsonArrayFile, brokenHeader,
    unknownEvent, eventWithoutName, unnamedColumn,
    unknownKeepColumn, notText,
  ]
}
