// The parts of a quota (其中) against its total.
extension Elaborator {
  /// Parts that nobody can belong to together must fit into the total side by side: those that are
  /// only named, and those that ask for different values of one field. Others may overlap, so each is
  /// held against the total by itself.
  mutating func lintParts(_ quota: Declared) {
    guard let total = settled(norm(quota).node(.amount))?.number, total >= .zero,
      norm(quota).keyword(.exactness) != .atLeast
    else { return }
    var named = Rational.zero
    var byField: [(field: Int, values: [IRConstant], sum: Rational)] = []
    for child in norm(quota).children where program.norms[child].kind == .ofWhich {
      let part = program.norms[child]
      guard let amount = settled(part.node(.amount))?.number, bindsFromBelow(part) else { continue }
      if !part.values(.per).isEmpty {
        // What a single unit must have can already be more than there is.
        if amount > total { reportParts(quota, amount, total) }
        continue
      }
      guard let condition = part.node(.condition) else {
        guard let next = named.adding(amount) else { return }
        named = next
        continue
      }
      if amount > total { reportParts(quota, amount, total) }
      guard let (field, value) = valueAsked(by: condition) else { continue }
      if let place = byField.firstIndex(where: { $0.field == field }) {
        guard !byField[place].values.contains(value), let next = byField[place].sum.adding(amount)
        else { continue }
        byField[place].values.append(value)
        byField[place].sum = next
      } else {
        byField.append((field, [value], amount))
      }
    }
    if named > total { reportParts(quota, named, total) }
    for group in byField where group.values.count > 1 && group.sum > total {
      reportParts(quota, group.sum, total)
    }
  }

  /// Whether a part takes up places: not when it is only a cap or a target. A bare number does where
  /// the part is only named, and is a cap where it has a condition.
  private func bindsFromBelow(_ part: IRNorm) -> Bool {
    switch part.keyword(.exactness) {
    case .atMost, .about, .striveFor: return false
    case nil: return part.node(.condition) == nil && part.values(.per).isEmpty
    default: return true
    }
  }

  private mutating func reportParts(_ quota: Declared, _ sum: Rational, _ total: Rational) {
    articles = norm(quota).articles
    report(.partsExceedTotal, at: span(quota), [name(quota), figure(sum), figure(total)])
  }

  /// `性别 是 女`: the field and the value a condition asks for, where it asks for nothing else.
  private func valueAsked(by condition: NodeID) -> (field: Int, value: IRConstant)? {
    guard case .compare(.equal, let left, let right) = builder[condition].operation,
      case .field(0, let field) = builder[left].operation,
      case .constant(let value) = builder[right].operation
    else { return nil }
    return (field, value)
  }
}
