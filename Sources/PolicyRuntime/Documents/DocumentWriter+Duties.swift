internal import PolicyLang

// Who does what.
extension DocumentWriter {
  /// What a body owes outside the stages of the procedure, as positions in the plan.
  func duty(_ position: Int) -> DocumentStatement {
    let duty = plan.plan.duties[position]
    let when = plan.timing(of: duty)
    let text = strength(duty.strength) + (when.isEmpty ? "" : say("：", ": ") + when)
    var isOpen = false
    var readings: [Int] = []
    switch duty.timing {
    case .vague: isOpen = true
    case .rhythm(_, let until?, _):
      isOpen = program.isUnstated(until)
      readings = doubts(behind: [until])
    default: break
    }
    var result = statement(
      duty.norm, text, mark: isOpen ? .open : readings.isEmpty ? .stated : .contested,
      details: references(to: readings))
    if let claim = duty.lostClaim {
      result.details.append(
        DocumentStatement(text: say("逾期丧失：", "late, and lost: ") + name(claim)))
    }
    return result
  }

  /// A body with what it does: the stages it acts in, what else it is to do, its duties.
  struct Actor {
    /// As norms, stages and duties of the plan.
    let body: Int
    let stages: [Int]
    let duties: [Int]
    /// What it judges, awards, approves and interprets.
    let offices: [DocumentStatement]
  }

  /// The bodies that owe something or act, in the order in which the policy declares them.
  var actors: [Actor] {
    var result: [Actor] = []
    for body in program.norms(.body) {
      let stages = plan.plan.stages.indices.filter { plan.plan.stages[$0].body == body }
      let duties = plan.plan.duties.indices.filter {
        plan.plan.duties[$0].body == body && plan.plan.duties[$0].stage == nil
      }
      let offices = self.offices(of: body)
      if !stages.isEmpty || !duties.isEmpty || !offices.isEmpty {
        result.append(Actor(body: body, stages: stages, duties: duties, offices: offices))
      }
    }
    return result
  }

  /// A body with its full name.
  func actor(_ body: Int) -> DocumentStatement { statement(body, "") }

  private func offices(of body: Int) -> [DocumentStatement] {
    var result: [DocumentStatement] = []
    func add(_ title: String, _ norms: [Int]) {
      guard let first = norms.first else { return }
      result.append(
        statement(
          title, joined(norms.map { name($0) }),
          distinct(norms.flatMap { program.norms[$0].articles }), program.norms[first].origin))
    }
    let judged = judgedClauses(by: body)
    if !judged.isEmpty {
      result.append(
        statement(
          say("认定", "Judges"), joined(judged.map { program.requirements[$0].label[language] }),
          distinct(judged.flatMap { program.requirements[$0].articles }),
          program.requirements[judged[0]].origin))
    }
    let honours = program.norms(.honour).filter { program.norms[$0].norm(.body) == body }
    add(say("颁发", "Confers"), honours.filter { program.norms[$0].keyword(.mode) == .confers })
    add(say("给予", "Grants"), honours.filter { program.norms[$0].keyword(.mode) != .confers })
    add(
      say("批准", "Approves"),
      program.norms(.revocation).filter { revocation in
        program.children(revocation, .approver).contains { program.norms[$0].norm(.body) == body }
      })
    for index in program.norms(.interpreter) where program.norms[index].norm(.target) == body {
      let norm = program.norms[index]
      result.append(
        statement(say("解释", "Interprets"), say("本办法", "the programme"), norm.articles, norm.origin))
    }
    return result
  }

  private func judgedClauses(by body: Int) -> [Int] {
    var result: [Int] = []
    for norm in program.norms where norm.kind == .by && norm.norm(.body) == body {
      for case .requirement(let clause) in norm.values(.items)
      where program.requirements.indices.contains(clause)
        && clauses.isInForce(program.requirements[clause])
      {
        result.append(clause)
      }
    }
    return result
  }

  private func distinct(_ words: [String]) -> [String] {
    var result: [String] = []
    for word in words where !result.contains(word) { result.append(word) }
    return result
  }

  /// The stages in which a body acts, with what it has to do there.
  private func part(of actor: Actor) -> DocumentStatement {
    let details = actor.stages.map { place in
      let norm = program.norms[plan.plan.stages[place].norm]
      let duties = plan.plan.stages[place].duties.map { name(plan.plan.duties[$0].norm) }
      return DocumentStatement(
        title: plan.stageName(place), text: joined(duties), articles: norm.articles,
        citation: citation(norm.articles, norm.origin))
    }
    return DocumentStatement(title: say("在程序里", "In the procedure"), details: details)
  }

  var duties: DocumentSection {
    var blocks: [DocumentBlock] = []
    for actor in actors {
      blocks.append(.heading(self.actor(actor.body)))
      let stages = actor.stages.isEmpty ? [] : [part(of: actor)]
      blocks.append(.list(stages + actor.offices + actor.duties.map { duty($0) }))
    }
    if blocks.isEmpty { blocks = [.list([silence("谁该做什么", "who owes what")])] }
    return DocumentSection(
      id: "duties", title: say("各方职责", "Who does what"), blocks: blocks)
  }
}
