internal import PolicyLang

// What happens when: the stages of the procedure, then training and what comes of it.
extension DocumentWriter {
  enum StageRole { case entry, review, closing }

  /// What a stage is for, by the event that it is completed by; others examine the candidates.
  func role(of place: Int) -> StageRole {
    let stage = plan.plan.stages[place]
    if case .span = stage.marks { return .closing }
    guard let event = stage.closing, program.events.indices.contains(event) else {
      // A stage without any event prepares what follows, or it closes what went before.
      return place == 0 ? .entry : .closing
    }
    switch program.events[event].label.id {
    case "applied", "recommended": return .entry
    case "announced", "awarded", "certified": return .closing
    default: return .review
    }
  }

  /// Whether people are put forward in a stage.
  func isEntry(_ place: Int) -> Bool { role(of: place) == .entry }

  /// A stage with who acts and what it needs.
  func stage(_ place: Int) -> DocumentStatement {
    let stage = plan.plan.stages[place]
    let norm = program.norms[stage.norm]
    var details = course(of: place)
    for position in stage.duties { details.append(stageDuty(position)) }
    for child in norm.children where program.norms.indices.contains(child) {
      let kind = program.norms[child].kind
      if kind == .balance || kind == .striveFor {
        let words = program.norms[child].words.flatMap { $0.split(separator: "、") }
        let said = words.map { program.translated(String($0), language) }
        details.append(
          DocumentStatement(text: strength(kind) + say("：", ": ") + joined(said)))
      }
    }
    let readings = doubts(behind: nodes(under: stage.norm))
    details += references(to: readings)
    var result = statement(
      stage.norm, stage.body.map { name($0) } ?? "",
      mark: readings.isEmpty ? .stated : .contested, details: details)
    if stage.body == nil { result.details.append(silence("由谁负责", "who acts")) }
    return result
  }

  /// When a stage takes place, how long it lasts and what it takes to pass.
  func course(of place: Int) -> [DocumentStatement] {
    let stage = plan.plan.stages[place]
    let norm = program.norms[stage.norm]
    var result: [DocumentStatement] = []
    func add(_ text: String, _ mark: DocumentStatement.Mark = .stated) {
      result.append(DocumentStatement(text: prose(text), mark: mark))
    }
    if let rhythm = norm.keyword(.rhythm) { add(keyword(rhythm)) }
    if stage.isOptional { add(say("必要时才有", "only if needed")) }
    let before = immediatePredecessors(of: place)
    if !before.isEmpty, before != [place - 1] {
      add(say("在", "after ") + joined(before.map { plan.stageName($0) }) + say("之后", ""))
    }
    if let length = stage.length {
      add(plan.length(length), program.isUnstated(length.node) ? .silent : .stated)
      counting(stage).forEach { add($0) }
    }
    for limit in stage.limits { add(plan.limit(limit)) }
    for follow in stage.follows {
      // Where only the chosen reading decides, the order above says it.
      guard let condition = follow.condition, terms.value(of: condition) == nil else { continue }
      add(
        say(
          "在“\(plan.stageName(follow.stage))”之后，如果", "after “\(plan.stageName(follow.stage))” if ")
          + clauses.condition(condition))
    }
    if let passes = stage.passes {
      add(say("通过的条件：", "passed if ") + clauses.condition(passes))
    }
    return result
  }

  /// How days are counted, where the policy says so.
  private func counting(_ stage: PlannedStage) -> [String] {
    var result: [String] = []
    func truth(_ node: NodeID?) -> Bool? {
      guard let node, case .boolean(let flag)? = terms.value(of: node)?.value else { return nil }
      return flag
    }
    if let counts = truth(stage.counting.firstDay) {
      result.append(
        counts
          ? say("当天算第一天", "its own day is day one")
          : say("当天不算，从第二天数起", "its own day does not count"))
    }
    if truth(stage.counting.nextWorkday) == true {
      result.append(
        say("最后一天逢休息日的，顺延到下一个工作日", "a last day off work moves to the next working day"))
    }
    return result
  }

  /// The stages that one comes after under the chosen readings, without those that another of them comes
  /// after in any case.
  private func immediatePredecessors(of place: Int) -> [Int] {
    let all = plan.activePredecessors(of: place, terms)
    return all.filter { early in
      !all.contains { late in
        late != early && !plan.plan.stages[late].isOptional
          && plan.activePredecessors(of: late, terms).contains(early)
          && !plan.activePredecessors(of: early, terms).contains(late)
      }
    }
  }

  /// A duty in a stage, with its article where it is another than the stage's.
  func stageDuty(_ position: Int) -> DocumentStatement {
    let duty = plan.plan.duties[position]
    let norm = program.norms[duty.norm]
    var said = self.duty(position)
    if let stage = duty.stage, program.norms[plan.plan.stages[stage].norm].articles == norm.articles
    {
      said.articles = []
      said.citation = ""
    }
    return said
  }

  /// A statement as one line of text.
  func line(_ statement: DocumentStatement) -> String {
    statement.title + (statement.text.isEmpty ? "" : say("：", ": ") + statement.text)
  }

  /// Everything that a norm and its block compute with.
  private func nodes(under norm: Int) -> [NodeID] {
    var result: [NodeID] = []
    for attribute in program.norms[norm].attributes {
      if case .node(let node) = attribute.value { result.append(node) }
    }
    // A block follows its statement, so that this ends.
    for child in program.norms[norm].children where child > norm {
      if program.norms.indices.contains(child) { result += nodes(under: child) }
    }
    return result
  }

  /// The stages of each procedure, those outside any at the end of it.
  var procedures: [(title: DocumentStatement, stages: [Int])] {
    var result: [(title: DocumentStatement, stages: [Int])] = []
    var last: Int?
    for (place, stage) in plan.plan.stages.enumerated() {
      if result.isEmpty || stage.procedure != last {
        let title = stage.procedure.map { statement($0, "") }
        result.append((title ?? DocumentStatement(title: say("程序", "Procedure")), []))
        last = stage.procedure
      }
      result[result.count - 1].stages.append(place)
    }
    return result
  }

  /// The term of training, what it gives and what ends it.
  var training: [DocumentStatement] {
    var result: [DocumentStatement] = []
    for concept in concepts([.training]) {
      var said = statement(concept)
      if concept[.length] == nil { said.details.append(silence("多长", "how long")) }
      if concept.kind == .training {
        if concept[.starts] == nil { said.details.append(silence("从哪天起算", "when it starts")) }
        if concept[.completes] == nil {
          said.details.append(silence("怎样算结业", "what completes it"))
        }
      }
      result.append(said)
    }
    return result
  }

  var honours: [DocumentStatement] { concepts([.honour]).map { statement($0) } }

  var procedure: DocumentSection {
    var blocks: [DocumentBlock] = []
    for procedure in procedures {
      blocks += [.heading(procedure.title), .timeline(procedure.stages.map { stage($0) })]
    }
    if blocks.isEmpty { blocks.append(.list([silence("程序分几步", "the steps of the procedure")])) }
    blocks.append(.heading(DocumentStatement(title: say("培育", "Training"))))
    let training = self.training
    blocks.append(
      training.isEmpty
        ? .list([silence("培育期", "a term of training")]) : .timeline(training))
    return DocumentSection(
      id: "procedure", title: say("程序和时间", "Procedure and time"), blocks: blocks)
  }
}
