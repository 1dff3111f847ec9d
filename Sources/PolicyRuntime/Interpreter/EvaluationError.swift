public import PolicyLang

/// Why an expression has no value at all, which is different from an unknown one.
public struct EvaluationError: Error, Hashable, Sendable {
  /// The node at which it happened, if one is to blame.
  public var node: NodeID?
  public var kind: Kind
  public init(_ kind: Kind, at node: NodeID?) {
    self.kind = kind
    self.node = node
  }

  /// The same with the expression that was being worked out, where none is blamed yet.
  func placed(at other: NodeID?) -> EvaluationError {
    node == nil ? EvaluationError(kind, at: other) : self
  }

  public enum Kind: Hashable, Sendable {
    /// A number left the range of exact arithmetic.
    case overflow
    case divisionByZero
    /// The value depends on the day of the decision, which was not given.
    case missingAsOfDate
    /// Only whole years, months and days can be added to a date.
    case fractionalPeriod
    /// A date outside the years 1 to 9999.
    case dateOutOfRange
    /// The parameter (index) has no value yet on the day of the decision.
    case parameterNotYetSet(Int)
    /// Two rows of a table (index) that must be unique give different values.
    case tableConflict(Int)
    /// A mark on a score sheet (norm) below zero or above the full marks; expert and item from 0.
    case markOutOfRange(sheet: Int, expert: Int, item: Int)
    /// Working days of a year that no calendar covers.
    case yearNotCovered(Int)
    /// The program asks for something its types do not allow; the verifier refuses such programs.
    case ill
  }
}
