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
    let page = HTMLPage(title: words.title, language: words.language)
    var result = page.opening
    result +=
      "<p>" + text(words.basis) + "</p>\n<p class=\"note\">" + text(words.assumption) + "</p>\n"
    if budget.rows.isEmpty {
      result += "<p>" + text(words.nothing) + "</p>\n"
    } else {
      result +=
        "<figure style=\"max-width: 40rem\">\n" + BudgetSVG(words).svg + "</figure>\n" + table
    }
    result += list(
      words.say("按次计，数目文件没有写", "By the piece; the document does not say how many"),
      budget.pieces.map { words.piece($0) })
    result += list(
      words.say("文件没有定下的", "Left open by the document"), budget.open.map { words.open($0) })
    return result + page.closing([setup])
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

  private func text(_ text: String) -> String { MarkupText.escaped(text) }
}
