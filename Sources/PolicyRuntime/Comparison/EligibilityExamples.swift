internal import PolicyLang

/// A replayed candidate with the cells it was chosen from.
struct FoundCandidate {
  let witness: Witness
  let model: PolicySpace.Model

  var replayed: ReplayedCandidate { ReplayedCandidate(witness) }
}

/// Finds candidates that are like others, and has the interpreter decide them.
struct CandidateFinder {
  let space: PolicySpace
  private var core: SpaceCore { space.core }

  /// Like `PolicySpace.witness`, keeping the cells, so that lists can be kept alike too.
  func find(
    _ formula: Formula, like profile: Profile?, accepting: ([Decision]) -> Bool
  ) -> FoundCandidate? {
    var formula = formula
    for _ in 0..<8 {
      guard let model = space.solve(formula).model else { return nil }
      let near = space.approached(model, formula, profile)
      for box in [keepingLists(near, profile), near] {
        for attempt in 0..<6 {
          guard let witness = space.replay(box, like: profile, attempt) else { continue }
          if accepting(witness.decisions) {
            return FoundCandidate(witness: shortened(witness), model: box)
          }
        }
      }
      guard let other = core.excludingOpaque(near.box) else { return nil }
      formula = space.all([formula, other])
    }
    return nil
  }

  /// The same with the lists as the profile has them, wherever that is left open.
  private func keepingLists(_ model: PolicySpace.Model, _ profile: Profile?) -> PolicySpace.Model {
    guard let profile else { return model }
    var box = model.box
    for variable in box.indices where variable < core.variables.count {
      guard let wanted = profile.wanted[variable] else { continue }
      switch core.variables[variable].role {
      case .count, .presence: break
      default: continue
      }
      let cell: Cells = 1 << Cells(core.variables[variable].domain.cell(of: wanted))
      if box[variable] & cell != 0 { box[variable] = cell }
    }
    return PolicySpace.Model(box: box)
  }

  /// The witness without elements of lists that say the same twice, unless their number counts.
  private func shortened(_ witness: Witness) -> Witness {
    var result = witness
    for list in core.variables.lists.indices {
      let path = core.variables.lists[list].path
      guard path.count == 1, !isCounted(list) else { continue }
      let field = core.vocabulary.records[0].fields[path[0]]
      var candidates = result.candidates
      for policy in space.policies.indices {
        guard let own = field.local[policy],
          case .list(let elements) = candidates[policy].facts[own]
        else { continue }
        var kept: [Record] = []
        for element in elements where !kept.contains(element) { kept.append(element) }
        candidates[policy].facts[own] = .list(kept)
      }
      if candidates == result.candidates { continue }
      guard let decisions = decisions(candidates), decisions == result.decisions else { continue }
      result = Witness(candidates: candidates, decisions: decisions)
    }
    return result
  }

  /// Whether some condition asks for more than one element.
  private func isCounted(_ list: Int) -> Bool {
    for variable in 0..<core.variables.count {
      if case .count(list, _, let least) = core.variables[variable].role, least > 1 { return true }
    }
    return false
  }

  private func decisions(_ candidates: [Candidate]) -> [Decision]? {
    var result: [Decision] = []
    for policy in space.policies.indices {
      do throws(DecisionError) {
        result.append(try space.policies[policy].decide(candidates[policy]))
      } catch {
        return nil
      }
    }
    return result
  }

  /// A formula with as many of the wishes added as it can bear, in order.
  func adding(_ wishes: [Formula], to formula: Formula) -> Formula {
    let all = space.all([formula] + wishes)
    if space.solve(all).model != nil { return all }
    var result = formula
    var model = space.solve(formula).model
    var solver = BoxSolver(core.store, core.theory, budget: space.budget)
    for wish in wishes {
      let more = space.all([result, wish])
      if more == result { continue }
      if let model {
        // Whoever meets it already need not be looked for again.
        if solver.simplify(wish, model.box) == .always {
          result = more
          continue
        }
      }
      if let found = space.solve(more).model {
        result = more
        model = found
      }
    }
    return result
  }

  /// All clauses of both policies but these.
  func otherClauses(than left: [(clause: Int, policy: Int)]) -> [Formula] {
    var result: [Formula] = []
    for policy in space.policies.indices {
      for index in space.policies[policy].program.requirements.indices
      where !left.contains(where: { $0.clause == index && $0.policy == policy }) {
        result.append(space.satisfied(index, of: policy))
      }
    }
    return result
  }

  /// The facts of the first sample of each policy that it admits; what neither says is as in the
  /// first value of a choice, and passed where somebody judges.
  func profile(samples: (a: [Candidate], b: [Candidate])) -> Profile {
    var wanted: [Int: Int64] = [:]
    for variable in 0..<core.variables.count {
      guard case .fact = core.variables[variable].role else { continue }
      switch core.variables[variable].domain.kind {
      case .judgement: wanted[variable] = 1
      case .choice where !isOrdered(variable): wanted[variable] = 0
      default: break
      }
    }
    for (policy, people) in [(1, samples.b), (0, samples.a)] {
      guard let person = people.first(where: { isAdmitted($0, policy) }) else { continue }
      let own = space.profile(of: person, policy: policy).wanted
      for (variable, value) in own { wanted[variable] = value }
    }
    return Profile(wanted: wanted)
  }

  /// Whether the values of a fact have an order: figures, dates, levels.
  func isOrdered(_ variable: Int) -> Bool {
    switch core.variables[variable].domain.kind {
    case .figure, .date, .year, .monthDay: return true
    case .flag, .judgement, .text, .atom: return false
    case .choice: break
    }
    guard let field = core.field(of: variable) else { return false }
    for policy in space.policies.indices {
      let program = space.policies[policy].program
      guard case .fact(let path) = core.variables[variable].role, path.count == 1,
        let own = field.local[policy], let record = program.records.first,
        record.fields.indices.contains(own),
        case .enumeration(let index) = record.fields[own].type
      else { continue }
      return program.enumerations[index].isOrdered
    }
    return true
  }

  private func isAdmitted(_ candidate: Candidate, _ policy: Int) -> Bool {
    do throws(DecisionError) {
      return try space.policies[policy].decide(candidate).outcome == .eligible
    } catch {
      return false
    }
  }

  /// The facts of a person, in the vocabularies of both policies.
  func profile(of candidates: [Candidate]) -> Profile {
    var wanted: [Int: Int64] = [:]
    for policy in [1, 0] {
      let own = space.profile(of: candidates[policy], policy: policy)
      for (variable, value) in own.wanted { wanted[variable] = value }
    }
    return Profile(wanted: wanted)
  }

  /// Everything about a candidate: its facts, and what is said about its lists.
  func profile(of found: FoundCandidate) -> Profile {
    var wanted = profile(of: found.witness.candidates).wanted
    for variable in found.model.box.indices where variable < core.variables.count {
      switch core.variables[variable].role {
      case .count, .presence, .opaque:
        let cells = found.model.box[variable]
        if cells == 1 { wanted[variable] = 0 }
        if cells == 2 { wanted[variable] = 1 }
      case .fact, .element, .place, .marker, .copy: break
      }
    }
    return Profile(wanted: wanted)
  }

  /// The first candidate with its one different figure moved next to that of the second.
  func moved(
    _ found: FoundCandidate, upTo target: FoundCandidate, accepting: ([Decision]) -> Bool
  ) -> FoundCandidate? {
    let changed = changes(from: found, to: target)
    guard changed.count == 1 else { return nil }
    for variable in 0..<core.variables.count {
      guard case .fact(let path) = core.variables[variable].role, path.count == 1,
        core.names(path, 0) == changed[0]
      else { continue }
      let field = core.vocabulary.records[0].fields[path[0]]
      for policy in space.policies.indices {
        guard let own = field.local[policy],
          let x = core.ordinal(
            of: found.witness.candidates[policy].facts[own], variable, policy),
          let y = core.ordinal(
            of: target.witness.candidates[policy].facts[own], variable, policy)
        else { continue }
        return moved(found, variable, field, to: x < y ? y - 1 : y + 1, accepting)
      }
    }
    return nil
  }

  private func moved(
    _ found: FoundCandidate, _ variable: Int, _ field: SharedVocabulary.Field, to place: Int64,
    _ accepting: ([Decision]) -> Bool
  ) -> FoundCandidate? {
    var candidates = found.witness.candidates
    for policy in space.policies.indices {
      guard let own = field.local[policy] else { continue }
      guard let value = core.value(variable, place, policy) else { return nil }
      candidates[policy].facts[own] = value
    }
    guard let decisions = decisions(candidates), accepting(decisions) else { return nil }
    return FoundCandidate(
      witness: Witness(candidates: candidates, decisions: decisions), model: found.model)
  }

  /// The facts in which two candidates differ, in the order of the vocabularies.
  func changes(from first: FoundCandidate, to second: FoundCandidate) -> [[String]] {
    var result: [[String]] = []
    for policy in space.policies.indices {
      guard let shape = space.policies[policy].program.records.first else { continue }
      let (x, y) = (
        first.witness.candidates[policy].facts, second.witness.candidates[policy].facts
      )
      for (place, field) in shape.fields.enumerated() where x[place] != y[place] {
        if !result.contains([field.label.id]) { result.append([field.label.id]) }
      }
    }
    return result
  }
}
