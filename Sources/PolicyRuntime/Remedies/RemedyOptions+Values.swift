internal import PolicyLang

// Doing what an option says, and saying which values would do.
extension RemedyOptions {
  func apply(_ option: RemedyOption, to candidate: inout Candidate) {
    switch option.kind {
    case .fact(let variable, _):
      guard case .fact(let path) = core.variables[variable].role else { return }
      _ = core.set(option.to, at: path, in: &candidate.facts, 0, 0)
      // A derived value given without its source would contradict the new one.
      if option.from != .unknown { forgetDerived(from: path, &candidate) }
    case .element(let list, let position, let variable, _):
      let info = core.variables.lists[list]
      guard case .element(_, let path) = core.variables[variable].role,
        case .list(var records)? = core.value(at: info.path, of: candidate, 0),
        records.indices.contains(position)
      else { return }
      _ = core.set(option.to, at: path, in: &records[position], info.record, 0)
      _ = core.set(.list(records), at: info.path, in: &candidate.facts, 0, 0)
    case .add(let list, let count, _, _):
      // Another change may have touched the list before.
      let path = core.variables.lists[list].path
      guard case .list(let added) = option.to else { return }
      var records: [Record] = []
      if case .list(let given)? = core.value(at: path, of: candidate, 0) { records = given }
      records += added.suffix(count)
      _ = core.set(.list(records), at: path, in: &candidate.facts, 0, 0)
    case .remove(let list, _):
      _ = core.set(option.to, at: core.variables.lists[list].path, in: &candidate.facts, 0, 0)
    case .waive(let requirement):
      candidate.waivers.append(program.requirements[requirement].label.id)
    }
  }

  /// A given value that follows from what was changed no longer stands.
  private func forgetDerived(from path: [Int], _ candidate: inout Candidate) {
    let shared = core.vocabulary.records[0].shared[0]
    guard let first = path.first, let field = shared.firstIndex(of: first) else { return }
    for derivation in program.derivations where derivation.field != field {
      let reachable = program.reachable(from: [derivation.value])
      for (index, node) in program.nodes.enumerated() where reachable[index] {
        if case .field(0, field) = node.operation { candidate.facts[derivation.field] = .unknown }
      }
    }
  }

  // MARK: Values that would do

  /// All values that would do in place of the option's own.
  /// - Parameter works: whether an option would, the cell being another.
  func needed(
    by option: RemedyOption, _ works: (Cells, RemedyOption) -> Bool
  ) -> NeededValue? {
    let variable: Int
    let own: Int
    switch option.kind {
    case .fact(let number, let cell): (variable, own) = (number, cell)
    case .element(_, _, let number, let cell): (variable, own) = (number, cell)
    case .add, .remove, .waive: return nil
    }
    let domain = core.variables[variable].domain
    var cells: Cells = 1 << Cells(own)
    for cell in 0..<domain.valueCells where cell != own {
      guard core.universe[variable] & 1 << Cells(cell) != 0,
        let value = core.value(variable, domain.bounds(ofCell: cell).first, 0)
      else { continue }
      let other = RemedyOption(
        kind: option.kind, key: option.key, path: option.path, type: option.type,
        from: option.from, to: value)
      if works(Cells(cell), other) { cells |= 1 << Cells(cell) }
    }
    return needed(variable, cells, option.type, around: own)
  }

  /// Cells in words: a side of a threshold where the values have an order, otherwise the values.
  /// - Parameter around: the cell that must be among those named; the first unless given.
  func needed(
    _ variable: Int, _ cells: Cells, _ type: IRType, around: Int? = nil
  ) -> NeededValue {
    let domain = core.variables[variable].domain
    let top = domain.valueCells - 1
    guard isOrdered(domain, type) else {
      var values: [Value] = []
      for cell in 0...top where cells & 1 << Cells(cell) != 0 {
        guard let value = core.value(variable, domain.bounds(ofCell: cell).first, 0) else {
          continue
        }
        if cell == around { values.insert(value, at: 0) } else { values.append(value) }
      }
      return .oneOf(values)
    }
    var low = around ?? cells.trailingZeroBitCount
    var high = low
    while low > 0, cells & 1 << Cells(low - 1) != 0 { low -= 1 }
    while high < top, cells & 1 << Cells(high + 1) != 0 { high += 1 }
    let first = core.value(variable, domain.bounds(ofCell: low).first, 0) ?? .unknown
    let last = core.value(variable, domain.bounds(ofCell: high).last, 0) ?? .unknown
    if first == last { return .oneOf([first]) }
    if high == top { return low == 0 ? .oneOf([last]) : .atLeast(first) }
    return low == 0 ? .atMost(last) : .between(first, last)
  }

  private func isOrdered(_ domain: Domain, _ type: IRType) -> Bool {
    switch domain.kind {
    case .figure, .date, .year, .monthDay: return true
    case .choice:
      guard case .enumeration(let index) = type, program.enumerations.indices.contains(index) else {
        return false
      }
      return program.enumerations[index].isOrdered
    case .flag, .judgement, .text, .atom: return false
    }
  }

  /// An option as it is told.
  func change(
    _ option: RemedyOption, _ clause: ClauseFinding, _ needed: NeededValue?
  ) -> FactChange {
    let kind: FactChange.Kind
    switch option.kind {
    case .fact, .element: kind = .fact(needed ?? .oneOf([option.to]))
    case .add(let list, let count, let box, _):
      kind = .added(count: count, element: facts(of: box, list))
    case .remove(_, let positions): kind = .removed(positions)
    case .waive: kind = .waiver
    }
    return FactChange(
      kind: kind, path: option.path, type: option.type, from: option.from, to: option.to,
      clause: clause)
  }

  private func facts(of box: [Int: Cells], _ list: Int) -> [FactChange.ElementFact] {
    let info = core.variables.lists[list]
    var result: [FactChange.ElementFact] = []
    for variable in info.elements {
      guard let cells = box[variable], case .element(_, let path) = core.variables[variable].role,
        let field = core.field(at: path, in: info.record)
      else { continue }
      let type = type(of: path, in: info.record)
      result.append(
        FactChange.ElementFact(
          label: field.label, type: type, needed: needed(variable, cells, type)))
    }
    return result
  }
}
