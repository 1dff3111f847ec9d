internal import PolicyLang

/// Numbers expressions so that equal ones of several policies get the same number: fields by their
/// shared place, figures and readings by the value they have, names and explanations left out.
struct TermTable {
  struct Term: Hashable {
    var operation: String
    var numbers: [Int64] = []
    var texts: [String] = []
    var value: Value?
    var operands: [Int] = []
  }

  private(set) var terms: [Term] = []
  private var index: [Term: Int] = [:]

  mutating func number(of term: Term) -> Int {
    if let known = index[term] { return known }
    terms.append(term)
    index[term] = terms.count - 1
    return terms.count - 1
  }
}

extension SpaceCore {
  /// The number of an expression.
  /// - Parameter scopes: the shared record at each level around the node; the first is the candidate.
  func term(_ node: NodeID, _ policy: Int, _ scopes: [Int]) -> Int {
    let own = policies[policy]
    let program = own.program
    let content = program.nodes[node.index]
    var term = TermTable.Term(operation: content.operation.name)
    if own.isConstant[node.index], let value = value(of: node, policy) {
      term = constant(value, content.type, program)
      return terms.number(of: term)
    }
    switch content.operation {
    case .field(let scope, let index):
      term.numbers = [Int64(scope), Int64(sharedField(index, scope, scopes, policy))]
    case .member(let base, let index):
      term.operands = [self.term(base, policy, scopes)]
      term.numbers = [Int64(index)]
      if let record = record(of: base, policy, scopes) {
        let shared = vocabulary.records[record].shared[policy]
        if shared.indices.contains(index) { term.numbers = [Int64(shared[index])] }
      }
    case .named(_, let inner): return self.term(inner, policy, scopes)
    case .parameter(let index):
      if let value = parameterNode(index, policy) { return self.term(value, policy, scopes) }
      term.texts = [program.parameters[index].label.id]
    case .reading(let index):
      let options = program.readings[index].options
      let option = own.environment.options[index]
      if options.indices.contains(option), let value = options[option].value {
        return self.term(value, policy, scopes)
      }
      term.numbers = [Int64(option)]
    case .quantifier(let kind, let list, let condition, let bound):
      term.operation += " " + kind.name
      term.operands = listTerms(list, condition, policy, scopes)
      if let bound { term.operands.append(self.term(bound, policy, scopes)) }
    case .aggregate(let kind, let list, let condition, let value):
      term.operation += " " + kind.name
      term.operands = listTerms(list, condition, policy, scopes)
      if let value { term.operands.append(self.term(value, policy, inside(list, policy, scopes))) }
    case .table(let index, let inputs):
      let table = program.tables[index]
      term.operation += " " + table.mode.name
      for input in inputs { term.operands.append(self.term(input, policy, scopes)) }
      for row in table.rows {
        for band in row.bands { term.operands.append(self.band(band, program, policy, scopes)) }
        term.operands.append(self.term(row.value, policy, scopes))
      }
      if let fallback = table.fallback {
        term.operands.append(self.term(fallback, policy, scopes))
      }
    case .compare(let comparison, _, _): term.operation += " " + comparison.name
    case .arithmetic(let operation, _, _): term.operation += " " + operation.name
    case .events(let index): term.texts = [program.events[index].label.id]
    case .holdsHonour(let norm), .termEnded(let norm), .hasOutcome(let norm):
      term.texts = [program.norms[norm].label.id]
    // Neither is a score sheet: its weights belong to one policy.
    case .score(let norm, _): term.numbers = [Int64(policy), Int64(norm)]
    // An open point of one policy is not that of another.
    case .unstated(let index): term.numbers = [Int64(policy), Int64(index)]
    case .constant, .readingIs, .asOfDate, .not, .and, .or, .atLeast, .passes, .known, .isMember,
      .window, .minus, .fullYears, .yearOf, .error:
      break
    }
    if term.operands.isEmpty {
      for operand in content.operation.operands {
        term.operands.append(self.term(operand, policy, scopes))
      }
    }
    return terms.number(of: term)
  }

  private func sharedField(
    _ index: Int, _ scope: Int, _ scopes: [Int], _ policy: Int
  ) -> Int {
    guard scopes.indices.contains(scope) else { return -1 - index }
    let shared = vocabulary.records[scopes[scope]].shared[policy]
    return shared.indices.contains(index) ? shared[index] : -1 - index
  }

  private func listTerms(
    _ list: NodeID, _ condition: NodeID?, _ policy: Int, _ scopes: [Int]
  ) -> [Int] {
    var result = [term(list, policy, scopes)]
    if let condition { result.append(term(condition, policy, inside(list, policy, scopes))) }
    return result
  }

  private func inside(_ list: NodeID, _ policy: Int, _ scopes: [Int]) -> [Int] {
    scopes + [record(of: list, policy, scopes) ?? -1].filter { $0 >= 0 }
  }

  /// The shared record of the elements of a list or of a record value.
  private func record(of node: NodeID, _ policy: Int, _ scopes: [Int]) -> Int? {
    guard case .field(let scope, let index) = policies[policy].program.nodes[node.index].operation,
      scopes.indices.contains(scope)
    else { return nil }
    let place = sharedField(index, scope, scopes, policy)
    let fields = vocabulary.records[scopes[scope]].fields
    return fields.indices.contains(place) ? fields[place].record : nil
  }

  private func band(
    _ band: IRBand, _ program: IRProgram, _ policy: Int, _ scopes: [Int]
  ) -> Int {
    var term = TermTable.Term(operation: "band")
    switch band {
    case .any: break
    case .values(let values):
      for value in values { term.numbers.append(Int64(value)) }
    case .interval(let lower, let lowerInclusive, let upper, let upperInclusive):
      term.numbers = [
        lower == nil ? 0 : lowerInclusive ? 1 : 2, upper == nil ? 0 : upperInclusive ? 1 : 2,
      ]
      for bound in band.operands { term.operands.append(self.term(bound, policy, scopes)) }
    }
    return terms.number(of: term)
  }

  /// Values of enumerations go by their ids, because their places differ between policies.
  private func constant(_ value: Value, _ type: IRType, _ program: IRProgram) -> TermTable.Term {
    var term = TermTable.Term(operation: "constant")
    switch (value, type) {
    case (.value(let place), .enumeration(let index)):
      let values = program.enumerations[index].values
      if values.indices.contains(place) { term.texts = [values[place].id] }
    case (.values(let places), .set(let index)):
      let values = program.enumerations[index].values
      for place in places where values.indices.contains(place) {
        term.texts.append(values[place].id)
      }
      term.texts.sort()
    default: term.value = value
    }
    return term
  }
}
