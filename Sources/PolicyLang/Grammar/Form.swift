/// The shape of statements as data.
///
/// Every statement of the language is one sentence: `KEYWORD head : content { details }`. A `Form` says
/// what may stand in each place for one keyword in one kind of block. The parser follows it, the
/// formatter lays it out by it, and `Grammar.md` and editor completion are written from it, so that
/// these four can never disagree.
public struct Form: Sendable {
  public let keyword: Keyword
  public let head: Head
  public let content: [Part]
  /// The statements that may stand between the braces, or `nil` where no block may follow.
  public let details: Block?
  /// How often the statement may stand in one block.
  public private(set) var occurs = Occurrence.often

  public enum Occurrence: Hashable, Sendable {
    case often, once
    /// Once with each kind of content: a number, and a word instead of a number.
    case oncePerContent
  }

  init(_ keyword: Keyword, _ head: Head, _ content: [Part] = [], details: Block? = nil) {
    self.keyword = keyword
    self.head = head
    self.content = content
    self.details = details
  }

  /// The same form, which may stand only so often.
  func occurring(_ occurs: Occurrence) -> Form {
    var result = self
    result.occurs = occurs
    return result
  }

  /// The same form for a statement whose meaning a second one would contradict.
  var single: Form { occurring(.once) }

  /// What stands between the keyword and the content.
  public enum Head: Hashable, Sendable {
    /// Nothing: `试行`, `给 个人`.
    case none
    /// A new name with optional id, citations and explanation.
    case declares(Space)
    /// A name declared elsewhere, with optional citations and explanation: `认定 政治素质`.
    case refers(Space)
    /// One or more free words that name nothing: `兼顾 行业、性别`.
    case labels
    /// No name, but citations and an explanation may stand: `发布 2024-01-03 @通知`.
    case cites
  }
}

/// One piece of a statement's content.
public indirect enum Part: Sendable {
  /// A keyword that must stand here and is not kept.
  case word(Keyword)
  /// The colon between head and content.
  case colon
  /// A piece that is kept under a name.
  case slot(SlotName, Content)
  /// All or none of these pieces.
  case optional([Part])
  /// Exactly one of these rows, chosen by its first token.
  case either([[Part]])
  /// Any number of these rows, in any order.
  case any([[Part]])
  /// The row once, then again after each separator 、 or ,.
  case separated([Part])
}

/// What a slot may hold.
public indirect enum Content: Hashable, Sendable {
  /// An expression; 未定 may stand in it.
  case expression
  /// A value without comparison, where a comparison word may follow with a meaning of its own.
  case operand
  /// A name of a declared thing.
  case name(Space)
  /// Names of declared things separated by 、.
  case names(Space)
  /// Words that name nothing, separated by 、.
  case labels
  /// Quoted text.
  case text
  /// One of these keywords, kept as such.
  case keyword([Keyword])
  /// The type of a field.
  case type
  /// A figure written out: number with unit, date, money.
  case literal
  /// Bands of a table row, one for each input, separated by 、.
  case bands
  /// `{ field: value … }` of a sample.
  case facts
  /// `{ event date (attribute: value) … }` of a case.
  case history
  /// An identifier for files and data: ASCII.
  case identifier
}

/// Where a name is declared and looked up.
public enum Space: Hashable, Sendable, CaseIterable {
  case field, type, event, value, body, clause, judgement, quota, scoring, selection, round,
    outcome,
    training, subsidy, honour, procedure, stage, revocation, parameter, reading, open, table,
    definition, sample, test, recital, duty, recipient, list, document, unit, any, option, bar,
    limit, ground, apportionment, cohort, factor, eligibility, exception, consideration
}

/// Names the pieces of content, so that later phases ask for them by meaning and not by position.
public enum SlotName: String, Hashable, Sendable, CaseIterable {
  case date, endDate, year, endYear, value, otherwise, type, meaning, condition, amount, exactness,
    rhythm, interval, tolerance, method, weight, items, mode, keys, direction, target, source,
    share,
    subset, per, hard, once, recipient, body, event, startEvent, endEvent, length, qualifier,
    timing,
    response, lateness, claim, relation, sample, changes, history, settings, setting, expected,
    cause,
    inputs, bands, identifier, base, labels, first, low, high, marks, number, text, bound, names,
    effect, effects, part, flag
}

/// The kinds of block, each with its own set of statements.
public enum Block: Hashable, Sendable, CaseIterable {
  case policyFile, vocabularyFile, calendarFile
  case subject, fields, names, table
  case eligibility, clause, attest, reading
  case quota, apportionment, scoring, selection, round
  case training, subsidy, honour, duties, procedure, stage, revocation, cohorts, bar
}
