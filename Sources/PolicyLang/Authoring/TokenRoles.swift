/// What a piece of text is, for highlighting.
public enum TokenRole: UInt8, Hashable, Sendable, CaseIterable {
  case keyword, clause, field, value, type, event, figure, definition, norm, name, number, text,
    citation, comment, mark
}

/// A highlighted piece of the entry file.
public struct TokenMark: Hashable, Sendable {
  public let span: SourceSpan
  public let role: TokenRole
  public let isDeclaration: Bool
}

/// Highlighting by meaning: a name is shown as what it stands for.
public enum TokenRoles {
  /// All pieces with a role, in the order of the text, none overlapping.
  public static func marks(of file: CheckedFile) -> [TokenMark] {
    guard let parsed = file.parsed else { return [] }
    var known: [UInt32: NameOccurrence] = [:]
    for occurrence in file.occurrences {
      guard occurrence.span.file == FileID(0) else { break }
      known[occurrence.span.start] = occurrence
    }
    var result: [TokenMark] = []
    for token in parsed.tokens {
      guard let mark = mark(token, known[token.span.start], file) else { continue }
      result.append(mark)
    }
    for comment in parsed.comments {
      result.append(TokenMark(span: comment.span, role: .comment, isDeclaration: false))
    }
    return withoutOverlaps(result.sorted { $0.span.start < $1.span.start })
  }

  private static func mark(
    _ token: Token, _ occurrence: NameOccurrence?, _ file: CheckedFile
  ) -> TokenMark? {
    if let occurrence, occurrence.span == token.span {
      let role: TokenRole =
        file.declaration(of: occurrence).map { TokenRoles.role(of: $0.space) } ?? TokenRole.name
      return TokenMark(
        span: token.span, role: role, isDeclaration: occurrence.role == .declaration)
    }
    guard let role = role(of: token.kind) else { return nil }
    return TokenMark(span: token.span, role: role, isDeclaration: false)
  }

  private static func role(of kind: Token.Kind) -> TokenRole? {
    switch kind {
    case .word: .name
    case .keyword, .synonym: .keyword
    case .literal: .number
    case .text: .text
    case .citation: .citation
    case .plus, .minus, .times, .divided, .equals, .notEquals, .less, .lessOrEqual, .greater,
      .greaterOrEqual:
      .mark
    case .colon, .comma, .semicolon, .fullStop, .leftBrace, .rightBrace, .leftParen, .rightParen,
      .leftBracket, .rightBracket, .invalid, .endOfFile:
      nil
    }
  }

  /// How a declared thing is shown.
  public static func role(of space: Space) -> TokenRole {
    switch space {
    case .clause, .exception, .judgement, .consideration: .clause
    case .field, .list: .field
    case .option, .value: .value
    case .type: .type
    case .event: .event
    case .parameter: .figure
    case .reading, .definition, .table, .open: .definition
    case .body, .quota, .scoring, .selection, .round, .outcome, .training, .subsidy, .honour,
      .procedure, .stage, .revocation, .sample, .test, .recital, .duty, .recipient, .document,
      .unit, .any, .bar, .limit, .ground, .apportionment, .cohort, .factor, .eligibility:
      .norm
    }
  }

  private static func withoutOverlaps(_ marks: [TokenMark]) -> [TokenMark] {
    var end: UInt32 = 0
    return marks.filter { mark in
      guard mark.span.start >= end, !mark.span.isEmpty else { return false }
      end = mark.span.end
      return true
    }
  }
}
