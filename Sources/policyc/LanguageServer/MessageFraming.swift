/// Cuts a stream of bytes into messages: `Content-Length: N`, a blank line, N bytes.
///
/// Never gives up: a broken header is reported once, and reading goes on at the next header that
/// can be read.
struct MessageFraming {
  enum Frame {
    case message([UInt8])
    case malformed
  }

  /// The largest message; more is taken for a broken header.
  static let limit = 256 << 20
  private static let name = Array("content-length:".utf8)

  private var buffer: [UInt8] = []
  private var start = 0
  /// Whether a broken header was reported and the next one is being looked for.
  private var isLost = false

  mutating func feed(_ bytes: [UInt8]) {
    if start > 0, start == buffer.count || start > 1 << 20 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes
  }

  /// The next message, or `nil` until more bytes come.
  mutating func next() -> Frame? {
    while let header = headerEnd() {
      if let length = contentLength(in: start..<header.lines) {
        guard buffer.count - header.body >= length else { return nil }
        let message = Array(buffer[header.body..<(header.body + length)])
        start = header.body + length
        isLost = false
        return .message(message)
      }
      start = nextHeader(after: start + 1) ?? header.body
      if !isLost {
        isLost = true
        return .malformed
      }
    }
    // A header has no reason to be longer than this.
    if buffer.count - start > 8192, !isLost, headerEnd() == nil {
      start = nextHeader(after: start + 1) ?? buffer.count
      isLost = true
      return .malformed
    }
    return nil
  }

  /// The end of the header's lines and the start of the body.
  private func headerEnd() -> (lines: Int, body: Int)? {
    var index = start
    while index < buffer.count {
      if buffer[index] == 0x0A {
        if index + 1 < buffer.count, buffer[index + 1] == 0x0A { return (index + 1, index + 2) }
        if index + 2 < buffer.count, buffer[index + 1] == 0x0D, buffer[index + 2] == 0x0A {
          return (index + 1, index + 3)
        }
      }
      if index - start > 8192 { return nil }
      index += 1
    }
    return nil
  }

  private func contentLength(in range: Range<Int>) -> Int? {
    var length: Int?
    for line in buffer[range].split(separator: 0x0A) {
      let lower = line.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
      guard lower.starts(with: MessageFraming.name) else { continue }
      let digits = lower.dropFirst(MessageFraming.name.count).filter { $0 != 0x20 && $0 != 0x0D }
      guard let value = Int(String(decoding: digits, as: UTF8.self)), value >= 0,
        value <= MessageFraming.limit
      else { return nil }
      length = value
    }
    return length
  }

  private func nextHeader(after index: Int) -> Int? {
    let name = MessageFraming.name
    var position = index
    while position + name.count <= buffer.count {
      var matched = 0
      while matched < name.count, buffer[position + matched] | 0x20 == name[matched] | 0x20 {
        matched += 1
      }
      if matched == name.count { return position }
      position += 1
    }
    return nil
  }
}
