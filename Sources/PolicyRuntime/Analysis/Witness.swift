internal import PolicyLang

/// The values that witnesses should have where nothing speaks against them.
public struct Profile: Sendable {
  /// For each variable the wanted place in its domain.
  let wanted: [Int: Int64]

  /// The same in the order of the variables.
  var places: [(variable: Int, place: Int64)] {
    wanted.keys.sorted().compactMap { variable in wanted[variable].map { (variable, $0) } }
  }
}

/// A candidate found by the solver and decided by the interpreter under every policy of the space.
public struct Witness: Sendable {
  /// One record for each policy, in its own vocabulary; all say the same.
  public let candidates: [Candidate]
  public let decisions: [Decision]
}

extension PolicySpace {
  /// The answer to a question for a witness.
  public enum WitnessAnswer: Sendable {
    /// Certain: there is no such candidate.
    case nobody
    case found(Witness)
    /// Not settled within the budget, or no candidate that was tried stood up to the interpreter.
    case undecided
  }

  /// A profile from a candidate of one policy; what the candidate does not say is free.
  public func profile(of candidate: Candidate, policy: Int) -> Profile {
    var wanted: [Int: Int64] = [:]
    for variable in 0..<core.variables.count {
      guard case .fact(let path) = core.variables[variable].role,
        let value = core.value(at: path, of: candidate, policy),
        let place = core.ordinal(of: value, variable, policy)
      else { continue }
      wanted[variable] = place
    }
    return Profile(wanted: wanted)
  }

  /// A candidate who meets a formula, like `profile` wherever that is possible, and for whom the
  /// interpreter agrees.
  /// - Parameter accepting: whether the decisions, one per policy, are what the formula promises.
  public func witness(
    of formula: Formula, like profile: Profile? = nil, accepting: ([Decision]) -> Bool
  ) -> WitnessAnswer {
    var search = solver(of: formula)
    for round in 0..<8 {
      guard search.status == .possible else {
        // After a model that did not stand up, what is left is not all there is.
        return search.status == .undecided || round > 0 ? .undecided : .nobody
      }
      let near = typical(of: search, profile)
      for attempt in 0..<6 {
        guard let witness = replay(near, like: profile, attempt) else { continue }
        if accepting(witness.decisions) { return .found(witness) }
      }
      // The next try must take another truth value for what is not analysed.
      guard let other = core.excludingOpaque(search.model) else { return .undecided }
      search.require(other)
    }
    return .undecided
  }

  /// Somebody whom a search allows, with as many facts as possible as the profile has them; what then
  /// does not matter is left open.
  func typical(of search: IncrementalSolver, _ profile: Profile?) -> Model {
    var near = search
    for (variable, place) in profile?.places ?? [] where variable < core.variables.count {
      near.wish(variable, in: 1 << Cells(core.variables[variable].domain.cell(of: place)))
    }
    return Model(box: search.widened(near.model))
  }

  /// The candidate of a model in the vocabulary of one policy.
  public func candidate(
    for model: Model, of policy: Int, like profile: Profile? = nil
  ) -> Candidate? {
    let choice = core.choose(model.box, profile, 0)
    return core.candidate(choice, model.box, policy, profile)
  }

  /// The candidates of a model, decided.
  func replay(_ model: Model, like profile: Profile?, _ attempt: Int) -> Witness? {
    let choice = core.choose(model.box, profile, attempt)
    var candidates: [Candidate] = []
    var decisions: [Decision] = []
    for policy in policies.indices {
      guard let candidate = core.candidate(choice, model.box, policy, profile) else { return nil }
      do throws(DecisionError) {
        decisions.append(try policies[policy].decide(candidate))
      } catch {
        return nil
      }
      candidates.append(candidate)
    }
    return Witness(candidates: candidates, decisions: decisions)
  }
}

// From boxes to records.
extension SpaceCore {
  /// Excludes the truth values that a box gives to what is not analysed; `nil` if it gives none.
  func excludingOpaque(_ box: Box) -> Formula? {
    var parts: [Formula] = []
    for variable in box.indices {
      guard case .opaque = variables[variable].role, box[variable] != universe[variable] else {
        continue
      }
      parts.append(store.literal(variable, ~box[variable]))
    }
    return parts.isEmpty ? nil : store.any(parts)
  }

  /// One place in its domain for every variable of the candidate; `nil` for an absent value.
  /// - Parameter attempt: from 0; later attempts take other values of the same cells.
  func choose(_ box: Box, _ profile: Profile?, _ attempt: Int) -> [Int64?] {
    var result: [Int64?] = []
    for variable in 0..<variables.count {
      let cells = variable < box.count ? box[variable] : universe[variable]
      result.append(
        choose(variables[variable].domain, cells, profile?.wanted[variable], attempt))
    }
    return result
  }

  private func choose(
    _ domain: Domain, _ cells: Cells, _ wanted: Int64?, _ attempt: Int
  ) -> Int64? {
    if let wanted, cells & (1 << Cells(domain.cell(of: wanted))) != 0 { return wanted }
    var best: Int64?
    for cell in 0..<domain.valueCells where cells & (1 << Cells(cell)) != 0 {
      let value =
        attempt == 0 && isThreshold(domain, cell - 1, cells)
        ? domain.bounds(ofCell: cell - 1).first : place(domain, cell, attempt)
      guard let wanted else {
        // Without a wish: the highest cell, which most thresholds let pass.
        best = value
        continue
      }
      if let other = best {
        if (value - wanted).magnitude < (other - wanted).magnitude { best = value }
      } else {
        best = value
      }
    }
    return best
  }

  /// Whether a cell is a single figure that may be taken; what lies above it then need not be.
  private func isThreshold(_ domain: Domain, _ cell: Int, _ cells: Cells) -> Bool {
    guard cell >= 0, cells & (1 << Cells(cell)) != 0, case .figure = domain.kind else {
      return false
    }
    let (first, last) = domain.bounds(ofCell: cell)
    return first == last
  }

  /// A value of a cell: at the threshold, whole where that can be, or for later attempts further inside.
  private func place(_ domain: Domain, _ cell: Int, _ attempt: Int) -> Int64 {
    let (first, last) = domain.bounds(ofCell: cell)
    let isOpenBelow = cell == 0
    let isOpenAbove = cell == domain.valueCells - 1
    let near: Int64
    if case .date = domain.kind, isOpenBelow || isOpenAbove, first <= domain.usual,
      domain.usual <= last
    {
      near = domain.usual
    } else if isOpenBelow, isOpenAbove {
      near = max(first, min(last, domain.usual))
    } else {
      near = isOpenBelow ? last : first
    }
    let step: Int64
    switch attempt {
    case 0: return domain.whole(near, up: !isOpenBelow, first...last)
    case 1: return isOpenBelow ? max(first, min(last, domain.usual)) : last
    case 2: step = 1
    case 3: step = 10
    case 4: step = 1_000
    default: step = (last - first) / 2
    }
    return isOpenBelow ? max(first, near - step) : min(last, near + step)
  }

  /// A record with the chosen values; `nil` when a list cannot be built within the budget, or when the
  /// policy has no such value.
  func candidate(
    _ choice: [Int64?], _ box: Box, _ policy: Int, _ profile: Profile?
  ) -> Candidate? {
    let program = policies[policy].program
    guard let shape = program.records.first else { return nil }
    var record = Record(unknown: shape)
    for variable in 0..<variables.count {
      guard case .fact(let path) = variables[variable].role, let place = choice[variable],
        !follows(variable, choice),
        profile?.wanted[variable] != nil || !isLeftToDerive(variable, path, policy)
      else { continue }
      guard set(value(variable, place, policy), at: path, in: &record, 0, policy) else {
        return nil
      }
    }
    for list in variables.lists.indices {
      let info = variables.lists[list]
      if let presence = info.presence, presence < box.count, choice[presence] == 0 { continue }
      var steps = 0
      guard case .found(let elements) = theory.elements(of: list, box, typical: [], steps: &steps)
      else { return nil }
      var records: [Record] = []
      for element in elements {
        guard let made = self.element(element, info, policy) else { return nil }
        records.append(made)
      }
      guard set(.list(records), at: info.path, in: &record, 0, policy) else { return nil }
    }
    return Candidate(id: "1", facts: record)
  }

  /// Whether a fact follows from others that are given, and is therefore left to be derived.
  private func follows(_ variable: Int, _ choice: [Int64?]) -> Bool {
    for derivation in derivations where derivation.variable == variable {
      var isGiven = !derivation.axes.isEmpty
      for axis in derivation.axes {
        if case .variable(let source) = axis.source, choice[source] == nil { isGiven = false }
      }
      if isGiven { return true }
    }
    return false
  }

  /// Whether a fact that no clause reads is better derived by whoever takes the record than made up.
  private func isLeftToDerive(_ variable: Int, _ path: [Int], _ policy: Int) -> Bool {
    guard path.count == 1, !decisive.contains(variable),
      vocabulary.records[0].fields.indices.contains(path[0]),
      let own = vocabulary.records[0].fields[path[0]].local[policy]
    else { return false }
    return policies[policy].program.derivations.contains { $0.field == own }
  }

  private func element(_ box: Box, _ info: ListInfo, _ policy: Int) -> Record? {
    guard let own = vocabulary.records[info.record].local[policy] else { return Record([]) }
    var record = Record(unknown: policies[policy].program.records[own])
    for variable in info.elements {
      guard case .element(_, let path) = variables[variable].role,
        let place = choose(variables[variable].domain, box[variable], nil, 0)
      else { continue }
      guard set(value(variable, place, policy), at: path, in: &record, info.record, policy) else {
        return nil
      }
    }
    return record
  }

  /// A place as a value of one policy; `nil` where it has no such value.
  func value(_ variable: Int, _ place: Int64, _ policy: Int) -> Value? {
    local(variables[variable].domain.value(at: place), field(of: variable), policy)
  }

  /// Writes a value into a record of a policy. Fields that the policy does not have are left out.
  func set(
    _ value: Value?, at path: [Int], in record: inout Record, _ shared: Int, _ policy: Int
  ) -> Bool {
    guard let place = path.first, vocabulary.records[shared].fields.indices.contains(place) else {
      return true
    }
    let field = vocabulary.records[shared].fields[place]
    guard let own = field.local[policy] else { return true }
    guard let value else { return false }
    guard path.count > 1, let inner = field.record,
      let shape = vocabulary.records[inner].local[policy]
    else {
      record[own] = value
      return true
    }
    var below = Record(unknown: policies[policy].program.records[shape])
    if case .record(let given) = record[own] { below = given }
    guard set(value, at: Array(path.dropFirst()), in: &below, inner, policy) else { return false }
    record[own] = .record(below)
    return true
  }

  /// The value of a candidate at a shared path; `nil` where it is absent.
  func value(at path: [Int], of candidate: Candidate, _ policy: Int) -> Value? {
    value(at: path, of: candidate.facts, 0, policy)
  }

  /// The value in a record that has this shared shape.
  func value(at path: [Int], of record: Record, _ shape: Int, _ policy: Int) -> Value? {
    var record = record
    var shared = shape
    for (depth, place) in path.enumerated() {
      guard vocabulary.records[shared].fields.indices.contains(place) else { return nil }
      let field = vocabulary.records[shared].fields[place]
      guard let own = field.local[policy] else { return nil }
      let value = record[own]
      if depth == path.count - 1 { return value.isUnsettled ? nil : value }
      guard case .record(let inner) = value, let below = field.record else { return nil }
      record = inner
      shared = below
    }
    return nil
  }

  /// Where a value of a policy lies in the domain of a variable.
  func ordinal(of value: Value, _ variable: Int, _ policy: Int) -> Int64? {
    var value = value
    if case .value(let own) = value, let places = field(of: variable)?.values[policy],
      places.indices.contains(own)
    {
      value = .value(Int(places[own]))
    }
    return variables[variable].domain.ordinal(of: value)
  }
}

extension Domain {
  /// A value for a fact that nothing is said about.
  fileprivate var usual: Int64 {
    switch kind {
    // 1985-06-15.
    case .date: 5_644
    case .year: 2_020
    case .figure, .monthDay, .flag, .choice, .judgement, .text, .atom: 0
    }
  }
}
