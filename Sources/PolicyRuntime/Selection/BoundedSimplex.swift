/// Decides whether fractions within bounds meet linear rows, exactly.
///
/// The simplex method in the form that solvers of arithmetic constraints use (Dutertre and de Moura, "A
/// fast linear-arithmetic solver for DPLL(T)", 2006): rows are defined variables with bounds of their
/// own, and a row out of bounds is brought back by exchanging it for a variable that still has room.
/// Bland's rule makes it end.
struct BoundedSimplex {
  /// Columns are the free variables, rows the defined ones; `owner` says which variable stands where.
  private var table: [[WideFraction]]
  private var columnOwner: [Int]
  private var rowOwner: [Int]
  private var value: [WideFraction]
  private var low: [WideFraction?]
  private var high: [WideFraction?]
  private let variableCount: Int

  /// - Parameter start: values to begin from, near which a solution is found.
  init(
    _ rows: [CountSolver.Row], low: [Int64], high: [Int64], start: [Int64]
  ) throws(FractionOverflow) {
    variableCount = low.count
    columnOwner = Array(low.indices)
    rowOwner = rows.indices.map { low.count + $0 }
    self.low = low.map { WideFraction(Int128($0)) }
    self.high = high.map { WideFraction(Int128($0)) }
    value = []
    for index in low.indices {
      let wanted = index < start.count ? start[index] : low[index]
      value.append(WideFraction(Int128(min(max(wanted, low[index]), high[index]))))
    }
    table = []
    for row in rows {
      var line = [WideFraction](repeating: .zero, count: low.count)
      for (variable, coefficient) in row.terms {
        line[variable] = try line[variable].plus(WideFraction(Int128(coefficient)))
      }
      var sum = WideFraction.zero
      for (column, factor) in line.enumerated() where !factor.isZero {
        sum = try sum.plus(factor.times(value[column]))
      }
      table.append(line)
      value.append(sum)
      self.low.append(WideFraction(Int128(row.bound)))
      self.high.append(nil)
    }
  }

  /// The values of the variables, once `solve` has said yes.
  var solution: [WideFraction] { Array(value.prefix(variableCount)) }

  /// Takes over narrower or wider bounds of the variables.
  mutating func setBounds(low newLow: [Int64], high newHigh: [Int64]) throws(FractionOverflow) {
    for variable in 0..<variableCount {
      low[variable] = WideFraction(Int128(newLow[variable]))
      high[variable] = WideFraction(Int128(newHigh[variable]))
    }
    for (column, owner) in columnOwner.enumerated() {
      if let bound = low[owner], try value[owner].isLess(than: bound) {
        try move(column, to: bound)
      } else if let bound = high[owner], try bound.isLess(than: value[owner]) {
        try move(column, to: bound)
      }
    }
  }

  /// Changes a free variable and with it the rows.
  private mutating func move(_ column: Int, to newValue: WideFraction) throws(FractionOverflow) {
    let change = try newValue.minus(value[columnOwner[column]])
    for (row, owner) in rowOwner.enumerated() where !table[row][column].isZero {
      value[owner] = try value[owner].plus(table[row][column].times(change))
    }
    value[columnOwner[column]] = newValue
  }

  /// Whether the rows can be met; `nil` when `pivots` run out.
  mutating func solve(pivots: inout Int) throws(FractionOverflow) -> Bool? {
    while let (row, isBelow) = try brokenRow() {
      pivots -= 1
      if pivots < 0 { return nil }
      guard let column = try helper(row, raises: isBelow) else { return false }
      let owner = rowOwner[row]
      guard let bound = isBelow ? low[owner] : high[owner] else { return nil }
      let change = try bound.minus(value[owner]).over(table[row][column])
      try move(column, to: value[columnOwner[column]].plus(change))
      try exchange(row, column)
    }
    return true
  }

  /// The defined variable of the least number that is out of bounds.
  private func brokenRow() throws(FractionOverflow) -> (row: Int, isBelow: Bool)? {
    var best: (row: Int, isBelow: Bool)?
    for (row, owner) in rowOwner.enumerated() {
      if let best, rowOwner[best.row] < owner { continue }
      if let bound = low[owner], try value[owner].isLess(than: bound) { best = (row, true) }
      if let bound = high[owner], try bound.isLess(than: value[owner]) { best = (row, false) }
    }
    return best
  }

  /// The free variable of the least number that can raise (or lower) a row.
  private func helper(_ row: Int, raises: Bool) throws(FractionOverflow) -> Int? {
    var best: Int?
    for (column, owner) in columnOwner.enumerated() {
      let factor = table[row][column]
      if factor.isZero { continue }
      if let best, columnOwner[best] < owner { continue }
      let goesUp = (factor.numerator > 0) == raises
      let hasRoom: Bool
      if goesUp {
        hasRoom =
          try high[owner].map { (bound) throws(FractionOverflow) in
            try value[owner].isLess(than: bound)
          } ?? true
      } else {
        hasRoom =
          try low[owner].map { (bound) throws(FractionOverflow) in
            try bound.isLess(than: value[owner])
          } ?? true
      }
      if hasRoom { best = column }
    }
    return best
  }

  /// Makes the row's variable free and the column's variable defined.
  private mutating func exchange(_ row: Int, _ column: Int) throws(FractionOverflow) {
    let factor = table[row][column]
    var line = table[row]
    for index in line.indices where index != column && !line[index].isZero {
      line[index] = try line[index].over(factor).negated
    }
    line[column] = try WideFraction(1).over(factor)
    table[row] = line
    for other in table.indices where other != row {
      let share = table[other][column]
      if share.isZero { continue }
      for index in line.indices where !line[index].isZero {
        if index == column {
          table[other][index] = try share.times(line[index])
        } else {
          table[other][index] = try table[other][index].plus(share.times(line[index]))
        }
      }
    }
    (rowOwner[row], columnOwner[column]) = (columnOwner[column], rowOwner[row])
  }
}
