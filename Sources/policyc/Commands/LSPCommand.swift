internal import PolicyLang

/// `policyc lsp`: the language server on standard input and output.
enum LSPCommand {
  private static let stdio = Option(
    name: "--stdio", value: .none,
    meaning: LocalText(zh: "编辑器会加上它；总是如此", en: "editors add it; always so"), isHidden: true)

  static let command = Command(
    shape: CommandShape(
      name: "lsp",
      summary: LocalText(
        zh: "给编辑器用的语言服务（由编辑器启动）", en: "the language server that editors start"),
      options: [stdio, .path, .language, .help],
      explanation: LocalText(
        zh: """
          编辑器启动它，经标准输入输出与它交谈：边写边报告问题，解释名称和数字，补全，跳转，改名，排版，
          在条款旁边显示示例名单里有多少人不满足。各编辑器怎样设置见 editors/README.md。
          """,
        en: """
          Editors start it and talk to it on standard input and output: problems while typing,
          explanations of names and figures, completion, definitions, renaming, layout, and beside each
          clause how many example candidates it turns away. editors/README.md says how to set it up.
          """)),
    run: { (session) throws(CommandFailure) in run(session) })

  private static func run(_ session: Session) -> ExitCode {
    let server = LanguageServer(
      language: Session.named(session.arguments.value(.language)),
      folders: session.arguments.all(.path)
    ) { message in
      session.console.write("Content-Length: \(message.utf8.count)\r\n\r\n" + message)
    }
    return ServerLoop(server, session.console).run()
  }
}
