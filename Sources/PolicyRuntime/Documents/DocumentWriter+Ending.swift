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
      let text = terms.text(term.value, key)
      details.append(
        statement(
          key.text(language), text == key.text(language) ? "" : text, own,
          own.isEmpty ? IROrigin() : norm.origin, mark: mark(term)))
    }
    // What is paid back depends on a reading that the extent was settled by.
    let recovered = effects.filter { $0.effect == .recover }
    if !recovered.isEmpty, let listed = EffectTerm.recovery(recovered, listed: true) {
      let parts = program.children(index, .effect).compactMap { program.norms[$0].node(.part) }
      details = details.map { detail in
        guard detail.title == AttributeKey.recover.text(language) else { return detail }
        var detail = detail
        detail.text = Prose.tight(terms.text(listed.value, .recover))
        detail.details = references(to: doubts(behind: parts))
        return detail
      }
    }
    let events = effects.first?.events ?? []
    if !events.isEmpty {
      let names = events.map { plan.event($0) }
      details.append(
        DocumentStatement(title: say("自这些事件起", "Upon the events"), text: joined(names)))
    }
    if effects.first?.approver == nil { details.append(silence("由谁批准", "who approves it")) }
    if effects.first?.grounds == nil { details.append(silence("事由", "the grounds")) }
    return statement(index, "", details: details)
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
          citation: visible(from.id) + " " + joined(removal.articles)))
    }
    return DocumentSection(
      id: "changes", title: say("与所依据的政策不同", "Left out of the policies it is based on"),
      blocks: statements.isEmpty ? [] : [.list(statements)])
  }

  // MARK: Doubts

  /// Each once: several figures of one statement may be open in the same words.
  var doubts: [Doubt] {
    var result: [Doubt] = []
    for doubt in DoubtWording(policy, language).doubts where !result.contains(doubt) {
      result.append(doubt)
    }
    return result
  }

  var interpretations: DocumentSection {
    var statements: [DocumentStatement] = []
    for doubt in doubts {
      guard case .reading(let index) = doubt.kind else { continue }
      statements.append(
        statement(
          doubt.name, doubt.text, doubt.articles, doubt.origin, mark: .contested,
          details: consequences(of: index)))
    }
    var blocks: [DocumentBlock] = []
    if !statements.isEmpty {
      let text = say(
        "下面各处，文件可以有不止一种读法。政策采用了其中一种，其余的写明会怎样；由有权解释的机关定。",
        "Here the document bears more than one reading. The policy takes one of them; what another "
          + "would change is said. Who may interpret it decides.")
      blocks = [.paragraph(text), .list(statements)]
    }
    return DocumentSection(
      id: "interpretations", title: say("解读：可以有别的读法", "Interpretations"), blocks: blocks)
  }

  /// What every other option of a reading would change, by comparing what the page would say.
  private func consequences(of reading: Int) -> [DocumentStatement] {
    var result: [DocumentStatement] = []
    let chosen = policy.environment.options[reading]
    let names = DoubtWording(policy, language)
    for (option, other) in program.readings[reading].options.enumerated() where option != chosen {
      let writer = DocumentWriter(policy.choosing(option, of: reading), language)
      let lines = DocumentChange.lines(from: assertions, to: writer.assertions, self)
      result.append(
        DocumentStatement(
          title: say("若取“", "If `") + names.name(of: other) + say("”", "`"),
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
      guard var text = clauses.text(clause) else { continue }
      for exception in clauses.exceptions(of: clause) {
        text += say("（", " (") + exception.label[language] + say("：", ": ")
        text += clauses.condition(exception) + say("）", ")")
      }
      result.append(
        DocumentChange.Assertion(
          key: "clause \(index)", name: clause.label[language], text: Prose.tight(text)))
    }
    // Which clauses ask for a judgement is said with the clauses.
    for concept in concepts where concept.kind != .attest {
      let place = "\(concept.norms.first ?? -1) " + concept.label.id
      for attribute in concept.attributes {
        result.append(
          DocumentChange.Assertion(
            key: "concept \(place) \(attribute.key.rawValue)",
            name: concept.label[language] + say("，", ", ") + attribute.key.text(language),
            text: Prose.tight(words(attribute.term, attribute.key))))
      }
    }
    for place in plan.plan.stages.indices {
      var lines = plan.requirements(of: place)
      let before = plan.activePredecessors(of: place, terms).map { plan.stageName($0) }
      if !before.isEmpty { lines.append(say("在", "after ") + joined(before) + say("之后", "")) }
      result.append(
        DocumentChange.Assertion(
          key: "stage \(place)", name: plan.stageName(place),
          text: Prose.tight(joined(lines, "；", "; "))))
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
        "下面各处，文件没有写明，政策也不替它写；要由发文机关定。",
        "These points the document leaves open, and the policy does not fill them in.")
      blocks = [.paragraph(text), .list(statements)]
    }
    return DocumentSection(id: "open", title: say("存疑：文件没有写明的", "Open points"), blocks: blocks)
  }

  func point(_ doubt: Doubt, _ mark: DocumentStatement.Mark) -> DocumentStatement {
    let text =
      mark == .unseen ? say("没有看到：", "not seen: ") + doubt.text : doubt.text
    return statement(doubt.name, text, doubt.articles, doubt.origin, mark: mark)
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
        line(writer.say("另有 ", "also "), assertion)
        continue
      }
      if before.text != assertion.text { line(writer.say("改为 ", "instead "), assertion) }
    }
    for assertion in old where !new.contains(where: { $0.key == assertion.key }) {
      result.append(writer.say("不再有 ", "no more ") + assertion.name)
    }
    return result
  }
}
