internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// Where the bytes of a data file come from, as UTF-8.
protocol ChunkSource: AnyObject {
  /// Why no bytes can be had: none now, or never again.
  associatedtype Failure: Error
  /// How many bytes of the file have been read.
  var bytesRead: Int { get }
  /// How large the file is, where that is known.
  var size: Int? { get }
  /// Up to `limit` bytes into `buffer`; 0 at the end.
  func fill(_ buffer: UnsafeMutablePointer<UInt8>, _ limit: Int) throws(Failure) -> Int
}

/// Cuts a data file into chunks of whole records.
///
/// When the source fails, what was read stays here, so that the call can be made again once more bytes
/// have come.
///
/// What a chunk cannot hold, because a record is larger than it or a quotation mark never closes, the
/// reference reader takes piece by piece, so that memory stays bounded.
final class ChunkCutter<Source: ChunkSource> {
  private let supply: Source
  private let layout: DataLayout
  private let size: Int
  private let level = cb_best_level()
  /// A reader that knows the header; copied for whatever is read by it.
  private(set) var reader: CandidateReader
  private var line = 1
  private var row = 1
  /// Bytes that were read and belong to no chunk yet.
  private var carry: [UInt8] = []
  private var carried = 0
  private var isFinished = false
  /// The reader that is in the middle of a record.
  private var alone: Alone?

  private final class Alone {
    var reader: CandidateReader
    init(_ reader: CandidateReader) { self.reader = reader }
  }
  /// Whether nothing follows what the chunk at hand holds.
  private var isLast: Bool { isFinished && carried >= carry.count }
  /// A line feed, if it comes first, belongs to the record before.
  private var isAfterReturn = false

  var bytesRead: Int { supply.bytesRead }
  var totalBytes: Int? { supply.size }

  /// - Parameter size: how many bytes a chunk holds; one record may take twice that.
  init(_ supply: Source, _ reader: CandidateReader, size: Int) {
    self.supply = supply
    self.reader = reader
    self.size = max(16, size)
    layout = reader.layout
  }

  /// Rows with nothing in them above the header.
  var blanks: BlankRows { reader.blanks }

  /// Reads the byte order mark and, of CSV, the header.
  /// - Returns: why the file cannot be read, `nil` when it can.
  func begin() throws(Source.Failure) -> (problem: DataProblem, line: Int)? {
    try read(ForeignFile.openingSize)
    if let problem = ForeignFile.problem(carry) { return (problem, 1) }
    if carried == 0, carry.starts(with: [0xEF, 0xBB, 0xBF]) { carried = 3 }
    guard layout == .csv else { return nil }
    while true {
      var blank = 0
      let end = carry.withUnsafeBufferPointer { bytes -> Int in
        guard let base = bytes.baseAddress else { return 0 }
        return cb_csv_first(base + carried, bytes.count - carried, isFinished, &blank)
      }
      // A line feed that follows a return belongs to the header too.
      let mayGoOn = !isFinished && carried + end == carry.count
      if end > 0, !(mayGoOn && carry[carried + end - 1] == 0x0D) {
        let first = Array(carry[carried..<(carried + end)])
        carried += end
        switch header(first, isWhole: true) {
        case .read: return nil
        case .problem(let problem, let line): return (problem, line)
        case .blank: continue
        }
      }
      if isFinished || carry.count - carried > CSVReader.recordLimit + (1 << 20) {
        // No end in sight: the reference reader says what is wrong.
        let rest = Array(carry[carried...])
        carried = carry.count
        if case .problem(let problem, let line) = header(rest, isWhole: false) {
          return (problem, line)
        }
        return (DataProblem(.emptyData), 1)
      }
      try read(carry.count + 1)
    }
  }

  /// What came of the record that may be the header.
  private enum HeaderResult {
    case read, blank
    case problem(DataProblem, line: Int)
  }

  private func header(_ bytes: [UInt8], isWhole: Bool) -> HeaderResult {
    var text = bytes
    if isWhole, let last = text.last, last != 0x0A, last != 0x0D { text.append(0x0A) }
    var item = reader.readHeader(text, line: line)
    if item != nil, !isWhole {
      reader.finish()
      item = reader.next()
    }
    switch item {
    case nil:
      line = reader.nextLine
      return .read
    case .blank:
      line = reader.nextLine
      return .blank
    case .failure(let problem, let line): return .problem(problem, line: line)
    default: return .problem(DataProblem(.emptyData), line: 1)
    }
  }

  /// Warnings about columns, once.
  func takeWarnings() -> [Diagnostic] { reader.takeWarnings() }

  /// Reads until so many bytes are at hand or the file ends; more if they come at once, so that nothing
  /// waits for input that comes slowly.
  private func read(_ wanted: Int) throws(Source.Failure) {
    while !isFinished, carry.count < wanted {
      let start = carry.count
      let room = max(wanted - start, min(max(size, 1 << 12), 1 << 16))
      let piece = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
      defer { piece.deallocate() }
      let count = try supply.fill(piece, room)
      if count == 0 { isFinished = true }
      carry += UnsafeBufferPointer(start: piece, count: count)
    }
  }

  /// The next chunk; `false` when there is none.
  func cut(into chunk: Chunk) throws(Source.Failure) -> Bool {
    chunk.clear()
    if alone != nil { return try readAlone(chunk) }
    var wanted = size
    while true {
      do throws(Source.Failure) {
        try fill(chunk, wanted)
      } catch {
        keep(chunk, from: 0)
        throw error
      }
      if isAfterReturn, chunk.filled > 0 { passLineFeed(chunk) }
      chunk.survey = survey(chunk)
      chunk.line = line
      chunk.row = row
      if chunk.survey.end > 0 {
        keep(chunk, from: chunk.survey.end)
        line += chunk.survey.lines
        row += chunk.survey.records
        return true
      }
      if isLast { return chunk.filled > 0 ? try readAlone(chunk) : false }
      if chunk.filled >= chunk.capacity { return try readAlone(chunk) }
      if chunk.filled >= wanted { wanted = chunk.capacity }
    }
  }

  private func survey(_ chunk: Chunk) -> cb_survey {
    switch layout {
    case .csv: cb_csv_survey(level, chunk.bytes, chunk.filled, isLast)
    case .jsonLines: cb_lines_survey(level, chunk.bytes, chunk.filled, isLast)
    }
  }

  /// Fills a chunk from what is left over and from the file. One read is enough, so that what comes
  /// through a pipe is worked on at once.
  private func fill(_ chunk: Chunk, _ wanted: Int) throws(Source.Failure) {
    let before = chunk.filled
    if carried < carry.count {
      let count = min(wanted - chunk.filled, carry.count - carried)
      carry.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        (chunk.bytes + chunk.filled).update(from: base + carried, count: count)
      }
      carried += count
      chunk.filled += count
    }
    if carried == carry.count {
      carry.removeAll(keepingCapacity: carry.capacity <= 4 * size)
      carried = 0
      if !isFinished, chunk.filled < wanted {
        do throws(Source.Failure) {
          let count = try supply.fill(chunk.bytes + chunk.filled, wanted - chunk.filled)
          if count == 0 { isFinished = true }
          chunk.filled += count
        } catch {
          keep(chunk, from: before)
          chunk.filled = before
          throw error
        }
      }
    }
  }

  private func passLineFeed(_ chunk: Chunk) {
    isAfterReturn = false
    guard chunk.bytes[0] == 0x0A else { return }
    chunk.filled -= 1
    chunk.bytes.update(from: chunk.bytes + 1, count: chunk.filled)
  }

  /// Puts the end of a chunk back.
  private func keep(_ chunk: Chunk, from start: Int) {
    let rest = UnsafeBufferPointer(start: chunk.bytes + start, count: chunk.filled - start)
    if carried < carry.count {
      carry = Array(rest) + carry[carried...]
    } else {
      carry.removeAll(keepingCapacity: true)
      carry += rest
    }
    carried = 0
  }

  /// Lets the reference reader take one record, however long it is.
  private func readAlone(_ chunk: Chunk) throws(Source.Failure) -> Bool {
    let alone = self.alone ?? beginAlone(chunk)
    self.alone = alone
    var item = alone.reader.next()
    while case .needsInput = item {
      chunk.filled = 0
      try fill(chunk, chunk.capacity)
      if chunk.filled == 0, isLast {
        alone.reader.finish()
      } else {
        feed(alone, chunk)
      }
      item = alone.reader.next()
    }
    self.alone = nil
    if case .end = item { return false }
    let warnings = alone.reader.takeWarnings()
    if !warnings.isEmpty { chunk.add(.warnings(warnings)) }
    keep(chunk, from: chunk.filled - alone.reader.unread)
    isAfterReturn = alone.reader.isAfterReturn
    line = alone.reader.nextLine
    row += 1
    chunk.content = .single(item)
    return true
  }

  private func beginAlone(_ chunk: Chunk) -> Alone {
    let alone = Alone(reader)
    alone.reader.beginInside(line: line, row: row)
    feed(alone, chunk)
    return alone
  }

  private func feed(_ alone: Alone, _ chunk: Chunk) {
    alone.reader.feed(Array(UnsafeBufferPointer(start: chunk.bytes, count: chunk.filled)))
  }
}
