internal import PolicyLang
internal import PolicyRuntime

/// A file that is open in the editor.
final class TextDocument {
  let uri: String
  /// The path, or the URI itself for what is no file yet.
  let path: String
  private(set) var version: Int
  private(set) var map: PositionMap
  /// The check of the text as it stands; `nil` until it is made.
  var checked: CheckedFile?
  /// The latest whole check of some earlier text, and how the text differs from that one.
  var typing: TypingCheck?
  var lastChecked: CheckedFile?
  var difference: EditedRange?
  /// How the text differs from the one that is being checked in the background.
  var jobDifference: EditedRange?
  var isBeingChecked = false
  /// What the review said about `checked`; `nil` until it is made.
  var reviewed: [Diagnostic]?
  /// How often each clause turns away an example candidate.
  var counts: ClauseCounts?
  /// The results of tests by the place of the test.
  var testResults: [TestResult]?
  /// Whether a review of some state of the text is under way.
  var isBeingReviewed = false
  /// Counts changes, so that late results are known to be late.
  private(set) var generation = 0

  init(uri: String, version: Int, text: String, encoding: PositionEncoding) {
    self.uri = uri
    path = FileURI.path(uri) ?? uri
    self.version = version
    map = PositionMap(Array(text.utf8), encoding)
  }

  var bytes: [UInt8] { map.bytes }

  /// Applies changes in order: a range and its new text, or the whole text.
  func apply(_ changes: [JSONValue], version: Int) {
    var bytes = map.bytes
    var current = map
    for (index, change) in changes.enumerated() {
      guard let text = change["text"]?.text else { continue }
      if let range = ProtocolRange(change["range"]) {
        let start = current.offset(of: range.start)
        let end = max(start, current.offset(of: range.end))
        let new = Array(text.utf8)
        bytes.replaceSubrange(start..<end, with: new)
        note(start..<end, new.count)
      } else if change["range"] == nil {
        let new = Array(text.utf8)
        if let change = TextChange(from: bytes, to: new) { note(change.range, change.text.count) }
        bytes = new
      }
      if index + 1 < changes.count { current = PositionMap(bytes, map.encoding) }
    }
    self.version = version
    map = PositionMap(bytes, map.encoding)
    forget()
  }

  private func note(_ range: Range<Int>, _ length: Int) {
    if difference == nil {
      difference = EditedRange(
        start: range.lowerBound, oldEnd: range.upperBound, newEnd: range.lowerBound + length)
    } else {
      difference?.add(range, length: length)
    }
    guard isBeingChecked else { return }
    if jobDifference == nil {
      jobDifference = EditedRange(
        start: range.lowerBound, oldEnd: range.upperBound, newEnd: range.lowerBound + length)
    } else {
      jobDifference?.add(range, length: length)
    }
  }

  /// What was known about the text holds no longer, or what it uses has changed.
  func forget() {
    generation += 1
    checked = nil
    reviewed = nil
    counts = nil
    testResults = nil
  }

  /// A byte order mark is part of the document and not of what the compiler sees.
  var shift: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  func offset(of position: TextPosition) -> Int { max(0, map.offset(of: position) - shift) }
  func position(of offset: Int) -> TextPosition { map.position(of: offset + shift) }

  func range(of span: SourceSpan) -> ProtocolRange {
    ProtocolRange(
      start: position(of: span.lowerBound), end: position(of: span.upperBound))
  }
}

/// A half-open range as the protocol writes it.
struct ProtocolRange: Hashable {
  let start: TextPosition
  let end: TextPosition

  init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = end
  }

  init?(_ json: JSONValue?) {
    guard let start = TextPosition(json?["start"]), let end = TextPosition(json?["end"]) else {
      return nil
    }
    self.init(start: start, end: end)
  }

  func touches(_ other: ProtocolRange) -> Bool { start <= other.end && other.start <= end }
}

extension TextPosition {
  init?(_ json: JSONValue?) {
    guard let line = json?["line"]?.integer, let character = json?["character"]?.integer else {
      return nil
    }
    self.init(line: line, character: character)
  }
}
