internal import PolicyLang
internal import PolicyRuntime

// What a policy wants filled beside the list: targets, and nominations to the programme above.
extension SelectionReport {
  struct Target {
    let quota: Quota
    /// `nil` where the policy states no number.
    let number: Rational?
    /// `每 2年`; empty where nothing is said.
    let rhythm: String
    let text: String
  }

  func targets() -> [Target] {
    var result: [Target] = []
    for quota in Quota.all(in: setup.program) where quota.isTarget || quota.sentTo != nil {
      if quota.norm == self.result.plan.quota?.norm { continue }
      result.append(target(quota))
    }
    return result
  }

  private func target(_ quota: Quota) -> Target {
    var number: Rational?
    do throws(EvaluationError) {
      if case .number(let size) = try quota.size(in: setup.policy.environment) { number = size }
    } catch {
      number = nil
    }
    let rhythm = rhythm(of: quota)
    var text = quota.label[language]
    if let article = quota.articles.first { text += say("（", " (") + article + say("）", ")") }
    text += say("：", ": ") + rhythm + (rhythm.isEmpty ? "" : " ")
    if quota.exactness == .about { text += Keyword.about.spelling(language) + " " }
    if quota.exactness == .striveFor { text += Keyword.striveFor.spelling(language) + " " }
    text += number.map { $0.description + say("名", "") } ?? say("没有写数字", "no number stated")
    if let receiver = quota.sentTo { text += say("，报送", ", sent to ") + visible(receiver) }
    return Target(quota: quota, number: number, rhythm: rhythm, text: text)
  }

  private func rhythm(of quota: Quota) -> String {
    switch quota.rhythm {
    case .yearly: Keyword.yearly.spelling(language)
    case .monthly: Keyword.monthly.spelling(language)
    case .perCohort: Keyword.perCohort.spelling(language)
    case .once: Keyword.once.spelling(language)
    case .inAll: Keyword.inAll.spelling(language)
    case .every(let length, let type):
      Keyword.every.spelling(language) + " "
        + Wording(setup.program, language).text(of: .number(length), type)
    case .unsaid: ""
    }
  }
}
