public import PolicyLang

/// One or several prepared policies compiled to steps over columns, every distinct step once.
///
/// Compiling never fails: what has no steps is asked of the reference interpreter.
public struct ColumnProgram: Sendable {
  /// The facts that the policies read, and how a batch holds them.
  public let plan: ColumnPlan
  public let policies: [PreparedPolicy]
  /// How the policies name what the plan speaks of; `nil` where there is one policy, whose own
  /// vocabulary the plan speaks.
  let vocabulary: UnionVocabulary?
  let pool: StepPool
  let compiled: [CompiledPolicy]
  /// The steps that decide, in order.
  let decisionSteps: [Int]
  /// The further steps that tell judgements from facts where a clause is unknown.
  let judgementSteps: [Int]

  /// One policy, for data in its own vocabulary.
  public init(_ policy: PreparedPolicy) {
    self.init([policy], nil, ColumnPlan(policy))
  }

  /// Several policies, for data in the vocabulary they share.
  /// - Parameter vocabulary: made of the programs of `policies`, in the same order.
  /// - Parameter left: policies, by their place, that are decided elsewhere: they have no clauses here,
  ///   and what a batch says about them means nothing.
  public init(
    _ policies: [PreparedPolicy], vocabulary: UnionVocabulary, leavingOut left: Set<Int> = []
  ) {
    self.init(policies, vocabulary, ColumnPlan(policies, vocabulary, leavingOut: left), left)
  }

  private init(
    _ policies: [PreparedPolicy], _ vocabulary: UnionVocabulary?, _ plan: ColumnPlan,
    _ left: Set<Int> = []
  ) {
    self.policies = policies
    self.vocabulary = vocabulary
    self.plan = plan
    var pool = StepPool()
    var compiled: [CompiledPolicy] = []
    for (number, policy) in policies.enumerated() {
      if left.contains(number) {
        compiled.append(CompiledPolicy())
        continue
      }
      let link = VocabularyLink(union: vocabulary.map { ($0, number) })
      var compiler = ColumnCompiler(policy, number, link, plan, pool)
      compiled.append(compiler.compile())
      pool = compiler.pool
    }
    self.pool = pool
    self.compiled = compiled
    var decisive: [Int] = []
    var judging: [Int] = []
    for policy in compiled {
      decisive += policy.failures
      for clause in policy.clauses {
        decisive += [clause.truth.yes, clause.truth.no]
        if let step = clause.openForJudgements { judging.append(step) }
      }
    }
    let live = pool.reachable(from: decisive)
    let later = pool.reachable(from: judging)
    decisionSteps = pool.steps.indices.filter { $0 > StepPool.ones && live[$0] }
    judgementSteps = pool.steps.indices.filter { $0 > StepPool.ones && later[$0] && !live[$0] }
  }

  /// How many steps decide a batch.
  public var stepCount: Int { decisionSteps.count }

  /// The conditions that have no steps, for which every row is asked of the reference interpreter:
  /// nodes with the place of their policy.
  public var askedConditions: [(policy: Int, node: NodeID)] {
    decisionSteps.compactMap { step in
      if case .asked(let policy, let node) = pool.steps[step] { return (policy, node) }
      return nil
    }
  }

  /// Policies of which the reference interpreter decides every row.
  public var interpretedPolicies: [Int] {
    compiled.indices.filter { compiled[$0].failures.contains(StepPool.ones) }
  }
}

extension StepPool {
  /// Every step that the given ones need, themselves included, as a flag for each step.
  func reachable(from roots: [Int]) -> [Bool] {
    var seen = [Bool](repeating: false, count: steps.count)
    var open = roots
    while let next = open.popLast() {
      guard !seen[next] else { continue }
      seen[next] = true
      open += steps[next].operands
    }
    return seen
  }
}

extension ColumnStep {
  /// The steps that must come before.
  var operands: [Int] {
    switch self {
    case .zeros, .ones, .range, .member, .given, .asked, .column, .constant: []
    case .not(let a), .spread(let a, _), .count(let a, _, _), .refused(let a),
      .spreadNumbers(let a, _), .within(let a, _, _), .failed(let a):
      [a]
    case .and(let a, let b), .or(let a, let b), .andNot(let a, let b), .compare(_, let a, let b):
      [a, b]
    case .scaled(let a, _, let mask), .yearOf(let a, let mask), .moved(let a, _, _, let mask),
      .aggregate(_, let a, _, let mask):
      [a, mask]
    case .arithmetic(_, let a, let b, let mask), .fullYears(let a, let b, let mask),
      .select(let mask, let a, let b):
      [a, b, mask]
    }
  }
}
