internal import PolicyLang

/// What is asked about one use of a table.
struct TableQuestions {
  let table: Int
  let inputs: [NodeID]
  /// No row fits; `nil` where the table says what holds then.
  let gap: NodeID?
  /// Two rows fit that give different results, for each row with those after it.
  let conflicts: [NodeID]
  /// The stretches between the bounds of the rows, in order, where there is one input and the bounds
  /// are known; a hole is made of one or several of them.
  let stretches: [TableStretch]
  /// Where the first fitting row counts: a row fits and none before it, for each row but the first.
  let turns: [NodeID]
}

extension Reviewer {
  /// Larger tables are left to the compiler.
  private static let mostRows = 64

  /// Writes the questions about every table, for each way its inputs are computed.
  func tableQuestions() -> [TableQuestions] {
    var result: [TableQuestions] = []
    for (index, node) in original.nodes.enumerated() {
      guard case .table(let table, let inputs) = node.operation,
        original.tables[table].rows.count <= Reviewer.mostRows,
        !readsElement(NodeID(UInt32(index)))
      else { continue }
      result.append(questions(table, inputs))
    }
    return result
  }

  /// Whether a node reads the element of a list that is not inside of it.
  private func readsElement(_ node: NodeID) -> Bool {
    var seen: Set<NodeID> = []
    var open = [node]
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch original.nodes[next.index].operation {
      case .field(let scope, _):
        if scope > 0 { return true }
      case .quantifier(_, let list, _, _), .aggregate(_, let list, _, _): open.append(list)
      default: open += original.nodes[next.index].operation.operands
      }
    }
    return false
  }

  private func questions(_ index: Int, _ inputs: [NodeID]) -> TableQuestions {
    let table = original.tables[index]
    var fitting: [NodeID] = []
    for row in table.rows {
      var bands: [NodeID] = []
      for (band, input) in zip(row.bands, inputs) { bands.append(fits(band, input)) }
      fitting.append(builder.and(bands))
    }
    var gap: NodeID?
    if table.fallback == nil, table.mode != .sum, table.mode != .slices {
      var parts: [NodeID] = []
      for row in fitting { parts.append(builder.not(row)) }
      for (place, input) in inputs.enumerated() { parts += hasValue(input, place, table) }
      gap = builder.and(parts)
    }
    var conflicts: [NodeID] = []
    if table.mode == .unique {
      for (place, row) in table.rows.enumerated() {
        var others: [NodeID] = []
        for other in table.rows.indices.dropFirst(place + 1) {
          let isOther = differs(row.value, table.rows[other].value)
          others.append(builder.and([fitting[other], isOther]))
        }
        if !others.isEmpty { conflicts.append(builder.and([fitting[place], builder.or(others)])) }
      }
    }
    var turns: [NodeID] = []
    if table.mode == .first {
      for place in table.rows.indices.dropFirst() {
        let earlier = builder.or(Array(fitting[..<place]))
        turns.append(builder.and([fitting[place], builder.not(earlier)]))
      }
    }
    roots += fitting + conflicts + turns
    if let gap { roots.append(gap) }
    let stretches = gap.map { self.stretches(of: table, inputs, $0) } ?? []
    for stretch in stretches { roots.append(stretch.gap) }
    return TableQuestions(
      table: index, inputs: inputs, gap: gap, conflicts: conflicts, stretches: stretches,
      turns: turns)
  }

  private func differs(_ a: NodeID, _ b: NodeID) -> NodeID {
    if a == b { return builder.boolean(false) }
    if case .constant(let left) = builder[a].operation,
      case .constant(let right) = builder[b].operation
    {
      return builder.boolean(left != right)
    }
    return builder.add(.compare(.notEqual, a, b), .boolean)
  }

  /// An input lies in a band.
  private func fits(_ band: IRBand, _ input: NodeID) -> NodeID {
    switch band {
    case .any: return builder.boolean(true)
    case .values(let values):
      guard case .enumeration(let enumeration) = builder[input].type else {
        return builder.boolean(true)
      }
      let set = builder.add(.constant(.values(values)), .set(enumeration))
      return builder.add(.isMember(input, set), .boolean)
    case .interval(let lower, let lowerInclusive, let upper, let upperInclusive):
      if let single = band.single {
        return builder.add(.compare(.equal, input, single), .boolean)
      }
      var parts: [NodeID] = []
      if let lower {
        parts.append(
          builder.add(.compare(lowerInclusive ? .atLeast : .above, input, lower), .boolean))
      }
      if let upper {
        parts.append(
          builder.add(.compare(upperInclusive ? .atMost : .below, input, upper), .boolean))
      }
      return builder.and(parts)
    }
  }

  /// There is a value at all, unlike the highest of an empty list, which no comparison holds for.
  private func hasValue(_ input: NodeID, _ place: Int, _ table: IRTable) -> [NodeID] {
    if case .field = builder[input].operation { return [] }
    for row in table.rows where row.bands.indices.contains(place) {
      guard case .interval = row.bands[place], let bound = row.bands[place].operands.first,
        row.bands[place].single == nil
      else { continue }
      return [
        builder.or([
          builder.add(.compare(.atLeast, input, bound), .boolean),
          builder.add(.compare(.below, input, bound), .boolean),
        ])
      ]
    }
    return []
  }
}
