public import PolicyLang

/// A policy as a page for readers, before it becomes HTML or Markdown. Every figure in it is the policy's.
public struct PolicyDocument: Hashable, Sendable {
  public let title: String
  public let language: Language
  /// Who issued it, under which number, since when it is in force.
  public let facts: [DocumentStatement]
  public let sections: [DocumentSection]
  /// The same in questions and answers.
  public let questions: [DocumentSection]
}

public struct DocumentSection: Hashable, Sendable {
  /// Stable, for links and data.
  public let id: String
  public let title: String
  public internal(set) var blocks: [DocumentBlock]
}

public enum DocumentBlock: Hashable, Sendable {
  case paragraph(String)
  /// A heading inside a section, with where it stands in the document.
  case heading(DocumentStatement)
  case list([DocumentStatement])
  /// What comes one after the other: the stages of a procedure, then a term and what ends it.
  case timeline([DocumentStatement])
  case table(DocumentTable)
  /// That the document says nothing on a point.
  case silence(String)
}

/// One thing that a policy says.
public struct DocumentStatement: Hashable, Sendable {
  /// What the policy calls it; may be empty.
  public var title: String
  public var text: String
  /// The writer's remark.
  public var note: String
  public var articles: [String]
  /// The articles in words, with the policy from which it is taken over.
  public var citation: String
  public var mark: Mark
  /// What else is said about it.
  public var details: [DocumentStatement]
  /// The readings it names, as indices of the program.
  var readings: [Int] = []

  public enum Mark: String, Hashable, Sendable, CaseIterable {
    /// The document says so.
    case stated
    /// The document bears another reading.
    case contested
    /// The document raises the point and leaves it open.
    case open
    /// The writer could not see what the document says.
    case unseen
    /// The document does not say.
    case silent
  }

  public init(
    title: String = "", text: String = "", note: String = "", articles: [String] = [],
    citation: String = "", mark: Mark = .stated, details: [DocumentStatement] = []
  ) {
    self.title = title
    self.text = text
    self.note = note
    self.articles = articles
    self.citation = citation
    self.mark = mark
    self.details = details
  }
}

public struct DocumentTable: Hashable, Sendable {
  public let title: String
  public let head: [String]
  public let rows: [Row]

  public struct Row: Hashable, Sendable {
    /// What the row is about, with where it stands.
    public let name: DocumentStatement
    public let cells: [DocumentStatement]
  }
}

extension DocumentBlock {
  /// Everything said in it, details aside.
  public var statements: [DocumentStatement] {
    switch self {
    case .paragraph(let text): return [DocumentStatement(text: text)]
    case .silence(let text): return [DocumentStatement(text: text, mark: .silent)]
    case .heading(let statement): return [statement]
    case .list(let statements), .timeline(let statements): return statements
    case .table(let table):
      var result: [DocumentStatement] = []
      for row in table.rows { result += [row.name] + row.cells }
      return result
    }
  }
}
