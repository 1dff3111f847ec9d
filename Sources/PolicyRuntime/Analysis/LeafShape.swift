internal import PolicyLang

/// How a value depends on facts: on each along an axis that is cut into pieces.
struct LeafShape {
  /// How the value moves inside one piece of an axis, all other facts being fixed.
  enum Motion: Int, Comparable {
    case constant, affine, monotone
    static func < (a: Motion, b: Motion) -> Bool { a.rawValue < b.rawValue }
  }

  enum Source: Hashable {
    case variable(Int)
    /// A number, extreme or count computed from a list, which statements about its elements describe.
    case aggregate(NodeID)
  }

  struct Axis {
    let source: Source
    /// The nodes that read it.
    var nodes: [NodeID]
    let low: Int64
    let high: Int64
    /// Where the pieces but the first begin, ascending.
    var cuts: [Int64]
    var motion: Motion
    let mayBeAbsent: Bool
    /// Whether there may be no value at all, as with the highest of an empty list.
    let mayBeNone: Bool
  }

  var axes: [Axis] = []

  /// The axis along which the value is not constant in each piece, if there is one; `nil` for several.
  var moving: Int?? {
    var found: Int?
    for place in axes.indices where axes[place].motion != .constant {
      if found != nil { return nil }
      found = place
    }
    return .some(found)
  }

  mutating func settle() {
    for place in axes.indices { axes[place].motion = .constant }
  }

  /// Both together; `join` says how a value moves that both move, `nil` where that is not known.
  static func merging(
    _ a: LeafShape, _ b: LeafShape, join: (Motion, Motion) -> Motion?
  ) -> LeafShape? {
    var result = a
    for axis in b.axes {
      guard let place = result.axes.firstIndex(where: { $0.source == axis.source }) else {
        result.axes.append(axis)
        continue
      }
      guard let motion = join(result.axes[place].motion, axis.motion) else { return nil }
      result.axes[place].motion = motion
      for cut in axis.cuts { result.axes[place].cut(at: cut) }
      for node in axis.nodes where !result.axes[place].nodes.contains(node) {
        result.axes[place].nodes.append(node)
      }
    }
    return result
  }

  /// For sums: two straight lines are one, and what is constant in pieces changes nothing.
  static func added(_ a: Motion, _ b: Motion) -> Motion? {
    if a == .constant || b == .constant { return max(a, b) }
    return a == .affine && b == .affine ? .affine : nil
  }

  /// For everything else that keeps a direction.
  static func combined(_ a: Motion, _ b: Motion) -> Motion? {
    a == .constant || b == .constant ? max(a, b) : nil
  }
}

extension LeafShape.Axis {
  mutating func cut(at value: Int64) {
    guard value > low, value <= high, !cuts.contains(value) else { return }
    let position = cuts.firstIndex { $0 > value } ?? cuts.count
    cuts.insert(value, at: position)
  }

  func bounds(ofPiece piece: Int) -> (first: Int64, last: Int64) {
    (piece == 0 ? low : cuts[piece - 1], piece < cuts.count ? cuts[piece] - 1 : high)
  }
}

// The shape of values.
extension SpaceCore {
  /// How a value depends on facts; `nil` where that is outside of what is analysed.
  func shape(of node: NodeID, _ policy: Int, _ list: Int?) -> LeafShape? {
    let own = policies[policy]
    if own.isConstant[node.index] { return LeafShape() }
    let program = own.program
    let content = program.nodes[node.index]
    switch content.operation {
    case .field, .member:
      guard let variable = variable(of: node, policy, list) else { return nil }
      return shape(ofVariable: variable, node)
    case .named(_, let inner): return shape(of: inner, policy, list)
    case .parameter(let index):
      guard own.environment.overrides[index] == nil, let value = parameterNode(index, policy) else {
        return LeafShape()
      }
      return shape(of: value, policy, list)
    case .reading(let index):
      let options = program.readings[index].options
      let option = own.environment.options[index]
      guard options.indices.contains(option), let value = options[option].value else {
        return LeafShape()
      }
      return shape(of: value, policy, list)
    case .minus(let inner): return shape(of: inner, policy, list)
    case .yearOf(let inner):
      guard let shape = shape(of: inner, policy, list) else { return nil }
      return directed(shape)
    case .fullYears(let from, let to):
      guard let a = shape(of: from, policy, list), let b = shape(of: to, policy, list),
        let both = LeafShape.merging(a, b, join: LeafShape.combined)
      else { return nil }
      return directed(both)
    case .arithmetic(let operation, let left, let right):
      guard let a = shape(of: left, policy, list), let b = shape(of: right, policy, list) else {
        return nil
      }
      return arithmetic(operation, a, b, content.type)
    case .table(let index, let inputs): return tableShape(index, inputs, policy, list)
    case .aggregate(let kind, _, _, let value):
      guard list == nil, !mayBeAbsent else { return nil }
      return aggregateShape(node, kind, value, policy)
    case .constant, .readingIs, .unstated, .asOfDate: return LeafShape()
    case .not, .and, .or, .atLeast, .passes, .known, .compare, .isMember, .window, .quantifier,
      .events, .holdsHonour, .termEnded, .hasOutcome, .score, .error:
      return nil
    }
  }

  func parameterNode(_ index: Int, _ policy: Int) -> NodeID? {
    do throws(EvaluationError) {
      return try policies[policy].environment.value(of: index)
    } catch {
      return nil
    }
  }

  private func shape(ofVariable variable: Int, _ node: NodeID) -> LeafShape {
    let domain = variables[variable].domain
    var axis = LeafShape.Axis(
      source: .variable(variable), nodes: [node], low: domain.low, high: domain.high, cuts: [],
      motion: .affine, mayBeAbsent: domain.mayBeAbsent, mayBeNone: false)
    switch domain.kind {
    case .figure, .date, .year, .monthDay: break
    case .flag, .choice, .judgement, .text, .atom:
      axis.motion = .constant
      axis.cuts = domain.cuts
    }
    return LeafShape(axes: [axis])
  }

  private func directed(_ shape: LeafShape) -> LeafShape {
    var result = shape
    for place in result.axes.indices where result.axes[place].motion == .affine {
      result.axes[place].motion = .monotone
    }
    return result
  }

  private func arithmetic(
    _ operation: IRNode.Arithmetic, _ a: LeafShape, _ b: LeafShape, _ type: IRType
  ) -> LeafShape? {
    let isMoving = { (shape: LeafShape) in
      shape.axes.contains { $0.motion != .constant }
    }
    switch operation {
    case .add, .subtract:
      guard let sum = LeafShape.merging(a, b, join: LeafShape.added) else { return nil }
      return type == .date ? directed(sum) : sum
    case .multiply:
      if isMoving(a), isMoving(b) { return nil }
      return LeafShape.merging(a, b, join: LeafShape.combined)
    case .divide:
      if isMoving(b) { return nil }
      return LeafShape.merging(a, b, join: LeafShape.combined)
    case .higher, .lower:
      guard let both = LeafShape.merging(a, b, join: LeafShape.combined) else { return nil }
      return directed(both)
    }
  }

  /// A table is constant between the bounds of its bands, as far as its rows are.
  private func tableShape(
    _ index: Int, _ inputs: [NodeID], _ policy: Int, _ list: Int?
  ) -> LeafShape? {
    let table = policies[policy].program.tables[index]
    var result = LeafShape()
    for (column, input) in inputs.enumerated() {
      guard let own = shape(of: input, policy, list) else { return nil }
      var pieces = own
      for row in table.rows {
        guard row.bands.indices.contains(column) else { return nil }
        for bound in row.bands[column].operands {
          guard policies[policy].isConstant[bound.index],
            let cut = cut(own, input, bound, .all, policy, list)
          else { return nil }
          for place in pieces.axes.indices {
            for value in cut.axes[place].cuts { pieces.axes[place].cut(at: value) }
          }
        }
      }
      if table.mode != .slices {
        pieces.settle()
      } else if pieces.axes.contains(where: { $0.motion == .monotone }) {
        return nil
      }
      guard let both = LeafShape.merging(result, pieces, join: LeafShape.combined) else {
        return nil
      }
      result = both
    }
    var values = table.rows.map { $0.value }
    if let fallback = table.fallback { values.append(fallback) }
    for value in values {
      guard let shape = shape(of: value, policy, list) else { return nil }
      let isMoving = shape.axes.contains { $0.motion != .constant }
      // Among several rows that move, the highest may change direction.
      if isMoving, table.mode == .highest || table.mode == .lowest { return nil }
      guard let both = LeafShape.merging(result, shape, join: LeafShape.added) else { return nil }
      result = both
    }
    return result
  }

  // MARK: Cutting

  /// Which results of a three-way comparison must be told apart.
  enum Distinction {
    case all
    case below, above

    static func needed(by comparison: IRNode.Comparison) -> Distinction {
      switch comparison {
      case .equal, .notEqual: .all
      case .atLeast, .below: .below
      case .atMost, .above: .above
      }
    }

    /// The sign reduced to what must be told apart.
    func reduce(_ sign: Int) -> Int {
      if sign > 1 { return sign }
      switch self {
      case .all: return sign
      case .below: return sign < 0 ? -1 : 1
      case .above: return sign > 0 ? 1 : -1
      }
    }
  }

  /// The shape, cut so that the comparison of two values is constant in each piece.
  func cut(
    _ shape: LeafShape, _ left: NodeID, _ right: NodeID, _ distinction: Distinction, _ policy: Int,
    _ list: Int?
  ) -> LeafShape? {
    guard let moving = shape.moving else { return nil }
    guard let place = moving else { return shape }
    if let quick = quickCut(shape, place, left, right, distinction, policy, list) { return quick }
    return bisected(shape, place, policy) { evaluator in
      SpaceCore.sign(left, right, &evaluator).map { distinction.reduce($0) }
    }
  }

  /// A fact compared with a constant of its own unit.
  private func quickCut(
    _ shape: LeafShape, _ place: Int, _ left: NodeID, _ right: NodeID, _ distinction: Distinction,
    _ policy: Int, _ list: Int?
  ) -> LeafShape? {
    guard shape.axes.count == 1, case .variable(let variable) = shape.axes[0].source else {
      return nil
    }
    let own = policies[policy]
    guard own.program.nodes[left.index].type == own.program.nodes[right.index].type else {
      return nil
    }
    let constant: NodeID
    var distinction = distinction
    if self.variable(of: left, policy, list) == variable, own.isConstant[right.index] {
      constant = right
    } else if self.variable(of: right, policy, list) == variable, own.isConstant[left.index] {
      constant = left
      switch distinction {
      case .all: break
      case .below: distinction = .above
      case .above: distinction = .below
      }
    } else {
      return nil
    }
    guard let value = value(of: constant, policy),
      let (first, isExact) = variables[variable].domain.place(of: value)
    else { return nil }
    var result = shape
    switch distinction {
    case .below: result.axes[place].cut(at: first)
    case .above: result.axes[place].cut(at: isExact ? first + 1 : first)
    case .all:
      result.axes[place].cut(at: first)
      if isExact { result.axes[place].cut(at: first + 1) }
    }
    result.axes[place].motion = .constant
    return result
  }

  /// The value of a node that depends on no fact.
  func value(of constant: NodeID, _ policy: Int) -> Value? {
    var evaluator = policies[policy].blank
    do throws(EvaluationError) {
      return try evaluator.value(of: constant)
    } catch {
      return nil
    }
  }

  /// -1, 0 or 1 as the left value is below, equal to or above the right one, 2 where that is unknown
  /// for good, 3 where one of them is no value; `nil` where there is an error.
  private static func sign(
    _ left: NodeID, _ right: NodeID, _ evaluator: inout Evaluator
  ) -> Int? {
    do throws(EvaluationError) {
      switch try evaluator.compare(.equal, left, right) {
      case .unknown: return 2
      case .boolean(true): return 0
      default: break
      }
      if try evaluator.compare(.below, left, right) == .boolean(true) { return -1 }
      return try evaluator.compare(.above, left, right) == .boolean(true) ? 1 : 3
    } catch {
      return nil
    }
  }

  /// Finds the cut points of the moving axis for every combination of pieces of the others.
  /// - Parameter sign: moves in one direction along the axis.
  func bisected(
    _ shape: LeafShape, _ place: Int, _ policy: Int, sign: (inout Evaluator) -> Int?
  ) -> LeafShape? {
    var result = shape
    var combinations = [[Value]](repeating: [], count: 1)
    for (other, axis) in shape.axes.enumerated() {
      var longer: [[Value]] = []
      let values = other == place ? [Value.unknown] : presentValues(axis, policy)
      for combination in combinations {
        for value in values { longer.append(combination + [value]) }
      }
      combinations = longer
      if combinations.count > 512 { return nil }
    }
    let axis = shape.axes[place]
    for combination in combinations {
      for piece in 0...axis.cuts.count {
        let (first, last) = axis.bounds(ofPiece: piece)
        let at = { [self] (ordinal: Int64) -> Int? in
          var evaluator = policies[policy].blank
          for (other, axis) in shape.axes.enumerated() {
            let value = other == place ? value(axis, at: ordinal, policy) : combination[other]
            for node in axis.nodes { evaluator.assume(node, value) }
          }
          return sign(&evaluator)
        }
        guard let (start, end) = SpaceCore.ends(at, first, last) else { return nil }
        guard let cuts = SpaceCore.changes(at, (first, start), (last, end)) else { return nil }
        for cut in cuts { result.axes[place].cut(at: cut) }
      }
    }
    result.axes[place].motion = .constant
    return result
  }

  private static func ends(
    _ at: (Int64) -> Int?, _ first: Int64, _ last: Int64
  ) -> (Int, Int)? {
    guard let start = at(first), let end = at(last) else { return nil }
    return (start, end)
  }

  /// Where a sign changes between two ends, in one direction.
  private static func changes(
    _ at: (Int64) -> Int?, _ start: (Int64, Int), _ end: (Int64, Int)
  ) -> [Int64]? {
    if start.1 == end.1 { return [] }
    if start.0 + 1 >= end.0 { return [end.0] }
    let middle = start.0 + (end.0 - start.0) / 2
    guard let sign = at(middle) else { return nil }
    guard let before = changes(at, start, (middle, sign)),
      let after = changes(at, (middle, sign), end)
    else { return nil }
    return before + after
  }

  /// One value for each piece of an axis.
  private func presentValues(_ axis: LeafShape.Axis, _ policy: Int) -> [Value] {
    var values: [Value] = []
    for piece in 0...axis.cuts.count {
      values.append(value(axis, at: axis.bounds(ofPiece: piece).first, policy))
    }
    return values
  }

  /// What the interpreter sees where an axis has this value.
  func value(_ axis: LeafShape.Axis, at ordinal: Int64, _ policy: Int) -> Value {
    let variable: Int
    switch axis.source {
    case .variable(let own): variable = own
    case .aggregate(let node):
      guard let own = axisVariable(of: node, policy) else { return .number(Rational(ordinal)) }
      variable = own
    }
    let value = variables[variable].domain.value(at: ordinal)
    return local(value, field(of: variable), policy) ?? .unknown
  }
}
