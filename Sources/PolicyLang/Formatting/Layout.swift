/// A file as the formatter sees it: items in braces, each a row of words.
struct LayoutBlock {
  var items: [LayoutItem] = []
  /// Facts and events: several to a line, as written.
  var isFill = false
  /// What stands between two items on one line, two columns wide.
  var separator = "  "
  /// Written on one line, so that it may stay on one.
  var isOneLine = false
  /// A comment right after the opening brace.
  var openComment: String?
}

/// A statement, alternative, fact, event or own-line comment.
struct LayoutItem {
  var pieces: [LayoutPiece] = []
  /// Whether a blank line stands before it.
  var hasBlankBefore = false
  /// Whether it starts a line in the source.
  var startsLine = false
  /// A comment after the item on its last line.
  var trailingComment: String?

  var isComment: Bool {
    if pieces.count == 1, case .comment = pieces[0] { return true }
    return false
  }
}

/// A word, a braced block, or a comment inside an item.
enum LayoutPiece {
  case word(LayoutWord)
  case block(LayoutBlock, space: LayoutSpace)
  case comment(String, ownLine: Bool)
}

/// The blank before a piece. Its counted width, like that of words, is the same in both languages.
enum LayoutSpace {
  case none
  case one
  /// Written in English only, and counted with the comma before it.
  case afterComma
  /// Written in Chinese only (before 的), and counted in both.
  case countedOnly

  var text: String {
    switch self {
    case .none, .countedOnly: ""
    case .one, .afterComma: " "
    }
  }
  var width: Int {
    switch self {
    case .none, .afterComma: 0
    case .one, .countedOnly: 1
    }
  }
}

/// A word with how it may stand on a line.
struct LayoutWord {
  let text: String
  /// The wider of the two languages' spellings in columns: layout must not depend on the language, or
  /// turning a file to the other keywords and back would not give the same bytes.
  let width: Int
  let space: LayoutSpace
  /// How willingly a long line is broken before it: lower first; `nil` where it may not be.
  let wrapLevel: Int?
  /// Whether breaking before it helps only when the rest then fits: the brace of a set.
  var movesOnlyWhole = false
  /// Whether what stands before never needs to reach past it: a text may always move on.
  var endsChunk = false
}

extension LayoutBlock {
  /// The columns of the block on one line, with its braces.
  var flatWidth: Int {
    guard !items.isEmpty else { return 2 }
    var width = 4 + 2 * (items.count - 1)
    for item in items { width += item.flatWidth }
    return width
  }
}

extension LayoutItem {
  var flatWidth: Int {
    var width = 0
    for (index, piece) in pieces.enumerated() { width += piece.flatWidth(isFirst: index == 0) }
    return width
  }
}

extension LayoutPiece {
  func flatWidth(isFirst: Bool) -> Int {
    switch self {
    case .word(let word): word.width + (isFirst ? 0 : word.space.width)
    case .block(let block, let space): block.flatWidth + (isFirst ? 0 : space.width)
    case .comment: 0
    }
  }
}
