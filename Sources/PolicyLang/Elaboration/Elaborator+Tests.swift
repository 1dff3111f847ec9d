// Samples and tests.
extension Elaborator {
  mutating func elaborateTests() -> [PolicyTest] {
    var tests: [PolicyTest] = []
    var names = Set<String>()
    for statement in linked.statements where statement.keyword == .test {
      guard let name = statement.name else { continue }
      if !names.insert(name.text).inserted {
        report(.duplicateName, at: name.span, [LocalText(name.text)])
      }
      unfolding = [name.text]
      if let test = test(statement, name) { tests.append(test) }
      unfolding = []
    }
    return tests
  }

  mutating func test(_ statement: Statement, _ name: Name) -> PolicyTest? {
    guard let sample = statement.name(.sample) else { return nil }
    var facts: [TestFact] = []
    guard addSample(sample, to: &facts, depth: 0) else { return nil }
    for slot in statement.slots(.changes) {
      if case .facts(let changes) = slot.value { add(changes, to: &facts) }
    }
    guard let expectation = expectation(statement) else { return nil }
    var asOf: CivilDate?
    if case .literal(.date(let date))? = statement.expression(.date)?.kind { asOf = date }
    return PolicyTest(
      name: name.text, span: statement.span, articles: citations(of: statement, inherited: []),
      facts: facts, events: events(statement), settings: settings(statement), asOf: asOf,
      expectation: expectation)
  }

  /// The facts of a sample, after those of the sample it changes.
  private mutating func addSample(_ name: Name, to facts: inout [TestFact], depth: Int) -> Bool {
    guard let sample = samples[name.text], depth < 50 else {
      reportMissing(name, .sample, among: samples.keys.sorted())
      return false
    }
    used.insert(name.text)
    note(name, meaning: sample.name?.span)
    if let base = sample.name(.sample), !addSample(base, to: &facts, depth: depth + 1) {
      return false
    }
    for slot in sample.slots(.changes) {
      if case .facts(let own) = slot.value { add(own, to: &facts) }
    }
    return true
  }

  private mutating func add(_ changes: [Fact], to facts: inout [TestFact]) {
    for fact in changes {
      if fact.field.text == Keyword.allJudgements.spelling(.chinese)
        || fact.field.text == Keyword.allJudgements.spelling(.english)
      {
        for (index, field) in program.records[0].fields.enumerated() where field.type == .judgement
        {
          if let value = value(fact, field, record: 0) {
            set(TestFact(field: index, value: value), in: &facts)
          }
        }
        continue
      }
      guard let index = fieldIndex[0][fact.field.text] else {
        reportMissing(fact.field, .field, among: fieldIndex[0].keys.sorted())
        continue
      }
      noteField(fact.field, index, of: 0)
      if let value = value(fact, program.records[0].fields[index], record: 0) {
        set(TestFact(field: index, value: value), in: &facts)
      }
    }
  }

  private func set(_ fact: TestFact, in facts: inout [TestFact]) {
    facts.removeAll { $0.field == fact.field }
    facts.append(fact)
  }

  // MARK: Values

  private mutating func value(_ fact: Fact, _ field: IRField, record: Int) -> TestValue? {
    if field.type == .error { return nil }
    switch fact.value {
    case .unknown: return .unknown
    case .list(let elements, let span):
      guard case .list(let record) = field.type else {
        if field.type == .clauses, elements.isEmpty { return .clauses([]) }
        return refuse(fact, field, span)
      }
      var list: [[TestFact]] = []
      for element in elements { list.append(self.element(element, record: record)) }
      return .list(list)
    case .words(let words, let span):
      guard field.type == .clauses else { return refuse(fact, field, span) }
      var names: [String] = []
      for word in words {
        noteClause(word)
        if norms[NormKey(space: .clause, name: word.text)] == nil {
          reportMissing(word, .clause, among: clauseNames())
        }
        names.append(word.text)
      }
      return .clauses(names)
    case .word(let word): return self.word(word, fact, field)
    case .expression(let expression):
      if case .name(let name) = expression.kind { return word(name, fact, field) }
      // A sample is data, and data files leave the unit to the field.
      if case .literal(.number(let number, .none)) = expression.kind, case .number = field.type {
        return .constant(.number(number))
      }
      guard
        let fitted = fit(
          elaborate(expression, expecting: field.type), to: field.type, at: expression),
        case .constant(let constant) = builder[fitted.node].operation
      else { return nil }
      return .constant(constant)
    }
  }

  private mutating func word(_ word: Name, _ fact: Fact, _ field: IRField) -> TestValue? {
    switch field.type {
    case .judgement:
      switch word.text {
      case "合格", "pass", "passed": return .judgement(true)
      case "不合格", "fail", "failed": return .judgement(false)
      default: return refuse(fact, field, word.span)
      }
    case .text: return .constant(.text(word.text))
    case .enumeration(let index):
      guard
        let value = program.enumerations[index].values.firstIndex(where: {
          $0.zh == word.text || $0.id == word.text
        })
      else {
        reportUnknownValue(word, of: index)
        return nil
      }
      noteValue(word, value, of: index)
      return .constant(.value(value))
    default:
      let expression = Expression(.name(word), word.span)
      guard let fitted = fit(elaborate(expression), to: field.type, at: expression),
        case .constant(let constant) = builder[fitted.node].operation
      else { return nil }
      return .constant(constant)
    }
  }

  private mutating func refuse(_ fact: Fact, _ field: IRField, _ span: SourceSpan) -> TestValue? {
    report(
      .factOfWrongType, at: span, [LocalText(fact.field.text), wording(field.type), text(span)])
    return nil
  }

  private mutating func element(_ facts: [Fact], record: Int) -> [TestFact] {
    var result: [TestFact] = []
    for fact in facts {
      guard let index = fieldIndex[record][fact.field.text] else {
        reportMissing(fact.field, .field, among: fieldIndex[record].keys.sorted())
        continue
      }
      noteField(fact.field, index, of: record)
      if let value = value(fact, program.records[record].fields[index], record: record) {
        result.append(TestFact(field: index, value: value))
      }
    }
    return result
  }

  // MARK: Cases, settings, expectations

  private mutating func events(_ statement: Statement) -> [TestEvent] {
    var result: [TestEvent] = []
    for slot in statement.slots(.history) {
      guard case .history(let happenings) = slot.value else { continue }
      for happening in happenings {
        guard let event = eventIndex[happening.event.text] else {
          reportMissing(happening.event, .event, among: eventIndex.keys.sorted())
          continue
        }
        noteEvent(happening.event, event)
        var date: CivilDate?
        if case .date(let day)? = happening.date?.value {
          date = day
        } else if let written = happening.date {
          report(
            .wrongType, at: written.span,
            [wording(.date), text(written.span), LocalText(zh: "别的东西", en: "something else")])
        }
        result.append(
          TestEvent(
            event: event, date: date,
            attributes: element(happening.attributes, record: program.events[event].record)))
      }
    }
    return result
  }

  private mutating func settings(_ statement: Statement) -> [TestSetting] {
    var result: [TestSetting] = []
    var names: [Name] = []
    var expressions: [Expression] = []
    var sawSetting = false
    for slot in statement.slots {
      if slot.name == .setting, case .name(let name) = slot.value {
        names.append(name)
        sawSetting = true
      } else if slot.name == .value, sawSetting, case .expression(let expression) = slot.value {
        expressions.append(expression)
      }
    }
    for (name, expression) in zip(names, expressions) {
      if let symbol = values[name.text] { noteSymbol(name, symbol) }
      switch values[name.text] {
      case .reading(let index):
        used.insert(name.text)
        if let option = option(matching: expression, of: index) {
          result.append(.reading(index, option: option))
        }
      case .parameter(let index):
        let type = program.parameters[index].type
        if let fitted = fit(elaborate(expression, expecting: type), to: type, at: expression) {
          result.append(.parameter(index, fitted.node))
        }
      default: reportMissing(name, .reading, among: values.keys.sorted())
      }
    }
    return result
  }

  /// The option of a reading that has this value or this word.
  private mutating func option(matching expression: Expression, of reading: Int) -> Int? {
    settleReading(reading, expecting: nil)
    if case .name(let name) = expression.kind, let index = option(name.text, of: reading) {
      noteOption(name, index, of: reading)
      return index
    }
    let type = program.readings[reading].type
    guard type != .error else { return nil }
    if isUnknownWord(expression, for: type) {
      reportUnknownOption(expression, of: reading)
      return nil
    }
    let value = elaborate(expression, expecting: type)
    if value.isError { return nil }
    if let index = program.readings[reading].options.firstIndex(where: { $0.value == value.node }) {
      return index
    }
    reportUnknownOption(expression, of: reading)
    return nil
  }

  /// A bare word that can be no value of the type, and so was meant as the name of an option.
  private func isUnknownWord(_ expression: Expression, for type: IRType) -> Bool {
    guard case .name(let name) = expression.kind, values[name.text] == nil,
      fieldIndex[0][name.text] == nil
    else { return false }
    switch type {
    case .boolean, .number, .money, .share, .date: return true
    default: return false
    }
  }

  private mutating func reportUnknownOption(_ expression: Expression, of reading: Int) {
    var words: [String] = []
    for option in program.readings[reading].options { words.append(option.label.zh) }
    report(
      .unknownValue, at: expression.span,
      [
        LocalText(program.readings[reading].label.zh), text(expression.span), "", listed(words), "",
      ])
  }

  private mutating func expectation(_ statement: Statement) -> PolicyTest.Expectation? {
    var causes: [String] = []
    for name in statement.names(.cause) { causes.append(name.text) }
    switch statement.keyword(.expected) {
    case .inAll:
      guard let expression = statement.expression(.amount),
        let value = fit(elaborate(expression, expecting: .money), to: .money, at: expression)
      else { return nil }
      return .total(value.node)
    case .selected:
      guard let expression = statement.expression(.number),
        let value = fit(elaborate(expression), to: .number(.none), at: expression)
      else { return nil }
      return .selected(value.node)
    case .breaches, .keeps:
      for name in statement.names(.cause) { noteNorm(name, .stage) }
      return statement.keyword(.expected) == .keeps ? .keeps(causes) : .breaches(causes)
    case let keyword?:
      for name in statement.names(.cause) { noteClause(name) }
      for name in statement.names(.cause)
      where norms[NormKey(space: .clause, name: name.text)] == nil {
        reportMissingClause(name)
      }
      return .decision(keyword, because: causes)
    case nil:
      guard let expression = statement.expression(.condition) else { return nil }
      let value = condition(expression)
      return value.isError ? nil : .condition(value.node)
    }
  }

  /// A test outlives the clause that it was written for; what there is instead is said.
  private mutating func reportMissingClause(_ name: Name) {
    let known = clauseNames()
    var shown = Array(known.prefix(12))
    if known.count > shown.count { shown.append("…") }
    report(
      .missingClauseOfTest, at: name.span,
      [LocalText(name.text), didYouMean(name.text, known), listed(shown)],
      fixIts: fixes(name, known))
  }
}
