/// Something that may be written at a place.
public struct CompletionItem: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case keyword
    case name(Space)
    case unit
    case article
    case file
  }
  /// What is shown and inserted.
  public let text: String
  public let kind: Kind
  /// A short remark: the other spelling, the type, the article.
  public let detail: String
  /// What typed letters are compared with: the id where letters are being typed, else `text`.
  public let filter: String
}

/// The proposals for a place, and the piece of text that a chosen one replaces.
public struct CompletionList: Sendable {
  public let replaced: SourceSpan
  /// The likeliest first; no two with the same text.
  public let items: [CompletionItem]
}
