internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// What to do with each field of a data file: how its cells are read, and which column of a batch they go
/// to. Fields that no clause reads are checked all the same, because a cell that cannot be read rejects
/// its row.
///
/// Made for a worker once the header is known; nothing in it changes.
final class CellPlan {
  enum Kind {
    case words8(WordTable)
    case words32(WordTable)
    case figures(cb_figure)
    /// What has anything in it is left to the reference reader.
    case whole
  }

  /// How the cells of a field are read.
  struct Step {
    /// The column of the file.
    let column: Int
    let kind: Kind
    /// The column of the batch, `nil` where cells are only checked.
    let target: Int?
  }

  let columns: DataColumns
  private(set) var steps: [Step] = []

  init(_ columns: DataColumns, _ plan: ColumnPlan, _ reader: CandidateReader) {
    self.columns = columns
    for cell in columns.cells {
      let target = plan.domains[0].columns.first { plan.columns[$0].path == cell.path }
      guard
        let kind = CellPlan.kind(of: cell.field, target.map { plan.columns[$0] }, reader)
      else { continue }
      if case .whole = kind {
        steps.append(Step(column: cell.column, kind: kind, target: nil))
      } else {
        steps.append(Step(column: cell.column, kind: kind, target: target))
      }
    }
    for column in columns.others {
      steps.append(Step(column: column, kind: .whole, target: nil))
    }
  }

  /// How a field is read; `nil` where any text will do and none is wanted.
  static func kind(
    of field: IRField, _ target: ColumnPlan.Column?, _ reader: CandidateReader
  ) -> Kind? {
    switch field.type {
    case .boolean: return .words8(yesNo)
    case .judgement: return .words8(verdicts)
    case .text:
      guard let target else { return nil }
      let words = target.words.enumerated().map { index, word in
        (word: word, code: Int32(ColumnCode.word(index)))
      }
      return .words8(WordTable(words, other: Int32(ColumnCode.otherText), isText: true))
    case .enumeration(let index):
      let words = reader.words(ofEnumeration: index).map { word, value in
        (word: word, code: Int32(value) + 1)
      }
      let table = WordTable(words)
      return words.allSatisfy { $0.code <= 255 } && target?.storage ?? .code == .code
        ? .words8(table) : .words32(table)
    case .number, .money, .share, .date, .calendarYear:
      return figure(field, target).map { .figures($0) } ?? .whole
    case .monthDay, .set, .record, .list, .clauses, .option, .error: return .whole
    }
  }

  private static var yesNo: WordTable {
    let yes = Int32(ColumnCode.yes)
    let no = Int32(ColumnCode.no)
    return WordTable([
      ("是", yes), ("true", yes), ("TRUE", yes), ("1", yes),
      ("否", no), ("false", no), ("FALSE", no), ("0", no),
    ])
  }

  private static var verdicts: WordTable {
    let passed = Int32(ColumnCode.passed)
    let failed = Int32(ColumnCode.failed)
    return WordTable([
      ("合格", passed), ("true", passed), ("TRUE", passed), ("pass", passed),
      ("不合格", failed), ("false", failed), ("FALSE", failed), ("fail", failed),
    ])
  }

  /// How a field of figures is read; `nil` where its figures are too fine for this.
  private static func figure(_ field: IRField, _ target: ColumnPlan.Column?) -> cb_figure? {
    var shape = cb_figure()
    shape.kind = CB_NUMBER
    shape.most_digits = 8
    let storage = target?.storage ?? .int64
    var low = storage.numbers.lowerBound
    var high = storage.numbers.upperBound
    switch field.type {
    case .number(let unit):
      shape.places = Int32(field.places)
      if !CandidateReader.mayBeNegative(unit) { low = max(low, 0) }
    case .money: shape.places = 2
    case .share: shape.places = Int32(field.places) + 2
    case .date:
      shape.kind = CB_DATE
      shape.most_digits = 0
    default:
      shape.kind = CB_YEAR
      shape.most_digits = 4
      (low, high) = (1, 9999)
    }
    guard (0...8).contains(shape.places) else { return nil }
    shape.scale = shape.places
    var scale: Int64 = 1
    for _ in 0..<shape.scale { scale *= 10 }
    if let target, target.scale != scale { return nil }
    if let least = field.low, let most = field.high {
      guard let from = scaled(least, scale), let to = scaled(most, scale) else { return nil }
      low = max(low, from)
      high = min(high, to)
    }
    shape.low = low
    shape.high = high
    shape.absent = storage.absent
    switch storage {
    case .code: shape.width = 1
    case .int16: shape.width = 2
    case .int32: shape.width = 4
    case .int64: shape.width = 8
    }
    return shape
  }

  private static func scaled(_ bound: Rational, _ scale: Int64) -> Int64? {
    guard scale % bound.denominator == 0 else { return nil }
    let (product, overflow) = bound.numerator.multipliedReportingOverflow(
      by: scale / bound.denominator)
    return overflow ? nil : product
  }
}
