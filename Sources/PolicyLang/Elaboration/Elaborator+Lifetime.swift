// The last day of a policy, from 失效 or 有效期.
extension Elaborator {
  /// Turns every 有效期 into the last day that it means: one day before the anniversary of 施行, or of
  /// 发布 where no 施行 is written. Runs once all header lines are elaborated.
  mutating func settleValidity() {
    for statement in linked.statements where statement.keyword == .validFor {
      guard let index = normIndex[statement.keywordSpan],
        let length = program.norms[index].node(.length)
      else { continue }
      program.norms[index].attributes.removeAll { $0.name == .length }
      articles = program.norms[index].articles
      guard let start = firstDay else {
        report(.validityWithoutStart, at: statement.keywordSpan)
        continue
      }
      let day = constant(.number(.one), .number(.days))
      let end = builder.add(.arithmetic(.add, start, length), .date)
      let last = builder.add(.arithmetic(.subtract, end, day.node), .date)
      program.norms[index].attributes.append(IRAttribute(.date, .node(settledDay(last))))
    }
  }

  /// The day from which the policy is in force, as far as it states one.
  private var firstDay: NodeID? {
    let issued = program.norms(.issued).first.flatMap { program.norms[$0].node(.date) }
    guard let effective = program.norms(.effective).first else { return issued }
    return program.norms[effective].node(.date) ?? issued
  }

  /// A date that only written figures make up, as the day that it is; any other node as it stands.
  mutating func settledDay(_ node: NodeID) -> NodeID {
    guard let day = day(node, depth: 0) else { return node }
    return constant(.date(day), .date).node
  }

  private func day(_ node: NodeID, depth: Int) -> CivilDate? {
    guard depth < 8 else { return nil }
    switch builder[node].operation {
    case .constant(.date(let date)): return date
    case .arithmetic(let operation, let left, let right):
      guard operation == .add || operation == .subtract, let from = day(left, depth: depth + 1),
        case .constant(.number(let number)) = builder[right].operation, number.isInteger,
        number.numerator.magnitude <= 1_000_000
      else { return nil }
      let count = Int(operation == .add ? number.numerator : -number.numerator)
      switch builder[right].type {
      case .number(.years): return from.adding(months: count * 12)
      case .number(.months): return from.adding(months: count)
      case .number(.days): return from.adding(days: count)
      default: return nil
      }
    default: return nil
    }
  }
}
