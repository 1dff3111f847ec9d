internal import PolicyLang

/// The values at one bound of a table's rows, or those between two neighbouring ones.
struct TableStretch {
  /// The bounds below and above it, both the same for the values at a bound; `nil` for no bound.
  let lower: NodeID?
  let upper: NodeID?
  /// The value lies here, and no row fits.
  let gap: NodeID
  /// The row that ends where the stretch begins, or the one that begins where it ends.
  let rowBefore: Int?
  let rowAfter: Int?

  var isPoint: Bool { lower != nil && lower == upper }
}

extension Reviewer {
  /// The stretches into which the bounds of the rows cut the values of the only input; none where the
  /// bounds cannot be put in order.
  func stretches(of table: IRTable, _ inputs: [NodeID], _ gap: NodeID) -> [TableStretch] {
    guard inputs.count == 1, let input = inputs.first else { return [] }
    var cuts: [(figure: Rational, node: NodeID)] = []
    for row in table.rows {
      guard case .interval(let lower, _, let upper, _)? = row.bands.first else { return [] }
      for case .some(let bound) in [lower, upper] {
        guard let figure = self.figure(bound) else { return [] }
        if !cuts.contains(where: { $0.figure == figure }) { cuts.append((figure, bound)) }
      }
    }
    cuts.sort { $0.figure < $1.figure }
    guard let first = cuts.first, let last = cuts.last else { return [] }
    func row(_ figure: Rational, endingThere isEnd: Bool) -> Int? {
      table.rows.firstIndex { row in
        guard case .interval(let lower, _, let upper, _)? = row.bands.first else { return false }
        return (isEnd ? upper : lower).flatMap { self.figure($0) } == figure
      }
    }
    func stretch(
      _ lower: (figure: Rational, node: NodeID)?, _ upper: (figure: Rational, node: NodeID)?
    )
      -> TableStretch
    {
      var parts = [gap]
      if let lower, let upper, lower.node == upper.node {
        parts.append(builder.add(.compare(.equal, input, lower.node), .boolean))
      } else {
        if let lower { parts.append(builder.add(.compare(.above, input, lower.node), .boolean)) }
        if let upper { parts.append(builder.add(.compare(.below, input, upper.node), .boolean)) }
      }
      return TableStretch(
        lower: lower?.node, upper: upper?.node, gap: builder.and(parts),
        rowBefore: lower.flatMap { row($0.figure, endingThere: true) },
        rowAfter: upper.flatMap { row($0.figure, endingThere: false) })
    }
    var result = [stretch(nil, first)]
    for (place, cut) in cuts.enumerated() {
      result.append(stretch(cut, cut))
      if place + 1 < cuts.count { result.append(stretch(cut, cuts[place + 1])) }
    }
    result.append(stretch(last, nil))
    return result
  }

  /// A bound as a number that orders it, on the first day in force.
  private func figure(_ node: NodeID) -> Rational? {
    var evaluator = Evaluator(
      Environment(program: original, asOf: days.first), Candidate(id: "", facts: Record([])))
    do throws(EvaluationError) {
      switch try evaluator.value(of: node) {
      case .number(let number): return number
      case .value(let index): return Rational(Int64(index))
      default: return nil
      }
    } catch {
      return nil
    }
  }
}
