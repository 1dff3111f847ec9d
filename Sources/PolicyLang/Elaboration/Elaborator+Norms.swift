// Everything a policy declares besides eligibility: kept completely, with names resolved and figures
// typed, for the parts of the runtime that give it effect.
extension Elaborator {
  /// Statements that are no norms: they are figures, vocabulary, tests, or part of eligibility.
  private static let noNorms: Set<Keyword> = [
    .policy, .vocabulary, .calendar, .use, .names, .parameter, .reading, .open, .unseen, .define,
    .result, .table, .type, .field, .event, .derive, .invariant, .addValue, .remove, .sample, .test,
    .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot, .attest, .inPrincipleAttest, .when,
    .lifts, .unless, .readAs, .otherwise,
  ]

  private func isNorm(_ statement: Statement) -> Bool {
    // 应当 in a stage or among duties is a duty, and a norm.
    if statement.block == .stage || statement.block == .duties {
      return statement.keyword != .open && statement.keyword != .unseen
        && statement.keyword != .reading && statement.keyword != .define
    }
    return !Elaborator.noNorms.contains(statement.keyword)
  }

  // MARK: Declaration

  mutating func declareNorms() {
    for statement in linked.statements { declareNorm(statement, inherited: []) }
  }

  mutating func declareNorm(_ statement: Statement, inherited: [String]) {
    let cited = citations(of: statement, inherited: inherited)
    if isNorm(statement) {
      program.norms.append(
        IRNorm(
          kind: statement.keyword == .validFor ? .expires : statement.keyword,
          label: label(of: statement), articles: cited,
          note: note(of: statement), attributes: [], children: []))
      program.norms[program.norms.count - 1].origin = origin(of: statement)
      normIndex[statement.keywordSpan] = program.norms.count - 1
      declareNormName(statement, program.norms.count - 1)
      if statement.keyword == .scoring {
        declareScoreSheet(statement, program.norms.count - 1)
      }
    }
    if statement.keyword == .eligibility { declareClauses(statement, inherited: inherited) }
    if statement.keyword == .reading, statement.block == .policyFile {
      declareReadingClauses(statement, cited, [])
    }
    for detail in statement.details { declareNorm(detail, inherited: cited) }
  }

  private mutating func declareNormName(_ statement: Statement, _ index: Int) {
    guard case .declares(let space)? = statement.form?.head, let name = statement.name,
      Elaborator.referable.contains(space)
    else { return }
    let label = self.label(of: statement)
    for key in Set([label.zh, label.id]) {
      let normKey = NormKey(space: space, name: key)
      if let first = norms[normKey] {
        report(
          .duplicateName, at: name.span, [LocalText(name.text)],
          related: [
            RelatedPlace(
              first.statement.name?.span ?? name.span,
              LocalText(zh: "第一次声明在这里", en: "first declared here"))
          ])
        return
      }
      norms[normKey] = NormSymbol(statement: statement, index: index)
    }
  }

  /// The spaces whose names other statements use; duties and recitals may repeat theirs.
  private static let referable: Set<Space> = [
    .body, .quota, .cohort, .apportionment, .scoring, .selection, .round, .outcome, .training,
    .subsidy, .honour, .procedure, .stage, .revocation, .bar, .eligibility, .document,
  ]

  /// The index of a norm by name; a message where there is none.
  mutating func norm(_ name: Name, _ space: Space) -> Int? {
    if let symbol = norms[NormKey(space: space, name: name.text)] {
      note(name, meaning: symbol.statement.name?.span)
      return symbol.index
    }
    reportMissing(name, space, among: names(in: space))
    return nil
  }

  private func names(in space: Space) -> [String] {
    var result: [String] = []
    for key in norms.keys where key.space == space { result.append(key.name) }
    return result.sorted()
  }

  // MARK: Elaboration

  mutating func elaborateNorms() {
    for statement in linked.statements { elaborateNorm(statement, inherited: [], parent: nil) }
  }

  /// - Parameters:
  ///   - clause: the 认定 that holds it, as a position in `IRProgram.requirements`.
  ///   - guards: the readings and conditions in whose blocks it stands.
  mutating func elaborateNorm(
    _ statement: Statement, inherited: [String], parent: Int?, clause: Int? = nil,
    guards: [ClauseEntry.Guard] = []
  ) {
    let outer = (articles, unfolding)
    articles = citations(of: statement, inherited: inherited)
    if let name = statement.name { unfolding = [name.text] }
    defer { (articles, unfolding) = outer }
    let index = normIndex[statement.keywordSpan]
    if let index {
      program.norms[index].attributes = attributes(of: statement)
      if let clause {
        program.norms[index].attributes.append(IRAttribute(.items, .requirement(clause)))
      }
      if let parent {
        program.norms[parent].children.append(index)
        if program.norms[parent].kind == .eligibility { keepGuards(guards, of: index) }
      }
    }
    let attested = attestedClause(statement)
    var option = 0
    for detail in statement.details {
      elaborateNorm(
        detail, inherited: articles, parent: index ?? parent, clause: attested,
        guards: self.guards(around: detail, in: statement, guards, &option))
    }
  }

  /// A preference inside 读作 or 当 counts only there: it keeps that as its setting.
  private mutating func keepGuards(_ guards: [ClauseEntry.Guard], of index: Int) {
    switch program.norms[index].kind {
    case .prefer, .balance, .may, .encourage, .striveFor:
      guard !guards.isEmpty, let nodes = guardNodes(guards) else { return }
      program.norms[index].attributes.append(IRAttribute(.setting, .node(builder.and(nodes))))
    default: return
    }
  }

  private func guards(
    around detail: Statement, in statement: Statement, _ outer: [ClauseEntry.Guard],
    _ option: inout Int
  ) -> [ClauseEntry.Guard] {
    switch statement.keyword {
    case .when: return outer + (statement.expression(.condition).map { [.condition($0)] } ?? [])
    case .reading where detail.keyword == .readAs || detail.keyword == .otherwise:
      defer { option += 1 }
      guard let name = statement.name, case .reading(let index)? = values[name.text] else {
        return outer
      }
      return outer + [.reading(index, option: option)]
    default: return outer
    }
  }

  /// Who judges and what is looked at belong to the clause that asks for the judgement.
  private func attestedClause(_ statement: Statement) -> Int? {
    guard statement.keyword == .attest || statement.keyword == .inPrincipleAttest else {
      return nil
    }
    return outline.clauses.firstIndex { $0.statement.keywordSpan == statement.keywordSpan }
  }

  private mutating func attributes(of statement: Statement) -> [IRAttribute] {
    var result: [IRAttribute] = []
    if case .refers(let space)? = statement.form?.head, let name = statement.name,
      let value = reference(to: name, in: space)
    {
      result.append(IRAttribute(.target, value))
    }
    for label in statement.labels { result.append(IRAttribute(.labels, .text(label.text))) }
    if statement.keyword == .eligibility {
      for index in requirementsByBlock[statement.keywordSpan] ?? [] {
        result.append(IRAttribute(.items, .requirement(index)))
      }
      return result
    }
    for slot in statement.slots { result += attributes(of: slot, in: statement) }
    return result
  }

  private mutating func attributes(of slot: Slot, in statement: Statement) -> [IRAttribute] {
    switch slot.value {
    case .keyword(let keyword): return [IRAttribute(slot.name, .keyword(keyword))]
    case .text(let text): return [IRAttribute(slot.name, .text(text.text))]
    case .literal(let literal):
      let value = elaborate(Expression(.literal(literal.value), literal.span))
      guard case .constant(let constant) = builder[value.node].operation else { return [] }
      checkSense(value.node, slot.name, statement.keyword, at: literal.span)
      return [IRAttribute(slot.name, .constant(constant, value.type))]
    case .name(let name):
      let space = space(of: slot.name, statement)
      guard let value = reference(to: name, in: space) else { return [] }
      var result = [IRAttribute(slot.name, value)]
      // Data may name a ground by its id too, and an English page by its translation.
      if space == .ground, let translation = translations[name.text] {
        result.append(IRAttribute(.labels, .text(translation.id.text)))
        if let english = translation.english {
          result.append(IRAttribute(.meaning, .text(english.text)))
        }
      }
      return result
    case .names(let names):
      var result: [IRAttribute] = []
      for name in names {
        if let value = reference(to: name, in: space(of: slot.name, statement)) {
          result.append(IRAttribute(slot.name, value))
        }
      }
      return result
    case .expression(let expression):
      guard var node = figure(expression, slot.name, statement) else { return [] }
      if statement.keyword == .expires, slot.name == .date { node = settledDay(node) }
      return [IRAttribute(slot.name, .node(node))]
    case .type, .bands, .facts, .history: return []
    }
  }

  /// The space in which a slot's names are looked up, from the form.
  private func space(of slot: SlotName, _ statement: Statement) -> Space {
    guard let form = statement.form else { return .any }
    return Elaborator.space(of: slot, in: form.content, statement) ?? .any
  }

  private static func space(
    of slot: SlotName, in parts: [Part], _ statement: Statement
  ) -> Space? {
    for part in parts {
      switch part {
      case .slot(slot, .name(let space)), .slot(slot, .names(let space)): return space
      case .slot, .word, .colon: continue
      case .optional(let inner), .separated(let inner):
        if let found = space(of: slot, in: inner, statement) { return found }
      case .either(let rows), .any(let rows):
        for row in rows where isChosen(row, statement) {
          if let found = space(of: slot, in: row, statement) { return found }
        }
      }
    }
    return nil
  }

  /// Whether a row of alternatives is the one the statement took, judged by its leading keyword.
  private static func isChosen(_ row: [Part], _ statement: Statement) -> Bool {
    guard case .slot(let name, .keyword(let allowed))? = row.first else { return true }
    guard let keyword = statement.keyword(name) else { return false }
    return allowed.contains(keyword)
  }

  // MARK: References

  private mutating func reference(to name: Name, in space: Space) -> IRAttribute.Value? {
    switch space {
    case .event:
      if let event = eventIndex[name.text] {
        noteEvent(name, event)
        return .event(event)
      }
      reportMissing(name, .event, among: eventIndex.keys.sorted())
      return nil
    case .field:
      if let field = fieldIndex[0][name.text] {
        noteField(name, field, of: 0)
        return .field(field)
      }
      reportMissing(name, .field, among: fieldIndex[0].keys.sorted())
      return nil
    case .recipient: return recipient(name)
    case .clause:
      if let symbol = norms[NormKey(space: .clause, name: name.text)] {
        noteClause(name)
        return .requirement(symbol.index)
      }
      reportMissing(name, .clause, among: clauseNames())
      return nil
    case .body, .quota, .cohort, .apportionment, .scoring, .selection, .round, .outcome, .training,
      .subsidy, .honour, .procedure, .stage, .revocation, .bar, .eligibility, .document:
      return norm(name, space).map { .norm($0) }
    case .type, .value, .judgement, .parameter, .reading, .open, .table, .definition, .sample,
      .test,
      .recital, .duty, .list, .unit, .any, .option, .limit, .ground, .factor, .exception,
      .consideration:
      return .text(name.text)
    }
  }

  /// Who is paid: the four built-in recipients, a declared body, or a field of the case.
  private mutating func recipient(_ name: Name) -> IRAttribute.Value? {
    switch name.text {
    case "个人", "person": return .text("person")
    case "工作室", "studio": return .text("studio")
    case "项目", "project": return .text("project")
    case "单位", "employer": return .text("employer")
    default: break
    }
    if let body = norms[NormKey(space: .body, name: name.text)] {
      noteNorm(name, .body)
      return .norm(body.index)
    }
    if let field = fieldIndex[0][name.text] {
      noteField(name, field, of: 0)
      return .field(field)
    }
    reportMissing(name, .recipient, among: names(in: .body) + ["个人", "工作室", "项目", "单位"])
    return nil
  }

  // MARK: Figures

  /// Elaborates a figure or condition of a norm and checks that it is of the kind that belongs there.
  private mutating func figure(
    _ expression: Expression, _ slot: SlotName, _ statement: Statement
  ) -> NodeID? {
    let wanted = NormFigure.wanted(slot, statement.keyword)
    if case .unstated(let remark) = expression.kind {
      return unstated(remark, expression.span, type: wanted.first ?? .text).node
    }
    if wanted == [.boolean] {
      let value = condition(expression)
      return value.isError ? nil : value.node
    }
    let value = elaborate(expression, expecting: wanted.first)
    if value.isError { return nil }
    checkSense(value.node, slot, statement.keyword, at: expression.span)
    if wanted.isEmpty || wanted.contains(value.type) { return value.node }
    if case .option = value.type { return value.node }
    if value.type == .share, statement.keyword == .ofWhich, slot == .amount {
      report(.shareInPart, at: expression.span, [text(expression.span)])
      return nil
    }
    if statement.keyword == .item, slot == .weight {
      reportWeight(expression, value)
      return nil
    }
    if wanted.count == 1, let type = wanted.first {
      return fit(value, to: type, at: expression)?.node
    }
    if case .number(.none) = value.type, case .number(let unit)? = wanted.first, unit != .none {
      let name = LocalText(
        zh: statement.keyword.spelling(.chinese), en: statement.keyword.spelling(.english))
      reportMissingUnit(expression, unit, of: name)
      return nil
    }
    report(
      .wrongType, at: expression.span,
      [NormFigure.wording(wanted, self), text(expression.span), wording(value.type)])
    return nil
  }
}

/// What kinds of figure belong in which piece of which norm.
enum NormFigure {
  /// The allowed types; empty where anything may stand.
  static func wanted(_ slot: SlotName, _ keyword: Keyword) -> [IRType] {
    switch (slot, keyword) {
    case (.condition, _), (.subset, _): return [.boolean]
    case (.amount, .subsidy), (.amount, .ceiling): return [.money]
    case (.amount, .limit): return [.number(.none), .share]
    case (.amount, _), (.number, _): return [.number(.none)]
    case (.tolerance, _): return [.number(.none), .share]
    // Marks are brought to a hundred, so that only shares of the whole can weigh them.
    case (.weight, .item): return [.share]
    case (.weight, _): return [.share, .number(.none), .number(.points)]
    case (.marks, _): return [.number(.points), .number(.none)]
    case (.share, _): return [.share, .money, .number(.none)]
    case (.length, .stage), (.length, .within), (.length, .must), (.length, .mustNot),
      (.length, .inPrincipleMust), (.length, .may), (.length, .encourage), (.length, .prefer):
      return [.number(.workingDays), .number(.days), .number(.months), .number(.years)]
    case (.length, _): return [.number(.years), .number(.months), .number(.days)]
    case (.value, .firstDay), (.value, .nextWorkday): return [.boolean]
    case (.date, .issued), (.date, .effective), (.date, .expires): return [.date]
    case (.date, _): return [.monthDay, .date]
    default: return []
    }
  }

  static func wording(_ types: [IRType], _ elaborator: Elaborator) -> LocalText {
    var zh = ""
    var en = ""
    for type in types {
      let words = elaborator.wording(type)
      zh += (zh.isEmpty ? "" : "或") + words.zh
      en += (en.isEmpty ? "" : " or ") + words.en
    }
    return LocalText(zh: zh, en: en)
  }
}
