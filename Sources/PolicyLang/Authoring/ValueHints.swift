/// A remark that an editor shows inside a line: the value behind a name.
public struct ValueHint: Hashable, Sendable {
  /// Right behind the name it explains.
  public let offset: Int
  public let text: String
}

/// What named figures and readings amount to, where they are used.
public enum ValueHints {
  /// The hints between two offsets of the entry file, in the order of the text.
  public static func hints(in range: Range<Int>, of file: CheckedFile) -> [ValueHint] {
    var result: [ValueHint] = []
    for occurrence in file.occurrences {
      guard occurrence.span.file == FileID(0), occurrence.span.lowerBound < range.upperBound else {
        break
      }
      guard occurrence.role == .use, occurrence.span.upperBound >= range.lowerBound,
        let declaration = file.declaration(of: occurrence),
        isInExpression(occurrence.span, file),
        let text = value(of: declaration, file)
      else { continue }
      result.append(ValueHint(offset: occurrence.span.upperBound, text: " = " + text))
    }
    return result
  }

  /// Ids and Chinese names in 译名 need no value.
  private static func isInExpression(_ span: SourceSpan, _ file: CheckedFile) -> Bool {
    guard let tokens = file.parsed?.tokens else { return false }
    let index = TokenSearch.first(in: tokens, endingAfter: span.upperBound)
    return index >= tokens.count || tokens[index].kind != .colon
  }

  private static func value(of declaration: Declaration, _ file: CheckedFile) -> String? {
    let statement = declaration.statement
    switch declaration.space {
    case .parameter:
      if let expression = statement.expression(.value) { return short(expression, file) }
      guard let last = statement.slots(.amount).last, case .expression(let value) = last.value
      else { return nil }
      return short(value, file)
    case .reading:
      guard statement.details.isEmpty, let chosen = statement.expression(.value) else { return nil }
      return short(chosen, file)
    default: return nil
    }
  }

  private static func short(_ expression: Expression, _ file: CheckedFile) -> String? {
    if case .literal(let value) = expression.kind { return value.spelling(file.language) }
    let text = file.compiled.sources.text(expression.span)
    guard text.unicodeScalars.count <= 30, !text.utf8.contains(0x0A) else { return nil }
    return text
  }
}
