/// Names one file of a compilation: the index into `SourceMap.files`.
public struct FileID: Hashable, Sendable {
  public let raw: UInt16
  public init(_ raw: UInt16) { self.raw = raw }
}

/// A half-open range of UTF-8 offsets in one file.
///
/// Twelve bytes and trivially copyable; lines and columns are computed only when a message is shown.
/// Position never takes part in the equality of syntax.
public struct SourceSpan: Hashable, Sendable {
  public let file: FileID
  public let start: UInt32
  public let end: UInt32

  public init(file: FileID, start: Int, end: Int) {
    self.file = file
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  public var lowerBound: Int { Int(start) }
  public var upperBound: Int { Int(end) }
  public var isEmpty: Bool { start == end }

  /// The smallest span that holds both; `other` is ignored when it lies in another file.
  public func union(_ other: SourceSpan) -> SourceSpan {
    guard file == other.file else { return self }
    return SourceSpan(
      file: file, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
  }

  /// The empty span right after this one, where a missing piece belongs.
  public var after: SourceSpan { SourceSpan(file: file, start: Int(end), end: Int(end)) }
  /// The empty span right before this one.
  public var before: SourceSpan { SourceSpan(file: file, start: Int(start), end: Int(start)) }
}
