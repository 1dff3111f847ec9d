public import PolicyLang

// Reading from the middle of a file, for readers that split it into records themselves.
extension CandidateReader {
  /// What is fed next is the start of a record: the one numbered `row`, on line `line`, both from 1.
  public mutating func beginInside(line: Int, row: Int) {
    csv.beginInside(line: line)
    lines.beginInside(line: line)
    self.row = row - 1
  }

  /// Reads one record whose bytes are at hand, line end included.
  public mutating func read(_ bytes: [UInt8], line: Int, row: Int) -> Item {
    beginInside(line: line, row: row)
    feed(bytes)
    return next()
  }

  /// Reads the header of a CSV file from its bytes, line end included; `nil` when that went well, and
  /// `.blank` where the header is yet to come.
  ///
  /// Warnings about columns are to be taken afterwards.
  public mutating func readHeader(_ bytes: [UInt8], line: Int) -> Item? {
    let item = read(bytes, line: line, row: 1)
    row = 0
    if case .needsInput = item, header != nil { return nil }
    return item
  }

  /// How many bytes of the last chunk have not been read yet.
  public var unread: Int { layout == .csv ? csv.unread : lines.unread }
  /// Whether a line feed, if it comes next, still belongs to the record that was read last.
  public var isAfterReturn: Bool { layout == .csv && csv.isAfterReturn }
  /// The line on which the next record starts.
  public var nextLine: Int { layout == .csv ? csv.nextLine : lines.nextLine }

  /// The columns of a CSV file once its header has been read.
  public var columns: DataColumns? {
    guard let header else { return nil }
    var result = DataColumns(
      count: header.names.count,
      identifier: identifier.flatMap { header.tree.column(of: $0) }, kept: header.kept)
    result.add(header.tree, [], cells)
    if let column = header.eventColumn { result.others.append(column) }
    return result
  }

  /// The names of the fields of a record: each with the field's position.
  public func names(ofRecord index: Int) -> [(word: String, field: Int)] {
    cells.names(of: index)
  }

  /// Whether candidates are named as it is written.
  public var hasPlainIdentifier: Bool {
    identifier.map { cells.record(0)?.fields[$0].type == .text } ?? true
  }

  /// The field that names the candidate.
  public var identifierField: Int? { identifier }

  /// The words that say of a list that it has no element.
  public static var wordsForNone: [String] { CellReader.wordsForNone }

  /// Whether figures of a unit may be below zero.
  public static func mayBeNegative(_ unit: Unit) -> Bool { CellReader.neverNegative(unit) == nil }

  /// The words that may stand for the values of an enumeration: each with the value's index.
  public func words(ofEnumeration index: Int) -> [(word: String, value: Int)] {
    cells.words(of: index)
  }
}

/// How the columns of a CSV file feed the fields of the candidate.
public struct DataColumns: Sendable {
  /// A column that holds one field.
  public struct Cell: Sendable {
    public let column: Int
    /// Field indices from the candidate down: one, or more inside nested records.
    public let path: [Int]
    public let field: IRField
  }

  /// A list of the candidate of which every value has a column: `contests.1.level`.
  public struct NumberedList: Sendable {
    /// The list's field of the candidate.
    public let field: Int
    /// The cells of each element, their paths within its record; in the order of the numbers.
    public let elements: [[Cell]]
  }

  /// How many columns the file has.
  public let count: Int
  /// The column that names the candidate.
  public let identifier: Int?
  /// The columns to keep, in the order asked for, negative for one that the file lacks.
  public let kept: [Int]
  public private(set) var cells: [Cell] = []
  /// Columns that hold a whole list of the candidate each, as JSON.
  public private(set) var lists: [Cell] = []
  /// Lists in numbered columns, of plain values.
  public private(set) var numbered: [NumberedList] = []
  /// Whether rows hold lists.
  public var hasLists: Bool { !lists.isEmpty || !numbered.isEmpty }
  /// Other columns that feed lists, sets, waivers or events.
  public internal(set) var others: [Int] = []

  init(count: Int, identifier: Int?, kept: [Int]) {
    self.count = count
    self.identifier = identifier
    self.kept = kept
  }

  /// Takes in the columns below a record.
  mutating func add(_ tree: ColumnTree, _ path: [Int], _ reader: CellReader) {
    for (position, source) in tree.sources.enumerated() {
      switch source {
      case .absent: continue
      case .cell(let column):
        guard let field = reader.record(tree.record)?.fields[position] else { continue }
        switch field.type {
        case .list where path.isEmpty:
          lists.append(Cell(column: column, path: [position], field: field))
        case .list, .record, .set, .clauses, .option, .error: others.append(column)
        default: cells.append(Cell(column: column, path: path + [position], field: field))
        }
      case .record(let inner): add(inner, path + [position], reader)
      case .list(let elements):
        if path.isEmpty, let cells = plainCells(elements, reader) {
          numbered.append(NumberedList(field: position, elements: cells))
        } else {
          addAll(elements)
        }
      case .either(let column, let elements):
        others.append(column)
        addAll(elements)
      }
    }
  }

  /// The cells of elements; `nil` where an element holds records or lists in columns of their own.
  private func plainCells(
    _ elements: [ColumnTree.NumberedElement], _ reader: CellReader
  ) -> [[Cell]]? {
    var result: [[Cell]] = []
    for element in elements {
      var cells: [Cell] = []
      for (position, source) in element.tree.sources.enumerated() {
        switch source {
        case .absent: continue
        case .cell(let column):
          guard let field = reader.record(element.tree.record)?.fields[position] else { return nil }
          cells.append(Cell(column: column, path: [position], field: field))
        case .record, .list, .either: return nil
        }
      }
      result.append(cells)
    }
    return result
  }

  private mutating func addAll(_ elements: [ColumnTree.NumberedElement]) {
    for element in elements { others += element.tree.allColumns }
  }
}

extension ColumnTree {
  /// Every column below.
  var allColumns: [Int] {
    var result: [Int] = []
    for source in sources {
      switch source {
      case .absent: continue
      case .cell(let column): result.append(column)
      case .record(let tree): result += tree.allColumns
      case .list(let elements):
        for element in elements { result += element.tree.allColumns }
      case .either(let column, let elements):
        result.append(column)
        for element in elements { result += element.tree.allColumns }
      }
    }
    return result
  }
}
