internal import PolicyLang
internal import PolicyRuntime

/// A picture of a procedure: its steps from top to bottom along a line, each with who acts, what it
/// needs and its article. A step that may be left out has a dashed frame.
struct PlanSVG {
  /// One box.
  struct Step {
    let name: String
    let body: String
    let article: String
    let lines: [String]
    let isOptional: Bool
  }

  let title: String
  let steps: [Step]

  private static let width = 720
  private static let left = 56
  private static let lineHeight = 19

  var svg: String {
    var parts = ""
    var top = 10
    var centres: [Int] = []
    for (index, step) in steps.enumerated() {
      let lines = step.lines.flatMap { LineBreaker.lines($0, columns: 84) }
      let height = 38 + (lines.isEmpty ? 0 : lines.count * PlanSVG.lineHeight + 4)
      centres.append(top + 20)
      parts += box(step, number: index + 1, lines, top: top, height: height)
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

  private func box(
    _ step: Step, number: Int, _ lines: [String], top: Int, height: Int
  ) -> String {
    let dash = step.isOptional ? " stroke-dasharray=\"5 4\"" : ""
    let breadth = PlanSVG.width - PlanSVG.left - 12
    let name = LineBreaker.cut(step.name, to: 40)
    let body = LineBreaker.cut(step.body, to: max(10, 74 - DisplayWidth.of(name)))
    var result =
      "<circle cx=\"26\" cy=\"\(top + 20)\" r=\"13\" fill=\"#1f4e79\"/>\n"
      + "<text x=\"26\" y=\"\(top + 25)\" text-anchor=\"middle\" fill=\"#fff\">\(number)</text>\n"
      + "<rect x=\"\(PlanSVG.left)\" y=\"\(top)\" width=\"\(breadth)\" height=\"\(height)\" rx=\"4\" "
      + "fill=\"#f7f9fb\" stroke=\"#9bb0c4\"\(dash)/>\n"
      + "<text x=\"\(PlanSVG.left + 14)\" y=\"\(top + 25)\" font-size=\"15\" font-weight=\"600\">"
      + MarkupText.escaped(name) + "<tspan dx=\"14\" font-size=\"13\" font-weight=\"400\" "
      + "fill=\"#444\">" + MarkupText.escaped(body) + "</tspan></text>\n"
      + "<text x=\"\(PlanSVG.width - 26)\" y=\"\(top + 25)\" text-anchor=\"end\" fill=\"#555\">"
      + MarkupText.escaped(step.article) + "</text>\n"
    for (index, line) in lines.enumerated() {
      result +=
        "<text x=\"\(PlanSVG.left + 14)\" y=\"\(top + 47 + index * PlanSVG.lineHeight)\" "
        + "fill=\"#333\">" + MarkupText.escaped(line) + "</text>\n"
    }
    return result
  }
}

extension PlanWording {
  /// A stage as a step of the picture.
  func step(_ place: Int) -> PlanSVG.Step {
    let stage = plan.stages[place]
    var lines: [String] = []
    let before = predecessors(of: place)
    if !before.isEmpty, before != [place - 1] {
      let names = stage.follows.filter { $0.condition == nil }.map { stageName($0.stage) }
      if !names.isEmpty {
        lines.append(
          say("在 ", "after ") + names.joined(separator: say("、", ", ")) + say(" 之后", ""))
      }
    }
    return PlanSVG.Step(
      name: name(stage.norm), body: stage.body.map { name($0) } ?? "",
      article: program.norms[stage.norm].articles.first ?? "",
      lines: lines + requirements(of: place), isOptional: stage.isOptional)
  }

  /// A term, an honour or a revocation as a step.
  func step(norm: Int) -> PlanSVG.Step {
    PlanSVG.Step(
      name: name(norm), body: program.norms[norm].norm(.body).map { name($0) } ?? "",
      article: program.norms[norm].articles.first ?? "", lines: conditions(of: norm),
      isOptional: program.norms[norm].kind == .revocation)
  }
}
