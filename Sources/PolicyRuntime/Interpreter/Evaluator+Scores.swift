internal import PolicyLang

// What the marks of several experts come to.
extension Evaluator {
  /// The score of a sheet. Unknown where marks are absent and the policy does not say what then, or
  /// where it leaves weights or combination open; no value where it is known that nobody marked.
  mutating func score(
    _ sheet: Int, _ list: NodeID, at id: NodeID
  ) throws(EvaluationError) -> Value {
    switch try value(of: list) {
    case .unknown: return .unknown
    case .none: return .none
    case .list(let records):
      if records.isEmpty { return .none }
      guard let rule = try ScoreSheet(sheet, in: environment) else {
        throw EvaluationError(.ill, at: id)
      }
      var marks: [[Rational?]] = []
      for record in records { marks.append(ScoreSheet.marks(of: record)) }
      switch rule.score(marks) {
      case .score(let score): return .number(score)
      case .none(.overflow): throw EvaluationError(.overflow, at: id)
      case .none(.outOfRange(let expert, let item)):
        throw EvaluationError(
          .markOutOfRange(sheet: sheet, expert: expert, item: item), at: id)
      case .none(.open), .none(.noMarks), .none(.tooFewExperts), .none(.wrongLength):
        return .unknown
      }
    default: throw EvaluationError(.ill, at: id)
    }
  }

  /// Adds the marks whose absence keeps a score open.
  mutating func collectMarks(
    _ sheet: Int, _ list: NodeID, into absent: inout AbsentFacts
  ) throws(EvaluationError) {
    guard case .list(let records) = try value(of: list),
      let rule = try ScoreSheet(sheet, in: environment)
    else { return }
    var marks: [[Rational?]] = []
    for record in records { marks.append(ScoreSheet.marks(of: record)) }
    switch rule.score(marks) {
    case .none(.open(.method)), .none(.noMarks):
      guard case .list(let shape) = program.nodes[list.index].type else { return }
      let fields = program.records[shape].fields
      for (position, own) in marks.enumerated() {
        for (item, mark) in own.enumerated()
        where mark == nil && fields.indices.contains(item + 1) {
          absent.add(
            fact: path(of: list) + ".\(position + 1)." + fields[item + 1].label.id)
        }
      }
    default: absent.addOpenPoint()
    }
  }
}
