public import PolicyLang

/// A term that a policy declares: 培育期, 聘期, 管理期.
public struct TrainingTerm: Hashable, Sendable {
  /// Its place in `IRProgram.norms`.
  public let norm: Int
  public let label: IRLabel
  public let articles: [String]
  public let origin: IROrigin
  public let length: Figure?
  /// 一般: the length may be another in single cases.
  public let isGeneral: Bool
  /// The event from whose date it runs.
  public let start: Int?
  /// What must hold for it to end well.
  public let completion: Figure?

  init(_ reader: NormReader) {
    norm = reader.index
    label = reader.norm.label
    articles = reader.norm.articles
    origin = reader.norm.origin
    length = reader.figure(.length)
    isGeneral = reader.keyword(.qualifier) == .generally
    start = reader.detail(.starts)?.event(.event)
    completion = reader.detail(.completes)?.figure(.condition)
  }
}

/// A certificate or benefit that a policy declares.
public struct Honour: Hashable, Sendable {
  /// Its place in `IRProgram.norms`.
  public let norm: Int
  public let label: IRLabel
  public let articles: [String]
  /// The event by which it is conferred; benefits have none.
  public let event: Int?
  public let condition: Figure?

  init(_ reader: NormReader) {
    norm = reader.index
    label = reader.norm.label
    articles = reader.norm.articles
    event = reader.event(.event)
    condition = reader.detail(.condition)?.figure(.condition)
  }
}
