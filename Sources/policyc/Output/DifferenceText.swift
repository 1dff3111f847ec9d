internal import PolicyLang
internal import PolicyRuntime

/// Blocks as plain text.
enum DifferenceText {
  static func text(_ blocks: [DifferenceBlock], _ language: Language) -> String {
    var result = ""
    for block in blocks {
      var text = text(block, language, isFirst: result.isEmpty)
      // One empty line is enough between two headings.
      while result.hasSuffix("\n\n"), text.hasPrefix("\n") { text.removeFirst() }
      result += text
    }
    return result
  }

  private static func text(
    _ block: DifferenceBlock, _ language: Language, isFirst: Bool
  ) -> String {
    switch block {
    case .heading(let text): return (isFirst ? "" : "\n") + text + "\n\n"
    case .subheading(let text): return "\n" + text + (language == .chinese ? "：\n" : ":\n")
    case .paragraph(let text): return text + "\n"
    case .note(let text): return "  " + text + "\n"
    case .lines(let lines): return lines.map { $0 + "\n" }.joined()
    case .entries(let entries):
      var result = ""
      for (index, entry) in entries.enumerated() {
        result += "  \(index + 1). " + entry.title + "\n"
        for line in entry.lines { result += "     " + line + "\n" }
      }
      return result
    case .table(let head, let rows):
      var result = ""
      for row in rows {
        result += "- " + (row.first ?? "") + (language == .chinese ? "：" : ": ") + (row.last ?? "")
        result += "\n"
        for (name, cell) in zip(head, row).dropFirst().dropLast() {
          result += "    " + name + "  " + cell + "\n"
        }
      }
      return result
    }
  }
}

/// Blocks as Markdown.
enum DifferenceMarkdown {
  static func text(_ title: String, _ blocks: [DifferenceBlock]) -> String {
    "# " + escaped(title) + "\n\n" + text(blocks)
  }

  static func text(_ blocks: [DifferenceBlock]) -> String {
    var result = ""
    for block in blocks { result += text(block) + "\n" }
    return result
  }

  private static func text(_ block: DifferenceBlock) -> String {
    switch block {
    case .heading(let text): return "## " + escaped(text) + "\n"
    case .subheading(let text): return "### " + escaped(text) + "\n"
    case .paragraph(let text): return escaped(text) + "\n"
    case .note(let text): return "*" + escaped(text) + "*\n"
    case .lines(let lines): return lines.map { "- " + escaped($0) + "\n" }.joined()
    case .entries(let entries):
      var result = ""
      for (index, entry) in entries.enumerated() {
        result += "\(index + 1). **" + escaped(entry.title) + "**\n"
        for line in entry.lines { result += "   - " + escaped(line) + "\n" }
      }
      return result
    case .table(let head, let rows):
      var result = "| " + head.map { escaped($0) }.joined(separator: " | ") + " |\n|"
      for _ in head { result += " --- |" }
      result += "\n"
      for row in rows { result += "| " + row.map { escaped($0) }.joined(separator: " | ") + " |\n" }
      return result
    }
  }

  private static func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
}
