public import PolicyLang

// Reading the plan from the norms of a program.
extension ProcedurePlan {
  public init(_ program: IRProgram) {
    let norms = program.norms(.stage)
    var places: [Int: Int] = [:]
    for norm in norms { places[norm] = places.count }
    var procedures: [Int: Int] = [:]
    for procedure in program.norms(.procedure) {
      for stage in program.children(of: procedure, .stage) { procedures[stage] = procedure }
    }
    var reader = PlanReader(program: program, places: places)
    for (place, norm) in norms.enumerated() {
      var previous: Int?
      if place > 0, procedures[norms[place - 1]] == procedures[norm] { previous = place - 1 }
      stages.append(
        reader.stage(norm, at: place, procedure: procedures[norm], after: previous))
    }
    for norm in program.norms(.duties) { reader.addDuties(of: norm) }
    duties = reader.duties
    for norm in program.norms(.training) + program.norms(.term) {
      terms.append(reader.term(norm))
    }
    revocations = program.norms(.revocation)
    honours = program.norms(.honour).filter { program.norms[$0].event(.event) != nil }
  }

  /// Every node that an answer about a case can depend on.
  func nodes(in program: IRProgram) -> [NodeID] {
    var open: [Int] = honours + revocations + program.norms(.duties)
    for term in terms { open.append(term.norm) }
    for stage in stages { open.append(stage.norm) }
    var seen = Set<Int>()
    var result: [NodeID] = []
    while let norm = open.popLast() {
      guard seen.insert(norm).inserted else { continue }
      for attribute in program.norms[norm].attributes {
        if case .node(let node) = attribute.value { result.append(node) }
      }
      open += program.norms[norm].children
    }
    return result
  }
}

private struct PlanReader {
  let program: IRProgram
  /// Positions of stages by norm.
  let places: [Int: Int]
  var duties: [PlannedDuty] = []

  mutating func stage(
    _ norm: Int, at place: Int, procedure: Int?, after previous: Int?
  ) -> PlannedStage {
    let stage = program.norms[norm]
    let body = stage.norm(.body)
    let counting = counting(of: norm)
    let first = duties.count
    for child in stage.children where PlanReader.isDuty(program.norms[child].kind) {
      add(child, body: body, stage: place, counting)
    }
    var length: PlannedStage.Length?
    if let node = stage.node(.length), let bound = stage.keyword(.bound) {
      length = PlannedStage.Length(isMinimum: bound == .atLeast, node: node)
    }
    return PlannedStage(
      norm: norm, procedure: procedure, body: body, marks: marks(of: stage),
      isOptional: stage.keyword(.qualifier) == .ifNeeded, length: length,
      passes: detail(of: norm, .passes, .condition), counting: counting, limits: limits(of: norm),
      follows: follows(of: norm, previous), duties: Array(first..<duties.count))
  }

  func term(_ norm: Int) -> PlannedTerm {
    let completion = detail(of: norm, .completes, .condition)
    let renewal = program.children(of: norm, .renewable).first.flatMap { child in
      program.norms[child].node(.length).map {
        PlannedTerm.Renewal(length: $0, times: program.norms[child].node(.number))
      }
    }
    return PlannedTerm(
      norm: norm, completion: completion, deciding: completion.map { events(in: $0) } ?? [],
      renewal: renewal)
  }

  mutating func addDuties(of norm: Int) {
    let body = program.norms[norm].norm(.target)
    let counting = counting(of: norm)
    for child in program.norms[norm].children where PlanReader.isDuty(program.norms[child].kind) {
      add(child, body: body, stage: nil, counting)
    }
  }

  private mutating func add(_ norm: Int, body: Int?, stage: Int?, _ counting: Counting) {
    let duty = program.norms[norm]
    duties.append(
      PlannedDuty(
        norm: norm, body: body, stage: stage, strength: duty.kind, timing: timing(of: duty),
        lostClaim: duty.keyword(.lateness) == .losesClaim ? duty.norm(.claim) : nil,
        counting: counting))
  }

  private func timing(of duty: IRNorm) -> PlannedDuty.Timing {
    if let word = duty.keyword(.timing) { return .vague(word) }
    let response = duty.event(.response)
    if let rhythm = duty.keyword(.rhythm) {
      return .rhythm(rhythm, until: duty.node(.date), response: response)
    }
    if let event = duty.event(.event) {
      // 遇 E 则 R N 以内 writes its response before its length, 自 E N 以内 完成 R after it.
      let order = duty.attributes.first { $0.name == .response || $0.name == .length }
      if order?.name == .response, let response {
        return .upon(event: event, response: response, within: duty.node(.length))
      }
      if let length = duty.node(.length) {
        return .within(event: event, length: length, response: response)
      }
    }
    if let condition = duty.node(.condition) {
      return .condition(condition, events: events(in: condition))
    }
    return .none
  }

  private func events(in condition: NodeID) -> [Int] {
    var result: [Int] = []
    for (index, isRead) in program.reachable(from: [condition]).enumerated() where isRead {
      guard case .events(let event) = program.nodes[index].operation else { continue }
      if !result.contains(event) { result.append(event) }
    }
    return result
  }

  private func marks(of stage: IRNorm) -> PlannedStage.Marks {
    if let event = stage.event(.event) { return .event(event) }
    if let start = stage.event(.startEvent), let end = stage.event(.endEvent) {
      return .span(from: start, to: end)
    }
    return .nothing
  }

  private func follows(of norm: Int, _ previous: Int?) -> [PlannedStage.Follow] {
    let following = program.children(of: norm, .following)
    if following.isEmpty {
      return previous.map { [PlannedStage.Follow(stage: $0, condition: nil)] } ?? []
    }
    var result: [PlannedStage.Follow] = []
    for child in following {
      let detail = program.norms[child]
      for target in detail.norms(.target) {
        guard let stage = places[target] else { continue }
        result.append(PlannedStage.Follow(stage: stage, condition: detail.node(.condition)))
      }
    }
    return result
  }

  private func limits(of norm: Int) -> [TimeLimit] {
    var result: [TimeLimit] = []
    for child in program.children(of: norm, .within) {
      let detail = program.norms[child]
      guard let length = detail.node(.length), let event = detail.event(.event) else { continue }
      let claim = detail.keyword(.lateness) == .losesClaim ? detail.norm(.claim) : nil
      result.append(TimeLimit(norm: child, length: length, event: event, lostClaim: claim))
    }
    return result
  }

  private func counting(of norm: Int) -> Counting {
    Counting(
      firstDay: detail(of: norm, .firstDay, .value),
      nextWorkday: detail(of: norm, .nextWorkday, .value))
  }

  private func detail(of norm: Int, _ kind: Keyword, _ slot: SlotName) -> NodeID? {
    program.children(of: norm, kind).first.flatMap { program.norms[$0].node(slot) }
  }

  private static func isDuty(_ kind: Keyword) -> Bool {
    switch kind {
    case .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot, .prefer, .may, .encourage,
      .striveFor:
      true
    default: false
    }
  }
}
