internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// The decisions that occur, numbered: by outcome and lists of clauses. For each the text that rows of
/// its kind share, and how many there are.
struct DecisionKinds {
  private let shape: RowShape
  private let program: IRProgram
  private let groups: [(list: DecisionBatch.ClauseList, group: Int)]

  /// How a kind is reached: from another kind by four more bytes of clauses. The outcomes come first.
  private var steps: [(from: UInt32, bytes: UInt32)] = []
  private let slots: Slots
  private var pieces: [cb_piece] = []
  private var counts: [Int] = []
  private var isReady: [Bool] = []
  private var texts: [UnsafeMutablePointer<UInt8>] = []
  /// The most bytes that the pieces of a kind have, with what kernels write past each.
  private(set) var longest = 0

  /// An open table of kinds by the step that leads to them.
  private final class Slots {
    var mask = 1023
    var keys = [UInt64](repeating: .max, count: 1024)
    var kinds = [UInt32](repeating: 0, count: 1024)
    var used = 0
  }

  private static let outcomes = Outcome.allCases.count

  init(
    _ shape: RowShape, _ program: IRProgram,
    _ groups: [(list: DecisionBatch.ClauseList, group: Int)]
  ) {
    self.shape = shape
    self.program = program
    self.groups = groups
    slots = Slots()
    for _ in 0..<DecisionKinds.outcomes { add(from: 0, 0) }
  }

  private var pieceCount: Int {
    shape.columns.reduce(1) { count, column in
      switch column {
      case .identifier, .kept: count + 1
      case .outcome, .clauses, .constant: count
      }
    }
  }

  /// The kind to which four more bytes lead.
  mutating func key(after kind: UInt32, _ bytes: UInt32) -> UInt32 {
    let key = UInt64(kind) << 32 | UInt64(bytes)
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & slots.mask
    while true {
      let found = slots.keys[slot]
      if found == key { return slots.kinds[slot] }
      if found == .max { break }
      slot = (slot + 1) & slots.mask
    }
    let new = UInt32(steps.count)
    add(from: kind, bytes)
    slots.keys[slot] = key
    slots.kinds[slot] = new
    slots.used += 1
    if slots.used * 2 > slots.mask { grow() }
    return new
  }

  private mutating func add(from kind: UInt32, _ bytes: UInt32) {
    steps.append((kind, bytes))
    counts.append(0)
    isReady.append(false)
    pieces += Array(repeating: cb_piece(), count: pieceCount)
  }

  private func grow() {
    let keys = slots.keys
    let kinds = slots.kinds
    slots.mask = slots.mask * 2 + 1
    slots.keys = Array(repeating: .max, count: slots.mask + 1)
    slots.kinds = Array(repeating: 0, count: slots.mask + 1)
    for (key, kind) in zip(keys, kinds) where key != .max {
      var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & slots.mask
      while slots.keys[slot] != .max { slot = (slot + 1) & slots.mask }
      slots.keys[slot] = key
      slots.kinds[slot] = kind
    }
  }

  /// Counts the kinds of some rows.
  mutating func count(_ rows: Range<Int>, _ kinds: UnsafePointer<UInt32>) {
    counts.withUnsafeMutableBufferPointer { counts in
      guard let counts = counts.baseAddress else { return }
      for row in rows { counts[Int(kinds[row])] &+= 1 }
    }
  }

  /// Makes the texts of a kind unless they are there.
  mutating func prepare(_ kind: UInt32) {
    if isReady[Int(kind)] { return }
    isReady[Int(kind)] = true
    let (outcome, clauses) = meaning(of: kind)
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
      case .clauses(let list):
        let ids = (clauses[list] ?? []).map { program.requirements[$0].label.id }
        text += CSVText.cell(ids.joined(separator: ";"))
      }
    }
    total += store(text + shape.end, at: base + part)
    longest = max(longest, total)
  }

  private mutating func store(_ text: String, at place: Int) -> Int {
    let bytes = Array(text.utf8)
    // Kernels copy in steps of 32 bytes.
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 64)
    memory.initialize(repeating: 0, count: bytes.count + 64)
    for (index, byte) in bytes.enumerated() { memory[index] = byte }
    texts.append(memory)
    pieces[place] = cb_piece(text: UnsafePointer(memory), length: UInt32(bytes.count))
    return bytes.count
  }

  /// What a kind stands for.
  private func meaning(
    of kind: UInt32
  ) -> (outcome: Outcome, clauses: [DecisionBatch.ClauseList: [Int]]) {
    var words: [UInt32] = []
    var next = kind
    while Int(next) >= DecisionKinds.outcomes {
      words.append(steps[Int(next)].bytes)
      next = steps[Int(next)].from
    }
    words.reverse()
    var clauses: [DecisionBatch.ClauseList: [Int]] = [:]
    for (index, (list, group)) in groups.enumerated() {
      let word = words[index / 4]
      let inWord = min(4, groups.count - index / 4 * 4)
      let byte = word >> UInt32(8 * (inWord - 1 - index % 4))
      for bit in 0..<8 where byte >> UInt32(bit) & 1 != 0 {
        clauses[list, default: []].append(group * 8 + bit)
      }
    }
    return (Outcome(rawValue: UInt8(next)) ?? .undetermined, clauses)
  }

  func withPieces(_ body: (UnsafePointer<cb_piece>?) -> Void) {
    pieces.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  /// Hands what was counted over to a chunk.
  mutating func flush(to chunk: Chunk) {
    for kind in counts.indices where counts[kind] > 0 {
      let (outcome, clauses) = meaning(of: UInt32(kind))
      chunk.counts.add(counts[kind], outcome)
      for clause in clauses[.violated] ?? [] { chunk.violations[clause] += counts[kind] }
      counts[kind] = 0
    }
  }

  mutating func deallocate() {
    for text in texts { text.deallocate() }
    texts = []
  }
}
