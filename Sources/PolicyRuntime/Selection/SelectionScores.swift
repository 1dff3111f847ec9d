public import PolicyLang

/// The score of a candidate on one sheet, with how it came about.
public struct CandidateScore: Hashable, Sendable {
  /// The score sheet, an index in `IRProgram.norms`.
  public let sheet: Int
  public let rule: ScoreSheet
  /// `nil` where the data holds no marks at all.
  public let account: ScoreSheet.Account?

  public var score: Rational? {
    guard let account, case .score(let score) = account.outcome else { return nil }
    return score
  }
}

extension SelectionPool {
  /// The score sheets that the ranking asks for, as indices in `IRProgram.norms`.
  public var scoreSheets: [Int] { sheets.map { $0.norm } }

  /// The scores of an eligible candidate on these sheets; none for the others.
  public func scores(of candidate: Int) -> [CandidateScore] {
    guard !sheets.isEmpty, decisions.indices.contains(candidate), decisions[candidate] < 0,
      let place = place(of: candidate)
    else { return [] }
    var result: [CandidateScore] = []
    for (index, sheet) in sheets.enumerated() {
      let records = marks[place * sheets.count + index]
      result.append(
        CandidateScore(
          sheet: sheet.norm, rule: sheet.rule,
          account: records.map { sheet.rule.account(of: $0) }))
    }
    return result
  }

  /// Where a candidate stands among the eligible, which are in the order of the data.
  private func place(of candidate: Int) -> Int? {
    var (low, high) = (0, eligible.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(eligible[middle]) < candidate { low = middle + 1 } else { high = middle }
    }
    return low < eligible.count && Int(eligible[low]) == candidate ? low : nil
  }

  /// What the policy leaves open about its score sheets, and what that does to the candidates.
  func scoreNotes() -> [LocalText] {
    var notes: [LocalText] = []
    for (index, sheet) in sheets.enumerated() {
      let name = policy.program.norms[sheet.norm].label
      func note(_ zh: String, _ en: String) {
        notes.append(
          LocalText(zh: "评分“\(name.zh)”：" + zh, en: "score sheet `\(name[.english])`: " + en))
      }
      if sheet.rule.openItem {
        note("政策没有写各项权重，不能计分", "the policy states no weights, so there are no scores")
      }
      if sheet.rule.combination == nil {
        note(
          "政策没有写几位专家的得分怎样合成，只有一位专家打分的才有得分",
          "the policy does not say how several experts' scores combine; only single ones count")
      }
      var blocked = 0
      for place in eligible.indices {
        guard let records = marks[place * sheets.count + index] else { continue }
        if sheet.rule.account(of: records).outcome == .none(.open(.method)) { blocked += 1 }
      }
      if blocked > 0 {
        note(
          "政策没有写缺分怎么办，\(blocked) 人因此没有得分",
          "the policy does not say what a missing score does; \(blocked) have no score for it")
      }
    }
    return notes
  }
}
