/// Writes a file again in its one canonical form.
///
/// Keywords, figures and citations are spelled by the table, words stand one blank apart, blocks are
/// indented by two. Names, texts and comments stay as written. Formatting formatted text changes
/// nothing, and turning it to the other keywords and back gives the same bytes.
public enum Formatter {
  /// - Returns: `nil` for a file with parse errors, which is left alone. Also for one whose tokens would
  ///   not survive: a formatter must never change what a policy says.
  public static func format(
    _ file: ParsedFile, source: SourceFile, language: Language
  ) -> String? {
    guard !file.diagnostics.contains(where: { isSyntaxError($0) }) else { return nil }
    let text = LayoutPrinter.print(
      LayoutBuilder.build(file, source: source, language: language))
    return keepsMeaning(file, source, text) ? text : nil
  }

  /// Keywords of both languages in one file are an error that formatting repairs.
  private static func isSyntaxError(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.kind.severity == .error && diagnostic.kind != .mixedLanguages
  }

  /// Reads the result again and compares it token by token.
  private static func keepsMeaning(
    _ file: ParsedFile, _ source: SourceFile, _ text: String
  ) -> Bool {
    let written = SourceFile(name: source.name, text: text)
    let again = Parser.parse(written, file: file.file)
    guard !again.diagnostics.contains(where: { $0.kind.severity == .error }) else { return false }
    return file.comments.count == again.comments.count
      && summary(file, source) == summary(again, written)
  }

  /// What the tokens of a file say, in one spelling and without the marks that only separate.
  private static func summary(_ file: ParsedFile, _ source: SourceFile) -> [String] {
    let map = LayoutMap(file)
    let spelling = TokenSpelling(source: source, map: map)
    let tokens = LayoutBuilder.ordered(file.tokens, notes: map.notes)
    var entries: [String] = []
    entries.reserveCapacity(tokens.count)
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .comma, .semicolon, .fullStop, .endOfFile: continue
      default: break
      }
      let text = spelling.text(
        token, next: tokens[min(index + 1, tokens.count - 1)],
        previous: index > 0 ? tokens[index - 1] : nil, .chinese)
      if text.hasPrefix("/"), token.kind == .citation, let last = entries.last {
        entries[entries.count - 1] = last + text
      } else {
        entries.append(map.items[token.span.start] == nil ? text : "\n" + text)
      }
    }
    return entries
  }
}
