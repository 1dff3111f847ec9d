internal import PolicyLang
internal import PolicyRuntime

/// The comparison as one page that needs no network and no script, reads on a telephone and prints on A4.
struct ComparePage {
  private let sheet: CompareSheet
  private let page: HTMLPage

  init(_ sheet: CompareSheet) {
    self.sheet = sheet
    let isWide = sheet.columns.count > 3
    page = HTMLPage(
      title: sheet.say("政策并排对照", "Policies side by side"), language: sheet.language,
      ownStyle: CompareStyle.text(isWide: isWide), width: isWide ? "82rem" : "66rem")
  }

  private func say(_ zh: String, _ en: String) -> String { sheet.say(zh, en) }
  private func escaped(_ text: String) -> String { MarkupText.escaped(text) }

  var html: String {
    var result = page.opening + policies
    result += "<p class=\"sum\">" + escaped(CompareWords.summary(sheet)) + "</p>\n" + pictures
    result += navigation
    for section in sheet.sections { result += self.section(section) }
    return result + page.closing(sheet.setups)
  }

  // MARK: Head

  /// The coloured mark that stands for a policy.
  private func chip(_ index: Int) -> String {
    "<b class=\"m\" style=\"background:\(CompareStyle.colour(index))\">"
      + escaped(sheet.columns[index].mark) + "</b>"
  }

  private var policies: String {
    var result = "<ul class=\"who\">\n"
    for (index, column) in sheet.columns.enumerated() {
      result += "<li>" + chip(index) + " <span><strong>" + escaped(column.title) + "</strong> "
      result += "<span class=\"id\">" + escaped(column.id) + "</span>"
      if !column.issuer.isEmpty { result += "<br>" + escaped(column.issuer) }
      let assumptions = sheet.setups[index].assumptions(in: sheet.language)
      if !assumptions.isEmpty {
        result += "<br><em>" + say("假设 ", "assuming ") + escaped(assumptions) + "</em>"
      }
      result += "</span></li>\n"
    }
    result += "</ul>\n"
    if let day = sheet.setups.first?.asOf {
      result += "<p>" + say("基准日 ", "as of ") + day.description + "</p>\n"
    }
    return result
  }

  private var navigation: String {
    var result = "<nav>"
    for section in sheet.sections {
      let differing = section.shared.count { $0.differs }
      result +=
        "<a href=\"#\(section.id)\">" + escaped(section.title)
        + (section.id == CompareSheet.readings ? "" : " <small>≠ \(differing)</small>") + "</a> "
    }
    return result + "</nav>\n<label class=\"only\"><input type=\"checkbox\" id=\"only\"> "
      + say("只看不同的", "only what differs") + "</label>\n"
  }

  private var pictures: String {
    var result = ""
    let panels: [(TableDimension.Meaning, LocalText, LocalText, LocalText)] = [
      (
        .stricter, LocalText(zh: "要求有多严", en: "How much is asked"),
        LocalText(zh: "没有要求", en: "not asked"), LocalText(zh: "宽 → 严", en: "loose → strict")
      ),
      (
        .generous, LocalText(zh: "给多少", en: "How much is given"),
        LocalText(zh: "没有规定", en: "not given"), LocalText(zh: "少 → 多", en: "less → more")
      ),
    ]
    for (meaning, title, none, scale) in panels {
      let parts = CompareSVG.parts(
        sheet, meaning: meaning, title: title[sheet.language], none: none[sheet.language],
        scale: scale[sheet.language])
      for (index, part) in parts.enumerated() {
        let more = index == 0 ? "" : say("（续）", ", continued")
        result +=
          "<figure>\n<figcaption>" + escaped(title[sheet.language] + more) + "</figcaption>\n"
          + part.svg + "</figure>\n"
      }
    }
    if result.isEmpty { return "" }
    return "<div class=\"pics\">\n" + result + "</div>\n<p class=\"note\">"
      + say(
        "位置只表示先后次序，不表示相差多少；同一处的几个并排画出。"
          + "空心：有别的途径可以代替、只是原则上的要求，或者有别的读法。条文见各表。",
        "Places show the order only, not how far apart figures are. Hollow: another way will do, it "
          + "holds in principle only, or the text bears another reading. Articles are in the tables."
      )
      + "</p>\n"
  }

  // MARK: Sections

  private func section(_ section: CompareSheet.Section) -> String {
    let isAllSame =
      section.id != CompareSheet.readings && !section.rows.contains { $0.differs }
    var result =
      "<section id=\"\(section.id)\"\(isAllSame ? " class=\"eq\"" : "")>\n<h2>"
      + escaped(section.title) + "</h2>\n"
    if !section.shared.isEmpty { result += table(section) }
    for index in sheet.columns.indices {
      let rows = section.folded.filter { $0.owner == index }
      if rows.isEmpty { continue }
      result += "<details>\n<summary>" + chip(index) + " "
      result +=
        escaped(CompareWords.only(sheet, sheet.columns[index], rows.count)) + "</summary>\n<ul>\n"
      for row in rows { result += "<li>" + entry(row, index) + "</li>\n" }
      result += "</ul>\n</details>\n"
    }
    return result + "</section>\n"
  }

  private func entry(_ row: CompareSheet.Row, _ owner: Int) -> String {
    var result = "<strong>" + escaped(row.title) + "</strong>"
    guard let cell = row.cells[owner] else { return result }
    result += say("：", ": ") + escaped(cell.text) + badge(cell)
    let more = sheet.line(row.moreThatDiffers + row.moreInCommon)
    if !more.isEmpty { result += say("；", "; ") + escaped(more) }
    return result + articles(cell)
  }

  private func table(_ section: CompareSheet.Section) -> String {
    var result = "<table class=\"cmp\">\n<thead><tr><th></th>"
    for (index, column) in sheet.columns.enumerated() {
      result += "<th scope=\"col\">" + chip(index) + " " + escaped(column.title) + "</th>"
    }
    result += "</tr></thead>\n"
    for row in section.shared { result += self.row(row, section) }
    return result + "</table>\n"
  }

  private func row(_ row: CompareSheet.Row, _ section: CompareSheet.Section) -> String {
    let isListed = section.id == CompareSheet.readings
    let word = row.differs ? say("不同", "differs") : say("都一样", "the same")
    let sign =
      isListed
      ? ""
      : "<i class=\"\(row.differs ? "d" : "s")\" title=\"\(word)\">"
        + CompareWords.sign(row, section) + "</i>"
    var result =
      "<tbody class=\"\(row.differs || isListed ? "ne" : "eq")\">\n<tr><th scope=\"row\">"
      + sign + escaped(row.title) + "</th>"
    result += cells(row.cells, row.title, row.differs, row) + "</tr>\n"
    // What only one policy has is told in its own cell.
    if row.owner == nil {
      for point in row.moreThatDiffers {
        result +=
          "<tr class=\"p\"><th scope=\"row\">" + escaped(point.title) + "</th>"
          + cells(point.cells, point.title, true, nil) + "</tr>\n"
      }
      let common = sheet.line(row.moreInCommon)
      if !common.isEmpty {
        result +=
          "<tr class=\"p c\"><th scope=\"row\">" + say("都一样", "the same") + "</th><td colspan=\""
          + "\(sheet.columns.count)\">" + escaped(common) + "</td></tr>\n"
      }
    }
    return result + "</tbody>\n"
  }

  private func cells(
    _ cells: [CompareSheet.Cell?], _ title: String, _ differs: Bool, _ row: CompareSheet.Row?
  ) -> String {
    let marks = CompareSheet.standingOut(cells, differs: differs)
    var result = ""
    for (index, cell) in cells.enumerated() {
      var classes: [String] = []
      if marks[index] { classes.append("x") }
      if cell == nil { classes.append("no") }
      result += "<td" + (classes.isEmpty ? "" : " class=\"" + classes.joined(separator: " ") + "\"")
      result += " data-label=\"" + escaped(sheet.columns[index].mark) + "\"><div>"
      result += marks[index] ? "<i class=\"d\">≠</i> " : ""
      result += content(cell, title, row?.owner == index ? row : nil) + "</div></td>"
    }
    return result
  }

  private func content(
    _ cell: CompareSheet.Cell?, _ title: String, _ owned: CompareSheet.Row?
  ) -> String {
    guard let cell else { return escaped(sheet.silence) }
    var result = ""
    if !cell.name.isEmpty, cell.name != title {
      result += "<span class=\"own\">" + escaped(cell.name) + say("：", ": ") + "</span>"
    }
    result += escaped(cell.text) + badge(cell) + articles(cell)
    if let owned {
      let more = sheet.line(owned.moreThatDiffers + owned.moreInCommon)
      if !more.isEmpty { result += "<br><small>" + escaped(more) + "</small>" }
    }
    return result
  }

  private func badge(_ cell: CompareSheet.Cell) -> String {
    cell.state == .contested ? " <b class=\"q\">" + say("存疑", "in doubt") + "</b>" : ""
  }

  private func articles(_ cell: CompareSheet.Cell) -> String {
    cell.articles.isEmpty
      ? "" : " <span class=\"art\">" + escaped(sheet.cited(cell.articles)) + "</span>"
  }
}

/// What the page of a comparison looks like beyond the shared rules.
enum CompareStyle {
  /// Dark enough for white letters, and apart in grey.
  private static let colours = [
    "#1f4e79", "#a8480f", "#2f6f3e", "#7a3b8f", "#5a5a5a", "#8a6d00", "#00696e", "#9b1c47",
  ]

  static func colour(_ index: Int) -> String { colours[index % colours.count] }

  static func text(isWide: Bool) -> String {
    shared + (isWide ? "@page { size: A4 landscape; margin: 14mm; }\n" : "")
  }

  private static let shared = """
    .m { display: inline-block; min-width: 1.5em; height: 1.5em; line-height: 1.5em; color: #fff;
      border-radius: .75em; text-align: center; font-size: .85em; padding: 0 .15em;
      box-sizing: border-box; }
    .m, .x { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    ul.who { list-style: none; padding: 0; display: grid; gap: .4rem 1.5rem; line-height: 1.45;
      grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
    ul.who li { display: flex; gap: .5rem; align-items: baseline; } .id { color: #666; }
    .sum { font-size: 1.05rem; } i { font-style: normal; }
    .pics { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr));
      gap: 0 2rem; align-items: start; }
    .pics figure { margin: .5rem 0; max-width: 40rem; } figcaption { font-weight: 600; }
    nav { margin: 1.2rem 0 .3rem; line-height: 2; } nav a { color: #1f4e79; margin-right: .9rem;
      white-space: nowrap; } nav small { color: #a8480f; }
    .only { display: inline-block; color: #444; }
    body:has(#only:checked) .eq { display: none; }
    section { border: 0; } section h2 { scroll-margin-top: 1rem; }
    .cmp { table-layout: fixed; font-size: .95rem; line-height: 1.5; }
    .cmp th:first-child { width: 15%; }
    .cmp thead th { position: sticky; top: 0; background: #f4f4f1; border-bottom: 2px solid #444;
      z-index: 1; }
    .cmp td, .cmp th { overflow-wrap: anywhere; }
    .cmp tbody tr + tr th, .cmp tbody tr + tr td { border-top: 1px dotted #ccc; }
    .cmp tbody tr:not(:last-child) > * { border-bottom: 0; }
    .cmp tr.p th { font-weight: 400; color: #444; padding-left: 1.7rem; }
    .cmp tr.c { color: #555; font-size: .9em; }
    .d { color: #a8480f; font-weight: 700; } .s { color: #767676; font-weight: 400; }
    td.x { background: #fdf3e7; } td.no { color: #767676; } td.x.no { background: none; }
    td.no .d { font-weight: 400; color: inherit; }
    .q { font-weight: 400; font-size: .85em; border: 1px solid #8a6d00; color: #6b5500;
      border-radius: .3em; padding: 0 .25em; white-space: nowrap; }
    .art { color: #666; font-size: .9em; } small { color: #555; }
    .own { color: #555; }
    details { margin: .5rem 0; } summary { cursor: pointer; }
    @media (max-width: 600px) {
      .cmp, .cmp tbody, .cmp tr, .cmp th, .cmp td { display: block; width: auto; }
      .cmp thead { display: none; } .cmp tbody { border-bottom: 1px solid #999; padding: .5rem 0; }
      .cmp th:first-child { width: auto; }
      .cmp tr > *, .cmp tbody tr + tr th, .cmp tbody tr + tr td { border: 0; }
      .cmp th { padding: .2rem 0; } .cmp tr.p th { padding: .35rem 0 0; font-size: .95em; }
      .cmp td { display: flex; gap: .5rem; padding: .15rem .3rem; }
      .cmp td[data-label]::before { content: attr(data-label); flex: none; width: 1.6em;
        font-weight: 600; color: #444; }
    }
    @media print {
      nav, .only { display: none; } a { color: inherit; text-decoration: none; }
      section { break-inside: auto; } tbody { break-inside: avoid; }
      .cmp { font-size: 9pt; line-height: 1.4; } .cmp td, .cmp th { padding: .2rem .4rem; }
      .pics figure, .note { margin: .3rem 0; } .cmp thead { display: table-header-group; }
      .cmp thead th { position: static; } .pics { grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
      ul.who { grid-template-columns: 1fr 1fr; } details { font-size: 9pt; }
      details::details-content { content-visibility: visible; display: block; height: auto; }
    }

    """
}
