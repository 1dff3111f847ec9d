internal import PolicyLang

// How it ends, what changed against another policy, and what is in doubt.
extension DocumentWriter {
  /// A revocation with its grounds, who approves it and what it does.
  func revocation(_ index: Int, _ effects: [ConceptEffect]) -> DocumentStatement {
    let norm = program.norms[index]
    var details: [DocumentStatement] = []
    for attribute in EffectTerm.attributes(effects, program) {
      let key = attribute.key
      let term = attribute.term
      let own = term.articles == norm.articles ? [] : term.articles
      var said = statement(
        key.text(language), "", own, own.isEmpty ? IROrigin() : norm.origin,
        note: remark(on: key, of: index), mark: mark(term))
      if case .keyword = term.value {} else { said.text = prose(effect(term.value, key)) }
      if key == .recover { said = recovery(effects, index, said) }
      details.append(said)
    }
    let events = effects.first?.events ?? []
    if !events.isEmpty {
      let names = events.map { "“" + plan.event($0) + "”" }
      details.append(
        DocumentStatement(
          title: say("自何时起", "from when"),
          text: say("发生", "upon ") + names.joined(separator: say("或", " or "))))
    }
    if effects.first?.approver == nil { details.append(silence("由谁批准", "who approves it")) }
    if effects.first?.grounds == nil { details.append(silence("事由", "the grounds")) }
    return statement(index, "", details: details)
  }

  /// The remark on what a revocation does, where the policy has one.
  private func remark(on key: AttributeKey, of revocation: Int) -> String {
    guard let kind = Comparer.effectKinds.first(where: { $0.key == key })?.keyword else {
      return ""
    }
    for child in program.children(revocation, .effect) {
      let norm = program.norms[child]
      if norm.keyword(.effect) == kind, !norm.note.isEmpty { return norm.note }
    }
    return ""
  }

  /// `推荐单位（期限没有写明）`, `个人奖励（全部）`.
  private func effect(_ value: TermValue, _ key: AttributeKey) -> String {
    switch value {
    case .set(let values): return joined(values.map { effect($0, key) })
    case .phrase(let parts) where parts.count == 3 && parts[1] == .keyword(.lasting):
      let length = terms.text(parts[2], key)
      return terms.text(parts[0], key) + say("（期限：\(length)）", " (for how long: \(length))")
    case .phrase(let parts) where parts.count == 2 && key == .recover:
      return terms.text(parts[0], key) + say("（", " (") + terms.text(parts[1], key)
        + say("）", ")")
    default: return terms.text(value, key)
    }
  }

  /// What is paid back, by payment; it may depend on a reading that the extent was settled by.
  private func recovery(
    _ effects: [ConceptEffect], _ revocation: Int, _ said: DocumentStatement
  ) -> DocumentStatement {
    let recovered = effects.filter { $0.effect == .recover }
    var said = said
    if recovered.allSatisfy({ $0.extent?.value == .notRecovered }) {
      let names = recovered.compactMap { $0.target.map { name($0) } }
      said.text = say("已经付的不追回：", "what was paid is kept: ") + joined(names)
    } else if let listed = EffectTerm.recovery(recovered, listed: true) {
      said.text = prose(effect(listed.value, .recover))
    }
    let parts = program.children(revocation, .effect).compactMap { program.norms[$0].node(.part) }
    said.details = references(to: doubts(behind: parts))
    return said
  }

  var revocations: [DocumentStatement] {
    guard let concept = concepts([.revocation]).first else { return [] }
    return concept.norms.map { norm in
      revocation(norm, concept.effects.filter { $0.revocation == norm })
    }
  }

  var revocation: DocumentSection {
    let statements = revocations
    return DocumentSection(
      id: "revocation", title: say("退出和撤销", "Removal"),
      blocks: [
        .list(statements.isEmpty ? [silence("什么情况下退出", "when somebody is removed")] : statements)
      ])
  }

  /// Since when it is in force is said at the head.
  var interpreters: [DocumentStatement] {
    concepts([.scope]).filter { $0.kind == .interpreter }.map { statement($0) }
  }

  var force: DocumentSection {
    let statements = interpreters
    return DocumentSection(
      id: "interpretation", title: say("由谁解释", "Who interprets it"),
      blocks: [
        .list(statements.isEmpty ? [silence("由谁解释", "who interprets it")] : statements)
      ])
  }

  /// What the policy leaves out of those it is based on.
  var changes: DocumentSection {
    var statements: [DocumentStatement] = []
    for removal in program.removals {
      guard let from = program.ancestor(removal.policy) else { continue }
      let by = program.ancestor(removal.by)
      statements.append(
        DocumentStatement(
          title: removal.label[language],
          text: (by.map { visible($0.id) + " " } ?? "")
            + say("删除了 \(visible(from.id)) 的", "left out of \(visible(from.id)), ")
            + keyword(removal.kind),
          articles: removal.articles,
          citation: visible(from.id) + " "
            + joined(removal.articles.map { ArticleWording.text($0, language) })))
    }
    return DocumentSection(
      id: "changes", title: say("与所依据的政策不同", "Left out of the policies it is based on"),
      blocks: statements.isEmpty ? [] : [.list(statements)])
  }

  // MARK: Doubts

  var interpretations: DocumentSection {
    var statements: [DocumentStatement] = []
    for doubt in doubts {
      guard case .reading(let index) = doubt.kind else { continue }
      var said = reading(index, doubt)
      said.details = consequences(of: index)
      statements.append(said)
    }
    var blocks: [DocumentBlock] = []
    if !statements.isEmpty {
      let text = say(
        "下面各处，文件可以有不止一种读法。这里采用了其中一种，其余的写明会怎样；由有权解释的机关定。",
        "Here the document bears more than one reading. One of them is taken; what another "
          + "would change is said. Whoever may interpret it decides.")
      blocks = [.paragraph(text), .list(statements)]
    }
    return DocumentSection(
      id: "interpretations", title: say("解读：可以有别的读法", "Interpretations"), blocks: blocks)
  }

  /// What every other option of a reading would change, by comparing what the page would say.
  private func consequences(of reading: Int) -> [DocumentStatement] {
    var result: [DocumentStatement] = []
    let chosen = policy.environment.options[reading]
    for (option, other) in program.readings[reading].options.enumerated() where option != chosen {
      let writer = DocumentWriter(policy.choosing(option, of: reading), language)
      let lines = DocumentChange.lines(from: assertions, to: writer.assertions, self)
      result.append(
        DocumentStatement(
          title: say("若取“", "If “") + name(of: other) + "”",
          text: lines.isEmpty
            ? say("本页写的不变", "nothing on this page changes") : "",
          details: lines.map { DocumentStatement(text: $0) }))
    }
    return result
  }

  /// Everything that can differ under another reading: clauses, programme, stages, revocations.
  var assertions: [DocumentChange.Assertion] {
    var result: [DocumentChange.Assertion] = []
    for (index, clause) in program.requirements.enumerated() {
      guard let text = wording(clause) else { continue }
      result.append(
        DocumentChange.Assertion(key: "clause \(index)", name: clause.label[language], text: text))
    }
    // Which clauses ask for a judgement is said with the clauses.
    for concept in concepts where concept.kind != .attest {
      let place = "\(concept.norms.first ?? -1) " + concept.label.id
      if concept.section == .priority {
        // One thing to say, and its name is in it where it has none of its own.
        result.append(
          DocumentChange.Assertion(
            key: "concept \(place)", name: concept.label[language], text: preferred(concept)))
        continue
      }
      for attribute in concept.attributes where concept.kind != .stage {
        let key = attribute.key.text(language)
        let name = concept.label[language]
        result.append(
          DocumentChange.Assertion(
            key: "concept \(place) \(attribute.key.rawValue)",
            name: concept.section == .scope
              ? factName(concept.kind) : name + say("，", ", ") + key,
            text: prose(words(attribute.term, attribute.key))))
      }
    }
    for place in plan.plan.stages.indices {
      var lines = course(of: place).map { $0.text }
      for position in plan.plan.stages[place].duties { lines.append(line(stageDuty(position))) }
      result.append(
        DocumentChange.Assertion(
          key: "stage \(place)", name: plan.stageName(place), text: joined(lines, "；", "; ")))
    }
    return result
  }

  var openPoints: DocumentSection {
    var statements: [DocumentStatement] = []
    for doubt in doubts {
      switch doubt.kind {
      case .reading: continue
      case .open: statements.append(point(doubt, .open))
      case .unseen: statements.append(point(doubt, .unseen))
      }
    }
    var blocks: [DocumentBlock] = []
    if !statements.isEmpty {
      let text = say(
        "下面各处，文件没有写明，这里也不替它写；要由发文机关定。",
        "The document leaves these points open, and nothing is filled in for it here.")
      blocks = [.paragraph(text), .list(statements)]
    }
    return DocumentSection(id: "open", title: say("存疑：文件没有写明的", "Open points"), blocks: blocks)
  }
}

/// What changes between two versions of a page.
enum DocumentChange {
  struct Assertion: Hashable {
    /// The same thing has the same key in both.
    let key: String
    let name: String
    let text: String
  }

  static func lines(
    from old: [Assertion], to new: [Assertion], _ writer: DocumentWriter
  ) -> [String] {
    var result: [String] = []
    func line(_ head: String, _ assertion: Assertion) {
      result.append(head + assertion.name + writer.say("：", ": ") + assertion.text)
    }
    for assertion in new {
      guard let before = old.first(where: { $0.key == assertion.key }) else {
        line(writer.say("另有 ", "also: "), assertion)
        continue
      }
      if before.text != assertion.text { line(writer.say("改为 ", "instead: "), assertion) }
    }
    for assertion in old where !new.contains(where: { $0.key == assertion.key }) {
      result.append(writer.say("不再有 ", "no longer: ") + assertion.name)
    }
    return result
  }
}
