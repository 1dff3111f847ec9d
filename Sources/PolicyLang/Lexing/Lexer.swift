/// Turns the text of a file into tokens and comments.
///
/// Input: valid UTF-8. Output: tokens that end with `endOfFile`, every comment, and what was wrong.
/// The lexer never fails: what is no token is reported once and becomes an `invalid` token.
public struct Lexer {
  private let source: SourceFile
  private let file: FileID
  private var offset = 0
  private var tokens: [Token] = []
  private var comments: [Comment] = []
  private var log = DiagnosticLog()
  private var lineHasToken = false

  /// The value of a text that is one literal of the language and nothing else, such as 五年 or 二十万元.
  public static func literal(_ text: String) -> LiteralValue? {
    let source = SourceText.read(name: "", bytes: Array(text.utf8), id: FileID(0))
    let read = lex(source.file, file: FileID(0))
    guard source.diagnostics.isEmpty, read.diagnostics.isEmpty, read.tokens.count == 2,
      case .literal(let literal)? = read.tokens.first?.kind
    else { return nil }
    return literal
  }

  public static func lex(
    _ source: SourceFile, file: FileID
  ) -> (tokens: [Token], comments: [Comment], diagnostics: [Diagnostic]) {
    var lexer = Lexer(source: source, file: file)
    lexer.run()
    let merged = PhraseMerger(source: source).merge(lexer.tokens)
    return (merged, lexer.comments, lexer.log.diagnostics)
  }

  private init(source: SourceFile, file: FileID) {
    self.source = source
    self.file = file
  }

  private mutating func run() {
    while let scalar = peek() {
      let start = offset
      let plain = ScalarClass.normalised(scalar)
      if ScalarClass.isBlank(plain) {
        if plain == 0x0A { lineHasToken = false }
        advance(scalar)
      } else if plain == 0x23 {
        lexComment(from: start)
      } else {
        lexToken(scalar, plain, from: start)
        lineHasToken = true
      }
    }
    add(.endOfFile, from: offset)
  }

  private mutating func lexComment(from start: Int) {
    var end = start
    while end < source.bytes.count, source.bytes[end] != 0x0A { end += 1 }
    offset = end
    while end > start, source.bytes[end - 1] == 0x0D || source.bytes[end - 1] == 0x20 { end -= 1 }
    comments.append(
      Comment(span: SourceSpan(file: file, start: start, end: end), isTrailing: lineHasToken))
  }

  private mutating func lexToken(_ scalar: UInt32, _ plain: UInt32, from start: Int) {
    switch plain {
    case 0x22: lexText(closing: 0x22, from: start)
    case 0x201C, 0x201D: lexText(closing: 0x201D, from: start)
    case 0x300C: lexText(closing: 0x300D, from: start)
    case 0x40: lexCitation(from: start)
    case 0x27: lexPossessive(from: start)
    default:
      if ScalarClass.isWord(plain) {
        lexWord(from: start)
      } else if let mark = Lexer.marks[plain] {
        advance(scalar)
        addMark(mark, plain, from: start)
      } else {
        refuse(scalar, from: start)
      }
    }
  }

  // MARK: Words

  private mutating func lexWord(from start: Int) {
    var word: [UInt32] = []
    while let scalar = peek() {
      let plain = ScalarClass.normalised(scalar)
      guard ScalarClass.isWord(plain) || continuesFigure(plain, word) else { break }
      word.append(plain)
      advance(scalar)
    }
    addWord(word, from: start)
  }

  /// A point between digits, a percent sign after one, or a dash in a date written 2024-01-03.
  private func continuesFigure(_ plain: UInt32, _ word: [UInt32]) -> Bool {
    guard let last = word.last, ScalarClass.isDigit(last), ScalarClass.isDigit(word[0]) else {
      return false
    }
    if plain == 0x25 { return true }
    if plain == 0x2F { return continuesSlashDate(word) }
    guard plain == 0x2E || plain == 0x2D, let next = peek(after: 1),
      ScalarClass.isDigit(ScalarClass.normalised(next))
    else {
      return false
    }
    if plain == 0x2E { return true }
    let digitsOnly = word.allSatisfy { ScalarClass.isDigit($0) || $0 == 0x2D }
    return digitsOnly && (word.count == 4 || word.count == 2 || word.contains(0x2D))
  }

  /// 2026/4/8, as spreadsheets write dates; any other slash divides.
  private func continuesSlashDate(_ word: [UInt32]) -> Bool {
    if word.count > 5, word[4] == 0x2F { return !word[5...].contains(0x2F) }
    guard word.count == 4, word.allSatisfy({ ScalarClass.isDigit($0) }) else { return false }
    var index = offset + 1
    var slashes = 0
    while index < source.bytes.count, index < offset + 6 {
      let byte = source.bytes[index]
      if byte == 0x2F { slashes += 1 } else if !ScalarClass.isDigit(UInt32(byte)) { break }
      index += 1
    }
    return slashes == 1
  }

  private mutating func addWord(_ word: [UInt32], from start: Int) {
    if let prefix = comparisonPrefix(of: word) {
      // 满6年, 前六名: a comparison and a figure written together.
      addWord(Array(word[..<prefix]), from: start, to: start + prefix * 3)
      return addWord(Array(word[prefix...]), from: start + prefix * 3)
    }
    if let (kept, rest) = splitBoundaryWord(word) {
      // 5年以上: the figure and the boundary word are two tokens; the parser offers the rewriting.
      let width = rest.count * 3
      addWord(kept, from: start, to: offset - width)
      addWord(rest, from: offset - width, to: offset)
    } else if word.count > 2, word[0] == 0x5C0F, word[1] == 0x6570, ScalarClass.isDigit(word[2]) {
      // 小数2位, written without the blank.
      addWord(Array(word[..<2]), from: start, to: start + 6)
      addWord(Array(word[2...]), from: start + 6, to: offset)
    } else {
      addWord(word, from: start, to: offset)
    }
  }

  private mutating func addWord(_ word: [UInt32], from start: Int, to end: Int) {
    let span = SourceSpan(file: file, start: start, end: end)
    if let keyword = Lexer.keywords[word] {
      tokens.append(
        Token(keyword.isSynonym ? .synonym(keyword.word) : .keyword(keyword.word), span))
      return
    }
    switch LiteralReader(word: word).read() {
    case .literal(let value): tokens.append(Token(.literal(value), span))
    case .notALiteral: tokens.append(Token(.word, span))
    case .tooLarge:
      log.report(Diagnostic(.numberTooLarge, at: span, [LocalText(text(of: word))]))
      tokens.append(Token(.invalid, span))
    case .noSuchDate:
      log.report(Diagnostic(.noSuchDate, at: span, [LocalText(text(of: word))]))
      tokens.append(Token(.invalid, span))
    }
  }

  /// How long the comparison word is that a figure follows without a blank; `nil` when none does.
  private func comparisonPrefix(of word: [UInt32]) -> Int? {
    for length in [3, 2, 1] where word.count > length {
      guard ScalarClass.isHan(word[0]),
        let match = Lexer.keywords[Array(word[..<length])],
        Lexer.comparisons.contains(match.word),
        case .literal = LiteralReader(word: Array(word[length...])).read(),
        case .notALiteral = LiteralReader(word: word).read()
      else { continue }
      return length
    }
    return nil
  }

  private static let comparisons: Set<Keyword> = [
    .atLeast, .atMost, .above, .below, .top, .inLast, .about, .exactly,
  ]

  /// Splits `5年以上` into the figure and 以上; `nil` when the word is no such thing.
  private func splitBoundaryWord(_ word: [UInt32]) -> ([UInt32], [UInt32])? {
    guard word.count > 2, word[word.count - 2] == 0x4EE5,
      Lexer.boundaryScalars.contains(word[word.count - 1])
    else { return nil }
    let head = Array(word.dropLast(2))
    guard case .literal = LiteralReader(word: head).read() else { return nil }
    return (head, Array(word.suffix(2)))
  }

  // MARK: Texts, citations, marks

  private mutating func lexText(closing: UInt32, from start: Int) {
    if let scalar = peek() { advance(scalar) }
    while let scalar = peek(), scalar != 0x0A {
      advance(scalar)
      if scalar == closing || (closing == 0x22 && scalar == 0xFF02) {
        add(.text, from: start)
        return
      }
    }
    let quote = SourceSpan(file: file, start: start, end: start + 1)
    let mark = closing == 0x22 ? "\"" : closing == 0x201D ? "”" : "」"
    log.report(Diagnostic(.unclosedText, at: quote, [LocalText(mark)]))
    add(.text, from: start)
  }

  private mutating func lexCitation(from start: Int) {
    if let scalar = peek() { advance(scalar) }
    while let scalar = peek(), !ScalarClass.endsCitation(ScalarClass.normalised(scalar)) {
      advance(scalar)
    }
    add(.citation, from: start)
  }

  /// `'s` after an English word.
  private mutating func lexPossessive(from start: Int) {
    if let scalar = peek() { advance(scalar) }
    if peek() == 0x73, !(peek(after: 1).map { ScalarClass.isWord($0) } ?? false) {
      offset += 1
      add(.keyword(.of), from: start)
    } else {
      refuse(0x27, from: start)
    }
  }

  private mutating func addMark(_ kind: Token.Kind, _ plain: UInt32, from start: Int) {
    guard let next = peek(), ScalarClass.normalised(next) == 0x3D else {
      return add(kind, from: start)
    }
    switch plain {
    case 0x3C: advance(next); add(.lessOrEqual, from: start)
    case 0x3E: advance(next); add(.greaterOrEqual, from: start)
    case 0x21: advance(next); add(.notEquals, from: start)
    case 0x3D: advance(next); add(.equals, from: start)
    default: add(kind, from: start)
    }
  }

  private mutating func refuse(_ scalar: UInt32, from start: Int) {
    if offset == start { advance(scalar) }
    let span = SourceSpan(file: file, start: start, end: offset)
    let shown = LocalText(visible(source.text(span)))
    log.report(
      Diagnostic(isHiddenScalar(scalar) ? .hiddenCharacter : .foreignCharacter, at: span, [shown]))
    tokens.append(Token(.invalid, span))
  }

  // MARK: Cursor

  private mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind, SourceSpan(file: file, start: start, end: offset)))
  }

  private func text(of word: [UInt32]) -> String {
    var result = ""
    for scalar in word {
      if let unicode = Unicode.Scalar(scalar) { result.unicodeScalars.append(unicode) }
    }
    return result
  }

  /// The scalar at the cursor, `skip` ASCII bytes further on.
  private func peek(after skip: Int = 0) -> UInt32? {
    let bytes = source.bytes
    var index = offset
    if skip > 0 { index += width(at: index) }
    guard index < bytes.count else { return nil }
    let first = UInt32(bytes[index])
    switch width(at: index) {
    case 1: return first
    case 2: return (first & 0x1F) << 6 | tail(index + 1)
    case 3: return (first & 0x0F) << 12 | tail(index + 1) << 6 | tail(index + 2)
    default:
      return (first & 0x07) << 18 | tail(index + 1) << 12 | tail(index + 2) << 6 | tail(index + 3)
    }
  }

  private func tail(_ index: Int) -> UInt32 {
    index < source.bytes.count ? UInt32(source.bytes[index] & 0x3F) : 0
  }

  private func width(at index: Int) -> Int {
    guard index < source.bytes.count else { return 1 }
    switch source.bytes[index] {
    case 0x00...0x7F: return 1
    case 0x80...0xDF: return 2
    case 0xE0...0xEF: return 3
    default: return 4
    }
  }

  private mutating func advance(_ scalar: UInt32) {
    offset = min(offset + width(at: offset), source.bytes.count)
  }

  // MARK: Tables

  private static let boundaryScalars: Set<UInt32> = [0x4E0A, 0x4E0B, 0x5185, 0x5916]  // 上下内外

  private static let marks: [UInt32: Token.Kind] = [
    0x3A: .colon, 0x2C: .comma, 0x3B: .semicolon, 0x3002: .fullStop, 0x7B: .leftBrace,
    0x7D: .rightBrace, 0x28: .leftParen, 0x29: .rightParen, 0x5B: .leftBracket,
    0x5D: .rightBracket, 0x2B: .plus, 0x2D: .minus, 0x2A: .times, 0x2F: .divided, 0x3D: .equals,
    0x2260: .notEquals, 0x3C: .less, 0x3E: .greater, 0x2264: .lessOrEqual,
    0x2265: .greaterOrEqual, 0x2E: .keyword(.of), 0x21: .invalid,
  ]

  /// What a word means, by its scalars: a Chinese `String` would be brought to its normal form for
  /// every look.
  private static let keywords: [[UInt32]: (word: Keyword, isSynonym: Bool)] = {
    var result: [[UInt32]: (word: Keyword, isSynonym: Bool)] = [:]
    for entry in Keyword.synonyms { result[scalars(entry.spelling)] = (entry.keyword, true) }
    for entry in Keyword.spellings {
      // 是 is a comparison until the parser finds it where a value must stand.
      if entry.keyword != .yes { result[scalars(entry.zh)] = (entry.keyword, false) }
      result[scalars(entry.en)] = (entry.keyword, false)
    }
    return result
  }()

  static func keyword(_ text: String) -> (word: Keyword, isSynonym: Bool)? {
    keywords[scalars(text)]
  }

  private static func scalars(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { $0.value }
  }
}
