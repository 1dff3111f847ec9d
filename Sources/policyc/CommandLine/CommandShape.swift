internal import PolicyLang

/// What a command is called, takes and says about itself. Parsing, help and suggestions all read it.
struct CommandShape: Sendable {
  let name: String
  let summary: LocalText
  /// The arguments without a flag, in order.
  var operands: [Operand] = []
  var options: [Option] = []
  /// What the help page says beyond the list of options.
  var explanation = LocalText("")
  /// Calls to copy, each with what it does.
  var examples: [Example] = []

  struct Operand: Sendable {
    let name: LocalText
    var isRequired = true
    /// Takes all remaining arguments.
    var repeats = false
  }

  struct Example: Sendable {
    let call: String
    let meaning: LocalText
  }

  /// The call in one line: `policyc eval 政策 候选人 [选项]`.
  func usage(_ language: Language) -> String {
    var result = "policyc " + name
    for operand in operands {
      let word = operand.name[language] + (operand.repeats ? "…" : "")
      result += operand.isRequired ? " " + word : " [" + word + "]"
    }
    return result + (language == .chinese ? " [选项]" : " [OPTIONS]")
  }
}

/// A flag: `--format csv`, `--format=csv`, `-o FILE`, `--quiet`.
struct Option: Sendable {
  let name: String
  var short: String?
  let value: Value
  let meaning: LocalText
  /// May stand several times.
  var repeats = false
  /// Understood but not listed: without effect on the result.
  var isHidden = false

  enum Value: Sendable {
    case none
    /// Any text, called so in the help.
    case text(LocalText)
    case oneOf([String])
  }
}

extension Option {
  static let help = Option(
    name: "--help", short: "-h", value: .none,
    meaning: LocalText(zh: "显示这段说明", en: "show this help"))
  static let language = Option(
    name: "--lang", value: .oneOf(["zh", "en"]),
    meaning: LocalText(zh: "用中文还是英文说话", en: "speak Chinese or English"))
  static let color = Option(
    name: "--color", value: .oneOf(["auto", "always", "never"]),
    meaning: LocalText(zh: "提示信息是否上色", en: "colour the messages"))
  static let quiet = Option(
    name: "--quiet", short: "-q", value: .none,
    meaning: LocalText(zh: "只报告错误", en: "report errors only"))
  static let path = Option(
    name: "--path", value: .text(LocalText(zh: "文件夹", en: "FOLDER")),
    meaning: LocalText(
      zh: "也在这里找词汇和政策（可写多次）", en: "also look here for vocabularies and policies (repeatable)"),
    repeats: true)
  static let output = Option(
    name: "--output", short: "-o", value: .text(LocalText(zh: "文件", en: "FILE")),
    meaning: LocalText(zh: "写到文件；写成了才会出现", en: "write to a file, which appears whole or not at all")
  )
  static let asOf = Option(
    name: "--as-of", value: .text(LocalText(zh: "日期", en: "DATE")),
    meaning: LocalText(zh: "基准日，如 2026-05-01", en: "the day of the decision, such as 2026-05-01"))
  static let set = Option(
    name: "--set", value: .text(LocalText(zh: "名称=值", en: "NAME=VALUE")),
    meaning: LocalText(
      zh: "假如某个参数是另一个数、某处解读取另一种（可写多次）",
      en: "what if a figure or a reading were another (repeatable)"),
    repeats: true)
  static let threads = Option(
    name: "--threads", value: .text(LocalText(zh: "个数", en: "N")),
    meaning: LocalText(zh: "结果与个数无关", en: "the result does not depend on it"), isHidden: true)

  static func format(_ names: [String]) -> Option {
    Option(
      name: "--format", short: "-f", value: .oneOf(names),
      meaning: LocalText(
        zh: "输出格式，不写时为 " + (names.first ?? ""),
        en: "the output format, " + (names.first ?? "") + " unless given"))
  }
}
