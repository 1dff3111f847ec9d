internal import PolicyLang
internal import PolicyRuntime

/// Candidates from a file or from standard input, with its layout and encoding found out.
final class CandidateStream {
  static let chunkSize = 1 << 18

  static let encodingOption = Option(
    name: "--encoding", value: .text(LocalText(zh: "名称", en: "NAME")),
    meaning: LocalText(
      zh: "数据文件的编码（utf-8、gb18030、utf-16）；不写时自行判断",
      en: "the encoding of the data (utf-8, gb18030, utf-16), found out unless given"))

  /// The name of the file for messages.
  let name: String
  private let session: Session
  private let source: ByteSource?
  private var decoder: TextDecoder
  /// The encoding that the caller named.
  private let named: TextEncoding?
  private(set) var reader: CandidateReader
  private var isFinished: Bool
  /// What was read to find out the layout, and its text.
  private let first: [UInt8]
  private let firstText: [UInt8]

  /// - Parameters:
  ///   - keep: columns whose text comes out with each row.
  ///   - optional: those of them that the file may lack.
  init(
    _ path: String, _ program: IRProgram, _ session: Session, keep: [String] = [],
    optional: Set<String> = []
  ) throws(CommandFailure) {
    if FileRole(path) == .policy {
      session.report([Diagnostic(.policyNotData, at: nil, [LocalText(path)])])
      throw .reported(.wrongUsage)
    }
    self.session = session
    name = path == "-" ? session.say(zh: "标准输入", en: "standard input") : path
    let named = try CandidateStream.encoding(session)
    self.named = named
    decoder = TextDecoder(encoding: named)
    let source =
      path == "-"
      ? nil
      : try accessing { () throws(FileProblem) in
        try ByteSource(path: path)
      }
    self.source = source
    let first = try CandidateStream.read(source, session)
    isFinished = first.isEmpty
    // Bytes that are no UTF-8 would only show as broken rows one by one.
    if named == .utf8, ForeignFile.problem(first) == nil, let likely = TextDecoder.likely(first),
      likely != .utf8
    {
      session.report([CandidateStream.doesNotFit(.utf8, likely)])
      throw .reported(.inputHasErrors)
    }
    let text = decoder.decode(first, isLast: first.isEmpty)
    let layout = CandidateStream.layout(path, text)
    reader = CandidateReader(program, layout: layout, keep: keep, optional: optional)
    if let problem = CandidateStream.refusal(path, first, text, layout) {
      session.report([Diagnostic(problem.kind, at: nil, problem.arguments)])
      throw .reported(.inputHasErrors)
    }
    self.first = first
    firstText = text
  }

  /// The bytes of the file for readers that cut it into records themselves. Nothing else may be read
  /// from the stream then.
  func takeSupply() -> ByteSupply {
    ByteSupply(source, decoder, first: first, text: firstText, session)
  }

  /// The first call feeds what was read already.
  private func begin() {
    hasBegun = true
    reader.feed(firstText)
    if isFinished { reader.finish() }
  }

  private var hasBegun = false

  enum Item {
    case candidate(CandidateReader.Row)
    case reject(Reject)
  }

  /// The next record, `nil` at the end. A file that cannot be read as a whole ends the command.
  func next() throws(CommandFailure) -> Item? {
    if !hasBegun { begin() }
    while true {
      let item = reader.next()
      session.report(reader.takeWarnings())
      switch item {
      case .candidate(let row): return .candidate(row)
      case .reject(let reject): return .reject(reject)
      case .blank: continue
      case .end: return nil
      case .failure(let problem, let line): throw failure(problem, line)
      case .needsInput:
        let bytes = try CandidateStream.read(source, session)
        isFinished = bytes.isEmpty
        reader.feed(decoder.decode(bytes, isLast: isFinished))
        if isFinished { reader.finish() }
      }
    }
  }

  /// Says why the file as a whole cannot be read.
  func failure(_ problem: DataProblem, _ line: Int) -> CommandFailure {
    if let named, let likely = TextDecoder.likely(first), likely != named {
      session.report([CandidateStream.doesNotFit(named, likely)])
      return .reported(.inputHasErrors)
    }
    let place = session.say(zh: "\(name) 第 \(line) 行", en: "\(name):\(line)")
    session.console.writeError(place + session.say(zh: "：", en: ": "))
    session.report([Diagnostic(problem.kind, at: nil, problem.arguments)])
    return .reported(problem.kind == .unknownKeepColumn ? .wrongUsage : .inputHasErrors)
  }

  private static func doesNotFit(_ named: TextEncoding, _ likely: TextEncoding) -> Diagnostic {
    Diagnostic(
      .encodingDoesNotFit, at: nil, [LocalText(named.rawValue), LocalText(likely.rawValue)])
  }

  static func read(
    _ source: ByteSource?, _ session: Session
  ) throws(CommandFailure) -> [UInt8] {
    if let source {
      return try accessing { () throws(FileProblem) in try source.next(chunkSize) }
    }
    guard let bytes = session.console.readInput(chunkSize) else {
      throw .file(FileProblem.reading(session.say(zh: "标准输入", en: "standard input"), 5))
    }
    return bytes
  }

  static func encoding(_ session: Session) throws(CommandFailure) -> TextEncoding? {
    guard let name = session.arguments.value(encodingOption) else { return nil }
    guard let encoding = TextEncoding(name: name) else {
      throw .usage(UsageProblem(.unknownEncoding, [LocalText(name)]))
    }
    return encoding
  }

  /// By the ending of the name, else by the first character.
  static func layout(_ path: String, _ text: [UInt8]) -> DataLayout {
    let name = path.lowercased()
    if name.hasSuffix(".csv") { return .csv }
    if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") || name.hasSuffix(".json") {
      return .jsonLines
    }
    let first = opening(text)
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .jsonLines : .csv
  }

  /// Why a file of this kind is not read, told by its first bytes.
  static func refusal(
    _ path: String, _ bytes: [UInt8], _ text: [UInt8], _ layout: DataLayout
  ) -> DataProblem? {
    if let problem = ForeignFile.problem(bytes) { return problem }
    let isArray = layout == .jsonLines && opening(text) == UInt8(ascii: "[")
    return isArray && !path.lowercased().hasSuffix(".jsonl") ? DataProblem(.jsonArrayFile) : nil
  }

  /// The first byte that is neither blank nor part of a byte order mark.
  private static func opening(_ text: [UInt8]) -> UInt8? {
    text.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
  }
}
