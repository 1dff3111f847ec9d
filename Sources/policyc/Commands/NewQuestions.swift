internal import PolicyLang
internal import PolicyRuntime

/// Asks at a terminal what makes a first draft.
struct NewQuestions {
  private let session: Session
  private var input: LineInput
  /// Questions that flags have answered are not asked.
  private(set) var answers: [DraftQuestion: DraftAnswer]
  private(set) var base: LoadedPolicy?
  /// The name by which the base was given.
  private(set) var baseName: String?
  private var levels: [IRLabel] = []

  init(
    _ session: Session, answers: [DraftQuestion: DraftAnswer], base: LoadedPolicy?,
    baseName: String?
  ) {
    self.session = session
    self.answers = answers
    self.base = base
    self.baseName = baseName
    input = LineInput(session.console)
  }

  /// - Parameter scratchLevels: the skill levels of a draft without a base.
  /// - Throws: `.interrupted` when the input ends before the last question.
  mutating func ask(scratchLevels: [IRLabel]) throws(CommandFailure) {
    session.console.writeError(
      session.say(
        zh: "起草要回答几个问题；还不知道的直接按回车，以后再改。按 Ctrl-D 停下，不写文件。\n",
        en: "A few questions make the draft; press Enter where you do not know yet. Ctrl-D stops "
          + "without writing anything.\n"))
    let questions = DraftQuestion.allCases.filter { answers[$0] == nil }
    for (index, question) in questions.enumerated() {
      if question == .base, base != nil { continue }
      levels = base.map { PolicyDraft.levels(in: $0.program) } ?? scratchLevels
      if question == .level, levels.isEmpty { continue }
      try ask(question, "\(index + 1)/\(questions.count)")
    }
  }

  private mutating func ask(
    _ question: DraftQuestion, _ number: String
  ) throws(CommandFailure) {
    let language = session.language
    while true {
      session.console.writeError(
        number + " " + question.prompt[language] + hint(question) + "\n> ")
      guard let line = input.next() else {
        session.console.writeError(
          session.say(zh: "\n已停下，没有写文件\n", en: "\nstopped, nothing was written\n"))
        throw .interrupted
      }
      // Enter leaves it as it is: open, or as the base has it.
      if line.allSatisfy({ $0 == " " || $0 == "\r" || $0 == "\t" }) { return }
      if let answer = question.answer(line, levels: levels) {
        if question == .base {
          if take(answer) { return }
          continue
        }
        answers[question] = answer
        return
      }
      let problem = UsageProblem(
        .unusableAnswer, NewCommand.refusal(question, line, question.prompt[language], levels))
      session.report([problem.diagnostic])
    }
  }

  private func hint(_ question: DraftQuestion) -> String {
    let language = session.language
    var example = question.example[language]
    if question == .level {
      example = levels.dropFirst().map { language == .chinese ? $0.zh : $0.id }
        .joined(separator: session.say(zh: "、", en: ", "))
    }
    let isText = question == .title || question == .issuer
    let skip: String
    if question == .base {
      skip = session.say(zh: "从头写起", en: "from scratch")
    } else if let base, !isText {
      skip = session.say(zh: "照 \(base.program.id)", en: "as \(base.program.id) has it")
    } else {
      skip = session.say(zh: "待定", en: "to be decided")
    }
    return session.say(
      zh: "（例：\(example)；回车：\(skip)）", en: " (such as \(example); Enter: \(skip))")
  }

  /// Loads the policy to start from; what is wrong with it is said, and it is asked again.
  private mutating func take(_ answer: DraftAnswer) -> Bool {
    guard case .text(let name) = answer else { return true }
    do throws(CommandFailure) {
      base = try PolicyLoader(session: session).load(name)
      baseName = name
      return true
    } catch {
      switch error {
      case .usage(let problem): _ = session.report(problem)
      case .file(let problem): _ = session.report(problem)
      case .interrupted, .reported: break
      }
      return false
    }
  }
}

extension DraftQuestion {
  /// The option that answers it.
  var flag: String { self == .base ? "--like" : "--" + rawValue }
}
