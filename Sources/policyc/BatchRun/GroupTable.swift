internal import CScan
internal import PolicyRuntime

/// How many rows of each group have which outcome, by the text of a column.
///
/// Memory is bounded: beyond so many groups the smaller half is given up and counted together. A group
/// that is given up and comes again begins anew, so that counts are then least counts; `lost` says how
/// much may be missing from any of them.
final class GroupTable {
  static let outcomes = Outcome.allCases.count
  /// Longer texts are cut.
  static let longest = 240

  struct Group {
    let name: String
    let counts: [Int]
    var total: Int { counts.reduce(0, +) }
  }

  private struct Entry {
    let hash: UInt64
    let start: Int
    let length: Int
  }

  private let limit: Int
  private var text: [UInt8] = []
  private var entries: [Entry] = []
  /// For each entry a count for each outcome.
  private var counts: [Int] = []
  /// Entries by their hash, one more than their place; 0 where free.
  private var slots = [Int32](repeating: 0, count: 64)

  /// Rows of groups that were given up, by outcome.
  private(set) var others = [Int](repeating: 0, count: outcomes)
  /// How many groups were given up.
  private(set) var dropped = 0
  /// The most rows that any group's count may lack.
  private(set) var lost = 0

  init(limit: Int = 20_000) { self.limit = limit }

  var count: Int { entries.count }

  /// Counts rows of one group.
  func add(_ name: UnsafePointer<UInt8>, _ length: Int, _ outcome: Int, _ number: Int = 1) {
    let place = entry(name, min(length, GroupTable.longest))
    counts[place * GroupTable.outcomes + outcome] += number
  }

  /// Counts a cell of a CSV file or the text of a JSON value, quotation marks and blanks around it taken
  /// off.
  func add(cell: UnsafePointer<UInt8>, _ length: Int, isText: Bool, _ outcome: Int) {
    guard !isText, length > 1, cell[0] == 0x22 else { return addTrimmed(cell, length, outcome) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { buffer in
      guard let base = buffer.baseAddress else { return }
      addTrimmed(base, cb_unquote(cell, length, base), outcome)
    }
  }

  func add(_ name: String, _ outcome: Int) {
    var name = name
    name.withUTF8 { utf8 in
      guard let base = utf8.baseAddress else {
        withUnsafePointer(to: 0 as UInt8) { add($0, 0, outcome) }
        return
      }
      addTrimmed(base, utf8.count, outcome)
    }
  }

  private func addTrimmed(_ text: UnsafePointer<UInt8>, _ length: Int, _ outcome: Int) {
    var (start, end) = (0, length)
    while start < end, text[start] <= 0x20 { start += 1 }
    while start < end, text[end - 1] <= 0x20 { end -= 1 }
    if end - start > GroupTable.longest {
      end = start + GroupTable.longest
      while end > start, text[end] & 0xC0 == 0x80 { end -= 1 }
    }
    add(text + start, end - start, outcome)
  }

  /// Adds what another table counted, in its order.
  func add(_ other: GroupTable) {
    other.text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else {
        // Only the group without a name.
        for outcome in 0..<GroupTable.outcomes where !other.entries.isEmpty {
          withUnsafePointer(to: 0 as UInt8) { add($0, 0, outcome, other.counts[outcome]) }
        }
        return
      }
      for (place, entry) in other.entries.enumerated() {
        for outcome in 0..<GroupTable.outcomes {
          let number = other.counts[place * GroupTable.outcomes + outcome]
          if number > 0 { add(base + entry.start, entry.length, outcome, number) }
        }
      }
    }
  }

  private func entry(_ name: UnsafePointer<UInt8>, _ length: Int) -> Int {
    let hash = cb_hash(name, length)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      let entry = entries[place]
      if entry.hash == hash, entry.length == length, isSame(entry, name) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    if entries.count >= limit {
      prune()
      return self.entry(name, length)
    }
    entries.append(Entry(hash: hash, start: text.count, length: length))
    text += UnsafeBufferPointer(start: name, count: length)
    counts += [Int](repeating: 0, count: GroupTable.outcomes)
    slots[slot] = Int32(entries.count)
    if entries.count * 2 > slots.count { fill(slots.count * 2) }
    return entries.count - 1
  }

  private func isSame(_ entry: Entry, _ name: UnsafePointer<UInt8>) -> Bool {
    for index in 0..<entry.length where text[entry.start + index] != name[index] { return false }
    return true
  }

  private func fill(_ size: Int) {
    slots = Array(repeating: 0, count: size)
    for (place, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(place + 1)
    }
  }

  private func total(_ place: Int) -> Int {
    counts[(place * GroupTable.outcomes)..<((place + 1) * GroupTable.outcomes)].reduce(0, +)
  }

  /// Gives up the smaller half of the groups.
  private func prune() {
    let (oldText, oldEntries, oldCounts) = (text, entries, counts)
    let totals = entries.indices.map { total($0) }
    let order = entries.indices.sorted {
      totals[$0] != totals[$1] ? totals[$0] > totals[$1] : $0 < $1
    }
    let kept = order.prefix(limit / 2).sorted()
    lost += order.dropFirst(limit / 2).map { totals[$0] }.max() ?? 0
    dropped += entries.count - kept.count
    for place in order.dropFirst(limit / 2) {
      for outcome in 0..<GroupTable.outcomes {
        others[outcome] += counts[place * GroupTable.outcomes + outcome]
      }
    }
    clearGroups()
    for place in kept {
      let entry = oldEntries[place]
      entries.append(Entry(hash: entry.hash, start: text.count, length: entry.length))
      text += oldText[entry.start..<(entry.start + entry.length)]
      counts += oldCounts[(place * GroupTable.outcomes)..<((place + 1) * GroupTable.outcomes)]
    }
    fill(slots.count)
  }

  private func clearGroups() {
    text.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
  }

  func clear() {
    if entries.isEmpty { return }
    clearGroups()
    for slot in slots.indices { slots[slot] = 0 }
  }

  /// The largest groups, and all others together.
  func largest(_ number: Int) -> (shown: [Group], others: [Int], otherGroups: Int) {
    let totals = entries.indices.map { total($0) }
    let order = entries.indices.sorted {
      totals[$0] != totals[$1] ? totals[$0] > totals[$1] : $0 < $1
    }
    var rest = others
    for place in order.dropFirst(number) {
      for outcome in 0..<GroupTable.outcomes {
        rest[outcome] += counts[place * GroupTable.outcomes + outcome]
      }
    }
    let shown = order.prefix(number).map { place in
      let entry = entries[place]
      let base = place * GroupTable.outcomes
      return Group(
        name: String(
          decoding: text[entry.start..<(entry.start + entry.length)], as: UTF8.self),
        counts: Array(counts[base..<(base + GroupTable.outcomes)]))
    }
    return (shown, rest, max(0, entries.count - number) + dropped)
  }
}
