internal import PolicyLang
internal import PolicyRuntime

/// One JSON object per candidate, alone or in a document that says where it comes from.
struct MatchJSON: MatchReport {
  private let setups: [EvaluationSetup]
  private let language: Language
  private let isDocument: Bool
  private var isFirst = true

  init(_ policies: MatchPolicies, _ language: Language, isDocument: Bool) {
    setups = policies.setups
    self.language = language
    self.isDocument = isDocument
  }

  func begin() -> String {
    guard isDocument else { return "" }
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("policies")
    writer.beginArray()
    for setup in setups {
      writer.beginObject()
      setup.writeOrigin(to: &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.key("candidates")
    return writer.text + "["
  }

  mutating func row(_ id: String, shown: String, _ results: [MatchResult]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("id")
    writer.string(id)
    writer.key("eligible")
    writer.beginArray()
    for (setup, result) in zip(setups, results) where result.isEligible {
      writer.string(setup.program.id)
    }
    writer.endArray()
    writer.key("matches")
    writer.beginArray()
    for (setup, result) in zip(setups, results) { write(result, setup.program, to: &writer) }
    writer.endArray()
    writer.endObject()
    guard isDocument else { return writer.text + "\n" }
    let separator = isFirst ? "\n" : ",\n"
    isFirst = false
    return separator + writer.text
  }

  private func write(_ result: MatchResult, _ program: IRProgram, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("policy")
    writer.string(program.id)
    switch result {
    case .decided(let decision, let remedies):
      writer.key("decision")
      writer.decision(decision, of: program)
      if let change = remedies?.sets.first {
        writer.key("change")
        writer.changes(change, of: program, in: language)
      }
    case .unreadable(let field, let value):
      writer.key("decision")
      writer.null()
      writer.key("reason")
      writer.string(MatchResult.reason(field, value, language))
    }
    writer.endObject()
  }

  func end(_ counts: MatchCounts) -> String {
    guard isDocument else { return "" }
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("rows")
    writer.integer(counts.candidates + counts.rejects)
    writer.key("decisions")
    writer.integer(counts.candidates)
    writer.key("rejects")
    writer.integer(counts.rejects)
    writer.key("eligible")
    writer.beginObject()
    for (index, setup) in setups.enumerated() {
      writer.key(setup.program.id)
      writer.integer(counts.eligible[index])
    }
    writer.endObject()
    writer.key("by_number")
    writer.beginArray()
    for number in counts.byNumber { writer.integer(number) }
    writer.endArray()
    writer.endObject()
    return "\n],\"counts\":" + writer.text + "}\n"
  }
}
