internal import PolicyLang
internal import PolicyRuntime

/// The comparison as data. Keys never change; texts follow the language.
struct CompareJSON {
  let sheet: CompareSheet

  var text: String {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    writer.key("policies")
    writer.beginArray()
    for (column, setup) in zip(sheet.columns, sheet.setups) {
      writer.beginObject()
      setup.writeOrigin(to: &writer)
      writer.key("id")
      writer.string(column.id)
      writer.key("mark")
      writer.string(column.mark)
      writer.key("title")
      writer.string(column.title)
      writer.key("issuer")
      if column.issuer.isEmpty { writer.null() } else { writer.string(column.issuer) }
      writer.endObject()
    }
    writer.endArray()
    let counts = sheet.counts
    writer.key("compared")
    writer.integer(counts.all)
    writer.key("same")
    writer.integer(counts.same)
    writer.key("differing")
    writer.integer(counts.differing)
    writer.key("in_one_only")
    writer.integer(counts.alone)
    writer.key("sections")
    writer.beginArray()
    for section in sheet.sections { write(section, &writer) }
    writer.endArray()
    writer.key("dimensions")
    writer.beginArray()
    for dimension in sheet.dimensions { write(dimension, &writer) }
    writer.endArray()
    writer.key("strictness")
    writer.beginArray()
    for dimension in sheet.strictness { write(dimension, &writer) }
    writer.endArray()
    writer.endObject()
    return writer.text + "\n"
  }

  private func write(_ section: CompareSheet.Section, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("section")
    writer.string(section.id)
    writer.key("title")
    writer.string(section.title)
    writer.key("rows")
    writer.beginArray()
    for row in section.rows {
      writer.beginObject()
      writer.key("concept")
      writer.string(row.id)
      writer.key("kind")
      writer.string(row.kind)
      writer.key("title")
      writer.string(row.title)
      writer.key("differs")
      writer.boolean(row.differs)
      write(row.cells, &writer)
      writer.key("attributes")
      writer.beginArray()
      for point in row.points {
        writer.beginObject()
        writer.key("attribute")
        writer.string(point.key.rawValue)
        writer.key("title")
        writer.string(point.title)
        writer.key("differs")
        writer.boolean(point.differs)
        write(point.cells, &writer)
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  /// `null` where a policy says nothing.
  private func write(_ cells: [CompareSheet.Cell?], _ writer: inout JSONWriter) {
    writer.key("policies")
    writer.beginObject()
    for (index, cell) in cells.enumerated() {
      writer.key(sheet.columns[index].id)
      guard let cell else {
        writer.null()
        continue
      }
      writer.beginObject()
      if !cell.name.isEmpty {
        writer.key("name")
        writer.string(cell.name)
      }
      writer.key("text")
      writer.string(cell.text)
      writer.key("articles")
      writer.strings(cell.articles)
      writer.key("state")
      writer.string(cell.state.rawValue)
      writer.key("value")
      if let value = cell.value {
        TypedTerm(sheet.setups[index], sheet.language).write(value, &writer)
      } else {
        writer.null()
      }
      writer.endObject()
    }
    writer.endObject()
  }

  private func write(_ dimension: TableDimension, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("dimension")
    writer.string(dimension.id)
    writer.key("title")
    writer.string(dimension.label[sheet.language])
    writer.key("higher_is")
    switch dimension.meaning {
    case .stricter: writer.string("stricter")
    case .generous: writer.string("more_generous")
    case .neutral: writer.null()
    }
    writer.key("levels")
    writer.integer(dimension.levels)
    writer.key("mixed_levels")
    writer.beginArray()
    for level in dimension.mixedLevels { writer.integer(level) }
    writer.endArray()
    writer.key("policies")
    writer.beginObject()
    for (index, measure) in dimension.measures.enumerated() {
      writer.key(sheet.columns[index].id)
      writer.beginObject()
      writer.key("level")
      if let level = measure.level { writer.integer(level) } else { writer.null() }
      writer.key("unplaced")
      if let reason = measure.unplaced { writer.string(reason.rawValue) } else { writer.null() }
      writer.key("figure")
      if let figure = measure.figure { writer.string(figure.description) } else { writer.null() }
      writer.key("text")
      writer.string(measure.text[sheet.language])
      writer.key("articles")
      writer.strings(measure.articles)
      writer.key("certain")
      writer.boolean(measure.isCertain)
      writer.endObject()
    }
    writer.endObject()
    writer.endObject()
  }
}

/// A declared value as data: `{"type":"money","number":"50000","unit":"CNY"}`.
struct TypedTerm {
  private let program: IRProgram
  private let words: TermWording
  private let wording: Wording

  init(_ setup: EvaluationSetup, _ language: Language) {
    program = setup.program
    wording = Wording(setup.program, language, environment: setup.policy.environment)
    words = TermWording(setup.policy, language)
  }

  /// The figures in a value without words, for spreadsheets: `50000`; empty where there is none, or more
  /// than one.
  func figure(_ value: TermValue) -> String {
    let figures = self.figures(value)
    return figures.count == 1 ? figures[0] : ""
  }

  private func figures(_ value: TermValue) -> [String] {
    switch value {
    case .node(let node):
      switch words.value(of: node)?.value {
      case .number(let number): return [number.description]
      case .date(let date): return [date.description]
      default: return []
      }
    case .constant(.number(let number), _): return [number.description]
    case .constant(.date(let date), _): return [date.description]
    case .set(let values), .phrase(let values): return values.flatMap { figures($0) }
    default: return []
    }
  }

  func write(_ value: TermValue, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("type")
    switch value {
    case .node(let node):
      if program.isUnstated(node) {
        writer.string("unstated")
      } else if let (value, type) = words.value(of: node) {
        write(value, type, &writer)
      } else {
        writer.string("expression")
        writer.key("text")
        writer.string(words.text(value, .whole))
      }
    case .constant(let constant, let type): write(Value(constant), type, &writer)
    case .keyword(let keyword): write("keyword", "keyword", keyword.spelling(.english), &writer)
    case .event(let event), .conferral(let event, _):
      let isKnown = program.events.indices.contains(event)
      write("event", "id", isKnown ? program.events[event].label.id : "", &writer)
    case .norm(let norm):
      let isKnown = program.norms.indices.contains(norm)
      write("statement", "id", isKnown ? program.norms[norm].label.id : "", &writer)
    case .field(let field):
      let fields = program.records.first?.fields ?? []
      write("field", "id", fields.indices.contains(field) ? fields[field].label.id : "", &writer)
    case .text(let text): write("text", "text", text, &writer)
    case .label(let label): write("name", "id", label.id, &writer)
    case .flag(let flag):
      writer.string("boolean")
      writer.key("value")
      writer.boolean(flag)
    case .years(let first, let last):
      writer.string("years")
      writer.key("first")
      if let first { writer.integer(first) } else { writer.null() }
      writer.key("last")
      if let last { writer.integer(last) } else { writer.null() }
    case .before(let first, let second): order("before", first, second, &writer)
    case .unordered(let first, let second): order("unordered", first, second, &writer)
    case .notRecovered: writer.string("not_recovered")
    case .unstated: writer.string("unstated")
    case .set(let values): list("set", values, &writer)
    case .phrase(let values): list("phrase", values, &writer)
    }
    writer.endObject()
  }

  private func write(
    _ type: String, _ key: String, _ text: String, _ writer: inout JSONWriter
  ) {
    writer.string(type)
    writer.key(key)
    writer.string(text)
  }

  private func list(_ type: String, _ values: [TermValue], _ writer: inout JSONWriter) {
    writer.string(type)
    writer.key("values")
    writer.beginArray()
    for value in values { write(value, &writer) }
    writer.endArray()
  }

  private func order(_ type: String, _ first: Int, _ second: Int, _ writer: inout JSONWriter) {
    writer.string(type)
    writer.key("ids")
    writer.strings(
      [first, second].map { program.norms.indices.contains($0) ? program.norms[$0].label.id : "" })
  }

  private func write(_ value: Value, _ type: IRType, _ writer: inout JSONWriter) {
    switch (value, type) {
    case (.number(let number), .money):
      write("money", "number", number.description, &writer)
      writer.key("unit")
      writer.string("CNY")
    case (.number(let number), .share): write("share", "number", number.description, &writer)
    case (.number(let number), .number(let unit)):
      write("number", "number", number.description, &writer)
      writer.key("unit")
      if unit == .none { writer.null() } else { writer.string(unit.spelling(.english)) }
    case (.date(let date), _): write("date", "date", date.description, &writer)
    case (.calendarYear(let year), _): write("year", "year", "\(year)", &writer)
    case (.monthDay(let month, let day), _):
      write("month_day", "month_day", "\(month)-\(day)", &writer)
    case (.boolean(let flag), _):
      writer.string("boolean")
      writer.key("value")
      writer.boolean(flag)
    case (.value(let index), .enumeration(let number)):
      write("level", "id", id(index, number), &writer)
    case (.values(let indices), .set(let number)):
      writer.string("levels")
      writer.key("ids")
      writer.strings(indices.map { id($0, number) })
    default: write("expression", "text", wording.text(of: value, type), &writer)
    }
  }

  private func id(_ index: Int, _ enumeration: Int) -> String {
    guard program.enumerations.indices.contains(enumeration),
      program.enumerations[enumeration].values.indices.contains(index)
    else { return "" }
    return program.enumerations[enumeration].values[index].id
  }
}

/// The comparison as a spreadsheet: three columns for each policy.
struct CompareCSV {
  let sheet: CompareSheet
  let isForExcel: Bool

  private var end: String { isForExcel ? "\r\n" : "\n" }

  var text: String {
    var heading = ["section", "concept", "attribute", "title", "differs"]
    for column in sheet.columns {
      heading += [column.id, column.id + ".articles", column.id + ".figure"]
    }
    var result = (isForExcel ? "\u{FEFF}" : "") + CSVText.line(heading, end: end)
    for section in sheet.sections {
      for row in section.rows {
        result += line([section.id, row.id, "", row.title], row.differs, row.cells)
        for point in row.points {
          result += line(
            [section.id, row.id, point.key.rawValue, row.title + " " + point.title], point.differs,
            point.cells)
        }
      }
    }
    return result
  }

  /// An empty cell where a policy says nothing.
  private func line(_ start: [String], _ differs: Bool, _ cells: [CompareSheet.Cell?]) -> String {
    var result = start + [differs ? "true" : "false"]
    for (index, cell) in cells.enumerated() {
      guard let cell else {
        result += ["", "", ""]
        continue
      }
      let doubt = cell.state == .contested ? sheet.say("，存疑", ", in doubt") : ""
      result.append(cell.text + doubt)
      result.append(cell.articles.joined(separator: sheet.say("、", ", ")))
      let typed = TypedTerm(sheet.setups[index], sheet.language)
      result.append(cell.value.map { typed.figure($0) } ?? "")
    }
    return CSVText.line(result, end: end)
  }
}
