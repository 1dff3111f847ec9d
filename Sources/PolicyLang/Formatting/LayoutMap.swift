/// What the formatter needs to know of the tree, by the offset of a token: which tokens start an item of a
/// block, which are ids, which minus signs have no left side.
struct LayoutMap {
  /// What an item of a braced block is, which decides how its block is laid out.
  enum ItemKind: Hashable {
    /// A statement, a named alternative or a translation: one to a line.
    case line
    /// A fact or an event of a sample: several to a line, as written.
    case fill
  }

  private(set) var items: [UInt32: ItemKind] = [:]
  /// Names in parentheses right after a name: 姓名(name).
  private(set) var ids: Set<UInt32> = []
  /// Minus signs that negate.
  private(set) var negations: Set<UInt32> = []
  /// Texts that explain, which stand after the citations.
  private(set) var notes: Set<UInt32> = []
  /// Spans of level types, where `<` orders values and is no comparison.
  private(set) var levels: [SourceSpan] = []

  init(_ file: ParsedFile) {
    for statement in file.statements { add(statement) }
  }

  private mutating func add(_ statement: Statement) {
    items[statement.span.start] = .line
    addHead(id: statement.id, notes: statement.notes)
    for slot in statement.slots { add(slot.value) }
    for detail in statement.details { add(detail) }
    for translation in statement.translations { items[translation.name.span.start] = .line }
  }

  private mutating func addHead(id: Name?, notes: [TextLiteral]) {
    if let id { ids.insert(id.span.start) }
    for note in notes { self.notes.insert(note.span.start) }
  }

  private mutating func add(_ value: SlotValue) {
    switch value {
    case .expression(let expression): add(expression)
    case .type(let type): add(type)
    case .facts(let facts): add(facts, areItems: true)
    case .history(let happenings):
      for happening in happenings {
        items[happening.event.span.start] = .fill
        add(happening.attributes, areItems: false)
      }
    case .bands(let bands):
      for band in bands { add(band) }
    case .name, .names, .text, .keyword, .literal: break
    }
  }

  private mutating func add(_ band: Band) {
    switch band {
    case .interval(let lower, let upper, _):
      if let lower { add(lower.value) }
      if let upper { add(upper.value) }
    case .set(let values, _):
      for value in values { add(value) }
    }
  }

  private mutating func add(_ type: TypeSyntax) {
    switch type.kind {
    case .choice(let choices): addIds(choices)
    case .level(let choices):
      addIds(choices)
      levels.append(type.span)
    case .list(let fields), .record(let fields):
      for field in fields { add(field) }
    case .text, .date, .boolean, .calendarYear, .money, .judgement, .clauses, .number, .percent,
      .score, .named, .missing:
      break
    }
  }

  private mutating func addIds(_ choices: [TypeSyntax.Choice]) {
    for choice in choices { addHead(id: choice.id, notes: []) }
  }

  private mutating func add(_ facts: [Fact], areItems: Bool) {
    for fact in facts {
      if areItems { items[fact.field.span.start] = .fill }
      switch fact.value {
      case .expression(let expression): add(expression)
      case .list(let elements, _):
        var last: UInt32?
        for element in elements {
          // Equal elements (`3名 { … }`) are one piece of text.
          guard let first = element.first, first.span.start != last else { continue }
          last = first.span.start
          add(element, areItems: true)
        }
      case .unknown, .word, .words: break
      }
    }
  }

  /// Walks an expression with a stack of its own: a long chain of 且 is a deep tree.
  private mutating func add(_ expression: Expression) {
    var rest = [expression]
    while let next = rest.popLast() {
      if case .minus = next.kind { negations.insert(next.span.start) }
      if case .group(_, let branches) = next.kind {
        for branch in branches {
          items[branch.name.span.start] = .line
          addHead(id: branch.id, notes: branch.notes)
        }
      }
      rest += next.children
    }
  }
}
