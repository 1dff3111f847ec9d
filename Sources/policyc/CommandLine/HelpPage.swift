internal import PolicyLang

/// The help of a command, built from its shape.
struct HelpPage {
  let language: Language

  /// The page of one command.
  func page(_ shape: CommandShape) -> String {
    var result = shape.summary[language] + "\n\n"
    result += heading(zh: "用法", en: "Usage") + "  " + shape.usage(language) + "\n"
    let explanation = shape.explanation[language]
    if !explanation.isEmpty { result += "\n" + explanation + "\n" }
    if !shape.examples.isEmpty {
      result += "\n" + heading(zh: "例子", en: "Examples")
      for example in shape.examples {
        result += "  " + example.call + "\n      " + example.meaning[language] + "\n"
      }
    }
    result += "\n" + heading(zh: "选项", en: "Options")
    result += table(
      shape.options.filter { !$0.isHidden }.map { (heading($0), $0.meaning[language]) })
    return result
  }

  /// What `policyc` says by itself: the main job first, then the list.
  func overview(_ shapes: [CommandShape]) -> String {
    let isChinese = language == .chinese
    var result =
      isChinese
      ? "policyc：按写成条文的政策，逐个判定候选人\n\n"
      : "policyc decides candidates by policies that are written like their documents\n\n"
    result +=
      isChinese
      ? "  policyc eval 政策.policy 候选人.csv\n      逐个判定，并写明依据哪一条\n\n"
      : "  policyc eval NAME.policy CANDIDATES.csv\n"
        + "      decide every candidate and say by which article\n\n"
    result += heading(zh: "命令", en: "Commands")
    result += table(shapes.map { ($0.name, $0.summary[language]) })
    result +=
      isChinese
      ? "\n`policyc 命令 --help` 说明一个命令，`policyc --version` 显示版本，"
        + "`--lang en` 改用英文\n"
      : "\n`policyc COMMAND --help` explains one, `policyc --version` names the version, "
        + "`--lang zh` speaks Chinese\n"
    return result
  }

  private func heading(zh: String, en: String) -> String {
    (language == .chinese ? zh + "：" : en + ":") + "\n"
  }

  private func heading(_ option: Option) -> String {
    var result = option.short.map { $0 + ", " } ?? "    "
    result += option.name
    switch option.value {
    case .none: break
    case .text(let name): result += " " + name[language]
    case .oneOf(let allowed): result += " " + allowed.joined(separator: "|")
    }
    return result
  }

  /// Two columns, the second one aligned; a long first column gets a line of its own.
  private func table(_ rows: [(String, String)]) -> String {
    let limit = 30
    let width = rows.map { DisplayWidth.of($0.0) }.filter { $0 <= limit }.max() ?? 0
    var result = ""
    for (left, right) in rows {
      let own = DisplayWidth.of(left)
      if own > limit {
        result += "  " + left + "\n" + String(repeating: " ", count: width + 4) + right + "\n"
      } else {
        result += "  " + left + String(repeating: " ", count: width - own + 2) + right + "\n"
      }
    }
    return result
  }
}
