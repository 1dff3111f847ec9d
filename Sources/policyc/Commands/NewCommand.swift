internal import PolicyLang

/// `policyc new ID`: a first policy file with comments, that checks clean.
enum NewCommand {
  private static let like = Option(
    name: "--like", value: .text(LocalText(zh: "政策", en: "POLICY")),
    meaning: LocalText(zh: "写成对另一份政策的改动", en: "write it as a change to another policy"))
  private static let title = Option(
    name: "--title", value: .text(LocalText(zh: "名称", en: "TITLE")),
    meaning: LocalText(zh: "政策的全称", en: "the policy's full title"))

  static let command = Command(
    shape: CommandShape(
      name: "new",
      summary: LocalText(zh: "写一份新政策的开头，带说明", en: "start a new policy, with comments"),
      operands: [.init(name: LocalText(zh: "编号", en: "ID"))],
      options: [like, title, .output, .path, .quiet, .language, .color, .help],
      explanation: LocalText(
        zh: "写到 编号.policy；已有的文件不会被改动。--lang en 写成英文关键词。",
        en:
          "Writes ID.policy and never changes a file that exists. --lang zh writes Chinese keywords."
      ),
      examples: [
        .init(
          call: "policyc new dalian --like national",
          meaning: LocalText(zh: "在 national 的基础上写大连的", en: "Dalian's, as a change to national")),
        .init(
          call: "policyc new dalian",
          meaning: LocalText(zh: "从头写起", en: "from scratch")),
      ]),
    run: { (session) throws(CommandFailure) in try run(session) })

  private static func run(_ session: Session) throws(CommandFailure) -> ExitCode {
    let id = session.arguments.operands[0]
    guard isUsable(id) else { throw .usage(UsageProblem(.unusableID, [LocalText(id)])) }
    // Without a model to follow, a draft is Chinese unless English is asked for.
    session.adopt(Session.localeIsEnglish(session.console) ? .english : .chinese)
    var template = PolicyTemplate(
      id: id, title: session.arguments.value(title), language: session.language)
    if let base = session.arguments.value(like) {
      let loaded = try PolicyLoader(session: session).load(base)
      // Speak as asked, or as the policy it is like does.
      template.language = session.language
      template.base = loaded.program
    }
    let path = session.arguments.value(.output) ?? id + ".policy"
    if path == "-" {
      session.console.write(template.text)
      return .success
    }
    if FileAccess.kind(path) != nil {
      session.report([Diagnostic(.alreadyExists, at: nil, [LocalText(path)])])
      return .fileProblem
    }
    try accessing { () throws(FileProblem) in
      let file = try AtomicFile(path: path)
      try file.write(template.text)
      try file.commit()
    }
    let next = "policyc check \(path)" + pathOption(template.base, path, session)
    session.note(
      session.say(zh: "已写好 \(path)。下一步：", en: "wrote \(path); next: ") + next)
    return .success
  }

  /// Where to look for the base, when it is neither beside the new file nor built in.
  private static func pathOption(
    _ base: IRProgram?, _ path: String, _ session: Session
  ) -> String {
    guard let base, let source = session.arguments.value(like) else { return "" }
    let library = PolicyLibrary(folders: session.arguments.all(.path)).library
    let isFound = library.find(base.id, path) != nil
    return isFound ? "" : " --path " + FileAccess.folder(of: source)
  }

  private static func isUsable(_ id: String) -> Bool {
    guard let first = id.utf8.first, (0x61...0x7A).contains(first), id.utf8.count <= 64 else {
      return false
    }
    return id.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
  }
}
