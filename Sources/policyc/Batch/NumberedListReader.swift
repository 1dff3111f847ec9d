internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Reads lists whose elements stand in numbered columns (`contests.1.level`) into a batch, row by row.
final class NumberedListReader {
  /// How the cells of a list are read, element by element.
  private struct List {
    /// The list of the batch, negative where no condition looks at it.
    let domain: Int
    let elements: [[(column: Int, field: LinePlan.Field)]]
  }

  private let batch: ColumnBatch
  private var lists: [List] = []
  /// In the first element they say of the whole list that it is empty.
  private let none: WordTable

  init(_ columns: [DataColumns.NumberedList], _ plan: LinePlan, _ batch: ColumnBatch) {
    self.batch = batch
    none = WordTable(CandidateReader.wordsForNone.map { (word: $0, code: Int32(1)) })
    for list in columns {
      let field = plan.candidate.fields[list.field]
      guard let shape = field.elements else { continue }
      lists.append(
        List(
          domain: field.domain,
          elements: list.elements.map { cells in
            cells.map { (column: $0.column, field: shape.fields[$0.path[0]]) }
          }))
    }
  }

  /// Reads the lists of the row appended last; `false` where the reference reader has to look.
  func read(_ bytes: UnsafePointer<UInt8>, _ marks: UnsafePointer<UInt32>) -> Bool {
    for list in lists {
      for (index, cells) in list.elements.enumerated() {
        // An element of which all cells are empty does not exist.
        var place = -1
        for (column, field) in cells {
          let start = Int(marks[column] &+ 1)
          let length = Int(marks[column + 1]) - start
          if length == 0 { continue }
          let cell = bytes + start
          guard let number = value(of: cell, length, field, isFirst: index == 0) else {
            return false
          }
          if number == NumberedListReader.blank || list.domain < 0 { continue }
          if place < 0 { place = batch.appendElement(of: list.domain) }
          if field.column >= 0 { batch.set(number: number, field.column, at: place) }
        }
      }
    }
    return true
  }

  /// Stands for cells with nothing in them; no column stores it as a value.
  private static let blank = Int64.min

  /// What is stored of a cell; `nil` where the reference reader has to look.
  private func value(
    of cell: UnsafePointer<UInt8>, _ length: Int, _ field: LinePlan.Field, isFirst: Bool
  ) -> Int64? {
    switch field.kind {
    case .flag, .words:
      guard let words = field.words else { return nil }
      let code = cb_word_code(cell, length, words)
      return code < 0 ? nil : code == 0 ? NumberedListReader.blank : Int64(code)
    case .namedText:
      guard let words = field.words else { return nil }
      let code = cb_word_code(cell, length, words)
      if code == 0 { return NumberedListReader.blank }
      return code < 0 || (isFirst && maySayNone(cell, length)) ? nil : Int64(code)
    case .number, .date:
      var number: Int64 = 0
      guard let figure = field.figure, cb_figure_value(cell, length, figure, &number) else {
        return nil
      }
      return number == figure.pointee.absent ? NumberedListReader.blank : number
    case .text:
      if cell[0] == 0x22 { return nil }
      if cb_is_blank(cell, length) { return NumberedListReader.blank }
      return isFirst && maySayNone(cell, length) ? nil : 1
    case .list, .clauses, .other:
      return cb_is_blank(cell, length) ? NumberedListReader.blank : nil
    }
  }

  /// Whether text could be a word for an empty list, with blanks or marks around it.
  private func maySayNone(_ cell: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    if length > 18 { return false }
    return cell[0] == 0x22 || cb_may_equal_other(cell, length)
      || cb_word_code(cell, length, none.table) > 0
  }
}
