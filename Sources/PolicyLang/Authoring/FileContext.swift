/// Where in a file a place is, read from the tokens before it alone, so that it is known also while the
/// text around it is broken.
struct FileContext {
  /// What an open bracket holds.
  enum Scope: Hashable, Sendable {
    case block(Block)
    /// `{ field: value … }` of a sample or a list element in it.
    case facts
    /// `{ event date (…) … }` of a sample case.
    case history
    /// Named alternatives.
    case group
    /// `{a、b}`.
    case set
    case names
    /// Round brackets; the word in front may name the list whose element is asked about.
    case brackets
    case list
    /// The fields of a list type.
    case fields
  }

  struct Level {
    let scope: Scope
    /// The index of the token that opened it; -1 for the file.
    let opener: Int
    /// The form of the statement at hand and the index of its keyword.
    var form: Form?
    var keyword: Int?
  }

  let file: CheckedFile
  let tokens: [Token]
  /// How many tokens lie before the place.
  let count: Int
  private(set) var levels: [Level]

  var innermost: Level { levels[levels.count - 1] }

  /// The context of an offset; the token that ends there does not count when it is a word being typed.
  init(_ file: CheckedFile, before offset: Int) {
    self.file = file
    tokens = file.parsed?.tokens ?? []
    var count = 0
    while count < tokens.count, tokens[count].kind != .endOfFile,
      tokens[count].span.upperBound <= offset
    {
      count += 1
    }
    self.count = count
    levels = [Level(scope: .block(file.parsed?.kind ?? .policyFile), opener: -1)]
    for index in 0..<count { read(index) }
  }

  /// The block whose statements may stand at an offset, or in whose statement it lies.
  static func block(at offset: Int, in file: CheckedFile) -> Block? {
    let context = FileContext(file, before: offset)
    for level in context.levels.reversed() {
      if case .block(let block) = level.scope { return block }
      if level.scope == .fields { return .fields }
    }
    return nil
  }

  // MARK: Reading

  private mutating func read(_ index: Int) {
    let token = tokens[index]
    switch token.kind {
    case .leftBrace: open(scope(openedBy: index), index)
    case .leftParen: open(.brackets, index)
    case .leftBracket: open(.list, index)
    case .rightBrace, .rightParen, .rightBracket:
      if levels.count > 1 { levels.removeLast() }
    case .keyword(let keyword), .synonym(let keyword): startStatement(keyword, index)
    default: break
    }
  }

  private mutating func open(_ scope: Scope, _ index: Int) {
    guard levels.count < 200 else { return }
    levels.append(Level(scope: scope, opener: index))
  }

  private mutating func startStatement(_ keyword: Keyword, _ index: Int) {
    guard let block = block(of: innermost.scope), startsStatement(index),
      let form = Forms.form(keyword, in: block)
    else { return }
    levels[levels.count - 1].form = form
    levels[levels.count - 1].keyword = index
  }

  private func block(of scope: Scope) -> Block? {
    switch scope {
    case .block(let block): block
    case .fields: .fields
    default: nil
    }
  }

  /// Whether a token stands where a statement may begin.
  func startsStatement(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    switch tokens[index - 1].kind {
    case .leftBrace, .rightBrace, .fullStop, .semicolon: return true
    case .keyword(.replace): return true
    default: break
    }
    if isFirstOnLine(index) { return true }
    // Several short statements may share a line: the end of one is then any operand.
    guard let form = innermost.form, let keyword = tokens[index].keyword,
      let block = block(of: innermost.scope)
    else { return innermost.form == nil }
    return Forms.form(keyword, in: block) != nil && !FormWords.keywords(in: form).contains(keyword)
  }

  func isFirstOnLine(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    return hasLineBreak(tokens[index - 1].span.upperBound, tokens[index].span.lowerBound)
  }

  func hasLineBreak(_ start: Int, _ end: Int) -> Bool {
    let bytes = file.source.bytes
    guard start < end, end <= bytes.count else { return false }
    return bytes[start..<end].contains(0x0A)
  }

  private func scope(openedBy index: Int) -> Scope {
    let before = index > 0 ? tokens[index - 1] : nil
    switch before?.keyword {
    case .memberOf, .notMemberOf, .as: return .set
    case .oneOf, .allOf: return .group
    default: break
    }
    if index > 1, tokens[index - 2].keyword == .atLeastOf { return .group }
    switch innermost.scope {
    case .facts, .list, .history: return .facts
    case .set, .brackets, .names, .group: return .set
    case .block, .fields: break
    }
    guard let form = innermost.form else { return .set }
    switch form.keyword {
    case .sample, .test: return before?.keyword == .lives ? .history : .facts
    case .names: return .names
    case .field, .type:
      return before?.keyword == .listType || before?.keyword == .recordType ? .fields : .set
    default: break
    }
    switch before?.kind {
    case .colon, .keyword(.otherwise), .keyword(.readAs):
      if form.keyword == .reading || form.keyword == .define { return .set }
    default: break
    }
    return form.details.map { .block($0) } ?? .set
  }
}

/// What the form of a statement says about the words after a given piece of it.
enum FormWords {
  /// What may stand at a place of a statement.
  struct Expected {
    var spaces: [Space] = []
    var keywords: [Keyword] = []
    var isExpression = false
    var isType = false
    var isIdentifier = false
    /// Whether everything may be left out, so that what follows may stand here too.
    var isOptional = true
  }

  /// Every keyword that the content of a form may hold.
  static func keywords(in form: Form) -> [Keyword] {
    var result: [Keyword] = []
    collect(form.content, into: &result)
    return result
  }

  private static func collect(_ parts: [Part], into result: inout [Keyword]) {
    for part in parts {
      switch part {
      case .word(let keyword): result.append(keyword)
      case .slot(_, .keyword(let keywords)): result += keywords
      case .slot, .colon: continue
      case .optional(let inner), .separated(let inner): collect(inner, into: &result)
      case .either(let rows), .any(let rows):
        for row in rows { collect(row, into: &result) }
      }
    }
  }

  /// What may begin these parts.
  static func start(of parts: [Part]) -> Expected {
    var result = Expected()
    for part in parts {
      add(part, to: &result)
      if !result.isOptional { break }
    }
    return result
  }

  private static func add(_ part: Part, to result: inout Expected) {
    switch part {
    case .word(let keyword):
      result.keywords.append(keyword)
      result.isOptional = false
    case .colon: result.isOptional = false
    case .slot(_, let content):
      add(content, to: &result)
      result.isOptional = false
    case .optional(let inner): merge([start(of: inner)], true, into: &result)
    case .separated(let inner): merge([start(of: inner)], false, into: &result)
    case .either(let rows): merge(rows.map { start(of: $0) }, false, into: &result)
    case .any(let rows): merge(rows.map { start(of: $0) }, true, into: &result)
    }
  }

  private static func merge(_ all: [Expected], _ isOptional: Bool, into result: inout Expected) {
    var canSkip = isOptional
    for expected in all {
      result.spaces += expected.spaces
      result.keywords += expected.keywords
      result.isExpression = result.isExpression || expected.isExpression
      result.isType = result.isType || expected.isType
      result.isIdentifier = result.isIdentifier || expected.isIdentifier
      canSkip = canSkip || expected.isOptional
    }
    if !canSkip { result.isOptional = false }
  }

  private static func add(_ content: Content, to result: inout Expected) {
    switch content {
    case .expression, .operand, .literal, .bands: result.isExpression = true
    case .name(let space), .names(let space): result.spaces.append(space)
    case .keyword(let keywords): result.keywords += keywords
    case .type: result.isType = true
    case .identifier: result.isIdentifier = true
    case .labels, .text, .facts, .history: break
    }
  }

  /// The parts after a keyword, or after the colon where `keyword` is `nil`; `nil` where the form has
  /// no such piece.
  static func rest(of parts: [Part], after keyword: Keyword?) -> [Part]? {
    for (index, part) in parts.enumerated() {
      let following = Array(parts[(index + 1)...])
      switch part {
      case .word(keyword),
        .colon where keyword == nil:
        return following
      case .slot(_, .keyword(let keywords)):
        if let keyword, keywords.contains(keyword) { return following }
      case .slot, .word, .colon: continue
      case .optional(let inner), .separated(let inner):
        if let rest = rest(of: inner, after: keyword) { return rest + following }
      case .either(let rows), .any(let rows):
        for row in rows {
          if let rest = rest(of: row, after: keyword) { return rest + following }
        }
      }
    }
    return nil
  }
}
