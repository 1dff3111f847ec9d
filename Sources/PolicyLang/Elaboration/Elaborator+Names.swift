// Names: where they are looked up, and what is said about those that are not found.
extension Elaborator {
  /// Declares parameters, readings, definitions and tables, also those inside blocks.
  mutating func declareValues() {
    declareValues(linked.statements, inherited: [])
  }

  mutating func declareValues(_ statements: [Statement], inherited: [String]) {
    for statement in statements {
      let cited = citations(of: statement, inherited: inherited)
      switch statement.keyword {
      case .parameter:
        program.parameters.append(
          IRParameter(label: label(of: statement), articles: cited, type: .error, values: []))
        program.parameters[program.parameters.count - 1].origin = origin(of: statement)
        parameterPlaces.append(statement.name?.span)
        declareValue(statement, .parameter(program.parameters.count - 1))
      case .reading:
        readings.append(ReadingEntry(statement: statement, articles: cited))
        program.readings.append(
          IRReading(
            label: label(of: statement), articles: cited, note: note(of: statement), type: .error,
            options: []))
        program.readings[program.readings.count - 1].origin = origin(of: statement)
        declareValue(statement, .reading(readings.count - 1))
      case .define, .result:
        definitions.append(
          DefinitionEntry(
            statement: statement, articles: cited, isResult: statement.keyword == .result))
        declareValue(statement, .definition(definitions.count - 1))
      case .table:
        tableEntries.append(TableEntry(statement: statement, articles: cited))
        program.tables.append(
          IRTable(
            label: label(of: statement), articles: cited, inputs: [], type: .error, mode: .first,
            rows: [], fallback: nil))
        program.tables[program.tables.count - 1].origin = origin(of: statement)
        declareValue(statement, .table(tableEntries.count - 1))
      case .open, .unseen:
        program.openPoints.append(
          IROpenPoint(
            label: label(of: statement), articles: cited, note: note(of: statement),
            isUnseen: statement.keyword == .unseen, isImplied: false))
        program.openPoints[program.openPoints.count - 1].origin = origin(of: statement)
      case .sample:
        if let name = statement.name { samples[name.text] = statement }
      default: break
      }
      declareValues(statement.details, inherited: cited)
    }
  }

  private mutating func declareValue(_ statement: Statement, _ symbol: ValueSymbol) {
    guard let name = statement.name else { return }
    let label = self.label(of: statement)
    for key in [label.zh, label.id] {
      if values[key] != nil, key == label.zh || label.id != label.zh {
        report(.duplicateName, at: name.span, [LocalText(name.text)], related: firstPlace(of: key))
        return
      }
    }
    if fieldIndex[0][name.text] != nil {
      return report(.duplicateName, at: name.span, [LocalText(name.text)])
    }
    values[label.zh] = symbol
    values[label.id] = symbol
  }

  private func firstPlace(of key: String) -> [RelatedPlace] {
    let span: SourceSpan? =
      switch values[key] {
      case .reading(let index): readings[index].statement.name?.span
      case .definition(let index): definitions[index].statement.name?.span
      case .table(let index): tableEntries[index].statement.name?.span
      case .parameter, .score, nil: nil
      }
    guard let span else { return [] }
    return [RelatedPlace(span, LocalText(zh: "第一次声明在这里", en: "first declared here"))]
  }

  // MARK: Messages

  mutating func reportMissing(_ name: Name, _ space: Space, among known: [String]) {
    let opener = Forms.forms(in: .policyFile).first {
      if case .declares(space) = $0.head { true } else { false }
    }
    // A clause has several openers; the usual one stands for them.
    let keyword = opener?.keyword ?? (space == .clause ? .must : .define)
    report(
      .missingName, at: name.span,
      [
        GrammarText.noun(of: space), LocalText(name.text), didYouMean(name.text, known),
        LocalText(
          zh: keyword.spelling(.chinese), en: keyword.spelling(.english)),
      ], fixIts: fixes(name, known))
  }

  mutating func reportUnknownValue(_ name: Name, of enumeration: Int) {
    let values = program.enumerations[enumeration].values
    var names: [String] = []
    for value in values { names.append(value.zh) }
    let own = LocalText(program.enumerations[enumeration].name)
    let list = listed(names)
    for (index, other) in program.enumerations.enumerated() where index != enumeration {
      if other.values.contains(where: { $0.zh == name.text || $0.id == name.text }) {
        return report(
          .valueOfOther, at: name.span,
          [own, LocalText(name.text), LocalText(other.name), list])
      }
    }
    report(
      .unknownValue, at: name.span,
      [
        own, LocalText(name.text), didYouMean(name.text, names), list,
        addition(of: name, enumeration),
      ],
      fixIts: fixes(name, names))
  }

  /// How a choice that has a name gets one value more.
  private func addition(of value: Name, _ index: Int) -> LocalText {
    let type = program.enumerations[index]
    guard !type.isOrdered, enumeration(named: type.name) == index else { return LocalText("") }
    return LocalText(
      zh: "；文件里还有这一项的，加一行：补充 \(type.name): \(value.text)",
      en: "; where the document has it too, add a line: add value \(type.name): \(value.text)")
  }

  /// A bare name that means nothing: offers near names, missing blanks, or a field of its own.
  mutating func reportUnknown(_ name: Name) {
    let known = visibleNames()
    var words = known
    for enumeration in program.enumerations {
      for value in enumeration.values { words.append(value.zh) }
    }
    if let words = RunTogether.split(name.text, known: words) {
      let spaced = joined(words, " ")
      return report(
        .runTogether, at: name.span, [LocalText(name.text), LocalText(spaced)],
        fixIts: [
          FixIt(LocalText(zh: "插入空格", en: "insert the blanks"), [TextEdit(name.span, spaced)])
        ])
    }
    var help = LocalText(
      zh: "如果是本地特有的事实，在文件里加一行：字段 \(name.text)(编号) \"English\": 是否",
      en: "for a fact of your own add a line: field \(name.text)(id) \"English\": boolean")
    for enumeration in program.enumerations
    where enumeration.values.contains(where: { $0.zh == name.text || $0.id == name.text }) {
      help = LocalText(
        zh: "它是“\(enumeration.name)”的一项，只能写在那个字段的比较词后面",
        en: "it is a value of `\(enumeration.name)` and belongs after a comparison with that field")
    }
    var near = known
    if let advice = adviceOnPhrase(name.text) {
      near = []
      help = advice
    } else if name.text.unicodeScalars.contains(where: { ScalarClass.isDigit($0.value) }) {
      near = []
      help = LocalText(
        zh: "数字和日期这样写：5年、5万元、30%、2024-01-03；大约的数写“约 30名”",
        en: "figures and dates are written like 5 years, 50000 yuan, 30%, 2024-01-03")
    }
    if scopes.count > 1, fieldIndex[scopes[scopes.count - 1]][name.text] != nil {
      near = []
      help = LocalText(
        zh: "列表里的项目前面加“其”：其 \(name.text)", en: "write `its \(name.text)` for a field of the element"
      )
    }
    if norms[NormKey(space: .clause, name: name.text)] != nil || branches[name.text] != nil {
      help = LocalText(
        zh: "引用条款写“满足 \(name.text)”", en: "to use a clause write `meets \(name.text)`")
    }
    report(
      .unknownName, at: name.span,
      [LocalText(name.text), didYouMean(name.text, near), help], fixIts: fixes(name, near))
  }

  /// How to write a phrase that was pasted from a document; `nil` where it holds no figure.
  private func adviceOnPhrase(_ text: String) -> LocalText? {
    guard let phrase = DocumentPhrase(text) else { return nil }
    if phrase.subject.isEmpty {
      return LocalText(
        zh: "这里只写数字 \(phrase.figure)，其余的意思由前面的词表达，或者写进引号里的说明",
        en: "write the figure alone: \(phrase.figure)")
    }
    var labels: [String] = []
    for field in program.records.first?.fields ?? [] { labels.append(field.label.zh) }
    let comparison = (phrase.comparison ?? .atLeast).spelling(.chinese)
    if let label = Suggestion.likest(phrase.subject, in: labels) {
      return LocalText(
        zh: "如果说的是“\(label)”，写：\(label) \(comparison) \(phrase.figure)",
        en: "if \(label) is meant, write a comparison with \(phrase.figure)")
    }
    return LocalText(
      zh: "拆成三段写：事实 \(comparison) \(phrase.figure)；policyc schema --all 列出有哪些事实，"
        + "没有的用“字段”加一行",
      en: "write a fact, a comparison and \(phrase.figure); `policyc schema --all` lists the facts")
  }

  private func visibleNames() -> [String] {
    var known = fieldIndex[0].keys.sorted()
    known += values.keys.sorted()
    known += eventIndex.keys.sorted()
    return known
  }

  func didYouMean(_ name: String, _ known: [String]) -> LocalText {
    guard let near = Suggestion.closest(to: name, in: known) else { return "" }
    return LocalText(zh: "，是不是“\(near)”？", en: "; did you mean `\(near)`?")
  }

  func fixes(_ name: Name, _ known: [String]) -> [FixIt] {
    guard let near = Suggestion.closest(to: name.text, in: known) else { return [] }
    return [
      FixIt(LocalText(zh: "改为“\(near)”", en: "use `\(near)`"), [TextEdit(name.span, near)])
    ]
  }

  func listed(_ names: [String]) -> LocalText {
    LocalText(zh: joined(names, "、"), en: joined(names, ", "))
  }

  func joined(_ words: [String], _ separator: String) -> String {
    var result = ""
    for word in words { result += (result.isEmpty ? "" : separator) + word }
    return result
  }
}
