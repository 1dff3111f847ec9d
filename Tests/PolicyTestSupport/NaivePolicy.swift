public import PolicyLang

/// What a policy says about eligibility, gathered from its syntax tree.
public struct NaivePolicy: Sendable {
  public private(set) var fields: [NaiveField] = []
  private var fieldsByLabel: [String: NaiveField] = [:]
  private(set) var clauses: [Clause] = []
  private(set) var definitions: [String: Expression] = [:]
  private(set) var parameters: [String: [DatedValue]] = [:]
  private(set) var readings: [String: Expression] = [:]
  private(set) var tables: [String: Statement] = [:]
  private(set) var branches: [String: Expression] = [:]
  /// Every expression of the policy, for the figures it mentions.
  private(set) var expressions: [Expression] = []

  struct DatedValue: Sendable {
    let from: CivilDate?
    let value: Expression
  }

  struct Clause: Sendable {
    let name: String
    let strength: Keyword
    /// 适用于 and 当, from the outside in: all must hold for the clause to apply.
    let applies: [Expression]
    /// Absent for 认定, whose name is the judgement's.
    let condition: Expression?
    let exceptions: [Statement]
    /// What switches it off; of each, all must hold: where it stands and what it says.
    var lifts: [[Expression]] = []

    var isHard: Bool { strength == .must || strength == .mustNot || strength == .attest }
    var excludes: Bool { strength == .mustNot || strength == .inPrincipleMustNot }
  }

  /// - Parameter files: those of one compilation in any order; a policy that another is based on
  ///   comes after it.
  public init(files: [ParsedFile]) {
    var policy: [Statement] = []
    for file in files.reversed() {
      if file.kind == .policyFile {
        policy = NaiveChange.apply(file.statements, to: policy)
      } else {
        for statement in file.statements { declare(statement) }
      }
    }
    for statement in policy { declare(statement) }
    for field in fields { fieldsByLabel[field.label] = field }
    for statement in policy where statement.keyword == .eligibility {
      collectLifts(
        statement.details, applies: statement.expression(.condition).map { [$0] } ?? [])
    }
  }

  func field(_ label: String) -> NaiveField? { fieldsByLabel[label] }

  private mutating func declare(_ statement: Statement) {
    switch statement.keyword {
    case .subject: fields += statement.details.compactMap(NaiveField.init)
    case .field: fields += [NaiveField(statement)].compactMap { $0 }
    case .eligibility:
      let applies = statement.expression(.condition).map { [$0] } ?? []
      collect(statement.details, applies: applies)
    default: declareFigure(statement)
    }
  }

  private mutating func declareFigure(_ statement: Statement) {
    guard let name = statement.name?.text else { return }
    switch statement.keyword {
    case .define, .result:
      definitions[name] = statement.expression(.value)
      note(statement.expression(.value))
    case .parameter:
      parameters[name] = datedValues(statement)
      for value in parameters[name] ?? [] { note(value.value) }
    case .reading:
      readings[name] = statement.expression(.value)
      note(statement.expression(.value))
    case .table:
      tables[name] = statement
      for row in statement.details {
        note(row.expression(.value))
        guard case .bands(let bands)? = row.slot(.bands)?.value else { continue }
        for case .interval(let lower, let upper, _) in bands {
          note(lower?.value)
          note(upper?.value)
        }
      }
    default: break
    }
  }

  private func datedValues(_ statement: Statement) -> [DatedValue] {
    if let value = statement.expression(.value) { return [DatedValue(from: nil, value: value)] }
    let dates = statement.slots(.date)
    let amounts = statement.slots(.amount)
    return zip(dates, amounts).compactMap { date, amount in
      guard case .expression(let when) = date.value, case .literal(.date(let day)) = when.kind,
        case .expression(let value) = amount.value
      else { return nil }
      return DatedValue(from: day, value: value)
    }
  }

  private mutating func collect(_ statements: [Statement], applies: [Expression]) {
    for condition in applies { note(condition) }
    for statement in statements {
      switch statement.keyword {
      case .when:
        guard let condition = statement.expression(.condition) else { continue }
        collect(statement.details, applies: applies + [condition])
      case .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot, .attest, .inPrincipleAttest:
        collectClause(statement, applies: applies)
      case .reading where statement.expression(.value) == nil:
        // The chosen reading is the one that comes first; the others hold nothing that counts.
        for chosen in statement.details where chosen.keyword == .readAs {
          collect(chosen.details, applies: applies)
        }
      default: declareFigure(statement)
      }
    }
  }

  private mutating func collectClause(_ statement: Statement, applies: [Expression]) {
    guard let name = statement.name?.text else { return }
    let condition = statement.expression(.condition)
    note(condition)
    clauses.append(
      Clause(
        name: name, strength: statement.keyword, applies: applies, condition: condition,
        exceptions: statement.details.filter { $0.keyword == .unless }))
    for exception in statement.details { noteExceptions(exception) }
  }

  private mutating func noteExceptions(_ statement: Statement) {
    note(statement.expression(.condition))
    for inner in statement.details { noteExceptions(inner) }
  }

  private mutating func collectLifts(_ statements: [Statement], applies: [Expression]) {
    for statement in statements {
      guard let condition = statement.expression(.condition) else {
        // The clauses of a chosen reading.
        for chosen in statement.details where chosen.keyword == .readAs {
          collectLifts(chosen.details, applies: applies)
        }
        continue
      }
      if statement.keyword == .when {
        collectLifts(statement.details, applies: applies + [condition])
      } else if statement.keyword == .lifts {
        note(condition)
        let lifted = statement.names(.names).map(\.text)
        for index in clauses.indices where lifted.contains(clauses[index].name) {
          clauses[index].lifts.append(applies + [condition])
        }
      }
    }
  }

  private mutating func note(_ expression: Expression?) {
    guard let expression else { return }
    expressions.append(expression)
    expression.forEach { part in
      if case .group(_, let named) = part.kind {
        for branch in named { branches[branch.name.text] = branch.condition }
      }
    }
  }
}

extension Expression {
  /// This expression and everything in it.
  func forEach(_ body: (Expression) -> Void) {
    body(self)
    switch kind {
    case .missing, .literal, .text, .name, .its, .unstated, .asOfDate, .reference: break
    case .member(let inner, _), .negation(let inner), .minus(let inner), .known(let inner):
      inner.forEach(body)
    case .set(let values), .call(_, let values):
      for value in values { value.forEach(body) }
    case .binary(_, let left, let right):
      left.forEach(body)
      right.forEach(body)
    case .window(let date, let length, let end):
      for part in [date, length] + [end].compactMap({ $0 }) { part.forEach(body) }
    case .between(let value, let low, let high):
      for part in [value, low, high] { part.forEach(body) }
    case .quantifier(let quantifier):
      for part in [quantifier.bound, quantifier.list, quantifier.condition] {
        part?.forEach(body)
      }
    case .aggregate(let aggregate):
      for part in [aggregate.list, aggregate.condition, aggregate.value] { part?.forEach(body) }
    case .group(_, let branches):
      for branch in branches { branch.condition.forEach(body) }
    }
  }
}

extension NaivePolicy {
  /// The deciding clauses in the order of the policy.
  public var clauseNames: [String] { clauses.map(\.name) }

  /// The figures that the policy mentions anywhere.
  var figures: [NaiveValue] {
    var found: [NaiveValue] = []
    for expression in expressions {
      expression.forEach { part in
        if case .literal(let literal) = part.kind {
          found.append(NaiveEvaluator.value(of: literal))
        }
      }
    }
    return found
  }
}
