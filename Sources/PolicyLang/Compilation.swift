/// The whole compiler on one screen: bytes → parsed files → linked policy → IR.
public enum Compilation {
  /// Compiles a policy, vocabulary or calendar file with everything it uses.
  ///
  /// Never fails: what is wrong is in `diagnostics`, and `program` is `nil` when any of it is an error.
  public static func compile(name: String, bytes: [UInt8], library: Library) -> Compiled {
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
      let result = elaborator.run()
      if !linker.log.hasErrors || !hasStructuralError(linker.log) {
        log.append(elaborator.log.diagnostics)
      }
      if log.hasErrors {
        // A faulty statement may be the only use of a name, or the only clause.
        log.drop([.unusedName, .readingWithoutEffect, .noClauses])
      }
      if !log.hasErrors, linked.kind == .policyFile {
        program = result.program
        tests = result.tests
        outline = elaborator.outline
      }
    }
    return Compiled(
      sources: linker.sources, language: linked.language, kind: linked.kind,
      diagnostics: log.sorted, program: program, tests: tests, outline: outline,
      parsed: linker.parsed)
  }

  /// Whether whole statements or files are missing, so that names would seem unknown without fault.
  private static func hasStructuralError(_ log: DiagnosticLog) -> Bool {
    log.diagnostics.contains { diagnostic in
      diagnostic.kind.severity == .error && !structureKeeping.contains(diagnostic.kind)
    }
  }

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
