internal import PolicyLang
internal import PolicyRuntime

/// `policyc new ID`: a first policy file with comments, that checks clean; asks what belongs in it.
struct NewCommand {
  private static let like = Option(
    name: "--like", value: .text(LocalText(zh: "政策", en: "POLICY")),
    meaning: LocalText(zh: "写成对另一份政策的改动", en: "write it as a change to another policy"))

  /// The options that answer questions, apart from `--like`.
  private static let flags: [DraftQuestion: Option] = {
    var result: [DraftQuestion: Option] = [:]
    for question in DraftQuestion.allCases where question != .base {
      let example = question.example
      result[question] = Option(
        name: question.flag, value: .text(question.expected),
        meaning: LocalText(
          zh: question.prompt.zh + "如 " + example.zh,
          en: question.prompt.en + " Such as " + example.en))
    }
    return result
  }()

  private static var answering: [Option] {
    DraftQuestion.allCases.compactMap { $0 == .base ? like : flags[$0] }
  }

  static let command = Command(
    shape: CommandShape(
      name: "new",
      summary: LocalText(
        zh: "写一份新政策的开头，带说明；在终端里会逐个问",
        en: "start a new policy, with comments; at a terminal it asks"),
      operands: [.init(name: LocalText(zh: "编号", en: "ID"))],
      options: answering + [.output, .path, .quiet, .language, .color, .help],
      explanation: LocalText(
        zh: """
          写到 编号.policy；已有的文件不会被改动。在终端里会问十个问题，选项答过的不再问；
          除 --like 和 --title 以外写了任何一个答案，或者加了 --quiet，就不问。
          从头写起的，没有答的都是“未定”；写成改动的，没有答的照原来的政策，答“待定”的改成“未定”。
          草稿检查没有问题，里面的测试都通过。--lang en 写成英文关键词。
          """,
        en: """
          Writes ID.policy and never changes a file that exists. At a terminal it asks ten questions,
          less those that options answer; with any answer beside --like and --title, or with --quiet,
          it asks nothing. From scratch, whatever is not answered is `unstated`; as a change, it stays
          as the other policy has it, and the answer `open` makes it `unstated`. The draft checks clean
          and its tests pass. --lang zh writes Chinese keywords.
          """),
      examples: [
        .init(
          call: "policyc new dalian --like national",
          meaning: LocalText(zh: "在 national 的基础上写大连的", en: "Dalian's, as a change to national")),
        .init(
          call: "policyc new dalian --places 20 --years 5年 --money 1万元",
          meaning: LocalText(zh: "从头写起，已经知道三个数", en: "from scratch, three figures known")),
        .init(
          call: "policyc new dalian",
          meaning: LocalText(zh: "从头写起，逐个问", en: "from scratch, asking")),
      ]),
    run: { (session) throws(CommandFailure) in try NewCommand(session: session).run() })

  let session: Session

  private func run() throws(CommandFailure) -> ExitCode {
    let id = session.arguments.operands[0]
    guard isUsable(id) else { throw .usage(UsageProblem(.unusableID, [LocalText(id)])) }
    // Without a model to follow, a draft is Chinese unless English is asked for.
    session.adopt(Session.localeIsEnglish(session.console) ? .english : .chinese)
    let path = session.arguments.value(.output) ?? id + ".policy"
    if path != "-", FileAccess.kind(path) != nil {
      session.report([Diagnostic(.alreadyExists, at: nil, [LocalText(path)])])
      return .fileProblem
    }
    let draft = try self.draft(id, path)
    if path == "-" {
      session.console.write(draft.text)
      return .success
    }
    try accessing { () throws(FileProblem) in
      let file = try AtomicFile(path: path)
      try file.write(draft.text)
      try file.commit()
    }
    return .success
  }

  private func draft(_ id: String, _ path: String) throws(CommandFailure) -> PolicyDraft {
    var baseName = session.arguments.value(NewCommand.like)
    var base: LoadedPolicy?
    // Speak as asked, or as the policy it is like does.
    if let baseName { base = try PolicyLoader(session: session).load(baseName) }
    let scratchLevels = self.scratchLevels
    let levels = base.map { PolicyDraft.levels(in: $0.program) } ?? scratchLevels
    var answers = try given(levels)
    if asks(answers) {
      var questions = NewQuestions(session, answers: answers, base: base, baseName: baseName)
      try questions.ask(scratchLevels: scratchLevels)
      (answers, base, baseName) = (questions.answers, questions.base, questions.baseName)
    }
    var draft = PolicyDraft(
      id: id, language: session.language, base: base?.program, answers: answers)
    draft.samples = base?.samples ?? []
    let name = path == "-" ? id + ".policy" : path
    let library = self.library(baseName)
    let isClean = { (text: String) in DraftCheck.isClean(text, name: name, library: library) }
    let settled = draft.settled(isClean).tested(isClean)
    if path != "-" {
      session.note(
        session.say(zh: "已写好 \(path)。下一步：", en: "wrote \(path); next: ")
          + "policyc check \(path)" + pathOption(base?.program, baseName, path))
    }
    for question in settled.noted {
      session.note(
        session.say(
          zh: "没有写进去，留作说明：", en: "not worked in, left as a comment: ")
          + question.prompt[session.language])
    }
    return settled
  }

  /// What the flags answer.
  private func given(
    _ levels: [IRLabel]
  ) throws(CommandFailure) -> [DraftQuestion: DraftAnswer] {
    var answers: [DraftQuestion: DraftAnswer] = [:]
    for question in DraftQuestion.allCases {
      guard let flag = NewCommand.flags[question], let text = session.arguments.value(flag) else {
        continue
      }
      guard let answer = question.answer(text, levels: levels) else {
        throw .usage(
          UsageProblem(
            .unusableAnswer, NewCommand.refusal(question, text, flag.name, levels)))
      }
      answers[question] = answer
    }
    return answers
  }

  /// Asks where somebody sits at a terminal who has not begun to answer by options.
  private func asks(_ answers: [DraftQuestion: DraftAnswer]) -> Bool {
    session.console.inputIsTerminal && session.console.errorIsTerminal && !session.isQuiet
      && answers.keys.allSatisfy { $0 == .title }
  }

  /// What is wrong with an answer, with one that would do.
  static func refusal(
    _ question: DraftQuestion, _ text: String, _ name: String, _ levels: [IRLabel]
  ) -> [LocalText] {
    var example = question.example
    if question == .level, levels.count > 1 {
      example = LocalText(
        zh: levels.dropFirst().map { $0.zh }.joined(separator: "、"),
        en: levels.dropFirst().map { $0.id }.joined(separator: ", "))
    }
    return [LocalText(name), LocalText(text), question.expected, example]
  }

  // MARK: What a draft needs from outside

  private func library(_ baseName: String?) -> Library {
    var folders = session.arguments.all(.path)
    if let baseName, FileAccess.kind(baseName) == .file {
      folders.append(FileAccess.folder(of: baseName))
    }
    return PolicyLibrary(folders: folders).library
  }

  /// The skill levels of the vocabulary that a draft from scratch uses.
  private var scratchLevels: [IRLabel] {
    let text = PolicyDraft(id: "draft", language: .chinese).text
    let compiled = Compilation.compile(
      name: "draft.policy", bytes: Array(text.utf8), library: library(nil))
    return compiled.program.map { PolicyDraft.levels(in: $0) } ?? []
  }

  /// Where to look for the base, when it is neither beside the new file nor built in.
  private func pathOption(_ base: IRProgram?, _ source: String?, _ path: String) -> String {
    guard let base, let source else { return "" }
    let library = PolicyLibrary(folders: session.arguments.all(.path)).library
    let isFound = library.find(base.id, path) != nil
    return isFound ? "" : " --path " + FileAccess.folder(of: source)
  }

  private func isUsable(_ id: String) -> Bool {
    guard let first = id.utf8.first, (0x61...0x7A).contains(first), id.utf8.count <= 64 else {
      return false
    }
    return id.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
  }
}
