/// A set of small numbers.
struct BitSet: Hashable {
  private var words: [UInt64] = []

  init() {}

  /// All numbers below one.
  init(below count: Int) {
    words = Array(repeating: .max, count: count >> 6)
    if count & 63 != 0 { words.append(1 << UInt64(count & 63) - 1) }
  }

  mutating func insert(_ member: Int) {
    let word = member >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(member & 63)
  }

  func contains(_ member: Int) -> Bool {
    let word = member >> 6
    return word < words.count && words[word] & (1 << UInt64(member & 63)) != 0
  }

  mutating func formUnion(_ other: BitSet) {
    while words.count < other.words.count { words.append(0) }
    for position in other.words.indices { words[position] |= other.words[position] }
  }

  func intersects(_ other: BitSet) -> Bool {
    for position in 0..<min(words.count, other.words.count)
    where words[position] & other.words[position] != 0 {
      return true
    }
    return false
  }

  func sharedCount(with other: BitSet) -> Int {
    var result = 0
    for position in 0..<min(words.count, other.words.count) {
      result += (words[position] & other.words[position]).nonzeroBitCount
    }
    return result
  }

  var count: Int { sharedCount(with: self) }

  var isEmpty: Bool {
    for word in words where word != 0 { return false }
    return true
  }

  /// The members, ascending.
  var members: [Int] {
    var result: [Int] = []
    visit { result.append($0) }
    return result
  }

  /// Takes the members in ascending order.
  func visit(_ body: (Int) -> Void) {
    for position in words.indices {
      var rest = words[position]
      while rest != 0 {
        body(position << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
