/// Writes a layout as text: two blanks of indentation for each brace, one hundred columns.
struct LayoutPrinter {
  static let lineWidth = 100
  private static let indentStep = 2
  private static let continuationStep = 4

  private var text = ""
  /// The counted column, which is the same in both languages.
  private var column = 0
  private var isAtLineStart = true

  static func print(_ file: LayoutBlock) -> String {
    var printer = LayoutPrinter()
    printer.printItems(file, indent: 0)
    if !printer.text.isEmpty { printer.text += "\n" }
    return printer.text
  }

  // MARK: Items

  private mutating func printItems(_ block: LayoutBlock, indent: Int) {
    var afterComment = false
    for (index, item) in block.items.enumerated() {
      if index > 0, block.isFill, !afterComment, fitsOnLine(item) {
        text += block.separator
        column += 2
        isAtLineStart = true
      } else if index > 0 || !text.isEmpty {
        breakLine(indent, blankBefore: index > 0 && item.hasBlankBefore)
      }
      printItem(item, indent: indent)
      afterComment = item.isComment || item.trailingComment != nil
      if let comment = item.trailingComment { text += "  " + comment }
    }
  }

  /// Whether a fact goes on the line of the one before it, where the writer put it.
  private func fitsOnLine(_ item: LayoutItem) -> Bool {
    !item.startsLine && !item.isComment && column + 2 + item.flatWidth <= LayoutPrinter.lineWidth
  }

  private mutating func printItem(_ item: LayoutItem, indent: Int) {
    var past = 0
    for (index, piece) in item.pieces.enumerated() where index >= past {
      switch piece {
      case .word(let word):
        if let end = endOfLongList(item.pieces, from: index) {
          printList(item.pieces[index...end], indent: indent)
          past = end + 1
          continue
        }
        if let level = word.wrapLevel, !isAtLineStart {
          let width = chunkWidth(item.pieces[index...], level: level)
          if shouldBreak(before: word, width + word.space.width, indent) {
            breakLine(indent + LayoutPrinter.continuationStep)
          }
        }
        write(word.text, word.width, word.space)
      case .block(let block, let space):
        printBlock(block, space, rest: item.pieces[(index + 1)...], indent: indent)
      case .comment(let comment, let ownLine):
        printComment(comment, ownLine: ownLine, isWhole: item.isComment, indent: indent)
      }
    }
  }

  private func shouldBreak(before word: LayoutWord, _ width: Int, _ indent: Int) -> Bool {
    guard column + width > LayoutPrinter.lineWidth else { return false }
    return !word.movesOnlyWhole
      || indent + LayoutPrinter.continuationStep + width <= LayoutPrinter.lineWidth
  }

  /// The columns up to the next place where the line may be broken as willingly.
  private func chunkWidth(_ pieces: ArraySlice<LayoutPiece>, level: Int) -> Int {
    var width = 0
    for (offset, piece) in pieces.enumerated() {
      switch piece {
      case .word(let word):
        if offset > 0, let next = word.wrapLevel, next <= level || word.endsChunk { return width }
        width += word.width + (offset > 0 ? word.space.width : 0)
      case .block(_, let space): return width + space.width + 1
      case .comment: return width
      }
    }
    return width
  }

  // MARK: Lists of records

  /// The closing bracket of a list of several records that starts here and does not fit on the line.
  private func endOfLongList(_ pieces: [LayoutPiece], from start: Int) -> Int? {
    guard case .word(let word) = pieces[start], word.text == "[" else { return nil }
    var records = 0
    var width = 0
    for index in start..<pieces.count {
      width += pieces[index].flatWidth(isFirst: false)
      switch pieces[index] {
      case .block: records += 1
      case .word(let word) where word.text == "]":
        return records > 1 && column + width > LayoutPrinter.lineWidth ? index : nil
      case .word, .comment: break
      }
    }
    return nil
  }

  /// One record to a line; no marks are needed between them.
  private mutating func printList(_ pieces: ArraySlice<LayoutPiece>, indent: Int) {
    let inner = indent + LayoutPrinter.indentStep
    for (index, piece) in zip(pieces.indices, pieces) {
      switch piece {
      case .word(let word) where index == pieces.startIndex:
        write(word.text, word.width, word.space)
      case .word(let word) where index == pieces.endIndex - 1:
        breakLine(indent)
        write(word.text, word.width, .none)
      case .word: break
      case .block(let block, _):
        breakLine(inner)
        printBlock(block, .none, rest: [], indent: inner)
      case .comment(let comment, let ownLine):
        if ownLine { breakLine(inner) } else { text += "  " }
        text += comment
      }
    }
  }

  // MARK: Blocks and comments

  private mutating func printBlock(
    _ block: LayoutBlock, _ space: LayoutSpace, rest: ArraySlice<LayoutPiece>, indent: Int
  ) {
    let needed = space.width + block.flatWidth + restWidth(rest)
    if block.items.isEmpty, block.openComment == nil {
      return write("{}", 2, space)
    }
    if block.isOneLine, column + needed <= LayoutPrinter.lineWidth {
      write("{", 1, space)
      printFlat(block)
      return write("}", 1, .one)
    }
    write("{", 1, space)
    if let comment = block.openComment { text += "  " + comment }
    printItems(block, indent: indent + LayoutPrinter.indentStep)
    breakLine(indent)
    write("}", 1, .none)
  }

  /// What must follow a closing brace on its line.
  private func restWidth(_ pieces: ArraySlice<LayoutPiece>) -> Int {
    guard let first = pieces.first else { return 0 }
    switch first {
    case .word(let word):
      return word.wrapLevel == nil ? word.space.width + chunkWidth(pieces, level: Int.max) : 0
    case .block(_, let space): return space.width + 1
    case .comment: return 0
    }
  }

  private mutating func printFlat(_ block: LayoutBlock) {
    for (index, item) in block.items.enumerated() {
      if index > 0 {
        text += block.separator
        column += 2
      }
      printFlat(item, first: index > 0 ? .none : .one)
    }
  }

  /// - Parameter first: the blank before the first piece.
  private mutating func printFlat(_ item: LayoutItem, first: LayoutSpace) {
    for (index, piece) in item.pieces.enumerated() {
      let space: LayoutSpace? = index == 0 ? first : nil
      switch piece {
      case .word(let word): write(word.text, word.width, space ?? word.space)
      case .block(let block, let ownSpace):
        guard !block.items.isEmpty else {
          write("{}", 2, space ?? ownSpace)
          continue
        }
        write("{", 1, space ?? ownSpace)
        printFlat(block)
        write("}", 1, .one)
      case .comment: break
      }
    }
  }

  private mutating func printComment(_ comment: String, ownLine: Bool, isWhole: Bool, indent: Int) {
    if isWhole {
      text += comment
      return
    }
    if ownLine {
      if !isAtLineStart { breakLine(indent + LayoutPrinter.continuationStep) }
      text += comment
    } else {
      text += "  " + comment
    }
    breakLine(indent + LayoutPrinter.continuationStep)
  }

  // MARK: Characters

  private mutating func write(_ word: String, _ width: Int, _ space: LayoutSpace) {
    if !isAtLineStart {
      text += space.text
      column += space.width
    }
    text += word
    column += width
    isAtLineStart = false
  }

  private mutating func breakLine(_ indent: Int, blankBefore: Bool = false) {
    text += blankBefore ? "\n\n" : "\n"
    text += String(repeating: " ", count: indent)
    column = indent
    isAtLineStart = true
  }
}
