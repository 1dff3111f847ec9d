internal import PolicyLang
internal import PolicyRuntime

/// One question from the host, as JSON:
///
///     {"command": "check" | "decide", "language": "zh" | "en", "policy": "tongliao",
///      "files": {"tongliao": "政策 …", "craftsman": "词汇 …"},
///      "as_of": "2026-05-01", "candidate": {…}}
///
/// `files` holds the policy and everything it uses, by id. The answer:
///
///     {"ok": true, "text": "…", "diagnostics": [{"id", "severity", "message"} …], "decision": {…}}
///
/// `ok` says whether there was no error; `text` shows the diagnostics with their places; `decision`
/// (for `decide`) has the shape that `policyc eval --format jsonl` gives.
struct WebRequest {
  private let command: String
  private let language: Language
  private let policy: String
  private let files: [String: String]
  private let asOf: CivilDate?
  private let candidate: JSONValue

  /// The answer to a request, whatever it holds.
  static func answer(_ bytes: [UInt8]) -> String {
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONReader.read(bytes)
    } catch {
      return refusal([Diagnostic(error.kind, at: nil, error.arguments)], .english)
    }
    return WebRequest(json).run()
  }

  private init(_ json: JSONValue) {
    command = WebRequest.text(json["command"])
    language = WebRequest.text(json["language"]) == "en" ? .english : .chinese
    policy = WebRequest.text(json["policy"])
    var files: [String: String] = [:]
    if case .object(let members)? = json["files"] {
      for member in members { files[member.key] = WebRequest.text(member.value) }
    }
    self.files = files
    asOf = WebRequest.date(WebRequest.text(json["as_of"]))
    candidate = json["candidate"] ?? .null
  }

  private static func text(_ value: JSONValue?) -> String {
    if case .string(let text)? = value { return text }
    return ""
  }

  /// `2026-05-01`.
  private static func date(_ text: String) -> CivilDate? {
    let parts = text.split(separator: "-").map { Int(String($0)) ?? 0 }
    guard parts.count == 3 else { return nil }
    return CivilDate(year: parts[0], month: parts[1], day: parts[2])
  }

  private func run() -> String {
    let compiled = Compilation.compile(
      name: policy + ".policy", bytes: Array((files[policy] ?? "").utf8),
      library: Library(files: files))
    var answer = WebAnswer(compiled: compiled, language: language)
    guard command == "decide", let program = compiled.program else { return answer.text }
    do throws(PreparationError) {
      let prepared = try PreparedPolicy(program, asOf: asOf)
      decide(with: prepared, &answer)
    } catch {
      answer.add(error.diagnostic(in: program))
    }
    return answer.text
  }

  private func decide(with prepared: PreparedPolicy, _ answer: inout WebAnswer) {
    var reader = CandidateReader(prepared.program, layout: .jsonLines)
    var line = JSONWriter()
    line.value(candidate)
    reader.feed(Array(line.text.utf8))
    reader.finish()
    let item = reader.next()
    for warning in reader.takeWarnings() { answer.add(warning) }
    switch item {
    case .candidate(let row):
      do throws(DecisionError) {
        var decision = try prepared.decide(row.candidate)
        CompletionSpace(prepared).refine(&decision, of: row.candidate)
        answer.decision = decision
      } catch {
        answer.add(error.diagnostic(in: prepared.environment))
      }
    case .reject(let reject):
      for problem in reject.problems { answer.add(problem) }
    case .failure(let problem, _): answer.add(problem)
    case .needsInput, .end: break
    }
  }

  private static func refusal(_ diagnostics: [Diagnostic], _ language: Language) -> String {
    var answer = WebAnswer(sources: SourceMap(), diagnostics: [], language: language)
    for diagnostic in diagnostics { answer.add(diagnostic) }
    return answer.text
  }
}
