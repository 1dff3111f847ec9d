internal import PolicyLang

/// A policy as one SQL query over a table of candidates.
///
/// The query gives each row's id, decision and the clauses that are violated, waivable and unknown, as
/// the interpreter decides them. A row that the interpreter would not decide (a fact out of range, a
/// broken law of the vocabulary, an arithmetic error) gets the decision `rejected`.
public struct SQLQuery {
  /// The decision of a row that is not decided.
  public static let rejected = "rejected"

  /// - Parameters:
  ///   - table: the name of the table, with dots between its parts.
  ///   - heading: lines that say where the query comes from, written as comments.
  public static func text(
    _ policy: PreparedPolicy, dialect: SQLDialect, table: String, heading: [String] = []
  ) throws(SQLRefusal) -> String {
    var maker = SQLQuery(SQLEmitter(policy.environment, dialect))
    try maker.build()
    return maker.text(table: table, heading: heading)
  }

  private let emitter: SQLEmitter
  private var clauses: [Clause] = []
  private var failures: [(text: String, level: Int)] = []
  private var identifier = ""

  /// What the query says about one clause.
  private struct Clause {
    let id: String
    let isHard: Bool
    /// Whether it is satisfied.
    let text: String
    let level: Int
    /// Whether a waiver covers it.
    let waived: String
    /// Whether judgements alone are lacking, when it is unknown.
    let isOnlyJudgements: (text: String, level: Int)
  }

  private init(_ emitter: SQLEmitter) { self.emitter = emitter }

  private var program: IRProgram { emitter.program }

  private mutating func build() throws(SQLRefusal) {
    let fields = program.records.first?.fields ?? []
    guard
      let naming = fields.first(where: { $0.isIdentifier })
        ?? fields.first(where: { $0.label.id == "id" })
    else { throw SQLRefusal(.noIdentifier, at: .policy) }
    identifier = "q_id"
    try emitter.add(
      column: identifier,
      "CAST(t.\(emitter.dialect.quoted(naming.label.id)) AS \(emitter.dialect.textType))", stage: 0)
    try checkRecord()
    let waivers = try waiverColumns(fields)
    for (index, requirement) in program.requirements.enumerated() {
      emitter.place = .requirement(index)
      try add(requirement, index, waivers)
    }
    for (index, result) in program.results.enumerated() {
      emitter.place = .result(index)
      let piece = try emitter.piece(result.value)
      if let fails = piece.fails { failures.append((fails, piece.level)) }
    }
  }

  /// Derived facts are filled in and the vocabulary's laws hold, or the row is rejected.
  private mutating func checkRecord() throws(SQLRefusal) {
    for (index, derivation) in program.derivations.enumerated() {
      emitter.place = .derivation(index)
      _ = try emitter.fact(derivation.field)
    }
    for (index, invariant) in program.invariants.enumerated() {
      emitter.place = .invariant(index)
      emitter.toleratesErrors = emitter.environment.asOf == nil
      let truth = try emitter.truth(invariant.condition)
      emitter.toleratesErrors = false
      failures.append((SQLQuery.isFalse(truth.text), truth.level))
      if let fails = truth.fails, emitter.environment.asOf != nil {
        failures.append((fails, truth.level))
      }
    }
    emitter.place = .policy
  }

  private mutating func add(
    _ requirement: IRRequirement, _ index: Int, _ waivers: [String]
  ) throws(SQLRefusal) {
    try emitter.requireDay(for: requirement.satisfied)
    let truth = try emitter.truth(requirement.satisfied)
    let name = "c_\(index + 1)"
    try emitter.add(column: name, truth.text, stage: truth.level + 1)
    if let fails = truth.fails { failures.append((fails, truth.level)) }
    try addParts(of: requirement)
    clauses.append(
      Clause(
        id: requirement.label.id, isHard: requirement.strength.isHard, text: name,
        level: truth.level + 1,
        waived: requirement.strength.isHard ? SQLText.no : waived(index, waivers),
        isOnlyJudgements: try emitter.lacksOnlyJudgements(requirement.satisfied)))
  }

  /// A decision also says which exceptions and alternatives held; what fails there fails the decision.
  private mutating func addParts(of requirement: IRRequirement) throws(SQLRefusal) {
    var applies = SQLText.yes
    var level = 0
    if let node = requirement.applies {
      let truth = try emitter.truth(node)
      if let fails = truth.fails { failures.append((fails, truth.level)) }
      applies = "coalesce(\(truth.text), TRUE)"
      level = truth.level
    }
    let condition = try emitter.truth(requirement.condition)
    level = max(level, condition.level)
    if let fails = condition.fails { failures.append((SQLText.and([applies, fails]), level)) }
    let met =
      requirement.strength.excludes
      ? "coalesce(NOT \(condition.text), FALSE)" : "coalesce(\(condition.text), FALSE)"
    for exception in requirement.exceptions + requirement.lifts {
      let holds = try emitter.truth(exception.holds)
      guard let fails = holds.fails else { continue }
      failures.append(
        (SQLText.and([applies, SQLText.not(met), fails]), max(level, holds.level)))
    }
  }

  // MARK: Waivers

  /// The columns in which a record may name waived clauses.
  private func waiverColumns(_ fields: [IRField]) throws(SQLRefusal) -> [String] {
    guard program.requirements.contains(where: { !$0.strength.isHard }) else { return [] }
    var result: [String] = []
    for field in fields where field.type == .clauses {
      let name = "w_\(result.count + 1)"
      try emitter.add(column: name, "t." + emitter.dialect.quoted(field.label.id), stage: 0)
      result.append(name)
    }
    return result
  }

  /// Whether a recorded waiver names a clause: by id or name, with or without the policy before it. A
  /// name that several clauses have means the first of them.
  private func waived(_ index: Int, _ columns: [String]) -> String {
    let label = program.requirements[index].label
    var names: [String] = []
    for name in [label.id, label.zh, label.en] where !name.isEmpty && !names.contains(name) {
      let first = program.requirements.firstIndex { other in
        other.label.id == name || other.label.zh == name || other.label.en == name
      }
      if first == index { names.append(name) }
    }
    names += names.map { program.id + "." + $0 }
    let list = names.map { emitter.dialect.literal($0) }.joined(separator: ", ")
    if names.isEmpty { return SQLText.no }
    return SQLText.or(
      columns.map { column in
        switch emitter.dialect {
        case .duckdb: "coalesce(list_has_any(\(column), [\(list)]), FALSE)"
        case .spark: "coalesce(arrays_overlap(\(column), array(\(list))), FALSE)"
        case .postgres:
          "EXISTS (SELECT 1 FROM jsonb_array_elements(nullif(\(column), 'null'::jsonb)) AS w(w)"
            + " WHERE coalesce(w ->> 'clause', w #>> '{}') IN (\(list)))"
        }
      })
  }

  // MARK: The text

  private func text(table: String, heading: [String]) -> String {
    let dialect = emitter.dialect
    var stages = emitter.stages
    // Whatever rejects a row, and what the decision asks of clauses, comes after everything it names.
    let rejects = emitter.problems + failures
    var level = stages.count - 1
    for reject in rejects { level = max(level, reject.level) }
    while stages.count <= level { stages.append([]) }
    let rejected = SQLText.or(rejects.map { $0.text })
    var result = ""
    for line in heading { result += "-- " + SQLQuery.oneLine(line) + "\n" }
    result += "WITH\n"
    var source = dialect.quoted(path: table) + " AS t"
    for (number, stage) in stages.enumerated() where number == 0 || !stage.isEmpty {
      let carried = number == 0 ? [] : ["*"]
      let columns = carried + stage.map { "\($0.text) AS \($0.name)" }
      result += "s\(number) AS (\n  SELECT\n    " + columns.joined(separator: ",\n    ")
      result += "\n  FROM \(source)\(fence)\n),\n"
      source = "s\(number)"
    }
    result += "decided AS (\n  SELECT\n    q_id,\n    \(rejected) AS is_rejected"
    for (number, clause) in clauses.enumerated() {
      result += ",\n    \(clause.text)"
      if clause.waived != SQLText.no { result += ",\n    \(clause.waived) AS waived_\(number + 1)" }
      let only = clause.isOnlyJudgements.text
      if only != SQLText.no, only != SQLText.yes {
        result += ",\n    \(only) AS judged_\(number + 1)"
      }
    }
    result += "\n  FROM \(source)\(fence)\n)\n"
    result += "SELECT\n  q_id AS id,\n  \(decision) AS decision,\n"
    result += "  \(list(.violated)) AS violated,\n  \(list(.waivable)) AS waivable,\n"
    result += "  \(list(.unknown)) AS unknown\nFROM decided\n"
    return result
  }

  /// Keeps PostgreSQL from writing one stage into the next, which would repeat what is named twice.
  private var fence: String { emitter.dialect == .postgres ? "\n  OFFSET 0" : "" }

  private static func oneLine(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where scalar.value >= 32 {
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private enum List { case violated, waivable, unknown }

  /// Whether a clause is in one of the lists; NULL counts as not.
  private func holds(_ list: List, _ number: Int) -> String? {
    let clause = clauses[number]
    let open = SQLText.not(clause.waived == SQLText.no ? SQLText.no : "waived_\(number + 1)")
    switch list {
    case .violated: return clause.isHard ? "NOT \(clause.text)" : nil
    case .waivable: return clause.isHard ? nil : SQLText.and(["NOT \(clause.text)", open])
    case .unknown: return SQLText.and(["\(clause.text) IS NULL", open])
    }
  }

  private func list(_ list: List) -> String {
    var parts: [String] = []
    for (number, clause) in clauses.enumerated() {
      guard let holds = holds(list, number) else { continue }
      parts.append("CASE WHEN \(holds) THEN \(emitter.dialect.literal(clause.id)) END")
    }
    let ids = parts.isEmpty ? "''" : "concat_ws(';', " + parts.joined(separator: ", ") + ")"
    return "CASE WHEN NOT is_rejected THEN \(ids) END"
  }

  private var decision: String {
    func any(_ list: List) -> String {
      var parts: [String] = []
      for number in clauses.indices {
        if let holds = holds(list, number) { parts.append(holds) }
      }
      return parts.isEmpty ? SQLText.no : "(" + parts.joined(separator: " OR ") + ")"
    }
    var result = "CASE\n    WHEN is_rejected THEN '\(SQLQuery.rejected)'\n"
    if clauses.contains(where: { $0.isHard }) {
      result += "    WHEN \(any(.violated)) THEN 'ineligible'\n"
    }
    var factual: [String] = []
    for (number, clause) in clauses.enumerated() {
      guard let open = holds(.unknown, number) else { continue }
      let only: String
      switch clause.isOnlyJudgements.text {
      case SQLText.yes, SQLText.no: only = clause.isOnlyJudgements.text
      default: only = "judged_\(number + 1)"
      }
      let part = SQLText.and([open, SQLText.not(only)])
      if part != SQLText.no { factual.append("(\(part))") }
    }
    if !factual.isEmpty {
      result += "    WHEN \(factual.joined(separator: " OR ")) THEN 'undetermined'\n"
    }
    if clauses.contains(where: { $0.isOnlyJudgements.text != SQLText.no }) {
      result += "    WHEN \(any(.unknown)) THEN 'needs_judgement'\n"
    }
    if clauses.contains(where: { !$0.isHard }) {
      result += "    WHEN \(any(.waivable)) THEN 'needs_waiver'\n"
    }
    return result + "    ELSE 'eligible'\n  END"
  }

  private static func isFalse(_ text: String) -> String { "coalesce(NOT \(text), FALSE)" }
}
