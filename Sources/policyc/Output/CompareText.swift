internal import PolicyLang
internal import PolicyRuntime

/// The comparison for terminals: a paragraph for each thing, a line for each policy.
struct CompareText {
  let sheet: CompareSheet

  var text: String {
    var result = sheet.title + "\n\n"
    for (column, setup) in zip(sheet.columns, sheet.setups) {
      result += "  " + column.mark + "  " + column.id + "  " + column.title
      if !column.issuer.isEmpty { result += sheet.say("，", ", ") + column.issuer }
      let assumptions = setup.assumptions(in: sheet.language)
      if !assumptions.isEmpty {
        result += sheet.say("（假设 ", " (assuming ") + assumptions + sheet.say("）", ")")
      }
      result += "\n"
    }
    if let day = sheet.setups.first?.asOf {
      result += "  " + sheet.say("基准日 ", "as of ") + day.description + "\n"
    }
    result += "\n" + CompareWords.summary(sheet) + "\n"
    for section in sheet.sections {
      result += "\n" + section.title + "\n"
      for row in section.shared { result += "\n" + self.row(row, section) }
      result += folded(section)
    }
    return result
  }

  private func row(_ row: CompareSheet.Row, _ section: CompareSheet.Section) -> String {
    var result = CompareWords.sign(row, section) + row.title + "\n"
    result += lines(row.cells, row.title, indent: "    ")
    for point in row.moreThatDiffers {
      result +=
        "    " + CompareWords.sign(point) + point.title + "\n"
        + lines(point.cells, point.title, indent: "        ")
    }
    let common = sheet.line(row.moreInCommon)
    if !common.isEmpty {
      result += "    " + sheet.common(row) + sheet.say("：", ": ") + common + "\n"
    }
    return result
  }

  /// Policies that say the same stand on one line.
  private func lines(_ cells: [CompareSheet.Cell?], _ title: String, indent: String) -> String {
    var order: [String] = []
    var marks: [String: String] = [:]
    for (index, cell) in cells.enumerated() {
      let text = sheet.line(cell, of: title)
      if marks[text] == nil { order.append(text) }
      marks[text, default: ""] += sheet.columns[index].mark
    }
    return order.map { indent + (marks[$0] ?? "") + "  " + $0 + "\n" }.joined()
  }

  private func folded(_ section: CompareSheet.Section) -> String {
    var result = ""
    for (index, column) in sheet.columns.enumerated() {
      let rows = section.folded.filter { $0.owner == index }
      if rows.isEmpty { continue }
      result += "\n" + CompareWords.only(sheet, column, rows.count) + sheet.say("：", ":") + "\n"
      for row in rows {
        result += "    " + CompareWords.entry(sheet, row) + "\n"
      }
    }
    return result
  }
}

/// Phrases that several forms of the comparison use.
enum CompareWords {
  static func summary(_ sheet: CompareSheet) -> String {
    let counts = sheet.counts
    let text = sheet.say(
      "对照了 \(counts.all) 件事：\(counts.same) 件都一样（＝），\(counts.differing) 件各有不同，"
        + "\(counts.alone) 件只有一份写了（≠）。",
      "\(counts.all) things: \(counts.same) the same in all (＝), \(counts.differing) differ, "
        + "\(counts.alone) are in one policy only (≠).")
    if !sheet.hasRoles { return text }
    return text
      + sheet.say(
        "标 ≈ 的，机构、事件等名称不同，按在各自文件里的作用算一样。",
        " What is marked ≈ has other names for bodies or events that play the same part.")
  }

  /// The sign before a row; doubts are listed and not held against each other.
  static func sign(_ row: CompareSheet.Row, _ section: CompareSheet.Section) -> String {
    if section.id == CompareSheet.readings { return "" }
    return row.differs ? "≠ " : row.isByRole ? "≈ " : "＝ "
  }

  static func sign(_ point: CompareSheet.Point) -> String {
    point.differs ? "≠ " : point.isOneWording ? "＝ " : "≈ "
  }

  static func only(_ sheet: CompareSheet, _ column: CompareSheet.Column, _ count: Int) -> String {
    sheet.say("只有\(column.mark)写了的 \(count) 项", "\(count) only in \(column.mark)")
  }

  /// What only one policy has, in one line.
  static func entry(_ sheet: CompareSheet, _ row: CompareSheet.Row) -> String {
    guard let owner = row.owner, let cell = row.cells[owner] else { return row.title }
    var parts = [cell.text]
    let more = sheet.line(row.moreThatDiffers + row.moreInCommon)
    if !more.isEmpty { parts.append(more) }
    return row.title + sheet.say("：", ": ") + parts.joined(separator: sheet.say("；", "; "))
      + sheet.cited(cell.articles)
  }
}

/// The comparison as Markdown tables.
struct CompareMarkdown {
  let sheet: CompareSheet

  var text: String {
    var result = "# " + escaped(sheet.title) + "\n\n"
    for (column, setup) in zip(sheet.columns, sheet.setups) {
      result += "- **" + column.mark + "** " + escaped(column.title)
      result += sheet.say("（", " (") + escaped(column.id)
      if !column.issuer.isEmpty { result += sheet.say("，", ", ") + escaped(column.issuer) }
      result += sheet.say("）", ")")
      let assumptions = setup.assumptions(in: sheet.language)
      if !assumptions.isEmpty { result += sheet.say("；假设 ", "; assuming ") + escaped(assumptions) }
      result += "\n"
    }
    result += "\n" + CompareWords.summary(sheet) + "\n"
    for section in sheet.sections {
      result += "\n## " + section.title + "\n"
      if !section.shared.isEmpty { result += "\n" + table(section) }
      for (index, column) in sheet.columns.enumerated() {
        let rows = section.folded.filter { $0.owner == index }
        if rows.isEmpty { continue }
        result += "\n" + CompareWords.only(sheet, column, rows.count) + "\n\n"
        for row in rows { result += "- " + escaped(CompareWords.entry(sheet, row)) + "\n" }
      }
    }
    return result
  }

  private func table(_ section: CompareSheet.Section) -> String {
    var result = line([" "] + sheet.columns.map { escaped(sheet.name($0)) })
    result += line(Array(repeating: "---", count: sheet.columns.count + 1))
    for row in section.shared {
      result += line(
        [CompareWords.sign(row, section) + escaped(row.title)]
          + cells(row.cells, row.title, row.differs))
      for point in row.moreThatDiffers {
        result += line(
          ["　· " + escaped(point.title)] + cells(point.cells, point.title, point.differs))
      }
      let common = sheet.line(row.moreInCommon)
      if !common.isEmpty {
        var cells = Array(repeating: "", count: sheet.columns.count)
        cells[row.owner ?? 0] = escaped(common)
        result += line(["　· " + sheet.common(row)] + cells)
      }
    }
    return result
  }

  private func cells(
    _ cells: [CompareSheet.Cell?], _ title: String, _ differs: Bool
  ) -> [String] {
    let marks = CompareSheet.standingOut(cells, differs: differs)
    return zip(cells, marks).map { cell, stands in
      (stands ? "≠ " : "") + escaped(sheet.line(cell, of: title))
    }
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  private func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
}
