internal import PolicyLang

// Whether judgements alone keep a clause unknown.
extension SQLEmitter {
  /// What can be absent below a node.
  private struct Sources {
    var hasJudgements = false
    var hasOthers = false
  }

  /// Whether an unknown clause lacks judgements only: `TRUE`, `FALSE` or a condition.
  func lacksOnlyJudgements(_ id: NodeID) throws(SQLRefusal) -> (text: String, level: Int) {
    let sources = try sources(below: id)
    if !sources.hasJudgements { return (SQLText.no, 0) }
    if !sources.hasOthers { return (SQLText.yes, 0) }
    var (facts, judgements) = (Walk(), Walk())
    let fact = try absent(id, wantsJudgements: false, &facts)
    let judgement = try absent(id, wantsJudgements: true, &judgements)
    return (
      SQLText.and([judgement, SQLText.not(fact)]), max(facts.level, judgements.level)
    )
  }

  private func sources(below root: NodeID) throws(SQLRefusal) -> Sources {
    var result = Sources()
    var seen = Set<NodeID>()
    var open = [root]
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      let node = program.nodes[id.index]
      switch node.operation {
      case .field, .member:
        if case .judgement = node.type {
          result.hasJudgements = true
        } else {
          result.hasOthers = true
        }
      case .events, .unstated, .holdsHonour, .termEnded, .hasOutcome, .score:
        result.hasOthers = true
      default: break
      }
      open += try live(id)
    }
    return result
  }

  /// What is already written of one question about the candidate.
  private struct Walk {
    var known: [NodeID: String] = [:]
    var level = 0
  }

  /// Whether something absent, of the one kind or the other, is found below a node that is not
  /// settled: the same walk that collects what a decision lacks. Never NULL.
  private func absent(
    _ id: NodeID, wantsJudgements: Bool, _ walk: inout Walk
  ) throws(SQLRefusal) -> String {
    if frames.count == 1, let known = walk.known[id] { return known }
    let own = try piece(id)
    walk.level = max(walk.level, own.level)
    var found = SQLText.no
    let node = program.nodes[id.index]
    switch node.operation {
    case .field, .member:
      var isJudgement = false
      if case .judgement = node.type { isJudgement = true }
      found = isJudgement == wantsJudgements ? SQLText.yes : SQLText.no
      if case .member(let record, _) = node.operation {
        let owner = try piece(record)
        let above = try absent(record, wantsJudgements: wantsJudgements, &walk)
        found = "CASE WHEN \(owner.unsettled) THEN \(above) ELSE \(found) END"
      }
    case .events, .unstated, .holdsHonour, .termEnded, .hasOutcome:
      found = wantsJudgements ? SQLText.no : SQLText.yes
    case .quantifier(_, let list, let condition, let bound):
      var parts: [String] = []
      if let bound { parts.append(try absent(bound, wantsJudgements: wantsJudgements, &walk)) }
      parts.append(try absent(list, wantsJudgements: wantsJudgements, &walk))
      parts.append(try absentElements(list, condition, nil, wantsJudgements, &walk))
      found = SQLText.or(parts)
    case .aggregate(_, let list, let condition, let value):
      found = SQLText.or([
        try absent(list, wantsJudgements: wantsJudgements, &walk),
        try absentElements(list, condition, value, wantsJudgements, &walk),
      ])
    default:
      var parts: [String] = []
      for next in try live(id) {
        parts.append(try absent(next, wantsJudgements: wantsJudgements, &walk))
      }
      found = SQLText.or(parts)
    }
    var result = SQLText.and([found, found == SQLText.no ? SQLText.no : own.unsettled])
    if frames.count == 1 {
      let (text, level) = try stored(result, walk.level)
      (result, walk.level) = (text, max(walk.level, level))
      walk.known[id] = result
    }
    return result
  }

  private func absentElements(
    _ list: NodeID, _ condition: NodeID?, _ value: NodeID?, _ wantsJudgements: Bool,
    _ walk: inout Walk
  ) throws(SQLRefusal) -> String {
    let elements = try elements(of: list)
    var inner = Walk()
    let found = try inside(elements) { () throws(SQLRefusal) -> SQLPiece in
      var parts: [String] = []
      var counts = SQLText.yes
      if let condition {
        let own = try truth(condition)
        inner.level = max(inner.level, own.level)
        counts = "coalesce(\(own.text), TRUE)"
        parts.append(try absent(condition, wantsJudgements: wantsJudgements, &inner))
      }
      if let value { parts.append(try absent(value, wantsJudgements: wantsJudgements, &inner)) }
      let any = SQLText.or(parts)
      return SQLPiece(text: any == SQLText.no ? any : SQLText.and([counts, any]), sort: .truth)
    }
    walk.level = max(walk.level, inner.level)
    return exists(elements, found.text)
  }
}
