internal import PolicyLang

// Who qualifies.
extension DocumentWriter {
  var facts: [DocumentStatement] {
    var result: [DocumentStatement] = []
    func add(_ kind: Keyword) {
      for index in program.norms(kind) {
        let text = headerText(of: index)
        let norm = program.norms[index]
        result.append(statement(factName(kind), text, norm.articles, norm.origin, note: norm.note))
      }
    }
    add(.issuer)
    add(.documentNumber)
    if let trial = program.norms(.trial).first {
      let norm = program.norms[trial]
      result.append(
        statement(factName(.trial), say("是", "yes"), norm.articles, norm.origin, note: norm.note))
    }
    add(.issued)
    add(.effective)
    add(.expires)
    for superior in program.norms(.superior) {
      let norm = program.norms[superior]
      result.append(
        statement(
          factName(.superior), superiorName(superior), norm.articles, norm.origin,
          details: [
            DocumentStatement(
              text: say("上一级的办法；不自动适用", "the programme above; nothing is taken over from it"))
          ]))
    }
    for ancestor in program.ancestors {
      let text = ancestor.title.isEmpty ? ancestor.id : ancestor.title
      result.append(
        DocumentStatement(
          title: factName(.basedOn),
          text: visible(text) + say("（", " (") + visible(ancestor.id)
            + say("）", ")"),
          details: [
            DocumentStatement(
              text: say("没有改动的照旧，逐处注明沿用", "what is not changed is taken over, and says so"))
          ]))
    }
    if program.norms(.issuer).isEmpty { result.append(silence("发文机关", "who issued it")) }
    if program.norms(.effective).isEmpty {
      result.append(silence("从哪天起施行", "when it takes effect"))
    }
    return result
  }

  func factName(_ kind: Keyword) -> String {
    if language == .chinese { return keyword(kind) }
    return switch kind {
    case .issuer: "Issued by"
    case .documentNumber: "Document number"
    case .trial: "On trial"
    case .issued: "Date of issue"
    case .effective: "In force from"
    case .expires: "Last day"
    case .superior: "Programme above"
    case .basedOn: "Based on"
    default: keyword(kind)
    }
  }

  /// The title of the policy above; its id where that policy is not at hand.
  private func superiorName(_ norm: Int) -> String {
    let id = program.norms[norm].texts(.identifier).first ?? headerText(of: norm)
    return visible(titles[id] ?? id)
  }

  /// The pieces of a line at the head of a policy.
  private func headerText(of index: Int) -> String {
    var parts: [String] = []
    for attribute in program.norms[index].attributes {
      switch attribute.value {
      case .text(let text): parts.append(visible(text))
      case .keyword(let keyword): parts.append(self.keyword(keyword))
      case .node(let node): parts.append(terms.text(.node(node), .whole))
      case .constant(let constant, let type):
        parts.append(terms.text(.constant(constant, type), .whole))
      default: continue
      }
    }
    if program.norms[index].keyword(.date) == .issueDate, let day = issueDay {
      parts = [say("发布之日（\(day)）", "the date of issue (\(day))")]
    }
    return parts.isEmpty ? program.norms[index].label[language] : joined(parts, " ", " ")
  }

  private var issueDay: String? {
    guard let issued = program.norms(.issued).first else { return nil }
    return headerText(of: issued)
  }

  var purpose: DocumentSection {
    let recitals = program.norms(.recital).map { statement($0, "") }
    var blocks: [DocumentBlock] = []
    if recitals.isEmpty {
      blocks = [.list([silence("目的和依据", "purpose and basis")])]
    } else {
      let text = say(
        "这里只写明这些话在哪一条，原文见文件。",
        "Only where these stand is said here; their words are in the document.")
      blocks = [.paragraph(text), .list(recitals)]
    }
    return DocumentSection(id: "purpose", title: say("目的和依据", "Purpose and basis"), blocks: blocks)
  }

  var eligibility: DocumentSection {
    var blocks: [DocumentBlock] = []
    for block in eligibilityBlocks {
      if let heading = block.heading { blocks.append(.heading(heading)) }
      if block.statements.isEmpty {
        blocks.append(.list([silence("具体条件", "any condition in particular")]))
      } else {
        blocks.append(.list(block.statements))
      }
    }
    if blocks.isEmpty { blocks = [.list([silence("谁符合条件", "who qualifies")])] }
    let figures = program.parameters.indices.map { parameter($0) }
    if !figures.isEmpty {
      let title = say("条文里可以调整的数字", "Figures of the document that may change")
      blocks += [.heading(DocumentStatement(title: title)), .list(figures)]
    }
    return DocumentSection(id: "eligibility", title: say("谁符合条件", "Who qualifies"), blocks: blocks)
  }

  private func parameter(_ index: Int) -> DocumentStatement {
    let parameter = program.parameters[index]
    let wording = Wording(program, language, environment: policy.environment)
    var parts: [String] = []
    if let set = policy.environment.overrides[index] {
      parts = [say("假设为 ", "assumed to be ") + wording.text(of: set, parameter.type)]
    } else {
      for dated in parameter.values {
        let value = wording.text(of: dated.value)
        parts.append((dated.from.map { say("自 \($0) 起 ", "from \($0) ") } ?? "") + value)
      }
    }
    let isOpen = parameter.values.contains { program.isUnstated($0.value) }
    return statement(
      parameter.label[language], joined(parts, "；", "; "), parameter.articles, parameter.origin,
      mark: isOpen ? .open : .stated)
  }

  /// An 资格 block in the order of the policy.
  struct EligibilityBlock {
    /// `nil` for clauses outside of any block.
    let norm: Int?
    let heading: DocumentStatement?
    /// Positions in `requirements`.
    let clauses: [Int]
    /// The clauses in force, then what is preferred.
    let statements: [DocumentStatement]
    let preferences: [DocumentStatement]
    /// Whether experts look at something in particular.
    let isJudged: Bool
  }

  var eligibilityBlocks: [EligibilityBlock] {
    var result: [EligibilityBlock] = []
    var placed: [Int] = []
    for index in program.norms(.eligibility) {
      let norm = program.norms[index]
      var indices: [Int] = []
      for case .requirement(let clause) in norm.values(.items) { indices.append(clause) }
      placed += indices
      var statements: [DocumentStatement] = []
      for clause in indices {
        if let said = self.clause(clause, in: index) { statements.append(said) }
      }
      var preferences: [DocumentStatement] = []
      for concept in concepts where concept.holder == index && concept.section == .priority {
        preferences.append(priority(concept))
      }
      result.append(
        EligibilityBlock(
          norm: index, heading: statement(index, ""), clauses: indices,
          statements: statements + preferences, preferences: preferences,
          isJudged: !program.children(index, .considers).isEmpty))
    }
    var rest: [DocumentStatement] = []
    var others: [Int] = []
    for index in program.requirements.indices where !placed.contains(index) {
      others.append(index)
      if let said = clause(index, in: nil) { rest.append(said) }
    }
    if !rest.isEmpty {
      result.append(
        EligibilityBlock(
          norm: nil, heading: nil, clauses: others, statements: rest, preferences: [],
          isJudged: false))
    }
    return result
  }

  /// A clause with who judges it, what is looked at and what lets somebody off; `nil` where the chosen
  /// readings leave it without effect.
  func clause(_ index: Int, in block: Int?) -> DocumentStatement? {
    let clause = program.requirements[index]
    guard clauses.isInForce(clause) else { return nil }
    let text = asked(clause)
    var details = block.map { judging(index, in: $0) } ?? []
    for exception in clauses.exceptions(of: clause) { details.append(self.exception(exception)) }
    if !clause.strength.isHard {
      details.append(silence("由谁批准豁免", "who may waive it"))
    }
    let isContested = clauses.isContested(clause)
    if isContested { details += references(to: doubts(behind: [clause.satisfied])) }
    return statement(
      clause.label[language], text, clause.articles, clause.origin, note: clause.note,
      mark: isContested ? .contested : .stated, details: details)
  }

  /// What a clause asks: `应当：一线工作年限至少5年`.
  private func asked(_ clause: IRRequirement) -> String {
    var text = strength(clauses.keyword(of: clause))
    if clause.strength.excludes {
      text = say(text + "有这种情形", clause.strength.isHard ? "excluded" : "excluded in principle")
    }
    if !clause.strength.isHard { text += say("（可以豁免）", " (can be waived)") }
    if let when = clauses.when(clause) { text += say("（\(when) 的）", " (if \(when))") }
    if clause.judgement == nil { text += say("：", ": ") + clauses.condition(clause) }
    return text
  }

  /// What a clause asks with what lets somebody off; `nil` where it asks nothing.
  func wording(_ clause: IRRequirement) -> String? {
    guard clauses.isInForce(clause) else { return nil }
    var text = asked(clause)
    for exception in clauses.exceptions(of: clause) {
      text += say("（除外：", " (except ") + exception.label[language] + say("，", ", ")
      text += clauses.condition(exception) + say("）", ")")
    }
    return prose(text)
  }

  private func exception(_ exception: IRException) -> DocumentStatement {
    statement(
      say("除外：", "except: ") + exception.label[language], clauses.condition(exception),
      exception.articles, exception.origin, details: exception.exceptions.map { self.exception($0) }
    )
  }

  /// Who judges a 认定, and what they look at.
  func judging(_ clause: Int, in block: Int) -> [DocumentStatement] {
    guard program.requirements[clause].judgement != nil else { return [] }
    var bodies: [String] = []
    var details: [DocumentStatement] = []
    for child in program.norms[block].children where program.norms.indices.contains(child) {
      let norm = program.norms[child]
      guard norm.values(.items).contains(.requirement(clause)) else { continue }
      switch norm.kind {
      case .by: if let body = norm.norm(.body) { bodies.append(name(body)) }
      case .considers: details.append(statement(child, ""))
      default: continue
      }
    }
    if bodies.isEmpty {
      details.insert(silence("由谁认定", "who judges it"), at: 0)
    } else {
      details.insert(
        DocumentStatement(text: say("由", "judged by ") + joined(bodies) + say("认定", "")), at: 0)
    }
    return details
  }

  /// What is preferred or balanced; nobody is excluded by it.
  private func priority(_ concept: Concept) -> DocumentStatement {
    var result = statement(concept, hiding: [.strength])
    // 兼顾 has no name of its own.
    if program.norms[concept.norms[0]].label.zh.isEmpty { result.title = "" }
    result.text = preferred(concept)
    let readings = doubts(
      behind: program.norms[concept.norms[0]].node(.setting).map { [$0] } ?? [])
    if !readings.isEmpty {
      result.mark = .contested
      result.details += references(to: readings)
    }
    result.details.append(
      DocumentStatement(text: say("不决定是否符合条件", "decides nothing about who qualifies")))
    return result
  }

  /// `优先：重点产业`, with the people for whom alone it counts.
  func preferred(_ concept: Concept) -> String {
    var text = strength(concept.kind)
    if let node = concept.norms.first.flatMap({ program.norms[$0].node(.setting) }),
      terms.value(of: node) == nil
    {
      let when = clauses.condition(node)
      text += say("（\(when)的）", " (if \(when))")
    }
    let whole = concept.summary.map { terms.text($0.value, .whole) } ?? ""
    return prose(text + (whole.isEmpty ? "" : say("：", ": ") + whole))
  }
}
