internal import PolicyRuntime

/// The kinds of decisions that occur, numbered: by outcome and lists of clauses.
///
/// A kind is reached from its outcome by the bytes of its clauses, four at a time.
struct KindTable {
  /// The lists by which decisions are told apart, in bytes of eight clauses each.
  let groups: [(list: DecisionBatch.ClauseList, group: Int)]
  /// How a kind is reached: from another kind by four more bytes. The outcomes come first.
  private var steps: [(from: UInt32, bytes: UInt32)] = []
  private let slots = Slots()

  /// How many there are.
  var count: Int { steps.count }

  /// An open table of kinds by the step that leads to them.
  private final class Slots {
    var mask = 1023
    var keys = [UInt64](repeating: .max, count: 1024)
    var kinds = [UInt32](repeating: 0, count: 1024)
    var used = 0
  }

  private static let outcomes = Outcome.allCases.count

  init(_ groups: [(list: DecisionBatch.ClauseList, group: Int)]) {
    self.groups = groups
    for _ in 0..<KindTable.outcomes { steps.append((0, 0)) }
  }

  /// The groups of some lists of a policy's clauses.
  static func groups(
    _ lists: [DecisionBatch.ClauseList], clauses: Int
  ) -> [(list: DecisionBatch.ClauseList, group: Int)] {
    var result: [(list: DecisionBatch.ClauseList, group: Int)] = []
    for list in lists {
      for group in 0..<(clauses + 7) / 8 { result.append((list, group)) }
    }
    return result
  }

  /// The kind to which four more bytes lead, or what is added after the last of them.
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
    steps.append((kind, bytes))
    slots.keys[slot] = key
    slots.kinds[slot] = new
    slots.used += 1
    if slots.used * 2 > slots.mask { grow() }
    return new
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

  /// What was added to a kind after its clauses; `nil` where nothing was.
  func addition(to kind: UInt32) -> UInt32? {
    var count = 0
    var next = kind
    while Int(next) >= KindTable.outcomes {
      count += 1
      next = steps[Int(next)].from
    }
    return count > max(1, (groups.count + 3) / 4) ? steps[Int(kind)].bytes : nil
  }

  /// What a kind stands for.
  func meaning(
    of kind: UInt32
  ) -> (outcome: Outcome, clauses: [DecisionBatch.ClauseList: [Int]]) {
    var words: [UInt32] = []
    var next = kind
    while Int(next) >= KindTable.outcomes {
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
}
