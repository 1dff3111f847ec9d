/// Which declaration each name of the files stands for, kept for editors while names are looked up.
///
/// Only what was found is in the table; a name that means nothing was reported.
public struct NameTable: Sendable {
  /// One place where a name is used, and the name in its declaration.
  public struct Use: Hashable, Sendable {
    public let name: SourceSpan
    public let declaration: SourceSpan
  }

  /// In the order in which names were looked up; a name may have been looked up more than once.
  public private(set) var uses: [Use] = []
  private var fields: [Member: SourceSpan] = [:]
  private var values: [Value: SourceSpan] = [:]
  private var types: [String: SourceSpan] = [:]
  private var events: [SourceSpan] = []

  private struct Member: Hashable {
    let record: Int
    let field: Int
  }
  private struct Value: Hashable {
    let enumeration: Int
    let label: String
  }

  init() {}

  mutating func add(_ name: SourceSpan, meaning declaration: SourceSpan?) {
    guard let declaration, declaration != name else { return }
    uses.append(Use(name: name, declaration: declaration))
  }

  mutating func declareField(_ field: Int, of record: Int, at name: SourceSpan) {
    fields[Member(record: record, field: field)] = name
  }

  mutating func declareValue(_ label: String, of enumeration: Int, at name: SourceSpan) {
    values[Value(enumeration: enumeration, label: label)] = name
  }

  mutating func declareType(_ statement: Statement) {
    guard let name = statement.name else { return }
    types[name.text] = name.span
    if let id = statement.id { types[id.text] = name.span }
  }

  mutating func declareEvent(at name: SourceSpan) { events.append(name) }

  func field(_ field: Int, of record: Int) -> SourceSpan? {
    fields[Member(record: record, field: field)]
  }
  func value(_ label: String, of enumeration: Int) -> SourceSpan? {
    values[Value(enumeration: enumeration, label: label)]
  }
  func type(_ name: String) -> SourceSpan? { types[name] }
  func event(_ index: Int) -> SourceSpan? { events.indices.contains(index) ? events[index] : nil }
}

// What the passes tell the table; nothing where nobody asks for names.
extension Elaborator {
  mutating func note(_ name: Name, meaning declaration: SourceSpan?) {
    names?.add(name.span, meaning: declaration)
  }

  mutating func noteField(_ name: Name, _ field: Int, of record: Int) {
    guard names != nil else { return }
    note(name, meaning: names?.field(field, of: record))
  }

  mutating func noteValue(_ name: Name, _ value: Int, of enumeration: Int) {
    guard names != nil, program.enumerations.indices.contains(enumeration),
      program.enumerations[enumeration].values.indices.contains(value)
    else { return }
    let label = program.enumerations[enumeration].values[value].zh
    note(name, meaning: names?.value(label, of: enumeration))
  }

  mutating func noteEvent(_ name: Name, _ event: Int) {
    guard names != nil else { return }
    note(name, meaning: names?.event(event))
  }

  mutating func noteNorm(_ name: Name, _ space: Space) {
    guard names != nil else { return }
    note(name, meaning: norms[NormKey(space: space, name: name.text)]?.statement.name?.span)
  }

  mutating func noteSymbol(_ name: Name, _ symbol: ValueSymbol) {
    guard names != nil else { return }
    switch symbol {
    case .parameter(let index): note(name, meaning: parameterPlaces[index])
    case .reading(let index): note(name, meaning: readings[index].statement.name?.span)
    case .definition(let index): note(name, meaning: definitions[index].statement.name?.span)
    case .table(let index): note(name, meaning: tableEntries[index].statement.name?.span)
    case .score: noteNorm(name, .scoring)
    }
  }

  /// The word of a reading's option: the bare word that is its value, or the name of its clauses.
  mutating func noteOption(_ name: Name, _ option: Int, of reading: Int) {
    guard names != nil, readings.indices.contains(reading) else { return }
    let statement = readings[reading].statement
    var places: [SourceSpan?] = []
    for detail in statement.details where detail.keyword == .readAs || detail.keyword == .otherwise
    {
      places.append(detail.name?.span)
    }
    if statement.details.isEmpty {
      for slot in statement.slots {
        guard case .expression(let expression) = slot.value else { continue }
        if case .name(let word) = expression.kind {
          places.append(word.span)
        } else {
          places.append(nil)
        }
      }
    }
    if places.indices.contains(option) { note(name, meaning: places[option]) }
  }

  /// A clause or a named alternative.
  mutating func noteClause(_ name: Name) {
    guard names != nil else { return }
    if let clause = norms[NormKey(space: .clause, name: name.text)] {
      note(name, meaning: clause.statement.name?.span)
    } else if let branch = branches[name.text] {
      note(name, meaning: branch.branch.name.span)
    }
  }
}
