internal import PolicyLang
internal import PolicyRuntime
internal import PolicyTestSupport

/// Random policies of the size of long documents: each clause is one threshold, or alternatives of a few
/// thresholds each, on many facts and one list.
struct LargePolicy: Sendable {
  struct Literal: Hashable, Sendable {
    let field: Int
    let comparison: IRNode.Comparison
    let bound: Int
  }

  /// At least or at most so many elements of the list meet all the literals.
  struct Count: Hashable, Sendable {
    let isAtLeast: Bool
    let bound: Int
    let literals: [Literal]
  }

  enum Part: Hashable, Sendable {
    case literal(Literal)
    case count(Count)
  }

  /// Alternatives, of each of which all parts must hold.
  typealias Clause = [[Part]]

  var clauses: [Clause]
  let fields: Int

  /// How facts and facts of elements alternate: a number, a truth value, a level of four, a number of
  /// years.
  enum Kind: Int { case number, flag, level, years }
  static func kind(_ field: Int) -> Kind { Kind(rawValue: field % 4) ?? .number }
  static let elementFields = 3

  static func random(
    _ random: inout RandomSource, fields: Int, clauses: Int, width: Int = 3, lists: Bool = false
  ) -> LargePolicy {
    var result = LargePolicy(clauses: [], fields: fields)
    for _ in 0..<clauses {
      if random.chance(60) {
        result.clauses.append([[part(&random, fields, lists)]])
      } else {
        result.clauses.append(
          (0..<random.within(2...width)).map { _ in
            (0..<random.within(1...3)).map { _ in part(&random, fields, lists) }
          })
      }
    }
    return result
  }

  private static func part(_ random: inout RandomSource, _ fields: Int, _ lists: Bool) -> Part {
    if lists, random.chance(10) {
      return .count(
        Count(
          isAtLeast: random.chance(70), bound: random.within(0...2),
          literals: (0..<random.within(1...2)).map { _ in
            literal(&random, random.below(elementFields))
          }))
    }
    return .literal(literal(&random, random.below(fields)))
  }

  private static func literal(_ random: inout RandomSource, _ field: Int) -> Literal {
    switch kind(field) {
    case .number, .years:
      let comparison = random.pick([
        IRNode.Comparison.atLeast, .atLeast, .above, .atMost, .below, .notEqual, .equal,
      ])
      return Literal(field: field, comparison: comparison, bound: random.within(1...8))
    case .flag: return Literal(field: field, comparison: .equal, bound: random.below(2))
    case .level:
      let comparison = random.pick([IRNode.Comparison.atLeast, .atMost, .notEqual])
      return Literal(field: field, comparison: comparison, bound: random.within(1...2))
    }
  }

  /// The same policy with one figure of one clause moved.
  func edited(_ random: inout RandomSource) -> LargePolicy {
    var result = self
    let clause = random.below(clauses.count)
    let alternative = random.below(clauses[clause].count)
    let place = random.below(clauses[clause][alternative].count)
    if case .literal(let literal) = clauses[clause][alternative][place] {
      let bound =
        switch LargePolicy.kind(literal.field) {
        case .flag: 1 - literal.bound
        case .level: min(literal.bound + 1, 3)
        case .number, .years: literal.bound + 1
        }
      result.clauses[clause][alternative][place] = .literal(
        Literal(field: literal.field, comparison: literal.comparison, bound: bound))
    }
    return result
  }

  func shuffled(_ random: inout RandomSource) -> LargePolicy {
    var result = self
    result.clauses = LargePolicy.shuffled(
      clauses.map { clause in
        LargePolicy.shuffled(clause.map { LargePolicy.shuffled($0, &random) }, &random)
      }, &random)
    return result
  }

  private static func shuffled<T>(_ values: [T], _ random: inout RandomSource) -> [T] {
    var result = values
    for place in result.indices.dropFirst() { result.swapAt(place, random.below(place + 1)) }
    return result
  }

  /// How the clauses are written as conditions.
  enum Writing: CaseIterable, Sendable {
    case plain
    /// `非 (非 a 且 非 b)` for `a 或 b`.
    case negated
    /// `(a 且 b) 或 c` as `(a 或 c) 且 (b 或 c)`.
    case distributed
    /// The parts of the distributed clause as clauses of their own.
    case split
  }

  func prepared(_ writing: Writing = .plain) throws -> PreparedPolicy {
    var maker = LargeProgram(fields: fields)
    for clause in clauses { maker.add(clause, writing) }
    return try PreparedPolicy(maker.finished)
  }
}

private struct LargeProgram {
  var builder = IRBuilder()
  var program: IRProgram

  init(fields: Int) {
    program = IRProgram(id: "large", title: "大", vocabulary: "large")
    let values = (0..<4).map { IRLabel(id: "level\($0)", zh: "级\($0)", en: "") }
    program.enumerations = [IREnumeration(name: "级别", isOrdered: true, values: values)]
    program.records = [
      IRRecord(
        label: IRLabel(id: "candidate", zh: "候选人", en: ""),
        fields: (0..<fields).map { LargeProgram.field("f\($0)", $0) } + [
          IRField(label: IRLabel(id: "list", zh: "列表", en: ""), type: .list(1))
        ]),
      IRRecord(
        label: IRLabel(id: "element", zh: "一项", en: ""),
        fields: (0..<LargePolicy.elementFields).map { LargeProgram.field("e\($0)", $0) }),
    ]
  }

  private static func type(_ field: Int) -> IRType {
    switch LargePolicy.kind(field) {
    case .number: .number(.none)
    case .flag: .boolean
    case .level: .enumeration(0)
    case .years: .number(.years)
    }
  }

  private static func field(_ id: String, _ field: Int) -> IRField {
    IRField(label: IRLabel(id: id, zh: id, en: ""), type: type(field))
  }

  var finished: IRProgram {
    var result = program
    result.nodes = builder.nodes
    return result
  }

  mutating func add(_ clause: LargePolicy.Clause, _ writing: LargePolicy.Writing) {
    let alternatives = clause.map { $0.map { node($0) } }
    switch writing {
    case .plain: require(builder.or(alternatives.map { builder.and($0) }))
    case .negated:
      let none = alternatives.map { parts in
        let negated = parts.map { builder.not($0) }
        return builder.or(negated)
      }
      require(builder.not(builder.and(none)))
    case .distributed: require(builder.and(product(alternatives)))
    case .split:
      for part in product(alternatives) { require(part) }
    }
  }

  /// One part of each alternative, in every way.
  private mutating func product(_ alternatives: [[NodeID]]) -> [NodeID] {
    var choices: [[NodeID]] = [[]]
    for alternative in alternatives {
      choices = choices.flatMap { choice in alternative.map { choice + [$0] } }
    }
    return choices.map { builder.or($0) }
  }

  private mutating func require(_ node: NodeID) {
    let number = program.requirements.count
    program.requirements.append(
      IRRequirement(
        label: IRLabel(id: "r\(number)", zh: "条\(number)", en: ""), articles: [], strength: .must,
        applies: nil, condition: node, exceptions: [], lifts: [], judgement: nil, satisfied: node,
        note: ""))
  }

  private mutating func node(_ part: LargePolicy.Part) -> NodeID {
    switch part {
    case .literal(let literal): return node(literal, scope: 0)
    case .count(let count):
      let list = builder.add(
        .field(scope: 0, index: program.records[0].fields.count - 1), .list(1))
      let condition = builder.and(count.literals.map { node($0, scope: 1) })
      let bound = builder.add(.constant(.number(Rational(Int64(count.bound)))), .number(.none))
      return builder.add(
        .quantifier(
          count.isAtLeast ? .atLeast : .atMost, list: list, condition: condition, bound: bound),
        .boolean)
    }
  }

  private mutating func node(_ literal: LargePolicy.Literal, scope: Int) -> NodeID {
    let type = LargeProgram.type(literal.field)
    let field = builder.add(.field(scope: scope, index: literal.field), type)
    let constant: NodeID
    switch LargePolicy.kind(literal.field) {
    case .flag: return literal.bound == 1 ? field : builder.not(field)
    case .level: constant = builder.add(.constant(.value(literal.bound)), type)
    case .number, .years:
      constant = builder.add(.constant(.number(Rational(Int64(literal.bound)))), type)
    }
    return builder.add(.compare(literal.comparison, field, constant), .boolean)
  }
}

// For the referee: what is written, word for word.
extension LargePolicy.Literal {
  var text: String { "[\(field),\"\(comparison.name)\",\(bound)]" }
}

extension LargePolicy.Part {
  var text: String {
    switch self {
    case .literal(let literal): "[\"fact\",\(literal.text)]"
    case .count(let count):
      "[\"\(count.isAtLeast ? "at least" : "at most")\",\(count.bound),"
        + "[\(count.literals.map(\.text).joined(separator: ","))]]"
    }
  }
}

extension LargePolicy {
  var text: String {
    let lines = clauses.map { clause in
      "[" + clause.map { "[\($0.map(\.text).joined(separator: ","))]" }.joined(separator: ",") + "]"
    }
    return "[\(lines.joined(separator: ","))]"
  }
}
