internal import PolicyLang

// Cells as values.
extension SpaceCore {
  /// What it means for a variable to lie in some cells.
  func fact(_ variable: Int, _ cells: Cells) -> RegionFact? {
    switch variables[variable].role {
    case .fact(let path): return scalar(variable, cells, names(path, 0))
    case .element(let list, let path):
      return scalar(variable, cells, names(path, variables.lists[list].record))
    case .place(let list, _, let path):
      return scalar(variable, cells, names(path, variables.lists[list].record))
    case .copy(let original): return fact(original, cells)
    case .opaque:
      guard let origin = opaqueOrigins[variable] else { return nil }
      return RegionFact(
        subject: .condition(policy: origin.policy, node: origin.node), range: .holds(cells & 2 != 0)
      )
    case .presence(let list):
      guard let label = field(at: variables.lists[list].path, in: 0)?.label else { return nil }
      return RegionFact(
        subject: .presence(list: label, path: names(variables.lists[list].path, 0)),
        range: .holds(cells & 2 != 0))
    case .count(let list, let condition, let least):
      guard let label = field(at: variables.lists[list].path, in: 0)?.label else { return nil }
      return RegionFact(
        subject: .count(
          list: label, path: names(variables.lists[list].path, 0), least: least,
          elements: boxes(of: condition)),
        range: .holds(cells & 2 != 0))
    case .marker: return nil
    }
  }

  func names(_ path: [Int], _ record: Int) -> [String] {
    var result: [String] = []
    for depth in path.indices {
      guard let field = field(at: Array(path[0...depth]), in: record) else { continue }
      result.append(field.label.id)
    }
    return result
  }

  private func scalar(_ variable: Int, _ cells: Cells, _ path: [String]) -> RegionFact? {
    guard let field = field(of: variable) else { return nil }
    let domain = variables[variable].domain
    let orAbsent = cells & domain.absentCells != 0
    let subject = RegionFact.Subject.fact(path: path, label: field.label)
    switch domain.kind {
    case .figure, .date, .year, .monthDay:
      return RegionFact(
        subject: subject, range: .intervals(intervals(domain, cells), orAbsent: orAbsent))
    case .flag, .choice, .judgement, .text, .atom:
      var values: [RegionValue] = []
      for cell in 0..<domain.valueCells where cells & (1 << Cells(cell)) != 0 {
        values.append(named(cell, domain, field))
      }
      return RegionFact(subject: subject, range: .values(values, orAbsent: orAbsent))
    }
  }

  private func named(
    _ cell: Int, _ domain: Domain, _ field: SharedVocabulary.Field
  ) -> RegionValue {
    switch domain.kind {
    case .choice where field.valueLabels.indices.contains(cell):
      return .named(field.valueLabels[cell])
    case .judgement: return .judgement(passed: cell == 1)
    case .text(let texts): return texts.indices.contains(cell) ? .text(texts[cell]) : .otherText
    case .choice, .flag, .atom, .figure, .date, .year, .monthDay: return .flag(cell == 1)
    }
  }

  private func intervals(_ domain: Domain, _ cells: Cells) -> [RegionFact.Interval] {
    var result: [RegionFact.Interval] = []
    var start: Int?
    for cell in 0...domain.valueCells {
      let isIn = cell < domain.valueCells && cells & (1 << Cells(cell)) != 0
      if isIn, start == nil { start = cell }
      guard !isIn, let from = start else { continue }
      let low = from == 0 ? nil : domain.value(at: domain.bounds(ofCell: from).first)
      let high =
        cell == domain.valueCells ? nil : domain.value(at: domain.bounds(ofCell: cell - 1).last)
      let below =
        cell == domain.valueCells ? nil : domain.value(at: domain.bounds(ofCell: cell).first)
      result.append(RegionFact.Interval(low: low, high: high, below: below))
      start = nil
    }
    return result
  }

  /// A condition on elements as boxes: one of them must hold.
  private func boxes(of condition: Formula) -> [[RegionFact]] {
    switch store[condition] {
    case .never: return []
    case .always: return [[]]
    case .literal(let variable, let cells):
      return fact(variable, cells).map { [[$0]] } ?? [[]]
    case .any(let parts):
      var result: [[RegionFact]] = []
      for part in parts { result += boxes(of: part) }
      return result
    case .all(let parts):
      var result: [[RegionFact]] = [[]]
      for part in parts {
        var longer: [[RegionFact]] = []
        for box in result {
          for other in boxes(of: part) where longer.count < 64 { longer.append(box + other) }
        }
        result = longer
      }
      return result
    }
  }
}
