internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Decides the rows of a batch by many policies, in one pass over its columns, and writes what each says.
///
/// Conditions that several policies have in common are computed once. For each policy a row has the
/// number of a part; a row of which some part takes a look at the record is left to the judge, who
/// takes all other parts from here.
final class MatchDecider: BatchDecider {
  let batch: ColumnBatch
  let parts: MatchParts
  private let engine: ColumnEngine
  private let report: any MatchReport
  private let policies: [Kinds?]
  private let policyCount: Int
  /// What the engine is told about a row that the reference will look at anyway.
  private let nobody: Candidate

  private let bytes: UnsafeMutablePointer<UInt8>
  /// The parts of each row, one for each policy.
  private let keys: UnsafeMutablePointer<UInt32>
  /// Rows of which only some parts take a look at the record.
  private let isMixed: UnsafeMutablePointer<UInt8>
  private let met: UnsafeMutablePointer<UInt64>
  private let byNumber: UnsafeMutablePointer<UInt64>
  /// The column of the id, negative where there is none.
  private let identifier: Int
  private let isText: Bool
  /// Whether ids stand in quotation marks.
  private let quotes: Bool
  private let id: UnsafeMutablePointer<UInt8>
  private static let longestPlainID = 64

  /// The kinds of decisions of one policy, each with its part.
  private final class Kinds {
    let groups: [(list: DecisionBatch.ClauseList, group: Int)]
    var table: KindTable
    var parts: [UInt32] = []
    /// Parts by outcome and up to three bytes of clauses: those in the upper half, the part in the lower.
    let cache: UnsafeMutablePointer<UInt64>
    static let cacheSize = 512

    init(_ program: IRProgram) {
      let isSoft = program.requirements.contains { !$0.strength.isHard }
      groups = KindTable.groups(
        isSoft ? [.violated, .unknown, .waivable, .waived] : [.violated, .unknown],
        clauses: program.requirements.count)
      table = KindTable(groups)
      cache = .allocate(capacity: Kinds.cacheSize)
      cache.initialize(repeating: .max, count: Kinds.cacheSize)
    }

    deinit { cache.deallocate() }
  }

  /// - Parameters:
  ///   - left: policies that the program leaves out.
  ///   - data: the columns of a CSV file; `nil` for JSON, where marks tell of the id alone.
  init(
    _ program: ColumnProgram, leftOut left: Set<Int>, _ parts: MatchParts,
    _ report: any MatchReport, _ data: DataColumns?
  ) {
    self.parts = parts
    self.report = report
    isText = data == nil
    quotes = report.id("a") == "\"a\""
    identifier = data == nil ? 0 : data?.identifier ?? -1
    policyCount = program.policies.count
    // So that the parts of all rows stay in a near cache.
    let capacity = min(2048, max(256, (1 << 17) / max(1, policyCount)))
    batch = ColumnBatch(program.plan, capacity: capacity)
    engine = ColumnEngine(program, capacity: batch.capacity)
    nobody = Candidate(
      id: "", facts: program.plan.program.records.first.map { Record(unknown: $0) } ?? Record([]))
    var most = 1
    policies = program.policies.enumerated().map { index, policy in
      if left.contains(index) { return nil }
      let kinds = Kinds(policy.program)
      most = max(most, kinds.groups.count)
      return kinds
    }
    bytes = .allocate(capacity: most * batch.capacity)
    bytes.initialize(repeating: 0, count: most * batch.capacity)
    keys = .allocate(capacity: policyCount * batch.capacity)
    keys.initialize(repeating: MatchParts.unknown, count: policyCount * batch.capacity)
    isMixed = .allocate(capacity: batch.capacity)
    isMixed.initialize(repeating: 0, count: batch.capacity)
    met = .allocate(capacity: policyCount)
    met.initialize(repeating: 0, count: policyCount)
    byNumber = .allocate(capacity: policyCount + 1)
    byNumber.initialize(repeating: 0, count: policyCount + 1)
    id = .allocate(capacity: MatchDecider.longestPlainID + 64)
    id.initialize(repeating: 0, count: MatchDecider.longestPlainID + 64)
  }

  deinit {
    bytes.deallocate()
    keys.deallocate()
    isMixed.deallocate()
    met.deallocate()
    byNumber.deallocate()
    id.deallocate()
  }

  func decide(_ odd: UnsafeMutablePointer<UInt8>, _ count: Int) {
    let nobody = self.nobody
    isMixed.update(repeating: 0, count: count)
    let decisions = engine.decide(batch) { row in
      odd[row] = 1
      return nobody
    }
    for (policy, kinds) in policies.enumerated() {
      guard let kinds else {
        isMixed.update(repeating: 1, count: count)
        continue
      }
      find(policy, kinds, decisions, odd, count)
    }
    // What people call the candidate stands in the record.
    if report.showsNames { isMixed.update(repeating: 1, count: count) }
    for row in 0..<count {
      if odd[row] != 0 {
        isMixed[row] = 0
      } else if isMixed[row] != 0 {
        odd[row] = 1
      }
    }
  }

  /// Finds what each row says about one policy.
  private func find(
    _ policy: Int, _ kinds: Kinds, _ decisions: DecisionBatch,
    _ odd: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    let (bytes, keys, isMixed, cache) = (self.bytes, self.keys, self.isMixed, kinds.cache)
    let (capacity, policyCount) = (batch.capacity, self.policyCount)
    let groupCount = kinds.groups.count
    for (index, (list, group)) in kinds.groups.enumerated() {
      decisions.write(list, group: group, policy, to: bytes + index * capacity)
    }
    let outcomes = decisions.outcomes(policy)
    for row in 0..<count {
      // Each row without decision was asked for, and is odd.
      if odd[row] != 0 || outcomes[row] > 4 { continue }
      var part: UInt32
      if groupCount <= 3 {
        var code = UInt32(outcomes[row])
        for group in 0..<groupCount { code = code << 8 | UInt32(bytes[group &* capacity &+ row]) }
        let slot = Int(truncatingIfNeeded: (code &* 0x9E37_79B1) >> 23)
        if cache[slot] >> 32 == UInt64(code) {
          part = UInt32(truncatingIfNeeded: cache[slot])
        } else {
          part = self.part(policy, kinds, outcomes[row], row)
          cache[slot] = UInt64(code) << 32 | UInt64(part)
        }
      } else {
        part = self.part(policy, kinds, outcomes[row], row)
      }
      keys[row &* policyCount &+ policy] = part
      isMixed[row] |= UInt8(truncatingIfNeeded: part >> 31)
    }
  }

  private func part(_ policy: Int, _ kinds: Kinds, _ outcome: UInt8, _ row: Int) -> UInt32 {
    var kind = UInt32(outcome)
    var group = 0
    while group < kinds.groups.count {
      var four: UInt32 = 0
      let end = min(group + 4, kinds.groups.count)
      while group < end {
        four = four << 8 | UInt32(bytes[group &* batch.capacity &+ row])
        group &+= 1
      }
      kind = kinds.table.key(after: kind, four)
    }
    while kinds.parts.count <= Int(kind) { kinds.parts.append(MatchParts.unknown) }
    if kinds.parts[Int(kind)] == MatchParts.unknown {
      kinds.parts[Int(kind)] = parts.add(policy) { engine.decision(of: row, policy, id: $0) }
    }
    return kinds.parts[Int(kind)]
  }

  /// Whether only some parts of a row take a look at the record.
  func isMixed(_ row: Int) -> Bool { isMixed[row] != 0 }

  /// The number of what a row says about a policy.
  func part(of row: Int, _ policy: Int) -> UInt32 { keys[row * policyCount + policy] }

  /// Says what a row says about a policy, having looked at the record.
  func set(_ part: UInt32, of row: Int, _ policy: Int) { keys[row * policyCount + policy] = part }

  /// Writes a row of which every part is made.
  func write(_ chunk: Chunk, _ row: Int, id: String) {
    let texts = TextPieces()
    let own = texts.piece(id)
    withExtendedLifetime(texts) { write(chunk, row, own.text, Int(own.length)) }
  }

  func write(
    _ chunk: Chunk, cells: UnsafePointer<UInt32>, stride: Int, _ rows: Range<Int>, length: Int,
    firstNumber: Int
  ) {
    for row in rows {
      var text: UnsafePointer<UInt8>
      var count = 0
      if identifier >= 0 {
        let marks = cells + row * stride
        text = UnsafePointer(chunk.bytes) + Int(marks[identifier] &+ 1)
        count = Int(marks[identifier + 1]) - Int(marks[identifier] &+ 1)
      } else {
        text = UnsafePointer(id)
      }
      if count <= MatchDecider.longestPlainID, cb_is_plain_id(text, count) {
        writePlain(chunk, row, text, count)
      } else {
        write(chunk, row, id: report.id(name(text, count, firstNumber + row)))
      }
    }
  }

  /// The id of a row, of which the number takes the place where it is blank.
  private func name(_ cell: UnsafePointer<UInt8>, _ length: Int, _ number: Int) -> String {
    var text = [UInt8](UnsafeBufferPointer(start: cell, count: length))
    if !isText, text.first == 0x22 {
      let count = cb_unquote(cell, length, &text)
      text.removeLast(text.count - count)
    }
    return cb_is_blank(text, text.count) ? "\(number)" : String(decoding: text, as: UTF8.self)
  }

  /// An id that is written as it is; in JSON with quotation marks.
  private func writePlain(
    _ chunk: Chunk, _ row: Int, _ text: UnsafePointer<UInt8>, _ length: Int
  ) {
    if !quotes { return write(chunk, row, text, length) }
    id[0] = 0x22
    (id + 1).update(from: text, count: length)
    id[length + 1] = 0x22
    write(chunk, row, id, length + 2)
  }

  private func write(_ chunk: Chunk, _ row: Int, _ text: UnsafePointer<UInt8>, _ length: Int) {
    let output = chunk.output.reserve(parts.room(length))
    let end = parts.write(keys + row * policyCount, text, length, met, byNumber, output)
    chunk.output.count += end - output
  }

  func flush(to chunk: Chunk) {
    (chunk.tally as? MatchTally)?.counts.add(met, byNumber)
    met.update(repeating: 0, count: policyCount)
    byNumber.update(repeating: 0, count: policyCount + 1)
  }
}
