internal import PolicyLang
internal import PolicyRuntime

/// A trace report for scripts.
struct TraceJSON {
  let sheet: TraceSheet
  private var report: TraceReport { sheet.report }

  init(sheet: TraceSheet) { self.sheet = sheet }

  var text: String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    sheet.setup.writeOrigin(to: &writer)
    writer.key("source")
    writer.string(sheet.path)
    writer.key("shape")
    writer.string(shape)
    writer.key("complete")
    writer.boolean(report.isComplete)
    writer.key("compares")
    writer.string(report.comparesFiguresOnly ? "figures" : "articles")
    count("articles_covered", "articles_total", report.articleCount, &writer)
    count("items_covered", "items_total", report.itemCount, &writer)
    let claims = report.claimCount
    count("figures_found", "figures_total", (claims.found, claims.all), &writer)
    writer.key("articles")
    writer.beginArray()
    for place in report.document.articles { article(place, &writer) }
    writer.endArray()
    writer.key("document_figures")
    writer.beginArray()
    for index in report.figures.indices where report.figures[index].state != .idle {
      figure(index, &writer)
    }
    writer.endArray()
    writer.key("diagnostics")
    writer.raw(diagnostics)
    writer.endObject()
    return writer.text + "\n"
  }

  private var shape: String {
    switch report.document.shape {
    case .articles: "articles"
    case .headings: "headings"
    case .prose: "prose"
    }
  }

  private func count(
    _ some: String, _ all: String, _ count: (Int, Int), _ writer: inout JSONWriter
  ) {
    writer.key(some)
    writer.integer(count.0)
    writer.key(all)
    writer.integer(count.1)
  }

  private func article(_ place: Int, _ writer: inout JSONWriter) {
    writer.beginObject()
    head(place, &writer)
    writer.key("clauses")
    writer.strings(sheet.claims(inside: place).map { sheet.id(of: $0) })
    let items = self.items(in: place)
    if !items.isEmpty {
      writer.key("items")
      writer.beginArray()
      for item in items {
        writer.beginObject()
        head(item, &writer)
        writer.key("clauses")
        writer.strings(report.citing[item].map { sheet.id(of: $0) })
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
  }

  private func items(in place: Int) -> [Int] {
    var result: [Int] = []
    for child in report.document.places[place].children {
      if case .item = report.document.places[child].part { result.append(child) }
      result += items(in: child)
    }
    return result
  }

  private func head(_ place: Int, _ writer: inout JSONWriter) {
    writer.key("place")
    writer.string(sheet.name(of: place))
    writer.key("line")
    writer.integer(sheet.line(of: report.document.span(of: place)))
    if let coverage = report.coverage[place] {
      writer.key("coverage")
      writer.string(word(coverage))
    }
  }

  private func word(_ coverage: TraceReport.Coverage) -> String {
    switch coverage {
    case .ruled: "ruled"
    case .recital: "recital"
    case .open: "open"
    case .uncovered: "uncovered"
    }
  }

  private func figure(_ index: Int, _ writer: inout JSONWriter) {
    let figure = report.figures[index]
    let (line, column) = sheet.document.position(at: figure.span.lowerBound)
    writer.beginObject()
    writer.key("text")
    writer.string(sheet.document.text(figure.span))
    writer.key("place")
    writer.string(sheet.name(of: figure.place))
    writer.key("line")
    writer.integer(line)
    writer.key("column")
    writer.integer(column)
    writer.key("state")
    switch figure.state {
    case .used: writer.string("used")
    case .mentioned: writer.string("mentioned")
    case .idle: writer.string("idle")
    case .unused: writer.string("unused")
    }
    writer.key("clauses")
    writer.strings(report.claims(having: index).map { sheet.id(of: $0) })
    writer.endObject()
  }

  /// The findings as the array that `check -f json` has.
  private var diagnostics: String {
    let document = JSONRenderer(sources: sheet.sources, language: sheet.language)
      .render(report.findings)
    let opening = "{\"diagnostics\":"
    return String(document.dropFirst(opening.count).dropLast(2))
  }
}
