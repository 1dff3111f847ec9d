public import PolicyLang

/// Rows of a table in which every cell is empty, such as spreadsheets leave behind: nobody's, so that
/// they are passed over and only counted.
public struct BlankRows: Hashable, Sendable {
  public private(set) var count = 0
  /// The line of the first, from 1; 0 where there is none.
  public private(set) var firstLine = 0

  public init() {}

  /// Counts a row; rows are counted in the order of the file.
  public mutating func add(line: Int) {
    if count == 0 { firstLine = line }
    count += 1
  }

  /// Counts rows that come later in the file.
  public mutating func add(_ later: BlankRows) {
    if count == 0 { firstLine = later.firstLine }
    count += later.count
  }

  /// What is said of them once the file has been read; `nil` where there are none.
  public var warning: Diagnostic? {
    guard count > 0 else { return nil }
    return Diagnostic(.blankRows, at: nil, [LocalText("\(count)"), LocalText("\(firstLine)")])
  }
}

extension CSVReader {
  /// Whether every cell of the current record is empty or holds nothing but blanks.
  var isBlank: Bool {
    // Most records show by their first byte that they are not.
    if let first = recordBytes.first, first > 0x20, first < 0x80 { return false }
    for index in 0..<cellCount where !text(index).isEmpty { return false }
    return true
  }
}
