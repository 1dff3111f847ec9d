// Procedures that no case could get through.
extension Elaborator {
  /// Refuses stages that cannot be told apart, wait for each other, or can never be reached.
  mutating func lintProcedures() {
    var graph = StageGraph()
    collectStages(linked.statements, procedure: nil, into: &graph)
    guard !graph.stages.isEmpty else { return }
    for place in graph.stages.indices { lintEvents(place, graph) }
    graph.settle(program, builder)
    lintCycles(graph)
    lintUnreachable(graph)
  }

  private func collectStages(
    _ statements: [Statement], procedure: SourceSpan?, into graph: inout StageGraph
  ) {
    for statement in statements {
      switch statement.keyword {
      case .procedure:
        collectStages(statement.details, procedure: statement.keywordSpan, into: &graph)
      case .stage:
        guard let norm = normIndex[statement.keywordSpan] else { continue }
        graph.stages.append(
          StageGraph.Stage(statement: statement, norm: norm, procedure: procedure))
      default: continue
      }
    }
  }

  // MARK: Events

  private mutating func lintEvents(_ place: Int, _ graph: StageGraph) {
    let stage = graph.stages[place]
    let norm = program.norms[stage.norm]
    if let start = norm.event(.startEvent), start == norm.event(.endEvent) {
      report(
        .sameEventTwice, at: stage.span,
        [LocalText(norm.label.zh), LocalText(program.events[start].label.zh)])
    }
    for other in graph.stages[..<place] where other.procedure == stage.procedure {
      let events = StageGraph.events(of: program.norms[other.norm])
      guard let shared = StageGraph.events(of: norm).first(where: { events.contains($0) }) else {
        continue
      }
      report(
        .sharedEvent, at: stage.span,
        [
          LocalText(program.norms[other.norm].label.zh), LocalText(norm.label.zh),
          LocalText(program.events[shared].label.zh),
        ], related: [RelatedPlace(other.span, LocalText(zh: "另一个阶段", en: "the other stage"))])
      return
    }
  }

  // MARK: Order

  private mutating func lintCycles(_ graph: StageGraph) {
    for place in graph.stages.indices where graph.isLocked[place] {
      let circle = graph.circle(of: place)
      // One message for each circle, at its first stage.
      guard circle.first == place else { continue }
      var names = ""
      var related: [RelatedPlace] = []
      for other in circle {
        let name = program.norms[graph.stages[other].norm].label.zh
        names += (names.isEmpty ? "" : language == .chinese ? "、" : ", ") + name
        if other != place {
          related.append(
            RelatedPlace(
              graph.stages[other].span,
              LocalText(zh: "“\(name)”也在这个圈里", en: "`\(name)` is in the same circle")))
        }
      }
      report(.stageCycle, at: graph.stages[place].span, [LocalText(names)], related: related)
    }
  }

  private mutating func lintUnreachable(_ graph: StageGraph) {
    for place in graph.stages.indices where !graph.isLocked[place] {
      guard let wall = graph.wall(before: place) else { continue }
      report(
        .unreachableStage, at: graph.stages[place].span,
        [
          LocalText(program.norms[graph.stages[place].norm].label.zh),
          LocalText(program.norms[graph.stages[wall].norm].label.zh),
        ],
        related: [
          RelatedPlace(graph.stages[wall].span, LocalText(zh: "到这里为止", en: "cases end here"))
        ]
      )
    }
  }
}

/// Which stage waits for which.
private struct StageGraph {
  struct Stage {
    let statement: Statement
    let norm: Int
    let procedure: SourceSpan?
    var span: SourceSpan { statement.name?.span ?? statement.keywordSpan }
  }

  var stages: [Stage] = []
  /// The stages that each one waits for whatever the readings are.
  private var before: [[Int]] = []
  /// Whether one stage waits for another, directly or through others.
  private var waits: [[Bool]] = []
  /// Stages of a circle without a stage that may be left out.
  private(set) var isLocked: [Bool] = []
  private var isClosed: [Bool] = []

  mutating func settle(_ program: IRProgram, _ nodes: IRBuilder) {
    var places: [Int: Int] = [:]
    for (place, stage) in stages.enumerated() { places[stage.norm] = place }
    for place in stages.indices {
      before.append(predecessors(of: place, places, program))
      isClosed.append(isNeverPassed(stages[place].norm, program, nodes))
    }
    for place in stages.indices {
      var seen = [Bool](repeating: false, count: stages.count)
      var open = before[place]
      while let next = open.popLast() {
        if seen[next] { continue }
        seen[next] = true
        open += before[next]
      }
      waits.append(seen)
    }
    for place in stages.indices {
      let circle = circle(of: place)
      let hasExit =
        circle.count > 1
        && circle.contains { program.norms[stages[$0].norm].keyword(.qualifier) == .ifNeeded }
      isLocked.append(waits[place][place] && !hasExit)
    }
  }

  /// Those that 之后 names without a condition; the one written before where there is no 之后.
  private func predecessors(
    of place: Int, _ places: [Int: Int], _ program: IRProgram
  ) -> [Int] {
    let following = program.children(of: stages[place].norm, .following)
    if following.isEmpty {
      guard place > 0, stages[place - 1].procedure == stages[place].procedure else { return [] }
      return [place - 1]
    }
    var result: [Int] = []
    for child in following where program.norms[child].node(.condition) == nil {
      for target in program.norms[child].norms(.target) {
        if let other = places[target] { result.append(other) }
      }
    }
    return result
  }

  /// Whether a stage can never be passed, because its 通过 is plainly false.
  private func isNeverPassed(_ norm: Int, _ program: IRProgram, _ nodes: IRBuilder) -> Bool {
    for child in program.children(of: norm, .passes) {
      if let node = program.norms[child].node(.condition),
        case .constant(.boolean(false)) = nodes[node].operation
      {
        return true
      }
    }
    return false
  }

  /// The stages that wait for this one and it for them, itself included, in the order of the policy.
  func circle(of place: Int) -> [Int] {
    stages.indices.filter { $0 == place || (waits[place][$0] && waits[$0][place]) }
  }

  /// The nearest stage before this one that nothing gets past.
  func wall(before place: Int) -> Int? {
    stages.indices.last { waits[place][$0] && (isLocked[$0] || isClosed[$0]) && $0 != place }
  }

  static func events(of norm: IRNorm) -> [Int] {
    norm.events(.event) + norm.events(.startEvent) + norm.events(.endEvent)
  }
}
