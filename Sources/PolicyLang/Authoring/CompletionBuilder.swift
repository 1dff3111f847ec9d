/// Collects the proposals for one place.
struct CompletionBuilder {
  let place: CompletionPlace
  let files: [String]
  private(set) var items: [CompletionItem] = []
  private var seen = Set<String>()

  var file: CheckedFile { place.file }
  var context: FileContext { place.context }
  var language: Language { file.language }

  init(_ place: CompletionPlace, files: [String]) {
    self.place = place
    self.files = files
  }

  mutating func build() {
    if place.isSilent { return }
    if place.prefix.hasPrefix("@") { return addArticles() }
    if let first = place.prefix.unicodeScalars.first, ScalarClass.isDigit(first.value) {
      return addUnits()
    }
    switch context.innermost.scope {
    case .block, .fields: buildInStatement()
    case .facts: buildInFacts()
    case .history: addNames(in: .event)
    case .set: buildInSet()
    case .group: if startsEntry { return } else { buildExpression() }
    case .brackets:
      context.levels.contains { $0.scope == .history } ? buildInFacts() : buildExpression()
    case .list:
      context.levels.contains { $0.scope == .facts } ? addNames(in: .clause) : buildExpression()
    case .names: if startsEntry { addUntranslated() }
    }
  }

  private var startsEntry: Bool {
    switch place.previous?.kind {
    case .leftBrace, .comma, .fullStop, .semicolon: true
    default: place.isFirstOnLine
    }
  }

  // MARK: Adding

  mutating func add(_ text: String, _ kind: CompletionItem.Kind, _ detail: String, id: String = "")
  {
    guard !text.isEmpty, seen.insert(text).inserted else { return }
    let isASCII = place.prefix.utf8.first.map { $0 < 0x80 && $0 != 0x40 } ?? false
    items.append(
      CompletionItem(
        text: text, kind: kind, detail: detail, filter: isASCII && !id.isEmpty ? id : text))
  }

  mutating func add(_ keywords: [Keyword]) {
    for keyword in keywords {
      add(
        keyword.spelling(language), .keyword, KeywordMeaning.text(keyword)[language],
        id: keyword.spelling(.english))
    }
  }

  mutating func add(_ declaration: Declaration) {
    var detail = GrammarText.noun(of: declaration.space)[language]
    if declaration.space == .field || declaration.space == .type,
      case .type(let type)? = declaration.statement.slot(.type)?.value,
      let line = TypeLines(file, language).lines(for: type).first
    {
      detail = line
    } else if let article = declaration.articles.first {
      detail += " @" + article.spelling(language)
    }
    add(
      declaration.name.text, .name(declaration.space), detail, id: file.id(of: declaration) ?? "")
  }

  /// Everything declared in a space, the file's own first.
  mutating func addNames(in space: Space) {
    switch space {
    case .recipient:
      for word in ["个人", "工作室", "项目", "单位"] where language == .chinese {
        add(word, .name(.recipient), "")
      }
      for word in ["person", "studio", "project", "employer"] where language == .english {
        add(word, .name(.recipient), "")
      }
      addNames(in: .body)
    case .judgement:
      for declaration in sortedDeclarations where isJudgement(declaration) { add(declaration) }
    case .list: addFields(of: 0) { if case .list = $0 { true } else { false } }
    case .any:
      for declaration in file.ownDeclarations where declaration.container == nil {
        if declaration.space != .option { add(declaration) }
      }
    default:
      for declaration in sortedDeclarations where declaration.space == space { add(declaration) }
      if space == .clause { return }
      if space == .body, language == .chinese { return }
    }
  }

  /// The entry file's declarations, then those of the files it uses, each in the order of the text.
  var sortedDeclarations: [Declaration] {
    let others = file.declarations.values.filter { $0.name.span.file != FileID(0) }
    return file.ownDeclarations
      + others.sorted {
        ($0.name.span.file.raw, $0.name.span.start) < ($1.name.span.file.raw, $1.name.span.start)
      }
  }

  private func isJudgement(_ declaration: Declaration) -> Bool {
    guard declaration.space == .field,
      case .type(let type)? = declaration.statement.slot(.type)?.value
    else { return false }
    if case .judgement = type.kind { return true }
    return false
  }

  /// The fields of a record, 0 for the candidate.
  mutating func addFields(of record: Int, where isWanted: (IRType) -> Bool = { _ in true }) {
    guard let program = file.program, program.records.indices.contains(record) else { return }
    for field in program.records[record].fields where isWanted(field.type) {
      add(
        field.label.zh, .name(.field), file.draft?.wording(field.type)[language] ?? "",
        id: field.label.id)
    }
  }

  /// The values that something of a type may have.
  mutating func addValues(of type: IRType) {
    switch type {
    case .enumeration(let index), .set(let index):
      guard let program = file.program, program.enumerations.indices.contains(index) else { return }
      let enumeration = program.enumerations[index]
      for value in enumeration.values {
        add(value.zh, .name(.option), enumeration.name, id: value.id)
      }
    case .boolean: add([.yes, .no])
    case .judgement:
      let words = language == .chinese ? ["合格", "不合格"] : ["passed", "failed"]
      for word in words { add(word, .name(.option), GrammarText.noun(of: .judgement)[language]) }
    case .clauses: addNames(in: .clause)
    case .option(let reading):
      guard let program = file.program, program.readings.indices.contains(reading) else { return }
      for option in program.readings[reading].options {
        add(option.label.zh, .name(.option), program.readings[reading].label[language])
      }
    default: return
    }
  }

  // MARK: Articles, units, files

  /// The articles that the file cites, in their order, and the one after the last.
  private mutating func addArticles() {
    var cited: [Citation] = []
    for token in context.tokens where token.kind == .citation && token.span != place.replaced {
      let written = String(file.source.text(token.span).dropFirst())
      guard let citation = Citation.read(written, span: token.span), !cited.contains(citation)
      else {
        continue
      }
      cited.append(citation)
    }
    var last = 0
    for citation in cited {
      if case .article(let number, _)? = citation.parts.first, number > last { last = number }
    }
    if last < 9999 {
      let next = Citation(
        source: nil, parts: [.article(last + 1, inserted: nil)], span: place.replaced)
      let detail = language == .chinese ? "下一条" : "the next article"
      if !cited.contains(next) { cited.append(next) }
      add(cited.filter { $0 == next }, detail)
    }
    add(cited, "")
  }

  private mutating func add(_ citations: [Citation], _ detail: String) {
    for citation in citations { add("@" + citation.spelling(language), .article, detail) }
  }

  /// The figure being typed with each unit.
  private mutating func addUnits() {
    var digits = ""
    for scalar in place.prefix.unicodeScalars {
      guard ScalarClass.isDigit(scalar.value) || scalar == "." else { break }
      digits.unicodeScalars.append(scalar)
    }
    let gap = language == .chinese ? "" : " "
    for unit in Unit.allCases where unit != .none && unit != .places {
      add(digits + gap + unit.spelling(language), .unit, unit.spelling(.english))
    }
    for money in language == .chinese ? ["元", "万元"] : ["yuan"] {
      add(digits + gap + money, .unit, "CNY")
    }
    add(digits + "%", .unit, KeywordMeaning.text(.percentType)[language])
  }

  mutating func addFiles() {
    for id in files { add(id, .file, "") }
  }

  /// The names that 译名 can give an id, those without one first.
  private mutating func addUntranslated() {
    for hasID in [false, true] {
      for declaration in file.ownDeclarations
      where (file.id(of: declaration) != nil) == hasID {
        add(declaration)
      }
    }
  }
}
