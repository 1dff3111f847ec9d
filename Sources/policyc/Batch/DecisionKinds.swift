internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// The decisions that occur, numbered: by outcome and lists of clauses. For each the text that rows of
/// its kind share, and how many there are.
struct DecisionKinds {
  private let shape: RowShape
  private let program: IRProgram
  private let memory: AbsenceMemory?
  private var table: KindTable
  private var pieces: [cb_piece] = []
  private var counts: [Int] = []
  private var isReady: [Bool] = []
  /// For each kind that is prepared its outcome, and the clause that alone is lacking, negative where none
  /// or several are.
  private(set) var outcomes: [UInt8] = []
  private(set) var near: [Int32] = []
  private let texts = TextPieces()
  /// The most bytes that the pieces of a kind have, with what kernels write past each.
  private(set) var longest = 0

  init(
    _ shape: RowShape, _ program: IRProgram,
    _ groups: [(list: DecisionBatch.ClauseList, group: Int)], _ memory: AbsenceMemory?
  ) {
    self.memory = memory
    self.shape = shape
    self.program = program
    table = KindTable(groups)
    makeRoom()
  }

  private var pieceCount: Int {
    shape.columns.reduce(1) { count, column in
      switch column {
      case .identifier, .kept: count + 1
      case .outcome, .clauses, .constant, .missing, .pending: count
      }
    }
  }

  /// The kind to which four more bytes lead, or the number of what is absent.
  mutating func key(after kind: UInt32, _ bytes: UInt32) -> UInt32 {
    let key = table.key(after: kind, bytes)
    if table.count > counts.count { makeRoom() }
    return key
  }

  /// The clause that alone is lacking; `nil` where none or several are.
  static func single(_ violated: [Int], _ waivable: [Int], _ unknown: [Int]) -> Int? {
    violated.count + waivable.count + unknown.count == 1
      ? violated.first ?? waivable.first ?? unknown.first : nil
  }

  private mutating func makeRoom() {
    while counts.count < table.count {
      counts.append(0)
      isReady.append(false)
      outcomes.append(0)
      near.append(-1)
      pieces += Array(repeating: cb_piece(), count: pieceCount)
    }
  }

  /// Counts the kinds of some rows.
  mutating func count(_ rows: Range<Int>, _ kinds: UnsafePointer<UInt32>) {
    counts.withUnsafeMutableBufferPointer { counts in
      guard let counts = counts.baseAddress else { return }
      for row in rows { counts[Int(kinds[row])] &+= 1 }
    }
  }

  /// The open clauses of a kind.
  func unknown(_ kind: UInt32) -> [Int] { table.meaning(of: kind).clauses[.unknown] ?? [] }

  /// Makes the texts of a kind unless they are there.
  mutating func prepare(_ kind: UInt32) {
    if isReady[Int(kind)] { return }
    isReady[Int(kind)] = true
    let (outcome, clauses) = table.meaning(of: kind)
    outcomes[Int(kind)] = outcome.rawValue
    if let clause = DecisionKinds.single(
      clauses[.violated] ?? [], clauses[.waivable] ?? [], clauses[.unknown] ?? [])
    {
      near[Int(kind)] = Int32(truncatingIfNeeded: clause)
    }
    let absent = table.addition(to: kind).flatMap { memory?.absent($0) }
    var text = ""
    var part = 0
    var total = 0
    let base = Int(kind) * pieceCount
    for (index, column) in shape.columns.enumerated() {
      if index > 0 { text += "," }
      switch column {
      case .identifier, .kept:
        total += store(text, at: base + part)
        part += 1
        text = ""
      case .outcome: text += outcome.id
      case .constant(let constant): text += CSVText.cell(constant)
      case .missing: text += CSVText.cell(absent?.missing ?? "")
      case .pending: text += CSVText.cell(absent?.pending ?? "")
      case .clauses(let list):
        let ids = (clauses[list] ?? []).map { program.requirements[$0].label.id }
        text += CSVText.cell(ids.joined(separator: ";"))
      }
    }
    total += store(text + shape.end, at: base + part)
    longest = max(longest, total)
  }

  private mutating func store(_ text: String, at place: Int) -> Int {
    let piece = texts.piece(text)
    pieces[place] = piece
    return Int(piece.length)
  }

  func withPieces(_ body: (UnsafePointer<cb_piece>?) -> Void) {
    pieces.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  /// Hands what was counted over to a chunk.
  mutating func flush(to chunk: Chunk, _ tap: (any RowTap)?) {
    for kind in counts.indices where counts[kind] > 0 {
      let (outcome, clauses) = table.meaning(of: UInt32(kind))
      chunk.counts.add(counts[kind], outcome)
      for clause in clauses[.violated] ?? [] { chunk.violations[clause] += counts[kind] }
      tap?.add(
        counts[kind], clauses[.violated] ?? [], clauses[.waivable] ?? [], clauses[.unknown] ?? [],
        to: chunk)
      counts[kind] = 0
    }
  }
}
