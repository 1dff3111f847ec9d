internal import CScan
internal import PolicyLang

/// Runs the steps of a program over one batch.
///
/// - Invariant: the memory fits the batch, so that no step reaches beyond what is allocated.
struct ColumnRunner {
  let memory: ColumnMemory
  /// The planes and vectors of `memory`, whose entries change only when it grows.
  private let planes: UnsafeMutablePointer<Plane>
  private let vectors: UnsafeMutablePointer<Numbers>
  /// The cells of each column of the batch at hand.
  let cells: UnsafeMutablePointer<UnsafeMutableRawPointer>
  let tables: UnsafeMutablePointer<UInt8>
  /// For each domain how many rows or elements there are, its words, and for lists where they end and
  /// whether they are given.
  let counts: UnsafeMutablePointer<Int>
  let words: UnsafeMutablePointer<Int>
  let ends: UnsafeMutablePointer<UnsafeMutablePointer<Int32>?>
  let given: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>
  /// The domain whose records hold each list.
  let parent: UnsafeMutablePointer<Int>

  init(_ program: ColumnProgram, words roomInWords: Int) {
    memory = ColumnMemory(program, words: roomInWords)
    planes = memory.planes
    vectors = memory.vectors
    let domains = program.plan.domains.count
    // One byte for every column, so that an entry is valid even before the first batch.
    let byte = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
    cells = .allocate(capacity: program.plan.columns.count + 1)
    cells.initialize(repeating: byte, count: program.plan.columns.count + 1)
    cells[program.plan.columns.count] = byte
    tables = .allocate(capacity: program.pool.tables.count * 256 + 1)
    tables.initialize(repeating: 0, count: program.pool.tables.count * 256 + 1)
    for (index, table) in program.pool.tables.enumerated() {
      for (code, mark) in table.enumerated() { tables[index * 256 + code] = mark }
    }
    counts = .allocate(capacity: domains)
    counts.initialize(repeating: 0, count: domains)
    words = .allocate(capacity: domains)
    words.initialize(repeating: 0, count: domains)
    ends = .allocate(capacity: domains)
    ends.initialize(repeating: nil, count: domains)
    given = .allocate(capacity: domains)
    given.initialize(repeating: nil, count: domains)
    parent = .allocate(capacity: domains)
    parent.initialize(repeating: 0, count: domains)
    for (index, domain) in program.plan.domains.enumerated() { parent[index] = domain.parent ?? 0 }
  }

  func free(columns: Int) {
    cells[columns].deallocate()
    cells.deallocate()
    tables.deallocate()
    counts.deallocate()
    words.deallocate()
    ends.deallocate()
    given.deallocate()
    parent.deallocate()
  }

  /// Turns to a batch.
  func take(_ batch: ColumnBatch, columns: Int, domains: Int) {
    memory.fit(batch)
    for column in 0..<columns { cells[column] = batch.layouts[column].cells }
    for domain in 0..<domains {
      let store = batch.store(of: domain)
      counts[domain] = store.count
      words[domain] = (store.count + 63) / 64
      ends[domain] = store.ends
      given[domain] = store.given
    }
  }

  func run(_ instructions: UnsafeMutablePointer<ColumnInstruction>, _ count: Int) {
    for index in 0..<count { run(instructions[index]) }
  }

  @inline(__always)
  func plane(_ step: Int32) -> Plane { planes[Int(step)] }
  @inline(__always)
  func vector(_ step: Int32) -> Numbers { vectors[Int(step)] }

  private func run(_ step: ColumnInstruction) {
    let words = words[Int(step.domain)]
    if words == 0 { return }
    let cell = cells[
      step.operation.rawValue <= ColumnInstruction.Operation.member.rawValue
        ? Int(step.a) : 0]
    switch step.operation {
    case .skip: return
    case .rangeCode:
      cs_range_u8(
        cell.assumingMemoryBound(to: UInt8.self), words, UInt8(truncatingIfNeeded: step.low),
        UInt8(truncatingIfNeeded: step.high), plane(step.out))
    case .range16:
      cs_range_i16(
        cell.assumingMemoryBound(to: Int16.self), words, Int16(truncatingIfNeeded: step.low),
        Int16(truncatingIfNeeded: step.high), plane(step.out))
    case .range32:
      cs_range_i32(
        cell.assumingMemoryBound(to: Int32.self), words, Int32(truncatingIfNeeded: step.low),
        Int32(truncatingIfNeeded: step.high), plane(step.out))
    case .range64:
      cs_range_i64(
        cell.assumingMemoryBound(to: Int64.self), words, step.low, step.high, plane(step.out))
    case .member:
      cs_member_u8(
        cell.assumingMemoryBound(to: UInt8.self), words, tables + Int(step.b) * 256,
        plane(step.out))
    case .and: cs_and(plane(step.a), plane(step.b), words, plane(step.out))
    case .or: cs_or(plane(step.a), plane(step.b), words, plane(step.out))
    case .andNot: cs_and_not(plane(step.a), plane(step.b), words, plane(step.out))
    case .not: cs_not(plane(step.a), words, plane(step.out))
    case .given:
      guard let given = given[Int(step.list)] else { return }
      cs_range_u8(given, words, ColumnCode.yes, ColumnCode.yes, plane(step.out))
    case .spread:
      guard let ends = ends[Int(step.list)] else { return }
      cs_spread(plane(step.a), ends, parents(step.list), words, plane(step.out))
    case .count:
      guard let ends = ends[Int(step.list)] else { return }
      cs_count_at_least(
        plane(step.a), ends, counts[Int(step.domain)], step.low, plane(step.out))
    case .within: within(step, words)
    case .compare: compare(step, words)
    case .column, .constant, .arithmetic, .scaled, .select, .fullYears, .yearOf, .moved,
      .spreadNumbers, .aggregate:
      compute(step, words)
    }
  }

  /// How many records have a list of this domain.
  @inline(__always)
  func parents(_ list: Int32) -> Int { counts[parent[Int(list)]] }
}
