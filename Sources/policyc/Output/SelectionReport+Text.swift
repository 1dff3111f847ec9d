internal import PolicyLang
internal import PolicyRuntime

// The selection as a page to read, and as a table.
extension SelectionReport {
  func page(_ sink: PieceSink) throws(CommandFailure) {
    var text = title() + "\n"
    for note in result.notes { text += say("存疑：", "open: ") + note[language] + "\n" }
    text += "\n"
    if let conflict = conflict() { text += conflict + "\n" }
    try sink.write(text)
    if result.rounds.allSatisfy({ $0.plan.ranking.isDeclared }) {
      try selectedPart(sink)
      try rankedPart(sink)
    } else {
      try part(sink, say("符合条件", "Eligible")) { placement in
        if case .listed = placement { return true }
        return false
      }
    }
    try part(sink, say("没有排名", "Without a rank")) { placement in
      switch placement {
      case .noKey, .belowMinimum, .minimumUnknown, .unknownGroup, .outsideRounds, .barred: true
      default: false
      }
    }
    try part(sink, say("不能参加", "Not eligible")) { placement in
      if case .notEligible = placement { return true }
      return false
    }
    try sink.write(limitsPart() + targetsPart() + tiesPart() + givenPart() + checksPart())
  }

  private func title() -> String {
    let label = result.plan.label
    var text = label[language].isEmpty ? setup.program.title : label[language]
    if let article = result.plan.articles.first { text += say("（", " (") + article + say("）", ")") }
    text += say("：", ": ")
    if let places = result.places {
      let about = result.plan.quota?.exactness == .about
      text += say("名额 \(about ? "约 " : "")\(places)，", "\(about ? "about " : "")\(places) places, ")
    }
    text += say("入选 \(result.selected.count) 人", "\(result.selected.count) selected")
    if result.outsideNumber > 0 {
      text += say(
        "（其中不占名额 \(result.outsideNumber)）", " (\(result.outsideNumber) outside the number)")
    }
    if result.vacancies > 0, result.places != nil {
      text += say("，空缺 \(result.vacancies)", ", \(result.vacancies) vacant")
    }
    if !result.isSettled {
      text += say("；在步数限额内没有证明这是最好的名单", "; not settled within the budget of steps")
    }
    return text
  }

  private func conflict() -> String? {
    for (index, round) in result.rounds.enumerated() {
      if round.list.isFeasible {
        if let shortfall = shortfall(of: index) { return shortfall }
        continue
      }
      let list = figures(round.list.conflict, of: index)
      let name = wording.roundName(index)
      return (name.isEmpty ? "" : name + say("：", ": "))
        + say("没有名单能同时满足这些限额：", "no list meets these limits together: ") + list
        + (round.list.isConflictSmallest
          ? "" : say("（未必是最小的一组）", " (perhaps not the smallest set)"))
        + earlierRounds(index) + "\n"
    }
    return nil
  }

  /// Why a list that meets all limits is short of its places: limits that no longer list meets. An
  /// empty list meets every share, so that it alone would look as if all were well.
  private func shortfall(of index: Int) -> String? {
    let round = result.rounds[index]
    guard !round.list.shortfall.isEmpty else { return nil }
    let list = figures(round.list.shortfall, of: index)
    let name = wording.roundName(index)
    let head = name.isEmpty ? "" : name + say("：", ": ")
    let isOne = wording.names(round.list.shortfall, of: index).count == 1
    if round.list.chosen.isEmpty {
      return head
        + (isOne
          ? say(
            "取谁都不能满足限额 \(list)，所以名单是空的",
            "whoever is taken, this limit is not met: \(list); the list is empty")
          : say(
            "取谁都不能同时满足这些限额：\(list)，所以名单是空的",
            "whoever is taken, these limits are not met together: \(list); the list is empty"))
        + "\n"
    }
    let count = round.list.chosen.count
    return head
      + (isOne
        ? say(
          "名单只能到 \(count) 人：再多一人就不能满足限额 \(list)",
          "the list ends at \(count): with one more this limit is not met: \(list)")
        : say(
          "名单只能到 \(count) 人：再多一人就不能同时满足这些限额：\(list)",
          "the list ends at \(count): with one more these limits are not met together: \(list)"))
      + "\n"
  }

  /// Limits with their figures, each once: `“女职工”（至少 60%）、“男职工”（至少 60%）`.
  private func figures(_ limits: [Int], of round: Int) -> String {
    var result: [String] = []
    for index in limits where self.result.rounds[round].limits.indices.contains(index) {
      let limit = self.result.rounds[round].limits[index]
      let amount: String
      switch limit.amount {
      case .number(let number): amount = "\(number)" + say(" 人", "")
      case .share(let share): amount = percentage(share)
      }
      let text =
        say("“\(wording.name(of: limit))”（", "`\(wording.name(of: limit))` (")
        + (limit.isFloor ? say("至少 ", "at least ") : say("至多 ", "at most ")) + amount
        + say("）", ")")
      if !result.contains(text) { result.append(text) }
    }
    return result.joined(separator: say("、", ", "))
  }

  /// What earlier rounds took, which this one cannot change: `；“首轮”已经取了 8 人`.
  private func earlierRounds(_ index: Int) -> String {
    var text = ""
    for (earlier, round) in result.rounds[..<index].enumerated() where !round.taken.isEmpty {
      let name = wording.roundName(earlier)
      text += say(
        "；前面的“\(name)”已经取了 \(round.taken.count) 人",
        "; `\(name)` before it took \(round.taken.count)")
    }
    return text
  }

  private func line(_ candidate: Int) -> String {
    "  " + visible(pool.ids[candidate]) + "  " + wording.reason(for: candidate) + "\n"
  }

  private func selectedPart(_ sink: PieceSink) throws(CommandFailure) {
    if result.selected.isEmpty { return }
    try sink.write(say("入选", "Selected") + "\n")
    for candidate in result.selected {
      var line = line(candidate)
      if let label = outcomeLabel(of: candidate) {
        line.removeLast()
        line += say("，结果：", ", outcome: ") + label[language] + "\n"
      }
      try sink.write(line)
    }
    try sink.write("\n")
  }

  private func rankedPart(_ sink: PieceSink) throws(CommandFailure) {
    try part(sink, say("未入选", "Not selected"), order()) { placement in
      switch placement {
      case .passedOver, .kept: true
      default: false
      }
    }
  }

  /// The candidates with certain placements, under a heading; nothing where there are none.
  private func part(
    _ sink: PieceSink, _ heading: String, _ candidates: [Int]? = nil,
    _ belongs: (Placement) -> Bool
  ) throws(CommandFailure) {
    var isEmpty = true
    for candidate in candidates ?? Array(0..<pool.candidateCount)
    where belongs(result.placements[candidate]) {
      if isEmpty { try sink.write(heading + "\n") }
      isEmpty = false
      try sink.write(line(candidate))
    }
    if !isEmpty { try sink.write("\n") }
  }

  private func limitsPart() -> String {
    var text = ""
    for (index, round) in result.rounds.enumerated() where round.list.isFeasible {
      for limit in round.limits where !limit.isPending {
        let name = wording.roundName(index)
        text += "  " + (name.isEmpty ? "" : name + say("：", ": ")) + describe(limit) + "\n"
      }
    }
    return text.isEmpty ? "" : say("限额", "Limits") + "\n" + text + "\n"
  }

  /// `女职工保底：至少 30%，4/10，应有 3，满足`.
  func describe(_ limit: LimitReport) -> String {
    var text = wording.name(of: limit) + say("：", ": ")
    if let target = limit.target { return text + describe(limit, target) }
    text += limit.isFloor ? say("至少 ", "at least ") : say("至多 ", "at most ")
    switch limit.amount {
    case .number(let number):
      text += "\(number)" + say("，有 \(limit.members)", ", has \(limit.members)")
    case .share(let share):
      text +=
        percentage(share)
        + say("，\(limit.members)/\(limit.base)", ", \(limit.members)/\(limit.base)")
        + (limit.isFloor
          ? say("，应有 \(limit.required)", ", needs \(limit.required)")
          : say("，可有 \(limit.required)", ", may have \(limit.required)"))
    }
    text += say("，", ", ") + verdict(limit)
    if limit.unknown > 0 {
      text += say(
        "；\(limit.unknown) 人缺少事实，从严计", "; \(limit.unknown) lack a fact and count against it")
    }
    return text
  }

  /// `约 5，有 4（目标，不算违反）`.
  private func describe(_ limit: LimitReport, _ target: Quota.Exactness) -> String {
    let keyword: Keyword = target == .about ? .about : .striveFor
    return keyword.spelling(language) + " \(limit.required)"
      + say("，有 \(limit.members)（目标，不算违反）", ", has \(limit.members) (a target, never a breach)")
  }

  /// 目标 of the policy, and nominations upward: what else is to be filled, for whom and how often.
  private func targetsPart() -> String {
    var text = ""
    for target in targets() { text += "  " + target.text + "\n" }
    return text.isEmpty ? "" : say("目标", "Targets") + "\n" + text + "\n"
  }

  private func verdict(_ limit: LimitReport) -> String {
    // Of nobody every share is kept.
    if case .share = limit.amount, limit.base == 0 {
      return say("没有人可计", "nobody to count")
    }
    if limit.isKept { return say("满足", "kept") }
    return limit.isHard
      ? say("不满足", "broken") : say("不满足（原则上，须说明理由）", "broken (in principle: a reason is needed)")
  }

  private func percentage(_ share: Rational) -> String {
    guard let hundredfold = share.multiplied(by: Rational(100)) else { return share.description }
    return hundredfold.denominator == 1 || !hundredfold.description.utf8.contains(UInt8(ascii: "/"))
      ? hundredfold.description + "%" : share.description
  }

  private func tiesPart() -> String {
    var text = ""
    for tie in result.ties {
      let ids = (tie.taken + tie.passedOver).map { visible(pool.ids[$0]) }
      let out = tie.passedOver.map { visible(pool.ids[$0]) }
      text +=
        "  " + ids.joined(separator: say("、", ", "))
        + say("：并列，按编号先后取，未取 ", ": equal, the id decided; not taken: ")
        + out.joined(separator: say("、", ", ")) + "\n"
    }
    return text.isEmpty ? "" : say("线上同分", "Open ties at the cut") + "\n" + text + "\n"
  }

  private func givenPart() -> String {
    guard let given else { return "" }
    var text = say("核对名单（\(given.members.count) 人）", "Given list (\(given.members.count))") + "\n"
    text += "  " + quotaLine(given) + "\n"
    for problem in given.problems { text += "  " + describe(problem) + "\n" }
    for limit in given.limits { text += "  " + describe(limit) + "\n" }
    if given.leavesRoundsUnchecked {
      text +=
        "  "
        + say(
          "各轮次自己的限额没有核对：名单没有写谁在哪一轮",
          "limits of single rounds are not checked: the list does not say who was taken when")
        + "\n"
    }
    text += ids(say("按规则入选而不在名单上", "selected by the rules, not on the list"), given.leftOut)
    text += ids(say("在名单上而按规则没有入选", "on the list, not selected by the rules"), given.added)
    text +=
      "  "
      + (given.isKept
        ? say("名单符合各项硬要求", "the list keeps every hard rule")
        : say("名单不符合要求", "the list breaks a rule")) + "\n"
    return text + "\n"
  }

  private func ids(_ title: String, _ list: [Int]) -> String {
    if list.isEmpty { return "" }
    return "  " + title + say("：", ": ")
      + list.map { visible(pool.ids[$0]) }.joined(separator: say("、", ", ")) + "\n"
  }

  private func quotaLine(_ given: GivenList) -> String {
    var text = say("名额", "places")
    if case .number(let number)? = given.quotaSize { text += " " + number.description }
    text += say("，名单 \(given.members.count)：", ", list \(given.members.count): ")
    switch given.verdict {
    case .kept: return text + say("满足", "kept")
    case .broken: return text + say("不满足", "broken")
    case .vacancies: return text + say("有空缺", "places are vacant")
    case .offTarget: return text + say("与目标不等，不算违反", "off the target, which is no breach")
    case .open: return text + say("政策没有写数字", "the policy states no number")
    }
  }

  func describe(_ problem: GivenList.Problem) -> String {
    switch problem {
    case .unknownID(let id):
      return say("“\(visible(id))”不在候选人里", "`\(visible(id))` is not among the candidates")
    case .repeatedID(let id):
      return say("“\(visible(id))”在名单上重复", "`\(visible(id))` stands twice on the list")
    case .ambiguousID(let id):
      return say("有几个候选人的编号是“\(visible(id))”", "several candidates have the id `\(visible(id))`")
    case .notEntitled(let candidate):
      return "“" + visible(pool.ids[candidate]) + "” " + wording.reason(for: candidate)
    }
  }

  private func checksPart() -> String {
    if checks.isEmpty { return "" }
    if checks.allSatisfy({ $0.isConfirmed }) {
      return say("复核：另一种算法得出同样的结论\n", "verified: another method confirms the result\n")
    }
    if checks.allSatisfy({ $0.findings.isEmpty }) {
      return say("复核：在步数限额内没有全部复核完\n", "not settled: the check ran out of steps\n")
    }
    return say("复核：发现不一致\n", "the check found a difference\n")
  }

  // MARK: CSV

  func table(_ sink: PieceSink, excel: Bool) throws(CommandFailure) {
    let end = excel ? "\r\n" : "\n"
    let sheets = pool.scoreSheets.map { setup.program.norms[$0].label.id }
    let heading = ["id", "selected", "decision", "round", "rank", "outcome"] + sheets + ["reason"]
    try sink.write((excel ? "\u{FEFF}" : "") + CSVText.line(heading, end: end))
    for candidate in order() {
      let rank = rank(of: candidate)
      let line = CSVText.line(
        [
          pool.ids[candidate], result.placements[candidate].isSelected ? "true" : "false",
          outcome(of: candidate).id, rank.map { roundID($0.round) } ?? "",
          rank.map { "\($0.rank)" } ?? "", outcomeLabel(of: candidate)?.id ?? "",
        ] + scoreCells(of: candidate, sheets.count) + [wording.reason(for: candidate)], end: end)
      try sink.write(line)
    }
  }

  /// One cell for each score sheet, empty where there is no score.
  private func scoreCells(of candidate: Int, _ count: Int) -> [String] {
    let scores = pool.scores(of: candidate)
    if scores.isEmpty { return Array(repeating: "", count: count) }
    return scores.map { $0.score.map { SelectionWording.figure($0) } ?? "" }
  }

  func roundID(_ round: Int) -> String {
    result.rounds.count > 1 ? result.rounds[round].plan.label.id : ""
  }
}
