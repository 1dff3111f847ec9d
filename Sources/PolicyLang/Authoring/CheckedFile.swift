/// A file as an editor needs it: checked, with the meaning of every name in it.
///
/// Input of all functions of this folder. They are pure: places are UTF-8 offsets into the entry file,
/// which is file 0, and results are plain data.
public struct CheckedFile: Sendable {
  public let compiled: Compiled
  /// The checker's own state, for what no program holds.
  let draft: Elaborator?
  /// Every declaration of the entry file and of what it uses, by the place of its name.
  public let declarations: [SourceSpan: Declaration]
  /// The declarations of the entry file, in the order of the text.
  public let ownDeclarations: [Declaration]
  /// Every name in all files with the declaration it stands for, by file and place.
  public let occurrences: [NameOccurrence]
  /// English wording and id by name, from 译名.
  let translations: [String: Translation]

  init(_ compiled: Compiled, _ draft: Elaborator?) {
    self.compiled = compiled
    self.draft = draft
    var collector = DeclarationCollector()
    var ownCount = 0
    for (index, file) in compiled.parsed.enumerated() {
      collector.collect(file.statements)
      if index == 0 { ownCount = collector.declarations.count }
    }
    ownDeclarations = collector.declarations.prefix(ownCount).sorted {
      $0.name.span.start < $1.name.span.start
    }
    var index = OccurrenceIndex(uses: draft?.names?.uses ?? [])
    index.add(collector.declarations)
    index.add(collector.translations)
    declarations = index.declarations
    occurrences = index.sorted
    var translations: [String: Translation] = [:]
    for entry in collector.translations { translations[entry.name.text] = entry }
    self.translations = translations
  }

  /// The entry file as parsed.
  public var parsed: ParsedFile? { compiled.parsed.first }
  public var source: SourceFile { compiled.sources[FileID(0)] }
  public var language: Language { compiled.language }
  /// Whatever of the policy could be understood.
  public var program: IRProgram? { draft?.program }

  /// The name at an offset of the entry file; at the border of two, the one that starts there.
  public func occurrence(at offset: Int) -> NameOccurrence? {
    var low = 0
    var high = occurrences.count
    while low < high {
      let middle = (low + high) / 2
      let span = occurrences[middle].span
      if span.file == FileID(0), span.lowerBound <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    for index in [low - 1, low - 2] where occurrences.indices.contains(index) {
      let span = occurrences[index].span
      if span.file == FileID(0), span.lowerBound <= offset, offset <= span.upperBound {
        return occurrences[index]
      }
    }
    return nil
  }

  /// The token that holds an offset of the entry file; at a border, the one that starts there.
  public func token(at offset: Int) -> Token? {
    guard let tokens = parsed?.tokens else { return nil }
    let index = TokenSearch.first(in: tokens, endingAfter: offset)
    if index < tokens.count, tokens[index].span.lowerBound <= offset { return tokens[index] }
    if index > 0, tokens[index - 1].span.upperBound == offset { return tokens[index - 1] }
    return nil
  }

  public func declaration(of occurrence: NameOccurrence) -> Declaration? {
    declarations[occurrence.declaration]
  }

  /// The ASCII id of a declared thing, written beside it or in 译名.
  public func id(of declaration: Declaration) -> String? {
    declaration.id?.text ?? translations[declaration.name.text]?.id.text
  }

  /// The English wording of a declared thing, where it has one.
  public func english(of declaration: Declaration) -> String? {
    switch declaration.space {
    case .field, .type, .event: declaration.statement.notes.first?.text
    default: translations[declaration.name.text]?.english?.text
    }
  }
}

/// A name in a file, and the declaration it stands for.
public struct NameOccurrence: Hashable, Sendable {
  public let span: SourceSpan
  /// The place of the name in the declaration; the key of `CheckedFile.declarations`.
  public let declaration: SourceSpan
  public let role: Role

  public enum Role: Hashable, Sendable {
    case declaration
    /// The id in the declaration or in 译名.
    case id
    case use
  }
}

/// Joins what the checker looked up with what the files declare.
private struct OccurrenceIndex {
  private(set) var declarations: [SourceSpan: Declaration] = [:]
  private var targets: [SourceSpan: SourceSpan] = [:]
  private var found: [SourceSpan: NameOccurrence] = [:]
  private var byName: [String: SourceSpan] = [:]

  init(uses: [NameTable.Use]) {
    for use in uses where targets[use.name] == nil { targets[use.name] = use.declaration }
  }

  /// 认定 X declares a clause and uses the judgement X, so a use may lead on to another declaration.
  private func final(_ span: SourceSpan) -> SourceSpan {
    var result = span
    for _ in 0..<8 {
      guard let next = targets[result] else { break }
      result = next
    }
    return result
  }

  mutating func add(_ all: [Declaration]) {
    for declaration in all {
      let span = declaration.name.span
      // A reading's words are uses where they name values of a choice.
      if declaration.space == .option, declaration.statement.keyword == .reading,
        targets[span] != nil
      {
        continue
      }
      if declarations[span] == nil { declarations[span] = declaration }
      let target = final(span)
      add(span, target, target == span ? .declaration : .use)
      if byName[declaration.name.text] == nil { byName[declaration.name.text] = target }
      if let id = declaration.id { add(id.span, target, .id) }
    }
    for (use, _) in targets where found[use] == nil { add(use, final(use), .use) }
  }

  /// 译名 speaks of declared things by their names.
  mutating func add(_ translations: [Translation]) {
    for entry in translations {
      guard let target = byName[entry.name.text] else { continue }
      add(entry.name.span, target, .use)
      add(entry.id.span, target, .id)
    }
  }

  private mutating func add(
    _ span: SourceSpan, _ declaration: SourceSpan, _ role: NameOccurrence.Role
  ) {
    if found[span] == nil {
      found[span] = NameOccurrence(span: span, declaration: declaration, role: role)
    }
  }

  var sorted: [NameOccurrence] {
    found.values.sorted {
      ($0.span.file.raw, $0.span.start, $0.span.end)
        < ($1.span.file.raw, $1.span.start, $1.span.end)
    }
  }
}

/// Finds tokens by place.
enum TokenSearch {
  /// The index of the first token that ends after an offset.
  static func first(in tokens: [Token], endingAfter offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].span.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
