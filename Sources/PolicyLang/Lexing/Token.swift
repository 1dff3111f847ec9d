/// A word or mark of a policy file. Tokens carry no text; the source has it.
public struct Token: Hashable, Sendable {
  public let kind: Kind
  public let span: SourceSpan
  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  public enum Kind: Hashable, Sendable {
    /// A name: Han characters, ASCII letters, digits and `_`.
    case word
    case keyword(Keyword)
    /// A synonym that `fmt` rewrites: 必须 for 应当.
    case synonym(Keyword)
    /// A figure that is one whole word; in English the unit word belongs to it.
    case literal(LiteralValue)
    /// Quoted text; the span includes the quotation marks.
    case text
    /// `@…` up to the next blank.
    case citation
    case colon, comma, semicolon, fullStop
    case leftBrace, rightBrace, leftParen, rightParen, leftBracket, rightBracket
    case plus, minus, times, divided
    /// `=`, `<`, `>=` … : `<` orders levels, the others are synonyms of comparison words.
    case equals, notEquals, less, lessOrEqual, greater, greaterOrEqual
    /// Something that is no token; already reported.
    case invalid
    case endOfFile
  }

  /// The keyword of a keyword or synonym token.
  public var keyword: Keyword? {
    switch kind {
    case .keyword(let keyword), .synonym(let keyword): keyword
    default: nil
    }
  }
}

/// A comment from `#` to the end of its line.
public struct Comment: Hashable, Sendable {
  public let span: SourceSpan
  /// Whether something other than blanks stands before it on its line.
  public let isTrailing: Bool
  public init(span: SourceSpan, isTrailing: Bool) {
    self.span = span
    self.isTrailing = isTrailing
  }
}
