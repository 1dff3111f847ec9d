internal import PolicyLang

/// What the procedure says in words, in both languages.
struct ProcedureWording {
  let environment: Environment
  private var program: IRProgram { environment.program }

  func name(_ norm: Int) -> LocalText { program.norms[norm].label.text }
  func event(_ event: Int) -> LocalText { program.events[event].label.text }

  private func listed(_ norms: [Int]) -> LocalText {
    var zh = ""
    var en = ""
    for norm in norms {
      let name = name(norm)
      zh += (zh.isEmpty ? "" : "、") + "“" + name.zh + "”"
      en += (en.isEmpty ? "" : ", ") + "`" + name.en + "`"
    }
    return LocalText(zh: zh, en: en)
  }

  // MARK: Stages

  func tooShort(
    _ stage: Int, from: CivilDate, to: CivilDate, passed: Int?, _ period: Period,
    countsFirstDay: Bool, required: CivilDate
  ) -> LocalText {
    let name = name(stage)
    let least = period.text
    let first = LocalText(
      zh: countsFirstDay ? "起始日计入" : "起始日不计",
      en: countsFirstDay ? "the first day counted" : "the first day not counted")
    var had = LocalText(zh: "", en: "")
    if let passed {
      let words = period.text(passed)
      had = LocalText(zh: "（\(first.zh)）只有 \(words.zh)", en: " (\(first.en)) is \(words.en)")
    }
    return LocalText(
      zh: "“\(name.zh)”从 \(from) 到 \(to)\(had.zh)，至少要 \(least.zh)，应当到 \(required)",
      en: "`\(name.en)` from \(from) to \(to)\(had.en); at least \(least.en) are required, "
        + "that is until \(required)")
  }

  func tooLong(_ stage: Int, from: CivilDate, _ period: Period, last: CivilDate) -> LocalText {
    let name = name(stage)
    return LocalText(
      zh: "“\(name.zh)”从 \(from) 开始，至多 \(period.text.zh)，最迟到 \(last)",
      en: "`\(name.en)` began on \(from); at most \(period.text.en) are allowed, until \(last)")
  }

  func outOfOrder(_ stage: Int, before others: [Int]) -> LocalText {
    let name = name(stage)
    let later = listed(others)
    return LocalText(
      zh: "“\(name.zh)”应当在\(later.zh)完成之后", en: "`\(name.en)` must come after \(later.en) is done")
  }

  func afterFailure(_ stage: Int, of failed: Int) -> LocalText {
    let (name, other) = (name(stage), name(failed))
    return LocalText(
      zh: "“\(other.zh)”没有通过，仍然进入了“\(name.zh)”",
      en: "`\(other.en)` was not passed, and yet `\(name.en)` followed")
  }

  // MARK: Time limits

  /// - Parameter done: when it was done; `nil` while it is not.
  func late(
    _ norm: Int, _ period: Period, from event: Int, on start: CivilDate, due: CivilDate,
    done: CivilDate?
  ) -> LocalText {
    let (name, event) = (name(norm), self.event(event))
    let tail = LocalText(
      zh: done.map { "，实际在 \($0)" } ?? "，至今没有完成",
      en: done.map { ", and was done on \($0)" } ?? ", and is not done")
    return LocalText(
      zh: "“\(name.zh)”应当在“\(event.zh)”（\(start)）起 \(period.text.zh)内完成，最迟 \(due)\(tail.zh)",
      en:
        "`\(name.en)` is due within \(period.text.en) of `\(event.en)` (\(start)), by \(due)\(tail.en)"
    )
  }

  func lateByDate(_ norm: Int, due: CivilDate, done: CivilDate?) -> LocalText {
    let name = name(norm)
    let tail = LocalText(
      zh: done.map { "，实际在 \($0)" } ?? "，没有完成",
      en: done.map { ", and was done on \($0)" } ?? ", and was not done")
    return LocalText(
      zh: "“\(name.zh)”最迟 \(due)\(tail.zh)", en: "`\(name.en)` was due by \(due)\(tail.en)")
  }

  func unanswered(_ event: Int, on: CivilDate?, _ response: Int, before stage: Int) -> LocalText {
    let (event, response, stage) = (self.event(event), self.event(response), name(stage))
    let day = LocalText(zh: on.map { "（\($0)）" } ?? "", en: on.map { " (\($0))" } ?? "")
    return LocalText(
      zh: "有“\(event.zh)”\(day.zh)，没有“\(response.zh)”就进入了“\(stage.zh)”",
      en: "`\(event.en)`\(day.en) was not followed by `\(response.en)` before `\(stage.en)`")
  }

  func forbiddenAnswer(_ event: Int, _ response: Int) -> LocalText {
    let (event, response) = (self.event(event), self.event(response))
    return LocalText(
      zh: "“\(event.zh)”之后不得“\(response.zh)”",
      en: "`\(response.en)` is not allowed after `\(event.en)`")
  }

  // MARK: Conditions

  /// - Parameter facts: what the condition reads, with its values.
  func condition(
    _ node: NodeID, isForbidden: Bool, facts: [(node: NodeID, value: Value)]
  ) -> LocalText {
    let (zh, en) = (words(node, facts, .chinese), words(node, facts, .english))
    return isForbidden
      ? LocalText(zh: "出现了不得有的情形：\(zh)", en: "this must not be the case: \(en)")
      : LocalText(zh: "没有做到：\(zh)", en: "this does not hold: \(en)")
  }

  private func words(
    _ node: NodeID, _ facts: [(node: NodeID, value: Value)], _ language: Language
  ) -> String {
    let wording = Wording(program, language, environment: environment)
    let text = wording.text(of: node)
    var figures = ""
    for fact in facts where fact.node != node {
      if !figures.isEmpty { figures += language == .chinese ? "，" : ", " }
      figures +=
        wording.text(of: fact.node) + (language == .chinese ? " 是 " : " is ")
        + wording.text(of: fact.value, program.nodes[fact.node.index].type)
    }
    if figures.isEmpty { return text }
    return language == .chinese ? text + "（" + figures + "）" : text + " (" + figures + ")"
  }

  func conferredTooEarly(_ honour: Int, _ condition: NodeID) -> LocalText {
    let name = name(honour)
    let zh = Wording(program, .chinese, environment: environment).text(of: condition)
    let en = Wording(program, .english, environment: environment).text(of: condition)
    return LocalText(
      zh: "颁发“\(name.zh)”时条件还不成立：\(zh)",
      en: "`\(name.en)` was conferred although this did not hold: \(en)")
  }

  func notExtensible(_ term: Int) -> LocalText {
    let name = name(term)
    return LocalText(
      zh: "“\(name.zh)”的长度没有写“一般”，没有可以延长的依据",
      en: "the length of `\(name.en)` is not `generally` so, and nothing allows an extension")
  }

  func extendedTooLong(_ term: Int, by length: Period, _ longest: Period) -> LocalText {
    let name = name(term)
    return LocalText(
      zh: "“\(name.zh)”延长了 \(length.text.zh)，至多可以延长 \(longest.text.zh)",
      en: "`\(name.en)` was extended by \(length.text.en); at most \(longest.text.en) are allowed")
  }

  func extendedTooOften(_ term: Int, _ times: Int, _ most: Int) -> LocalText {
    let name = name(term)
    return LocalText(
      zh: "“\(name.zh)”延长了 \(times) 次，至多可以延长 \(most) 次",
      en: "`\(name.en)` was extended \(times) times; at most \(most) are allowed")
  }

  // MARK: Revocation

  func notApproved(_ revocation: Int, by body: Int, given: String?) -> LocalText {
    let (name, body) = (name(revocation), name(body))
    let actual = LocalText(
      zh: given.map { "记录的批准者是“\($0)”" } ?? "没有记录批准者",
      en: given.map { "the approver recorded is `\($0)`" } ?? "no approver is recorded")
    return LocalText(
      zh: "“\(name.zh)”须经“\(body.zh)”批准，\(actual.zh)，不产生效力",
      en: "`\(name.en)` needs the approval of `\(body.en)`; \(actual.en), so it has no effect")
  }

  func unlistedGround(_ revocation: Int, _ ground: String) -> LocalText {
    let name = name(revocation)
    return LocalText(
      zh: "“\(name.zh)”的事由里没有“\(ground)”",
      en: "`\(ground)` is not among the grounds of `\(name.en)`")
  }
}
