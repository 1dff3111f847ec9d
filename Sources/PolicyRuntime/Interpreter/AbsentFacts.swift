public import PolicyLang

/// What is absent and keeps a clause open: found by following only those parts of an unknown clause
/// whose own value is unknown.
public struct AbsentFacts: Hashable, Sendable {
  /// Paths of absent facts, such as `contests.1.place`, in order of first appearance.
  public private(set) var facts: [String] = []
  /// Paths of judgements not yet given.
  public private(set) var judgements: [String] = []
  /// Whether something else is unknown that no fact can supply: an open point of the policy.
  public private(set) var hasOpenPoint = false
  private var seen = Set<String>()

  public init() {}

  /// Whether judgements alone are missing.
  public var isOnlyJudgements: Bool {
    facts.isEmpty && !hasOpenPoint && !judgements.isEmpty
  }

  mutating func add(fact path: String) {
    if seen.insert(path).inserted { facts.append(path) }
  }
  mutating func add(judgement path: String) {
    if seen.insert(path).inserted { judgements.append(path) }
  }
  mutating func addOpenPoint() { hasOpenPoint = true }
}

extension Evaluator {
  /// Adds what is absent below a node whose value is unknown.
  public mutating func collectAbsent(
    below node: NodeID, into absent: inout AbsentFacts
  ) throws(EvaluationError) {
    var visited = Set<NodeID>()
    try collect(node, &absent, &visited)
  }

  private mutating func collect(
    _ id: NodeID, _ absent: inout AbsentFacts, _ visited: inout Set<NodeID>
  ) throws(EvaluationError) {
    guard visited.insert(id).inserted, try isOpen(id) else { return }
    let node = program.nodes[id.index]
    switch node.operation {
    case .field, .member:
      if case .member(let record, _) = node.operation, try isOpen(record) {
        return try collect(record, &absent, &visited)
      }
      if case .judgement = node.type {
        absent.add(judgement: path(of: id))
      } else {
        absent.add(fact: path(of: id))
      }
    case .events: absent.add(fact: path(of: id))
    case .quantifier(_, let list, let condition, let bound):
      if let bound { try collect(bound, &absent, &visited) }
      try collect(list, &absent, &visited)
      try collectElements(of: list, condition, value: nil, &absent)
    case .aggregate(_, let list, let condition, let value):
      try collect(list, &absent, &visited)
      try collectElements(of: list, condition, value: value, &absent)
    case .score(let sheet, let list):
      try collect(list, &absent, &visited)
      try collectMarks(sheet, list, into: &absent)
    case .unstated, .holdsHonour, .termEnded, .hasOutcome: absent.addOpenPoint()
    case .parameter, .reading, .table:
      for next in liveDependencies(of: node) { try collect(next, &absent, &visited) }
    default:
      for operand in node.operation.operands { try collect(operand, &absent, &visited) }
    }
  }

  private mutating func collectElements(
    of list: NodeID, _ condition: NodeID?, value: NodeID?, _ absent: inout AbsentFacts
  ) throws(EvaluationError) {
    guard let records = try elements(of: list) else { return }
    for (position, record) in records.enumerated() {
      var found = absent
      try inside(record, of: list, at: position) {
        (inner: inout Evaluator) throws(EvaluationError) in
        var visited = Set<NodeID>()
        if let condition {
          if try inner.truth(of: condition) == .no { return }
          try inner.collect(condition, &found, &visited)
        }
        if let value { try inner.collect(value, &found, &visited) }
      }
      absent = found
    }
  }

  /// Whether a node's value is unknown; an error is not an absent fact.
  private mutating func isOpen(_ node: NodeID) throws(EvaluationError) -> Bool {
    do throws(EvaluationError) {
      return try value(of: node).isUnsettled
    } catch {
      return false
    }
  }

  /// What a parameter, a reading or a table depends on as things are chosen.
  private func liveDependencies(of node: IRNode) -> [NodeID] {
    switch node.operation {
    case .reading(let index):
      let options = program.readings[index].options
      let chosen = environment.options[index]
      guard options.indices.contains(chosen), let value = options[chosen].value else { return [] }
      return [value]
    default: return program.dependencies(of: node)
    }
  }

  /// Where a fact stands, with positions in lists counted from 1: `contests.1.place`.
  func path(of id: NodeID) -> String {
    path(of: id, level: frames.count - 1)
  }

  private func path(of id: NodeID, level: Int) -> String {
    switch program.nodes[id.index].operation {
    case .field(let scope, let index):
      guard scope <= level else { return "" }
      guard scope > 0, let origin = frames[scope].origin else {
        return name(index, inRecord: 0)
      }
      let list = program.nodes[origin.list.index]
      guard case .list(let record) = list.type else { return "" }
      return path(of: origin.list, level: scope - 1) + ".\(origin.position + 1)."
        + name(index, inRecord: record)
    case .member(let record, let index):
      switch program.nodes[record.index].type {
      case .record(let shape), .list(let shape):
        return path(of: record, level: level) + "." + name(index, inRecord: shape)
      default: return ""
      }
    case .named(_, let operand): return path(of: operand, level: level)
    case .aggregate(_, let list, _, _): return path(of: list, level: level)
    case .events(let index): return program.events[index].label.id
    case .reading(let index): return program.readings[index].label.id
    default: return "…"
    }
  }

  private func name(_ field: Int, inRecord record: Int) -> String {
    let fields = program.records[record].fields
    return fields.indices.contains(field) ? fields[field].label.id : ""
  }
}
