// A policy as a query for a database. Ids P0860 to P0869.
extension DiagnosticKind {
  public static let queryUnsupported = DiagnosticKind(
    "P0860", .error,
    zh: "“{0}”（{1}）不能写成查询：用到了{2}",
    en: "`{0}` ({1}) cannot be written as a query: it needs {2}",
    helpZh: "这份政策请用 policyc eval 判定", helpEn: "decide by this policy with policyc eval")
  public static let queryNeverDecides = DiagnosticKind(
    "P0861", .error,
    zh: "这样“{0}”（{1}）对谁都得不出结果，所以没有写出查询",
    en: "so `{0}` ({1}) would have no result for anybody, and no query is written")
  public static let queryTooManyDigits = DiagnosticKind(
    "P0862", .error,
    zh: "“{0}”（{1}）要精确计算的位数，超过 {2} 能有的 38 位",
    en: "`{0}` ({1}) needs more than the 38 digits with which {2} computes exactly",
    helpZh: "改用 --dialect postgres，或者用 policyc eval 判定",
    helpEn: "use --dialect postgres, or decide with policyc eval")
  public static let queryTooLong = DiagnosticKind(
    "P0863", .error,
    zh: "写到“{0}”（{1}）时，查询已经超过两百万个字节",
    en: "at `{0}` ({1}) the query is longer than two million bytes",
    helpZh: "这份政策请用 policyc eval 判定", helpEn: "decide by this policy with policyc eval")
  public static let queryWithoutIdentifier = DiagnosticKind(
    "P0864", .error,
    zh: "政策 {0} 的词汇没有标明哪个字段是编号，查询结果就分不清是谁的",
    en:
      "the vocabulary of {0} marks no field that names a record, so the rows of a query have no owner",
    helpZh: "在词汇里给那个字段加上“标识”", helpEn: "mark that field as `identifier` in the vocabulary")
  public static let unusableTable = DiagnosticKind(
    "P0865", .error,
    zh: "“{0}”不能作表的名称", en: "`{0}` cannot name a table",
    helpZh: "写表名，前面可以加上库名，例如 --table hr.workers",
    helpEn: "give the name of a table, its schema before it if need be, such as --table hr.workers")

  static let queryKinds: [DiagnosticKind] = [
    queryUnsupported, queryNeverDecides, queryTooManyDigits, queryTooLong, queryWithoutIdentifier,
    unusableTable,
  ]
}
