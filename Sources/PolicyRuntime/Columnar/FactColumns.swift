internal import PolicyLang

/// The columns and lists of a batch that hold some fields of the candidate, to compare rows by them.
public struct FactColumns: Sendable {
  private let columns: [Int]
  private let lists: [Int]

  /// - Parameter fields: of the candidate; `nil` where the plan does not hold one of them, or not all of
  ///   it.
  public init?(_ plan: ColumnPlan, _ fields: [Int]) {
    var columns: [Int] = []
    var lists: [Int] = []
    for field in fields {
      let own = plan.domains[0].columns.filter { plan.columns[$0].path[0] == field }
      let inside = plan.domains[0].lists.filter { plan.domains[$0].path[0] == field }
      guard !own.isEmpty || !inside.isEmpty else { return nil }
      for list in inside where !plan.domains[list].lists.isEmpty { return nil }
      columns += own
      lists += inside
    }
    self.columns = columns
    self.lists = lists
  }

  /// Whether a row lacks none of them, nor anything of their elements that the plan holds.
  func isGiven(_ row: Int, in batch: ColumnBatch) -> Bool {
    for column in columns where batch.isAbsent(column, row) { return false }
    for list in lists where !batch.isGiven(list: list, row) { return false }
    return true
  }

  /// Appends what a row says; rows that say the same give the same bytes, and others do not.
  public func append(_ row: Int, of batch: ColumnBatch, to bytes: inout [UInt8]) {
    for column in columns { batch.append(column, row, to: &bytes) }
    for list in lists { batch.append(list: list, row, to: &bytes) }
  }
}

extension ColumnBatch {
  fileprivate func isAbsent(_ column: Int, _ place: Int) -> Bool {
    let layout = layouts[column]
    return switch layout.storage {
    case .code: layout.cells.assumingMemoryBound(to: UInt8.self)[place] == 0
    case .int16: layout.cells.assumingMemoryBound(to: Int16.self)[place] == .min
    case .int32: layout.cells.assumingMemoryBound(to: Int32.self)[place] == .min
    case .int64: layout.cells.assumingMemoryBound(to: Int64.self)[place] == .min
    }
  }

  fileprivate func isGiven(list domain: Int, _ row: Int) -> Bool {
    let store = store(of: domain)
    guard let ends = store.ends, let given = store.given, given[row] != 0 else { return false }
    for place in (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row]) {
      for column in plan.domains[domain].columns where isAbsent(column, place) { return false }
    }
    return true
  }

  fileprivate func append(_ column: Int, _ place: Int, to bytes: inout [UInt8]) {
    let width = layouts[column].storage.width
    let cell = UnsafeRawBufferPointer(
      start: layouts[column].cells + place * width, count: width)
    bytes.append(contentsOf: cell)
  }

  fileprivate func append(list domain: Int, _ row: Int, to bytes: inout [UInt8]) {
    let store = store(of: domain)
    guard let ends = store.ends, let given = store.given else { return }
    let first = row == 0 ? 0 : Int(ends[row - 1])
    let end = Int(ends[row])
    bytes.append(given[row])
    withUnsafeBytes(of: Int32(truncatingIfNeeded: end - first)) {
      bytes.append(contentsOf: $0)
    }
    for place in first..<end {
      for column in plan.domains[domain].columns { append(column, place, to: &bytes) }
    }
  }
}
