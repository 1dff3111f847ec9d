internal import PolicyLang
internal import PolicyRuntime

/// A document as one page that needs no network and no script, reads on a telephone and prints on A4.
struct DocumentPage {
  private let setup: EvaluationSetup
  private let document: PolicyDocument
  private let part: DocumentPart
  private let statements: StatementHTML
  private var language: Language { document.language }

  init(_ document: PolicyDocument, _ part: DocumentPart, _ setup: EvaluationSetup) {
    self.document = document
    self.part = part
    self.setup = setup
    statements = StatementHTML(language: document.language)
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
  private func escaped(_ text: String) -> String {
    LanguageMarks.escaped(text, on: language)
  }

  var html: String {
    let page = HTMLPage(
      title: document.title, language: language, ownStyle: StatementHTML.style, width: "58rem")
    var result = page.opening
    let assumptions = setup.assumptions(in: language)
    if !assumptions.isEmpty {
      result += "<p class=\"warn\">" + say("假设 ", "assuming ") + escaped(assumptions) + "</p>\n"
    }
    if part != .questions { result += facts }
    result += legend + navigation + "<main>\n"
    if part != .questions {
      for section in document.sections { result += self.section(section) }
    }
    if part != .page {
      result +=
        "<h2 class=\"part\" id=\"questions\">" + DocumentWords.questions(language) + "</h2>\n<ol "
        + "class=\"faq\">\n"
      for section in document.questions {
        result += "<li id=\"" + escaped(section.id) + "\"><h3>" + escaped(section.title) + "</h3>\n"
        result += statements.blocks(section.blocks, level: 4) + "</li>\n"
      }
      result += "</ol>\n"
    }
    return result + "</main>\n" + page.closing([setup])
  }

  private var facts: String {
    var result = "<dl class=\"facts\">\n"
    for fact in document.facts where !fact.title.isEmpty {
      var value = fact
      value.title = ""
      result +=
        "<dt>" + escaped(fact.title) + "</dt><dd>" + statements.line(value)
        + statements.list(fact.details) + "</dd>\n"
    }
    result += "</dl>\n"
    let silent = document.facts.filter { $0.title.isEmpty }
    return silent.isEmpty ? result : result + statements.list(silent)
  }

  private var legend: String {
    var parts: [String] = []
    for mark in [DocumentStatement.Mark.contested, .open, .unseen] {
      guard let badge = DocumentWords.badge(mark, language) else { continue }
      let meaning =
        switch mark {
        case .contested: say("文件还可以有别的读法，见“解读”", "the document bears another reading")
        case .open: say("文件提到了，没有写定", "raised by the document and left open")
        default: say("写政策的人没有看到", "not seen by the writer")
        }
      parts.append(
        "<b class=\"badge \(mark.rawValue)\">" + badge + "</b> " + escaped(meaning))
    }
    return "<p class=\"note\">"
      + say(
        "本页由规则自动写成，括号里是条文；文件没有写的，写明没有写。",
        "This page is generated from the rules; articles stand in brackets, and what the "
          + "document does not say is said to be missing. Art. 4(1)2 is <span lang=\"zh\">第四条（一）2</span> of the "
          + "Chinese document.")
      + "<br>" + parts.joined(separator: say("；", "; ")) + "</p>\n"
  }

  private var navigation: String {
    var result = "<nav aria-label=\"" + say("目录", "contents") + "\">"
    if part != .questions {
      for section in document.sections {
        result += "<a href=\"#" + escaped(section.id) + "\">" + escaped(section.title) + "</a> "
      }
    }
    if part != .page {
      result += "<a href=\"#questions\">" + DocumentWords.questions(language) + "</a> "
    }
    return result + "</nav>\n"
  }

  private func section(_ section: DocumentSection) -> String {
    "<section id=\"" + escaped(section.id) + "\">\n<h2>" + escaped(section.title) + "</h2>\n"
      + statements.blocks(section.blocks, level: 3) + "</section>\n"
  }
}

/// Statements of a policy as HTML.
struct StatementHTML {
  let language: Language

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
  private func escaped(_ text: String) -> String {
    LanguageMarks.escaped(text, on: language)
  }

  func blocks(_ blocks: [DocumentBlock], level: Int) -> String {
    var result = ""
    for block in blocks { result += self.block(block, level: level) }
    return result
  }

  private func block(_ block: DocumentBlock, level: Int) -> String {
    switch block {
    case .paragraph(let text): return "<p>" + escaped(text) + "</p>\n"
    case .silence(let text): return "<p class=\"silent\">" + escaped(text) + "</p>\n"
    case .heading(let statement): return "<h\(level)>" + line(statement) + "</h\(level)>\n"
    case .list(let statements): return list(statements)
    case .timeline(let statements):
      // Without markers some screen readers no longer take it for a list.
      var result = "<ol class=\"plan\" role=\"list\">\n"
      for statement in statements { result += item(statement) }
      return result + "</ol>\n"
    case .table(let table): return self.table(table)
    }
  }

  func list(_ statements: [DocumentStatement]) -> String {
    if statements.isEmpty { return "" }
    var result = "<ul class=\"says\">\n"
    for statement in statements { result += item(statement) }
    return result + "</ul>\n"
  }

  private func item(_ statement: DocumentStatement) -> String {
    "<li class=\"" + statement.mark.rawValue + "\">" + line(statement) + list(statement.details)
      + "</li>\n"
  }

  /// A statement without its details.
  func line(_ statement: DocumentStatement) -> String {
    let (title, text) = DocumentWords.opened(statement, language)
    var result = title.isEmpty ? "" : "<strong>" + escaped(title) + "</strong>"
    if !text.isEmpty {
      if !title.isEmpty { result += say("：", ": ") }
      result += "<span>" + escaped(text) + "</span>"
    }
    if !statement.citation.isEmpty {
      result +=
        " <span class=\"art\">" + say("（", "(")
        // An article and its number stay on one line.
        + escaped(statement.citation).replacing("Art. ", with: "Art.&nbsp;") + say("）", ")")
        + "</span>"
    }
    if let badge = DocumentWords.badge(statement.mark, language) {
      result += " <b class=\"badge " + statement.mark.rawValue + "\">" + badge + "</b>"
    }
    if !statement.note.isEmpty {
      result +=
        say("", " ") + "<span class=\"note\">" + say("——", "– ")
        + LanguageMarks.remark(statement.note, on: language)
        + escaped(statement.note) + "</span>"
    }
    return result
  }

  // MARK: Tables

  private func table(_ table: DocumentTable) -> String {
    // Roles, because a telephone shows the table as blocks, which would otherwise be no table any more.
    var result =
      "<div class=\"scroll\"><table class=\"doc\" role=\"table\">\n<caption class=\"hidden\">"
      + escaped(table.title) + "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">"
    for head in table.head {
      result += "<th scope=\"col\" role=\"columnheader\">" + escaped(head) + "</th>"
    }
    result += "</tr></thead>\n<tbody role=\"rowgroup\">\n"
    for row in table.rows {
      result +=
        "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">" + line(row.name)
        + list(row.name.details) + "</th>"
      for (head, cell) in zip(table.head.dropFirst(), row.cells) {
        result +=
          "<td role=\"cell\" class=\"" + cell.mark.rawValue + "\" data-label=\""
          + MarkupText.escaped(head)
          + "\"><div>" + line(cell) + list(cell.details) + "</div></td>"
      }
      result += "</tr>\n"
    }
    return result + "</tbody>\n</table></div>\n"
  }

  static let style = """
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0; }
    .facts dt { color: var(--dim); } .facts dd { margin: 0; }
    nav { margin: 1rem 0; line-height: 2; } nav a { margin-right: .9rem; white-space: nowrap; }
    section { border: 0; } h2 { border-bottom: 2px solid var(--line); padding-bottom: .2rem; }
    h2, h3, .faq > li { scroll-margin-top: 1rem; } h2.part { margin-top: 3rem; font-size: 1.3rem; }
    h3 strong, h4 strong { font-weight: 600; } h3 .art, h3 .note, h4 .art, h4 .note { font-weight: 400; }
    h4 { font-size: 1rem; margin: .8rem 0 .2rem; }
    ul.says { padding-left: 1.2rem; margin: .3rem 0; } ul.says ul.says { font-size: .95em; }
    ul.says ul.says strong, ol.plan ul.says strong { font-weight: 400; }
    .art { color: var(--dim); font-size: .9em; }
    .badge { font-weight: 400; font-size: .8em; border: 1px solid var(--doubt); color: var(--doubt);
      border-radius: .3em; padding: 0 .3em; white-space: nowrap; }
    .badge.open, .badge.unseen { border-color: var(--mark); color: var(--mark); }
    li.silent > span, td.silent, p.silent, dd.silent { color: var(--mark); }
    li.silent { list-style-type: "○ "; }
    .warn { background: var(--tint); padding: .4rem .8rem; border-left: 4px solid var(--mark); }
    ol.plan { list-style: none; padding: 0; margin: .8rem 0; counter-reset: step; }
    ol.plan > li { position: relative; padding: 0 0 1rem 2.6rem; margin: 0; counter-increment: step; }
    ol.plan > li::before { content: counter(step); position: absolute; left: 0; top: 0;
      width: 1.7rem; height: 1.7rem; line-height: 1.7rem; border-radius: 50%; text-align: center;
      background: #1f4e79; color: #fff; font-size: .9rem; z-index: 1;
      -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    ol.plan > li:not(:last-child)::after { content: ""; position: absolute; left: .8rem; top: .4rem;
      bottom: -.4rem; width: 2px; background: var(--line);
      -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    ol.faq { padding-left: 1.6rem; } ol.faq > li::marker { font-weight: 600; }
    ol.faq > li > h3 { display: inline-block; margin: 1.2rem 0 .2rem; font-size: 1.05rem; }
    .scroll { overflow: visible; } table.doc { table-layout: fixed; font-size: .95rem; }
    .doc thead th { background: var(--panel); border-bottom: 2px solid var(--dim); }
    .doc td, .doc th { overflow-wrap: break-word; hyphens: auto; } .doc tbody th { font-weight: 400; }
    .doc th:first-child { width: 20%; } .doc th:nth-child(2) { width: 15%; }
    .doc th:nth-child(3) { width: 14%; }
    .doc td ul.says { padding: 0; margin: 0; } .doc td ul.says li { list-style: none; }
    @media screen and (max-width: 600px) {
      .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin: 0 0 .4rem; }
      .doc, .doc tbody, .doc tr, .doc th, .doc td { display: block; width: auto !important; }
      .doc thead { display: none; } .doc tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
      .doc tr > * { border: 0; padding: .15rem 0; } .doc td { display: flex; gap: .6rem; }
      .doc td::before { content: attr(data-label); flex: none; width: 5.2em; color: var(--dim); }
    }
    @media print {
      nav { display: none; } section { break-inside: auto; } a { color: inherit; }
      h2.part { break-before: page; } li { break-inside: auto; } ol.plan > li { break-inside: avoid; }
      ul.says > li, .faq h3 { orphans: 3; widows: 3; } .doc { font-size: 9.5pt; }
    }

    """
}
