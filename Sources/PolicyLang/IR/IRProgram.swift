/// A policy, compiled: typed, flat, free of syntax and of the keyword language it was written in.
///
/// - Invariant: whatever `IRVerifier` accepts can be evaluated without trapping.
/// The serialised form (`IREncoder`, `IRDecoder`) is versioned; its hash names the content.
public struct IRProgram: Hashable, Sendable {
  /// The id of the policy, such as `tongliao`.
  public var id: String
  public var title: String
  public var vocabulary: String
  /// The policies this one is based on, the nearest first.
  public var ancestors: [IRAncestor] = []
  public var enumerations: [IREnumeration] = []
  /// Record 0 is the candidate.
  public var records: [IRRecord] = []
  /// The list element records of events: (label, record index); the first field is the date.
  public var events: [IREvent] = []
  public var parameters: [IRParameter] = []
  public var readings: [IRReading] = []
  public var openPoints: [IROpenPoint] = []
  public var nodes: [IRNode] = []
  /// Named alternatives and conditions that explanations mention.
  public var conditions: [IRCondition] = []
  public var tables: [IRTable] = []
  /// The clauses that decide, in the order of the policy.
  public var requirements: [IRRequirement] = []
  /// Values that are output beside the decision.
  public var results: [IRResult] = []
  /// Fields computed from others when absent; a row where both are given and differ is rejected.
  public var derivations: [IRDerivation] = []
  /// Conditions every record must meet; a record that contradicts one is rejected.
  public var invariants: [IRInvariant] = []
  /// Everything else a policy declares: quotas, subsidies, stages, duties, recitals …
  public var norms: [IRNorm] = []
  /// Which days are worked, for counting working days.
  public var calendars: [IRCalendar] = []
  /// What the policy or one of its ancestors left out of what it is based on.
  public var removals: [IRRemoval] = []

  public init(id: String, title: String, vocabulary: String) {
    self.id = id
    self.title = title
    self.vocabulary = vocabulary
  }
}

public struct IREvent: Hashable, Sendable {
  public var label: IRLabel
  /// The record of its attributes; field 0 is the date on which it happened.
  public var record: Int
  public init(label: IRLabel, record: Int) {
    self.label = label
    self.record = record
  }
}

/// A figure that a writer may change, with its values over time.
public struct IRParameter: Hashable, Sendable {
  public var label: IRLabel
  public var articles: [String]
  public var type: IRType
  /// Ascending by date; the first may have no date and then holds from the beginning.
  public var values: [IRDatedValue]
  public var origin = IROrigin()
  public init(label: IRLabel, articles: [String], type: IRType, values: [IRDatedValue]) {
    self.label = label
    self.articles = articles
    self.type = type
    self.values = values
  }
}

public struct IRDatedValue: Hashable, Sendable {
  public var from: CivilDate?
  public var value: NodeID
  public init(from: CivilDate?, value: NodeID) {
    self.from = from
    self.value = value
  }
}

/// An ambiguity: option 0 is the chosen reading, the others are what the text can bear too.
public struct IRReading: Hashable, Sendable {
  public var label: IRLabel
  public var articles: [String]
  public var note: String
  public var type: IRType
  public var options: [IRReadingOption]
  public var origin = IROrigin()
  public init(
    label: IRLabel, articles: [String], note: String, type: IRType, options: [IRReadingOption]
  ) {
    self.label = label
    self.articles = articles
    self.note = note
    self.type = type
    self.options = options
  }
}

public struct IRReadingOption: Hashable, Sendable {
  public var label: IRLabel
  /// The value, or `nil` where the option is a mere word or holds clauses.
  public var value: NodeID?
  public init(label: IRLabel, value: NodeID?) {
    self.label = label
    self.value = value
  }
}

/// A question that the document leaves, or that its writer could not see (`isUnseen`).
public struct IROpenPoint: Hashable, Sendable {
  public var label: IRLabel
  public var articles: [String]
  public var note: String
  public var isUnseen: Bool
  /// True where the compiler recorded it: a judgement without a judge, money without a tax rule.
  public var isImplied: Bool
  public var origin = IROrigin()
  public init(
    label: IRLabel, articles: [String], note: String, isUnseen: Bool, isImplied: Bool
  ) {
    self.label = label
    self.articles = articles
    self.note = note
    self.isUnseen = isUnseen
    self.isImplied = isImplied
  }
}

/// A named alternative, definition or condition.
public struct IRCondition: Hashable, Sendable {
  public var label: IRLabel
  public var articles: [String]
  public var kind: Kind
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable { case branch, definition, clause }
  public init(label: IRLabel, articles: [String], kind: Kind) {
    self.label = label
    self.articles = articles
    self.kind = kind
  }
}

public struct IRTable: Hashable, Sendable {
  public var label: IRLabel
  public var articles: [String]
  public var inputs: [IRType]
  public var type: IRType
  public var mode: Mode
  public var rows: [IRTableRow]
  /// The value where no row fits.
  public var fallback: NodeID?
  public var origin = IROrigin()
  public enum Mode: UInt8, Hashable, Sendable, CaseIterable {
    case first, unique, sum, highest, lowest
    /// Each row's rate on the part of the value inside its band.
    case slices
  }
  public init(
    label: IRLabel, articles: [String], inputs: [IRType], type: IRType, mode: Mode,
    rows: [IRTableRow], fallback: NodeID?
  ) {
    self.label = label
    self.articles = articles
    self.inputs = inputs
    self.type = type
    self.mode = mode
    self.rows = rows
    self.fallback = fallback
  }
}

public struct IRTableRow: Hashable, Sendable {
  public var bands: [IRBand]
  public var value: NodeID
  public init(bands: [IRBand], value: NodeID) {
    self.bands = bands
    self.value = value
  }
}

public enum IRBand: Hashable, Sendable {
  /// `nil` bounds are open ends; the flags say whether the bound itself belongs to the band.
  case interval(lower: NodeID?, lowerInclusive: Bool, upper: NodeID?, upperInclusive: Bool)
  /// Values of an enumeration.
  case values([Int])
  case any
}

extension IRBand {
  /// The only value in the band, where both ends are the same and belong to it.
  public var single: NodeID? {
    guard case .interval(let lower, true, let upper, true) = self, lower == upper else {
      return nil
    }
    return lower
  }
}

/// A clause that takes part in the decision.
public struct IRRequirement: Hashable, Sendable {
  public var label: IRLabel
  public var articles: [String]
  public var strength: Strength
  /// Where it applies; `nil` means to everyone. Combines 当, 适用于 and the reading that holds it.
  public var applies: NodeID?
  /// The clause as written: for an exclusion, the condition that excludes.
  public var condition: NodeID
  public var exceptions: [IRException]
  /// Facts from elsewhere (免除) that switch it off.
  public var lifts: [IRException]
  /// The judgement this clause asks for, as a field index of the candidate; for 认定 only.
  public var judgement: Int?
  /// Whether the clause is satisfied, composed from the parts above:
  /// `¬applies ∨ lifts ∨ exceptions ∨ condition` (with the condition negated for exclusions).
  public var satisfied: NodeID
  public var note: String
  public var origin = IROrigin()

  public enum Strength: UInt8, Hashable, Sendable, CaseIterable {
    case must, exclude, inPrincipleMust, inPrincipleExclude
    public var isHard: Bool { self == .must || self == .exclude }
    public var excludes: Bool { self == .exclude || self == .inPrincipleExclude }
  }

  public init(
    label: IRLabel, articles: [String], strength: Strength, applies: NodeID?, condition: NodeID,
    exceptions: [IRException], lifts: [IRException], judgement: Int?, satisfied: NodeID,
    note: String
  ) {
    self.label = label
    self.articles = articles
    self.strength = strength
    self.applies = applies
    self.condition = condition
    self.exceptions = exceptions
    self.lifts = lifts
    self.judgement = judgement
    self.satisfied = satisfied
    self.note = note
  }
}

public struct IRException: Hashable, Sendable {
  public var label: IRLabel
  public var articles: [String]
  /// The exception as written.
  public var condition: NodeID
  /// Exceptions to the exception.
  public var exceptions: [IRException]
  /// `condition ∧ ¬(any of exceptions)`.
  public var holds: NodeID
  public var origin = IROrigin()
  public init(
    label: IRLabel, articles: [String], condition: NodeID, exceptions: [IRException],
    holds: NodeID
  ) {
    self.label = label
    self.articles = articles
    self.condition = condition
    self.exceptions = exceptions
    self.holds = holds
  }
}

public struct IRResult: Hashable, Sendable {
  public var label: IRLabel
  public var articles: [String]
  public var value: NodeID
  public var origin = IROrigin()
  public init(label: IRLabel, articles: [String], value: NodeID) {
    self.label = label
    self.articles = articles
    self.value = value
  }
}

public struct IRDerivation: Hashable, Sendable {
  /// A field index of the candidate.
  public var field: Int
  public var value: NodeID
  public init(field: Int, value: NodeID) {
    self.field = field
    self.value = value
  }
}

public struct IRInvariant: Hashable, Sendable {
  public var label: IRLabel
  public var condition: NodeID
  public init(label: IRLabel, condition: NodeID) {
    self.label = label
    self.condition = condition
  }
}

/// A declaration outside eligibility, kept with everything it says.
public struct IRNorm: Hashable, Sendable {
  /// The keyword of its statement; its meaning does not depend on the keyword language.
  public var kind: Keyword
  public var label: IRLabel
  public var articles: [String]
  public var note: String
  public var attributes: [IRAttribute]
  /// Indices of the norms inside its block, which follow it in `IRProgram.norms`.
  public var children: [Int]
  public var origin = IROrigin()
  public init(
    kind: Keyword, label: IRLabel, articles: [String], note: String, attributes: [IRAttribute],
    children: [Int]
  ) {
    self.kind = kind
    self.label = label
    self.articles = articles
    self.note = note
    self.attributes = attributes
    self.children = children
  }
}

public struct IRAttribute: Hashable, Sendable {
  public var name: SlotName
  public var value: Value
  public indirect enum Value: Hashable, Sendable {
    case node(NodeID)
    case keyword(Keyword)
    case text(String)
    /// A declared norm: its index in `IRProgram.norms`.
    case norm(Int)
    case event(Int)
    case field(Int)
    case requirement(Int)
    case constant(IRConstant, IRType)
  }
  public init(_ name: SlotName, _ value: Value) {
    self.name = name
    self.value = value
  }
}
