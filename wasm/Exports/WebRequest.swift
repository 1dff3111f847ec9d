internal import PolicyLang
internal import PolicyRuntime

/// One question from the host, as JSON:
///
///     {"command": "check", "language": "zh" | "en", "policy": "tongliao",
///      "files": {"tongliao": "政策 …", "craftsman": "词汇 …"}, "as_of": "2026-05-01"}
///
/// `files` holds the policy and everything it uses, by id; what `library` was given before counts too.
/// Every answer says `ok` (whether there was no error), `text` (the diagnostics with their places, for
/// people) and `diagnostics` (the same as data; places are UTF-8 offsets). The commands:
///
/// | command | takes | further keys of the answer |
/// | --- | --- | --- |
/// | `library` | `files`, kept for later requests | |
/// | `check` | | `policy`: id, title, hash, clauses; `tokens`: `[start, end, role, …]` |
/// | `complete` | `offset` | `start`, `end`: the word there; `items` that may be written in its place |
/// | `hover` | `offset` | `hover`: what stands there: `start`, `end`, `title`, `code`, `lines`, or `null` |
/// | `format` | | `formatted`, `null` where the file cannot be laid out |
/// | `form` | | `form`: fields, events, clauses, samples |
/// | `decide` | `candidate` | `decision`, as `policyc eval --format jsonl` has it |
/// | `explain` | `candidate` | the same and `reasons`, as `policyc explain` has them |
/// | `remedies` | `candidate` | `remedies` |
/// | `case` | `candidate` with `events` | `ledger`, `payments`, `ledger_text`, `procedure`, `procedure_html` |
/// | `plan` | | `plan_html`: the procedure as the policy has it |
/// | `diff` | `other`: another policy | `relation`, `differs`, `html` |
/// | `figures` | | `figures` of the document, for a change to the policy |
struct WebRequest {
  let command: String
  let language: Language
  let policy: String
  let other: String
  let files: [String: String]
  let asOf: CivilDate?
  let candidate: JSONValue
  /// Whether decisions on a file are for people who open them in Excel.
  let isForExcel: Bool
  /// A place in the policy's text, in bytes.
  let offset: Int

  /// The answer to a request, whatever it holds.
  static func answer(_ bytes: [UInt8]) -> String {
    switch read(bytes) {
    case .request(let request): return WebCommands(request).run().text
    case .refusal(let text): return text
    }
  }

  enum Reading {
    case request(WebRequest)
    case refusal(String)
  }

  static func read(_ bytes: [UInt8]) -> Reading {
    do throws(JSONError) {
      return .request(WebRequest(try JSONReader.read(bytes)))
    } catch {
      var answer = WebAnswer(sources: SourceMap(), diagnostics: [], language: .english)
      answer.add(Diagnostic(error.kind, at: nil, error.arguments))
      return .refusal(answer.text)
    }
  }

  private init(_ json: JSONValue) {
    command = WebRequest.text(json["command"])
    language = WebRequest.text(json["language"]) == "en" ? .english : .chinese
    policy = WebRequest.text(json["policy"])
    other = WebRequest.text(json["other"])
    var files: [String: String] = [:]
    if case .object(let members)? = json["files"] {
      for member in members { files[member.key] = WebRequest.text(member.value) }
    }
    self.files = files
    asOf = WebRequest.date(WebRequest.text(json["as_of"]))
    candidate = json["candidate"] ?? .null
    if case .boolean(true)? = json["excel"] { isForExcel = true } else { isForExcel = false }
    offset = WebRequest.integer(json["offset"])
  }

  private static func text(_ value: JSONValue?) -> String {
    if case .string(let text)? = value { return text }
    return ""
  }

  private static func integer(_ value: JSONValue?) -> Int {
    if case .number(let text)? = value { return max(0, Int(text) ?? 0) }
    return 0
  }

  /// `2026-05-01`.
  private static func date(_ text: String) -> CivilDate? {
    let parts = text.split(separator: "-").map { Int(String($0)) ?? 0 }
    guard parts.count == 3 else { return nil }
    return CivilDate(year: parts[0], month: parts[1], day: parts[2])
  }
}
