internal import CScan

/// Texts for kernels that copy them in steps of 32 bytes, kept as long as this object lives.
final class TextPieces {
  private var texts: [UnsafeMutablePointer<UInt8>] = []

  deinit {
    for text in texts { text.deallocate() }
  }

  func piece(_ text: String) -> cb_piece {
    var text = text
    return text.withUTF8 { utf8 in
      let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: utf8.count + 64)
      memory.initialize(repeating: 0, count: utf8.count + 64)
      if let base = utf8.baseAddress { memory.update(from: base, count: utf8.count) }
      texts.append(memory)
      return cb_piece(text: UnsafePointer(memory), length: UInt32(utf8.count))
    }
  }
}
