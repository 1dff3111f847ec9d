internal import PolicyLang
internal import PolicyRuntime

/// The bar chart of a budget: a bar per year, stacked by recipient, with a line from the least to the
/// most where the policy leaves a choice.
///
/// All geometry is in whole tenths of a pixel, so that the picture is the same bytes everywhere.
struct BudgetSVG {
  private let words: BudgetWording
  private let budget: Budget
  private let years: [Int]
  private let sums: [BudgetRange]

  private static let width = 480
  private static let height = 320
  private static let left = 82
  private static let right = 10
  private static let top = 60
  private static let bottom = 44

  /// Dark to light, so that a print in grey keeps them apart.
  private static let colours = ["#1f4e79", "#c8641e", "#5b9a5b", "#a889c0", "#8c8c8c", "#d8b400"]

  init(_ words: BudgetWording) {
    self.words = words
    let budget = words.budget
    self.budget = budget
    years = budget.years
    sums = budget.years.map { year in budget.sum { $0.year == year } }
  }

  private var plotHeight: Int { BudgetSVG.height - BudgetSVG.top - BudgetSVG.bottom }
  private var plotWidth: Int { BudgetSVG.width - BudgetSVG.left - BudgetSVG.right }

  var svg: String {
    var result =
      "<svg viewBox=\"0 0 \(BudgetSVG.width) \(BudgetSVG.height)\" role=\"img\" "
      + "xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"14\">\n"
      + "<title>" + MarkupText.escaped(words.title) + "</title>\n"
    result += axis
    for index in years.indices { result += bar(index) }
    return result + legend + "</svg>\n"
  }

  // MARK: Scale

  private var step: Int64 {
    let highest = sums.map { $0.high.ceiling }.max() ?? 1
    var step: Int64 = 1
    while true {
      for factor: Int64 in [1, 2, 5] where step * factor * 5 >= highest { return step * factor }
      if step > Int64.max / 500 { return step }
      step *= 10
    }
  }

  private var ceiling: Int64 {
    let highest = sums.map { $0.high.ceiling }.max() ?? 1
    return max(step, (highest + step - 1) / step * step)
  }

  /// How high an amount stands, in tenths of a pixel.
  private func tenths(_ amount: Rational) -> Int {
    guard let share = amount.divided(by: Rational(ceiling)),
      let scaled = share.multiplied(by: Rational(Int64(plotHeight * 10)))
    else { return 0 }
    return Int(scaled.roundedHalfUp)
  }

  private var base: Int { (BudgetSVG.height - BudgetSVG.bottom) * 10 }

  private func pixels(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }

  // MARK: Parts

  private var axis: String {
    var result = ""
    var amount: Int64 = 0
    while amount <= ceiling {
      let y = base - tenths(Rational(amount))
      result +=
        "<line x1=\"\(BudgetSVG.left)\" x2=\"\(BudgetSVG.width - BudgetSVG.right)\" "
        + "y1=\"\(pixels(y))\" y2=\"\(pixels(y))\" stroke=\"\(amount == 0 ? "#444" : "#ddd")\"/>\n"
        + "<text x=\"\(BudgetSVG.left - 8)\" y=\"\(pixels(y + 45))\" text-anchor=\"end\" "
        + "fill=\"#444\">" + short(Rational(amount)) + "</text>\n"
      amount += step
    }
    return result
  }

  private func bar(_ index: Int) -> String {
    let slot = plotWidth * 10 / max(1, years.count)
    let breadth = min(slot * 6 / 10, 900)
    let x = BudgetSVG.left * 10 + slot * index + (slot - breadth) / 2
    let middle = x + breadth / 2
    var result = ""
    var top = base
    for (place, recipient) in budget.recipients.enumerated() {
      let sum = budget.sum { $0.year == years[index] && $0.recipient == recipient }
      let height = tenths(sum.expected)
      if height == 0 { continue }
      top -= height
      let colour = BudgetSVG.colours[place % BudgetSVG.colours.count]
      result +=
        "<rect x=\"\(pixels(x))\" y=\"\(pixels(top))\" width=\"\(pixels(breadth))\" "
        + "height=\"\(pixels(height))\" fill=\"\(colour)\"><title>"
        + MarkupText.escaped(
          "\(years[index]) " + recipient[words.language] + " " + words.money(sum))
        + "</title></rect>\n"
    }
    let sum = sums[index]
    if !sum.isSettled {
      let (low, high) = (base - tenths(sum.low), base - tenths(sum.high))
      let path =
        "<path d=\"M\(pixels(middle)) \(pixels(low))V\(pixels(high))"
        + "M\(pixels(middle - 60)) \(pixels(low))h12M\(pixels(middle - 60)) \(pixels(high))h12\" "
      // A light edge keeps the line visible on a dark bar.
      result += path + "stroke=\"#fff\" stroke-width=\"4\" fill=\"none\"/>\n"
      result += path + "stroke=\"#111\" stroke-width=\"1.5\" fill=\"none\"/>\n"
      top = min(top, high)
    }
    return result + labels(index, middle, top)
  }

  private func labels(_ index: Int, _ middle: Int, _ top: Int) -> String {
    var result = ""
    if years.count <= 6 {
      result +=
        "<text x=\"\(pixels(middle))\" y=\"\(pixels(top - 60))\" text-anchor=\"middle\">"
        + short(sums[index].expected) + "</text>\n"
    }
    if index % (1 + (years.count - 1) / 8) == 0 {
      result +=
        "<text x=\"\(pixels(middle))\" y=\"\(BudgetSVG.height - BudgetSVG.bottom + 20)\" "
        + "text-anchor=\"middle\" fill=\"#222\">\(years[index])</text>\n"
    }
    return result
  }

  private var legend: String {
    var result = ""
    var x = BudgetSVG.left
    for (place, recipient) in budget.recipients.enumerated() {
      let name = recipient[words.language]
      let colour = BudgetSVG.colours[place % BudgetSVG.colours.count]
      result +=
        "<rect x=\"\(x)\" y=\"12\" width=\"13\" height=\"13\" fill=\"\(colour)\"/>\n"
        + "<text x=\"\(x + 19)\" y=\"23\">" + MarkupText.escaped(name) + "</text>\n"
      x += 19 + 8 * DisplayWidth.of(name) + 24
    }
    if sums.contains(where: { !$0.isSettled }) {
      result +=
        "<path d=\"M\(x + 6) 11V26M\(x) 11h12M\(x) 26h12\" stroke=\"#111\" stroke-width=\"1.5\"/>\n"
        + "<text x=\"\(x + 19)\" y=\"23\">" + words.say("最少至最多", "least to most") + "</text>\n"
    }
    return result
  }

  /// An amount in few figures: `1,000万元`, `CNY 10M`.
  private func short(_ amount: Rational) -> String {
    let units: [(Int64, String)] =
      words.language == .chinese
      ? [(100_000_000, "亿元"), (10_000, "万元")] : [(1_000_000, "M"), (1_000, "k")]
    for (size, name) in units where amount >= Rational(size) {
      guard let part = amount.divided(by: Rational(size)) else { break }
      return trimmed(part) + name
    }
    return trimmed(amount) + words.say("元", "")
  }

  /// At most two decimals, none where they are zero.
  private func trimmed(_ number: Rational) -> String {
    let text = MoneyText.grouped(number)
    if text.hasSuffix(".00") { return String(text.dropLast(3)) }
    return text.hasSuffix("0") ? String(text.dropLast()) : text
  }
}
