/// A name as written, Chinese or ASCII.
public struct Name: Sendable {
  public let text: String
  public let span: SourceSpan
  public init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// A quoted text without its quotation marks.
public struct TextLiteral: Sendable {
  public let text: String
  public let span: SourceSpan
  public init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// One statement: `KEYWORD head : content { details }`.
///
/// Every kind of statement has this one shape; its `Form` says what may stand where. Later phases
/// read the pieces by slot name.
public struct Statement: Sendable {
  public let keyword: Keyword
  /// The block in which it stands, which selects its form.
  public let block: Block
  /// From the keyword to the closing brace or last word.
  public let span: SourceSpan
  /// The keyword alone.
  public let keywordSpan: SourceSpan
  /// True for 替换: this statement replaces the one of the same name in the policy it is based on.
  public let replaces: Bool
  /// The declared or referred name.
  public let name: Name?
  /// The ASCII id in parentheses after the name.
  public let id: Name?
  /// The free words of a `labels` head, or further names of a `refers` head.
  public let labels: [Name]
  public let citations: [Citation]
  /// The explanations in quotes, in order.
  public let notes: [TextLiteral]
  public let slots: [Slot]
  public let details: [Statement]
  /// For a 译名 block: its entries.
  public let translations: [Translation]

  public init(
    keyword: Keyword, block: Block, span: SourceSpan, keywordSpan: SourceSpan,
    replaces: Bool = false, name: Name? = nil, id: Name? = nil, labels: [Name] = [],
    citations: [Citation] = [], notes: [TextLiteral] = [], slots: [Slot] = [],
    details: [Statement] = [], translations: [Translation] = []
  ) {
    self.keyword = keyword
    self.block = block
    self.span = span
    self.keywordSpan = keywordSpan
    self.replaces = replaces
    self.name = name
    self.id = id
    self.labels = labels
    self.citations = citations
    self.notes = notes
    self.slots = slots
    self.details = details
    self.translations = translations
  }
}

/// A kept piece of a statement's content.
public struct Slot: Sendable {
  public let name: SlotName
  public let value: SlotValue
  public let span: SourceSpan
  public init(_ name: SlotName, _ value: SlotValue, _ span: SourceSpan) {
    self.name = name
    self.value = value
    self.span = span
  }
}

public enum SlotValue: Sendable {
  case expression(Expression)
  case name(Name)
  case names([Name])
  case text(TextLiteral)
  case keyword(Keyword)
  case type(TypeSyntax)
  case literal(Literal)
  case bands([Band])
  case facts([Fact])
  case history([Happening])
}

/// `领导干部: no_leading_cadre "Leading cadres"` in a 译名 block.
public struct Translation: Sendable {
  public let name: Name
  public let id: Name
  public let english: TextLiteral?
  public init(name: Name, id: Name, english: TextLiteral?) {
    self.name = name
    self.id = id
    self.english = english
  }
}

/// One band of a table row: an interval, a set of values, or anything.
public enum Band: Sendable {
  case interval(lower: Bound?, upper: Bound?, SourceSpan)
  case set([Expression], SourceSpan)

  public struct Bound: Sendable {
    public let value: Expression
    public let isInclusive: Bool
    public init(_ value: Expression, isInclusive: Bool) {
      self.value = value
      self.isInclusive = isInclusive
    }
  }
}

/// `field: value` of a sample; the value may be a list of elements.
public struct Fact: Sendable {
  public let field: Name
  public let value: FactValue
  public let span: SourceSpan
  public init(field: Name, value: FactValue, span: SourceSpan) {
    self.field = field
    self.value = value
    self.span = span
  }
}

public indirect enum FactValue: Sendable {
  case expression(Expression)
  /// 未知: the fact is taken away.
  case unknown(SourceSpan)
  /// 合格 or 不合格 or any other single word.
  case word(Name)
  /// `[{ … }、{ … }]`, and `3名 { … }` for three equal elements.
  case list([[Fact]], SourceSpan)
  /// `[甲、乙]`, a list of words.
  case words([Name], SourceSpan)
}

/// One dated event of a sample case.
public struct Happening: Sendable {
  public let event: Name
  /// `nil` where only the order of events is known.
  public let date: Literal?
  public let attributes: [Fact]
  public let span: SourceSpan
  public init(event: Name, date: Literal?, attributes: [Fact], span: SourceSpan) {
    self.event = event
    self.date = date
    self.attributes = attributes
    self.span = span
  }
}

/// The type of a field as written.
public struct TypeSyntax: Sendable {
  public let kind: Kind
  public let span: SourceSpan
  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case text, date, boolean, calendarYear, money, judgement, clauses
    /// A number: its unit and how many decimals it may carry (0 for whole numbers).
    case number(unit: Unit, places: Int)
    case percent(places: Int)
    case score(low: Literal, high: Literal, places: Int)
    case choice([Choice])
    /// Lowest first.
    case level([Choice])
    case list([Statement])
    case record([Statement])
    case named(Name)
    case missing
  }

  /// A value of a choice or level with its id for data files.
  public struct Choice: Sendable {
    public let name: Name
    public let id: Name?
    public init(name: Name, id: Name?) {
      self.name = name
      self.id = id
    }
  }
}

/// A parsed file: its statements, tokens and comments, and what was wrong with it.
public struct ParsedFile: Sendable {
  public let file: FileID
  /// The keyword set that the file's first keyword belongs to.
  public let language: Language
  public let kind: Block
  public let statements: [Statement]
  /// All tokens, roles settled by the parser (是 as a value is `yes`); the formatter re-emits them.
  public let tokens: [Token]
  public let comments: [Comment]
  public let diagnostics: [Diagnostic]
  public init(
    file: FileID, language: Language, kind: Block, statements: [Statement], tokens: [Token],
    comments: [Comment], diagnostics: [Diagnostic]
  ) {
    self.file = file
    self.language = language
    self.kind = kind
    self.statements = statements
    self.tokens = tokens
    self.comments = comments
    self.diagnostics = diagnostics
  }
}

extension Statement {
  /// The first piece kept under a name.
  public func slot(_ name: SlotName) -> Slot? { slots.first { $0.name == name } }
  /// All pieces kept under a name, in order.
  public func slots(_ name: SlotName) -> [Slot] { slots.filter { $0.name == name } }

  public func expression(_ name: SlotName) -> Expression? {
    if case .expression(let value)? = slot(name)?.value { return value }
    return nil
  }
  public func keyword(_ name: SlotName) -> Keyword? {
    if case .keyword(let value)? = slot(name)?.value { return value }
    return nil
  }
  public func name(_ slotName: SlotName) -> Name? {
    if case .name(let value)? = slot(slotName)?.value { return value }
    return nil
  }
  public func names(_ slotName: SlotName) -> [Name] {
    if case .names(let value)? = slot(slotName)?.value { return value }
    return []
  }
  public func text(_ name: SlotName) -> String? {
    if case .text(let value)? = slot(name)?.value { return value.text }
    return nil
  }
  public func literal(_ name: SlotName) -> Literal? {
    if case .literal(let value)? = slot(name)?.value { return value }
    return nil
  }
  public var form: Form? { Forms.form(keyword, in: block) }
}
