/// Whole numbers within bounds that meet linear rows `Σ coefficient × variable ≥ bound`.
///
/// Bounds are narrowed by propagation, which never loses a solution; what it leaves open is searched
/// depth first within a budget of steps. Changes are recorded, so that a trial can be taken back.
struct CountSolver {
  struct Row {
    var terms: [(variable: Int, coefficient: Int64)]
    var bound: Int64
  }

  enum Search {
    case found([Int64])
    case none
    /// The budget ran out first.
    case unsettled
  }

  private(set) var low: [Int64]
  private(set) var high: [Int64]
  private var rows: [Row] = []
  /// The most each row can still reach.
  private var reach: [Int128] = []
  /// The most one variable can still change a row, at the outset; later it can only be less.
  private var widest: [Int128] = []
  private var uses: [[(row: Int, coefficient: Int64)]]
  private var trail: [(variable: Int, low: Int64, high: Int64)] = []
  private var queue: [Int] = []
  private var isQueued: [Bool] = []

  init(low: [Int64], high: [Int64]) {
    self.low = low
    self.high = high
    uses = Array(repeating: [], count: low.count)
  }

  var variableCount: Int { low.count }

  mutating func addVariable(low: Int64, high: Int64) -> Int {
    self.low.append(low)
    self.high.append(high)
    uses.append([])
    return self.low.count - 1
  }

  mutating func addRow(_ row: Row) {
    let index = rows.count
    var most = Int128(0)
    var wide = Int128(0)
    for (variable, coefficient) in row.terms {
      uses[variable].append((index, coefficient))
      most += Int128(coefficient) * Int128(coefficient > 0 ? high[variable] : low[variable])
      let span = Int128(high[variable]) - Int128(low[variable])
      wide = max(wide, Int128(coefficient.magnitude) * span)
    }
    rows.append(row)
    reach.append(most)
    widest.append(wide)
    isQueued.append(true)
    queue.append(index)
  }

  /// `Σ terms = 0`, as two rows.
  mutating func addBalance(_ terms: [(variable: Int, coefficient: Int64)]) {
    addRow(Row(terms: terms, bound: 0))
    var opposite: [(variable: Int, coefficient: Int64)] = []
    for (variable, coefficient) in terms { opposite.append((variable, -coefficient)) }
    addRow(Row(terms: opposite, bound: 0))
  }

  // MARK: Trials

  /// A point to which `undo` returns.
  var mark: Int { trail.count }

  mutating func undo(to mark: Int) {
    while trail.count > mark, let change = trail.popLast() {
      restore(change.variable, change.low, change.high)
    }
    for row in queue { isQueued[row] = false }
    queue.removeAll(keepingCapacity: true)
  }

  private mutating func restore(_ variable: Int, _ newLow: Int64, _ newHigh: Int64) {
    let lowChange = Int128(newLow) - Int128(low[variable])
    let highChange = Int128(newHigh) - Int128(high[variable])
    for (row, coefficient) in uses[variable] {
      reach[row] += Int128(coefficient) * (coefficient > 0 ? highChange : lowChange)
    }
    low[variable] = newLow
    high[variable] = newHigh
  }

  private mutating func narrow(_ variable: Int, _ newLow: Int64, _ newHigh: Int64) {
    trail.append((variable, low[variable], high[variable]))
    let lowChange = Int128(newLow) - Int128(low[variable])
    let highChange = Int128(newHigh) - Int128(high[variable])
    for (row, coefficient) in uses[variable] {
      let change = coefficient > 0 ? highChange : lowChange
      if change == 0 { continue }
      reach[row] += Int128(coefficient) * change
      if !isQueued[row] {
        isQueued[row] = true
        queue.append(row)
      }
    }
    low[variable] = newLow
    high[variable] = newHigh
  }

  /// Demands at least this value. False when that leaves nothing.
  mutating func raise(_ variable: Int, to value: Int64) -> Bool {
    if value <= low[variable] { return true }
    if value > high[variable] { return false }
    narrow(variable, value, high[variable])
    return true
  }

  /// Demands at most this value. False when that leaves nothing.
  mutating func lower(_ variable: Int, to value: Int64) -> Bool {
    if value >= high[variable] { return true }
    if value < low[variable] { return false }
    narrow(variable, low[variable], value)
    return true
  }

  mutating func fix(_ variable: Int, at value: Int64) -> Bool {
    raise(variable, to: value) && lower(variable, to: value)
  }

  /// Draws all consequences of the bounds. False when a row cannot be met.
  mutating func propagate() -> Bool {
    var next = 0
    while next < queue.count {
      let row = queue[next]
      next += 1
      isQueued[row] = false
      let slack = reach[row] - Int128(rows[row].bound)
      if slack < 0 { return false }
      if slack >= widest[row] { continue }
      for (variable, coefficient) in rows[row].terms {
        let size = Int128(coefficient.magnitude)
        let room = Int128(high[variable]) - Int128(low[variable])
        if size * room <= slack { continue }
        let allowed = Int64(slack / size)
        if coefficient > 0 {
          narrow(variable, high[variable] - allowed, high[variable])
        } else {
          narrow(variable, low[variable], low[variable] + allowed)
        }
      }
    }
    queue.removeAll(keepingCapacity: true)
    return true
  }

  // MARK: Search

  /// A choice on the way, and what is left to try of it.
  private struct Choice {
    let variable: Int
    let mark: Int
    let position: Int
    /// Whether this was the first choice for its variable, which tries the target.
    let isAim: Bool
    var alternatives: [(low: Int64, high: Int64)]
  }

  /// Looks for values for all variables, near `targets` first, and leaves the bounds as they were.
  ///
  /// First a short dive towards the targets, which finds most lists; then branch and bound over exact
  /// fractions, which settles most of what has no list; then a search through all values.
  /// - Parameter steps: the budget; each value that is tried costs one.
  mutating func complete(
    order: [Int], targets: [Int64], steps: inout Int
  ) -> Search {
    let start = mark
    defer { undo(to: start) }
    guard propagate() else { return .none }
    let root = mark
    var dive = min(steps, 2 * order.count + 20)
    let first = search(order: order, targets: targets, steps: &dive)
    guard case .unsettled = first else { return first }
    undo(to: root)
    let second = branch(targets: targets, steps: &steps)
    guard case .unsettled = second else { return second }
    undo(to: root)
    return search(order: order, targets: targets, steps: &steps)
  }

  /// The largest table that branch and bound works on, in cells.
  private static let mostCells = 60_000

  /// Branch and bound: where the fractions that meet the rows are whole, they are the answer; else one
  /// that is not is rounded down in one branch and up in the other.
  private mutating func branch(targets: [Int64], steps: inout Int) -> Search {
    guard rows.count * variableCount <= CountSolver.mostCells else { return .unsettled }
    do throws(FractionOverflow) {
      return try branchExactly(targets, &steps)
    } catch {
      return .unsettled
    }
  }

  private mutating func branchExactly(
    _ targets: [Int64], _ steps: inout Int
  ) throws(FractionOverflow) -> Search {
    var simplex = try BoundedSimplex(rows, low: low, high: high, start: targets)
    var open: [(mark: Int, variable: Int, low: Int64, high: Int64)] = []
    while true {
      var isDead = true
      if propagate() {
        try simplex.setBounds(low: low, high: high)
        guard let isMet = try simplex.solve(pivots: &steps) else { return .unsettled }
        if isMet {
          guard let split = fractional(simplex.solution) else {
            return .found(simplex.solution.map { Int64(clamping: $0.numerator) })
          }
          let (variable, below) = split
          open.append((mark, variable, below + 1, high[variable]))
          isDead = !lower(variable, to: below)
        }
      }
      steps -= 1
      if steps < 0 { return .unsettled }
      while isDead {
        guard let next = open.popLast() else { return .none }
        undo(to: next.mark)
        isDead = !(raise(next.variable, to: next.low) && lower(next.variable, to: next.high))
      }
    }
  }

  /// The first variable that is not whole, with the whole number below its value.
  private func fractional(
    _ solution: [WideFraction]
  ) -> (variable: Int, below: Int64)? {
    for (variable, value) in solution.enumerated() where !value.isInteger {
      return (variable, Int64(clamping: value.floor))
    }
    return nil
  }

  /// Depth-first search through the values.
  private mutating func search(
    order: [Int], targets: [Int64], steps: inout Int
  ) -> Search {
    var choices: [Choice] = []
    var hasAimed = [Bool](repeating: false, count: variableCount)
    var position = 0
    while true {
      while position < order.count, low[order[position]] == high[order[position]] { position += 1 }
      guard position < order.count else { return .found(low) }
      let variable = order[position]
      let target = variable < targets.count ? targets[variable] : high[variable]
      choices.append(
        Choice(
          variable: variable, mark: mark, position: position, isAim: !hasAimed[variable],
          alternatives: alternatives(variable, target, isFirst: !hasAimed[variable])))
      hasAimed[variable] = true
      while true {
        guard let choice = choices.last else { return .none }
        guard let next = choice.alternatives.last else {
          if choice.isAim { hasAimed[choice.variable] = false }
          choices.removeLast()
          if let outer = choices.last { undo(to: outer.mark) }
          continue
        }
        choices[choices.count - 1].alternatives.removeLast()
        steps -= 1
        if steps < 0 { return .unsettled }
        undo(to: choice.mark)
        if raise(choice.variable, to: next.low), lower(choice.variable, to: next.high), propagate()
        {
          position = choice.position
          break
        }
      }
    }
  }

  /// The parts of a variable's range in which to look, last one first: the target alone, then what
  /// lies below and above it; after that halves, the one nearer to the target first.
  private func alternatives(
    _ variable: Int, _ target: Int64, isFirst: Bool
  ) -> [(low: Int64, high: Int64)] {
    let (least, most) = (low[variable], high[variable])
    if isFirst {
      let aim = min(max(target, least), most)
      var result: [(low: Int64, high: Int64)] = []
      if aim < most { result.append((aim + 1, most)) }
      if aim > least { result.append((least, aim - 1)) }
      result.append((aim, aim))
      return result
    }
    let middle = least + (most - least) / 2
    let halves: [(low: Int64, high: Int64)] = [(least, middle), (middle + 1, most)]
    return target <= middle ? [halves[1], halves[0]] : halves
  }
}
