internal import PolicyLang

/// The case of somebody who is selected on a day, completes every term and passes: the events that
/// follow from selection alone.
struct TypicalCase {
  let program: IRProgram
  let rules: MoneyRules
  let environment: Environment
  private var events: [(date: CivilDate, event: Int)] = []

  init(_ rules: MoneyRules, _ environment: Environment) {
    self.rules = rules
    self.environment = environment
    program = environment.program
  }

  /// Whether an event happens to everybody selected.
  static func isImplied(_ event: Int, _ rules: MoneyRules, _ program: IRProgram) -> Bool {
    if rules.terms.contains(where: { $0.start == event }) { return true }
    if rules.honours.contains(where: { $0.event == event }) { return true }
    for term in rules.terms {
      if let completion = term.completion, eventsRead(by: completion, program).contains(event) {
        return true
      }
    }
    return stageEvents(program).contains(event)
  }

  /// The events that complete the stages of a procedure; what happens only if needed is left out.
  private static func stageEvents(_ program: IRProgram) -> [Int] {
    var result: [Int] = []
    for (index, norm) in program.norms.enumerated() where norm.kind == .stage {
      let reader = NormReader(program, index)
      if reader.keyword(.qualifier) == .ifNeeded { continue }
      for name in [SlotName.event, .startEvent, .endEvent] {
        if let event = reader.event(name), !result.contains(event) { result.append(event) }
      }
    }
    return result
  }

  func candidate(selectedOn day: CivilDate) throws(EvaluationError) -> Candidate {
    var copy = self
    for event in TypicalCase.stageEvents(program) { copy.add(event, day) }
    for term in rules.terms {
      if let start = term.start { copy.add(start, day) }
    }
    var result = BudgetFrame.nobody(program)
    var evaluator = Evaluator(environment.on(day), result)
    // What ends a term, then what follows from its end.
    for term in rules.terms {
      guard let completion = term.completion, let end = try copy.end(of: term, day, &evaluator)
      else { continue }
      for event in TypicalCase.eventsRead(by: completion, program) {
        copy.add(event, end)
      }
    }
    for honour in rules.honours {
      guard let event = honour.event else { continue }
      copy.add(event, try copy.day(of: honour, day, &evaluator))
    }
    copy.sort()
    result.events = copy.events.map { copy.happening($0.event, on: $0.date) }
    return result
  }

  private mutating func add(_ event: Int, _ day: CivilDate) {
    if !events.contains(where: { $0.event == event }) { events.append((day, event)) }
  }

  private mutating func sort() {
    let unsorted = events
    let order = unsorted.indices.sorted { a, b in
      unsorted[a].date == unsorted[b].date ? a < b : unsorted[a].date < unsorted[b].date
    }
    events = order.map { unsorted[$0] }
  }

  private func end(
    of term: TrainingTerm, _ day: CivilDate, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> CivilDate? {
    guard let length = term.length,
      case .number(let number) = try evaluator.value(of: length.node)
    else { return nil }
    do throws(EvaluationError) {
      return try evaluator.day(number, length.type, after: day)
    } catch {
      throw error.placed(at: length.node)
    }
  }

  /// At the end of the term whose end it requires, else on the day of selection.
  private func day(
    of honour: Honour, _ day: CivilDate, _ evaluator: inout Evaluator
  ) throws(EvaluationError) -> CivilDate {
    guard let condition = honour.condition else { return day }
    let reached = program.reachable(from: [condition.node])
    for (index, node) in program.nodes.enumerated() where reached[index] {
      guard case .termEnded(let norm) = node.operation,
        let term = rules.terms.first(where: { $0.norm == norm })
      else { continue }
      return try end(of: term, day, &evaluator) ?? day
    }
    return day
  }

  private static func eventsRead(by figure: Figure, _ program: IRProgram) -> [Int] {
    let reached = program.reachable(from: [figure.node])
    var result: [Int] = []
    for (index, node) in program.nodes.enumerated() where reached[index] {
      if case .events(let event) = node.operation { result.append(event) }
    }
    return result
  }

  /// An event with the attributes that make terms and honours come out well.
  private func happening(_ event: Int, on date: CivilDate) -> CaseEvent {
    let shape = program.records[program.events[event].record]
    var attributes = Record(unknown: shape)
    attributes[0] = .date(date)
    var roots: [NodeID] = []
    for term in rules.terms {
      if let completion = term.completion { roots.append(completion.node) }
    }
    for honour in rules.honours {
      if let condition = honour.condition { roots.append(condition.node) }
    }
    settle(&attributes, of: event, below: roots)
    // Money that asks for another result is paid to those who have it.
    for subsidy in rules.subsidies {
      var conditions = subsidy.conditions
      for part in subsidy.instalments {
        if let condition = part.condition { conditions.append(condition) }
      }
      settle(&attributes, of: event, below: conditions.map { $0.node })
    }
    return CaseEvent(event: event, date: date, attributes: attributes)
  }

  /// Fills in what conditions compare attributes with, where nothing is filled in yet.
  private func settle(_ attributes: inout Record, of event: Int, below roots: [NodeID]) {
    let reached = program.reachable(from: roots)
    for (index, node) in program.nodes.enumerated() where reached[index] {
      guard case .compare(.equal, let left, let right) = node.operation,
        case .member(let owner, let field) = program.nodes[left.index].operation,
        program.nodes[owner.index].operation == .events(event),
        case .constant(let wanted) = program.nodes[right.index].operation
      else { continue }
      if attributes[field] == .unknown { attributes[field] = Value(wanted) }
    }
  }
}
