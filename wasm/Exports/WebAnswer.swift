internal import PolicyLang
internal import PolicyRuntime

/// What a request is answered with; see `WebRequest` for the shape.
struct WebAnswer {
  var decision: Decision?
  private let sources: SourceMap
  private let language: Language
  private var diagnostics: [Diagnostic]
  /// What is wrong with the candidate's values, which stand in no file.
  private var problems: [DataProblem] = []

  init(sources: SourceMap, diagnostics: [Diagnostic], language: Language) {
    self.sources = sources
    self.diagnostics = diagnostics
    self.language = language
  }

  init(compiled: Compiled, language: Language) {
    self.init(
      sources: compiled.sources, diagnostics: compiled.diagnostics, language: language)
  }

  mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  mutating func add(_ problem: DataProblem) { problems.append(problem) }

  var text: String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("ok")
    let hasErrors = diagnostics.contains { $0.kind.severity == .error }
    writer.boolean(!hasErrors && problems.isEmpty)
    writer.key("text")
    writer.string(TextRenderer(sources: sources, language: language).render(diagnostics))
    writer.key("diagnostics")
    writer.beginArray()
    for diagnostic in diagnostics {
      write(
        diagnostic.kind.id, diagnostic.kind.severity, diagnostic.message(in: language), &writer)
    }
    for problem in problems {
      write(problem.kind.id, .error, problem.column + ": " + problem.reason(in: language), &writer)
    }
    writer.endArray()
    if let decision { write(decision, &writer) }
    writer.endObject()
    return writer.text
  }

  private func write(
    _ id: String, _ severity: Severity, _ message: String, _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("id")
    writer.string(id)
    writer.key("severity")
    switch severity {
    case .note: writer.string("note")
    case .warning: writer.string("warning")
    case .error: writer.string("error")
    }
    writer.key("message")
    writer.string(message)
    writer.endObject()
  }

  private func write(_ decision: Decision, _ writer: inout JSONWriter) {
    writer.key("decision")
    writer.beginObject()
    writer.key("id")
    writer.string(decision.candidate)
    writer.key("policy")
    writer.string(decision.policy)
    writer.key("as_of")
    if let asOf = decision.asOf { writer.string(asOf.description) } else { writer.null() }
    writer.key("decision")
    writer.string(decision.outcome.id)
    write("violated", decision.violated, &writer)
    write("waived", decision.waived, &writer)
    write("waivable", decision.waivable, &writer)
    write("unknown", decision.unknown, &writer)
    writer.key("missing")
    writer.strings(decision.missing)
    writer.key("pending")
    writer.strings(decision.pending)
    if decision.missingExact == false {
      writer.key("missing_exact")
      writer.boolean(false)
    }
    writer.endObject()
  }

  private func write(_ key: String, _ clauses: [ClauseFinding], _ writer: inout JSONWriter) {
    writer.key(key)
    writer.beginArray()
    for clause in clauses {
      writer.beginObject()
      writer.key("clause")
      writer.string(clause.label.id)
      writer.key("article")
      writer.string(clause.articles.first ?? "")
      writer.endObject()
    }
    writer.endArray()
  }
}
