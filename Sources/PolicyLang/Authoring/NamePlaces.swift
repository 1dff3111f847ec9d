/// Where the thing under the cursor is declared and used, and what renaming it changes.
public enum NamePlaces {
  /// The name in the declaration; empty where the offset is on no known name.
  public static func definition(at offset: Int, in file: CheckedFile) -> [SourceSpan] {
    file.occurrence(at: offset).map { [$0.declaration] } ?? []
  }

  /// Every place where the thing is named, in all files read, by file and place.
  public static func references(
    at offset: Int, in file: CheckedFile, includingDeclaration: Bool
  ) -> [SourceSpan] {
    guard let here = file.occurrence(at: offset) else { return [] }
    return references(to: here.declaration, in: file, includingDeclaration: includingDeclaration)
  }

  /// Every place where the thing declared at a place is named.
  public static func references(
    to declaration: SourceSpan, in file: CheckedFile, includingDeclaration: Bool
  ) -> [SourceSpan] {
    file.occurrences.filter {
      $0.declaration == declaration && (includingDeclaration || $0.role != .declaration)
    }.map { $0.span }
  }

  /// Why a name cannot be changed, or to what it cannot be changed.
  public enum Refusal: Error, Hashable, Sendable {
    /// There is no name at the place whose declaration is known.
    case noName
    /// The new name is no single word, or is a keyword, a figure, or no ASCII id where one must stand.
    case notAName
    /// Something else already has the name.
    case taken
  }

  /// The word that renaming would change, as it stands at the offset.
  public static func renamed(at offset: Int, in file: CheckedFile) -> SourceSpan? {
    file.occurrence(at: offset)?.span
  }

  /// The edits that give a thing another name. Chinese names and ids are changed each on their own:
  /// what is changed is what is spelled as under the cursor.
  public static func rename(
    at offset: Int, to name: String, in file: CheckedFile
  ) throws(Refusal) -> [TextEdit] {
    guard let here = file.occurrence(at: offset) else { throw .noName }
    let sources = file.compiled.sources
    let old = sources.text(here.span)
    let declaration = file.declarations[here.declaration]
    let isID = here.role == .id || (declaration.map { $0.name.text != old } ?? false)
    guard isName(name), !isID || isIdentifier(name) else { throw .notAName }
    if name == old { return [] }
    for occurrence in file.occurrences
    where occurrence.role != .use && occurrence.declaration != here.declaration
      && sources.text(occurrence.span) == name
    {
      // Elements of different lists and values of different choices may share names.
      let other = file.declarations[occurrence.declaration]
      if other?.container?.text == declaration?.container?.text { throw .taken }
    }
    var edits: [TextEdit] = []
    for occurrence in file.occurrences
    where occurrence.declaration == here.declaration && sources.text(occurrence.span) == old {
      edits.append(TextEdit(occurrence.span, name))
    }
    return edits
  }

  /// Whether a text can stand as a name: one word that is neither a keyword nor a figure.
  static func isName(_ text: String) -> Bool {
    let source = SourceFile(name: "", text: text)
    let (tokens, comments, diagnostics) = Lexer.lex(source, file: FileID(0))
    guard comments.isEmpty, diagnostics.isEmpty, tokens.count == 2, tokens[0].kind == .word else {
      return false
    }
    return tokens[0].span.upperBound == source.bytes.count
  }

  private static func isIdentifier(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 }
      && (text.unicodeScalars.first.map { ScalarClass.isASCIILetter($0.value) } ?? false)
  }
}
