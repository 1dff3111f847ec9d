/// An expression as written.
public struct Expression: Sendable {
  public let kind: Kind
  public let span: SourceSpan

  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    /// The parser reported what is wrong here; later phases stay silent about it.
    case missing
    case literal(LiteralValue)
    /// Quoted text, as a value of a text field.
    case text(String)
    /// A bare name: a field of the candidate, a parameter, a value of a choice …
    case name(Name)
    /// `其 X`: a field of the list element in hand.
    case its(Name)
    /// `E 的 A`: an attribute of the latest event E, or a field of a record.
    case member(Expression, Name)
    /// 未定, with a remark.
    case unstated(String?)
    /// 基准日, the date on which the decision is made.
    case asOfDate
    case set([Expression])
    case negation(Expression)
    case minus(Expression)
    /// 有记载: whether a fact was given at all.
    case known(Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `D 近 5年 至 E`: within the period that ends on E (the as-of date when not said).
    case window(Expression, length: Expression, end: Expression?)
    /// `D 介于 A 至 B`, both ends included.
    case between(Expression, low: Expression, high: Expression)
    /// `有 [至少 N] L (…)` and `每个 L (…)`.
    case quantifier(Quantifier)
    case aggregate(Aggregate)
    /// 周岁, 较高者, 较低者.
    case call(Function, [Expression])
    /// Named alternatives: 下列之一, 下列全部, 下列至少 N项.
    case group(GroupKind, [Branch])
    /// 满足 clause, 获得 honour, 满期 training, 入选 outcome, 认定 judgement.
    case reference(ReferenceKind, Name)
  }

  public enum BinaryOperator: Hashable, Sendable, CaseIterable {
    case or, and
    case equal, notEqual, atLeast, atMost, above, below, memberOf, notMemberOf, top
    case cappedAt, flooredAt
    case add, subtract, multiply, divide
  }

  public struct Quantifier: Sendable {
    public let kind: Kind
    /// The compared number of `有 至少 3名 L`.
    public let bound: Expression?
    public let list: Expression
    public let condition: Expression?
    public enum Kind: Hashable, Sendable { case atLeast, atMost, exactly, some, every }
    public init(kind: Kind, bound: Expression?, list: Expression, condition: Expression?) {
      self.kind = kind
      self.bound = bound
      self.list = list
      self.condition = condition
    }
  }

  public struct Aggregate: Sendable {
    public let kind: AggregateKind
    public let list: Expression
    public let condition: Expression?
    /// What is summed or compared for each element; absent for a plain count.
    public let value: Expression?
    public init(
      kind: AggregateKind, list: Expression, condition: Expression?, value: Expression?
    ) {
      self.kind = kind
      self.list = list
      self.condition = condition
      self.value = value
    }
  }

  public enum AggregateKind: UInt8, Hashable, Sendable, CaseIterable {
    case count, distinct, sum, highest, lowest, earliest, latest
  }

  public enum Function: Hashable, Sendable { case fullYears, higherOf, lowerOf }

  public enum GroupKind: Sendable {
    case oneOf, allOf
    case atLeast(Expression)
  }

  /// One named alternative.
  public struct Branch: Sendable {
    public let name: Name
    public let id: Name?
    public let citations: [Citation]
    public let notes: [TextLiteral]
    public let condition: Expression
    public init(
      name: Name, id: Name?, citations: [Citation], notes: [TextLiteral], condition: Expression
    ) {
      self.name = name
      self.id = id
      self.citations = citations
      self.notes = notes
      self.condition = condition
    }
  }

  public enum ReferenceKind: Hashable, Sendable {
    case clause, honour, training, outcome, judgement
  }
}

extension Expression {
  /// Whether this is a bare 未定.
  public var isUnstated: Bool {
    if case .unstated = kind { return true }
    return false
  }
}
