public import PolicyLang

/// What a fact would have to be.
public enum NeededValue: Hashable, Sendable {
  case atLeast(Value)
  case atMost(Value)
  case between(Value, Value)
  /// Never empty.
  case oneOf([Value])

  /// The value right at the threshold, which was tried.
  public var nearest: Value {
    switch self {
    case .atLeast(let value), .atMost(let value), .between(let value, _): value
    case .oneOf(let values): values.first ?? .unknown
    }
  }
}

/// One thing that would have to be otherwise for a candidate to be eligible.
public struct FactChange: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A fact or a judgement, of the candidate or of one element of a list.
    case fact(NeededValue)
    /// A list gets so many more elements like this one; facts that do not matter are absent in it.
    case added(count: Int, element: [ElementFact])
    /// Elements of a list, by position from 0, would have to go; of an absent list none: it is empty.
    case removed([Int])
    /// A waiver of an in-principle clause.
    case waiver
  }

  /// What a new element has to be like in one respect.
  public struct ElementFact: Hashable, Sendable {
    public let label: IRLabel
    public let type: IRType
    public let needed: NeededValue
  }

  public let kind: Kind
  /// Where the fact stands, as decisions name it; for a waiver the field of waivers, if there is one.
  public let path: String
  public let type: IRType
  /// The value now, derived ones included; `.unknown` where it is absent.
  public let from: Value
  /// The value with which the changed record was decided.
  public let to: Value
  /// The clause that asks for the change.
  public let clause: ClauseFinding
  /// Whether the fact is a thing of the past, such as a date of birth or a sanction on record, which
  /// nobody can bring about.
  public var isPast = false
  /// For a thing of the past the first day on which the record as it stands will do, other changes of
  /// the set made; `nil` where waiting does not help, or was not asked about.
  public var waitUntil: CivilDate?
}

/// What would have to change for a candidate to be eligible.
public struct Remedies: Sendable {
  /// Sets of changes; each is enough, and no part of it is. Fewest changes first.
  public let sets: [[FactChange]]
  /// How many more sets of the same sizes were found and left out.
  public let further: Int
  /// Whether the search was complete up to `RemedyFinder.mostChanges` changes; otherwise having found
  /// nothing means nothing.
  public let isComplete: Bool
  /// Whether nobody can be eligible, whatever is changed; known only where nothing was found.
  public internal(set) var admitsNobody = false
}
