internal import PolicyLang

/// One call of a command: what it was called with, the console, and the language it speaks.
final class Session {
  let console: Console
  let shape: CommandShape
  let arguments: Arguments
  /// `--lang`, else the language of the policy once one is read, else that of the environment.
  private(set) var language: Language

  init(_ console: Console, _ shape: CommandShape, _ arguments: Arguments) {
    self.console = console
    self.shape = shape
    self.arguments = arguments
    language =
      Session.named(arguments.value(.language)) ?? Session.language(of: console)
  }

  /// Speaks the language of a policy unless another was asked for.
  func adopt(_ other: Language) {
    if !arguments.has(.language) { language = other }
  }

  static func named(_ name: String?) -> Language? {
    switch name {
    case "zh": .chinese
    case "en": .english
    default: nil
    }
  }

  /// Chinese where the locale is, English elsewhere.
  static func language(of console: Console) -> Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let locale = console.environment(name), !locale.isEmpty {
        return locale.hasPrefix("zh") ? .chinese : .english
      }
    }
    return .english
  }

  /// Speaks Chinese about Chinese material where the locale asks for no language.
  func adoptChinese(where isChinese: Bool) {
    if isChinese, !Session.localeIsEnglish(console) { adopt(.chinese) }
  }

  /// Whether the locale asks for English, which `C`, `POSIX` and no locale at all do not.
  static func localeIsEnglish(_ console: Console) -> Bool {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let locale = console.environment(name), !locale.isEmpty { return locale.hasPrefix("en") }
    }
    return false
  }

  var isQuiet: Bool { arguments.has(.quiet) }

  /// Whether messages are coloured: on a terminal, unless `NO_COLOR` or `--color` say otherwise.
  var usesColour: Bool {
    switch arguments.value(.color) {
    case "always": return true
    case "never": return false
    default:
      return console.errorIsTerminal && (console.environment("NO_COLOR") ?? "").isEmpty
        && console.environment("TERM") != "dumb"
    }
  }

  /// A choice between two wordings.
  func say(zh: String, en: String) -> String { language == .chinese ? zh : en }

  /// Shows diagnostics on standard error; with `--quiet` errors only.
  func report(_ diagnostics: [Diagnostic], sources: SourceMap = SourceMap()) {
    let shown = isQuiet ? diagnostics.filter { $0.kind.severity == .error } : diagnostics
    if shown.isEmpty { return }
    let renderer = TextRenderer(sources: sources, language: language, useColour: usesColour)
    console.writeError(renderer.render(shown))
  }

  func report(_ problem: FileProblem) -> ExitCode {
    report([problem.diagnostic])
    return .fileProblem
  }

  func report(_ problem: UsageProblem) -> ExitCode {
    report([problem.diagnostic])
    return .wrongUsage
  }

  /// Writes a line to standard error unless `--quiet`.
  func note(_ text: String) {
    if !isQuiet { console.writeError(text + "\n") }
  }

  /// Writes results to the file of `--output`, or to standard output.
  func deliver(_ text: String) throws(FileProblem) {
    if let path = arguments.value(.output), path != "-" {
      let file = try AtomicFile(path: path)
      try file.write(text)
      try file.commit()
    } else {
      console.write(text)
    }
  }
}
