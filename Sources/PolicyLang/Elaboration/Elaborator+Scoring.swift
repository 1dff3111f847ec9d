// Score sheets (评分): each brings a list of marks for its experts into the candidate's record, and its
// name stands for the score that the sheet makes of them.
extension Elaborator {
  /// The marks without 满分 are out of a hundred.
  private static let usualMarks = Rational(100)

  /// Declares the list `SHEET.1.ITEM …` and the name of the score.
  mutating func declareScoreSheet(_ statement: Statement, _ norm: Int) {
    guard let name = statement.name else { return }
    let label = self.label(of: statement)
    for key in [label.zh, label.id] where fieldIndex[0][key] != nil || values[key] != nil {
      return report(.duplicateName, at: name.span, [LocalText(name.text)])
    }
    var marks = IRRecord(
      label: label,
      fields: [IRField(label: IRLabel(id: "expert", zh: "专家", en: "expert"), type: .text)])
    var index = ["expert": 0, "专家": 0]
    for item in statement.details where item.keyword == .item {
      for word in item.labels {
        let own = itemLabel(word)
        if index[own.zh] != nil || index[own.id] != nil {
          report(.duplicateName, at: word.span, [LocalText(word.text)])
        }
        index[own.zh] = marks.fields.count
        index[own.id] = marks.fields.count
        marks.fields.append(
          IRField(
            label: own, type: .number(.points), places: 2, low: .zero,
            high: Elaborator.fullMarks(of: item)))
      }
    }
    program.records.append(marks)
    fieldIndex.append(index)
    let record = program.records.count - 1
    program.records[0].fields.append(IRField(label: label, type: .list(record)))
    for key in [label.zh, label.id] {
      fieldIndex[0][key] = program.records[0].fields.count - 1
      values[key] = .score(norm)
    }
  }

  /// An item that bears the name of a field, as the five forces do, takes over its id and wording.
  private func itemLabel(_ word: Name) -> IRLabel {
    if translations[word.text] == nil, let field = fieldIndex[0][word.text] {
      return program.records[0].fields[field].label
    }
    return label(word, nil)
  }

  /// The greatest mark that data may carry; `nil` where only a setting decides it.
  private static func fullMarks(of item: Statement) -> Rational? {
    guard let expression = item.expression(.marks) else { return usualMarks }
    if case .literal(.number(let number, _)) = expression.kind { return number }
    return nil
  }

  /// The score that a sheet makes of the candidate's marks.
  mutating func score(_ norm: Int) -> Typed {
    let label = program.norms[norm].label
    guard let field = fieldIndex[0][label.zh] else { return errorNode() }
    let list = candidateField(field)
    let type = IRType.number(.points)
    return Typed(builder.add(.score(norm, list: list.node), type), type)
  }

  /// A weight that is no share; a plain number most often means so many percent.
  mutating func reportWeight(_ expression: Expression, _ value: Typed) {
    var share = "40%"
    var fixes: [FixIt] = []
    if case .literal(.number(let number, _)) = expression.kind {
      share = number.description + "%"
      fixes = [
        FixIt(
          LocalText(zh: "改写为“\(share)”", en: "write `\(share)`"),
          [TextEdit(expression.span, share)])
      ]
    }
    report(
      .weightNotShare, at: expression.span, [text(expression.span), LocalText(share)],
      fixIts: fixes)
  }

  /// A weight or full marks that ask for the score itself would never end.
  mutating func lintScoreSheet(_ statement: Statement, _ norm: Int) {
    var open: [NodeID] = []
    for child in program.norms[norm].children {
      for name in [SlotName.weight, .marks] {
        if let node = program.norms[child].node(name) { open.append(node) }
      }
    }
    var seen = Set<NodeID>()
    while let node = open.popLast() {
      guard seen.insert(node).inserted else { continue }
      if case .score = builder[node].operation {
        let name = statement.name?.text ?? ""
        articles = program.norms[norm].articles
        return report(
          .definitionCycle, at: statement.name?.span ?? statement.keywordSpan,
          [LocalText(name), LocalText(name + " → " + name)])
      }
      open += program.dependencies(of: builder[node])
    }
  }
}
