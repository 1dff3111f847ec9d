// What may follow in a statement, from its form, and in the expressions of its content.
extension CompletionBuilder {
  mutating func buildInStatement() {
    let level = context.innermost
    let block: Block? =
      switch level.scope {
      case .block(let block): block
      case .fields: .fields
      default: nil
      }
    let mayStart = place.previous == nil || startsHere
    if mayStart, !isUnfinished {
      if let block { add(Forms.forms(in: block).map { $0.keyword }) }
      if block == .policyFile { add([.replace]) }
      // The statement before may go on.
      if let form = level.form { add(FormWords.keywords(in: form) + [.and, .or]) }
      return
    }
    guard let form = level.form, let keyword = level.keyword else {
      if let block { add(Forms.forms(in: block).map { $0.keyword }) }
      return
    }
    buildAfter(keyword, form)
  }

  private var startsHere: Bool {
    switch place.previous?.kind {
    case .leftBrace, .rightBrace, .fullStop, .semicolon, nil: true
    default: place.isFirstOnLine
    }
  }

  /// Whether the text before the place cannot end there.
  private var isUnfinished: Bool {
    switch place.previous?.kind {
    case .colon, .comma, .plus, .minus, .times, .divided, .equals, .notEquals, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .keyword(.and), .keyword(.or), .keyword(.not):
      true
    case .keyword(let keyword): CompletionBuilder.comparisons.contains(keyword)
    default: false
    }
  }

  private mutating func buildAfter(_ keyword: Int, _ form: Form) {
    var hasColon = false
    for index in keyword..<context.count where context.tokens[index].kind == .colon {
      hasColon = true
    }
    guard context.count > keyword + 1 else { return buildHead(form) }
    if hasColon || form.head == .none || form.head == .cites {
      return buildContent(form, keyword)
    }
    switch place.previous?.kind {
    case .comma: buildHead(form)
    default: add(FormWords.start(of: form.content).keywords)
    }
  }

  private mutating func buildHead(_ form: Form) {
    switch form.head {
    case .refers(let space): addNames(in: space)
    case .declares, .labels: return
    case .none, .cites: add(FormWords.start(of: form.content), form)
    }
  }

  private mutating func buildContent(_ form: Form, _ start: Int) {
    var position = context.count - 1
    // Names in a row are all of the kind that the first one is.
    if context.tokens[position].kind == .comma {
      while position > start, isNameOrComma(context.tokens[position].kind) { position -= 1 }
    }
    let token = context.tokens[position]
    var rest: [Part]?
    if position == start {
      rest = form.content
    } else if token.kind == .colon {
      rest = FormWords.rest(of: form.content, after: nil)
    } else if let keyword = token.keyword {
      rest = FormWords.rest(of: form.content, after: keyword)
    }
    guard let rest else { return buildExpression(in: form) }
    add(FormWords.start(of: rest), form)
  }

  private func isNameOrComma(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .comma, .word: true
    default: false
    }
  }

  private mutating func add(_ expected: FormWords.Expected, _ form: Form) {
    if expected.isIdentifier { addFiles() }
    for space in expected.spaces {
      // Tests name readings and figures, and rules of the procedure.
      let isOfTest = space == .any && form.keyword == .test
      for wanted in isOfTest ? [.reading, .parameter, .stage, .duty] : [space] {
        addNames(in: wanted)
      }
    }
    add(expected.keywords)
    if expected.isType {
      add([
        .textType, .dateType, .booleanType, .integerType, .decimalType, .yearType, .moneyType,
        .percentType, .judgementType, .clausesType, .scoreType, .choiceType, .levelType, .listType,
      ])
      addNames(in: .type)
      for unit in [Unit.years, .months, .days] { add(unit.spelling(language), .unit, "") }
    }
    if expected.isExpression { buildExpression(in: form) }
  }

  // MARK: Expressions

  static let comparisons: Set<Keyword> = [
    .equal, .notEqual, .memberOf, .notMemberOf, .atLeast, .atMost, .above, .below, .top, .between,
  ]

  mutating func buildExpression(in form: Form? = nil) {
    switch place.previous?.kind {
    case .keyword(let keyword), .synonym(let keyword): buildExpression(after: keyword)
    case .equals, .notEquals, .less, .lessOrEqual, .greater, .greaterOrEqual:
      addValuesOfOperand(before: context.count - 1)
    case .word, .literal, .text, .rightParen, .rightBrace, .rightBracket:
      add([
        .atLeast, .atMost, .above, .below, .equal, .notEqual, .memberOf, .notMemberOf, .top, .known,
        .inLast, .between, .and, .or, .of,
      ])
      if countsElements { addNames(in: .list) }
      if let form {
        add(FormWords.keywords(in: form))
        if form.head == .none { addOperands() }
      }
    default: addOperands()
    }
  }

  private mutating func buildExpression(after keyword: Keyword) {
    switch keyword {
    case .meets: addNames(in: .clause)
    case .attest: addNames(in: .judgement)
    case .holds: addNames(in: .honour)
    case .ended: addNames(in: .training)
    case .selected: addNames(in: .outcome)
    case .has:
      addNames(in: .list)
      add([.atLeast, .atMost, .exactly])
      addOperands()
    case .as:
      if let type = type(ofOperandEndingBefore: context.count - 1) { addValues(of: type) }
      addOperands()
    case .its: addElementFields()
    case .of: addMembers()
    case _ where CompletionBuilder.comparisons.contains(keyword):
      addValuesOfOperand(before: context.count - 1)
    default: addOperands()
    }
  }

  /// What may begin an operand.
  mutating func addOperands() {
    if elementRecord != nil { add([.its]) }
    addFields(of: 0)
    for space in [Space.parameter, .reading, .definition, .table, .scoring] { addNames(in: space) }
    add([
      .has, .each, .count, .not, .meets, .oneOf, .allOf, .atLeastOf, .holds, .ended, .selected,
      .sum,
      .highest, .lowest, .earliest, .latest, .distinct, .fullYears, .higherOf, .lowerOf, .asOfDate,
      .unstated, .yes, .no,
    ])
    addNames(in: .event)
  }

  /// The values of what stands before a comparison; figures where it is no choice.
  private mutating func addValuesOfOperand(before comparison: Int) {
    if comparison > 0, context.tokens[comparison - 1].keyword == .has { addNames(in: .parameter) }
    let type = type(ofOperandEndingBefore: comparison)
    if let type { addValues(of: type) }
    for space in [Space.parameter, .reading, .definition, .table] { addNames(in: space) }
    add([.unstated])
    switch type {
    case .enumeration, .set, .boolean, .judgement: return
    default: addOperands()
    }
  }

  /// Whether what stands before is the number of `有 至少 3名 …`.
  private var countsElements: Bool {
    guard context.count > 2 else { return false }
    switch context.tokens[context.count - 2].keyword {
    case .atLeast, .atMost, .exactly: return context.tokens[context.count - 3].keyword == .has
    default: return false
    }
  }

  /// The type of the field that ends before a token; `nil` for anything else.
  private func type(ofOperandEndingBefore index: Int) -> IRType? {
    guard index > 0, let program = file.program else { return nil }
    let word = context.tokens[index - 1]
    let name = file.source.text(word.span)
    var record = 0
    if index > 1, context.tokens[index - 2].keyword == .its { record = elementRecord ?? 0 }
    if index > 2, context.tokens[index - 2].keyword == .of {
      record = self.record(named: file.source.text(context.tokens[index - 3].span)) ?? 0
    }
    if let reading = program.readings.first(where: { $0.label.zh == name || $0.label.id == name }) {
      return reading.type
    }
    guard program.records.indices.contains(record) else { return nil }
    return program.records[record].fields.first {
      $0.label.zh == name || $0.label.id == name
    }?.type
  }

  // MARK: Elements and members

  /// The record of the list whose element the round brackets around the place ask about.
  var elementRecord: Int? {
    for level in context.levels.reversed() where level.scope == .brackets && level.opener > 0 {
      if let record = record(named: file.source.text(context.tokens[level.opener - 1].span)) {
        return record
      }
    }
    return nil
  }

  private func record(named name: String) -> Int? {
    guard let program = file.program else { return nil }
    for record in program.records {
      for field in record.fields where field.label.zh == name || field.label.id == name {
        if case .list(let element) = field.type { return element }
        if case .record(let element) = field.type { return element }
      }
    }
    return program.events.first { $0.label.zh == name || $0.label.id == name }?.record
  }

  private mutating func addElementFields() {
    if let record = elementRecord { addFields(of: record) }
  }

  /// The fields of the record or event before 的.
  private mutating func addMembers() {
    guard context.count > 1 else { return }
    let owner = file.source.text(context.tokens[context.count - 2].span)
    if let record = record(named: owner) { addFields(of: record) }
  }

  // MARK: Samples and sets

  mutating func buildInFacts() {
    let record = factRecord
    if place.previous?.kind == .colon {
      guard context.count > 1, let program = file.program,
        program.records.indices.contains(record)
      else { return }
      let key = file.source.text(context.tokens[context.count - 2].span)
      let field = program.records[record].fields.first {
        $0.label.zh == key || $0.label.id == key
      }
      if let field { addValues(of: field.type) }
      if key == Keyword.allJudgements.spelling(language) { addValues(of: .judgement) }
      add([.unknown])
      return
    }
    addFields(of: record)
    if record == 0 { add([.allJudgements]) }
  }

  /// The record whose facts stand around the place.
  private var factRecord: Int {
    guard let program = file.program else { return 0 }
    // `竞赛成绩: [{ … }]`, `推荐专家: 3名 { … }` and `公示开始 2026-06-01 ( … )`.
    for level in context.levels.reversed() where level.opener > 1 {
      var index = level.opener - 1
      while index > 0, isBetweenNameAndElement(context.tokens[index].kind) { index -= 1 }
      if let record = record(named: file.source.text(context.tokens[index].span)) { return record }
    }
    return program.records.isEmpty ? -1 : 0
  }

  private func isBetweenNameAndElement(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .colon, .literal, .leftBracket: true
    default: false
    }
  }

  mutating func buildInSet() {
    let opener = context.innermost.opener
    if opener > 0, let type = type(ofOperandEndingBefore: opener - 1) { addValues(of: type) }
    if !items.isEmpty { return }
    // The set of a reading or definition may be of any choice.
    for enumeration in file.program?.enumerations ?? [] {
      for value in enumeration.values {
        add(value.zh, .name(.option), enumeration.name, id: value.id)
      }
    }
  }
}
