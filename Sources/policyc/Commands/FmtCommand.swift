internal import PolicyLang

/// `policyc fmt FILE…`: lays files out in place, or turns them to the other keywords.
enum FmtCommand {
  private static let check = Option(
    name: "--check", value: .none,
    meaning: LocalText(
      zh: "不改文件，只列出还没有排好的；有则退出码为 1",
      en: "change nothing, list files that are not laid out, exit 1 if there are any"))
  private static let keywords = Option(
    name: "--keywords", value: .oneOf(["zh", "en"]),
    meaning: LocalText(zh: "改用中文或英文关键词", en: "turn to Chinese or English keywords"))

  static let command = Command(
    shape: CommandShape(
      name: "fmt",
      summary: LocalText(zh: "把政策文件排整齐（原地改写）", en: "lay policy files out in place"),
      operands: [.init(name: LocalText(zh: "文件", en: "FILE"), repeats: true)],
      options: [check, keywords, .quiet, .language, .color, .help],
      explanation: LocalText(
        zh: "注释、名称和引号里的文字原样保留；排过的文件再排不变。“-”从标准输入读，写到标准输出。",
        en: """
          Comments, names and quoted texts stay as they are; a file that is laid out does not change.
          `-` reads standard input and writes standard output.
          """)),
    run: { (session) throws(CommandFailure) in try run(session) })

  private static func run(_ session: Session) throws(CommandFailure) -> ExitCode {
    var result = ExitCode.success
    for path in try CheckCommand.files(session) {
      if try !format(path, session) { result = .inputHasErrors }
    }
    return result
  }

  /// `false` when the file has errors, or is not laid out under `--check`.
  private static func format(_ path: String, _ session: Session) throws(CommandFailure) -> Bool {
    let bytes = try accessing { () throws(FileProblem) in
      path == "-" ? try readInput(session) : try FileAccess.read(path)
    }
    try FileRole.refuseData(path, bytes, session)
    if CompiledFile.isCompiled(bytes) {
      CompiledFile.adoptLanguage(of: bytes, session)
      session.report([Diagnostic(.compiledNotSource, at: nil, [LocalText(path)])])
      throw .reported(.inputHasErrors)
    }
    let name = path == "-" ? session.say(zh: "标准输入", en: "standard input") : path
    let read = SourceText.read(name: name, bytes: bytes, id: FileID(0))
    var sources = SourceMap()
    let parsed = Parser.parse(read.file, file: sources.add(read.file))
    session.adopt(parsed.language)
    let language = Session.named(session.arguments.value(keywords)) ?? parsed.language
    guard read.diagnostics.isEmpty,
      let text = Formatter.format(parsed, source: read.file, language: language)
    else {
      let diagnostics = read.diagnostics + parsed.diagnostics
      session.report(diagnostics.filter { $0.kind.severity == .error }, sources: sources)
      return false
    }
    if path == "-" {
      session.console.write(text)
      return true
    }
    if Array(text.utf8) == bytes { return true }
    if session.arguments.has(check) {
      session.console.write(path + "\n")
      return false
    }
    try accessing { () throws(FileProblem) in
      let file = try AtomicFile(path: path)
      try file.write(text)
      try file.commit()
    }
    session.note(session.say(zh: "已排好：", en: "laid out: ") + path)
    return true
  }

  private static func readInput(_ session: Session) throws(FileProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      guard let chunk = session.console.readInput(1 << 16) else {
        throw FileProblem.reading(session.say(zh: "标准输入", en: "standard input"), 5)
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }
}
