// Parameters, readings, definitions and tables.
extension Elaborator {
  /// What a name that stands for a value yields where it is used.
  mutating func value(of symbol: ValueSymbol, name: Name, expecting: IRType?) -> Typed {
    switch symbol {
    case .parameter(let index):
      // Where nothing says what is meant it is a number, and what does not fit is reported.
      settleParameter(index, expecting ?? .number(.none))
      let type = program.parameters[index].type
      return type == .error ? errorNode() : Typed(builder.add(.parameter(index), type), type)
    case .reading(let index): return reading(index, name, expecting: expecting)
    case .definition(let index): return definition(index, name, expecting: expecting)
    case .table(let index): return table(index, name)
    case .score(let norm): return score(norm)
    }
  }

  /// Parameters first, since everything else may use them; then what nobody asked for yet.
  mutating func elaborateFigures() {
    elaborateParameters(linked.statements, inherited: [])
  }

  // MARK: 参数

  private mutating func elaborateParameters(_ statements: [Statement], inherited: [String]) {
    var index = 0
    for statement in statements where statement.keyword == .parameter {
      articles = citations(of: statement, inherited: inherited)
      unfolding = [statement.name?.text ?? ""]
      elaborateParameter(statement, index)
      unfolding = []
      articles = []
      index += 1
    }
  }

  mutating func elaborateParameter(_ statement: Statement, _ index: Int) {
    var dates: [CivilDate?] = []
    var expressions: [Expression] = []
    if let value = statement.expression(.value) {
      dates = [nil]
      expressions = [value]
    }
    for slot in statement.slots {
      guard case .expression(let expression) = slot.value else { continue }
      if slot.name == .date {
        guard case .literal(.date(let date)) = expression.kind else {
          report(
            .wrongType, at: expression.span,
            [wording(.date), text(expression.span), LocalText(zh: "别的东西", en: "something else")])
          return
        }
        dates.append(date)
      } else if slot.name == .amount {
        expressions.append(expression)
      }
    }
    var values: [IRDatedValue] = []
    var type: IRType?
    for (date, expression) in zip(dates, expressions) {
      if case .unstated(let remark) = expression.kind {
        // What kind of figure is left open is known from the others, or from its first use.
        let value = unstated(remark, expression.span, type: type ?? .number(.none))
        values.append(IRDatedValue(from: date, value: value.node))
        continue
      }
      let value = elaborate(expression, expecting: type)
      if value.isError { return }
      if let type, fit(value, to: type, at: expression) == nil { return }
      type = type ?? value.type
      values.append(IRDatedValue(from: date, value: value.node))
    }
    program.parameters[index].values = values.sorted {
      ($0.from?.dayNumber ?? .min) < ($1.from?.dayNumber ?? .min)
    }
    if let type { settleParameter(index, type) }
  }

  /// Whether all that is known of a parameter is that it is left open. Without any value it is in error,
  /// which was reported.
  func isUnsettled(_ parameter: Int) -> Bool {
    program.parameters[parameter].type == .error && !program.parameters[parameter].values.isEmpty
  }

  /// Gives a parameter its type; figures that are left open take it too.
  private mutating func settleParameter(_ index: Int, _ type: IRType) {
    guard isUnsettled(index), type != .error else { return }
    program.parameters[index].type = type
    for place in program.parameters[index].values.indices {
      let operation = builder[program.parameters[index].values[place].value].operation
      guard case .unstated = operation else { continue }
      program.parameters[index].values[place].value = builder.add(operation, type)
    }
  }

  /// Parameters that are left open and that nothing uses are numbers.
  mutating func settleUnusedParameters() {
    for index in program.parameters.indices { settleParameter(index, .number(.none)) }
  }

  // MARK: 解读

  private mutating func reading(_ index: Int, _ name: Name, expecting: IRType?) -> Typed {
    settleReading(index, expecting: expecting)
    guard let type = readings[index].type, type != .error else { return errorNode() }
    if let expecting, isDifferentSet(type, expecting) {
      report(
        .readingUsedDifferently, at: name.span,
        [LocalText(name.text), wording(expecting), wording(type)])
      return errorNode()
    }
    return Typed(builder.add(.reading(index), type), type)
  }

  /// Whether a reading of one enumeration's values is used where another's are wanted.
  private func isDifferentSet(_ type: IRType, _ expected: IRType) -> Bool {
    switch (type, expected) {
    case (.set(let a), .set(let b)), (.enumeration(let a), .enumeration(let b)): a != b
    case (.set(let a), .enumeration(let b)), (.enumeration(let a), .set(let b)): a != b
    default: false
    }
  }

  /// Elaborates the options of a reading. Where its words belong to depends on its first use.
  mutating func settleReading(_ index: Int, expecting: IRType?) {
    guard readings[index].type == nil, !readings[index].isOpen else { return }
    readings[index].isOpen = true
    defer { readings[index].isOpen = false }
    let statement = readings[index].statement
    let outer = (articles, scopes, unfolding)
    articles = readings[index].articles
    scopes = [0]
    unfolding.append(statement.name?.text ?? "")
    defer { (articles, scopes, unfolding) = outer }

    if !statement.details.isEmpty { return settleClauseReading(index, statement) }
    var expressions: [Expression] = []
    for slot in statement.slots {
      if case .expression(let expression) = slot.value { expressions.append(expression) }
    }
    let wanted =
      expecting.flatMap { enumerationType($0, in: expressions) } ?? guessEnumeration(expressions)
    if wanted == nil, areNewWords(expressions) { return settleWordReading(index, expressions) }
    var options: [IRReadingOption] = []
    var type: IRType?
    for expression in expressions {
      let value = elaborate(expression, expecting: wanted ?? type)
      guard !value.isError else {
        readings[index].type = .error
        return
      }
      if let type, value.type != type {
        report(
          .readingOptionsDiffer, at: expression.span,
          [LocalText(statement.name?.text ?? ""), wording(type), wording(value.type)])
        readings[index].type = .error
        return
      }
      type = value.type
      let position = options.count + 1
      options.append(
        IRReadingOption(label: optionLabel(expression, position), value: value.node))
    }
    readings[index].type = type ?? .error
    program.readings[index].type = type ?? .error
    program.readings[index].options = options
  }

  /// How an option is called: its word, or its value spelled by value, so that the label does not
  /// depend on how the file spells it.
  private func optionLabel(_ expression: Expression, _ position: Int) -> IRLabel {
    switch expression.kind {
    case .name(let name): return optionLabel(name.text)
    case .text(let text): return optionLabel(text)
    case .literal(let value):
      let zh = value.spelling(.chinese)
      return IRLabel(id: zh, zh: zh, en: value.spelling(.english))
    case .set(let elements):
      var zh: [String] = []
      var en: [String] = []
      for element in elements {
        let label = optionLabel(element, position)
        zh.append(label.zh)
        en.append(label.en.isEmpty ? label.zh : label.en)
      }
      let chinese = "{" + joined(zh, "、") + "}"
      return IRLabel(id: chinese, zh: chinese, en: "{" + joined(en, ", ") + "}")
    default:
      return IRLabel(id: "option_\(position)", zh: "第\(position)种读法", en: "reading \(position)")
    }
  }

  private func optionLabel(_ words: String) -> IRLabel {
    let translation = translations[words]
    return IRLabel(
      id: translation?.id.text ?? words, zh: words, en: translation?.english?.text ?? "")
  }

  /// Options that are new words: the reading is a switch that conditions ask about.
  private mutating func settleWordReading(_ index: Int, _ expressions: [Expression]) {
    var options: [IRReadingOption] = []
    for expression in expressions {
      options.append(
        IRReadingOption(label: optionLabel(expression, options.count + 1), value: nil))
    }
    setOptions(index, options)
  }

  private mutating func settleClauseReading(_ index: Int, _ statement: Statement) {
    var options: [IRReadingOption] = []
    for option in statement.details where option.keyword == .readAs || option.keyword == .otherwise
    {
      options.append(IRReadingOption(label: label(of: option), value: nil))
    }
    setOptions(index, options)
  }

  private mutating func setOptions(_ index: Int, _ options: [IRReadingOption]) {
    readings[index].type = .option(index)
    program.readings[index].type = .option(index)
    program.readings[index].options = options
  }

  /// The index of an option by its word.
  mutating func option(_ word: String, of reading: Int) -> Int? {
    settleReading(reading, expecting: nil)
    return program.readings[reading].options.firstIndex {
      $0.label.zh == word || $0.label.id == word
    }
  }

  private func enumerationType(_ expected: IRType, in expressions: [Expression]) -> IRType? {
    let index: Int
    switch expected {
    case .set(let enumeration), .enumeration(let enumeration): index = enumeration
    default: return nil
    }
    guard let first = expressions.first else { return nil }
    if case .set = first.kind { return .set(index) }
    return .enumeration(index)
  }

  /// The only enumeration that has all the words, if there is just one.
  private func guessEnumeration(_ expressions: [Expression]) -> IRType? {
    var words: [String] = []
    var isSet = false
    for expression in expressions {
      switch expression.kind {
      case .name(let name): words.append(name.text)
      case .set(let elements):
        isSet = true
        for element in elements {
          guard case .name(let name) = element.kind else { return nil }
          words.append(name.text)
        }
      default: return nil
      }
    }
    var found: Int?
    for (index, enumeration) in program.enumerations.enumerated() {
      let hasAll = words.allSatisfy { word in
        enumeration.values.contains { $0.zh == word || $0.id == word }
      }
      guard hasAll else { continue }
      if found != nil { return nil }
      found = index
    }
    guard let found else { return nil }
    return isSet ? .set(found) : .enumeration(found)
  }

  private func areNewWords(_ expressions: [Expression]) -> Bool {
    expressions.allSatisfy {
      guard case .name(let name) = $0.kind else { return false }
      return fieldIndex[0][name.text] == nil && values[name.text] == nil
        && eventIndex[name.text] == nil
    }
  }

  // MARK: 定义

  private mutating func definition(_ index: Int, _ name: Name, expecting: IRType?) -> Typed {
    if let known = definitions[index].node { return known }
    guard let expression = definitions[index].statement.expression(.value) else {
      return errorNode()
    }
    if unfolding.contains(name.text) {
      report(
        .definitionCycle, at: name.span,
        [LocalText(name.text), LocalText(joined(unfolding + [name.text], " → "))])
      return errorNode()
    }
    unfolding.append(name.text)
    let outer = articles
    articles = definitions[index].articles
    var value = elaborate(expression, expecting: expecting)
    if value.type == .boolean {
      value = named(label(of: definitions[index].statement), .definition, value)
    }
    articles = outer
    unfolding.removeLast()
    // A definition about a list element means something else in every list.
    if !Elaborator.mentionsElement(expression) { definitions[index].node = value }
    return value
  }

  /// Whether an expression speaks of the element in hand outside any list of its own.
  static func mentionsElement(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .its: true
    case .negation(let a), .minus(let a), .known(let a), .member(let a, _): mentionsElement(a)
    case .binary(_, let a, let b): mentionsElement(a) || mentionsElement(b)
    case .window(let a, let b, let c):
      mentionsElement(a) || mentionsElement(b) || (c.map(mentionsElement) ?? false)
    case .between(let a, let b, let c):
      mentionsElement(a) || mentionsElement(b) || mentionsElement(c)
    case .call(_, let arguments), .set(let arguments): arguments.contains(where: mentionsElement)
    case .group(_, let branches): branches.contains { mentionsElement($0.condition) }
    case .quantifier(let quantifier): mentionsElement(quantifier.list)
    case .aggregate(let aggregate): mentionsElement(aggregate.list)
    case .missing, .literal, .text, .name, .unstated, .asOfDate, .reference: false
    }
  }

  // MARK: 对照表

  private mutating func table(_ index: Int, _ name: Name) -> Typed {
    if unfolding.contains(name.text) {
      report(
        .definitionCycle, at: name.span,
        [LocalText(name.text), LocalText(joined(unfolding + [name.text], " → "))])
      return errorNode()
    }
    let statement = tableEntries[index].statement
    unfolding.append(name.text)
    let outer = articles
    articles = tableEntries[index].articles
    defer {
      articles = outer
      unfolding.removeLast()
    }
    var inputs: [Typed] = []
    for slot in statement.slots(.inputs) {
      guard case .expression(let expression) = slot.value else { continue }
      let value = elaborate(expression)
      if value.isError { return value }
      inputs.append(value)
    }
    if !tableEntries[index].isDone {
      tableEntries[index].isDone = true
      elaborateRows(index, statement, inputs)
    }
    let type = program.tables[index].type
    guard type != .error else { return errorNode() }
    var nodes: [NodeID] = []
    for input in inputs { nodes.append(input.node) }
    return Typed(builder.add(.table(index, nodes), type), type)
  }

  private mutating func elaborateRows(_ index: Int, _ statement: Statement, _ inputs: [Typed]) {
    var rows: [IRTableRow] = []
    var type: IRType?
    var fallback: NodeID?
    for row in statement.details {
      guard let expression = row.expression(.value) else { continue }
      var bands: [IRBand]?
      if case .bands(let written)? = row.slot(.bands)?.value {
        guard written.count == inputs.count else {
          report(.wrongNumberOfInputs, at: row.span, ["\(inputs.count)", "\(written.count)"])
          continue
        }
        bands = []
        for (band, input) in zip(written, inputs) {
          guard let elaborated = self.band(band, of: input) else { continue }
          bands?.append(elaborated)
        }
        guard bands?.count == inputs.count else { continue }
      }
      let value = elaborate(expression, expecting: type)
      guard !value.isError, type == nil || fit(value, to: type ?? .error, at: expression) != nil
      else { continue }
      type = type ?? value.type
      if let bands {
        rows.append(IRTableRow(bands: bands, value: value.node))
      } else {
        fallback = value.node
      }
    }
    let mode: IRTable.Mode =
      switch statement.keyword(.mode) {
      case .uniqueRow: .unique
      case .sumRows: .sum
      case .highest: .highest
      case .lowest: .lowest
      case .slices: .slices
      default: .first
      }
    var inputTypes: [IRType] = []
    for input in inputs { inputTypes.append(input.type) }
    // With slices each row holds a rate; the result has the type of the sliced value.
    if mode == .slices, let first = inputTypes.first { type = type == nil ? nil : first }
    program.tables[index].inputs = inputTypes
    program.tables[index].mode = mode
    program.tables[index].rows = rows
    program.tables[index].fallback = fallback
    program.tables[index].type = type ?? .error
  }

  private mutating func band(_ band: Band, of input: Typed) -> IRBand? {
    switch band {
    case .interval(let lower, let upper, _):
      if lower == nil, upper == nil { return .any }
      let low = bound(lower, input)
      let high = bound(upper, input)
      if (lower != nil && low == nil) || (upper != nil && high == nil) { return nil }
      return .interval(
        lower: low, lowerInclusive: lower?.isInclusive ?? false, upper: high,
        upperInclusive: upper?.isInclusive ?? false)
    case .set(let values, let span):
      if case .enumeration(let index) = input.type {
        let members = set(values, expecting: .set(index), at: span)
        guard case .constant(.values(let indices)) = builder[members.node].operation else {
          return nil
        }
        return .values(indices)
      }
      guard values.count == 1, let single = bound(Band.Bound(values[0], isInclusive: true), input)
      else {
        return nil
      }
      return .interval(lower: single, lowerInclusive: true, upper: single, upperInclusive: true)
    }
  }

  private mutating func bound(_ bound: Band.Bound?, _ input: Typed) -> NodeID? {
    guard let bound else { return nil }
    let value = elaborate(bound.value, expecting: input.type)
    return fit(value, to: input.type, at: bound.value)?.node
  }

  // MARK: 结论

  mutating func elaborateResults() {
    for index in definitions.indices where definitions[index].isResult {
      guard let name = definitions[index].statement.name else { continue }
      used.insert(name.text)
      let value = definition(index, name, expecting: nil)
      guard !value.isError else { continue }
      program.results.append(
        IRResult(
          label: label(of: definitions[index].statement), articles: definitions[index].articles,
          value: value.node))
      program.results[program.results.count - 1].origin = origin(
        of: definitions[index].statement)
    }
  }
}
