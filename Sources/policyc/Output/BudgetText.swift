internal import PolicyLang
internal import PolicyRuntime

/// What every form of a budget says in the same words.
struct BudgetWording {
  let budget: Budget
  let program: IRProgram
  let language: Language

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  var title: String { say("预算：", "Budget: ") + program.title }

  /// With how many people, and when.
  var basis: String {
    let years = budget.cohorts.map { "\($0)" }
    let cohorts =
      years.count == 1
      ? say("\(years[0])年一批", "one cohort, in \(years[0])")
      : say(
        "\(years.first ?? "")年至\(years.last ?? "")年每年一批",
        "a cohort a year, \(years.first ?? "") to \(years.last ?? "")")
    var people = say("每批 \(budget.selected) 人", "\(budget.selected) people each")
    if budget.selectedLow != budget.selectedHigh {
      people += say(
        "（容差 \(budget.selectedLow) 至 \(budget.selectedHigh)）",
        " (\(budget.selectedLow) to \(budget.selectedHigh) allowed)")
    }
    var source = ""
    if let quota = budget.quota {
      source = say("，取自名额“\(quota[.chinese])”", ", from the quota \(quota[.english])")
      if budget.isApproximate { source += say("（约数）", " (a target)") }
    }
    return cohorts + say("，", ", ") + people + source
  }

  var assumption: String {
    let basis = say(
      "按每人从入选那年一月一日起算、期满并考评合格估算。",
      "Everybody counts from 1 January of the year of selection, completes the term and passes.")
    if !budget.dependsOnResults { return basis }
    return basis
      + say(
        "要更好的结果才给的钱，按人人都得到计，写作“至多”。",
        " Money for a better result is counted for everybody and shown as `at most`.")
  }

  func money(_ amount: Rational) -> String {
    let figure = MoneyText.grouped(amount)
    return say(figure + "元", "CNY " + figure)
  }

  func money(_ range: BudgetRange) -> String {
    if range.isSettled { return money(range.expected) }
    if range.expected == range.high, range.low < range.high {
      return say("至多 ", "at most ") + money(range.high) + say("（最少 ", " (least ")
        + MoneyText.grouped(range.low) + say("）", ")")
    }
    return money(range.expected)
      + say("（最少 ", " (least ") + MoneyText.grouped(range.low) + say("，最多 ", ", most ")
      + MoneyText.grouped(range.high) + say("）", ")")
  }

  func cited(_ label: IRLabel, _ articles: [String]) -> String {
    guard let first = articles.first else { return label[language] }
    return label[language] + say("（", " (") + first + say("）", ")")
  }

  func piece(_ piece: BudgetPiece) -> String {
    var result = cited(piece.subsidy, piece.articles) + say("：", ": ")
    if let amount = piece.amount {
      switch piece.bound {
      case .atMost: result += say("至多 ", "at most ")
      case .atLeast: result += say("至少 ", "at least ")
      case nil: break
      }
      result += money(amount)
    } else {
      result += say("文件没有写金额", "no stated amount")
    }
    if let event = piece.event {
      result += say("，每次“\(event[language])”", " for each `\(event[language])`")
    }
    return result + say("，给", ", to ") + piece.recipient[language]
  }

  func open(_ open: LedgerOpen) -> String {
    let name = cited(open.point, open.articles) + say("：", ": ")
    switch open.kind {
    case .reading(let option):
      return name + say("还可以读作“\(option[language])”", "may also be read as \(option[language])")
    case .amountNotStated: return name + say("文件没有写金额", "the document states no amount")
    case .matchingNotStated(let body):
      return name
        + say("\(body[language])配套，比例没有写", "matched by \(body[language]), in no stated proportion")
    case .termNotStated: return name + say("期限算不出来", "the length of the term is not known")
    default:
      return name + say("要看各人的情况，计入最多", "depends on each person; counted in the most")
    }
  }

  var nothing: String {
    say("入选本身不带来应付的钱。", "Selection alone brings no payment.")
  }
}

/// A budget for reading in a terminal.
struct BudgetText {
  private let words: BudgetWording
  private let budget: Budget

  init(_ budget: Budget, _ program: IRProgram, _ language: Language) {
    words = BudgetWording(budget: budget, program: program, language: language)
    self.budget = budget
  }

  var text: String {
    var result = words.title + "\n" + words.basis + "\n" + words.assumption + "\n\n"
    if budget.rows.isEmpty { result += words.nothing + "\n" }
    for year in budget.years {
      let sum = budget.sum { $0.year == year }
      result += words.say("\(year)年  ", "\(year)  ") + words.money(sum) + "\n"
      for row in budget.rows where row.year == year {
        result +=
          "  " + words.cited(row.subsidy, row.articles) + words.say("，给", ", to ")
          + row.recipient[words.language] + words.say("：", ": ") + words.money(row.range) + "\n"
      }
    }
    if !budget.rows.isEmpty {
      result += words.say("合计  ", "in all  ") + words.money(budget.total) + "\n"
      for recipient in budget.recipients where budget.recipients.count > 1 {
        result +=
          words.say("  给", "  to ") + recipient[words.language] + words.say("：", ": ")
          + words.money(budget.sum { $0.recipient == recipient }) + "\n"
      }
    }
    result += section(
      words.say("按次计，数目文件没有写", "By the piece; the document does not say how many"),
      budget.pieces.map { words.piece($0) })
    result += section(
      words.say("文件没有定下的", "Left open by the document"), budget.open.map { words.open($0) })
    return result
  }

  private func section(_ title: String, _ rows: [String]) -> String {
    if rows.isEmpty { return "" }
    return "\n" + title + words.say("：", ":") + "\n"
      + rows.map { "  " + $0 + "\n" }.joined()
  }
}

/// A budget as one row per year, recipient and subsidy.
enum BudgetCSV {
  static func text(of budget: Budget) -> String {
    var result = CSVText.line(
      ["year", "to", "subsidy", "article", "currency", "amount", "low", "high"], end: "\n")
    for row in budget.rows {
      result += CSVText.line(
        [
          "\(row.year)", row.recipient.id, row.subsidy.id, row.articles.first ?? "", "CNY",
          row.range.expected.fixed(places: 2), row.range.low.fixed(places: 2),
          row.range.high.fixed(places: 2),
        ], end: "\n")
    }
    return result
  }
}
