public import PolicyLang

// What tests in the language ask: 应得 违反 X, 应得 遵守 X.
extension ProcedureReport {
  /// Whether a rule is broken, named by the id or name of its stage, duty, honour or revocation, or by
  /// the rule itself (`notice_length`). A waived or in-principle breach counts as one.
  public func breaks(_ name: String, in program: IRProgram) -> Bool {
    (breaches + waivable).contains { breach in
      breach.rule == name || ProcedureReport.isName(name, of: program.norms[breach.norm].label)
    }
  }

  /// Whether anything in the policy goes by that name.
  public static func knows(_ name: String, in program: IRProgram) -> Bool {
    program.norms.contains { norm in
      if isName(name, of: norm.label) { return true }
      for suffix in suffixes where norm.label.id + suffix == name { return true }
      return false
    }
  }

  /// What differs from a test's expectation; `nil` when nothing does.
  public func difference(
    from names: [String], areBroken: Bool, in program: IRProgram
  ) -> LocalText? {
    for name in names where !ProcedureReport.knows(name, in: program) {
      return LocalText(
        zh: "政策里没有名为“\(name)”的阶段、职责或规则", en: "the policy has no stage, duty or rule `\(name)`")
    }
    guard names.contains(where: { breaks($0, in: program) != areBroken }) else { return nil }
    var zh = ""
    var en = ""
    for name in names {
      zh += (zh.isEmpty ? "" : "、") + name
      en += (en.isEmpty ? "" : ", ") + name
    }
    zh = "应得 " + (areBroken ? "违反 " : "遵守 ") + zh + "；实得 "
    en = "expected " + (areBroken ? "breach of " : "no breach of ") + en + "; got "
    var found = LocalText(zh: "", en: "")
    for breach in breaches + waivable {
      found = LocalText(
        zh: found.zh + (found.zh.isEmpty ? "" : "；") + breach.detail.zh,
        en: found.en + (found.en.isEmpty ? "" : "; ") + breach.detail.en)
    }
    return LocalText(
      zh: zh + (found.zh.isEmpty ? "没有违反" : found.zh),
      en: en + (found.en.isEmpty ? "no breach" : found.en))
  }

  /// What is added to the id of a stage, honour or revocation to name its rules.
  static let suffixes = [
    "_length", "_order", "_late", "_condition", "_approval", "_ground", "_extension",
  ]

  private static func isName(_ name: String, of label: IRLabel) -> Bool {
    !name.isEmpty && (label.id == name || label.zh == name || label.en == name)
  }
}
