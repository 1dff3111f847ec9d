internal import PolicyLang
internal import PolicyRuntime

/// What was found to be absent of records that lack facts or judgements, which only the reference tells
/// and which is the same for many records.
///
/// Kept by the kind of the decision and by the values of those facts alone that can play a part. Rows of
/// a batch that are like none before go to the judge, who says what was found. Belongs to one worker.
final class AbsenceMemory {
  /// More is not kept.
  private static let most = 100_000

  /// Two cells of the output.
  struct Absent: Hashable {
    let missing: String
    let pending: String
  }

  /// `nil` where columns do not hold all that can play a part.
  private let facts: OpenFacts?
  /// By kind; `nil` likewise.
  private var columns: [UInt32: FactColumns?] = [:]
  private var known: [[UInt8]: UInt32] = [:]
  private var texts: [Absent] = []
  private var numbers: [Absent: UInt32] = [:]
  /// The rows of the batch at hand that wait for the judge.
  private var waiting: [Int: [UInt8]] = [:]

  init(_ policy: PreparedPolicy, _ plan: ColumnPlan) {
    facts = OpenFacts(policy, plan)
  }

  /// Turns to the next batch.
  func begin() { waiting.removeAll(keepingCapacity: true) }

  /// The number of what is absent of a row; `nil` where the judge has to look.
  /// - Parameter kind: the outcome and the clauses of the row.
  func number(
    of row: Int, _ batch: ColumnBatch, _ kind: UInt32, _ kinds: DecisionKinds
  ) -> UInt32? {
    guard let facts else { return nil }
    let columns: FactColumns?
    if let known = self.columns[kind] {
      columns = known
    } else {
      columns = facts.columns(of: kinds.unknown(kind))
      self.columns[kind] = .some(columns)
    }
    guard let columns else { return nil }
    var key: [UInt8] = []
    for shift in [0, 8, 16, 24] as [UInt32] {
      key.append(UInt8(truncatingIfNeeded: kind >> shift))
    }
    facts.append(row, of: batch, columns, to: &key)
    if let number = known[key] { return number }
    if known.count < AbsenceMemory.most { waiting[row] = key }
    return nil
  }

  /// Says what the judge found of a row.
  func keep(_ decision: Decision, of row: Int) {
    guard let key = waiting[row] else { return }
    let absent = Absent(
      missing: CSVDecisions.list(decision.missing), pending: CSVDecisions.list(decision.pending))
    let number = numbers[absent] ?? UInt32(texts.count)
    if texts.count == Int(number) {
      texts.append(absent)
      numbers[absent] = number
    }
    known[key] = number
  }

  func absent(_ number: UInt32) -> Absent { texts[Int(number)] }
}
