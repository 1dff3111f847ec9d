internal import PolicyLang

/// `policyc ir POLICY`: the compiled form as text, for reading and comparing.
enum IRCommand {
  static let command = Command(
    shape: CommandShape(
      name: "ir",
      summary: LocalText(zh: "显示编译后的内容", en: "show the compiled form"),
      operands: [.init(name: LocalText(zh: "政策", en: "POLICY"))],
      options: [.output, .path, .quiet, .language, .color, .help]),
    run: { (session) throws(CommandFailure) in
      let loaded = try PolicyLoader(session: session).load(session.arguments.operands[0])
      try accessing { () throws(FileProblem) in try session.deliver(IRDump.text(of: loaded.program))
      }
      return .success
    })
}
