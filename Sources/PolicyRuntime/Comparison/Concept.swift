public import PolicyLang

/// The parts into which a comparison is ordered, in the order in which people read them.
public enum ConceptSection: Int, Hashable, Sendable, CaseIterable {
  case scope, quota, priority, selection, training, money, honour, procedure, revocation, duties
}

/// One thing that a policy declares outside eligibility, in a form that another policy's can be held
/// against: a quota, a payment, a stage, all of its revocations together.
public struct Concept: Hashable, Sendable {
  public let section: ConceptSection
  /// The statement that declares it.
  public let kind: Keyword
  /// The statements behind it, as indices of `IRProgram.norms`; several for revocations.
  public let norms: [Int]
  /// The stage or the eligibility block that holds it.
  public let holder: Int?
  public let label: IRLabel
  public let articles: [String]
  /// In the order in which they are shown; each key once.
  public internal(set) var attributes: [ConceptAttribute]
  /// What its revocations do, for revocations only.
  public internal(set) var effects: [ConceptEffect] = []

  public subscript(key: AttributeKey) -> DeclaredTerm? {
    for attribute in attributes where attribute.key == key { return attribute.term }
    return nil
  }
}

public struct ConceptAttribute: Hashable, Sendable {
  public let key: AttributeKey
  public let term: DeclaredTerm
}

/// What a policy says under one heading, with where it says it.
public struct DeclaredTerm: Hashable, Sendable {
  public let value: TermValue
  public let articles: [String]
  /// Whether another reading of the document gives something else.
  public let isContested: Bool

  /// Whether the document names the point and leaves it open.
  public var isOpen: Bool { value == .unstated }
  public var isSettled: Bool { !isOpen && !isContested }
}

/// A value as a policy declares it, without words: indices are those of its program.
public indirect enum TermValue: Hashable, Sendable {
  /// A figure or a condition.
  case node(NodeID)
  case keyword(Keyword)
  case event(Int)
  /// The event on which an honour (norm) is conferred.
  case conferral(event: Int, honour: Int)
  case norm(Int)
  case field(Int)
  case text(String)
  /// Something named, which is the same as another of that id.
  case label(IRLabel)
  case constant(IRConstant, IRType)
  case flag(Bool)
  /// From a year, until a year, or both.
  case years(first: Int?, last: Int?)
  /// One stage (norm) comes before another.
  case before(Int, Int)
  /// No order between two stages.
  case unordered(Int, Int)
  /// Money paid already is kept.
  case notRecovered
  /// 未定: the document leaves it open.
  case unstated
  /// Several of which the order means nothing.
  case set([TermValue])
  /// Several that are read one after the other.
  case phrase([TermValue])
}

/// One thing that a revocation does.
public struct ConceptEffect: Hashable, Sendable {
  /// The revocation and its effect, as norms.
  public let revocation: Int
  public let effect: Keyword
  /// What it is done to, as a norm.
  public let target: Int?
  /// How much, for how long.
  public let extent: DeclaredTerm?
  public let articles: [String]
  public let grounds: DeclaredTerm?
  public let approver: DeclaredTerm?
  public let condition: DeclaredTerm?
  public let events: [Int]
}

/// What can be said of a concept. The raw value is for data and never changes.
public enum AttributeKey: String, Hashable, Sendable, CaseIterable {
  /// The concept as a whole: only one policy has it.
  case whole
  case effective, expires, issued, kind
  case actor, rhythm, exactness, bound, amount, years, number, tolerance, sentTo, parts
  case factors, fills, among, method, items, combine, missing
  case ranking, ties, limits, rounds
  case length, adjustable, starts, completes, renewable
  case during, trigger, recipient, condition, purpose, source, tax, payment, instalments, ceilings
  case onceOnly, relation, matching, within
  case moment, asFor, includes, considers
  case order, firstDay, nextWorkday, optional, passes
  case strength, stage, timing, deadline
  case grounds, approver, stopTraining, withdraw, endBenefits, recover, cancelCandidacy, cancelRight
  case refer, bar
}
