internal import PolicyLang
public import PolicyRuntime

/// A policy as a query in every dialect, with candidates and what the interpreter says about them, for
/// a program that runs the query on a database and compares.
public struct QueryJob: Sendable {
  /// One line of JSON.
  public let text: String
  /// Dialects in which the policy is refused, and why.
  public let refusals: [SQLDialect: SQLRefusal]
  public let pairs: Int

  /// What the interpreter says about some candidates is expected.
  public init(name: String, _ policy: PreparedPolicy, _ candidates: [Candidate]) {
    var rows: [String] = []
    for candidate in candidates {
      var writer = JSONWriter()
      QueryJob.row(candidate.facts, 0, policy.program, &writer)
      rows.append(writer.text)
    }
    self.init(
      name: name, policy, rows: rows,
      expected: candidates.map { QueryJob.expected(policy, $0) })
  }

  /// - Parameters:
  ///   - rows: JSON as a table has it, which need not be sound.
  ///   - expected: for each row its id, decision, violated, waivable and unknown clauses.
  public init(
    name: String, _ policy: PreparedPolicy, rows: [String], expected: [[String?]]
  ) {
    let program = policy.program
    var writer = JSONWriter()
    var refusals: [SQLDialect: SQLRefusal] = [:]
    writer.beginObject()
    writer.key("name")
    writer.string(name)
    for dialect in SQLDialect.allCases {
      do throws(SQLRefusal) {
        let query = try SQLQuery.text(policy, dialect: dialect, table: "candidates")
        writer.key(dialect.id)
        writer.beginObject()
        writer.key("table")
        writer.string(SQLSchema.text(program, dialect: dialect, table: "candidates"))
        writer.key("query")
        writer.string(query)
        writer.endObject()
      } catch {
        refusals[dialect] = error
      }
    }
    writer.key("shape")
    QueryJob.shape(0, program, &writer)
    writer.key("rows")
    writer.beginArray()
    for row in rows { writer.string(row) }
    writer.endArray()
    writer.key("expected")
    writer.beginArray()
    for cells in expected {
      writer.beginArray()
      for cell in cells {
        if let cell { writer.string(cell) } else { writer.null() }
      }
      writer.endArray()
    }
    writer.endArray()
    writer.endObject()
    text = writer.text
    self.refusals = refusals
    pairs = rows.count
  }

  private static func expected(_ policy: PreparedPolicy, _ candidate: Candidate) -> [String?] {
    do throws(DecisionError) {
      let decision = try policy.decide(candidate)
      return [
        candidate.id, decision.outcome.id, ids(decision.violated), ids(decision.waivable),
        ids(decision.unknown),
      ]
    } catch {
      return [candidate.id, SQLQuery.rejected, nil, nil, nil]
    }
  }

  private static func ids(_ clauses: [ClauseFinding]) -> String {
    clauses.map { $0.label.id }.joined(separator: ";")
  }

  // MARK: Data

  /// Field ids with `number P`, `text`, …, nested shapes for records, in a list for lists.
  private static func shape(_ index: Int, _ program: IRProgram, _ writer: inout JSONWriter) {
    writer.beginObject()
    for field in program.records[index].fields {
      writer.key(field.label.id)
      switch field.type {
      case .boolean, .judgement: writer.string("boolean")
      case .number: writer.string("number \(field.places)")
      case .money: writer.string("number 2")
      case .share: writer.string("number \(field.places + 2)")
      case .date: writer.string("date")
      case .calendarYear: writer.string("year")
      case .clauses: writer.string("texts")
      case .text, .enumeration, .monthDay, .set, .option, .error: writer.string("text")
      case .record(let inner): shape(inner, program, &writer)
      case .list(let inner):
        writer.beginArray()
        shape(inner, program, &writer)
        writer.endArray()
      }
    }
    writer.endObject()
  }

  private static func row(
    _ record: Record, _ index: Int, _ program: IRProgram, _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    for (position, field) in program.records[index].fields.enumerated() {
      writer.key(field.label.id)
      switch record[position] {
      case .boolean(let flag), .judgement(.some(let flag), _, _): writer.boolean(flag)
      case .number(let number): writer.raw(number.description)
      case .date(let date): writer.string(date.description)
      case .calendarYear(let year): writer.integer(year)
      case .text(let text): writer.string(text)
      case .clauses(let names): writer.strings(names)
      case .record(let inner):
        if case .record(let shape) = field.type { row(inner, shape, program, &writer) }
      case .list(let elements):
        writer.beginArray()
        if case .list(let shape) = field.type {
          for element in elements { row(element, shape, program, &writer) }
        }
        writer.endArray()
      case .value(let value):
        if case .enumeration(let type) = field.type {
          let label = program.enumerations[type].values[value]
          // Ids and labels take turns: both may stand in data.
          writer.string(value % 2 == 0 ? label.id : label.zh)
        }
      case .unknown, .none, .judgement, .range, .monthDay, .values, .option: writer.null()
      }
    }
    writer.endObject()
  }
}
