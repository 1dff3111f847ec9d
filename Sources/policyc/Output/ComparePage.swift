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
      ownStyle: CompareStyle.text(sheet.columns.count), width: isWide ? "82rem" : "66rem")
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
    var result = "<nav aria-label=\"" + say("目录", "contents") + "\">"
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
    let words = self.words
    if result.isEmpty { return words }
    return "<div class=\"pics\">\n" + result + "</div>\n<p class=\"note\">"
      + say(
        "怎么看：越靠右，要求越严，给的越多；位置只表示先后次序，不表示相差多少。"
          + "谁比谁严是算出来的：符合右边的人必定符合左边的，反过来不成立；互有宽严的不分先后。"
          + "同一处的几个并排画出。空心：只是原则上的要求，或者另有读法。名额和金额只在算法相同时排，"
          + "也没有折算成人均。条文见各表。",
        "How to read it: from left to right more is asked, or more is given; places show the order only, "
          + "not how far apart. Who is stricter is computed: whoever meets what stands right meets "
          + "what stands left, and not the reverse; where each is stricter in part there is no order. "
          + "Hollow: in principle only, or the text bears another reading. Numbers are ordered only where "
          + "they are of one kind. Articles are in the tables.")
      + "</p>\n" + words
  }

  /// What the picture leaves out: clauses that are alike everywhere, and those that one policy has alone.
  private var words: String {
    var lines: [String] = []
    let clauses = sheet.strictness.dropFirst()
    let separator = say("、", ", ")
    let alike = clauses.filter { CompareSVG.isAlike($0) }.map { $0.label[sheet.language] }
    if !alike.isEmpty {
      lines.append(
        say(
          "要求一样的 \(alike.count) 条（写法可以不同）：",
          "\(alike.count) clauses ask the same, in whatever words: ")
          + escaped(alike.joined(separator: separator)))
    }
    for index in sheet.columns.indices {
      let own = clauses.filter { dimension in
        dimension.measures.indices.allSatisfy {
          (dimension.measures[$0].level != 0) == ($0 == index)
        }
      }
      if own.isEmpty { continue }
      let names = own.map { $0.label[sheet.language] }.joined(separator: separator)
      lines.append(
        chip(index) + say(" 独有的要求 \(own.count) 条：", " alone asks \(own.count): ") + escaped(names))
    }
    if lines.isEmpty { return "" }
    return "<ul class=\"plain\">\n" + lines.map { "<li>" + $0 + "</li>\n" }.joined() + "</ul>\n"
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
    // Roles, because a telephone shows the table as blocks, which would otherwise be no table any more.
    var result =
      "<div class=\"scroll\"><table class=\"cmp\" role=\"table\">\n<caption class=\"hidden\">"
      + escaped(section.title)
      + "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" "
      + "role=\"columnheader\"><span class=\"hidden\">" + say("事项", "about") + "</span></th>"
    for (index, column) in sheet.columns.enumerated() {
      result +=
        "<th scope=\"col\" role=\"columnheader\">" + chip(index) + " " + escaped(column.title)
        + "</th>"
    }
    result += "</tr></thead>\n"
    for row in section.shared { result += self.row(row, section) }
    return result + "</table></div>\n"
  }

  private func row(_ row: CompareSheet.Row, _ section: CompareSheet.Section) -> String {
    let isListed = section.id == CompareSheet.readings
    let word =
      row.differs
      ? say("不同", "differs")
      : row.isByRole ? say("名称不同，作用一样", "the same by other names") : say("都一样", "the same")
    let sign =
      isListed
      ? ""
      : "<i class=\"\(row.differs ? "d" : "s")\" aria-hidden=\"true\">"
        + CompareWords.sign(row, section) + "</i><span class=\"hidden\">" + word + say("：", ": ")
        + "</span>"
    var result =
      "<tbody role=\"rowgroup\" class=\"\(row.differs || isListed ? "ne" : "eq")\">\n"
      + "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">"
      + sign + escaped(row.title) + "</th>"
    result += cells(row.cells, row.title, row.differs, row) + "</tr>\n"
    // What only one policy has is told in its own cell.
    if row.owner == nil {
      for point in row.moreThatDiffers {
        result +=
          "<tr class=\"p\" role=\"row\"><th scope=\"row\" role=\"rowheader\">"
          + escaped(point.title) + "</th>"
          + cells(point.cells, point.title, point.differs, nil) + "</tr>\n"
      }
      let common = sheet.line(row.moreInCommon)
      if !common.isEmpty {
        result +=
          "<tr class=\"p c\" role=\"row\"><th scope=\"row\" role=\"rowheader\">" + sheet.common(row)
          + "</th><td role=\"cell\" colspan=\"\(sheet.columns.count)\">" + escaped(common)
          + "</td></tr>\n"
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
      result +=
        "<td role=\"cell\""
        + (classes.isEmpty ? "" : " class=\"" + classes.joined(separator: " ") + "\"")
      result += " data-label=\"" + escaped(sheet.columns[index].mark) + "\"><div>"
      result += marks[index] ? "<i class=\"d\" aria-hidden=\"true\">≠</i> " : ""
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

  /// - Parameter columns: how many policies stand side by side.
  static func text(_ columns: Int) -> String {
    if columns <= 3 { return shared + stacked("(max-width: 600px)") }
    if columns <= 6 {
      return shared + stacked("(max-width: 600px)")
        + "@page { size: A4 landscape; margin: 14mm; }\n"
    }
    // More columns than fit: the screen scrolls beside what the row is about, paper shows them in turn.
    return shared + """
      @media screen and (min-width: 601px) {
        .scroll { max-height: 90vh; overflow: auto; }
        .cmp { width: max-content; } .cmp td, .cmp thead th { width: 10rem; }
        .cmp th:first-child { width: 9rem; position: sticky; left: 0; background: var(--panel); }
        .cmp thead th:first-child { z-index: 2; }
      }

      """ + stacked("print, (max-width: 600px)")
  }

  /// Rows as blocks, a line for each policy.
  private static func stacked(_ media: String) -> String {
    "@media " + media + " {\n" + blocks + "}\n"
  }

  private static let blocks = """
    .cmp, .cmp tbody, .cmp tr, .cmp th, .cmp td { display: block; width: auto; }
    .cmp thead { display: none; } .cmp tbody { border-bottom: 1px solid var(--line); padding: .5rem 0; }
    .cmp th:first-child { width: auto; }
    .cmp tr > *, .cmp tbody tr + tr th, .cmp tbody tr + tr td { border: 0; }
    .cmp th { padding: .2rem 0; } .cmp tr.p th { padding: .35rem 0 0; font-size: .95em; }
    .cmp td { display: flex; gap: .5rem; padding: .15rem .3rem; }
    .cmp td[data-label]::before { content: attr(data-label); flex: none; width: 1.6em;
      font-weight: 600; color: var(--dim); }

    """

  private static let shared = """
    .m { display: inline-block; min-width: 1.5em; height: 1.5em; line-height: 1.5em; color: #fff;
      border-radius: .75em; text-align: center; font-size: .85em; padding: 0 .15em;
      box-sizing: border-box; }
    .m, .x { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    ul.who { list-style: none; padding: 0; display: grid; gap: .4rem 1.5rem; line-height: 1.45;
      grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
    ul.who li { display: flex; gap: .5rem; align-items: baseline; } .id { color: var(--dim); }
    .sum { font-size: 1.05rem; } i { font-style: normal; }
    .pics { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr));
      gap: 0 2rem; align-items: start; }
    ul.plain { list-style: none; padding: 0; font-size: .95rem; }
    .pics figure { margin: .5rem 0; max-width: 32rem; } figcaption { font-weight: 600; }
    nav { margin: 1.2rem 0 .3rem; line-height: 2; } nav a { color: var(--link); margin-right: .9rem;
      white-space: nowrap; } nav small { color: var(--mark); }
    .only { display: inline-block; color: var(--dim); }
    body:has(#only:checked) .eq { display: none; }
    section { border: 0; } section h2 { scroll-margin-top: 1rem; }
    .scroll { overflow: visible; } .cmp { table-layout: fixed; font-size: .95rem; line-height: 1.5; }
    .cmp th:first-child { width: 15%; }
    .cmp thead th { position: sticky; top: 0; background: var(--panel); border-bottom: 2px solid var(--dim);
      z-index: 1; }
    .cmp td, .cmp th { overflow-wrap: anywhere; }
    .cmp tbody tr + tr th, .cmp tbody tr + tr td { border-top: 1px dotted var(--line); }
    .cmp tbody tr:not(:last-child) > * { border-bottom: 0; }
    .cmp tr.p th { font-weight: 400; color: var(--dim); padding-left: 1.7rem; }
    .cmp tr.c { color: var(--dim); font-size: .9em; }
    .d { color: var(--mark); font-weight: 700; } .s { color: var(--dim); font-weight: 400; }
    td.x { background: var(--tint); } td.no { color: var(--dim); } td.x.no { background: none; }
    td.no .d { font-weight: 400; color: inherit; }
    .q { font-weight: 400; font-size: .85em; border: 1px solid var(--doubt); color: var(--doubt);
      border-radius: .3em; padding: 0 .25em; white-space: nowrap; }
    .art { color: var(--dim); font-size: .9em; } small { color: var(--dim); }
    .own { color: var(--dim); }
    details { margin: .5rem 0; } summary { cursor: pointer; }
    @media print {
      nav, .only { display: none; } a { color: inherit; text-decoration: none; }
      section { break-inside: auto; } tbody { break-inside: avoid; }
      .cmp { font-size: 9pt; line-height: 1.4; } .cmp td, .cmp th { padding: .2rem .4rem; }
      .pics figure, .note { margin: .3rem 0; } .cmp thead { display: table-header-group; }
      .cmp thead th { position: static; } .pics { grid-template-columns: repeat(auto-fill, 7.6cm); gap: 0 .8cm; }
      ul.who { grid-template-columns: 1fr 1fr; } details { font-size: 9pt; }
      details::details-content { content-visibility: visible; display: block; height: auto; }
    }

    """
}
