internal import PolicyLang

/// `policyc schema POLICY`: the fields the policy reads.
enum SchemaCommand {
  static let all = Option(
    name: "--all", value: .none,
    meaning: LocalText(zh: "词汇里的全部字段", en: "all fields of the vocabulary"))

  static let events = Option(
    name: "--events", value: .none,
    meaning: LocalText(
      zh: "列出事件和它们的内容、取值，而不是字段", en: "the events with their items and values, instead of the fields"
    )
  )

  static let command = Command(
    shape: CommandShape(
      name: "schema",
      summary: LocalText(
        zh: "列出政策用到的字段，或写出 CSV 表头", en: "the fields a policy reads, or a CSV header"),
      operands: [.init(name: LocalText(zh: "政策", en: "POLICY"))],
      options: [
        .format(["text", "csv", "json-schema"]), all, events, .output, .path, .quiet, .language,
        .color,
        .help,
      ],
      explanation: LocalText(
        zh: """
          列出判定、结果、排序、限额、发钱和程序读到的全部字段，判定要用的标 *。
          csv 写出一行表头，照着填就能用（--lang en 写编号）；json-schema 供程序检查 JSON 数据。
          """,
        en: """
          Lists every field that decisions, results, ranking, limits, money and procedure read; those
          that decide carry a `*`. csv prints a header row to fill in (--lang zh in Chinese);
          json-schema lets programs check JSON data.
          """),
      examples: [
        .init(
          call: "policyc schema tongliao -f csv -o 候选人.csv",
          meaning: LocalText(zh: "一张空表", en: "an empty table")),
        .init(
          call: "policyc schema tongliao --events",
          meaning: LocalText(zh: "有哪些事件，各记什么", en: "which events there are and what they record")),
      ]),
    run: { (session) throws(CommandFailure) in
      let loaded = try PolicyLoader(session: session).load(session.arguments.operands[0])
      let schema = DataSchema(
        loaded.program, session.language, includesAll: session.arguments.has(all))
      let text: String
      let ofEvents = session.arguments.has(events)
      switch session.arguments.value(.format([])) {
      case "csv" where ofEvents: text = schema.eventCSV
      case "json-schema" where ofEvents: text = schema.eventSchema(hash: loaded.hash)
      case _ where ofEvents: text = schema.eventTable
      case "csv": text = schema.header
      case "json-schema": text = schema.jsonSchema(hash: loaded.hash)
      default: text = schema.table
      }
      try accessing { () throws(FileProblem) in try session.deliver(text) }
      return .success
    })
}
