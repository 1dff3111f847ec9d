/// The examples of one page under `docs/diagnostics`.
public struct DiagnosticPage {
  /// Fenced blocks marked `policy bad` and `policy good`, as whole files.
  public var bad: [String] = []
  public var good: [String] = []
  /// Further files that the examples use, marked `policy file`, by id.
  public var files: [String: String] = [:]

  public static func path(_ id: String) -> String { "docs/diagnostics/\(id).md" }

  public init?(id: String) {
    guard let text = Repository.text(DiagnosticPage.path(id)) else { return nil }
    var kind: String?
    var block: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = kind {
        if line == "```" {
          add(block.joined(separator: "\n") + "\n", kind: open)
          kind = nil
        } else {
          block.append(line)
        }
      } else if line.hasPrefix("```policy") {
        kind = line.split(separator: " ").last.map { String($0) }
        block = []
      }
    }
  }

  private mutating func add(_ text: String, kind: String) {
    switch kind {
    case "bad": bad.append(DiagnosticPage.completed(text))
    case "good": good.append(DiagnosticPage.completed(text))
    case "file":
      let words = text.split(whereSeparator: { $0 == " " || $0 == "\n" })
      if words.count > 1 { files[String(words[1])] = text }
    default: break
    }
  }

  private static let openers = ["政策", "词汇", "日历", "policy ", "vocabulary ", "calendar "]

  /// A part of a policy with the two lines that every policy starts with.
  private static func completed(_ text: String) -> String {
    if text == "\n" { return "" }
    let first = text.split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
    if openers.contains(where: { first.hasPrefix($0) }) { return text }
    // What stands before a wrong first word is part of the example.
    if text.hasPrefix("#!whole\n") { return String(text.dropFirst(8)) }
    let isEnglish = (first.utf8.first ?? 0) < 0x80
    return
      (isEnglish
      ? "policy example \"Example\"\nuse craftsman\n" : "政策 example \"示例\"\n使用 craftsman\n") + text
  }
}
