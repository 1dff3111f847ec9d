/// How tightly each infix operator binds, and how it is written: the one table of precedence.
struct InfixOperator {
  let operation: Expression.BinaryOperator
  let precedence: Int

  static let orLevel = 1
  static let andLevel = 2
  static let notLevel = 3
  static let comparisonLevel = 4
  static let boundLevel = 5
  static let sumLevel = 6
  static let productLevel = 7

  /// The operator that a token stands for.
  static func of(_ kind: Token.Kind) -> InfixOperator? {
    switch kind {
    case .keyword(let keyword), .synonym(let keyword): return of(keyword)
    case .plus: return InfixOperator(operation: .add, precedence: sumLevel)
    case .minus: return InfixOperator(operation: .subtract, precedence: sumLevel)
    case .times: return InfixOperator(operation: .multiply, precedence: productLevel)
    case .divided: return InfixOperator(operation: .divide, precedence: productLevel)
    case .equals: return comparison(.equal)
    case .notEquals: return comparison(.notEqual)
    case .less: return comparison(.below)
    case .lessOrEqual: return comparison(.atMost)
    case .greater: return comparison(.above)
    case .greaterOrEqual: return comparison(.atLeast)
    default: return nil
    }
  }

  private static func of(_ keyword: Keyword) -> InfixOperator? {
    switch keyword {
    case .or: InfixOperator(operation: .or, precedence: orLevel)
    case .and: InfixOperator(operation: .and, precedence: andLevel)
    case .equal: comparison(.equal)
    case .notEqual: comparison(.notEqual)
    case .atLeast: comparison(.atLeast)
    case .atMost: comparison(.atMost)
    case .above: comparison(.above)
    case .below: comparison(.below)
    case .memberOf: comparison(.memberOf)
    case .notMemberOf: comparison(.notMemberOf)
    case .top: comparison(.top)
    case .cappedAt: InfixOperator(operation: .cappedAt, precedence: boundLevel)
    case .flooredAt: InfixOperator(operation: .flooredAt, precedence: boundLevel)
    default: nil
    }
  }

  private static func comparison(_ operation: Expression.BinaryOperator) -> InfixOperator {
    InfixOperator(operation: operation, precedence: comparisonLevel)
  }
}
