internal import PolicyLang
internal import PolicyRuntime

/// A strip for each dimension on which the policies stand from loose to strict, or from less to more.
///
/// Each figure has a slot of its own, in order; marks in a slot stand side by side and never overlap.
/// All geometry is in whole pixels, so that the picture is the same bytes everywhere.
struct CompareSVG {
  let sheet: CompareSheet
  let dimensions: [TableDimension]
  /// Whether any policy leaves any of it open; all parts of a picture are divided alike.
  let hasOpen: Bool
  let title: String
  let none: String
  let scale: String

  private static let width = 480
  /// Where those stand that ask or give nothing.
  private static let zero = 100
  /// Where those stand that leave it open.
  private static let openWidth = 76
  private static let step = 25
  private static let top = 24

  /// The strips of a meaning, in pictures that are no taller than half a page.
  static func parts(
    _ sheet: CompareSheet, meaning: TableDimension.Meaning, title: String, none: String,
    scale: String
  ) -> [CompareSVG] {
    let all = sheet.dimensions.filter { isShown($0) && $0.meaning == meaning }
    let count = (all.count + 5) / 6
    let hasOpen = all.contains { $0.measures.contains { $0.level == nil } }
    return (0..<count).map { part in
      CompareSVG(
        sheet: sheet,
        dimensions: Array(all[(all.count * part / count)..<(all.count * (part + 1) / count)]),
        hasOpen: hasOpen, title: title, none: none, scale: scale)
    }
  }

  /// What only one policy sets a number for shows nothing about the others where that number is a target
  /// of its own.
  private static func isShown(_ dimension: TableDimension) -> Bool {
    guard dimension.levels > 0 else { return false }
    let isOwn = dimension.id.hasPrefix("quota.")
    return !isOwn || dimension.measures.count { $0.level != 0 } > 1
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
    return "<svg viewBox=\"0 0 \(CompareSVG.width) \(y)\" role=\"img\" "
      + "xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"13\">\n<title>"
      + MarkupText.escaped(title) + "</title>\n" + head(y) + body + "</svg>\n"
  }

  private func head(_ height: Int) -> String {
    var result =
      "<rect x=\"0\" y=\"0\" width=\"\(CompareSVG.zero)\" height=\"\(height)\" fill=\"#f6f6f3\"/>\n"
      + label(none, x: CompareSVG.zero / 2, y: 16, fill: "#555")
      + label(scale, x: (CompareSVG.zero + right) / 2, y: 16, fill: "#555")
    if hasOpen {
      let middle = (right + CompareSVG.width) / 2
      result +=
        "<rect x=\"\(right)\" y=\"0\" width=\"\(CompareSVG.openWidth)\" height=\"\(height)\" "
        + "fill=\"#f6f6f3\"/>\n"
        + label(sheet.say("未定", "left open"), x: middle, y: 16, fill: "#555")
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

  private func slots(_ dimension: TableDimension) -> [Slot] {
    func those(_ level: Int?) -> [Int] {
      dimension.measures.indices.filter { dimension.measures[$0].level == level }
    }
    var result = [Slot(low: 0, high: CompareSVG.zero, policies: those(0), text: "")]
    let breadth = right - CompareSVG.zero
    let levels = dimension.levels
    for level in 1...max(1, levels) {
      let policies = those(level)
      guard let first = policies.first else { continue }
      result.append(
        Slot(
          low: CompareSVG.zero + breadth * (level - 1) / levels,
          high: CompareSVG.zero + breadth * level / levels, policies: policies,
          text: figure(dimension.measures[first])))
    }
    result.append(Slot(low: right, high: CompareSVG.width, policies: those(nil), text: ""))
    return result
  }

  private func strip(_ dimension: TableDimension, _ y: Int) -> (String, Int) {
    let slots = slots(dimension)
    var rows = 1
    for slot in slots { rows = max(rows, (slot.policies.count + perRow(slot) - 1) / perRow(slot)) }
    let name = fitted(self.name(dimension), CompareSVG.width - 12, 15)
    var result =
      "<line x1=\"0\" x2=\"\(CompareSVG.width)\" y1=\"\(y)\" y2=\"\(y)\" stroke=\"#ddd\"/>\n"
      + "<text x=\"6\" y=\"\(y + 19)\" font-size=\"14\" font-weight=\"600\" fill=\"#222\">"
      + MarkupText.escaped(name) + "</text>\n"
    let line = y + 40
    result +=
      "<line x1=\"8\" x2=\"\(right - 8)\" y1=\"\(line)\" y2=\"\(line)\" stroke=\"#bbb\"/>\n"
    for slot in slots { result += marks(slot, dimension, line) }
    let below = line + rows * CompareSVG.step
    for slot in slots where !slot.text.isEmpty {
      let text = fitted(slot.text, slot.high - slot.low - 4, 13)
      result += label(text, x: (slot.low + slot.high) / 2, y: below + 3, fill: "#333")
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
      column.title + sheet.say("：", ": ") + measure.text[sheet.language]
      + sheet.cited(measure.articles)
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

  /// A bare number counts the elements of a list.
  private func figure(_ measure: TableDimension.Measure) -> String {
    let text = measure.text[sheet.language]
    let isBare = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isBare ? sheet.say("至少 ", "at least ") + text : text
  }

  /// The name of the dimension with the section that it belongs to.
  private func name(_ dimension: TableDimension) -> String {
    let label = dimension.label[sheet.language]
    let parts = dimension.id.split(separator: ".")
    if parts.count < 3 {
      guard parts.count == 2 else { return label }
      return label + sheet.say("（达到的不得入选）", " (shuts out)")
    }
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
