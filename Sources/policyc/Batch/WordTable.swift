internal import CScan

/// The words that may stand in the cells of a column, each with the code it is stored as.
final class WordTable {
  /// The table for the kernels; it lives as long as this object.
  let table: UnsafePointer<cb_words>
  private let memory: UnsafeMutablePointer<cb_words>
  private let slots: UnsafeMutablePointer<cb_word>
  private let text: UnsafeMutablePointer<UInt8>

  /// - Parameters:
  ///   - entries: words with their codes, which are positive; of two equal words the first counts.
  ///   - other: the code of any other text; negative where the reference reader has to look at it.
  ///   - isText: whether blanks around a word belong to it.
  init(_ entries: [(word: String, code: Int32)], other: Int32 = -1, isText: Bool = false) {
    var size = 8
    while size < entries.count * 4 { size *= 2 }
    slots = .allocate(capacity: size)
    var free = cb_word()
    free.length = .max
    slots.initialize(repeating: free, count: size)
    let total = entries.reduce(0) { $0 + $1.word.utf8.count }
    // Words are read eight bytes at a time.
    text = .allocate(capacity: total + 8)
    text.initialize(repeating: 0, count: total + 8)
    memory = .allocate(capacity: 1)
    memory.initialize(
      to: cb_words(
        slots: UnsafePointer(slots), mask: UInt32(size - 1), other: other,
        is_small: !isText && Set(entries.map { $0.code }).count <= 2, is_text: isText,
        may_equal: isText && !entries.isEmpty))
    table = UnsafePointer(memory)
    var start = 0
    for entry in entries where !entry.word.isEmpty {
      let bytes = Array(entry.word.utf8)
      for (index, byte) in bytes.enumerated() { text[start + index] = byte }
      insert(text + start, bytes.count, entry.code)
      start += bytes.count
    }
  }

  deinit {
    slots.deallocate()
    text.deallocate()
    memory.deallocate()
  }

  private func insert(_ word: UnsafePointer<UInt8>, _ length: Int, _ code: Int32) {
    let head = cb_head(word, length)
    let tail = cb_tail(word, length)
    var place = Int(cb_slot(head, tail, length) & memory.pointee.mask)
    while slots[place].length != .max {
      let other = slots[place]
      if Int(other.length) == length, other.head == head, other.tail == tail,
        (0..<length).allSatisfy({ other.text[$0] == word[$0] })
      {
        return
      }
      place = (place + 1) & Int(memory.pointee.mask)
    }
    slots[place] = cb_word(
      head: head, tail: tail, text: word, length: UInt32(length), code: code)
  }
}
