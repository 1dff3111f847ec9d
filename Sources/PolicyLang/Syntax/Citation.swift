/// Where in the source document a statement stands: `@第四条(二)1`, `@通知`, `@二(三)1`.
public struct Citation: Hashable, Sendable {
  /// The named source, where a policy draws on several documents.
  public let source: String?
  public let parts: [Part]
  public let span: SourceSpan
  /// The Chinese spelling without `@`, as reports show it: `第四条(二)1`. Kept, because every phase asks.
  public let description: String

  public enum Part: Hashable, Sendable {
    /// 第N条, with 之M for an inserted article.
    case article(Int, inserted: Int?)
    /// 第N章.
    case chapter(Int)
    /// 第N款.
    case paragraph(Int)
    /// （一）.
    case bracket(Int)
    /// A bare number: `1`.
    case item(Int)
    /// 第N项.
    case point(Int)
    /// A part without articles (通知, 附件), or a heading number (二).
    case word(String)
  }

  public init(source: String?, parts: [Part], span: SourceSpan) {
    self.source = source
    self.parts = parts
    self.span = span
    description = Citation.spelling(source: source, parts: parts, .chinese)
  }

  public static func == (a: Citation, b: Citation) -> Bool {
    a.source == b.source && a.parts == b.parts
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(parts)
  }
}
