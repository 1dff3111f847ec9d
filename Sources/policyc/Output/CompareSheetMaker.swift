internal import PolicyLang
internal import PolicyRuntime

/// Fills a `CompareSheet` from prepared policies.
struct CompareSheetMaker {
  private typealias Cell = CompareSheet.Cell
  private typealias Row = CompareSheet.Row

  private let setups: [EvaluationSetup]
  private let language: Language
  private let table: ComparisonTable
  private let words: [TermWording]

  private init(_ setups: [EvaluationSetup], _ language: Language) {
    self.setups = setups
    self.language = language
    table = ComparisonTable(setups.map { $0.policy })
    words = setups.map { TermWording($0.policy, language) }
  }

  static func sheet(_ setups: [EvaluationSetup], _ language: Language) -> CompareSheet {
    let maker = CompareSheetMaker(setups, language)
    return CompareSheet(
      setups: setups, language: language, columns: maker.columns, sections: maker.sections,
      dimensions: maker.table.dimensions, strictness: maker.table.strictness)
  }

  private func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  // MARK: Columns

  private static let stems = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]

  private func mark(_ index: Int) -> String {
    if language == .chinese {
      return setups.count <= CompareSheetMaker.stems.count
        ? CompareSheetMaker.stems[index] : "\(index + 1)"
    }
    guard setups.count <= 26, let letter = Unicode.Scalar(65 + index) else { return "\(index + 1)" }
    return String(letter)
  }

  private var columns: [CompareSheet.Column] {
    var result: [CompareSheet.Column] = []
    for (index, setup) in setups.enumerated() {
      let program = setup.program
      let same = setups[..<index].count { $0.program.id == program.id }
      let issuer = program.norms(.issuer).flatMap { program.norms[$0].texts(.text) }.first
      result.append(
        CompareSheet.Column(
          mark: mark(index), id: same == 0 ? program.id : program.id + "_\(same + 1)",
          title: program.title.isEmpty ? program.id : program.title, issuer: issuer ?? ""))
    }
    return result
  }

  // MARK: Sections

  private var sections: [CompareSheet.Section] {
    let plan: [(String, LocalText, [ConceptSection])] = [
      ("quota", LocalText(zh: "名额", en: "Numbers"), [.quota]),
      ("selection", LocalText(zh: "遴选", en: "Selection"), [.priority, .selection]),
      ("training", LocalText(zh: "培育", en: "Training"), [.training]),
      ("money", LocalText(zh: "资金和待遇", en: "Money and benefits"), [.money, .honour]),
      ("procedure", LocalText(zh: "程序", en: "Procedure"), [.procedure]),
      ("revocation", LocalText(zh: "撤销", en: "Revocation"), [.revocation]),
      ("duties", LocalText(zh: "职责", en: "Duties"), [.duties]),
      ("scope", LocalText(zh: "施行和解释", en: "Force and interpretation"), [.scope]),
    ]
    var result = [
      CompareSheet.Section(
        id: "eligibility", title: say("谁能入选", "Who is eligible"),
        rows: unique(table.clauses.compactMap { row($0) }), folds: false)
    ]
    for (id, title, members) in plan {
      var rows: [Row] = []
      for section in members {
        rows += table.rows.filter { $0.section == section }.map { row($0) }
      }
      result.append(
        CompareSheet.Section(
          id: id, title: title[language], rows: distinct(unique(rows)), folds: id == "duties"))
    }
    result.append(
      CompareSheet.Section(
        id: CompareSheet.readings, title: say("存疑与解读", "Doubts and readings"),
        rows: unique(OpenMatters(setups, language).rows), folds: true))
    return result.filter { !$0.rows.isEmpty }
  }

  /// Gives rows of one name numbers, so that ids are unique within a section.
  private func unique(_ rows: [Row]) -> [Row] {
    var seen: [String: Int] = [:]
    return rows.map { row in
      seen[row.id, default: 0] += 1
      guard let count = seen[row.id], count > 1 else { return row }
      return row.renamed(row.id + "_\(count)")
    }
  }

  // MARK: Clauses

  /// `nil` for a clause that no policy has under the chosen readings.
  private func row(_ clause: ComparisonTable.ClauseRow) -> Row? {
    var cells: [Cell?] = []
    var label: IRLabel?
    for (policy, index) in clause.cells.enumerated() {
      guard let index, setups[policy].program.requirements.indices.contains(index) else {
        cells.append(nil)
        continue
      }
      let requirement = setups[policy].program.requirements[index]
      let cell = ClauseCell(setups[policy], language).cell(requirement)
      cells.append(cell)
      if cell != nil, label == nil { label = requirement.label }
    }
    guard let label else { return nil }
    return Row(
      id: label.id, kind: "clause", title: title(cells), differs: clause.differs, cells: cells,
      points: [])
  }

  /// The name that most policies use, of equally many the first.
  private func title(_ cells: [CompareSheet.Cell?]) -> String {
    let names = cells.compactMap { $0?.name }
    var best = names.first ?? ""
    for name in names where names.count(where: { $0 == name }) > names.count(where: { $0 == best })
    {
      best = name
    }
    return best
  }

  // MARK: Concepts

  /// What a duty asks may be a time, an event to answer or a condition.
  private func title(_ key: AttributeKey) -> String {
    key == .timing ? say("具体", "in detail") : key.text(language)
  }

  /// Rows of one name get the stage or the block that holds them in brackets.
  private func distinct(_ rows: [Row]) -> [Row] {
    rows.map { row in
      guard rows.count(where: { $0.title == row.title }) > 1,
        let stage = row.points.first(where: { $0.key == .stage })?.cells.compactMap({ $0 }).first
      else { return row }
      return row.titled(row.title + say("（", " (") + stage.text + say("）", ")"))
    }
  }

  private func row(_ row: ComparisonTable.Row) -> Row {
    var cells: [Cell?] = []
    for (policy, concept) in row.cells.enumerated() {
      cells.append(
        concept.map {
          var plain = cell(
            $0.summary, .whole, policy, name: $0.label[language], articles: $0.articles)
          // What the lower levels should reach is no quota.
          if $0.kind == .target { plain.text = $0.kind.spelling(language) + " " + plain.text }
          guard $0.kind == .procedure, let procedure = $0.norms.first else { return plain }
          return StageSequence(setups[policy], procedure, language).cell(plain.name) ?? plain
        })
    }
    let concept = row.cells.compactMap { $0 }.first
    let id = concept.map { $0.label.id.isEmpty ? $0.kind.spelling(.english) : $0.label.id } ?? ""
    let points = row.attributes.filter { $0.key != .whole }.map { attribute in
      CompareSheet.Point(
        key: attribute.key, title: title(attribute.key), differs: attribute.differs,
        cells: attribute.cells.enumerated().map { policy, term in
          term.map { cell($0, attribute.key, policy, name: "", articles: []) }
        })
    }
    return Row(
      id: id, kind: row.section.id, title: title(cells),
      differs: row.differs || concept?.kind == .procedure && stagesDiffer(row), cells: cells,
      points: points)
  }

  /// Whether policies that have a procedure have other stages.
  private func stagesDiffer(_ procedure: ComparisonTable.Row) -> Bool {
    let having = procedure.cells.indices.filter { procedure.cells[$0] != nil }
    return table.rows.contains { row in
      guard row.cells.contains(where: { $0?.kind == .stage }) else { return false }
      return having.contains { row.cells[$0] == nil } && having.contains { row.cells[$0] != nil }
    }
  }

  /// - Parameter articles: where it stands, for what has no word of its own.
  private func cell(
    _ term: DeclaredTerm?, _ key: AttributeKey, _ policy: Int, name: String, articles: [String]
  ) -> CompareSheet.Cell {
    guard let term else {
      return Cell(name: name, text: say("有", "yes"), articles: articles, state: .settled)
    }
    let text = words[policy].text(term.value, key)
    return Cell(
      name: name, text: text.isEmpty ? say("有", "yes") : text, articles: term.articles,
      state: term.isOpen ? .open : term.isContested ? .contested : .settled, value: term.value)
  }
}
