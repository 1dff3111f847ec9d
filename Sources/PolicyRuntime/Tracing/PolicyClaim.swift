public import PolicyLang

/// What a declaration of a policy says about its document: the places that it cites, and its figures.
public struct PolicyClaim: Sendable {
  public let keyword: Keyword
  public let name: String
  /// The ASCII id after the name, if one is written there.
  public let id: String?
  /// The first line of the declaration, without what stands between its braces.
  public let span: SourceSpan
  public let role: Role
  /// Its own citations, also those of its alternatives.
  public let citations: [Citation]
  /// How many blocks stand around it.
  public let depth: Int
  /// The claim around it.
  public let parent: Int?
  public internal(set) var figures: [Figure] = []
  /// Comparisons with a level: 至少 高级技师.
  var levels: [LevelBound] = []
  /// The declared things that it refers to.
  var references: [String] = []
  /// An open point about how the document numbers itself.
  var isAboutNumbering = false
  /// Figures that its names and explanations mention.
  var mentioned: [FigureValue] = []

  public enum Role: Hashable, Sendable {
    case rule
    /// Kept so that coverage is complete: 宣示.
    case recital
    /// 存疑, 未见.
    case openPoint
    /// Bodies and documents: they stand where they are cited, but rule nothing.
    case name
  }

  /// A figure that the document must say.
  public struct Figure: Sendable {
    public let value: FigureValue
    /// In the language of documents: 5年, 5万元.
    public let spelling: String
    public let span: SourceSpan
    /// The places where it must stand, inherited ones included; anywhere when there are none.
    public let citations: [Citation]
    /// What the document may say instead: 五年 for the last day of five years, 40分 for 40%.
    var alternatives: [FigureValue] = []
    /// How a value is compared with it.
    let bound: FigureBound?
    /// Where the comparison says the opposite (不得, 非), so that the document may word it either way.
    let isTurned: Bool
  }

  struct LevelBound: Sendable {
    let level: String
    let bound: FigureBound
    let isTurned: Bool
    let span: SourceSpan
    let citations: [Citation]
  }
}
