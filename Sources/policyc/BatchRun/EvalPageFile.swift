internal import PolicyLang
internal import PolicyRuntime

/// The page about the decisions of a run: what is counted for it on the way, and its file, which appears
/// at the end.
final class EvalPageFile {
  let shape: ReportShape
  let tally: ReportTally
  private let file: AtomicFile

  /// The columns it needs of the data, in order.
  var columns: [String] { shape.groups.map { $0.name } + shape.shown }
  /// Those of them that a file may lack.
  var optionalColumns: Set<String> {
    Set(shape.groups.filter { !$0.isWanted }.map { $0.name }).subtracting(shape.shown)
  }

  /// - Parameters:
  ///   - kept: how many columns come out with each row for the results.
  ///   - groups: the columns to group by; region and employer where none are named.
  init(
    _ path: String, _ program: IRProgram, _ language: Language, kept: Int, groups: [String]?,
    shown: [String]
  ) throws(CommandFailure) {
    let wanted =
      groups.map { $0.map { ReportGroup(name: $0, isWanted: true) } }
      ?? EvalPageFile.usualGroups(program, language)
    shape = ReportShape(kept: kept, groups: wanted, shown: shown)
    tally = ReportTally(clauses: program.requirements.count, groups: wanted.count)
    file = try accessing { () throws(FileProblem) in try AtomicFile(path: path) }
  }

  /// Region and employer, where the vocabulary has them.
  private static func usualGroups(_ program: IRProgram, _ language: Language) -> [ReportGroup] {
    let fields = program.records.first?.fields ?? []
    return ["region", "employer"].compactMap { id in
      guard let field = fields.first(where: { $0.label.id == id }) else { return nil }
      switch field.type {
      case .text, .enumeration: break
      default: return nil
      }
      return ReportGroup(name: field.label[language], isWanted: false)
    }
  }

  func commit(
    _ counts: DecisionCounts, _ dataName: String, _ setup: EvaluationSetup, _ session: Session
  ) throws(CommandFailure) {
    let page = EvalPage(
      setup: setup, language: session.language, dataName: dataName, counts: counts, tally: tally,
      shape: shape)
    let file = self.file
    let html = page.html
    try accessing { () throws(FileProblem) in
      try file.write(html)
      try file.commit()
    }
  }
}
