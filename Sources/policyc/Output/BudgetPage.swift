internal import PolicyLang
internal import PolicyRuntime

/// A budget as one page that needs no network, reads on a telephone and prints on A4.
struct BudgetPage {
  private let words: BudgetWording
  private let budget: Budget
  private let setup: EvaluationSetup

  init(_ budget: Budget, _ setup: EvaluationSetup, _ language: Language) {
    words = BudgetWording(budget: budget, program: setup.program, language: language)
    self.budget = budget
    self.setup = setup
  }

  var html: String {
    let language = words.say("zh-CN", "en")
    var result =
      "<!doctype html>\n<html lang=\"\(language)\">\n<head>\n<meta charset=\"utf-8\">\n"
      + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
      + text(words.title) + "</title>\n<style>\n" + BudgetPage.style + "</style>\n</head>\n<body>\n"
    result += "<h1>" + text(words.title) + "</h1>\n"
    result +=
      "<p>" + text(words.basis) + "</p>\n<p class=\"note\">" + text(words.assumption) + "</p>\n"
    if budget.rows.isEmpty {
      result += "<p>" + text(words.nothing) + "</p>\n"
    } else {
      result += "<figure>\n" + BudgetSVG(words).svg + "</figure>\n" + table
    }
    result += list(
      words.say("按次计，数目文件没有写", "By the piece; the document does not say how many"),
      budget.pieces.map { words.piece($0) })
    result += list(
      words.say("文件没有定下的", "Left open by the document"), budget.open.map { words.open($0) })
    return result + origin + "</body>\n</html>\n"
  }

  private var table: String {
    let hasRange = budget.rows.contains { !$0.range.isSettled }
    var head = [
      words.say("年份", "Year"), words.say("项目", "Subsidy"), words.say("给", "To"),
      words.say("金额（元）", "CNY"),
    ]
    if hasRange { head += [words.say("最少", "Least"), words.say("最多", "Most")] }
    var result = "<div class=\"scroll\">\n<table>\n<thead><tr>"
    for (index, cell) in head.enumerated() {
      result += "<th\(index > 2 ? " class=\"n\"" : "")>" + text(cell) + "</th>"
    }
    result += "</tr></thead>\n<tbody>\n"
    for row in budget.rows {
      result +=
        "<tr><td>\(row.year)</td><td>" + text(words.cited(row.subsidy, row.articles))
        + "</td><td class=\"w\">" + text(row.recipient[words.language]) + "</td>"
        + cells(row.range, hasRange)
        + "</tr>\n"
    }
    return result + "</tbody>\n<tfoot><tr><td colspan=\"3\">" + words.say("合计", "In all")
      + "</td>" + cells(budget.total, hasRange) + "</tr></tfoot>\n</table>\n</div>\n"
  }

  private func cells(_ range: BudgetRange, _ hasRange: Bool) -> String {
    var amounts = [range.expected]
    if hasRange { amounts += [range.low, range.high] }
    return amounts.map { "<td class=\"n\">" + MoneyText.grouped($0) + "</td>" }.joined()
  }

  private func list(_ title: String, _ items: [String]) -> String {
    if items.isEmpty { return "" }
    return "<h2>" + text(title) + "</h2>\n<ul>\n"
      + items.map { "<li>" + text($0) + "</li>\n" }.joined() + "</ul>\n"
  }

  /// Which tool, which policy, which day, which settings.
  private var origin: String {
    var parts = [
      "policyc " + ProgramVersion.text, words.say("政策 ", "policy ") + setup.program.id,
      words.say("指纹 ", "hash ") + setup.hash,
    ]
    if let day = setup.asOf { parts.append(words.say("基准日 ", "as of ") + day.description) }
    for setting in setup.named { parts.append(setting.id + " = " + setting.value) }
    return "<footer>" + text(parts.joined(separator: words.say("；", "; "))) + "</footer>\n"
  }

  private func text(_ text: String) -> String { MarkupText.escaped(text) }

  private static let style = """
    body { font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
      color: #222; max-width: 46rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.4rem; line-height: 1.3; } h2 { font-size: 1.1rem; margin-top: 1.5rem; }
    .note { color: #555; } figure { margin: 1rem 0; max-width: 40rem; } svg { width: 100%; height: auto; }
    .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
    th, td { padding: .3rem .5rem; border-bottom: 1px solid #ccc; text-align: left; }
    .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .w { white-space: nowrap; }
    tfoot td { font-weight: 600; border-top: 2px solid #444; }
    footer { margin-top: 2rem; color: #666; font-size: .8rem; overflow-wrap: anywhere; }
    @page { size: A4; margin: 18mm; }
    @media print { body { max-width: none; padding: 0; font-size: 11pt; }
      figure, tr { break-inside: avoid; } }

    """
}
