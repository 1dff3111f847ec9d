internal import PolicyLang

/// A bar (禁入): for so long after an event, the person or everybody of the unit is not selected.
struct SelectionBar: Sendable {
  enum Reach: Hashable, Sendable {
    case person
    /// Everybody with the same value in this field of the candidate.
    case unit(Int)
  }

  let norm: Int
  let label: IRLabel
  let articles: [String]
  let event: Int
  let length: NodeID
  let reach: Reach

  static func all(in program: IRProgram) -> [SelectionBar] {
    var result: [SelectionBar] = []
    for (index, norm) in program.norms.enumerated() where norm.kind == .bar {
      var event: Int?
      for child in program.children(index, .starts) { event = program.norms[child].event(.event) }
      guard let event, let length = norm.node(.length) else { continue }
      var reach = Reach.person
      for child in program.children(index, .paysTo) {
        if let field = field(of: program.norms[child], in: program) { reach = .unit(field) }
      }
      result.append(
        SelectionBar(
          norm: index, label: norm.label, articles: norm.articles, event: event, length: length,
          reach: reach))
    }
    return result
  }

  /// The field of the candidate that names the unit a bar hits.
  private static func field(of norm: IRNorm, in program: IRProgram) -> Int? {
    if let field = norm.field(.recipient) { return field }
    guard norm.text(.recipient) == "employer", let fields = program.records.first?.fields else {
      return nil
    }
    return fields.firstIndex { $0.label.id == "employer" }
  }

  /// Whether a record of the candidate puts the bar in force on the day of the decision: from the
  /// event to the last day of the period after it.
  func isInForce(_ evaluator: inout Evaluator) throws(EvaluationError) -> Bool {
    try lastDay(&evaluator) != nil
  }

  /// The last day of the bar that is in force on the day of the decision; `nil` when none is.
  func lastDay(_ evaluator: inout Evaluator) throws(EvaluationError) -> CivilDate? {
    var last: CivilDate?
    for record in evaluator.candidate.events where record.event == event {
      guard let day = record.date else { continue }
      let today = try evaluator.asOfDate()
      guard today >= day else { continue }
      guard case .number(let number) = try evaluator.value(of: length) else { continue }
      guard let back = Rational.zero.subtracting(number) else {
        throw EvaluationError(.overflow, at: length)
      }
      let type = evaluator.program.nodes[length.index].type
      let end = try evaluator.shift(day, back: back, type)
      if end >= today { last = max(last ?? end, end) }
    }
    return last
  }
}
