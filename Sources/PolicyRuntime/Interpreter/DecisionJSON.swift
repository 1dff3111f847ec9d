public import PolicyLang

// A decision as JSON, in the shape that scripts rely on.
extension JSONWriter {
  /// Keys without content stay out unless the shape fixes them.
  /// - Parameter contested: whether other readings were tried, so that none is worth saying.
  /// - Parameter kept: columns of the row that are handed through, by name.
  public mutating func decision(
    _ decision: Decision, of program: IRProgram, contested: Bool = false,
    kept: [(name: String, value: String)] = []
  ) {
    beginObject()
    member("id", decision.candidate)
    member("policy", decision.policy)
    key("as_of")
    if let asOf = decision.asOf { string(asOf.description) } else { null() }
    member("decision", decision.outcome.id)
    clauses("violated", decision.violated, program)
    clauses("waived", decision.waived, program)
    clauses("waivable", decision.waivable, program)
    clauses("unknown", decision.unknown, program)
    key("missing")
    strings(decision.missing)
    key("pending")
    strings(decision.pending)
    if decision.missingExact == false {
      key("missing_exact")
      boolean(false)
    }
    if !decision.excepted.isEmpty { parts("excepted", "exception", decision.excepted, program) }
    if !decision.held.isEmpty { parts("held", "branch", decision.held, program) }
    results(decision.results, program)
    if let inForce = decision.inForce {
      key("in_force")
      boolean(inForce)
    }
    if !decision.barred.isEmpty {
      key("barred")
      beginArray()
      for bar in decision.barred {
        beginObject()
        member("bar", bar.label.id)
        member("article", bar.articles.first ?? "")
        origin(bar.origin, in: program)
        member("until", bar.until.description)
        endObject()
      }
      endArray()
    }
    if contested { others(decision.contested) }
    if !kept.isEmpty {
      key("kept")
      beginObject()
      for column in kept { member(column.name, column.value) }
      endObject()
    }
    endObject()
  }

  private mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  private mutating func results(_ findings: [ResultFinding], _ program: IRProgram) {
    if findings.isEmpty { return }
    let values = PlainValue(program: program)
    key("results")
    beginObject()
    for finding in findings {
      key(finding.label.id)
      values.write(finding.value, finding.type, to: &self)
    }
    endObject()
  }

  private mutating func others(_ findings: [ContestedFinding]) {
    key("contested")
    beginArray()
    for finding in findings {
      let option = finding.optionLabel
      beginObject()
      member("reading", finding.readingLabel.id)
      member("value", option.id.isEmpty ? option.zh : option.id)
      member("decision", finding.outcome.id)
      endObject()
    }
    endArray()
  }

  private mutating func clauses(_ name: String, _ list: [ClauseFinding], _ program: IRProgram) {
    key(name)
    beginArray()
    for clause in list {
      beginObject()
      member("clause", clause.label.id)
      citation(clause.articles, clause, program)
      endObject()
    }
    endArray()
  }

  private mutating func parts(
    _ name: String, _ partName: String, _ list: [PartFinding], _ program: IRProgram
  ) {
    key(name)
    beginArray()
    for part in list {
      beginObject()
      member("clause", part.clause.label.id)
      member(partName, part.part.id)
      citation(part.articles.isEmpty ? part.clause.articles : part.articles, part.clause, program)
      endObject()
    }
    endArray()
  }

  private mutating func citation(
    _ articles: [String], _ clause: ClauseFinding, _ program: IRProgram
  ) {
    member("article", articles.first ?? "")
    key("articles")
    strings(articles)
    origin(clause.origin, in: program)
  }
}
