internal import PolicyLang
internal import PolicyRuntime

/// What a request is answered with; see `WebRequest` for the shape.
struct WebAnswer {
  let language: Language
  private let sources: SourceMap
  private var diagnostics: [Diagnostic]
  /// What is wrong with the candidate's values, which stand in no file.
  private var problems: [DataProblem] = []
  private var isRefused = false
  /// The further keys, each with its value as JSON.
  private var members: [(key: String, json: String)] = []

  init(sources: SourceMap, diagnostics: [Diagnostic], language: Language) {
    self.sources = sources
    self.diagnostics = diagnostics
    self.language = language
  }

  init(_ policy: WebPolicy, _ language: Language) {
    self.init(
      sources: policy.compiled.sources, diagnostics: policy.compiled.diagnostics,
      language: language)
  }

  mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  mutating func add(_ problem: DataProblem) { problems.append(problem) }
  /// There is no such command, or no policy to answer about.
  mutating func refuse() { isRefused = true }

  mutating func add(_ key: String, _ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    body(&writer)
    members.append((key, writer.text))
  }

  mutating func add(_ key: String, _ text: String) {
    add(key) { writer in writer.string(text) }
  }

  var text: String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("ok")
    let hasErrors = diagnostics.contains { $0.kind.severity == .error }
    writer.boolean(!hasErrors && problems.isEmpty && !isRefused)
    writer.key("text")
    writer.string(TextRenderer(sources: sources, language: language).render(diagnostics))
    writer.key("diagnostics")
    // Remarks about data have no place and come after those about files.
    var list = JSONRenderer(sources: sources, language: language).array(diagnostics)
    if !problems.isEmpty {
      list.removeLast()
      for (index, problem) in problems.enumerated() {
        if index > 0 || !diagnostics.isEmpty { list += "," }
        list += object(problem)
      }
      list += "]"
    }
    writer.raw(list)
    for member in members {
      writer.key(member.key)
      writer.raw(member.json)
    }
    writer.endObject()
    return writer.text
  }

  private func object(_ problem: DataProblem) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("id")
    writer.string(problem.kind.id)
    writer.key("severity")
    writer.string("error")
    writer.key("message")
    writer.string(problem.reason(in: language))
    writer.key("column")
    writer.string(problem.column)
    writer.endObject()
    return writer.text
  }
}
