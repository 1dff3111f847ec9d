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
  var core: SpaceCore { space.core }

  /// Like `PolicySpace.witness`, keeping the cells, so that lists can be kept alike too.
  func find(
    _ start: IncrementalSolver, like profile: Profile?, accepting: ([Decision]) -> Bool
  ) -> FoundCandidate? {
    var search = start
    for _ in 0..<8 {
      guard search.status == .possible else { return nil }
      let near = space.typical(of: search, profile)
      for box in [keepingLists(near, profile), near] {
        for attempt in 0..<6 {
          guard let witness = space.replay(box, like: profile, attempt) else { continue }
          if accepting(witness.decisions) {
            return FoundCandidate(witness: shortened(witness), model: box)
          }
        }
      }
      guard let other = core.excludingOpaque(near.box) else { return nil }
      search.require(other)
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

  func decisions(_ candidates: [Candidate]) -> [Decision]? {
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
}
