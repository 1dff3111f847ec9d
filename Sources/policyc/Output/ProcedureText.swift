internal import PolicyLang
internal import PolicyRuntime

/// A few readable lines per case.
struct ProcedureText: ProcedureOutput {
  private let follower: ProcedureFollower
  private let language: Language
  private let words: PlanWording
  private let paths: PathLabels
  private var program: IRProgram { follower.environment.program }

  init(_ follower: ProcedureFollower, _ language: Language) {
    self.follower = follower
    self.language = language
    words = PlanWording(follower, language)
    paths = PathLabels(program: follower.environment.program, language: language)
  }

  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }

  // MARK: The policy

  func plan() -> String {
    var result = program.title + "\n"
    var procedure: Int?
    for place in follower.plan.stages.indices {
      let stage = follower.plan.stages[place]
      if place == 0 || stage.procedure != procedure {
        procedure = stage.procedure
        if let procedure { result += "\n" + words.name(procedure) + "\n" }
      }
      result += "  \(place + 1). " + words.name(stage.norm)
      if let body = stage.body { result += say("：", ": ") + words.name(body) }
      result += words.article(of: stage.norm) + "\n"
      for line in words.requirements(of: place) { result += "     " + line + "\n" }
    }
    return result + later + duties
  }

  private var later: String {
    if words.laterNorms.isEmpty { return "" }
    var result = "\n" + say("培育、发证和退出", "Training, certificate and removal") + "\n"
    for norm in words.laterNorms {
      result += "  " + words.name(norm) + words.article(of: norm) + "\n"
      for line in words.conditions(of: norm) { result += "     " + line + "\n" }
    }
    return result
  }

  private var duties: String {
    var result = ""
    var body: Int?
    for duty in follower.plan.duties where duty.stage == nil {
      if result.isEmpty { result += "\n" + say("职责", "Duties") + "\n" }
      if duty.body != body, let owner = duty.body { result += "  " + words.name(owner) + "\n" }
      body = duty.body
      let when = words.timing(of: duty)
      result += "     " + words.keyword(duty.strength) + " " + words.name(duty.norm)
      if !when.isEmpty { result += say("：", ": ") + when }
      result += words.article(of: duty.norm) + "\n"
    }
    return result
  }

  // MARK: Cases

  func begin() -> String { "" }

  func text(of report: ProcedureReport, _ candidate: Candidate, isFirst: Bool) -> String {
    var result = isFirst ? "" : "\n"
    result += visible(report.id) + "  " + heading(report) + "\n"
    for line in lines(of: report) { result += "  " + line + "\n" }
    return result
  }

  /// Where the case stands.
  func heading(_ report: ProcedureReport) -> String {
    let standing = standing(report)
    return report.problems.isEmpty
      ? standing : say("没有算全；按已知的：", "worked out in part; as far as known: ") + standing
  }

  private func standing(_ report: ProcedureReport) -> String {
    guard let stage = report.stage else { return report.state.text[language] }
    let status = report.stageStatus.text[language]
    let place = words.stageName(stage) + say("，", ", ") + status
    let tells = report.state != .candidate && report.state != .none
    return tells ? place + say("；", "; ") + report.state.text[language] : place
  }

  /// Everything a clerk must know, the breaches first.
  func lines(of report: ProcedureReport) -> [String] {
    var result: [String] = []
    for breach in report.breaches { result.append(say("违反：", "breach: ") + detail(breach)) }
    for breach in report.waivable {
      result.append(say("须豁免：", "needs a waiver: ") + detail(breach))
    }
    for rule in report.unknown { result.append(say("未明：", "not known: ") + unknown(rule)) }
    if !report.unrecorded.isEmpty {
      let names = report.unrecorded.map { words.stageName($0) }
      result.append(say("没有记录：", "not recorded: ") + names.joined(separator: say("、", ", ")))
    }
    for years in report.missed {
      result.append(
        say("没有记录：", "not recorded: ") + words.name(follower.plan.duties[years.duty].norm)
          + say("，应在 ", ", due ")
          + years.due.map { $0.description }.joined(separator: say("、", ", ")))
    }
    for finding in report.revocations where finding.isEffective {
      result.append(revocation(finding))
    }
    for claim in report.lostClaims {
      result.append(
        say("丧失：", "lost: ") + words.name(claim.subsidy)
          + words.article(claim.articles, origin(claim.norm)))
    }
    for finding in report.duties where finding.status == .due { result.append(due(finding)) }
    for step in report.next { result.append(say("下一步：", "next: ") + next(step)) }
    for answer in report.open { result.append(open(answer, report)) }
    for problem in report.problems {
      result.append(
        say("算不出：", "not computed: ")
          + problem.diagnostic(in: follower.environment).message(in: language))
    }
    return result
  }

  private func origin(_ norm: Int) -> IROrigin { program.norms[norm].origin }

  private func detail(_ breach: Breach) -> String {
    var result = breach.detail[language] + words.article(breach.articles, origin(breach.norm))
    if let date = breach.on { result = date.description + " " + result }
    return result
  }

  private func unknown(_ rule: UnknownRule) -> String {
    let isLength = rule.rule.hasSuffix("_length")
    let name =
      words.name(rule.norm) + (isLength ? say("的时间长短", ", its length") : "")
      + words.article(rule.articles, origin(rule.norm))
    if rule.missing.isEmpty {
      return name + say("，文件没有写明，无从判断", ": the document leaves it open")
    }
    return name + say("，缺 ", " lacks ")
      + rule.missing.map { paths.label($0) }.joined(separator: say("、", ", "))
  }

  private func due(_ finding: DutyFinding) -> String {
    let duty = follower.plan.duties[finding.duty]
    var result = say("待办：", "to do: ")
    if let body = duty.body { result += words.name(body) + say(" ", ": ") }
    result += words.name(duty.norm)
    if let due = finding.due { result += say("，最迟 ", ", by ") + due.description }
    return result + words.article(of: duty.norm)
  }

  private func next(_ step: NextStep) -> String {
    let kind = program.norms[step.norm].kind
    if kind == .training || kind == .term { return term(step) }
    var result = words.name(step.norm)
    if let body = step.body { result += say("，", ", ") + words.name(body) }
    if let from = step.from { result += say("，不早于 ", ", not before ") + from.description }
    if let until = step.until { result += say("，到 ", ", until ") + until.description }
    if step.isOptional { result += say("，必要时", ", if needed") }
    return result + words.article(of: step.norm)
  }

  /// A term that runs, or one that is over and waits for what completes it.
  private func term(_ step: NextStep) -> String {
    var result = words.name(step.norm)
    if let until = step.until { result += say("到 \(until) 期满", " ends on \(until)") }
    if let from = step.from {
      result += say("已于 \(from) 期满，待考评", " ended on \(from) and waits for its evaluation")
    }
    return result + words.article(of: step.norm)
  }

  private func open(_ answer: OpenAnswer, _ report: ProcedureReport) -> String {
    let reading = program.readings[answer.reading]
    let option = reading.options[answer.option]
    var value = option.label[language]
    if value.isEmpty, let node = option.value {
      value = Wording(program, language).text(of: node)
    }
    let other = difference(answer, report)
    return say(
      "存疑：若“\(reading.label.zh)”取“\(value)”，",
      "open: if `\(reading.label[language])` is `\(value)`, ")
      + other + words.article(reading.articles, reading.origin)
  }

  /// What another reading changes: breaches that fall away or come, or the day of the next step.
  private func difference(_ answer: OpenAnswer, _ report: ProcedureReport) -> String {
    if !answer.next.isEmpty {
      let steps = answer.next.map { step in
        words.name(step.norm) + (step.until.map { say("到 ", " until ") + $0.description } ?? "")
      }
      return say("下一步是 ", "next is ") + steps.joined(separator: say("、", ", "))
    }
    if answer.breaches.isEmpty { return say("不违反", "no breach") }
    let before = report.breaches + report.waivable
    let gone = before.filter { breach in !answer.breaches.contains { isSame($0, breach) } }
    let new = answer.breaches.filter { breach in !before.contains { isSame($0, breach) } }
    var parts: [String] = []
    if !gone.isEmpty {
      parts.append(
        say("不再违反 ", "no breach of ")
          + gone.map { words.name($0.norm) }.joined(separator: say("、", ", ")))
    }
    if !new.isEmpty {
      parts.append(
        say("违反：", "breach: ")
          + new.map { detail($0) }.joined(separator: say("；", "; ")))
    }
    return parts.joined(separator: say("；", "; "))
  }

  private func isSame(_ a: Breach, _ b: Breach) -> Bool { a.rule == b.rule && a.on == b.on }

  private func revocation(_ finding: RevocationFinding) -> String {
    var result = say("退出：", "ended: ")
    if let date = finding.on { result += date.description + " " }
    result +=
      words.name(finding.revocation) + words.article(of: finding.revocation)
    let effects = finding.effects.map { effect($0) }
    if !effects.isEmpty { result += say("：", ": ") + effects.joined(separator: say("；", "; ")) }
    return result
  }

  private func effect(_ effect: RevocationEffect) -> String {
    let target = effect.kind.target.map { " " + words.name($0) } ?? ""
    switch effect.kind {
    case .stopTraining: return say("停止培育", "training stops") + target
    case .withdraw: return say("收回", "withdrawn:") + target
    case .endBenefits: return say("终止", "ended:") + target
    case .recover(_, let part): return recovery(part) + target
    case .cancelCandidacy: return say("取消参评资格", "candidacy cancelled")
    case .cancelRight(_, let until):
      let length = until.map { say("，到 ", " until ") + $0.description }
      return say("取消推荐资格", "may not recommend:") + target
        + (length ?? say("，期限没有写", ", for how long is not stated"))
    case .refer: return say("移送", "referred to") + target
    case .bar(_, let until):
      return say("禁入", "barred:") + target
        + (until.map { say("，到 ", " until ") + $0.description } ?? "")
    }
  }

  private func recovery(_ part: RevocationEffect.Recovery) -> String {
    switch part {
    case .inFull: return say("全部追回", "recovered in full:")
    case .unpaidPart: return say("未付部分不再付", "not paid any more:")
    case .byTime: return say("按时间追回", "recovered by time:")
    case .byShare(let share):
      return say("按比例追回（\(share)）", "recovered by share (\(share)):")
    case .amount(let amount):
      let figure = MoneyText.grouped(amount)
      return say("追回 \(figure)元", "CNY \(figure) recovered:")
    case .nothing: return say("已付的不追回", "not recovered:")
    case .unsettled: return say("是否追回没有写明", "recovery left open:")
    }
  }

  func end(_ counter: CaseCounter, rejects: Int) -> String {
    guard counter.cases > 1 else { return "" }
    return "\n" + counter.text(language) + "\n"
  }
}
