internal import PolicyLang
internal import PolicyRuntime

/// A picture of time: one row per stage, with what took place as bars and points.
///
/// All geometry is in whole tenths of a pixel, so that the picture is the same bytes everywhere.
struct TimelineSVG {
  struct Row {
    let label: String
    var marks: [Mark] = []
  }

  enum Mark {
    case point(CivilDate, isBreach: Bool)
    case bar(from: CivilDate, to: CivilDate, isBreach: Bool)
    /// What is still missing, or still to come.
    case open(from: CivilDate, to: CivilDate)

    var days: [CivilDate] {
      switch self {
      case .point(let day, _): [day]
      case .bar(let from, let to, _), .open(let from, let to): [from, to]
      }
    }
  }

  let title: String
  let rows: [Row]
  private let first: Int
  private let last: Int

  private static let width = 720
  private static let left = 168
  /// Room for the dates beside the last mark.
  private static let right = 168
  private static let top = 30
  private static let rowHeight = 30
  private static let done = "#1f4e79"
  private static let broken = "#b3261e"

  init(title: String, rows: [Row]) {
    self.title = title
    self.rows = rows
    var days: [Int] = []
    for row in rows {
      for mark in row.marks { days += mark.days.map { Int($0.dayNumber) } }
    }
    let low = days.min() ?? 0
    let high = days.max() ?? 0
    let margin = max(1, (high - low) / 20)
    first = low - margin
    last = high + margin
  }

  private var height: Int { TimelineSVG.top + rows.count * TimelineSVG.rowHeight + 12 }

  var svg: String {
    var result =
      "<svg viewBox=\"0 0 \(TimelineSVG.width) \(height)\" role=\"img\" "
      + "xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"13\">\n"
      + "<title>" + MarkupText.escaped(title) + "</title>\n" + axis
    for (index, row) in rows.enumerated() { result += draw(row, index) }
    return result + "</svg>\n"
  }

  // MARK: Axis

  private func x(_ day: Int) -> Int {
    let plot = (TimelineSVG.width - TimelineSVG.left - TimelineSVG.right) * 10
    return TimelineSVG.left * 10 + (day - first) * plot / max(1, last - first)
  }

  private func x(_ date: CivilDate) -> Int { x(Int(date.dayNumber)) }

  private func pixels(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }

  private var axis: String {
    var result = ""
    let bottom = height - 12
    for (day, label) in ticks {
      let place = pixels(x(day))
      result +=
        "<path d=\"M\(place) \(TimelineSVG.top - 6)V\(bottom)\" stroke=\"#ddd\"/>\n"
        + "<text x=\"\(place)\" y=\"\(TimelineSVG.top - 12)\" text-anchor=\"middle\" fill=\"#555\" "
        + "font-size=\"11\">\(label)</text>\n"
    }
    return result
  }

  /// Days on which the axis is marked: weeks, months, quarters or years, at most about ten.
  private var ticks: [(day: Int, label: String)] {
    let span = last - first
    if span <= 70 {
      let step = span <= 12 ? 1 : 7
      // Day 4 was a Monday.
      var day = first + ((4 - first) % step + step) % step
      var result: [(day: Int, label: String)] = []
      while day <= last {
        let (_, month, number) = CivilDate(dayNumber: Int32(clamping: day)).components
        result.append((day: day, label: "\(month)-\(number)"))
        day += step
      }
      return result
    }
    return monthTicks(every: months(for: span))
  }

  private func months(for span: Int) -> Int {
    for months in [1, 3, 6, 12, 24, 60, 120] where span <= months * 330 { return months }
    return 1200
  }

  private func monthTicks(every months: Int) -> [(day: Int, label: String)] {
    let start = CivilDate(dayNumber: Int32(clamping: first)).components
    var count = (start.year * 12 + start.month - 1) / months * months
    var result: [(day: Int, label: String)] = []
    while result.count < 40 {
      let (year, month) = (count / 12, count % 12 + 1)
      count += months
      guard let date = CivilDate(year: year, month: month, day: 1) else { break }
      let day = Int(date.dayNumber)
      if day > last { break }
      if day < first { continue }
      result.append((day: day, label: months % 12 == 0 ? "\(year)" : "\(year)-\(month)"))
    }
    return result
  }

  // MARK: Rows

  private func draw(_ row: Row, _ index: Int) -> String {
    let middle = TimelineSVG.top + index * TimelineSVG.rowHeight + TimelineSVG.rowHeight / 2
    var result =
      "<path d=\"M\(TimelineSVG.left) \(middle)H\(TimelineSVG.width - 12)\" "
      + "stroke=\"#eee\"/>\n<text x=\"\(TimelineSVG.left - 12)\" y=\"\(middle + 5)\" "
      + "text-anchor=\"end\">" + MarkupText.escaped(LineBreaker.cut(row.label, to: 20))
      + "</text>\n"
    for mark in row.marks { result += draw(mark, middle) }
    return result + caption(row, middle)
  }

  private func draw(_ mark: Mark, _ middle: Int) -> String {
    switch mark {
    case .point(let date, let isBreach):
      let place = pixels(x(date))
      if isBreach {
        return
          "<path d=\"M\(place) \(middle - 8)l8 8l-8 8l-8 -8z\" fill=\"\(TimelineSVG.broken)\"/>\n"
      }
      return "<circle cx=\"\(place)\" cy=\"\(middle)\" r=\"6\" fill=\"\(TimelineSVG.done)\"/>\n"
    case .bar(let from, let to, let isBreach):
      let colour = isBreach ? TimelineSVG.broken : TimelineSVG.done
      return bar(from, to, middle, "fill=\"\(colour)\"")
    case .open(let from, let to):
      let style = "fill=\"#fff\" stroke=\"#555\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\""
      return bar(from, to, middle, style)
    }
  }

  private func bar(_ from: CivilDate, _ to: CivilDate, _ middle: Int, _ style: String) -> String {
    let start = x(from)
    let breadth = max(30, x(to) - start)
    return "<rect x=\"\(pixels(start))\" y=\"\(middle - 7)\" width=\"\(pixels(breadth))\" "
      + "height=\"14\" rx=\"2\" \(style)/>\n"
  }

  /// The dates, right of the last mark.
  private func caption(_ row: Row, _ middle: Int) -> String {
    guard let end = row.marks.flatMap({ $0.days }).max() else { return "" }
    var days: [CivilDate] = []
    var target: CivilDate?
    for mark in row.marks {
      if case .open(_, let to) = mark { target = to } else { days += mark.days }
    }
    var text = ""
    if let start = days.min(), let stop = days.max() {
      text = start.description
      if start != stop { text += " – " + short(stop, after: start) }
      if let target { text += " → " + short(target, after: start) }
    } else if let target {
      text = "→ " + target.description
    }
    return "<text x=\"\(pixels(x(end) + 120))\" y=\"\(middle + 4)\" font-size=\"11\" fill=\"#333\">"
      + text + "</text>\n"
  }

  /// Without the year where it is the same.
  private func short(_ date: CivilDate, after other: CivilDate) -> String {
    let text = date.description
    return date.components.year == other.components.year ? String(text.dropFirst(5)) : text
  }
}

/// Breaks and cuts text by the columns it takes on screen.
enum LineBreaker {
  static func cut(_ text: String, to columns: Int) -> String {
    if DisplayWidth.of(text) <= columns { return text }
    var result = ""
    for character in text {
      if DisplayWidth.of(result + String(character)) > columns - 1 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// Lines of at most so many columns; Latin words stay whole where they fit.
  static func lines(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var word = ""
    func add(_ piece: String) {
      if !line.isEmpty, DisplayWidth.of(line + piece) > columns {
        lines.append(line)
        line = piece == " " ? "" : piece
      } else {
        line += piece
      }
    }
    for character in text {
      let isLatin = character.isASCII && character != " "
      if isLatin, DisplayWidth.of(word) < columns {
        word.append(character)
        continue
      }
      if !word.isEmpty { add(word) }
      word = ""
      if isLatin { word.append(character) } else { add(String(character)) }
    }
    if !word.isEmpty { add(word) }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
