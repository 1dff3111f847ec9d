internal import PolicyLang

// From conditions to formulas: what is definitely true, what is definitely false.
extension SpaceCore {
  // MARK: First pass

  /// Finds the cut points in a condition.
  func collect(_ node: NodeID, _ policy: Int, _ list: Int?) {
    let key = RailKey(policy: policy, node: node, list: list)
    guard visited.insert(key).inserted else { return }
    let program = policies[policy].program
    if let inner = transparent(node, policy) { return collect(inner, policy, list) }
    switch program.nodes[node.index].operation {
    case .and(let parts), .or(let parts), .atLeast(_, let parts):
      for part in parts { collect(part, policy, list) }
    case .not(let part): collect(part, policy, list)
    case .compare(_, let left, let right) where isTruth(left, policy):
      collect(left, policy, list)
      collect(right, policy, list)
    case .quantifier(_, let listNode, let condition, _):
      guard let inner = self.list(of: listNode, policy, list) else { return }
      if let condition { collect(condition, policy, inner) }
    case .known(let operand): collectKnown(node, operand, policy, list)
    default:
      if let count = count(node, policy) {
        guard let inner = self.list(of: count.list, policy, list) else { return }
        if let condition = count.condition { collect(condition, policy, inner) }
        return
      }
      collectLeaf(node, policy, list)
    }
  }

  private func collectKnown(_ node: NodeID, _ operand: NodeID, _ policy: Int, _ list: Int?) {
    if self.list(of: operand, policy, list) == nil { collectLeaf(node, policy, list) }
  }

  private func collectLeaf(_ node: NodeID, _ policy: Int, _ list: Int?) {
    let key = RailKey(policy: policy, node: node, list: list)
    let table = table(node, policy, list)
    leaves[key] = .some(table)
    guard let table else { return }
    register(table, policy)
    for axis in table.axes {
      guard case .aggregate(let aggregate) = axis.source,
        case .aggregate(_, let listNode, let condition, _) =
          policies[policy].program.nodes[aggregate.index].operation,
        let inner = self.list(of: listNode, policy, nil)
      else { continue }
      if let condition { collect(condition, policy, inner) }
    }
  }

  /// What a name, a figure or a reading stands for.
  private func transparent(_ node: NodeID, _ policy: Int) -> NodeID? {
    let own = policies[policy]
    switch own.program.nodes[node.index].operation {
    case .named(_, let inner): return inner
    case .parameter(let index) where own.environment.overrides[index] == nil:
      return parameterNode(index, policy)
    case .reading(let index):
      let options = own.program.readings[index].options
      let option = own.environment.options[index]
      return options.indices.contains(option) ? options[option].value : nil
    default: return nil
    }
  }

  private func isTruth(_ node: NodeID, _ policy: Int) -> Bool {
    let content = policies[policy].program.nodes[node.index]
    guard content.type == .boolean else { return false }
    switch content.operation {
    case .field, .member, .table, .aggregate: return false
    default: return !policies[policy].isConstant[node.index]
    }
  }

  // MARK: Second pass

  func rails(of node: NodeID, _ policy: Int, _ list: Int?) -> Rails {
    let key = RailKey(policy: policy, node: node, list: list)
    if let known = rails[key] { return known }
    let result = makeRails(node, policy, list)
    rails[key] = result
    return result
  }

  private func makeRails(_ node: NodeID, _ policy: Int, _ list: Int?) -> Rails {
    if let inner = transparent(node, policy) { return rails(of: inner, policy, list) }
    switch policies[policy].program.nodes[node.index].operation {
    case .not(let part):
      let inner = rails(of: part, policy, list)
      return Rails(yes: inner.no, no: inner.yes)
    case .and(let parts):
      let own = parts.map { rails(of: $0, policy, list) }
      return Rails(yes: store.all(own.map { $0.yes }), no: store.any(own.map { $0.no }))
    case .or(let parts):
      let own = parts.map { rails(of: $0, policy, list) }
      return Rails(yes: store.any(own.map { $0.yes }), no: store.all(own.map { $0.no }))
    case .atLeast(let number, let parts):
      guard policies[policy].isConstant[number.index],
        case .number(let wanted)? = value(of: number, policy)
      else { return opaque(node, policy, list) }
      let own = parts.map { rails(of: $0, policy, list) }
      let least = Int(clamping: wanted.ceiling)
      return Rails(
        yes: store.atLeast(least, of: own.map { $0.yes }),
        no: store.atLeast(parts.count - least + 1, of: own.map { $0.no }))
    case .compare(let comparison, let left, let right) where isTruth(left, policy):
      let a = rails(of: left, policy, list)
      let b = rails(of: right, policy, list)
      let same = store.any([store.all([a.yes, b.yes]), store.all([a.no, b.no])])
      let other = store.any([store.all([a.yes, b.no]), store.all([a.no, b.yes])])
      return comparison == .notEqual ? Rails(yes: other, no: same) : Rails(yes: same, no: other)
    case .quantifier(let kind, let listNode, let condition, let bound):
      return quantifier(kind, listNode, condition, bound, policy, list)
        ?? opaque(node, policy, list)
    case .known(let operand):
      if let known = known(operand, policy, list) { return known }
      return leaf(node, policy, list)
    default:
      if let count = count(node, policy) {
        return compared(count, policy, list) ?? opaque(node, policy, list)
      }
      return leaf(node, policy, list)
    }
  }

  private func leaf(_ node: NodeID, _ policy: Int, _ list: Int?) -> Rails {
    let key = RailKey(policy: policy, node: node, list: list)
    if let found = leaves[key], let table = found, let rails = rails(table, policy) { return rails }
    return opaque(node, policy, list)
  }

  /// A condition outside of what is analysed: a truth value of its own, the same wherever the same
  /// condition stands. That allows more candidates than there are, never fewer.
  private func opaque(_ node: NodeID, _ policy: Int, _ list: Int?) -> Rails {
    hasOpaqueParts = true
    var scopes = [0]
    if let list { scopes.append(variables.lists[list].record) }
    var domain = Domain.finite(.atom, count: 2)
    domain.mayBeAbsent = mayBeAbsent
    let variable = newVariable(
      .opaque(term: term(node, policy, scopes), list: list), domain)
    if opaqueOrigins[variable] == nil { opaqueOrigins[variable] = (policy, node) }
    return Rails(yes: store.literal(variable, 2), no: store.literal(variable, 1))
  }

  // MARK: Lists

  /// `计数 L (c)` compared with a constant.
  struct Count {
    let comparison: IRNode.Comparison
    let list: NodeID
    let condition: NodeID?
    let bound: NodeID
  }

  private func count(_ node: NodeID, _ policy: Int) -> Count? {
    let program = policies[policy].program
    guard case .compare(let comparison, let left, let right) = program.nodes[node.index].operation
    else { return nil }
    let sides: [(NodeID, NodeID, IRNode.Comparison)] = [
      (left, right, comparison), (right, left, comparison.mirrored),
    ]
    for (count, bound, comparison) in sides where policies[policy].isConstant[bound.index] {
      var inner = count
      while case .named(_, let next) = program.nodes[inner.index].operation { inner = next }
      if case .aggregate(.count, let list, let condition, _) = program.nodes[inner.index].operation
      {
        return Count(comparison: comparison, list: list, condition: condition, bound: bound)
      }
    }
    return nil
  }

  private func compared(_ count: Count, _ policy: Int, _ outer: Int?) -> Rails? {
    guard let (list, condition) = elements(count.list, count.condition, policy, outer) else {
      return nil
    }
    guard case .number(let bound)? = value(of: count.bound, policy) else { return nil }
    return compared(list, condition, count.comparison, bound)
  }

  private func elements(
    _ listNode: NodeID, _ condition: NodeID?, _ policy: Int, _ outer: Int?
  ) -> (list: Int, condition: Rails)? {
    guard outer == nil, let list = list(of: listNode, policy, outer) else { return nil }
    guard let condition else { return (list, Rails(yes: .always, no: .never)) }
    return (list, rails(of: condition, policy, list))
  }

  private func quantifier(
    _ kind: IRNode.Quantifier, _ listNode: NodeID, _ condition: NodeID?, _ bound: NodeID?,
    _ policy: Int, _ outer: Int?
  ) -> Rails? {
    guard let (list, condition) = elements(listNode, condition, policy, outer) else { return nil }
    if kind == .every {
      let failing = Rails(yes: condition.no, no: condition.yes)
      return compared(list, failing, .atMost, .zero)
    }
    var limit = Rational.one
    if let bound {
      guard policies[policy].isConstant[bound.index],
        case .number(let number)? = value(of: bound, policy)
      else { return nil }
      limit = number
    }
    let comparison: IRNode.Comparison =
      switch kind {
      case .atMost: .atMost
      case .exactly: .equal
      case .atLeast, .every: .atLeast
      }
    return compared(list, condition, comparison, limit)
  }

  /// The number of elements that meet a condition, compared with a bound: surely at least so many as
  /// surely meet it, at most so many as may.
  private func compared(
    _ list: Int, _ condition: Rails, _ comparison: IRNode.Comparison, _ bound: Rational
  ) -> Rails {
    let surely = condition.yes
    let maybe = store.not(condition.no)
    let reached = { [self] (least: Int64) -> Rails in
      // Whatever the list is, it has at least no element.
      if least <= 0 { return Rails(yes: .always, no: .never) }
      return Rails(
        yes: count(list, surely, atLeast: least),
        no: store.not(count(list, maybe, atLeast: least)))
    }
    let present = presence(of: list)
    let given = { [self] (rails: Rails, _ least: Int64) -> Rails in
      if least <= 0 { return rails }
      return Rails(yes: store.all([present, rails.yes]), no: store.all([present, rails.no]))
    }
    let turned = { (rails: Rails) in Rails(yes: rails.no, no: rails.yes) }
    switch comparison {
    case .atLeast: return given(reached(bound.ceiling), bound.ceiling)
    case .above: return given(reached(bound.floor + 1), bound.floor + 1)
    case .atMost: return turned(given(reached(bound.floor + 1), bound.floor + 1))
    case .below: return turned(given(reached(bound.ceiling), bound.ceiling))
    case .equal, .notEqual:
      var result = Rails(yes: .never, no: .always)
      if bound.isInteger, !bound.isNegative {
        let low = given(reached(bound.numerator), bound.numerator)
        let high = turned(given(reached(bound.numerator + 1), bound.numerator + 1))
        result = Rails(yes: store.all([low.yes, high.yes]), no: store.any([low.no, high.no]))
      }
      return comparison == .equal ? result : turned(result)
    }
  }

  /// Whether a list is given, where it may be absent.
  func presence(of list: Int) -> Formula {
    guard mayBeAbsent else { return .always }
    let variable = newVariable(.presence(list: list), .finite(.atom, count: 2))
    variables.lists[list].presence = variable
    return store.literal(variable, 2)
  }

  private func known(_ operand: NodeID, _ policy: Int, _ list: Int?) -> Rails? {
    if fixesPresence, let (scope, path) = path(of: operand, policy, list) {
      let role: VariableRole
      if scope == 0 {
        role = .fact([-2] + path)
      } else {
        guard let list else { return nil }
        role = .element(list: list, [-2] + path)
      }
      let variable = newVariable(role, .finite(.atom, count: 2))
      if scope > 0 {
        // In a list that is itself absent, what would be there would be given.
        universe[variable] = 2
        theory.universe = universe
      }
      return Rails(yes: store.literal(variable, 2), no: store.literal(variable, 1))
    }
    if !mayBeAbsent, path(of: operand, policy, list) != nil {
      return Rails(yes: .always, no: .never)
    }
    guard let inner = self.list(of: operand, policy, list) else { return nil }
    let present = presence(of: inner)
    return Rails(yes: present, no: store.not(present))
  }

  /// At least so many elements of a list meet a condition on one element. What the condition says
  /// about the candidate is taken out of it first.
  func count(_ list: Int, _ condition: Formula, atLeast least: Int64) -> Formula {
    if least <= 0 { return .always }
    if condition == .never { return .never }
    for variable in store.variables(of: condition).members where !isElement(variable, of: list) {
      var groups: [(rest: Formula, cells: Cells)] = []
      for cell in 0..<variables[variable].domain.cellCount {
        let cells: Cells = 1 << Cells(cell)
        let rest = store.fixing(condition, variable, to: cells)
        if let place = groups.firstIndex(where: { $0.rest == rest }) {
          groups[place].cells |= cells
        } else {
          groups.append((rest, cells))
        }
      }
      var parts: [Formula] = []
      for group in groups {
        parts.append(
          store.all([
            store.literal(variable, group.cells), count(list, group.rest, atLeast: least),
          ]))
      }
      return store.any(parts)
    }
    let role = VariableRole.count(list: list, condition, least)
    if let known = variables.find(role) { return store.literal(known, 2) }
    let variable = newVariable(role, .finite(.atom, count: 2))
    variables.lists[list].counts.append(variable)
    theory.register(variable, list: list, condition, atLeast: least)
    return store.literal(variable, 2)
  }

  private func isElement(_ variable: Int, of list: Int) -> Bool {
    switch variables[variable].role {
    case .element(let own, _): own == list
    case .opaque(_, let own): own == list
    case .fact, .place, .presence, .count, .marker, .copy: false
    }
  }
}

extension IRNode.Comparison {
  /// The same comparison with its sides exchanged.
  var mirrored: IRNode.Comparison {
    switch self {
    case .atLeast: .atMost
    case .atMost: .atLeast
    case .above: .below
    case .below: .above
    case .equal, .notEqual: self
    }
  }
}
