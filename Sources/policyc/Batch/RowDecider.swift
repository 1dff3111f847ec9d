internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Looks at the rows that a batch decides, beside what is written of them.
protocol RowTap: AnyObject {
  /// Called before the first batch of a chunk.
  func begin(_ chunk: Chunk)
  /// Marks rows that the judge is to look at as odd.
  func mark(
    _ odd: UnsafeMutablePointer<UInt8>, _ count: Int, _ keys: UnsafePointer<UInt32>,
    _ kinds: DecisionKinds)
  /// Looks at rows that are written.
  func count(
    _ chunk: Chunk, _ cells: UnsafePointer<UInt32>, _ stride: Int, _ rows: Range<Int>,
    _ keys: UnsafePointer<UInt32>, _ kinds: DecisionKinds)
  /// Counts decisions that are alike.
  func add(
    _ number: Int, _ violated: [Int], _ waivable: [Int], _ unknown: [Int], to chunk: Chunk)
}

/// Decides the rows of a batch and writes them, by a text made ready for every decision that occurs.
///
/// Rows differ in their ids and in few other ways, so that writing one is copying its id and a text.
final class RowDecider: BatchDecider {
  let batch: ColumnBatch
  private let engine: ColumnEngine
  private let shape: RowShape
  private let program: IRProgram
  /// What the engine is told about a row that the reference will look at anyway.
  private let nobody: Candidate

  /// The lists by which decisions are told apart, in bytes of eight clauses each, and where they go.
  private let groups: [(list: DecisionBatch.ClauseList, group: Int)]
  private let bytes: UnsafeMutablePointer<UInt8>
  private let keys: UnsafeMutablePointer<UInt32>
  private var kinds: DecisionKinds
  /// Kinds by outcome and the byte of the only group, `max` where there is none yet.
  private let direct: UnsafeMutablePointer<UInt32>
  /// The columns that are copied.
  private let columns: UnsafeMutablePointer<Int32>
  private let columnCount: Int
  /// Which of them are the id.
  private let identifies: UnsafeMutablePointer<Bool>

  private let isText: Bool
  private let tap: (any RowTap)?
  private let memory: AbsenceMemory?

  /// - Parameter data: the columns of a CSV file; `nil` for JSON, where marks tell of the id alone.
  init(
    _ program: ColumnProgram, _ shape: RowShape, _ data: DataColumns?, _ memory: AbsenceMemory?,
    tap: (any RowTap)?
  ) {
    isText = data == nil
    let idColumn = data == nil ? 0 : data?.identifier.map { Int32($0) } ?? -1
    self.shape = shape
    self.program = program.policies[0].program
    batch = ColumnBatch(program.plan)
    engine = ColumnEngine(program, capacity: batch.capacity)
    nobody = Candidate(
      id: "", facts: self.program.records.first.map { Record(unknown: $0) } ?? Record([]))
    let clauses = self.program.requirements.count
    groups = KindTable.groups(shape.lists, clauses: clauses)
    bytes = .allocate(capacity: max(1, groups.count) * batch.capacity)
    bytes.initialize(repeating: 0, count: max(1, groups.count) * batch.capacity)
    keys = .allocate(capacity: batch.capacity)
    keys.initialize(repeating: 0, count: batch.capacity)
    kinds = DecisionKinds(shape, self.program, groups, memory)
    direct = .allocate(capacity: 5 * 256)
    direct.initialize(repeating: .max, count: 5 * 256)
    var copied: [Int32] = []
    var isID: [Bool] = []
    for column in shape.columns {
      switch column {
      case .identifier:
        copied.append(idColumn)
        isID.append(true)
      case .kept(let index):
        copied.append(RowDecider.column(index, data))
        isID.append(false)
      case .outcome, .clauses, .constant, .missing, .pending: continue
      }
    }
    columnCount = copied.count
    columns = .allocate(capacity: max(1, copied.count))
    for (index, column) in copied.enumerated() { columns[index] = column }
    identifies = .allocate(capacity: max(1, isID.count))
    for (index, flag) in isID.enumerated() { identifies[index] = flag }
    self.tap = tap
    self.memory = memory
  }

  /// Where a kept column stands among the marks of a row.
  static func column(_ kept: Int, _ data: DataColumns?) -> Int32 {
    Int32(data.map { $0.kept[kept] } ?? LineRows.mark(ofKept: kept))
  }

  func begin(_ chunk: Chunk) { tap?.begin(chunk) }

  deinit {
    bytes.deallocate()
    keys.deallocate()
    direct.deallocate()
    columns.deallocate()
    identifies.deallocate()
  }

  /// Decides the rows of the batch.
  /// - Parameter odd: a byte a row; set for further rows that only the reference can decide.
  func decide(_ odd: UnsafeMutablePointer<UInt8>, _ count: Int) {
    let nobody = self.nobody
    let decisions = engine.decide(batch) { row in
      odd[row] = 1
      return nobody
    }
    let capacity = batch.capacity
    for (index, (list, group)) in groups.enumerated() {
      decisions.write(list, group: group, to: bytes + index * capacity)
    }
    let outcomes = decisions.outcomes()
    let needsAbsent = shape.needsAbsent
    let groupCount = groups.count
    defer { tap?.mark(odd, count, keys, kinds) }
    if groupCount == 1 { return findDirectly(outcomes, odd, count) }
    memory?.begin()
    for row in 0..<count {
      let outcome = outcomes[row]
      if outcome > 4 { odd[row] = 1 }
      if odd[row] != 0 { continue }
      var key = UInt32(outcome)
      var group = 0
      repeat {
        var four: UInt32 = 0
        let end = min(group + 4, groupCount)
        while group < end {
          four = four << 8 | UInt32(bytes[group &* capacity &+ row])
          group &+= 1
        }
        key = kinds.key(after: key, four)
      } while group < groupCount
      if needsAbsent,
        outcome == Outcome.undetermined.rawValue || outcome == Outcome.needsJudgement.rawValue
      {
        guard let memory, let absent = memory.number(of: row, batch, key, kinds) else {
          odd[row] = 1
          continue
        }
        key = kinds.key(after: key, absent)
      }
      keys[row] = key
    }
    for row in 0..<count where odd[row] == 0 { kinds.prepare(keys[row]) }
  }

  /// Finds the kinds of rows by outcome and one byte of clauses, in a table.
  private func findDirectly(
    _ outcomes: UnsafePointer<UInt8>, _ odd: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    let (bytes, keys, direct) = (self.bytes, self.keys, self.direct)
    for row in 0..<count {
      let outcome = outcomes[row]
      if outcome > 4 { odd[row] = 1 }
      if odd[row] != 0 { continue }
      let place = Int(outcome) << 8 | Int(bytes[row])
      if direct[place] == .max {
        direct[place] = kinds.key(after: UInt32(outcome), UInt32(bytes[row]))
        kinds.prepare(direct[place])
      }
      keys[row] = direct[place]
    }
  }

  func write(
    _ chunk: Chunk, cells: UnsafePointer<UInt32>, stride: Int, _ rows: Range<Int>, length: Int,
    firstNumber: Int
  ) {
    let room = length * columnCount + rows.count * (kinds.longest + columnCount * 24)
    let output = chunk.output.reserve(room)
    kinds.withPieces { pieces in
      var shape = cb_output(
        bytes: UnsafePointer(chunk.bytes), cells: cells, stride: stride,
        columns: UnsafePointer(columns), identifies: UnsafePointer(identifies),
        column_count: columnCount,
        keys: UnsafePointer(keys), pieces: pieces, first_number: UInt64(firstNumber),
        is_text: isText)
      let end = cb_write_rows(&shape, rows.lowerBound, rows.upperBound, output)
      chunk.output.count += end.map { $0 - output } ?? 0
    }
    kinds.count(rows, UnsafePointer(keys))
    tap?.count(chunk, cells, stride, rows, keys, kinds)
  }

  /// Hands what was counted over to a chunk.
  func flush(to chunk: Chunk) { kinds.flush(to: chunk, tap) }
}

/// What the rows of the output are made of, where the engine tells enough for them.
struct RowShape {
  enum Column {
    case identifier
    case outcome
    case clauses(DecisionBatch.ClauseList)
    /// The same for all rows that need no reference.
    case constant(String)
    /// A column kept from the data, by its place among those.
    case kept(Int)
    /// The absent facts, and the absent judgements, on which the decision depends.
    case missing
    case pending
  }

  let columns: [Column]
  /// The end of a line.
  let end: String
  /// Whether rows are told apart by all clauses that are not met, written or not.
  var tellsAllClauses = false

  /// Whether rows that lack facts or judgements say which.
  var needsAbsent: Bool {
    columns.contains {
      switch $0 {
      case .missing, .pending: true
      case .identifier, .outcome, .clauses, .constant, .kept: false
      }
    }
  }

  /// The lists by which rows differ, the violated clauses first: they are counted in any case.
  var lists: [DecisionBatch.ClauseList] {
    var result: [DecisionBatch.ClauseList] = [.violated]
    for column in columns {
      if case .clauses(let list) = column, !result.contains(list) { result.append(list) }
    }
    if tellsAllClauses || needsAbsent {
      for list in [.waivable, .unknown] as [DecisionBatch.ClauseList] where !result.contains(list) {
        result.append(list)
      }
    }
    return result
  }
}
