internal import PolicyLang

/// Ids that stand more than once in a file of candidates, up to a million rows: beyond that memory
/// would grow with the file, and nothing is said.
struct DuplicateIDs {
  private static let rowLimit = 1_000_000
  private static let shownIDs = 5
  private static let shownLines = 5

  private var firstLines: [String: Int] = [:]
  private var rows = 0
  private var count = 0
  /// The first few, in the order in which they were found.
  private var found: [(id: String, lines: [Int], isCut: Bool)] = []

  mutating func add(_ id: String, line: Int) {
    guard rows < DuplicateIDs.rowLimit else { return }
    rows += 1
    if rows == DuplicateIDs.rowLimit {
      firstLines = [:]
      found = []
      return
    }
    guard let first = firstLines[id] else {
      firstLines[id] = line
      return
    }
    guard let index = found.firstIndex(where: { $0.id == id }) else {
      count += 1
      if found.count < DuplicateIDs.shownIDs { found.append((id, [first, line], false)) }
      return
    }
    if found[index].lines.count < DuplicateIDs.shownLines {
      found[index].lines.append(line)
    } else {
      found[index].isCut = true
    }
  }

  /// One warning for all of them.
  var warning: Diagnostic? {
    if found.isEmpty { return nil }
    let isCut = count > found.count
    return Diagnostic(
      .duplicateIDs, at: nil,
      [
        LocalText(
          zh: found.map { "\(visible($0.id))（第 \(lines($0, "、"))行）" }
            .joined(separator: "、") + (isCut ? "，还有更多" : ""),
          en: found.map { "`\(visible($0.id))` (lines \(lines($0, ", ")))" }
            .joined(separator: ", ") + (isCut ? " and more" : ""))
      ])
  }

  private func lines(
    _ item: (id: String, lines: [Int], isCut: Bool), _ separator: String
  ) -> String {
    let list = item.lines.map { "\($0)" }.joined(separator: separator)
    let space = separator == "、" ? " " : ""
    return list + (item.isCut ? "…" : "") + space
  }
}
