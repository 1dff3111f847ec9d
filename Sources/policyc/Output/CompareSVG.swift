internal import PolicyLang
internal import PolicyRuntime

/// A strip for each dimension on which the policies stand from loose to strict, or from less to more.
///
/// Each figure has a slot of its own, in order; marks in a slot stand side by side and never overlap.
/// All geometry is in whole pixels, so that the picture is the same bytes everywhere.
struct CompareSVG {
  let sheet: CompareSheet
  let dimensions: [TableDimension]
  /// Whether any policy is off the scale; all parts of a picture are divided alike.
  let hasOpen: Bool
  let title: String
  let none: String
  let scale: String

  private static let width = 400
  /// Where those stand that ask or give nothing.
  private static let zero = 84
  /// Where those stand that have no place on the scale.
  private static let openWidth = 84
  private static let step = 25
  /// A slot must hold a figure.
  private static let narrowest = 56
  private static let top = 24

  /// The strips of a meaning, in pictures that are no taller than half a page.
  static func parts(
    _ sheet: CompareSheet, meaning: TableDimension.Meaning, title: String, none: String,
    scale: String
  ) -> [CompareSVG] {
    let all =
      (meaning == .stricter ? sheet.strictness.filter { tellsApart($0) } : [])
      + sheet.dimensions.filter { isFigure($0) && $0.meaning == meaning }
    let count = (all.count + 6) / 7
    let hasOpen = all.contains { $0.measures.contains { $0.level == nil } }
    return (0..<count).map { part in
      CompareSVG(
        sheet: sheet,
        dimensions: Array(all[(all.count * part / count)..<(all.count * (part + 1) / count)]),
        hasOpen: hasOpen, title: title, none: none, scale: scale)
    }
  }

  /// Clauses that several policies have and that are not equally strict; what one policy alone asks is
  /// told in words.
  static func tellsApart(_ dimension: TableDimension) -> Bool {
    let asking = dimension.measures.count { $0.level != 0 }
    return asking > 1 && !isAlike(dimension)
  }

  static func isAlike(_ dimension: TableDimension) -> Bool {
    let levels = dimension.measures.map { $0.level }
    return dimension.mixedLevels.isEmpty && !levels.contains(nil)
      && levels.allSatisfy { $0 == levels.first }
  }

  /// Figures of what is given and of the procedure; those of clauses are part of the clauses. What only
  /// one policy sets a number for shows nothing about the others where that number is a target of its
  /// own.
  private static func isFigure(_ dimension: TableDimension) -> Bool {
    guard dimension.levels > 0, dimension.id.split(separator: ".").count == 3 else { return false }
    return !dimension.id.hasPrefix("quota.") || dimension.measures.count { $0.level != 0 } > 1
  }

  private var right: Int { CompareSVG.width - (hasOpen ? CompareSVG.openWidth : 0) }

  var svg: String {
    var body = ""
    var y = CompareSVG.top
    for dimension in dimensions {
      let (text, height) = strip(dimension, y)
      body += text
      y += height
    }
    return "<svg class=\"themed\" viewBox=\"0 0 \(CompareSVG.width) \(y)\" role=\"img\" "
      + "xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"13\">\n<title>"
      + MarkupText.escaped(title) + "</title>\n<desc>"
      + MarkupText.escaped(dimensions.map { spoken($0) }.joined(separator: sheet.say("；", "; ")))
      + "</desc>\n" + head(y) + body + "</svg>\n"
  }

  private func head(_ height: Int) -> String {
    var result =
      "<rect x=\"0\" y=\"0\" width=\"\(CompareSVG.zero)\" height=\"\(height)\" fill=\"var(--panel)\"/>\n"
      + label(none, x: CompareSVG.zero / 2, y: 16, fill: "var(--dim)")
      + label(scale, x: (CompareSVG.zero + right) / 2, y: 16, fill: "var(--dim)")
    if hasOpen {
      let middle = (right + CompareSVG.width) / 2
      result +=
        "<rect x=\"\(right)\" y=\"0\" width=\"\(CompareSVG.openWidth)\" height=\"\(height)\" "
        + "fill=\"var(--panel)\"/>\n"
        + label(sheet.say("排不出", "no place"), x: middle, y: 16, fill: "var(--dim)")
    }
    return result
  }

  // MARK: Strips

  /// A slot: from where to where, who stands in it, and the figure below.
  private struct Slot {
    let low: Int
    let high: Int
    let policies: [Int]
    let text: String
  }

  /// The slots in lines: where there are more levels than fit next to each other, they go on below.
  private func lines(_ dimension: TableDimension) -> [[Slot]] {
    func those(_ level: Int?) -> [Int] {
      dimension.measures.indices.filter { dimension.measures[$0].level == level }
    }
    let breadth = right - CompareSVG.zero
    let perLine = min(max(1, dimension.levels), max(1, breadth / CompareSVG.narrowest))
    var result = [[Slot(low: 0, high: CompareSVG.zero, policies: those(0), text: "")]]
    for level in 1...max(1, dimension.levels) {
      let place = (level - 1) % perLine
      if level > 1, place == 0 { result.append([]) }
      let policies = those(level)
      if policies.isEmpty { continue }
      result[result.count - 1].append(
        Slot(
          low: CompareSVG.zero + breadth * place / perLine,
          high: CompareSVG.zero + breadth * (place + 1) / perLine, policies: policies,
          text: word(dimension, level, policies)))
    }
    let placeless = those(nil)
    let reasons = placeless.map { reason(dimension.measures[$0]) }
    result[0].append(
      Slot(
        low: right, high: CompareSVG.width, policies: placeless,
        text: Set(reasons).count == 1 ? reasons[0] : ""))
    return result
  }

  private func strip(_ dimension: TableDimension, _ y: Int) -> (String, Int) {
    let name = fitted(self.name(dimension), CompareSVG.width - 12, 15)
    var result =
      "<line x1=\"0\" x2=\"\(CompareSVG.width)\" y1=\"\(y)\" y2=\"\(y)\" stroke=\"var(--line)\"/>\n"
      + "<text x=\"6\" y=\"\(y + 19)\" font-size=\"14\" font-weight=\"600\" fill=\"var(--ink)\">"
      + MarkupText.escaped(name) + "</text>\n"
    var line = y + 40
    var below = line
    for (index, slots) in lines(dimension).enumerated() {
      if index > 0 { line = below + 26 }
      let start = index == 0 ? 8 : CompareSVG.zero
      result +=
        "<line x1=\"\(start)\" x2=\"\(right - 8)\" y1=\"\(line)\" y2=\"\(line)\" "
        + "stroke=\"var(--dim)\"/>\n"
      var rows = 1
      for slot in slots {
        rows = max(rows, (slot.policies.count + perRow(slot) - 1) / perRow(slot))
        result += marks(slot, dimension, line)
      }
      below = line + rows * CompareSVG.step
      for slot in slots where !slot.text.isEmpty {
        let text = fitted(slot.text, slot.high - slot.low - 4, 13)
        result += label(text, x: (slot.low + slot.high) / 2, y: below + 3, fill: "var(--ink)")
      }
    }
    return (result, below + 12 - y)
  }

  private func perRow(_ slot: Slot) -> Int {
    max(1, (slot.high - slot.low) / CompareSVG.step)
  }

  private func marks(_ slot: Slot, _ dimension: TableDimension, _ y: Int) -> String {
    let perRow = perRow(slot)
    var result = ""
    for (place, policy) in slot.policies.enumerated() {
      let (row, column) = (place / perRow, place % perRow)
      let inRow = min(perRow, slot.policies.count - row * perRow)
      let x =
        (slot.low + slot.high) / 2 + column * CompareSVG.step
        - (inRow - 1) * CompareSVG.step / 2
      result += mark(policy, dimension.measures[policy], x, y + row * CompareSVG.step)
    }
    return result
  }

  private func mark(_ policy: Int, _ measure: TableDimension.Measure, _ x: Int, _ y: Int) -> String
  {
    let colour = CompareStyle.colour(policy)
    let isHollow = !measure.isCertain && measure.level != nil
    let column = sheet.columns[policy]
    let said =
      column.title + sheet.say("：", ": ") + said(measure) + sheet.cited(measure.articles)
    return "<g><title>" + MarkupText.escaped(said)
      + "</title><circle cx=\"\(x)\" cy=\"\(y)\" r=\"11\" "
      + (isHollow
        ? "fill=\"#fff\" stroke=\"\(colour)\" stroke-width=\"2\" stroke-dasharray=\"4 2\"/>"
        : "fill=\"\(colour)\"/>")
      + label(column.mark, x: x, y: y + 5, fill: isHollow ? colour : "#fff") + "</g>\n"
  }

  // MARK: Words

  private func label(_ text: String, x: Int, y: Int, fill: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"middle\" fill=\"\(fill)\">"
      + MarkupText.escaped(text) + "</text>\n"
  }

  /// What stands below a place: the figure where all who stand there have one, else how they compare.
  private func word(_ dimension: TableDimension, _ level: Int, _ policies: [Int]) -> String {
    if dimension.mixedLevels.contains(level) { return sheet.say("互有宽严", "each in part") }
    let texts = policies.map { dimension.measures[$0].text[sheet.language] }
    if let first = texts.first, !first.isEmpty, texts.allSatisfy({ $0 == first }) { return first }
    if dimension.levels == 1 { return sheet.say("同样的要求", "alike") }
    if level == 1 { return sheet.say("较宽", "looser") }
    return level == dimension.levels
      ? sheet.say("较严", "stricter") : sheet.say("居中", "between")
  }

  private func reason(_ measure: TableDimension.Measure) -> String {
    switch measure.unplaced {
    case .otherBasis, .open: measure.text[sheet.language]
    case .crossing: sheet.say("互有宽严", "each in part")
    case .undecided, nil: sheet.say("未能判定", "not settled")
    }
  }

  private func said(_ measure: TableDimension.Measure) -> String {
    if measure.level == nil { return reason(measure) }
    let text = measure.text[sheet.language]
    return text.isEmpty ? sheet.say("有要求", "asked") : text
  }

  /// A strip for those who listen: from the loosest to the strictest.
  private func spoken(_ dimension: TableDimension) -> String {
    var parts: [String] = []
    for slot in lines(dimension).flatMap({ $0 }) where !slot.policies.isEmpty {
      let marks = slot.policies.map { sheet.columns[$0].mark }.joined(
        separator: sheet.say("、", ", "))
      let word = slot.text.isEmpty ? slot.low == 0 ? none : "" : slot.text
      parts.append(word.isEmpty ? marks : marks + " " + word)
    }
    return name(dimension) + sheet.say("：", ": ") + parts.joined(separator: sheet.say("，", ", "))
  }

  /// The name of the dimension with the section that it belongs to.
  private func name(_ dimension: TableDimension) -> String {
    let label = dimension.label[sheet.language]
    let parts = dimension.id.split(separator: ".")
    if parts.count < 3 { return label }
    let section = ConceptSection.allCases.first { $0.id == parts[0] }?.text(sheet.language)
    let attribute = parts[2] == "length" ? " " + AttributeKey.length.text(sheet.language) : ""
    return (section.map { $0 + sheet.say("：", ": ") } ?? "") + label + attribute
  }

  /// Shortened to a width in pixels, at a size of type.
  private func fitted(_ text: String, _ width: Int, _ size: Int) -> String {
    let limit = max(2, width * 2 / size)
    if DisplayWidth.of(text) <= limit { return text }
    var result = ""
    for character in text {
      if DisplayWidth.of(result + String(character)) > limit - 2 { break }
      result.append(character)
    }
    return result + "…"
  }
}
