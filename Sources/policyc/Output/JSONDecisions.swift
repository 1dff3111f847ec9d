internal import PolicyLang
internal import PolicyRuntime

/// Decisions as JSON Lines, or as one JSON document that says where it comes from.
struct JSONDecisions: DecisionReport {
  private let setup: EvaluationSetup
  private let isDocument: Bool
  private let keep: [String]
  private let contested: Bool
  private var isFirst = true

  init(_ setup: EvaluationSetup, isDocument: Bool, keep: [String], contested: Bool) {
    self.setup = setup
    self.isDocument = isDocument
    self.keep = keep
    self.contested = contested
  }

  func begin() -> String {
    guard isDocument else { return "" }
    var writer = JSONWriter()
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    writer.key("decisions")
    return writer.text + "["
  }

  mutating func beginInside() { isFirst = false }
  /// The comma; the line break belongs to the first row too.
  var separatorLength: Int { isDocument ? 1 : 0 }

  mutating func row(_ decision: Decision, kept: [String]) -> String {
    var writer = JSONWriter()
    write(decision, kept, to: &writer)
    guard isDocument else { return writer.text + "\n" }
    let separator = isFirst ? "\n" : ",\n"
    isFirst = false
    return separator + writer.text
  }

  func end(_ counts: DecisionCounts) -> String {
    guard isDocument else { return "" }
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("rows")
    writer.integer(counts.rows)
    writer.key("decisions")
    writer.integer(counts.decisions)
    writer.key("rejects")
    writer.integer(counts.rejects)
    for outcome in DecisionCounts.order {
      writer.key(outcome.id)
      writer.integer(counts.count(outcome))
    }
    writer.endObject()
    return "\n],\"counts\":" + writer.text + "}\n"
  }

  /// The decision with the columns kept from its row.
  private func write(_ decision: Decision, _ kept: [String], to writer: inout JSONWriter) {
    var columns: [(name: String, value: String)] = []
    for (name, value) in zip(keep, kept) { columns.append((name, value)) }
    writer.decision(decision, of: setup.program, contested: contested, kept: columns)
  }
}
