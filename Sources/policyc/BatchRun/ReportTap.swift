internal import CScan
internal import PolicyRuntime

/// Counts for a report what a batch decides, group by group, and has the first records that lack a
/// single clause looked at by the judge.
final class ReportTap: RowTap {
  /// The columns of the groups, negative where the file has none.
  private let columns: [Int32]
  private let isText: Bool
  private var wanted: [Int]
  /// What is counted in the chunk at hand.
  private var tally: ReportTally?

  init(columns: [Int32], isText: Bool, clauses: Int) {
    self.columns = columns
    self.isText = isText
    wanted = Array(repeating: 0, count: clauses)
  }

  func begin(_ chunk: Chunk) {
    tally = chunk.tally as? ReportTally
    guard let tally else { return }
    for clause in wanted.indices {
      wanted[clause] = tally.wantsSample(clause) ? ReportTally.samplesPerClause : 0
    }
  }

  /// Marks rows that the judge is to look at as odd.
  func mark(
    _ odd: UnsafeMutablePointer<UInt8>, _ count: Int, _ keys: UnsafePointer<UInt32>,
    _ kinds: DecisionKinds
  ) {
    guard wanted.contains(where: { $0 > 0 }) else { return }
    for row in 0..<count where odd[row] == 0 {
      let clause = Int(kinds.near[Int(keys[row])])
      guard clause >= 0, wanted[clause] > 0 else { continue }
      wanted[clause] -= 1
      odd[row] = 1
    }
  }

  /// Counts the groups of some rows.
  func count(
    _ chunk: Chunk, _ cells: UnsafePointer<UInt32>, _ stride: Int, _ rows: Range<Int>,
    _ keys: UnsafePointer<UInt32>, _ kinds: DecisionKinds
  ) {
    guard let tally else { return }
    for (group, column) in columns.enumerated() where column >= 0 {
      let table = tally.groups[group]
      for row in rows {
        let marks = cells + row * stride + Int(column)
        let start = marks[0] &+ 1
        table.add(
          cell: chunk.bytes + Int(start), Int(marks[1] &- start), isText: isText,
          Int(kinds.outcomes[Int(keys[row])]))
      }
    }
  }

  func add(
    _ number: Int, _ violated: [Int], _ waivable: [Int], _ unknown: [Int], to chunk: Chunk
  ) {
    tally?.add(number, violated, waivable, unknown)
  }
}
