public import PolicyLang

/// What an expression yields in the naive evaluator: the second, independent implementation of the
/// language's meaning that the interpreter is compared with. It walks the syntax tree, knows names
/// and values by their words, and shares no code with the compiler behind the parser.
public indirect enum NaiveValue: Hashable, Sendable {
  case unknown
  /// Known to be no value: the highest of an empty list.
  case nothing
  case truth(Bool)
  /// Periods are in years where months were written; counts carry no unit.
  case number(Rational, Unit)
  /// A count between two numbers; without an upper one where the whole list is absent.
  case interval(Int64, Int64?)
  case date(CivilDate)
  case text(String)
  /// One value of a level or choice, by its label.
  case word(String)
  case words([String])
  case elements([[String: NaiveValue]])
  /// `nil` while the body has not decided.
  case finding(Bool?)
}

/// Something absent that an unknown value goes back to.
public enum NaiveLeaf: Hashable, Sendable {
  case fact(String)
  case judgement(String)
  /// 未定: nothing that anyone could supply.
  case open
}

/// A value with the absent things that keep it from being settled.
struct NaiveOutcome {
  var value: NaiveValue
  /// Empty unless the value is unknown or an interval.
  var leaves: [NaiveLeaf] = []

  init(_ value: NaiveValue, _ leaves: [NaiveLeaf] = []) {
    self.value = value
    self.leaves = leaves
  }

  static let yes = NaiveOutcome(.truth(true))
  static let no = NaiveOutcome(.truth(false))

  /// `nil` when unknown.
  var truth: Bool? {
    if case .truth(let truth) = value { return truth }
    return nil
  }

  var isUnknown: Bool { value == .unknown }

  var negated: NaiveOutcome {
    guard let truth else { return self }
    return NaiveOutcome(.truth(!truth))
  }

  static func unknown(_ children: [NaiveOutcome]) -> NaiveOutcome {
    NaiveOutcome(.unknown, children.flatMap(\.leaves))
  }

  /// Kleene: true once one is true, false once all are false.
  static func any(_ outcomes: [NaiveOutcome]) -> NaiveOutcome {
    if outcomes.contains(where: { $0.truth == true }) { return .yes }
    if outcomes.allSatisfy({ $0.truth == false }) { return .no }
    return unknown(outcomes.filter { $0.truth == nil })
  }

  static func all(_ outcomes: [NaiveOutcome]) -> NaiveOutcome {
    any(outcomes.map(\.negated)).negated
  }
}

/// The facts of one candidate by label; a field that is not there is absent.
public struct NaiveCandidate: Hashable, Sendable {
  public var facts: [String: NaiveValue]
  /// Names of the clauses for which a waiver is recorded.
  public var waivers: [String]

  public init(facts: [String: NaiveValue], waivers: [String]) {
    self.facts = facts
    self.waivers = waivers
  }
}

/// A declared field as the vocabulary's syntax tree gives it.
public struct NaiveField: Sendable {
  public let label: String
  public let id: String
  public let kind: TypeSyntax.Kind
  /// The fields of a list's elements.
  public let elements: [NaiveField]

  init?(_ statement: Statement) {
    guard statement.keyword == .field, let name = statement.name,
      case .type(let type)? = statement.slot(.type)?.value
    else { return nil }
    label = name.text
    id = statement.id?.text ?? name.text
    kind = type.kind
    if case .list(let fields) = type.kind {
      elements = fields.compactMap(NaiveField.init)
    } else {
      elements = []
    }
  }

  /// The labels of a level or choice, lowest first; empty for other types.
  public var words: [String] {
    switch kind {
    case .choice(let choices), .level(let choices): choices.map(\.name.text)
    default: []
    }
  }

  public var isJudgement: Bool {
    if case .judgement = kind { return true }
    return false
  }
}
