// A run of statements out of a file, for what must be said while somebody types.
extension Parser {
  /// The place that a run of statements has in its file.
  struct Surroundings {
    let block: Block
    /// The statements around it, the outermost first.
    let enclosing: [Statement]
    let language: Language
    /// How many lines of the file stand before the text.
    var linesBefore = 0
  }

  /// What a run of statements says.
  struct Fragment {
    let statements: [Statement]
    let diagnostics: [Diagnostic]
  }

  /// Parses text that holds whole statements of a block as the parser of the whole file would.
  ///
  /// The text may end with the brace that closes the block; what follows such a brace is not read.
  static func parseFragment(
    _ source: SourceFile, file: FileID, in place: Surroundings
  ) -> Fragment {
    let lexed = Lexer.lex(source, file: file)
    var parser = Parser(fragment: source, file: file, tokens: lexed.tokens, place)
    parser.log.append(lexed.diagnostics)
    var statements: [Statement] = []
    while parser.current.kind != .endOfFile {
      statements += parser.parseStatements(in: place.block)
      guard parser.at(.rightBrace) else { break }
      if !place.enclosing.isEmpty { break }
      parser.report(.strayBracket, at: parser.current.span, ["}"])
      parser.advance()
    }
    parser.checkKeywordLanguage()
    return Fragment(statements: statements, diagnostics: parser.log.sorted)
  }

  private init(
    fragment source: SourceFile, file: FileID, tokens: [Token], _ place: Surroundings
  ) {
    self.init(source: source, file: file, tokens: tokens)
    language = place.language
    linesBefore = place.linesBefore
    countBraces(closedOutside: place.enclosing.isEmpty ? 0 : 1)
    depth = place.enclosing.count
    for statement in place.enclosing {
      if let form = statement.form { openForms.append(form) }
      openBlocks.append(statement.block)
      openStarts.append(-1)
      if let citation = statement.citations.first { article = citation.description }
    }
  }
}
