internal import PolicyLang
internal import PolicyRuntime

/// Decisions as CSV: the standard columns, then results, then the columns kept from the input.
struct CSVDecisions: DecisionReport {
  static let standard = ["id", "decision", "violated", "waivable", "unknown", "missing", "pending"]
  static let further = [
    "policy", "as_of", "waived", "excepted", "held", "articles", "contested", "in_force",
    "barred",
  ]

  private let columns: [Column]
  private let end: String
  private let mark: String
  private let program: IRProgram

  private enum Column {
    case standard(String)
    case result(Int)
    /// A kept column: its position and its heading.
    case kept(Int, String)

  }

  /// - Parameter excel: with a byte order mark and CRLF, which Excel needs to show Chinese.
  init(
    _ program: IRProgram, columns wanted: [String]?, keep: [String], excel: Bool
  ) throws(UsageProblem) {
    self.program = program
    end = excel ? "\r\n" : "\n"
    mark = excel ? "\u{FEFF}" : ""
    var columns: [Column] = []
    if let wanted {
      for name in wanted { columns.append(try CSVDecisions.column(name, program, keep)) }
    } else {
      columns = CSVDecisions.standard.map { .standard($0) }
      columns += program.results.indices.map { .result($0) }
      columns += keep.enumerated().map { .kept($0.offset, $0.element) }
    }
    self.columns = columns
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

  func begin() -> String {
    let names = columns.map { column in
      switch column {
      case .standard(let name): name
      case .result(let index): program.results[index].label.id
      case .kept(_, let name): name
      }
    }
    return mark + CSVText.line(names, end: end)
  }

  func row(_ decision: Decision, kept: [String]) -> String {
    let cells = columns.map { column in
      switch column {
      case .standard(let name): CSVDecisions.text(name, decision)
      case .result(let index): result(index, decision)
      case .kept(let index, _): kept.indices.contains(index) ? kept[index] : ""
      }
    }
    return CSVText.line(cells, end: end)
  }

  func end(_ counts: DecisionCounts) -> String { "" }

  /// The shape of the rows, where all columns can be had without a decision in full.
  func rowShape(_ setup: EvaluationSetup) -> RowShape? {
    var result: [RowShape.Column] = []
    var needsMissing = false
    for column in columns {
      switch column {
      case .result: return nil
      case .kept(let index, _): result.append(.kept(index))
      case .standard(let name):
        switch name {
        case "id": result.append(.identifier)
        case "decision": result.append(.outcome)
        case "violated": result.append(.clauses(.violated))
        case "waivable": result.append(.clauses(.waivable))
        case "unknown": result.append(.clauses(.unknown))
        case "waived": result.append(.clauses(.waived))
        case "missing", "pending":
          needsMissing = true
          result.append(.constant(""))
        case "policy": result.append(.constant(program.id))
        case "as_of": result.append(.constant(setup.asOf?.description ?? ""))
        case "in_force":
          let isInForce = setup.policy.isInForce
          result.append(.constant(isInForce.map { $0 ? "true" : "false" } ?? ""))
        default: return nil
        }
      }
    }
    return RowShape(columns: result, needsMissing: needsMissing, end: end)
  }

  private func result(_ index: Int, _ decision: Decision) -> String {
    guard let finding = decision.results.first(where: { $0.result == index }) else { return "" }
    return PlainValue(program: program).text(of: finding.value, finding.type)
  }

  private static func text(_ column: String, _ decision: Decision) -> String {
    switch column {
    case "id": return decision.candidate
    case "decision": return decision.outcome.id
    case "violated": return ids(decision.violated)
    case "waivable": return ids(decision.waivable)
    case "unknown": return ids(decision.unknown)
    case "waived": return ids(decision.waived)
    case "missing": return decision.missing.joined(separator: ";")
    case "pending": return decision.pending.joined(separator: ";")
    case "excepted": return parts(decision.excepted)
    case "held": return parts(decision.held)
    case "policy": return decision.policy
    case "as_of": return decision.asOf?.description ?? ""
    case "in_force": return decision.inForce.map { $0 ? "true" : "false" } ?? ""
    case "barred":
      return decision.barred.map { $0.label.id + ":" + $0.until.description }
        .joined(separator: ";")
    case "articles": return articles(decision)
    default:
      return decision.contested
        .map { $0.readingLabel.id + "=" + $0.optionLabel.id + ":" + $0.outcome.id }
        .joined(separator: ";")
    }
  }

  private static func ids(_ clauses: [ClauseFinding]) -> String {
    clauses.map { $0.label.id }.joined(separator: ";")
  }

  private static func parts(_ parts: [PartFinding]) -> String {
    parts.map { $0.clause.label.id + "." + $0.part.id }.joined(separator: ";")
  }

  /// The articles behind the decision, each once.
  private static func articles(_ decision: Decision) -> String {
    var seen = Set<String>()
    var result: [String] = []
    for clause in decision.clausesBehindOutcome {
      for article in clause.articles where seen.insert(article).inserted { result.append(article) }
    }
    return result.joined(separator: ";")
  }
}
