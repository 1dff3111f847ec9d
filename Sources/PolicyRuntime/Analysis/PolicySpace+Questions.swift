internal import PolicyLang

// Questions about formulas, each with an answer that may be "not decided".
extension PolicySpace {
  /// One candidate of a formula, by cells: `candidate(for:of:)` makes it a record.
  public struct Model: Sendable {
    let box: [UInt128]
  }

  public enum Verdict: Sendable {
    /// Nobody; this is certain.
    case unsatisfiable
    /// Somebody, unless the space has opaque parts and a replay says otherwise.
    case satisfiable(Model)
    /// The budget was used up.
    case undecided
  }

  public struct Answer: Sendable {
    public let verdict: Verdict
    public let steps: Int
    public var isUnsatisfiable: Bool {
      if case .unsatisfiable = verdict { return true }
      return false
    }
    public var isUndecided: Bool {
      if case .undecided = verdict { return true }
      return false
    }
    public var model: Model? {
      if case .satisfiable(let model) = verdict { return model }
      return nil
    }
  }

  /// Whether a formula holds for some lawful record.
  public func solve(_ formula: Formula) -> Answer { solve(formula, within: core.universe) }

  func solve(_ formula: Formula, within box: Box) -> Answer {
    // Making the question may have made variables since the box was drawn.
    var box = box
    while box.count < core.universe.count { box.append(core.universe[box.count]) }
    let whole = core.store.all([formula, core.lawful])
    guard let (rest, alternatives) = largestChoice(whole) else { return search(whole, box) }
    // "Breaks some clause" is quickest clause by clause.
    var steps = 0
    var isSettled = true
    for alternative in alternatives {
      let answer = search(core.store.all([rest, alternative]), box)
      steps += answer.steps
      if answer.isUndecided { isSettled = false }
      if answer.model != nil { return Answer(verdict: answer.verdict, steps: steps) }
    }
    return Answer(verdict: isSettled ? .unsatisfiable : .undecided, steps: steps)
  }

  private func search(_ formula: Formula, _ box: Box) -> Answer {
    var solver = BoxSolver(core.store, core.theory, budget: budget)
    switch solver.solve(formula, in: box) {
    case .nothing: return Answer(verdict: .unsatisfiable, steps: solver.steps)
    case .exhausted: return Answer(verdict: .undecided, steps: solver.steps)
    case .box(let box):
      return Answer(verdict: .satisfiable(Model(box: box)), steps: solver.steps)
    }
  }

  /// A search for those who meet a formula, to which further conditions can be added.
  /// - Parameter hint: where to look first.
  func solver(of formula: Formula, near hint: Model? = nil) -> IncrementalSolver {
    IncrementalSolver(core, formula, near: hint?.box, budget: budget)
  }

  /// The parts of a formula's largest disjunction, if it is large, and the rest of the formula.
  private func largestChoice(_ formula: Formula) -> (rest: Formula, alternatives: [Formula])? {
    let store = core.store
    var parts = [formula]
    if case .all(let inner) = store[formula] { parts = inner }
    guard let largest = parts.max(by: { store.size(of: $0) < store.size(of: $1) }),
      store.size(of: largest) >= 24, case .any(let alternatives) = store[largest]
    else { return nil }
    return (store.all(parts.filter { $0 != largest }), alternatives)
  }

  /// Yes, no with a counterexample, or not known.
  public enum Implication: Sendable {
    case holds
    case fails(Model)
    case undecided
  }

  /// Whether every record of the first formula is one of the second.
  public func implies(_ premise: Formula, _ conclusion: Formula) -> Implication {
    switch solve(all([premise, not(conclusion)])).verdict {
    case .unsatisfiable: .holds
    case .satisfiable(let model): .fails(model)
    case .undecided: .undecided
    }
  }

  /// Whether two formulas hold for the same records.
  public func equivalent(_ a: Formula, _ b: Formula) -> Implication {
    if a == b { return .holds }
    let forth = implies(a, b)
    guard case .holds = forth else { return forth }
    return implies(b, a)
  }

  /// Records of the first formula that break the second, taken apart by clauses: exact implication
  /// between policies is quickest clause by clause.
  /// - Returns: for each clause of `b` that some record passing `a` does not meet, the answer.
  ///   Clauses that `a` has too are left out.
  public func gains(of a: Int, over b: Int) -> [(requirement: Int, answer: Answer)] {
    gains(of: a, over: b, from: solver(of: eligible(a)))
  }

  /// - Parameter passing: those who pass `a`.
  func gains(
    of a: Int, over b: Int, from passing: IncrementalSolver
  ) -> [(requirement: Int, answer: Answer)] {
    if passing.status == .impossible { return [] }
    var own = Set<Formula>()
    for requirement in policies[a].program.requirements.indices {
      own.insert(satisfied(requirement, of: a))
    }
    var result: [(requirement: Int, answer: Answer)] = []
    for requirement in policies[b].program.requirements.indices {
      let met = satisfied(requirement, of: b)
      if met == .always || own.contains(met) { continue }
      let answer: Answer
      if passing.status == .undecided {
        answer = solve(all([eligible(a), not(met)]))
      } else {
        answer = passing.requiring(not(met)).answer(since: passing.steps)
      }
      if !answer.isUnsatisfiable { result.append((requirement, answer)) }
    }
    return result
  }

  /// How what two policies admit relates.
  public enum Relation: Hashable, Sendable {
    case equivalent
    /// Everybody whom the first admits the second admits too, and not the reverse.
    case stricter
    case looser
    case overlapping
    case disjoint
    case undecided
  }

  /// The relation of eligibility between two policies.
  ///
  /// Where the space has opaque parts, an answer other than `equivalent` and `disjoint` needs witnesses
  /// that were replayed.
  public func relation(_ a: Int, _ b: Int) -> Relation {
    let (first, second) = (solver(of: eligible(a)), solver(of: eligible(b)))
    let forth = gains(of: a, over: b, from: first)
    let back = gains(of: b, over: a, from: second)
    let isKnown = { (gains: [(requirement: Int, answer: Answer)]) in
      gains.isEmpty || gains.contains { $0.answer.model != nil }
    }
    guard isKnown(forth), isKnown(back) else { return .undecided }
    switch (forth.isEmpty, back.isEmpty) {
    case (true, true): return .equivalent
    case (true, false): return .stricter
    case (false, true): return .looser
    case (false, false):
      switch first.requiring(eligible(b)).status {
      case .impossible: return .disjoint
      case .possible: return .overlapping
      case .undecided: return .undecided
      }
    }
  }
}

extension IncrementalSolver {
  /// What the search came to, and the steps beyond a number of them.
  func answer(since steps: Int) -> PolicySpace.Answer {
    let verdict: PolicySpace.Verdict =
      switch status {
      case .possible: .satisfiable(PolicySpace.Model(box: model))
      case .impossible: .unsatisfiable
      case .undecided: .undecided
      }
    return PolicySpace.Answer(verdict: verdict, steps: self.steps - steps)
  }
}
