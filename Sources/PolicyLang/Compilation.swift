/// The whole compiler on one screen: bytes → parsed files → linked policy → IR.
public enum Compilation {
  /// Compiles a policy, vocabulary or calendar file with everything it uses.
  ///
  /// Never fails: what is wrong is in `diagnostics`, and `program` is `nil` when any of it is an error.
  public static func compile(name: String, bytes: [UInt8], library: Library) -> Compiled {
    run(name: name, bytes: bytes, library: library, names: nil).compiled
  }

  /// Compiles a file and keeps what editors ask about it: what each name stands for, and whatever of
  /// the program could be understood in spite of errors. The diagnostics are those of `compile`.
  public static func check(name: String, bytes: [UInt8], library: Library) -> CheckedFile {
    let (compiled, draft) = run(name: name, bytes: bytes, library: library, names: NameTable())
    return CheckedFile(compiled, draft)
  }

  private static func run(
    name: String, bytes: [UInt8], library: Library, names: NameTable?
  ) -> (compiled: Compiled, draft: Elaborator?) {
    var draft: Elaborator?
    var linker = Linker(library: library)
    let linked = linker.link(name: name, bytes: bytes)
    var log = linker.log
    var program: IRProgram?
    var tests: [PolicyTest] = []
    var outline = PolicyOutline()
    // A file that does not parse still gets its names checked, so that one run reports as much as it
    // can; nothing missing from a broken statement causes a message of its own.
    if !linked.isEmpty {
      var elaborator = Elaborator(linked: linked, sources: linker.sources)
      elaborator.names = names
      let result = elaborator.run()
      if !hasStructuralError(linker.log.diagnostics) { log.append(elaborator.log.diagnostics) }
      // A faulty statement may be the only use of a name, or the only clause.
      if log.hasErrors { log.drop(restOnAll) }
      if !log.hasErrors, linked.kind == .policyFile {
        program = result.program
        tests = result.tests
        outline = elaborator.outline
      }
      if names != nil {
        elaborator.program = result.program
        draft = elaborator
      }
    }
    let compiled = Compiled(
      sources: linker.sources, language: linked.language, kind: linked.kind,
      diagnostics: log.sorted, program: program, tests: tests, outline: outline,
      parsed: linker.parsed)
    return (compiled, draft)
  }

  /// Whether whole statements or files are missing, so that names would seem unknown without fault.
  static func hasStructuralError(_ diagnostics: [Diagnostic]) -> Bool {
    diagnostics.contains { diagnostic in
      diagnostic.kind.severity == .error && !structureKeeping.contains(diagnostic.kind)
    }
  }

  /// What can be said only of a policy without errors.
  static let restOnAll: [DiagnosticKind] = [.unusedName, .readingWithoutEffect, .noClauses]

  private static let structureKeeping: Set<DiagnosticKind> = [
    .mixedAndOr, .mixedLanguages, .comparisonAfterFigure, .keywordAsName, .duplicateKey,
    .idNotASCII, .noSuchDate, .numberTooLarge, .listConditionNeedsBrackets, .nestedTooDeep,
    .expected,
  ]
}

/// What a compilation yields.
public struct Compiled: Sendable {
  public let sources: SourceMap
  /// The keyword language of the entry file.
  public let language: Language
  /// What the entry file is: `policyFile`, `vocabularyFile` or `calendarFile`.
  public let kind: Block
  /// Sorted by file and place.
  public let diagnostics: [Diagnostic]
  /// The policy, when nothing is wrong with it.
  public let program: IRProgram?
  public let tests: [PolicyTest]
  /// Where the parts of `program` stand.
  public let outline: PolicyOutline
  /// All files that were read, the entry file first.
  public let parsed: [ParsedFile]

  public var hasErrors: Bool {
    diagnostics.contains { $0.kind.severity == .error }
  }
}

extension LinkedPolicy {
  /// Whether there is nothing to check.
  var isEmpty: Bool { statements.isEmpty && vocabulary.isEmpty && calendars.isEmpty }
}
