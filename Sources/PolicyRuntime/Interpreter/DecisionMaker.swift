internal import PolicyLang

/// Turns the values of the clauses into one of the five decisions.
///
/// Input: an evaluator over a completed record. Output: the decision with everything that explains it
/// in short: the four disjoint clause lists, exceptions, alternatives, what is absent.
struct DecisionMaker {
  let waivers: Waivers
  var evaluator: Evaluator

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    waivers = Waivers(of: evaluator.candidate, in: evaluator.program)
  }

  private var program: IRProgram { evaluator.program }

  mutating func decide() throws(EvaluationError) -> Decision {
    var decision = Decision(
      candidate: evaluator.candidate.id, policy: program.id, asOf: evaluator.environment.asOf,
      outcome: .eligible)
    decision.warnings = waivers.warnings
    for (index, requirement) in program.requirements.enumerated() {
      try sort(requirement, ClauseFinding(index, requirement), into: &decision)
    }
    try answer(&decision)
    for (index, result) in program.results.enumerated() {
      guard result.value.index < program.nodes.count else { continue }
      decision.results.append(
        ResultFinding(
          result: index, label: result.label, articles: result.articles,
          value: try evaluator.value(of: result.value),
          type: program.nodes[result.value.index].type))
    }
    decision.inForce = try evaluator.isInForce()
    return decision
  }

  /// The outcome alone, for trying out other readings.
  mutating func outcome() throws(EvaluationError) -> Outcome {
    var decision = Decision(
      candidate: "", policy: "", asOf: evaluator.environment.asOf, outcome: .eligible)
    for (index, requirement) in program.requirements.enumerated() {
      let truth = try evaluator.truth(of: requirement.satisfied)
      place(requirement, ClauseFinding(index, requirement), truth, in: &decision)
    }
    try answer(&decision)
    return decision.outcome
  }

  private mutating func sort(
    _ requirement: IRRequirement, _ clause: ClauseFinding, into decision: inout Decision
  ) throws(EvaluationError) {
    let truth = try evaluator.truth(of: requirement.satisfied)
    place(requirement, clause, truth, in: &decision)
    guard try evaluator.applies(requirement) != .no else { return }
    if try evaluator.meetsByItself(requirement) != .yes {
      for exception in requirement.exceptions + requirement.lifts
      where try evaluator.truth(of: exception.holds) == .yes {
        decision.excepted.append(PartFinding(clause, exception.label, exception.articles))
      }
    }
    for index in try evaluator.heldAlternatives(in: requirement.condition) {
      let condition = program.conditions[index]
      decision.held.append(PartFinding(clause, condition.label, condition.articles))
    }
  }

  /// Puts a clause into one of the four lists, or into none when it is satisfied.
  private func place(
    _ requirement: IRRequirement, _ clause: ClauseFinding, _ truth: Truth,
    in decision: inout Decision
  ) {
    if truth == .yes { return }
    if !requirement.strength.isHard, waivers.cover(clause.requirement) {
      decision.waived.append(clause)
    } else if truth == .unknown {
      decision.unknown.append(clause)
    } else if requirement.strength.isHard {
      decision.violated.append(clause)
    } else {
      decision.waivable.append(clause)
    }
  }

  /// First match wins: violated, unknown for an absent fact, unknown for a judgement, waivable.
  private mutating func answer(_ decision: inout Decision) throws(EvaluationError) {
    if !decision.violated.isEmpty {
      decision.outcome = .ineligible
    } else if !decision.unknown.isEmpty {
      var absent = AbsentFacts()
      var isOnlyJudgements = true
      for clause in decision.unknown {
        // Asked for each clause alone, so that a clause left open by the policy itself is seen.
        var own = AbsentFacts()
        let node = program.requirements[clause.requirement].satisfied
        try evaluator.collectAbsent(below: node, into: &own)
        if !own.isOnlyJudgements { isOnlyJudgements = false }
        try evaluator.collectAbsent(below: node, into: &absent)
      }
      decision.outcome = isOnlyJudgements ? .needsJudgement : .undetermined
      decision.missing = absent.facts
      decision.pending = absent.judgements
      if !absent.facts.isEmpty || !absent.judgements.isEmpty { decision.missingExact = false }
    } else {
      decision.outcome = decision.waivable.isEmpty ? .eligible : .needsWaiver
    }
  }
}

extension Evaluator {
  /// Whether a clause applies to the candidate.
  mutating func applies(_ requirement: IRRequirement) throws(EvaluationError) -> Truth {
    guard let applies = requirement.applies else { return .yes }
    return try truth(of: applies)
  }

  /// Whether a clause is met as written, exceptions aside.
  mutating func meetsByItself(_ requirement: IRRequirement) throws(EvaluationError) -> Truth {
    let truth = try truth(of: requirement.condition)
    return requirement.strength.excludes ? !truth : truth
  }

  /// The named alternatives in a condition that hold, in the order in which they are written.
  /// Other clauses that it mentions are not looked into; they have their own.
  mutating func heldAlternatives(in condition: NodeID) throws(EvaluationError) -> [Int] {
    var held: [Int] = []
    var visited = Set<NodeID>()
    var open = [condition]
    while let id = open.popLast() {
      guard visited.insert(id).inserted else { continue }
      switch program.nodes[id.index].operation {
      case .and(let operands), .or(let operands), .atLeast(_, let operands):
        open += operands.reversed()
      case .named(let index, let operand):
        if program.conditions[index].kind == .clause { continue }
        if program.conditions[index].kind == .branch, try isSurelyTrue(id) { held.append(index) }
        open.append(operand)
      default: break
      }
    }
    return held
  }

  /// Whether a condition is known to hold; one that cannot be computed is not.
  private mutating func isSurelyTrue(_ node: NodeID) throws(EvaluationError) -> Bool {
    do throws(EvaluationError) {
      if case .boolean(true) = try value(of: node) { return true }
      return false
    } catch {
      return false
    }
  }
}
