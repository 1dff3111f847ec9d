internal import PolicyLang

/// A condition about a few facts, worked out for every combination of the pieces of their axes.
struct LeafTable {
  let axes: [LeafShape.Axis]
  /// What the condition is for each combination; the last axis moves fastest, its absent piece after
  /// the others.
  let results: [Truth]
}

extension LeafShape.Axis {
  /// Pieces with a value, then that of an absent one, then that of no value.
  var pieceCount: Int { cuts.count + 1 + (mayBeAbsent ? 1 : 0) + (mayBeNone ? 1 : 0) }
}

extension SpaceCore {
  /// More combinations are not worked out.
  private static let mostCombinations = 4_096

  /// The shape of a condition without connectives, cut so that it is constant in each piece.
  func conditionShape(_ node: NodeID, _ policy: Int, _ list: Int?) -> LeafShape? {
    let program = policies[policy].program
    switch program.nodes[node.index].operation {
    case .compare(let comparison, let left, let right):
      guard let a = shape(of: left, policy, list), let b = shape(of: right, policy, list),
        let both = LeafShape.merging(a, b, join: LeafShape.combined)
      else { return nil }
      return cut(both, left, right, .needed(by: comparison), policy, list)
    case .isMember(let element, let set):
      guard let a = shape(of: element, policy, list), let b = shape(of: set, policy, list) else {
        return nil
      }
      return LeafShape.merging(a, b, join: LeafShape.combined)
    case .window(let date, let length, let end):
      var shape = LeafShape()
      for part in [date, length, end] {
        guard let own = self.shape(of: part, policy, list),
          let both = LeafShape.merging(shape, own, join: LeafShape.combined)
        else { return nil }
        shape = both
      }
      guard let moving = shape.moving else { return nil }
      guard let place = moving else { return shape }
      return bisected(shape, place, policy) { evaluator in
        SpaceCore.position(node, date, end, &evaluator)
      }
    case .passes(let operand): return shape(of: operand, policy, list)
    case .known(let operand):
      // A value of an axis is there or not, wherever it lies.
      guard var shape = shape(of: operand, policy, list) else { return nil }
      shape.settle()
      return shape
    default: return shape(of: node, policy, list)
    }
  }

  /// -1, 0 or 1 as a date lies before, in or after a window, 2 where that is unknown for good.
  private static func position(
    _ window: NodeID, _ date: NodeID, _ end: NodeID, _ evaluator: inout Evaluator
  ) -> Int? {
    do throws(EvaluationError) {
      let value = try evaluator.value(of: window)
      if value == .unknown { return 2 }
      if value == .boolean(true) { return 0 }
      return try evaluator.compare(.above, date, end) == .boolean(true) ? 1 : -1
    } catch {
      return nil
    }
  }

  /// The condition for every combination; `nil` where it cannot be analysed.
  func table(_ node: NodeID, _ policy: Int, _ list: Int?) -> LeafTable? {
    guard let shape = conditionShape(node, policy, list) else { return nil }
    for axis in shape.axes where axis.motion != .constant { return nil }
    return table(shape) { [self] assumptions in
      truth(of: node, policy, assumptions)
    } assume: { [self] axis, piece in
      value(axis, inPiece: piece, policy)
    }
  }

  func truth(of node: NodeID, _ policy: Int, _ assumptions: [(NodeID, Value)]) -> Truth {
    var evaluator = policies[policy].blank
    for (node, value) in assumptions { evaluator.assume(node, value) }
    do throws(EvaluationError) {
      return try evaluator.truth(of: node)
    } catch {
      return .unknown
    }
  }

  /// What the interpreter sees in a piece of an axis; `nil` where the policy cannot see it.
  func value(_ axis: LeafShape.Axis, inPiece piece: Int, _ policy: Int) -> Value {
    if piece <= axis.cuts.count {
      return value(axis, at: axis.bounds(ofPiece: piece).first, policy)
    }
    return axis.mayBeAbsent && piece == axis.cuts.count + 1 ? .unknown : .none
  }

  func table(
    _ shape: LeafShape, _ truth: ([(NodeID, Value)]) -> Truth,
    assume: (LeafShape.Axis, Int) -> Value
  ) -> LeafTable? {
    var total = 1
    for axis in shape.axes {
      total *= axis.pieceCount
      if total > SpaceCore.mostCombinations { return nil }
    }
    var results: [Truth] = []
    var pieces = [Int](repeating: 0, count: shape.axes.count)
    for _ in 0..<total {
      var assumptions: [(NodeID, Value)] = []
      for (axis, piece) in zip(shape.axes, pieces) {
        let value = assume(axis, piece)
        for node in axis.nodes { assumptions.append((node, value)) }
      }
      results.append(truth(assumptions))
      for place in pieces.indices.reversed() {
        pieces[place] += 1
        if pieces[place] < shape.axes[place].pieceCount { break }
        pieces[place] = 0
      }
    }
    return LeafTable(axes: shape.axes, results: results)
  }

  /// Tells the variables where a table cuts them.
  func register(_ table: LeafTable, _ policy: Int) {
    for axis in table.axes {
      switch axis.source {
      case .variable(let variable):
        for cut in axis.cuts { variables.cut(variable, at: cut) }
      case .aggregate(let node):
        guard let variable = axisVariable(of: node, policy) else { continue }
        for cut in axis.cuts { variables.cut(variable, at: cut) }
      }
    }
  }

  /// The condition as formulas; `nil` where a variable has too many cut points to follow.
  func rails(_ table: LeafTable, _ policy: Int) -> Rails? {
    var selectors: [[Formula]] = []
    for axis in table.axes {
      guard let own = self.selectors(axis, policy) else { return nil }
      selectors.append(own)
    }
    var next = 0
    return rails(table, selectors, 0, &next)
  }

  private func rails(
    _ table: LeafTable, _ selectors: [[Formula]], _ axis: Int, _ next: inout Int
  ) -> Rails {
    guard axis < selectors.count else {
      let truth = table.results[next]
      next += 1
      return Rails(yes: truth == .yes ? .always : .never, no: truth == .no ? .always : .never)
    }
    // Pieces with the same rest are taken together, so that no more literals appear than needed.
    var yes: [(rest: Formula, pieces: [Formula])] = []
    var no: [(rest: Formula, pieces: [Formula])] = []
    for selector in selectors[axis] {
      let rest = rails(table, selectors, axis + 1, &next)
      SpaceCore.gather(rest.yes, selector, &yes)
      SpaceCore.gather(rest.no, selector, &no)
    }
    return Rails(yes: joined(yes), no: joined(no))
  }

  private static func gather(
    _ rest: Formula, _ selector: Formula, _ groups: inout [(rest: Formula, pieces: [Formula])]
  ) {
    if rest == .never { return }
    for place in groups.indices where groups[place].rest == rest {
      groups[place].pieces.append(selector)
      return
    }
    groups.append((rest, [selector]))
  }

  private func joined(_ groups: [(rest: Formula, pieces: [Formula])]) -> Formula {
    var parts: [Formula] = []
    for group in groups { parts.append(store.all([store.any(group.pieces), group.rest])) }
    return store.any(parts)
  }

  /// A formula for each piece of an axis.
  private func selectors(_ axis: LeafShape.Axis, _ policy: Int) -> [Formula]? {
    switch axis.source {
    case .variable(let variable):
      let domain = variables[variable].domain
      var result: [Formula] = []
      for piece in 0...axis.cuts.count {
        let (first, last) = axis.bounds(ofPiece: piece)
        guard domain.isCut(at: first), domain.isCut(at: last + 1) else { return nil }
        result.append(store.literal(variable, domain.cells(from: first, upTo: last + 1)))
      }
      if axis.mayBeAbsent { result.append(store.literal(variable, domain.absentCells)) }
      return result
    case .aggregate(let node): return aggregateSelectors(axis, node, policy)
    }
  }
}
