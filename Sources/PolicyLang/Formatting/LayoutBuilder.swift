/// Turns the tokens and comments of a file into a layout, guided by the statement tree.
struct LayoutBuilder {
  private enum Element {
    case token(Int)
    case comment(Comment)
  }

  private let source: SourceFile
  private let tokens: [Token]
  private let language: Language
  private let map: LayoutMap
  private let spelling: TokenSpelling
  private var elements: [Element] = []
  private var index = 0
  /// How many braces of sets are open in the item; their commas and braces are words.
  private var openSets = 0
  /// How many brackets of any kind are open in the item.
  private var nesting = 0

  static func build(_ file: ParsedFile, source: SourceFile, language: Language) -> LayoutBlock {
    var builder = LayoutBuilder(file, source: source, language: language)
    return builder.block()
  }

  private init(_ file: ParsedFile, source: SourceFile, language: Language) {
    self.source = source
    self.tokens = LayoutBuilder.ordered(file.tokens, notes: LayoutMap(file).notes)
    self.language = language
    self.map = LayoutMap(file)
    self.spelling = TokenSpelling(source: source, map: map)
    var comments = file.comments[...]
    for index in tokens.indices where tokens[index].kind != .endOfFile {
      while let comment = comments.first, comment.span.start < file.tokens[index].span.start {
        elements.append(.comment(comment))
        comments = comments.dropFirst()
      }
      elements.append(.token(index))
    }
    elements += comments.map { .comment($0) }
  }

  /// Explanations stand after citations: moves them there.
  static func ordered(_ tokens: [Token], notes: Set<UInt32>) -> [Token] {
    var result = tokens
    var start = 0
    while start < result.count {
      var end = start
      while end < result.count, isHeadPart(result[end], notes) { end += 1 }
      if end > start + 1 {
        let run = result[start..<end]
        result.replaceSubrange(
          start..<end, with: run.filter { $0.kind == .citation } + run.filter { $0.kind == .text })
      }
      start = max(end, start + 1)
    }
    return result
  }

  private static func isHeadPart(_ token: Token, _ notes: Set<UInt32>) -> Bool {
    token.kind == .citation || (token.kind == .text && notes.contains(token.span.start))
  }

  // MARK: Blocks

  /// The items up to the closing brace or the end of the file.
  private mutating func block() -> LayoutBlock {
    var block = LayoutBlock()
    let start = index
    while index < elements.count {
      switch elements[index] {
      case .comment(let comment):
        add(comment, to: &block, isFirst: index == start)
        index += 1
      case .token(let token):
        if tokens[token].kind == .rightBrace { return block }
        if isTerminator(tokens[token].kind) {
          index += 1
          continue
        }
        if map.items[tokens[token].span.start] == .fill {
          block.isFill = true
          block.separator = language == .chinese ? "、" : ", "
        }
        block.items.append(item())
      }
    }
    return block
  }

  private func add(_ comment: Comment, to block: inout LayoutBlock, isFirst: Bool) {
    let text = source.text(comment.span)
    if comment.isTrailing, let last = block.items.indices.last,
      block.items[last].trailingComment == nil, !block.items[last].isComment
    {
      block.items[last].trailingComment = text
    } else if comment.isTrailing, isFirst, index > 0 {
      block.openComment = text
    } else {
      block.items.append(
        LayoutItem(
          pieces: [.comment(text, ownLine: true)],
          hasBlankBefore: hasBlankLine(before: comment.span.lowerBound), startsLine: true))
    }
  }

  private func isTerminator(_ kind: Token.Kind) -> Bool {
    kind == .fullStop || kind == .semicolon || kind == .comma
  }

  /// One item: its first token and what follows up to the next item of the same block.
  private mutating func item() -> LayoutItem {
    var item = LayoutItem()
    guard case .token(let first) = elements[index] else { return item }
    let start = tokens[first].span.lowerBound
    item.hasBlankBefore = hasBlankLine(before: start)
    item.startsLine = startsLine(start)
    repeat {
      item.pieces.append(piece())
    } while !endsItem()
    return item
  }

  /// Whether the element at hand belongs to the next item or closes the block.
  private func endsItem() -> Bool {
    guard let next = nextToken(from: index) else { return true }
    let token = tokens[next]
    if openSets > 0 { return false }
    if map.items[token.span.start] != nil { return true }
    if token.kind == .rightBrace { return true }
    guard isTerminator(token.kind) else { return false }
    // A mark before the next item only separates the two.
    var after = index
    while after < elements.count {
      switch elements[after] {
      case .comment: break
      case .token(let position):
        let kind = tokens[position].kind
        if !isTerminator(kind) {
          return map.items[tokens[position].span.start] != nil || kind == .rightBrace
        }
      }
      after += 1
    }
    return true
  }

  private func nextToken(from start: Int) -> Int? {
    for element in elements[start...] {
      if case .token(let position) = element { return position }
    }
    return nil
  }

  // MARK: Pieces

  private mutating func piece() -> LayoutPiece {
    switch elements[index] {
    case .comment(let comment):
      index += 1
      return .comment(source.text(comment.span), ownLine: !comment.isTrailing)
    case .token(let position):
      index += 1
      switch tokens[position].kind {
      case .leftBrace:
        if opensBlock() { return braced(after: position) }
        openSets += 1
        nesting += 1
      case .rightBrace:
        openSets -= 1
        nesting -= 1
      case .leftParen, .leftBracket: nesting += 1
      case .rightParen, .rightBracket: nesting -= 1
      default: break
      }
      return word(position)
    }
  }

  /// Whether the brace just passed holds items and not the values of a set.
  private func opensBlock() -> Bool {
    for element in elements[index...] {
      guard case .token(let position) = element else { continue }
      let token = tokens[position]
      if isTerminator(token.kind) { continue }
      return token.kind == .rightBrace || map.items[token.span.start] != nil
    }
    return false
  }

  private mutating func braced(after position: Int) -> LayoutPiece {
    let outer = (openSets, nesting)
    let firstElement = index
    (openSets, nesting) = (0, 0)
    var inner = block()
    (openSets, nesting) = outer
    let opened = tokens[position].span.lowerBound
    var closed = opened
    if index < elements.count, case .token(let close) = elements[index] {
      closed = tokens[close].span.lowerBound
      index += 1
    }
    let hasComment = elements[firstElement..<index].contains {
      if case .comment = $0 { return true }
      return false
    }
    inner.isOneLine = !hasComment && !source.bytes[opened..<closed].contains(0x0A)
    return .block(inner, space: space(before: position))
  }

  private func word(_ position: Int) -> LayoutPiece {
    let token = tokens[position]
    let next = tokens[min(position + 1, tokens.count - 1)]
    let previous = position > 0 ? tokens[position - 1] : nil
    let zh = spelling.text(token, next: next, previous: previous, .chinese)
    let en = spelling.text(token, next: next, previous: previous, .english)
    // The blank after an English comma is counted with the comma.
    let width = token.kind == .comma ? 2 : max(DisplayWidth.of(zh), DisplayWidth.of(en))
    return .word(
      LayoutWord(
        text: language == .chinese ? zh : en, width: width, space: space(before: position),
        wrapLevel: wrapLevel(before: token, after: previous),
        movesOnlyWhole: token.kind == .leftBrace || previous?.kind == .colon,
        endsChunk: token.kind == .text))
  }

  // MARK: Spaces and line breaks

  /// The blank before a token, by its neighbour on the left.
  private func space(before position: Int) -> LayoutSpace {
    guard position > 0 else { return .none }
    let (previous, token) = (tokens[position - 1], tokens[position])
    switch previous.kind {
    case .leftParen, .leftBracket: return .none
    case .leftBrace where openSets > 0: return .none
    case .minus where map.negations.contains(previous.span.start): return .none
    case .comma: return language == .english ? .afterComma : .none
    default: break
    }
    switch token.kind {
    case .colon, .comma, .semicolon, .fullStop, .rightParen, .rightBracket, .rightBrace:
      return .none
    case .keyword(.of): return language == .chinese ? .one : .countedOnly
    case .leftParen: return isCallOrId(position) ? .none : .one
    case .citation: return isPlainCitation(token) ? .one : .none
    default: return .one
    }
  }

  /// `周岁(…)` and `姓名(name)` are written without a blank.
  private func isCallOrId(_ position: Int) -> Bool {
    switch tokens[position - 1].keyword {
    case .fullYears, .higherOf, .lowerOf: return true
    default: break
    }
    return position + 1 < tokens.count && map.ids.contains(tokens[position + 1].span.start)
  }

  private func isPlainCitation(_ token: Token) -> Bool {
    let first = source.text(token.span).unicodeScalars.first?.value
    return first == 0x40 || first == 0xFF20
  }

  /// Even numbers count the brackets around a place; the odd number above is for texts and whole sets.
  private func wrapLevel(before token: Token, after previous: Token?) -> Int? {
    guard let previous else { return nil }
    switch token.kind {
    case .comma, .rightBrace, .rightParen, .rightBracket: return nil
    case .less: return spelling.isLevelOrder(token) ? 2 * nesting : nil
    case .text:
      return previous.kind == .leftParen || previous.kind == .leftBracket ? nil : 2 * nesting + 1
    case .leftBrace where previous.kind != .comma:
      // The set itself is one bracket further in by now.
      return previous.kind == .leftParen || previous.kind == .leftBracket ? nil : 2 * nesting - 1
    default: break
    }
    switch token.keyword {
    case .and, .or, .otherwise, .but, .lives, .setting, .gives: return 2 * nesting
    default: break
    }
    // A long condition starts on a line of its own before it is broken inside its brackets.
    if previous.kind == .colon, nesting == 0 { return 1 }
    guard previous.kind == .comma else { return nil }
    // First on its line, a word that starts statements would start one.
    guard let keyword = Lexer.keyword(source.text(token.span))?.word else { return 2 * nesting }
    return Forms.startsStatement(keyword) ? nil : 2 * nesting
  }

  private func startsLine(_ offset: Int) -> Bool {
    var index = offset
    while index > 0 {
      index -= 1
      if source.bytes[index] == 0x0A { return true }
      if source.bytes[index] != 0x20, source.bytes[index] != 0x09 { return false }
    }
    return true
  }

  /// Whether an empty line stands right before an item or comment.
  private func hasBlankLine(before offset: Int) -> Bool {
    var breaks = 0
    var index = offset
    while index > 0 {
      index -= 1
      switch source.bytes[index] {
      case 0x0A: breaks += 1
      case 0x20, 0x09, 0x0D: break
      default: return breaks > 1
      }
    }
    return false
  }
}
