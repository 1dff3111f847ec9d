public import PolicyLang

extension PreparedPolicy {
  /// The people of tests that expect somebody to be eligible as the policy stands, in order.
  public func samples(of tests: [PolicyTest]) -> [Candidate] {
    var result: [Candidate] = []
    for test in tests where test.settings.isEmpty {
      guard case .decision(.eligible, _) = test.expectation else { continue }
      var candidate = SampleCandidate.candidate(of: test, in: program)
      if !candidate.waivers.isEmpty { continue }
      candidate.events = []
      result.append(candidate)
      if result.count == 20 { break }
    }
    return result
  }

  /// That eligibility depends on the day of the decision, when no day was given.
  public var missingDay: EvaluationError? {
    if environment.asOf != nil { return nil }
    // Facts derived from the day, such as an age, may be given by themselves.
    var roots: [NodeID] = []
    for requirement in program.requirements { roots.append(requirement.satisfied) }
    let reachable = program.reachable(from: roots)
    for (index, node) in program.nodes.enumerated() where reachable[index] {
      switch node.operation {
      case .asOfDate: return EvaluationError(.missingAsOfDate, at: NodeID(UInt32(clamping: index)))
      case .parameter(let parameter):
        let values = program.parameters[parameter].values
        let isDated = values.count != 1 || values[0].from != nil
        if isDated, environment.overrides[parameter] == nil {
          return EvaluationError(.missingAsOfDate, at: NodeID(UInt32(clamping: index)))
        }
      default: continue
      }
    }
    return nil
  }
}
