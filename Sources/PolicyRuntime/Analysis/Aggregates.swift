internal import PolicyLang

// Numbers and extremes of a list, told through statements about its elements.
extension SpaceCore {
  /// The axis of a count, of a number of different values, or of the highest, lowest, earliest or
  /// latest of a fact of the elements. Sums are left unanalysed.
  func aggregateShape(
    _ node: NodeID, _ kind: Expression.AggregateKind, _ value: NodeID?, _ policy: Int
  ) -> LeafShape? {
    guard
      case .aggregate(_, let listNode, _, _) = policies[policy].program.nodes[node.index].operation,
      list(of: listNode, policy, nil) != nil
    else { return nil }
    var axis = LeafShape.Axis(
      source: .aggregate(node), nodes: [node], low: 0, high: 1_000_000, cuts: [], motion: .affine,
      mayBeAbsent: false, mayBeNone: false)
    switch kind {
    case .count: break
    case .distinct:
      guard let variable = extremeVariable(of: node, policy),
        isFinite(variables[variable].domain)
      else { return nil }
    case .highest, .lowest, .earliest, .latest:
      guard let variable = extremeVariable(of: node, policy) else { return nil }
      let domain = variables[variable].domain
      axis = LeafShape.Axis(
        source: .aggregate(node), nodes: [node], low: domain.low, high: domain.high, cuts: [],
        motion: .affine, mayBeAbsent: false, mayBeNone: true)
      switch domain.kind {
      case .figure, .date, .year, .monthDay: break
      case .flag, .choice, .judgement, .atom:
        axis.motion = .constant
        axis.cuts = domain.cuts
      case .text: return nil
      }
    case .sum: return nil
    }
    return LeafShape(axes: [axis])
  }

  private func isFinite(_ domain: Domain) -> Bool {
    switch domain.kind {
    case .flag, .choice, .judgement: domain.valueCells <= 12
    case .figure, .date, .year, .monthDay, .text, .atom: false
    }
  }

  /// The element's fact that an extreme or a number of different values is taken of; `nil` for a count.
  func extremeVariable(of node: NodeID, _ policy: Int) -> Int? {
    guard
      case .aggregate(let kind, let listNode, _, let value?) =
        policies[policy].program.nodes[node.index].operation,
      kind != .count, kind != .sum, let list = list(of: listNode, policy, nil)
    else { return nil }
    guard let (scope, _) = path(of: value, policy, list), scope == 1 else { return nil }
    return variable(of: value, policy, list)
  }

  /// The fact whose values an axis has; `nil` for an axis of numbers of elements or of values.
  func axisVariable(of node: NodeID, _ policy: Int) -> Int? {
    if case .aggregate(.distinct, _, _, _) = policies[policy].program.nodes[node.index].operation {
      return nil
    }
    return extremeVariable(of: node, policy)
  }

  /// For each piece of the axis what the elements must be like.
  func aggregateSelectors(
    _ axis: LeafShape.Axis, _ node: NodeID, _ policy: Int
  ) -> [Formula]? {
    guard
      case .aggregate(let kind, let listNode, let conditionNode, _) =
        policies[policy].program.nodes[node.index].operation,
      let list = list(of: listNode, policy, nil)
    else { return nil }
    let condition = conditionNode.map { rails(of: $0, policy, list).yes } ?? .always
    let reached: (Int64) -> Formula?
    switch kind {
    case .count: reached = { [self] in count(list, condition, atLeast: $0) }
    case .distinct: reached = distinctAtLeast(list, condition, node, policy)
    case .highest, .latest: reached = highestAtLeast(list, condition, node, policy)
    case .lowest, .earliest: return lowest(axis, list, condition, node, policy)
    case .sum: return nil
    }
    var result: [Formula] = []
    for piece in 0...axis.cuts.count {
      let (first, last) = axis.bounds(ofPiece: piece)
      // The first piece begins with the least value there is.
      let lower = piece == 0 && !axis.mayBeNone ? Formula.always : reached(first)
      let upper = piece == axis.cuts.count ? Formula.never : reached(last + 1)
      guard let lower, let upper else { return nil }
      result.append(store.all([lower, store.not(upper)]))
    }
    if axis.mayBeNone { result.append(store.not(count(list, condition, atLeast: 1))) }
    return result
  }

  /// Some element that meets the condition has at least a value.
  private func highestAtLeast(
    _ list: Int, _ condition: Formula, _ node: NodeID, _ policy: Int
  ) -> (Int64) -> Formula? {
    { [self] value in
      guard let variable = extremeVariable(of: node, policy) else { return nil }
      let domain = variables[variable].domain
      guard domain.isCut(at: value) else { return nil }
      let high = store.literal(variable, domain.cells(from: value, upTo: .max))
      return count(list, store.all([condition, high]), atLeast: 1)
    }
  }

  private func lowest(
    _ axis: LeafShape.Axis, _ list: Int, _ condition: Formula, _ node: NodeID, _ policy: Int
  ) -> [Formula]? {
    guard let variable = extremeVariable(of: node, policy) else { return nil }
    let domain = variables[variable].domain
    let below = { [self] (value: Int64) -> Formula in
      let low = store.literal(variable, domain.cells(from: .min, upTo: value))
      return count(list, store.all([condition, low]), atLeast: 1)
    }
    var result: [Formula] = []
    for piece in 0...axis.cuts.count {
      let (first, last) = axis.bounds(ofPiece: piece)
      guard domain.isCut(at: first), domain.isCut(at: last + 1) else { return nil }
      result.append(store.all([below(last + 1), store.not(below(first))]))
    }
    result.append(store.not(count(list, condition, atLeast: 1)))
    return result
  }

  /// So many of the values are each the value of some element.
  private func distinctAtLeast(
    _ list: Int, _ condition: Formula, _ node: NodeID, _ policy: Int
  ) -> (Int64) -> Formula? {
    { [self] least in
      guard let variable = extremeVariable(of: node, policy) else { return nil }
      var parts: [Formula] = []
      for cell in 0..<variables[variable].domain.valueCells {
        let one = store.literal(variable, 1 << Cells(cell))
        parts.append(count(list, store.all([condition, one]), atLeast: 1))
      }
      return store.atLeast(Int(clamping: least), of: parts)
    }
  }

  // MARK: Derived facts

  /// A fact that is computed from others, worked out for every combination of their pieces.
  struct Derivation {
    let variable: Int
    let policy: Int
    let axes: [LeafShape.Axis]
    /// The cell of the derived fact for each combination; `nil` where it is not settled.
    let cells: [Int?]
  }

  /// Cuts the facts from which others are derived where those are cut.
  func derivedLeaves() -> [Derivation] {
    var result: [Derivation] = []
    for policy in policies.indices {
      let program = policies[policy].program
      // A derivation may read what another one fills: the last is cut first.
      for derivation in program.derivations.reversed() {
        let shared = vocabulary.records[0].shared[policy]
        guard shared.indices.contains(derivation.field),
          let variable = variables.find(.fact([shared[derivation.field]])),
          let found = derived(variable, derivation.value, policy)
        else { continue }
        result.append(found)
      }
    }
    return result
  }

  private func derived(_ variable: Int, _ value: NodeID, _ policy: Int) -> Derivation? {
    let domain = variables[variable].domain
    guard let shape = shape(of: value, policy, nil), let moving = shape.moving else { return nil }
    var pieces = shape
    if let place = moving {
      for cell in 1..<max(domain.valueCells, 1) where domain.valueCells > 1 {
        let bound = domain.value(at: domain.bounds(ofCell: cell).first)
        let cut = bisected(shape, place, policy) { evaluator in
          SpaceCore.isBelow(value, bound, &evaluator)
        }
        guard let cut else { return nil }
        for point in cut.axes[place].cuts { pieces.axes[place].cut(at: point) }
      }
    }
    pieces.settle()
    var cells: [Int?] = []
    let table = table(pieces) { [self] assumptions in
      cells.append(derivedCell(value, domain, variable, policy, assumptions))
      return .unknown
    } assume: { [self] axis, piece in
      self.value(axis, inPiece: piece, policy)
    }
    guard let table else { return nil }
    register(table, policy)
    return Derivation(variable: variable, policy: policy, axes: table.axes, cells: cells)
  }

  private static func isBelow(
    _ node: NodeID, _ bound: Value, _ evaluator: inout Evaluator
  ) -> Int? {
    do throws(EvaluationError) {
      let value = try evaluator.value(of: node)
      return try evaluator.order(.below, value, bound) == .yes ? -1 : 1
    } catch {
      return nil
    }
  }

  private func derivedCell(
    _ node: NodeID, _ domain: Domain, _ variable: Int, _ policy: Int,
    _ assumptions: [(NodeID, Value)]
  ) -> Int? {
    var evaluator = policies[policy].blank
    for (node, value) in assumptions { evaluator.assume(node, value) }
    do throws(EvaluationError) {
      var value = try evaluator.value(of: node)
      if case .value(let own) = value, let places = field(of: variable)?.values[policy],
        places.indices.contains(own)
      {
        value = .value(Int(places[own]))
      }
      // A derived value outside of the field's own range contradicts every given one.
      return domain.ordinal(of: value).map { domain.cell(of: $0) }
    } catch {
      return nil
    }
  }

  /// Where what it is derived from is given, the derived fact lies in the cell that follows.
  func law(_ derivation: Derivation) -> Formula {
    var selectors: [[Formula]] = []
    for axis in derivation.axes {
      guard case .variable(let variable) = axis.source else { return .always }
      let domain = variables[variable].domain
      var own: [Formula] = []
      for piece in 0...axis.cuts.count {
        let (first, last) = axis.bounds(ofPiece: piece)
        guard domain.isCut(at: first), domain.isCut(at: last + 1) else { return .always }
        own.append(store.literal(variable, domain.cells(from: first, upTo: last + 1)))
      }
      if axis.mayBeAbsent { own.append(store.literal(variable, domain.absentCells)) }
      selectors.append(own)
    }
    var parts: [Formula] = []
    var pieces = [Int](repeating: 0, count: selectors.count)
    for cell in derivation.cells {
      if let cell {
        var given: [Formula] = []
        for (place, piece) in pieces.enumerated() {
          given.append(store.not(selectors[place][piece]))
        }
        given.append(store.literal(derivation.variable, 1 << Cells(cell)))
        parts.append(store.any(given))
      }
      for place in pieces.indices.reversed() {
        pieces[place] += 1
        if pieces[place] < selectors[place].count { break }
        pieces[place] = 0
      }
    }
    return store.all(parts)
  }
}
