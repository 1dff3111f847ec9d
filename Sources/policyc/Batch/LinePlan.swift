internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// How the values of JSON objects are read into a batch: for the candidate, and for the elements of each
/// list. Made for a worker; nothing in it changes.
final class LinePlan {
  /// How the values of one field are read.
  struct Field {
    enum Kind: UInt8 {
      /// Any text will do; an id may also be a number.
      case text
      /// Yes or no, or a finding: `true` and `false` are values too.
      case flag
      case words
      /// The texts that conditions compare with.
      case namedText
      case number
      case date
      case list
      case clauses
      /// Left to the reference reader unless it is absent.
      case other
    }
    var kind = Kind.text
    /// Of flags, words and named texts.
    var words: UnsafePointer<cb_words>?
    /// Of numbers and dates.
    var figure: UnsafePointer<cb_figure>?
    /// Of lists.
    var elements: Shape?
    /// The column of the batch, negative where values are only checked.
    var column = -1
    /// The list of the batch, negative where there is none.
    var domain = -1
    var isIdentifier = false
  }

  /// How the objects of one record are read.
  final class Shape {
    fileprivate(set) var fields: [Field] = []
    let names: [(word: String, code: Int32)]
    let keys: WordTable

    init(names: [(word: String, field: Int)]) {
      self.names = names.map { (word: $0.word, code: Int32($0.field)) }
      keys = WordTable(self.names)
    }
  }

  let candidate: Shape
  private let plan: ColumnPlan
  private let reader: CandidateReader
  /// What the fields point to.
  private var tables: [WordTable] = []
  private var figures: [UnsafeMutablePointer<cb_figure>] = []

  init(_ plan: ColumnPlan, _ reader: CandidateReader) {
    self.plan = plan
    self.reader = reader
    candidate = Shape(names: reader.names(ofRecord: 0))
    fill(candidate, record: 0, domain: 0)
  }

  deinit {
    for figure in figures { figure.deallocate() }
  }

  private func fill(_ shape: Shape, record: Int, domain: Int?) {
    guard plan.program.records.indices.contains(record) else { return }
    for (position, field) in plan.program.records[record].fields.enumerated() {
      let column = domain.flatMap { domain in
        plan.domains[domain].columns.first { plan.columns[$0].path == [position] }
      }
      var read = read(field, column.map { plan.columns[$0] })
      read.column = column ?? -1
      read.isIdentifier = field.isIdentifier
      // Lists inside of lists are rare.
      if case .list(let inner) = field.type, record == 0 {
        let list = plan.domains[0].lists.first { plan.domains[$0].path == [position] }
        let elements = Shape(names: reader.names(ofRecord: inner))
        fill(elements, record: inner, domain: list)
        read.kind = .list
        read.elements = elements
        read.domain = list ?? -1
      }
      shape.fields.append(read)
    }
  }

  private func read(_ field: IRField, _ column: ColumnPlan.Column?) -> Field {
    var result = Field()
    if case .clauses = field.type {
      result.kind = .clauses
      return result
    }
    guard let kind = CellPlan.kind(of: field, column, reader) else { return result }
    switch kind {
    case .whole: result.kind = .other
    case .words8(let table), .words32(let table):
      tables.append(table)
      result.words = table.table
      switch field.type {
      case .boolean, .judgement: result.kind = .flag
      case .text: result.kind = .namedText
      default: result.kind = .words
      }
    case .figures(let figure):
      let memory = UnsafeMutablePointer<cb_figure>.allocate(capacity: 1)
      memory.initialize(to: figure)
      figures.append(memory)
      result.figure = UnsafePointer(memory)
      result.kind = figure.kind == CB_DATE ? .date : .number
    }
    return result
  }
}
