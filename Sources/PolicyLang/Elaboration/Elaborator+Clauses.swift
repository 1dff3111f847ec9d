// Eligibility: clauses with their strengths, exceptions, conditions and readings.
extension Elaborator {
  /// Declares every clause, branch and exception before any of them is elaborated.
  mutating func declareClauses(_ statement: Statement, inherited: [String]) {
    var guards: [ClauseEntry.Guard] = []
    if let condition = statement.expression(.condition) { guards.append(.condition(condition)) }
    let cited = citations(of: statement, inherited: inherited)
    openBlock = statement.keywordSpan
    declareClauses(in: statement.details, articles: cited, guards: guards)
    openBlock = nil
  }

  mutating func declareClauses(
    in statements: [Statement], articles cited: [String], guards: [ClauseEntry.Guard]
  ) {
    for statement in statements {
      let own = citations(of: statement, inherited: cited)
      switch statement.keyword {
      case .must, .mustNot, .inPrincipleMust, .inPrincipleMustNot, .attest, .inPrincipleAttest:
        declareClause(statement, own, guards)
      case .lifts:
        lifts.append(LiftEntry(statement: statement, articles: own, guards: guards))
      case .when:
        guard let condition = statement.expression(.condition) else { continue }
        declareClauses(
          in: statement.details, articles: cited, guards: guards + [.condition(condition)])
      case .reading: declareReadingClauses(statement, own, guards)
      default: continue
      }
    }
  }

  mutating func declareReadingClauses(
    _ statement: Statement, _ cited: [String], _ guards: [ClauseEntry.Guard]
  ) {
    guard let name = statement.name, case .reading(let index)? = values[name.text] else { return }
    var option = 0
    for alternative in statement.details
    where alternative.keyword == .readAs || alternative.keyword == .otherwise {
      used.insert(name.text)
      declareClauses(
        in: alternative.details, articles: citations(of: alternative, inherited: cited),
        guards: guards + [.reading(index, option: option)])
      option += 1
    }
  }

  private mutating func declareClause(
    _ statement: Statement, _ cited: [String], _ guards: [ClauseEntry.Guard]
  ) {
    guard let name = statement.name else { return }
    let entry = ClauseEntry(
      statement: statement, articles: cited, guards: guards,
      block: openBlock ?? statement.keywordSpan)
    let label = clauseLabel(statement)
    for key in Set([label.zh, label.id]) {
      let normKey = NormKey(space: .clause, name: key)
      if let first = norms[normKey], !areAlternatives(clauses[first.index].guards, guards) {
        report(
          .duplicateName, at: name.span, [LocalText(name.text)],
          related: [
            RelatedPlace(
              first.statement.name?.span ?? name.span,
              LocalText(zh: "第一次声明在这里", en: "first declared here"))
          ])
        return
      }
      norms[normKey] = NormSymbol(statement: statement, index: clauses.count)
    }
    clauses.append(entry)
    if let condition = statement.expression(.condition) { declareBranches(condition, cited) }
    for exception in statement.details where exception.keyword == .unless {
      declareException(exception, cited)
    }
  }

  /// 认定 clauses go by the judgement's name and id, unless they have an id of their own.
  func clauseLabel(_ statement: Statement) -> IRLabel {
    var result = label(of: statement)
    if statement.keyword == .attest || statement.keyword == .inPrincipleAttest,
      let name = statement.name, let field = fieldIndex[0][name.text]
    {
      let own = program.records[0].fields[field].label
      if result.id == result.zh { result.id = own.id }
      if result.en.isEmpty { result.en = own.en }
      result.zh = own.zh
    }
    return result
  }

  /// Two clauses of different options of one reading never hold together and may share a name.
  private func areAlternatives(_ a: [ClauseEntry.Guard], _ b: [ClauseEntry.Guard]) -> Bool {
    for first in a {
      guard case .reading(let reading, let option) = first else { continue }
      for second in b {
        if case .reading(reading, let other) = second, other != option { return true }
      }
    }
    return false
  }

  private mutating func declareException(_ statement: Statement, _ cited: [String]) {
    let own = citations(of: statement, inherited: cited)
    if let condition = statement.expression(.condition) { declareBranches(condition, own) }
    for inner in statement.details where inner.keyword == .unless { declareException(inner, own) }
  }

  private mutating func declareBranches(_ expression: Expression, _ cited: [String]) {
    guard case .group(_, let members) = expression.kind else {
      if case .binary(_, let a, let b) = expression.kind {
        declareBranches(a, cited)
        declareBranches(b, cited)
      }
      return
    }
    for member in members {
      if branches[member.name.text] == nil {
        branches[member.name.text] = BranchEntry(branch: member, articles: cited)
        if let id = member.id { branches[id.text] = BranchEntry(branch: member, articles: cited) }
      }
      declareBranches(member.condition, cited)
    }
  }

  // MARK: Elaboration

  mutating func elaborateClauses() {
    for lift in lifts {
      for name in lift.statement.names(.names) {
        noteClause(name)
        if clauseIndex(name) == nil { reportMissing(name, .clause, among: clauseNames()) }
      }
    }
    for index in clauses.indices {
      elaborateClause(index)
      guard let requirement = clauses[index].requirement else { continue }
      requirementsByBlock[clauses[index].block, default: []].append(program.requirements.count)
      program.requirements.append(requirement)
      let lifting = lifts.filter { lift in
        lift.statement.names(.names).contains { clauseIndex($0) == index }
      }
      outline.clauses.append(
        ClausePlace(
          statement: clauses[index].statement, guards: clauses[index].conditions,
          lifts: lifting.map { $0.statement }))
    }
  }

  func clauseIndex(_ name: Name) -> Int? {
    norms[NormKey(space: .clause, name: name.text)]?.index
  }

  func clauseNames() -> [String] {
    var names: [String] = []
    for entry in clauses {
      if let name = entry.statement.name { names.append(name.text) }
    }
    return names + branches.keys.sorted()
  }

  /// Elaborates one clause, once; a clause that asks about itself is an error.
  mutating func elaborateClause(_ index: Int) {
    guard clauses[index].requirement == nil, !clauses[index].isOpen else { return }
    clauses[index].isOpen = true
    defer { clauses[index].isOpen = false }
    let entry = clauses[index]
    let statement = entry.statement
    let outer = (articles, scopes, unfolding)
    articles = entry.articles
    scopes = [0]
    unfolding.append(statement.name?.text ?? "")
    defer { (articles, scopes, unfolding) = outer }

    let strength: IRRequirement.Strength
    switch statement.keyword {
    case .mustNot: strength = .exclude
    case .inPrincipleMust, .inPrincipleAttest: strength = .inPrincipleMust
    case .inPrincipleMustNot: strength = .inPrincipleExclude
    default: strength = .must
    }
    var judgementField: Int?
    let condition: Typed
    if statement.keyword == .attest || statement.keyword == .inPrincipleAttest {
      guard let name = statement.name else { return }
      condition = judgement(name)
      judgementField = fieldIndex[0][name.text]
    } else {
      guard let expression = statement.expression(.condition) else { return }
      condition = self.condition(expression)
      lintExclusion(statement, expression)
    }
    let guards = guardNodes(entry.guards)
    var isBroken = condition.isError || guards == nil
    let applies = guards.flatMap { $0.isEmpty ? nil : builder.and($0) }
    var exceptions: [IRException] = []
    for detail in statement.details where detail.keyword == .unless {
      guard let exception = exception(detail, inherited: entry.articles) else {
        isBroken = true
        continue
      }
      exceptions.append(exception)
    }
    var lifted: [IRException] = []
    for lift in lifts
    where lift.statement.names(.names).contains(where: { clauseIndex($0) == index }) {
      guard let exception = self.lift(lift) else {
        isBroken = true
        continue
      }
      lifted.append(exception)
    }
    guard !isBroken else { return }
    var requirement = IRRequirement(
      label: clauseLabel(statement), articles: entry.articles, strength: strength, applies: applies,
      condition: condition.node, exceptions: exceptions, lifts: lifted, judgement: judgementField,
      satisfied: satisfied(strength, applies, condition.node, exceptions + lifted),
      note: note(of: statement))
    requirement.origin = origin(of: statement)
    clauses[index].requirement = requirement
    for (part, node) in zip(entry.guards, guards ?? []) {
      guard case .condition(let expression) = part else { continue }
      clauses[index].conditions.append(GuardPlace(span: expression.span, node: node))
    }
  }

  /// `¬applies ∨ lifts ∨ exceptions ∨ condition`, the condition negated for exclusions.
  private mutating func satisfied(
    _ strength: IRRequirement.Strength, _ applies: NodeID?, _ condition: NodeID,
    _ exceptions: [IRException]
  ) -> NodeID {
    var parts: [NodeID] = []
    if let applies { parts.append(builder.not(applies)) }
    for exception in exceptions { parts.append(exception.holds) }
    parts.append(strength.excludes ? builder.not(condition) : condition)
    return builder.or(parts)
  }

  /// What a 免除 lifts it on: its condition where the blocks around it apply.
  private mutating func lift(_ entry: LiftEntry) -> IRException? {
    guard var exception = exception(entry.statement, inherited: entry.articles),
      let guards = guardNodes(entry.guards)
    else { return nil }
    exception.holds = builder.and(guards + [exception.holds])
    return exception
  }

  mutating func guardNodes(_ guards: [ClauseEntry.Guard]) -> [NodeID]? {
    var nodes: [NodeID] = []
    for part in guards {
      guard let node = guardNode(part) else { return nil }
      nodes.append(node)
    }
    return nodes
  }

  private mutating func guardNode(_ part: ClauseEntry.Guard) -> NodeID? {
    switch part {
    case .condition(let expression):
      let value = condition(expression)
      return value.isError ? nil : value.node
    case .reading(let reading, let option):
      settleReading(reading, expecting: nil)
      return builder.add(.readingIs(reading, option: option), .boolean)
    }
  }

  private mutating func exception(_ statement: Statement, inherited: [String]) -> IRException? {
    guard let expression = statement.expression(.condition) else { return nil }
    let outer = articles
    articles = citations(of: statement, inherited: inherited)
    defer { articles = outer }
    let value = condition(expression)
    var inner: [IRException] = []
    for detail in statement.details where detail.keyword == .unless {
      if let nested = exception(detail, inherited: articles) { inner.append(nested) }
    }
    guard !value.isError else { return nil }
    var parts = [value.node]
    for nested in inner { parts.append(builder.not(nested.holds)) }
    var result = IRException(
      label: label(of: statement), articles: articles, condition: value.node, exceptions: inner,
      holds: builder.and(parts))
    result.origin = origin(of: statement)
    return result
  }

  // MARK: 满足

  /// A clause or a named branch used as a condition.
  mutating func clauseReference(_ name: Name) -> Typed {
    noteClause(name)
    if let index = clauseIndex(name) {
      if clauses[index].isOpen { return cycle(name) }
      elaborateClause(index)
      guard let requirement = clauses[index].requirement else { return errorNode() }
      let outer = articles
      articles = requirement.articles
      defer { articles = outer }
      return named(requirement.label, .clause, Typed(requirement.satisfied, .boolean))
    }
    guard let entry = branches[name.text] else {
      reportMissing(name, .clause, among: clauseNames())
      return errorNode()
    }
    if entry.isOpen { return cycle(name) }
    if let node = entry.node { return node }
    branches[name.text]?.isOpen = true
    defer { branches[name.text]?.isOpen = false }
    let outer = (articles, scopes)
    articles = entry.articles
    scopes = [0]
    defer { (articles, scopes) = outer }
    let value = condition(entry.branch.condition)
    let result =
      value.isError ? value : named(label(entry.branch.name, entry.branch.id), .branch, value)
    branches[name.text]?.node = result
    return result
  }

  private mutating func cycle(_ name: Name) -> Typed {
    report(
      .definitionCycle, at: name.span,
      [LocalText(name.text), LocalText(joined(unfolding + [name.text], " → "))])
    return errorNode()
  }

  /// An exclusion that starts with `非` most likely says the opposite of what is meant.
  private mutating func lintExclusion(_ statement: Statement, _ expression: Expression) {
    guard statement.keyword == .mustNot || statement.keyword == .inPrincipleMustNot,
      case .negation = expression.kind
    else { return }
    report(.reversedExclusion, at: expression.span)
  }
}
