internal import PolicyLang

/// A figure with which a clause compares a fact.
struct Threshold {
  let field: String
  let label: LocalText
  let figure: Rational
  let text: LocalText
  let articles: [String]
  /// Whether reaching it excludes.
  let excludes: Bool
  /// Whether everybody must meet it.
  let isCertain: Bool
}

/// Finds the thresholds of the clauses that hold under the chosen readings.
struct ThresholdReader {
  private let environment: Environment
  private var keys: TermKeys
  private var program: IRProgram { environment.program }

  init(_ policy: PreparedPolicy) {
    environment = policy.environment
    keys = TermKeys(policy.environment, TermNumbers(), side: 0)
  }

  func thresholds() -> [Threshold] {
    var result: [Threshold] = []
    for clause in program.requirements { result += thresholds(of: clause) }
    return result
  }

  /// The figures of one clause; none where it does not apply under the chosen readings.
  func thresholds(of clause: IRRequirement) -> [Threshold] {
    var keys = keys
    var result: [Threshold] = []
    if let applies = clause.applies, keys.truth(applies) == false { return [] }
    let isCertain = clause.strength.isHard && clause.exceptions.isEmpty && clause.lifts.isEmpty
    collect(clause.condition, clause, isCertain, 0, &result)
    return result
  }

  /// - Parameter isCertain: whether the condition at this place must hold.
  private func collect(
    _ node: NodeID, _ clause: IRRequirement, _ isCertain: Bool, _ depth: Int,
    _ result: inout [Threshold]
  ) {
    guard node.index < program.nodes.count, depth < TermKeys.deepest else { return }
    switch program.nodes[node.index].operation {
    case .named(_, let inner): collect(inner, clause, isCertain, depth + 1, &result)
    case .and(let operands):
      let holds = isCertain && !clause.strength.excludes
      for operand in operands { collect(operand, clause, holds, depth + 1, &result) }
    case .or(let operands):
      let holds = isCertain && clause.strength.excludes
      for operand in operands { collect(operand, clause, holds, depth + 1, &result) }
    case .compare(.atLeast, let left, let right), .compare(.above, let left, let right):
      guard let (field, label) = fact(left), let (figure, text) = figure(right) else { return }
      result.append(
        Threshold(
          field: field, label: label, figure: figure, text: text, articles: clause.articles,
          excludes: clause.strength.excludes, isCertain: isCertain))
    case .quantifier(.atLeast, let list, _, let bound):
      guard let (field, label) = fact(list) else { return }
      let number = bound.flatMap { self.figure($0) }
      let figure = number?.0 ?? .one
      result.append(
        Threshold(
          field: field, label: label, figure: figure,
          text: number?.1 ?? LocalText("1"), articles: clause.articles,
          excludes: clause.strength.excludes, isCertain: isCertain))
    default: return
    }
  }

  private func fact(_ node: NodeID) -> (String, LocalText)? {
    guard node.index < program.nodes.count,
      case .field(0, let index) = program.nodes[node.index].operation,
      let record = program.records.first, record.fields.indices.contains(index)
    else { return nil }
    let label = record.fields[index].label
    return (label.id, LocalText(zh: label.zh, en: label[.english]))
  }

  /// A number, or the place of an ordered value.
  private func figure(_ node: NodeID) -> (Rational, LocalText)? {
    guard node.index < program.nodes.count else { return nil }
    let type = program.nodes[node.index].type
    let text = LocalText(
      zh: Wording(program, .chinese, environment: environment).text(of: node),
      en: Wording(program, .english, environment: environment).text(of: node))
    let shape =
      program.records.first ?? IRRecord(label: IRLabel(id: "", zh: "", en: ""), fields: [])
    var evaluator = Evaluator(environment, Candidate(id: "", facts: Record(unknown: shape)))
    do throws(EvaluationError) {
      switch try evaluator.value(of: node) {
      case .number(let number): return (number, text)
      case .value(let index):
        guard case .enumeration(let number) = type, program.enumerations.indices.contains(number),
          program.enumerations[number].isOrdered
        else { return nil }
        return (Rational(Int64(index)), text)
      default: return nil
      }
    } catch { return nil }
  }
}
