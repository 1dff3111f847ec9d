public import PolicyLang

extension ScoreSheet {
  /// What one expert contributes to a score.
  public struct Marking: Hashable, Sendable {
    /// As the data names the expert; empty where it does not.
    public let expert: String
    /// Item by item, `nil` where there is none.
    public let marks: [Rational?]
    /// The weighted marks; `nil` where there are none.
    public let score: Rational?
    /// Left out as the highest or the lowest.
    public let isTrimmed: Bool
  }

  /// How a score came about.
  public struct Account: Hashable, Sendable {
    public let markings: [Marking]
    public let outcome: Outcome
  }

  /// The marks in an element of a sheet's list: every field after the expert's name.
  static func marks(of record: Record) -> [Rational?] {
    var result: [Rational?] = []
    for value in record.values.dropFirst() {
      if case .number(let mark) = value { result.append(mark) } else { result.append(nil) }
    }
    return result
  }

  /// The score of a list of marks, expert by expert.
  public func account(of records: [Record]) -> Account {
    var marks: [[Rational?]] = []
    for record in records { marks.append(ScoreSheet.marks(of: record)) }
    var scores: [Rational?] = []
    for own in marks {
      let single = ScoreSheet(items: items, combination: nil, missing: missing, openItem: openItem)
      if case .score(let score) = single.score([own]) {
        scores.append(score)
      } else {
        scores.append(nil)
      }
    }
    let outcome = score(marks)
    let trimmed = trimmedExperts(scores, outcome)
    var markings: [Marking] = []
    for (index, record) in records.enumerated() {
      var expert = ""
      if case .text(let name) = record[0] { expert = name }
      markings.append(
        Marking(
          expert: expert, marks: marks[index], score: scores[index],
          isTrimmed: trimmed.contains(index)))
    }
    return Account(markings: markings, outcome: outcome)
  }

  /// The experts with the lowest and the highest score, where these are left out.
  private func trimmedExperts(_ scores: [Rational?], _ outcome: Outcome) -> [Int] {
    guard combination == .trimmedMean, case .score = outcome else { return [] }
    var order: [(expert: Int, score: Rational)] = []
    for (expert, score) in scores.enumerated() {
      if let score { order.append((expert, score)) }
    }
    order.sort { $0.score == $1.score ? $0.expert < $1.expert : $0.score < $1.score }
    guard order.count >= 3, let low = order.first, let high = order.last else { return [] }
    return [low.expert, high.expert]
  }
}
