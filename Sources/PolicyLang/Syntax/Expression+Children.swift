extension Expression {
  /// The expressions directly inside this one, in the order of writing.
  public var children: [Expression] {
    switch kind {
    case .missing, .literal, .text, .name, .its, .unstated, .asOfDate, .reference: []
    case .member(let inner, _), .negation(let inner), .minus(let inner), .known(let inner): [inner]
    case .set(let values), .call(_, let values): values
    case .binary(_, let left, let right): [left, right]
    case .window(let value, let length, let end): [value, length] + optional(end)
    case .between(let value, let low, let high): [value, low, high]
    case .quantifier(let quantifier):
      optional(quantifier.bound) + [quantifier.list] + optional(quantifier.condition)
    case .aggregate(let aggregate):
      [aggregate.list] + optional(aggregate.condition) + optional(aggregate.value)
    case .group(let kind, let branches): children(of: kind) + branches.map { $0.condition }
    }
  }

  private func children(of kind: GroupKind) -> [Expression] {
    switch kind {
    case .oneOf, .allOf: []
    case .atLeast(let number): [number]
    }
  }

  private func optional(_ expression: Expression?) -> [Expression] {
    expression.map { [$0] } ?? []
  }
}
