internal import PolicyLang
internal import PolicyRuntime

/// Decisions as CSV: the standard columns, then results, then the columns kept from the input.
struct CSVDecisions: DecisionReport {
  static let standard = ["id", "decision", "violated", "waivable", "unknown", "missing", "pending"]

  private let columns: [Column]
  private let end: String
  private let mark: String
  private let program: IRProgram
  /// Speaks Chinese; `nil` where columns and cells are the ids that programs read.
  private let words: ChineseCells?

  enum Column {
    case standard(String)
    case result(Int)
    /// A kept column: its position and its heading.
    case kept(Int, String)
  }

  /// The standard columns, the results, and the columns kept from the input.
  /// - Parameter excel: with a byte order mark and CRLF, which Excel needs to show Chinese.
  /// - Parameter inChinese: headings, decisions and clauses in Chinese words instead of ids.
  init(
    _ program: IRProgram, keep: [String] = [], excel: Bool = false, inChinese: Bool = false
  ) {
    var columns: [Column] = CSVDecisions.standard.map { .standard($0) }
    columns += program.results.indices.map { .result($0) }
    for (index, name) in keep.enumerated() { columns.append(.kept(index, name)) }
    self.init(program, columns, excel: excel, inChinese: inChinese)
  }

  init(_ program: IRProgram, _ columns: [Column], excel: Bool, inChinese: Bool = false) {
    self.program = program
    self.columns = columns
    words = inChinese ? ChineseCells(program: program) : nil
    end = excel ? "\r\n" : "\n"
    mark = excel ? "\u{FEFF}" : ""
  }

  func begin() -> String {
    let names = columns.map { column in
      switch column {
      case .standard(let name): words?.heading(name) ?? name
      case .result(let index):
        words == nil ? program.results[index].label.id : program.results[index].label.zh
      case .kept(_, let name): name
      }
    }
    return mark + CSVText.line(names, end: end)
  }

  func row(_ decision: Decision, kept: [String]) -> String {
    let cells = columns.map { column in
      switch column {
      case .standard(let name):
        words?.text(name, decision) ?? CSVDecisions.text(name, decision)
      case .result(let index): result(index, decision)
      case .kept(let index, _): kept.indices.contains(index) ? kept[index] : ""
      }
    }
    return CSVText.line(cells, end: end)
  }

  func end(_ counts: DecisionCounts) -> String { "" }

  /// The shape of the rows, where all columns can be had without a decision in full.
  func rowShape(_ setup: EvaluationSetup) -> RowShape? {
    if words != nil { return nil }
    var result: [RowShape.Column] = []
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
        case "missing": result.append(.missing)
        case "pending": result.append(.pending)
        case "policy": result.append(.constant(program.id))
        case "as_of": result.append(.constant(setup.asOf?.description ?? ""))
        case "in_force":
          let isInForce = setup.policy.isInForce
          result.append(.constant(isInForce.map { $0 ? "true" : "false" } ?? ""))
        default: return nil
        }
      }
    }
    return RowShape(columns: result, end: end)
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
    case "missing": return list(decision.missing)
    case "pending": return list(decision.pending)
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
    list(clauses.map { $0.label.id })
  }

  /// Names in one cell.
  static func list(_ names: [String]) -> String { names.joined(separator: ";") }

  private static func parts(_ parts: [PartFinding]) -> String {
    list(parts.map { $0.clause.label.id + "." + $0.part.id })
  }

  /// The articles behind the decision, each once.
  private static func articles(_ decision: Decision) -> String {
    var seen = Set<String>()
    var result: [String] = []
    for clause in decision.clausesBehindOutcome {
      for article in clause.articles where seen.insert(article).inserted { result.append(article) }
    }
    return list(result)
  }
}
