internal import PolicyLang

/// The values a fact may take, as a range of whole numbers that keeps their order, cut into cells.
///
/// A figure is counted in its smallest step (hundredths for two decimals, fen for money), a date in
/// days, a value of an enumeration by its place. Every cell holds at least one value. Where a fact may
/// be absent, one more cell at the end stands for that.
struct Domain {
  enum Kind: Equatable {
    /// Numbers, money and shares, so many steps to the unit.
    case figure(perUnit: Int64)
    case date
    case year
    /// The days of a leap year.
    case monthDay
    case flag
    case choice
    /// 0 for failed, 1 for passed.
    case judgement
    /// The texts that occur, and any other.
    case text([String])
    /// A truth value that is not analysed further: 1 for true.
    case atom
  }

  var kind: Kind
  var low: Int64
  var high: Int64
  /// Where each cell but the first begins, ascending.
  private(set) var cuts: [Int64] = []
  /// Whether there is a cell for an absent value.
  var mayBeAbsent = false
  /// Set when there are more cut points than cells can be told apart.
  private(set) var isCrowded = false

  /// More cells than this are not kept apart.
  static let mostCells = 126

  init(_ kind: Kind, low: Int64, high: Int64) {
    self.kind = kind
    self.low = low
    self.high = high
  }

  /// A domain whose values are all told apart.
  static func finite(_ kind: Kind, count: Int) -> Domain {
    var domain = Domain(kind, low: 0, high: Int64(max(count, 1) - 1))
    for value in 1..<Int64(max(count, 1)) where value > 0 { domain.cut(at: value) }
    return domain
  }

  /// Begins a new cell at `value`; outside of the range there is nothing to tell apart.
  mutating func cut(at value: Int64) {
    guard value > low, value <= high else { return }
    var position = cuts.count
    while position > 0, cuts[position - 1] >= value { position -= 1 }
    if position < cuts.count, cuts[position] == value { return }
    guard cuts.count + 1 < Domain.mostCells else {
      isCrowded = true
      return
    }
    cuts.insert(value, at: position)
  }

  func isCut(at value: Int64) -> Bool { value <= low || value > high || cuts.contains(value) }

  /// How many cells hold values.
  var valueCells: Int { cuts.count + 1 }
  var cellCount: Int { valueCells + (mayBeAbsent ? 1 : 0) }
  var absentCells: Cells { mayBeAbsent ? 1 << Cells(valueCells) : 0 }
  var allValues: Cells { Cells.max >> Cells(128 - valueCells) }

  /// The first and last value of a cell.
  func bounds(ofCell cell: Int) -> (first: Int64, last: Int64) {
    let first = cell == 0 ? low : cuts[cell - 1]
    return (first, cell < cuts.count ? cuts[cell] - 1 : high)
  }

  /// The cell that a value lies in.
  func cell(of value: Int64) -> Int {
    var cell = 0
    while cell < cuts.count, cuts[cell] <= value { cell += 1 }
    return cell
  }

  /// The cells from one value up to, but not including, another; both must be cut points.
  func cells(from first: Int64, upTo end: Int64) -> Cells {
    var result: Cells = 0
    for cell in 0..<valueCells {
      let bounds = bounds(ofCell: cell)
      if bounds.first >= first, bounds.last < end { result |= 1 << Cells(cell) }
    }
    return result
  }

  /// The nearest whole figure above or below a value, if it lies in the range; else the value.
  func whole(_ value: Int64, up isUp: Bool, _ range: ClosedRange<Int64>) -> Int64 {
    guard case .figure(let perUnit) = kind, perUnit > 1 else { return value }
    let excess = ((value % perUnit) + perUnit) % perUnit
    if excess == 0 { return value }
    let (rounded, isTooFar) = value.addingReportingOverflow(isUp ? perUnit - excess : -excess)
    return !isTooFar && range.contains(rounded) ? rounded : value
  }

  /// What stands for a value of the range in data; a record never holds an atom.
  func value(at ordinal: Int64) -> Value {
    switch kind {
    case .figure(let perUnit):
      return Rational(ordinal, over: perUnit).map { .number($0) } ?? .unknown
    case .date: return .date(CivilDate(dayNumber: Int32(clamping: ordinal)))
    case .year: return .calendarYear(Int(ordinal))
    case .monthDay:
      guard let first = CivilDate(year: 2024, month: 1, day: 1),
        let day = first.adding(days: Int(ordinal))
      else { return .unknown }
      return .monthDay(month: day.components.month, day: day.components.day)
    case .flag: return .boolean(ordinal == 1)
    case .choice: return .value(Int(ordinal))
    case .judgement: return .judgement(passed: ordinal == 1, score: nil, by: nil)
    case .text(let texts):
      if texts.indices.contains(Int(ordinal)) { return .text(texts[Int(ordinal)]) }
      return .text(Domain.otherText(than: texts))
    case .atom: return .boolean(ordinal == 1)
    }
  }

  /// A text that is none of these.
  private static func otherText(than texts: [String]) -> String {
    var text = "…"
    while texts.contains(text) { text += "…" }
    return text
  }

  /// The place of a value in the range; `nil` for one that is absent or outside of it.
  func ordinal(of value: Value) -> Int64? {
    let result: Int64
    switch (kind, value) {
    case (.figure(let perUnit), .number(let number)):
      guard let steps = number.multiplied(by: Rational(perUnit)), steps.isInteger else {
        return nil
      }
      result = steps.numerator
    case (.date, .date(let date)): result = Int64(date.dayNumber)
    case (.year, .calendarYear(let year)): result = Int64(year)
    case (.monthDay, .monthDay(let month, let day)):
      guard let first = CivilDate(year: 2024, month: 1, day: 1),
        let date = CivilDate(year: 2024, month: month, day: day)
      else { return nil }
      result = Int64(date.dayNumber - first.dayNumber)
    case (.flag, .boolean(let flag)), (.atom, .boolean(let flag)): result = flag ? 1 : 0
    case (.choice, .value(let index)): result = Int64(index)
    case (.judgement, .judgement(let passed?, _, _)): result = passed ? 1 : 0
    case (.text(let texts), .text(let text)):
      let place = texts.firstIndex { $0.utf8.elementsEqual(text.utf8) }
      result = Int64(place ?? texts.count)
    default: return nil
    }
    return result >= low && result <= high ? result : nil
  }

  /// The first place that is not below a constant, and whether the constant itself is one of the
  /// places; `nil` for a constant of another kind.
  func place(of constant: Value) -> (first: Int64, isExact: Bool)? {
    if case .figure(let perUnit) = kind, case .number(let number) = constant {
      guard let steps = number.multiplied(by: Rational(perUnit)) else { return nil }
      return (steps.ceiling, steps.isInteger)
    }
    switch (kind, constant) {
    case (.date, .date(let date)): return (Int64(date.dayNumber), true)
    case (.year, .calendarYear(let year)): return (Int64(year), true)
    case (.monthDay, .monthDay), (.choice, .value), (.flag, .boolean):
      return ordinal(of: constant).map { ($0, true) }
    default: return nil
    }
  }
}

extension Domain {
  /// The domain of a field by its declared type; `nil` for lists, records and what never decides.
  static func declared(_ field: IRField, in program: IRProgram) -> Domain? {
    switch field.type {
    case .boolean: return .finite(.flag, count: 2)
    case .enumeration(let index):
      guard program.enumerations.indices.contains(index) else { return nil }
      return .finite(.choice, count: program.enumerations[index].values.count)
    case .judgement: return .finite(.judgement, count: 2)
    case .date:
      guard let first = CivilDate(year: 1200, month: 1, day: 1),
        let last = CivilDate(year: 8999, month: 12, day: 31)
      else { return nil }
      return Domain(.date, low: Int64(first.dayNumber), high: Int64(last.dayNumber))
    case .calendarYear: return Domain(.year, low: 1000, high: 8999)
    case .monthDay: return Domain(.monthDay, low: 0, high: 365)
    case .text: return Domain(.text([]), low: 0, high: 0)
    case .money: return figures(field, places: 2, isNegative: true)
    case .share: return figures(field, places: field.places + 2, isNegative: true)
    case .number(let unit):
      return figures(
        field, places: field.places, isNegative: CellReader.neverNegative(unit) == nil)
    case .set, .record, .list, .clauses, .option, .error: return nil
    }
  }

  /// Within ±10^12 of the unit, or within the declared bounds.
  private static func figures(_ field: IRField, places: Int, isNegative: Bool) -> Domain? {
    var perUnit: Int64 = 1
    for _ in 0..<min(max(places, 0), 6) { perUnit *= 10 }
    let most = 1_000_000_000_000 * perUnit
    var low = isNegative ? -most : 0
    var high = most
    if let bound = field.low?.multiplied(by: Rational(perUnit)) { low = max(low, bound.ceiling) }
    if let bound = field.high?.multiplied(by: Rational(perUnit)) { high = min(high, bound.floor) }
    guard low <= high else { return nil }
    return Domain(.figure(perUnit: perUnit), low: low, high: high)
  }
}
