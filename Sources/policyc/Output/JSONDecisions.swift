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

  /// The decision with the keys that scripts rely on; keys without content stay out unless fixed.
  func write(_ decision: Decision, _ kept: [String], to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    writer.string(decision.candidate)
    writer.key("policy")
    writer.string(decision.policy)
    writer.key("as_of")
    if let asOf = decision.asOf { writer.string(asOf.description) } else { writer.null() }
    writer.key("decision")
    writer.string(decision.outcome.id)
    clauses("violated", decision.violated, &writer)
    clauses("waived", decision.waived, &writer)
    clauses("waivable", decision.waivable, &writer)
    clauses("unknown", decision.unknown, &writer)
    writer.key("missing")
    writer.strings(decision.missing)
    writer.key("pending")
    writer.strings(decision.pending)
    if decision.missingExact == false {
      writer.key("missing_exact")
      writer.boolean(false)
    }
    writeFurther(decision, &writer)
    if !keep.isEmpty {
      writer.key("kept")
      writer.beginObject()
      for (index, name) in keep.enumerated() where kept.indices.contains(index) {
        writer.key(name)
        writer.string(kept[index])
      }
      writer.endObject()
    }
    writer.endObject()
  }

  private func writeFurther(_ decision: Decision, _ writer: inout JSONWriter) {
    if !decision.excepted.isEmpty { parts("excepted", "exception", decision.excepted, &writer) }
    if !decision.held.isEmpty { parts("held", "branch", decision.held, &writer) }
    if !decision.results.isEmpty {
      let values = PlainValue(program: setup.program)
      writer.key("results")
      writer.beginObject()
      for finding in decision.results {
        writer.key(finding.label.id)
        values.write(finding.value, finding.type, to: &writer)
      }
      writer.endObject()
    }
    if let inForce = decision.inForce {
      writer.key("in_force")
      writer.boolean(inForce)
    }
    guard contested else { return }
    writer.key("contested")
    writer.beginArray()
    for finding in decision.contested {
      writer.beginObject()
      writer.key("reading")
      writer.string(finding.readingLabel.id)
      writer.key("value")
      writer.string(optionName(finding))
      writer.key("decision")
      writer.string(finding.outcome.id)
      writer.endObject()
    }
    writer.endArray()
  }

  private func optionName(_ finding: ContestedFinding) -> String {
    if !finding.optionLabel.id.isEmpty { return finding.optionLabel.id }
    return finding.optionLabel.zh
  }

  private func clauses(_ key: String, _ list: [ClauseFinding], _ writer: inout JSONWriter) {
    writer.key(key)
    writer.beginArray()
    for clause in list {
      writer.beginObject()
      writer.key("clause")
      writer.string(clause.label.id)
      articles(clause.articles, &writer)
      writer.endObject()
    }
    writer.endArray()
  }

  private func parts(
    _ key: String, _ partKey: String, _ list: [PartFinding], _ writer: inout JSONWriter
  ) {
    writer.key(key)
    writer.beginArray()
    for part in list {
      writer.beginObject()
      writer.key("clause")
      writer.string(part.clause.label.id)
      writer.key(partKey)
      writer.string(part.part.id)
      articles(part.articles.isEmpty ? part.clause.articles : part.articles, &writer)
      writer.endObject()
    }
    writer.endArray()
  }

  private func articles(_ articles: [String], _ writer: inout JSONWriter) {
    writer.key("article")
    writer.string(articles.first ?? "")
    writer.key("articles")
    writer.strings(articles)
  }
}
