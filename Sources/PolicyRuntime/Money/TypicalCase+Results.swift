internal import PolicyLang

// The other results with which somebody completes every term: 合格 where money asks for 优秀.
extension TypicalCase {
  /// The same case with one result otherwise that money depends on and that passes all the same.
  ///
  /// A result of which a term's completion or an honour says no does not count: everybody passes.
  func variants(of person: Candidate) throws(EvaluationError) -> [Candidate] {
    var result: [Candidate] = []
    for (position, event) in person.events.enumerated() {
      let fields = resultsThatPay(event.event)
      for field in fields {
        let shape = program.records[program.events[event.event].record].fields[field]
        for value in others(event.attributes[field], shape.type) {
          var other = person
          other.events[position].attributes[field] = value
          if try passes(other, person) { result.append(other) }
        }
      }
    }
    return result
  }

  /// The attributes of an event that conditions of money read.
  private func resultsThatPay(_ event: Int) -> [Int] {
    var roots: [NodeID] = []
    for subsidy in rules.subsidies {
      for condition in subsidy.conditions { roots.append(condition.node) }
      for part in subsidy.instalments {
        if let condition = part.condition { roots.append(condition.node) }
      }
    }
    let reached = program.reachable(from: roots)
    var fields: [Int] = []
    for (index, node) in program.nodes.enumerated() where reached[index] {
      guard case .member(let owner, let field) = node.operation,
        program.nodes[owner.index].operation == .events(event), !fields.contains(field)
      else { continue }
      fields.append(field)
    }
    return fields
  }

  private func others(_ value: Value, _ type: IRType) -> [Value] {
    switch (value, type) {
    case (.boolean(let isTrue), .boolean): return [.boolean(!isTrue)]
    case (.value(let own), .enumeration(let index)):
      guard program.enumerations.indices.contains(index) else { return [] }
      return program.enumerations[index].values.indices.filter { $0 != own }.map { .value($0) }
    default: return []
    }
  }

  /// Whether every term and honour comes out for one case as it does for the other.
  private func passes(
    _ other: Candidate, _ person: Candidate
  ) throws(EvaluationError) -> Bool {
    var day: CivilDate?
    for event in person.events {
      if let date = event.date { day = day.map { max($0, date) } ?? date }
    }
    guard let day else { return true }
    var conditions: [NodeID] = []
    for term in rules.terms {
      if let completion = term.completion { conditions.append(completion.node) }
    }
    for honour in rules.honours {
      if let condition = honour.condition { conditions.append(condition.node) }
    }
    for condition in conditions {
      var now = Evaluator(environment.on(day), person)
      var then = Evaluator(environment.on(day), other)
      if try now.truth(of: condition) == .yes, try then.truth(of: condition) != .yes {
        return false
      }
    }
    return true
  }
}
