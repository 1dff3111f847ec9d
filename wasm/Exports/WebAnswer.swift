internal import PolicyLang
internal import PolicyRuntime

/// What a request is answered with; see `WebRequest` for the shape.
struct WebAnswer {
  var decision: Decision?
  private var program: IRProgram?
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
    program = compiled.program
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
    if let decision, let program {
      writer.key("decision")
      writer.decision(decision, of: program)
    }
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
}
