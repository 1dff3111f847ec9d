internal import PolicyLang

/// All completions of one candidate's record under one policy: what is given stays, what is absent
/// ranges over everything that the vocabulary's types and laws allow.
///
/// Answers exactly which absent facts can still change the decision: a fact counts if two completions
/// that differ only in it are decided differently. An absent list ranges over all lists. Whether
/// something `有记载` is taken from the record as given.
///
///     let completions = try CompletionSpace(policy, candidate)
///     completions.matters("contests.1.place")   // .yes, .no, .undecided
public final class CompletionSpace {
  public enum Answer: Hashable, Sendable {
    case yes
    case no
    /// The budget was used up, or the fact takes part in something outside of the theory.
    case undecided
  }

  /// How many steps one question may take.
  public var budget = 50_000
  public private(set) var steps = 0

  private let policy: PreparedPolicy
  private let core: SpaceCore
  private let evaluator: Evaluator
  /// The cells that completions can have.
  private var box: Box
  /// Who is eligible, needs a waiver, is ineligible, is none of these.
  private let classes: [Formula]

  /// - Throws: when the record contradicts itself and so has no decision.
  public init(_ policy: PreparedPolicy, _ candidate: Candidate) throws(DecisionError) {
    self.policy = policy
    evaluator = try policy.evaluator(for: candidate)
    core = SpaceCore([policy], mayBeAbsent: false)
    core.given = evaluator
    var roots: [NodeID] = []
    for requirement in policy.program.requirements { roots.append(requirement.satisfied) }
    core.build([roots])
    let waivers = Waivers(of: evaluator.candidate, in: policy.program)
    var met: [Formula] = []
    var hard: [Formula] = []
    var settled: [Formula] = []
    var broken: [Formula] = []
    for (index, requirement) in policy.program.requirements.enumerated() {
      if !requirement.strength.isHard, waivers.cover(index) { continue }
      let rails = core.rails(of: requirement.satisfied, 0, nil)
      met.append(rails.yes)
      if requirement.strength.isHard {
        hard.append(rails.no)
        settled.append(rails.yes)
      } else {
        settled.append(core.store.any([rails.yes, rails.no]))
        broken.append(rails.no)
      }
    }
    let store = core.store
    let eligible = store.all(met)
    let ineligible = store.any(hard)
    let waivable = store.all(settled + [store.any(broken)])
    classes = [
      eligible, waivable, ineligible, store.not(store.any([eligible, waivable, ineligible])),
    ]
    box = core.universe
    pin()
  }

  /// Whether any condition of the policy that is still open lies outside of the theory.
  public var hasOpenOpaqueParts: Bool { !openOpaqueParts().isEmpty }

  /// Narrows every variable to what is given.
  private func pin() {
    for variable in 0..<core.variables.count {
      switch core.variables[variable].role {
      case .fact(let path):
        if let value = core.value(at: path, of: evaluator.candidate, 0) { pin(variable, value) }
      case .place(let list, let position, let path):
        pin(variable, list, position, path)
      case .opaque(_, nil): pinOpaque(variable)
      case .element, .opaque, .presence, .count, .marker, .copy: continue
      }
    }
  }

  private func pin(_ variable: Int, _ value: Value) {
    let domain = core.variables[variable].domain
    guard let place = core.ordinal(of: value, variable, 0) else { return }
    box[variable] = 1 << Cells(domain.cell(of: place))
  }

  private func pin(_ variable: Int, _ list: Int, _ position: Int, _ path: [Int]) {
    guard
      case .list(let records)? = core.value(
        at: core.variables.lists[list].path, of: evaluator.candidate, 0),
      records.indices.contains(position), let first = path.first
    else { return }
    let shape = core.variables.lists[list].record
    if first == -1 {
      return pinOpaque(variable, list, records[position], at: position, term: path[1])
    }
    let isAboutPresence = first == -2
    let own = isAboutPresence ? Array(path.dropFirst()) : path
    let value = core.value(at: own, of: records[position], shape, 0)
    if isAboutPresence {
      box[variable] = value == nil ? 1 : 2
    } else if let value {
      pin(variable, value)
    }
  }

  /// What is not analysed is settled if the interpreter settles it without the absent facts.
  private func pinOpaque(_ variable: Int) {
    guard let origin = core.opaqueOrigins[variable] else { return }
    var evaluator = evaluator
    do throws(EvaluationError) {
      switch try evaluator.truth(of: origin.node) {
      case .yes: box[variable] = 2
      case .no: box[variable] = 1
      case .unknown: return
      }
    } catch {
      // An error leaves it open.
      return
    }
  }

  /// The same for a condition on one known element.
  private func pinOpaque(
    _ variable: Int, _ list: Int, _ record: Record, at position: Int, term: Int
  ) {
    guard let inner = core.variables.find(.opaque(term: term, list: list)),
      let origin = core.opaqueOrigins[inner]
    else { return }
    var evaluator = evaluator
    do throws(EvaluationError) {
      let truth = try evaluator.inside(record, of: origin.node, at: position) {
        (inside: inout Evaluator) throws(EvaluationError) -> Truth in
        try inside.truth(of: origin.node)
      }
      switch truth {
      case .yes: box[variable] = 2
      case .no: box[variable] = 1
      case .unknown: return
      }
    } catch {
      // An error leaves it open.
      return
    }
  }

  // MARK: Questions

  /// Whether an absent fact can still change the decision.
  /// - Parameter path: as decisions name absent facts: `age`, `contests`, `contests.1.place`.
  public func matters(_ path: String) -> Answer {
    var names: [Int: Int] = [:]
    guard let variables = variables(at: path) else {
      // Read by nothing that is analysed: it can only act through what is not.
      var names: [Int: Int] = [:]
      for variable in openOpaqueParts() { names[variable] = copy(of: variable) }
      return answer(difference(names), names) == .no ? .no : .undecided
    }
    for variable in variables { names[variable] = copy(of: variable) }
    let open = openOpaqueParts()
    let difference = self.difference(names)
    if open.isEmpty { return answer(difference, names) }
    // Certain if it holds whatever the parts are that are not analysed …
    if open.count <= 6, answer(holding(difference, whatever: open), names) == .yes { return .yes }
    // … and certain not to hold if it fails even where they follow the fact.
    for variable in open { names[variable] = copy(of: variable) }
    return answer(self.difference(names), names) == .no ? .no : .undecided
  }

  /// The variables of the decision that stand for something not analysed.
  private func openOpaqueParts() -> [Int] {
    var mentioned = BitSet()
    for own in classes { mentioned.formUnion(core.store.variables(of: own)) }
    var result: [Int] = []
    for variable in mentioned.members where box[variable].nonzeroBitCount > 1 {
      switch core.variables[variable].role {
      case .opaque: result.append(variable)
      case .place(_, _, let path) where path.first == -1: result.append(variable)
      case .count(_, let condition, _):
        let isOpen = core.store.variables(of: condition).members.contains { inner in
          if case .opaque = core.variables[inner].role { return true }
          return false
        }
        if isOpen { result.append(variable) }
      case .fact, .element, .place, .presence, .marker, .copy: continue
      }
    }
    return result
  }

  /// The formula for all values of some variables.
  private func holding(_ formula: Formula, whatever variables: [Int]) -> Formula {
    var formula = formula
    for variable in variables {
      formula = core.store.all([
        core.store.fixing(formula, variable, to: 1), core.store.fixing(formula, variable, to: 2),
      ])
    }
    return formula
  }

  /// Two completions that differ in these variables are decided differently.
  private func difference(_ names: [Int: Int]) -> Formula {
    let store = core.store
    var parts: [Formula] = []
    for own in classes {
      let other = store.renaming(own, names)
      if other != own { parts.append(store.all([own, store.not(other)])) }
    }
    return store.any(parts)
  }

  private func answer(_ difference: Formula, _ names: [Int: Int]) -> Answer {
    if difference == .never { return .no }
    let store = core.store
    let formula = store.all([difference, core.lawful, store.renaming(core.lawful, names)])
    var wide = box
    while wide.count < core.universe.count { wide.append(core.universe[wide.count]) }
    for (original, copy) in names { wide[copy] = wide[original] }
    var solver = BoxSolver(store, core.theory, budget: budget)
    let outcome = solver.solve(formula, in: wide)
    steps += solver.steps
    switch outcome {
    case .nothing: return .no
    case .box: return .yes
    case .exhausted: return .undecided
    }
  }

  /// The variables that move when the fact at a path does; `nil` if no condition reads it.
  private func variables(at path: String) -> [Int]? {
    var parts: [String] = []
    for part in path.utf8.split(separator: UInt8(ascii: ".")) {
      parts.append(String(Substring(part)))
    }
    for variable in 0..<core.variables.count {
      guard case .fact(let own) = core.variables[variable].role, core.names(own, 0) == parts else {
        continue
      }
      return [variable] + core.related(to: variable).filter { box[$0].nonzeroBitCount > 1 }
    }
    for (list, info) in core.variables.lists.enumerated() {
      let names = core.names(info.path, 0)
      if names == parts {
        return info.counts.isEmpty ? nil : info.counts
      }
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
    return nil
  }

  /// A second copy of a variable; what is said about a list is said about a second list.
  private func copy(of variable: Int) -> Int {
    guard case .count(let list, let condition, let least) = core.variables[variable].role else {
      return core.newVariable(.copy(variable), core.variables[variable].domain)
    }
    let second: Int
    if let known = secondLists[list] {
      second = known
    } else {
      second = core.variables.lists.count
      core.variables.lists.append(core.variables.lists[list])
      core.variables.lists[second].counts = []
      core.theory.addList()
      secondLists[list] = second
    }
    let role = VariableRole.count(list: second, condition, least)
    if let known = core.variables.find(role) { return known }
    let copy = core.newVariable(role, core.variables[variable].domain)
    core.variables.lists[second].counts.append(copy)
    core.theory.register(copy, list: second, condition, atLeast: least)
    return copy
  }
  private var secondLists: [Int: Int] = [:]
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
