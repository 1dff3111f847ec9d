internal import PolicyLang

/// `policyc compile POLICY [-o FILE]`: the compiled policy, which `eval` takes too.
enum CompileCommand {
  static let command = Command(
    shape: CommandShape(
      name: "compile",
      summary: LocalText(zh: "编译成一个独立的文件", en: "compile a policy into one file"),
      operands: [.init(name: LocalText(zh: "政策", en: "POLICY"))],
      options: [.output, .path, .quiet, .language, .color, .help],
      explanation: LocalText(
        zh: """
          编译后的文件不再需要词汇文件，eval 和 explain 可以直接用；同样的内容得到同样的字节。
          不写 -o 时，写在政策旁边，同名，后缀是 .policyc。
          """,
        en: """
          The result needs no vocabulary any more; eval and explain take it. Equal content, equal
          bytes. Without -o it stands beside the policy, with the ending .policyc.
          """
      ),
      examples: [
        .init(
          call: "policyc compile tongliao -o tongliao.policyc",
          meaning: LocalText(zh: "以后直接用 tongliao.policyc", en: "use tongliao.policyc from then on"))
      ]),
    run: { (session) throws(CommandFailure) in try run(session) })

  private static func run(_ session: Session) throws(CommandFailure) -> ExitCode {
    guard let path = session.arguments.value(.output) ?? beside(session.arguments.operands[0])
    else {
      throw .usage(
        UsageProblem(
          .missingArgument,
          [
            LocalText("-o"),
            LocalText(
              zh: "policyc compile 政策 -o 文件", en: "policyc compile POLICY -o FILE"),
          ]))
    }
    let loaded = try PolicyLoader(session: session).load(session.arguments.operands[0])
    let bytes: [UInt8] = IREncoder.encode(loaded.program)
    if path == "-" {
      session.console.write(bytes)
      return .success
    }
    try accessing { () throws(FileProblem) in
      let file = try AtomicFile(path: path)
      try file.write(bytes)
      try file.commit()
    }
    session.note(
      session.say(zh: "已写入 \(path)，内容指纹 ", en: "wrote \(path), content hash ") + loaded.hash)
    return .success
  }

  /// The name with the ending `.policyc`; `nil` for standard input and for what has that ending.
  private static func beside(_ policy: String) -> String? {
    if policy == "-" || policy.hasSuffix(".policyc") { return nil }
    let ending = ".policy"
    let stem = policy.hasSuffix(ending) ? String(policy.dropLast(ending.count)) : policy
    return stem + ".policyc"
  }
}
