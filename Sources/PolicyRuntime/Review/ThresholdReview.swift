internal import PolicyLang

/// A figure that draws a line in a clause.
struct ClauseLimit {
  /// The comparison, for its words.
  let node: NodeID
  let scopes: [Int]
  /// What is compared.
  let value: NodeID
  /// The list whose elements have the value; `nil` for the candidate's own.
  let list: NodeID?
  let limit: NodeID
  /// The side of the limit on which the comparison changes: below it or above it.
  let isBelow: Bool
}

// Thresholds that no test of the policy probes.
extension Reviewer {
  /// One note for each clause with a figure for which the tests show no candidate right at it, or none
  /// one step beyond.
  func reviewThresholds(in base: ReviewSpace) {
    let people = testedPeople(base)
    guard !people.isEmpty else { return }
    for (requirement, place) in zip(program.requirements, outline.clauses) {
      // What only another reading says need not be tested.
      if let applies = requirement.applies, !dependsOnFacts(applies),
        isNever(applies, in: base)
      {
        continue
      }
      var finder = ThresholdFinder(program)
      finder.find(in: requirement.satisfied)
      var open: [LocalText] = []
      for threshold in finder.found {
        guard let gap = untested(threshold, people, base) else { continue }
        let text = words(threshold, in: base) + gap
        if !open.contains(text) { open.append(text) }
      }
      guard !open.isEmpty else { continue }
      report(
        Diagnostic(
          .untestedThreshold, at: place.statement.name?.span ?? place.statement.keywordSpan,
          [.name(requirement.label), .joined(open)], article: requirement.articles.first))
    }
  }

  private func words(_ threshold: ClauseLimit, in base: ReviewSpace) -> LocalText {
    if let label = outline.figures[threshold.value] {
      return .name(label) + LocalText(" ") + words(threshold.limit, in: base)
    }
    return words(threshold.node, in: base, scopes: threshold.scopes)
  }

  /// The candidates of the tests, each as its test sees it.
  private func testedPeople(_ base: ReviewSpace) -> [Evaluator] {
    var result: [Evaluator] = []
    for test in compiled.tests {
      guard test.settings.isEmpty else { continue }
      switch test.expectation {
      case .decision, .condition: break
      case .total, .breaches, .keeps, .selected: continue
      }
      var environment = base.policy.environment
      if let day = test.asOf { environment = environment.on(day) }
      do throws(DecisionError) {
        let candidate = SampleCandidate.candidate(of: test, in: program)
        result.append(try RecordCompletion.evaluator(environment, candidate))
      } catch {
        continue
      }
    }
    return result
  }

  /// What the tests lack at a threshold; `nil` if nothing, or if that cannot be told.
  private func untested(
    _ threshold: ClauseLimit, _ people: [Evaluator], _ base: ReviewSpace
  ) -> LocalText? {
    var (isAt, isBeside) = (false, false)
    for person in people {
      var evaluator = person
      guard let limit = evaluator.settled(threshold.limit) else { continue }
      for value in evaluator.values(of: threshold) {
        if value == limit { isAt = true }
        if isStep(from: limit, to: value, isBelow: threshold.isBelow) { isBeside = true }
      }
      if isAt, isBeside { return nil }
    }
    switch (isAt, isBeside) {
    case (true, true): return nil
    case (false, true): return LocalText(zh: "（没有正好在界上的）", en: " (nobody right at it)")
    case (true, false): return LocalText(zh: "（没有差一步的）", en: " (nobody one step beyond)")
    case (false, false):
      return LocalText(zh: "（两边都没有）", en: " (nobody at it, nobody one step beyond)")
    }
  }

  /// Whether a value is the nearest one on the other side, counted in the last digit that it shows: 4
  /// and 4.9 are one step from 5, 4.5 is not.
  private func isStep(from limit: Value, to value: Value, isBelow: Bool) -> Bool {
    switch (limit, value) {
    case (.number(let limit), .number(let value)):
      guard let distance = isBelow ? limit.subtracting(value) : value.subtracting(limit) else {
        return false
      }
      var step = Rational.one
      for _ in 0..<6 {
        if value.divided(by: step)?.isInteger ?? false { return distance == step }
        guard let smaller = step.divided(by: Rational(10)) else { return false }
        step = smaller
      }
      return false
    case (.date(let limit), .date(let value)):
      return (isBelow ? limit.dayNumber - value.dayNumber : value.dayNumber - limit.dayNumber) == 1
    case (.value(let limit), .value(let value)),
      (.calendarYear(let limit), .calendarYear(let value)):
      return (isBelow ? limit - value : value - limit) == 1
    default: return false
    }
  }
}

extension Evaluator {
  fileprivate mutating func settled(_ node: NodeID) -> Value? {
    do throws(EvaluationError) {
      let value = try value(of: node)
      return value.isUnsettled ? nil : value
    } catch {
      return nil
    }
  }

  /// The values that a threshold is held against.
  fileprivate mutating func values(of threshold: ClauseLimit) -> [Value] {
    guard let list = threshold.list else { return settled(threshold.value).map { [$0] } ?? [] }
    guard case .list(let records)? = settled(list) else { return [] }
    var result: [Value] = []
    for (position, record) in records.enumerated() {
      do throws(EvaluationError) {
        let value = try inside(record, of: list, at: position) {
          (evaluator) throws(EvaluationError) in evaluator.settled(threshold.value)
        }
        if let value { result.append(value) }
      } catch {
        continue
      }
    }
    return result
  }
}

/// Finds the ordered comparisons with figures in a condition.
struct ThresholdFinder {
  let program: IRProgram
  private(set) var found: [ClauseLimit] = []
  private var seen: Set<NodeID> = []

  init(_ program: IRProgram) { self.program = program }

  mutating func find(in node: NodeID) { find(node, list: nil, scopes: [0]) }

  private mutating func find(_ node: NodeID, list: NodeID?, scopes: [Int]) {
    guard seen.insert(node).inserted else { return }
    switch program.nodes[node.index].operation {
    case .not(let part), .named(_, let part): find(part, list: list, scopes: scopes)
    case .and(let parts), .or(let parts), .atLeast(_, let parts):
      for part in parts { find(part, list: list, scopes: scopes) }
    case .compare(let comparison, let left, let right):
      note(node, comparison, left, right, list, scopes)
    case .quantifier(_, let own, let condition, _):
      guard list == nil, let condition, case .list(let record) = program.nodes[own.index].type
      else { return }
      find(condition, list: own, scopes: scopes + [record])
    default: return
    }
  }

  private mutating func note(
    _ node: NodeID, _ comparison: IRNode.Comparison, _ left: NodeID, _ right: NodeID,
    _ list: NodeID?, _ scopes: [Int]
  ) {
    guard isOrdered(program.nodes[left.index].type) else { return }
    let isTurned = isFigure(left)
    guard isTurned != isFigure(right) else { return }
    let isBelow: Bool
    switch isTurned ? comparison.mirrored : comparison {
    case .atLeast, .below: isBelow = true
    case .atMost, .above: isBelow = false
    case .equal, .notEqual: return
    }
    found.append(
      ClauseLimit(
        node: node, scopes: scopes, value: isTurned ? right : left, list: list,
        limit: isTurned ? left : right, isBelow: isBelow))
  }

  private func isOrdered(_ type: IRType) -> Bool {
    switch type {
    case .number, .money, .share, .date, .calendarYear: true
    case .enumeration(let index): program.enumerations[index].isOrdered
    default: false
    }
  }

  /// A figure written in the policy: a literal, a parameter, a chosen reading.
  private func isFigure(_ node: NodeID) -> Bool {
    let reached = program.reachable(from: [node])
    for (index, isReached) in reached.enumerated() where isReached {
      switch program.nodes[index].operation {
      case .constant, .parameter, .reading: continue
      default: return false
      }
    }
    return true
  }
}
