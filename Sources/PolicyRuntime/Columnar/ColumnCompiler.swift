internal import PolicyLang

/// Compiles the conditions of one prepared policy to steps over columns.
///
/// Input: a prepared policy, the plan of its columns, a pool that other policies may have filled. Output:
/// for each condition the planes where it holds and where it does not.
/// What has no steps (`Unsupported`) is asked of the reference interpreter: the smallest condition
/// around it that belongs to the row. Where computing may fail, the row is left to the reference
/// interpreter altogether, so that errors are its errors.
struct ColumnCompiler {
  struct Unsupported: Error {}

  let policy: PreparedPolicy
  /// The place of the policy in its program.
  let number: Int
  let link: VocabularyLink
  let plan: ColumnPlan
  var pool: StepPool
  var folder: ConstantFolder
  /// Rows, as planes of domain 0, that only the reference interpreter may decide.
  var failures: [Int] = []
  private var known: [Key: TruthStep] = [:]
  /// Fields whose derivation is being compiled.
  var deriving: Set<Int> = []

  /// Whether an invariant is being compiled, which a missing day leaves open instead of failing.
  var ignoresMissingDay = false

  /// Forgets what was compiled under another rule for missing days.
  mutating func forget() { known = [:] }

  struct Key: Hashable {
    let node: NodeID
    let domains: [Int]
  }

  init(
    _ policy: PreparedPolicy, _ number: Int, _ link: VocabularyLink, _ plan: ColumnPlan,
    _ pool: StepPool
  ) {
    self.policy = policy
    self.number = number
    self.link = link
    self.plan = plan
    self.pool = pool
    folder = ConstantFolder(policy.environment)
  }

  var program: IRProgram { policy.program }

  func operation(_ node: NodeID) -> IRNode.Operation { program.nodes[node.index].operation }
  func type(_ node: NodeID) -> IRType { program.nodes[node.index].type }

  /// A condition of the row; one that has no steps is asked of the reference interpreter.
  mutating func condition(_ node: NodeID) -> TruthStep {
    do throws(Unsupported) {
      return try truth(node, [0])
    } catch {
      return asked(node)
    }
  }

  private mutating func asked(_ node: NodeID) -> TruthStep {
    let yes = pool.add(.asked(policy: number, node: node), in: 0)
    return TruthStep(yes: yes, no: pool.add(.refused(yes), in: 0))
  }

  /// The truth of a condition in the innermost of `domains`; no value counts as false.
  mutating func truth(_ node: NodeID, _ domains: [Int]) throws(Unsupported) -> TruthStep {
    let key = Key(node: node, domains: domains)
    if let known = known[key] { return known }
    let result: TruthStep
    do throws(Unsupported) {
      result = try compile(node, domains)
    } catch {
      guard domains.count == 1 else { throw error }
      result = asked(node)
    }
    known[key] = result
    return result
  }

  private mutating func compile(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    switch folder.constant(node) {
    case .value(.boolean(let value)): return TruthStep(Truth(value))
    case .value(.unknown): return .unknown
    case .value(.none): return .no
    case .value, .failure: throw Unsupported()
    case .variable: break
    }
    switch operation(node) {
    case .field, .member: return try fact(node, domains)
    case .not(let operand): return !(try truth(operand, domains))
    case .and(let operands):
      var result = TruthStep.yes
      for operand in operands { result = pool.and(result, try truth(operand, domains)) }
      return result
    case .or(let operands):
      var result = TruthStep.no
      for operand in operands { result = pool.or(result, try truth(operand, domains)) }
      return result
    case .atLeast(let number, let operands): return try atLeast(number, operands, domains)
    case .named(_, let operand): return try truth(operand, domains)
    case .parameter, .reading:
      guard let chosen = folder.operands(of: node).first else { throw Unsupported() }
      return try truth(chosen, domains)
    case .passes(let operand):
      let (column, domain) = try self.column(operand, domains)
      guard plan.columns[column].field.type == .judgement else { throw Unsupported() }
      return codes(column, domain, yes: ColumnCode.passed, no: ColumnCode.failed)
    case .known(let operand): return try isKnown(operand, domains)
    case .compare(let comparison, let left, let right):
      return try compare(comparison, left, right, domains)
    case .isMember(let element, let set): return try isMember(element, set, domains)
    case .window(let date, let length, let end): return try window(date, length, end, domains)
    case .quantifier(let kind, let list, let condition, let bound):
      return try quantifier(kind, list, condition, bound, domains)
    case .table: return try tableTruth(node, domains)
    // Rows with events are left to the reference interpreter; without a log all this is unknown.
    case .holdsHonour, .termEnded, .hasOutcome: return .unknown
    case .constant, .readingIs, .unstated, .asOfDate, .arithmetic, .minus, .fullYears, .yearOf,
      .aggregate, .events, .score, .error:
      throw Unsupported()
    }
  }

  // MARK: Facts

  /// The column of a field, seen from the innermost domain, and the domain it belongs to.
  func column(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> (column: Int, domain: Int) {
    guard let (domain, path) = link.place(of: node, in: domains, plan, folder),
      let column = plan.column(domain, path)
    else { throw Unsupported() }
    return (column, domain)
  }

  /// A plane of an outer domain for the records of the innermost one.
  mutating func lift(_ plane: Int, from domain: Int, to domains: [Int]) -> Int {
    guard let start = domains.lastIndex(of: domain) else { return plane }
    var plane = plane
    for inner in domains[(start + 1)...] { plane = pool.spread(plane, to: inner) }
    return plane
  }

  func lift(_ truth: TruthStep, from domain: Int, to domains: [Int], _ pool: inout StepPool)
    -> TruthStep
  {
    guard let start = domains.lastIndex(of: domain) else { return truth }
    var truth = truth
    for inner in domains[(start + 1)...] {
      truth = TruthStep(
        yes: pool.spread(truth.yes, to: inner), no: pool.spread(truth.no, to: inner))
    }
    return truth
  }

  /// A plane of the innermost domain as rows with such an element.
  func lowered(_ plane: Int, from domains: [Int], _ pool: inout StepPool) -> Int {
    var plane = plane
    var level = domains.count - 1
    while level > 0 {
      plane = pool.count(plane, of: domains[level], atLeast: 1, parent: domains[level - 1])
      level -= 1
    }
    return plane
  }

  mutating func fail(_ plane: Int, _ domains: [Int]) {
    let rows = lowered(plane, from: domains, &pool)
    if rows != StepPool.zeros, !failures.contains(rows) { failures.append(rows) }
  }

  func codes(
    _ column: Int, _ domain: Int, yes: UInt8, no: UInt8, _ pool: inout StepPool
  ) -> TruthStep {
    TruthStep(
      yes: pool.range(column, Int64(yes), Int64(yes), in: domain),
      no: pool.range(column, Int64(no), Int64(no), in: domain))
  }

  private mutating func codes(
    _ column: Int, _ domain: Int, yes: UInt8, no: UInt8
  ) -> TruthStep {
    codes(column, domain, yes: yes, no: no, &pool)
  }

  /// Where a column has a value.
  mutating func given(_ column: Int) -> Int {
    let numbers = plan.columns[column].storage.numbers
    return pool.range(
      column, numbers.lowerBound, numbers.upperBound, in: plan.columns[column].domain)
  }

  /// A boolean field.
  private mutating func fact(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    let (column, domain) = try self.column(node, domains)
    guard plan.columns[column].field.type == .boolean, derivation(of: node) == nil else {
      throw Unsupported()
    }
    let truth = codes(column, domain, yes: ColumnCode.yes, no: ColumnCode.no)
    return lift(truth, from: domain, to: domains, &pool)
  }

  /// The derivation that fills a field of the candidate where it is absent.
  func derivation(of node: NodeID) -> IRDerivation? {
    switch operation(node) {
    case .field(0, let index): return program.derivations.first { $0.field == index }
    case .named(_, let operand): return derivation(of: operand)
    case .parameter, .reading:
      guard let chosen = folder.operands(of: node).first else { return nil }
      return derivation(of: chosen)
    default: return nil
    }
  }

  private mutating func isKnown(
    _ operand: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    switch folder.constant(operand) {
    case .value(.unknown): return .no
    case .value: return .yes
    case .failure: throw Unsupported()
    case .variable: break
    }
    let plane: Int
    if type(operand) == .boolean {
      let truth = try truth(operand, domains)
      plane = pool.or(truth.yes, truth.no)
    } else if case .list = type(operand) {
      guard let (parent, path) = link.place(of: operand, in: domains, plan, folder),
        let domain = plan.list(parent, path)
      else { throw Unsupported() }
      plane = lift(pool.add(.given(domain: domain), in: parent), from: parent, to: domains)
    } else if derivation(of: operand) == nil,
      let (domain, path) = link.place(of: operand, in: domains, plan, folder),
      let column = plan.column(domain, path)
    {
      plane = lift(given(column), from: domain, to: domains)
    } else {
      let number = try self.number(operand, domains)
      plane = pool.or(number.known, number.none)
    }
    return TruthStep(yes: plane, no: pool.not(plane))
  }

  /// At least so many of some conditions: dynamic programming over the planes.
  private mutating func atLeast(
    _ number: NodeID, _ operands: [NodeID], _ domains: [Int]
  ) throws(Unsupported) -> TruthStep {
    guard case .value(.number(let bound)) = folder.constant(number) else { throw Unsupported() }
    let wanted = bound.ceiling
    var parts: [TruthStep] = []
    for operand in operands { parts.append(try truth(operand, domains)) }
    if wanted <= 0 { return .yes }
    if wanted > Int64(parts.count) { return .no }
    let yes = parts.map { $0.yes }
    let no = parts.map { $0.no }
    return TruthStep(
      yes: atLeast(Int(wanted), of: yes), no: atLeast(parts.count - Int(wanted) + 1, of: no))
  }

  /// Where at least so many of some planes are set.
  mutating func atLeast(_ wanted: Int, of planes: [Int]) -> Int {
    if wanted > planes.count { return StepPool.zeros }
    // counts[k]: at least k of the planes so far.
    var counts = [Int](repeating: StepPool.zeros, count: wanted + 1)
    counts[0] = StepPool.ones
    for plane in planes {
      for k in stride(from: wanted, to: 0, by: -1) {
        counts[k] = pool.or(counts[k], pool.and(counts[k - 1], plane))
      }
    }
    return counts[wanted]
  }
}
