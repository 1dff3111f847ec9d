internal import PolicyLang
internal import PolicyRuntime

/// The same records read in the vocabularies of two policies, row by row. The data are read once, so
/// that they may come from standard input.
final class PairedCandidateStream {
  enum Item {
    case pair(CandidateReader.Row, CandidateReader.Row)
    case reject(Reject)
  }

  /// The name of the file for messages.
  let name: String
  private let session: Session
  private let source: ByteSource?
  private var decoder: TextDecoder
  private var first: CandidateReader
  /// `nil` where both policies have the same vocabulary.
  private var second: CandidateReader?
  private var isFinished: Bool

  init(_ path: String, _ programs: [IRProgram], _ session: Session) throws(CommandFailure) {
    if FileRole(path) == .policy {
      session.report([Diagnostic(.policyNotData, at: nil, [LocalText(path)])])
      throw .reported(.wrongUsage)
    }
    self.session = session
    name = path == "-" ? session.say(zh: "标准输入", en: "standard input") : path
    decoder = TextDecoder(encoding: try CandidateStream.encoding(session))
    let source =
      path == "-"
      ? nil : try accessing { () throws(FileProblem) in try ByteSource(path: path) }
    self.source = source
    let bytes = try CandidateStream.read(source, session)
    isFinished = bytes.isEmpty
    let text = decoder.decode(bytes, isLast: bytes.isEmpty)
    let layout = CandidateStream.layout(path, text)
    first = CandidateReader(programs[0], layout: layout)
    let isShared =
      programs[0].records == programs[1].records
      && programs[0].enumerations == programs[1].enumerations
      && programs[0].events == programs[1].events
    second = isShared ? nil : CandidateReader(programs[1], layout: layout)
    if let problem = CandidateStream.refusal(path, bytes, text, layout) {
      session.report([Diagnostic(problem.kind, at: nil, problem.arguments)])
      throw .reported(.inputHasErrors)
    }
    feed(text)
  }

  private func feed(_ text: [UInt8]) {
    first.feed(text)
    second?.feed(text)
    if isFinished {
      first.finish()
      second?.finish()
    }
  }

  /// The next record, `nil` at the end. One that either policy cannot read is rejected.
  func next() throws(CommandFailure) -> Item? {
    while true {
      let item = first.next()
      let other = second?.next() ?? item
      warn()
      switch (item, other) {
      case (.failure(let problem, let line), _), (_, .failure(let problem, let line)):
        throw failure(problem, line)
      case (.reject(let reject), _), (_, .reject(let reject)): return .reject(reject)
      case (.candidate(let a), .candidate(let b)): return .pair(a, b)
      case (.blank, _), (_, .blank): continue
      case (.end, _), (_, .end): return nil
      case (.needsInput, _), (_, .needsInput):
        let bytes = try CandidateStream.read(source, session)
        isFinished = bytes.isEmpty
        feed(decoder.decode(bytes, isLast: isFinished))
      }
    }
  }

  /// A column that one of the two has no use for is in order.
  private func warn() {
    let warnings = first.takeWarnings()
    guard second != nil else { return session.report(warnings) }
    let others = second?.takeWarnings().map { $0.arguments.first } ?? []
    session.report(warnings.filter { others.contains($0.arguments.first) })
  }

  private func failure(_ problem: DataProblem, _ line: Int) -> CommandFailure {
    let place = session.say(zh: "\(name) 第 \(line) 行", en: "\(name):\(line)")
    session.console.writeError(place + session.say(zh: "：", en: ": "))
    session.report([Diagnostic(problem.kind, at: nil, problem.arguments)])
    return .reported(.inputHasErrors)
  }
}
