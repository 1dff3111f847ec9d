internal import PolicyLang

/// What a file is for, told by the ending of its name.
enum FileRole {
  case policy, data

  init?(_ path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".policy") || name.hasSuffix(".policyc") {
      self = .policy
    } else if FileRole.dataEndings.contains(where: { name.hasSuffix($0) }) {
      self = .data
    } else {
      return nil
    }
  }

  private static let dataEndings = [".csv", ".jsonl", ".ndjson", ".json", ".xlsx", ".xls"]

  /// Refuses a call of the shape `eval CANDIDATES POLICY`.
  static func checkOrder(_ session: Session) throws(UsageProblem) {
    let operands = session.arguments.operands
    guard operands.count == 2, session.shape.operands.count == 2,
      !session.shape.operands.contains(where: { $0.repeats }),
      FileRole(operands[0]) == .data, FileRole(operands[1]) == .policy
    else { return }
    session.adoptChinese(where: isChinese(operands[0]) || isChinese(operands[1]))
    throw UsageProblem(
      .swappedFiles,
      [LocalText(operands[0]), LocalText(operands[1]), LocalText(session.shape.name)])
  }

  /// Refuses data where a policy is needed, in the language of the data.
  static func refuseData(_ path: String, _ bytes: [UInt8], _ session: Session)
    throws(CommandFailure)
  {
    guard FileRole(path) == .data else { return }
    let opening = String(decoding: bytes.prefix(4096), as: UTF8.self)
    session.adoptChinese(where: isChinese(path) || isChinese(opening))
    session.report([Diagnostic(.dataNotPolicy, at: nil, [LocalText(path)])])
    throw .reported(.inputHasErrors)
  }

  /// Whether a word of the command line, or the beginning of the file that it names, is Chinese:
  /// what is wrong with a call is then said in Chinese too.
  static func hasChineseContent(_ word: String) -> Bool {
    if isChinese(word) { return true }
    guard FileRole(word) != nil, let opening = try? FileAccess.opening(of: word) else {
      return false
    }
    return isChinese(String(decoding: opening, as: UTF8.self))
  }

  /// Whether a text has Chinese characters.
  static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }
}
