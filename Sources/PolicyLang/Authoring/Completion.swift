/// Proposes what may be written at a place, in the keyword language of the file.
public enum Completion {
  /// - Parameter files: the ids of vocabularies, calendars and policies that can be used.
  public static func list(
    at offset: Int, in file: CheckedFile, files: [String] = []
  ) -> CompletionList {
    let place = CompletionPlace(file, offset)
    var builder = CompletionBuilder(place, files: files)
    builder.build()
    return CompletionList(replaced: place.replaced, items: builder.items)
  }
}

/// The word being typed, and what lies before it.
struct CompletionPlace {
  let file: CheckedFile
  let offset: Int
  /// The word before and around the cursor; empty where none is.
  let replaced: SourceSpan
  /// What of it stands before the cursor.
  let prefix: String
  /// Whether the cursor is inside quoted text or a comment.
  let isSilent: Bool
  let context: FileContext

  init(_ file: CheckedFile, _ offset: Int) {
    self.file = file
    self.offset = offset
    let bytes = file.source.bytes
    var isSilent = false
    for comment in file.parsed?.comments ?? []
    where comment.span.lowerBound < offset && offset <= comment.span.upperBound {
      isSilent = true
    }
    var start = offset
    var end = offset
    if let token = CompletionPlace.word(around: offset, file) {
      start = token.span.lowerBound
      end = max(offset, token.span.upperBound)
      if token.kind == .text, offset < end || !CompletionPlace.isClosed(token, file) {
        isSilent = true
      }
      if token.kind == .text { start = offset }
      if token.kind == .text { end = offset }
    }
    self.isSilent = isSilent
    replaced = SourceSpan(file: FileID(0), start: start, end: end)
    let upper = min(max(start, offset), bytes.count)
    prefix = String(decoding: bytes[min(start, upper)..<upper], as: UTF8.self)
    context = FileContext(file, before: start)
  }

  private static func word(around offset: Int, _ file: CheckedFile) -> Token? {
    guard let tokens = file.parsed?.tokens else { return nil }
    let first = TokenSearch.first(in: tokens, endingAfter: offset)
    for index in [first, first - 1, first - 2] where tokens.indices.contains(index) {
      let token = tokens[index]
      guard token.span.lowerBound < offset, offset <= token.span.upperBound else { continue }
      switch token.kind {
      case .word, .keyword, .synonym, .literal, .citation, .text, .invalid: return token
      default: continue
      }
    }
    return nil
  }

  private static func isClosed(_ token: Token, _ file: CheckedFile) -> Bool {
    let text = file.source.text(token.span)
    guard let last = text.last, text.unicodeScalars.count > 1 else { return false }
    return last == "\"" || last == "”" || last == "」" || last == "＂"
  }

  /// The token right before the word being typed.
  var previous: Token? { context.count > 0 ? context.tokens[context.count - 1] : nil }

  /// Whether the word being typed is the first on its line.
  var isFirstOnLine: Bool {
    guard let previous else { return true }
    return context.hasLineBreak(previous.span.upperBound, replaced.lowerBound)
  }
}
