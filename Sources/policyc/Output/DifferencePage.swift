internal import PolicyLang
internal import PolicyRuntime

/// Blocks as one page that needs no network and no script, reads on a telephone and prints on A4.
struct DifferencePage {
  private let report: DifferenceReport
  private let page: HTMLPage

  init(_ report: DifferenceReport) {
    self.report = report
    page = HTMLPage(
      title: report.title, language: report.language,
      ownStyle: """
        ol.cases > li { margin: .8rem 0; break-inside: avoid; } ol.cases strong { display: block; }
        ol.cases p { margin: .1rem 0; }
        table.pairs { table-layout: fixed; } table.pairs thead th:last-child { width: 18%; }
        td, tbody th { overflow-wrap: anywhere; } tbody th { font-weight: 400; }
        @media (max-width: 40rem) {
          table.pairs, table.pairs tbody, table.pairs tr, table.pairs td,
          table.pairs th { display: block; } table.pairs tbody th { border: 0; font-weight: 600; }
          table.pairs thead { display: none; }
          table.pairs td { border: 0; padding: .1rem 0; }
          table.pairs td[data-name]::before { content: attr(data-name) "  "; color: var(--dim); }
          table.pairs tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
        }

        """, width: "60rem")
  }

  /// Everything before what is written row by row.
  var opening: String { page.opening + html(report.blocks) }
  var closing: String { page.closing(report.setups) }

  func html(_ blocks: [DifferenceBlock]) -> String {
    var result = ""
    for block in blocks { result += html(block) }
    return result
  }

  private func html(_ block: DifferenceBlock) -> String {
    switch block {
    case .heading(let text): return "<h2>" + escaped(text) + "</h2>\n"
    case .subheading(let text): return "<h3>" + escaped(text) + "</h3>\n"
    case .paragraph(let text): return "<p>" + escaped(text) + "</p>\n"
    case .note(let text): return "<p class=\"note\">" + escaped(text) + "</p>\n"
    case .lines(let lines):
      return "<p>" + lines.map { escaped($0) }.joined(separator: "<br>\n") + "</p>\n"
    case .entries(let entries):
      var result = "<ol class=\"cases\">\n"
      for entry in entries {
        result += "<li><strong>" + escaped(entry.title) + "</strong>\n"
        for line in entry.lines { result += "<p>" + escaped(line) + "</p>\n" }
        result += "</li>\n"
      }
      return result + "</ol>\n"
    case .table(let head, let rows):
      var result = "<table class=\"pairs\">\n<thead><tr>"
      for cell in head { result += "<th scope=\"col\">" + escaped(cell) + "</th>" }
      result += "</tr></thead>\n<tbody>\n"
      for row in rows {
        result += "<tr>"
        for (index, cell) in row.enumerated() {
          if index == 0 {
            result += "<th scope=\"row\">" + escaped(cell) + "</th>"
          } else {
            result +=
              "<td data-name=\"" + escaped(head[index]) + "\">" + escaped(cell) + "</td>"
          }
        }
        result += "</tr>\n"
      }
      return result + "</tbody>\n</table>\n"
    }
  }

  private func escaped(_ text: String) -> String { MarkupText.escaped(text) }
}
