// Compiled policy files. Ids P0601 to P0649.
extension DiagnosticKind {
  public static let notCompiled = DiagnosticKind(
    "P0601", .error,
    zh: "这不是编译好的政策文件", en: "this is not a compiled policy",
    helpZh: "请用 policyc compile 生成，或者直接给出 .policy 文件",
    helpEn: "make one with `policyc compile`, or give the .policy file itself")
  public static let otherFormatVersion = DiagnosticKind(
    "P0602", .error,
    zh: "这个文件的格式版本是 {0}，本程序只认版本 {1}",
    en: "this file has format version {0}, but this program reads version {1}",
    helpZh: "请用本程序重新编译政策", helpEn: "compile the policy again with this program")
  public static let truncatedProgram = DiagnosticKind(
    "P0603", .error,
    zh: "编译好的政策文件不完整，在第 {0} 字节处中断",
    en: "the compiled policy ends too early, at byte {0}",
    helpZh: "请重新复制或重新编译", helpEn: "copy or compile it again")
  public static let damagedProgram = DiagnosticKind(
    "P0604", .error,
    zh: "编译好的政策文件已损坏：内容与校验值不符",
    en: "the compiled policy is damaged: its content does not match its checksum",
    helpZh: "请重新复制或重新编译", helpEn: "copy or compile it again")
  public static let malformedProgram = DiagnosticKind(
    "P0605", .error,
    zh: "编译好的政策文件第 {0} 字节处的内容无法识别",
    en: "the compiled policy holds something unknown at byte {0}",
    helpZh: "请重新编译政策", helpEn: "compile the policy again")
  public static let refusedProgram = DiagnosticKind(
    "P0606", .error,
    zh: "编译好的政策没有通过检查（{0}）", en: "the compiled policy did not pass its checks ({0})",
    helpZh: "请重新编译政策；如果仍然这样，请报告这个问题",
    helpEn: "compile the policy again, and report the problem if it stays")

  static let compiledKinds: [DiagnosticKind] = [
    notCompiled, otherFormatVersion, truncatedProgram, damagedProgram, malformedProgram,
    refusedProgram,
  ]
}
