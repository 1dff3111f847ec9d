internal import PolicyLang

// How people are chosen, what happens when, what is paid, who owes what, how it ends.
extension DocumentWriter {
  // MARK: Numbers and selection

  var quotas: [DocumentStatement] {
    var result: [DocumentStatement] = []
    for concept in concepts([.quota]) where concept.kind != .apportion {
      var said = statement(concept)
      if isTarget(concept), concept[.tolerance] == nil {
        said.details.append(silence("可以多几名、少几名", "how many more or fewer are allowed"))
      }
      result.append(said)
    }
    return result
  }

  private func isTarget(_ concept: Concept) -> Bool {
    guard let norm = concept.norms.first else { return false }
    return program.norms[norm].keyword(.exactness) == .about
  }

  var apportionments: [DocumentStatement] {
    concepts([.quota]).filter { $0.kind == .apportion }.map { statement($0) }
  }

  var scoring: [DocumentStatement] {
    concepts([.selection]).filter { $0.kind == .scoring }.map { concept in
      var said = statement(concept)
      if concept[.combine] == nil {
        said.details.append(silence("几位专家的分怎样合成", "how several marks are combined"))
      }
      if concept[.missing] == nil {
        said.details.append(silence("缺分怎么办", "what a missing mark does"))
      }
      return said
    }
  }

  var rankings: [DocumentStatement] {
    concepts([.selection]).filter { $0.kind == .selection }.map { concept in
      var said = statement(concept)
      if let ranking = concept[.ranking], !ranking.isOpen, concept[.ties] == nil {
        said.details.append(silence("并列时怎么办", "what decides a tie"))
      }
      return said
    }
  }

  var selection: DocumentSection {
    var blocks: [DocumentBlock] = []
    func add(_ title: String, _ statements: [DocumentStatement], _ silent: DocumentStatement) {
      blocks.append(.heading(DocumentStatement(title: title)))
      blocks.append(.list(statements.isEmpty ? [silent] : statements))
    }
    add(say("名额", "Places"), quotas, silence("名额", "how many places there are"))
    add(
      say("名额怎样分到各单位", "How places are shared out"), apportionments,
      silence("名额怎样分配", "how places are shared out"))
    add(say("评分", "Scoring"), scoring, silence("怎样打分", "how candidates are scored"))
    add(say("排序和入选", "Ranking"), rankings, silence("怎样排序", "how candidates are ranked"))
    return DocumentSection(
      id: "selection", title: say("怎样选人", "How people are chosen"), blocks: blocks)
  }

  // MARK: Procedure

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
    var details: [DocumentStatement] = []
    let before = plan.activePredecessors(of: place, terms)
    if !before.isEmpty, before != [place - 1] {
      let names = before.map { plan.stageName($0) }
      details.append(DocumentStatement(text: say("在", "after ") + joined(names) + say("之后", "")))
    }
    for line in plan.requirements(of: place) {
      details.append(DocumentStatement(text: Prose.tight(line)))
    }
    if let length = stage.length, program.isUnstated(length.node) {
      details = details.map { detail in
        var detail = detail
        if detail.text == Prose.tight(plan.length(length)) { detail.mark = .silent }
        return detail
      }
    }
    for child in norm.children where program.norms.indices.contains(child) {
      let kind = program.norms[child].kind
      if kind == .balance || kind == .striveFor {
        let words = program.norms[child].words
        details.append(DocumentStatement(text: keyword(kind) + say("", " ") + joined(words)))
      }
    }
    var readings = doubts(behind: nodes(under: stage.norm))
    readings = readings.filter { policy.program.readings[$0].options.count > 1 }
    details += references(to: readings)
    var result = statement(
      stage.norm, stage.body.map { name($0) } ?? "",
      mark: readings.isEmpty ? .stated : .contested, details: details)
    if stage.body == nil { result.details.append(silence("由谁负责", "who acts")) }
    return result
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

  // MARK: Money

  /// What a subsidy does not say and a reader would ask.
  private func silences(_ concept: Concept) -> [DocumentStatement] {
    var zh: [String] = []
    var en: [String] = []
    func check(_ key: AttributeKey) {
      if concept[key] == nil {
        zh.append(key.text(.chinese))
        en.append(key.text(.english))
      }
    }
    check(.tax)
    check(.source)
    check(.purpose)
    if zh.isEmpty { return [] }
    return [silence(zh.joined(separator: "、"), en.joined(separator: ", "))]
  }

  private static let moneyHeads: [AttributeKey] = [
    .rhythm, .bound, .amount, .recipient, .during, .trigger, .condition,
  ]

  var moneyTable: DocumentTable {
    var rows: [DocumentTable.Row] = []
    for concept in concepts([.money]) {
      var whole = statement(concept)
      let amount = DocumentStatement(text: whole.text, mark: whole.mark)
      whole.text = ""
      whole.mark = .stated
      whole.details = []
      let recipient = cell(concept, [.recipient], silence("给谁", "to whom"))
      let moment = cell(
        concept, [.during, .trigger, .condition], silence("什么时候给", "when it is paid"))
      var more = DocumentStatement()
      more.details =
        details(of: concept, hiding: DocumentWriter.moneyHeads, after: "") + silences(concept)
      rows.append(DocumentTable.Row(name: whole, cells: [amount, recipient, moment, more]))
    }
    return DocumentTable(
      title: say("资金", "Money"),
      head: [
        say("项目", "What"), say("多少", "How much"), say("给谁", "To whom"), say("什么时候", "When"),
        say("另外", "Also"),
      ], rows: rows)
  }

  private func cell(
    _ concept: Concept, _ keys: [AttributeKey], _ silent: DocumentStatement
  ) -> DocumentStatement {
    var result = DocumentStatement()
    for key in keys {
      guard let term = concept[key] else { continue }
      let said = statement(
        keys.count == 1 ? "" : key.text(language), words(term, key), [], IROrigin(),
        mark: mark(term), details: references(to: doubts(behind: term.value)))
      result.details.append(said)
    }
    if result.details.isEmpty { return silent }
    if keys.count == 1, result.details.count == 1 { return result.details[0] }
    return result
  }

  var money: DocumentSection {
    var blocks: [DocumentBlock] = []
    let table = moneyTable
    blocks.append(
      table.rows.isEmpty ? .list([silence("给多少钱", "any money")]) : .table(table))
    blocks.append(.heading(DocumentStatement(title: say("证书和待遇", "Certificates and benefits"))))
    let honours = self.honours
    blocks.append(
      .list(honours.isEmpty ? [silence("证书和待遇", "certificates and benefits")] : honours))
    return DocumentSection(id: "money", title: say("资金和待遇", "Money and benefits"), blocks: blocks)
  }

  // MARK: Duties

  /// What a body owes outside the stages of the procedure, as positions in the plan.
  func duty(_ position: Int) -> DocumentStatement {
    let duty = plan.plan.duties[position]
    let when = plan.timing(of: duty)
    let text = plan.keyword(duty.strength) + (when.isEmpty ? "" : say("：", ": ") + when)
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

  /// The bodies that owe something or act, in the order in which the policy declares them.
  var actors: [(body: Int, stages: [Int], duties: [Int])] {
    var result: [(body: Int, stages: [Int], duties: [Int])] = []
    for body in program.norms(.body) {
      let stages = plan.plan.stages.indices.filter { plan.plan.stages[$0].body == body }
      let duties = plan.plan.duties.indices.filter {
        plan.plan.duties[$0].body == body && plan.plan.duties[$0].stage == nil
      }
      if !stages.isEmpty || !duties.isEmpty { result.append((body, stages, duties)) }
    }
    return result
  }

  /// A body with its full name.
  func actor(_ body: Int) -> DocumentStatement { statement(body, "") }

  var duties: DocumentSection {
    var blocks: [DocumentBlock] = []
    for actor in actors {
      blocks.append(.heading(self.actor(actor.body)))
      var statements: [DocumentStatement] = []
      if !actor.stages.isEmpty {
        let names = actor.stages.map { plan.stageName($0) }
        statements.append(
          DocumentStatement(title: say("在程序里", "In the procedure"), text: joined(names)))
      }
      blocks.append(.list(statements + actor.duties.map { duty($0) }))
    }
    if blocks.isEmpty { blocks = [.list([silence("谁该做什么", "who owes what")])] }
    return DocumentSection(id: "duties", title: say("各方职责", "Who owes what"), blocks: blocks)
  }
}
