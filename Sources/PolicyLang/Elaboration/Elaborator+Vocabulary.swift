// The vocabulary: types, the candidate's fields, events, and what a policy adds to them.
extension Elaborator {
  mutating func elaborateVocabulary() {
    let own = linked.statements.filter { Elaborator.vocabularyKeywords.contains($0.keyword) }
    let statements = linked.vocabulary + own
    program.records = [
      IRRecord(label: IRLabel(id: "candidate", zh: "候选人", en: "candidate"), fields: [])
    ]
    fieldIndex = [[:]]
    for statement in statements where statement.keyword == .type { declareType(statement) }
    for statement in statements where statement.keyword == .addValue { addValue(statement) }
    for statement in statements {
      switch statement.keyword {
      case .subject:
        program.records[0].label = vocabularyLabel(statement)
        for field in statement.details where field.keyword == .field { declareField(field, in: 0) }
      case .field: declareField(statement, in: 0)
      default: continue
      }
    }
    for statement in statements where statement.keyword == .addValue { addValue(statement) }
    for statement in statements where statement.keyword == .event { declareEvent(statement) }
    for statement in statements where statement.keyword == .addValue {
      reportUnknownEnumeration(statement, statements)
    }
    // Derivations and invariants may use any field, so they come after all of them.
    for statement in statements {
      let parts = statement.keyword == .subject ? statement.details : [statement]
      for part in parts { elaborateDerivation(part) }
    }
  }

  private static let vocabularyKeywords: Set<Keyword> = [
    .type, .field, .event, .addValue, .derive, .invariant,
  ]

  /// A label whose English wording is the first text after the name.
  private func vocabularyLabel(_ statement: Statement) -> IRLabel {
    var result = label(of: statement)
    if let english = statement.notes.first { result.en = english.text }
    return result
  }

  // MARK: Types

  private mutating func declareType(_ statement: Statement) {
    guard let name = statement.name, case .type(let syntax)? = statement.slot(.type)?.value else {
      return
    }
    if types[name.text] != nil {
      return report(.duplicateName, at: name.span, [LocalText(name.text)])
    }
    let field = self.field(of: syntax, label: vocabularyLabel(statement))
    let symbol: TypeSymbol =
      switch field.type {
      case .enumeration(let index): .enumeration(index)
      case .list(let index): .list(index)
      case .record(let index): .record(index)
      default: .other(field)
      }
    types[name.text] = symbol
    names?.declareType(statement)
    if let id = statement.id { types[id.text] = symbol }
  }

  /// A field of the given type; its label is taken over.
  private mutating func field(of syntax: TypeSyntax, label: IRLabel) -> IRField {
    var field = IRField(label: label, type: .error)
    switch syntax.kind {
    case .text: field.type = .text
    case .date: field.type = .date
    case .boolean: field.type = .boolean
    case .calendarYear: field.type = .calendarYear
    case .money:
      field.type = .money
      field.places = 2
    case .judgement: field.type = .judgement
    case .clauses: field.type = .clauses
    case .number(let unit, let places):
      field.type = .number(unit.canonical)
      field.places = places
    case .percent(let places):
      field.type = .share
      field.places = places
    case .score(let low, let high, let places):
      field.type = .number(.points)
      field.places = places
      if case .number(let value, _) = low.value { field.low = value }
      if case .number(let value, _) = high.value { field.high = value }
    case .choice(let choices): field.type = declareEnumeration(label, choices, isOrdered: false)
    case .level(let choices): field.type = declareEnumeration(label, choices, isOrdered: true)
    case .list(let fields): field.type = .list(declareRecord(label, fields))
    case .record(let fields): field.type = .record(declareRecord(label, fields))
    case .named(let name): applyNamedType(name, to: &field)
    case .missing: break
    }
    return field
  }

  private mutating func applyNamedType(_ name: Name, to field: inout IRField) {
    if names != nil { note(name, meaning: names?.type(name.text)) }
    switch types[name.text] {
    case .enumeration(let index): field.type = .enumeration(index)
    case .list(let index): field.type = .list(index)
    case .record(let index): field.type = .record(index)
    case .other(let declared):
      let label = field.label
      field = declared
      field.label = label
    case nil where Parser.units[name.text] != nil:
      report(.unitWithoutKind, at: name.span, [LocalText(name.text)])
    case nil:
      reportMissing(name, .type, among: types.keys.sorted())
    }
  }

  private mutating func declareEnumeration(
    _ label: IRLabel, _ choices: [TypeSyntax.Choice], isOrdered: Bool
  ) -> IRType {
    var values: [IRLabel] = []
    for choice in choices {
      var value = self.label(choice.name, choice.id)
      // An id such as senior_technician is its own English wording.
      if value.en.isEmpty, value.id != value.zh { value.en = Elaborator.words(of: value.id) }
      if let first = values.firstIndex(where: { $0.zh == value.zh || $0.id == value.id }) {
        report(
          .duplicateName, at: choice.name.span, [LocalText(choice.name.text)],
          related: [
            RelatedPlace(choices[first].name.span, LocalText(zh: "第一次写在这里", en: "first here"))
          ])
        continue
      }
      values.append(value)
      names?.declareValue(value.zh, of: program.enumerations.count, at: choice.name.span)
    }
    program.enumerations.append(
      IREnumeration(name: label.zh, isOrdered: isOrdered, values: values))
    return .enumeration(program.enumerations.count - 1)
  }

  private static func words(of id: String) -> String {
    var words = ""
    for scalar in id.unicodeScalars { words.unicodeScalars.append(scalar == "_" ? " " : scalar) }
    return words
  }

  private mutating func declareRecord(_ label: IRLabel, _ fields: [Statement]) -> Int {
    program.records.append(IRRecord(label: label, fields: []))
    fieldIndex.append([:])
    let index = program.records.count - 1
    for field in fields where field.keyword == .field { declareField(field, in: index) }
    return index
  }

  // MARK: Fields

  private mutating func declareField(_ statement: Statement, in record: Int) {
    guard let name = statement.name, case .type(let syntax)? = statement.slot(.type)?.value else {
      return
    }
    let label = vocabularyLabel(statement)
    for key in [label.zh, label.id] where fieldIndex[record][key] != nil {
      return report(.duplicateName, at: name.span, [LocalText(name.text)])
    }
    var field = self.field(of: syntax, label: label)
    field.isIdentifier = statement.keyword(.flag) == .identifier
    field.meaning = statement.text(.meaning) ?? ""
    program.records[record].fields.append(field)
    let index = program.records[record].fields.count - 1
    names?.declareField(index, of: record, at: name.span)
    fieldIndex[record][label.zh] = index
    fieldIndex[record][label.id] = index
  }

  private mutating func declareEvent(_ statement: Statement) {
    guard let name = statement.name else { return }
    let label = vocabularyLabel(statement)
    if eventIndex[label.zh] != nil || eventIndex[label.id] != nil {
      return report(.duplicateName, at: name.span, [LocalText(name.text)])
    }
    program.records.append(
      IRRecord(
        label: label,
        fields: [IRField(label: IRLabel(id: "on", zh: "发生日", en: "date"), type: .date)]))
    fieldIndex.append(["on": 0, "发生日": 0])
    names?.declareEvent(at: name.span)
    let record = program.records.count - 1
    for field in statement.details where field.keyword == .field { declareField(field, in: record) }
    program.events.append(IREvent(label: label, record: record))
    eventIndex[label.zh] = program.events.count - 1
    eventIndex[label.id] = program.events.count - 1
  }

  // MARK: 补充

  /// Adds a value to a choice, or inserts one into a level between two neighbours.
  private mutating func addValue(_ statement: Statement) {
    guard let name = statement.name, let value = statement.name(.value) else { return }
    guard let index = enumeration(named: name.text) else { return }
    noteEnumeration(name)
    let added = label(value, statement.id)
    if program.enumerations[index].values.contains(where: { $0.zh == added.zh }) { return }
    names?.declareValue(added.zh, of: index, at: value.span)
    guard let low = statement.name(.low), let high = statement.name(.high) else {
      program.enumerations[index].values.append(added)
      return
    }
    let values = program.enumerations[index].values
    guard let below = values.firstIndex(where: { $0.zh == low.text || $0.id == low.text }) else {
      return reportUnknownValue(low, of: index)
    }
    guard let above = values.firstIndex(where: { $0.zh == high.text || $0.id == high.text }) else {
      return reportUnknownValue(high, of: index)
    }
    noteValue(low, below, of: index)
    noteValue(high, above, of: index)
    program.enumerations[index].values.insert(added, at: max(below + 1, min(above, values.count)))
  }

  /// The type or field whose values a statement adds to.
  private mutating func noteEnumeration(_ name: Name) {
    guard names != nil else { return }
    if let type = names?.type(name.text) {
      note(name, meaning: type)
    } else if let field = fieldIndex[0][name.text] {
      noteField(name, field, of: 0)
    }
  }

  /// Says what can be added to, and by which name where the writer used that of an item of an event.
  private mutating func reportUnknownEnumeration(
    _ statement: Statement, _ statements: [Statement]
  ) {
    guard let name = statement.name, let value = statement.name(.value),
      enumeration(named: name.text) == nil
    else { return }
    var known: [String] = []
    for statement in statements where statement.keyword == .type {
      if let own = statement.name?.text, enumeration(named: own) != nil { known.append(own) }
    }
    for field in program.records[0].fields {
      if case .enumeration = field.type { known.append(field.label.zh) }
    }
    var hint = LocalText("")
    for event in program.events {
      for field in program.records[event.record].fields
      where field.label.zh == name.text || event.label.zh == name.text {
        guard case .enumeration(let index) = field.type else { continue }
        let type = program.enumerations[index].name
        guard enumeration(named: type) == index else { continue }
        hint = LocalText(
          zh: "“\(event.label.zh) 的 \(field.label.zh)”写：补充 \(type): \(value.text)。",
          en:
            "for `\(event.label.zh)'s \(field.label.zh)` write: add value \(type): \(value.text). ")
      }
    }
    report(
      .notExtensible, at: name.span, [LocalText(name.text), hint, listed(known)],
      fixIts: fixes(name, known))
  }

  func enumeration(named name: String) -> Int? {
    if case .enumeration(let index)? = types[name] { return index }
    if let field = fieldIndex[0][name],
      case .enumeration(let index) = program.records[0].fields[field].type
    {
      return index
    }
    return nil
  }

  // MARK: 推导 and 恒有

  private mutating func elaborateDerivation(_ statement: Statement) {
    switch statement.keyword {
    case .derive:
      guard let name = statement.name, let expression = statement.expression(.value) else { return }
      guard let field = fieldIndex[0][name.text] else {
        return reportMissing(name, .field, among: fieldIndex[0].keys.sorted())
      }
      noteField(name, field, of: 0)
      let type = program.records[0].fields[field].type
      let value = elaborate(expression, expecting: type)
      guard let fitted = fit(value, to: type, at: expression) else { return }
      program.derivations.append(IRDerivation(field: field, value: fitted.node))
    case .invariant:
      guard let expression = statement.expression(.condition) else { return }
      let value = condition(expression)
      if !value.isError {
        program.invariants.append(IRInvariant(label: label(of: statement), condition: value.node))
      }
    default: return
    }
  }
}
