// The rules for one node: its operands stand before it and have the types its operation takes.
extension IRVerifier {
  func checkNode(_ id: NodeID) throws(IRRefusal) {
    let node = program.nodes[id.index]
    for operand in node.operation.operands where operand >= id {
      throw IRRefusal("an operand does not stand before its use", at: id)
    }
    try check(node.type, "node \(id.raw)")
    guard isWellFormed(node) else {
      throw IRRefusal("\(node.operation.name) does not fit its operands", at: id)
    }
  }

  private func isWellFormed(_ node: IRNode) -> Bool {
    switch node.operation {
    case .constant(let constant): return constant.fits(node.type, in: program)
    case .field(let scope, _): return (0...IRVerifier.scopeLimit).contains(scope)
    case .member(let record, let index):
      switch typeOf(record) {
      case .record(let shape), .list(let shape):
        let fields = program.records[shape].fields
        return fields.indices.contains(index) && fields[index].type.matches(node.type)
      default: return false
      }
    case .parameter(let index):
      return program.parameters.indices.contains(index)
        && program.parameters[index].type.matches(node.type)
    case .reading(let index):
      return program.readings.indices.contains(index)
        && program.readings[index].type.matches(node.type)
    case .readingIs(let index, let option):
      return node.type == .boolean && program.readings.indices.contains(index)
        && program.readings[index].options.indices.contains(option)
    case .unstated(let index): return program.openPoints.indices.contains(index)
    case .asOfDate: return node.type == .date
    case .not(let operand):
      return node.type == .boolean && typeOf(operand) == .boolean
    case .and(let operands), .or(let operands):
      return node.type == .boolean && areBoolean(operands)
    case .atLeast(let number, let operands):
      return node.type == .boolean && typeOf(number).isNumeric && areBoolean(operands)
    case .named(let index, let operand):
      return program.conditions.indices.contains(index)
        && typeOf(operand).matches(node.type)
    case .passes(let operand):
      return node.type == .boolean && typeOf(operand) == .judgement
    case .known: return node.type == .boolean
    case .compare(let comparison, let left, let right):
      return node.type == .boolean
        && isComparable(typeOf(left), typeOf(right), comparison)
    case .isMember(let element, let set):
      return node.type == .boolean && typeOf(element).asSet == typeOf(set)
    case .window(let date, let length, let end):
      guard case .number(let unit) = typeOf(length), unit.isLength else { return false }
      return node.type == .boolean && typeOf(date) == .date && typeOf(end) == .date
    case .arithmetic(let operation, let left, let right):
      return isArithmetic(operation, typeOf(left), typeOf(right), node.type)
    case .minus(let operand): return node.type.isNumeric && typeOf(operand).isNumeric
    case .fullYears(let from, let to):
      return node.type.isNumeric && typeOf(from) == .date && typeOf(to) == .date
    case .yearOf(let date): return node.type == .calendarYear && typeOf(date) == .date
    case .quantifier(_, let list, let condition, let bound):
      if let bound, !typeOf(bound).isNumeric { return false }
      return node.type == .boolean && isList(list) && isCondition(condition)
    case .aggregate(let kind, let list, let condition, let value):
      guard isList(list), isCondition(condition) else { return false }
      return isAggregate(kind, list, value, node.type)
    case .table(let index, let inputs): return isTable(index, inputs, node.type)
    case .events(let index):
      return program.events.indices.contains(index)
        && node.type == .list(program.events[index].record)
    case .holdsHonour(let index), .termEnded(let index), .hasOutcome(let index):
      return node.type == .boolean && program.norms.indices.contains(index)
    case .score(let index, let list): return isScore(index, list, node.type)
    case .error: return false
    }
  }

  /// A list whose elements hold an expert's name and then one mark for each item of the sheet.
  private func isScore(_ sheet: Int, _ list: NodeID, _ result: IRType) -> Bool {
    guard program.norms.indices.contains(sheet), program.norms[sheet].kind == .scoring,
      case .list(let record) = typeOf(list), result == .number(.points)
    else { return false }
    var items = 0
    for child in program.norms[sheet].children where program.norms.indices.contains(child) {
      if program.norms[child].kind == .item { items += program.norms[child].texts(.labels).count }
    }
    let fields = program.records[record].fields
    guard fields.count == items + 1, fields[0].type == .text else { return false }
    return fields.dropFirst().allSatisfy { $0.type == .number(.points) }
  }

  /// The type of an operand, which is known to stand before its use.
  private func typeOf(_ node: NodeID) -> IRType { program.nodes[node.index].type }

  private func areBoolean(_ operands: [NodeID]) -> Bool {
    for operand in operands where typeOf(operand) != .boolean { return false }
    return true
  }

  private func isList(_ node: NodeID) -> Bool {
    if case .list = typeOf(node) { return true }
    return false
  }

  private func isCondition(_ node: NodeID?) -> Bool {
    guard let node else { return true }
    return typeOf(node) == .boolean
  }

  private func isArithmetic(
    _ operation: IRNode.Arithmetic, _ left: IRType, _ right: IRType, _ result: IRType
  ) -> Bool {
    switch (left, right) {
    case (.date, .number(let unit)):
      return (operation == .add || operation == .subtract) && unit.isLength && result == .date
    case (.number(let unit), .date): return operation == .add && unit.isLength && result == .date
    case (.date, .date), (.calendarYear, .calendarYear):
      switch operation {
      case .subtract: return result.isNumeric
      case .higher, .lower: return result == left
      case .add, .multiply, .divide: return false
      }
    case (.calendarYear, .number):
      return (operation == .add || operation == .subtract) && result == .calendarYear
    case (.enumeration(let a), .enumeration(let b)):
      return (operation == .higher || operation == .lower) && a == b && result == left
        && program.enumerations[a].isOrdered
    default: return left.isNumeric && right.isNumeric && result.isNumeric
    }
  }

  private func isAggregate(
    _ kind: Expression.AggregateKind, _ list: NodeID, _ value: NodeID?, _ result: IRType
  ) -> Bool {
    guard case .list(let record) = typeOf(list) else { return false }
    guard let value else {
      switch kind {
      case .count: return result.isNumeric
      case .earliest, .latest: return result == .record(record)
      case .distinct, .sum, .highest, .lowest: return false
      }
    }
    let type = typeOf(value)
    switch kind {
    case .count, .distinct: return result.isNumeric
    case .sum: return type.isNumeric && result.isNumeric
    case .highest, .lowest, .earliest, .latest:
      return isComparable(type, type, .above) && type.matches(result)
    }
  }

  private func isTable(
    _ index: Int, _ inputs: [NodeID], _ result: IRType
  ) -> Bool {
    guard program.tables.indices.contains(index) else { return false }
    let table = program.tables[index]
    guard inputs.count == table.inputs.count, table.type.matches(result) else { return false }
    for (input, expected) in zip(inputs, table.inputs)
    where !typeOf(input).matches(expected) { return false }
    return true
  }
}

extension Unit {
  /// Whether the unit is a length of time that a calendar can step by.
  var isLength: Bool {
    switch self {
    case .years, .months, .days, .workingDays, .calendarYears: true
    case .none, .people, .pieces, .items, .times, .cohorts, .age, .points, .places: false
    }
  }
}
