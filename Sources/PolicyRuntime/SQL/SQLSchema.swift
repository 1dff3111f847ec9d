public import PolicyLang

/// The table that a query reads, as `CREATE TABLE`: every field of the vocabulary under its id.
///
/// Levels, choices, judgements and texts are text, whole numbers BIGINT, other numbers exact decimals,
/// conditions boolean. Lists are `STRUCT[]` in DuckDB, `ARRAY<STRUCT>` in Spark, `jsonb` in
/// PostgreSQL.
public struct SQLSchema {
  private let program: IRProgram
  private let dialect: SQLDialect

  public static func text(_ program: IRProgram, dialect: SQLDialect, table: String) -> String {
    let schema = SQLSchema(program: program, dialect: dialect)
    var lines: [String] = []
    for field in program.records.first?.fields ?? [] {
      lines.append("  \(dialect.quoted(field.label.id)) \(schema.type(of: field, depth: 0))")
    }
    return "CREATE TABLE \(dialect.quoted(path: table)) (\n" + lines.joined(separator: ",\n")
      + "\n)"
  }

  private func type(of field: IRField, depth: Int) -> String {
    switch field.type {
    case .boolean: return "BOOLEAN"
    case .number, .money, .share:
      let places = SQLEmitter.places(of: field)
      return places == 0 ? "BIGINT" : dialect.decimalType(12 + places, places)
    case .date: return "DATE"
    case .calendarYear: return "INT"
    case .list(let index): return nested(index, isList: true, depth)
    case .record(let index): return nested(index, isList: false, depth)
    case .clauses:
      switch dialect {
      case .duckdb: return "VARCHAR[]"
      case .postgres: return "jsonb"
      case .spark: return "ARRAY<STRING>"
      }
    case .text, .judgement, .monthDay, .enumeration, .set, .option, .error: return dialect.textType
    }
  }

  /// Lists may nest; what is deeper than any policy goes stays text.
  private func nested(_ index: Int, isList: Bool, _ depth: Int) -> String {
    guard dialect != .postgres else { return "jsonb" }
    guard depth < 8, program.records.indices.contains(index) else { return dialect.textType }
    let fields = program.records[index].fields.map { field in
      let type = type(of: field, depth: depth + 1)
      return dialect.quoted(field.label.id) + (dialect == .spark ? ": " : " ") + type
    }
    let body = fields.joined(separator: ", ")
    if dialect == .spark {
      return isList ? "ARRAY<STRUCT<\(body)>>" : "STRUCT<\(body)>"
    }
    return "STRUCT(\(body))" + (isList ? "[]" : "")
  }
}
