public import PolicyLang

/// How a file of candidates is laid out.
public enum DataLayout: Hashable, Sendable {
  /// A line of column names, then one candidate per record.
  case csv
  /// One JSON object per line.
  case jsonLines
}

/// Reads candidates from bytes that arrive in chunks.
///
/// Feed chunks, call `next()` until it asks for more, then `finish()`. Every record comes out once, as a
/// candidate, as a reject or as blank, in the order of the file. Memory does not grow with the file.
public struct CandidateReader {
  public enum Item {
    case candidate(Row)
    case reject(Reject)
    /// A row of a table in which every cell is empty: nobody's.
    case blank(line: Int)
    /// The file as a whole cannot be read; nothing follows.
    case failure(DataProblem, line: Int)
    case needsInput
    case end
  }

  /// A candidate with its place in the file.
  public struct Row {
    public let candidate: Candidate
    public let line: Int
    /// The number of the record, from 1; the header does not count, rows with nothing in them do.
    public let row: Int
    /// The columns asked for with `keep`, as written, in the order asked for.
    public let kept: [String]
  }

  let cells: CellReader
  let events: EventReader
  let identifier: Int?
  let clauseFields: [Int]
  let keep: [String]
  /// Those of `keep` that a file may lack.
  let optional: Set<String>
  public let layout: DataLayout
  var csv = CSVReader()
  var lines = LineReader()
  var header: CSVHeader?
  var memo = CellMemo()
  var row = 0
  /// Rows with nothing in them that were passed over so far.
  public internal(set) var blanks = BlankRows()
  var hasFailed = false
  /// What a CSV file begins with.
  var opening = TableOpening()
  /// Keys of JSON objects already warned about.
  var reportedKeys = Set<String>()
  var pendingWarnings: [Diagnostic] = []

  /// - Parameters:
  ///   - keep: names of columns or keys whose text comes out with each row.
  ///   - optional: those of them that a CSV file may lack; their text is then empty.
  public init(
    _ program: IRProgram, layout: DataLayout, keep: [String] = [], optional: Set<String> = []
  ) {
    self.layout = layout
    self.keep = keep
    self.optional = optional
    cells = CellReader(program)
    events = EventReader(program, cells)
    let fields = program.records.first?.fields ?? []
    identifier = fields.firstIndex { $0.isIdentifier } ?? fields.firstIndex { $0.label.id == "id" }
    clauseFields = fields.indices.filter { fields[$0].type == .clauses }
  }

  public mutating func feed(_ bytes: [UInt8]) {
    switch layout {
    case .csv:
      if header == nil { opening.take(bytes) }
      csv.feed(bytes)
    case .jsonLines: lines.feed(bytes)
    }
  }

  /// No further chunk will come.
  public mutating func finish() {
    switch layout {
    case .csv: csv.finish()
    case .jsonLines: lines.finish()
    }
  }

  /// Warnings since the last call: columns and keys that no field has, and at the end of the file how
  /// many rows were blank.
  public mutating func takeWarnings() -> [Diagnostic] {
    let result = pendingWarnings
    pendingWarnings = []
    return result
  }

  public mutating func next() -> Item {
    if hasFailed { return .end }
    switch layout {
    case .csv: return nextOfCSV()
    case .jsonLines: return nextOfJSON()
    }
  }

  mutating func fail(_ problem: DataProblem, line: Int) -> Item {
    hasFailed = true
    return .failure(problem, line: line)
  }

  /// The candidate of a record: named by its id, or by its row where it has none.
  func candidate(_ facts: Record, _ events: [CaseEvent]) -> Candidate {
    var waivers: [String] = []
    for field in clauseFields {
      if case .clauses(let clauses) = facts[field] { waivers += clauses }
    }
    return Candidate(id: id(of: facts), facts: facts, events: events, waivers: waivers)
  }

  private func id(of facts: Record) -> String {
    guard let identifier else { return "\(row)" }
    switch facts[identifier] {
    case .text(let text) where !trimmed(text).isEmpty: return text
    case .number(let number): return number.description
    default: return "\(row)"
    }
  }

  /// A warning about a name that no field has.
  func unknownName(_ name: String, among record: Int) -> Diagnostic {
    var candidates: [String] = []
    for field in cells.record(record)?.fields ?? [] {
      candidates += [field.label.zh, field.label.id, field.label.en]
    }
    guard let near = Suggestion.closest(to: name, in: candidates) else {
      return Diagnostic(.unknownColumn, at: nil, [LocalText(name)])
    }
    return Diagnostic(.unknownColumnNear, at: nil, [LocalText(name), LocalText(near)])
  }
}
