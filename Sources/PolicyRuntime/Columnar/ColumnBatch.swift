internal import PolicyLang

/// A batch of candidates as columns: what an engine reads, filled over and over again.
///
/// Writing, row by row:
/// ```
/// batch.clear()
/// let row = batch.appendRow()                    // all its facts are absent
/// batch.set(code: ColumnCode.yes, 0, at: row)    // column 0 of the plan
/// batch.set(number: 650, 1, at: row)             // 6.5 where the column's scale is 100
/// batch.give(list: 2)                            // domain 2: known, and empty so far
/// let element = batch.appendElement(of: 2)       // belongs to the row appended last
/// batch.set(code: ColumnCode.value(3), 4, at: element)
/// batch.addWaiver("leading_cadre")               // for the row appended last
/// batch.refer()                                  // columns cannot hold what this row says
/// ```
/// `dropRow()` takes the last row back, for a record that turns out to be unreadable half way. The
/// memory belongs to the batch and is used again; only lists make it grow.
/// - Invariant: every column has room for whole words of 64 rows, and what no row has is absent.
public final class ColumnBatch {
  /// A name of a clause for which a row records a waiver.
  public struct Waiver {
    public let row: Int
    public let clause: String
  }

  public let plan: ColumnPlan
  /// How many rows it can hold.
  public let capacity: Int
  let columnCount: Int
  /// Whether no column lies inside a nested record.
  let isFlat: Bool
  /// How many rows it holds.
  public var count: Int { domains[0].count }
  public var isFull: Bool { domains[0].count >= capacity }

  /// Where the cells of each column of the plan are, and what writing one needs to know.
  let layouts: UnsafeMutablePointer<CellLayout>
  /// Behind a pointer, like the state: rows are written one by one, and every look at a stored property
  /// of a class costs more than the look at a cell.
  private let domains: UnsafeMutablePointer<DomainStore>
  let domainCount: Int
  private(set) var waivers: [Waiver] = []
  /// Rows that only the reference interpreter may decide, a bit each.
  let referred: UnsafeMutablePointer<UInt64>
  private let state: UnsafeMutablePointer<State>
  /// Whether any row is referred.
  var hasReferred: Bool { state.pointee.hasReferred }
  /// Whether any row records a waiver.
  var hasWaivers: Bool { state.pointee.hasWaivers }
  /// Whether the candidate has fields that hold waivers.
  let hasWaiverFields: Bool

  private struct State {
    var hasReferred = false
    var hasWaivers = false
  }

  /// A column as plain data. Cells of the rows never move.
  struct CellLayout {
    var cells: UnsafeMutableRawPointer
    let domain: Int
    let storage: ColumnStorage
    let scale: Int64
    /// The field of the domain's record; negative for one inside a nested record.
    let field: Int
    let kind: Kind
    /// How many values an enumeration has; 0 for other types.
    let valueCount: Int

    /// What kind of value belongs into the column.
    enum Kind: UInt8 { case truth, judgement, text, value, number, date, year, monthDay }
  }

  /// The extent of one domain.
  struct DomainStore {
    var count = 0
    var capacity: Int
    /// For each record of the parent: one past its last element. The first begins at 0.
    var ends: UnsafeMutablePointer<Int32>?
    /// For each record of the parent whether the list is given, a byte of `ColumnCode`.
    var given: UnsafeMutablePointer<UInt8>?
  }

  /// - Parameter capacity: in rows, rounded up to whole words of 64.
  public init(_ plan: ColumnPlan, capacity: Int = 2048) {
    self.plan = plan
    self.capacity = ColumnBatch.padded(max(1, capacity))
    columnCount = plan.columns.count
    isFlat = plan.columns.allSatisfy { $0.path.count == 1 }
    referred = .allocate(capacity: self.capacity / 64)
    referred.initialize(repeating: 0, count: self.capacity / 64)
    state = .allocate(capacity: 1)
    state.initialize(to: State())
    hasWaiverFields = !plan.waiverFields.isEmpty
    layouts = .allocate(capacity: max(1, plan.columns.count))
    domainCount = plan.domains.count
    domains = .allocate(capacity: domainCount)
    for (index, domain) in plan.domains.enumerated() {
      var store = DomainStore(capacity: self.capacity)
      if domain.parent != nil {
        // Every domain begins with the same room.
        store.ends = .allocate(capacity: self.capacity)
        store.ends?.initialize(repeating: 0, count: self.capacity)
        store.given = .allocate(capacity: self.capacity)
        store.given?.initialize(repeating: 0, count: self.capacity)
      }
      (domains + index).initialize(to: store)
    }
    for (index, column) in plan.columns.enumerated() {
      let room = domains[column.domain].capacity
      let memory = UnsafeMutableRawPointer.allocate(
        byteCount: room * column.storage.width, alignment: 64)
      ColumnBatch.makeAbsent(memory, column.storage, from: 0, to: room)
      let (kind, values) = ColumnBatch.kind(of: column.field.type, in: plan.program)
      (layouts + index).initialize(
        to: CellLayout(
          cells: memory, domain: column.domain, storage: column.storage, scale: column.scale,
          field: column.path.count == 1 ? column.path[0] : -1, kind: kind, valueCount: values))
    }
  }

  deinit {
    for column in plan.columns.indices { layouts[column].cells.deallocate() }
    layouts.deallocate()
    for domain in 0..<domainCount {
      domains[domain].ends?.deallocate()
      domains[domain].given?.deallocate()
    }
    domains.deallocate()
    state.deallocate()
    referred.deallocate()
  }

  // MARK: Rows and elements

  /// Forgets all rows.
  public func clear() {
    for column in 0..<columnCount {
      let layout = layouts[column]
      ColumnBatch.makeAbsent(
        layout.cells, layout.storage, from: 0, to: domains[layout.domain].count)
    }
    if domainCount > 1 {
      for index in 0..<domainCount {
        if let parent = plan.domains[index].parent, let given = domains[index].given {
          given.update(repeating: 0, count: domains[parent].count)
        }
      }
    }
    for index in 0..<domainCount { domains[index].count = 0 }
    if hasReferred { referred.update(repeating: 0, count: capacity / 64) }
    if hasWaivers { waivers.removeAll(keepingCapacity: true) }
    state.pointee = State()
  }

  /// Begins a row about which nothing is known yet, and returns its place. The batch must not be full.
  public func appendRow() -> Int {
    precondition(domains[0].count < capacity, "the batch is full")
    return begin(0)
  }

  /// Begins so many rows at once, about which nothing is known yet; their lists are absent. The batch
  /// must have room for them.
  public func appendRows(_ number: Int) {
    precondition(domains[0].count + number <= capacity, "the batch is full")
    let first = domains[0].count
    domains[0].count += number
    for list in plan.domains[0].lists {
      let end = Int32(truncatingIfNeeded: domains[list].count)
      for place in first..<first + number { domains[list].ends?[place] = end }
    }
  }

  /// Says that the list of the last record of its parent domain is known; it is empty until elements
  /// are appended.
  public func give(list domain: Int) {
    guard let parent = plan.domains[domain].parent, domains[parent].count > 0 else { return }
    domains[domain].given?[domains[parent].count - 1] = ColumnCode.yes
  }

  /// Begins an element of the list of the last record of its parent domain, and returns its place.
  public func appendElement(of domain: Int) -> Int {
    give(list: domain)
    if domains[domain].count == domains[domain].capacity { grow(domain) }
    let element = begin(domain)
    if let parent = plan.domains[domain].parent, domains[parent].count > 0 {
      domains[domain].ends?[domains[parent].count - 1] = Int32(truncatingIfNeeded: element + 1)
    }
    return element
  }

  private func begin(_ domain: Int) -> Int {
    let place = domains[domain].count
    domains[domain].count = place + 1
    if domainCount == 1 { return place }
    for list in plan.domains[domain].lists {
      domains[list].ends?[place] = Int32(truncatingIfNeeded: domains[list].count)
    }
    return place
  }

  /// Takes the last row back, with its elements.
  public func dropRow() {
    guard domains[0].count > 0 else { return }
    let row = domains[0].count - 1
    drop(0, to: row)
    if hasReferred { referred[row >> 6] &= ~(1 << UInt64(row & 63)) }
    while let last = waivers.last, last.row == row { waivers.removeLast() }
    state.pointee.hasWaivers = !waivers.isEmpty
  }

  private func drop(_ domain: Int, to count: Int) {
    for column in plan.domains[domain].columns {
      ColumnBatch.makeAbsent(
        layouts[column].cells, layouts[column].storage, from: count, to: domains[domain].count)
    }
    for list in plan.domains[domain].lists {
      guard let given = domains[list].given, let ends = domains[list].ends else { continue }
      for place in count..<domains[domain].count { given[place] = 0 }
      drop(list, to: count == 0 ? 0 : Int(ends[count - 1]))
    }
    domains[domain].count = count
  }

  // MARK: Cells

  /// Writes a byte of `ColumnCode` into a column of that storage.
  public func set(code: UInt8, _ column: Int, at place: Int) {
    layouts[column].cells.storeBytes(of: code, toByteOffset: place, as: UInt8.self)
  }

  /// Writes a scaled number. One that does not fit makes the row last appended one for the reference
  /// interpreter; the caller need not look.
  /// - Returns: whether it fits.
  @discardableResult
  public func set(number: Int64, _ column: Int, at place: Int) -> Bool {
    let storage = layouts[column].storage
    guard storage.numbers.contains(number) else {
      refer()
      return false
    }
    switch storage {
    case .code: set(code: UInt8(truncatingIfNeeded: number), column, at: place)
    case .int16:
      layouts[column].cells.assumingMemoryBound(to: Int16.self)[place] = Int16(
        truncatingIfNeeded: number)
    case .int32:
      layouts[column].cells.assumingMemoryBound(to: Int32.self)[place] = Int32(
        truncatingIfNeeded: number)
    case .int64: layouts[column].cells.assumingMemoryBound(to: Int64.self)[place] = number
    }
    return true
  }

  /// The cells of a column, for writers that know its storage. Those of the rows stay where they are as
  /// long as the batch lives; those of a list may move whenever an element is appended.
  public func cells(of column: Int) -> UnsafeMutableRawPointer {
    layouts[column].cells
  }

  /// The extent of a domain.
  func store(of domain: Int) -> DomainStore { domains[domain] }

  /// How many elements a domain has.
  public func count(of domain: Int) -> Int { domains[domain].count }

  // MARK: What columns cannot hold

  /// Leaves the last row to the reference interpreter: a fact that no column can hold (a number with
  /// more places than its field declares), or dated events. The engine will ask for its candidate.
  public func refer() {
    guard domains[0].count > 0 else { return }
    let row = domains[0].count - 1
    referred[row >> 6] |= 1 << UInt64(row & 63)
    state.pointee.hasReferred = true
  }

  /// Records a waiver of the last row, as written: id, name, or `policy.clause`.
  public func addWaiver(_ clause: String) {
    guard domains[0].count > 0, !clause.isEmpty else { return }
    state.pointee.hasWaivers = true
    waivers.append(Waiver(row: domains[0].count - 1, clause: clause))
  }

  private static func kind(
    of type: IRType, in program: IRProgram
  ) -> (kind: CellLayout.Kind, values: Int) {
    switch type {
    case .boolean: (.truth, 0)
    case .judgement: (.judgement, 0)
    case .date: (.date, 0)
    case .calendarYear: (.year, 0)
    case .monthDay: (.monthDay, 0)
    case .enumeration(let index):
      (
        .value,
        program.enumerations.indices.contains(index) ? program.enumerations[index].values.count : 0
      )
    case .number, .money, .share: (.number, 0)
    case .text, .set, .record, .list, .clauses, .option, .error: (.text, 0)
    }
  }

  // MARK: Memory

  private static func padded(_ count: Int) -> Int { (count + 63) & ~63 }

  private static func makeAbsent(
    _ memory: UnsafeMutableRawPointer, _ storage: ColumnStorage, from: Int, to: Int
  ) {
    guard from < to else { return }
    switch storage {
    case .code:
      (memory + from).assumingMemoryBound(to: UInt8.self).update(repeating: 0, count: to - from)
    case .int16:
      (memory + from * 2).assumingMemoryBound(to: Int16.self)
        .update(repeating: Int16.min, count: to - from)
    case .int32:
      (memory + from * 4).assumingMemoryBound(to: Int32.self)
        .update(repeating: Int32.min, count: to - from)
    case .int64:
      (memory + from * 8).assumingMemoryBound(to: Int64.self)
        .update(repeating: Int64.min, count: to - from)
    }
  }

  /// Doubles the room of a list's elements.
  private func grow(_ domain: Int) {
    let (old, new) = (domains[domain].capacity, domains[domain].capacity * 2)
    for column in plan.domains[domain].columns {
      let storage = plan.columns[column].storage
      let memory = UnsafeMutableRawPointer.allocate(
        byteCount: new * storage.width, alignment: 64)
      memory.copyMemory(from: layouts[column].cells, byteCount: old * storage.width)
      ColumnBatch.makeAbsent(memory, storage, from: old, to: new)
      layouts[column].cells.deallocate()
      layouts[column].cells = memory
    }
    for list in plan.domains[domain].lists {
      let ends = UnsafeMutablePointer<Int32>.allocate(capacity: new)
      let given = UnsafeMutablePointer<UInt8>.allocate(capacity: new)
      given.initialize(repeating: 0, count: new)
      if let oldEnds = domains[list].ends { ends.update(from: oldEnds, count: old) }
      if let oldGiven = domains[list].given { given.update(from: oldGiven, count: old) }
      domains[list].ends?.deallocate()
      domains[list].given?.deallocate()
      domains[list].ends = ends
      domains[list].given = given
    }
    domains[domain].capacity = new
  }
}
