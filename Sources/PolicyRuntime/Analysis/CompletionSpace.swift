internal import PolicyLang

/// All completions of records under one policy: what is given stays, what is absent ranges over
/// everything that the vocabulary's types and laws allow.
///
/// Answers exactly which absent facts can still change a decision: a fact counts if two completions
/// that differ only in it are decided differently. An absent list ranges over all lists. Whether
/// something `有记载` is taken from the record as given.
///
///     let completions = CompletionSpace(policy)
///     completions.refine(&decision, of: candidate)
///
/// Made once per policy: answers are kept by what a record leaves open, and most records leave the same
/// few things open. A decision that lacks nothing costs nothing. Belongs to one thread.
public final class CompletionSpace {
  public enum Answer: Hashable, Sendable {
    case yes
    case no
    /// The budget was used up, or the fact takes part in something outside of the theory.
    case undecided
  }

  /// What is open about one record.
  private struct Question: Hashable {
    /// Who is eligible, needs a waiver, is ineligible, is none of these; who needs each waiver.
    let classes: [Formula]
    /// What completions must obey.
    let lawful: Formula
    let isExact: Bool
  }

  /// Formulas and variables made for one policy.
  private struct Ground {
    let core: SpaceCore
    /// Of each clause.
    let rails: [SpaceCore.Rails]
    var secondLists: [Int: Int] = [:]
    var answers: [Question: [String: Answer]] = [:]
  }

  /// More formulas are not kept; what is known is then forgotten and built anew.
  private static let mostFormulas = 100_000
  /// Conditions outside of the theory that are tried both ways.
  private static let mostOpaque = 6

  /// How many steps one question may take.
  public var budget = 20_000
  /// How many questions the solver was asked, and how many steps it took.
  public private(set) var questions = 0
  public private(set) var steps = 0

  private let policy: PreparedPolicy
  private var known: Ground?

  public init(_ policy: PreparedPolicy) { self.policy = policy }

  /// Leaves of `missing` and `pending` only what can still change the decision, and says whether all
  /// of that is certain.
  /// - Parameter candidate: the record as given, from which the decision was made.
  public func refine(_ decision: inout Decision, of candidate: Candidate) {
    if decision.missing.isEmpty, decision.pending.isEmpty { return }
    guard let question = question(decision, candidate) else {
      decision.missingExact = false
      return
    }
    var isExact = true
    let keep = { [self] (path: String) -> Bool in
      let answer = matters(path, question)
      if answer == .undecided { isExact = false }
      return answer != .no
    }
    decision.missing = decision.missing.filter(keep)
    decision.pending = decision.pending.filter(keep)
    decision.missingExact = isExact
  }

  /// Whether an absent fact can still change a decision.
  /// - Parameter path: as decisions name absent facts: `age`, `contests`, `contests.1.place`.
  public func matters(_ path: String, to decision: Decision, of candidate: Candidate) -> Answer {
    guard let question = question(decision, candidate) else { return .undecided }
    return matters(path, question)
  }

  // MARK: What is open

  private func ground() -> Ground {
    if let known, known.core.store.nodes.count < CompletionSpace.mostFormulas { return known }
    let core = SpaceCore([policy], mayBeAbsent: false, fixesPresence: true)
    var roots: [NodeID] = []
    for requirement in policy.program.requirements { roots.append(requirement.satisfied) }
    core.build([roots])
    let made = Ground(core: core, rails: roots.map { core.rails(of: $0, 0, nil) })
    known = made
    return made
  }

  /// Clauses that are settled are settled in every completion; only the open ones are looked at.
  private func question(_ decision: Decision, _ candidate: Candidate) -> Question? {
    let evaluator: Evaluator
    do throws(DecisionError) {
      evaluator = try policy.evaluator(for: candidate)
    } catch {
      return nil
    }
    let ground = ground()
    let store = ground.core.store
    var record = CompletionRecord(ground.core, evaluator)
    var met: [Formula] = []
    var violated: [Formula] = []
    var settled: [Formula] = []
    var waivable: [Formula] = []
    for clause in decision.unknown {
      let rails = ground.rails[clause.requirement]
      let yes = record.residue(of: rails.yes)
      let no = record.residue(of: rails.no)
      met.append(yes)
      if policy.program.requirements[clause.requirement].strength.isHard {
        violated.append(no)
        settled.append(yes)
      } else {
        settled.append(store.any([yes, no]))
        waivable.append(no)
      }
    }
    if !decision.waivable.isEmpty {
      met.append(.never)
      waivable.append(.always)
    }
    let eligible = store.all(met)
    let ineligible = store.any(violated)
    let needsWaiver = store.all(settled + [store.any(waivable)])
    let rest = store.not(store.any([eligible, needsWaiver, ineligible]))
    // Which waivers a decision asks for belongs to it.
    let waivers = waivable.filter { $0 != .always }.map { store.all([needsWaiver, $0]) }
    let lawful = record.residue(of: ground.core.lawful)
    return Question(
      classes: [eligible, needsWaiver, ineligible, rest] + waivers, lawful: lawful,
      isExact: record.isExact)
  }

  // MARK: Answers

  private func matters(_ path: String, _ question: Question) -> Answer {
    if let answer = known?.answers[question]?[path] { return answer }
    let answer = settle(path, question)
    known?.answers[question, default: [:]][path] = answer
    return answer
  }

  private func settle(_ path: String, _ question: Question) -> Answer {
    guard question.isExact, let core = known?.core else { return .undecided }
    var names: [Int: Int] = [:]
    for variable in variables(at: path, core) { names[variable] = copy(of: variable, core) }
    let opaque = openOpaque(question, core)
    if opaque.isEmpty {
      return names.isEmpty ? .no : answer(difference(question, names, core), question, names, core)
    }
    // Certain if it holds whatever the parts are that are not analysed …
    let isApart = opaque.allSatisfy { names[$0] == nil }
    if !names.isEmpty, isApart, opaque.count <= CompletionSpace.mostOpaque {
      let formula = holding(difference(question, names, core), whatever: opaque, core)
      if answer(formula, question, names, core) == .yes { return .yes }
    }
    // … and certain not to hold if it fails even where they follow the fact.
    for variable in opaque { names[variable] = copy(of: variable, core) }
    let formula = difference(question, names, core)
    return answer(formula, question, names, core) == .no ? .no : .undecided
  }

  /// Conditions outside of the theory on which the decision still depends.
  private func openOpaque(_ question: Question, _ core: SpaceCore) -> [Int] {
    var mentioned = core.store.variables(of: question.lawful)
    for formula in question.classes { mentioned.formUnion(core.store.variables(of: formula)) }
    var result: [Int] = []
    for variable in mentioned.members {
      switch core.variables[variable].role {
      case .opaque: result.append(variable)
      case .place(_, _, let path): if path.first == -1 { result.append(variable) }
      case .count(_, let condition, _):
        let inner = core.store.variables(of: condition).members
        let isOpaque = inner.contains { member in
          if case .opaque = core.variables[member].role { return true }
          return false
        }
        if isOpaque { result.append(variable) }
      case .fact, .element, .presence, .marker, .copy: continue
      }
    }
    return result
  }

  /// The formula for all values of some variables of two cells.
  private func holding(
    _ formula: Formula, whatever variables: [Int], _ core: SpaceCore
  ) -> Formula {
    var formula = formula
    for variable in variables {
      formula = core.store.all([
        core.store.fixing(formula, variable, to: 1), core.store.fixing(formula, variable, to: 2),
      ])
    }
    return formula
  }

  /// Two completions that differ in these variables are decided differently.
  private func difference(
    _ question: Question, _ names: [Int: Int], _ core: SpaceCore
  ) -> Formula {
    var parts: [Formula] = []
    for own in question.classes {
      let other = core.store.renaming(own, names)
      if other != own { parts.append(core.store.all([own, core.store.not(other)])) }
    }
    return core.store.any(parts)
  }

  private func answer(
    _ difference: Formula, _ question: Question, _ names: [Int: Int], _ core: SpaceCore
  ) -> Answer {
    if difference == .never { return .no }
    let store = core.store
    let formula = store.all([
      difference, question.lawful, store.renaming(question.lawful, names),
    ])
    var solver = BoxSolver(store, core.theory, budget: budget)
    let outcome = solver.solve(formula, in: core.universe)
    questions += 1
    steps += solver.steps
    switch outcome {
    case .nothing: return .no
    case .box: return .yes
    case .exhausted: return .undecided
    }
  }

  /// The variables that move when the fact at a path does; none if no condition reads it.
  private func variables(at path: String, _ core: SpaceCore) -> [Int] {
    var parts: [String] = []
    for part in path.utf8.split(separator: UInt8(ascii: ".")) {
      parts.append(String(Substring(part)))
    }
    for variable in 0..<core.variables.count {
      guard case .fact(let own) = core.variables[variable].role, core.names(own, 0) == parts else {
        continue
      }
      // What is derived from it moves with it.
      return [variable] + core.related(to: variable)
    }
    for (list, info) in core.variables.lists.enumerated() {
      let names = core.names(info.path, 0)
      if names == parts { return info.counts }
      guard parts.starts(with: names), parts.count > names.count + 1,
        let number = Int(parts[names.count])
      else { continue }
      let rest = Array(parts[(names.count + 1)...])
      for variable in 0..<core.variables.count {
        guard
          case .place(list, number - 1, let own) = core.variables[variable].role,
          own.first.map({ $0 >= 0 }) == true, core.names(own, info.record) == rest
        else { continue }
        return [variable]
      }
    }
    return []
  }

  /// A second copy of a variable; what is said about a list is said about a second list.
  private func copy(of variable: Int, _ core: SpaceCore) -> Int {
    guard case .count(let list, let condition, let least) = core.variables[variable].role else {
      return core.newVariable(.copy(variable), core.variables[variable].domain)
    }
    let second: Int
    if let made = known?.secondLists[list] {
      second = made
    } else {
      second = core.variables.lists.count
      core.variables.lists.append(core.variables.lists[list])
      core.variables.lists[second].counts = []
      core.theory.addList()
      known?.secondLists[list] = second
    }
    let role = VariableRole.count(list: second, condition, least)
    if let made = core.variables.find(role) { return made }
    let copy = core.newVariable(role, core.variables[variable].domain)
    core.variables.lists[second].counts.append(copy)
    core.theory.register(copy, list: second, condition, atLeast: least)
    return copy
  }
}

extension SpaceCore {
  /// Facts that a fact is derived from, and facts that are derived from it.
  fileprivate func related(to variable: Int) -> [Int] {
    var result: [Int] = []
    for derivation in derivations {
      var sources: [Int] = []
      for axis in derivation.axes {
        if case .variable(let source) = axis.source { sources.append(source) }
      }
      if derivation.variable == variable { result += sources }
      if sources.contains(variable) { result.append(derivation.variable) }
    }
    return result
  }
}
