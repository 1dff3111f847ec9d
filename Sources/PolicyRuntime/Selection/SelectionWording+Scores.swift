public import PolicyLang

// How a candidate's score came about, in words.
extension SelectionWording {
  /// `专家打分表 87.5＝平均（张三 85、李四 90）`; empty where the ranking asks for no score sheet.
  public func scoring(of candidate: Int) -> String {
    var text = ""
    for score in pool.scores(of: candidate) {
      if !text.isEmpty { text += say("；", "; ") }
      text += describe(score)
    }
    return text
  }

  private func describe(_ score: CandidateScore) -> String {
    let name = program.norms[score.sheet].label[language]
    guard let account = score.account else { return say("没有\(name)的打分", "no marks on \(name)") }
    guard let value = score.score else {
      return say("没有\(name)得分（", "no score on \(name) (") + gap(score, account) + say("）", ")")
    }
    var experts: [String] = []
    for (index, marking) in account.markings.enumerated() {
      guard let own = marking.score else { continue }
      experts.append(
        (marking.isTrimmed ? say("去掉 ", "without ") : "") + expert(marking, index) + " "
          + SelectionWording.figure(own))
    }
    let list = say("（", " (") + experts.joined(separator: say("、", ", ")) + say("）", ")")
    let head = name + " " + SelectionWording.figure(value)
    guard experts.count > 1, let keyword = combination(score.rule) else { return head + list }
    return head + say("＝", " = ") + keyword.spelling(language) + list
  }

  private func combination(_ rule: ScoreSheet) -> Keyword? {
    switch rule.combination {
    case .mean: .mean
    case .trimmedMean: .trimmedMean
    case .sum: .sum
    case nil: nil
    }
  }

  private func gap(_ score: CandidateScore, _ account: ScoreSheet.Account) -> String {
    guard case .none(let gap) = account.outcome else { return "" }
    switch gap {
    case .open(.weight): return say("政策没有写各项权重", "the policy states no weights")
    case .open(.method):
      return missing(score, account)
        + say("，政策没有写缺分怎么办", ", and the policy does not say what then")
    case .open:
      return say("政策没有写几位专家怎样合成", "the policy does not say how experts combine")
    case .noMarks: return say("没有打分", "nothing is marked")
    case .tooFewExperts:
      return say("不足三位专家，不能去高去低", "fewer than three experts, so none can be left out")
    case .outOfRange, .wrongLength, .overflow:
      return say("打分不能计算", "the marks cannot be computed")
    }
  }

  /// `张三缺“创新力”`: whoever left something out after marking something.
  private func missing(_ score: CandidateScore, _ account: ScoreSheet.Account) -> String {
    var parts: [String] = []
    for (index, marking) in account.markings.enumerated()
    where marking.marks.contains(where: { $0 != nil }) {
      var items: [String] = []
      for (item, mark) in marking.marks.enumerated()
      where mark == nil && score.rule.items.indices.contains(item) {
        items.append(say("“", "`") + score.rule.items[item].name + say("”", "`"))
      }
      if items.isEmpty { continue }
      parts.append(
        expert(marking, index) + say("缺", " lacks ") + items.joined(separator: say("、", ", ")))
    }
    return parts.joined(separator: say("；", "; "))
  }

  private func expert(_ marking: ScoreSheet.Marking, _ index: Int) -> String {
    marking.expert.isEmpty ? say("专家\(index + 1)", "expert \(index + 1)") : visible(marking.expert)
  }

  /// A figure as a decimal; one that never ends is rounded to four places and marked so.
  public static func figure(_ number: Rational) -> String {
    let text = number.description
    return text.utf8.contains(UInt8(ascii: "/")) ? "≈" + number.fixed(places: 4) : text
  }
}
