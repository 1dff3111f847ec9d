internal import PolicyLang

// Whom examples are made like.
extension CandidateFinder {
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
}
