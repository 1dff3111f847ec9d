// Holes and overlaps of tables, found by trying one point of every cell that the bands cut out.
//
// This is a first answer from the bands alone. `PolicyReview` knows which values records can have; where
// it settles a table's holes, its answer replaces this one, and overlaps of tables over several or
// computed inputs are left to it altogether.
extension Elaborator {
  /// At most this many cells are tried; a larger table is not checked.
  private static let maximumCells = 4096

  mutating func lintTables() {
    for index in program.tables.indices where tableEntries[index].isDone {
      lintTable(program.tables[index], tableEntries[index])
    }
  }

  private mutating func lintTable(_ table: IRTable, _ entry: TableEntry) {
    guard table.type != .error, let name = entry.statement.name else { return }
    var axes: [[IRConstant]] = []
    var cells = 1
    for input in table.inputs.indices {
      guard let axis = axis(input, of: table, entry) else { return }
      axes.append(axis)
      cells *= axis.count
      guard cells <= Elaborator.maximumCells else { return }
    }
    articles = entry.articles
    for cell in 0..<cells {
      var rest = cell
      var point: [IRConstant] = []
      for axis in axes {
        point.append(axis[rest % axis.count])
        rest /= axis.count
      }
      let rows = table.rows.filter { row in
        zip(row.bands, point).allSatisfy { contains($0, $1) }
      }
      if rows.isEmpty, table.fallback == nil, table.mode != .sum, table.mode != .slices {
        return report(.tableGap, at: name.span, [LocalText(name.text), wording(point, table)])
      }
      let values = Set(rows.map { $0.value })
      if table.mode == .unique, values.count > 1, isOverOneField(entry) {
        return report(.tableConflict, at: name.span, [LocalText(name.text), wording(point, table)])
      }
    }
  }

  /// Whether the only input is a field, so that every value of its type can occur.
  private func isOverOneField(_ entry: TableEntry) -> Bool {
    let slots = entry.statement.slots(.inputs)
    guard slots.count == 1, case .expression(let expression) = slots[0].value,
      case .name(let name) = expression.kind
    else { return false }
    return fieldIndex[0][name.text] != nil
  }

  // MARK: Cells

  /// One value in every cell of one input, or `nil` where its bounds are not settled.
  private func axis(_ input: Int, of table: IRTable, _ entry: TableEntry) -> [IRConstant]? {
    switch table.inputs[input] {
    case .enumeration(let index):
      var values: [IRConstant] = []
      for value in program.enumerations[index].values.indices { values.append(.value(value)) }
      return values
    case .boolean: return [.boolean(true), .boolean(false)]
    case .number, .money, .share: return numbers(input, of: table, entry)
    default: return nil
    }
  }

  private func numbers(_ input: Int, of table: IRTable, _ entry: TableEntry) -> [IRConstant]? {
    var cuts: [Rational] = []
    for row in table.rows {
      guard case .interval(let low, _, let high, _) = row.bands[input] else { continue }
      for bound in [low, high] {
        guard let bound else { continue }
        guard let value = number(bound) else { return nil }
        if !cuts.contains(value) { cuts.append(value) }
      }
    }
    cuts.sort()
    let step = step(of: input, entry)
    guard let first = cuts.first, let last = cuts.last else { return [.number(.zero)] }
    var points: [Rational] = []
    // Years, money, counts and shares do not go below zero.
    if first > .zero, let below = first.subtracting(step) { points.append(max(below, .zero)) }
    for (index, cut) in cuts.enumerated() {
      points.append(cut)
      guard let next = cut.adding(step), index + 1 < cuts.count else { continue }
      if next < cuts[index + 1] { points.append(next) }
    }
    if let above = last.adding(step) { points.append(above) }
    var result: [IRConstant] = []
    for point in points { result.append(.number(point)) }
    return result
  }

  /// The smallest difference the input's declared type can show: 1 for whole years, 0.01 for money.
  private func step(of input: Int, _ entry: TableEntry) -> Rational {
    let slots = entry.statement.slots(.inputs)
    guard input < slots.count, case .expression(let expression) = slots[input].value,
      case .name(let name) = expression.kind, let index = fieldIndex[0][name.text]
    else { return Rational(1, over: 100) ?? .one }
    return Rational(decimal: 1, scale: program.records[0].fields[index].places) ?? .one
  }

  private func number(_ node: NodeID) -> Rational? {
    switch builder[node].operation {
    case .constant(.number(let value)): return value
    case .parameter(let index):
      guard let value = program.parameters[index].values.last?.value else { return nil }
      return number(value)
    default: return nil
    }
  }

  private func contains(_ band: IRBand, _ point: IRConstant) -> Bool {
    switch (band, point) {
    case (.any, _): return true
    case (.values(let values), .value(let value)): return values.contains(value)
    case (.interval(let low, let lowInclusive, let high, let highInclusive), _):
      guard let value = rank(point) else { return false }
      if let low, let bound = rank(low), value < bound || (value == bound && !lowInclusive) {
        return false
      }
      if let high, let bound = rank(high), value > bound || (value == bound && !highInclusive) {
        return false
      }
      return true
    default: return false
    }
  }

  /// A value as a number that orders it among its kind: levels by rank, no before yes.
  private func rank(_ constant: IRConstant) -> Rational? {
    switch constant {
    case .number(let value): value
    case .value(let index): Rational(Int64(index))
    case .boolean(let value): value ? .one : .zero
    default: nil
    }
  }

  private func rank(_ node: NodeID) -> Rational? {
    if case .constant(let constant) = builder[node].operation { return rank(constant) }
    return number(node)
  }

  // MARK: Words

  private func wording(_ point: [IRConstant], _ table: IRTable) -> LocalText {
    var zh = ""
    var en = ""
    for (value, type) in zip(point, table.inputs) {
      let (chinese, english) = wording(value, type)
      zh += (zh.isEmpty ? "" : "、") + chinese
      en += (en.isEmpty ? "" : ", ") + english
    }
    return LocalText(zh: zh, en: en)
  }

  private func wording(_ value: IRConstant, _ type: IRType) -> (String, String) {
    switch (value, type) {
    case (.value(let index), .enumeration(let enumeration)):
      let label = program.enumerations[enumeration].values[index]
      return (label.zh, label.id)
    case (.boolean(let value), _):
      return value ? ("是", "yes") : ("否", "no")
    case (.number(let number), .money):
      let literal = LiteralValue.money(number)
      return (literal.spelling(.chinese), literal.spelling(.english))
    case (.number(let number), .share):
      let literal = LiteralValue.share(number, asPercent: true)
      return (literal.spelling(.chinese), literal.spelling(.english))
    case (.number(let number), .number(let unit)):
      let literal = LiteralValue.number(number, unit)
      return (literal.spelling(.chinese), literal.spelling(.english))
    default: return ("", "")
    }
  }
}
