internal import PolicyLang
internal import PolicyRuntime
internal import Testing

/// A figure or level that a clause of a policy compares with, found by walking its program, and a policy
/// in which it is moved by one step.
struct AnalysisThreshold: CustomTestStringConvertible, Sendable {
  /// What holds the value: changing it changes every comparison that reads it, and no other.
  enum Place: Hashable, Sendable {
    case parameter(Int)
    case reading(Int)
    /// A value written in a comparison, or as the bound of a count.
    case written(NodeID)
  }

  let policy: String
  let place: Place
  /// The comparisons and counts that read it.
  let uses: [NodeID]
  let old: IRConstant
  let new: IRConstant
  /// Indices of the clauses that depend on one of the uses.
  let clauses: Set<Int>
  let name: String

  var testDescription: String { "\(policy) \(name)" }

  /// Every threshold of the clauses, one step up and one step down where there is such a value.
  static func all(of program: IRProgram) -> [AnalysisThreshold] {
    let reached = program.requirements.map { program.reachable(from: [$0.satisfied]) }
    var places: [Place] = []
    var uses: [Place: [NodeID]] = [:]
    for index in program.nodes.indices where reached.contains(where: { $0[index] }) {
      let node = NodeID(UInt32(index))
      guard let bound = bound(of: node, program) else { continue }
      let place: Place
      switch program.nodes[bound.index].operation {
      case .parameter(let parameter): place = .parameter(parameter)
      case .reading(let reading): place = .reading(reading)
      case .constant: place = .written(node)
      default: continue
      }
      if uses[place] == nil { places.append(place) }
      uses[place, default: []].append(node)
    }
    var result: [AnalysisThreshold] = []
    for place in places {
      guard let nodes = uses[place], let old = value(at: place, program) else { continue }
      let clauses = reached.indices.filter { clause in
        nodes.contains { reached[clause][$0.index] }
      }
      for step in [1, -1] {
        guard let new = moved(old, by: step, boundType(nodes[0], program), program) else {
          continue
        }
        let labels = clauses.map { program.requirements[$0].label.zh }.joined(separator: "、")
        result.append(
          AnalysisThreshold(
            policy: program.id, place: place, uses: nodes, old: old, new: new,
            clauses: Set(clauses), name: "\(labels) \(place) \(step)"))
      }
    }
    return result
  }

  /// The operand of an ordered comparison, a window or a count that says how much.
  private static func bound(of node: NodeID, _ program: IRProgram) -> NodeID? {
    switch program.nodes[node.index].operation {
    case .compare(let comparison, let left, let right):
      if comparison == .equal || comparison == .notEqual { return nil }
      return isFigure(right, program) ? right : isFigure(left, program) ? left : nil
    case .quantifier(_, _, _, let bound?): return bound
    case .window(_, let length, _): return length
    default: return nil
    }
  }

  private static func isFigure(_ node: NodeID, _ program: IRProgram) -> Bool {
    switch program.nodes[node.index].operation {
    case .constant, .parameter, .reading: true
    default: false
    }
  }

  private static func boundType(_ node: NodeID, _ program: IRProgram) -> IRType {
    bound(of: node, program).map { program.nodes[$0.index].type } ?? .boolean
  }

  private static func value(at place: Place, _ program: IRProgram) -> IRConstant? {
    let node: NodeID?
    switch place {
    case .parameter(let parameter): node = program.parameters[parameter].values.last?.value
    case .reading(let reading): node = program.readings[reading].options[0].value
    case .written(let use): node = bound(of: use, program)
    }
    guard let node, case .constant(let constant) = program.nodes[node.index].operation else {
      return nil
    }
    return constant
  }

  /// The next value of the type; `nil` where there is none.
  private static func moved(
    _ value: IRConstant, by step: Int, _ type: IRType, _ program: IRProgram
  ) -> IRConstant? {
    switch value {
    case .number(let number):
      guard let moved = number.adding(Rational(Int64(step))), moved >= .zero else { return nil }
      return .number(moved)
    case .value(let place):
      guard case .enumeration(let index) = type, program.enumerations[index].isOrdered,
        program.enumerations[index].values.indices.contains(place + step)
      else { return nil }
      return .value(place + step)
    case .date(let date): return date.adding(days: step).map { .date($0) }
    case .calendarYear(let year): return .calendarYear(year + step)
    case .boolean, .monthDay, .text, .values: return nil
    }
  }

  /// The policy with the threshold moved.
  func mutated(_ program: IRProgram) throws -> IRProgram {
    var copy = ThresholdRewriter(program: program)
    switch place {
    case .parameter(let parameter):
      let node = copy.constant(new, program.parameters[parameter].type)
      let last = program.parameters[parameter].values.count - 1
      copy.program.parameters[parameter].values[last].value = node
    case .reading(let reading):
      copy.program.readings[reading].options[0].value = copy.constant(
        new, program.readings[reading].type)
    case .written(let use):
      let node = copy.constant(new, AnalysisThreshold.boundType(use, program))
      let bound = try #require(AnalysisThreshold.bound(of: use, program))
      copy.replace(bound, by: node, in: use)
      copy.rewriteClauses()
    }
    return copy.program
  }

  /// Whether a candidate's fact that is compared lies at the figure: nowhere else than between its old
  /// and its new value, both included.
  func isAtBoundary(_ candidate: Candidate, _ program: IRProgram) -> Bool {
    guard let (low, high) = limits else { return true }
    return uses.contains { use in
      switch program.nodes[use.index].operation {
      case .quantifier(_, let list, _, _):
        guard case .field(0, let index) = program.nodes[list.index].operation,
          case .list(let elements) = candidate.facts[index]
        else { return false }
        return (low...high).contains(Rational(Int64(elements.count)))
      case .compare(_, let left, let right):
        let read = program.reachable(from: [left, right])
        return program.nodes.indices.contains { index in
          guard read[index], case .field(let scope, let field) = program.nodes[index].operation
          else { return false }
          return values(field, scope, candidate).contains { (low...high).contains($0) }
        }
      default: return true
      }
    }
  }

  private var limits: (Rational, Rational)? {
    switch (old, new) {
    case (.number(let a), .number(let b)): (min(a, b), max(a, b))
    case (.value(let a), .value(let b)): (Rational(Int64(min(a, b))), Rational(Int64(max(a, b))))
    default: nil
    }
  }

  /// The figures, or places among the levels, of a fact of the candidate or of any element.
  private func values(_ field: Int, _ scope: Int, _ candidate: Candidate) -> [Rational] {
    var records = [candidate.facts]
    if scope > 0 {
      records = candidate.facts.values.flatMap { value in
        if case .list(let elements) = value { return elements }
        return []
      }
    }
    return records.compactMap { record in
      switch record[field] {
      case .number(let number): number
      case .value(let place): Rational(Int64(place))
      default: nil
      }
    }
  }
}

/// Writes changed copies of nodes behind the others, because operands must stand before their use.
private struct ThresholdRewriter {
  var program: IRProgram
  private var copies: [NodeID: NodeID] = [:]

  init(program: IRProgram) { self.program = program }

  mutating func constant(_ value: IRConstant, _ type: IRType) -> NodeID {
    add(IRNode(.constant(value), type))
  }

  private mutating func add(_ node: IRNode) -> NodeID {
    if let known = program.nodes.firstIndex(of: node) { return NodeID(UInt32(known)) }
    program.nodes.append(node)
    return NodeID(UInt32(program.nodes.count - 1))
  }

  mutating func replace(_ old: NodeID, by new: NodeID, in use: NodeID) {
    copies[use] = copy(use) { $0 == old ? new : $0 }
  }

  private mutating func copy(_ node: NodeID, _ place: (NodeID) -> NodeID) -> NodeID {
    let type = program.nodes[node.index].type
    let operation: IRNode.Operation
    switch program.nodes[node.index].operation {
    case .not(let a): operation = .not(place(a))
    case .and(let parts): operation = .and(parts.map(place))
    case .or(let parts): operation = .or(parts.map(place))
    case .atLeast(let number, let parts):
      operation = .atLeast(place(number), of: parts.map(place))
    case .named(let name, let a): operation = .named(name, place(a))
    case .passes(let a): operation = .passes(place(a))
    case .known(let a): operation = .known(place(a))
    case .compare(let comparison, let a, let b):
      operation = .compare(comparison, place(a), place(b))
    case .window(let date, let length, let end):
      operation = .window(date: place(date), length: place(length), end: place(end))
    case .quantifier(let quantifier, let list, let condition, let bound):
      operation = .quantifier(
        quantifier, list: place(list), condition: condition.map(place), bound: bound.map(place))
    case .aggregate(let kind, let list, let condition, let value):
      operation = .aggregate(
        kind, list: place(list), condition: condition.map(place), value: value.map(place))
    default: return node
    }
    return add(IRNode(operation, type))
  }

  private mutating func rewritten(_ node: NodeID) -> NodeID {
    if let known = copies[node] { return known }
    var places: [NodeID: NodeID] = [:]
    for operand in program.nodes[node.index].operation.operands {
      places[operand] = rewritten(operand)
    }
    let result =
      places.allSatisfy { $0.key == $0.value } ? node : copy(node) { places[$0] ?? $0 }
    copies[node] = result
    return result
  }

  mutating func rewriteClauses() {
    for reading in program.readings.indices {
      for option in program.readings[reading].options.indices {
        if let value = program.readings[reading].options[option].value {
          program.readings[reading].options[option].value = rewritten(value)
        }
      }
    }
    for index in program.requirements.indices {
      var clause = program.requirements[index]
      clause.applies = clause.applies.map { rewritten($0) }
      clause.condition = rewritten(clause.condition)
      clause.satisfied = rewritten(clause.satisfied)
      clause.exceptions = clause.exceptions.map { rewritten($0) }
      clause.lifts = clause.lifts.map { rewritten($0) }
      program.requirements[index] = clause
    }
  }

  private mutating func rewritten(_ exception: IRException) -> IRException {
    var result = exception
    result.condition = rewritten(exception.condition)
    result.holds = rewritten(exception.holds)
    result.exceptions = exception.exceptions.map { rewritten($0) }
    return result
  }
}
