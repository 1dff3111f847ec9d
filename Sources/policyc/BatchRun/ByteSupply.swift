internal import CScan
internal import Glibc
internal import PolicyLang

/// The bytes of a data file as UTF-8, into whatever buffer is at hand.
///
/// UTF-8 is read straight into the buffer; other encodings are turned into it on the way.
final class ByteSupply: ChunkSource {
  private let session: Session
  private let source: ByteSource?
  private var decoder: TextDecoder
  /// Text that was decoded and not yet taken.
  private var waiting: [UInt8] = []
  private var taken = 0
  private(set) var isFinished = false
  /// How many bytes of the file have been read.
  private(set) var bytesRead = 0
  /// How large the file is, where that is known.
  let size: Int?

  /// The first bytes, read already.
  init(
    _ source: ByteSource?, _ decoder: TextDecoder, first: [UInt8], text: [UInt8], _ session: Session
  ) {
    self.source = source
    self.decoder = decoder
    self.session = session
    waiting = text
    isFinished = first.isEmpty
    bytesRead = first.count
    size = source?.size
  }

  /// Up to `limit` bytes into `buffer`; 0 at the end.
  func fill(_ buffer: UnsafeMutablePointer<UInt8>, _ limit: Int) throws(CommandFailure) -> Int {
    if limit == 0 { return 0 }
    while true {
      if taken < waiting.count {
        let count = min(limit, waiting.count - taken)
        waiting.withUnsafeBufferPointer { from in
          guard let base = from.baseAddress else { return }
          buffer.update(from: base + taken, count: count)
        }
        taken += count
        return count
      }
      if isFinished { return 0 }
      if decoder.isPlain, let source {
        let count = try accessing { () throws(FileProblem) in try source.read(buffer, limit) }
        isFinished = count == 0
        bytesRead += count
        return count
      }
      let bytes = try CandidateStream.read(source, session)
      isFinished = bytes.isEmpty
      bytesRead += bytes.count
      waiting = decoder.decode(bytes, isLast: isFinished)
      taken = 0
    }
  }
}
