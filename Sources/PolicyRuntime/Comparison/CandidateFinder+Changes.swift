internal import PolicyLang

// In what two candidates differ.
extension CandidateFinder {
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
