internal import PolicyLang

/// Evaluates expressions over the syntax tree, with Kleene's three values.
///
/// Written from the meaning of the language alone. Where that leaves two readings of a corner open,
/// the evaluator sets `isUnsettled` and the pair is not compared.
final class NaiveEvaluator {
  let policy: NaivePolicy
  let candidate: NaiveCandidate
  /// The record as given, which 有记载 asks about; differs from `candidate` in completions.
  let given: NaiveCandidate
  let asOf: CivilDate
  private(set) var isUnsettled = false
  /// The list elements in hand, innermost last.
  var elements: [Element] = []

  struct Element {
    let facts: [String: NaiveValue]
    let path: String
    let fields: [NaiveField]
  }

  init(
    policy: NaivePolicy, candidate: NaiveCandidate, given: NaiveCandidate? = nil, asOf: CivilDate
  ) {
    self.policy = policy
    self.candidate = candidate
    self.given = given ?? candidate
    self.asOf = asOf
  }

  func evaluate(_ expression: Expression) -> NaiveOutcome {
    switch expression.kind {
    case .literal(let literal): return NaiveOutcome(NaiveEvaluator.value(of: literal))
    case .text(let text): return NaiveOutcome(.text(text))
    case .name(let name): return lookUp(name.text)
    case .its(let name): return element(name.text)
    case .unstated: return NaiveOutcome(.unknown, [.open])
    case .asOfDate: return NaiveOutcome(.date(asOf))
    case .set(let values): return NaiveOutcome(.words(values.compactMap(\.word)))
    case .negation(let inner): return evaluate(inner).negated
    case .known(let inner): return known(inner)
    case .binary(let symbol, let left, let right): return binary(symbol, left, right)
    case .window(let date, let length, let end): return window(date, length, end)
    case .between(let value, let low, let high):
      return .all([
        compare(.atLeast, value, evaluate(value), evaluate(low)),
        compare(.atMost, value, evaluate(value), evaluate(high)),
      ])
    case .quantifier(let quantifier): return self.quantifier(quantifier)
    case .aggregate(let aggregate): return self.aggregate(aggregate)
    case .call(let function, let arguments): return call(function, arguments)
    case .group(let kind, let branches): return group(kind, branches)
    case .reference(let kind, let name): return reference(kind, name.text)
    case .missing, .minus, .member: return unsettled()
    }
  }

  // MARK: - Names

  static func value(of literal: LiteralValue) -> NaiveValue {
    switch literal {
    case .number(let number, .months):
      return .number(number.divided(by: Rational(12)) ?? number, .years)
    case .number(let number, let unit): return .number(number, unit.counts ? .none : unit)
    case .money(let amount): return .number(amount, .none)
    case .share(let share, _): return .number(share, .none)
    case .date(let date): return .date(date)
    case .boolean(let truth): return .truth(truth)
    case .calendarYear, .monthDay: return .unknown
    }
  }

  private func lookUp(_ name: String) -> NaiveOutcome {
    if let field = policy.field(name) { return fact(candidate.facts[name], field, field.id) }
    if let definition = policy.definitions[name] { return evaluate(definition) }
    if let values = policy.parameters[name] {
      let inForce = values.last { $0.from.map { $0 <= asOf } ?? true }
      return inForce.map { evaluate($0.value) } ?? unsettled()
    }
    if let reading = policy.readings[name] { return evaluate(reading) }
    if let table = policy.tables[name] { return self.table(table) }
    if let branch = policy.branches[name] { return evaluate(branch) }
    return NaiveOutcome(.word(name))
  }

  private func element(_ name: String) -> NaiveOutcome {
    guard let element = elements.last, let field = element.fields.first(where: { $0.label == name })
    else { return unsettled() }
    return fact(element.facts[name], field, element.path + "." + field.id)
  }

  private func fact(_ value: NaiveValue?, _ field: NaiveField, _ path: String) -> NaiveOutcome {
    switch value ?? .unknown {
    case .finding(let passed?): NaiveOutcome(.truth(passed))
    case .finding(nil): NaiveOutcome(.unknown, [.judgement(path)])
    case .unknown:
      NaiveOutcome(.unknown, [field.isJudgement ? .judgement(path) : .fact(path)])
    case let value: NaiveOutcome(value)
    }
  }

  private func known(_ expression: Expression) -> NaiveOutcome {
    guard case .name(let name) = expression.kind, policy.field(name.text) != nil else {
      return unsettled()
    }
    return NaiveOutcome(.truth((given.facts[name.text] ?? .unknown) != .unknown))
  }

  private func reference(_ kind: Expression.ReferenceKind, _ name: String) -> NaiveOutcome {
    switch kind {
    case .clause:
      if let clause = policy.clauses.first(where: { $0.name == name }) { return satisfied(clause) }
      return policy.branches[name].map(evaluate) ?? unsettled()
    case .judgement: return lookUp(name)
    case .honour, .training, .outcome: return unsettled()
    }
  }

  func unsettled() -> NaiveOutcome {
    isUnsettled = true
    return NaiveOutcome(.unknown)
  }

  // MARK: - Clauses

  /// `¬applies ∨ lifts ∨ exceptions ∨ condition`, the condition negated for an exclusion.
  func satisfied(_ clause: NaivePolicy.Clause) -> NaiveOutcome {
    let condition = clause.condition.map(evaluate) ?? lookUp(clause.name)
    return .any(
      [NaiveOutcome.all(clause.applies.map(evaluate)).negated]
        + clause.lifts.map { .all($0.map(evaluate)) }
        + clause.exceptions.map(exception)
        + [clause.excludes ? condition.negated : condition])
  }

  private func exception(_ statement: Statement) -> NaiveOutcome {
    guard let condition = statement.expression(.condition) else { return unsettled() }
    let inner = statement.details.filter { $0.keyword == .unless }.map(exception)
    return .all([evaluate(condition), NaiveOutcome.any(inner).negated])
  }

  private func group(_ kind: Expression.GroupKind, _ branches: [Expression.Branch]) -> NaiveOutcome
  {
    let outcomes = branches.map { evaluate($0.condition) }
    switch kind {
    case .oneOf: return .any(outcomes)
    case .allOf: return .all(outcomes)
    case .atLeast(let bound):
      guard case .number(let needed, _) = evaluate(bound).value else { return unsettled() }
      let certain = Rational(Int64(outcomes.count { $0.truth == true }))
      let possible = Rational(Int64(outcomes.count { $0.truth != false }))
      if certain >= needed { return .yes }
      if possible < needed { return .no }
      return .unknown(outcomes.filter { $0.truth == nil })
    }
  }

  // MARK: - Operators

  private func binary(
    _ symbol: Expression.BinaryOperator, _ left: Expression, _ right: Expression
  ) -> NaiveOutcome {
    switch symbol {
    case .and: return .all([evaluate(left), evaluate(right)])
    case .or: return .any([evaluate(left), evaluate(right)])
    case .equal, .notEqual, .atLeast, .atMost, .above, .below:
      return compare(symbol, left, evaluate(left), self.right(right, of: left))
    case .top: return compare(.atMost, left, evaluate(left), evaluate(right))
    case .memberOf: return membership(evaluate(left), evaluate(right))
    case .notMemberOf: return membership(evaluate(left), evaluate(right)).negated
    case .add, .subtract, .multiply, .divide, .cappedAt, .flooredAt:
      return arithmetic(symbol, evaluate(left), evaluate(right))
    }
  }

  /// Right of a comparison with a level or choice, a bare word is first one of that field's values.
  func right(_ expression: Expression, of left: Expression) -> NaiveOutcome {
    if let word = expression.word, words(of: left).contains(word) {
      return NaiveOutcome(.word(word))
    }
    return evaluate(expression)
  }

  func membership(_ left: NaiveOutcome, _ right: NaiveOutcome) -> NaiveOutcome {
    switch (left.value, right.value) {
    case (.unknown, _): return .unknown([left])
    case (.word(let word), .words(let words)): return NaiveOutcome(.truth(words.contains(word)))
    default: return unsettled()
    }
  }

  func compare(
    _ symbol: Expression.BinaryOperator, _ left: Expression, _ a: NaiveOutcome, _ b: NaiveOutcome
  ) -> NaiveOutcome {
    if a.value == .nothing || b.value == .nothing {
      return .no
    }
    if a.isUnknown || b.isUnknown { return .unknown([a, b].filter(\.isUnknown)) }
    if let (low, high) = a.bounds, let (otherLow, otherHigh) = b.bounds {
      return compareIntervals(symbol, (low, high), (otherLow, otherHigh), [a, b])
    }
    let order = words(of: left)
    switch (a.value, b.value) {
    case (.truth(let x), .truth(let y)): return holds(symbol, x == y ? 0 : nil)
    case (.text(let x), .text(let y)): return holds(symbol, x == y ? 0 : nil)
    case (.date(let x), .date(let y)): return holds(symbol, x == y ? 0 : x < y ? -1 : 1)
    case (.word(let x), .word(let y)):
      guard let i = order.firstIndex(of: x), let j = order.firstIndex(of: y) else {
        return unsettled()
      }
      return holds(symbol, i - j)
    default: return unsettled()
    }
  }

  private func holds(_ symbol: Expression.BinaryOperator, _ order: Int?) -> NaiveOutcome {
    switch (symbol, order) {
    case (.equal, _): NaiveOutcome(.truth(order == 0))
    case (.notEqual, _): NaiveOutcome(.truth(order != 0))
    case (.atLeast, let order?): NaiveOutcome(.truth(order >= 0))
    case (.atMost, let order?): NaiveOutcome(.truth(order <= 0))
    case (.above, let order?): NaiveOutcome(.truth(order > 0))
    case (.below, let order?): NaiveOutcome(.truth(order < 0))
    default: unsettled()
    }
  }

  /// Decides only if all pairs of values agree.
  func compareIntervals(
    _ symbol: Expression.BinaryOperator, _ a: (Rational, Rational?), _ b: (Rational, Rational?),
    _ children: [NaiveOutcome]
  ) -> NaiveOutcome {
    let single = a.0 == a.1 && b.0 == b.1
    let alwaysAbove = b.1.map { a.0 > $0 } ?? false
    let alwaysAtLeast = b.1.map { a.0 >= $0 } ?? false
    let alwaysBelow = a.1.map { $0 < b.0 } ?? false
    let alwaysAtMost = a.1.map { $0 <= b.0 } ?? false
    let undecided = NaiveOutcome.unknown(children)
    switch symbol {
    case .atLeast: return alwaysAtLeast ? .yes : alwaysBelow ? .no : undecided
    case .below: return alwaysBelow ? .yes : alwaysAtLeast ? .no : undecided
    case .above: return alwaysAbove ? .yes : alwaysAtMost ? .no : undecided
    case .atMost: return alwaysAtMost ? .yes : alwaysAbove ? .no : undecided
    case .equal:
      return single && a.0 == b.0 ? .yes : alwaysAbove || alwaysBelow ? .no : undecided
    case .notEqual:
      return single && a.0 == b.0 ? .no : alwaysAbove || alwaysBelow ? .yes : undecided
    default: return unsettled()
    }
  }

  func arithmetic(
    _ symbol: Expression.BinaryOperator, _ a: NaiveOutcome, _ b: NaiveOutcome
  ) -> NaiveOutcome {
    if a.isUnknown || b.isUnknown { return .unknown([a, b].filter(\.isUnknown)) }
    if case (.date(let date), .number(let length, let unit)) = (a.value, b.value) {
      let shifted = NaiveEvaluator.shift(
        date, by: symbol == .subtract ? Rational.zero.subtracting(length) : length, unit)
      return shifted.map { NaiveOutcome(.date($0)) } ?? unsettled()
    }
    guard case (.number(let x, let unit), .number(let y, let other)) = (a.value, b.value) else {
      return unsettled()
    }
    let result: Rational? =
      switch symbol {
      case .add: x.adding(y)
      case .subtract: x.subtracting(y)
      case .multiply: x.multiplied(by: y)
      case .divide: x.divided(by: y)
      case .cappedAt: x < y ? x : y
      case .flooredAt: x > y ? x : y
      default: nil
      }
    return result.map { NaiveOutcome(.number($0, unit == .none ? other : unit)) } ?? unsettled()
  }

  private func call(_ function: Expression.Function, _ arguments: [Expression]) -> NaiveOutcome {
    let values = arguments.map(evaluate)
    if values.contains(where: \.isUnknown) { return .unknown(values.filter(\.isUnknown)) }
    guard values.count == 2 else { return unsettled() }
    switch function {
    case .higherOf: return arithmetic(.flooredAt, values[0], values[1])
    case .lowerOf: return arithmetic(.cappedAt, values[0], values[1])
    case .fullYears:
      guard case (.date(let from), .date(let to)) = (values[0].value, values[1].value) else {
        return unsettled()
      }
      return NaiveOutcome(.number(Rational(Int64(NaiveEvaluator.age(from, on: to))), .years))
    }
  }

  // MARK: - Dates

  private func window(
    _ date: Expression, _ length: Expression, _ end: Expression?
  ) -> NaiveOutcome {
    let day = evaluate(date)
    let last = end.map(evaluate) ?? NaiveOutcome(.date(asOf))
    let period = evaluate(length)
    guard case .number(let amount, let unit) = period.value, unit != .calendarYears else {
      return unsettled()
    }
    if day.value == .nothing || last.value == .nothing { return .no }
    if day.isUnknown || last.isUnknown { return .unknown([day, last].filter(\.isUnknown)) }
    guard case .date(let lastDay) = last.value, case .date(let day) = day.value,
      let first = NaiveEvaluator.shift(lastDay, by: Rational.zero.subtracting(amount), unit)
    else { return unsettled() }
    return NaiveOutcome(.truth(first <= day && day <= lastDay))
  }

  /// Years and months keep the day of the month, or take the month's last day.
  static func shift(_ date: CivilDate, by length: Rational?, _ unit: Unit) -> CivilDate? {
    guard let length else { return nil }
    let (year, month, day) = date.components
    switch unit {
    case .years:
      guard let months = length.multiplied(by: Rational(12)), months.isInteger else { return nil }
      let index = year * 12 + month - 1 + Int(months.numerator)
      let (newYear, newMonth) = (index / 12, index % 12 + 1)
      for candidate in stride(from: day, through: 28, by: -1) {
        if let found = CivilDate(year: newYear, month: newMonth, day: candidate) { return found }
      }
      return CivilDate(year: newYear, month: newMonth, day: day)
    case .days:
      guard length.isInteger else { return nil }
      return CivilDate(dayNumber: date.dayNumber + Int32(length.numerator))
    default: return nil
    }
  }

  /// Completed years; a birthday on 29 February falls on the 28th in common years.
  static func age(_ birth: CivilDate, on day: CivilDate) -> Int {
    let (born, today) = (birth.components, day.components)
    let leapling = born.month == 2 && born.day == 29 && !CivilDate.isLeap(today.year)
    let birthday = leapling ? 28 : born.day
    let reached = (today.month, today.day) >= (born.month, birthday)
    return today.year - born.year - (reached ? 0 : 1)
  }

  // MARK: - Types

  /// The values of the level or choice that an expression yields; empty for anything else.
  func words(of expression: Expression) -> [String] {
    switch expression.kind {
    case .name(let name):
      if let field = policy.field(name.text) { return field.words }
      return policy.definitions[name.text].map(words) ?? []
    case .its(let name):
      return elements.last?.fields.first { $0.label == name.text }?.words ?? []
    case .aggregate(let aggregate):
      guard let value = aggregate.value, let (path, fields) = place(of: aggregate.list) else {
        return []
      }
      elements.append(Element(facts: [:], path: path, fields: fields))
      defer { elements.removeLast() }
      return words(of: value)
    default: return []
    }
  }
}

extension NaiveOutcome {
  /// The least and the greatest number this may be; without a greatest one it is open above.
  fileprivate var bounds: (Rational, Rational?)? {
    switch value {
    case .number(let number, _): (number, number)
    case .interval(let low, let high): (Rational(low), high.map { Rational($0) })
    default: nil
    }
  }
}

extension Expression {
  /// The bare word that this expression is, if it is one.
  var word: String? {
    if case .name(let name) = kind { return name.text }
    return nil
  }
}
