internal import PolicyLang

/// Which column feeds which field of a record: plain columns, and numbered ones such as
/// `contests.1.level` for the elements of lists.
struct ColumnTree: Sendable {
  /// The index of the record in the program.
  let record: Int
  private(set) var sources: [FieldSource]

  indirect enum FieldSource: Sendable {
    case absent
    case cell(column: Int)
    case record(ColumnTree)
    /// Ascending by number.
    case list([NumberedElement])
    /// A list both as JSON in one column and in numbered ones; each row fills one of them.
    case either(column: Int, [NumberedElement])
  }

  struct NumberedElement: Sendable {
    let number: Int
    var tree: ColumnTree
  }

  enum Placement {
    case placed
    case unknown
    /// Another column, by its position, already feeds the same field.
    case taken(by: Int)
  }

  init(record: Int, fieldCount: Int) {
    self.record = record
    sources = Array(repeating: .absent, count: fieldCount)
  }

  /// Binds a column to the field that its dotted name leads to.
  mutating func place(
    _ column: Int, at path: ArraySlice<String>, _ reader: CellReader
  ) -> Placement {
    guard let name = path.first, let shape = reader.record(record),
      let position = reader.field(named: name, in: record)
    else { return .unknown }
    let rest = path.dropFirst()
    guard let next = rest.first else {
      if case .list(let elements) = sources[position] {
        sources[position] = .either(column: column, elements)
        return .placed
      }
      if let earlier = ColumnTree.firstColumn(of: sources[position]) { return .taken(by: earlier) }
      sources[position] = .cell(column: column)
      return .placed
    }
    switch shape.fields[position].type {
    case .record(let index):
      return placeInRecord(column, at: rest, index, position, reader)
    case .list(let index):
      guard let number = Int(next), number >= 1, number <= 10_000, rest.count >= 2 else {
        return .unknown
      }
      return placeInElement(column, number, at: rest.dropFirst(), index, position, reader)
    default: return .unknown
    }
  }

  private mutating func placeInRecord(
    _ column: Int, at path: ArraySlice<String>, _ index: Int, _ position: Int, _ reader: CellReader
  ) -> Placement {
    var tree: ColumnTree
    switch sources[position] {
    case .absent: tree = ColumnTree(record: index, fieldCount: reader.fieldCount(index))
    case .record(let existing): tree = existing
    case .cell(let earlier): return .taken(by: earlier)
    case .list, .either: return .unknown
    }
    let placement = tree.place(column, at: path, reader)
    if case .placed = placement { sources[position] = .record(tree) }
    return placement
  }

  private mutating func placeInElement(
    _ column: Int, _ number: Int, at path: ArraySlice<String>, _ index: Int, _ position: Int,
    _ reader: CellReader
  ) -> Placement {
    var elements: [NumberedElement]
    var whole: Int?
    switch sources[position] {
    case .absent: elements = []
    case .list(let existing): elements = existing
    case .cell(let earlier):
      elements = []
      whole = earlier
    case .either(let earlier, let existing):
      elements = existing
      whole = earlier
    case .record: return .unknown
    }
    let place = elements.firstIndex { $0.number >= number } ?? elements.count
    let isNew = place == elements.count || elements[place].number != number
    if isNew {
      let tree = ColumnTree(record: index, fieldCount: reader.fieldCount(index))
      elements.insert(NumberedElement(number: number, tree: tree), at: place)
    }
    let placement = elements[place].tree.place(column, at: path, reader)
    if case .placed = placement {
      sources[position] = whole.map { .either(column: $0, elements) } ?? .list(elements)
    }
    return placement
  }

  private static func firstColumn(of source: FieldSource) -> Int? {
    switch source {
    case .absent: nil
    case .cell(let column), .either(let column, _): column
    case .record(let tree): tree.firstColumn
    case .list(let elements): elements.first?.tree.firstColumn
    }
  }

  private var firstColumn: Int? {
    for source in sources {
      if let column = ColumnTree.firstColumn(of: source) { return column }
    }
    return nil
  }

  /// The column that feeds a field directly.
  func column(of field: Int) -> Int? {
    if sources.indices.contains(field), case .cell(let column) = sources[field] { return column }
    return nil
  }

  /// The record that a row of cells makes; what is wrong goes to `problems`.
  ///
  /// An element of which all cells are empty does not exist; a list without any element is unknown,
  /// unless a cell of the first element says that there is none.
  func read(
    _ cells: CSVReader, _ names: [String], _ reader: CellReader, _ memo: inout CellMemo,
    _ problems: inout [DataProblem]
  ) -> Record {
    guard let shape = reader.record(record) else { return Record([]) }
    var result = Record(unknown: shape)
    for position in sources.indices {
      switch sources[position] {
      case .absent: continue
      case .cell(let column):
        do throws(DataProblem) {
          result[position] = try ColumnTree.value(
            of: column, cells, names, as: shape.fields[position], reader, &memo)
        } catch {
          problems.append(error)
        }
      case .record(let tree):
        let inner = tree.read(cells, names, reader, &memo, &problems)
        if !ColumnTree.isUnknown(inner) { result[position] = .record(inner) }
      case .list(let elements):
        result[position] = ColumnTree.list(elements, cells, names, reader, &memo, &problems)
      case .either(let column, let elements):
        guard let numbered = ColumnTree.firstFilled(elements, cells) else {
          do throws(DataProblem) {
            result[position] = try ColumnTree.value(
              of: column, cells, names, as: shape.fields[position], reader, &memo)
          } catch {
            problems.append(error)
          }
          continue
        }
        if ColumnTree.isBlank(cells.cell(column)) {
          result[position] = ColumnTree.list(elements, cells, names, reader, &memo, &problems)
        } else {
          problems.append(
            DataProblem(
              .listFilledTwice, column: names[column],
              value: String(decoding: cells.cell(column), as: UTF8.self),
              [LocalText(names[column]), LocalText(names[numbered])]))
        }
      }
    }
    return result
  }

  /// The value of a cell, from memory where a cell of the column said the same before.
  private static func value(
    of column: Int, _ cells: CSVReader, _ names: [String], as field: IRField, _ reader: CellReader,
    _ memo: inout CellMemo
  ) throws(DataProblem) -> Value {
    let cell = cells.cell(column)
    guard CellMemo.isWorthKeeping(field.type) else {
      return try reader.value(ofCell: cell, as: field, column: names[column])
    }
    if let known = memo.value(of: cell, in: column) { return known }
    let value = try reader.value(ofCell: cell, as: field, column: names[column])
    memo.keep(value, of: cell, in: column)
    return value
  }

  private static func list(
    _ elements: [NumberedElement], _ cells: CSVReader, _ names: [String], _ reader: CellReader,
    _ memo: inout CellMemo, _ problems: inout [DataProblem]
  ) -> Value {
    if let first = elements.first, first.tree.saysNone(cells, reader) {
      let rest = elements.dropFirst()
      if rest.allSatisfy({ $0.tree.firstFilled(cells) == nil }) { return .list([]) }
    }
    var list: [Record] = []
    for element in elements {
      let inner = element.tree.read(cells, names, reader, &memo, &problems)
      if !isUnknown(inner) { list.append(inner) }
    }
    return list.isEmpty ? .unknown : .list(list)
  }

  /// Whether the only filled cell says 无, where that is no value of its own field.
  private func saysNone(_ cells: CSVReader, _ reader: CellReader) -> Bool {
    var isSaid = false
    for position in sources.indices {
      switch sources[position] {
      case .absent: continue
      case .cell(let column):
        let cell = cells.cell(column)
        if ColumnTree.isBlank(cell) { continue }
        guard !isSaid, cell.count <= 16 else { return false }
        let word = trimmed(String(decoding: cell, as: UTF8.self))
        guard CellReader.saysNone(word), let shape = reader.record(record),
          !reader.hasValue(word, shape.fields[position].type)
        else { return false }
        isSaid = true
      case .record, .list, .either:
        if ColumnTree.firstFilled(sources[position], cells) != nil { return false }
      }
    }
    return isSaid
  }

  private static func firstFilled(_ elements: [NumberedElement], _ cells: CSVReader) -> Int? {
    for element in elements {
      if let column = element.tree.firstFilled(cells) { return column }
    }
    return nil
  }

  private static func firstFilled(_ source: FieldSource, _ cells: CSVReader) -> Int? {
    switch source {
    case .absent: return nil
    case .cell(let column): return isBlank(cells.cell(column)) ? nil : column
    case .record(let tree): return tree.firstFilled(cells)
    case .list(let elements): return firstFilled(elements, cells)
    case .either(let column, let elements):
      return isBlank(cells.cell(column)) ? firstFilled(elements, cells) : column
    }
  }

  /// A column of this tree that has something in it in the current row.
  private func firstFilled(_ cells: CSVReader) -> Int? {
    for source in sources {
      if let column = ColumnTree.firstFilled(source, cells) { return column }
    }
    return nil
  }

  private static func isBlank(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let first = cell.first else { return true }
    if first > 0x20, first < 0x80 { return false }
    return trimmed(String(decoding: cell, as: UTF8.self)).isEmpty
  }

  private static func isUnknown(_ record: Record) -> Bool {
    record.values.allSatisfy { $0 == .unknown }
  }
}

extension CellReader {
  /// Whether a word is a value of an enumeration, so that it says nothing about the list around it.
  func hasValue(_ word: String, _ type: IRType) -> Bool {
    guard case .enumeration(let index) = type else { return false }
    return position(of: word, in: index) != nil
  }

  func fieldCount(_ index: Int) -> Int { record(index)?.fields.count ?? 0 }

  /// The parts of a column's name: `竞赛成绩.1.级别` has three.
  static func path(_ name: String) -> [String] {
    name.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "．" }
      .map { trimmed(String($0)) }
  }
}
