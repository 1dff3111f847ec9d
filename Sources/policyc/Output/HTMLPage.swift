internal import PolicyLang

/// The frame of every page that a command writes: one file that needs no network, reads on a
/// telephone and prints on A4.
struct HTMLPage {
  let title: String
  let language: Language
  /// Rules of one kind of page, after the shared ones.
  var ownStyle = ""
  /// Pages with wide tables take more of a large screen.
  var width = "48rem"

  /// Everything before the content, the title included.
  var opening: String {
    let title = MarkupText.escaped(self.title)
    return "<!doctype html>\n<html lang=\"" + (language == .chinese ? "zh-CN" : "en")
      + "\">\n<head>\n<meta charset=\"utf-8\">\n"
      + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title
      + "</title>\n<style>\n" + HTMLPage.style + "body { max-width: " + width + "; }\n" + ownStyle
      + "</style>\n</head>\n<body>\n<h1>" + LanguageMarks.escaped(self.title, on: language)
      + "</h1>\n"
  }

  /// The end of the page: which tool, which policies, which day, which settings.
  func closing(_ setups: [EvaluationSetup]) -> String {
    "<footer>" + MarkupText.escaped(origin(setups)) + "</footer>\n</body>\n</html>\n"
  }

  /// Which tool, which policies, which day, which settings, in one line.
  func origin(_ setups: [EvaluationSetup]) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
    var parts = ["policyc " + ProgramVersion.text]
    for setup in setups {
      parts += [say("政策 ", "policy ") + setup.program.id, say("指纹 ", "hash ") + setup.hash]
    }
    var named: [String] = []
    for setup in setups {
      if let day = setup.asOf { named.append(say("基准日 ", "as of ") + day.description) }
      for setting in setup.named { named.append(setting.id + " = " + setting.value) }
    }
    for (index, name) in named.enumerated() where !named[..<index].contains(name) {
      parts.append(name)
    }
    return parts.joined(separator: say("；", "; "))
  }

  private static let style = """
    :root { color-scheme: light dark; --ink: #222; --dim: #555; --paper: #fff; --line: #ccc;
      --panel: #f4f4f1; --link: #1f4e79; --mark: #a8480f; --tint: #fdf3e7; --doubt: #6b5500; }
    @media screen and (prefers-color-scheme: dark) {
      :root { --ink: #e6e6e3; --dim: #b0b0aa; --paper: #191a1c; --line: #4a4b4e; --panel: #26282b;
        --link: #9cc4ee; --mark: #ffa766; --tint: #352a20; --doubt: #e0c060; }
      svg:not(.themed) { background: #fff; border-radius: .3rem; }
    }
    body { font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
      color: var(--ink); background: var(--paper); margin: 0 auto; padding: 1rem; }
    :lang(en) > body { font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, "PingFang SC",
      "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
    h1 { font-size: 1.4rem; line-height: 1.3; } h2 { font-size: 1.1rem; margin-top: 1.5rem; }
    h3 { font-size: 1rem; margin: 1rem 0 .3rem; } a { color: var(--link); }
    .note { color: var(--dim); font-size: .9rem; } figure { margin: 1rem 0; }
    svg { width: 100%; height: auto; } li { margin: .2rem 0; }
    .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
    th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; }
    .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .w { white-space: nowrap; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap; }
    tfoot td { font-weight: 600; border-top: 2px solid var(--dim); }
    section { border-top: 1px solid var(--line); }
    footer { margin-top: 2rem; color: var(--dim); font-size: .8rem; overflow-wrap: anywhere; }
    @page { size: A4; margin: 18mm; }
    @media print { body { max-width: none; padding: 0; font-size: 11pt; }
      h1, h2, h3 { break-after: avoid; } figure, tr, section { break-inside: avoid; }
      .scroll { overflow: visible; } }

    """
}
