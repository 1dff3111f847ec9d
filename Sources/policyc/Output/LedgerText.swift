internal import PolicyLang
internal import PolicyRuntime

/// The ledger of a case as a clerk would write it down.
struct LedgerText {
  let program: IRProgram
  let language: Language
  private let paths: PathLabels

  init(_ program: IRProgram, _ language: Language) {
    self.program = program
    self.language = language
    paths = PathLabels(program: program, language: language)
  }

  func text(of ledger: Ledger) -> String {
    var result = visible(ledger.candidate) + "\n"
    for row in aligned(ledger.lines) { result += "  " + row + "\n" }
    if ledger.lines.isEmpty {
      result += "  " + say("这一案没有应付的钱", "nothing is due in this case") + "\n"
    } else {
      result += "  " + say("合计 ", "in all ") + money(ledger.total)
      if ledger.clawedBack > .zero {
        result += say("，其中追回 ", ", of which recovered ") + money(ledger.clawedBack)
      }
      result += "\n"
    }
    if ledger.lines.contains(where: { $0.inForce == false }) {
      result +=
        "  "
        + say(
          "注意：有的钱，起因在政策施行期以外，要先查清该不该发",
          "note: the policy was not in force when some of this arose; check before paying"
        )
        + "\n"
    }
    result += section(
      say("不发的", "not due"),
      ledger.notDue.map { line in
        cited(line.label, line.articles, line.origin) + " " + money(line.amount) + reason(line)
      })
    result += section(say("会改变结果的", "what would change this"), ledger.open.map { text(of: $0) })
    result += section(
      say("文件没有写清的", "left open by the document"),
      ledger.questions.map { index in
        let point = program.openPoints[index]
        let name = cited(point.label, point.articles, point.origin)
        return point.note.isEmpty ? name : name + say("：", ": ") + visible(point.note)
      })
    return result + "\n"
  }

  private func section(_ title: String, _ rows: [String]) -> String {
    if rows.isEmpty { return "" }
    var result = "  " + title + say("：", ":") + "\n"
    for row in rows { result += "    " + row + "\n" }
    return result
  }

  // MARK: Lines

  /// Date, amount, name and the rest in columns.
  private func aligned(_ lines: [LedgerLine]) -> [String] {
    var amounts: [String] = []
    var names: [String] = []
    var width = (amount: 0, name: 0)
    for line in lines {
      let amount = money(line.amount)
      let name = cited(line.label, line.articles, line.origin)
      amounts.append(amount)
      names.append(name)
      width = (
        max(width.amount, DisplayWidth.of(amount)), max(width.name, DisplayWidth.of(name))
      )
    }
    var result: [String] = []
    for index in inOrder(lines) {
      let line = lines[index]
      let date = shownDate(line)?.description ?? say("日期不明  ", "no date   ")
      result.append(
        date + "  " + blanks(width.amount, amounts[index]) + amounts[index] + "  " + names[index]
          + blanks(width.name, names[index]) + "  " + ending(line))
    }
    return result
  }

  /// The day on which money moves: what is recovered moves on the day of the decision.
  private func shownDate(_ line: LedgerLine) -> CivilDate? {
    if line.status == .clawedBack, case .revoked(_, _, let day?)? = line.reason { return day }
    return line.date
  }

  /// The lines by their day, those without one where they stand.
  private func inOrder(_ lines: [LedgerLine]) -> [Int] {
    var days: [Int32] = []
    for line in lines { days.append(shownDate(line)?.dayNumber ?? days.last ?? Int32.min) }
    return lines.indices.sorted { days[$0] == days[$1] ? $0 < $1 : days[$0] < days[$1] }
  }

  private func ending(_ line: LedgerLine) -> String {
    var result = say("给", "to ") + visible(line.recipient[language])
    if let body = line.matchedBy {
      result += say("，由\(body[language])配套", ", matched by \(body[language])")
    }
    switch line.tax {
    case .after: result += say("，税后", ", after tax")
    case .before: result += say("，税前", ", before tax")
    case .unspecified: break
    }
    switch line.status {
    case .due: break
    case .stopped: result += say("，停发", ", stopped")
    case .clawedBack: result += say("，追回", ", recovered")
    }
    if line.inForce == false { result += say("，施行期以外", ", outside the policy's dates") }
    return result + reason(line)
  }

  private func reason(_ line: LedgerLine) -> String {
    guard let reason = line.reason else { return "" }
    switch reason {
    case .revoked(let label, let articles, _) where line.status == .clawedBack:
      let paid = line.date.map { say("\($0) 发的，", "paid \($0), ") } ?? ""
      return say("（", " (") + paid + label[language] + say(" ", " ") + (articles.first ?? "")
        + say("）", ")")
    case .revoked(let label, let articles, let date):
      let day = date.map { $0.description + " " } ?? ""
      return say("（", " (") + day + label[language] + say(" ", " ") + (articles.first ?? "")
        + say("）", ")")
    case .replaced(let other):
      return say("（由“\(other[language])”取代）", " (replaced by \(other[language]))")
    case .reduced(let amount, let other):
      return say(
        "（已按“\(other[language])”付过 \(money(amount))，付差额）",
        " (less \(money(amount)) paid as \(other[language]))")
    case .capped: return say("（到上限为止）", " (up to the ceiling)")
    case .late(let date):
      return say("（应在 \(date) 以前）", " (was due by \(date))")
    case .repeated: return say("（限一次，已发过）", " (once only, and already paid)")
    }
  }

  // MARK: Open points

  private func text(of open: LedgerOpen) -> String {
    var result = cited(open.point, open.articles, open.origin) + say("：", ": ") + kind(open.kind)
    if !open.missing.isEmpty {
      let names = open.missing.map { paths.label($0) }.joined(separator: say("、", ", "))
      result += say("，缺 ", ", missing ") + names
    }
    if let total = open.totalOtherwise {
      var link = say("；否则合计 ", "; otherwise in all ")
      if case .reading = open.kind { link = say("，那样合计 ", ", and then in all ") }
      result += link + money(total)
    }
    if let total = open.clawedBackOtherwise {
      result += say("，追回 ", ", recovered ") + money(total)
    }
    switch open.taxOtherwise {
    case .after: result += say("，税后", ", after tax")
    case .before: result += say("，税前", ", before tax")
    case .unspecified, nil: break
    }
    return result
  }

  private func kind(_ kind: LedgerOpen.Kind) -> String {
    switch kind {
    case .reading(let option):
      return say("还可以读作“\(option[language])”", "may also be read as \(option[language])")
    case .amountNotStated: return say("文件没有写金额", "the document states no amount")
    case .amountNotGiven: return say("这一案没有写金额", "the case does not give the amount")
    case .conditionUnknown:
      return say("条件是否成立还不知道，没有算入", "not counted, since its condition is not known to hold")
    case .notApproved(let body):
      return say(
        "没有\(body[language])的批准，不生效", "without effect, since \(body[language]) did not approve")
    case .matchingNotStated(let body):
      return say(
        "\(body[language])配套，比例没有写", "matched by \(body[language]), in no stated proportion")
    case .repeated:
      return say(
        "触发不止一次，文件没有写发几次",
        "triggered more than once; the document does not say how often it is paid")
    case .toppedUp:
      return say("先付了较低的，补付差额", "the lower amount was paid first and the difference is added")
    case .relationNotStated(let other):
      return say(
        "与“\(other[language])”是叠加还是取代没有写",
        "the document does not say whether it adds to \(other[language])")
    case .recoveryNotStated:
      return say("追回多少算不出来", "how much is recovered cannot be worked out")
    case .recoveryWithoutPeriod:
      return say(
        "按时间追回，但没有写这笔钱管哪一段时间（“期间”），追回多少算不出来，没有算入",
        "recovered by time, but nothing says which time it is for (`during`); not counted")
    case .groundNotListed(let ground):
      return say(
        "事由“\(visible(ground))”不在文件列出的事由里，这里照样算了",
        "counted, although the ground `\(visible(ground))` is not one that the document lists")
    case .dateNotRecorded:
      return say(
        "事件没有写日期，钱已算入合计，期限和年度没有核对",
        "counted, although its event has no date; time limits and years were not checked")
    case .termNotStated: return say("期限算不出来", "the length of the term is not known")
    case .dateUnknown: return say("日期不明，没有算入", "not counted, since its date is not known")
    case .overpaid(let amount):
      return say(
        "已付的比取代它的多 \(money(amount))", "\(money(amount)) more was paid than what takes its place")
    }
  }

  // MARK: Words

  func money(_ amount: Rational) -> String {
    let figure = MoneyText.grouped(amount)
    return say(figure + "元", "CNY " + figure)
  }

  private func cited(_ label: IRLabel, _ articles: [String], _ origin: IROrigin) -> String {
    let citation = program.citation(articles, origin, in: language)
    if citation.isEmpty { return label[language] }
    return label[language] + say("（", " (") + citation + say("）", ")")
  }

  private func blanks(_ width: Int, _ text: String) -> String {
    String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }
}

/// Amounts of money for people: `100,000.00`.
enum MoneyText {
  static func grouped(_ amount: Rational) -> String {
    var digits = Array(amount.fixed(places: 2).utf8)
    var sign = ""
    if digits.first == UInt8(ascii: "-") {
      sign = "-"
      digits.removeFirst()
    }
    let whole = digits.count - 3
    var result: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, index < whole, (whole - index) % 3 == 0 { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    return sign + String(decoding: result, as: UTF8.self)
  }
}
