internal import PolicyLang

/// A command: its shape, and what it does.
struct Command: Sendable {
  let shape: CommandShape
  let run: @Sendable (Session) throws(CommandFailure) -> ExitCode
}

/// Why a command stopped.
enum CommandFailure: Error {
  case usage(UsageProblem)
  case file(FileProblem)
  /// The user or the system asked to stop.
  case interrupted
  /// Already reported.
  case reported(ExitCode)
}

/// All commands, the main job first.
enum CommandList {
  static let all: [Command] = [
    EvalCommand.command, ExplainCommand.command, MatchCommand.command, SelectCommand.command,
    ApportionCommand.command, CheckCommand.command,
    FmtCommand.command,
    TestCommand.command, NewCommand.command, SchemaCommand.command, CompileCommand.command,
    IRCommand.command, EntitleCommand.command, BudgetCommand.command, ProcedureCommand.command,
    DiffCommand.command, CompareCommand.command, TraceCommand.command, SQLCommand.command,
    DocCommand.command, LSPCommand.command,
  ]

  /// Runs the program.
  static func run(_ words: [String], _ console: Console) -> ExitCode {
    let code = dispatch(words, console)
    console.flush()
    return console.outputFailed ? .fileProblem : code
  }

  private static func dispatch(_ words: [String], _ console: Console) -> ExitCode {
    let session = plainSession(words, console)
    let overview = HelpPage(language: session.language).overview(all.map { $0.shape })
    let rest = withoutLanguage(words)
    guard let name = rest.first else {
      console.write(overview)
      return .success
    }
    switch name {
    case "--help", "-h":
      console.write(overview)
      return .success
    case "help":
      guard let topic = rest.dropFirst().first else {
        console.write(overview)
        return .success
      }
      return run([topic, "--help"], session, console)
    case "--version", "-V", "version":
      console.write("policyc " + ProgramVersion.text + "\n")
      return .success
    default: return run(words.first == name ? words : rest, session, console)
    }
  }

  private static func run(_ words: [String], _ session: Session, _ console: Console) -> ExitCode {
    let name = words.first ?? ""
    guard let command = all.first(where: { $0.shape.name == name }) else {
      return session.report(unknown(name))
    }
    let arguments: Arguments
    do throws(UsageProblem) {
      arguments = try ArgumentReader.read(Array(words.dropFirst()), command.shape)
    } catch {
      session.adoptChinese(where: words.contains { FileRole.hasChineseContent($0) })
      return session.report(error)
    }
    let own = Session(console, command.shape, arguments)
    if arguments.has(.help) {
      console.write(HelpPage(language: own.language).page(command.shape))
      return .success
    }
    do throws(CommandFailure) {
      return try command.run(own)
    } catch {
      switch error {
      case .usage(let problem):
        own.adoptChinese(where: arguments.operands.contains { FileRole.hasChineseContent($0) })
        return own.report(problem)
      case .file(let problem):
        own.adoptChinese(where: arguments.operands.contains { FileRole.hasChineseContent($0) })
        return own.report(problem)
      case .interrupted: return .fileProblem
      case .reported(let code): return code
      }
    }
  }

  private static func unknown(_ name: String) -> UsageProblem {
    if name.hasPrefix("-") {
      return UsageProblem(.unknownOption, [LocalText(name), LocalText("")])
    }
    guard let near = Suggestion.closest(to: name, in: all.map { $0.shape.name }) else {
      return UsageProblem(.unknownCommand, [LocalText(name)])
    }
    return UsageProblem(.unknownCommandNear, [LocalText(name), LocalText(near)])
  }

  /// A session for what concerns no command, in the language that `--lang` asks for anywhere.
  private static func plainSession(_ words: [String], _ console: Console) -> Session {
    let shape = CommandShape(
      name: "", summary: LocalText(""), options: [.language])
    var wanted: [String] = []
    for (position, word) in words.enumerated() {
      if word.hasPrefix("--lang=") { wanted = [word] }
      if word == "--lang", position + 1 < words.count { wanted = [word, words[position + 1]] }
    }
    let arguments = (try? ArgumentReader.read(wanted, shape)) ?? Arguments()
    return Session(console, shape, arguments)
  }

  /// The words without a `--lang` that stands before the command.
  private static func withoutLanguage(_ words: [String]) -> [String] {
    if let first = words.first, first.hasPrefix("--lang=") { return Array(words.dropFirst()) }
    if words.first == "--lang" { return Array(words.dropFirst(2)) }
    return words
  }
}

/// Turns a file problem into the failure of a command.
func accessing<Result>(
  _ body: () throws(FileProblem) -> Result
) throws(CommandFailure) -> Result {
  do throws(FileProblem) {
    return try body()
  } catch {
    throw .file(error)
  }
}
