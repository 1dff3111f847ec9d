internal import PolicyLang
internal import PolicyRuntime

/// `policyc sql POLICY --dialect …`: the policy as one query for a database.
enum SQLCommand {
  static let dialect = Option(
    name: "--dialect", value: .oneOf(SQLDialect.allCases.map { $0.id }),
    meaning: LocalText(zh: "哪种数据库，不写时为 duckdb", en: "the database, duckdb unless given"))
  static let table = Option(
    name: "--table", value: .text(LocalText(zh: "名称", en: "NAME")),
    meaning: LocalText(
      zh: "候选人所在的表，不写时为 candidates", en: "the table of candidates, `candidates` unless given"))
  static let schema = Option(
    name: "--schema", value: .none,
    meaning: LocalText(zh: "改为写出建表语句", en: "write the CREATE TABLE of that table instead"))

  static let command = Command(
    shape: CommandShape(
      name: "sql",
      summary: LocalText(zh: "把政策写成数据库的查询", en: "a policy as a query for a database"),
      operands: [.init(name: LocalText(zh: "政策", en: "POLICY"))],
      options: [
        dialect, table, schema, .asOf, .set, .output, .path, .quiet, .language, .color, .help,
      ],
      explanation: LocalText(
        zh: """
          查询读一张表，列名是词汇里字段的编号，每人一行；结果的列是 id、decision、violated、waivable、
          unknown，与 eval -f csv 相同。eval 会拒收的行，decision 是 rejected。写不成查询的政策会说明
          是哪一条，绝不写出结果不同的查询。多台机器怎么跑，见 docs/scale.md。
          """,
        en: """
          The query reads one table whose columns are the ids of the vocabulary's fields, one row for
          each candidate. Its columns id, decision, violated, waivable, unknown are those of
          `eval -f csv`; a row that eval would reject has the decision `rejected`. What cannot be
          written as a query is refused with the clause, never decided otherwise. docs/scale.md says
          how to run it on many machines.
          """),
      examples: [
        .init(
          call: "policyc sql tongliao --dialect duckdb --as-of 2026-05-01 -o tongliao.sql",
          meaning: LocalText(zh: "在 DuckDB 里判定", en: "decide in DuckDB")),
        .init(
          call: "policyc sql tongliao --dialect spark --table hr.workers --schema",
          meaning: LocalText(zh: "Spark 的建表语句", en: "the table for Spark")),
      ]),
    run: { (session) throws(CommandFailure) in try run(session) })

  private static func run(_ session: Session) throws(CommandFailure) -> ExitCode {
    let setup = try EvaluationSetup(session.arguments.operands[0], session)
    let wanted = session.arguments.value(dialect) ?? SQLDialect.duckdb.id
    let dialect = SQLDialect.allCases.first { $0.id == wanted } ?? .duckdb
    let table = session.arguments.value(Self.table) ?? "candidates"
    guard isName(table) else { throw .usage(UsageProblem(.unusableTable, [LocalText(table)])) }
    var text = SQLSchema.text(setup.program, dialect: dialect, table: table) + ";\n"
    if !session.arguments.has(schema) {
      do throws(SQLRefusal) {
        text = try SQLQuery.text(
          setup.policy, dialect: dialect, table: table, heading: heading(setup, session.language))
      } catch {
        session.report(error.diagnostics(in: setup.policy, dialect))
        return .inputHasErrors
      }
    }
    try accessing { () throws(FileProblem) in try session.deliver(text) }
    return .success
  }

  /// Where a query comes from: the tool, the policy's content, the day and what was set.
  private static func heading(_ setup: EvaluationSetup, _ language: Language) -> [String] {
    var lines = [
      "policyc \(ProgramVersion.text), \(setup.program.id), \(setup.hash)",
      "as of \(setup.asOf?.description ?? "-")",
    ]
    let assumptions = setup.assumptions(in: language)
    if !assumptions.isEmpty { lines.append("--set " + assumptions) }
    return lines
  }

  /// Parts with something in them, between dots, without control characters.
  private static func isName(_ table: String) -> Bool {
    let parts = table.split(separator: ".", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && !part.unicodeScalars.contains { $0.value < 32 }
    }
  }
}
