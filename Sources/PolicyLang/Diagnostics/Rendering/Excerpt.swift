/// One source line as a terminal shows it, with a marked part.
///
/// Tabs become four columns, hidden characters are made visible, and a very long line is cut to a window
/// around the mark.
struct Excerpt {
  /// The shown text, without a line break.
  let text: String
  /// Where the mark starts, in columns from the start of `text`.
  let markStart: Int
  /// How many columns are marked; at least one.
  let markWidth: Int

  /// The widest line that is shown whole.
  static let windowWidth = 120

  /// - Parameter mark: Offsets from the start of the line; an empty range marks one column.
  init(line: ArraySlice<UInt8>, mark: Range<Int>) {
    var cells: [Cell] = []
    var offset = 0
    for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
      let length = UTF8.width(scalar)
      let isMarked =
        mark.isEmpty ? false : offset < mark.upperBound && offset + length > mark.lowerBound
      let cell = Cell(
        scalar, isBeforeMark: offset < mark.lowerBound && !isMarked, isMarked: isMarked)
      cells.append(cell)
      offset += length
    }
    (text, markStart, markWidth) = Excerpt.window(cells)
  }

  private struct Cell {
    let shown: String
    let width: Int
    let isBeforeMark: Bool
    let isMarked: Bool

    init(_ scalar: Unicode.Scalar, isBeforeMark: Bool, isMarked: Bool) {
      if scalar == "\t" {
        shown = "    "
        width = 4
      } else if isHiddenScalar(scalar.value) {
        shown = visible(String(scalar))
        width = DisplayWidth.of(shown)
      } else {
        shown = String(scalar)
        width = DisplayWidth.of(scalar)
      }
      self.isBeforeMark = isBeforeMark
      self.isMarked = isMarked
    }
  }

  private static func window(_ cells: [Cell]) -> (String, Int, Int) {
    let before = cells.reduce(0) { $0 + ($1.isBeforeMark ? $1.width : 0) }
    let marked = cells.reduce(0) { $0 + ($1.isMarked ? $1.width : 0) }
    let total = cells.reduce(0) { $0 + $1.width }
    guard total > windowWidth else {
      return (cells.reduce("") { $0 + $1.shown }, before, max(1, marked))
    }
    // A third of the window before the mark, the rest from it on.
    let first = max(0, min(before - windowWidth / 3, total - windowWidth))
    var text = first > 0 ? "…" : ""
    var markStart = first > 0 ? 1 : 0
    var markWidth = 0
    var column = 0
    for cell in cells {
      defer { column += cell.width }
      guard column >= first else { continue }
      guard column + cell.width <= first + windowWidth else {
        text += "…"
        break
      }
      text += cell.shown
      if cell.isBeforeMark { markStart += cell.width }
      if cell.isMarked { markWidth += cell.width }
    }
    return (text, markStart, max(1, markWidth))
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }
}
