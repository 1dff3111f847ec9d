internal import PolicyLang

/// What is absent and keeps a condition open: where it is a fact (or an open point of the policy), and
/// where it is a judgement.
struct AbsenceStep {
  var fact: Int
  var judgement: Int
  static let nothing = AbsenceStep(fact: StepPool.zeros, judgement: StepPool.zeros)
}

// Whether a clause is open for judgements alone, as `Evaluator.collectAbsent` finds it for one record:
// only parts are followed whose own value is unknown.
extension ColumnCompiler {
  /// Where a condition of the row is open for want of judgements alone; `nil` where only the reference
  /// interpreter can tell.
  mutating func openForJudgements(_ node: NodeID) -> Int? {
    do throws(Unsupported) {
      let absence = try absence(node, [0])
      return pool.andNot(absence.judgement, absence.fact)
    } catch {
      return nil
    }
  }

  private mutating func absence(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> AbsenceStep {
    switch folder.constant(node) {
    case .value(let value):
      return AbsenceStep(
        fact: value.isUnsettled ? StepPool.ones : StepPool.zeros, judgement: StepPool.zeros)
    case .failure: return .nothing
    case .variable: break
    }
    let open = try isOpen(node, domains)
    if open == StepPool.zeros { return .nothing }
    guard mentionsJudgement(node) else {
      return AbsenceStep(fact: open, judgement: StepPool.zeros)
    }
    var result = AbsenceStep.nothing
    switch operation(node) {
    case .field, .member: return AbsenceStep(fact: StepPool.zeros, judgement: open)
    case .quantifier(_, let list, let condition, _):
      result = try elementAbsence(list, condition, nil, domains)
    case .aggregate(_, let list, let condition, let value):
      result = try elementAbsence(list, condition, value, domains)
    default:
      for operand in folder.operands(of: node) {
        let part = try absence(operand, domains)
        result.fact = pool.or(result.fact, part.fact)
        result.judgement = pool.or(result.judgement, part.judgement)
      }
    }
    return AbsenceStep(
      fact: pool.and(open, result.fact), judgement: pool.and(open, result.judgement))
  }

  private mutating func elementAbsence(
    _ list: NodeID, _ condition: NodeID?, _ value: NodeID?, _ domains: [Int]
  ) throws(Unsupported) -> AbsenceStep {
    guard let (parent, path) = link.place(of: list, in: domains, plan, folder),
      parent == domains.last, let domain = plan.list(parent, path)
    else { throw Unsupported() }
    let inner = domains + [domain]
    var element = AbsenceStep.nothing
    if let condition { element = try absence(condition, inner) }
    if let value {
      let part = try absence(value, inner)
      var refused = StepPool.zeros
      if let condition { refused = try truth(condition, inner).no }
      element.fact = pool.or(element.fact, pool.andNot(part.fact, refused))
      element.judgement = pool.or(element.judgement, pool.andNot(part.judgement, refused))
    }
    let given = pool.add(.given(domain: domain), in: parent)
    return AbsenceStep(
      fact: pool.or(
        pool.not(given), pool.count(element.fact, of: domain, atLeast: 1, parent: parent)),
      judgement: pool.count(element.judgement, of: domain, atLeast: 1, parent: parent))
  }

  /// Where the value of a node is not settled.
  private mutating func isOpen(
    _ node: NodeID, _ domains: [Int]
  ) throws(Unsupported) -> Int {
    switch type(node) {
    case .boolean:
      let truth = try truth(node, domains)
      if case .asked = pool.steps[truth.yes] { throw Unsupported() }
      return pool.neither(truth)
    case .judgement:
      let (column, domain) = try self.column(node, domains)
      let settled = pool.range(
        column, Int64(ColumnCode.failed), Int64(ColumnCode.passed), in: domain)
      return pool.not(lift(settled, from: domain, to: domains))
    case .text:
      let (column, domain) = try self.column(node, domains)
      return pool.not(lift(given(column), from: domain, to: domains))
    case .number, .money, .share, .date, .calendarYear, .monthDay:
      // A count left open is a range, which has no vector.
      let number = try number(node, domains)
      return pool.not(pool.or(number.known, number.none))
    case .enumeration:
      let (column, domain) = try self.column(node, domains)
      return pool.not(lift(given(column), from: domain, to: domains))
    case .set, .record, .list, .clauses, .option, .error: throw Unsupported()
    }
  }

  private func mentionsJudgement(_ node: NodeID) -> Bool {
    var seen = Set<NodeID>()
    var open = [node]
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      if type(next) == .judgement { return true }
      open += folder.operands(of: next)
    }
    return false
  }
}
