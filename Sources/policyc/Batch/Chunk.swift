internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// What is counted in a chunk beside decisions and violated clauses.
protocol ChunkTally: AnyObject {}

/// A piece of a data file, of whole records, and what came of it.
final class Chunk {
  enum Content {
    /// The records in `bytes`, up to `survey.end`.
    case records
    /// A record that was read on its own, being too large or without an end.
    case single(CandidateReader.Item)
    /// Nothing: the file could not be read on, or the work was interrupted.
    case stopped
  }

  /// Something to say, at a place of the output.
  enum Event {
    case reject(Reject)
    /// A record that was read and has no decision.
    case undecided(CandidateReader.Row, DecisionError, policy: Int)
    case warnings([Diagnostic])
    /// What a decision says about its record.
    case remarks([Diagnostic], id: String, line: Int)
    case failure(DataProblem, line: Int)
  }

  /// How many bytes of a file usually make a chunk.
  static let usualSize = 1 << 18

  /// Room for so many bytes of input, and what kernels read past them.
  let capacity: Int
  let bytes: UnsafeMutablePointer<UInt8>
  /// How many bytes there are; those from `survey.end` on belong to the next chunk.
  var filled = 0
  var content = Content.records
  var survey = cb_survey()
  /// The place of the chunk among all, from 0.
  var sequence = 0
  /// The line and the number of the first record, from 1.
  var line = 1
  var row = 1

  /// The rows that were decided, as text.
  var output = OutputBuffer()
  /// In order, each with the length of the output before it.
  var events: [(offset: Int, event: Event)] = []
  var counts = DecisionCounts()
  /// Rows with nothing in them, which were passed over.
  var blanks = BlankRows()
  /// How often each clause was violated.
  var violations: [Int] = []
  /// What else is counted, where anything is. Whoever the chunk is delivered to clears it.
  var tally: (any ChunkTally)?
  /// The ids of the rows that were decided.
  var ids = IDLog()
  /// Whether the number of a row without an id counts as its id.
  var notesNumbers = true

  init(capacity: Int) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity + Int(CB_SLACK))
    bytes.initialize(repeating: 0, count: capacity + Int(CB_SLACK))
  }

  deinit {
    bytes.deallocate()
    output.deallocate()
    ids.deallocate()
  }

  /// Forgets what came of the chunk before.
  func clear() {
    filled = 0
    content = .records
    survey = cb_survey()
    output.count = 0
    if !events.isEmpty { events.removeAll() }
    counts = DecisionCounts()
    blanks = BlankRows()
    for index in violations.indices { violations[index] = 0 }
    ids.clear()
  }

  func add(_ event: Event) { events.append((output.count, event)) }

  /// Notes and counts the decision of one record, before its row is written.
  func note(_ decision: Decision, _ row: CandidateReader.Row) {
    if !decision.warnings.isEmpty {
      add(.remarks(decision.warnings, id: decision.candidate, line: row.line))
    }
    counts.add(decision.outcome)
    for clause in decision.violated { violations[clause.requirement] += 1 }
    ids.add(decision.candidate, line: row.line)
  }
}

/// Bytes to be written, in memory that is used again.
struct OutputBuffer {
  private(set) var bytes: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  var count = 0

  /// Where to write the next `room` bytes; kernels may write a little past them.
  mutating func reserve(_ room: Int) -> UnsafeMutablePointer<UInt8> {
    let needed = count + room + Int(CB_OUTPUT_SLACK)
    if let bytes, needed <= capacity { return bytes + count }
    let larger = max(needed, capacity * 2)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    if let bytes {
      memory.update(from: bytes, count: count)
      bytes.deallocate()
    }
    bytes = memory
    capacity = larger
    return memory + count
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      guard let base = utf8.baseAddress else { return }
      reserve(utf8.count).update(from: base, count: utf8.count)
      count += utf8.count
    }
  }

  mutating func deallocate() {
    bytes?.deallocate()
    bytes = nil
    capacity = 0
    count = 0
  }
}
