/// Lines that somebody types, one by one.
struct LineInput {
  private let console: Console
  private var waiting: [UInt8] = []
  private var isAtEnd = false

  init(_ console: Console) { self.console = console }

  /// The next line without its end; `nil` when there is no more.
  mutating func next() -> String? {
    while true {
      if let end = waiting.firstIndex(of: 0x0A) {
        let line = waiting[..<end]
        waiting.removeSubrange(...end)
        return String(decoding: line, as: UTF8.self)
      }
      if isAtEnd || waiting.count > 1 << 16 { return nil }
      let read = console.readInput(1 << 12) ?? []
      // A line that was begun and not ended was given up.
      if read.isEmpty { isAtEnd = true }
      waiting += read
    }
  }
}
