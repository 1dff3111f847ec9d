internal import PolicyLang

/// What two policies declare outside eligibility, held against each other by meaning.
///
/// Exact where it speaks: figures are compared as numbers, conditions as they are built, under the
/// readings and figures that each policy was prepared with. Free words are compared as written.
public struct PolicyComparison: Sendable {
  public let a: PreparedPolicy
  public let b: PreparedPolicy
  /// Everything that either declares: aligned pairs and what only one has, by section.
  public let concepts: [ComparedConcept]
  /// What was taken for the same thing although the documents call it otherwise.
  public let equated: [EquatedNames]
  /// Which concepts correspond, as positions in what was read of either policy.
  let pairs: [(a: Int, b: Int)]

  public init(_ a: PreparedPolicy, _ b: PreparedPolicy) {
    let numbers = TermNumbers()
    self.init(
      a, ConceptReader.concepts(a.environment, numbers), b,
      ConceptReader.concepts(b.environment, numbers), numbers)
  }

  init(
    _ a: PreparedPolicy, _ conceptsOfA: [Concept], _ b: PreparedPolicy, _ conceptsOfB: [Concept],
    _ numbers: TermNumbers
  ) {
    self.a = a
    self.b = b
    var aligner = Aligner(
      ComparedSide(a.environment, conceptsOfA, numbers, side: 0),
      ComparedSide(b.environment, conceptsOfB, numbers, side: 1))
    pairs = aligner.align()
    var comparer = Comparer(aligner.a, aligner.b, pairs)
    concepts = comparer.compare()
    equated = PolicyComparison.equated(aligner.bodies, concepts, a.program, b.program)
  }

  /// Those that are not the same in both.
  public var differing: [ComparedConcept] { concepts.filter { !$0.differences.isEmpty } }
}

/// A concept of one policy with its counterpart in the other, or without one.
public struct ComparedConcept: Hashable, Sendable {
  public let section: ConceptSection
  /// At least one of the two is there.
  public let a: Concept?
  public let b: Concept?
  /// Empty where both say the same.
  public internal(set) var differences: [ConceptDifference]
}

/// One point on which two policies differ. `nil` means that the policy says nothing about it.
public struct ConceptDifference: Hashable, Sendable {
  public let key: AttributeKey
  public let a: DeclaredTerm?
  public let b: DeclaredTerm?
  public let direction: DifferenceDirection
}

/// Who is better off, where that is certain from what is declared; else only that it differs.
public enum DifferenceDirection: Hashable, Sendable {
  /// Whoever is selected gains more under that policy.
  case aGains, bGains
  /// That policy asks more.
  case aStricter, bStricter
  case different

  public var mirrored: DifferenceDirection {
    switch self {
    case .aGains: .bGains
    case .bGains: .aGains
    case .aStricter: .bStricter
    case .bStricter: .aStricter
    case .different: .different
    }
  }
}

/// One policy with what an alignment found out about it.
struct ComparedSide {
  let program: IRProgram
  let environment: Environment
  let concepts: [Concept]
  let plan: ProcedurePlan
  var keys: TermKeys

  init(
    _ environment: Environment, _ concepts: [Concept], _ numbers: TermNumbers, side: Int
  ) {
    program = environment.program
    self.environment = environment
    self.concepts = concepts
    plan = ProcedurePlan(environment.program)
    keys = TermKeys(environment, numbers, side: side)
  }

  mutating func key(_ term: DeclaredTerm?) -> String? {
    guard let term else { return nil }
    return keys.key(term.value)
  }

  func events(_ stage: Int) -> [String] {
    let norm = program.norms[stage]
    var result: [String] = []
    for name in [SlotName.event, .startEvent, .endEvent] {
      if let event = norm.event(name), program.events.indices.contains(event) {
        result.append(program.events[event].label.id)
      }
    }
    return result
  }
}
