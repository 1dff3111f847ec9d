internal import PolicyLang

/// One step of a column program: what is computed for all rows, or all elements of a list, at once.
///
/// Most steps make a plane, a bit for each row; the others make a vector of 64-bit numbers. Operands are
/// the numbers of earlier steps.
enum ColumnStep: Hashable {
  /// No row, every row.
  case zeros, ones
  /// Rows whose cell, as stored, lies in `low...high`.
  case range(column: Int, low: Int64, high: Int64)
  /// Rows whose code is in a set: an index into the pool's tables.
  case member(column: Int, table: Int)
  case and(Int, Int)
  case or(Int, Int)
  case andNot(Int, Int)
  case not(Int)
  /// Records of the parent whose list is given.
  case given(domain: Int)
  /// A plane of the parent, repeated for the elements of each list.
  case spread(Int, domain: Int)
  /// Records of the parent with at least so many elements in a plane of the list.
  case count(Int, domain: Int, atLeast: Int64)
  /// What the reference interpreter says of a node, for every row: where it holds …
  case asked(policy: Int, node: NodeID)
  /// … and where it does not: the step that asks.
  case refused(Int)

  // MARK: Vectors

  case column(Int)
  case constant(Int64)
  /// Computed where `mask` says; what fails there goes to `failed`.
  case arithmetic(IRNode.Arithmetic, Int, Int, mask: Int)
  case scaled(Int, by: Int64, mask: Int)
  case select(Int, then: Int, else: Int)
  case fullYears(Int, Int, mask: Int)
  case yearOf(Int, mask: Int)
  /// A date moved by so many months and days.
  case moved(Int, months: Int64, days: Int64, mask: Int)
  case spreadNumbers(Int, domain: Int)
  /// Over the elements in `mask`: the sum, or the highest or lowest.
  case aggregate(AggregateStep, Int, domain: Int, mask: Int)

  // MARK: Planes from vectors

  /// Rows whose number lies in `low...high`.
  case within(Int, low: Int64, high: Int64)
  case compare(IRNode.Comparison, Int, Int)
  /// Rows for which a vector could not be computed.
  case failed(Int)

  enum AggregateStep: UInt8, Hashable { case sum, highest, lowest }
}

/// The steps of a program, each stored once.
struct StepPool {
  static let zeros = 0
  static let ones = 1

  private(set) var steps: [ColumnStep] = [.zeros, .ones]
  /// The domain of what each step makes.
  private(set) var domains: [Int] = [0, 0]
  /// Codes in a set, 256 bytes of 0 or 1 each.
  private(set) var tables: [[UInt8]] = []
  private var index: [ColumnStep: Int] = [:]

  mutating func add(_ step: ColumnStep, in domain: Int) -> Int {
    if let known = index[step], domains[known] == domain { return known }
    steps.append(step)
    domains.append(domain)
    index[step] = steps.count - 1
    return steps.count - 1
  }

  private func domain(_ a: Int, _ b: Int) -> Int { a <= StepPool.ones ? domains[b] : domains[a] }

  mutating func and(_ a: Int, _ b: Int) -> Int {
    if a == b || b == StepPool.ones { return a }
    if a == StepPool.ones { return b }
    if a == StepPool.zeros || b == StepPool.zeros { return StepPool.zeros }
    if areOpposite(a, b) { return StepPool.zeros }
    return add(.and(min(a, b), max(a, b)), in: domain(a, b))
  }

  mutating func or(_ a: Int, _ b: Int) -> Int {
    if a == b || b == StepPool.zeros { return a }
    if a == StepPool.zeros { return b }
    if a == StepPool.ones || b == StepPool.ones { return StepPool.ones }
    if areOpposite(a, b) { return StepPool.ones }
    return add(.or(min(a, b), max(a, b)), in: domain(a, b))
  }

  private func areOpposite(_ a: Int, _ b: Int) -> Bool {
    if case .not(let inner) = steps[a], inner == b { return true }
    if case .not(let inner) = steps[b], inner == a { return true }
    return false
  }

  mutating func andNot(_ a: Int, _ b: Int) -> Int {
    if a == b || a == StepPool.zeros || b == StepPool.ones { return StepPool.zeros }
    if b == StepPool.zeros { return a }
    if a == StepPool.ones { return not(b) }
    return add(.andNot(a, b), in: domain(a, b))
  }

  mutating func not(_ a: Int) -> Int {
    if a == StepPool.zeros { return StepPool.ones }
    if a == StepPool.ones { return StepPool.zeros }
    if case .not(let inner) = steps[a] { return inner }
    return add(.not(a), in: domains[a])
  }

  /// Where neither holds: a condition that is neither true nor false.
  mutating func neither(_ truth: TruthStep) -> Int { not(or(truth.yes, truth.no)) }

  mutating func range(_ column: Int, _ low: Int64, _ high: Int64, in domain: Int) -> Int {
    if low > high { return StepPool.zeros }
    return add(.range(column: column, low: low, high: high), in: domain)
  }

  /// Rows whose code is marked.
  mutating func member(_ column: Int, _ codes: [UInt8], in domain: Int) -> Int {
    var runs: [(low: Int, high: Int)] = []
    for (code, mark) in codes.enumerated() where mark != 0 {
      if let last = runs.last, last.high == code - 1 {
        runs[runs.count - 1].high = code
      } else {
        runs.append((code, code))
      }
    }
    // Codes that do not fit a byte have no table.
    if runs.count <= 2 || codes.count > 256 {
      var result = StepPool.zeros
      for run in runs {
        result = or(result, range(column, Int64(run.low), Int64(run.high), in: domain))
      }
      return result
    }
    let padded = codes + Array(repeating: 0, count: 256 - codes.count)
    var table = tables.count
    if let known = tables.firstIndex(of: padded) { table = known } else { tables.append(padded) }
    return add(.member(column: column, table: table), in: domain)
  }

  /// A plane of a list's parent for its elements.
  mutating func spread(_ plane: Int, to domain: Int) -> Int {
    plane <= StepPool.ones ? plane : add(.spread(plane, domain: domain), in: domain)
  }

  /// Records of `parent` with at least so many elements in a plane.
  mutating func count(
    _ plane: Int, of domain: Int, atLeast: Int64, parent: Int
  ) -> Int {
    if atLeast <= 0 { return StepPool.ones }
    if plane == StepPool.zeros { return StepPool.zeros }
    return add(.count(plane, domain: domain, atLeast: atLeast), in: parent)
  }

  /// Where a condition surely holds if `plane`, otherwise as `other` says.
  mutating func select(_ plane: Int, _ one: TruthStep, _ other: TruthStep) -> TruthStep {
    TruthStep(
      yes: or(and(plane, one.yes), andNot(other.yes, plane)),
      no: or(and(plane, one.no), andNot(other.no, plane)))
  }
}

/// A condition as two planes: where it holds and where it does not; unknown is neither.
struct TruthStep: Hashable {
  var yes: Int
  var no: Int

  static let yes = TruthStep(yes: StepPool.ones, no: StepPool.zeros)
  static let no = TruthStep(yes: StepPool.zeros, no: StepPool.ones)
  static let unknown = TruthStep(yes: StepPool.zeros, no: StepPool.zeros)

  init(yes: Int, no: Int) {
    self.yes = yes
    self.no = no
  }

  init(_ truth: Truth) {
    switch truth {
    case .yes: self = .yes
    case .no: self = .no
    case .unknown: self = .unknown
    }
  }

  static prefix func ! (truth: TruthStep) -> TruthStep {
    TruthStep(yes: truth.no, no: truth.yes)
  }
}

extension StepPool {
  mutating func and(_ a: TruthStep, _ b: TruthStep) -> TruthStep {
    TruthStep(yes: and(a.yes, b.yes), no: or(a.no, b.no))
  }

  mutating func or(_ a: TruthStep, _ b: TruthStep) -> TruthStep {
    TruthStep(yes: or(a.yes, b.yes), no: and(a.no, b.no))
  }
}

/// A number for each row: dates as days, calendar years, places in a level and the like included.
struct NumberStep {
  /// Whether it is a column as stored, or a vector.
  enum Source {
    case column(Int)
    case vector(Int)
    case constant(Int64)
  }
  var source: Source
  /// By what the number is multiplied to be whole.
  var scale: Int64
  /// Where there is a number, and where it is known that there is none; otherwise it is unknown.
  var known: Int
  var none: Int = StepPool.zeros
  var domain: Int
}
