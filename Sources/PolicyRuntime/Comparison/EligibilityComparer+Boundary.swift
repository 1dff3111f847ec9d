internal import PolicyLang

// The line between those whom one policy admits and those whom both decide alike.
extension EligibilityComparer {
  /// Somebody as much like the example as possible whom both decide alike, and the example moved right
  /// up to the line.
  func boundary(
    of found: FoundCandidate, _ region: Region, _ admitting: Int, _ isProof: ([Decision]) -> Bool
  ) -> EligibilityBoundary? {
    let other = 1 - admitting
    // Where one admits nobody there is no line between two candidates.
    if admission.admitted[other].status == .impossible { return nil }
    let profile = finder.profile(of: found)
    var both = admission.both
    both.lean(to: found.model.box)
    func isAdmitted(_ decisions: [Decision]) -> Bool {
      decisions.allSatisfy { $0.outcome == .eligible }
    }
    // A line on a scale is the clearest: all else that the region says stays.
    for kept in scales(of: region) {
      let outside = finder.find(
        both.requiring(kept), like: profile, accepting: { isAdmitted($0) })
      guard let outside, finder.changes(from: found, to: outside).count == 1 else { continue }
      return boundary(from: found, to: outside, isProof)
    }
    if let outside = finder.find(both, like: profile, accepting: { isAdmitted($0) }) {
      return boundary(from: found, to: outside, isProof)
    }
    return refusal(of: found, admitting, isProof)
  }

  /// Where nobody is admitted by both: somebody as much like the example as possible whom neither
  /// admits.
  private func refusal(
    of found: FoundCandidate, _ admitting: Int, _ isProof: ([Decision]) -> Bool
  ) -> EligibilityBoundary? {
    let profile = finder.profile(of: found)
    var best: (candidate: FoundCandidate, changes: Int)?
    // A clause of one fact is most easily broken by one change.
    let clauses = policies[admitting].program.requirements.indices.sorted {
      let (x, y) = (size($0, of: admitting), size($1, of: admitting))
      return x != y ? x < y : $0 < $1
    }
    for clause in clauses {
      let broken = space.not(admission.isMet(clause, of: admitting))
      let outside = finder.find(space.solver(of: broken, near: found.model), like: profile) {
        $0[admitting].outcome != .eligible && $0[1 - admitting].outcome != .eligible
      }
      guard let outside else { continue }
      let changes = finder.changes(from: found, to: outside).count
      if changes < best?.changes ?? .max { best = (outside, changes) }
      if changes == 1 { break }
    }
    return best.flatMap { boundary(from: found, to: $0.candidate, isProof) }
  }

  private func boundary(
    from found: FoundCandidate, to outside: FoundCandidate, _ isProof: ([Decision]) -> Bool
  ) -> EligibilityBoundary? {
    let inside = finder.moved(found, upTo: outside, accepting: isProof) ?? found
    // Where the example stands at the line already, the other side comes up to it.
    let outcomes = outside.witness.decisions.map { $0.outcome }
    let outside =
      finder.moved(outside, upTo: inside, accepting: { $0.map { $0.outcome } == outcomes })
      ?? outside
    let changed = finder.changes(from: inside, to: outside)
    // More than a few changes teach nothing about a line.
    guard !changed.isEmpty, changed.count <= 3 else { return nil }
    return EligibilityBoundary(
      inside: inside.replayed, outside: outside.replayed, changed: changed)
  }

  /// For each fact of a region that has an order, what the region says about the others.
  private func scales(of region: Region) -> [Formula] {
    let core = space.core
    var parts = [region.formula]
    if case .all(let inner) = core.store[region.formula] { parts = inner }
    var result: [Formula] = []
    for (place, part) in parts.enumerated() {
      guard case .literal(let variable, _) = core.store[part],
        case .fact = core.variables[variable].role, finder.isOrdered(variable)
      else { continue }
      var kept = parts
      kept.remove(at: place)
      result.append(space.all(kept))
    }
    return result
  }
}
