/// Reads a policy with everything it builds on and merges them into one list of statements.
///
/// Input: an entry file and a `Library`. Output: `LinkedPolicy`, where 基于 has been carried out
/// (statements replaced, removed, added) and the vocabulary chain is flattened, base first.
struct Linker {
  let library: Library
  private(set) var sources = SourceMap()
  private(set) var parsed: [ParsedFile] = []
  private(set) var log = DiagnosticLog()
  /// The files being read, outermost first, to find circles.
  private var open: [String] = []
  private var loaded: [String: Int] = [:]
  private var ancestry = Ancestry()

  init(library: Library) { self.library = library }

  mutating func link(name: String, bytes: [UInt8]) -> LinkedPolicy {
    let entry = add(name: name, bytes: bytes)
    let file = parsed[entry]
    var linked = LinkedPolicy(kind: file.kind, language: file.language)
    guard !file.statements.isEmpty else { return linked }
    if let id = identifier(file) {
      loaded[id] = entry
      open = [id]
    }
    switch file.kind {
    case .vocabularyFile:
      linked.vocabulary = vocabularyStatements(file)
    case .calendarFile:
      linked.calendars = [file.statements]
    default:
      linked.statements = policyStatements(file)
      linked.ancestry = ancestry
      loadUses(of: linked.statements, into: &linked, from: name)
    }
    linked.header = header(of: file)
    return linked
  }

  // MARK: Files

  private mutating func add(name: String, bytes: [UInt8]) -> Int {
    let id = FileID(UInt16(clamping: sources.files.count))
    let read = SourceText.read(name: name, bytes: bytes, id: id)
    _ = sources.add(read.file)
    log.append(read.diagnostics)
    let file = Parser.parse(read.file, file: id)
    // In another encoding every word is gibberish; one message says so.
    if read.diagnostics.isEmpty { log.append(file.diagnostics) }
    parsed.append(file)
    return parsed.count - 1
  }

  /// The parsed file that declares an id, read once; reports a missing file or one of another kind.
  private mutating func load(_ name: Name, kind: [Block], from asker: SourceSpan) -> ParsedFile? {
    if open.contains(name.text) {
      var path = ""
      for id in open { path += id + " → " }
      log.report(Diagnostic(.importCycle, at: name.span, [LocalText(path + name.text)]))
      return nil
    }
    if let known = loaded[name.text] { return check(parsed[known], kind, name) }
    guard let found = library.find(name.text, sources[asker.file].name) else {
      log.report(Diagnostic(.missingFile, at: name.span, [LocalText(name.text)]))
      return nil
    }
    guard sources.files.count < 1000 else { return nil }
    let index = add(name: found.name, bytes: found.bytes)
    loaded[name.text] = index
    return check(parsed[index], kind, name)
  }

  private mutating func check(_ file: ParsedFile, _ kinds: [Block], _ name: Name) -> ParsedFile? {
    if kinds.contains(file.kind) { return file }
    log.report(
      Diagnostic(
        .wrongKindOfFile, at: name.span,
        [LocalText(name.text), Linker.kindName(file.kind), Linker.kindName(kinds[0])]))
    return nil
  }

  private static func kindName(_ kind: Block) -> LocalText {
    switch kind {
    case .vocabularyFile: LocalText(zh: "词汇", en: "vocabulary")
    case .calendarFile: LocalText(zh: "日历", en: "calendar")
    default: LocalText(zh: "政策", en: "policy")
    }
  }

  private func header(of file: ParsedFile) -> Statement? {
    file.statements.first {
      $0.keyword == .policy || $0.keyword == .vocabulary || $0.keyword == .calendar
    }
  }

  private func identifier(_ file: ParsedFile) -> String? {
    header(of: file)?.name(.identifier)?.text
  }

  // MARK: 使用

  private mutating func loadUses(
    of statements: [Statement], into linked: inout LinkedPolicy, from name: String
  ) {
    for use in statements where use.keyword == .use {
      guard let id = use.name(.identifier),
        let file = load(id, kind: [.vocabularyFile, .calendarFile], from: use.span)
      else { continue }
      if file.kind == .calendarFile {
        linked.calendars.append(file.statements)
      } else {
        open.append(id.text)
        linked.vocabulary += vocabularyStatements(file)
        open.removeLast()
        linked.vocabularyID = linked.vocabularyID ?? id.text
      }
    }
    if linked.vocabularyID == nil, !log.hasErrors, let first = statements.first {
      log.report(Diagnostic(.noVocabulary, at: first.keywordSpan))
    }
  }

  /// The statements of a vocabulary after those it extends.
  private mutating func vocabularyStatements(_ file: ParsedFile) -> [Statement] {
    var result: [Statement] = []
    guard let header = header(of: file) else { return file.statements }
    if let base = header.name(.base),
      let parent = load(base, kind: [.vocabularyFile], from: header.span)
    {
      open.append(base.text)
      result = vocabularyStatements(parent)
      open.removeLast()
    }
    return result + file.statements
  }

  // MARK: 基于

  /// The statements of a policy with its changes carried out on the policy it is based on.
  private mutating func policyStatements(_ file: ParsedFile) -> [Statement] {
    guard let header = header(of: file) else { return file.statements }
    guard let baseName = header.name(.base) else {
      for statement in file.statements where statement.replaces || statement.keyword == .remove {
        log.report(Diagnostic(.replaceWithoutBase, at: statement.keywordSpan))
      }
      return file.statements
    }
    guard let base = load(baseName, kind: [.policyFile], from: header.span) else {
      return file.statements
    }
    open.append(baseName.text)
    ancestry.add(
      id: baseName.text, title: self.header(of: base)?.text(.text) ?? "", file: base.file)
    let inherited = policyStatements(base)
    open.removeLast()
    var change = PolicyChange(
      inherited: inherited, ancestry: ancestry, language: file.language)
    change.apply(file.statements)
    ancestry = change.ancestry
    log.append(change.diagnostics)
    return change.result
  }
}

/// A policy with everything it builds on, ready to be checked.
public struct LinkedPolicy: Sendable {
  /// What the entry file is: a policy, a vocabulary or a calendar.
  public let kind: Block
  public let language: Language
  public var header: Statement?
  public var statements: [Statement] = []
  public var vocabulary: [Statement] = []
  public var vocabularyID: String?
  public var calendars: [[Statement]] = []
  /// Where the statements come from, for a policy based on others.
  public var ancestry = Ancestry()

  init(kind: Block, language: Language) {
    self.kind = kind
    self.language = language
  }
}
