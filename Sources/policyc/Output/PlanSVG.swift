internal import PolicyLang
internal import PolicyRuntime

/// A picture of a procedure: its stages from top to bottom along a line, each with who acts, what it
/// needs and its article. A stage that may be left out has a dashed frame.
struct PlanSVG {
  private let words: PlanWording
  private let stages: [Int]
  private let title: String

  private static let width = 720
  private static let left = 56
  private static let lineHeight = 19

  /// - Parameter stages: positions in the plan, in the order to draw them.
  init(_ words: PlanWording, stages: [Int], title: String) {
    self.words = words
    self.stages = stages
    self.title = title
  }

  var svg: String {
    var parts = ""
    var top = 10
    var centres: [Int] = []
    for (index, place) in stages.enumerated() {
      let lines = lines(of: place)
      let height = 34 + lines.count * PlanSVG.lineHeight
      centres.append(top + 20)
      parts += box(place, number: index + 1, lines, top: top, height: height)
      top += height + 14
    }
    var rail = ""
    if let start = centres.first, let end = centres.last, start < end {
      rail = "<path d=\"M26 \(start)V\(end)\" stroke=\"#1f4e79\" stroke-width=\"2\"/>\n"
    }
    return "<svg viewBox=\"0 0 \(PlanSVG.width) \(top)\" role=\"img\" "
      + "xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"13\">\n"
      + "<title>" + MarkupText.escaped(title) + "</title>\n" + rail + parts + "</svg>\n"
  }

  private func lines(of place: Int) -> [String] {
    var notes: [String] = []
    let before = words.predecessors(of: place)
    let isUsual = before.isEmpty || before == [place - 1]
    if !isUsual {
      let unconditional = words.plan.stages[place].follows.filter { $0.condition == nil }
      if !unconditional.isEmpty {
        let names = unconditional.map { words.stageName($0.stage) }
        notes.append(
          words.say("在 ", "after ") + names.joined(separator: words.say("、", ", "))
            + words.say(" 之后", ""))
      }
    }
    notes += words.requirements(of: place)
    return notes.flatMap { LineBreaker.lines($0, columns: 80) }
  }

  private func box(
    _ place: Int, number: Int, _ lines: [String], top: Int, height: Int
  ) -> String {
    let stage = words.plan.stages[place]
    let norm = words.program.norms[stage.norm]
    let dash = stage.isOptional ? " stroke-dasharray=\"5 4\"" : ""
    let breadth = PlanSVG.width - PlanSVG.left - 12
    var head = words.name(stage.norm)
    if let body = stage.body { head += words.say("　", "   ") + words.name(body) }
    var result =
      "<circle cx=\"26\" cy=\"\(top + 20)\" r=\"13\" fill=\"#1f4e79\"/>\n"
      + "<text x=\"26\" y=\"\(top + 25)\" text-anchor=\"middle\" fill=\"#fff\">\(number)</text>\n"
      + "<rect x=\"\(PlanSVG.left)\" y=\"\(top)\" width=\"\(breadth)\" height=\"\(height)\" rx=\"4\" "
      + "fill=\"#f7f9fb\" stroke=\"#9bb0c4\"\(dash)/>\n"
      + "<text x=\"\(PlanSVG.left + 14)\" y=\"\(top + 25)\" font-size=\"15\" font-weight=\"600\">"
      + MarkupText.escaped(LineBreaker.cut(head, to: 56)) + "</text>\n"
      + "<text x=\"\(PlanSVG.width - 26)\" y=\"\(top + 25)\" text-anchor=\"end\" fill=\"#555\">"
      + MarkupText.escaped(norm.articles.first ?? "") + "</text>\n"
    for (index, line) in lines.enumerated() {
      result +=
        "<text x=\"\(PlanSVG.left + 14)\" y=\"\(top + 46 + index * PlanSVG.lineHeight)\" "
        + "fill=\"#333\">" + MarkupText.escaped(line) + "</text>\n"
    }
    return result
  }
}
