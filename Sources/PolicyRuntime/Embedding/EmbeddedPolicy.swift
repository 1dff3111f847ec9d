public import PolicyLang

/// A compiled policy, for programs that decide without the command line.
///
/// ```
/// let policy = try EmbeddedPolicy.compile(name: "loan.policy", text, library: library)
/// let session = try policy.prepare(asOf: CivilDate(year: 2026, month: 5, day: 1))
/// let answer = session.evaluate(try policy.candidate(json: line))
/// print(answer.outcome?.id ?? "-", answer.labels(.violated).map { $0.id })
/// ```
/// Values of this type may be shared between threads.
public struct EmbeddedPolicy: Sendable {
  /// The policy as the interpreter takes it.
  public let program: IRProgram
  /// Warnings and notes of the compiler.
  public let diagnostics: [Diagnostic]

  /// Why a text is no policy.
  public struct CompilationFailure: Error {
    public let diagnostics: [Diagnostic]
    /// The files that were read, for showing the places.
    public let sources: SourceMap

    /// The messages as the command line prints them.
    public func text(in language: Language) -> String {
      TextRenderer(sources: sources, language: language).render(diagnostics)
    }
  }

  /// Why a record is no candidate.
  public struct RecordFailure: Error, Hashable {
    public let problems: [DataProblem]
  }

  /// A policy that was compiled or loaded elsewhere.
  public init(_ program: IRProgram) {
    self.program = program
    diagnostics = []
  }

  private init(_ program: IRProgram, _ diagnostics: [Diagnostic]) {
    self.program = program
    self.diagnostics = diagnostics
  }

  /// Compiles a policy with the files it uses.
  /// - Parameters:
  ///   - name: the name of the file in messages.
  ///   - library: where the files come from that the policy uses, such as its vocabulary.
  /// - Throws: the messages, where one of them is an error.
  public static func compile(
    name: String, _ text: String, library: Library
  ) throws(CompilationFailure) -> EmbeddedPolicy {
    let compiled = Compilation.compile(name: name, bytes: Array(text.utf8), library: library)
    guard let program = compiled.program else {
      throw CompilationFailure(diagnostics: compiled.diagnostics, sources: compiled.sources)
    }
    return EmbeddedPolicy(program, compiled.diagnostics)
  }

  /// Fixes the day, the readings and the figures, and compiles the clauses for columns.
  /// - Parameter asOf: the day of the decision; there is no clock behind this.
  public func prepare(
    asOf: CivilDate? = nil, settings: Settings = Settings()
  ) throws(PreparationError) -> PolicySession {
    PolicySession(try PreparedPolicy(program, asOf: asOf, settings: settings))
  }

  /// The candidate of a JSON object, by the same rules as a line of a JSON Lines file.
  public func candidate(json: String) throws(RecordFailure) -> Candidate {
    var reader = CandidateReader(program, layout: .jsonLines)
    reader.feed(Array(json.utf8))
    reader.finish()
    switch reader.next() {
    case .candidate(let row): return row.candidate
    case .reject(let reject): throw RecordFailure(problems: reject.problems)
    case .failure(let problem, _): throw RecordFailure(problems: [problem])
    case .needsInput, .end, .blank: throw RecordFailure(problems: [])
    }
  }

  /// The place of a candidate's field, by its id or by either name: an index into
  /// `Candidate.facts`.
  public func field(_ name: String) -> Int? {
    program.records.first?.fields.firstIndex { field in
      let label = field.label
      return label.id == name || label.zh == name || label.en == name
    }
  }

  /// A value of a level or a choice, by its id or by either name.
  public func value(_ name: String, of field: Int) -> Value? {
    guard let fields = program.records.first?.fields, fields.indices.contains(field),
      case .enumeration(let index) = fields[field].type,
      let place = program.enumerations[index].values.firstIndex(where: { label in
        label.id == name || label.zh == name || label.en == name
      })
    else { return nil }
    return .value(place)
  }

  /// A candidate about whom nothing is known yet.
  public func emptyCandidate(id: String) -> Candidate {
    Candidate(id: id, facts: program.records.first.map { Record(unknown: $0) } ?? Record([]))
  }
}
