internal import PolicyLang
internal import PolicyRuntime

/// One JSON object per candidate, alone or in a document that says where it comes from.
struct MatchJSON: MatchReport {
  private let setups: [EvaluationSetup]
  private let language: Language
  private let isDocument: Bool

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

  var frame: MatchFrame {
    MatchFrame(
      hasList: true, open: (isDocument ? ",\n" : "") + "{\"id\":", afterID: ",\"eligible\":[",
      comma: ",", close: "],\"matches\":[", between: ",", end: isDocument ? "]}" : "]}\n",
      separatorLength: isDocument ? 1 : 0)
  }

  let showsNames = false

  func id(_ id: String) -> String {
    var writer = JSONWriter()
    writer.string(id)
    return writer.text
  }

  func name(_ policy: Int) -> String { id(setups[policy].program.id) }

  func showsMore(_ policy: Int, _ outcome: Outcome) -> Bool {
    let policy = setups[policy].policy
    return policy.mayExcept || policy.mayHold || !policy.program.results.isEmpty
  }

  /// - Parameter id: stands in the decision.
  func part(_ policy: Int, _ id: String, _ result: MatchResult) -> String {
    var writer = JSONWriter()
    write(result, setups[policy].program, to: &writer)
    return writer.text
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
