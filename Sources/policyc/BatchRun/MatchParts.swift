internal import CScan
internal import PolicyLang
internal import PolicyRuntime

/// What rows say about policies, made once for every policy and kind of decision.
final class MatchParts {
  /// What a row says about a policy, as text; `nil` where that takes a look at the record.
  struct Part {
    var head = ""
    var tail = ""
    var hasID = false
    var isMet = false
    var needsRecord = true
    /// Where the record is needed: whether nothing but its facts matters, and the clauses that are open.
    var dependsOnFacts = false
    var open: [Int] = []

    func text(_ id: String) -> String { hasID ? head + id + tail : head }
  }

  /// The part that stands for policies of which columns tell nothing.
  static let unknown: UInt32 = needsRecord
  /// Stands for the id while a part is made.
  static let sign = "\u{F8FF}id\u{F8FF}"

  private let report: any MatchReport
  private let findsChanges: Bool
  private let texts = TextPieces()
  private var parts = [Part()]
  /// The same for kernels.
  private var pieces = [cb_part()]
  /// For each policy the most bytes that a part of it has.
  private var longest: [Int]
  private var longestSum = 0
  private var frame = cb_frame()
  private var names: [cb_piece] = []
  /// The bytes of a row apart from its parts, at most.
  private var frameLength = 0

  /// - Parameter findsChanges: whether the smallest change is shown for policies that are not met.
  init(_ report: any MatchReport, policies: Int, findsChanges: Bool) {
    self.report = report
    self.findsChanges = findsChanges
    longest = Array(repeating: 0, count: policies)
    let shape = report.frame
    frame = cb_frame(
      open: texts.piece(shape.open), after_id: texts.piece(shape.afterID),
      none: texts.piece(shape.none), met: texts.piece(shape.met),
      comma: texts.piece(shape.comma), close: texts.piece(shape.close),
      between: texts.piece(shape.between), end: texts.piece(shape.end), has_list: shape.hasList)
    for policy in 0..<policies { names.append(texts.piece(report.name(policy))) }
    let commas = policies * (shape.comma.utf8.count + shape.between.utf8.count)
    frameLength = names.reduce(commas) { $0 + Int($1.length) }
    for text in [shape.open, shape.afterID, shape.none, shape.met, shape.close, shape.end] {
      frameLength += text.utf8.count
    }
  }

  /// The most bytes of a row whose id has so many.
  func room(_ idLength: Int) -> Int {
    frameLength + longestSum + idLength * (longest.count + 1)
  }

  /// Set in the number of a part that needs the record.
  static let needsRecord: UInt32 = 1 << 31

  /// The part of a number, marked or not.
  func part(_ number: UInt32) -> Part { parts[Int(number & ~MatchParts.needsRecord)] }

  /// Makes a part of a decision that stands for all of its kind.
  /// - Returns: its number, marked where it needs the record.
  func add(_ policy: Int, _ decision: (_ id: String) -> Decision?) -> UInt32 {
    var part = Part()
    if let decision = decision(MatchParts.sign) {
      if looksAtRecord(policy, decision.outcome) {
        part.dependsOnFacts = !report.showsMore(policy, decision.outcome)
        part.open = (decision.violated + decision.waivable + decision.unknown).map {
          $0.requirement
        }
      } else {
        part = MatchParts.made(policy, .decided(decision, nil), report)
      }
    }
    return add(policy, part)
  }

  /// Adds a part that is made.
  func add(_ policy: Int, _ part: Part) -> UInt32 {
    let number = UInt32(parts.count)
    parts.append(part)
    if part.needsRecord {
      pieces.append(cb_part())
      return number | MatchParts.needsRecord
    }
    let piece = cb_part(
      head: texts.piece(part.head), tail: texts.piece(part.tail), has_id: part.hasID,
      is_met: part.isMet)
    pieces.append(piece)
    let length = Int(piece.head.length + piece.tail.length)
    longestSum += max(0, length - longest[policy])
    longest[policy] = max(longest[policy], length)
    return number
  }

  private func looksAtRecord(_ policy: Int, _ outcome: Outcome) -> Bool {
    switch outcome {
    case .undetermined, .needsJudgement: true
    case .eligible: report.showsMore(policy, outcome)
    case .needsWaiver, .ineligible: findsChanges || report.showsMore(policy, outcome)
    }
  }

  /// A part that is ready, of a result whose id is `sign`.
  static func made(_ policy: Int, _ result: MatchResult, _ report: any MatchReport) -> Part {
    var part = Part()
    let text = report.part(policy, sign, result)
    (part.head, part.tail, part.hasID) = split(text, report.id(sign))
    part.isMet = result.isEligible
    part.needsRecord = false
    return part
  }

  private static func split(
    _ text: String, _ sign: String
  ) -> (head: String, tail: String, found: Bool) {
    let (bytes, wanted) = (Array(text.utf8), Array(sign.utf8))
    for start in bytes.indices where bytes[start...].starts(with: wanted) {
      return (
        String(decoding: bytes[..<start], as: UTF8.self),
        String(decoding: bytes[(start + wanted.count)...], as: UTF8.self), true
      )
    }
    return (text, "", false)
  }

  /// Writes a row; returns past its end.
  /// - Parameter keys: its part for each policy.
  func write(
    _ keys: UnsafePointer<UInt32>, _ id: UnsafePointer<UInt8>, _ length: Int,
    _ met: UnsafeMutablePointer<UInt64>, _ byNumber: UnsafeMutablePointer<UInt64>,
    _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    names.withUnsafeBufferPointer { names in
      pieces.withUnsafeBufferPointer { pieces in
        cb_write_parts(
          &frame, names.baseAddress, pieces.baseAddress, keys, names.count, id, length, met,
          byNumber, output) ?? output
      }
    }
  }
}
