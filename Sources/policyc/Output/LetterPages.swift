internal import PolicyLang
internal import PolicyRuntime

/// Turns letters into text, one after the other.
protocol LetterReport {
  func begin() -> String
  func text(of letter: Letter, isFirst: Bool) -> String
  func end() -> String
}

/// Letters on one page, each on a sheet of its own when printed.
struct LetterPage: LetterReport {
  private let setup: EvaluationSetup
  private let page: HTMLPage
  private let statements: StatementHTML
  private let language: Language

  init(_ setup: EvaluationSetup, _ language: Language) {
    self.setup = setup
    self.language = language
    statements = StatementHTML(language: language)
    let name = setup.program.title.isEmpty ? setup.program.id : setup.program.title
    page = HTMLPage(
      title: name + (language == .chinese ? "：通知" : ": notices"), language: language,
      ownStyle: StatementHTML.style + LetterPage.style, width: "44rem")
  }

  func begin() -> String { page.opening + "<main>\n" }

  func text(of letter: Letter, isFirst: Bool) -> String {
    var result =
      "<article class=\"letter " + letter.outcome.id + "\">\n<h2>" + escaped(letter.title)
      + "</h2>\n<p>" + escaped(letter.greeting) + "</p>\n<p>" + escaped(letter.opening)
      + "</p>\n<p>" + escaped(letter.meaning) + "</p>\n"
    for part in letter.parts {
      result += "<h3>" + escaped(part.title) + "</h3>\n" + statements.list(part.statements)
    }
    result += "<p class=\"sign\">"
    result += letter.signature.map { escaped($0) }.joined(separator: "<br>\n") + "</p>\n"
    let assumptions = setup.assumptions(in: language)
    if !assumptions.isEmpty {
      result +=
        "<p class=\"warn\">" + (language == .chinese ? "假设 " : "assuming ") + escaped(assumptions)
        + "</p>\n"
    }
    return result + "</article>\n"
  }

  func end() -> String { "</main>\n" + page.closing([setup]) }

  private func escaped(_ text: String) -> String {
    LanguageMarks.escaped(text, on: language)
  }

  private static let style = """
    .letter { border-top: 1px solid var(--line); padding: 1rem 0; }
    .letter h2 { border: 0; text-align: center; } .sign { text-align: right; margin-top: 2rem; }
    @media print { h1, footer { display: none; } .letter { border: 0; break-after: page; }
      .letter:last-of-type { break-after: auto; } }

    """
}

/// Letters as Markdown or plain text, a rule between them.
struct LetterText: LetterReport {
  private let setup: EvaluationSetup
  private let language: Language
  private let words: DocumentText
  private let isMarkdown: Bool

  init(_ setup: EvaluationSetup, _ language: Language, isMarkdown: Bool) {
    self.setup = setup
    self.language = language
    self.isMarkdown = isMarkdown
    words = DocumentText(language: language, isMarkdown: isMarkdown)
  }

  func begin() -> String { "" }

  func text(of letter: Letter, isFirst: Bool) -> String {
    var result = isFirst ? "" : isMarkdown ? "\n---\n\n" : "\n" + rule + "\n\n"
    result += words.heading(2, letter.title)
    for line in [letter.greeting, letter.opening, letter.meaning] {
      result += escaped(line) + "\n\n"
    }
    for part in letter.parts {
      result += words.heading(3, part.title) + words.list(part.statements) + "\n"
    }
    let assumptions = setup.assumptions(in: language)
    if !assumptions.isEmpty {
      result += (language == .chinese ? "假设 " : "assuming ") + escaped(assumptions) + "\n\n"
    }
    return result
      + letter.signature.map { escaped($0) }.joined(separator: isMarkdown ? "  \n" : "\n") + "\n"
  }

  func end() -> String {
    "\n" + escaped(HTMLPage(title: "", language: language).origin([setup])) + "\n"
  }

  private var rule: String { String(repeating: "─", count: 40) }
  private func escaped(_ text: String) -> String {
    isMarkdown ? MarkdownText.escaped(text) : visible(text)
  }
}

/// Letters as JSON Lines.
struct LetterData: LetterReport {
  let setup: EvaluationSetup

  func begin() -> String { "" }

  func text(of letter: Letter, isFirst: Bool) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    setup.writeOrigin(to: &writer)
    for (key, text) in [
      ("id", letter.id), ("name", letter.name), ("decision", letter.outcome.id),
      ("title", letter.title), ("greeting", letter.greeting), ("opening", letter.opening),
      ("meaning", letter.meaning),
    ] {
      writer.key(key)
      writer.string(text)
    }
    writer.key("parts")
    writer.beginArray()
    for part in letter.parts {
      writer.beginObject()
      writer.key("title")
      writer.string(part.title)
      writer.key("statements")
      DocumentData(setup: setup).write(part.statements, to: &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.key("signature")
    writer.strings(letter.signature)
    writer.endObject()
    return writer.text + "\n"
  }

  func end() -> String { "" }
}
