internal import PolicyLang

// The columns that somebody asks for by name.
extension CSVDecisions {
  static let further = [
    "policy", "as_of", "waived", "excepted", "held", "articles", "contested", "in_force",
    "barred",
  ]

  /// - Parameters:
  ///   - wanted: the columns; `nil` for the usual ones.
  ///   - excel: with a byte order mark and CRLF, which Excel needs to show Chinese.
  ///   - inChinese: in Chinese words instead of ids.
  init(
    _ program: IRProgram, columns wanted: [String]?, keep: [String], excel: Bool,
    inChinese: Bool = false
  ) throws(UsageProblem) {
    guard let wanted else {
      self.init(program, keep: keep, excel: excel, inChinese: inChinese)
      return
    }
    var columns: [Column] = []
    for name in wanted { columns.append(try CSVDecisions.column(name, program, keep)) }
    self.init(program, columns, excel: excel, inChinese: inChinese)
  }

  private static func column(
    _ name: String, _ program: IRProgram, _ keep: [String]
  ) throws(UsageProblem) -> Column {
    if standard.contains(name) || further.contains(name) { return .standard(name) }
    if let index = program.results.firstIndex(where: {
      $0.label.id == name || $0.label.zh == name || $0.label.en == name
    }) {
      return .result(index)
    }
    if let index = keep.firstIndex(of: name) { return .kept(index, name) }
    let known = standard + further + program.results.map { $0.label.id } + keep
    let allowed =
      Suggestion.closest(to: name, in: known) ?? known.joined(separator: ", ")
    throw UsageProblem(.unknownOutputColumn, [LocalText(name), LocalText(allowed)])
  }
}
