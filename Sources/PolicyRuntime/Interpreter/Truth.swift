/// The three truth values of Kleene's strong logic: a fact that is absent is unknown, never false.
///
///     非   |          且   是 否 ？         或   是 否 ？
///     是 否 |          是   是 否 ？         是   是 是 是
///     否 是 |          否   否 否 否         否   是 否 ？
///     ？ ？ |          ？   ？ 否 ？         ？   是 ？ ？
public enum Truth: Hashable, Sendable, CaseIterable {
  case yes
  case no
  case unknown

  public init(_ value: Bool) { self = value ? .yes : .no }

  public static prefix func ! (a: Truth) -> Truth {
    switch a {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }

  public func and(_ other: Truth) -> Truth {
    if self == .no || other == .no { return .no }
    return self == .yes && other == .yes ? .yes : .unknown
  }

  public func or(_ other: Truth) -> Truth {
    if self == .yes || other == .yes { return .yes }
    return self == .no && other == .no ? .no : .unknown
  }

  /// This truth value as a value of the language.
  public var value: Value {
    switch self {
    case .yes: .boolean(true)
    case .no: .boolean(false)
    case .unknown: .unknown
    }
  }
}
