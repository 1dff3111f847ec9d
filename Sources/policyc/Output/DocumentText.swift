internal import PolicyLang
internal import PolicyRuntime

/// Which half of the document of a policy is wanted.
enum DocumentPart: String, CaseIterable {
  case all, page, questions
}

/// A document as Markdown, or as plain text that has the same lines without the marks.
struct DocumentText {
  let language: Language
  let isMarkdown: Bool

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
  private func escaped(_ text: String) -> String {
    isMarkdown ? MarkdownText.escaped(text) : visible(text)
  }
  private func strong(_ text: String) -> String {
    isMarkdown && !text.isEmpty ? "**" + escaped(text) + "**" : escaped(text)
  }

  func heading(_ level: Int, _ text: String) -> String {
    if isMarkdown { return String(repeating: "#", count: level) + " " + escaped(text) + "\n\n" }
    return escaped(text) + (level == 1 ? "\n\n" : "\n")
  }

  // MARK: The document

  func text(_ document: PolicyDocument, _ part: DocumentPart, footer: String) -> String {
    var result = heading(1, document.title)
    if part != .questions {
      result += list(document.facts) + "\n"
      for section in document.sections { result += self.section(section, level: 2) }
    }
    if part != .page {
      if part == .all {
        result += heading(2, DocumentWords.questions(language))
      }
      for section in document.questions {
        result += self.section(section, level: part == .all ? 3 : 2)
      }
    }
    return result + escaped(footer) + "\n"
  }

  private func section(_ section: DocumentSection, level: Int) -> String {
    var result = heading(level, section.title)
    for block in section.blocks { result += self.block(block, level: level) }
    return result
  }

  private func block(_ block: DocumentBlock, level: Int) -> String {
    switch block {
    case .paragraph(let text): return escaped(text) + "\n\n"
    case .silence(let text): return escaped(text) + "\n\n"
    case .heading(let statement):
      // A heading stands out by itself.
      let text = line(statement, isHeading: true)
      return isMarkdown
        ? String(repeating: "#", count: level + 1) + " " + text + "\n\n" : text + "\n"
    case .list(let statements): return list(statements) + "\n"
    case .timeline(let statements):
      var result = ""
      for statement in statements {
        result += (isMarkdown ? "1. " : "→ ") + line(statement) + "\n"
        result += list(statement.details, indent: 3)
      }
      return result + "\n"
    case .table(let table): return self.table(table)
    }
  }

  // MARK: Statements

  func list(_ statements: [DocumentStatement], indent: Int = 0) -> String {
    var result = ""
    for statement in statements {
      result += String(repeating: " ", count: indent) + (isMarkdown ? "- " : "· ")
      result += line(statement) + "\n"
      result += list(statement.details, indent: indent + 2)
    }
    return result
  }

  /// A statement without its details: `一线经历：应当：…（第三条）〔另有读法〕`.
  func line(_ statement: DocumentStatement, isHeading: Bool = false) -> String {
    let (title, text) = DocumentWords.opened(statement, language)
    var result = isHeading ? escaped(title) : strong(title)
    if !text.isEmpty {
      if !title.isEmpty { result += say("：", ": ") }
      result += escaped(text)
    }
    if !statement.citation.isEmpty {
      result += say("（", " (") + escaped(statement.citation) + say("）", ")")
    }
    if let badge = DocumentWords.badge(statement.mark, language) {
      result += say("〔", " [") + badge + say("〕", "]")
    }
    if !statement.note.isEmpty {
      result += say("——", " – ") + LanguageMarks.remark(statement.note, on: language)
      result +=
        language == .english && LanguageMarks.isChinese(statement.note)
        ? "“" + escaped(statement.note) + "”" : escaped(statement.note)
    }
    return result
  }

  // MARK: Tables

  private func table(_ table: DocumentTable) -> String {
    if !isMarkdown {
      var result = ""
      for row in table.rows {
        result += "· " + line(row.name) + "\n"
        for (head, cell) in zip(table.head.dropFirst(), row.cells) {
          result += "  " + head + say("：", ": ") + self.cell(cell) + "\n"
        }
      }
      return result + "\n"
    }
    var result = self.row(table.head.map { escaped($0) })
    result += self.row(Array(repeating: "---", count: table.head.count))
    for row in table.rows {
      result += self.row([line(row.name)] + row.cells.map { self.cell($0) })
    }
    return result + "\n"
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  private func cell(_ cell: DocumentStatement) -> String {
    var parts: [String] = []
    let own = line(cell)
    if !own.isEmpty { parts.append(own) }
    for detail in cell.details { parts.append(self.cell(detail)) }
    return parts.joined(separator: say("；", ". "))
  }
}

/// Words around a document that are no statement of the policy.
enum DocumentWords {
  static func questions(_ language: Language) -> String {
    language == .chinese ? "一问一答" : "Questions and answers"
  }

  /// The title and the text of a statement; in English a line starts with a capital.
  static func opened(
    _ statement: DocumentStatement, _ language: Language
  ) -> (title: String, text: String) {
    if language == .chinese { return (statement.title, statement.text) }
    if !statement.title.isEmpty { return (capital(statement.title), statement.text) }
    return ("", capital(statement.text))
  }

  private static func capital(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, (0x61...0x7A).contains(first.value) else {
      return text
    }
    return first.properties.uppercaseMapping + text.dropFirst()
  }

  /// What marks a statement that is not simply so; `nil` for those that say it themselves.
  static func badge(_ mark: DocumentStatement.Mark, _ language: Language) -> String? {
    let isChinese = language == .chinese
    switch mark {
    case .stated, .silent: return nil
    case .contested: return isChinese ? "另有读法" : "other readings"
    case .open: return isChinese ? "待定" : "open"
    case .unseen: return isChinese ? "未见" : "not seen"
    }
  }
}
