internal import PolicyRuntime

/// Rows of a label, a figure and a bar in several shades below them.
///
/// The label has a line of its own, so that the picture can be read at the width of a telephone. All
/// geometry is in whole tenths of a pixel, so that the picture is the same bytes everywhere.
struct BarsSVG {
  struct Bar {
    let label: String
    /// What stands at the right end.
    let figure: String
    /// Lengths with the style of each.
    let parts: [(length: Int, style: String, meaning: String)]
  }

  let title: String
  let bars: [Bar]
  /// The length of a bar over the full width.
  let most: Int

  private static let width = 480
  private static let pitch = 42

  var svg: String {
    let height = BarsSVG.pitch * bars.count + 4
    var result =
      "<svg class=\"themed\" viewBox=\"0 0 \(BarsSVG.width) \(height)\" role=\"img\" "
      + "xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"15\">\n"
      + "<title>" + MarkupText.escaped(title) + "</title>\n"
    for (index, bar) in bars.enumerated() { result += row(bar, index * BarsSVG.pitch) }
    return result + "</svg>\n"
  }

  private func row(_ bar: Bar, _ top: Int) -> String {
    let room = BarsSVG.width * 10 - BarsSVG.length(bar.figure) - 120
    var result =
      "<text class=\"ink\" x=\"0\" y=\"\(top + 16)\">"
      + MarkupText.escaped(BarsSVG.cut(bar.label, room)) + "</text>\n"
      + "<text class=\"ink\" x=\"\(BarsSVG.width)\" y=\"\(top + 16)\" text-anchor=\"end\">"
      + MarkupText.escaped(bar.figure) + "</text>\n"
      + "<rect class=\"rail\" x=\"0\" y=\"\(top + 23)\" width=\"\(BarsSVG.width)\" height=\"12\"/>\n"
    var sum = 0
    for part in bar.parts where part.length > 0 {
      let from = BarsSVG.tenths(sum, most)
      sum += part.length
      let breadth = max(4, BarsSVG.tenths(sum, most) - from)
      result +=
        "<rect class=\"\(part.style)\" x=\"\(pixels(from))\" y=\"\(top + 23)\" "
        + "width=\"\(pixels(breadth))\" height=\"12\"><title>"
        + MarkupText.escaped(part.meaning) + "</title></rect>\n"
    }
    return result
  }

  /// A share of the width, in tenths of a pixel.
  private static func tenths(_ count: Int, _ most: Int) -> Int {
    guard most > 0 else { return 0 }
    // Counts of rows stay far below where this could overflow.
    return Int((Int64(count) * Int64(width * 10) / Int64(most)))
  }

  private func pixels(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }

  /// About how wide a text is, in tenths of a pixel.
  private static func length(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 85 : 150) }
  }

  private static func cut(_ text: String, _ room: Int) -> String {
    if length(text) <= room { return text }
    var result = ""
    var used = 150
    for scalar in text.unicodeScalars {
      used += scalar.value < 0x2E80 ? 85 : 150
      if used > room { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }
}
