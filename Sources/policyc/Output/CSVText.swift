/// Cells and lines of CSV output.
enum CSVText {
  /// One record. Cells are quoted where they must be, and a cell that a spreadsheet would run as a
  /// formula gets an apostrophe in front.
  static func line(_ cells: [String], end: String) -> String {
    var result = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { result += "," }
      result += quoted(harmless(cell))
    }
    return result + end
  }

  /// One cell.
  static func cell(_ text: String) -> String { quoted(harmless(text)) }

  /// A text that starts like a formula (`=`, `+`, `-`, `@`, also after a tab or line break) and is no
  /// number could run commands when the file is opened in a spreadsheet.
  static func harmless(_ cell: String) -> String {
    guard let first = cell.utf8.first else { return cell }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D,
      0x0A:
      return isNumber(cell) ? cell : "'" + cell
    default:
      let isFullWidth = ["＝", "＋", "－", "＠"].contains { cell.hasPrefix($0) }
      return isFullWidth ? "'" + cell : cell
    }
  }

  private static func isNumber(_ cell: String) -> Bool {
    let digits = cell.utf8.dropFirst()
    return !digits.isEmpty && digits.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
  }

  static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains { byte in
      byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
    }
    if !needsQuotes { return cell }
    var result = "\""
    for character in cell.unicodeScalars {
      if character == "\"" { result += "\"" }
      result.unicodeScalars.append(character)
    }
    return result + "\""
  }
}
