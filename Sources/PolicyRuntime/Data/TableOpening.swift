internal import PolicyLang

/// What a CSV file begins with, to say what is wrong where its header names no column.
struct TableOpening: Sendable {
  /// The first byte that is neither blank nor part of a byte order mark.
  private var first: UInt8?
  /// A line that is no header and may be a title above it, with what is to be said of it as a header.
  private(set) var title: (problem: DataProblem, line: Int)?
  private var titles = 0

  mutating func take(_ bytes: [UInt8]) {
    if first != nil { return }
    first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
  }

  /// Of a file that is JSON in truth.
  var jsonProblem: DataProblem? {
    switch first {
    case UInt8(ascii: "{"): DataProblem(.jsonInTable)
    case UInt8(ascii: "["): DataProblem(.jsonArrayFile)
    default: nil
    }
  }

  /// Holds a line back that has one filled cell, until what follows has been seen.
  /// - Returns: whether it was.
  mutating func take(title problem: DataProblem, _ csv: CSVReader) -> Bool {
    guard csv.filledCells == 1, titles < 5 else { return false }
    titles += 1
    if title == nil { title = (problem, csv.line) }
    return true
  }
}

extension CandidateReader {
  /// The record at hand stands below lines that may be titles: it may hold the column names.
  mutating func goOn(below title: (problem: DataProblem, line: Int)) -> Item {
    var names: [String] = []
    for column in 0..<csv.cellCount { names.append(csv.text(column)) }
    if knowsAny(of: names) {
      return fail(DataProblem(.namesBelow, [LocalText("\(csv.line)")]), line: title.line)
    }
    if opening.take(title: title.problem, csv) { return .blank(line: csv.line) }
    return fail(title.problem, line: title.line)
  }

  /// Why a header without any known name is none.
  func noKnownColumn(_ names: [String]) -> DataProblem {
    if let problem = opening.jsonProblem { return problem }
    let text = names.joined(separator: ",")
    let separators: [(mark: Character, name: LocalText)] = [
      ("\t", LocalText(zh: "制表符", en: "tabs")), (";", LocalText(zh: "分号", en: "semicolons")),
      ("；", LocalText(zh: "全角分号", en: "full-width semicolons")),
      ("，", LocalText(zh: "全角逗号", en: "full-width commas")),
    ]
    for (mark, name) in separators {
      let parts = text.split(separator: mark).map { trimmed(String($0)) }
      if parts.count > 1, knowsAny(of: parts) {
        return DataProblem(.otherSeparator, value: text, [name])
      }
    }
    return DataProblem(.noKnownColumn, value: text, [LocalText(text)])
  }

  /// Whether any of the names is one of a field.
  private func knowsAny(of names: [String]) -> Bool {
    for name in names where !name.isEmpty {
      var tree = ColumnTree(record: 0, fieldCount: cells.fieldCount(0))
      if case .placed = tree.place(0, at: CellReader.path(name)[...], cells) { return true }
    }
    return false
  }
}

extension CSVReader {
  /// The text of a cell without blanks around it.
  func text(_ index: Int) -> String { trimmed(String(decoding: cell(index), as: UTF8.self)) }

  /// How many cells of the current record have anything in them.
  var filledCells: Int { (0..<cellCount).count { !text($0).isEmpty } }
}
